/** Time for the timeline: stretches, which days an axis shows, and labels that do not meet. Nothing here needs a page. */

import { dayOf, isoDay } from "../../results/times";

export type Unit = "day" | "week" | "month" | "year";

export interface Stretches {
  readonly unit: Unit;
  /** The first day of each, and at the end the day after the last. */
  readonly starts: readonly number[];
}

const UNITS: readonly (readonly [Unit, number])[] = [["day", 1], ["week", 7], ["month", 30.4], ["year", 365.25]];

/** Return days, weeks from Monday, months or years that cover the days: the finest of which at most `most` do. */
export function stretches(from: number, to: number, most: number): Stretches {
  const unit = (UNITS.find(([, days]) => (to - from + 1) / days <= most) ?? UNITS[3] as readonly [Unit, number])[0];
  let at = startOf(from, unit);
  const starts = [at];
  while (at <= to) starts.push((at = after(at, unit)));
  return { unit, starts };
}

function startOf(day: number, unit: Unit): number {
  if (unit === "day") return day;
  // The first of January 1970 was a Thursday.
  if (unit === "week") return day - ((((day + 3) % 7) + 7) % 7);
  const date = new Date(day * 86_400_000);
  return dayOf(date.getUTCFullYear(), unit === "month" ? date.getUTCMonth() + 1 : 1, 1);
}

function after(start: number, unit: Unit): number {
  if (unit === "day") return start + 1;
  if (unit === "week") return start + 7;
  const date = new Date(start * 86_400_000);
  return unit === "month" ? dayOf(date.getUTCFullYear(), date.getUTCMonth() + 2, 1) : dayOf(date.getUTCFullYear() + 1, 1, 1);
}

/** Return the place of the stretch that holds the day; -1 before the first, their number after the last. */
export function stretchOf({ starts }: Stretches, day: number): number {
  let [low, high] = [0, starts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (starts[middle]! <= day) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Return what a stretch is called: `2026-04`, `week of 2026-04-06`. */
export function stretchName({ unit, starts }: Stretches, place: number): string {
  const day = isoDay(starts[place]!);
  if (unit === "week") return `week of ${day}`;
  return unit === "year" ? day.slice(0, -6) : unit === "month" ? day.slice(0, -3) : day;
}

/** Return which days an axis shows of all, in order: few that lie far off would press the rest together, and are left out. */
export function axisDays(days: Int32Array): readonly [number, number] {
  if (days.length === 0) return [0, 0];
  const last = days.length - 1;
  const [first, end] = [days[0]!, days[last]!];
  const [low, high] = [days[Math.ceil(last * 0.05)] ?? first, days[Math.floor(last * 0.95)] ?? end];
  const span = Math.max(high - low, 14);
  const margin = Math.ceil(span * 0.1);
  return [first < low - span ? low - margin : first, end > high + span ? high + margin : end];
}

export interface Tag {
  readonly item: number;
  readonly lane: number;
  /** Where the mark stands. */
  readonly x: number;
  /** Where the words begin, and how much room they have. */
  readonly left: number;
  readonly width: number;
  /** The words stand before the mark, where they would run out of the picture. */
  readonly isBefore: boolean;
}

const GAP = 6;
const MARK = 12;

/** Return as many labels as fit into the lanes without meeting, the first items first. */
export function tags(items: readonly number[], at: (item: number) => number, wide: (item: number) => number, lanes: number, room: number): readonly Tag[] {
  const taken: (readonly [number, number])[][] = Array.from({ length: lanes }, () => []);
  const found: Tag[] = [];
  let missed = 0;
  for (const item of items) {
    const [x, width] = [at(item), wide(item)];
    const isBefore = x + MARK + width > room;
    if (isBefore && x - MARK - width < 0) continue;
    const left = isBefore ? x - MARK / 2 - width : x - MARK / 2;
    const [from, to] = [left - GAP, left + MARK + width + GAP];
    const lane = taken.findIndex((held) => held.every(([start, end]) => to <= start || end <= from));
    if (lane < 0) {
      // Where hardly anything fits any more, looking on is lost time.
      if ((missed += 1) > 200) break;
      continue;
    }
    taken[lane]?.push([from, to]);
    found.push({ item, lane, x, left, width, isBefore });
  }
  return found;
}
