/**
 * How the text of a link begins: "c1." is version 1, "c1x." the same behind a password. Small, because the first screen
 * asks whether its address holds a link before any of the codec is loaded.
 */

/** Version, whether it is locked, and where the payload begins; undefined is no link of ours. */
export interface LinkMark {
  readonly version: number;
  readonly locked: boolean;
  readonly payload: string;
}

export function readMark(fragment: string): LinkMark | undefined {
  const found = /^#?c([1-9]\d{0,3})(x?)\./.exec(fragment);
  return found ? { version: Number(found[1]), locked: found[2] === "x", payload: fragment.slice(found[0].length) } : undefined;
}

export function isLinkFragment(fragment: string): boolean {
  return readMark(fragment) !== undefined;
}
