/**
 * What of the network a project may reach: nothing, but for the hosts it names (a person still confirms them), and answers
 * recorded per host that stand in for the network.
 */

import type { NetworkConfig, RecordedAnswer } from "../platform/services/network-config.ts";
import { type Parsed, refuse } from "../platform/triggers/parsed.ts";
import { FieldReader, given } from "./field-reader.ts";
import { isJsonObject, type Json } from "./plain-data.ts";

const HOST = {
  pattern: /^(?=.{1,260}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(:\d{1,5})?$/,
  rule: 'a host in lower case like "api.example.com", without https:// and path',
};
const METHOD = { pattern: /^[A-Z]{1,20}$/, rule: 'a method like "GET"' };
const PATH = { pattern: /^\/[^?#\s]{0,2047}$/, rule: 'the beginning of a path, like "/v1/"' };
const HEADER_NAME = { pattern: /^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,256}$/, rule: 'names of headers like "content-type"' };
const MAX_HEADER_BYTES = 8192;
/** What an answer that reaches a page can have; one that switches protocols cannot. */
const STATUS = { min: 200, max: 599 };
/** https://fetch.spec.whatwg.org/#null-body-status */
const WITHOUT_BODY: readonly number[] = [204, 205, 304];

function readAnswer(fields: FieldReader): RecordedAnswer {
  const status = fields.whole("status", STATUS, 200);
  const body = fields.text("body", { pattern: /^.*$/s, rule: "a text" }, "");
  if (body !== "" && WITHOUT_BODY.includes(status)) {
    fields.refuse("body", `an answer of status ${status} has no body.`, "Leave body out, or use status 200.");
  }
  return {
    host: fields.text("host", HOST),
    ...given({ method: fields.optionalText("method", METHOD), path: fields.optionalText("path", PATH) }),
    status,
    headers: fields.textsByName("headers", HEADER_NAME, MAX_HEADER_BYTES),
    body,
  };
}

function parseAnswer(item: Json, where: string, { about }: FieldReader): Parsed<RecordedAnswer> {
  const owner = `${about.owner}: ${where}`;
  if (!isJsonObject(item))
    return refuse("network-recorded", `${owner} is not an answer.`, 'Write { host: "api.example.com", body: "{}" }.');
  const fields = new FieldReader(item, { ...about, owner, code: "network-recorded" });
  return fields.result(readAnswer(fields));
}

export function readNetwork(fields: FieldReader): NetworkConfig {
  return {
    allowedHosts: fields.texts("allowedHosts", HOST),
    recorded: fields.list("recorded", (item, where) => parseAnswer(item, where, fields)),
  };
}
