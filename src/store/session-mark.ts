/** When this tab's session began: with the tab, or with the last group of a workshop. Kept across reloads. */
const KEY = "coldstart:session-began";

type Tab = Pick<Storage, "getItem" | "setItem"> | undefined;

export function sessionBeganMs(tab: Tab): number | undefined {
  try {
    const ms = Number(tab?.getItem(KEY) ?? Number.NaN);
    return Number.isFinite(ms) ? ms : undefined;
  } catch {
    return undefined;
  }
}

export function beginSession(tab: Tab, nowMs: number): void {
  try {
    tab?.setItem(KEY, String(nowMs));
  } catch {
    // Nothing of this session is then offered for removal.
  }
}
