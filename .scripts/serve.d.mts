export interface ServeOptions {
  readonly root?: string;
  readonly port?: number;
  readonly host?: string;
  readonly isolated?: boolean;
  readonly base?: string;
  readonly brotli?: boolean;
}
export interface Served {
  readonly url: string;
  close(): Promise<void>;
}
export function serve(options?: ServeOptions): Promise<Served>;
