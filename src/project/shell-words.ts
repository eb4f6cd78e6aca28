/**
 * Splits a command line into words the way a POSIX shell does, without running anything: quotes, backslashes, $'…' and
 * line ends are undone; what a shell would have to look up or run ($TOKEN, $(…), backquotes, <file) is refused by
 * name. A command ends at an unquoted newline, ";" or "|". Windows' cmd.exe is understood by its caret.
 * https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_02
 */
import { type Parsed, type Refused, refuse } from "../platform/triggers/parsed.ts";

const ANSI_ESCAPES: Readonly<Record<string, string>> = {
  a: "\u0007",
  b: "\b",
  e: "\u001b",
  E: "\u001b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
};

/** One escape of $'…', the backslash first: \n, \x41, \u00e9, \U0001f600, \101. Anything else is the character itself. */
const ANSI_ESCAPE = /\\(?:x([0-9A-Fa-f]{1,2})|u([0-9A-Fa-f]{1,4})|U([0-9A-Fa-f]{1,8})|([0-7]{1,3})|([\s\S]))/g;

function undoAnsiEscapes(text: string): string {
  return text.replace(ANSI_ESCAPE, (whole, hex?: string, short?: string, long?: string, octal?: string, letter?: string) => {
    const digits = hex ?? short ?? long;
    const code = digits !== undefined ? Number.parseInt(digits, 16) : octal !== undefined ? Number.parseInt(octal, 8) : undefined;
    if (code !== undefined) return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    return ANSI_ESCAPES[letter ?? ""] ?? letter ?? "";
  });
}

/** In cmd.exe a caret takes the meaning from the next character, a line end included; "^", newline, newline is one newline. */
function undoCarets(text: string): string {
  return text.replace(/\^(?:\r?\n(\r?\n)?|([\s\S]))/g, (_, secondLineEnd?: string, character?: string) => {
    return character ?? (secondLineEnd === undefined ? " " : "\n");
  });
}

/** A POSIX shell has a caret for an ordinary character: the first mark outside double quotes tells whose command it is. */
function isFromCmd(text: string): boolean {
  for (const [mark] of text.matchAll(/"[^"\\]*(?:\\[\s\S][^"\\]*)*"|\^(?:"|\r?\n)|['\\]/g)) {
    if (!mark.startsWith('"')) return mark.startsWith("^");
  }
  return false;
}

function unclosed(quote: string): Refused {
  return refuse("curl-quote", `A ${quote} is opened and never closed.`, "Copy the whole command, to its last quote.");
}

function needsShell(text: string): Refused {
  return refuse("curl-needs-shell", `Only a shell can fill in ${text}.`, "Replace it by its value, or put the text in single quotes.");
}

function needsQuotes(operator: string): Refused {
  return refuse(
    "curl-operator",
    `An unquoted ${operator} ends the command in a shell, or names a file.`,
    `Put the address or text that has the ${operator} in quotes.`,
  );
}

/** Reads from `at`; every method leaves `at` behind what it read. */
class WordReader {
  private at = 0;
  private word: string | undefined;
  private readonly words: string[] = [];
  private readonly text: string;
  private readonly fromCmd: boolean;

  constructor(text: string, fromCmd: boolean) {
    this.text = text;
    this.fromCmd = fromCmd;
  }

  read(): Parsed<readonly string[]> {
    while (this.at < this.text.length) {
      const character = this.text[this.at] ?? "";
      if (/[\n;|]/.test(character) && this.words.length > 0) break;
      const problem = /\s/.test(character) ? this.endWord() : this.readPart(character);
      if (problem) return problem;
    }
    this.endWord();
    return { ok: true, value: this.words };
  }

  private endWord(): undefined {
    this.at += 1;
    if (this.word !== undefined) this.words.push(this.word);
    this.word = undefined;
  }

  private append(text: string, length: number): undefined {
    this.word = (this.word ?? "") + text;
    this.at += length;
  }

  private readPart(character: string): Refused | undefined {
    if (character === '"') return this.readDoubleQuoted();
    if (this.fromCmd) return this.append(character, 1);
    if (character === "'") return this.readSingleQuoted();
    if (character === "\\") return this.readEscaped();
    if (this.text.startsWith("$'", this.at)) return this.readAnsiQuoted();
    if (/[&<>]/.test(character)) return needsQuotes(character);
    return this.shellExpansion() ?? this.append(character, 1);
  }

  /** A backslash before a line end joins the lines. */
  private readEscaped(): undefined {
    const lineEnd = /^\\\r?\n/.exec(this.text.slice(this.at, this.at + 3));
    if (lineEnd) {
      this.at += lineEnd[0].length;
      return undefined;
    }
    return this.append(this.text.slice(this.at + 1, this.at + 2), 2);
  }

  private readSingleQuoted(): Refused | undefined {
    const end = this.text.indexOf("'", this.at + 1);
    if (end < 0) return unclosed("'");
    return this.append(this.text.slice(this.at + 1, end), end + 1 - this.at);
  }

  private readAnsiQuoted(): Refused | undefined {
    let end = this.at + 2;
    while (end < this.text.length && this.text[end] !== "'") end += this.text[end] === "\\" ? 2 : 1;
    if (end >= this.text.length) return unclosed("$'");
    return this.append(undoAnsiEscapes(this.text.slice(this.at + 2, end)), end + 1 - this.at);
  }

  private readDoubleQuoted(): Refused | undefined {
    this.append("", 1);
    while (this.at < this.text.length) {
      const character = this.text[this.at] ?? "";
      if (character === '"') return this.append("", 1);
      const escaped = /^\\(\r?\n|[$`"\\])/.exec(this.text.slice(this.at, this.at + 3));
      if (escaped) {
        this.append(escaped[1]?.endsWith("\n") ? "" : (escaped[1] ?? ""), escaped[0].length);
        continue;
      }
      const expansion = this.shellExpansion();
      if (expansion) return expansion;
      this.append(character, 1);
    }
    return unclosed('"');
  }

  private shellExpansion(): Refused | undefined {
    if (this.fromCmd) return undefined;
    const expansion = /^(?:\$(?:[A-Za-z_]\w*|\{[^}]*\}?|\(+[^)]*\)?|[0-9@*#?!-])|`[^`]*`?)/.exec(this.text.slice(this.at, this.at + 80));
    return expansion ? needsShell(expansion[0]) : undefined;
  }
}

export function splitShellWords(text: string): Parsed<readonly string[]> {
  const fromCmd = isFromCmd(text);
  return new WordReader(fromCmd ? undoCarets(text) : text, fromCmd).read();
}

/** One word of a POSIX shell, with only as many quotes as it needs. */
export function quoteShellWord(text: string): string {
  if (/^[A-Za-z0-9_:,./-]+$/.test(text)) return text;
  return `'${text.replaceAll("'", "'\\''")}'`;
}
