/** Counts for filters: how many articles there are of each stretch of days, and what each of them says. */

import { dayOf } from "../results/times";
import { type Counts } from "./graph/filter";
import { type Graph, KINDS, NONE } from "./graph/model";

const ARTICLE = KINDS.indexOf("Article");

export interface Counted {
  readonly number: number;
  readonly count: number;
}

/** Return the articles with how many statements each makes, those with most first. */
export function articleCounts({ nodes, links }: Graph): readonly Counted[] {
  const counts = new Uint32Array(nodes.count);
  for (let link = 0; link < links.count; link += 1) {
    const article = links.articles[link] as number;
    if (article !== NONE) counts[article]! += 1;
  }
  const found: Counted[] = [];
  for (let node = 0; node < nodes.count; node += 1) {
    if (nodes.kinds[node] === ARTICLE) found.push({ number: node, count: counts[node] as number });
  }
  return found.sort((one, other) => other.count - one.count || one.number - other.number);
}

/** Return the outlets that have articles, those with most first; NONE for articles without one. */
export function outletCounts({ outlets, unnamed }: Counts): readonly Counted[] {
  const found = Array.from(outlets, (count, number) => ({ number, count }));
  if (unnamed > 0) found.push({ number: NONE, count: unnamed });
  return found.filter(({ count }) => count > 0).sort((one, other) => other.count - one.count || one.number - other.number);
}

/** A stretch of days, both counted in, and how many articles it has. */
export interface Bin {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

const MOST_DAYS = 92;
const MOST_BINS = 160;

/** Return the stretches that a histogram shows, without gaps: days, months or years; none where no article has a day. */
export function bins({ days, firstDay }: Pick<Counts, "days" | "firstDay">): readonly Bin[] {
  if (days.length === 0) return [];
  const bounds = boundsOf(firstDay, firstDay + days.length - 1);
  return bounds.slice(0, -1).map((from, place) => {
    const to = (bounds[place + 1] as number) - 1;
    const count = days.subarray(Math.max(0, from - firstDay), Math.max(0, to + 1 - firstDay)).reduce((total, here) => total + here, 0);
    return { from, to, count };
  });
}

/** Where the stretches begin, and last where the one after them would. */
function boundsOf(first: number, last: number): readonly number[] {
  if (last - first < MOST_DAYS) return Array.from({ length: last - first + 2 }, (_, at) => first + at);
  const start = monthOf(first);
  const months = monthOf(last) - start + 1;
  const step = months <= MOST_BINS ? 1 : 12 * Math.ceil(months / 12 / MOST_BINS);
  const origin = Math.floor(start / step) * step;
  return Array.from({ length: Math.ceil((start + months - origin) / step) + 1 }, (_, at) => monthStart(origin + at * step));
}

function monthOf(day: number): number {
  const date = new Date(day * 86_400_000);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
}

function monthStart(month: number): number {
  return dayOf(Math.floor(month / 12), month - 12 * Math.floor(month / 12) + 1, 1);
}
