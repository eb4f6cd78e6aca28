/** Asks before objects are deleted: there is no way back. */

import { ConfirmDialog } from "../shared/ConfirmDialog.tsx";
import { counted } from "../shared/counted.ts";
import { useIntents } from "../shared/store-context.tsx";

interface DeleteObjectsDialogProps {
  bucket: string;
  keys: readonly string[];
  onClose: () => void;
  onDeleted: () => void;
}

const MOST_NAMED = 10;

export function DeleteObjectsDialog({ bucket, keys, onClose, onDeleted }: DeleteObjectsDialogProps) {
  const { callService } = useIntents();
  const remove = async () => {
    for (const key of keys) await callService({ service: "s3", operation: "DeleteObject", input: { Bucket: bucket, Key: key } });
    onDeleted();
  };
  return (
    <ConfirmDialog title={`Delete ${counted(keys.length, "object")}`} action="Delete" onClose={onClose} run={remove}>
      <p>Gone for good from {bucket}. Triggers on removed objects fire.</p>
      <ul className="mono">
        {keys.slice(0, MOST_NAMED).map((key) => (
          <li key={key}>{key}</li>
        ))}
      </ul>
      {keys.length > MOST_NAMED && <p>and {keys.length - MOST_NAMED} more</p>}
    </ConfirmDialog>
  );
}
