/** What a leader lays down before the link goes to a class. Chosen here, it goes with the link; the open project stays as it is. */
import { useId } from "react";
import type { Project } from "../../project/schema.ts";
import { sameFile } from "../../store/file-tabs.ts";
import type { Classroom } from "../../store/state.ts";
import { Check } from "./ShareChoices.tsx";

interface ClassroomFieldsProps {
  readonly project: Project;
  readonly classroom: Classroom | undefined;
  readonly onChange: (classroom: Classroom | undefined) => void;
}

const MOST_TITLE_CHARS = 80;

export function ClassroomFields({ project, classroom, onChange }: ClassroomFieldsProps) {
  const id = useId();
  if (!classroom) {
    const begin = () => onChange({ title: project.name, lockedFiles: [], hintsHidden: false, asksForResult: true });
    return (
      <>
        <p className="field-hint">Lock files, hide a lesson's hints, and have results sent back to you as links.</p>
        <button type="button" className="btn" onClick={begin}>
          Make it a classroom link
        </button>
      </>
    );
  }
  const change = (part: Partial<Classroom>) => onChange({ ...classroom, ...part });
  const files = project.functions.flatMap(({ name, files }) => Object.keys(files).map((path) => ({ functionName: name, path })));
  return (
    <div className="share-class">
      <div className="field">
        <label className="field-label" htmlFor={id}>
          Title
        </label>
        <input
          id={id}
          className="input"
          maxLength={MOST_TITLE_CHARS}
          value={classroom.title}
          onChange={(event) => change({ title: event.currentTarget.value })}
        />
      </div>
      <fieldset>
        <legend className="field-label">Locked files: read, not changed</legend>
        {files.map((file) => {
          const isLocked = classroom.lockedFiles.some((each) => sameFile(each, file));
          return (
            <label key={`${file.functionName}/${file.path}`} className="check">
              <input
                type="checkbox"
                checked={isLocked}
                onChange={() =>
                  change({
                    lockedFiles: isLocked
                      ? classroom.lockedFiles.filter((each) => !sameFile(each, file))
                      : [...classroom.lockedFiles, file],
                  })
                }
              />
              <span className="mono">
                {file.functionName}/{file.path}
              </span>
            </label>
          );
        })}
      </fieldset>
      <Check label="Hide hints" checked={classroom.hintsHidden} onChange={(hintsHidden) => change({ hintsHidden })}>
        Of the lesson that the set-up belongs to. Solve is not offered either.
      </Check>
      <Check label="Ask for results" checked={classroom.asksForResult} onChange={(asksForResult) => change({ asksForResult })}>
        Who opens it can send you their result: another link, made in their browser, with their name as they type it.
      </Check>
      <button type="button" className="btn" onClick={() => onChange(undefined)}>
        Make it an ordinary link
      </button>
    </div>
  );
}
