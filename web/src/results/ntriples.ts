/** N-Triples, read into rows of subject, predicate and object. */

import { type Answer, type Row, type Term, TRIPLE_COLUMNS } from "./term";

const IRI = String.raw`<([^>]*)>`;
const BLANK = String.raw`_:([^\s<"]+)`;
const LITERAL = String.raw`"((?:[^"\\]|\\.)*)"(?:\^\^<([^>]*)>|@([A-Za-z0-9-]+))?`;
const LINE = new RegExp(String.raw`^\s*(?:${IRI}|${BLANK})\s*${IRI}\s*(?:${IRI}|${BLANK}|${LITERAL})\s*\.\s*(?:#.*)?$`, "u");
const ESCAPE = /\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))/gu;
const PLAIN: Readonly<Record<string, string>> = { t: "\t", b: "\b", n: "\n", r: "\r", f: "\f" };

/** Return the triples, each once, in their order.
 *
 * @throws Error where a line is no triple.
 */
export function readTriples(text: string): Answer {
  const rows: Row[] = [];
  const seen = new Set<string>();
  for (const line of text.split(/\r?\n/u)) {
    if (!line || line.startsWith("#") || seen.has(line)) continue;
    const found = LINE.exec(line);
    if (!found) throw new Error("The server's answer holds a line that is no triple.");
    seen.add(line);
    const [, subject, subjectBlank, predicate, object, objectBlank, literal, datatype, language] = found;
    const last: Term = literal === undefined
      ? named(object, objectBlank)
      : { type: "literal", value: unescaped(literal), datatype: unescaped(datatype ?? "") || null, language: language ?? null };
    rows.push([named(subject, subjectBlank), named(predicate, undefined), last]);
  }
  return { kind: "triples", table: { columns: TRIPLE_COLUMNS, rows } };
}

function named(iri: string | undefined, blank: string | undefined): Term {
  return blank === undefined ? { type: "iri", value: unescaped(iri ?? "") } : { type: "blank", value: blank };
}

function unescaped(text: string): string {
  if (!text.includes("\\")) return text;
  return text.replace(ESCAPE, (_, four?: string, eight?: string, one?: string) => {
    const code = Number.parseInt(four ?? eight ?? "", 16);
    if (one !== undefined) return PLAIN[one] ?? one;
    return code <= 0x10ffff ? String.fromCodePoint(code) : "\ufffd";
  });
}
