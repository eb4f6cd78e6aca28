/** Instead of the SDK's chain of credential providers: a container has its role's keys in the environment, and nothing else. */
import { fromEnv } from "@aws-sdk/credential-provider-env";

type Provider = ReturnType<typeof fromEnv>;

export function defaultProvider(init?: Parameters<typeof fromEnv>[0]): Provider {
  return fromEnv(init);
}
