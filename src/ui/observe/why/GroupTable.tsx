/** The causes, kind by kind, those that hurt most first. A row chooses what is listed below; arrow keys go from row to row. */
import type { KeyboardEvent } from "react";
import type { WhyGroup, WhyKind } from "../../../metrics/why/finding.ts";
import { formatUsd } from "../../shared/format.ts";
import { useIsNarrow } from "../../shared/useMediaQuery.ts";
import { ExportMenu } from "../charts/ExportMenu.tsx";
import { fineMs } from "../charts/fine-ms.ts";
import { Asked } from "../sources/Asked.tsx";
import type { FactId } from "../sources/number-facts.ts";
import { capital, causeOf, KIND_NAMES, kindSentence } from "./cause-words.ts";
import { remedyWords } from "./remedy-words.ts";
import { stepTo } from "./step-to.ts";
import { groupsTable } from "./why-tables.ts";

const COUNTS: Readonly<Record<WhyKind, FactId>> = {
  cold: "cold-starts",
  throttle: "throttles",
  retry: "retries",
  eviction: "evictions",
  reset: "errors",
};

interface GroupTableProps {
  readonly groups: readonly WhyGroup[];
  readonly p99Ms: number | undefined;
  readonly chosen: string;
  readonly onChoose: (key: string) => void;
}

export function GroupTable({ groups, p99Ms, chosen, onChoose }: GroupTableProps) {
  const isNarrow = useIsNarrow();
  const kinds = [...new Set(groups.map(({ kind }) => kind))];
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => stepTo(event, "tr button.why-cause");
  return (
    <section className="pane" aria-label="Causes">
      <div className="pt">
        <h2>Causes</h2>
        <span className="muted">what hurts most first</span>
        <span className="grow" />
        <ExportMenu title="Causes" table={() => groupsTable(groups)} />
      </div>
      <div className="why-scroll">
        <table className="tbl why-groups" aria-label="Causes" onKeyDown={onKeyDown}>
          <thead>
            <tr>
              <th scope="col">Cause</th>
              <th scope="col" className="c-wide">
                Function
              </th>
              <th scope="col" className="num">
                Count
              </th>
              <th scope="col" className="num c-wide">
                Waited
              </th>
              <th scope="col" className="num c-wide">
                p99 without
              </th>
              <th scope="col">What would have avoided most of it</th>
              <th scope="col" className="num c-wide">
                A month
              </th>
            </tr>
          </thead>
          {kinds.map((kind) => {
            const ofKind = groups.filter((group) => group.kind === kind);
            return (
              <tbody key={kind}>
                <tr className="why-kind">
                  <th scope="rowgroup" colSpan={isNarrow ? 3 : 7}>
                    <h3>{KIND_NAMES[kind]}</h3> <span className="muted">{kindSentence(kind, ofKind)}</span>
                  </th>
                </tr>
                {ofKind.map((group) => (
                  <GroupRow key={group.key} group={group} p99Ms={p99Ms} isChosen={group.key === chosen} onChoose={onChoose} />
                ))}
              </tbody>
            );
          })}
        </table>
      </div>
    </section>
  );
}

interface GroupRowProps {
  readonly group: WhyGroup;
  readonly p99Ms: number | undefined;
  readonly isChosen: boolean;
  readonly onChoose: (key: string) => void;
}

function GroupRow({ group, p99Ms, isChosen, onChoose }: GroupRowProps) {
  const { kind, functionName, count, lostMs, p99WithoutMs, key } = group;
  return (
    // The button in the first cell is for the keyboard; the rest of the row is a larger target for the mouse.
    <tr className={isChosen ? "sel" : undefined} onClick={() => onChoose(key)}>
      <td>
        <button type="button" className="why-cause" aria-pressed={isChosen} onClick={() => onChoose(key)}>
          <i className={`why-mark ${kind}`} aria-hidden="true" />
          <span>
            {capital(causeOf(group))}
            <span className="why-narrow muted">{functionName}</span>
          </span>
        </button>
      </td>
      <td className="c-name c-wide">{functionName}</td>
      <td className="num mono">
        <Asked fact={COUNTS[kind]}>{count.toLocaleString("en-US")}</Asked>
      </td>
      <td className="num mono c-wide">{lostMs === 0 ? "–" : <Asked fact="cold-wait">{fineMs(lostMs)}</Asked>}</td>
      <td className="num mono c-wide">
        <P99Without p99Ms={p99Ms} withoutMs={p99WithoutMs} />
      </td>
      <td className="why-fix">{remedyWords(group)}</td>
      <td className="num mono c-wide">
        <RemedyCost group={group} />
      </td>
    </tr>
  );
}

/** Where leaving them out changes nothing, no number is repeated. */
function P99Without({ p99Ms, withoutMs }: { p99Ms: number | undefined; withoutMs: number | undefined }) {
  if (p99Ms === undefined || withoutMs === undefined) return "–";
  if (withoutMs === p99Ms) return <span className="muted">same</span>;
  return <Asked fact="latency-change">{fineMs(withoutMs)}</Asked>;
}

function RemedyCost({ group: { remedy } }: { group: WhyGroup }) {
  if ((remedy.type !== "provision" && remedy.type !== "ping") || remedy.usdPerMonth === undefined) return "–";
  return (
    <Asked fact={remedy.type === "ping" ? "keep-warm" : "provisioned"} align="end">
      {formatUsd(remedy.usdPerMonth)}
    </Asked>
  );
}
