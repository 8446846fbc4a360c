/** RDF terms and answers, as every view takes them. */

export type Term =
  | { readonly type: "iri"; readonly value: string }
  | { readonly type: "blank"; readonly value: string }
  | { readonly type: "literal"; readonly value: string; readonly datatype: string | null; readonly language: string | null };

export type Cell = Term | null;
export type Row = readonly Cell[];

export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly Row[];
}

export type Answer =
  | { readonly kind: "rows"; readonly table: Table }
  | { readonly kind: "triples"; readonly table: Table }
  | { readonly kind: "boolean"; readonly value: boolean };

export const XSD = "http://www.w3.org/2001/XMLSchema#";
export const TRIPLE_COLUMNS = ["subject", "predicate", "object"] as const;

/** Return what a cell shows as plain text. */
export function textOf(cell: Cell): string {
  return cell === null ? "" : cell.type === "blank" ? `_:${cell.value}` : cell.value;
}

/** Return whether an address may be made a link: http and https only. */
export function isWebAddress(value: string): boolean {
  return /^https?:\/\/[^\s]+$/iu.test(value);
}
