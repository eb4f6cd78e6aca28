/** The ciphers that are here, by the names OpenSSL gives them, and what getCipherInfo tells of each. */

export interface CipherInfo {
  readonly name: string;
  readonly mode: "cbc" | "ctr" | "ecb" | "gcm";
  readonly nid: number;
  readonly blockSize: number;
  readonly keyLength: number;
  readonly ivLength: number;
}

const SIZES = [128, 192, 256] as const;

/** OpenSSL's numbers (obj_mac.h), for 128, 192 and 256 bits. */
const NIDS = { ecb: [418, 422, 426], cbc: [419, 423, 427], gcm: [895, 898, 901], ctr: [904, 905, 906] } as const;
const IV_BYTES = { ecb: 0, cbc: 16, gcm: 12, ctr: 16 } as const;

const CIPHERS = new Map<string, CipherInfo>();
for (const mode of ["cbc", "ctr", "ecb", "gcm"] as const)
  SIZES.forEach((bits, at) => {
    const name = mode === "gcm" ? `id-aes${bits}-gcm` : `aes-${bits}-${mode}`;
    const blockSize = mode === "cbc" || mode === "ecb" ? 16 : 1;
    CIPHERS.set(`aes-${bits}-${mode}`, { name, mode, nid: NIDS[mode][at] ?? 0, blockSize, keyLength: bits / 8, ivLength: IV_BYTES[mode] });
  });

const NAMES = [
  ...SIZES.flatMap((bits) => ["cbc", "ctr", "ecb", "gcm"].map((mode) => `aes-${bits}-${mode}`)),
  ...SIZES.map((bits) => `aes${bits}`),
  ...SIZES.map((bits) => `id-aes${bits}-GCM`),
];

export const getCiphers = (): string[] => [...NAMES];

export function findCipher(name: string): CipherInfo | undefined {
  const canonical = name
    .toLowerCase()
    .replace(/^aes(128|192|256)$/, "aes-$1-cbc")
    .replace(/^id-aes(128|192|256)-gcm$/, "aes-$1-gcm");
  return CIPHERS.get(canonical);
}

/** Node.js has it, this runtime has not. */
export function isKnownToNode(name: string): boolean {
  return /^(?:aes-(?:128|192|256)-(?:ccm|cfb[18]?|ocb|ofb|xts|siv|wrap|cbc-hmac-sha(?:1|256))|aes(?:128|192|256)-wrap|id-aes.*|(?:aria|camellia|sm4).*|des.*|chacha20.*)$/i.test(
    name,
  );
}

export function getCipherInfo(nameOrNid: unknown, options?: { keyLength?: number; ivLength?: number }): object | undefined {
  const found = typeof nameOrNid === "number" ? [...CIPHERS.values()].find(({ nid }) => nid === nameOrNid) : findCipher(String(nameOrNid));
  if (!found) return undefined;
  const { mode, name, nid, blockSize, keyLength } = found;
  if (options?.keyLength !== undefined && options.keyLength !== keyLength) return undefined;
  const ivLength = options?.ivLength ?? found.ivLength;
  if (mode !== "gcm" && ivLength !== found.ivLength) return undefined;
  if (mode === "gcm" && ivLength < 1) return undefined;
  return { mode, name, nid, blockSize, ...(mode === "ecb" ? {} : { ivLength }), keyLength };
}
