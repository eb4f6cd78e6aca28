/** What of a service worker's global scope is used here: the compiler knows the page's, and not both at once. */
export interface WorkerClient {
  readonly id: string;
  readonly url: string;
  postMessage(message: unknown, transfer?: Transferable[]): void;
}

export interface WaitingEvent {
  waitUntil(work: Promise<unknown>): void;
}

export interface WorkerFetchEvent extends WaitingEvent {
  readonly request: Request;
  readonly clientId: string;
  readonly resultingClientId: string;
  respondWith(response: Promise<Response>): void;
}

export interface WorkerMessageEvent extends WaitingEvent {
  readonly data: unknown;
  readonly source: WorkerClient | null;
}

export interface WorkerScope {
  addEventListener(type: "install" | "activate", listener: (event: WaitingEvent) => void): void;
  addEventListener(type: "fetch", listener: (event: WorkerFetchEvent) => void): void;
  addEventListener(type: "message", listener: (event: WorkerMessageEvent) => void): void;
  skipWaiting(): Promise<void>;
  readonly clients: {
    claim(): Promise<void>;
    matchAll(options: { readonly type: "window"; readonly includeUncontrolled: boolean }): Promise<readonly WorkerClient[]>;
  };
  readonly registration: Pick<ServiceWorkerRegistration, "scope" | "active" | "waiting" | "installing">;
  readonly navigator: { readonly onLine: boolean };
}

export const scope = globalThis as unknown as WorkerScope;

/** The address that everything here is below. */
export function baseOf({ registration }: Pick<WorkerScope, "registration">): URL {
  return new URL(registration.scope);
}
