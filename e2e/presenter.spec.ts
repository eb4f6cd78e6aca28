/** The presenter's mode: the page in large type, stepped by keys, over a platform that goes on. */
import type { Page } from "@playwright/test";
import { violationsOf } from "./axe.ts";
import { type ColdstartPage, expect, test } from "./coldstart-page.ts";

test.use({ plainEditor: true });

const HELLO = {
  name: "hello",
  files: {
    "index.mjs": `const greeting = "Hello";
export const handler = async () => {
  await new Promise((done) => setTimeout(done, 300));
  return { statusCode: 200, body: greeting };
};`,
  },
  triggers: [{ type: "http", method: "GET", path: "/hello" }],
};
const STEPS = ["Containers", "Code", "Timeline", "Latency", "Bill", "Request", "Why"];

/** One of each kind of screen: a check of one takes seconds. */
const CHECKED = new Set(["Containers", "Code", "Latency", "Request"]);

const presenterOf = (page: Page) => page.getByRole("dialog", { name: "Presenter" });

async function present({ page }: ColdstartPage) {
  await page.keyboard.press("Alt+Shift+P");
  const presenter = presenterOf(page);
  await expect(presenter).toBeVisible();
  return presenter;
}

/** As they are drawn, in CSS pixels. What only a screen reader reads has no size. */
function smallTexts(page: Page): Promise<readonly string[]> {
  return presenterOf(page).evaluate((root) => {
    const small: string[] = [];
    const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let node = texts.nextNode(); node; node = texts.nextNode()) {
      const element = node.parentElement;
      const words = node.textContent?.trim() ?? "";
      if (!element || words === "" || !element.checkVisibility({ visibilityProperty: true })) continue;
      if (element.closest(".visually-hidden, title")) continue;
      const px = Number.parseFloat(getComputedStyle(element).fontSize) * element.currentCSSZoom;
      if (px < 17.99) small.push(`${px.toFixed(1)} px: ${words}`);
    }
    return small;
  });
}

async function expectAccessible(page: Page, name: string): Promise<void> {
  expect(await violationsOf(page, { within: "dialog.pres", rules: "all" }), name).toEqual([]);
}

test("opened by its key, it shows a request that is sent as a tile; Esc ends it where it began", async ({ coldstart }) => {
  const { page } = coldstart;
  await coldstart.deploy(HELLO);
  const theme = page.getByRole("button", { name: "Theme" });
  await theme.focus();
  const presenter = await present(coldstart);
  await expect(presenter.getByRole("heading", { name: "Nothing is running, so nothing is billed" })).toBeVisible();
  await presenter.getByRole("button", { name: "Send", exact: true }).click();
  const tiles = presenter.getByRole("list", { name: "Containers" });
  await expect(tiles.getByRole("button", { name: /^Container c-01, idle/ })).toBeVisible();
  await expect(presenter.getByText(/^c-01 started\./)).toBeVisible();
  const box = await tiles.getByRole("button").boundingBox();
  expect(Math.round(box?.width ?? 0)).toBe(240);
  await presenter.getByRole("button", { name: "Send 5 at once" }).click();
  await expect(presenter.getByRole("heading", { name: "5 requests at once need 5 containers" })).toBeVisible();
  await expect(tiles.getByRole("button", { name: /served [1-9]/ })).toHaveCount(5);
  await page.keyboard.press("Escape");
  await expect(presenter).toBeHidden();
  await expect(theme).toBeFocused();
});

