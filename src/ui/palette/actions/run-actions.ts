/** What makes code run, and what ends it. */
import { editedFunctions } from "../../../store/selectors.ts";
import { runShared } from "../../share/run-shared.ts";
import { type PaletteAction, shownWhen, when } from "../action.ts";

const isTrusted = { why: "Someone shared this set-up: read it, then choose Run." };
const NOTHING_EDITED = "Everything runs as it is written.";

export const RUN_ACTIONS: readonly PaletteAction[] = [
  {
    id: "trust",
    name: "Run the shared set-up",
    group: "Run",
    words: "trust",
    available: ({ shared }) => shownWhen(shared !== undefined),
    run: ({ store }) => runShared(store),
  },
  {
    id: "send",
    name: "Deploy what changed, then send",
    group: "Run",
    words: "request invoke call",
    available: ({ shared }) => (shared ? isTrusted : true),
    run: ({ store }) => store.getState().intents.send({ deployFirst: true }),
  },
  {
    id: "send-as-deployed",
    name: "Send without deploying",
    group: "Run",
    words: "request invoke call",
    available: ({ shared }) => (shared ? isTrusted : true),
    run: ({ store }) => store.getState().intents.send(),
  },
  {
    id: "stop-waiting",
    name: "Stop waiting for answers",
    group: "Run",
    words: "cancel request",
    available: ({ history }) => shownWhen(history.some(({ state }) => state === "waiting")),
    run: ({ store }) => store.getState().intents.cancelSend(),
  },
  {
    id: "deploy",
    name: "Deploy what changed",
    group: "Run",
    words: "build all",
    available: (state) => (state.shared ? isTrusted : when(editedFunctions(state).length > 0, NOTHING_EDITED)),
    run: ({ store }) => store.getState().intents.deploy(),
  },
  {
    id: "load-start",
    name: "Start the load",
    group: "Run",
    words: "traffic burst requests many",
    available: ({ shared, load }) => (shared ? isTrusted : shownWhen(load.progress === undefined)),
    run: ({ store }) => store.getState().intents.startLoad(),
  },
  {
    id: "load-stop",
    name: "Stop the load",
    group: "Run",
    words: "traffic end",
    available: ({ load }) => shownWhen(load.progress !== undefined),
    run: ({ store }) => store.getState().intents.stopLoad(),
  },
  {
    id: "record-start",
    name: "Start recording requests",
    group: "Run",
    words: "replay tape",
    available: ({ intents, replay }) => shownWhen(intents.replay !== undefined && replay?.taping === undefined),
    run: ({ store }) => store.getState().intents.replay?.startRecording(),
  },
  {
    id: "record-stop",
    name: "Stop recording requests",
    group: "Run",
    words: "replay tape",
    available: ({ replay }) => shownWhen(replay?.taping !== undefined),
    run: ({ store }) => store.getState().intents.replay?.stopRecording(),
  },
  {
    id: "copy-curl",
    name: "Copy the request as curl",
    group: "Run",
    words: "clipboard command",
    run: async ({ store }) => {
      const { intents } = store.getState();
      await navigator.clipboard.writeText(await intents.copyAsCurl());
      intents.notify("info", "The request is in the clipboard, as a curl command.");
    },
  },
  {
    id: "reset-run",
    name: "Reset the run",
    group: "Run",
    words: "clear history charts end containers",
    run: ({ store }) => store.getState().intents.reset(),
  },
];
