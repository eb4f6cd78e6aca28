/** What was deleted and can still be had back. */
import { useState } from "react";
import type { DeletedProject } from "../../store/state.ts";
import { leftWords, nameWords } from "./project-words.ts";

interface DeletedProjectsProps {
  deleted: readonly DeletedProject[];
  nowMs: number;
  onRestore: (project: DeletedProject) => void;
  onForget: (project: DeletedProject) => void;
}

export function DeletedProjects({ deleted, nowMs, onRestore, onForget }: DeletedProjectsProps) {
  const [asked, setAsked] = useState<string>();
  if (deleted.length === 0) return null;
  return (
    <section aria-labelledby="proj-deleted">
      <h3 id="proj-deleted" className="proj-head">
        Deleted
      </h3>
      <ul className="proj-list">
        {deleted.map((project) => {
          const name = nameWords(project.name);
          const isAsked = asked === project.id;
          return (
            <li key={project.id} className="proj-row">
              <span className="proj-words">
                <span className="proj-gone" data-personal="">
                  {name}
                </span>
              </span>
              <span className="proj-sum">{leftWords(project.keptUntilMs, nowMs)}</span>
              <span className="proj-acts">
                <button type="button" className="btn" aria-label={`Restore ${name}`} onClick={() => onRestore(project)}>
                  Restore
                </button>
                <button
                  type="button"
                  className={isAsked ? "btn proj-sure" : "btn ghost"}
                  aria-label={isAsked ? `Sure? Delete ${name} for good` : `Delete ${name} for good`}
                  onBlur={() => setAsked(undefined)}
                  onClick={() => (isAsked ? onForget(project) : setAsked(project.id))}
                >
                  {isAsked ? "Sure? Nothing brings it back" : "Delete for good"}
                </button>
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
