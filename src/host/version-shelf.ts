/** The versions that are deployed, and the older ones of which a container may still live. */
import type { Bundle } from "../bundler/bundle.ts";
import { type DeployedVersion, deployedVersion, type FunctionDefinition } from "./deployed-version.ts";
import type { Script } from "./sandbox-client.ts";

export const versionKey = (functionName: string, version: string): string => `${functionName}:${version}`;

export class VersionShelf {
  readonly #kept = new Map<string, DeployedVersion>();
  readonly #current = new Map<string, DeployedVersion>();
  readonly #counts = new Map<string, number>();

  add(definition: FunctionDefinition, bundle: Bundle, builtins: readonly Script[]): DeployedVersion {
    const { name } = definition;
    const count = (this.#counts.get(name) ?? 0) + 1;
    this.#counts.set(name, count);
    const deployed = deployedVersion(String(count), definition, bundle, builtins);
    this.#kept.set(versionKey(name, deployed.version), deployed);
    this.#current.set(name, deployed);
    return deployed;
  }

  get(functionName: string, version: string): DeployedVersion | undefined {
    return this.#kept.get(versionKey(functionName, version));
  }

  current(functionName: string): DeployedVersion | undefined {
    return this.#current.get(functionName);
  }

  allCurrent(): readonly DeployedVersion[] {
    return [...this.#current.values()];
  }

  /** It takes no more requests. False where there was none. */
  retire(functionName: string): boolean {
    return this.#current.delete(functionName);
  }

  /** Forgets and returns the versions that are neither deployed nor, by these keys, alive. */
  dropUnused(liveKeys: ReadonlySet<string>): readonly DeployedVersion[] {
    const dropped: DeployedVersion[] = [];
    for (const [key, deployed] of this.#kept) {
      if (liveKeys.has(key) || this.#current.get(deployed.definition.name) === deployed) continue;
      this.#kept.delete(key);
      dropped.push(deployed);
    }
    return dropped;
  }
}
