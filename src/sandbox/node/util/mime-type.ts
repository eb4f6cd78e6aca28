/** util.MIMEType and MIMEParams, by the WHATWG MIME Sniffing standard: https://mimesniff.spec.whatwg.org/ */
import { nodeError } from "../node-errors.ts";

const NOT_TOKEN = /[^!#$%&'*+\-.^_`|~A-Za-z0-9]/;
const NOT_QUOTABLE = /[^\t\u0020-~\u0080-\u00FF]/;
const trimEnd = (text: string) => text.replace(/[\t\n\r ]+$/, "");

function invalid(what: string, text: string, at: number): Error {
  const where = at === -1 ? "" : ` at ${at}`;
  return nodeError(TypeError, "ERR_INVALID_MIME_SYNTAX", `The MIME syntax for a ${what} in ${JSON.stringify(text)} is invalid${where}`);
}

/** `whole` is what the error shows. */
function checked(what: string, text: string, whole = text): string {
  const at = text.search(NOT_TOKEN);
  if (text === "" || at !== -1) throw invalid(what, whole, at);
  return text.toLowerCase();
}

export class MIMEParams {
  readonly #entries = new Map<string, string>();

  delete(name: string): void {
    this.#entries.delete(`${name}`);
  }

  get(name: string): string | null {
    return this.#entries.get(`${name}`) ?? null;
  }

  has(name: string): boolean {
    return this.#entries.has(`${name}`);
  }

  set(name: string, value: string): void {
    const [key, text] = [`${name}`, `${value}`];
    const badKey = key.search(NOT_TOKEN);
    if (key === "" || badKey !== -1) throw invalid("parameter name", key, badKey);
    const badText = text.search(NOT_QUOTABLE);
    if (badText !== -1) throw invalid("parameter value", text, badText);
    this.#entries.set(key, text);
  }

  entries(): IterableIterator<[string, string]> {
    return this.#entries.entries();
  }

  keys(): IterableIterator<string> {
    return this.#entries.keys();
  }

  values(): IterableIterator<string> {
    return this.#entries.values();
  }

  [Symbol.iterator](): IterableIterator<[string, string]> {
    return this.#entries.entries();
  }

  toString(): string {
    const quote = (value: string) => (value === "" || NOT_TOKEN.test(value) ? `"${value.replace(/["\\]/g, "\\$&")}"` : value);
    return [...this.#entries].map(([name, value]) => `${name}=${quote(value)}`).join(";");
  }

  toJSON(): string {
    return this.toString();
  }
}

const PARAMETER = /;[\t\n\r ]*([^;=]*)(?:=(?:"((?:\\[\s\S]|[^"\\])*)(?:"[^;]*|$)|([^;]*)))?/g;

function readParams(text: string, params: MIMEParams): void {
  for (const [, rawName = "", quoted, bare] of text.matchAll(PARAMETER)) {
    const name = rawName.toLowerCase();
    const value = quoted === undefined ? trimEnd(bare ?? "") : quoted.replace(/\\([\s\S])/g, "$1");
    const hasValue = quoted !== undefined || value !== "";
    if (name !== "" && hasValue && !NOT_TOKEN.test(name) && !NOT_QUOTABLE.test(value) && !params.has(name)) params.set(name, value);
  }
}

export class MIMEType {
  #type: string;
  #subtype: string;
  readonly #params = new MIMEParams();

  constructor(input: string) {
    const text = `${input}`.replace(/^[\t\n\r ]+/, "");
    const slash = text.indexOf("/");
    if (slash === -1) throw invalid("type", text, slash);
    this.#type = checked("type", text.slice(0, slash), text);
    const semicolon = text.indexOf(";", slash);
    const end = semicolon === -1 ? text.length : semicolon;
    this.#subtype = checked("subtype", trimEnd(text.slice(slash + 1, end)), text);
    readParams(text.slice(end), this.#params);
  }

  get type(): string {
    return this.#type;
  }

  set type(value: string) {
    this.#type = checked("type", `${value}`);
  }

  get subtype(): string {
    return this.#subtype;
  }

  set subtype(value: string) {
    this.#subtype = checked("subtype", `${value}`);
  }

  get essence(): string {
    return `${this.#type}/${this.#subtype}`;
  }

  get params(): MIMEParams {
    return this.#params;
  }

  toString(): string {
    const params = this.#params.toString();
    return params === "" ? this.essence : `${this.essence};${params}`;
  }

  toJSON(): string {
    return this.toString();
  }
}
