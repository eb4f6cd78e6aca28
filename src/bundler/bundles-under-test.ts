/** What the tests of bundles share: bundling with the native esbuild, and running what comes out as a container would. */
import { createRequire } from "node:module";
import * as esbuild from "esbuild";
import { RUNTIME_NAMES } from "../sandbox/runtime-names.ts";
import { gatheredPackages } from "./build-npm-packages.ts";
import type { Bundle, BundleResult } from "./bundle.ts";
import { createBundler } from "./bundle-files.ts";

const bundler = createBundler(esbuild, RUNTIME_NAMES, gatheredPackages());
type Runtime = "nodejs22.x" | "nodejs24.x";
export const bundle = (files: Record<string, string>, handler = "index.handler", runtime: Runtime = "nodejs22.x") =>
  bundler.bundle({ files, handler, runtime });

/** Built-ins come from outside, here from Node itself. */
export function offerBuiltins(): void {
  const require = createRequire(import.meta.url);
  Object.defineProperty(globalThis, Symbol.for("coldstart.require"), {
    value: (name: string) => require(name.startsWith("@") ? name : `node:${name}`),
    configurable: true,
  });
}

export function built(result: BundleResult): Bundle {
  if (!result.ok) throw new Error(result.messages.map(({ text }) => text).join("; "));
  return result.bundle;
}

export async function load(files: Record<string, string>, handler?: string, runtime?: Runtime): Promise<Record<string, unknown>> {
  const { code } = built(await bundle(files, handler, runtime));
  const module = (await import(`data:text/javascript;base64,${Buffer.from(code).toString("base64")}`)) as {
    handlerModule: Record<string, unknown>;
  };
  return module.handlerModule;
}

export async function call(files: Record<string, string>, handler?: string): Promise<unknown> {
  const module = await load(files, handler);
  const found = module[(handler ?? "index.handler").split(".").at(-1) ?? ""];
  if (typeof found !== "function") throw new Error("no handler");
  return (found as (event: unknown) => unknown)({ n: 2 });
}
