/** Blocks of IP addresses for the "cidr" operator, IPv4 and IPv6. What is no address is in no block. */

interface Address {
  readonly bits: 32 | 128;
  readonly value: bigint;
}

function parseIpv4(text: string): bigint | undefined {
  const parts = text.split(".");
  if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) <= 255)) return undefined;
  return parts.reduce((value, part) => (value << 8n) | BigInt(part), 0n);
}

/** "a:b" as numbers of 16 bits each; the last may be written as an IPv4 address. */
function parseGroups(text: string): readonly bigint[] | undefined {
  if (text === "") return [];
  const groups: bigint[] = [];
  const parts = text.split(":");
  for (const [index, part] of parts.entries()) {
    if (/^[0-9a-f]{1,4}$/i.test(part)) {
      groups.push(BigInt(`0x${part}`));
      continue;
    }
    const ipv4 = index === parts.length - 1 ? parseIpv4(part) : undefined;
    if (ipv4 === undefined) return undefined;
    groups.push(ipv4 >> 16n, ipv4 & 0xffffn);
  }
  return groups;
}

function parseIpv6(text: string): bigint | undefined {
  const [head = "", tail, ...more] = text.split("::");
  const left = parseGroups(head);
  const right = tail === undefined ? [] : parseGroups(tail);
  if (more.length > 0 || !left || !right) return undefined;
  const zeros = 8 - left.length - right.length;
  if (tail === undefined ? zeros !== 0 : zeros < 1) return undefined;
  return [...left, ...Array.from({ length: zeros }, () => 0n), ...right].reduce((value, group) => (value << 16n) | group, 0n);
}

function parseAddress(text: string): Address | undefined {
  // An address has at most 45 characters: longer texts are not worth a look.
  if (text.length > 45) return undefined;
  const bits = text.includes(":") ? 128 : 32;
  const value = bits === 128 ? parseIpv6(text) : parseIpv4(text);
  return value === undefined ? undefined : { bits, value };
}

/** Undefined: no CIDR block. */
export function parseCidr(block: string): ((address: string) => boolean) | undefined {
  const [base = "", size, ...more] = block.split("/");
  const first = parseAddress(base);
  if (!first || size === undefined || more.length > 0 || !/^\d{1,3}$/.test(size) || Number(size) > first.bits) return undefined;
  const shift = BigInt(first.bits - Number(size));
  return (text) => {
    const address = parseAddress(text);
    return address !== undefined && address.bits === first.bits && address.value >> shift === first.value >> shift;
  };
}
