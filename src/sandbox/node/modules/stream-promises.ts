/** node:stream/promises: pipeline and finished as promises. */
import stream from "node:stream";

export default stream.promises;
