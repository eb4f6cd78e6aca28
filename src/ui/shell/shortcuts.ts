/**
 * The page's keys, once, in the order of use: the help lists them, the palette shows them beside its actions. keyboard.ts
 * and the widgets carry them out; a test holds it to this list.
 */
export interface Shortcut {
  /** "Ctrl Enter" */
  readonly keys: string;
  /** What they carry out, by the ids of the palette's actions; absent: a widget's own. */
  readonly actions?: readonly string[];
}

export interface ShortcutHelp {
  readonly what: string;
  readonly shortcuts: readonly Shortcut[];
}

export const SHORTCUTS: readonly ShortcutHelp[] = [
  { what: "Any action, by its name", shortcuts: [{ keys: "Ctrl K" }] },
  { what: "Deploy what changed, then send", shortcuts: [{ keys: "Ctrl Enter", actions: ["send"] }] },
  { what: "Deploy what changed", shortcuts: [{ keys: "Ctrl S", actions: ["deploy"] }] },
  { what: "Send without deploying", shortcuts: [{ keys: "Alt Enter", actions: ["send-as-deployed"] }] },
  { what: "Start a load, stop it", shortcuts: [{ keys: "Alt Shift Enter", actions: ["load-start", "load-stop"] }] },
  {
    what: "Build, Map, Observe",
    shortcuts: [
      { keys: "Alt 1", actions: ["view-build"] },
      { keys: "Alt 2", actions: ["view-map"] },
      { keys: "Alt 3", actions: ["view-observe"] },
    ],
  },
  { what: "Present in large type, and end it", shortcuts: [{ keys: "Alt Shift P", actions: ["present"] }] },
  { what: "Next step, previous step while presenting", shortcuts: [{ keys: "Page Down" }, { keys: "Page Up" }] },
  { what: "Ring around the pointer while presenting", shortcuts: [{ keys: "P" }] },
  { what: "Next group of a workshop", shortcuts: [{ keys: "Alt Shift G", actions: ["dialog-next-group"] }] },
  {
    what: "Next step, previous step of the lesson",
    shortcuts: [
      { keys: "Alt Page Down", actions: ["lesson-next"] },
      { keys: "Alt Page Up", actions: ["lesson-previous"] },
    ],
  },
  {
    what: "Next pane, previous pane",
    shortcuts: [
      { keys: "F6", actions: ["pane-next"] },
      { keys: "Shift F6", actions: ["pane-previous"] },
    ],
  },
  {
    what: "Slower clock, faster clock",
    shortcuts: [
      { keys: "Alt ,", actions: ["clock-slower"] },
      { keys: "Alt .", actions: ["clock-faster"] },
    ],
  },
  { what: "Evict the focused container", shortcuts: [{ keys: "Alt E", actions: ["evict-focused"] }] },
  { what: "Leave the editor, so that Tab moves on; close what is open", shortcuts: [{ keys: "Esc" }] },
  { what: "Move in tabs, choices, the explorer, and pane lines", shortcuts: [{ keys: "Arrow keys" }] },
  { what: "Rename, remove in the explorer", shortcuts: [{ keys: "F2" }, { keys: "Delete" }] },
  { what: "Next, previous change in the history", shortcuts: [{ keys: "N" }, { keys: "P" }] },
  { what: "This list", shortcuts: [{ keys: "?", actions: ["dialog-keyboard"] }] },
];

/** Undefined: the action has none. */
export function keysOf(actionId: string): string | undefined {
  return SHORTCUTS.flatMap(({ shortcuts }) => shortcuts).find(({ actions }) => actions?.includes(actionId))?.keys;
}

/** As they are called on this machine. */
export function shownKeys(keys: string): string {
  return /Mac|iPhone|iPad/.test(navigator.userAgent) ? keys.replaceAll("Ctrl", "⌘").replaceAll("Alt", "⌥").replaceAll("Shift", "⇧") : keys;
}
