/** The npm packages that built-ins are made of and that bring no types, as far as they are used. */
declare module "path-browserify" {
  const posix: import("node:path").PlatformPath;
  export default posix;
}

declare module "buffer/" {
  export const Buffer: typeof import("node:buffer").Buffer;
  export const SlowBuffer: unknown;
  export const INSPECT_MAX_BYTES: number;
}

declare module "punycode/punycode.es6.js" {
  interface Punycode {
    readonly version: string;
    readonly ucs2: { decode(text: string): number[]; encode(codePoints: readonly number[]): string };
    decode(text: string): string;
    encode(text: string): string;
    toASCII(text: string): string;
    toUnicode(text: string): string;
  }
  const punycode: Punycode;
  export default punycode;
}

declare module "url/" {
  export const Url: new () => object;
  export function parse(url: string, parseQueryString?: boolean, slashesDenoteHost?: boolean): object;
  export function resolve(from: string, to: string): string;
  export function resolveObject(from: object | string, to: object | string): object;
  export function format(url: object | string): string;
}

declare module "readable-stream/lib/stream.js" {
  const Stream: typeof import("node:stream");
  export default Stream;
}

declare module "readable-stream/lib/ours/errors.js" {
  const errors: { readonly codes: Record<string, unknown> };
  export default errors;
}
