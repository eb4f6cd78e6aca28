/** What the specs share: the page, opened and ready, and the console handle as a person's script would use it. */

import { test as base, expect, type Page } from "@playwright/test";
import type { ServicesView } from "../src/platform/services/services-view.ts";

export interface FunctionInput {
  readonly name: string;
  readonly runtime?: "javascript" | "typescript";
  readonly nodeRuntime?: "nodejs22.x" | "nodejs24.x" | undefined;
  readonly handler?: string;
  readonly files: Readonly<Record<string, string>>;
  readonly memoryMb?: number;
  readonly timeoutMs?: number;
  readonly environment?: Readonly<Record<string, string>>;
  readonly reservedConcurrency?: number;
  readonly logFormat?: "Text" | "JSON";
  readonly asyncInvocation?: unknown;
  readonly triggers?: readonly unknown[];
}

export interface ProjectInput {
  readonly name?: string;
  readonly functions: readonly FunctionInput[];
  readonly buckets?: readonly unknown[];
  readonly queues?: readonly unknown[];
  readonly tables?: readonly unknown[];
  readonly topics?: readonly unknown[];
  readonly alarms?: readonly unknown[];
  readonly secrets?: Readonly<Record<string, string>>;
  readonly parameters?: Readonly<Record<string, string>>;
  readonly network?: unknown;
}

/** One call of a service, or of the network, that an invocation made. */
export interface CallTrace {
  readonly service: string;
  readonly operation: string;
  readonly target: string;
  readonly status: number;
  readonly error?: string;
}

export interface InvokeResult {
  readonly requestId: string;
  readonly version: string;
  readonly status: "ok" | "error" | "timeout" | "crashed" | "throttled";
  readonly payload?: unknown;
  readonly error?: { readonly errorType: string; readonly errorMessage: string; readonly trace?: readonly string[] };
  readonly containerId?: string;
  readonly coldStart: boolean;
  readonly startReason?: string;
  readonly initMs: number;
  readonly durationMs: number;
  readonly billedMs: number;
  readonly billedMbMs: number;
  readonly costUsd: number;
  readonly maxMemoryMb?: number;
  readonly logs: readonly string[];
  readonly calls?: readonly CallTrace[];
}

/** As invocations() lists it. */
export interface ListedInvocation extends InvokeResult {
  readonly functionName: string;
  readonly trigger: string;
  readonly arrivedAtMs: number;
  readonly endedAtMs: number;
}

export class ColdstartPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async open(url = process.env.COLDSTART_URL ?? ""): Promise<void> {
    await this.page.goto(url);
    await this.untilReady();
  }

  async reload(): Promise<void> {
    await this.page.reload();
    await this.untilReady();
  }

  async untilReady(): Promise<void> {
    await this.page.waitForFunction(() => "coldstart" in window);
    await this.page.evaluate(() => window.coldstart.ready);
  }

  /** Opens a project of these functions and deploys them all. */
  deploy(...functions: FunctionInput[]): Promise<void> {
    return this.openProject({ functions });
  }

  /** Opens a project with its services and deploys all its functions. */
  async openProject({ functions, ...services }: ProjectInput): Promise<void> {
    const project = { name: "test", ...services, functions: functions.map((definition) => ({ runtime: "javascript", ...definition })) };
    await this.page.evaluate(async (input) => {
      await window.coldstart.project.open(input);
      await window.coldstart.deploy();
    }, project);
  }

  invoke(name: string, event: unknown = {}): Promise<InvokeResult> {
    return this.page.evaluate(([functionName, payload]) => window.coldstart.invoke(functionName, payload), [
      name,
      event,
    ] as const) as Promise<InvokeResult>;
  }
}

declare global {
  interface Window {
    readonly coldstart: {
      readonly version: string;
      readonly ready: Promise<void>;
      readonly project: {
        open(project: unknown): Promise<void>;
        get(): { name: string; functions: { name: string; files: Record<string, string> }[] };
        link(options?: { password?: string }): Promise<string>;
        openLink(url: string, options?: { password?: string }): Promise<void>;
        trust(): void;
      };
      deploy(name?: string): Promise<unknown>;
      invoke(name: string, event: unknown, options?: { type?: string; signal?: AbortSignal }): Promise<unknown>;
      http(request: {
        method: string;
        path: string;
        query?: string;
        headers?: Record<string, string>;
        body?: string;
      }): Promise<{ status: number; headers: Record<string, string>; body: string }>;
      upload(bucket: string, key: string, body: string | Uint8Array | Blob, contentType?: string): Promise<void>;
      send(queue: string, body: string, attributes?: Record<string, string>): Promise<{ messageId: string }>;
      put(table: string, item: Record<string, unknown>): Promise<void>;
      remove(table: string, key: Record<string, unknown>): Promise<void>;
      services(): ServicesView;
      load(plan: unknown): Promise<Record<string, number>>;
      containers(): {
        id: string;
        function: string;
        version: string;
        phase: string;
        startReason: string;
        served: number;
        endReason?: string;
      }[];
      invocations(): ListedInvocation[];
      bill(): { requests: number; billedMs: number; billedMbMs: number; totalUsd: number; alwaysOn: { usd: number } };
      readonly clock: { nowMs(): number; advance(ms: number): Promise<void>; setRate(rate: number | "skip-idle"): void };
      reset(): Promise<void>;
    };
  }
}

/** The full editor, most of a page's work, is not waited for and not loaded. */
export function withoutFullEditor(page: Page): Promise<unknown> {
  return page.route(/MonacoEditor/, (route) => route.abort());
}

interface Fixtures {
  /** For specs that ask the console handle. */
  readonly plainEditor: boolean;
  readonly coldstart: ColdstartPage;
  /**
   * For specs whose tests each open a project of their own and ask the console handle only: one page, without the full
   * editor, for all that a worker runs, which is most of such a test's time. One that a test broke is not used again.
   */
  readonly usedPage: ColdstartPage;
}

let used: ColdstartPage | undefined;

export const test = base.extend<Fixtures>({
  plainEditor: [false, { option: true }],
  coldstart: async ({ page, plainEditor }, use) => {
    if (plainEditor) await withoutFullEditor(page);
    const coldstart = new ColdstartPage(page);
    await coldstart.open();
    await use(coldstart);
  },
  usedPage: async ({ browser }, use, info) => {
    used ??= await openUsed(await browser.newPage());
    await use(used);
    if (info.status === info.expectedStatus) return;
    await used.page.close();
    used = undefined;
  },
});

async function openUsed(page: Page): Promise<ColdstartPage> {
  await withoutFullEditor(page);
  const coldstart = new ColdstartPage(page);
  await coldstart.open();
  return coldstart;
}

export { expect };
