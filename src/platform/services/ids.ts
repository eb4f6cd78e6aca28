/** Ids in the shapes AWS gives them, from one seeded generator, so that the same run gives the same ids. Its state is one number, kept with the rest. */
import { seededRandom } from "../seeded-random.ts";
import { isRecord } from "../triggers/parsed.ts";

export class Ids {
  readonly #next: () => number;
  #drawn = 0;
  readonly #seed: number;

  /** `drawn`: how many numbers were drawn before, by the page that was open then. */
  constructor(seed: number, drawn = 0) {
    this.#seed = seed;
    this.#next = seededRandom(seed + drawn);
    this.#drawn = drawn;
  }

  state(): { readonly seed: number; readonly drawn: number } {
    return { seed: this.#seed, drawn: this.#drawn };
  }

  /** Uniform in [0, 1). */
  random(): number {
    this.#drawn += 1;
    return this.#next();
  }

  hex(digits: number): string {
    let text = "";
    while (text.length < digits)
      text += Math.floor(this.random() * 0x1_0000_0000)
        .toString(16)
        .padStart(8, "0");
    return text.slice(0, digits);
  }

  /** Version 4. */
  uuid(): string {
    const hex = this.hex(32);
    const variant = "89ab"[Math.floor(this.random() * 4)] ?? "8";
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`;
  }

  /** Letters and digits, as in receipt handles and S3's x-amz-id-2. */
  base64(chars: number): string {
    const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    return Array.from({ length: chars }, () => alphabet[Math.floor(this.random() * 64)]).join("");
  }

  digits(count: number): string {
    return Array.from({ length: count }, (_, place) => Math.floor(this.random() * (place === 0 ? 9 : 10)) + (place === 0 ? 1 : 0)).join("");
  }
}

/** Those of the page before go on where they were, so that none is given twice. */
export function idsFrom(saved: unknown, seed: number): Ids {
  const { seed: savedSeed, drawn } = isRecord(saved) ? saved : {};
  return Number.isSafeInteger(savedSeed) && Number.isSafeInteger(drawn) ? new Ids(Number(savedSeed), Number(drawn)) : new Ids(seed);
}
