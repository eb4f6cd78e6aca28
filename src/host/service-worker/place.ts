/** Which address is a function's: `fn/<project>/<path>` below the page. */
export interface Place {
  readonly project: string;
  /** With its query. */
  readonly path: string;
}

export function placeOf(url: URL, base: URL): Place | undefined {
  const below = url.pathname.startsWith(base.pathname) ? url.pathname.slice(base.pathname.length) : "";
  const [, project, path = "/"] = /^fn\/([^/]+)(\/.*)?$/.exec(below) ?? [];
  return project === undefined ? undefined : { project: decoded(project), path: `${path}${url.search}` };
}

/** What is not percent-encoded rightly is taken as it stands. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
