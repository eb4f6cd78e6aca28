/** The receipt of the answer that is shown, and by which ids it can be found again. */
import type { InvocationView } from "../../platform/results.ts";
import { Receipt } from "../shared/Receipt.tsx";

export function ReceiptPanel({ invocation }: { invocation: InvocationView }) {
  const { requestId, version, containerId, maxHeapBytes } = invocation;
  return (
    <div className="response-scroll">
      <Receipt invocation={invocation} />
      <p className="receipt-ids">
        Request <span className="mono">{requestId}</span>, version {version}
        {containerId !== undefined && `, container ${containerId}`}
        {maxHeapBytes !== undefined && `, heap ${(maxHeapBytes / 1_048_576).toFixed(1)} MB (measured)`}
      </p>
    </div>
  );
}
