/** What the platform must know of a deployed function. Its code stays outside: the platform never sees it. */
export type LambdaRuntime = "nodejs22.x" | "nodejs24.x";

export interface FunctionConfig {
  readonly name: string;
  /** "1", "2", …: one per deploy. User code sees "$LATEST", as on Lambda. */
  readonly version: string;
  readonly runtime: LambdaRuntime;
  /** MB (1,048,576 bytes), 128 to 10,240. */
  readonly memoryMb: number;
  /** Milliseconds, 1,000 to 900,000. */
  readonly timeoutMs: number;
  /** Cap and guarantee; 0 stops the function; undefined shares the unreserved rest of the account. */
  readonly reservedConcurrency?: number;
  /** Containers kept initialised whether anything arrives or not, within what is reserved; undefined: none. */
  readonly provisionedConcurrency?: number;
  /** What share of the handler's time the processor works, 0 to 1; all of it where absent. Only a modelled run knows it. */
  readonly cpuBoundShare?: number;
  /** Bytes of the bundle: the function's package size. */
  readonly packageBytes: number;
}

export interface PlatformSettings {
  /** Concurrent executions of the account: 1,000 by default. https://docs.aws.amazon.com/lambda/latest/dg/lambda-concurrency.html */
  readonly accountConcurrency: number;
  /** How many live containers this browser holds: a limit of the playground, not of a cloud. */
  readonly browserContainerLimit: number;
  /** How long an idle container is kept before it is evicted. Modelled: no provider promises it. */
  readonly idleLifetimeMs: number;
  /** Since 2025-08-01 AWS bills the init phase like the rest. */
  readonly billInit: boolean;
  /** Adds the part of a cold start that a browser cannot perform, sampled from the provider profile. Off by default. */
  readonly modelProvisioning: boolean;
}
