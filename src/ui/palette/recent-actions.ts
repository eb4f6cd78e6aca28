/** What was done from the palette last, as long as the tab lives: the next group at this machine begins anew. */
const KEY = "coldstart:recent-actions";
const MOST = 5;

export function recentActions(): readonly string[] {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(KEY) ?? "[]");
    return Array.isArray(kept) ? kept.filter((each): each is string => typeof each === "string") : [];
  } catch {
    return [];
  }
}

export function noteAction(id: string): void {
  try {
    sessionStorage.setItem(KEY, JSON.stringify([id, ...recentActions().filter((each) => each !== id)].slice(0, MOST)));
  } catch {
    // Then none is recent.
  }
}

export function forgetActions(): void {
  try {
    sessionStorage.removeItem(KEY);
  } catch {
    // None was kept.
  }
}
