/**
 * A set-up travels in a link: nothing of it runs before Run, nothing is lost on the way, and what is no good says so.
 * Links are made by the page itself, in one browser, and opened in another.
 */
import type { Browser, Page } from "@playwright/test";
import { violationsOf } from "./axe.ts";
import { ColdstartPage, expect, type ProjectInput, test, withoutFullEditor } from "./coldstart-page.ts";

test.use({ plainEditor: true, serviceWorkers: "allow" });
// Two browsers, a build from nothing and axe, in most of them.
test.describe.configure({ timeout: 180_000 });

const ORDERS: ProjectInput = {
  name: "Orders",
  queues: [{ name: "jobs" }],
  tables: [{ name: "orders", partitionKey: "id", stream: "new-image", items: [{ id: "seeded" }] }],
  buckets: ["receipts"],
  secrets: { "shop/key": "hunter2" },
  functions: [
    {
      name: "take",
      files: { "index.js": "exports.handler = async () => ({ statusCode: 200, body: 'taken' });", "lib.js": "exports.tax = 0.2;" },
      memoryMb: 256,
      triggers: [{ type: "http", method: "GET", path: "/take" }],
    },
    { name: "pack", files: { "index.js": "exports.handler = async () => 'packed';" }, triggers: [{ type: "queue", queue: "jobs" }] },
  ],
};

/** All that could run by itself, and a module that would leave its mark. */
const EAGER: ProjectInput = {
  name: "Eager",
  tables: [{ name: "rows", partitionKey: "id", stream: "new-image", items: [{ id: "1" }] }],
  queues: [{ name: "jobs" }],
  functions: [
    {
      name: "tick",
      files: { "index.js": "console.log('top level ran'); exports.handler = async () => ({ statusCode: 200, body: 'ran' });" },
      triggers: [
        { type: "schedule", expression: "rate(1 minute)" },
        { type: "table", table: "rows", startingPosition: "TRIM_HORIZON" },
        { type: "queue", queue: "jobs" },
        { type: "http", method: "GET", path: "/tick" },
      ],
      ...({ provisionedConcurrency: 2 } as object),
    },
  ],
};

const opened = (page: Page, project: ProjectInput) =>
  page.evaluate(
    ({ functions, ...services }) =>
      window.coldstart.project.open({ ...services, functions: functions.map((each) => ({ runtime: "javascript", ...each })) }),
    project,
  );

/** The link of a project, as the page makes it. */
async function linkTo(coldstart: ColdstartPage, project: ProjectInput, password?: string): Promise<string> {
  await opened(coldstart.page, project);
  return coldstart.page.evaluate((given) => window.coldstart.project.link(given === undefined ? {} : { password: given }), password);
}

/** Somebody else's browser. */
async function elsewhere(browser: Browser, link: string): Promise<ColdstartPage> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await withoutFullEditor(page);
  const coldstart = new ColdstartPage(page);
  await coldstart.open(link);
  return coldstart;
}

/** The bundler comes first. */
const BUILT = { timeout: 60_000 };
const bar = (page: Page) => page.getByRole("region", { name: "Shared set-up" });
const run = (page: Page) => bar(page).getByRole("button", { name: "Run", exact: true });
const nameOf = (page: Page) => page.evaluate(() => window.coldstart.project.get().name);
const containersOf = (page: Page) => page.evaluate(() => window.coldstart.containers().length);

test("a link brings the whole set-up; nothing has run; Run, and it works", async ({ coldstart, browser }) => {
  const link = await linkTo(coldstart, ORDERS);
  const original = await coldstart.page.evaluate(() => window.coldstart.project.get());
  const { page } = await elsewhere(browser, link);
  expect(await page.evaluate(() => window.coldstart.project.get())).toEqual(original);
  await expect(bar(page)).toContainText("Someone shared this set-up. Read it, then Run.");
  await expect(bar(page)).toContainText("2 functions, 1 bucket, 1 table, 1 queue. Makes no calls outside this page. Brings 1 secret.");
  await bar(page).getByRole("button", { name: "What it holds" }).click();
  await expect(bar(page)).toContainText("index.js and lib.js; HTTP GET /take");
  await expect(page.getByText("Read only until you run it")).toBeVisible();
  await expect(page.getByRole("textbox", { name: "take/index.js" })).toHaveAttribute("readonly", "");
  await expect(page.getByText("The shared code has not run.")).toBeVisible();
  expect(await containersOf(page)).toBe(0);
  expect(await violationsOf(page)).toEqual([]);
  // Saved, and so gone from the address: a reload shows what became of it.
  await expect.poll(() => new URL(page.url()).hash).toBe("");

  await run(page).click();
  await expect(bar(page)).toBeHidden();
  await expect(page.getByRole("region", { name: "Response" }).getByText("200 OK")).toBeVisible(BUILT);
  expect(await containersOf(page)).toBe(1);
  await expect(page.getByRole("textbox", { name: "take/index.js" })).not.toHaveAttribute("readonly", "");
});

