/** CORS of the project's HTTP API: one rule for all routes. A function's URL has its own, in its form. */
import { problemWords } from "../shared/attempt.ts";
import { useColdstart, useIntents } from "../shared/store-context.tsx";
import { CorsFields } from "../trigger/forms/CorsFields.tsx";
import "../trigger/forms.css";

const SOURCE = "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html";

export function CorsSection() {
  const cors = useColdstart((state) => state.project.api.cors);
  const { setCors } = useIntents();
  return (
    <section className="cors-section" aria-label="CORS of the routes">
      <CorsFields
        label="Let pages of other origins call the routes (CORS)"
        cors={cors}
        onChange={(next) => problemWords(() => setCors(next))}
      />
      <p className="field-hint">
        {cors ? (
          <>
            The API answers preflights itself and sets these headers in place of the functions’: <a href={SOURCE}>CORS of HTTP APIs</a>. A
            function URL has its own, in its form.
          </>
        ) : (
          "Off: the API adds no headers, and an OPTIONS request needs a route of its own."
        )}
      </p>
    </section>
  );
}
