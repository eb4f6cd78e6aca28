/**
 * Whether a name is meant by what was typed, how well, and by which of its letters. The typed words may come in any
 * order. Each is looked for as the beginning of a word, as the initials of words ("ps": Platform settings), within a
 * word, and at last as letters in order, from the beginning of a word on.
 */
export interface Match {
  /** The higher, the better; only comparable for the same typed text. */
  readonly score: number;
  /** Which letters of the name, from and until, in order. */
  readonly marks: readonly Span[];
}

export type Span = readonly [from: number, until: number];

const POINTS = { word: 100, start: 80, initials: 70, within: 40, letters: 15 } as const;
/** Shorter than this, letters in order are found everywhere. */
const LEAST_LETTERS = 3;

/** Undefined: a word of it is nowhere. Nothing typed is meant by every name. */
export function matchName(typed: string, name: string): Match | undefined {
  const taken: Span[] = [];
  let score = 0;
  for (const word of wordsOf(typed).toSorted((a, b) => b.length - a.length)) {
    const found = findWord(word, fold(name), taken);
    if (!found) return undefined;
    score += found.score;
    taken.push(...found.marks);
  }
  // Of two that match alike, the shorter is meant, and one that begins so.
  const begins = taken.some(([from]) => from === 0) ? 5 : 0;
  return { score: score + begins - name.length / 50, marks: joined(taken) };
}

/** By its name, else by other words for it, which are not shown. */
export function matchAction(typed: string, name: string, words = ""): Match | undefined {
  const byName = matchName(typed, name);
  if (byName || words === "") return byName;
  const byWords = matchName(typed, `${words} ${name}`);
  return byWords && { score: byWords.score / 2, marks: [] };
}

function findWord(word: string, name: string, taken: readonly Span[]): Match | undefined {
  const isFree = ([from, until]: Span) => taken.every((each) => until <= each[0] || from >= each[1]);
  const starts = wordStarts(name);
  const at = (from: number): Span => [from, from + word.length];
  const places = placesOf(word, name).map(at).filter(isFree);
  const start = places.find(([from]) => starts.includes(from));
  if (start) return { score: isWordEnd(name, start[1]) ? POINTS.word : POINTS.start, marks: [start] };
  const initials = inOrder(
    word,
    name,
    starts.filter((from) => isFree([from, from + 1])),
  );
  if (initials && word.length > 1) return { score: POINTS.initials, marks: initials };
  const within = places[0];
  if (within) return { score: POINTS.within, marks: [within] };
  if (word.length < LEAST_LETTERS) return undefined;
  for (const from of starts) {
    const letters = Array.from({ length: name.length - from }, (_, index) => from + index).filter((each) => isFree([each, each + 1]));
    const found = letters[0] === from && name[from] === word[0] ? inOrder(word, name, letters) : undefined;
    if (found) return { score: POINTS.letters / found.length, marks: found };
  }
  return undefined;
}

/** Each letter of the word at the next of these places that has it. */
function inOrder(word: string, name: string, places: readonly number[]): readonly Span[] | undefined {
  const marks: Span[] = [];
  for (const place of places) {
    if (name[place] !== word[marks.length]) continue;
    marks.push([place, place + 1]);
    if (marks.length === word.length) return marks;
  }
  return undefined;
}

function placesOf(word: string, name: string): readonly number[] {
  const places: number[] = [];
  for (let from = name.indexOf(word); from >= 0; from = name.indexOf(word, from + 1)) places.push(from);
  return places;
}

/** "index.ts", "thumbs/index.ts" and "c-01" are several words each. */
function wordStarts(name: string): readonly number[] {
  return Array.from(name, (_, place) => place).filter(
    (place) => isLetter(name[place]) && !(isLetter(name[place - 1]) && /\d/.test(name[place - 1] ?? "") === /\d/.test(name[place] ?? "")),
  );
}

function isWordEnd(name: string, place: number): boolean {
  return !isLetter(name[place]);
}

function isLetter(letter: string | undefined): boolean {
  return letter !== undefined && /[\p{L}\p{N}]/u.test(letter);
}

function wordsOf(typed: string): readonly string[] {
  return fold(typed)
    .split(/\s+/)
    .filter((word) => word !== "");
}

/** As many letters as before, so that places in the one are places in the other. */
function fold(text: string): string {
  return Array.from({ length: text.length }, (_, place) => {
    const lower = (text[place] ?? "").normalize("NFD")[0]?.toLowerCase() ?? "";
    return lower.length === 1 ? lower : (text[place] ?? "");
  }).join("");
}

function joined(spans: readonly Span[]): readonly Span[] {
  const marks: Span[] = [];
  for (const [from, until] of spans.toSorted((a, b) => a[0] - b[0])) {
    const last = marks.at(-1);
    if (last && from <= last[1]) marks.splice(-1, 1, [last[0], Math.max(last[1], until)]);
    else marks.push([from, until]);
  }
  return marks;
}
