/** Names of time zones, as the IANA database has them. */
import { type Parsed, refuse } from "../parsed.ts";

/** An offset like "+01:00" is understood by Intl, but is no zone: it knows no summer time. */
export function checkTimeZone(timeZone: string): Parsed<string> {
  try {
    if (!/^[A-Za-z]/.test(timeZone)) throw new RangeError("an offset");
    new Intl.DateTimeFormat("en-US", { timeZone });
    return { ok: true, value: timeZone };
  } catch {
    const message = `${JSON.stringify(timeZone.slice(0, 60))} is not a time zone.`;
    return refuse("schedule-time-zone", message, 'Use a name like "Europe/Berlin", "America/New_York" or "UTC".');
  }
}
