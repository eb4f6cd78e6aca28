/** While it is shown, its moment is marked in every chart: tips of Recharts come and go with what is pointed at, by mouse or arrow keys. */
import { type ReactNode, useEffect } from "react";
import { pointAtMoment } from "../charts/time-cursor.ts";

export function Pointing({ atMs, children }: { atMs: number; children: ReactNode }) {
  useEffect(() => {
    pointAtMoment(atMs);
    return () => pointAtMoment(undefined);
  }, [atMs]);
  return children;
}
