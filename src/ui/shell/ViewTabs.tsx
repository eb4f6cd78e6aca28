/** Build, Map and Observe: the views of the page. */
import type { State } from "../../store/state.ts";
import { moveChoice } from "../shared/choice.ts";
import { Icon, type IconName } from "../shared/Icon.tsx";
import { useColdstart, useIntents } from "../shared/store-context.tsx";

const VIEWS: readonly { readonly value: State["view"]; readonly label: string; readonly icon: IconName }[] = [
  { value: "build", label: "Build", icon: "code" },
  { value: "map", label: "Map", icon: "map" },
  { value: "observe", label: "Observe", icon: "chart" },
];

export const viewTabId = (view: State["view"]) => `view-tab-${view}`;
export const viewPanelId = (view: State["view"]) => `view-${view}`;

export function ViewTabs() {
  const view = useColdstart((state) => state.view);
  const { show } = useIntents();
  return (
    <div className="views" role="tablist" aria-label="View" onKeyDown={(event) => moveChoice(event, view, VIEWS, show)}>
      {VIEWS.map(({ value, label, icon }) => (
        <button
          key={value}
          type="button"
          role="tab"
          id={viewTabId(value)}
          aria-selected={value === view}
          aria-controls={value === view ? viewPanelId(value) : undefined}
          data-value={value}
          tabIndex={value === view ? 0 : -1}
          onClick={() => show(value)}
        >
          <Icon name={icon} />
          {label}
        </button>
      ))}
    </div>
  );
}
