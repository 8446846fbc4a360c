/** Dates in an answer, as days since 1970. */

import { type Cell, XSD } from "./term";

/** Days since 1970-01-01, both counted in; a month or a year is all of its days. */
export interface Days {
  readonly from: number;
  readonly to: number;
}

const ISO = /^(-?\d{4,6})(?:-(\d\d)(?:-(\d\d))?)?(?:T(\d\d):\d\d(?::\d\d(?:\.\d+)?)?)?(?:Z|[+-]\d\d:\d\d)?$/u;
const TYPES = new Set(["date", "dateTime", "dateTimeStamp", "gYear", "gYearMonth"].map((name) => XSD + name));
const DAY = 86_400_000;

/** Return the days that a literal names: of a date type, or a plain text such as 2026-04 or 2026-04-01; else null. */
export function timeOf(cell: Cell): Days | null {
  if (cell?.type !== "literal" || cell.language !== null) return null;
  const typed = cell.datatype !== null && TYPES.has(cell.datatype);
  const plain = (cell.datatype === null || cell.datatype === `${XSD}string`) && /^\d{4}-\d\d(?:-\d\d)?(?:T|$)/u.test(cell.value);
  if (!typed && !plain) return null;
  const found = ISO.exec(cell.value);
  if (!found) return null;
  const year = Number(found[1]);
  const month = found[2] === undefined ? null : Number(found[2]);
  const day = found[3] === undefined ? null : Number(found[3]);
  if ((month !== null && (month < 1 || month > 12)) || (day !== null && (day < 1 || day > 31))) return null;
  const from = dayOf(year, month ?? 1, day ?? 1);
  if (day !== null) return isoDay(from).endsWith(`-${found[3] ?? ""}`) ? { from, to: from } : null;
  return { from, to: (month === null ? dayOf(year + 1, 1, 1) : dayOf(year, month + 1, 1)) - 1 };
}

/** Return the day's number; a month of 13 is the next year's first. */
export function dayOf(year: number, month: number, day: number): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return Math.round(date.getTime() / DAY);
}

/** Return the day as 2026-04-01. */
export function isoDay(day: number): string {
  return new Date(day * DAY).toISOString().slice(0, -14);
}

export interface Tick {
  readonly day: number;
  readonly label: string;
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** Return at most `most` marks for an axis over the days: days, months or years at round steps. */
export function ticks(from: number, to: number, most: number): readonly Tick[] {
  const span = to - from + 1;
  for (const step of [1, 2, 7, 14]) {
    if (span / step <= most) return dayTicks(from, to, step);
  }
  for (const step of [1, 2, 3, 6]) {
    if (span / (30.4 * step) <= most) return monthTicks(from, to, step);
  }
  let years = 1;
  for (const step of [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000]) {
    years = step;
    if (span / (365.25 * step) <= most) break;
  }
  return monthTicks(from, to, 12 * years);
}

function dayTicks(from: number, to: number, step: number): readonly Tick[] {
  const found: Tick[] = [];
  for (let day = Math.ceil(from / step) * step; day <= to; day += step) {
    const date = new Date(day * DAY);
    found.push({ day, label: `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()] ?? ""}${found.length === 0 ? ` ${yearOf(day)}` : ""}` });
  }
  return found;
}

function monthTicks(from: number, to: number, step: number): readonly Tick[] {
  const found: Tick[] = [];
  const start = new Date(from * DAY);
  let month = Math.ceil((start.getUTCFullYear() * 12 + start.getUTCMonth()) / step) * step;
  for (let guard = 0; guard < 1000; guard += 1, month += step) {
    const day = dayOf(Math.floor(month / 12), (month % 12 + 12) % 12 + 1, 1);
    if (day > to) break;
    if (day < from) continue;
    const name = MONTHS[(month % 12 + 12) % 12] ?? "";
    const isFirst = found.length === 0 || name === "Jan";
    found.push({ day, label: step >= 12 ? yearOf(day) : isFirst ? `${name} ${yearOf(day)}` : name });
  }
  return found;
}

function yearOf(day: number): string {
  return String(new Date(day * DAY).getUTCFullYear());
}
