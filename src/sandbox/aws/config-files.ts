/** Instead of the SDK's reader of ~/.aws/config and ~/.aws/credentials: a container has neither. */

export const CONFIG_PREFIX_SEPARATOR = ".";

export async function loadSharedConfigFiles(): Promise<{ readonly configFile: object; readonly credentialsFile: object }> {
  return { configFile: {}, credentialsFile: {} };
}
