/** What falls due when: a binary heap by moment, then by order of entry. What is no longer wanted is passed over, and thrown out now and then. */

export interface Due<T> {
  readonly atMs: number;
  readonly item: T;
}

interface Entry<T> extends Due<T> {
  readonly order: number;
}

/** Below this many it does not matter. */
const TIDY_FROM = 64;

export class DueQueue<T> {
  #heap: Entry<T>[] = [];
  readonly #isWanted: (due: Due<T>) => boolean;
  #order = 0;
  #tidyAt = TIDY_FROM;

  constructor(isWanted: (due: Due<T>) => boolean) {
    this.#isWanted = isWanted;
  }

  /** How many entries it holds, those that are no longer wanted included. */
  get size(): number {
    return this.#heap.length;
  }

  add(atMs: number, item: T): void {
    if (this.#heap.length >= this.#tidyAt) this.#tidy();
    this.#heap.push({ atMs, item, order: this.#order });
    this.#order += 1;
    this.#rise(this.#heap.length - 1);
  }

  /** The next wanted entry, left in place. */
  peek(): Due<T> | undefined {
    for (let first = this.#heap[0]; first !== undefined; first = this.#heap[0]) {
      if (this.#isWanted(first)) return first;
      this.#removeFirst();
    }
    return undefined;
  }

  /** Takes the next wanted entry that is due by this moment. */
  takeDue(nowMs: number): Due<T> | undefined {
    const first = this.peek();
    if (first === undefined || first.atMs > nowMs) return undefined;
    this.#removeFirst();
    return first;
  }

  /** Throws out what is no longer wanted each time the heap has doubled. What is sorted is a heap. */
  #tidy(): void {
    this.#heap = this.#heap.filter((entry) => this.#isWanted(entry)).sort((a, b) => a.atMs - b.atMs || a.order - b.order);
    this.#tidyAt = Math.max(TIDY_FROM, this.#heap.length * 2);
  }

  #removeFirst(): void {
    const last = this.#heap.pop();
    if (last === undefined || this.#heap.length === 0) return;
    this.#heap[0] = last;
    this.#sink();
  }

  #comesBefore(a: number, b: number): boolean {
    const [first, second] = [this.#heap[a], this.#heap[b]];
    if (first === undefined || second === undefined) return first !== undefined;
    return first.atMs < second.atMs || (first.atMs === second.atMs && first.order < second.order);
  }

  #swap(a: number, b: number): void {
    const [first, second] = [this.#heap[a], this.#heap[b]];
    if (first === undefined || second === undefined) return;
    this.#heap[a] = second;
    this.#heap[b] = first;
  }

  #rise(from: number): void {
    for (let at = from; at > 0; ) {
      const parent = (at - 1) >> 1;
      if (!this.#comesBefore(at, parent)) return;
      this.#swap(at, parent);
      at = parent;
    }
  }

  #sink(): void {
    for (let at = 0; ; ) {
      const left = at * 2 + 1;
      if (left >= this.#heap.length) return;
      const child = left + 1 < this.#heap.length && this.#comesBefore(left + 1, left) ? left + 1 : left;
      if (!this.#comesBefore(child, at)) return;
      this.#swap(child, at);
      at = child;
    }
  }
}
