/** node:tty: no stream of a function is a terminal. */
import { throwingExports } from "../gaps.ts";

export default { ...throwingExports("tty"), isatty: (_descriptor: number): boolean => false };
