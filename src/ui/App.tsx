/** The page: header, one of three views, vital signs; and what floats above them. What each shows is its own business. */
import { type ComponentType, lazy, type ReactNode, Suspense, useCallback, useState } from "react";
import type { State } from "../store/state.ts";
import { Explorer } from "./explorer/Explorer.tsx";
import { useColdstart } from "./shared/store-context.tsx";
import { useIsNarrow, useMediaQuery } from "./shared/useMediaQuery.ts";
import { Announcer } from "./shell/Announcer.tsx";
import { BottomBar } from "./shell/BottomBar.tsx";
import { BuildView } from "./shell/BuildView.tsx";
import { Drawer } from "./shell/Drawer.tsx";
import type { DialogName, DialogProps } from "./shell/dialog-name.ts";
import { useKeyboard } from "./shell/keyboard.ts";
import { Notices } from "./shell/Notices.tsx";
import { PaneBoundary } from "./shell/PaneBoundary.tsx";
import { StatusStrip } from "./shell/StatusStrip.tsx";
import { TopBar } from "./shell/TopBar.tsx";
import { useTheme } from "./shell/theme.ts";
import { viewPanelId, viewTabId } from "./shell/ViewTabs.tsx";
import "./shared/fonts.css";
import "./shared/tokens.css";
import "./shared/base.css";

// Charts are most of the page's weight, and none of the first visit's.
const ObserveView = lazy(() => import("./observe/ObserveView.tsx").then((module) => ({ default: module.ObserveView })));

const MapView = lazy(() => import("./map/MapView.tsx").then((module) => ({ default: module.MapView })));

const Presenter = lazy(() => import("./present/Presenter.tsx").then((module) => ({ default: module.Presenter })));

const EmbedBar = lazy(() => import("./embed/EmbedBar.tsx").then((module) => ({ default: module.EmbedBar })));
const SharedBar = lazy(() => import("./share/SharedBar.tsx").then((module) => ({ default: module.SharedBar })));
const ClassBar = lazy(() => import("./share/ClassBar.tsx").then((module) => ({ default: module.ClassBar })));
const BadLink = lazy(() => import("./share/BadLink.tsx").then((module) => ({ default: module.BadLink })));
const UpdateBar = lazy(() => import("./offline/UpdateBar.tsx").then((module) => ({ default: module.UpdateBar })));
/** Nobody asked for it: without its code, zips are imported from the list of projects. */
const ZipDrop = lazy<ComponentType<{ onOpened: () => void }>>(() =>
  import("./projects/ZipDrop.tsx").then(
    (module) => ({ default: module.ZipDrop }),
    () => ({ default: () => null }),
  ),
);
const LessonDock = lazy(() => import("./lessons/LessonDock.tsx").then((module) => ({ default: module.LessonDock })));

/** Each comes when it is first opened. */
const DIALOGS: Readonly<Record<DialogName, ComponentType<DialogProps>>> = {
  "new-function": lazy(() => import("./explorer/NewFunctionDialog.tsx").then((module) => ({ default: module.NewFunctionDialog }))),
  "new-service": lazy(() => import("./services/NewServiceDialog.tsx").then((module) => ({ default: module.NewServiceDialog }))),
  secrets: lazy(() => import("./services/SecretsDialog.tsx").then((module) => ({ default: module.SecretsDialog }))),
  "platform-settings": lazy(() =>
    import("./explorer/PlatformSettingsDialog.tsx").then((module) => ({ default: module.PlatformSettingsDialog })),
  ),
  keyboard: lazy(() => import("./shell/KeyboardDialog.tsx").then((module) => ({ default: module.KeyboardDialog }))),
  projects: lazy(() => import("./projects/ProjectsDialog.tsx").then((module) => ({ default: module.ProjectsDialog }))),
  history: lazy(() => import("./history/HistoryDialog.tsx").then((module) => ({ default: module.HistoryDialog }))),
  share: lazy(() => import("./share/ShareDialog.tsx").then((module) => ({ default: module.ShareDialog }))),
  lessons: lazy(() => import("./lessons/LessonsDialog.tsx").then((module) => ({ default: module.LessonsDialog }))),
  examples: lazy(() => import("./gallery/ExamplesDialog.tsx").then((module) => ({ default: module.ExamplesDialog }))),
  glossary: lazy(() => import("./gallery/GlossaryDialog.tsx").then((module) => ({ default: module.GlossaryDialog }))),
  palette: lazy(() => import("./palette/PaletteDialog.tsx").then((module) => ({ default: module.PaletteDialog }))),
  offline: lazy(() => import("./offline/OfflineDialog.tsx").then((module) => ({ default: module.OfflineDialog }))),
  "next-group": lazy(() => import("./present/NextGroupDialog.tsx").then((module) => ({ default: module.NextGroupDialog }))),
  "start-over": lazy(() => import("./shell/StartOverDialog.tsx").then((module) => ({ default: module.StartOverDialog }))),
};

/** A frame keeps nothing: there is nothing to list, to look back on or to share. */
const IN_FRAMES: readonly DialogName[] = ["new-function", "new-service", "secrets", "platform-settings", "keyboard", "glossary"];

