/** What of the logs is asked for most, as terms of the filter: graver lines, and those of the platform or not. */
import { addTerm, hasTerm, removeTerm, toggleTerm, type WrittenTerm } from "../../../metrics/query/edit-query.ts";
import { Segmented } from "../../shared/Segmented.tsx";
import { useColdstart, useIntents } from "../../shared/store-context.tsx";

type Level = "all" | "warn" | "error";
const TERMS: Readonly<Record<Exclude<Level, "all">, WrittenTerm>> = {
  warn: { key: "level", value: ">=warn" },
  error: { key: "level", value: ">=error" },
};
const LEVELS: readonly { readonly value: Level; readonly label: string; readonly title: string }[] = [
  { value: "all", label: "All", title: "Whatever else the filter says" },
  { value: "warn", label: "Warnings", title: "level:>=warn" },
  { value: "error", label: "Errors", title: "level:>=error" },
];
const NO_PLATFORM: WrittenTerm = { key: "level", value: "platform", negated: true };

export function LevelFilter() {
  const query = useColdstart((state) => state.observe.query);
  const { observe } = useIntents();
  const value = LEVELS.find((each) => each.value !== "all" && hasTerm(query, TERMS[each.value]))?.value ?? "all";
  const own = hasTerm(query, NO_PLATFORM);
  const choose = (next: Level) => {
    const rest = removeTerm(removeTerm(query, TERMS.warn), TERMS.error);
    observe({ query: next === "all" ? rest : addTerm(rest, TERMS[next]) });
  };
  return (
    <>
      <button
        type="button"
        className={own ? "lk on" : "lk"}
        aria-pressed={own}
        title="-level:platform"
        onClick={() => observe({ query: toggleTerm(query, NO_PLATFORM) })}
      >
        Own lines only
      </button>
      <Segmented label="Which lines" value={value} options={LEVELS} onChange={choose} />
    </>
  );
}
