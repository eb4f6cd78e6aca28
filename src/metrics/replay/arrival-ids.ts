/** Requests of a replay are known by the place of their arrival in the recording, so that two replays of it can be held side by side. */

const PREFIX = "00000000-0000-4000-8000-";

/** A UUID, as every request's id is. */
export function arrivalRequestId(place: number): string {
  return PREFIX + place.toString(16).padStart(12, "0");
}

/** undefined where the request was not sent by a replay. */
export function arrivalPlace(requestId: string): number | undefined {
  return requestId.startsWith(PREFIX) ? Number.parseInt(requestId.slice(PREFIX.length), 16) : undefined;
}
