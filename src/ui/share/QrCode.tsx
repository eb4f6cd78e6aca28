/** The link as a QR code: beside the text, and as large as the screen for a projector. Drawn as one SVG path. */
import { useMemo, useState } from "react";
import { encode } from "uqr";
import { useModal } from "../shared/useModal.ts";
import { QR_MOST_CHARS, qrAdvice } from "./link-advice.ts";

export function QrCode({ text }: { text: string }) {
  const [large, setLarge] = useState(false);
  const advice = qrAdvice(text.length);
  if (text.length > QR_MOST_CHARS) return <p className="field-hint">{advice}</p>;
  return (
    <div className="qr">
      <QrPicture text={text} />
      <div>
        {advice && <p className="field-hint">{advice}</p>}
        <button type="button" className="btn" onClick={() => setLarge(true)}>
          Enlarge for a projector
        </button>
      </div>
      {large && <LargeQr text={text} onClose={() => setLarge(false)} />}
    </div>
  );
}

function LargeQr({ text, onClose }: { text: string; onClose: () => void }) {
  const ref = useModal();
  return (
    <dialog
      ref={ref}
      className="qr-large"
      aria-label="QR code of the link"
      onCancel={(event) => {
        event.preventDefault();
        event.stopPropagation();
        onClose();
      }}
    >
      <QrPicture text={text} />
      <button type="button" className="btn big" onClick={onClose}>
        Close
      </button>
    </dialog>
  );
}

/** Four modules of quiet all around, as the standard asks. */
const QUIET = 4;

function QrPicture({ text }: { text: string }) {
  const { size, path } = useMemo(() => pathOf(text), [text]);
  return (
    <svg className="qr-picture" viewBox={`0 0 ${size} ${size}`} role="img" aria-label="QR code of the link" shapeRendering="crispEdges">
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}

function pathOf(text: string): { readonly size: number; readonly path: string } {
  const { data, size } = encode(text, { ecc: "L", border: QUIET });
  const runs = data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : "")));
  return { size, path: runs.join("") };
}
