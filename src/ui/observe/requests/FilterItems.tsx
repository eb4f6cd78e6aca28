/** The items of a menu that narrow the filter to what a request has, or leave that out. */
import { addTerm, hasTerm, removeTerm } from "../../../metrics/query/edit-query.ts";
import { MenuItem } from "../../shared/Menu.tsx";
import { useColdstart, useIntents } from "../../shared/store-context.tsx";
import { termsOfRow } from "./row-terms.ts";

interface FilterItemsProps {
  readonly row: Parameters<typeof termsOfRow>[0];
  /** Before the filter changes. */
  readonly onChosen?: () => void;
}

export function FilterItems({ row, onChosen }: FilterItemsProps) {
  const query = useColdstart((state) => state.observe.query);
  const { observe } = useIntents();
  const choose = (next: string) => {
    onChosen?.();
    observe({ query: next });
  };
  return termsOfRow(row).map(({ words, term }) => {
    const on = hasTerm(query, term);
    return (
      <div key={words} className="rq-term" role="presentation">
        <MenuItem onSelect={() => choose(on ? removeTerm(query, term) : addTerm(query, term))}>
          {on ? "No longer only" : "Only"} {words}
        </MenuItem>
        <MenuItem onSelect={() => choose(addTerm(query, { ...term, negated: true }))}>
          Not<span className="visually-hidden"> {words}</span>
        </MenuItem>
      </div>
    );
  });
}
