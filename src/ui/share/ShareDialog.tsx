/** The open set-up as a link: what goes into it, how long it is and why, and the ways to hand it on. */
import { useId, useState } from "react";
import { setupOf } from "../../store/setup-of.ts";
import { counted, formatCount } from "../shared/counted.ts";
import { Dialog } from "../shared/Dialog.tsx";
import { useIntents, useStoreApi } from "../shared/store-context.tsx";
import { ClassroomFields } from "./ClassroomFields.tsx";
import { CopyText } from "./CopyText.tsx";
import { FrameFields } from "./FrameFields.tsx";
import { LinkParts } from "./LinkParts.tsx";
import { linkAdvice } from "./link-advice.ts";
import { QrCode } from "./QrCode.tsx";
import { ShareChoices } from "./ShareChoices.tsx";
import { type ShareOptions, secretNames } from "./share-setup.ts";
import { badgeMarkdown, baseOf, linkOf } from "./share-texts.ts";
import { type ShareLink, useShareLink } from "./use-share-link.ts";
import "../shared/field.css";
import "./share-dialog.css";

export function ShareDialog({ onClose }: { onClose: () => void }) {
  const store = useStoreApi();
  const { projects } = useIntents();
  const [setup] = useState(() => setupOf(store.getState()));
  const [options, setOptions] = useState<ShareOptions>({
    withSecrets: secretNames(setup).length === 0,
    withEvents: true,
    withRows: false,
    withRun: false,
  });
  const [password, setPassword] = useState("");
  const [classroom, setClassroom] = useState(setup.classroom);
  const link = useShareLink(setup, { options, password, classroom });
  const base = baseOf(location);
  const address = link.made && { base, fragment: link.made.fragment };

  return (
    <Dialog title="Share" onClose={onClose} wide>
      <div className="share">
        <section className="share-main" aria-label="The link">
          <LinkField link={link} text={address && linkOf(address)} />
          <ShareChoices setup={setup} options={options} onOptions={setOptions} password={password} onPassword={setPassword} link={link} />
        </section>
        <section className="share-room" aria-label="What takes the room">
          <h3>What takes the room</h3>
          <LinkParts parts={link.made?.parts} />
        </section>
        <div className="share-ways">
          <details>
            <summary>QR code</summary>
            {address && <QrCode text={linkOf(address)} />}
          </details>
          <details>
            <summary>Markdown badge</summary>
            <p className="field-hint">For a README: a badge that opens this set-up.</p>
            {address && (
              <>
                <img src="badge.svg" width={154} height={28} alt="The badge: Open in Coldstart" />
                <CopyText label="Markdown" text={badgeMarkdown(address, setup.project.name)} />
              </>
            )}
          </details>
          <details>
            <summary>Embed in a page</summary>
            <p className="field-hint">A frame for documentation. Nothing in it runs until who reads it chooses Run.</p>
            {address && <FrameFields address={address} title={`${setup.project.name} in Coldstart`} />}
          </details>
          <details open={classroom !== undefined}>
            <summary>For a class</summary>
            <ClassroomFields project={setup.project} classroom={classroom} onChange={setClassroom} />
          </details>
          {projects && (
            <details>
              <summary>As a file</summary>
              <p className="field-hint">A zip has no limit of length: plain files, which this page opens again.</p>
              <button type="button" className="btn" onClick={() => void projects.exportZip()}>
                Download the zip
              </button>
            </details>
          )}
        </div>
      </div>
    </Dialog>
  );
}

function LinkField({ link, text }: { link: ShareLink; text: string | undefined }) {
  const id = useId();
  if (link.problem) {
    return (
      <p className="field-wrong" role="alert">
        {link.problem.message} {link.problem.remedy}
      </p>
    );
  }
  const advice = text === undefined ? undefined : linkAdvice(text.length);
  return (
    <div aria-busy={link.busy}>
      <CopyText label="Link" text={text ?? ""} primary describedBy={id} />
      <p id={id} className="share-length">
        {text !== undefined && advice ? (
          <>
            <b className={`share-level ${advice.level}`}>{counted(text.length, "character")}.</b> {advice.text}{" "}
            {advice.source && <a href={advice.source.href}>{advice.source.words}</a>}
          </>
        ) : (
          "The link is being made."
        )}
      </p>
      <p className="visually-hidden" role="status">
        {text !== undefined && !link.busy && `The link has ${formatCount(text.length)} characters.`}
      </p>
    </div>
  );
}
