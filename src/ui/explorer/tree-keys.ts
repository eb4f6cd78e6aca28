/** The keys of a tree (ARIA practices): arrows, Home, End, and letters that jump to a name. */
export type TreeStep =
  | { readonly do: "focus"; readonly item: HTMLElement }
  | { readonly do: "expand" | "collapse"; readonly item: HTMLElement };

export function treeStep(key: string, item: HTMLElement, tree: HTMLElement): TreeStep | undefined {
  const items = [...tree.querySelectorAll<HTMLElement>('[role="treeitem"]')];
  const focus = (next: HTMLElement | null | undefined): TreeStep | undefined => (next ? { do: "focus", item: next } : undefined);
  const index = items.indexOf(item);
  const expanded = item.getAttribute("aria-expanded");
  switch (key) {
    case "ArrowDown":
      return focus(items[index + 1]);
    case "ArrowUp":
      return focus(items[index - 1]);
    case "Home":
      return focus(items[0]);
    case "End":
      return focus(items.at(-1));
    case "ArrowRight":
      return expanded === "false" ? { do: "expand", item } : expanded === "true" ? focus(items[index + 1]) : undefined;
    case "ArrowLeft":
      return expanded === "true" ? { do: "collapse", item } : focus(item.parentElement?.closest<HTMLElement>('[role="treeitem"]'));
    default:
      return /^\S$/.test(key) ? focus(itemNamed(key, items, index)) : undefined;
  }
}

/** The next one whose name begins so, from the one in focus on and around. */
function itemNamed(letter: string, items: readonly HTMLElement[], index: number): HTMLElement | undefined {
  const around = [...items.slice(index + 1), ...items.slice(0, index + 1)];
  return around.find((each) => each.getAttribute("aria-label")?.toLowerCase().startsWith(letter.toLowerCase()));
}
