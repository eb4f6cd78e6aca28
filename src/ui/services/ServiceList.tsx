/** The project's services, each with the number that matters now. Opening one shows it in the centre. */
import { derive } from "../../store/derive.ts";
import type { State } from "../../store/state.ts";
import { Icon } from "../shared/Icon.tsx";
import { useColdstart, useIntents } from "../shared/store-context.tsx";
import { useSlowly } from "../shared/useSlowly.ts";
import { AlarmMark } from "./AlarmMark.tsx";
import { ServiceIcon } from "./ServiceIcon.tsx";
import { serviceRows } from "./service-rows.ts";
import { KIND_TEXTS } from "./service-texts.ts";
import "./service-list.css";

const rowsOf = derive((state: State) => [state.project, state.services], serviceRows);

export function ServiceList({ onOpened }: { onOpened: (() => void) | undefined }) {
  const rows = useSlowly(rowsOf);
  const open = useColdstart((state) => state.openService);
  const { openService, showPane } = useIntents();
  return (
    <ul className="service-list">
      {rows.map(({ service, icon, now, alarm }) => {
        const shown = open?.kind === service.kind && open.name === service.name;
        return (
          <li key={`${service.kind}/${service.name}`}>
            <button
              type="button"
              className={shown ? "rw sel" : "rw"}
              aria-label={`${KIND_TEXTS[service.kind].label} ${service.name}, ${now}`}
              aria-current={shown ? "true" : undefined}
              title={service.name}
              onClick={() => {
                openService(service);
                showPane("code");
                onOpened?.();
              }}
            >
              <ServiceIcon kind={icon} />
              <span className="nm">{service.name}</span>
              <span className="service-now">{alarm ? <AlarmMark state={alarm} /> : now}</span>
            </button>
          </li>
        );
      })}
      {open && (
        <li>
          <button
            type="button"
            className="lk service-back"
            onClick={() => {
              openService(undefined);
              onOpened?.();
            }}
          >
            <Icon name="chevron-left" size={14} />
            Back to the editor
          </button>
        </li>
      )}
    </ul>
  );
}
