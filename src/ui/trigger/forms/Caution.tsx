/** What will go wrong with a trigger that is accepted all the same. */
import { Icon } from "../../shared/Icon.tsx";

export function Caution({ words }: { words: string | undefined }) {
  return (
    words !== undefined && (
      <p className="form-caution form-wide" role="status">
        <Icon name="warning" size={14} />
        {words}
      </p>
    )
  );
}
