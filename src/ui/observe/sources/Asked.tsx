import type { ReactNode } from "react";
import type { FactId } from "./number-facts.ts";

/** A number that can be asked where it is from. */
export function Asked({ children }: { fact: FactId; children: ReactNode }) {
  return <>{children}</>;
}
