/** A function in the tree: its runtime, its containers as dots, and below it its files and routes. */
import { kindOf } from "../../platform/triggers/kinds/registry.ts";
import type { ProjectFunction } from "../../project/schema.ts";
import { deploymentOf, isEdited } from "../../store/selectors.ts";
import { ServiceIcon } from "../services/ServiceIcon.tsx";
import { problemWords } from "../shared/attempt.ts";
import { Icon } from "../shared/Icon.tsx";
import { MenuItem } from "../shared/Menu.tsx";
import { NameInput } from "../shared/NameInput.tsx";
import { useColdstart, useIntents, useStoreApi } from "../shared/store-context.tsx";
import { openTrigger } from "../trigger/open-trigger.ts";
import { type KeyedTrigger, keyedTriggers } from "../trigger/trigger-key.ts";
import { ContainerDots, dotsText, livePhases } from "./ContainerDots.tsx";
import { FileItem } from "./FileItem.tsx";
import { routeKey } from "./route-key.ts";
import { TreeRow } from "./TreeRow.tsx";
import { fileId, functionId, newFileId, routeId, triggerId, useTree } from "./tree-context.ts";

const RUNTIMES = { javascript: { badge: "JS", label: "JavaScript" }, typescript: { badge: "TS", label: "TypeScript" } } as const;

interface FunctionItemProps {
  definition: ProjectFunction;
  expanded: boolean;
  active: boolean;
  onToggle: () => void;
  onSelect: () => void;
}

export function FunctionItem({ definition, expanded, active, onToggle, onSelect }: FunctionItemProps) {
  const { name, runtime, files, triggers } = definition;
  const phases = useColdstart((state) => livePhases(state, name));
  const deployed = useColdstart((state) => deploymentOf(state, name).deployedDefinition !== undefined);
  const edited = useColdstart((state) => isEdited(state, name));
  const neighbour = useColdstart((state) => state.project.functions.find((each) => each.name !== name)?.name);
  const onlyOne = neighbour === undefined;
  const { renameFunction, removeFunction, addFile } = useIntents();
  const { editing, setEditing, setFocused, askRemoval } = useTree();
  const { badge, label } = RUNTIMES[runtime];
  const routes = triggers.filter((trigger) => trigger.type === "http");
  const remove = () => askRemoval({ name, kind: "function", focusAfter: functionId(neighbour ?? name), run: () => removeFunction(name) });

  return (
    <TreeRow
      id={functionId(name)}
      name={name}
      label={[name, label, dotsText(phases), deployed ? (edited ? "edited" : "") : "not deployed yet"]
        .filter((part) => part !== "")
        .join(", ")}
      level={1}
      selected={active && !expanded}
      expanded={expanded}
      functionName={name}
      onOpen={active ? onToggle : onSelect}
      onRename={(next) => {
        const problem = problemWords(() => renameFunction(name, next));
        if (problem === undefined) {
          setFocused(functionId(next));
          setEditing(undefined);
        }
        return problem;
      }}
      {...(onlyOne ? {} : { onRemove: remove })}
      icon={<Icon name={expanded ? "chevron-down" : "chevron-right"} size={12} />}
      marks={
        <>
          <span className="badge" title={label}>
            {badge}
          </span>
          {deployed && edited && <i className="dirty" title="Edited since it was deployed" />}
          <span className="grow" />
          <ContainerDots phases={phases} />
        </>
      }
      menu={
        <>
          <MenuItem onSelect={() => setEditing(newFileId(name))}>
            <Icon name="plus" />
            New file
          </MenuItem>
          <MenuItem onSelect={() => setEditing(functionId(name))}>
            <Icon name="pencil" />
            Rename
          </MenuItem>
          <MenuItem danger disabled={onlyOne} onSelect={remove}>
            <Icon name="trash" />
            Remove function
          </MenuItem>
        </>
      }
    >
      {(expanded || editing === newFileId(name)) && (
        // biome-ignore lint/a11y/useSemanticElements: a group of a tree is no fieldset
        <div role="group" className="tree-group">
          {Object.keys(files).map((path) => (
            <FileItem key={fileId(name, path)} file={{ functionName: name, path }} only={Object.keys(files).length === 1} />
          ))}
          {editing === newFileId(name) && (
            <div className="rw editing">
              <Icon name="file" />
              <NameInput
                label={`Path of the new file in ${name}`}
                value=""
                placeholder={runtime === "typescript" ? "lib/prices.ts" : "lib/prices.mjs"}
                onCommit={(path) => {
                  const problem = problemWords(() => addFile({ functionName: name, path }));
                  if (problem === undefined) setEditing(undefined);
                  return problem;
                }}
                onCancel={() => setEditing(undefined)}
              />
            </div>
          )}
          {routes.map((trigger) => (
            <RouteItem key={routeKey(trigger)} functionName={name} text={routeKey(trigger)} onOpen={onSelect} />
          ))}
          {keyedTriggers(triggers)
            .filter(({ trigger }) => trigger.type !== "http")
            .map((keyed) => (
              <TriggerItem key={triggerId(name, keyed.key)} functionName={name} keyed={keyed} />
            ))}
        </div>
      )}
    </TreeRow>
  );
}

/** What starts the function beside its routes: a press opens its form. */
function TriggerItem({ functionName, keyed }: { functionName: string; keyed: KeyedTrigger }) {
  const store = useStoreApi();
  const { onOpened } = useTree();
  const { label, subject, watches, type } = kindOf(keyed.trigger);
  const text = subject(keyed.trigger) || label;
  return (
    <TreeRow
      id={triggerId(functionName, keyed.key)}
      name={text}
      label={`${label} ${subject(keyed.trigger)}, trigger`}
      level={2}
      selected={false}
      functionName={functionName}
      onOpen={() => {
        openTrigger(store.getState(), functionName, keyed);
        onOpened();
      }}
      icon={watches ? <ServiceIcon kind={watches.kind} /> : <Icon name={type === "schedule" ? "clock" : "globe"} />}
    />
  );
}

function RouteItem({ functionName, text, onOpen }: { functionName: string; text: string; onOpen: () => void }) {
  return (
    <TreeRow
      id={routeId(functionName, text)}
      name={text}
      label={`${text}, route`}
      level={2}
      selected={false}
      functionName={functionName}
      onOpen={onOpen}
      icon={<Icon name="globe" />}
    />
  );
}
