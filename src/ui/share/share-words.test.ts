import { describe, expect, test } from "vitest";
import { parseProject } from "../../project/schema.ts";
import { starterProject } from "../../project/starter.ts";
import type { Setup } from "../../store/state.ts";
import { contentRows, contentSum, reachSentence, secretsSentence } from "./contents.ts";
import { linkAdvice, QR_MOST_CHARS, qrAdvice } from "./link-advice.ts";
import { boundedRows, MOST_ROWS, NO_ADDITIONS, setupToShare, suspectVariables } from "./share-setup.ts";
import { badgeMarkdown, baseOf, embedHtml, linkOf } from "./share-texts.ts";

function project(change: object = {}) {
  const parsed = parseProject({
    name: "photos",
    functions: [
      {
        name: "thumbs",
        runtime: "javascript",
        files: { "index.mjs": "", "lib/size.mjs": "" },
        environment: { API_KEY: "k", GREETING: "hi", EMPTY_TOKEN: "" },
        provisionedConcurrency: 2,
        triggers: [
          { type: "schedule", expression: "rate(1 minute)" },
          { type: "queue", queue: "jobs" },
        ],
      },
    ],
    queues: [{ name: "jobs" }],
    tables: [{ name: "things", partitionKey: "id", items: [{ id: "a" }, { id: "b" }] }],
    secrets: { "db/password": "hunter2" },
    ...change,
  });
  if (!parsed.ok) throw new Error(parsed.message);
  return parsed.value;
}

describe("what a shared set-up holds", () => {
  test("in one sentence, without what there is none of", () => {
    expect(contentSum(project())).toBe("1 function, 1 table, 1 queue, 1 schedule");
    expect(contentSum(starterProject())).toBe("1 function");
  });

  test.each([
    [[], "Makes no calls outside this page."],
    [["api.example.com"], "Asks to reach api.example.com; you decide about it apart from Run."],
    [["a.example", "b.example"], "Asks to reach a.example and b.example; you decide about each apart from Run."],
  ])("hosts %j", (allowedHosts, words) => {
    expect(reachSentence({ network: { allowedHosts, recorded: [] } })).toBe(words);
  });

  test("secrets and parameters are counted, not shown", () => {
    expect(secretsSentence(project())).toBe("Brings 1 secret.");
    expect(secretsSentence(project({ parameters: { "/a": "1", "/b": "2" } }))).toBe("Brings 1 secret and 2 parameters.");
    expect(secretsSentence(starterProject())).toBeUndefined();
  });

  test("everything by name, no value of a secret among it", () => {
    const rows = contentRows(project());
    expect(rows).toContainEqual({
      what: "Function thumbs",
      words: "index.mjs and lib/size.mjs; Schedule rate(1 minute); Queue jobs; 3 environment variables; 2 kept ready",
    });
    expect(rows).toContainEqual({ what: "Tables", words: "things with 2 rows" });
    expect(rows).toContainEqual({ what: "Secrets", words: "db/password" });
    expect(JSON.stringify(rows)).not.toContain("hunter2");
    expect(rows.map(({ what }) => what)).not.toContain("Buckets");
  });
});

describe("what goes into a link", () => {
  const NONE = { withSecrets: false, withEvents: false, withRows: false, withRun: false };
  const setup: Setup = {
    project: project(),
    savedEvents: [
      { functionName: "thumbs", name: "one", draft: { mode: "event", method: "GET", target: "/", headers: [], body: "", event: "{}" } },
    ],
    run: "of somebody else's link",
  };

  test("without anything chosen: the names of secrets, the rows that tables begin with, no events, no run", () => {
    const shared = setupToShare(setup, NONE, { rows: { things: [] }, run: { count: 1 } });
    expect(shared.project.secrets).toEqual({ "db/password": "" });
    expect(shared.project.tables[0]?.items).toHaveLength(2);
    expect(shared).not.toHaveProperty("savedEvents");
    expect(shared).not.toHaveProperty("run");
    expect(parseProject(shared.project)).toMatchObject({ ok: true });
  });

  test("with all of it", () => {
    const all = { withSecrets: true, withEvents: true, withRows: true, withRun: true };
    const shared = setupToShare(setup, all, { rows: { things: [{ id: "now" }] }, run: { count: 1 } });
    expect(shared.project.secrets).toEqual({ "db/password": "hunter2" });
    expect(shared.project.tables[0]?.items).toEqual([{ id: "now" }]);
    expect(shared.savedEvents).toHaveLength(1);
    expect(shared.run).toEqual({ count: 1 });
  });

  test("a run that could not be had is no run", () => {
    expect(setupToShare(setup, { ...NONE, withRun: true }, NO_ADDITIONS)).not.toHaveProperty("run");
  });

  test("the set-up that is open stays as it is", () => {
    setupToShare(setup, NONE, NO_ADDITIONS);
    expect(setup.project.secrets).toEqual({ "db/password": "hunter2" });
  });

  test("rows are bounded over all tables together, and those that stay behind are counted", () => {
    const table = (name: string, count: number) => ({ name, items: Array.from({ length: count }, (_, id) => ({ id })) });
    const { rows, leftOut } = boundedRows([table("a", MOST_ROWS - 1), table("b", 5), table("c", 2)]);
    expect([rows.a?.length, rows.b?.length, rows.c?.length]).toEqual([MOST_ROWS - 1, 1, 0]);
    expect(leftOut).toBe(6);
  });

  test("variables that sound like secrets and hold something are named", () => {
    expect(suspectVariables(setup)).toEqual(["API_KEY of thumbs"]);
  });
});

describe("advice about a link's length", () => {
  test.each([
    [74, "short"],
    [2_000, "short"],
    [2_001, "long"],
    [8_000, "long"],
    [8_001, "very-long"],
  ] as const)("%i characters are %s", (chars, level) => {
    const advice = linkAdvice(chars);
    expect(advice.level).toBe(level);
    // A limit that is named has its source; without one it says that it is a rule of thumb.
    expect(advice.source !== undefined || advice.text.includes("rule of thumb")).toBe(true);
  });

  test("a QR code: easy, dense, and too much for one", () => {
    expect(qrAdvice(400)).toBeUndefined();
    expect(qrAdvice(QR_MOST_CHARS)).toContain("dense");
    expect(qrAdvice(QR_MOST_CHARS + 1)).toContain("at most 2,953");
  });
});

describe("the texts that hand it on", () => {
  const address = { base: "https://example.org/play/", fragment: "c1.AbC-_" };

  test("the address of the page without what was asked of it this time", () => {
    expect(baseOf(new URL("https://example.org/play/?embed=1#c1.old"))).toBe("https://example.org/play/");
    expect(linkOf(address)).toBe("https://example.org/play/#c1.AbC-_");
  });

  test("Markdown: a name cannot end its brackets", () => {
    expect(badgeMarkdown(address, "a](https://evil.example) [b")).toBe(
      "[![Open a\\](https://evil.example) \\[b in Coldstart](https://example.org/play/badge.svg)](https://example.org/play/#c1.AbC-_)",
    );
  });

  test("HTML: a name cannot end its attribute, or the element", () => {
    const html = embedHtml(address, `"><script>alert(1)</script>`, { view: "map", readOnly: true, hidden: ["fleet", "status"] });
    const parsed = /^<iframe ([^<>]*)><\/iframe>$/.exec(html);
    expect(parsed).not.toBeNull();
    expect(html).toContain('title="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"');
    expect(html).toContain(`src="https://example.org/play/?embed=1&amp;view=map&amp;readonly=1&amp;hide=fleet,status#c1.AbC-_"`);
  });
});
