import { describe, expect, test, vi } from "vitest";
import { starterProject } from "../starter.ts";
import { readFrame, writeFrame } from "./link-frame.ts";
import { ITERATIONS, lock } from "./lock.ts";
import { decodeLink, encodeLink } from "./share-link.ts";
import { writeWhole } from "./whole-numbers.ts";

const SETUP = { project: { ...starterProject(), secrets: { token: "very-secret-token" } } };
const PASSWORD = "correct horse ü battery";
const LOCKED = await encodeLink(SETUP, { password: PASSWORD });

describe("a link behind a password", () => {
  test("opens with it, and with the same letters composed otherwise", async () => {
    expect(LOCKED).toMatch(/^c1x\./);
    expect(await decodeLink(LOCKED, { password: PASSWORD })).toMatchObject({ ok: true, value: SETUP });
    expect(await decodeLink(LOCKED, { password: PASSWORD.normalize("NFD") })).toMatchObject({ ok: true });
  });

  test.each([
    [undefined, "link-password"],
    ["", "link-password"],
    ["Correct horse ü battery", "link-password-wrong"],
    [`${PASSWORD} `, "link-password-wrong"],
  ])("%s: %s", async (password, code) => expect(await decodeLink(LOCKED, { password })).toMatchObject({ ok: false, code }));

  test("shows nothing but its version and how it is locked; no two are alike", async () => {
    const again = await encodeLink(SETUP, { password: PASSWORD });
    const [body, other] = [bodyOf(LOCKED), bodyOf(again)];
    expect(body.slice(0, 3)).toEqual(writeWhole(ITERATIONS));
    expect(body.slice(3)).not.toEqual(other.slice(3));
    const open = bodyOf(await encodeLink(SETUP), "c1.");
    expect(Buffer.from(body).includes(Buffer.from(open.slice(4, 20)))).toBe(false);
    expect(LOCKED.length - (await encodeLink(SETUP)).length).toBeLessThan(75);
  });

  test("is damaged, not wrongly opened, when a letter of it changes", async () => {
    const changed = `${LOCKED.slice(0, 90)}${LOCKED[90] === "A" ? "B" : "A"}${LOCKED.slice(91)}`;
    expect(await decodeLink(changed, { password: PASSWORD })).toMatchObject({ code: "link-damaged" });
  });

  test("was exchanged: with a right checksum, it is the password that does not fit", async () => {
    const body = bodyOf(LOCKED);
    body[body.length - 1] = (body.at(-1) ?? 0) ^ 1;
    expect(await decodeLink(writeFrame("c1x.", body), { password: PASSWORD })).toMatchObject({ code: "link-password-wrong" });
  });

  test("does as OWASP recommends", () => expect(ITERATIONS).toBeGreaterThanOrEqual(600_000));

  test.each([
    ["no rounds", 0],
    ["rounds for hours", 200_000_000],
  ])("that asks for %s is refused before any is made", async (_, iterations) => {
    const derive = vi.spyOn(crypto.subtle, "deriveKey");
    const body = Uint8Array.from([...writeWhole(iterations), ...new Uint8Array(60)]);
    expect(await decodeLink(writeFrame("c1x.", body), { password: "x" })).toMatchObject({ code: "link-damaged" });
    expect(derive).not.toHaveBeenCalled();
    derive.mockRestore();
  });

  test("with other rounds opens too: later pages may make more", async () => {
    const body = await lock("c1x.", Uint8Array.from([1, 2, 3]), "x", 1_000);
    // Its bytes are no set-up: that they were reached is what counts.
    expect(await decodeLink(writeFrame("c1x.", body), { password: "x" })).toMatchObject({ code: "link-damaged" });
  });

  test.each([0, 3, 20, 40])("of %i bytes is damaged", async (length) => {
    expect(await decodeLink(writeFrame("c1x.", new Uint8Array(length).fill(9)), { password: "x" })).toMatchObject({ code: "link-damaged" });
  });

  test("cannot be made or opened on a page that came over an insecure connection, and that is said", async () => {
    vi.stubGlobal("crypto", {});
    await expect(encodeLink(SETUP, { password: "x" })).rejects.toMatchObject({
      code: "link-no-crypto",
      remedy: expect.stringContaining("https"),
    });
    expect(await decodeLink(LOCKED, { password: "x" })).toMatchObject({ code: "link-no-crypto" });
    vi.unstubAllGlobals();
  });
});

function bodyOf(link: string, mark = "c1x."): Uint8Array {
  const framed = readFrame(mark, link.slice(mark.length));
  if (!framed.ok) throw new Error(framed.message);
  return framed.value;
}
