/**
 * `window.coldstart`: the playground from the browser's console, an embedding page or a test. It does nothing that a
 * person cannot do on the page and goes through the same store and the same checks. Rejections carry code, message and remedy.
 */
import type { StoreApi } from "zustand";
import { acceptedResult, describeHttp, invokeResult, listedInvocation } from "./console-results.ts";
import { createConsoleServices } from "./console-services.ts";
import type { LivePlatform } from "./host/live-platform.ts";
import { ProblemError } from "./host/problem.ts";
import type { LinkOpener } from "./link-opener.ts";
import { serverPrice, serverUsd } from "./metrics/bill/server-price.ts";
import { costUsd } from "./platform/billing.ts";
import type { ProviderProfile } from "./platform/profiles/provider-profile.ts";
import type { InvocationView, LoadReport } from "./platform/results.ts";
import type { HttpRequest } from "./platform/triggers/http-request.ts";
import { parseHttpRequest } from "./platform/triggers/parse-http-request.ts";
import { parseLoadPlan } from "./platform/workload-plan.ts";
import { parseProject } from "./project/schema.ts";
import { sayNotes } from "./reading-notes.ts";
import type { Coldstart } from "./store/intents.ts";
import type { PlatformPort } from "./store/ports.ts";
import { httpFront } from "./store/selectors.ts";
import { setupOf } from "./store/setup-of.ts";
import { VERSION } from "./store/version.ts";
import { isTrusted, NOT_TRUSTED } from "./trust-gate.ts";

export interface HandleParts {
  readonly store: StoreApi<Coldstart>;
  readonly port: PlatformPort;
  readonly live: LivePlatform;
  readonly profile: ProviderProfile;
  readonly ready: Promise<void>;
  readonly links: () => Promise<LinkOpener>;
  /** Brings the store up to date: the screen may lag by a frame or two, a script must not. */
  readonly refresh: () => void;
}

export type ConsoleHandle = ReturnType<typeof createConsoleHandle>;

export function createConsoleHandle({ store, port, live, profile, ready, links, refresh }: HandleParts) {
  const { intents } = store.getState();
  const toResult = (view: InvocationView) => invokeResult(view, live.takeStream(view.requestId));

  /** Before anything is tried: a script is told why, not that a build failed. */
  const refuseUntrusted = () => {
    if (isTrusted(store.getState())) return;
    throw new ProblemError(NOT_TRUSTED.code, NOT_TRUSTED.message, NOT_TRUSTED.remedy);
  };

  return {
    version: VERSION,
    ready,
    project: {
      async open(input: unknown): Promise<void> {
        const parsed = parseProject(input);
        if (!parsed.ok) throw new ProblemError(parsed.code, parsed.message, parsed.remedy);
        intents.openProject(parsed.value);
        sayNotes(intents, parsed);
        await port.reset();
      },
      get: () => structuredClone(store.getState().project),
      /** Of all that is open, secrets included, as it is now. */
      async link(options: { password?: string } = {}): Promise<string> {
        const [{ encodeLink }, { baseOf, linkOf }] = await Promise.all([
          import("./project/share-link/share-link.ts"),
          import("./ui/share/share-texts.ts"),
        ]);
        const fragment = await encodeLink(setupOf(store.getState()), options);
        return linkOf({ base: baseOf(location), fragment });
      },
      /** Nothing of it runs before `trust()`, or a person's Run. */
      async openLink(url: unknown, options: { password?: string } = {}): Promise<void> {
        await (await links()).open(String(url), options.password);
      },
      trust: () => intents.trust(),
    },
    async deploy(name?: string) {
      refuseUntrusted();
      await intents.deploy(name);
      const { deployments, project } = store.getState();
      const wanted = name === undefined ? project.functions.map((each) => each.name) : [name];
      const results = wanted.map((each) => ({ functionName: each, ...deployments[each] }));
      const failed = results.find(({ status }) => status === "failed");
      if (failed) {
        const [message] = failed.messages?.filter(({ severity }) => severity === "error") ?? [];
        throw new ProblemError(
          "build-failed",
          `${failed.functionName}: ${message?.text ?? "the build failed"}`,
          message?.remedy ?? "Mend the code, then deploy again.",
        );
      }
      return name === undefined ? results : results[0];
    },
    async invoke(name: string, event: unknown, options: { type?: "sync" | "async"; signal?: AbortSignal } = {}) {
      if (!store.getState().project.functions.some((each) => each.name === name))
        throw new ProblemError("no-such-function", `There is no function "${name}".`, "Look at coldstart.project.get().functions.");
      refuseUntrusted();
      if (options.type === "async") return acceptedResult(name, (await intents.invokeLater(name, event)).requestId);
      if (!live.isDeployed(name)) await intents.deploy(name);
      const view = await port.invoke(name, event, options.signal);
      return toResult(view);
    },
    async http(input: unknown) {
      const parsed = parseHttpRequest(input);
      if (!parsed.ok) throw new ProblemError(parsed.code, parsed.message, parsed.remedy);
      return describeHttp(await port.http(httpFront(store.getState()), asFetchTypes(parsed.value)));
    },
    ...createConsoleServices({ store, refresh }),
    async load(input: unknown): Promise<LoadReport> {
      const parsed = parseLoadPlan(input);
      if (!parsed.ok) throw new ProblemError(parsed.code, parsed.message, parsed.remedy);
      return port.load(parsed.value, httpFront(store.getState()), () => {}, new AbortController().signal);
    },
    containers: () =>
      live.containers().map((each) => ({
        id: each.id,
        function: each.functionName,
        version: each.version,
        phase: each.phase,
        startReason: each.startReason,
        ...(each.endReason === undefined ? {} : { endReason: each.endReason }),
        sinceMs: each.phaseSinceMs,
        served: each.served,
        memoryMb: each.memoryMb,
      })),
    invocations() {
      refresh();
      return store.getState().invocations.map((view) => listedInvocation(view, live.takeStream(view.requestId)));
    },
    bill() {
      const { bill, platform } = store.getState();
      const totals = live.totals();
      const { requests, billedMs, billedMbMs, onProvisionedMbMs, heldMbMs } = totals;
      const server = profile.servers.find(({ id }) => id === bill.serverId) ?? profile.servers[0];
      const elapsedMs = live.clock.nowMs() - platform.startedAtMs;
      return {
        requests,
        billedMs,
        billedMbMs,
        ...(heldMbMs === undefined ? {} : { heldMbMs }),
        ...(onProvisionedMbMs === undefined ? {} : { onProvisionedMbMs }),
        prices: profile.prices,
        totalUsd: costUsd(totals, profile, { freeTier: bill.freeTier }),
        alwaysOn: server
          ? { server: server.id, elapsedMs, usd: serverUsd(serverPrice(server, profile, bill.loadBalancer), elapsedMs, requests) }
          : undefined,
      };
    },
    clock: {
      nowMs: () => live.clock.nowMs(),
      advance: (ms: number) => intents.advanceClock(ms),
      setRate: (rate: number | "skip-idle") => intents.setClockRate(rate),
    },
    reset: () => intents.reset(),
  };
}

/**
 * A text of which nothing else is said gets the content type that `fetch` gives it: without one the front door would hand
 * it on as base64. https://fetch.spec.whatwg.org/#concept-bodyinit-extract
 */
function asFetchTypes(request: HttpRequest): HttpRequest {
  const { headers, body } = request;
  const isUntyped = body !== undefined && "text" in body && !headers.some(([name]) => name.toLowerCase() === "content-type");
  return isUntyped ? { ...request, headers: [...headers, ["content-type", "text/plain;charset=UTF-8"]] } : request;
}
