/** The container, as a built-in's script sees it: the third parameter of its factory. Only files of `modules/` may import this. */
import type { NodeHost } from "./node-host.ts";

declare const __host: NodeHost;

export const host: NodeHost = __host;
