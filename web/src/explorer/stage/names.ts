/** Names fit for a canvas or a line of SVG: what is hostile in them is shown, not obeyed. */

const LONGEST = 60;
const ROW = 25;
const LONGEST_ROW = 30;
const TURNING = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** Return a name on one line, at most 60 characters, with what turns the writing made visible. */
export function plainName(name: string): string {
  const plain = name
    .slice(0, 8 * LONGEST)
    .replace(TURNING, (sign) => `‹U+${(sign.codePointAt(0) as number).toString(16).toUpperCase().padStart(4, "0")}›`)
    .replace(/\s+/gu, " ")
    .trim()
    .replace(/[\p{Cc}\p{Cs}\ufff9-\ufffb]/gu, "\ufffd")
    .replace(/(\p{M}{3})\p{M}+/gu, "$1"); // heaps of accents would run over other rows
  return cut(plain || "(no name)", LONGEST);
}

/** Return a text of at most so many signs. */
export function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  const signs = [...text];
  return signs.length <= most ? text : `${signs.slice(0, most - 1).join("").trimEnd()}…`;
}

/** Return a plain name on one row or two. */
export function rows(name: string): readonly string[] {
  const found: string[] = [];
  for (const word of name.split(" ")) {
    const last = found.at(-1);
    if (last !== undefined && last.length + word.length < ROW) found[found.length - 1] = `${last} ${word}`;
    else found.push(word);
  }
  const short = found.slice(0, 2).map((row) => cut(row, LONGEST_ROW));
  if (found.length > 2) short[1] = `${(short[1] as string).replace(/…$/u, "")}…`;
  return short;
}
