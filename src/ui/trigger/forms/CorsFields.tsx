/** Which pages of other origins may read the answers of an HTTP API or of a function's URL; off until a person asks for it. */
import type { CorsConfig } from "../../../platform/triggers/trigger.ts";
import { TextField } from "../../explorer/TextField.tsx";
import { NumberField } from "../../shared/NumberField.tsx";
import { Check } from "./Check.tsx";
import { useWrong } from "./use-wrong.tsx";

const FIRST_CORS: CorsConfig = { allowOrigins: ["*"], allowMethods: ["*"], allowHeaders: [], exposeHeaders: [], allowCredentials: false };
const DAY_S = 86_400;

const LISTS = [
  { field: "allowOrigins", label: "Origins", example: "https://example.com" },
  { field: "allowMethods", label: "Methods", example: "GET, POST" },
  { field: "allowHeaders", label: "Request headers", example: "content-type" },
  { field: "exposeHeaders", label: "Readable response headers", example: "x-total" },
] as const;

interface CorsFieldsProps {
  label: string;
  cors: CorsConfig | undefined;
  /** What is wrong in words, or undefined when it was taken. */
  onChange: (next: CorsConfig | undefined) => string | undefined;
}

export function CorsFields({ label, cors, onChange }: CorsFieldsProps) {
  const { run, words } = useWrong();
  const change = (next: Partial<CorsConfig>) => onChange({ ...FIRST_CORS, ...cors, ...next });
  const keep = (seconds: number) => {
    const { maxAgeS: _, ...rest } = cors ?? FIRST_CORS;
    return onChange(seconds === 0 ? rest : { ...rest, maxAgeS: seconds });
  };
  return (
    <>
      <Check label={label} checked={cors !== undefined} onChange={(on) => run("on", onChange(on ? FIRST_CORS : undefined))} />
      {words("on")}
      {cors && (
        <>
          <div className="form-pair">
            {LISTS.map(({ field, label: name, example }) => (
              <TextField
                key={field}
                label={name}
                mono
                value={cors[field].join(", ")}
                placeholder={example}
                onCommit={(text) => change({ [field]: text.split(/[\s,]+/).filter((each) => each !== "") })}
              />
            ))}
            <NumberField
              label="Preflight kept"
              unit="s"
              value={cors.maxAgeS ?? 0}
              min={0}
              max={DAY_S}
              onChange={(seconds) => run("age", keep(seconds))}
            />
          </div>
          {words("age")}
          <Check
            label="With credentials: cookies and authorization"
            checked={cors.allowCredentials}
            onChange={(allowCredentials) => run("credentials", change({ allowCredentials }))}
          />
          {words("credentials")}
        </>
      )}
    </>
  );
}
