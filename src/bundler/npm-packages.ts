/**
 * The npm packages that can be imported without a network, as the bundler sees them: which there are, and a way to get
 * one's files when somebody imports it. They are the person's dependencies: what is used of them is in the bundle.
 */

/** One package, whole, as its asset holds it. */
export interface NpmPackage {
  /** By what user code writes: "lodash", "lodash/get". For `import` and, where it differs, for `require`. */
  readonly entries: Readonly<Record<string, string>>;
  /** Path in the package -> JavaScript. */
  readonly files: Readonly<Record<string, string>>;
}

export interface NpmPackages {
  readonly names: readonly string[];
  /** Rejects when the package cannot be fetched; the next build tries again. */
  load(name: string): Promise<NpmPackage>;
}

/** The namespace of their files in esbuild, and where they lie on Lambda. */
export const NPM = "npm";
export const NPM_ROOT = "node_modules";

/** A specifier may name a file in a package. */
export function packageOf(specifier: string): string {
  return specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
}

/** The file that user code means; "lodash/get.js" is "lodash/get". Undefined where the package has none of that name. */
export function entryOf({ entries }: NpmPackage, specifier: string): string | undefined {
  const bare = specifier.replace(/\.js$/, "");
  return [specifier, bare].map((name) => (Object.hasOwn(entries, name) ? entries[name] : undefined)).find((file) => file !== undefined);
}

/** Fetches each package once, in the worker that needs it. `urls`: where each one's asset is. */
export function fetchedPackages(urls: Readonly<Record<string, string>>): NpmPackages {
  const loading = new Map<string, Promise<NpmPackage>>();
  return {
    names: Object.keys(urls),
    load(name) {
      const known = loading.get(name);
      if (known) return known;
      const loaded = fetchPackage(name, urls[name] ?? "");
      loading.set(name, loaded);
      loaded.catch(() => loading.delete(name));
      return loaded;
    },
  };
}

async function fetchPackage(name: string, url: string): Promise<NpmPackage> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`The package "${name}" could not be loaded: ${response.status}.`);
  return (await response.json()) as NpmPackage;
}