test("nothing of it runs before: no schedule, stream, queue, real address, kept container, call or build; not after a reload either", async ({
  coldstart,
  browser,
}) => {
  const link = await linkTo(coldstart, EAGER);
  const theirs = await elsewhere(browser, link);
  const { page } = theirs;
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  const fetched = () => page.evaluate(() => fetch("./fn/eager/tick").then(async (response) => [response.status, await response.text()]));
  const refusals = () =>
    page.evaluate(async () => {
      const { coldstart: handle } = window;
      const calls = [
        () => handle.deploy(),
        () => handle.invoke("tick", {}),
        () => handle.invoke("tick", {}, { type: "async" }),
        () => handle.http({ method: "GET", path: "/tick" }),
        () => handle.send("jobs", "{}"),
        () => handle.put("rows", { id: "2" }),
        () => handle.load({ function: "tick", event: {}, requests: 3, concurrency: 1, pattern: "steady", seed: 1 }),
      ];
      const said: string[] = [];
      for (const call of calls)
        said.push(
          await call().then(
            () => "it ran",
            (reason: { code: string }) => reason.code,
          ),
        );
      return said;
    });
  const nothingRan = async () => {
    await page.evaluate(() => window.coldstart.clock.advance(600_000));
    expect(await refusals()).toEqual(Array(7).fill("not-trusted"));
    await page.keyboard.press("ControlOrMeta+Enter");
    await page.evaluate(() => window.coldstart.clock.advance(600_000));
    await expect.poll(() => page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true);
    expect(await fetched()).toEqual([503, expect.stringContaining("No open page holds")]);
    expect(await containersOf(page)).toBe(0);
    expect(await page.evaluate(() => [window.coldstart.invocations().length, window.coldstart.services().tables.length])).toEqual([0, 0]);
    expect(asked.filter((url) => /esbuild.*wasm/.test(url))).toEqual([]);
  };
  await nothingRan();
  await expect.poll(() => new URL(page.url()).hash).toBe("");
  await theirs.reload();
  await expect(bar(page)).toBeVisible();
  await nothingRan();

  await run(page).click();
  await expect(page.getByRole("region", { name: "Response" }).getByText("200 OK")).toBeVisible(BUILT);
  await expect.poll(() => containersOf(page)).toBeGreaterThanOrEqual(2);
  await page.evaluate(async () => {
    await window.coldstart.put("rows", { id: "2" });
    await window.coldstart.send("jobs", "{}");
    await window.coldstart.clock.advance(61_000);
  });
  await expect
    .poll(() => page.evaluate(() => [...new Set(window.coldstart.invocations().map(({ trigger }) => trigger))].sort()))
    .toEqual(expect.arrayContaining(["http", "queue", "schedule", "table"]));
  expect(await fetched()).toEqual([200, "ran"]);
});

test("it opens as a copy: what the person had stays saved, and Keep mine goes back to it", async ({ coldstart, browser }) => {
  const link = await linkTo(coldstart, ORDERS);
  const mine = await elsewhere(browser, process.env.COLDSTART_URL ?? "");
  const { page } = mine;
  await opened(page, { name: "Mine", functions: [{ name: "kept", files: { "index.js": "// mine" } }] });
  await page.evaluate((address) => {
    location.hash = new URL(address).hash;
  }, link);
  await expect.poll(() => nameOf(page)).toBe("Orders");
  await bar(page).getByRole("button", { name: "Keep mine" }).click();
  await expect.poll(() => nameOf(page)).toBe("Mine");
  await expect(bar(page)).toBeHidden();
  expect(await page.evaluate(() => window.coldstart.project.get().functions[0]?.files["index.js"])).toBe("// mine");
  await mine.reload();
  expect(await nameOf(page)).toBe("Mine");
});

test("behind a password: asked for, wrong, right", async ({ coldstart, browser }) => {
  const link = await linkTo(coldstart, ORDERS, "quince");
  const { page } = await elsewhere(browser, link);
  await expect(page.getByRole("heading", { name: "This link is behind a password" })).toBeVisible();
  expect(await violationsOf(page)).toEqual([]);
  await page.keyboard.type("apple");
  await page.keyboard.press("Enter");
  await expect(page.getByText("This password does not open it.")).toBeVisible();
  await page.getByRole("textbox", { name: "Password" }).fill("quince");
  await page.keyboard.press("Enter");
  await expect(bar(page)).toBeVisible();
  expect(await nameOf(page)).toBe("Orders");
});

