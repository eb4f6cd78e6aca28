/**
 * Which function an HTTP request goes to, by the rules of an API Gateway HTTP API: a full match beats a greedy one, a
 * greedy one beats `$default`, the most specific path wins, then a named method beats ANY. It refuses routes the
 * service would refuse.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html
 *
 * The page does not say how two full matches compare: here a fixed segment beats a parameter, from the left. Paths are
 * split before they are decoded, so "%2F" stays inside its segment; a trailing slash counts. Both are a model.
 */
import type { HttpRoute } from "./http-request.ts";
import { type Parsed, refuse } from "./parsed.ts";
import { decodePercent } from "./percent-decoding.ts";

export const DEFAULT_ROUTE = "$default";

export const ROUTE_METHODS = ["ANY", "GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"] as const;
export type RouteMethod = (typeof ROUTE_METHODS)[number];

type Segment =
  | { readonly kind: "fixed"; readonly text: string }
  | { readonly kind: "parameter"; readonly name: string }
  | { readonly kind: "greedy"; readonly name: string };

export interface ParsedRoute {
  /** As the event names it: "GET /things/{id}", "ANY /{proxy+}", "$default". */
  readonly key: string;
  readonly method: RouteMethod;
  /** Undefined for `$default`. */
  readonly segments: readonly Segment[] | undefined;
}

export interface RouteMatch {
  readonly functionName: string;
  readonly routeKey: string;
  readonly payloadFormat: HttpRoute["payloadFormat"];
  /** Decoded; empty when the route has no parameters. */
  readonly pathParameters: Readonly<Record<string, string>>;
}

const SYNTAX_REMEDY = 'Write it like "/things", "/things/{id}", "/files/{proxy+}" or "$default".';

function isRouteMethod(method: string): method is RouteMethod {
  return ROUTE_METHODS.some((known) => known === method);
}

