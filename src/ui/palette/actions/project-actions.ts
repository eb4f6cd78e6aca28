/** The project as a whole, and what belongs to it; each window of the page. */

import { keepMine } from "../../share/keep-mine.ts";
import type { DialogName } from "../../shell/dialog-name.ts";
import { type Group, type PaletteAction, shownWhen } from "../action.ts";
import { showBuild } from "./view-actions.ts";

interface Window {
  readonly dialog: DialogName;
  readonly name: string;
  readonly group: Group;
  readonly words?: string;
}

/** All but the palette itself. */
const WINDOWS: readonly Window[] = [
  { dialog: "projects", name: "All projects", group: "Project", words: "open switch saved storage" },
  { dialog: "history", name: "History of versions and edits", group: "Project", words: "undo bring back restore deploys diff" },
  { dialog: "share", name: "Share this set-up", group: "Project", words: "link url qr code embed badge" },
  { dialog: "examples", name: "Examples", group: "Project", words: "gallery templates" },
  {
    dialog: "platform-settings",
    name: "Platform settings",
    group: "Project",
    words: "concurrency limit idle lifetime billing network hosts",
  },
  { dialog: "secrets", name: "Secrets and parameters", group: "Project", words: "password environment" },
  { dialog: "new-function", name: "Add a function", group: "Project", words: "new create lambda" },
  { dialog: "start-over", name: "Start over with the starter", group: "Project", words: "new reset empty" },
  { dialog: "new-service", name: "Add a service", group: "Services", words: "new create bucket queue table topic alarm" },
  { dialog: "lessons", name: "All lessons", group: "Lessons", words: "course learn tutorial" },
  { dialog: "glossary", name: "Glossary", group: "Help", words: "terms words meaning" },
  { dialog: "keyboard", name: "Keyboard", group: "Help", words: "shortcuts keys help" },
  { dialog: "offline", name: "Ready for offline?", group: "Help", words: "install cache wi-fi network" },
  { dialog: "next-group", name: "Next group", group: "Help", words: "workshop reset clear session" },
];

export const PROJECT_ACTIONS: readonly PaletteAction[] = [
  ...WINDOWS.map(
    ({ dialog, ...named }): PaletteAction => ({
      id: `dialog-${dialog}`,
      ...named,
      run: ({ openDialog }) => openDialog(dialog),
    }),
  ),
  {
    id: "new-project",
    name: "New project",
    group: "Project",
    words: "create open starter",
    available: ({ intents }) => shownWhen(intents.projects !== undefined),
    run: ({ store }) => store.getState().intents.projects?.create(),
  },
  {
    id: "rename-project",
    name: "Rename the project…",
    group: "Project",
    words: "name title",
    ask: { label: "Name of the project", placeholder: "photo-service", initial: ({ project }) => project.name },
    run: ({ store }, name) => store.getState().intents.renameProject(name),
  },
  {
    id: "new-file",
    name: "Add a file to the open function…",
    group: "Project",
    words: "new create",
    ask: { label: "Path of the new file", placeholder: "lib/name.ts" },
    run: ({ store }, path) => {
      const { intents, activeFunction } = store.getState();
      intents.addFile({ functionName: activeFunction, path });
      showBuild(store);
    },
  },
  {
    id: "export-zip",
    name: "Export as a zip",
    group: "Project",
    words: "download save backup files",
    available: ({ intents }) => shownWhen(intents.projects !== undefined),
    run: ({ store }) => store.getState().intents.projects?.exportZip(),
  },
  {
    id: "import-zip",
    name: "Import a zip…",
    group: "Project",
    words: "upload open files",
    available: ({ intents }) => shownWhen(intents.projects !== undefined),
    run: async ({ store }) => {
      const zip = await chosenZip();
      if (zip) await store.getState().intents.projects?.importZip(zip);
    },
  },
  {
    id: "keep-mine",
    name: "Back from the shared set-up to mine",
    group: "Project",
    words: "keep dismiss",
    available: ({ shared, intents }) => shownWhen(shared !== undefined && intents.projects !== undefined),
    run: ({ store }) => keepMine(store),
  },
];

function chosenZip(): Promise<File | undefined> {
  const input = Object.assign(document.createElement("input"), { type: "file", accept: ".zip,application/zip" });
  return new Promise((resolve) => {
    input.addEventListener("change", () => resolve(input.files?.[0]));
    input.addEventListener("cancel", () => resolve(undefined));
    input.click();
  });
}
