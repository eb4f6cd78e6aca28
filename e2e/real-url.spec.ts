/**
 * A function at a real address: opened in a tab, embedded, fetched; on a host that isolates and on a plain one. What a
 * function answers is never of the page's own origin.
 */
import type { Page } from "@playwright/test";
import { ColdstartPage, expect, test } from "./coldstart-page.ts";

test.use({ plainEditor: true, serviceWorkers: "allow" });

const PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
/** Leaves its mark everywhere it can reach. */
const REACHING = `<h1>From a function</h1><script>
  document.querySelector("h1").textContent = "It ran";
  try { localStorage.setItem("stolen", "1"); } catch {}
  try { document.cookie = "stolen=1"; } catch {}
  try { (window.opener ?? window.parent).owned = true; } catch {}
</script>`;

const FUNCTIONS = [
  {
    name: "site",
    files: {
      "index.js": `
        const PNG = "${PNG}";
        exports.handler = async (event) => {
          switch (event.rawPath) {
            case "/page": return { statusCode: 200, headers: { "content-type": "text/html" }, body: ${JSON.stringify(REACHING)} };
            case "/picture": return { statusCode: 200, headers: { "content-type": "image/png" }, isBase64Encoded: true, body: PNG };
            case "/cookies": return { statusCode: 200, cookies: ["one=1; Path=/", "two=2"], body: "set" };
            case "/teapot": return { statusCode: 418, headers: { "x-made-of": "clay" }, body: "short and stout" };
            default: return { method: event.requestContext.http.method, path: event.rawPath, query: event.rawQueryString,
              type: event.headers["content-type"], body: event.body, isBase64: event.isBase64Encoded, domain: event.requestContext.domainName };
          }
        };`,
    },
    triggers: [
      ...["/page", "/picture", "/cookies", "/teapot"].map((path) => ({ type: "http", method: "GET", path })),
      { type: "http", method: "ANY", path: "/things/{id}" },
      { type: "function-url" },
    ],
  },
  { name: "exact", files: { "index.js": "exports.handler = async () => 'exact';" }, triggers: [{ type: "function-url" }] },
];

const SERVINGS = [
  ["an isolating host", () => process.env.COLDSTART_URL ?? ""],
  ["a plain host, under a sub-path", () => process.env.COLDSTART_PLAIN_URL ?? ""],
] as const;

/** The page itself reaches the addresses once its service worker looks after it. */
async function openedAt(page: Page, url: string): Promise<ColdstartPage> {
  const coldstart = new ColdstartPage(page);
  await page.goto(url);
  await expect
    .poll(() => page.evaluate(() => crossOriginIsolated && navigator.serviceWorker.controller !== null).catch(() => false))
    .toBe(true);
  await coldstart.untilReady();
  await coldstart.openProject({ name: "My site", functions: FUNCTIONS });
  return coldstart;
}

const fetched = (page: Page, path: string, init: { method?: string; body?: string; type?: string; base64?: string } = {}) =>
  page.evaluate(
    async ([address, { method = "GET", body, type, base64 }]) => {
      const bytes = base64 === undefined ? body : Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
      const response = await fetch(address, {
        method,
        ...(bytes === undefined ? {} : { body: bytes }),
        ...(type === undefined ? {} : { headers: { "content-type": type } }),
      });
      const answered = new Uint8Array(await response.arrayBuffer());
      return {
        status: response.status,
        headers: Object.fromEntries(response.headers),
        text: new TextDecoder().decode(answered),
        base64: btoa(String.fromCharCode(...answered)),
      };
    },
    [path, init] as const,
  );

