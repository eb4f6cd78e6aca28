/** Between two groups of a workshop: says what goes and what stays, and begins again. Opened, Enter does it. */
import { useEffect, useId, useRef, useState } from "react";
import { beginNextGroup, groupName } from "../../store/next-group.ts";
import { beginSession, sessionBeganMs } from "../../store/session-mark.ts";
import { forgetActions } from "../palette/recent-actions.ts";
import { useAttempt } from "../shared/attempt.ts";
import { counted } from "../shared/counted.ts";
import { Dialog } from "../shared/Dialog.tsx";
import { useColdstart, useIntents, useStoreApi } from "../shared/store-context.tsx";
import { beginnings, GOES, nothingMade, savedSince, stays } from "./next-group-words.ts";
import "../shared/field.css";
import "./next-group.css";

export function NextGroupDialog({ onClose }: { onClose: () => void }) {
  const store = useStoreApi();
  const attempt = useAttempt();
  const { projects } = useIntents();
  const view = useColdstart((state) => state.projects);
  const keepsNothing = useColdstart((state) => state.saving === "failed");
  // As it was when it was asked for: what goes on meanwhile changes no word here.
  const [options] = useState(() => beginnings(store.getState()));
  const [keepAs] = useState(() =>
    nothingMade(store.getState(), options) ? undefined : groupName(store.getState().project.name, new Date()),
  );
  const [chosen, choose] = useState(options[0]?.id);
  const [removes, setRemoves] = useState(false);
  const go = useRef<HTMLButtonElement>(null);
  const name = useId();
  useEffect(() => {
    void projects?.list();
    go.current?.focus();
  }, [projects]);
  const ours = view ? savedSince(view.kept, sessionBeganMs(tabMemory()), view.openId) : [];
  const unchanged = keepAs === undefined ? view?.kept.find(({ id }) => id === view.openId)?.name : undefined;
  const others = (view?.kept ?? []).filter(({ id }) => id !== view?.openId && !(removes && ours.some((each) => each.id === id)));

  const begin = () => {
    const { setup } = options.find(({ id }) => id === chosen) ?? options[0] ?? {};
    if (!setup) return;
    attempt(async () => {
      beginNextGroup(store, { begin: setup, keepAs: removes ? undefined : keepAs });
      beginSession(tabMemory(), Date.now());
      forgetActions();
      onClose();
      if (removes) await removeForGood(ours.map(({ id }) => id));
      const { notify } = store.getState().intents;
      notify("info", "Ready for the next group.", keepAs === undefined || removes ? undefined : `The work before is kept as “${keepAs}”.`);
    });
  };
  const removeForGood = async (ids: readonly string[]) => {
    for (const id of ids) {
      await projects?.remove(id);
      await projects?.forget(id);
    }
  };

  return (
    <Dialog
      title="Next group"
      onClose={onClose}
      footer={
        <>
          <button type="button" className="btn" onClick={onClose}>
            Not yet
          </button>
          <button ref={go} type="button" className="btn pri" onClick={begin}>
            Begin with the next group
          </button>
        </>
      }
    >
      <div className="next-group">
        <fieldset>
          <legend>Begin with</legend>
          {options.map(({ id, label }) => (
            <label className="check" key={id}>
              <input type="radio" name={name} checked={id === chosen} onChange={() => choose(id)} />
              {label}
            </label>
          ))}
        </fieldset>
        <Words title="Goes" lines={GOES} />
        <Words title="Stays" lines={stays({ keepAs, unchanged, removes, others: others.length, keepsNothing })} />
        {keepsNothing && <p className="field-wrong">This browser keeps nothing for this page: what the group made goes with the rest.</p>}
        {ours.length > 0 && (
          <label className="check">
            <input type="checkbox" checked={removes} onChange={(event) => setRemoves(event.currentTarget.checked)} />
            <span>
              Delete what this session saved, {counted(ours.length, "project")}, for good:{" "}
              <span data-personal="">{ours.map((each) => each.name).join(", ")}</span>
            </span>
          </label>
        )}
      </div>
    </Dialog>
  );
}

function Words({ title, lines }: { title: string; lines: readonly string[] }) {
  return (
    <section>
      <h3>{title}</h3>
      <ul>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </section>
  );
}

/** Blocked for a page in a frame. */
function tabMemory(): Storage | undefined {
  try {
    return sessionStorage;
  } catch {
    return undefined;
  }
}
