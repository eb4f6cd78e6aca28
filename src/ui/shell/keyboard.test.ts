/** The keys that the help and the palette show are the keys that work, and no others do. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createColdstartStore } from "../../store/create-store.ts";
import { FakePort, TEST_SETTINGS } from "../../store/fake-port.ts";
import { actionFor } from "./keyboard.ts";
import { keysOf, SHORTCUTS } from "./shortcuts.ts";

const CODES: Readonly<Record<string, string>> = { ",": "Comma", ".": "Period", "Page Down": "PageDown", "Page Up": "PageUp" };

/** "Alt Shift P" as the browser tells it. */
function eventOf(keys: string): KeyboardEvent {
  const held = ["Ctrl", "Alt", "Shift"].filter((each) => keys.startsWith(`${each} `) || keys.includes(` ${each} `));
  const key = held.reduce((rest, each) => rest.replace(`${each} `, ""), keys);
  const code = CODES[key] ?? (/^\d$/.test(key) ? `Digit${key}` : /^[A-Z]$/.test(key) ? `Key${key}` : key);
  const event = {
    key,
    code,
    ctrlKey: held.includes("Ctrl"),
    altKey: held.includes("Alt"),
    shiftKey: held.includes("Shift"),
    metaKey: false,
  };
  return { ...event, target: null } as unknown as KeyboardEvent;
}

const ownKeys = SHORTCUTS.flatMap(({ shortcuts }) => shortcuts).filter(({ actions }) => actions);

function page() {
  const port = new FakePort();
  const store = createColdstartStore(port, { settings: TEST_SETTINGS });
  const opened: string[] = [];
  const press = (keys: string) => actionFor(eventOf(keys), store, (name) => opened.push(name))?.();
  return { store, port, opened, press };
}

describe("the page's keys", () => {
  beforeEach(() => vi.stubGlobal("HTMLElement", class {}));
  afterEach(() => vi.unstubAllGlobals());

  test.each(ownKeys)("$keys does something", ({ keys }) => {
    const { store } = page();
    expect(actionFor(eventOf(keys), store, () => {})).toBeTypeOf("function");
  });

  test.each(["Ctrl Shift Enter", "Ctrl Alt S", "Alt 4", "Alt Shift E", "Shift Enter", "E", "Enter"])("%s does nothing", (keys) => {
    const { store } = page();
    expect(actionFor(eventOf(keys), store, () => {})).toBeUndefined();
  });

  test("no two of them are the same", () => {
    const keys = ownKeys.map((each) => each.keys);
    expect(new Set(keys).size).toBe(keys.length);
    expect(keysOf("send")).toBe("Ctrl Enter");
    expect(keysOf("no such action")).toBeUndefined();
  });

  test("Alt E evicts the container in focus, or the selected one", () => {
    const { store, port, press } = page();
    vi.stubGlobal("document", { activeElement: { closest: () => ({ dataset: { container: "c-07" } }) } });
    press("Alt E");
    vi.stubGlobal("document", { activeElement: null });
    press("Alt E");
    store.getState().intents.selectContainer("c-02");
    press("Alt E");
    expect(port.calls.filter((call) => call.startsWith("kill"))).toEqual(["kill c-07", "kill c-02"]);
  });

  test("Alt Shift Enter starts a load, and stops it", async () => {
    const { store, press } = page();
    press("Alt Shift Enter");
    expect(store.getState().load.progress).toBeDefined();
    press("Alt Shift Enter");
    await vi.waitFor(() => expect(store.getState().load.progress).toBeUndefined());
  });

  test("Ctrl K opens the palette, ? the list", () => {
    const { press, opened } = page();
    press("Ctrl K");
    press("?");
    expect(opened).toEqual(["palette", "keyboard"]);
  });
});
