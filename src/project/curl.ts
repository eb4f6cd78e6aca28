/**
 * A request from a pasted curl command, and a curl command from a request. Reading leaves out the headers that curl adds
 * of its own accord, such as User-Agent: the person did not write them. Writing is for a POSIX shell: what it prints,
 * pasted, sends this request and no other.
 */
import type { HttpRequest } from "../platform/triggers/http-request.ts";
import { type Parsed, refuse } from "../platform/triggers/parsed.ts";
import { decodePercent } from "../platform/triggers/percent-decoding.ts";
import { base64OfText, type CurlCommand, type Header, readCurlWords } from "./curl-command.ts";
import { quoteShellWord, splitShellWords } from "./shell-words.ts";

const EXAMPLE = "Paste a whole command, such as: curl -X POST 'https://example.com/hello' -d '{}'";

/** Splits an address without resolving it: the request keeps path and query as they were typed. */
function splitUrl(url: string): Parsed<{ readonly path: string; readonly query: string; readonly user: string | undefined }> {
  const scheme = /^([A-Za-z][A-Za-z0-9+.-]*):\/\//.exec(url);
  if (scheme && !/^https?$/i.test(scheme[1] ?? "")) {
    return refuse(
      "curl-url",
      `${JSON.stringify(url.slice(0, 60))} is not an HTTP address.`,
      "Use http:// or https://, or a path such as /hello.",
    );
  }
  const [withoutFragment = ""] = url.slice(scheme?.[0].length ?? 0).split("#");
  const hostEnd = withoutFragment.search(/[/?]/);
  const host = hostEnd < 0 ? withoutFragment : withoutFragment.slice(0, hostEnd);
  const target = hostEnd < 0 ? "" : withoutFragment.slice(hostEnd);
  if (/\s/.test(withoutFragment)) {
    return refuse("curl-url", `${JSON.stringify(url.slice(0, 60))} has a space in it.`, "Write spaces as %20.");
  }
  const queryStart = target.indexOf("?");
  const path = queryStart < 0 ? target : target.slice(0, queryStart);
  const at = host.lastIndexOf("@");
  return {
    ok: true,
    value: {
      path: path === "" ? "/" : path,
      query: queryStart < 0 ? "" : target.slice(queryStart + 1),
      user: at < 0 ? undefined : host.slice(0, at),
    },
  };
}

function withDefaults(headers: readonly Header[], defaults: readonly Header[], removed: ReadonlySet<string>): readonly Header[] {
  const taken = new Set([...headers.map(([name]) => name.toLowerCase()), ...removed]);
  return [...headers, ...defaults.filter(([name]) => !taken.has(name.toLowerCase()))];
}

function toRequest(command: CurlCommand): Parsed<HttpRequest> {
  if (command.url === undefined || command.url === "") return refuse("curl-no-url", "The command has no address.", EXAMPLE);
  const url = splitUrl(command.url);
  if (!url.ok) return url;
  const { path, query, user } = url.value;
  const body = command.asGet ? undefined : command.body;
  const defaults: Header[] = [...command.defaults];
  if (user !== undefined) {
    defaults.push(["Authorization", `Basic ${base64OfText(decodePercent(user.includes(":") ? user : `${user}:`))}`]);
  }
  if (body !== undefined && command.hasJson) defaults.push(["Content-Type", "application/json"], ["Accept", "application/json"]);
  else if (body !== undefined) defaults.push(["Content-Type", "application/x-www-form-urlencoded"]);
  const impliedMethod = command.asHead ? "HEAD" : body === undefined ? "GET" : "POST";
  const addedQuery = command.asGet ? [command.body] : [];
  return {
    ok: true,
    value: {
      method: command.method ?? impliedMethod,
      path,
      query: [query, ...addedQuery].filter((part) => part !== undefined && part !== "").join("&"),
      headers: withDefaults(command.headers, defaults, command.removed),
      ...(body === undefined ? {} : { body: { text: body } }),
    },
  };
}

export function parseCurl(text: string): Parsed<HttpRequest> {
  const words = splitShellWords(text.trim().replace(/^\$\s+/, ""));
  if (!words.ok) return words;
  const [program, ...rest] = words.value;
  if (program === undefined || !/^(?:.*[/\\])?curl(?:\.exe)?$/i.test(program)) {
    return refuse("curl-not-curl", "This is not a curl command.", EXAMPLE);
  }
  const command = readCurlWords(rest);
  return command.ok ? toRequest(command.value) : command;
}

const JOINT = " \\\n  ";

/** curl gives a body this type unless told otherwise; a request without the header must take it away. */
const CURLS_OWN_TYPE = "content-type";

function hasHeader(request: HttpRequest, wanted: string): boolean {
  return request.headers.some(([name]) => name.toLowerCase() === wanted);
}

function headerOption([name, value]: readonly [string, string]): string {
  return `-H ${quoteShellWord(value === "" ? `${name};` : `${name}: ${value}`)}`;
}

function methodOptions({ method, body }: HttpRequest): readonly string[] {
  if (method === (body ? "POST" : "GET")) return [];
  // "-X HEAD" would make curl wait for a body that never comes.
  return method === "HEAD" && !body ? ["--head"] : [`-X ${quoteShellWord(method)}`];
}

/** Without these curl would read [1-3] and {a,b} as patterns, and fold "/../" away. */
function addressOptions(target: string): readonly string[] {
  return [...(/[[\]{}]/.test(target) ? ["--globoff"] : []), ...(/\/\.{1,2}(?:\/|\?|$)/.test(target) ? ["--path-as-is"] : [])];
}

/** `baseUrl`: "https://abc.execute-api.us-east-1.amazonaws.com", with or without a "/" at its end. */
export function toCurl(request: HttpRequest, baseUrl: string): string {
  const { path, query, headers, body } = request;
  const target = query === "" ? path : `${path}?${query}`;
  // An argument cannot hold a NUL, nor bytes that are no text: those come in through the pipe.
  const piped = body && "base64" in body ? body.base64 : body?.text.includes("\0") ? base64OfText(body.text) : undefined;
  const text = body && "text" in body && piped === undefined ? body.text : undefined;
  const command = [
    "curl",
    ...methodOptions(request),
    ...addressOptions(target),
    quoteShellWord(baseUrl.replace(/\/$/, "") + target),
    ...headers.map(headerOption),
    ...(body && !hasHeader(request, CURLS_OWN_TYPE) ? [`-H ${quoteShellWord(`${CURLS_OWN_TYPE}:`)}`] : []),
    ...(text === undefined ? [] : [`--data-raw ${quoteShellWord(text)}`]),
    ...(piped === undefined ? [] : ["--data-binary @-"]),
  ].join(JOINT);
  return piped === undefined ? command : `printf %s ${quoteShellWord(piped)} | base64 -d | ${command}`;
}
