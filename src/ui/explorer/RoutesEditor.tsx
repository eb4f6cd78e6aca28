/** A function's HTTP routes. They take effect at once: a route is no part of the function's code. */

import { useState } from "react";
import { DEFAULT_ROUTE, ROUTE_METHODS } from "../../platform/triggers/http-routes.ts";
import type { HttpTrigger, Trigger } from "../../project/schema.ts";
import { Icon } from "../shared/Icon.tsx";
import { routeKey } from "./route-key.ts";
import { SelectField } from "./SelectField.tsx";
import { TextField } from "./TextField.tsx";

/** What is wrong in words, or undefined when it was taken. */
type Change = (triggers: readonly Trigger[]) => string | undefined;

const METHODS = ROUTE_METHODS.map((value) => ({ value, label: value }));
const FORMATS = [
  { value: "2.0", label: "Payload 2.0 (HTTP API)" },
  { value: "1.0", label: "Payload 1.0 (REST API)" },
] as const;

export function RoutesEditor({
  triggers,
  onChange,
  suggestedPath,
}: {
  triggers: readonly Trigger[];
  onChange: Change;
  suggestedPath: string;
}) {
  const [wrong, setWrong] = useState<string>();
  const routes = triggers.filter((trigger) => trigger.type === "http");
  const replace = (route: HttpTrigger, next: HttpTrigger) => onChange(triggers.map((each) => (each === route ? next : each)));

  const add = () => {
    const method =
      METHODS.find(({ value }) => !routes.some((route) => route.path === suggestedPath && route.method === value))?.value ?? "ANY";
    setWrong(onChange([...triggers, { type: "http", method, path: suggestedPath, payloadFormat: "2.0" }]));
  };

  return (
    <div className="settings-list">
      <div className="settings-list-head">
        <h3>Routes</h3>
        <button type="button" className="lk" onClick={add}>
          <Icon name="plus" size={12} />
          Add route
        </button>
      </div>
      {routes.map((route, index) => (
        // A route's key changes as it is typed; its place does not.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <div className="route" key={index}>
          <SelectField
            label={`Method of route ${index + 1}`}
            hideLabel
            value={METHODS.find(({ value }) => value === route.method)?.value ?? "ANY"}
            options={METHODS}
            onChange={(method) => setWrong(replace(route, { ...route, method }))}
          />
          <TextField
            label={`Path of route ${index + 1}`}
            hideLabel
            mono
            value={route.path}
            placeholder={`/things/{id} or ${DEFAULT_ROUTE}`}
            onCommit={(path) => replace(route, { ...route, path: path.trim() })}
          />
          <button
            type="button"
            className="ib icon"
            aria-label={`Remove route ${routeKey(route)}`}
            onClick={() => setWrong(onChange(triggers.filter((each) => each !== route)))}
          >
            <Icon name="close" size={14} />
          </button>
          <SelectField
            label={`Payload format of route ${index + 1}`}
            hideLabel
            value={route.payloadFormat}
            options={FORMATS}
            onChange={(payloadFormat) => setWrong(replace(route, { ...route, payloadFormat }))}
          />
        </div>
      ))}
      {routes.length === 0 && <p className="field-hint">No route: no HTTP request reaches it. An event sent by hand does.</p>}
      {wrong !== undefined && (
        <p className="field-wrong" role="alert">
          {wrong}
        </p>
      )}
    </div>
  );
}
