/** CORS of the project's HTTP API or of a function's URL: https://docs.aws.amazon.com/lambda/latest/api/API_Cors.html. */
import type { CorsConfig } from "../platform/triggers/trigger.ts";
import { type FieldReader, given } from "./field-reader.ts";

const ORIGIN = { pattern: /^(\*|https?:\/\/(\*|[^\s/]{1,240}))$/, rule: 'origins like "https://example.com", or "*"' };
const METHOD = { pattern: /^(\*|GET|PUT|POST|HEAD|PATCH|DELETE|OPTIONS)$/, rule: 'methods like "GET", or "*"' };
const HEADER = { pattern: /^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,1024}$/, rule: 'names of headers, or "*"' };
const MAX_AGE_S = { min: 0, max: 86_400 };

export function readCors(fields: FieldReader): CorsConfig {
  return {
    allowOrigins: fields.texts("allowOrigins", ORIGIN),
    allowMethods: fields.texts("allowMethods", METHOD),
    allowHeaders: fields.texts("allowHeaders", HEADER),
    exposeHeaders: fields.texts("exposeHeaders", HEADER),
    allowCredentials: fields.flag("allowCredentials", false),
    ...given({ maxAgeS: fields.optionalWhole("maxAgeS", MAX_AGE_S) }),
  };
}
