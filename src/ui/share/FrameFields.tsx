/** The set-up in a frame of another page: what is asked of it, and the HTML. Every option there is stands in ui/embed. */
import { useState } from "react";
import type { EmbedPart } from "../../store/state.ts";
import { Segmented } from "../shared/Segmented.tsx";
import { CopyText } from "./CopyText.tsx";
import { type Address, embedHtml, type FrameOptions } from "./share-texts.ts";

const VIEWS = [
  { value: "build", label: "Build" },
  { value: "map", label: "Map" },
  { value: "observe", label: "Observe" },
] as const satisfies readonly { value: FrameOptions["view"]; label: string }[];
const PARTS: readonly EmbedPart[] = ["explorer", "trigger", "fleet", "status"];

export function FrameFields({ address, title }: { address: Address; title: string }) {
  const [options, setOptions] = useState<FrameOptions>({ view: "build", readOnly: false, hidden: [] });
  const change = (part: Partial<FrameOptions>) => setOptions({ ...options, ...part });
  const turn = (part: EmbedPart) =>
    change({ hidden: options.hidden.includes(part) ? options.hidden.filter((each) => each !== part) : [...options.hidden, part] });
  return (
    <>
      <div className="frame-fields">
        <Segmented label="View in the frame" value={options.view} options={VIEWS} onChange={(view) => change({ view })} />
        <label className="check">
          <input type="checkbox" checked={options.readOnly} onChange={() => change({ readOnly: !options.readOnly })} />
          Read only
        </label>
        {PARTS.map((part) => (
          <label key={part} className="check">
            <input type="checkbox" checked={options.hidden.includes(part)} onChange={() => turn(part)} />
            Hide {part}
          </label>
        ))}
      </div>
      <CopyText label="HTML" text={embedHtml(address, title, options)} />
    </>
  );
}
