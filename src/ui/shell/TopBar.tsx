/** The page's header: what is open, which view of it, the clock, and whether what is written is what runs. */
import { profileOf } from "../../store/selectors.ts";
import { Explain } from "../shared/Explain.tsx";
import { Icon, Logo } from "../shared/Icon.tsx";
import { useColdstart } from "../shared/store-context.tsx";
import { useMediaQuery } from "../shared/useMediaQuery.ts";
import { ClockControl, PlatformTime } from "./ClockControl.tsx";
import { BuildMessages, DeployButton, DeployState } from "./DeployControl.tsx";
import type { OpenDialog } from "./dialog-name.ts";
import { MoreMenu } from "./MoreMenu.tsx";
import { ProjectMenu } from "./ProjectMenu.tsx";
import { ThemeMenu } from "./ThemeMenu.tsx";
import { ViewTabs } from "./ViewTabs.tsx";
import "./top-bar.css";

interface TopBarProps {
  openDialog: OpenDialog;
  /** Small screens: the explorer is a drawer. */
  onOpenExplorer: (() => void) | undefined;
  narrow: boolean;
}

export function TopBar({ openDialog, onOpenExplorer, narrow }: TopBarProps) {
  const roomy = useMediaQuery("(min-width: 1024px)");
  const roomier = useMediaQuery("(min-width: 1200px)");
  const wide = useMediaQuery("(min-width: 1400px)");
  return (
    <header className="top" data-pane="Top bar">
      {onOpenExplorer && (
        <button type="button" className="ib icon" aria-label="Open the explorer" onClick={onOpenExplorer}>
          <Icon name="menu" />
        </button>
      )}
      {!narrow && (
        <span className="brand">
          <Logo />
        </span>
      )}
      <h1 className="visually-hidden">Coldstart</h1>
      <ProjectMenu openDialog={openDialog} />
      {!narrow && <ViewTabs />}
      <span className="grow" />
      {wide && <ProviderLabel />}
      {roomier && <ClockControl />}
      {wide && <PlatformTime />}
      {roomier && <span className="vr" />}
      {!narrow && <DeployState onPress={() => openDialog("history")} />}
      <BuildMessages />
      <DeployButton />
      {roomy && (
        <>
          <span className="vr" />
          <button type="button" className="ib words" onClick={() => openDialog("share")}>
            <Icon name="link" />
            Share
          </button>
          <button type="button" className="ib words" onClick={() => openDialog("lessons")}>
            <Icon name="book" />
            Lessons
          </button>
        </>
      )}
      {wide ? (
        <>
          <ThemeMenu />
          <button type="button" className="ib icon" aria-label="Commands" title="Commands (Ctrl K)" onClick={() => openDialog("palette")}>
            <Icon name="terminal" />
          </button>
          <button type="button" className="ib icon" aria-label="Keyboard help" title="Keyboard (?)" onClick={() => openDialog("keyboard")}>
            <Icon name="keyboard" />
          </button>
        </>
      ) : (
        <MoreMenu openDialog={openDialog} />
      )}
    </header>
  );
}

function ProviderLabel() {
  const profile = useColdstart(profileOf);
  const { prices } = profile;
  return (
    <Explain label={`Provider profile: ${profile.label}`} className="explain provider" trigger={profile.label} align="end">
      <h2>{profile.label}</h2>
      <p>Containers start, freeze, are reused and billed by this provider’s rules. Your code runs here, in this browser.</p>
      <p>
        Prices: <a href={prices.tiers.source}>{new URL(prices.tiers.source).hostname}</a>, read {prices.tiers.asOf}.
      </p>
    </Explain>
  );
}
