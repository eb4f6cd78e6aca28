/** One project of the list: opened by its name, renamed in place, copied, taken out as a zip, deleted. */
import { useRef, useState } from "react";
import type { KeptProject } from "../../store/state.ts";
import { Icon, type IconName } from "../shared/Icon.tsx";
import { NameInput } from "../shared/NameInput.tsx";
import { marksOf, nameWords, projectSum } from "./project-words.ts";

export interface RowActions {
  onOpen: () => void;
  onRename: (name: string) => void;
  onDuplicate: () => void;
  onExport: () => void;
  onDelete: () => void;
}

interface ProjectRowProps extends RowActions {
  project: KeptProject;
  isOpen: boolean;
  nowMs: number;
}

export function ProjectRow({ project, isOpen, nowMs, onOpen, onRename, onDuplicate, onExport, onDelete }: ProjectRowProps) {
  const [renaming, setRenaming] = useState(false);
  const place = useRef<HTMLLIElement>(null);
  const name = nameWords(project.name);
  const endRenaming = () => {
    setRenaming(false);
    requestAnimationFrame(() => place.current?.querySelector<HTMLElement>("[data-rename]")?.focus());
  };
  const actions: readonly { label: string; icon: IconName; act: () => void }[] = [
    { label: "Rename", icon: "pencil", act: () => setRenaming(true) },
    { label: "Duplicate", icon: "copy", act: onDuplicate },
    { label: "Export zip of", icon: "download", act: onExport },
    { label: "Delete", icon: "trash", act: onDelete },
  ];

  return (
    <li ref={place} className="proj-row" aria-current={isOpen ? "true" : undefined}>
      <div className="proj-words">
        {renaming ? (
          <NameInput
            label={`Name of ${name}`}
            value={project.name}
            onCommit={(next) => {
              onRename(next);
              endRenaming();
              return undefined;
            }}
            onCancel={endRenaming}
          />
        ) : (
          <button type="button" className="proj-name" aria-label={isOpen ? `Back to ${name}` : `Open ${name}`} onClick={onOpen}>
            <span data-personal={isOpen ? undefined : ""}>{name}</span>
          </button>
        )}
        {marksOf(project, isOpen).map((mark) => (
          <span key={mark} className="proj-mark">
            {mark}
          </span>
        ))}
      </div>
      <span className="proj-sum">{projectSum(project, nowMs)}</span>
      <div className="proj-acts">
        {actions.map(({ label, icon, act }) => (
          <button
            key={label}
            type="button"
            className="ib icon"
            aria-label={`${label} ${name}`}
            title={label === "Export zip of" ? "Export zip" : label}
            data-rename={icon === "pencil" ? "" : undefined}
            onClick={act}
          >
            <Icon name={icon} size={15} />
          </button>
        ))}
      </div>
    </li>
  );
}
