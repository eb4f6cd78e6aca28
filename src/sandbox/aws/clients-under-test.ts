/**
 * What the tests of the SDK share: the scripts as a container gets them, evaluated here with Node's own streams, and a
 * page that answers calls with what the test says.
 */
import { createRequire } from "node:module";
import type { BuiltinScript } from "../build-node-builtins.ts";
import { buildRuntimePackages } from "../build-runtime-packages.ts";
import type { BuiltinFactory, ServiceReply } from "../node/node-host.ts";

export interface SeenCall {
  readonly service: string;
  readonly operation: string;
  readonly input: unknown;
  readonly body?: string;
}

type Answer = Partial<Omit<ServiceReply, "output">> & { readonly output?: object };

export interface ContainerRealm {
  require(name: string): unknown;
  /** Scripts evaluated so far, in order. */
  readonly loaded: readonly string[];
  readonly calls: SeenCall[];
  answer(answer: Answer): void;
}

let scripts: Promise<readonly BuiltinScript[]> | undefined;
export const builtScripts = (): Promise<readonly BuiltinScript[]> => (scripts ??= buildRuntimePackages());

export async function createRealm(): Promise<ContainerRealm> {
  const byName = new Map((await builtScripts()).map((script) => [script.name, script.code]));
  const nodeRequire = createRequire(import.meta.url);
  const modules = new Map<string, { exports: unknown }>();
  const loaded: string[] = [];
  const calls: SeenCall[] = [];
  let next: Answer = {};
  Object.assign(process.env, { AWS_REGION: "us-east-1", AWS_ACCESS_KEY_ID: "AKIDEXAMPLE", AWS_SECRET_ACCESS_KEY: "secret" });
  const host = {
    callService: (service: string, operation: string, input: string, body?: Uint8Array): Promise<ServiceReply> => {
      calls.push({ service, operation, input: JSON.parse(input) as unknown, ...(body ? { body: new TextDecoder().decode(body) } : {}) });
      const { output = {}, status = 200, ...rest } = next;
      return Promise.resolve({ ...rest, status, output: JSON.stringify(output) });
    },
  };

  const load = (specifier: string): unknown => {
    const name = specifier.replace(/^node:/, "");
    const code = byName.get(name);
    if (code === undefined) return nodeRequire(specifier);
    const known = modules.get(name);
    if (known) return known.exports;
    loaded.push(name);
    const module = { exports: {} as unknown };
    modules.set(name, module);
    let factory: BuiltinFactory | undefined;
    Reflect.set(globalThis, Symbol.for("coldstart.define"), (_name: string, defined: BuiltinFactory) => {
      factory = defined;
    });
    new Function(code)();
    factory?.(load, module, host as unknown as Parameters<BuiltinFactory>[2]);
    return module.exports;
  };

  return {
    require: load,
    loaded,
    calls,
    answer(answer) {
      next = answer;
    },
  };
}
