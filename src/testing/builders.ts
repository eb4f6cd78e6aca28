/** Function configs and settings for tests: Lambda's defaults, and only what a test says differs. */
import type { FunctionConfig, PlatformSettings } from "../platform/function-config.ts";
import { awsLambda } from "../platform/profiles/aws-lambda.ts";

export function functionConfig(differs: Partial<FunctionConfig> = {}): FunctionConfig {
  const { memoryMb, timeoutMs } = awsLambda.defaults;
  return { name: "hello", version: "1", runtime: "nodejs22.x", memoryMb, timeoutMs, packageBytes: 1_024, ...differs };
}

export function platformSettings(differs: Partial<PlatformSettings> = {}): PlatformSettings {
  const { accountConcurrency, idleLifetimeMs } = awsLambda.defaults;
  return { accountConcurrency, idleLifetimeMs, browserContainerLimit: 64, billInit: true, modelProvisioning: false, ...differs };
}
