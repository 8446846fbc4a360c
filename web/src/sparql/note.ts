/** A note on what an identifier stands for: a comment where its line ends, as SPARQL has no other. */

import { lexLine, type Open } from "./lexer";

const LONGEST = 60;
// Line ends, controls and marks that turn the direction of text would let a name leave its comment.
const UNFIT = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\s]+/gu;

/** Return the name in one line, short, without marks that change how text is laid out. */
export function plainName(name: string): string {
  const flat = name.replace(UNFIT, " ").trim();
  const signs = [...flat];
  return signs.length > LONGEST ? `${signs.slice(0, LONGEST - 1).join("")}…` : flat;
}

/** Return what is added where the line of `at` ends, or null where it ends inside a string; `at` lies behind the identifier. */
export function noteAt(query: string, at: number, name: string): { readonly at: number; readonly text: string } | null {
  const flat = plainName(name);
  if (!flat) return null;
  const lines = query.split("\n");
  let start = 0;
  let open: Open = null;
  for (const line of lines) {
    const read = lexLine(line, open);
    const end = start + line.length;
    if (at <= end) {
      const last = read.tokens.at(-1);
      if (read.open !== null) return null;
      return { at: end, text: last?.kind === "comment" ? `, ${flat}` : `  # ${flat}` };
    }
    open = read.open;
    start = end + 1;
  }
  return null;
}
