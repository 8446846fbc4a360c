/** What narrows the picture, each as a button that takes it away. */

import { el } from "../page/dom";
import { isoDay } from "../results/times";
import { outletName } from "./filters";
import { type Filter, type Graph, NONE } from "./graph/model";
import { counted, kindWords, nameOf } from "./panel/words";
import type { State, Store } from "./state";

interface Chip {
  readonly label: string;
  readonly without: Partial<State>;
}

/** Return the row of chips of a state; empty where all is shown. */
export function chips(graph: Graph, store: Store): readonly HTMLElement[] {
  return chipsOf(graph, store.get()).map(({ label, without }) => {
    const chip = el("button", { type: "button", class: "chip", "aria-label": `Remove: ${label}` }, el("bdi", {}, label), el("span", { class: "cross", "aria-hidden": "true" }, "✕"));
    chip.addEventListener("click", () => store.set(without, { step: true }));
    return chip;
  });
}

/** Return what narrows a state, in words, and the change that takes each away. */
export function chipsOf(graph: Graph, state: State): readonly Chip[] {
  const { filter } = state;
  const found: Chip[] = [];
  const add = (label: string, change: Partial<Filter>): void => void found.push({ label, without: { filter: { ...filter, ...change } } });
  if (filter.withoutKinds.size > 0) add(`without ${[...filter.withoutKinds].sort((one, other) => one - other).map((kind) => kindWords(kind).many).join(", ")}`, { withoutKinds: new Set() });
  if (filter.since !== null || filter.until !== null) add(dayRange(filter.since, filter.until), { since: null, until: null });
  if (filter.attribution !== null) add(filter.attribution === "own" ? "said by the articles themselves" : "said by others", { attribution: null });
  if (filter.confidence > 0) add(`sure at least ${filter.confidence} %`, { confidence: 0 });
  if (filter.withoutOutlets.size > 0) add(outletWords(graph, filter), { withoutOutlets: new Set() });
  if (filter.articles.size > 0) add(filter.articles.size === 1 ? `only “${short(nameOf(graph, [...filter.articles][0] ?? NONE))}”` : `only ${counted(filter.articles.size, "article")}`, { articles: new Set() });
  if (state.hidden.size > 0) found.push({ label: `${state.hidden.size.toLocaleString("en")} hidden`, without: { hidden: new Set() } });
  if (state.pins.size > 0) found.push({ label: `${state.pins.size.toLocaleString("en")} put by hand`, without: { pins: new Map() } });
  return found;
}

/** Return days in words: a whole month by its name. */
export function dayRange(since: number | null, until: number | null): string {
  if (since !== null && until !== null) {
    const [from, to] = [isoDay(since), isoDay(until)];
    if (from === to) return from;
    const isMonth = from.endsWith("-01") && isoDay(until + 1).endsWith("-01");
    return isMonth && from.slice(0, -3) === to.slice(0, -3) ? from.slice(0, -3) : `${from} to ${to}`;
  }
  return since !== null ? `since ${isoDay(since)}` : `until ${isoDay(until ?? 0)}`;
}

function outletWords(graph: Graph, { withoutOutlets }: Filter): string {
  const kept = [...graph.outlets.keys()].filter((outlet) => !withoutOutlets.has(outlet));
  if (kept.length === 1 && withoutOutlets.has(NONE)) return `only ${short(outletName(graph, kept[0] ?? NONE))}`;
  const [one] = withoutOutlets;
  return withoutOutlets.size === 1 && one !== undefined ? `without ${short(outletName(graph, one))}` : `without ${counted(withoutOutlets.size, "outlet")}`;
}

const short = (name: string): string => (name.length > 40 ? `${name.slice(0, 40).trimEnd()}…` : name);
