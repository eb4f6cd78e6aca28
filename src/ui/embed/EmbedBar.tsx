/** In a frame, in place of the header: what is open, its views, and the way to a page of its own, which is there in any case. */
import { Icon, Logo } from "../shared/Icon.tsx";
import { useColdstart } from "../shared/store-context.tsx";
import { BuildMessages, DeployButton } from "../shell/DeployControl.tsx";
import { ViewTabs } from "../shell/ViewTabs.tsx";
import "./embed.css";
import { useOwnPageLink } from "./own-page-link.ts";

interface EmbedBarProps {
  /** Where the header is hidden, the way out stands at the foot. */
  readonly place: "top" | "foot";
  readonly narrow: boolean;
  /** Small frames: the explorer is a drawer. */
  readonly onOpenExplorer: (() => void) | undefined;
}

export function EmbedBar({ place, narrow, onOpenExplorer }: EmbedBarProps) {
  const headless = useColdstart((state) => state.embed?.hidden.includes("header") === true);
  if (headless !== (place === "foot")) return null;
  return headless ? <EmbedFoot /> : <EmbedHead narrow={narrow} onOpenExplorer={onOpenExplorer} />;
}

function EmbedHead({ narrow, onOpenExplorer }: Omit<EmbedBarProps, "place">) {
  const name = useColdstart((state) => state.project.name);
  const readOnly = useColdstart((state) => state.embed?.readOnly === true);
  const explores = useColdstart((state) => state.embed?.hidden.includes("explorer") !== true);
  return (
    <header className="top embed-head" data-pane="Top bar">
      {explores && onOpenExplorer && (
        <button type="button" className="ib icon" aria-label="Open the explorer" onClick={onOpenExplorer}>
          <Icon name="menu" />
        </button>
      )}
      <h1 className="visually-hidden">Coldstart</h1>
      <b className="embed-name">{name}</b>
      {!narrow && <ViewTabs />}
      <span className="grow" />
      <BuildMessages />
      {!readOnly && <DeployButton />}
      <OwnPage />
    </header>
  );
}

function EmbedFoot() {
  const name = useColdstart((state) => state.project.name);
  return (
    <footer className="embed-foot" data-pane="Frame">
      <h1 className="visually-hidden">Coldstart</h1>
      <b className="embed-name">{name}</b>
      <span className="grow" />
      <OwnPage />
    </footer>
  );
}

function OwnPage() {
  const link = useOwnPageLink();
  return (
    <a
      className="btn ghost embed-own"
      href={link}
      target="_blank"
      rel="noopener"
      title="The same set-up on a page of its own, in a new tab"
    >
      <Logo />
      Open in Coldstart
    </a>
  );
}
