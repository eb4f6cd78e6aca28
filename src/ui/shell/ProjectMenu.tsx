/** The open project: its name, changed in place, and what can be done with all of it. */
import { useRef, useState } from "react";
import { problemWords, useAttempt } from "../shared/attempt.ts";
import { Icon } from "../shared/Icon.tsx";
import { Menu, MenuItem } from "../shared/Menu.tsx";
import { NameInput } from "../shared/NameInput.tsx";
import { useColdstart, useIntents } from "../shared/store-context.tsx";
import type { OpenDialog } from "./dialog-name.ts";

export function ProjectMenu({ openDialog }: { openDialog: OpenDialog }) {
  const name = useColdstart((state) => state.project.name);
  const gone = useColdstart((state) => state.offline?.network === "gone");
  const [renaming, setRenaming] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  const { renameProject, reset } = useIntents();
  const attempt = useAttempt();

  const endRenaming = () => {
    setRenaming(false);
    requestAnimationFrame(() => place.current?.querySelector("button")?.focus());
  };

  return (
    <div ref={place}>
      {renaming ? (
        <NameInput
          label="Name of the project"
          value={name}
          onCommit={(next) => {
            const problem = problemWords(() => renameProject(next));
            if (problem === undefined) endRenaming();
            return problem;
          }}
          onCancel={endRenaming}
        />
      ) : (
        <Menu
          label={`Project ${name}`}
          className="proj"
          trigger={
            <>
              <b>{name}</b>
              <Icon name="chevron-down" size={12} />
            </>
          }
        >
          <MenuItem onSelect={() => setRenaming(true)}>
            <Icon name="pencil" />
            Rename project
          </MenuItem>
          <MenuItem onSelect={() => openDialog("projects")}>
            <Icon name="tiles" />
            All projects
          </MenuItem>
          <MenuItem onSelect={() => openDialog("history")}>
            <Icon name="history" />
            History
          </MenuItem>
          <MenuItem onSelect={() => openDialog("examples")}>
            <Icon name="book" />
            Examples
          </MenuItem>
          <MenuItem onSelect={() => openDialog("glossary")}>
            <Icon name="file" />
            Glossary
          </MenuItem>
          <hr />
          <MenuItem onSelect={() => openDialog("new-function")}>
            <Icon name="plus" />
            New function
          </MenuItem>
          <MenuItem onSelect={() => openDialog("platform-settings")}>
            <Icon name="sliders" />
            Platform settings
          </MenuItem>
          <hr />
          <MenuItem onSelect={() => attempt(() => reset())}>
            <Icon name="restart" />
            Reset run
          </MenuItem>
          <p className="menu-note">Ends all containers, clears history and charts. The code stays.</p>
          <MenuItem danger onSelect={() => openDialog("start-over")}>
            <Icon name="history" />
            Start over
          </MenuItem>
          <hr />
          <MenuItem onSelect={() => openDialog("next-group")}>
            <Icon name="people" />
            Next group
          </MenuItem>
          <MenuItem onSelect={() => openDialog("offline")}>
            <Icon name="download" />
            {gone ? "Offline now" : "Offline"}
          </MenuItem>
        </Menu>
      )}
    </div>
  );
}