for (const [where, url] of SERVINGS) {
  test.describe(`on ${where}`, () => {
    test("a fetch has what the function answers, bytes both ways, and an answer where there is none", async ({ page }) => {
      await openedAt(page, url());
      const teapot = await fetched(page, "./fn/my-site/teapot");
      expect(teapot).toMatchObject({ status: 418, text: "short and stout", headers: { "x-made-of": "clay" } });
      expect(teapot.headers["content-security-policy"]).toMatch(/(^|[ ,;])sandbox($|[ ,;])/);

      const posted = await fetched(page, "./fn/my-site/things/1?x=%C3%A9&x=2", {
        method: "POST",
        body: '{"n":"é"}',
        type: "application/json",
      });
      expect(JSON.parse(posted.text)).toMatchObject({
        method: "POST",
        path: "/things/1",
        query: "x=%C3%A9&x=2",
        type: "application/json",
        body: '{"n":"é"}',
        isBase64: false,
      });

      const sent = await fetched(page, "./fn/my-site/things/2", { method: "PUT", base64: PNG, type: "image/png" });
      expect(JSON.parse(sent.text)).toMatchObject({ method: "PUT", body: PNG, isBase64: true });
      expect(await fetched(page, "./fn/my-site/picture")).toMatchObject({
        status: 200,
        base64: PNG,
        headers: { "content-type": "image/png" },
      });

      // Its cookies are in the answer that a script gets, and never in the page's jar.
      expect(await fetched(page, "./fn/my-site/cookies")).toMatchObject({ status: 200, text: "set" });
      expect(await page.context().cookies()).toEqual([]);
      const { cookies } = (await page.evaluate(() => window.coldstart.http({ method: "GET", path: "/cookies" }))) as { cookies?: string[] };
      expect(cookies).toEqual(["one=1; Path=/", "two=2"]);

      const own = JSON.parse((await fetched(page, "./fn/my-site/@site/deep/path?q=1")).text);
      expect(own).toMatchObject({ path: "/deep/path", query: "q=1", domain: expect.stringMatching(/\.lambda-url\..*\.on\.aws$/) });
      expect(await fetched(page, "./fn/my-site/@exact/")).toMatchObject({ status: 200, text: '"exact"' });

      expect(await fetched(page, "./fn/my-site/nowhere")).toMatchObject({ status: 404, text: '{"message":"Not Found"}' });
      expect(await fetched(page, "./fn/my-site/teapot", { method: "POST" })).toMatchObject({ status: 404 });
      expect(await fetched(page, "./fn/my-site/@nobody/")).toMatchObject({ status: 403 });
      const away = await fetched(page, "./fn/another/teapot");
      expect(away.status).toBe(503);
      expect(away.text).toContain('No open page holds the project "another"');
    });

    test("in a tab and in a frame, the function's HTML shows, and reaches nothing of the page", async ({ page, context }) => {
      const coldstart = await openedAt(page, url());
      const address = new URL("fn/my-site/page", page.url()).href;
      const marks = () =>
        page.evaluate(() => ({
          storage: localStorage.getItem("stolen"),
          cookie: document.cookie.includes("stolen"),
          owned: Reflect.get(window, "owned"),
        }));

      const tab = await context.newPage();
      const response = await tab.goto(address);
      expect(response?.status()).toBe(200);
      await expect(tab.getByRole("heading", { name: "From a function" })).toBeVisible();
      await tab.close();

      const [opened] = await Promise.all([page.waitForEvent("popup"), page.evaluate((to) => void window.open(to), address)]);
      await expect(opened.getByRole("heading", { name: "From a function" })).toBeVisible();
      await opened.close();

      await page.evaluate(
        (src) => document.body.append(Object.assign(document.createElement("iframe"), { src, title: "embedded" })),
        address,
      );
      const frame = page.frameLocator("iframe[title=embedded]");
      await expect(frame.getByRole("heading", { name: "From a function" })).toBeVisible();
      expect(await marks()).toEqual({ storage: null, cookie: false, owned: undefined });

      // Control: the same HTML, of the page's own origin, does reach it all.
      await page.evaluate((srcdoc) => document.body.append(Object.assign(document.createElement("iframe"), { srcdoc })), REACHING);
      await expect.poll(marks).toEqual({ storage: "1", cookie: true, owned: true });
      expect(
        (await coldstart.page.evaluate(() => window.coldstart.invocations())).filter(({ trigger }) => trigger === "http"),
      ).toHaveLength(3);
    });
  });
}
