/**
 * How the text of a link begins: "c1." is version 1, "c1x." the same behind a password. Small, because the first screen
 * asks whether its address holds a link before any of the codec is loaded.
 */

export interface LinkMark {
  readonly version: number;
  /** Behind a password. */
  readonly locked: boolean;
  readonly payload: string;
}

/** Undefined where no link of ours begins. */
export function readMark(fragment: string): LinkMark | undefined {
  const found = /^#?c(0|[1-9]\d{0,3})(x?)\./.exec(fragment);
  return found ? { version: Number(found[1]), locked: found[2] === "x", payload: fragment.slice(found[0].length) } : undefined;
}

export function isLinkFragment(fragment: string): boolean {
  return readMark(fragment) !== undefined;
}

export function markText({ version, locked }: Pick<LinkMark, "version" | "locked">): string {
  return `c${version}${locked ? "x" : ""}.`;
}
