/** What the last build of the active function had to say, in words; a click goes to the line. */
import { deploymentOf, findFunction } from "../../store/selectors.ts";
import type { BuildMessageView } from "../../store/state.ts";
import { Icon } from "../shared/Icon.tsx";
import { useColdstart, useIntents } from "../shared/store-context.tsx";
import { revealLine } from "./reveal-line.ts";

export function Problems() {
  const functionName = useColdstart((state) => state.activeFunction);
  const messages = useColdstart((state) => deploymentOf(state, functionName).messages);
  if (messages.length === 0) return null;
  return (
    <ul className="problems" aria-label={`Problems of ${functionName}`}>
      {messages.map((message) => (
        <Problem key={`${message.file}:${message.line}:${message.column}:${message.text}`} message={message} functionName={functionName} />
      ))}
    </ul>
  );
}

function Problem({ message, functionName }: { message: BuildMessageView; functionName: string }) {
  const { severity, text, remedy, file, line = 1, column = 0 } = message;
  const isThere = useColdstart((state) => file !== undefined && findFunction(state, functionName)?.files[file] !== undefined);
  const { openFile } = useIntents();
  const words = (
    <>
      <Icon name="warning" />
      <span>
        <span className="visually-hidden">{severity === "error" ? "Error: " : "Warning: "}</span>
        {text} {remedy && <span className="muted">{remedy}</span>}
      </span>
      {file !== undefined && (
        <span className="mono muted">
          {file}:{line}
        </span>
      )}
    </>
  );
  const go = () => {
    if (file === undefined) return;
    openFile({ functionName, path: file });
    revealLine({ functionName, path: file }, line, column + 1);
  };
  return (
    <li className={`problem ${severity}`}>
      {isThere ? (
        <button type="button" onClick={go}>
          {words}
        </button>
      ) : (
        <p>{words}</p>
      )}
    </li>
  );
}
