/** new console.Console({ stdout, stderr }): prints to streams of the caller's, as Node does; the global console is Lambda's. */
import { format, formatWithOptions, inspect } from "node:util";
import { formatTable } from "../../console-table.ts";
import { nodeError } from "../node-errors.ts";

interface Sink {
  write(text: string): unknown;
}
interface Options {
  readonly stdout: Sink;
  readonly stderr?: Sink;
  readonly ignoreErrors?: boolean;
  readonly colorMode?: boolean | "auto";
  readonly inspectOptions?: object;
  readonly groupIndentation?: number;
}

const isSink = (value: unknown): value is Sink =>
  typeof value === "object" && value !== null && typeof Reflect.get(value, "write") === "function";

function elapsedText(ms: number): string {
  if (ms >= 1000) return `${(ms / 1000).toFixed(3)}s`;
  return `${Number(ms.toFixed(3))}ms`;
}

export class Console {
  readonly #stdout: Sink;
  readonly #stderr: Sink;
  readonly #ignoresErrors: boolean;
  readonly #inspectOptions: object;
  readonly #groupWidth: number;
  readonly #counts = new Map<string, number>();
  readonly #startsMs = new Map<string, number>();
  #indent = "";

  constructor(first: Sink | Options, second?: Sink, ignoreErrors = true) {
    const options: Options = isSink(first) ? { stdout: first, stderr: second ?? first, ignoreErrors } : first;
    const { stdout, stderr = stdout } = options;
    for (const [name, sink] of Object.entries({ stdout, stderr }))
      if (!isSink(sink))
        throw nodeError(TypeError, "ERR_CONSOLE_WRITABLE_STREAM", `Console expects a writable stream instance for ${name}`);
    this.#stdout = stdout;
    this.#stderr = stderr;
    this.#ignoresErrors = options.ignoreErrors ?? true;
    this.#inspectOptions = { colors: options.colorMode === true, ...options.inspectOptions };
    this.#groupWidth = options.groupIndentation ?? 2;
    // Methods work without their object, as Node's do.
    for (const name of Object.getOwnPropertyNames(Console.prototype)) {
      const method: unknown = Reflect.get(this, name);
      if (name !== "constructor" && typeof method === "function")
        Object.defineProperty(this, name, { value: method.bind(this), writable: true, configurable: true, enumerable: true });
    }
  }

  #print(sink: Sink, args: readonly unknown[]): void {
    const text = formatWithOptions(this.#inspectOptions, ...args);
    const indented = this.#indent === "" ? text : this.#indent + text.replaceAll("\n", `\n${this.#indent}`);
    try {
      sink.write(`${indented}\n`);
    } catch (error) {
      if (!this.#ignoresErrors) throw error;
    }
  }

  log(...args: unknown[]): void {
    this.#print(this.#stdout, args);
  }

  info(...args: unknown[]): void {
    this.#print(this.#stdout, args);
  }

  debug(...args: unknown[]): void {
    this.#print(this.#stdout, args);
  }

  warn(...args: unknown[]): void {
    this.#print(this.#stderr, args);
  }

  error(...args: unknown[]): void {
    this.#print(this.#stderr, args);
  }

  dirxml(...args: unknown[]): void {
    this.#print(this.#stdout, args);
  }

  trace(...args: unknown[]): void {
    const stack = new Error(format(...args)).stack ?? "";
    this.#print(this.#stderr, [stack.replace(/^Error(?=:|\n|$)/, "Trace")]);
  }

  dir(value: unknown, options?: object): void {
    this.#print(this.#stdout, [inspect(value, { customInspect: false, ...this.#inspectOptions, ...options })]);
  }

  table(data: unknown, columns?: readonly string[]): void {
    const shown = (value: unknown) => inspect(value, { maxArrayLength: 3, breakLength: Number.POSITIVE_INFINITY, depth: 0 });
    this.#print(this.#stdout, [formatTable(data, columns, shown) ?? data]);
  }

  assert(condition?: unknown, ...args: unknown[]): void {
    if (condition) return;
    const [first, ...rest] = args;
    if (typeof first === "string") this.#print(this.#stderr, [`Assertion failed: ${first}`, ...rest]);
    else this.#print(this.#stderr, args.length === 0 ? ["Assertion failed"] : ["Assertion failed:", ...args]);
  }

  count(label = "default"): void {
    const next = (this.#counts.get(`${label}`) ?? 0) + 1;
    this.#counts.set(`${label}`, next);
    this.#print(this.#stdout, [`${label}: ${next}`]);
  }

  countReset(label = "default"): void {
    this.#counts.delete(`${label}`);
  }

  group(...labels: unknown[]): void {
    if (labels.length > 0) this.#print(this.#stdout, labels);
    this.#indent += " ".repeat(this.#groupWidth);
  }

  groupCollapsed(...labels: unknown[]): void {
    this.group(...labels);
  }

  groupEnd(): void {
    this.#indent = this.#indent.slice(0, -this.#groupWidth || undefined);
  }

  time(label = "default"): void {
    this.#startsMs.set(`${label}`, performance.now());
  }

  timeLog(label = "default", ...args: unknown[]): void {
    const startMs = this.#startsMs.get(`${label}`);
    if (startMs !== undefined) this.#print(this.#stdout, [`${label}: ${elapsedText(performance.now() - startMs)}`, ...args]);
  }

  timeEnd(label = "default"): void {
    this.timeLog(label);
    this.#startsMs.delete(`${label}`);
  }

  /** These speak to a debugger, in Node as here. */
  clear(): void {}
  timeStamp(): void {}
  profile(): void {}
  profileEnd(): void {}
}
