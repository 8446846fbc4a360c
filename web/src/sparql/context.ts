/** What may be completed at a place of a query. */

import { lex, type Token } from "./lexer";

export type Context =
  | { readonly kind: "variable"; readonly from: number; readonly typed: string }
  | { readonly kind: "name"; readonly from: number; readonly typed: string; readonly prefix: string }
  | { readonly kind: "word"; readonly from: number; readonly typed: string; readonly phrase: Phrase | null }
  | { readonly kind: "declaration"; readonly from: number; readonly typed: string };

/** Unknown words in a row: the name of a thing, perhaps, as people type it. */
export interface Phrase {
  readonly from: number;
  readonly text: string;
}

const MOST_WORDS = 6;

/** Return what is being typed before `at`, or null inside strings, comments and IRIs and where nothing is typed. */
export function contextAt(query: string, at: number): Context | null {
  // A token is read whole, but only what stands before the cursor has been typed.
  const tokens = lex(query.slice(0, at));
  const last = tokens.at(-1);
  if (last === undefined || last.to !== at || /<[A-Za-z][^\s<>]*$/u.test(query.slice(0, at))) return null;
  const typed = query.slice(last.from, at);
  if (last.kind === "variable" || (last.kind === "operator" && /^[?$]$/u.test(typed))) {
    return { kind: "variable", from: last.from, typed };
  }
  const before = tokens.at(-2);
  if (before && isPrefixWord(query, before) && (last.kind === "name" || isWord(last))) {
    return { kind: "declaration", from: last.from, typed };
  }
  if (last.kind === "name") return { kind: "name", from: last.from, typed, prefix: typed.replace(/:.*$/u, "") };
  if (isWord(last)) return { kind: "word", from: last.from, typed, phrase: phraseBefore(query, tokens) };
  return null;
}

/** Return the variables of the query, in order of appearance, without the one that ends at `at`. */
export function variables(query: string, at: number): readonly string[] {
  const found = new Set<string>();
  for (const token of lex(query)) {
    if (token.kind === "variable" && token.to !== at) found.add(`?${query.slice(token.from + 1, token.to)}`);
  }
  return [...found];
}

function isWord(token: Token): boolean {
  return ["word", "keyword", "function", "constant"].includes(token.kind);
}

function isPrefixWord(query: string, token: Token): boolean {
  return token.kind === "keyword" && query.slice(token.from, token.to).toUpperCase() === "PREFIX";
}

function phraseBefore(query: string, tokens: readonly Token[]): Phrase | null {
  let from = -1;
  let count = 0;
  let next: Token | undefined;
  for (let at = tokens.length - 1; at >= 0 && count < MOST_WORDS; at -= 1) {
    const token = tokens[at] as Token;
    // "St. Brendan": a full stop right behind a word belongs to it.
    if (next !== undefined && query.slice(token.from, token.to) === "." && tokens[at - 1]?.to === token.from) continue;
    const joined = next === undefined || /^[. ]{1,2}$/u.test(query.slice(token.to, next.from));
    // The word that is being typed may read as a keyword so far ("In" of "Ingrid"); those before it must be unknown.
    if (!joined || (token.kind !== "word" && next !== undefined) || !isWord(token)) break;
    from = token.from;
    next = token;
    count += 1;
  }
  const last = tokens.at(-1);
  if (from < 0 || last === undefined) return null;
  const text = query.slice(from, last.to);
  return text.length >= 2 ? { from, text } : null;
}
