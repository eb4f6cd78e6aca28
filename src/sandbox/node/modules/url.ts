/** node:url: the browser's own URL, Node's file URLs, and the former parser by the package that took it out of Node. */
import punycode from "node:punycode";
import * as former from "url/";
import { throwingExports } from "../gaps.ts";
import { invalidArgType, nodeError } from "../node-errors.ts";

interface FormatOptions {
  readonly auth?: boolean;
  readonly fragment?: boolean;
  readonly search?: boolean;
  readonly unicode?: boolean;
}

const isUrl = (value: unknown): value is URL =>
  typeof value === "object" &&
  value !== null &&
  typeof Reflect.get(value, "href") === "string" &&
  "protocol" in value &&
  !("path" in value);

function fileURLToPath(input: string | URL, options?: { windows?: boolean }): string {
  const url = typeof input === "string" ? new URL(input) : input;
  if (!isUrl(url)) throw invalidArgType("path", ["string", "URL"], input);
  if (url.protocol !== "file:") throw nodeError(TypeError, "ERR_INVALID_URL_SCHEME", "The URL must be of scheme file");
  if (options?.windows) return windowsPath(url);
  if (url.hostname !== "") throw nodeError(TypeError, "ERR_INVALID_FILE_URL_HOST", 'File URL host must be "localhost" or empty on linux');
  if (/%2f/i.test(url.pathname))
    throw nodeError(TypeError, "ERR_INVALID_FILE_URL_PATH", "File URL path must not include encoded / characters");
  return decodeURIComponent(url.pathname);
}

function windowsPath(url: URL): string {
  if (/%2f|%5c/i.test(url.pathname))
    throw nodeError(TypeError, "ERR_INVALID_FILE_URL_PATH", "File URL path must not include encoded \\ or / characters");
  const path = decodeURIComponent(url.pathname.replaceAll("/", "\\"));
  if (url.hostname !== "") return `\\\\${domainToUnicode(url.hostname)}${path}`;
  if (!/^\\[A-Za-z]:/.test(path)) throw nodeError(TypeError, "ERR_INVALID_FILE_URL_PATH", "File URL path must be absolute");
  return path.slice(1);
}

declare const require: (name: "node:path") => typeof import("node:path");

function pathToFileURL(path: string, options?: { windows?: boolean }): URL {
  if (typeof path !== "string") throw invalidArgType("path", "string", path);
  const paths = require("node:path");
  const flavour = options?.windows ? paths.win32 : paths.posix;
  let full = flavour.resolve(path);
  if (/[\\/]$/.test(path) && !full.endsWith(flavour.sep)) full += flavour.sep;
  const url = new URL("file:///");
  const slashed = options?.windows ? full.replaceAll("\\", "/") : full.replaceAll("\\", "%5C");
  url.pathname = slashed
    .replace(/%(?!5C)/g, "%25")
    .replace(/[\n\r\t]/g, encodeURIComponent)
    .replaceAll("?", "%3F")
    .replaceAll("#", "%23");
  return url;
}

function domainToASCII(domain: string): string {
  try {
    const { hostname } = new URL(`ws://${domain}`);
    return /[/?#@:\\]/.test(domain) && !domain.startsWith("[") ? "" : hostname;
  } catch {
    return "";
  }
}

function domainToUnicode(domain: string): string {
  return punycode.toUnicode(domainToASCII(domain));
}

function urlToHttpOptions(url: URL): object {
  if (!isUrl(url)) throw invalidArgType("url", "URL", url);
  const { hostname, pathname, search, port, username, password } = url;
  return {
    __proto__: null,
    ...url,
    protocol: url.protocol,
    hostname: hostname.startsWith("[") ? hostname.slice(1, -1) : hostname,
    hash: url.hash,
    search,
    pathname,
    path: `${pathname}${search}`,
    href: url.href,
    ...(port !== "" && { port: Number(port) }),
    ...((username || password) && { auth: `${decodeURIComponent(username)}:${decodeURIComponent(password)}` }),
  };
}

function format(input: unknown, options: FormatOptions = {}): string {
  if (typeof input === "string") return former.format(input);
  if (typeof input !== "object" || input === null) throw invalidArgType("urlObject", ["Object", "string"], input);
  if (!isUrl(input)) return former.format(input);
  const { auth = true, fragment = true, search = true, unicode = false } = options;
  const url = new URL(input.href);
  if (!auth) url.username = url.password = "";
  if (!fragment) url.hash = "";
  if (!search) url.search = "";
  return unicode && url.hostname !== ""
    ? url.href.replace(url.host, url.host.replace(url.hostname, domainToUnicode(url.hostname)))
    : url.href;
}

function parse(input: unknown, parseQueryString?: boolean, slashesDenoteHost?: boolean): object {
  if (input instanceof former.Url) return input;
  if (typeof input !== "string") throw invalidArgType("url", "string", input);
  const parsed = former.parse(input, parseQueryString, slashesDenoteHost) as { port?: string | null; hostname?: string | null };
  if (typeof parsed.port === "string" && Number(parsed.port) > 65535) throw invalidUrl(input);
  return parsed;
}

function invalidUrl(input: string): Error {
  return Object.assign(nodeError(TypeError, "ERR_INVALID_URL", "Invalid URL"), { input });
}

export default {
  ...throwingExports("url"),
  Url: former.Url,
  parse,
  resolve: former.resolve,
  resolveObject: former.resolveObject,
  format,
  URL,
  URLSearchParams,
  domainToASCII,
  domainToUnicode,
  pathToFileURL,
  fileURLToPath,
  urlToHttpOptions,
};
