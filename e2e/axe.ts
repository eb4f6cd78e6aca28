/** What axe finds on a page: a line for each rule that is broken, with what breaks it. */
import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";

const RULES = {
  /** WCAG 2.2, levels A and AA. */
  wcag: (axe: AxeBuilder) => axe.withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]),
  /** Of all rules, what another theme can break. */
  colours: (axe: AxeBuilder) => axe.withRules(["color-contrast", "link-in-text-block"]),
  /** And axe's own advice. */
  all: (axe: AxeBuilder) => axe,
} as const;

interface Looked {
  /** A selector; the whole page, without its frames, where nothing is said. */
  readonly within?: string;
  readonly rules?: keyof typeof RULES;
}

export async function violationsOf(page: Page, { within, rules = "wcag" }: Looked = {}): Promise<string[]> {
  const axe = new AxeBuilder({ page });
  const { violations } = await RULES[rules](within === undefined ? axe.exclude("iframe") : axe.include(within)).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join("; ")}`);
}