test("each step comes by the page keys, is live, and has no letter below 18 px", async ({ coldstart }) => {
  // Four checks of a whole screen.
  test.slow();
  const { page } = coldstart;
  await coldstart.deploy(HELLO);
  await coldstart.invoke("hello");
  const presenter = await present(coldstart);
  for (const [place, name] of STEPS.entries()) {
    await expect(presenter.getByRole("navigation", { name: "Steps" }).getByRole("status")).toHaveText(`${name}, step ${place + 1} / 7`);
    await expect(presenter.getByText(/^Loading|is loading/)).toHaveCount(0);
    expect(await smallTexts(page), name).toEqual([]);
    if (CHECKED.has(name)) await expectAccessible(page, name);
    await page.keyboard.press("PageDown");
  }
  await expect(presenter.getByText(/^The only cold start came as hello was just deployed/)).toBeVisible();
  await page.keyboard.press("PageUp");
  await expect(presenter.getByRole("heading", { name: /^The last request: cold/ })).toBeVisible();
  await page.keyboard.press("Alt+Enter");
  await expect(presenter.getByRole("heading", { name: /^The last request: warm/ })).toBeVisible();
  await page.keyboard.press("Home");
  await expect(presenter.getByRole("list", { name: "Containers" })).toBeVisible();
  await page.keyboard.press("ArrowRight");
  const code = presenter.getByRole("region", { name: "Code of hello" });
  await expect(code).toContainText("run every request");
  await expect(code.getByText("handler", { exact: true })).toHaveCSS("font-size", "24px");
  await expect(code.getByText("handler", { exact: true })).toHaveCSS("line-height", "40px");
});

test("charts are sharp and answer where they are pointed at, though they are enlarged", async ({ coldstart }) => {
  const { page } = coldstart;
  await coldstart.deploy(HELLO);
  await coldstart.invoke("hello");
  const presenter = await present(coldstart);
  for (const name of ["Next step", "Next step", "Next step"]) await presenter.getByRole("button", { name }).click();
  const points = presenter.getByRole("slider", { name: /^Requests by time and latency/ });
  const drawn = await points.evaluate((slider) => {
    const canvas = slider.parentElement?.querySelector("canvas");
    return canvas ? canvas.width / canvas.getBoundingClientRect().width : 0;
  });
  expect(drawn).toBeCloseTo(1, 1);
  // The arrow keys are the chart's here, the page keys the presenter's.
  await points.focus();
  await page.keyboard.press("ArrowRight");
  await expect(points).toHaveAttribute("aria-valuetext", /hello.*Point 1 of 1$/);
  await page.keyboard.press("Enter");
  await page.keyboard.press("PageDown");
  await page.keyboard.press("PageDown");
  await expect(presenter.getByRole("heading", { name: /^The chosen request: cold/ })).toBeVisible();
});

test("on a phone it is opened from the menu, stepped by a swipe, and closed by its button", async ({ coldstart }) => {
  const { page } = coldstart;
  await page.setViewportSize({ width: 390, height: 844 });
  await coldstart.deploy(HELLO);
  await page.getByRole("button", { name: "More" }).click();
  await page.getByRole("menuitem", { name: "Present in large type" }).click();
  const presenter = presenterOf(page);
  const place = presenter.getByRole("navigation", { name: "Steps" }).getByRole("status");
  await expect(place).toContainText("1 / 7");
  await presenter.getByRole("main").evaluate((main) => {
    const touch = (clientX: number) => new Touch({ identifier: 1, target: main, clientX, clientY: 300 });
    main.dispatchEvent(new TouchEvent("touchstart", { bubbles: true, touches: [touch(300)], changedTouches: [touch(300)] }));
    main.dispatchEvent(new TouchEvent("touchend", { bubbles: true, touches: [], changedTouches: [touch(120)] }));
  });
  await expect(place).toContainText("2 / 7");
  for (const button of await presenter.getByRole("button").all()) {
    const box = await button.boundingBox();
    expect(Math.min(box?.width ?? 0, box?.height ?? 0), (await button.textContent()) ?? "").toBeGreaterThanOrEqual(44);
  }
  expect(await presenter.evaluate((dialog) => dialog.scrollWidth)).toBe(390);
  await presenter.getByRole("button", { name: "Close" }).click();
  await expect(presenter).toBeHidden();
  await expect(page.getByRole("button", { name: "More" })).toBeFocused();
});
