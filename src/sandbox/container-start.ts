/** What the frame hands a new worker: the page's port, the scripts' addresses, and what /tmp held. */
import type { TmpEntry } from "./node/node-host.ts";

export interface ContainerStart {
  readonly port: MessagePort;
  /** Changes of /tmp go to the frame, which keeps them for the next process of this environment. */
  readonly tmpPort: MessagePort;
  /** Absent without cross-origin isolation. `gate[0]` counts the thaws granted. */
  readonly gate: SharedArrayBuffer | undefined;
  readonly bundleUrl: string;
  readonly builtinUrls: Readonly<Record<string, string>>;
  readonly tmpEntries: readonly TmpEntry[];
  readonly tmpLimitBytes: number;
}
