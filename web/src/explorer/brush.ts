/** When the articles appeared, as bars that one draws over to keep some days. */

import { draw, el } from "../page/dom";
import { isoDay, ticks } from "../results/times";
import type { Bin } from "./tally";

const WIDTH = 260;
const HEIGHT = 66;
const FLOOR = 50;
const NEAR = 9;

export interface Range {
  readonly since: number | null;
  readonly until: number | null;
}

export interface Brush {
  readonly element: HTMLElement;
  show(range: Range): void;
}

/** Return the bars; `changed` is told of every range drawn, and whether it begins another gesture. */
export function brush(bins: readonly Bin[], changed: (range: Range, isNew: boolean) => void): Brush {
  const first = bins[0]?.from ?? 0;
  const last = bins.at(-1)?.to ?? 0;
  const days = last - first + 1;
  const across = (day: number): number => ((day - first) / days) * WIDTH;
  const highest = Math.max(1, ...bins.map(({ count }) => count));
  const bars = bins.map(({ from, to, count }) => {
    const high = count === 0 ? 0 : Math.max(2, (count / highest) * (FLOOR - 4));
    const wide = across(to + 1) - across(from);
    return draw("rect", { x: across(from) + Math.min(0.5, wide / 8), y: FLOOR - high, width: Math.max(0.6, wide - Math.min(1, wide / 4)), height: high });
  });
  const marks = ticks(first, last, 4).map(({ day, label }) => {
    const x = across(day);
    return draw("g", {}, draw("line", { x1: x, x2: x, y1: FLOOR, y2: FLOOR + 4 }), draw("text", { x: Math.min(Math.max(x, 22), WIDTH - 22), y: HEIGHT - 2 }, label));
  });
  const range = draw("rect", { class: "range", y: 0, height: FLOOR, x: 0, width: 0 });
  const edges = [draw("line", { class: "edge", y1: 0, y2: FLOOR }), draw("line", { class: "edge", y1: 0, y2: FLOOR })] as const;
  const drawing = draw("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img", "aria-label": `Articles from ${isoDay(first)} to ${isoDay(last)}; the fields below choose days` },
    range, ...bars, draw("line", { x1: 0, x2: WIDTH, y1: FLOOR, y2: FLOOR }), ...marks, ...edges);
  let now: Range = { since: null, until: null };
  let gesture: { anchor: number; isNew: boolean } | null = null;

  function binAt(event: PointerEvent): number {
    const box = drawing.getBoundingClientRect();
    const day = first + ((event.clientX - box.left) / Math.max(1, box.width)) * days;
    const found = bins.findIndex(({ to }) => day < to + 1);
    return found < 0 ? bins.length - 1 : found;
  }
  function reach(event: PointerEvent): void {
    if (gesture === null) return;
    const place = binAt(event);
    const [one, other] = [Math.min(gesture.anchor, place), Math.max(gesture.anchor, place)];
    const next = { since: bins[one]?.from ?? null, until: bins[other]?.to ?? null };
    if (next.since === now.since && next.until === now.until && !gesture.isNew) return;
    changed(next, gesture.isNew);
    gesture.isNew = false;
  }

  drawing.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    event.preventDefault();
    drawing.setPointerCapture(event.pointerId);
    gesture = { anchor: anchorOf(event), isNew: true };
    reach(event);
  });
  drawing.addEventListener("pointermove", reach);
  for (const end of ["pointerup", "pointercancel"] as const) drawing.addEventListener(end, () => (gesture = null));

  /** Near an end of what is kept, the other end stays. */
  function anchorOf(event: PointerEvent): number {
    const box = drawing.getBoundingClientRect();
    const x = ((event.clientX - box.left) / Math.max(1, box.width)) * WIDTH;
    const near = (day: number): boolean => Math.abs(across(day) - x) < (NEAR * WIDTH) / Math.max(1, box.width);
    const place = (day: number): number => Math.max(0, bins.findIndex(({ to }) => day <= to));
    if (now.since !== null && near(now.since)) return place(now.until ?? last);
    if (now.until !== null && near(now.until + 1)) return place(now.since ?? first);
    return binAt(event);
  }

  return {
    element: el("div", { class: "brush" }, drawing),
    show(next) {
      now = next;
      const isAll = next.since === null && next.until === null;
      const from = Math.max(first, next.since ?? first);
      const to = Math.min(last, next.until ?? last);
      bars.forEach((bar, place) => {
        const bin = bins[place];
        bar.classList.toggle("out", !isAll && (bin === undefined || bin.to < from || bin.from > to));
      });
      range.setAttribute("x", String(across(from)));
      range.setAttribute("width", String(isAll ? 0 : Math.max(0, across(to + 1) - across(from))));
      for (const [edge, day] of [[edges[0], from], [edges[1], to + 1]] as const) {
        edge.classList.toggle("off", isAll || to < from);
        edge.setAttribute("x1", String(across(day)));
        edge.setAttribute("x2", String(across(day)));
      }
    },
  };
}
