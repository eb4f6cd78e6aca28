/** Which numbers are clocked here, and which come from a provider's figures. */
import { profileOf } from "../../store/selectors.ts";
import { Explain } from "../shared/Explain.tsx";
import { useColdstart } from "../shared/store-context.tsx";

export function NumbersLegend() {
  const { prices, provisioningQuantilesMs } = useColdstart(profileOf);
  const provisioned = useColdstart((state) => state.settings.modelProvisioning);
  return (
    <Explain
      label="Measured and modelled numbers"
      className="explain rank-1"
      align="end"
      trigger={
        <>
          measured, <span className="modelled">modelled</span>
        </>
      }
    >
      <h2>Measured</h2>
      <p>Your code really runs. Its init and run times are clocked in the container, in this browser.</p>
      <h2>Modelled</h2>
      <p>
        What a browser cannot do comes from published figures. Prices:{" "}
        <a href={prices.tiers.source}>{new URL(prices.tiers.source).hostname}</a>, read {prices.tiers.asOf}. Idle lifetime: no provider
        promises one.
      </p>
      <p>
        {provisioned
          ? `Provisioning is part of cold starts here. ${provisioningQuantilesMs.source}.`
          : "Provisioning, the part of a cold start before init, is left out; Platform settings can add it."}
      </p>
    </Explain>
  );
}
