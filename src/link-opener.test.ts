import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createLinkOpener } from "./link-opener.ts";
import { encodeLink } from "./project/share-link/share-link.ts";
import { starterProject } from "./project/starter.ts";
import { createColdstartStore } from "./store/create-store.ts";
import { FakePort, TEST_SETTINGS } from "./store/fake-port.ts";

const MINE = { ...starterProject(), name: "mine" };
const THEIRS = { ...starterProject(), name: "theirs" };
const PAGE = { hash: "", pathname: "/play/", search: "?theme=dark" };

/** A page whose address is `fragment`, with what the person had open. */
function page(fragment = "", saved: () => Promise<void> = () => Promise.resolve()) {
  PAGE.hash = fragment === "" ? "" : `#${fragment}`;
  const store = createColdstartStore(new FakePort(), { settings: TEST_SETTINGS, project: MINE });
  let isKept = () => {};
  const kept = new Promise<void>((resolve) => {
    isKept = resolve;
  });
  const opener = createLinkOpener({ store, kept, saved });
  return { store, opener, isKept, name: () => store.getState().project.name, incoming: () => store.getState().incoming };
}

beforeEach(() => {
  vi.stubGlobal("location", PAGE);
  vi.stubGlobal("history", {
    state: null,
    replaceState: (_state: unknown, _title: string, url: string) => {
      PAGE.hash = url.includes("#") ? url.slice(url.indexOf("#")) : "";
    },
  });
});
afterEach(() => vi.unstubAllGlobals());

describe("the link in the page's own address", () => {
  test("is opened once what the person had is, is not trusted, and goes from the address once it is saved", async () => {
    let save = () => {};
    const saved = new Promise<void>((resolve) => {
      save = resolve;
    });
    const { opener, isKept, name, store } = page(await encodeLink({ project: THEIRS }), () => saved);
    const opening = opener.openOwn();
    await new Promise((resolve) => setImmediate(resolve));
    expect(name()).toBe("mine");
    isKept();
    await opening;
    expect(name()).toBe("theirs");
    expect(store.getState().shared).toEqual({ from: "link" });
    expect(PAGE.hash).not.toBe("");
    save();
    await expect.poll(() => PAGE.hash).toBe("");
  });

  test("stays in the address where the browser saves nothing: a reload is to find it again", async () => {
    const { opener, isKept, store, name } = page(await encodeLink({ project: THEIRS }));
    store.getState().intents.reportSaving("failed");
    isKept();
    await opener.openOwn();
    await new Promise((resolve) => setImmediate(resolve));
    expect([name(), PAGE.hash !== ""]).toEqual(["theirs", true]);
  });

  test.each([
    ["cut off", (whole: string) => whole.slice(0, -5)],
    ["changed", (whole: string) => `${whole.slice(0, 12)}${whole[12] === "A" ? "B" : "A"}${whole.slice(13)}`],
    ["of a later page", (whole: string) => whole.replace("c1.", "c999.")],
    ["nothing at all", () => "c1."],
  ])("%s: the page says so, nothing else changes, and going on forgets it", async (_what, spoil) => {
    const { opener, isKept, name, incoming, store } = page(spoil(await encodeLink({ project: THEIRS })));
    isKept();
    await opener.openOwn();
    expect(name()).toBe("mine");
    expect(incoming()).toMatchObject({ state: "bad", problem: { message: expect.any(String), remedy: expect.any(String) } });
    expect(store.getState().shared).toBeUndefined();
    store.getState().intents.links?.dismiss();
    expect([incoming(), PAGE.hash]).toEqual([undefined, ""]);
    expect(name()).toBe("mine");
  });

  test("behind a password: asks, says when it is the wrong one, opens with the right one", async () => {
    const { opener, isKept, name, incoming, store } = page(await encodeLink({ project: THEIRS }, { password: "quince" }));
    isKept();
    await opener.openOwn();
    expect(incoming()).toEqual({ state: "locked" });
    await store.getState().intents.links?.unlock("apple");
    expect(incoming()).toEqual({ state: "locked", wrong: true });
    expect(name()).toBe("mine");
    await store.getState().intents.links?.unlock("quince");
    expect([incoming(), name()]).toEqual([undefined, "theirs"]);
    // A password is made dear to guess: three times that.
  }, 60_000);

  test("the last one that was asked for counts", async () => {
    const { opener, isKept, name } = page(await encodeLink({ project: { ...THEIRS, name: "first" } }));
    const first = opener.openOwn();
    PAGE.hash = `#${await encodeLink({ project: { ...THEIRS, name: "second" } })}`;
    const second = opener.openOwn();
    isKept();
    await Promise.all([first, second]);
    expect(name()).toBe("second");
  });
});

describe("a link that a script opens", () => {
  test("may be a whole address", async () => {
    const { opener, isKept, name } = page();
    isKept();
    await opener.open(`https://example.org/#${await encodeLink({ project: THEIRS })}`);
    expect(name()).toBe("theirs");
  });

  test.each(["", "https://example.org/", "#c1.zzzz", "c1x.AAAA"])("%j rejects with a Problem and changes nothing", async (address) => {
    const { opener, isKept, name, incoming } = page();
    isKept();
    await expect(opener.open(address)).rejects.toMatchObject({ code: expect.stringMatching(/^link-/), message: expect.any(String) });
    expect([name(), incoming()]).toEqual(["mine", undefined]);
  });

  test("a run that cannot be read is left out, and said", async () => {
    const { opener, isKept, store, name } = page();
    isKept();
    await opener.open(await encodeLink({ project: THEIRS, run: { format: "nonsense" } }));
    await expect
      .poll(() =>
        store
          .getState()
          .notices.map(({ text }) => text)
          .join(),
      )
      .toContain("could not be read");
    expect(name()).toBe("theirs");
    expect(store.getState().observe.runs).toEqual([]);
  });
});
