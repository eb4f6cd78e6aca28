/** The list itself: what is kept, what was deleted, what became of what was asked last, and its undo. */
import { useEffect, useRef, useState } from "react";
import type { ShelfIntents } from "../../store/intents.ts";
import type { KeptProject, ProjectsView } from "../../store/state.ts";
import { Icon } from "../shared/Icon.tsx";
import { useColdstart } from "../shared/store-context.tsx";
import { DeletedProjects } from "./DeletedProjects.tsx";
import { ProjectRow, type RowActions } from "./ProjectRow.tsx";
import { nameWords, rowsOf } from "./project-words.ts";
import { RoomSum } from "./RoomSum.tsx";
import type { Asked } from "./use-asked.ts";

interface Named {
  readonly id: string;
  readonly name: string;
}

interface Said {
  readonly text: string;
  /** It can be undone right there. */
  readonly deleted?: Named;
}

interface ProjectShelfProps {
  shelf: ShelfIntents;
  view: ProjectsView;
  asked: Asked;
  onClose: () => void;
  thenClose: (work: () => Promise<unknown>) => void;
}

export function ProjectShelf({ shelf, view, asked: { ask, problem }, onClose, thenClose }: ProjectShelfProps) {
  const project = useColdstart((state) => state.project);
  const shared = useColdstart((state) => state.shared);
  const lesson = useColdstart((state) => state.lesson);
  const failed = useColdstart((state) => state.saving === "failed");
  const [said, setSaid] = useState<Said>();
  const undo = useRef<HTMLButtonElement>(null);
  const nowMs = Date.now();

  useEffect(() => {
    const again = () => void shelf.list().catch(() => {});
    again();
    // Another tab may have changed it meanwhile.
    addEventListener("focus", again);
    return () => removeEventListener("focus", again);
  }, [shelf]);
  // The button that was pressed is gone with its row.
  useEffect(() => {
    if (said?.deleted) undo.current?.focus();
  }, [said]);

  const askThenSay = async (work: () => Promise<unknown>, text: string, deleted?: Named) => {
    setSaid(undefined);
    if (await ask(work)) setSaid({ text, ...(deleted ? { deleted } : {}) });
  };
  const restore = ({ id, name }: Named) => void askThenSay(() => shelf.restore(id), `${name} is back.`);
  const exportZip = ({ id, name }: Named) => void askThenSay(() => shelf.exportZip(id), `The zip of ${name} is among your downloads.`);
  const actionsOf = (kept: KeptProject): RowActions => {
    const { id } = kept;
    const name = nameWords(kept.name);
    return {
      onOpen: () => (id === view.openId ? onClose() : thenClose(() => shelf.open(id))),
      onRename: (next) => void askThenSay(() => shelf.rename(id, next), `${name} is now called ${next}.`),
      onDuplicate: () => void askThenSay(() => shelf.duplicate(id), `${name} is copied, with what its services hold.`),
      onExport: () => exportZip({ id, name }),
      onDelete: () => void askThenSay(() => shelf.remove(id), `${name} is deleted.`, { id, name }),
    };
  };

  return (
    <>
      <RoomSum room={view.room} failed={failed} onAsk={() => void ask(shelf.askToKeep)} />
      <div className="proj-said" role="status">
        {said?.text}
        {said?.deleted && (
          <button ref={undo} type="button" className="btn" onClick={() => said.deleted && restore(said.deleted)}>
            Undo
          </button>
        )}
      </div>
      <div role="alert">
        {problem && (
          <p className="proj-problem">
            <Icon name="warning" size={15} />
            <span>
              {problem.message} <span className="muted">{problem.remedy}</span>
            </span>
            {problem.code === "not-saved" && (
              <button type="button" className="btn" onClick={() => exportZip({ id: view.openId, name: nameWords(project.name) })}>
                Download a zip
              </button>
            )}
          </p>
        )}
      </div>
      <ul className="proj-list" aria-label="Projects in this browser">
        {rowsOf(view, { project, shared, lesson }).map((each) => (
          <ProjectRow key={each.id} project={each} isOpen={each.id === view.openId} nowMs={nowMs} {...actionsOf(each)} />
        ))}
      </ul>
      <DeletedProjects
        deleted={view.deleted}
        nowMs={nowMs}
        onRestore={({ id, name }) => restore({ id, name: nameWords(name) })}
        onForget={({ id, name }) => void askThenSay(() => shelf.forget(id), `${nameWords(name)} is gone for good.`)}
      />
    </>
  );
}
