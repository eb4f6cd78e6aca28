/** In the status strip while the network is gone. */
import { useColdstart } from "../shared/store-context.tsx";
import type { OpenDialog } from "../shell/dialog-name.ts";
import { goneSaid } from "./offline-words.ts";
import "./offline.css";

export function OfflineMark({ openDialog }: { openDialog: OpenDialog }) {
  const said = useColdstart(({ offline }) => offline && goneSaid(offline));
  return (
    <button type="button" className="explain offline-mark" onClick={() => openDialog("offline")}>
      {said}
    </button>
  );
}
