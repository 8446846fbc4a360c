/** SPARQL 1.1 results in JSON, read into an answer. */

import type { Answer, Cell, Row } from "./term";

interface Raw {
  readonly head?: { readonly vars?: readonly string[] };
  readonly boolean?: boolean;
  readonly results?: { readonly bindings?: readonly Readonly<Record<string, RawTerm | undefined>>[] };
}

interface RawTerm {
  readonly type: string;
  readonly value: unknown;
  readonly datatype?: string;
  readonly "xml:lang"?: string;
}

/** Return the answer that the JSON holds.
 *
 * @throws Error where the text is no SPARQL result.
 */
export function readResults(text: string): Answer {
  const raw = JSON.parse(text) as Raw;
  if (typeof raw.boolean === "boolean") return { kind: "boolean", value: raw.boolean };
  const columns = raw.head?.vars;
  const bindings = raw.results?.bindings;
  if (!Array.isArray(columns) || !Array.isArray(bindings)) throw new Error("The server's answer is no SPARQL result.");
  const rows = bindings.map((binding: Readonly<Record<string, RawTerm | undefined>>): Row =>
    (columns as string[]).map((column) => termOf(Object.hasOwn(binding, column) ? binding[column] : undefined)));
  return { kind: "rows", table: { columns: columns as string[], rows } };
}

function termOf(raw: RawTerm | undefined): Cell {
  if (raw === undefined) return null;
  const value = typeof raw.value === "string" ? raw.value : JSON.stringify(raw.value);
  if (raw.type === "uri") return { type: "iri", value };
  if (raw.type === "bnode") return { type: "blank", value };
  return { type: "literal", value, datatype: raw.datatype ?? null, language: raw["xml:lang"] ?? null };
}