const BAD: readonly (readonly [string, (link: string) => string, string])[] = [
  ["cut off", (link) => link.slice(0, -40), "This link is not whole"],
  [
    "changed on its way",
    (link) => link.slice(0, -20) + (link.at(-20) === "A" ? "B" : "A") + link.slice(-19),
    "This link was changed on its way",
  ],
  ["of a newer page", (link) => link.replace("#c1.", "#c99."), "This link is from a newer Coldstart"],
  ["without anything in it", (link) => link.replace(/#c1\..*/, "#c1."), "This link"],
];

for (const [what, spoil, title] of BAD) {
  test(`a link that is ${what} shows what happened, why and what to do; nothing is lost`, async ({ coldstart }) => {
    const { page } = coldstart;
    const bad = spoil(await linkTo(coldstart, ORDERS));
    await opened(page, { name: "Mine", functions: [{ name: "kept", files: { "index.js": "// mine" } }] });
    await page.evaluate((hash) => {
      location.hash = hash;
    }, new URL(bad).hash);
    const dialog = page.getByRole("dialog", { name: title });
    await expect(dialog).toBeVisible();
    for (const part of ["What happened", "Why that happens", "What to do"]) await expect(dialog.getByText(part)).toBeVisible();
    expect(await violationsOf(page)).toEqual([]);
    await dialog.getByRole("button", { name: "Go on to Mine" }).click();
    await expect(dialog).toBeHidden();
    expect([await nameOf(page), new URL(page.url()).hash]).toEqual(["Mine", ""]);
    await coldstart.reload();
    expect(await nameOf(page)).toBe("Mine");
  });
}

test("the dialog makes the link, says what takes the room, and leaves secrets' values out unless asked", async ({ coldstart, browser }) => {
  const { page } = coldstart;
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await opened(page, ORDERS);
  await page.getByRole("button", { name: "Share" }).click();
  const dialog = page.getByRole("dialog", { name: "Share" });
  const field = dialog.getByRole("textbox", { name: "Link" });
  await expect(field).toHaveValue(/#c1\./);
  await expect(dialog.getByText("Only the names go: shop/key.")).toBeVisible();
  await expect(dialog.getByText("take/lib.js").first()).toBeVisible();
  await dialog.getByText("QR code", { exact: true }).click();
  await expect(dialog.getByRole("img", { name: "QR code of the link" })).toBeVisible();
  for (const way of ["Markdown badge", "Embed in a page", "For a class"]) await dialog.getByText(way, { exact: true }).click();
  await expect(dialog.getByRole("textbox", { name: "Markdown" })).toHaveValue(
    /^\[!\[Open Orders in Coldstart\]\(.*badge\.svg\)\]\(.*#c1\./,
  );
  await expect(dialog.getByRole("textbox", { name: "HTML" })).toHaveValue(/^<iframe src=".*embed=1#c1\./);
  expect(await violationsOf(page)).toEqual([]);
  await dialog.getByRole("button", { name: "Copy the link" }).click();
  await expect(dialog.getByRole("status").filter({ hasText: "Copied" })).toBeAttached();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(link).toBe(await field.inputValue());

  const theirs = await elsewhere(browser, link);
  const secrets = await theirs.page.evaluate(() => (window.coldstart.project.get() as unknown as { secrets: object }).secrets);
  expect(secrets).toEqual({ "shop/key": "" });
  await dialog.getByRole("checkbox", { name: "Values of 1 secret" }).check();
  await expect(dialog.getByText("Whoever has the link can read them.")).toBeVisible();
});

test("the run and the tables' rows go along where asked: charts show before anything runs", async ({ coldstart, browser }) => {
  const { page } = coldstart;
  await coldstart.openProject(ORDERS);
  await page.evaluate(async () => {
    await window.coldstart.http({ method: "GET", path: "/take" });
    await window.coldstart.put("orders", { id: "later" });
  });
  await page.getByRole("button", { name: "Share" }).click();
  const dialog = page.getByRole("dialog", { name: "Share" });
  await dialog.getByRole("checkbox", { name: "The run, as recorded here" }).check();
  await dialog.getByRole("checkbox", { name: "Rows as the tables hold them now" }).check();
  const field = dialog.getByRole("textbox", { name: "Link" });
  await expect(dialog.getByText(/^The run/).last()).toBeVisible();
  await expect.poll(async () => (await field.inputValue()).length).toBeGreaterThan(0);
  await expect(dialog.locator("[aria-busy=false]").first()).toBeVisible();
  const theirs = await elsewhere(browser, await field.inputValue());
  await theirs.page.getByRole("tab", { name: "Observe" }).click();
  await expect(theirs.page.getByRole("option", { name: /recorded elsewhere/, selected: true })).toBeAttached();
  expect(await containersOf(theirs.page)).toBe(0);
  const tables = await theirs.page.evaluate(
    () => (window.coldstart.project.get() as unknown as { tables: { items: { id: string }[] }[] }).tables,
  );
  expect(tables[0]?.items.map(({ id }) => id).sort()).toEqual(["later", "seeded"]);
});

test("a classroom: the locked file stays, and a result comes back as a link", async ({ coldstart, browser }) => {
  const { page } = coldstart;
  await opened(page, ORDERS);
  await page.getByRole("button", { name: "Share" }).click();
  const dialog = page.getByRole("dialog", { name: "Share" });
  const field = dialog.getByRole("textbox", { name: "Link" });
  await expect(field).toHaveValue(/#c1\./);
  const ordinary = await field.inputValue();
  await dialog.getByText("For a class", { exact: true }).click();
  await dialog.getByRole("button", { name: "Make it a classroom link" }).click();
  await dialog.getByRole("textbox", { name: "Title" }).fill("Group 2");
  await dialog.getByRole("checkbox", { name: "take/index.js" }).check();
  await expect(field).not.toHaveValue(ordinary);
  await expect(dialog.locator("[aria-busy=false]").first()).toBeVisible();

  const learner = (await elsewhere(browser, await field.inputValue())).page;
  await run(learner).click();
  await expect(learner.getByRole("region", { name: "Class" })).toContainText("Group 2");
  await expect(learner.getByRole("textbox", { name: "take/index.js" })).toHaveAttribute("readonly", "");
  await expect(learner.getByRole("treeitem", { name: /index\.js, locked/ })).toBeVisible();
  await expect(learner.getByText("Locked: read only")).toBeVisible();
  await learner.getByRole("treeitem", { name: "lib.js" }).click();
  await learner.getByRole("textbox", { name: "take/lib.js" }).fill("exports.tax = 0.3;");
  await learner.getByRole("main").getByRole("button", { name: "Send", exact: true }).click();
  await expect(learner.getByRole("region", { name: "Response" }).getByText("200 OK")).toBeVisible(BUILT);
  expect(await violationsOf(learner)).toEqual([]);
  await learner.getByRole("button", { name: "Send back my result" }).click();
  const asked = learner.getByRole("dialog", { name: "Send back my result" });
  await asked.getByRole("textbox", { name: "Your name" }).fill("Ada");
  const back = asked.getByRole("textbox", { name: "Link" });
  await expect(back).toHaveValue(/#c1\./);
  expect(await violationsOf(learner)).toEqual([]);

  const leader = (await elsewhere(browser, await back.inputValue())).page;
  const result = leader.getByRole("region", { name: "Result" });
  await expect(result).toContainText("Result of Ada");
  await expect(result).toContainText("Requests1");
  await expect(result).toContainText("Measured on their machine");
  expect(await violationsOf(leader)).toEqual([]);
  expect(await leader.evaluate(() => window.coldstart.project.get().functions[0]?.files["lib.js"])).toBe("exports.tax = 0.3;");
});

test.describe("on a phone, in the dark", () => {
  test.use({ viewport: { width: 390, height: 844 }, colorScheme: "dark" });

  test("the bar, the dialog and the page of a bad link fit and have no violation", async ({ coldstart }) => {
    const { page } = coldstart;
    const link = await linkTo(coldstart, ORDERS);
    const isTooWide = () => page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
    await page.evaluate((address) => window.coldstart.project.openLink(address), link);
    await expect(bar(page)).toBeVisible();
    expect([await isTooWide(), await violationsOf(page)]).toEqual([false, []]);
    await page.getByRole("button", { name: "More", exact: true }).click();
    await page.getByRole("menuitem", { name: "Share" }).click();
    await expect(page.getByRole("textbox", { name: "Link" })).toHaveValue(/#c1\./);
    expect([await isTooWide(), await violationsOf(page)]).toEqual([false, []]);
    await page.keyboard.press("Escape");
    await page.evaluate(() => {
      location.hash = "#c1.zzzz";
    });
    await expect(page.getByRole("button", { name: "Go on to Orders" })).toBeVisible();
    expect([await isTooWide(), await violationsOf(page)]).toEqual([false, []]);
  });
});
