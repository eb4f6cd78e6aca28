/** node:fs/promises: the same object as fs.promises. */
import fs from "node:fs";

export default fs.promises;
