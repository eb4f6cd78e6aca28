/** A request's X-Ray header, of a trace of its own where it is given no root: https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader */
export function newTraceId(nowMs: number, root?: string): string {
  const random = crypto.getRandomValues(new Uint32Array(5));
  const hex = Array.from(random, (part) => part.toString(16).padStart(8, "0")).join("");
  return `Root=${
    root ??
    `1-${Math.floor(nowMs / 1_000)
      .toString(16)
      .padStart(8, "0")}-${hex.slice(0, 24)}`
  };Parent=${hex.slice(24)};Sampled=0`;
}

/** Of such a header; it has always as many digits. */
export function rootOf(header: string): string {
  return header.slice(5, 40);
}
