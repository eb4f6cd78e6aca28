/** node:constants, deprecated: the system's numbers in one object. */
import { DLOPEN, ERRNO, FS, PRIORITY, SIGNALS } from "../linux-constants.ts";

export default Object.freeze({ ...DLOPEN, ...ERRNO, ...PRIORITY, ...SIGNALS, ...FS });
