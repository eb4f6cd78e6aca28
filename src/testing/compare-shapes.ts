/**
 * Says where an object differs in shape from a published sample: keys that are missing, keys it has beyond, values of
 * another type. Values themselves do not count; a list's places are keys.
 */
export interface Difference {
  readonly kind: "missing" | "extra" | "type";
  /** "Records[0].s3.object.versionId" */
  readonly path: string;
}

function typeOf(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "list" : typeof value;
}

function keysOf(value: unknown): readonly string[] {
  return typeof value === "object" && value !== null ? Object.keys(value) : [];
}

function childOf(value: unknown, key: string): unknown {
  return Object.getOwnPropertyDescriptor(value, key)?.value;
}

function step(path: string, key: string, inList: boolean): string {
  if (inList) return `${path}[${key}]`;
  return path === "" ? key : `${path}.${key}`;
}

/** In the order of the sample's keys, then what is beyond it. */
export function compareShapes(actual: unknown, sample: unknown, path = ""): readonly Difference[] {
  if (typeOf(actual) !== typeOf(sample)) return [{ kind: "type", path }];
  const inList = Array.isArray(sample);
  const has = new Set(keysOf(actual));
  const wanted = keysOf(sample);
  return [
    ...wanted.flatMap((key): readonly Difference[] => {
      const at = step(path, key, inList);
      return has.has(key) ? compareShapes(childOf(actual, key), childOf(sample, key), at) : [{ kind: "missing", path: at }];
    }),
    ...keysOf(actual)
      .filter((key) => !wanted.includes(key))
      .map((key): Difference => ({ kind: "extra", path: step(path, key, inList) })),
  ];
}
