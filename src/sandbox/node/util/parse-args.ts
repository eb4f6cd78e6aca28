/** util.parseArgs: first tokens, then the values that they make; its rules are Node's documented ones. */
import { invalidArgType, invalidArgValue, nodeError } from "../node-errors.ts";

type Value = string | boolean;

export interface OptionConfig {
  readonly type: "string" | "boolean";
  readonly short?: string;
  readonly multiple?: boolean;
  readonly default?: Value | readonly Value[];
}

export interface ParseArgsConfig {
  readonly args?: readonly string[];
  readonly options?: Readonly<Record<string, OptionConfig>>;
  readonly strict?: boolean;
  readonly allowPositionals?: boolean;
  readonly allowNegative?: boolean;
  readonly tokens?: boolean;
}

interface OptionToken {
  readonly kind: "option";
  readonly name: string;
  readonly rawName: string;
  readonly index: number;
  readonly value: string | undefined;
  readonly inlineValue: boolean | undefined;
}
type Token =
  | OptionToken
  | { readonly kind: "positional"; readonly index: number; readonly value: string }
  | { readonly kind: "option-terminator"; readonly index: number };

type Options = Readonly<Record<string, OptionConfig>>;

const longNameOf = (short: string, options: Options): string =>
  Object.entries(options).find(([, config]) => config.short === short)?.[0] ?? short;
const takesValue = (name: string, options: Options): boolean => options[name]?.type === "string";

function tokenize(args: readonly string[], options: Options): Token[] {
  const tokens: Token[] = [];
  const rest = [...args];
  let index = -1;
  let groupCount = 0;
  while (rest.length > 0) {
    const arg = rest.shift() ?? "";
    if (groupCount > 0) groupCount -= 1;
    else index += 1;
    if (arg === "--") {
      tokens.push({ kind: "option-terminator", index });
      rest.forEach((value, at) => {
        tokens.push({ kind: "positional", index: index + 1 + at, value });
      });
      break;
    }
    const option = (name: string, rawName: string, inline?: string) => {
      let value = inline;
      const at = index;
      if (value === undefined && takesValue(name, options) && rest.length > 0) {
        value = rest.shift();
        index += 1;
      }
      const inlineValue = value === undefined ? undefined : inline !== undefined;
      tokens.push({ kind: "option", name, rawName, index: at, value, inlineValue });
    };
    if (/^-[^-]$/s.test(arg)) option(longNameOf(arg.charAt(1), options), arg);
    else if (/^-[^-]./s.test(arg)) {
      const name = longNameOf(arg.charAt(1), options);
      if (takesValue(name, options)) option(name, arg.slice(0, 2), arg.slice(2));
      else {
        const expanded = expandGroup(arg, options);
        rest.unshift(...expanded);
        groupCount = expanded.length;
      }
    } else if (/^--[^=]+=/s.test(arg) && arg.indexOf("=") > 2) {
      const equals = arg.indexOf("=");
      option(arg.slice(2, equals), arg.slice(0, equals), arg.slice(equals + 1));
    } else if (arg.length > 2 && arg.startsWith("--")) option(arg.slice(2), arg);
    else tokens.push({ kind: "positional", index, value: arg });
  }
  return tokens;
}

/** "-abc" is "-a -b -c"; a flag among them that takes a value takes the rest of the group. */
function expandGroup(arg: string, options: Options): string[] {
  const expanded: string[] = [];
  for (let at = 1; at < arg.length; at += 1) {
    const short = arg.charAt(at);
    if (takesValue(longNameOf(short, options), options) && at !== arg.length - 1) {
      expanded.push(`-${arg.slice(at)}`);
      break;
    }
    expanded.push(`-${short}`);
  }
  return expanded;
}

const shown = (name: string, options: Options) => `${options[name]?.short ? `-${options[name].short}, ` : ""}--${name}`;

function refuse(token: OptionToken, options: Options, allowPositionals: boolean): void {
  const { name, rawName, value, inlineValue } = token;
  if (!Object.hasOwn(options, name)) {
    const hint = allowPositionals
      ? `. To specify a positional argument starting with a '-', place it at the end of the command after '--', as in '-- ${JSON.stringify(rawName)}`
      : "";
    throw nodeError(TypeError, "ERR_PARSE_ARGS_UNKNOWN_OPTION", `Unknown option '${rawName}'${hint}`);
  }
  const invalid = (message: string) => nodeError(TypeError, "ERR_PARSE_ARGS_INVALID_OPTION_VALUE", message);
  if (takesValue(name, options) && typeof value !== "string") throw invalid(`Option '${shown(name, options)} <value>' argument missing`);
  if (!takesValue(name, options) && value !== undefined) throw invalid(`Option '${shown(name, options)}' does not take an argument`);
  if (inlineValue === false && value !== undefined && value.length > 1 && value.startsWith("-")) {
    const example = rawName.startsWith("--") ? `'${rawName}=-XYZ'` : `'--${name}=-XYZ' or '${rawName}-XYZ'`;
    throw invalid(
      `Option '${rawName}' argument is ambiguous.\nDid you forget to specify the option argument for '${rawName}'?\nTo specify an option argument starting with a dash use ${example}.`,
    );
  }
}

function checkOptions(options: Options): void {
  for (const [name, config] of Object.entries(options)) {
    if (typeof config !== "object" || config === null) throw invalidArgType(`options.${name}`, "object", config);
    if (config.type !== "string" && config.type !== "boolean")
      throw invalidArgType(`options.${name}.type`, "('string|boolean')", config.type);
    if (config.short !== undefined && config.short.length !== 1)
      throw invalidArgValue(`options.${name}.short`, config.short, "must be a single character");
  }
}

export function parseArgs(config: ParseArgsConfig = {}): object {
  const args = config.args ?? (Reflect.get(globalThis, "process") as { argv: string[] }).argv.slice(2);
  const options = config.options ?? {};
  const strict = config.strict ?? true;
  const allowPositionals = config.allowPositionals ?? !strict;
  checkOptions(options);
  const tokens = tokenize(args, options);
  const values: Record<string, unknown> = Object.create(null);
  const positionals: string[] = [];
  const store = (name: string, value: Value) => {
    if (name === "__proto__") return;
    if (options[name]?.multiple) values[name] = [...((values[name] as Value[] | undefined) ?? []), value];
    else values[name] = value;
  };
  for (const token of tokens) {
    if (token.kind === "positional") {
      if (!allowPositionals)
        throw nodeError(
          TypeError,
          "ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL",
          `Unexpected argument '${token.value}'. This command does not take positional arguments`,
        );
      positionals.push(token.value);
    } else if (token.kind === "option") {
      const plain = token.name.slice(3);
      const isNegative = config.allowNegative === true && token.name.startsWith("no-") && options[plain]?.type !== "string";
      if (isNegative && (!strict || Object.hasOwn(options, plain))) store(plain, false);
      else {
        if (strict) refuse(token, options, allowPositionals);
        store(token.name, token.value ?? true);
      }
    }
  }
  for (const [name, option] of Object.entries(options))
    if (option.default !== undefined && values[name] === undefined) values[name] = option.default;
  return config.tokens ? { values, positionals, tokens } : { values, positionals };
}
