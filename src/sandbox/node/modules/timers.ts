/** node:timers: the container's own timers, which its event loop counts and its freeze holds back. */
import promises from "node:timers/promises";
import { throwingExports } from "../gaps.ts";

const { setTimeout, clearTimeout, setInterval, clearInterval, setImmediate, clearImmediate } = globalThis;

export default {
  ...throwingExports("timers"),
  setTimeout,
  clearTimeout,
  setImmediate,
  clearImmediate,
  setInterval,
  clearInterval,
  promises,
};
