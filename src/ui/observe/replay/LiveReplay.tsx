/** Sends what came from outside again, to real containers: when, how much of it, and what will differ. */
import { useMemo, useState } from "react";
import { mostAtOnce, sentAgain } from "../../../metrics/replay/sent-again.ts";
import type { ReplayPace } from "../../../store/ports.ts";
import { editedFunctions } from "../../../store/selectors.ts";
import { SelectField } from "../../explorer/SelectField.tsx";
import { counted } from "../../shared/counted.ts";
import { useColdstart, useIntents } from "../../shared/store-context.tsx";
import type { Source } from "./use-source.ts";

type Pace = "1" | "2" | "5" | "10" | "fast";

export function LiveReplay({ source: { original, recording } }: { source: Source }) {
  const [pace, setPace] = useState<Pace>("1");
  const functions = useColdstart((state) => state.project.functions);
  const edited = useColdstart(editedFunctions);
  const busy = useColdstart((state) => state.replay?.progress !== undefined);
  const { replay } = useIntents();
  const plan = useMemo(
    () =>
      sentAgain(
        recording,
        functions.map(({ name }) => name),
      ),
    [recording, functions],
  );
  const atOnce = useMemo(() => mostAtOnce(recording), [recording]);
  const sent = plan.arrivals.length;
  const receivers = new Set(plan.arrivals.map(({ functionName }) => functionName));
  const deployed = edited.filter((name) => receivers.has(name));
  const chosen: ReplayPace = pace === "fast" ? { type: "fast", atOnce } : { type: "recorded", rate: Number(pace) };
  return (
    <>
      <SelectField<Pace>
        label="at"
        value={pace}
        options={[
          { value: "1", label: "the recorded moments" },
          { value: "2", label: "twice the rate" },
          { value: "5", label: "5 times the rate" },
          { value: "10", label: "10 times the rate" },
          { value: "fast", label: `as fast as it goes, ${atOnce} at once` },
        ]}
        onChange={setPace}
      />
      <ul className="rp-notes">
        <li>
          Sends {counted(sent, "arrival")}
          {plan.caused > 0 && `; ${counted(plan.caused, "other")} came about through them and will again`}.
        </li>
        {plan.withoutEvent > 0 && (
          <li>{counted(plan.withoutEvent, "arrival")} cannot be sent: the event is no longer known whole. Record keeps it.</li>
        )}
        {plan.withoutFunction > 0 && <li>{counted(plan.withoutFunction, "arrival")} are for functions that are gone.</li>}
        {deployed.length > 0 && <li>Deploys {deployed.join(", ")} first.</li>}
        <li>New by nature: request ids, and the time and trace in HTTP events. All else in the events is as recorded.</li>
        {pace !== "fast" && <li>Pauses of over a second in which nothing runs are passed by moving the clock.</li>}
      </ul>
      <button
        type="button"
        className="btn pri"
        disabled={busy || sent === 0 || !replay}
        onClick={() => void replay?.replayLive(original, recording, chosen)}
      >
        Replay
      </button>
    </>
  );
}
