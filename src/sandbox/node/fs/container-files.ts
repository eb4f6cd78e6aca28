/** The files of this container: one tree and its open files, from what the host says. */
import { host } from "../host.ts";
import { FileTree } from "./file-tree.ts";
import { OpenFiles } from "./open-files.ts";

export const tree = new FileTree(host);
export const files = new OpenFiles(tree, host.write);
