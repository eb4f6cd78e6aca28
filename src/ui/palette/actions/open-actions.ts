/** What the open project holds, each part by its name: functions, files, services, containers, saved events. */
import type { Coldstart } from "../../../store/intents.ts";
import { isEdited } from "../../../store/selectors.ts";
import type { ServiceKind, ServiceRef } from "../../../store/state.ts";
import { isEnded } from "../../fleet/shown-fleet.ts";
import { PHASE_WORDS } from "../../fleet/tile-words.ts";
import { namesOf } from "../../services/service-names.ts";
import { KINDS } from "../../services/service-texts.ts";
import { type PaletteAction, shownWhen, when } from "../action.ts";
import { showBuild } from "./view-actions.ts";

/** More are a crowd, not a choice. */
const MOST_CONTAINERS = 40;

export function openActions(state: Coldstart): readonly PaletteAction[] {
  return [...functionActions(state), ...serviceActions(state), ...containerActions(state), ...eventActions(state)];
}

function functionActions({ project: { functions } }: Coldstart): readonly PaletteAction[] {
  return functions.flatMap(({ name, files }): readonly PaletteAction[] => [
    {
      id: `function ${name}`,
      name: `Go to ${name}`,
      group: "Go to",
      words: "function open",
      run: ({ store }) => {
        store.getState().intents.selectFunction(name);
        showBuild(store);
      },
    },
    ...Object.keys(files).map(
      (path): PaletteAction => ({
        id: `file ${name}/${path}`,
        name: `Go to ${name}/${path}`,
        group: "Go to",
        words: "file open",
        run: ({ store }) => {
          store.getState().intents.openFile({ functionName: name, path });
          showBuild(store);
        },
      }),
    ),
    ...(functions.length > 1
      ? [
          {
            id: `deploy ${name}`,
            name: `Deploy ${name}`,
            group: "Run",
            words: "build function",
            available: (state) => shownWhen(isEdited(state, name)),
            run: ({ store }) => store.getState().intents.deploy(name),
          } satisfies PaletteAction,
        ]
      : []),
  ]);
}

/** What is put into it by hand, on its own page. */
const PUT_IN: Readonly<Record<ServiceKind, string | undefined>> = {
  bucket: "Upload a file to",
  queue: "Send a message to",
  table: "Put an item into",
  topic: "Publish to",
  alarm: undefined,
};

function serviceActions({ project }: Coldstart): readonly PaletteAction[] {
  return KINDS.flatMap((kind) =>
    namesOf(project, kind).flatMap((name): readonly PaletteAction[] => {
      const run: PaletteAction["run"] = ({ store }) => openService(store, { kind, name });
      const putIn = PUT_IN[kind];
      return [
        { id: `service ${kind} ${name}`, name: `Open the ${kind} ${name}`, group: "Services", words: "service", run },
        ...(putIn === undefined
          ? []
          : [{ id: `put ${kind} ${name}`, name: `${putIn} ${name}`, group: "Services", words: "add", run } as const]),
      ];
    }),
  );
}

function openService(store: Parameters<PaletteAction["run"]>[0]["store"], service: ServiceRef): void {
  store.getState().intents.openService(service);
  showBuild(store);
}

function containerActions({ platform: { containers } }: Coldstart): readonly PaletteAction[] {
  const living = containers.filter(({ phase }) => !isEnded(phase));
  const idle = living.filter(({ phase }) => phase === "idle");
  return [
    {
      id: "evict-focused",
      name: "Evict the selected container",
      group: "Containers",
      words: "kill end stop",
      available: ({ selectedContainerId }) =>
        when(
          living.some(({ id }) => id === selectedContainerId),
          "Select one in the fleet first.",
        ),
      run: ({ store }) => {
        const { intents, selectedContainerId } = store.getState();
        if (selectedContainerId !== undefined) intents.kill(selectedContainerId);
      },
    },
    {
      id: "evict-idle",
      name: "Evict every idle container",
      group: "Containers",
      words: "kill end stop all scale to zero",
      available: () => when(idle.length > 0, "None is idle."),
      run: ({ store }) => {
        for (const { id } of idle) store.getState().intents.kill(id);
      },
    },
    ...living.slice(0, MOST_CONTAINERS).map(
      ({ id, functionName, phase }): PaletteAction => ({
        id: `evict ${id}`,
        name: `Evict ${id} of ${functionName}`,
        group: "Containers",
        words: `kill end stop container ${PHASE_WORDS[phase]}`,
        run: ({ store }) => store.getState().intents.kill(id),
      }),
    ),
  ];
}

function eventActions({ savedEvents }: Coldstart): readonly PaletteAction[] {
  return savedEvents.map(
    ({ functionName, name }): PaletteAction => ({
      id: `event ${functionName} ${name}`,
      name: `Take up the saved event ${name} of ${functionName}`,
      group: "Run",
      words: "test request",
      run: ({ store }) => {
        store.getState().intents.useSavedEvent(functionName, name);
        showBuild(store, "trigger");
      },
    }),
  );
}
