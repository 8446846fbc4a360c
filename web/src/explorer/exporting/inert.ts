/** Cells of tables that people open in spreadsheets: none starts a formula (decision 0007; newsgraph/cells.py). */

const STARTS = /^[=+\-@\t\r]/u;
// What Python's float() reads, since cells.py asks it whether a cell is a number.
const SPACE = "[\\t-\\r \\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]*";
const DIGITS = "\\p{Nd}(?:_?\\p{Nd})*";
const NUMBER = new RegExp(`^${SPACE}[+-]?(?:(?:${DIGITS}\\.?(?:${DIGITS})?|\\.${DIGITS})(?:e[+-]?${DIGITS})?|inf(?:inity)?|nan)${SPACE}$`, "iu");

/** Return a cell that starts no formula in a spreadsheet: where it would, an apostrophe stands first. */
export function inert(cell: string): string {
  return STARTS.test(cell) && !NUMBER.test(cell) ? `'${cell}` : cell;
}

/** Return a row of comma-separated values, its line ended; cells with commas, quotes or ends of lines are quoted. */
export function row(cells: readonly string[]): string {
  return `${cells.map((cell) => quoted(inert(cell))).join(",")}\r\n`;
}

function quoted(cell: string): string {
  return /[",\r\n]/u.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
