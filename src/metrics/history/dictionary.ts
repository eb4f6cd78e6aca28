/** Values told apart by a key, each kept once and known by its place. It only grows: a place once given stays true. */
export class Dictionary<T> {
  readonly #places = new Map<string, number>();
  readonly #values: T[] = [];

  /** Where it stands; added where it is new. */
  placeOf(key: string, make: () => T): number {
    const known = this.#places.get(key);
    if (known !== undefined) return known;
    this.#places.set(key, this.#values.length);
    return this.#values.push(make()) - 1;
  }

  /** undefined where it never stood. */
  find(key: string): number | undefined {
    return this.#places.get(key);
  }

  at(place: number): T {
    const value = this.#values[place];
    if (value === undefined) throw new RangeError(`Nothing stands at place ${place} of ${this.#values.length}.`);
    return value;
  }

  values(): readonly T[] {
    return this.#values;
  }
}
