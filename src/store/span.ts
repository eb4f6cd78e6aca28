/** Work that stands or falls together: the requests of one platform, the builds of one project. */
export class Span {
  #controller = new AbortController();

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Aborts all that was begun in it. What is begun from now on belongs to the next. */
  end(): void {
    const ended = this.#controller;
    this.#controller = new AbortController();
    ended.abort();
  }
}
