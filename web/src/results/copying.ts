/** Rows as text with tabs between, for the clipboard and a spreadsheet. */

import { type Row, type Table, textOf } from "./term";

// A spreadsheet would take such a cell for a formula; an apostrophe keeps it text (decision 0007).
const FORMULA = /^[\s]*[=+\-@\t\r]/u;
const NUMBER = /^[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/u;

/** Return the rows with a line of column names first; no cell can break its row or start a formula. */
export function tabbed(table: Table, places: readonly number[]): string {
  const lines = [table.columns.map(flat).join("\t")];
  for (const place of places) {
    const row: Row = table.rows[place] ?? [];
    lines.push(table.columns.map((_, column) => inert(flat(textOf(row[column] ?? null)))).join("\t"));
  }
  return `${lines.join("\n")}\n`;
}

function flat(text: string): string {
  return text.replace(/[\t\r\n\u2028\u2029]+/gu, " ");
}

function inert(text: string): string {
  return FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;
}
