/** Finds request ids again among a million rows: a table of their words with open addressing, no string made of any. */
export const WORDS_PER_ID = 4;

export class IdTable {
  #words = new Uint32Array(64 * WORDS_PER_ID);
  /** One more than the value; 0 where the place is free. */
  #values = new Float64Array(64);
  #held = 0;

  get size(): number {
    return this.#held;
  }

  get(words: Uint32Array, at: number): number | undefined {
    const held = this.#values[this.#placeOf(words, at)] ?? 0;
    return held === 0 ? undefined : held - 1;
  }

  set(words: Uint32Array, at: number, value: number): void {
    if (this.#held * 2 >= this.#values.length) this.#grow();
    const place = this.#placeOf(words, at);
    if (this.#values[place] === 0) {
      this.#held += 1;
      for (let word = 0; word < WORDS_PER_ID; word += 1) this.#words[place * WORDS_PER_ID + word] = words[at + word] ?? 0;
    }
    this.#values[place] = value + 1;
  }

  /** Where it stands, or the free place where it would. */
  #placeOf(words: Uint32Array, at: number): number {
    const mask = this.#values.length - 1;
    // Ids are random in every part; those of tests may not be.
    let place = Math.imul((words[at] ?? 0) ^ Math.imul(words[at + 3] ?? 0, 0x9e37_79b1), 0x85eb_ca6b) >>> 0;
    for (place &= mask; (this.#values[place] ?? 0) !== 0; place = (place + 1) & mask) if (this.#stands(place, words, at)) return place;
    return place;
  }

  #stands(place: number, words: Uint32Array, at: number): boolean {
    const from = place * WORDS_PER_ID;
    for (let word = 0; word < WORDS_PER_ID; word += 1) if (this.#words[from + word] !== words[at + word]) return false;
    return true;
  }

  #grow(): void {
    const [words, values] = [this.#words, this.#values];
    this.#words = new Uint32Array(words.length * 2);
    this.#values = new Float64Array(values.length * 2);
    this.#held = 0;
    for (let place = 0; place < values.length; place += 1) {
      const held = values[place] ?? 0;
      if (held !== 0) this.set(words, place * WORDS_PER_ID, held - 1);
    }
  }
}
