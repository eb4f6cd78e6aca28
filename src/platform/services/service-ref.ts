/** One service of a project, by its kind and name. A bus is a topic here: both are configured as one. */

export type ServiceKind = "bucket" | "queue" | "table" | "topic" | "alarm";

export interface ServiceRef {
  readonly kind: ServiceKind;
  readonly name: string;
}
