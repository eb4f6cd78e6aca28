/** The routes there are, for a request that matched none: one press makes the request fit. */
import { requestTo } from "../../store/default-draft.ts";
import { allRoutes } from "../../store/selectors.ts";
import { useColdstart, useIntents } from "../shared/store-context.tsx";

export function RouteList() {
  const routes = useColdstart(allRoutes);
  const { editDraft } = useIntents();
  if (routes.length === 0) return <p className="story-remedy">This project has no routes.</p>;
  return (
    <ul className="route-list" aria-label="Routes of this project">
      {routes.map((route) => (
        <li key={`${route.method} ${route.path}`}>
          <button type="button" className="lk mono" onClick={() => editDraft(requestTo(route))}>
            {route.path === "$default" ? "$default" : `${route.method} ${route.path}`}
          </button>
          <span className="muted">to {route.functionName}</span>
        </li>
      ))}
    </ul>
  );
}
