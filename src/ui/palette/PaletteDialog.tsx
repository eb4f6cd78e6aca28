/** Every action by its name: type, choose, Enter. What needs a value or a yes asks for it in the same place. */
import { useState } from "react";
import { flushSync } from "react-dom";
import { useAttempt } from "../shared/attempt.ts";
import { useStoreApi } from "../shared/store-context.tsx";
import { useModal } from "../shared/useModal.ts";
import type { DialogProps } from "../shell/dialog-name.ts";
import { ActionList } from "./ActionList.tsx";
import { AskConfirm } from "./AskConfirm.tsx";
import { AskValue } from "./AskValue.tsx";
import type { PaletteAction } from "./action.ts";
import { noteAction } from "./recent-actions.ts";
import "./palette.css";

export function PaletteDialog({ onClose, openDialog }: DialogProps) {
  const ref = useModal();
  const store = useStoreApi();
  const attempt = useAttempt();
  const [asking, setAsking] = useState<PaletteAction>();

  const carryOut = (action: PaletteAction, value = "") => {
    noteAction(action.id);
    // Closed first: what the action shows or focuses is not covered, and the focus is back where it was.
    flushSync(onClose);
    attempt(() => action.run({ store, openDialog }, value));
  };
  const choose = (action: PaletteAction) => (action.ask || action.confirm ? setAsking(action) : carryOut(action));
  const back = () => setAsking(undefined);

  return (
    // The keyboard closes it by Esc: the click beside it is a shortcut for the mouse.
    // biome-ignore lint/a11y/useKeyWithClickEvents: see above
    <dialog
      ref={ref}
      className="palette"
      aria-label="Commands"
      onCancel={(event) => {
        event.preventDefault();
        if (asking) back();
        else onClose();
      }}
      onClick={(event) => {
        if (event.target === ref.current) onClose();
      }}
    >
      {asking?.ask ? (
        <AskValue ask={asking.ask} onDone={(value) => carryOut(asking, value)} onBack={back} />
      ) : asking?.confirm ? (
        <AskConfirm action={asking.name} text={asking.confirm} onDone={() => carryOut(asking)} onBack={back} />
      ) : (
        <ActionList onChoose={choose} onClose={onClose} />
      )}
    </dialog>
  );
}
