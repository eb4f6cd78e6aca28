/** What the page has to say, at the foot of it. Information goes by itself; what went wrong stays until it is read. */
import { useEffect } from "react";
import type { Notice } from "../../store/state.ts";
import { useAttempt } from "../shared/attempt.ts";
import { Icon } from "../shared/Icon.tsx";
import { useColdstart, useIntents } from "../shared/store-context.tsx";
import "./notices.css";

const INFO_STAYS_MS = 7_000;

export function Notices() {
  const notices = useColdstart((state) => state.notices);
  const errors = notices.filter(({ kind }) => kind === "error");
  const others = notices.filter(({ kind }) => kind !== "error");
  return (
    <section className="notices" aria-label="Notices">
      <div role="alert">
        {errors.map((notice) => (
          <NoticeCard key={notice.id} notice={notice} />
        ))}
      </div>
      <div role="status">
        {others.map((notice) => (
          <NoticeCard key={notice.id} notice={notice} />
        ))}
      </div>
    </section>
  );
}

function NoticeCard({ notice: { id, kind, text, remedy, action } }: { notice: Notice }) {
  const { dismissNotice, projects } = useIntents();
  const attempt = useAttempt();
  useEffect(() => {
    if (kind !== "info") return;
    const timer = setTimeout(() => dismissNotice(id), INFO_STAYS_MS);
    return () => clearTimeout(timer);
  }, [id, kind, dismissNotice]);

  return (
    <div className={`notice ${kind}`}>
      {kind === "info" ? <i className="sd" /> : <Icon name="warning" />}
      <div className="grow">
        <p>{text}</p>
        {remedy !== undefined && <p className="muted">{remedy}</p>}
        {action === "export-zip" && projects && (
          <button type="button" className="btn" onClick={() => attempt(() => projects.exportZip())}>
            Download a zip
          </button>
        )}
      </div>
      <button type="button" className="ib icon" aria-label="Dismiss" onClick={() => dismissNotice(id)}>
        <Icon name="close" size={14} />
      </button>
    </div>
  );
}
