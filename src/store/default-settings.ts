/** The platform's settings before anybody changed them. */
import type { PlatformSettings } from "../platform/function-config.ts";
import type { ProviderProfile } from "../platform/profiles/provider-profile.ts";

export function defaultSettings({ defaults }: ProviderProfile): PlatformSettings {
  return {
    accountConcurrency: defaults.accountConcurrency,
    browserContainerLimit: 64,
    idleLifetimeMs: defaults.idleLifetimeMs,
    billInit: true,
    modelProvisioning: false,
  };
}
