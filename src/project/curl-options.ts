/** The options of curl that a pasted command may have. What is not here is refused by name rather than guessed at. */

export type CurlOption =
  | { readonly kind: "method" | "header" | "url" | "user" | "cookie" | "user-agent" | "referer" | "bearer" | "range" }
  | { readonly kind: "data"; readonly flavour: "data" | "raw" | "binary" | "urlencode" | "json" }
  | { readonly kind: "get" | "head" }
  /** Changes how curl talks or prints, not what it sends. */
  | { readonly kind: "ignored"; readonly takesValue: boolean }
  | { readonly kind: "refused"; readonly because: string };

const IGNORED_FLAG: CurlOption = { kind: "ignored", takesValue: false };
const IGNORED_VALUE: CurlOption = { kind: "ignored", takesValue: true };

function refused(because: string): CurlOption {
  return { kind: "refused", because };
}

/** https://curl.se/docs/manpage.html */
const OPTIONS: ReadonlyMap<string, CurlOption> = new Map<string, CurlOption>([
  ["--request", { kind: "method" }],
  ["--header", { kind: "header" }],
  ["--url", { kind: "url" }],
  ["--user", { kind: "user" }],
  ["--cookie", { kind: "cookie" }],
  ["--user-agent", { kind: "user-agent" }],
  ["--referer", { kind: "referer" }],
  ["--oauth2-bearer", { kind: "bearer" }],
  ["--range", { kind: "range" }],
  ["--data", { kind: "data", flavour: "data" }],
  ["--data-ascii", { kind: "data", flavour: "data" }],
  ["--data-raw", { kind: "data", flavour: "raw" }],
  ["--data-binary", { kind: "data", flavour: "binary" }],
  ["--data-urlencode", { kind: "data", flavour: "urlencode" }],
  ["--json", { kind: "data", flavour: "json" }],
  ["--get", { kind: "get" }],
  ["--head", { kind: "head" }],
  ["--form", refused("multipart forms are not built yet")],
  ["--form-string", refused("multipart forms are not built yet")],
  ["--upload-file", refused("it sends a file, which this page cannot read")],
  ["--config", refused("it reads a file, which this page cannot")],
  ["--next", refused("it begins a second request")],
  ...[
    "--basic --compressed --compressed-ssh --fail --fail-with-body --globoff --http1.0 --http1.1 --http2 --http2-prior-knowledge --http3 --include",
    "--insecure --ipv4 --ipv6 --keepalive --location --location-trusted --no-buffer --no-keepalive --no-progress-meter --path-as-is",
    "--progress-bar --remote-name --show-error --silent --ssl-no-revoke --tcp-nodelay --tlsv1.2 --tlsv1.3 --trace-time --verbose",
  ]
    .join(" ")
    .split(" ")
    .map((name): [string, CurlOption] => [name, IGNORED_FLAG]),
  ...[
    "--cacert --cert --connect-timeout --connect-to --cookie-jar --dump-header --interface --key --max-redirs --max-time --output --proxy",
    "--proxy-user --resolve --retry --retry-delay --retry-max-time --stderr --trace --trace-ascii --write-out",
  ]
    .join(" ")
    .split(" ")
    .map((name): [string, CurlOption] => [name, IGNORED_VALUE]),
]);

const SHORT_NAMES: Readonly<Record<string, string>> = {
  "#": "--progress-bar",
  "0": "--http1.0",
  "4": "--ipv4",
  "6": "--ipv6",
  A: "--user-agent",
  D: "--dump-header",
  E: "--cert",
  F: "--form",
  G: "--get",
  H: "--header",
  I: "--head",
  K: "--config",
  L: "--location",
  N: "--no-buffer",
  O: "--remote-name",
  S: "--show-error",
  T: "--upload-file",
  U: "--proxy-user",
  X: "--request",
  b: "--cookie",
  c: "--cookie-jar",
  d: "--data",
  e: "--referer",
  f: "--fail",
  g: "--globoff",
  i: "--include",
  k: "--insecure",
  m: "--max-time",
  o: "--output",
  r: "--range",
  s: "--silent",
  u: "--user",
  v: "--verbose",
  w: "--write-out",
  x: "--proxy",
};

/** Undefined when curl, or this page, knows no such option. */
export function findCurlOption(name: string): CurlOption | undefined {
  const long = name.startsWith("--") ? name : SHORT_NAMES[name.slice(1)];
  return long === undefined ? undefined : OPTIONS.get(long);
}

export function takesValue(option: CurlOption): boolean {
  switch (option.kind) {
    case "get":
    case "head":
    case "refused":
      return false;
    case "ignored":
      return option.takesValue;
    default:
      return true;
  }
}
