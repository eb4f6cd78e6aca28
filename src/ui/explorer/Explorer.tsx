/** The left pane: functions with their files and routes, services, and the settings of the function that is open. */
import { ServicesSection } from "../services/ServicesSection.tsx";
import { Icon } from "../shared/Icon.tsx";
import { useColdstart } from "../shared/store-context.tsx";
import type { OpenDialog } from "../shell/dialog-name.ts";
import { FunctionSettings } from "./FunctionSettings.tsx";
import { FunctionTree } from "./FunctionTree.tsx";
import "./explorer.css";

interface ExplorerProps {
  openDialog: OpenDialog;
  /** In a drawer: what is opened takes the drawer away. */
  onOpened?: () => void;
}

export function Explorer({ openDialog, onOpened }: ExplorerProps) {
  const activeFunction = useColdstart((state) => state.activeFunction);
  return (
    <nav className="rail" aria-label="Explorer" data-pane="Explorer" data-pane-focus='[role="treeitem"][tabindex="0"]'>
      <div className="rail-scroll">
        <div className="ph">
          <h2>Functions</h2>
          <span className="grow" />
          <button
            type="button"
            className="ib icon"
            aria-label="New function"
            title="New function"
            onClick={() => openDialog("new-function")}
          >
            <Icon name="plus" />
          </button>
        </div>
        <FunctionTree {...(onOpened ? { onOpened } : {})} />
        <ServicesSection openDialog={openDialog} onOpened={onOpened} />
        <FunctionSettings key={activeFunction} functionName={activeFunction} />
      </div>
      <button type="button" className="rail-foot" onClick={() => openDialog("platform-settings")}>
        <Icon name="sliders" />
        Platform settings
      </button>
    </nav>
  );
}
