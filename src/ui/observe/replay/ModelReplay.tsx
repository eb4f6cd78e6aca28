/** Other settings for the same arrivals, played by the platform alone: what is not touched stays as it was recorded. */
import { useState } from "react";
import type { FunctionChanges, ReplayChanges } from "../../../metrics/replay/replay-changes.ts";
import { PROFILES } from "../../../platform/profiles/profiles.ts";
import type { ProfileId } from "../../../platform/profiles/provider-profile.ts";
import { SelectField } from "../../explorer/SelectField.tsx";
import { NumberField } from "../../shared/NumberField.tsx";
import { useColdstart, useIntents } from "../../shared/store-context.tsx";
import { changeWords, effectiveChanges, modelName } from "./changes-words.ts";
import { FunctionChangeRows } from "./FunctionChangeRows.tsx";
import type { Source } from "./use-source.ts";

const DAY_S = 86_400;
/** Ours, as in the platform's settings. */
const MOST_CONCURRENCY = 100_000;

export function ModelReplay({ source: { original, recording } }: { source: Source }) {
  const [changes, setChanges] = useState<ReplayChanges>({});
  const busy = useColdstart((state) => state.replay?.progress !== undefined);
  const { replay } = useIntents();
  const profile = changes.profile ?? PROFILES[recording.profileId];
  const given = changes.profile ? profile.defaults : recording.settings;
  const settings = {
    ...recording.settings,
    idleLifetimeMs: given.idleLifetimeMs,
    accountConcurrency: given.accountConcurrency,
    ...changes.settings,
  };
  const set = (change: Partial<typeof settings>) => setChanges({ ...changes, settings: { ...changes.settings, ...change } });
  const setFunction = (name: string, change: FunctionChanges) =>
    setChanges({ ...changes, functions: { ...changes.functions, [name]: { ...changes.functions?.[name], ...change } } });
  const setProvider = (id: ProfileId) => {
    // Another provider brings its own lifetime and concurrency.
    const { profile: _, settings: __, ...rest } = changes;
    setChanges(id === recording.profileId ? rest : { ...rest, profile: PROFILES[id] });
  };
  const effective = effectiveChanges(changes, recording);
  const words = changeWords(effective);
  const share = Math.round((changes.cpuBoundShare ?? 0) * 100);
  return (
    <>
      <SelectField<ProfileId>
        label="Provider"
        value={profile.id}
        options={Object.values(PROFILES).map(({ id, label }) => ({ value: id, label }))}
        onChange={setProvider}
      />
      <div className="rp-pair">
        <NumberField
          label="Idle lifetime"
          unit="s"
          value={settings.idleLifetimeMs / 1_000}
          min={1}
          max={DAY_S}
          onChange={(seconds) => set({ idleLifetimeMs: seconds * 1_000 })}
        />
        <NumberField
          label="Account concurrency"
          value={settings.accountConcurrency}
          min={1}
          max={MOST_CONCURRENCY}
          onChange={(accountConcurrency) => set({ accountConcurrency })}
        />
      </div>
      {profile.billing.value.init === "as-set" && (
        <label className="check">
          <input type="checkbox" checked={settings.billInit} onChange={(event) => set({ billInit: event.currentTarget.checked })} />
          Init is billed
        </label>
      )}
      <FunctionChangeRows functions={recording.functions} changes={changes.functions ?? {}} profile={profile} onChange={setFunction} />
      <NumberField
        label="Of the handlers' time, computing"
        unit="%"
        value={share}
        min={0}
        max={100}
        onChange={(percent) => setChanges({ ...changes, cpuBoundShare: percent / 100 })}
      />
      <p className="field-hint">
        Your estimate. Providers give more processor with more memory: this part of the time gets shorter or longer with it, the rest waits
        for others. At 0 nothing does.
      </p>
      {profile.simplified?.map((each) => (
        <p key={each} className="field-hint">
          {each}
        </p>
      ))}
      <p className="rp-said">
        <span className="modelled">modelled</span> {words.length === 0 ? "Nothing is changed: as recorded." : `${words.join(", ")}.`}
      </p>
      <div className="rp-buttons">
        <button
          type="button"
          className="btn pri"
          disabled={busy || recording.arrivals.length === 0 || !replay}
          onClick={() => void replay?.replayModelled(original, recording, effective, modelName(effective))}
        >
          Replay
        </button>
        {words.length > 0 && (
          <button type="button" className="btn ghost" onClick={() => setChanges({})}>
            As recorded
          </button>
        )}
      </div>
    </>
  );
}
