/** What the columns of an answer hold: things, names, days, degrees; from it follows which views fit. */

import { type Prefixes, shortened } from "../sparql/names";
import { numberOf } from "./order";
import { type Cell, type Table, textOf } from "./term";
import { type Days, timeOf } from "./times";

/** A row's day or days, and which columns say so. */
export interface Dated {
  readonly from: number;
  readonly to: number | null;
}

const PAIRS: readonly (readonly [string, string])[] = [
  ["from", "to"], ["earliest", "latest"], ["begin", "end"], ["start", "end"], ["since", "until"], ["startDate", "endDate"],
];
const LATITUDE = /^(?:.*[lL]at|lat|.*[lL]atitude)$/u;
const LONGITUDE = /^(?:.*[lL]on|.*[lL]ong|.*[lL]ng|.*[lL]ongitude)$/u;

/** Return the columns that say when: one, or first and last day; null where no column holds days in most of its cells. */
export function dateColumns(table: Table): Dated | null {
  const dated = table.columns.map((_, column) => mostly(table, column, (cell) => timeOf(cell) !== null));
  for (const [first, last] of PAIRS) {
    const from = table.columns.indexOf(first);
    const to = table.columns.indexOf(last);
    if (dated[from] && (dated[to] ?? false)) return { from, to };
  }
  const from = dated.indexOf(true);
  return from < 0 ? null : { from, to: null };
}

/** Return the days of a row, or null where it has none; an end before its begin is left out. */
export function daysOf(table: Table, place: number, dated: Dated): Days | null {
  const row = table.rows[place] ?? [];
  const first = timeOf(row[dated.from] ?? null);
  const last = dated.to === null ? null : timeOf(row[dated.to] ?? null);
  if (first === null) return last;
  return { from: first.from, to: last !== null && last.to >= first.from ? last.to : first.to };
}

/** Return the columns of latitude and longitude in degrees, or null. */
export function degreeColumns(table: Table): { readonly latitude: number; readonly longitude: number } | null {
  const latitude = table.columns.findIndex((name, column) => LATITUDE.test(name) && within(table, column, 90));
  const longitude = table.columns.findIndex((name, column) => LONGITUDE.test(name) && within(table, column, 180));
  return latitude < 0 || longitude < 0 ? null : { latitude, longitude };
}

/** Return the first column of IRIs that the prefix `place` fits, or null: the server knows where those lie. */
export function placeColumn(table: Table, prefixes: Prefixes): number | null {
  const space = prefixes["place"];
  if (space === undefined) return null;
  const found = table.columns.findIndex((_, column) =>
    table.rows.some((row) => row[column]?.type === "iri" && textOf(row[column] ?? null).startsWith(space)));
  return found < 0 ? null : found;
}

/** Return the column that names what stands in another one: `personName` or `personLabel` for `person`; null where none does. */
export function nameColumn(table: Table, column: number): number | null {
  const name = table.columns[column] ?? "";
  for (const ending of ["Name", "Label", "Title"]) {
    const found = table.columns.indexOf(name + ending);
    if (found >= 0) return found;
  }
  return null;
}

/** Return the column that says in words what a row is about: the first that holds texts; else the first that holds anything. */
export function titleColumn(table: Table, besides: readonly number[]): number | null {
  const open = table.columns.map((_, column) => column).filter((column) => !besides.includes(column));
  const worded = (column: number): boolean =>
    mostly(table, column, (cell) => cell.type === "literal" && numberOf(cell) === null && timeOf(cell) === null);
  const preferred = open.find((column) => /(?:^|[a-z])(?:[nN]ame|[lL]abel|[tT]itle|headline)$/u.test(table.columns[column] ?? "") && worded(column));
  return preferred ?? open.find(worded) ?? open[0] ?? null;
}

/** Return what kind of thing an IRI stands for, by the prefix of its identifiers; the empty text for others. */
export function kindOf(iri: string, prefixes: Prefixes): string {
  const short = shortened(iri, prefixes);
  return short === null ? "" : short.slice(0, short.indexOf(":"));
}

function mostly(table: Table, column: number, test: (cell: NonNullable<Cell>) => boolean): boolean {
  let held = 0;
  let passed = 0;
  for (const row of table.rows) {
    const cell = row[column] ?? null;
    if (cell === null) continue;
    held += 1;
    if (test(cell)) passed += 1;
  }
  return passed > 0 && passed * 2 > held;
}

function within(table: Table, column: number, most: number): boolean {
  return mostly(table, column, (cell) => {
    const value = numberOf(cell) ?? (cell.type === "literal" && /^-?\d+(?:\.\d+)?$/u.test(cell.value) ? Number(cell.value) : null);
    return value !== null && Math.abs(value) <= most;
  });
}
