/** Line icons, drawn on a 16 px grid with a 1.35 stroke. Decorative: the control that holds one carries the name. */
import type { ReactNode } from "react";

const SHAPES = {
  "chevron-down": <path d="m4.5 6.3 3.5 3.5 3.5-3.5" />,
  "chevron-left": <path d="m9.8 4-4 4 4 4" />,
  "chevron-right": <path d="m6.2 4 4 4-4 4" />,
  code: <path d="M5.4 4.4 1.8 8l3.6 3.6M10.6 4.4 14.2 8l-3.6 3.6" />,
  chart: (
    <>
      <path d="M2.4 2.4v11.2h11.2" />
      <path d="m4.6 10 2.6-3 2.2 1.8L13 4.6" />
    </>
  ),
  map: (
    <>
      <rect x="1.8" y="5.8" width="4.4" height="4.4" rx="1" />
      <rect x="10" y="1.8" width="4.4" height="4.4" rx="1" />
      <rect x="10" y="9.8" width="4.4" height="4.4" rx="1" />
      <path d="M6.2 8H8m2-4H8v8h2" />
    </>
  ),
  clock: (
    <>
      <circle cx="8" cy="8" r="5.8" />
      <path d="M8 4.8V8l2.3 1.4" />
    </>
  ),
  sun: (
    <>
      <circle cx="8" cy="8" r="2.9" />
      <path d="M8 1.4v1.4M8 13.2v1.4M1.4 8h1.4M13.2 8h1.4M3.3 3.3l1 1M11.7 11.7l1 1M3.3 12.7l1-1M11.7 4.3l1-1" />
    </>
  ),
  moon: <path d="M13 9.6A5.6 5.6 0 0 1 6.4 3 5.6 5.6 0 1 0 13 9.6z" />,
  more: (
    <>
      <circle cx="3.4" cy="8" r=".9" />
      <circle cx="8" cy="8" r=".9" />
      <circle cx="12.6" cy="8" r=".9" />
    </>
  ),
  link: <path d="M6.6 9.4 9.4 6.6M7.4 4.6l1.4-1.4a2.8 2.8 0 0 1 4 4l-1.4 1.4M8.6 11.4l-1.4 1.4a2.8 2.8 0 0 1-4-4l1.4-1.4" />,
  book: <path d="M8 4.2C6.6 3.2 4.8 2.8 2.4 2.8v9.6c2.4 0 4.2.4 5.6 1.4 1.4-1 3.2-1.4 5.6-1.4V2.8c-2.4 0-4.2.4-5.6 1.4zm0 0v9.6" />,
  plus: <path d="M8 3.2v9.6M3.2 8h9.6" />,
  close: <path d="m4 4 8 8M12 4l-8 8" />,
  file: <path d="M4 2h5l3.2 3.2V14H4zM9 2v3.2h3.2" />,
  globe: (
    <>
      <circle cx="8" cy="8" r="5.8" />
      <path d="M2.2 8h11.6M8 2.2c3.4 3.4 3.4 8.2 0 11.6M8 2.2c-3.4 3.4-3.4 8.2 0 11.6" />
    </>
  ),
  bolt: <path d="M9 1.8 3.6 9h4L7 14.2 12.4 7h-4z" />,
  play: <path d="M4.6 2.8v10.4L13 8z" fill="currentColor" stroke="none" />,
  stop: <rect x="4" y="4" width="8" height="8" rx="1.4" fill="currentColor" stroke="none" />,
  sliders: (
    <>
      <path d="M2.4 4.8h6M12 4.8h1.6M2.4 11.2H4M7.6 11.2h6" />
      <circle cx="10.2" cy="4.8" r="1.7" />
      <circle cx="5.8" cy="11.2" r="1.7" />
    </>
  ),
  tiles: (
    <>
      <rect x="2.4" y="2.4" width="4.8" height="4.8" rx="1" />
      <rect x="8.8" y="2.4" width="4.8" height="4.8" rx="1" />
      <rect x="2.4" y="8.8" width="4.8" height="4.8" rx="1" />
      <rect x="8.8" y="8.8" width="4.8" height="4.8" rx="1" />
    </>
  ),
  copy: (
    <>
      <rect x="5.4" y="5.4" width="8" height="8" rx="1.3" />
      <path d="M3.6 10.6H2.6V2.6h8v1" />
    </>
  ),
  lock: (
    <>
      <rect x="3.4" y="7" width="9.2" height="6.6" rx="1.2" />
      <path d="M5.4 7V5.2a2.6 2.6 0 0 1 5.2 0V7" />
    </>
  ),
  warning: (
    <>
      <path d="M8 2.2 14.4 13.4H1.6z" />
      <path d="M8 6.4v3.2M8 11.3v.4" />
    </>
  ),
  check: <path d="m3 8.4 3.3 3.3L13 5" />,
  trash: <path d="M3 4.6h10M6.4 4.4V2.8h3.2v1.6M4.4 4.6l.6 8.8h6l.6-8.8" />,
  pencil: <path d="m3 13 .6-2.8L10.8 3 13 5.2l-7.2 7.2z" />,
  history: (
    <>
      <path d="M2.6 8a5.4 5.4 0 1 0 1.8-4L2.6 5.6" />
      <path d="M2.6 2.6v3h3M8 5.2V8l2 1.4" />
    </>
  ),
  terminal: <path d="m3 5 3 3-3 3M8 11.4h5" />,
  menu: <path d="M2.6 4.6h10.8M2.6 8h10.8M2.6 11.4h10.8" />,
  keyboard: (
    <>
      <rect x="1.6" y="4" width="12.8" height="8" rx="1.4" />
      <path d="M4.2 6.6h.1M6.8 6.6h.1M9.2 6.6h.1M11.8 6.6h.1M5 9.4h6" />
    </>
  ),
  full: <path d="M2.6 6V2.6H6M10 2.6h3.4V6M13.4 10v3.4H10M6 13.4H2.6V10" />,
  system: (
    <>
      <circle cx="8" cy="8" r="5.8" />
      <path d="M8 2.2v11.6a5.8 5.8 0 0 0 0-11.6z" fill="currentColor" stroke="none" />
    </>
  ),
  download: <path d="M8 2.4v7.4M4.9 6.9 8 10l3.1-3.1M2.6 13.2h10.8" />,
  people: (
    <>
      <circle cx="6" cy="5.4" r="2.4" />
      <path d="M1.8 13.4a4.2 4.2 0 0 1 8.4 0M10.4 3.2a2.4 2.4 0 0 1 0 4.4M11.8 9.8a4.2 4.2 0 0 1 2.4 3.6" />
    </>
  ),
  restart: <path d="M13.4 8a5.4 5.4 0 1 1-1.8-4l1.8 1.6M13.4 2.6v3h-3" />,
} satisfies Record<string, ReactNode>;

export type IconName = keyof typeof SHAPES;

export function Icon({ name, size = 16 }: { name: IconName; size?: number }) {
  return (
    <svg className="ic" width={size} height={size} viewBox="0 0 16 16" aria-hidden="true">
      {SHAPES[name]}
    </svg>
  );
}

export function Logo({ size = 22 }: { size?: number }) {
  return (
    <svg className="logo" width={size} height={size} viewBox="0 0 22 22" aria-hidden="true">
      <rect x="2" y="2" width="18" height="18" rx="5" fill="none" stroke="var(--line-2)" strokeWidth="2.4" />
      <path d="M11 2h4a5 5 0 0 1 5 5v8a5 5 0 0 1-5 5H9" fill="none" stroke="var(--accent)" strokeWidth="2.4" strokeLinecap="round" />
      <rect x="7.6" y="7.6" width="6.8" height="6.8" rx="1.8" fill="var(--ink)" />
    </svg>
  );
}
