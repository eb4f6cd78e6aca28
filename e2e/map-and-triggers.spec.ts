/** Triggers and their forms, the map that leads to them, and the events that wait. */
import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "./coldstart-page.ts";

test.use({ plainEditor: true });

const LOGS = { "index.mjs": "export const handler = async (event) => { console.log(JSON.stringify(event)); return event; };" };
const FAILS = { "index.mjs": "export const handler = async () => { throw new Error('no'); };" };

test("a schedule: a wrong expression names its field, a right one is taken, and it fires now", async ({ coldstart }) => {
  const { page } = coldstart;
  await coldstart.openProject({ functions: [{ name: "tick", files: LOGS }] });
  await page.getByRole("button", { name: "Add a trigger" }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: /^Schedule/ }).click();
  await dialog.getByRole("button", { name: "Add to tick" }).click();
  const expression = page.getByRole("combobox", { name: "Expression" });
  await expression.fill("cron(0 25 * * ? *)");
  await expression.press("Enter");
  await expect(page.getByRole("region", { name: "Request" }).getByText(/hour/i).first()).toBeVisible();
  await expression.fill("cron(0 3 * * ? *)");
  await expression.press("Enter");
  await expect(page.getByRole("radio", { name: /cron\(0 3 \* \* \? \*\)/ })).toBeVisible();
  await page.getByRole("button", { name: "Fire now" }).click();
  await expect
    .poll(() =>
      page.evaluate(() =>
        window.coldstart
          .invocations()
          .flatMap(({ logs }) => logs)
          .join(),
      ),
    )
    .toContain('"detail-type":"Scheduled Event"');
});

test("the map's edge opens its trigger; an event in flight is found by its id", async ({ coldstart }) => {
  const { page } = coldstart;
  await coldstart.openProject({
    functions: [
      { name: "bad", files: FAILS, triggers: [{ type: "upload", bucket: "files" }] },
      { name: "other", files: LOGS },
    ],
    buckets: ["files"],
  });
  await page.getByRole("treeitem", { name: /^bad/ }).click();
  await page.getByRole("radio", { name: "Direct" }).click();
  await page.getByRole("button", { name: "Send asynchronously" }).click();
  const notice = page.getByRole("region", { name: "Notices" }).getByText(/request id is/);
  await expect(notice).toContainText("the map’s events say where it stands");
  const id = /[0-9a-f-]{36}/.exec((await notice.textContent()) ?? "")?.[0] ?? "no id";
  await page.getByRole("tab", { name: "Map" }).click();
  const events = page.getByRole("region", { name: "Events in flight" });
  await events.getByRole("searchbox").fill(id);
  await expect(events.getByRole("row", { name: /bad.*Asynchronous invocation/ })).toHaveCount(1);
  await events.getByRole("searchbox").fill("nothing like it");
  await expect(events.getByRole("row", { name: /Asynchronous invocation/ })).toHaveCount(0);
  await page.getByRole("button", { name: /^Upload trigger: files to bad/ }).click();
  await expect(page.getByRole("radio", { name: /^Upload/ })).toBeFocused();
  await expect(page.getByText(/Every object created in "files" starts "bad"/)).toBeVisible();
});

test("a function URL is called from the request line, and has a real address", async ({ coldstart }) => {
  const { page } = coldstart;
  await coldstart.openProject({ functions: [{ name: "site", files: LOGS, triggers: [{ type: "function-url" }] }] });
  await page.getByRole("radio", { name: "Function URL" }).click();
  await expect(page.getByRole("textbox", { name: "Path and query" })).toHaveValue("/@site/");
  await page.getByRole("button", { name: "Send" }).first().click();
  await expect(page.getByRole("region", { name: "Response" }).getByText("200 OK")).toBeVisible();
  await expect(page.getByRole("region", { name: "Request" }).getByText(/\/fn\/test\/@site\/$/)).toBeVisible();
  await page.getByRole("checkbox", { name: /CORS/ }).check();
  await page.getByRole("textbox", { name: "Origins" }).fill("nowhere");
  await page.getByRole("textbox", { name: "Origins" }).press("Enter");
  await expect(page.getByRole("alert").getByText(/origins like/)).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).exclude("iframe").analyze();
  expect(violations.filter(({ impact }) => impact === "serious" || impact === "critical").map(({ id }) => id)).toEqual([]);
});
