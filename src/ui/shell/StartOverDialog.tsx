/** Asks before the open project gives way to the starter. */
import { starterProject } from "../../project/starter.ts";
import { useAttempt } from "../shared/attempt.ts";
import { Dialog } from "../shared/Dialog.tsx";
import { useColdstart, useIntents } from "../shared/store-context.tsx";

export function StartOverDialog({ onClose }: { onClose: () => void }) {
  const name = useColdstart((state) => state.project.name);
  const { openProject } = useIntents();
  const attempt = useAttempt();
  return (
    <Dialog
      title="Start over"
      onClose={onClose}
      footer={
        <>
          <button type="button" className="btn" onClick={onClose}>
            Keep {name}
          </button>
          <button
            type="button"
            className="btn pri"
            onClick={() => {
              attempt(() => openProject(starterProject()));
              onClose();
            }}
          >
            Open the starter
          </button>
        </>
      }
    >
      <p>
        The starter project opens, with its one function. {name} stays saved, under All projects; its containers and charts are gone from
        the page.
      </p>
    </Dialog>
  );
}
