/** Which columns a person chose, kept for the next visit as well as this browser lets us; apart from the project, as pane sizes are. */
import { useState } from "react";
import type { SortColumn } from "../../../metrics/query/sort-rows.ts";
import { NARROW_COLUMNS, REQUEST_COLUMNS, type RequestColumn, USUAL_COLUMNS } from "./request-columns.tsx";

const KEY = "coldstart:request-columns";

export interface ColumnChoice {
  readonly columns: readonly RequestColumn[];
  toggle(id: SortColumn): void;
  /** undefined chooses the usual ones again. */
  reset(): void;
}

export function useColumnChoice(narrow: boolean): ColumnChoice {
  const key = narrow ? `${KEY}:narrow` : KEY;
  const [kept, setKept] = useState(() => ({ [key]: read(key) }));
  const usual = narrow ? NARROW_COLUMNS : USUAL_COLUMNS;
  const chosen = (key in kept ? kept[key] : read(key)) ?? usual;
  const keep = (ids: readonly SortColumn[] | undefined) => {
    setKept({ ...kept, [key]: ids });
    try {
      if (ids) localStorage.setItem(key, ids.join(","));
      else localStorage.removeItem(key);
    } catch {
      // Storage is denied or full: the choice holds until the page is left.
    }
  };
  return {
    columns: REQUEST_COLUMNS.filter(({ id }) => chosen.includes(id)),
    toggle(id) {
      const next = chosen.includes(id) ? chosen.filter((each) => each !== id) : [...chosen, id];
      // A table without columns says nothing.
      if (next.length > 0) keep(next);
    },
    reset: () => keep(undefined),
  };
}

function read(key: string): readonly SortColumn[] | undefined {
  try {
    const ids = localStorage.getItem(key)?.split(",") ?? [];
    const known = REQUEST_COLUMNS.map(({ id }) => id).filter((id) => ids.includes(id));
    return known.length === 0 ? undefined : known;
  } catch {
    return undefined;
  }
}
