/** All providers, by their id. The live platform needs AWS alone and does not load this. */
import { awsLambda } from "./aws-lambda.ts";
import { azureFunctions } from "./azure-functions.ts";
import { cloudflareWorkers } from "./cloudflare-workers.ts";
import { googleCloud } from "./google-cloud.ts";
import type { ProfileId, ProviderProfile } from "./provider-profile.ts";

export const PROFILES: Readonly<Record<ProfileId, ProviderProfile>> = {
  "aws-lambda": awsLambda,
  "azure-functions": azureFunctions,
  "google-cloud": googleCloud,
  "cloudflare-workers": cloudflareWorkers,
};
