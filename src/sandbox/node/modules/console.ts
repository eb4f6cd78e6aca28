/** node:console: the global console, with the class to make another. */
import { Console } from "../console/console-class.ts";
import { throwingExports } from "../gaps.ts";

const { console } = globalThis;
for (const [name, value] of Object.entries({ ...throwingExports("console"), Console }))
  Object.defineProperty(console, name, { value, writable: true, configurable: true });

export default console;
