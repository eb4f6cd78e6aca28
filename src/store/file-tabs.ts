/** Which files stand open in the editor, and which is shown when one goes. */
import type { ProjectFunction } from "../project/schema.ts";
import { sameFile } from "../project/setup/setup.ts";
import type { FileRef, State } from "./state.ts";

export { sameFile };

type Tabs = Pick<State, "openTabs" | "activeFile" | "activeFunction">;

/** These three and no more: what is made of them is merged over a state that may have gone on. */
function tabsOf({ openTabs, activeFile, activeFunction }: Tabs): Tabs {
  return { openTabs, activeFile, activeFunction };
}

/** The file the handler names: "lib/app.handler" is in lib/app.ts. */
export function entryFile({ name, files, handler }: ProjectFunction): FileRef | undefined {
  const paths = Object.keys(files);
  const module = handler.slice(0, handler.lastIndexOf("."));
  const path = paths.find((each) => each.replace(/\.[^./]+$/, "") === module) ?? paths[0];
  return path === undefined ? undefined : { functionName: name, path };
}

export function withOpened(openTabs: readonly FileRef[], file: FileRef): Tabs {
  const known = openTabs.find((tab) => sameFile(tab, file));
  return { openTabs: known ? openTabs : [...openTabs, file], activeFile: known ?? file, activeFunction: file.functionName };
}

/** A function is shown by the file of it that is open, or by its entry. */
export function withShown(before: Tabs, definition: ProjectFunction): Tabs {
  const tabs = tabsOf(before);
  const { name } = definition;
  if (tabs.activeFile?.functionName === name) return { ...tabs, activeFunction: name };
  const file = tabs.openTabs.findLast(({ functionName }) => functionName === name) ?? entryFile(definition);
  return file ? withOpened(tabs.openTabs, file) : { ...tabs, activeFunction: name };
}

/** The tab to the right takes its place, else the one to the left. */
export function withClosed(before: Tabs, file: FileRef): Tabs {
  const tabs = tabsOf(before);
  const place = tabs.openTabs.findIndex((tab) => sameFile(tab, file));
  if (place < 0) return tabs;
  const openTabs = tabs.openTabs.toSpliced(place, 1);
  if (!sameFile(tabs.activeFile, file)) return { ...tabs, openTabs };
  const activeFile = openTabs[place] ?? openTabs[place - 1];
  return { openTabs, activeFile, activeFunction: activeFile?.functionName ?? tabs.activeFunction };
}

/** Every tab as `change` has it; undefined closes it. */
export function mapTabs(tabs: Tabs, change: (file: FileRef) => FileRef | undefined): Tabs {
  let mapped = tabsOf(tabs);
  for (const tab of tabs.openTabs) {
    const next = change(tab);
    if (!next) mapped = withClosed(mapped, tab);
    else if (next !== tab) mapped = withMoved(mapped, tab, next);
  }
  return mapped;
}

function withMoved(tabs: Tabs, from: FileRef, to: FileRef): Tabs {
  const openTabs = tabs.openTabs.map((tab) => (tab === from ? to : tab));
  return sameFile(tabs.activeFile, from) ? { openTabs, activeFile: to, activeFunction: to.functionName } : { ...tabs, openTabs };
}
