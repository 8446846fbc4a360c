/** What a query may not do and which graphs it names, found out by the engine's own parser, as `newsgraph.serve.guard` does. */

/** Reads a query over no data; throws where it is none. */
export type Reads = (query: string) => void;

/** Return whether the query would ask another server, or cannot be told from one that would. */
export function callsOut(query: string, read: Reads): boolean {
  return uses("service", "SERVIXE", query, read);
}

/** Return whether the query says with FROM which graphs it asks. */
export function namesGraphs(query: string, read: Reads): boolean {
  return uses("from", "FRXM", query, read);
}

/** Where a query with other letters in a word's place is still a query, the word was no keyword. */
function uses(plain: string, other: string, query: string, read: Reads): boolean {
  if (!query.toLowerCase().includes(plain) && !query.includes("\\")) return false;
  const changed = query.replace(letters(plain), other);
  if (changed === query) return false;
  try {
    read(changed);
    return false;
  } catch {
    return true;
  }
}

/** Each letter may be written as an escape, which SPARQL allows anywhere in a query. */
function letters(word: string): RegExp {
  const units = [...word].map((low) => {
    const either = [low, low.toUpperCase()].flatMap((letter) => {
      const code = letter.charCodeAt(0).toString(16).padStart(2, "0").replace(/[a-f]/gu, (digit) => `[${digit}${digit.toUpperCase()}]`);
      return [letter, String.raw`\\u00${code}`, String.raw`\\U000000${code}`];
    });
    return `(?:${either.join("|")})`;
  });
  return new RegExp(units.join(""), "gu");
}
