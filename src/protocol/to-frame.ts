/** What the page says to the sandbox frame. The frame starts and ends containers; it is not on the path of an invocation's result. */

export interface ScriptRef {
  /** Name under which user code asks for it: "crypto". */
  readonly name: string;
  /** Key of the text that add-script brought. */
  readonly key: string;
  /** Names of scripts that this one asks for: fetched with it, in one go. */
  readonly requires: readonly string[];
}

export type ToFrame =
  | { readonly type: "add-script"; readonly key: string; readonly text: string }
  | { readonly type: "drop-script"; readonly key: string }
  /** With the container's port in `ports[0]`. `reset`: the environment is known, its /tmp goes to the new process. */
  | {
      readonly type: "start-container";
      readonly containerId: string;
      readonly mode: "fresh" | "reset";
      readonly bundleKey: string;
      readonly builtins: readonly ScriptRef[];
      readonly tmpLimitBytes: number;
    }
  | { readonly type: "thaw-container"; readonly containerId: string }
  /** Ends the process and keeps the environment's /tmp. */
  | { readonly type: "end-process"; readonly containerId: string }
  | { readonly type: "remove-container"; readonly containerId: string }
  | { readonly type: "measure-memory" }
  | { readonly type: "ping"; readonly serial: number };

/** Sent once through window.postMessage, with the control port. */
export interface FrameGreeting {
  readonly type: "coldstart-frame";
  readonly protocol: number;
}
