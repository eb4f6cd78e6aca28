/** The provider profile a project runs by. Projects may name others; until those are built, all run as AWS Lambda. */
import { awsLambda } from "../platform/profiles/aws-lambda.ts";
import type { AlwaysOnServer, ProviderProfile } from "../platform/profiles/provider-profile.ts";
import type { State } from "./state.ts";

export function profileOf(_state: Pick<State, "project">): ProviderProfile {
  return awsLambda;
}

/** The machine the bill is held against; the profile's first where the chosen one is not known. */
export function serverOf(state: Pick<State, "project" | "bill">): AlwaysOnServer | undefined {
  const { servers } = profileOf(state);
  return servers.find(({ id }) => id === state.bill.serverId) ?? servers[0];
}
