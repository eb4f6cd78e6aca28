/** Cold or warm, in the same shape and colour wherever a request is listed. */
import "./start-mark.css";

export function StartMark({ cold }: { cold: boolean }) {
  return (
    <span className={cold ? "cw c" : "cw w"}>
      <i />
      {cold ? "cold" : "warm"}
    </span>
  );
}
