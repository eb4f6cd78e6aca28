/**
 * Reads the words of a curl command: what each option means for method, address, headers and body. It refuses what a
 * page cannot do, such as reading a file.
 */
import { type Parsed, type Refused, refuse } from "../platform/triggers/parsed.ts";
import { type CurlOption, findCurlOption, takesValue } from "./curl-options.ts";

export type Header = readonly [string, string];

/** What the options say, before an address is taken apart and a method is implied. */
export interface CurlCommand {
  method: string | undefined;
  url: string | undefined;
  readonly headers: Header[];
  /** Names that "-H 'Name:'" takes away, curl's own defaults among them. */
  readonly removed: Set<string>;
  readonly defaults: Header[];
  body: string | undefined;
  hasJson: boolean;
  asGet: boolean;
  asHead: boolean;
}

export function base64OfText(text: string): string {
  return btoa(Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join(""));
}

function readsFile(option: string): Refused {
  return refuse("curl-file", `${option} reads a file, which this page cannot.`, "Put the file's text in its place, in single quotes.");
}

function addHeader(command: CurlCommand, text: string): Refused | undefined {
  if (text.startsWith("@")) return readsFile("-H @…");
  const colon = text.indexOf(":");
  if (colon < 0 && text.endsWith(";")) {
    command.headers.push([text.slice(0, -1).trim(), ""]);
    return undefined;
  }
  const name = text.slice(0, colon).trim();
  if (colon < 0 || !/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name)) {
    return refuse("curl-header", `${JSON.stringify(text.slice(0, 60))} is not a header.`, "Write -H 'name: value'.");
  }
  const value = text.slice(colon + 1).trim();
  if (/[\r\n]/.test(value))
    return refuse("curl-header", `The header ${name} has a line break in its value.`, "Write the value on one line.");
  if (value === "") command.removed.add(name.toLowerCase());
  else command.headers.push([name, value]);
  return undefined;
}

/** "name=text", "=text" or "text": the text is encoded, the name is not. */
function urlEncoded(text: string): string {
  const equals = text.indexOf("=");
  const name = equals > 0 ? `${text.slice(0, equals)}=` : "";
  return name + encodeURIComponent(text.slice(equals + 1));
}

function addData(command: CurlCommand, flavour: Extract<CurlOption, { kind: "data" }>["flavour"], text: string): Refused | undefined {
  const namesFile = flavour === "urlencode" ? /^[^=]*@/.test(text) : flavour !== "raw" && text.startsWith("@");
  if (namesFile) return readsFile("-d @…");
  const piece = flavour === "urlencode" ? urlEncoded(text) : text;
  const joint = flavour === "json" ? "" : "&";
  command.body = command.body === undefined ? piece : command.body + joint + piece;
  command.hasJson ||= flavour === "json";
  return undefined;
}

function setUrl(command: CurlCommand, url: string): Refused | undefined {
  if (command.url !== undefined)
    return refuse("curl-two-urls", "The command has two addresses.", "Keep one: a request goes to one address.");
  command.url = url;
  return undefined;
}

function apply(command: CurlCommand, name: string, option: CurlOption, value: string): Refused | undefined {
  switch (option.kind) {
    case "method":
      if (!/^[A-Za-z]+$/.test(value)) return refuse("curl-method", `${JSON.stringify(value)} is not a method.`, "Write -X POST.");
      command.method = value.toUpperCase();
      return undefined;
    case "header":
      return addHeader(command, value);
    case "url":
      return setUrl(command, value);
    case "user":
      command.defaults.push(["Authorization", `Basic ${base64OfText(value.includes(":") ? value : `${value}:`)}`]);
      return undefined;
    case "bearer":
      command.defaults.push(["Authorization", `Bearer ${value}`]);
      return undefined;
    case "cookie":
      if (!value.includes("=")) return readsFile(`${name} ${value}`);
      command.headers.push(["Cookie", value]);
      return undefined;
    case "user-agent":
      command.defaults.push(["User-Agent", value]);
      return undefined;
    case "referer":
      command.defaults.push(["Referer", value]);
      return undefined;
    case "range":
      command.defaults.push(["Range", `bytes=${value}`]);
      return undefined;
    case "data":
      return addData(command, option.flavour, value);
    case "get":
      command.asGet = true;
      return undefined;
    case "head":
      command.asHead = true;
      return undefined;
    case "refused":
      return refuse("curl-option", `${name} cannot be used here: ${option.because}.`, `Remove ${name} from the command.`);
    case "ignored":
      return undefined;
    default:
      return assertNever(option);
  }
}

function assertNever(value: never): never {
  throw new Error(`Unexpected option: ${JSON.stringify(value)}`);
}

/** "-sSL", "-XPOST", "-d data": short options run together, and the first that takes a value takes the rest. */
function splitShortOptions(word: string): readonly (readonly [string, string | undefined])[] {
  const options: [string, string | undefined][] = [];
  for (let at = 1; at < word.length; at += 1) {
    const name = `-${word[at]}`;
    const option = findCurlOption(name);
    const rest = word.slice(at + 1);
    if (option && takesValue(option)) return [...options, [name, rest === "" ? undefined : rest]];
    options.push([name, undefined]);
  }
  return options;
}

/** The words after "curl". */
export function readCurlWords(words: readonly string[]): Parsed<CurlCommand> {
  const command: CurlCommand = {
    method: undefined,
    url: undefined,
    headers: [],
    removed: new Set(),
    defaults: [],
    body: undefined,
    hasJson: false,
    asGet: false,
    asHead: false,
  };
  const waiting = [...words];
  for (let word = waiting.shift(); word !== undefined; word = waiting.shift()) {
    if (!word.startsWith("-") || word === "-") {
      const problem = setUrl(command, word);
      if (problem) return problem;
      continue;
    }
    for (const [name, attached] of word.startsWith("--") ? [[word, undefined] as const] : splitShortOptions(word)) {
      const option = findCurlOption(name);
      if (!option) return refuse("curl-option", `${name} is not an option known here.`, `Remove ${name} from the command.`);
      const value = takesValue(option) ? (attached ?? waiting.shift()) : "";
      if (value === undefined) return refuse("curl-option-value", `${name} has no value.`, "Copy the whole command, to its end.");
      const problem = apply(command, name, option, value);
      if (problem) return problem;
    }
  }
  return { ok: true, value: command };
}
