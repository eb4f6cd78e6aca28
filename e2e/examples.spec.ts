/** Every example of the gallery is opened by a person, does what its first step says, and fails at nothing. */
import { type ColdstartPage, expect, test } from "./coldstart-page.ts";

/** What a person does with it, and what is seen then. */
interface Trial {
  readonly title: string;
  run(coldstart: ColdstartPage): Promise<void>;
}

type Http = Parameters<Window["coldstart"]["http"]>[0];
const http = ({ page }: ColdstartPage, request: Http) => page.evaluate((input) => window.coldstart.http(input), request);
const get = (coldstart: ColdstartPage, path: string, headers: Record<string, string> = {}) =>
  http(coldstart, { method: "GET", path, headers });
const post = (coldstart: ColdstartPage, path: string, body: unknown, headers: Record<string, string> = {}) =>
  http(coldstart, { method: "POST", path, body: JSON.stringify(body), headers: { "content-type": "application/json", ...headers } });
const services = ({ page }: ColdstartPage) => page.evaluate(() => window.coldstart.services());
const advance = ({ page }: ColdstartPage, ms: number) => page.evaluate((byMs) => window.coldstart.clock.advance(byMs), ms);
const logs = async ({ page }: ColdstartPage) => (await page.evaluate(() => window.coldstart.invocations())).flatMap((each) => each.logs);
const itemsOf = async (coldstart: ColdstartPage, table: string) =>
  (await services(coldstart)).tables.find(({ name }) => name === table)?.items ?? [];
const keysOf = async (coldstart: ColdstartPage, bucket: string) =>
  (await services(coldstart)).buckets.find(({ name }) => name === bucket)?.objects.map(({ key }) => key) ?? [];

const TRIALS: readonly Trial[] = [
  {
    title: "Cold and warm",
    async run(coldstart) {
      expect((await get(coldstart, "/price/espresso")).body).toContain('"served":1');
      expect((await get(coldstart, "/price/espresso")).body).toContain('"served":2');
      const [cold, warm] = await coldstart.page.evaluate(() => window.coldstart.invocations());
      expect(cold?.initMs).toBeGreaterThan(500);
      expect(warm?.initMs).toBe(0);
    },
  },
  {
    title: "URL shortener",
    async run(coldstart) {
      const { path } = JSON.parse((await post(coldstart, "/links", { url: "https://example.com/x" })).body);
      expect(await get(coldstart, path)).toMatchObject({ status: 302, headers: { location: "https://example.com/x" } });
      expect(await get(coldstart, "/l/none")).toMatchObject({ status: 404 });
      expect(await post(coldstart, "/links", { url: "javascript:1" })).toMatchObject({ status: 400 });
    },
  },
  {
    title: "Thumbnails from uploads",
    async run(coldstart) {
      await coldstart.page.evaluate(() => window.coldstart.upload("photos", "raw/my cat.txt", "meow, meow", "text/plain"));
      await expect.poll(() => keysOf(coldstart, "photos")).toContain("thumbs/my cat.txt.svg");
      await expect.poll(async () => (await logs(coldstart)).join("\n")).toContain("a thumbnail of raw/my cat.txt is at");
    },
  },
  {
    title: "Orders through a queue",
    async run(coldstart) {
      expect(await post(coldstart, "/orders", { item: "cups" })).toMatchObject({ status: 202 });
      await post(coldstart, "/orders", { item: "broken" });
      await advance(coldstart, 180_000);
      expect((await logs(coldstart)).join("\n")).toContain("packed cups");
      const dead = (await services(coldstart)).queues.find(({ name }) => name === "orders-dead");
      expect(dead?.waiting).toBe(1);
    },
  },
  {
    title: "Nightly report",
    async run(coldstart) {
      await advance(coldstart, 24 * 3_600_000);
      await expect.poll(async () => (await keysOf(coldstart, "reports")).length).toBe(1);
    },
  },
  {
    title: "Audit log of a table",
    async run(coldstart) {
      await coldstart.page.evaluate(() => window.coldstart.put("accounts", { id: "ada", balance: 90 }));
      await expect.poll(async () => JSON.stringify(await itemsOf(coldstart, "audit"))).toContain('"90"');
    },
  },
  {
    title: "Signed webhook",
    async run(coldstart) {
      expect(await post(coldstart, "/webhook", { deliveryId: "d-1" }, { "x-signature": "sha256=no" })).toMatchObject({ status: 401 });
      const { createHmac } = await import("node:crypto");
      const body = JSON.stringify({ deliveryId: "d-1" });
      const signed = { "x-signature": `sha256=${createHmac("sha256", "change-me").update(body).digest("hex")}` };
      expect(await post(coldstart, "/webhook", { deliveryId: "d-1" }, signed)).toMatchObject({ status: 200, body: "taken" });
      expect(await post(coldstart, "/webhook", { deliveryId: "d-1" }, signed)).toMatchObject({ status: 200, body: "known" });
    },
  },
  {
    title: "An alarm that acts",
    async run(coldstart) {
      for (let order = 0; order < 18; order += 1) await get(coldstart, "/checkout");
      await advance(coldstart, 180_000);
      await expect.poll(async () => (await logs(coldstart)).join("\n")).toContain("wake up: checkout-errors is in ALARM");
    },
  },
  {
    title: "A monolith, or four functions",
    async run(coldstart) {
      expect((await get(coldstart, "/mono/cart")).body).toBe((await get(coldstart, "/cart")).body);
      expect((await get(coldstart, "/mono/invoice")).body).toBe((await get(coldstart, "/invoice")).body);
      expect((await get(coldstart, "/mono/search")).body).toBe((await get(coldstart, "/search")).body);
      expect(await post(coldstart, "/cart", { product: "espresso", count: 2 })).toMatchObject({ status: 200 });
      expect(await post(coldstart, "/mono/cart", { product: "espresso", count: 0 })).toMatchObject({ status: 400 });
    },
  },
  {
    title: "Keep warm",
    async run(coldstart) {
      await get(coldstart, "/quote");
      await advance(coldstart, 3_600_000);
      await get(coldstart, "/quote");
      const ran = await coldstart.page.evaluate(() => window.coldstart.invocations());
      expect(ran.filter(({ coldStart }) => coldStart)).toHaveLength(1);
      expect(ran.length).toBeGreaterThan(10);
    },
  },
  {
    title: "Fan-out with filters",
    async run(coldstart) {
      await post(coldstart, "/orders", { totalEur: 140 });
      await post(coldstart, "/orders", { totalEur: 20 });
      await expect.poll(async () => (await logs(coldstart)).join("\n")).toMatch(/confirmed 20 EUR/);
      const said = (await logs(coldstart)).join("\n");
      expect(said).toContain("looks at 140 EUR");
      expect(said).not.toContain("looks at 20 EUR");
      await expect.poll(async () => (await services(coldstart)).queues[0]?.waiting).toBe(2);
    },
  },
  {
    title: "Payments, once each",
    async run(coldstart) {
      const pay = (key: string) => post(coldstart, "/payments", { amountEur: 42 }, { "idempotency-key": key });
      const [first, again, other] = [await pay("a"), await pay("a"), await pay("b")];
      expect([first.status, again.status, other.status]).toEqual([201, 200, 201]);
      expect(JSON.parse(again.body).paymentId).toBe(JSON.parse(first.body).paymentId);
    },
  },
  {
    title: "Sign in with a token",
    async run(coldstart) {
      const { token } = JSON.parse((await post(coldstart, "/login", { user: "ada" })).body);
      expect((await get(coldstart, "/me", { authorization: `Bearer ${token}` })).body).toContain('"user":"ada"');
      expect(await get(coldstart, "/me", { authorization: "Bearer none" })).toMatchObject({ status: 401 });
    },
  },
  {
    title: "A cache in /tmp",
    async run(coldstart) {
      expect(await get(coldstart, "/words")).toMatchObject({ status: 404 });
      await coldstart.page.evaluate(() => window.coldstart.upload("data", "words.txt", "one two three", "text/plain"));
      expect((await get(coldstart, "/words")).body).toBe('{"words":3,"from":"the bucket"}');
      expect((await get(coldstart, "/words")).body).toBe('{"words":3,"from":"/tmp"}');
    },
  },
  {
    title: "A rate limit that holds",
    async run(coldstart) {
      const answers: number[] = [];
      for (let request = 0; request < 12; request += 1) answers.push((await get(coldstart, "/api")).status);
      expect(answers.filter((status) => status === 200).length).toBeGreaterThanOrEqual(10);
      expect(answers).toContain(429);
    },
  },
];

