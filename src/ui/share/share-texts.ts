/** The texts that hand a link on: Markdown with a badge, HTML with a frame. What stands in them is escaped for where it goes. */
import type { EmbedPart } from "../../store/state.ts";

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

/** Of the options of ui/embed, those that are asked for here. */
export interface FrameOptions {
  readonly view: "build" | "map" | "observe";
  readonly readOnly: boolean;
  readonly hidden: readonly EmbedPart[];
}

export function embedHtml({ base, fragment }: Address, title: string, options: FrameOptions): string {
  const source = `${base}?${queryOf(options)}#${fragment}`;
  return `<iframe src="${escaped(source)}" title="${escaped(title)}" width="100%" height="${FRAME_HEIGHT_PX}" loading="lazy" allow="cross-origin-isolated; clipboard-write"></iframe>`;
}

function queryOf({ view, readOnly, hidden }: FrameOptions): string {
  return [
    "embed=1",
    ...(view === "build" ? [] : [`view=${view}`]),
    ...(readOnly ? ["readonly=1"] : []),
    ...(hidden.length === 0 ? [] : [`hide=${hidden.join(",")}`]),
  ].join("&");
}

/** Room for editor, trigger and fleet. */
const FRAME_HEIGHT_PX = 640;

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
