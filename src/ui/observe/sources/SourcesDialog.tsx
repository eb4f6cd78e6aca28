/** What is measured, what is modelled (with source and date), and what is not simulated: of the run that is shown. */
import type { ReactNode } from "react";
import { Dialog } from "../../shared/Dialog.tsx";
import { useColdstart } from "../../shared/store-context.tsx";
import { SourceLink } from "./Asked.tsx";
import { FactKindMark } from "./FactKindMark.tsx";
import { ASSUMPTIONS, type Assumption, NOT_SIMULATED } from "./not-simulated.ts";
import { FACT_IDS, type FactContext, type FactKind, factOf, type NumberFact } from "./number-facts.ts";
import { useFactContext } from "./use-fact-context.ts";
import "./sources.css";

export function SourcesDialog({ onClose }: { onClose: () => void }) {
  const context = useFactContext();
  const { profile, settings } = context;
  return (
    <Dialog title="Measured or modelled" onClose={onClose}>
      <div className="sources">
        <p>
          Two kinds of numbers stand side by side and are never mixed: what this browser measured while your code ran, and what no browser
          can know, taken from published figures of {profile.label}. Press any number in Observe to ask it.
        </p>
        {context.origin === "modelled" && <p>This run was played by the platform alone: nothing of it was measured.</p>}
        <FactSection kind="measured" context={context} />
        <FactSection kind="counted" context={context} />
        <FactSection kind="modelled" context={context}>
          {ASSUMPTIONS.map((assumption) => (
            <AssumptionEntry key={assumption.what} {...assumption} />
          ))}
        </FactSection>
        <section aria-label="Not simulated">
          <h3>
            <span className="fact-kind none">Not simulated</span>
          </h3>
          <dl>
            <AssumptionEntry
              what={`More than ${settings.browserContainerLimit} live containers`}
              how="A browser holds no more. A request that a cloud would have started another one for is throttled, and its reason says so."
            />
            <FreezeEntry />
            {(profile.simplified ?? []).map((words) => (
              <AssumptionEntry key={words} what={profile.label} how={words} />
            ))}
            {NOT_SIMULATED.map((entry) => (
              <AssumptionEntry key={entry.what} {...entry} />
            ))}
          </dl>
        </section>
      </div>
    </Dialog>
  );
}

function FactSection({ kind, context, children }: { kind: FactKind; context: FactContext; children?: ReactNode }) {
  const facts = FACT_IDS.map((id) => [id, factOf(id, context)] as const).filter(([, fact]) => fact.kind === kind);
  if (facts.length === 0) return null;
  return (
    <section aria-label={kind}>
      <h3>
        <FactKindMark kind={kind} />
      </h3>
      <dl>
        {facts.map(([id, fact]) => (
          <FactEntry key={id} {...fact} />
        ))}
        {children}
      </dl>
    </section>
  );
}

function FactEntry({ title, how, not, sources = [] }: NumberFact) {
  return (
    <div>
      <dt>{title}</dt>
      <dd>
        {how}
        {not !== undefined && <> Not in it: {not.charAt(0).toLowerCase() + not.slice(1)}</>}
        {sources.map((source) => (
          <span key={source.href} className="source-line">
            <SourceLink {...source} />
          </span>
        ))}
      </dd>
    </div>
  );
}

function AssumptionEntry({ what, how }: Assumption) {
  return (
    <div>
      <dt>{what}</dt>
      <dd>{how}</dd>
    </div>
  );
}

/** Only where the page could not be isolated: elsewhere a frozen container does stand still. */
function FreezeEntry() {
  const held = useColdstart((state) => state.platform.freezeMode === "held-timers");
  if (!held) return null;
  return (
    <AssumptionEntry
      what="A frozen container"
      how="This page is not isolated: between requests, timers are held back, and other work goes on."
    />
  );
}
