/**
 * What the SDK asks of Node's modules, in a few lines: evaluating the built-ins for it would cost every init. Without
 * native hashes the SDK takes its own, written in JavaScript; there are no configuration files to read.
 */

const none = (what: string) => () => {
  throw new Error(`The SDK has no ${what} in this playground.`);
};

// node:crypto
export const createHash = none("native hash");
export const createHmac = none("native hash");
export const getRandomValues = <T extends Uint8Array<ArrayBuffer>>(into: T): T => crypto.getRandomValues(into);
// node:fs and node:fs/promises
export class ReadStream {}
export const lstatSync = none("file");
export const fstatSync = none("file");
export const createReadStream = none("file");
export const readFile = (): Promise<never> => Promise.reject(new Error("There are no configuration files."));
// node:os: what Lambda's Amazon Linux 2023 says, roughly; it goes into the user agent only
export const platform = (): string => "linux";
export const release = (): string => "5.10";
export const homedir = (): string => "/root";
// node:path
export const sep = "/";
export const join = (...parts: readonly string[]): string => parts.join("/");
// node:process
export const env: Record<string, string | undefined> = process.env;
export const versions: Readonly<Record<string, string | undefined>> = process.versions;
// node:http, of the instance metadata that a container never asks
export const request = none("socket");
// node:async_hooks, of runtimes that take several requests at once
export const AsyncLocalStorage = none("store");
