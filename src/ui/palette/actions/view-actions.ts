/** What is looked at: views and panes, themes, the presenter's mode. */
import type { ObserveTab, State } from "../../../store/state.ts";
import { showView } from "../../shell/keyboard.ts";
import { focusPaneBeside, focusTarget } from "../../shell/panes.ts";
import { type ActionContext, type PaletteAction, when } from "../action.ts";

const VIEWS = [
  { view: "build", name: "Build" },
  { view: "map", name: "Map" },
  { view: "observe", name: "Observe" },
] as const;

const TABS: readonly { readonly tab: ObserveTab; readonly name: string }[] = [
  { tab: "overview", name: "Overview" },
  { tab: "latency", name: "Latency" },
  { tab: "bill", name: "Bill" },
  { tab: "requests", name: "Requests" },
  { tab: "logs", name: "Logs" },
  { tab: "traces", name: "Traces" },
  { tab: "why", name: "Why" },
  { tab: "replay", name: "Replay" },
];

/** `pane`: as the element says in data-pane; `mobile`: where it is on a phone. */
const PANES: readonly { readonly pane: string; readonly mobile: State["mobilePane"] }[] = [
  { pane: "Editor", mobile: "code" },
  { pane: "Trigger", mobile: "trigger" },
  { pane: "Response", mobile: "trigger" },
  { pane: "Fleet", mobile: "fleet" },
  { pane: "Explorer", mobile: "code" },
];

const THEMES = [
  { theme: "system", name: "as the system" },
  { theme: "light", name: "light" },
  { theme: "dark", name: "dark" },
] as const;

export const VIEW_ACTIONS: readonly PaletteAction[] = [
  ...VIEWS.map(
    ({ view, name }): PaletteAction => ({
      id: `view-${view}`,
      name: `Show ${name}`,
      group: "View",
      run: ({ store }) => showView(store, view),
    }),
  ),
  ...TABS.map(
    ({ tab, name }): PaletteAction => ({
      id: `observe-${tab}`,
      name: `Observe: ${name}`,
      group: "View",
      words: "charts",
      run: ({ store }) => {
        store.getState().intents.observe({ tab });
        showView(store, "observe");
      },
    }),
  ),
  ...PANES.map(
    ({ pane, mobile }): PaletteAction => ({
      id: `pane-${pane.toLowerCase()}`,
      name: `Focus the ${pane.toLowerCase()}`,
      group: "View",
      words: "pane",
      run: ({ store }) => {
        if (pane === "Editor" || pane === "Trigger" || pane === "Response") store.getState().intents.openService(undefined);
        showBuild(store, mobile);
        // The pane is drawn first.
        requestAnimationFrame(() => focusPane(pane));
      },
    }),
  ),
  { id: "pane-next", name: "Next pane", group: "View", words: "focus", run: () => focusPaneBeside(1) },
  { id: "pane-previous", name: "Previous pane", group: "View", words: "focus", run: () => focusPaneBeside(-1) },
  {
    id: "present",
    name: "Present in large type, or end it",
    group: "View",
    words: "presenter projector beamer slides",
    run: ({ store }) => {
      const { intents, presenter } = store.getState();
      intents.present({ open: !presenter.open });
    },
  },
  ...THEMES.map(
    ({ theme, name }): PaletteAction => ({
      id: `theme-${theme}`,
      name: `Theme: ${name}`,
      group: "View",
      words: "colours mode appearance",
      available: (state) => when(state.theme !== theme, "It is so."),
      run: ({ store }) => store.getState().intents.setTheme(theme),
    }),
  ),
];

function focusPane(name: string): void {
  const pane = document.querySelector<HTMLElement>(`[data-pane="${name}"]`);
  if (pane?.checkVisibility()) focusTarget(pane)?.focus();
}

export function showBuild(store: ActionContext["store"], pane: State["mobilePane"] = "code"): void {
  showView(store, "build");
  store.getState().intents.showPane(pane);
}
