import { describe, expect, test } from "vitest";
import { awsLambda } from "../../../platform/profiles/aws-lambda.ts";
import { platformSettings } from "../../../testing/builders.ts";
import { FACT_IDS, type FactContext, factOf } from "./number-facts.ts";

const context = (differs: Partial<FactContext> = {}): FactContext => ({
  profile: awsLambda,
  settings: platformSettings(),
  origin: "measured",
  ...differs,
});
const facts = FACT_IDS.map((id) => [id, factOf(id, context())] as const);

describe.each(facts)("%s", (_id, { kind, how, not, sources = [] }) => {
  test("says what it is in sentences", () => {
    for (const text of [how, ...(not === undefined ? [] : [not])]) expect(text).toMatch(/^[A-ZÀ-Ž].*\.$/);
  });

  test("names a page and a date for all that is modelled from figures", () => {
    for (const { href, asOf } of sources) {
      expect(new URL(href).protocol).toBe("https:");
      expect(asOf).toMatch(/^20\d\d(-\d\d(-\d\d)?)?$/);
    }
    if (kind === "modelled" && /publish|price/i.test(how)) expect(sources).not.toEqual([]);
  });
});

test("prices are the profile's, not written down a second time", () => {
  const dearer = {
    ...awsLambda,
    prices: { ...awsLambda.prices, usdPerMillionRequests: { value: 7, source: "https://x.test/", asOf: "2031-01-01" } },
  };
  const fact = factOf("request-fee", context({ profile: dearer }));
  expect(fact.how).toContain("$7 per million");
  expect(fact.sources).toEqual([{ what: "Price", href: "https://x.test/", asOf: "2031-01-01" }]);
});

test("a source that is two pages is two links, and one beside words is only its address", () => {
  const { sources = [] } = factOf("provision", context());
  expect(sources.map(({ href }) => href)).toEqual([
    "https://mikhail.io/serverless/coldstarts/aws/",
    "https://github.com/maxday/lambda-perf",
  ]);
  expect(factOf("memory", context()).sources?.map(({ href }) => href)).toEqual(["https://github.com/maxday/lambda-perf"]);
});

test("a replayed run has no measured number", () => {
  for (const id of FACT_IDS) expect(factOf(id, context({ origin: "modelled" })).kind).not.toBe("measured");
  expect(factOf("duration", context({ origin: "modelled" })).how).toMatch(/^This run was played by the platform alone/);
});

test("settings tell what is in a latency", () => {
  const withIt = factOf("latency", context({ settings: platformSettings({ modelProvisioning: true }) }));
  expect(withIt.how).toContain("provision is modelled");
  expect(factOf("latency", context({ settings: platformSettings({ modelProvisioning: false }) })).sources).toEqual([]);
});
