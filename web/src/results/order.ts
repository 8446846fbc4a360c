/** Rows put in order by one column. */

import { type Cell, type Row, textOf, XSD } from "./term";
import { timeOf } from "./times";

export interface Sorting {
  readonly column: number;
  readonly descending: boolean;
}

const NUMBERS = new Set(["integer", "decimal", "double", "float", "int", "long", "nonNegativeInteger", "positiveInteger"].map((name) => XSD + name));
const COLLATOR = new Intl.Collator("en", { numeric: true });

/** Return the number that a literal of a numeric type stands for, else null. */
export function numberOf(cell: Cell): number | null {
  if (cell?.type !== "literal" || cell.datatype === null || !NUMBERS.has(cell.datatype)) return null;
  const value = Number(cell.value);
  return Number.isNaN(value) ? null : value;
}

/** Return the places of the rows in their new order; equal rows keep their order, empty cells come last either way. */
export function ordered(rows: readonly Row[], sorting: Sorting | null): readonly number[] {
  const places = rows.map((_, place) => place);
  if (sorting === null) return places;
  const keys = rows.map((row) => keyOf(row[sorting.column] ?? null));
  const sign = sorting.descending ? -1 : 1;
  return places.sort((one, other) => {
    const left = keys[one] as Key;
    const right = keys[other] as Key;
    if (left.rank === 3 || right.rank === 3) return left.rank - right.rank || one - other;
    return sign * compared(left, right) || one - other;
  });
}

interface Key {
  readonly rank: number;
  readonly number: number;
  readonly text: string;
}

function keyOf(cell: Cell): Key {
  if (cell === null) return { rank: 3, number: 0, text: "" };
  const number = numberOf(cell);
  if (number !== null) return { rank: 0, number, text: "" };
  const time = timeOf(cell);
  // What follows the day keeps times of one day apart.
  if (time !== null) return { rank: 1, number: time.from, text: cell.value };
  return { rank: 2, number: 0, text: textOf(cell) };
}

function compared(left: Key, right: Key): number {
  return left.rank - right.rank || left.number - right.number || COLLATOR.compare(left.text, right.text);
}
