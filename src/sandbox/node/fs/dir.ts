/** fs.Dir: a directory that is read entry by entry. */
import { nodeError } from "../node-errors.ts";
import { callbackForm, promiseForm } from "./forms.ts";
import type { Dirent } from "./stats.ts";

const closedError = () => nodeError(Error, "ERR_DIR_CLOSED", "Directory handle was closed");

export class Dir {
  readonly #path: string;
  readonly #list: () => Dirent[];
  #entries: Dirent[] | undefined;
  #closed = false;

  constructor(path: string, list: () => Dirent[]) {
    this.#path = path;
    this.#list = list;
  }

  get path(): string {
    return this.#path;
  }

  readSync(): Dirent | null {
    if (this.#closed) throw closedError();
    this.#entries ??= this.#list();
    return this.#entries.shift() ?? null;
  }

  closeSync(): void {
    if (this.#closed) throw closedError();
    this.#closed = true;
  }

  read(callback?: unknown): Promise<unknown> | undefined {
    if (this.#closed) throw closedError();
    return this.#form("read", () => this.readSync(), callback);
  }

  close(callback?: unknown): Promise<unknown> | undefined {
    return this.#form("close", () => this.closeSync(), callback);
  }

  #form(name: string, call: () => unknown, callback: unknown): Promise<unknown> | undefined {
    if (callback === undefined) return promiseForm(name, call)();
    callbackForm(name, call, 0, (value) => [value])(callback);
    return undefined;
  }

  async *entries(): AsyncGenerator<Dirent> {
    try {
      for (let entry = await this.read(); entry; entry = await this.read()) yield entry as Dirent;
    } finally {
      if (!this.#closed) await this.close();
    }
  }

  [Symbol.asyncIterator](): AsyncGenerator<Dirent> {
    return this.entries();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (!this.#closed) await this.close();
  }
}
