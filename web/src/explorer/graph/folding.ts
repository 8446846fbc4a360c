/** Names without letter case and accents, for looking up: the same as `fold` in newsgraph/view/choose.py. */

const PLAIN = /^[\x20-\x7e]*$/;
const SPACES = /\s+/gu;
const MARKS = /\p{M}/gu;
const LETTERS = /[\p{L}\p{N}\p{M}]/u;
const known = new Map<string, boolean>();

/** Return a text without letter case, accents and odd spaces. */
export function fold(text: string): string {
  const folded = PLAIN.test(text) ? text.toLowerCase() : unmarked(text).toLowerCase().replaceAll("ß", "ss").replaceAll("ς", "σ");
  return folded.replace(SPACES, " ").trim();
}

function unmarked(text: string): string {
  return text.normalize("NFKD").replace(MARKS, (mark) => (isCombining(mark) ? "" : mark));
}

/** Whether a mark stands on the letter before it. Vowel signs of Indian scripts are marks that do not: they tell names apart. */
function isCombining(mark: string): boolean {
  const answer = known.get(mark);
  if (answer !== undefined) return answer;
  // The ypogegrammeni goes behind every other combining mark, so normal form tells which are.
  const found = mark === "\u0345" || !(`\u0345${mark}`.normalize("NFD").startsWith("\u0345"));
  known.set(mark, found);
  return found;
}

/** Whether a letter or digit stands there: then what follows it is no start of a word, and what it follows no whole one. */
export function isInWord(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (code < 128) return (code >= 97 && code <= 122) || (code >= 48 && code <= 57);
  const isLow = (code & 0xfc00) === 0xdc00;
  return LETTERS.test(String.fromCodePoint(text.codePointAt(isLow ? at - 1 : at) ?? 0));
}
