/** Rows with days in order of time: a strip that shows when much happened, and a list. */

import { daysOf, type Dated, nameColumn, titleColumn } from "../results/columns";
import { type Table, textOf } from "../results/term";
import { type Days, isoDay, ticks } from "../results/times";
import { cellElement, nameCells } from "../page/cells";
import { button, draw, el } from "../page/dom";
import type { Graph } from "../page/graph";

const PAGE = 100;
const HEIGHT = 84;
const FLOOR = 62;
const MOST_BARS = 60;

interface Item extends Days {
  readonly place: number;
}

/** Return the timeline. */
export function timelineView(table: Table, dated: Dated, graph: Graph): HTMLElement {
  const items = table.rows
    .map((_, place) => ({ place, days: daysOf(table, place, dated) }))
    .flatMap(({ place, days }): Item[] => (days === null ? [] : [{ place, ...days }]))
    .sort((one, other) => one.from - other.from || one.to - other.to || one.place - other.place);
  const list = el("ol", { class: "timeline" });
  const more = button("Show more", () => show(), { class: "button" });
  const foot = el("p", { class: "pager" }, more);
  let shown = 0;

  function show(until = shown + PAGE): void {
    const iris: string[] = [];
    for (const item of items.slice(shown, until)) {
      list.append(itemElement(table, item, dated, graph));
      for (const cell of table.rows[item.place] ?? []) if (cell?.type === "iri") iris.push(cell.value);
    }
    shown = Math.min(until, items.length);
    foot.hidden = shown >= items.length;
    more.textContent = `Show more (${(items.length - shown).toLocaleString("en")} left)`;
    void graph.load(iris).then((isNew) => {
      if (isNew) nameCells(list, graph);
    });
  }

  show();
  const without = table.rows.length - items.length;
  return el("div", { class: "answer-timeline" },
    strip(items, (place) => {
      if (place >= shown) show(Math.ceil((place + 1) / PAGE) * PAGE);
      const target = list.children[place] as HTMLElement | undefined;
      target?.scrollIntoView({ block: "center" });
      target?.classList.add("aimed");
      setTimeout(() => target?.classList.remove("aimed"), 1500);
    }),
    without > 0 ? el("p", { class: "soft small" }, `${without.toLocaleString("en")} ${without === 1 ? "row has" : "rows have"} no date.`) : null,
    list, foot);
}

function itemElement(table: Table, item: Item, dated: Dated, graph: Graph): HTMLElement {
  const row = table.rows[item.place] ?? [];
  const days = dated.to === null ? [dated.from] : [dated.from, dated.to];
  const title = titleColumn(table, days);
  const rest = table.columns.map((_, column) => column)
    .filter((column) => column !== title && !days.includes(column) && row[column]);
  return el("li", {},
    el("time", { datetime: isoDay(item.from) }, when(table, item, dated)),
    el("div", {},
      title === null ? null : el("p", { class: "what" }, cellElement(row[title] ?? null, graph)),
      rest.length === 0 ? null : el("dl", {}, ...rest.map((column) => el("div", {},
        el("dt", {}, table.columns[column] ?? ""),
        el("dd", {}, cellElement(row[column] ?? null, graph, nameColumn(table, column) === null)))))));
}

/** The days as the answer writes them: a month stays a month. */
function when(table: Table, item: Item, dated: Dated): string {
  const row = table.rows[item.place] ?? [];
  const first = textOf(row[dated.from] ?? null).replace(/T.*$/u, "");
  const last = dated.to === null ? "" : textOf(row[dated.to] ?? null).replace(/T.*$/u, "");
  if (!first || !last || first === last) return first || last;
  return `${first} – ${last}`;
}

function strip(items: readonly Item[], go: (place: number) => void): HTMLElement | null {
  const first = items[0];
  if (first === undefined) return null;
  const last = items.reduce((latest, item) => Math.max(latest, item.from), first.from);
  if (last - first.from < 2) return null;
  const width = 1000;
  const size = Math.max(1, Math.ceil((last - first.from + 1) / MOST_BARS));
  const bars = Math.ceil((last - first.from + 1) / size);
  const held: number[][] = Array.from({ length: bars }, () => []);
  items.forEach((item, place) => held[Math.floor((item.from - first.from) / size)]?.push(place));
  const most = Math.max(...held.map((places) => places.length));
  const step = width / bars;
  const scene = draw("svg", { viewBox: `0 0 ${width} ${HEIGHT}`, preserveAspectRatio: "none", "aria-hidden": "true" });
  held.forEach((places, bar) => {
    const start = places[0];
    if (start === undefined) return;
    const height = Math.max(4, (places.length / most) * (FLOOR - 8));
    const from = isoDay(first.from + bar * size);
    const shape = draw("rect", { x: bar * step + step * 0.1, width: step * 0.8, y: FLOOR - height, height, class: "bar" },
      draw("title", {}, `${size === 1 ? from : `${from} and ${size - 1} days after`}: ${places.length}`));
    shape.addEventListener("click", () => go(start));
    scene.append(shape);
  });
  const axis = el("div", { class: "axis", "aria-hidden": "true" });
  const room = bars * size;
  for (const { day, label } of ticks(first.from, first.from + room - 1, 6)) {
    const tick = el("span", {}, label);
    tick.style.left = `${((day - first.from) / room) * 100}%`;
    axis.append(tick);
  }
  return el("div", { class: "strip" }, scene, axis);
}
