/** What is wrong with a query, in the words of `newsgraph.serve.sparql`. */

const POSITION = /^error at (\d+):(\d+): ([^]*)$/u;
const LONGEST = 200;

/** Return the sentence for what the engine says of a query that it cannot read or answer. */
export function malformed(told: string): string {
  const match = POSITION.exec(told);
  if (match === null) return `The query cannot be answered: ${oneLine(told)}`;
  const [, line, column, expected] = match;
  // The parser's [_] stands for any sign.
  const words = oneLine(expected ?? "").replace(/(?:, )?\[_\]/gu, "");
  const plain = ["expected", "expected one of"].includes(words.trim()) ? "something else is expected here" : words;
  return `The query is not SPARQL 1.1: line ${line}, column ${column}: ${plain}`;
}

function oneLine(text: string): string {
  const line = text.split(/\s+/u).filter(Boolean).join(" ");
  return line.length <= LONGEST ? line : `${line.slice(0, LONGEST)} …`;
}
