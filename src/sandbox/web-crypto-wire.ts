/** What a container and the frame say to each other about keys: the whole of a key goes along, for neither side keeps any. */

export interface WireKey {
  readonly type: KeyType;
  /** As the person who made it said; on the way it is always known. */
  readonly extractable: boolean;
  readonly algorithm: KeyAlgorithm;
  readonly usages: readonly KeyUsage[];
  readonly material:
    | { readonly format: "jwk"; readonly data: JsonWebKey }
    /** Of key derivation, whose keys cannot be exported. */
    | { readonly format: "raw"; readonly data: BufferSource };
}

/** `wireKey` marks a key among the arguments. */
export interface WireKeyArgument {
  readonly wireKey: WireKey;
}

export interface CryptoCall {
  readonly callId: number;
  readonly operation: string;
  readonly args: readonly unknown[];
}

export type CryptoResult =
  | { readonly kind: "value"; readonly value: unknown }
  | { readonly kind: "key"; readonly key: WireKey }
  | { readonly kind: "pair"; readonly publicKey: WireKey; readonly privateKey: WireKey }
  | { readonly kind: "error"; readonly name: string; readonly message: string };

export interface CryptoAnswer {
  readonly callId: number;
  readonly result: CryptoResult;
}
