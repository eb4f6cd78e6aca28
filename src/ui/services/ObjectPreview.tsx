/** One object looked at: what it holds, and everything S3 says about it. */
import { useEffect, useState } from "react";
import type { ObjectView } from "../../platform/services/services-view.ts";
import type { StoredContent } from "../../store/intents.ts";
import { asProblem } from "../../store/problem.ts";
import { useAttempt } from "../shared/attempt.ts";
import { CopyButton } from "../shared/CopyButton.tsx";
import { formatBytes } from "../shared/format.ts";
import { Icon } from "../shared/Icon.tsx";
import { saveFile } from "../shared/save-file.ts";
import { useIntents } from "../shared/store-context.tsx";
import { JsonCode } from "../trigger/JsonCode.tsx";
import { previewOf } from "./preview-content.ts";
import { formatMoment } from "./words.ts";

interface ObjectPreviewProps {
  bucket: string;
  object: ObjectView;
  onClose: () => void;
  onDelete: () => void;
}

export function ObjectPreview({ bucket, object, onClose, onDelete }: ObjectPreviewProps) {
  const { readObject } = useIntents();
  const attempt = useAttempt();
  const { key, etag, sizeBytes, contentType, metadata, lastModifiedMs } = object;
  const [content, setContent] = useState<StoredContent>();
  const [problem, setProblem] = useState<string>();

  useEffect(() => {
    let wanted = true;
    readObject(bucket, key).then(
      (read) => wanted && setContent(read),
      (reason: unknown) => {
        const { message, remedy } = asProblem(reason);
        if (wanted) setProblem(`${message} ${remedy}`);
      },
    );
    return () => {
      wanted = false;
    };
  }, [readObject, bucket, key]);

  const name = key.split("/").at(-1) || key;
  return (
    <aside className="service-side" aria-label={`Object ${key}`}>
      <div className="service-side-head">
        <h3 className="mono" title={key}>
          {name}
        </h3>
        <CopyButton label="Copy the key" text={() => key} />
        <button type="button" className="lk" onClick={() => attempt(async () => download(await readObject(bucket, key), name))}>
          Download
        </button>
        <button type="button" className="ib icon" aria-label={`Delete ${key}`} title="Delete" onClick={onDelete}>
          <Icon name="trash" size={14} />
        </button>
        <button type="button" className="ib icon" aria-label="Close the preview" onClick={onClose}>
          <Icon name="close" size={14} />
        </button>
      </div>
      <div className="service-part">
        {problem !== undefined ? (
          <p className="field-wrong" role="alert">
            {problem}
          </p>
        ) : content ? (
          <Content content={content} name={name} />
        ) : (
          <p className="muted">Reading.</p>
        )}
      </div>
      <dl className="facts service-part">
        <dt>Key</dt>
        <dd className="mono">{key}</dd>
        <dt>Size</dt>
        <dd>
          {formatBytes(sizeBytes)}
          {sizeBytes >= 1_000 && ` (${sizeBytes.toLocaleString("en-US")} B)`}
        </dd>
        <dt>Type</dt>
        <dd>{contentType}</dd>
        <dt>ETag</dt>
        <dd className="mono">{etag}</dd>
        <dt>Modified</dt>
        <dd>{formatMoment(lastModifiedMs)}</dd>
        {Object.entries(metadata).map(([header, value]) => [
          <dt key={`${header}-name`} className="mono">
            x-amz-meta-{header}
          </dt>,
          <dd key={`${header}-value`}>{value}</dd>,
        ])}
      </dl>
    </aside>
  );
}

function Content({ content: { bytes, contentType }, name }: { content: StoredContent; name: string }) {
  const preview = previewOf(bytes, contentType);
  switch (preview.kind) {
    case "empty":
      return <p className="muted">It is empty: 0 bytes.</p>;
    case "image":
      return <ImageContent bytes={bytes} contentType={contentType} name={name} />;
    case "text":
      return (
        <>
          <JsonCode label={`Content of ${name}`} text={preview.text} plain={!preview.isJson} />
          {preview.cut && <p className="muted">Only its beginning is shown. Download it to see all.</p>}
        </>
      );
    case "hex":
      return (
        <>
          <p className="muted">No preview: neither text nor an image. Its first {preview.shownBytes} bytes:</p>
          {/* What scrolls can be focused, so that the arrow keys scroll it. */}
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: see above */}
          <pre className="mono hex" tabIndex={0}>
            {preview.text}
          </pre>
        </>
      );
  }
}

function ImageContent({ bytes, contentType, name }: StoredContent & { name: string }) {
  const [source, setSource] = useState<string>();
  const [size, setSize] = useState<string>();
  useEffect(() => {
    const url = URL.createObjectURL(new Blob([bytes], { type: contentType }));
    setSource(url);
    return () => URL.revokeObjectURL(url);
  }, [bytes, contentType]);
  if (source === undefined) return null;
  return (
    <>
      <img
        className="answer-image"
        src={source}
        alt={name}
        onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) => setSize(`${naturalWidth} × ${naturalHeight} px`)}
        onError={() => setSize(`Its bytes are no ${contentType} image.`)}
      />
      <p className="muted">{size}</p>
    </>
  );
}

/** The type is left out: a page among the files never opens as one of ours. */
function download({ bytes }: StoredContent, name: string): void {
  saveFile(name, new Blob([bytes], { type: "application/octet-stream" }));
}
