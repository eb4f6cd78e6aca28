/** The rules all functions share. They take effect at once; each says whether it is the cloud's, this browser's, or a model. */
import { profileOf } from "../../store/selectors.ts";
import { CorsSection } from "../network/CorsSection.tsx";
import { NetworkSection } from "../network/NetworkSection.tsx";
import { Dialog } from "../shared/Dialog.tsx";
import { NumberField } from "../shared/NumberField.tsx";
import { useColdstart, useIntents } from "../shared/store-context.tsx";
import "./platform-settings.css";

/** Ours, to keep the figures readable: AWS grants tens of thousands on request. */
const MAX_ACCOUNT_CONCURRENCY = 100_000;
/** Ours: far above what a browser holds. */
const MAX_CONTAINERS = 1_000;
const DAY_S = 86_400;
const IDLE_SOURCE = "https://mikhail.io/serverless/coldstarts/aws/";
const INIT_BILLING_SOURCE = "https://aws.amazon.com/blogs/compute/aws-lambda-standardizes-billing-for-init-phase/";

export function PlatformSettingsDialog({ onClose }: { onClose: () => void }) {
  const settings = useColdstart((state) => state.settings);
  const profile = useColdstart(profileOf);
  const { configure } = useIntents();
  const { provisioningQuantilesMs: provisioning } = profile;
  const typicalMs = provisioning.value.find(([share]) => share === 0.5)?.[1];

  return (
    <Dialog title="Platform settings" onClose={onClose}>
      <div className="platform-settings">
        <section>
          <NumberField
            label="Account concurrency"
            unit="requests at once"
            value={settings.accountConcurrency}
            min={1}
            max={MAX_ACCOUNT_CONCURRENCY}
            onChange={(accountConcurrency) => configure({ accountConcurrency })}
          />
          <p className="field-hint">Above it, requests are throttled. {profile.label} begins with 1,000.</p>
        </section>
        <section>
          <NumberField
            label="Containers this browser holds"
            unit="containers"
            value={settings.browserContainerLimit}
            min={1}
            max={MAX_CONTAINERS}
            onChange={(browserContainerLimit) => configure({ browserContainerLimit })}
          />
          <p className="field-hint">A limit of this playground, not of a cloud: each container is a real worker with its own memory.</p>
        </section>
        <section>
          <NumberField
            label="Idle lifetime"
            unit="seconds"
            value={settings.idleLifetimeMs / 1_000}
            min={1}
            max={DAY_S}
            onChange={(seconds) => configure({ idleLifetimeMs: seconds * 1_000 })}
          />
          <p className="field-hint">
            <Modelled /> No provider promises it. <a href={IDLE_SOURCE}>Measured in 2021</a>: warm after 5 idle minutes, cold after 7.
          </p>
        </section>
        <fieldset>
          <legend className="field-label">Billing of init</legend>
          <label className="check">
            <input type="radio" name="bill-init" checked={settings.billInit} onChange={() => configure({ billInit: true })} />
            Since August 2025: billed like the rest
          </label>
          <label className="check">
            <input type="radio" name="bill-init" checked={!settings.billInit} onChange={() => configure({ billInit: false })} />
            Before August 2025: free
          </label>
          <p className="field-hint">
            <a href={INIT_BILLING_SOURCE}>AWS on billing the init phase</a>
          </p>
        </fieldset>
        <section>
          <label className="check">
            <input
              type="checkbox"
              checked={settings.modelProvisioning}
              onChange={(event) => configure({ modelProvisioning: event.currentTarget.checked })}
            />
            Add the time a cloud takes to provision a container
          </label>
          <p className="field-hint">
            <Modelled /> A browser has no machine to provision.{" "}
            {typicalMs !== undefined && `Half of cold starts get ${typicalMs} ms or less. `}
            {provisioning.source.replace(/^Modelled: /, "From ")}, read {provisioning.asOf}.
          </p>
        </section>
        <CorsSection />
        <NetworkSection />
      </div>
    </Dialog>
  );
}

function Modelled() {
  return <b className="modelled">Modelled.</b>;
}
