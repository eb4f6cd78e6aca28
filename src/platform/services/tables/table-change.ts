/** One change of a table's item, as its stream will tell it. What of it a stream shows (keys, images) is the mapping's to cut. */
import type { TraceCause } from "../trace-note.ts";
import type { Item } from "./attribute-values.ts";

export interface TableChange {
  readonly table: string;
  /** 32 hexadecimal digits, as in the stream's records. */
  readonly eventId: string;
  readonly eventName: "INSERT" | "MODIFY" | "REMOVE";
  /** The key attributes alone: { id: { S: "1" } }. */
  readonly keys: Item;
  /** The whole item afterwards; absent after REMOVE. */
  readonly newImage?: Item;
  /** The whole item before; absent for INSERT. */
  readonly oldImage?: Item;
  /** 28 decimal digits that rise with every change of any table: "4421584500000000017450439091". */
  readonly sequenceNumber: string;
  readonly atMs: number;
  /** Of the record as the table's stream shows it: its keys and the images it holds. */
  readonly sizeBytes: number;
  /** Who made it; none of the stream's records tells. */
  readonly cause?: TraceCause;
}
