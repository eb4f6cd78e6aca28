/** One line icon for each kind of service, on the same grid as shared/Icon.tsx. Decorative: a name stands beside it. */
import type { ReactNode } from "react";
import type { ServiceKind } from "../../store/state.ts";

const SHAPES: Readonly<Record<ServiceKind | "bus", ReactNode>> = {
  bucket: (
    <>
      <ellipse cx="8" cy="3.9" rx="5.4" ry="1.7" />
      <path d="m2.6 3.9 1.3 8.7c.1.9 1.9 1.6 4.1 1.6s4-.7 4.1-1.6l1.3-8.7" />
    </>
  ),
  queue: <path d="M2.4 4h6.4M2.4 8h6.4M2.4 12h6.4M11 5.4 13.6 8 11 10.6" />,
  table: (
    <>
      <rect x="2.2" y="2.8" width="11.6" height="10.4" rx="1.2" />
      <path d="M2.2 6.2h11.6M6.4 6.2v7" />
    </>
  ),
  topic: (
    <>
      <circle cx="3.8" cy="8" r="1.6" />
      <path d="M5.4 8h7.4M5 6.8l6.6-3.6M5 9.2l6.6 3.6" />
    </>
  ),
  bus: <path d="M2 8h12M4.6 8V4.2M8 8v3.8M11.4 8V4.2" />,
  alarm: (
    <>
      <circle cx="8" cy="8.8" r="4.8" />
      <path d="M8 6.4v2.6l1.7 1M2.2 4.4l2.2-2M13.8 4.4l-2.2-2" />
    </>
  ),
};

export function ServiceIcon({ kind, size = 16 }: { kind: ServiceKind | "bus"; size?: number }) {
  return (
    <svg className="ic" width={size} height={size} viewBox="0 0 16 16" aria-hidden="true">
      {SHAPES[kind]}
    </svg>
  );
}