function parseSegment(text: string): Segment | undefined {
  const braced = /^\{([A-Za-z0-9._:-]+)(\+?)\}$/.exec(text);
  if (braced) return { kind: braced[2] === "+" ? "greedy" : "parameter", name: braced[1] ?? "" };
  return /[{}?#\s]/.test(text) ? undefined : { kind: "fixed", text: decodePercent(text) };
}

export function parseRoute(method: string, path: string): Parsed<ParsedRoute> {
  if (path === DEFAULT_ROUTE) return { ok: true, value: { key: DEFAULT_ROUTE, method: "ANY", segments: undefined } };
  const verb = method.toUpperCase();
  if (!isRouteMethod(verb)) {
    return refuse("route-method", `"${method}" is not a method of a route.`, `Use one of ${ROUTE_METHODS.join(", ")}.`);
  }
  const named = `The route "${verb} ${path}"`;
  if (!path.startsWith("/")) return refuse("route-path", `${named} does not start with "/".`, SYNTAX_REMEDY);

  const texts = path.slice(1).split("/");
  const segments: Segment[] = [];
  const names = new Set<string>();
  for (const [index, text] of texts.entries()) {
    const isLast = index === texts.length - 1;
    if (text === "" && !isLast) return refuse("route-path", `${named} has an empty segment ("//").`, SYNTAX_REMEDY);
    const segment = parseSegment(text);
    if (!segment) {
      return refuse("route-segment", `${named} has a segment that is neither text nor one {parameter}: "${text}".`, SYNTAX_REMEDY);
    }
    if (segment.kind === "greedy" && !isLast) {
      return refuse(
        "route-greedy-not-last",
        `${named} has "${text}" before its end.`,
        `A {name+} takes the rest of the path: put it last.`,
      );
    }
    if (segment.kind !== "fixed") {
      if (names.has(segment.name)) {
        return refuse("route-parameter-twice", `${named} names "${segment.name}" twice.`, "Give each parameter its own name.");
      }
      names.add(segment.name);
    }
    segments.push(segment);
  }
  return { ok: true, value: { key: `${verb} ${path}`, method: verb, segments } };
}

/** Two routes of one shape would take the same requests: "GET /a/{x}" and "GET /a/{y}". */
function shapeOf(route: ParsedRoute): string {
  if (!route.segments) return DEFAULT_ROUTE;
  const texts = route.segments.map((segment) => (segment.kind === "fixed" ? JSON.stringify(segment.text) : `{${segment.kind}}`));
  return `${route.method} /${texts.join("/")}`;
}

/** Every route, each on its own and all together. */
export function checkRoutes(routes: readonly HttpRoute[]): Parsed<readonly HttpRoute[]> {
  const takenBy = new Map<string, HttpRoute>();
  for (const route of routes) {
    const parsed = parseRoute(route.method, route.path);
    if (!parsed.ok) return parsed;
    const shape = shapeOf(parsed.value);
    const other = takenBy.get(shape);
    if (other) {
      const owners =
        other.functionName === route.functionName ? `twice in ${route.functionName}` : `in ${other.functionName} and ${route.functionName}`;
      return refuse(
        "route-twice",
        `The route "${parsed.value.key}" stands ${owners}.`,
        "Remove one of the two, or change its method or path.",
      );
    }
    takenBy.set(shape, route);
  }
  return { ok: true, value: routes };
}

/** The path parameters when the path fits, undefined when it does not. */
function parametersOf(segments: readonly Segment[], parts: readonly string[]): Record<string, string> | undefined {
  const parameters: [string, string][] = [];
  for (const [index, segment] of segments.entries()) {
    if (segment.kind === "greedy") {
      const rest = parts.slice(index).join("/");
      return rest === "" ? undefined : Object.fromEntries([...parameters, [segment.name, decodePercent(rest)]]);
    }
    const part = parts[index];
    if (part === undefined) return undefined;
    if (segment.kind === "fixed") {
      if (segment.text !== decodePercent(part)) return undefined;
      continue;
    }
    if (part === "") return undefined;
    parameters.push([segment.name, decodePercent(part)]);
  }
  return parts.length === segments.length ? Object.fromEntries(parameters) : undefined;
}

const SEGMENT_RANK: Readonly<Record<Segment["kind"], number>> = { fixed: 0, parameter: 1, greedy: 2 };

/** Compared as text, smaller is more specific: full before greedy before $default, then segments from the left, then the method. */
function specificityOf(route: ParsedRoute): string {
  const methodRank = route.method === "ANY" ? "1" : "0";
  if (!route.segments) return `2:${methodRank}`;
  const isGreedy = route.segments.at(-1)?.kind === "greedy";
  return `${isGreedy ? 1 : 0}:${route.segments.map((segment) => SEGMENT_RANK[segment.kind]).join("")}:${methodRank}`;
}

/** `path` is undecoded and without query. Undefined: no route, which the front door answers with 404. Throws on a route that `checkRoutes` refuses. */
export function matchRoute(routes: readonly HttpRoute[], method: string, path: string): RouteMatch | undefined {
  const verb = method.toUpperCase();
  const parts = path.replace(/^\//, "").split("/");
  let best: { readonly match: RouteMatch; readonly specificity: string } | undefined;
  for (const route of routes) {
    const parsed = parseRoute(route.method, route.path);
    if (!parsed.ok) throw new Error(parsed.message);
    if (parsed.value.method !== "ANY" && parsed.value.method !== verb) continue;
    const pathParameters = parsed.value.segments ? parametersOf(parsed.value.segments, parts) : {};
    if (!pathParameters) continue;
    const specificity = specificityOf(parsed.value);
    if (best && best.specificity <= specificity) continue;
    const { functionName, payloadFormat } = route;
    best = { match: { functionName, routeKey: parsed.value.key, payloadFormat, pathParameters }, specificity };
  }
  return best?.match;
}
