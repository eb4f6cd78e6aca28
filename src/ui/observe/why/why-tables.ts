/** What stands in the two tables, for a file. */
import type { Finding, WhyGroup } from "../../../metrics/why/finding.ts";
import { formatInstant } from "../../shared/format.ts";
import type { TableText } from "../charts/table-text.ts";
import { causeOf, KIND_NAMES } from "./cause-words.ts";
import { findingWords } from "./finding-words.ts";
import { remedyWords } from "./remedy-words.ts";

/** More than a person reads; a file holds no more of one cause. */
const MOST_FINDINGS = 10_000;

export function groupsTable(groups: readonly WhyGroup[]): TableText {
  return {
    columns: ["kind", "cause", "function", "count", "waited ms", "p99 without ms", "what would have avoided it", "usd per month"],
    rows: groups.map((group) => [
      KIND_NAMES[group.kind],
      causeOf(group),
      group.functionName,
      group.count,
      group.kind === "cold" ? group.lostMs : undefined,
      group.p99WithoutMs,
      remedyWords(group),
      group.remedy.type === "ping" || group.remedy.type === "provision" ? group.remedy.usdPerMonth : undefined,
    ]),
  };
}

export function findingsTable(group: WhyGroup): TableText {
  return {
    columns: ["time", "function", "version", "container", "request", "waited ms", "reason", "what would have avoided it"],
    rows: Array.from({ length: Math.min(MOST_FINDINGS, group.count) }, (_, newest) => cells(group.finding(newest))),
  };
}

function cells(finding: Finding) {
  const { atMs, functionName, version, containerId, request, lostMs, reason } = finding;
  return [formatInstant(atMs), functionName, version, containerId, request?.requestId, lostMs, reason, findingWords(finding)];
}
