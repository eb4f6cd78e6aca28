/** How much of the browser's room is used, and whether the browser may take it back. */
import type { StorageRoom } from "../../store/state.ts";
import { roomWords } from "./project-words.ts";

interface RoomSumProps {
  room: StorageRoom | undefined;
  /** Storage took nothing lately. */
  failed: boolean;
  onAsk: () => void;
}

export function RoomSum({ room, failed, onAsk }: RoomSumProps) {
  const words = room && roomWords(room);
  return (
    <p className="proj-room">
      {failed && <b>What you change now is not saved: take it out as a zip. </b>}
      {words && (
        <>
          {words.used} {words.keeping}{" "}
        </>
      )}
      {room?.kept === "best-effort" && (
        <button type="button" className="lk" onClick={onAsk}>
          Ask it to keep it
        </button>
      )}
    </p>
  );
}
