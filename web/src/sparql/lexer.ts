/** SPARQL cut into tokens, line by line, for colours, completion and prefixes; anything can be read, also what is unfinished. */

import { FUNCTIONS, KEYWORDS } from "./words";

export type Kind =
  | "blank" | "bracket" | "comment" | "constant" | "function" | "iri" | "keyword" | "language" | "name" | "number"
  | "operator" | "string" | "variable" | "word";

/** `from` and `to` count UTF-16 units, as the editor does. A `word` is what SPARQL does not know. */
export interface Token {
  readonly kind: Kind;
  readonly from: number;
  readonly to: number;
}

/** The long quotation mark that a line ends inside of, or none. */
export type Open = '"""' | "'''" | null;

export interface Line {
  readonly tokens: readonly Token[];
  readonly open: Open;
}

const KEYWORD = new Set(KEYWORDS.map((word) => word.toLowerCase()));
const FUNCTION = new Set(FUNCTIONS.map((word) => word.toLowerCase()));
const LOCAL = String.raw`(?:[\p{L}\p{N}_:]|%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?#@%])`;

const RULES: readonly (readonly [Kind, RegExp])[] = [
  ["comment", /#.*/uy],
  ["iri", /<[^\s<>"{}|^`\\]*>/uy],
  ["variable", /[?$][\p{L}\p{N}_]+/uy],
  ["string", /"(?:[^"\\]|\\.)*"?|'(?:[^'\\]|\\.)*'?/uy],
  ["blank", /_:[\p{L}\p{N}_](?:[\p{L}\p{N}_.-]*[\p{L}\p{N}_-])?/uy],
  ["name", new RegExp(String.raw`(?:\p{L}(?:[\p{L}\p{N}_.-]*[\p{L}\p{N}_-])?)?:(?:${LOCAL}(?:(?:${LOCAL}|[.-])*(?:${LOCAL}|-))?)?`, "uy")],
  ["language", /@[A-Za-z]+(?:-[A-Za-z0-9]+)*/uy],
  ["number", /[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?|\.[0-9]+(?:[eE][+-]?[0-9]+)?/uy],
  ["word", /[\p{L}_](?:[\p{L}\p{N}_'’-]*[\p{L}\p{N}_])?/uy],
  ["bracket", /[()[\]{}]/uy],
  ["operator", /\^\^|&&|\|\||[<>!]=|[^\s]/uy],
];

/** Return the tokens of one line that begins inside of `open`, and what it ends inside of; offsets are the line's. */
export function lexLine(line: string, open: Open): Line {
  const tokens: Token[] = [];
  let at = 0;
  if (open !== null) {
    const end = endOfLong(line, 0, open);
    tokens.push({ kind: "string", from: 0, to: end ?? line.length });
    if (end === null) return { tokens, open };
    at = end;
  }
  while (at < line.length) {
    if (/\s/u.test(line.charAt(at))) {
      at += 1;
      continue;
    }
    const mark = line.startsWith('"""', at) ? '"""' : line.startsWith("'''", at) ? "'''" : null;
    if (mark !== null) {
      const end = endOfLong(line, at + 3, mark);
      tokens.push({ kind: "string", from: at, to: end ?? line.length });
      if (end === null) return { tokens, open: mark };
      at = end;
      continue;
    }
    const token = tokenAt(line, at);
    tokens.push(token);
    at = token.to;
  }
  return { tokens, open: null };
}

/** Return the tokens of a whole text. */
export function lex(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let start = 0;
  let open: Open = null;
  for (const line of text.split("\n")) {
    const read: Line = lexLine(line, open);
    for (const token of read.tokens) tokens.push({ kind: token.kind, from: token.from + start, to: token.to + start });
    open = read.open;
    start += line.length + 1;
  }
  return tokens;
}

function tokenAt(line: string, at: number): Token {
  for (const [kind, rule] of RULES) {
    rule.lastIndex = at;
    const found = rule.exec(line);
    if (found) return { kind: kind === "word" ? kindOfWord(found[0]) : kind, from: at, to: at + found[0].length };
  }
  return { kind: "operator", from: at, to: at + 1 };
}

function kindOfWord(word: string): Kind {
  const low = word.toLowerCase();
  if (word === "a" || KEYWORD.has(low)) return "keyword";
  if (FUNCTION.has(low)) return "function";
  return low === "true" || low === "false" ? "constant" : "word";
}

function endOfLong(line: string, from: number, mark: string): number | null {
  for (let at = from; at < line.length; at += 1) {
    if (line.charAt(at) === "\\") at += 1;
    else if (line.startsWith(mark, at)) return at + 3;
  }
  return null;
}
