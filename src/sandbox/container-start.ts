/** What the frame hands a new worker: the page's port, the scripts' addresses, and what /tmp held. */
import type { BuiltinScripts } from "./builtin-registry.ts";
import type { TmpEntry } from "./node/node-host.ts";

export interface ContainerStart {
  readonly port: MessagePort;
  /** Changes of /tmp go to the frame, which keeps them for the next process of this environment. */
  readonly tmpPort: MessagePort;
  /** To the frame, which performs Web Crypto: a worker of an opaque origin has none. Absent where the frame has none either. */
  readonly cryptoPort: MessagePort | undefined;
  /** Absent without cross-origin isolation. `gate[0]` counts the thaws granted. */
  readonly gate: SharedArrayBuffer | undefined;
  readonly bundleUrl: string;
  readonly builtins: BuiltinScripts;
  readonly tmpEntries: readonly TmpEntry[];
  readonly tmpLimitBytes: number;
}
