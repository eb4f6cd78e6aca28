/**
 * The page's own keys. They are heard before the editor hears them; a single letter or sign counts only where no text is
 * being written.
 */
import { useEffect } from "react";
import type { StoreApi } from "zustand";
import type { Coldstart } from "../../store/intents.ts";
import type { State } from "../../store/state.ts";
import { useStoreApi } from "../shared/store-context.tsx";
import { rateBeside } from "./clock-rates.ts";
import type { OpenDialog } from "./dialog-name.ts";
import { focusPaneBeside } from "./panes.ts";

type Action = () => void;

export function useKeyboard(openDialog: OpenDialog): void {
  const store = useStoreApi();
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      // Who is about to press K goes on typing at once: what lists the actions had better be here then.
      if (event.key === "Control" || event.key === "Meta") import("../palette/PaletteDialog.tsx").catch(() => {});
      // A window that is open has the keys to itself, unless it is the page in large type.
      if (document.querySelector("dialog[open]:not([data-page-keys])")) return;
      const action = actionFor(event, store, openDialog);
      if (!action) return;
      event.preventDefault();
      event.stopPropagation();
      action();
    };
    addEventListener("keydown", onKeyDown, { capture: true });
    return () => removeEventListener("keydown", onKeyDown, { capture: true });
  }, [store, openDialog]);
}

export function actionFor(event: KeyboardEvent, store: StoreApi<Coldstart>, openDialog: OpenDialog): Action | undefined {
  const { intents, platform, presenter, lesson, load } = store.getState();
  const command = event.ctrlKey || event.metaKey;
  if (command && !event.altKey && !event.shiftKey) {
    if (event.key === "Enter") return () => void intents.send({ deployFirst: true });
    if (event.key.toLowerCase() === "s") return () => void intents.deploy();
    if (event.key.toLowerCase() === "k") return () => openDialog("palette");
    return undefined;
  }
  if (event.altKey && !command && !event.shiftKey) {
    // By place on the keyboard: with Alt, some systems make other signs of these keys.
    if (event.code === "Enter") return () => void intents.send();
    if (event.code === "Digit1") return () => showView(store, "build");
    if (event.code === "Digit2") return () => showView(store, "map");
    if (event.code === "Digit3") return () => showView(store, "observe");
    if (event.code === "Comma") return () => intents.setClockRate(rateBeside(platform.clock.rate, -1));
    if (event.code === "PageDown") return () => intents.lessons?.showStep((lesson?.step ?? 0) + 1);
    if (event.code === "PageUp") return () => intents.lessons?.showStep((lesson?.step ?? 0) - 1);
    if (event.code === "KeyE") return () => evictFocused(store);
    if (event.code === "Period") return () => intents.setClockRate(rateBeside(platform.clock.rate, 1));
    return undefined;
  }
  if (event.altKey && event.shiftKey && !command) {
    if (event.code === "KeyP") return () => intents.present({ open: !presenter.open });
    if (event.code === "KeyG") return () => openDialog("next-group");
    if (event.code === "Enter") return () => void (load.progress ? intents.stopLoad() : intents.startLoad());
  }
  if (command || event.altKey) return undefined;
  if (event.key === "F6") return () => focusPaneBeside(event.shiftKey ? -1 : 1);
  if (event.key === "?" && !isWriting(event.target)) return () => openDialog("keyboard");
  return undefined;
}

/** A tile says whose it is; without one in focus, the selected container is meant. */
function evictFocused(store: StoreApi<Coldstart>): void {
  const { intents, selectedContainerId } = store.getState();
  const id = document.activeElement?.closest<HTMLElement>("[data-container]")?.dataset.container ?? selectedContainerId;
  if (id !== undefined) intents.kill(id);
}

/** On a phone, Map and Observe are among the panes. */
export function showView(store: StoreApi<Coldstart>, view: State["view"]): void {
  const { intents, mobilePane } = store.getState();
  intents.show(view);
  if (view !== "build") intents.showPane(view);
  else if (mobilePane === "observe" || mobilePane === "map") intents.showPane("code");
}

function isWriting(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches("input, textarea, select, [role='textbox']"));
}
