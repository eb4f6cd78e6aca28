/** Coldstart in the frame of a page on another origin: what it shows, whom it answers, and that it leaves nothing behind. */
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Frame, Page } from "@playwright/test";
import { violationsOf } from "./axe.ts";
import { expect, test, withoutFullEditor } from "./coldstart-page.ts";

let server: Server;
/** Another origin than the one that the build is served from, which is localhost. */
let parentOrigin: string;

test.beforeAll(async () => {
  server = createServer((_, response) =>
    response.writeHead(200, { "content-type": "text/html" }).end("<!doctype html><title>Docs</title>"),
  );
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  parentOrigin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

test.afterAll(() => new Promise((closed) => server.close(closed)));

test.beforeEach(({ page }) => withoutFullEditor(page));

interface Answer {
  readonly coldstart: 1;
  readonly id?: string | number;
  readonly result?: unknown;
  readonly error?: { readonly code: string; readonly message: string; readonly remedy: string };
  readonly event?: string;
  readonly detail?: Readonly<Record<string, unknown>>;
}

declare global {
  interface Window {
    answers?: Answer[];
  }
}

const PROJECT = {
  name: "from the docs",
  functions: [
    {
      name: "double",
      runtime: "javascript",
      files: { "index.js": "exports.handler = async ({ n }) => ({ twice: n * 2 });\n" },
      triggers: [{ type: "http", method: "GET", path: "/double" }],
    },
  ],
};

/** The page of a documentation, with the frame in it; resolves when Coldstart in it can take commands. */
async function embed(page: Page, query: string, fragment = "", origin = parentOrigin): Promise<Frame> {
  await page.goto(origin);
  const frame = await embedHere(page, query, fragment);
  await frame.waitForFunction(() => "coldstart" in window);
  await frame.evaluate(() => window.coldstart.ready);
  await expect(page.frameLocator("iframe").getByRole("link", { name: "Open in Coldstart" })).toBeVisible();
  return frame;
}

async function embedHere(page: Page, query: string, fragment = ""): Promise<Frame> {
  await page.evaluate(
    ([source]) => {
      if (!window.answers) addEventListener("message", ({ data }) => void window.answers?.push(data));
      window.answers ??= [];
      const frame = document.createElement("iframe");
      frame.src = source;
      frame.title = "Coldstart";
      Object.assign(frame.style, { width: "1240px", height: "760px" });
      document.body.append(frame);
    },
    [`${process.env.COLDSTART_URL}${query}${fragment}`] as const,
  );
  const handle = await page.waitForSelector("iframe");
  const frame = await handle.contentFrame();
  if (!frame) throw new Error("The frame has no page.");
  return frame;
}

const post = (page: Page, message: unknown): Promise<void> =>
  page.evaluate((data) => document.querySelector("iframe")?.contentWindow?.postMessage(data, "*"), message);

async function ask(page: Page, id: string, call: string, ...args: unknown[]): Promise<Answer> {
  await post(page, { coldstart: 1, id, call, args });
  await page.waitForFunction((wanted) => window.answers?.some((each) => each.id === wanted), id);
  const answer = await page.evaluate((wanted) => window.answers?.find((each) => each.id === wanted), id);
  if (!answer) throw new Error("The answer is gone.");
  return answer;
}

async function linkOf(page: Page, project: unknown): Promise<string> {
  await page.goto(process.env.COLDSTART_URL ?? "");
  await page.waitForFunction(() => "coldstart" in window);
  return page.evaluate(async (input) => {
    await window.coldstart.ready;
    await window.coldstart.project.open(input);
    return new URL(await window.coldstart.project.link()).hash;
  }, project);
}

test("the page around it opens a project, invokes it and hears of it", async ({ page }) => {
  const frame = await embed(page, `?embed=1&origin=${parentOrigin}`);
  await page.waitForFunction(() => window.answers?.some(({ event }) => event === "ready"));
  expect(await ask(page, "open", "project.open", PROJECT)).toEqual({ coldstart: 1, id: "open" });
  const invoked = await ask(page, "invoke", "invoke", "double", { n: 21 });
  expect(invoked.result).toMatchObject({ status: "ok", payload: { twice: 42 }, coldStart: true });
  await expect
    .poll(() => page.evaluate(() => window.answers?.filter(({ event }) => event === "invocation")))
    .toMatchObject([{ detail: { functionName: "double", status: "ok", trigger: "invoke" } }]);
  expect((await ask(page, "list", "containers")).result).toMatchObject([{ function: "double", served: 1 }]);
  // No cross-origin isolation in a frame that is not given it: containers are frozen by holding their timers.
  expect(await frame.evaluate(() => crossOriginIsolated)).toBe(false);
  await expect(page.frameLocator("iframe").getByRole("banner")).toContainText("from the docs");

  expect((await ask(page, "bad", "project.open", { name: "x" })).error).toMatchObject({ code: "functions", remedy: expect.any(String) });
  expect((await ask(page, "trust", "project.trust")).error).toMatchObject({ code: "no-such-call" });
});

test("nobody is answered who is not named in the address", async ({ page }) => {
  // Named, but another: this page's is 127.0.0.1.
  await embed(page, "?embed=1&origin=https://docs.example.org");
  await post(page, { coldstart: 1, id: 1, call: "project.get", args: [] });
  // A frame without origin= in the same page, and one that is named: the latter's answer comes after the others' would.
  await page.evaluate(() => document.querySelector("iframe")?.remove());
  await embedHere(page, "?embed=1");
  await expect(page.frameLocator("iframe").getByRole("link", { name: "Open in Coldstart" })).toBeVisible();
  await post(page, { coldstart: 1, id: 2, call: "project.get", args: [] });
  await page.evaluate(() => document.querySelector("iframe")?.remove());
  await embedHere(page, `?embed=1&origin=${parentOrigin}`);
  await expect(page.frameLocator("iframe").getByRole("link", { name: "Open in Coldstart" })).toBeVisible();
  expect(await ask(page, "3", "project.get")).toMatchObject({ result: { name: "hello" } });
  expect(await page.evaluate(() => window.answers?.filter(({ id }) => id !== undefined).map(({ id }) => id))).toEqual(["3"]);
});

test("a frame within the page that is not its parent is not heard", async ({ page }) => {
  await embed(page, `?embed=1&origin=${parentOrigin}`);
  // Of the right origin, but not the window around it.
  await page.evaluate(async () => {
    const sibling = document.createElement("iframe");
    sibling.src = location.href;
    const loaded = new Promise((done) => {
      sibling.onload = done;
    });
    document.body.append(sibling);
    await loaded;
    const script = sibling.contentDocument?.createElement("script");
    if (!script) throw new Error("The sibling is not of this origin.");
    script.textContent = `parent.document.querySelector("iframe").contentWindow.postMessage({ coldstart: 1, id: "sibling", call: "project.get", args: [] }, "*")`;
    sibling.contentDocument?.body.append(script);
  });
  expect(await ask(page, "parent", "project.get")).toMatchObject({ result: { name: "hello" } });
  expect(await page.evaluate(() => window.answers?.map(({ id }) => id))).not.toContain("sibling");
});

test("a link in the address runs nothing until a person says so; the page around it cannot", async ({ page }) => {
  const link = await linkOf(page, PROJECT);
  const frame = await embed(page, `?embed=1&origin=${parentOrigin}`, link);
  const inside = page.frameLocator("iframe");
  await expect(inside.getByRole("region", { name: "Shared set-up" })).toBeVisible();
  for (const [id, call, ...args] of [
    ["a", "invoke", "double", { n: 1 }],
    ["b", "deploy"],
    ["c", "http", { method: "GET", path: "/double" }],
    ["d", "load", { function: "double", requests: 1, concurrency: 1, pattern: "steady", seed: 1 }],
  ] as const) {
    expect((await ask(page, id, call, ...args)).error).toMatchObject({ code: "not-trusted" });
  }
  expect((await ask(page, "e", "containers")).result).toEqual([]);
  await inside.getByRole("region", { name: "Shared set-up" }).getByRole("button", { name: "Run" }).click();
  await expect(inside.getByRole("region", { name: "Shared set-up" })).toBeHidden();
  expect((await ask(page, "f", "invoke", "double", { n: 4 })).result).toMatchObject({ payload: { twice: 8 } });
  // A reload of the frame shows the link again.
  await frame.evaluate(() => location.reload());
  await expect(inside.getByRole("region", { name: "Shared set-up" })).toBeVisible();
});

test("read only: the code cannot be typed into, nor the project changed", async ({ page }) => {
  const frame = await embed(page, "?embed=1&readonly=1");
  const inside = page.frameLocator("iframe");
  const code = inside.getByRole("textbox", { name: "hello/index.ts" });
  await expect(code).toHaveAttribute("readonly", "");
  const before = await frame.evaluate(() => JSON.stringify(window.coldstart.project.get()));
  await code.press("x");
  await expect(inside.getByText("Read only", { exact: true })).toBeVisible();
  await inside.getByRole("button", { name: "New function" }).click();
  await inside
    .getByRole("dialog")
    .getByRole("button", { name: /create|add/i })
    .first()
    .click();
  await expect(inside.getByText("This page shows the set-up read only.")).toBeVisible();
  expect(await frame.evaluate(() => JSON.stringify(window.coldstart.project.get()))).toBe(before);
});

test("what is hidden is not there; the way to a page of its own always is", async ({ page }) => {
  await embed(page, "?embed=1&hide=header,explorer,fleet,status&theme=dark");
  const inside = page.frameLocator("iframe");
  await expect(inside.getByRole("textbox", { name: "hello/index.ts" })).toBeVisible();
  await expect(inside.getByRole("button", { name: "Send" })).toBeVisible();
  await expect(inside.getByRole("banner")).toHaveCount(0);
  await expect(inside.getByRole("navigation", { name: "Explorer" })).toHaveCount(0);
  await expect(inside.getByRole("heading", { name: "Fleet" })).toHaveCount(0);
  await expect(inside.getByText("requests 0")).toBeHidden();
  await expect(inside.locator("html")).toHaveAttribute("data-theme", "dark");
  const link = inside.getByRole("link", { name: "Open in Coldstart" });
  await expect(link).toHaveAttribute("href", /#c1\./);

  const href = await link.getAttribute("href");
  await page.goto(href ?? "");
  await expect(page.getByRole("region", { name: "Shared set-up" })).toBeVisible();
});

test("only the fleet, and a view and a function that the address names", async ({ page }) => {
  const two = { ...PROJECT, functions: [...PROJECT.functions, { ...PROJECT.functions[0], name: "second", triggers: [] }] };
  const link = await linkOf(page, two);
  await embed(page, "?embed=1&hide=explorer,editor,trigger", link);
  const inside = page.frameLocator("iframe");
  await expect(inside.getByRole("heading", { name: "Fleet" })).toBeVisible();
  await expect(inside.getByRole("textbox")).toHaveCount(0);

  await page.goto("about:blank");
  await embed(page, "?embed=1&function=second&view=map", link);
  await expect(inside.getByRole("tab", { name: "Map" })).toHaveAttribute("aria-selected", "true");
  await inside.getByRole("tab", { name: "Build" }).click();
  await expect(inside.getByRole("textbox", { name: "second/index.js" })).toBeVisible();
});

test("a lesson that the address names is docked, and told of", async ({ page }) => {
  await embed(page, `?embed=1&lesson=02-first-function&origin=${parentOrigin}`);
  const inside = page.frameLocator("iframe");
  await expect(inside.getByRole("heading", { name: "Your first function" })).toBeVisible();
  // Its first step is to send one request.
  await inside.getByRole("button", { name: "Send", exact: true }).click();
  await expect
    .poll(() => page.evaluate(() => window.answers?.filter(({ event }) => event === "lesson-step").map(({ detail }) => detail)))
    .toContainEqual(expect.objectContaining({ lesson: "02-first-function", state: "done" }));
});

test("an address that asks for what is not there says so, and opens nothing", async ({ page }) => {
  await page.goto(parentOrigin);
  await embedHere(page, "?embed=1&view=code&origin=*");
  const inside = page.frameLocator("iframe");
  await expect(inside.getByRole("heading", { name: "This frame’s address needs a change" })).toBeVisible();
  await expect(inside.getByText('view is "code".')).toBeVisible();
  await expect(inside.getByText(/which would be anybody/)).toBeVisible();
});

test("nothing is kept, and what the person has here stays as it is", async ({ page, context }) => {
  const own = await context.newPage();
  await withoutFullEditor(own);
  await own.goto(process.env.COLDSTART_URL ?? "");
  await own.waitForFunction(() => "coldstart" in window);
  await own.evaluate(async () => {
    await window.coldstart.ready;
    await window.coldstart.project.open({ name: "mine", functions: [{ name: "f", runtime: "javascript", files: { "index.js": "" } }] });
  });
  await expect(own.getByRole("contentinfo").getByText("Saved", { exact: true })).toBeVisible();
  const kept = () => own.evaluate(() => JSON.stringify({ ...localStorage, session: { ...sessionStorage } }));
  const before = await kept();

  // Of this very origin, where nothing but the page itself keeps it from the person's storage.
  await page.goto(process.env.COLDSTART_URL ?? "");
  await page.goto("about:blank");
  const origin = new URL(process.env.COLDSTART_URL ?? "").origin;
  await page.route(`${origin}/holder`, (route) =>
    route.fulfill({ contentType: "text/html", body: "<!doctype html><title>Holder</title>" }),
  );
  const frame = await embed(page, `?embed=1&origin=${origin}&theme=dark`, "", `${origin}/holder`);
  expect(await frame.evaluate(() => window.coldstart.project.get().name)).toBe("hello");
  await ask(page, "open", "project.open", PROJECT);
  await ask(page, "invoke", "invoke", "double", { n: 1 });
  await expect(page.frameLocator("iframe").getByText("Not kept")).toBeVisible();
  const found = await frame.evaluate(() =>
    (["localStorage", "sessionStorage", "indexedDB"] as const).map((name) => {
      try {
        return String(window[name]);
      } catch (reason) {
        return (reason as DOMException).name;
      }
    }),
  );
  expect(found).toEqual(["SecurityError", "SecurityError", "SecurityError"]);

  await own.reload();
  await own.waitForFunction(() => "coldstart" in window);
  expect(await own.evaluate(() => window.coldstart.ready.then(() => window.coldstart.project.get().name))).toBe("mine");
  expect(await kept()).toBe(before);
});

for (const theme of ["light", "dark"] as const) {
  for (const asked of ["", "&hide=header,explorer", "&view=nowhere"]) {
    test(`axe finds nothing in a frame, ${theme}${asked}`, async ({ page }) => {
      await page.goto(`${process.env.COLDSTART_URL}?embed=1&theme=${theme}${asked}`);
      await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1);
      expect(await violationsOf(page, { within: "html" })).toEqual([]);
    });
  }
}
