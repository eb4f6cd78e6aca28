/** Requests and logs in Observe, as a person reads them: filter, sort, open, look from a line of a log to its request. */
import AxeBuilder from "@axe-core/playwright";
import { type ColdstartPage, expect, test } from "./coldstart-page.ts";

test.use({ plainEditor: true });

const RESIZE = `
export const handler = async ({ n = 0 }) => {
  console.log("resizing", { key: "photos/" + n + ".jpg", size: { width: 1200, height: 800 }, tags: ["a", "b", "c"], nested: { deep: { deeper: 1 } } });
  if (n % 3 === 0) console.warn("slow photo " + n);
  if (n === 4) throw new Error("no room for photo 4");
  return { n };
};`;
const INDEX = `export const handler = async () => { console.info("indexed"); return "ok"; };`;

async function withRequests(coldstart: ColdstartPage) {
  const { page } = coldstart;
  await coldstart.deploy(
    { name: "resize", memoryMb: 512, files: { "index.mjs": RESIZE } },
    { name: "index-photo", files: { "index.mjs": INDEX } },
  );
  for (let n = 1; n <= 6; n += 1) await coldstart.invoke("resize", { n });
  await coldstart.invoke("index-photo");
  await page.getByRole("tab", { name: "Observe" }).click();
  await page.getByRole("tab", { name: "Requests" }).click();
  const grid = page.getByRole("grid", { name: "Requests" });
  await expect(grid).toHaveAttribute("aria-rowcount", "8");
  return { page, grid, filter: page.getByRole("combobox", { name: "Filter requests" }) };
}

test("a person filters, sorts and opens requests, with the mouse and without", async ({ coldstart }) => {
  const { page, grid, filter } = await withRequests(coldstart);
  const rows = grid.getByRole("row");
  await expect(rows.nth(1)).toContainText("index-photo");

  // "/" leads to the filter, which completes keys and values.
  await page.keyboard.press("/");
  await expect(filter).toBeFocused();
  await page.keyboard.type("fun");
  await expect(page.getByRole("option", { name: /^function:/ }).first()).toBeVisible();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.keyboard.type("res");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(filter).toHaveValue("function:resize ");
  await expect(page.getByText("6 of 7")).toBeVisible();

  // What it cannot read, it says, and what to write; the rest filters.
  await page.keyboard.type("staus:error -cold:true");
  await page.keyboard.press("Enter");
  await expect(page.getByText(/staus:error is left out.*Write status:error/)).toBeVisible();
  await expect(grid).toHaveAttribute("aria-rowcount", "6");
  await filter.fill("status:error");
  await filter.press("Enter");
  await expect(grid).toHaveAttribute("aria-rowcount", "2");
  await expect(page.getByText(/is left out/)).toHaveCount(0);

  // By keyboard into the list, and open.
  await grid.focus();
  await page.keyboard.press("Enter");
  const detail = page.getByRole("region", { name: /^Request [0-9a-f]/ });
  await expect(detail.getByText("no room for photo 4").first()).toBeVisible();
  await detail.getByRole("tab", { name: "Event" }).click();
  await expect(detail.getByText('"n": 4')).toBeVisible();
  await detail.getByRole("tab", { name: "Receipt" }).click();
  await expect(detail.getByRole("table", { name: "Receipt" })).toContainText("512 MB");
  await detail.getByRole("button", { name: "Filter by this request" }).click();
  await page.getByRole("menuitem", { name: "Not status error" }).click();
  await expect(filter).toHaveValue("-status:error");
  await expect(grid).toHaveAttribute("aria-rowcount", "7");
  await detail.getByRole("button", { name: "Close request" }).click();

  // By the longest run: its header says so.
  await page.getByRole("button", { name: "Clear the filter" }).click();
  await grid.getByRole("button", { name: "Run ms" }).click();
  await expect(grid.getByRole("columnheader", { name: "Run ms" })).toHaveAttribute("aria-sort", "descending");
  const runs = await rows.evaluateAll((all) => all.slice(1).map((row) => Number(row.children[7]?.textContent)));
  expect(runs).toHaveLength(7);
  expect(runs).toEqual(runs.toSorted((a, b) => b - a));

  // Columns are chosen, and still are on the next visit.
  await page.getByRole("button", { name: "Columns" }).click();
  await page.getByRole("menuitemcheckbox", { name: "Why" }).click();
  await page.keyboard.press("Escape");
  await expect(grid.getByRole("columnheader", { name: "Why" })).toBeVisible();
  await expect(grid.getByRole("gridcell", { name: /first request after deploy/ }).first()).toBeVisible();
  expect(
    (await new AxeBuilder({ page }).exclude("iframe").analyze()).violations.filter(
      ({ impact }) => impact === "serious" || impact === "critical",
    ),
  ).toEqual([]);
  await coldstart.reload();
  await page.getByRole("tab", { name: "Observe" }).click();
  await page.getByRole("tab", { name: "Requests" }).click();
  await expect(grid.getByRole("columnheader", { name: "Why" })).toBeVisible();
});

