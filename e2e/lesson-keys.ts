/**
 * A person at the page with a keyboard and no mouse: what the drives of lessons are written in. A control is reached as
 * a person reaches it (F6 from pane to pane, Tab, arrow keys within tabs, choices and trees), so what no key leads to
 * fails. Only time is not typed: `wait` moves the platform's clock by hand.
 */
import { expect, type Locator, type Page } from "@playwright/test";

type Role = Parameters<Page["getByRole"]>[0];
/** In a pane ("Trigger", "Editor", "Lesson", "Fleet", …: data-pane) or anywhere. */
interface Where {
  readonly within?: Locator;
  readonly exact?: boolean;
}

const MOST_PANES = 12;
const MOST_TABS = 120;
const MOST_ARROWS = 40;
const COMPOSITE =
  "[role='tablist'], [role='radiogroup'], [role='tree'], [role='menu'], [role='menubar'], [role='toolbar'], [role='grid'], [role='listbox']";

export class LessonKeys {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** "Control+Enter", "Alt+2", "Escape": names of Playwright's keyboard. */
  press(...keys: readonly string[]): Promise<void> {
    return each(keys, (key) => this.page.keyboard.press(key));
  }

  /** Into what has the focus, in place of what stands there. */
  async type(text: string): Promise<void> {
    await this.page.keyboard.press("ControlOrMeta+a");
    await this.page.keyboard.insertText(text);
  }

  /** Moves the focus to a control. The first of several of one name, unless `within` says where. */
  async to(role: Role, name: string | RegExp, { within, exact = typeof name === "string" }: Where = {}): Promise<Locator> {
    const target = (within ?? this.page.locator("body")).getByRole(role, { name, exact }).filter({ visible: true }).first();
    await expect(target, `${role} ${String(name)} is there`).toBeVisible();
    await this.reach(target);
    return target;
  }

  /** As `to`, and presses it: Enter for links and buttons, Space for what is checked or chosen. */
  async activate(role: Role, name: string | RegExp, where: Where = {}): Promise<void> {
    const target = await this.to(role, name, where);
    // Tabs and choices follow the focus in most places; pressing one that is chosen changes nothing.
    await target.press(role === "checkbox" || role === "radio" || role === "switch" ? "Space" : "Enter");
  }

  /** As `to`, and types in place of what stands there. */
  async fill(
    role: "textbox" | "spinbutton" | "combobox" | "searchbox",
    name: string | RegExp,
    text: string,
    where: Where = {},
  ): Promise<void> {
    await this.to(role, name, where);
    await this.type(text);
  }

  /** Of a native list: by what the choice is called, as typing its name does. */
  async choose(name: string | RegExp, choice: string, where: Where = {}): Promise<void> {
    const target = await this.to("combobox", name, where);
    await this.page.keyboard.type(choice);
    await expect(target.locator("option:checked"), `"${choice}" is chosen by typing it`).toHaveText(choice);
  }

  /** Opens a menu by its button and takes an item of it. */
  async menu(button: string | RegExp, item: string | RegExp, where: Where = {}): Promise<void> {
    await this.activate("button", button, where);
    const found = this.page.locator("[role='menuitem']:visible, [role='menuitemradio']:visible").filter({ hasText: item }).first();
    await expect(found).toBeVisible();
    await this.arrowTo(found);
    await this.press("Enter");
  }

  /** Through Ctrl K: every action of the page has its name there. */
  async palette(command: string): Promise<void> {
    await this.press("ControlOrMeta+k");
    const field = this.page.getByRole("dialog", { name: "Commands" }).getByRole("combobox");
    await expect(field).toBeFocused();
    await this.page.keyboard.insertText(command);
    await expect(this.page.getByRole("option").first()).toContainText(command);
    await this.press("Enter");
    await expect(this.page.getByRole("dialog", { name: "Commands" })).toBeHidden();
  }

  /** Deploys what changed, sends the open request, and waits until it has ended. */
  async send(): Promise<void> {
    await this.whileRequestsEnd(1, () => this.press("ControlOrMeta+Enter"));
  }

  /** Waits until `requests` more have ended than had before `act`, those that were refused or failed included. */
  async whileRequestsEnd(requests: number, act: () => Promise<unknown>): Promise<void> {
    const ended = () => this.page.evaluate(() => window.coldstart.invocations().length);
    const before = await ended();
    await act();
    await expect.poll(ended, `${requests} requests have ended`).toBeGreaterThanOrEqual(before + requests);
  }

  /** Answers the shown step's question. */
  async answer(guess: number): Promise<void> {
    const dock = this.dock();
    const field = dock.getByRole("spinbutton");
    await this.reach(field.filter({ visible: true }).first());
    await this.type(String(guess));
    await this.press("Enter");
  }

  /** Stands for waiting: moves the platform's clock, and all that was due by then happens. */
  async wait(ms: number): Promise<void> {
    await this.page.evaluate((waitedMs) => window.coldstart.clock.advance(waitedMs), ms);
  }

  dock(): Locator {
    return this.page.locator("[data-pane='Lesson']");
  }

  /** F6 to the pane that it is in, Tab to it, and arrow keys where several share one stop. */
  async reach(target: Locator): Promise<void> {
    if (await isFocused(target)) return;
    await this.#toPaneOf(target);
    if (await isFocused(target)) return;
    const isStop = await target.evaluate((element) => element instanceof HTMLElement && element.tabIndex >= 0);
    if (!isStop) return this.#throughComposite(target);
    await this.#tabTo(target);
  }

  async arrowTo(target: Locator): Promise<void> {
    for (let tried = 0; tried < MOST_ARROWS; tried += 1) {
      if (await isFocused(target)) return;
      await this.press("ArrowDown");
    }
    throw new Error(`No arrow key leads to ${String(target)}.`);
  }

  async #toPaneOf(target: Locator): Promise<void> {
    const isInPane = () =>
      target.evaluate((element) => element.closest("[data-pane], dialog, [popover]")?.contains(document.activeElement) ?? true);
    for (let tried = 0; tried < MOST_PANES && !(await isInPane()); tried += 1) await this.press("F6");
  }

  async #tabTo(target: Locator): Promise<void> {
    // The editor takes Tab for itself until Esc.
    if (await this.page.evaluate(() => document.activeElement?.closest("[data-pane='Editor']") != null)) await this.press("Escape");
    for (const key of ["Tab", "Shift+Tab"]) {
      for (let tried = 0; tried < MOST_TABS; tried += 1) {
        if (await isFocused(target)) return;
        await this.press(key);
      }
    }
    throw new Error(`No key leads to ${String(target)}.`);
  }

  /** Its neighbour is the stop; from there, the arrow keys. */
  async #throughComposite(target: Locator): Promise<void> {
    const composite = target.locator(`xpath=ancestor::*`).and(this.page.locator(COMPOSITE)).last();
    const stop = composite.locator("[tabindex='0'], input:checked").filter({ visible: true }).first();
    await this.#tabTo(stop);
    for (const key of ["ArrowRight", "ArrowDown"]) {
      for (let tried = 0; tried < MOST_ARROWS; tried += 1) {
        if (await isFocused(target)) return;
        await this.press(key);
      }
    }
    throw new Error(`No arrow key leads to ${String(target)}.`);
  }
}

function isFocused(target: Locator): Promise<boolean> {
  return target.evaluate((element) => element === document.activeElement);
}

async function each<T>(items: readonly T[], act: (item: T) => Promise<unknown>): Promise<void> {
  for (const item of items) await act(item);
}
