/** The series that charts draw: bounded, and the same reference back until what they are made of changes. */
import { derive } from "./derive.ts";
import type { State } from "./state.ts";
