/** Phones: one pane at a time, chosen here. */
import type { State } from "../../store/state.ts";
import { Icon, type IconName } from "../shared/Icon.tsx";
import { useColdstart, useIntents } from "../shared/store-context.tsx";
import "./bottom-bar.css";

type Pane = State["mobilePane"];

const PANES: readonly { readonly pane: Pane; readonly label: string; readonly icon: IconName }[] = [
  { pane: "code", label: "Code", icon: "code" },
  { pane: "trigger", label: "Trigger", icon: "bolt" },
  { pane: "fleet", label: "Fleet", icon: "tiles" },
  { pane: "map", label: "Map", icon: "map" },
  { pane: "observe", label: "Observe", icon: "chart" },
];

/** While one is open it comes first: who learns goes to and fro. */
const WITH_LESSON: typeof PANES = [{ pane: "lesson", label: "Lesson", icon: "book" }, ...PANES];

export function BottomBar() {
  const learns = useColdstart((state) => state.lesson?.open === true);
  const shown = useColdstart((state) => (state.mobilePane === "lesson" && !learns ? "code" : state.mobilePane));
  const { show, showPane } = useIntents();
  return (
    <nav className="bottom-bar" aria-label="Panes" data-pane="Panes">
      {(learns ? WITH_LESSON : PANES).map(({ pane, label, icon }) => (
        <button
          key={pane}
          type="button"
          data-value={pane}
          aria-current={pane === shown ? "page" : undefined}
          onClick={() => {
            showPane(pane);
            // So that turning the phone, or widening the window, shows the same thing.
            show(pane === "observe" || pane === "map" ? pane : "build");
          }}
        >
          <Icon name={icon} size={20} />
          {label}
        </button>
      ))}
    </nav>
  );
}
