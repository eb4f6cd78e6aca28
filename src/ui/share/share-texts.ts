/** The texts that hand a link on: Markdown with a badge, HTML with a frame. What stands in them is escaped for where it goes. */

export interface Address {
  /** "https://example.org/coldstart/", without query and fragment. */
  readonly base: string;
  /** The link's fragment, without "#". */
  readonly fragment: string;
}

export function linkOf({ base, fragment }: Address): string {
  return `${base}#${fragment}`;
}

/** Where the page is, without what was asked of it this time. */
export function baseOf({ origin, pathname }: Pick<Location, "origin" | "pathname">): string {
  return `${origin}${pathname}`;
}

export function badgeMarkdown(address: Address, title: string): string {
  const name = title.replace(/[[\]\\`*_<>!]/g, "\\$&");
  return `[![Open ${name} in Coldstart](${new URL("badge.svg", address.base)})](${linkOf(address)})`;
}

export interface FrameOptions {
  readonly title: string;
  readonly heightPx: number;
  readonly readOnly: boolean;
}

export function embedHtml({ base, fragment }: Address, { title, heightPx, readOnly }: FrameOptions): string {
  const query = readOnly ? "?embed=1&readonly=1" : "?embed=1";
  const source = `${base}${query}#${fragment}`;
  return `<iframe src="${escaped(source)}" title="${escaped(title)}" width="100%" height="${heightPx}" loading="lazy" allow="cross-origin-isolated; clipboard-write"></iframe>`;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