export function App() {
  const [dialog, setDialog] = useState<DialogName>();
  const [drawer, setDrawer] = useState(false);
  const narrow = useIsNarrow();
  const roomy = useMediaQuery("(min-width: 1024px)");
  const view = useColdstart((state) => state.view);
  const presents = useColdstart((state) => state.presenter.open);
  const shared = useColdstart((state) => state.shared !== undefined);
  const inClass = useColdstart((state) => state.classroom !== undefined || state.classResult !== undefined);
  const linkWaits = useColdstart((state) => state.incoming !== undefined);
  const updates = useColdstart(
    ({ offline, embed }) => embed === undefined && (offline?.update === "ready" || offline?.update === "coming"),
  );
  const lessonDocked = useColdstart((state) => state.lesson?.open === true);
  const pane = useColdstart((state) => (state.mobilePane === "lesson" && !state.lesson?.open ? "code" : state.mobilePane));
  const lessonAlone = narrow && pane === "lesson";
  const shown = narrow ? (pane === "observe" || pane === "map" ? pane : "build") : view;
  const embed = useColdstart((state) => state.embed);
  const takesZips = useColdstart((state) => state.intents.projects !== undefined);
  const openDialog = useCallback(
    (name: DialogName) => {
      if (embed && !IN_FRAMES.includes(name)) return;
      setDrawer(false);
      setDialog(name);
    },
    [embed],
  );
  const closeDrawer = () => setDrawer(false);
  useTheme();
  useKeyboard(openDialog);
  const OpenDialog = dialog && DIALOGS[dialog];
  const openExplorer = roomy ? undefined : () => setDrawer(true);
  const embedBar = (place: "top" | "foot") => (
    <Suspense>
      <EmbedBar place={place} narrow={narrow} onOpenExplorer={openExplorer} />
    </Suspense>
  );

  return (
    <div className="view">
      {embed ? embedBar("top") : <TopBar openDialog={openDialog} narrow={narrow} onOpenExplorer={openExplorer} />}
      {shared && (
        <Suspense>
          <SharedBar />
        </Suspense>
      )}
      {updates && (
        <Suspense>
          <UpdateBar />
        </Suspense>
      )}
      {inClass && (
        <Suspense>
          <ClassBar />
        </Suspense>
      )}
      <div className="app-body">
        {lessonDocked && (
          <Suspense fallback={<div className={lessonAlone ? "view-panel" : "lesson-coming"} hidden={narrow && !lessonAlone} />}>
            <LessonDock openDialog={openDialog} narrow={narrow} hidden={narrow && !lessonAlone} />
          </Suspense>
        )}
        {/* Kept while another view is shown: the editor is dear to build, and what was typed in the panes stays. */}
        <ViewPanel view="build" narrow={narrow} hidden={shown !== "build" || lessonAlone}>
          <BuildView openDialog={openDialog} narrow={narrow} pane={pane} lessonDocked={lessonDocked} />
        </ViewPanel>
        {shown === "map" && (
          <ViewPanel view="map" narrow={narrow} hidden={false}>
            <PaneBoundary name="The map">
              <Suspense fallback={<p className="quiet">The map is loading.</p>}>
                <MapView />
              </Suspense>
            </PaneBoundary>
          </ViewPanel>
        )}
        {shown === "observe" && (
          <ViewPanel view="observe" narrow={narrow} hidden={false}>
            <main className="observe-view" data-pane="Observe">
              <PaneBoundary name="Observe">
                <Suspense fallback={<p className="quiet">Charts are loading.</p>}>
                  <ObserveView />
                </Suspense>
              </PaneBoundary>
            </main>
          </ViewPanel>
        )}
      </div>
      {narrow ? <BottomBar /> : <StatusStrip openDialog={openDialog} />}
      {embed && embedBar("foot")}
      {takesZips && (
        <Suspense>
          <ZipDrop onOpened={() => setDialog(undefined)} />
        </Suspense>
      )}
      <Notices />
      <Announcer />
      {drawer && !roomy && (
        <Drawer label="Functions and settings" onClose={closeDrawer}>
          <Explorer openDialog={openDialog} onOpened={closeDrawer} />
        </Drawer>
      )}
      {presents && (
        <Suspense>
          <Presenter />
        </Suspense>
      )}
      {linkWaits && (
        <Suspense>
          <BadLink />
        </Suspense>
      )}
      {OpenDialog && (
        <Suspense>
          <OpenDialog onClose={() => setDialog(undefined)} openDialog={openDialog} />
        </Suspense>
      )}
    </div>
  );
}

interface ViewPanelProps {
  view: State["view"];
  narrow: boolean;
  hidden: boolean;
  children: ReactNode;
}

/** On a phone there are no tabs, and so no panel of one. */
function ViewPanel({ view, narrow, hidden, children }: ViewPanelProps) {
  const role = narrow ? {} : { role: "tabpanel", "aria-labelledby": viewTabId(view) };
  return (
    <div className="view-panel" id={viewPanelId(view)} hidden={hidden} {...role}>
      {children}
    </div>
  );
}
