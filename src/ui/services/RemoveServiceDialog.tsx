/** Asks before a service is removed, and names the triggers that go with it. */
import { isFedBy } from "../../store/service-changes.ts";
import { referencesTo } from "../../store/service-references.ts";
import type { ServiceRef } from "../../store/state.ts";
import { ConfirmDialog } from "../shared/ConfirmDialog.tsx";
import { counted } from "../shared/counted.ts";
import { useColdstart, useIntents } from "../shared/store-context.tsx";

const CONTENT = {
  bucket: "Its files are gone for good.",
  queue: "Its messages are gone for good.",
  table: "Its items are gone for good.",
  topic: "What is published to it afterwards fails.",
  alarm: "Nothing watches its metric any more.",
} as const;

export function RemoveServiceDialog({ service, onClose }: { service: ServiceRef; onClose: () => void }) {
  const project = useColdstart((state) => state.project);
  const { removeService } = useIntents();
  const fed = project.functions.filter(({ triggers }) => triggers.some((trigger) => isFedBy(trigger, service)));
  const count = fed.flatMap(({ triggers }) => triggers.filter((trigger) => isFedBy(trigger, service))).length;
  const users = referencesTo(project, service);
  return (
    <ConfirmDialog title={`Remove ${service.name}`} action={`Remove ${service.kind}`} onClose={onClose} run={() => removeService(service)}>
      <p>{CONTENT[service.kind]}</p>
      {count > 0 && (
        <p>
          {counted(count, "trigger")} of {fed.map(({ name }) => name).join(", ")} {count === 1 ? "goes" : "go"} with it.
        </p>
      )}
      {users.length > 0 && <p>Also named by {users.join(", ")}: there it is taken out.</p>}
    </ConfirmDialog>
  );
}
