/** The real address of a request: to copy, to open in a tab, and what it can do. */
import { CopyButton } from "../shared/CopyButton.tsx";
import { Icon } from "../shared/Icon.tsx";
import { useColdstart } from "../shared/store-context.tsx";
import { realAddress } from "./real-address.ts";
import "./real-address.css";

export function RealAddress({ target, method = "GET" }: { target: string; method?: string }) {
  const address = useColdstart((state) => realAddress(state.project.name, target));
  return (
    <div className="real-address">
      <code className="mono">{address}</code>
      <p className="real-address-ways">
        <CopyButton label="Copy address" text={() => address} />
        {method === "GET" && (
          <a className="lk" href={address} target="_blank" rel="noopener noreferrer">
            <Icon name="globe" size={14} />
            Open in a tab
          </a>
        )}
      </p>
      <p className="field-hint">
        It answers while this page is open: in a tab, a frame or a fetch of this browser. HTML that it sends runs in a sandbox, apart from
        this page.
        {method !== "GET" && ` A tab asks with GET; ${method} needs a script or a tool in this browser.`}
      </p>
    </div>
  );
}
