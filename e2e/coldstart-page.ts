/** What the specs share: the page, opened and ready, and the console handle as a person's script would use it. */
import { test as base, expect, type Page } from "@playwright/test";

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
  readonly triggers?: readonly unknown[];
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
}

export class ColdstartPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async open(url = process.env.COLDSTART_URL ?? ""): Promise<void> {
    await this.page.goto(url);
    await this.#untilReady();
  }

  async reload(): Promise<void> {
    await this.page.reload();
    await this.#untilReady();
  }

  async #untilReady(): Promise<void> {
    await this.page.waitForFunction(() => "coldstart" in window);
    await this.page.evaluate(() => window.coldstart.ready);
  }

  /** Opens a project of these functions and deploys them all. */
  async deploy(...functions: FunctionInput[]): Promise<void> {
    const project = { name: "test", functions: functions.map((definition) => ({ runtime: "javascript", ...definition })) };
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
      invocations(): InvokeResult[];
      bill(): { requests: number; billedMs: number; billedMbMs: number; totalUsd: number; alwaysOn: { usd: number } };
      readonly clock: { nowMs(): number; advance(ms: number): Promise<void>; setRate(rate: number | "skip-idle"): void };
      reset(): Promise<void>;
    };
  }
}

interface Fixtures {
  /** For specs that ask the console handle: the full editor, most of a page's work, is not waited for and not loaded. */
  readonly plainEditor: boolean;
  readonly coldstart: ColdstartPage;
}

export const test = base.extend<Fixtures>({
  plainEditor: [false, { option: true }],
  coldstart: async ({ page, plainEditor }, use) => {
    if (plainEditor) await page.route(/MonacoEditor/, (route) => route.abort());
    const coldstart = new ColdstartPage(page);
    await coldstart.open();
    await use(coldstart);
  },
});

export { expect };