/** What these do on purpose. */
const MEANT = /cannot be packed|CardRefused/;

for (const { title, run } of TRIALS) {
  test(`"${title}" does what it says`, async ({ usedPage: coldstart }) => {
    const { page } = coldstart;
    await page.getByRole("button", { name: /^Project/ }).click();
    await page.getByRole("menuitem", { name: "Examples" }).click();
    await page.getByRole("searchbox", { name: "Find an example" }).fill(title);
    await page.getByRole("button", { name: `Open ${title}` }).click();
    await expect(page.getByRole("button", { name: `Project ${title}` })).toBeVisible();
    await page.evaluate(() => window.coldstart.deploy());
    await run(coldstart);
    const failed = await page.evaluate(() => window.coldstart.invocations().filter(({ status }) => status !== "ok"));
    expect(failed.filter(({ error }) => !MEANT.test(`${error?.errorType} ${error?.errorMessage}`))).toEqual([]);
  });
}

test("the whole gallery is tried", async ({ usedPage: { page } }) => {
  await page.getByRole("button", { name: /^Project/ }).click();
  await page.getByRole("menuitem", { name: "Examples" }).click();
  const titles = await page.getByRole("dialog", { name: "Examples" }).getByRole("heading", { level: 3 }).allTextContents();
  expect(titles.toSorted()).toEqual(TRIALS.map(({ title }) => title).toSorted());
  await page.keyboard.press("Escape");
});

test("the glossary finds a term by any of its forms", async ({ usedPage: { page } }) => {
  await page.getByRole("button", { name: /^Project/ }).click();
  await page.getByRole("menuitem", { name: "Glossary" }).click();
  await page.getByRole("searchbox", { name: "Find a term" }).fill("thaw");
  await expect(page.getByRole("term")).toHaveText(["freeze"]);
  await page.keyboard.press("Escape");
});
