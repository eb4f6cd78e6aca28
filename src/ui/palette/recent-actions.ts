/** What was done from the palette last, as long as the tab's session: the next group at this machine begins anew. */
import { sessionBeganMs } from "../../store/session-mark.ts";

const KEY = "coldstart:recent-actions";
const MOST = 5;

export function recentActions(): readonly string[] {
  try {
    const [session, ...ids] = JSON.parse(sessionStorage.getItem(KEY) ?? "[]") as unknown[];
    return session === (sessionBeganMs(sessionStorage) ?? null) ? ids.filter((each): each is string => typeof each === "string") : [];
  } catch {
    return [];
  }
}

export function noteAction(id: string): void {
  try {
    const ids = [id, ...recentActions().filter((each) => each !== id)].slice(0, MOST);
    sessionStorage.setItem(KEY, JSON.stringify([sessionBeganMs(sessionStorage) ?? null, ...ids]));
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
