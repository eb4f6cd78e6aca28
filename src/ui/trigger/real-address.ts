/** Where a request of the builder answers in this browser: `fn/<project>/<path>` beside the page, through its service worker. */
import { projectSlug } from "../../project/http-front-of.ts";

export function realAddress(projectName: string, target: string, base: string = document.baseURI): string {
  const path = target.trim().replaceAll(" ", "%20");
  return new URL(`fn/${projectSlug(projectName)}${path.startsWith("/") ? path : `/${path}`}`, base).href;
}
