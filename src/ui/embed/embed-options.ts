/**
 * What the address of a frame asks for: `?embed=1&view=map&function=hello&readonly=1&theme=dark&lesson=…&hide=fleet,status
 * &origin=https://docs.example.org`. Pure. What is not understood is said, in the frame, to whoever writes the page around it.
 */
import type { Problem } from "../../platform/results.ts";
import type { EmbedPart, State } from "../../store/state.ts";

export interface EmbedOptions {
  readonly view?: State["view"];
  readonly functionName?: string;
  readonly readOnly: boolean;
  readonly theme: State["theme"];
  readonly lesson?: string;
  readonly hidden: readonly EmbedPart[];
  /** Whose messages are answered; absent is nobody's. */
  readonly origin?: string;
}

export type EmbedReading =
  | { readonly ok: true; readonly value: EmbedOptions }
  | { readonly ok: false; readonly mistakes: readonly Problem[] };

const VIEWS = ["build", "map", "observe"] as const;
const THEMES = ["system", "light", "dark"] as const;
export const EMBED_PARTS = ["header", "explorer", "editor", "trigger", "fleet", "status"] as const satisfies readonly EmbedPart[];
const NAMES = ["embed", "view", "function", "readonly", "theme", "lesson", "hide", "origin"] as const;
type Name = (typeof NAMES)[number];

/** `hasLink`: a set-up stands in the fragment. Options of other names are somebody else's (a counter's, say). */
export function readEmbedOptions(search: string, hasLink: boolean): EmbedReading {
  const reader = new OptionReader(search);
  reader.flag("embed");
  const view = reader.oneOf("view", VIEWS);
  const functionName = reader.matching("function", /^[A-Za-z0-9_-]{1,64}$/, "a function's name, 1 to 64 letters, digits, - and _");
  const readOnly = reader.flag("readonly");
  const theme = reader.oneOf("theme", THEMES) ?? "system";
  const lesson = reader.matching("lesson", /^[a-z0-9-]{1,80}$/, "a lesson's id, like 02-first-function");
  const hidden = reader.parts();
  const origin = reader.origin();
  if (lesson !== undefined && hasLink) {
    reader.say(
      "lesson",
      "The address holds both a lesson and a link to a set-up.",
      "Keep one of them: a lesson opens a set-up of its own.",
    );
  }
  if ((view ?? "build") === "build" && (["editor", "trigger", "fleet"] as const).every((part) => hidden.includes(part))) {
    reader.say("hide", "hide leaves nothing of the view to be seen.", "Keep editor, trigger or fleet, or add view=map or view=observe.");
  }
  if (reader.mistakes.length > 0) return { ok: false, mistakes: reader.mistakes };
  return {
    ok: true,
    value: {
      readOnly,
      theme,
      hidden,
      ...(view ? { view } : {}),
      ...(functionName === undefined ? {} : { functionName }),
      ...(lesson === undefined ? {} : { lesson }),
      ...(origin === undefined ? {} : { origin }),
    },
  };
}

class OptionReader {
  readonly mistakes: Problem[] = [];
  readonly #given = new Map<Name, string>();

  constructor(search: string) {
    for (const [written, value] of new URLSearchParams(search)) {
      // "readOnly" and "read-only" are meant as "readonly" is.
      const name = NAMES.find((each) => each === written.toLowerCase().replaceAll(/[-_]/g, ""));
      if (!name) continue;
      if (this.#given.has(name)) this.say(name, `${name} stands twice in the address.`, "Keep one of the two.");
      else this.#given.set(name, value);
    }
  }

  say(name: Name, message: string, remedy: string): void {
    this.mistakes.push({ code: `embed-${name}`, message, remedy });
  }

  #wrong(name: Name, value: string, rule: string): undefined {
    const shown = value.length > 60 ? `${value.slice(0, 60)}…` : value;
    this.say(name, `${name} is "${shown}".`, `Use ${rule}.`);
  }

  flag(name: Name): boolean {
    const value = this.#given.get(name);
    if (value === undefined || value === "0" || value === "false") return false;
    if (value !== "" && value !== "1" && value !== "true") this.#wrong(name, value, `${name}=1, or leave it out`);
    return true;
  }

  oneOf<const Choice extends string>(name: Name, choices: readonly Choice[]): Choice | undefined {
    const value = this.#given.get(name);
    if (value === undefined) return undefined;
    return choices.find((choice) => choice === value) ?? this.#wrong(name, value, `one of ${choices.join(", ")}`);
  }

  matching(name: Name, pattern: RegExp, rule: string): string | undefined {
    const value = this.#given.get(name);
    return value === undefined || pattern.test(value) ? value : this.#wrong(name, value, rule);
  }

  parts(): readonly EmbedPart[] {
    const value = this.#given.get("hide");
    if (value === undefined || value === "") return [];
    const asked = value.split(",").map((part) => part.trim());
    const unknown = asked.find((part) => !EMBED_PARTS.some((known) => known === part));
    if (unknown !== undefined) this.#wrong("hide", unknown, `some of ${EMBED_PARTS.join(", ")}, with commas between them`);
    return EMBED_PARTS.filter((part) => asked.includes(part));
  }

  /** One, written as browsers write it: what is compared with it is what they say of a message. */
  origin(): string | undefined {
    const value = this.#given.get("origin");
    if (value === undefined) return undefined;
    if (value.includes("*")) {
      this.say("origin", `origin is "${value.slice(0, 60)}", which would be anybody.`, "Name the one origin whose page may send messages.");
      return undefined;
    }
    const isOrigin = URL.canParse(value) && /^https?:$/.test(new URL(value).protocol) && new URL(value).origin === value;
    return isOrigin ? value : this.#wrong("origin", value, "an origin like https://docs.example.org, without a path and a / at its end");
  }
}
