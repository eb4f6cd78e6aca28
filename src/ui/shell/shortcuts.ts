/** The page's keys as the help lists them, in the order of use; keyboard.ts and the widgets carry them out. */
export interface ShortcutHelp {
  readonly keys: string;
  readonly what: string;
}

export const SHORTCUTS: readonly ShortcutHelp[] = [
  { keys: "Ctrl Enter", what: "Deploy what changed, then send" },
  { keys: "Ctrl S", what: "Deploy what changed" },
  { keys: "Alt Enter", what: "Send without deploying" },
  { keys: "Alt 1, Alt 2, Alt 3", what: "Build, Map, Observe" },
  { keys: "Alt Shift P", what: "Present in large type, and end it" },
  { keys: "Page Down, Page Up", what: "Next step, previous step while presenting" },
  { keys: "Alt Page Down, Alt Page Up", what: "Next step, previous step of the lesson" },
  { keys: "F6, Shift F6", what: "Next pane, previous pane" },
  { keys: "Alt , Alt .", what: "Slower clock, faster clock" },
  { keys: "Esc", what: "Leave the editor, so that Tab moves on; close what is open" },
  { keys: "Arrow keys", what: "Move in tabs, choices, the explorer, and pane lines" },
  { keys: "F2, Delete", what: "Rename, remove in the explorer" },
  { keys: "?", what: "This list" },
];
