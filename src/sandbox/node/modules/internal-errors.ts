/** Loaded once for all built-ins: their errors, and what they cannot do. The build sends imports of the two files here. */
export * from "../gaps.ts";
export * from "../node-errors.ts";
