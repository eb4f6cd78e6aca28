/** What the rows of the tree share: where Tab comes in, and which name is being changed. */
import { createContext, useContext } from "react";

export interface Removal {
  /** "greeting.ts", "hello" */
  readonly name: string;
  readonly kind: "file" | "function";
  /** The row that has the focus afterwards. */
  readonly focusAfter: string;
  run(): void;
}

export interface TreeState {
  readonly tabStop: string;
  /** The id of the row whose name is being changed, or of the function that gets a new file. */
  readonly editing: string | undefined;
  setEditing(id: string | undefined): void;
  setFocused(id: string): void;
  /** Asks first: what is removed cannot be brought back. */
  askRemoval(removal: Removal): void;
  onOpened(): void;
}

export const TreeContext = createContext<TreeState | undefined>(undefined);

export function useTree(): TreeState {
  const tree = useContext(TreeContext);
  if (!tree) throw new Error("A row was rendered outside its tree.");
  return tree;
}

/** Paths may hold anything but a line break. */
export const functionId = (name: string) => `function\n${name}`;
export const fileId = (name: string, path: string) => `file\n${name}\n${path}`;
export const newFileId = (name: string) => `new\n${name}`;
export const routeId = (name: string, key: string) => `route\n${name}\n${key}`;

export const triggerId = (name: string, key: string) => `trigger\n${name}\n${key}`;

export function functionOf(id: string): string {
  return id.split("\n")[1] ?? "";
}