test("a row's menu narrows the filter to it, or leaves it out", async ({ coldstart }) => {
  const { page, grid, filter } = await withRequests(coldstart);
  await grid.getByRole("row").nth(1).click({ button: "right" });
  await page.getByRole("menuitem", { name: "Only function index-photo" }).click();
  await expect(filter).toHaveValue("function:index-photo");
  await expect(grid).toHaveAttribute("aria-rowcount", "2");
  await page.getByRole("button", { name: "Clear the filter" }).click();
  await page.getByRole("radio", { name: "Cold" }).click();
  await expect(filter).toHaveValue("cold:true");
  await expect(grid).toHaveAttribute("aria-rowcount", "3");
});

test("logs of all functions are followed, held while one reads, and lead to their request", async ({ coldstart }) => {
  const { page, filter } = await withRequests(coldstart);
  await page.getByRole("tab", { name: "Logs" }).click();
  const logs = page.getByRole("region", { name: "Logs of all functions" });
  const grid = logs.getByRole("grid", { name: "Log lines" });
  await expect(grid.getByRole("gridcell", { name: "indexed" })).toBeVisible();
  await expect(grid.getByRole("gridcell", { name: /Invoke Error.*no room for photo 4/ })).toBeVisible();

  // The newest line is in sight as it comes.
  await coldstart.invoke("resize", { n: 9 });
  await expect(grid.getByRole("gridcell", { name: "slow photo 9" })).toBeInViewport();

  // Scrolled away, what is read stays, and what comes is counted.
  await grid.focus();
  await page.keyboard.press("Home");
  await expect(grid.getByRole("row").nth(1)).toContainText(/INIT_START|START/);
  const first = await grid.getByRole("row").nth(1).textContent();
  await coldstart.invoke("resize", { n: 12 });
  const news = logs.getByRole("button", { name: /^\d+ new lines$/ });
  await expect(news).toBeVisible();
  expect(await grid.getByRole("row").nth(1).textContent()).toBe(first);
  await news.click();
  await expect(grid.getByRole("gridcell", { name: "slow photo 12" })).toBeInViewport();
  await expect(news).toHaveCount(0);

  // By level, by text, and to the request that wrote it.
  await logs.getByRole("radio", { name: "Warnings" }).click();
  await expect(filter).toHaveValue("level:>=warn");
  await expect(logs.getByText("5 lines")).toBeVisible();
  await filter.fill('level:warn "photo 9"');
  await filter.press("Enter");
  await expect(logs.getByText("1 line", { exact: true })).toBeVisible();
  await grid.getByRole("button", { name: /^Request/ }).click();
  await expect(page.getByRole("region", { name: /^Request [0-9a-f]/ }).getByText("slow photo 9")).toBeVisible();
  expect(
    (await new AxeBuilder({ page }).exclude("iframe").analyze()).violations.filter(
      ({ impact }) => impact === "serious" || impact === "critical",
    ),
  ).toEqual([]);
});
