/** A lesson's text, from plain data to elements: nothing of it is ever read as HTML. */
import { Fragment } from "react";
import type { Block, Inline } from "../../lessons/lesson.ts";
import { CopyButton } from "../shared/CopyButton.tsx";
import { Icon } from "../shared/Icon.tsx";
import { Term } from "./Term.tsx";
import { useOpenLesson } from "./use-open-lesson.ts";

const LESSON_LINK = "lesson:";

export function LessonText({ blocks }: { blocks: readonly Block[] }) {
  return blocks.map((block, place) => (
    // A text's parts are told by their places.
    // biome-ignore lint/suspicious/noArrayIndexKey: see above
    <BlockView key={place} block={block} />
  ));
}

function BlockView({ block }: { block: Block }) {
  switch (block.type) {
    case "paragraph":
      return (
        <p>
          <InlineText text={block.text} />
        </p>
      );
    case "list": {
      const List = block.ordered ? "ol" : "ul";
      return (
        <List className={block.ordered ? "lesson-list ordered" : "lesson-list"}>
          {block.items.map((item, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: as above
            <li key={place}>
              <InlineText text={item} />
            </li>
          ))}
        </List>
      );
    }
    case "code":
      return (
        <div className="lesson-fence">
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: longer than the dock is wide, it is scrolled by the keyboard too */}
          <pre className="lesson-code mono" tabIndex={0}>
            <code>{block.text}</code>
          </pre>
          <CopyButton label="Copy the code" text={() => block.text} />
        </div>
      );
    case "table":
      return <TableView {...block} />;
  }
}

function TableView({ head, rows }: Extract<Block, { type: "table" }>) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: as code
    <section className="lesson-table" tabIndex={0} aria-label="Table">
      <table>
        <thead>
          <tr>
            {head.map((cell, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: as above
              <th key={place} scope="col">
                <InlineText text={cell} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: as above
            <tr key={place}>
              {row.map((cell, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: as above
                <td key={at}>
                  <InlineText text={cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

export function InlineText({ text }: { text: readonly Inline[] }) {
  return text.map((inline, place) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: as above
    <Fragment key={place}>{typeof inline === "string" ? inline : <InlineView inline={inline} />}</Fragment>
  ));
}

function InlineView({ inline }: { inline: Exclude<Inline, string> }) {
  switch (inline.type) {
    case "code":
      return <code className="mono">{inline.text}</code>;
    case "key":
      return <kbd className="lesson-key">{inline.text}</kbd>;
    case "term":
      return <Term term={inline.term}>{inline.text}</Term>;
    case "link":
      return <LinkView {...inline} />;
    case "strong":
      return (
        <strong>
          <InlineText text={inline.text} />
        </strong>
      );
    case "em":
      return (
        <em>
          <InlineText text={inline.text} />
        </em>
      );
  }
}

function LinkView({ href, text }: { href: string; text: readonly Inline[] }) {
  const openLesson = useOpenLesson();
  if (href.startsWith(LESSON_LINK)) {
    return (
      <button type="button" className="lesson-link" onClick={() => openLesson(href.slice(LESSON_LINK.length))}>
        <InlineText text={text} />
      </button>
    );
  }
  return (
    <a className="lesson-link" href={href} target="_blank" rel="noreferrer">
      <InlineText text={text} />
      <span className="visually-hidden"> (opens a new tab)</span>
      <Icon name="link" size={11} />
    </a>
  );
}
