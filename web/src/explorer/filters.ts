/** The side that says which part of the graph is shown: kinds, days, outlets, voices, confidence, articles. */

import { button, type Child, el } from "../page/dom";
import { dayOf, isoDay } from "../results/times";
import { brush, type Range } from "./brush";
import { chooser } from "./chooser";
import { byMonth, type Counts, counts, EVERYTHING } from "./graph/filter";
import { type Filter, type Graph, KINDS, NONE, type Visible, type Voice, VOICES } from "./graph/model";
import { counted, kindWords, nameOf } from "./panel/words";
import { sign, stroke } from "./signs";
import type { State, Store } from "./state";
import { isOpen, toggled } from "./store";
import { articleCounts, bins, outletCounts } from "./tally";

export interface Filters {
  readonly element: HTMLElement;
  show(state: State, visible: Visible): void;
}

interface Part {
  readonly element: HTMLElement;
  readonly show: (state: State, visible: Visible, counted: Counts) => void;
}
/** Counts may come a little after what they count: a slider must not wait for them. */
const PAUSE = 80;
const ARTICLE = KINDS.indexOf("Article");

/** The colour that the stage gives a community. */
export type ColourOf = (community: number) => string;

/** Return the side. */
export function filters(graph: Graph, store: Store, colourOf: ColourOf): Filters {
  const change = (next: Partial<Filter>, step = true): void => store.set({ filter: { ...store.get().filter, ...next } }, { step });
  const all = counts(graph, EVERYTHING);
  const parts = [
    statements(graph, store), kinds(all, store, change), communities(graph, colourOf), when(all, change), who(change), sure(change), outlets(graph, all, store, change), articles(graph, all, store, change), lines(graph),
  ];
  let counted = all;
  let filter = EVERYTHING;
  let timer = 0;
  return {
    element: el("div", { class: "filters" }, ...parts.map((part) => part.element)),
    show(state, visible) {
      const showAll = (): void => parts.forEach((part) => part.show(state, visible, counted));
      showAll();
      clearTimeout(timer);
      if (state.filter === filter) return;
      timer = window.setTimeout(() => {
        filter = state.filter;
        counted = counts(graph, filter);
        showAll();
      }, PAUSE);
    },
  };
}

type Change = (next: Partial<Filter>, step?: boolean) => void;

function group(title: string, ...children: Child[]): HTMLElement {
  return el("fieldset", {}, el("legend", {}, title), ...children);
}

function folded(title: string, ...children: Child[]): HTMLDetailsElement {
  return el("details", { class: "group" }, el("summary", {}, title), ...children);
}

function statements(graph: Graph, store: Store): Part {
  const told = el("p", { class: "told" });
  const reset = button("Show all", () => store.set({ filter: EVERYTHING, hidden: new Set() }, { step: true }));
  return {
    element: el("div", { class: "sum" }, told, reset),
    show({ filter, hidden }, { linkCount }) {
      const { count } = graph.links;
      told.textContent = linkCount === count ? `All ${counted(count, "statement")} shown` : `${linkCount.toLocaleString("en")} of ${counted(count, "statement")} shown`;
      reset.hidden = isOpen(filter) && hidden.size === 0;
    },
  };
}

function kinds({ kinds: all }: Counts, store: Store, change: Change): Part {
  const rows = [...KINDS.keys()].filter((kind) => (all[kind] ?? 0) > 0).map((kind) => {
    const count = el("span", { class: "count" });
    const name = kindWords(kind).many;
    const row = button("", () => change({ withoutKinds: toggled(store.get().filter.withoutKinds, kind) }), { class: "kind", "data-kind": KINDS[kind] ?? "" });
    row.replaceChildren(sign(kind), el("span", {}, name.slice(0, 1).toUpperCase() + name.slice(1)), count);
    return { kind, row, count };
  });
  const colours = (["kind", "community"] as const).map((colour) => {
    const choice = el("input", { type: "radio", name: "colour", value: colour });
    choice.addEventListener("change", () => store.set({ colour }, { step: true }));
    return choice;
  });
  return {
    element: group("Kinds", el("div", { class: "kinds", role: "group", "aria-label": "Kinds: press to hide or show" }, ...rows.map(({ row }) => row)),
      el("div", { class: "radios", role: "radiogroup", "aria-label": "Colour by" }, el("span", { class: "soft", "aria-hidden": "true" }, "Colour by"), ...colours.map((choice) => el("label", {}, choice, choice.value)))),
    show({ filter, colour }, _visible, { kinds: now }) {
      for (const { kind, row, count } of rows) {
        const isOn = !filter.withoutKinds.has(kind);
        row.setAttribute("aria-pressed", String(isOn));
        const [some, whole] = [now[kind] ?? 0, all[kind] ?? 0];
        count.textContent = some === whole ? whole.toLocaleString("en") : `${some.toLocaleString("en")} of ${whole.toLocaleString("en")}`;
      }
      for (const choice of colours) choice.checked = choice.value === colour;
    },
  };
}

const MOST_NAMED = 10;

/** What the colours of communities stand for, while they are shown. */
function communities(graph: Graph, colourOf: ColourOf): Part {
  const list = el("ul", { class: "choices lines" });
  const more = graph.communities.length - MOST_NAMED;
  const element = group("Communities", list, more > 0 ? el("p", { class: "soft" }, `and ${counted(more, "smaller one")}`) : null);
  return {
    element,
    show({ colour }) {
      element.hidden = colour !== "community";
      if (element.hidden) return;
      list.replaceChildren(...graph.communities.slice(0, MOST_NAMED).map((name, community) => {
        const swatch = el("span", { class: "swatch" });
        swatch.style.background = colourOf(community);
        return el("li", {}, swatch, el("bdi", { title: name }, name));
      }));
    },
  };
}

function when(all: Counts, change: Change): Part {
  const bars = bins(all);
  if (bars.length === 0) return { element: group("When published", el("p", { class: "none" }, "No article here has a date.")), show: () => undefined };
  const brushed = brush(bars, (range, isNew) => change(range, isNew));
  const [since, until] = [dayField("From"), dayField("To")];
  const take = (): void => change({ since: dayIn(since), until: dayIn(until) });
  for (const field of [since, until]) field.addEventListener("change", take);
  const month = el("select", { "aria-label": "Month" }, el("option", { value: "" }, "Any month"));
  const listed = byMonth(all).filter(({ articles: count }) => count > 0).reverse();
  for (const { since: from, articles: count } of listed) month.append(el("option", { value: from }, `${isoDay(from).slice(0, -3)} (${counted(count, "article")})`));
  month.addEventListener("change", () => {
    const found = listed.find((one) => String(one.since) === month.value);
    change({ since: found?.since ?? null, until: found?.until ?? null });
  });
  const clear = button("Any time", () => change({ since: null, until: null }), { class: "more" });
  return {
    element: group("When published", brushed.element, el("p", { class: "row" }, month, clear),
      el("p", { class: "row days" }, el("label", {}, "From ", since), el("label", {}, "To ", until))),
    show({ filter }) {
      const range: Range = { since: filter.since, until: filter.until };
      brushed.show(range);
      put(since, filter.since);
      put(until, filter.until);
      month.value = String(listed.find((one) => one.since === filter.since && one.until === filter.until)?.since ?? "");
      clear.hidden = filter.since === null && filter.until === null;
    },
  };
}

function dayField(label: string): HTMLInputElement {
  return el("input", { type: "date", "aria-label": label });
}

function dayIn(field: HTMLInputElement): number | null {
  const [year, month, day] = field.value.split("-").map(Number);
  return field.value === "" || year === undefined || month === undefined || day === undefined ? null : dayOf(year, month, day);
}

/** A field that somebody is typing in is left alone. */
function put(field: HTMLInputElement, day: number | null): void {
  const text = day === null ? "" : isoDay(day);
  if (field.value !== text) field.value = text;
}

const VOICE_WORDS: readonly (readonly [string, Filter["attribution"]])[] = [
  ["Everybody", null], ["The articles themselves", "own"], ["Others, as the articles tell it", "claimed"],
];

function who(change: Change): Part {
  const choices = VOICE_WORDS.map(([label, attribution]) => {
    const choice = el("input", { type: "radio", name: "voice", value: attribution ?? "all" });
    choice.addEventListener("change", () => change({ attribution }));
    return { choice, attribution, row: el("label", {}, choice, label) };
  });
  return {
    element: group("Who says so", ...choices.map(({ row }) => row)),
    show: ({ filter }) => choices.forEach(({ choice, attribution }) => (choice.checked = attribution === filter.attribution)),
  };
}

function sure(change: Change): Part {
  const slider = el("input", { type: "range", min: 0, max: 100, step: 5, "aria-label": "How surely it was read, at least", title: "How sure the program is that the words say this" });
  const told = el("output", { class: "count" });
  let isNew = true;
  slider.addEventListener("input", () => {
    change({ confidence: Number(slider.value) }, isNew);
    isNew = false;
  });
  slider.addEventListener("change", () => (isNew = true));
  return {
    element: group("How surely it was read", el("div", { class: "row" }, slider, told)),
    show({ filter }) {
      slider.value = String(filter.confidence);
      told.textContent = filter.confidence === 0 ? "any" : `≥ ${filter.confidence} %`;
      slider.setAttribute("aria-valuetext", filter.confidence === 0 ? "any" : `at least ${filter.confidence} of 100`);
    },
  };
}

/** Return what an outlet is called. */
export function outletName(graph: Graph, outlet: number): string {
  return outlet === NONE ? "no outlet known" : (graph.outlets[outlet] ?? "");
}

function outlets(graph: Graph, all: Counts, store: Store, change: Change): Part {
  const listed = outletCounts(all);
  let now = all;
  const choices = listed.map(({ number, count }) => ({ number, count, label: outletName(graph, number) }));
  if (choices.length === 0) return nothing();
  const list = chooser({
    what: "outlets", choices, count: (outlet) => (outlet === NONE ? now.unnamed : (now.outlets[outlet] ?? 0)),
    isOn: (outlet) => !store.get().filter.withoutOutlets.has(outlet),
    turn: (outlet, isOn) => change({ withoutOutlets: toggled(store.get().filter.withoutOutlets, outlet, !isOn) }),
    only: (outlet) => change({ withoutOutlets: new Set([...graph.outlets.keys(), NONE].filter((other) => other !== outlet)) }),
  });
  const every = button("All outlets", () => change({ withoutOutlets: new Set() }), { class: "more" });
  return opening(folded(`Outlets · ${choices.filter(({ number }) => number !== NONE).length.toLocaleString("en")}`, list.element, every), (counted) => {
    now = counted;
    list.show();
  }, ({ filter }) => {
    every.hidden = filter.withoutOutlets.size === 0;
    return filter.withoutOutlets.size > 0;
  });
}

function articles(graph: Graph, { kinds: all }: Counts, store: Store, change: Change): Part {
  const count = all[ARTICLE] ?? 0;
  if (count === 0) return nothing();
  const host = el("div");
  let list: ReturnType<typeof chooser> | null = null;
  // To count what each says takes a look at every statement: nobody waits for it who does not look.
  const make = (): ReturnType<typeof chooser> => chooser({
    what: "articles", choices: articleCounts(graph).map(({ number, count: statements }) => ({ number, count: statements, label: nameOf(graph, number) })),
    isOn: (article) => store.get().filter.articles.has(article),
    turn: (article, isOn) => change({ articles: toggled(store.get().filter.articles, article, isOn) }),
  });
  const fill = (): void => {
    if (list === null) host.append((list = make()).element);
    else list.show();
  };
  const every = button("All articles", () => change({ articles: new Set() }), { class: "more" });
  const hint = el("p", { class: "soft" }, "Tick articles to see only what they say; the numbers tell how many statements each makes.");
  return opening(folded(`Articles · ${count.toLocaleString("en")}`, hint, host, every), fill, ({ filter }) => {
    every.hidden = filter.articles.size === 0;
    return filter.articles.size > 0;
  });
}

const LINE_WORDS: readonly (readonly [Voice, boolean, string])[] = [
  ["own", false, "the article says so"], ["attributed", true, "put to somebody else"], ["hedged", false, "alleged, expected, proposed, asked"], ["negated", false, "said not to be so"],
  ["quote", true, "quoted words"], ["answer", false, "confirms or denies a statement"], ["naming", false, "named in the article"], ["copy", false, "the same text"], ["open", false, "may be the same"],
];

function lines({ links }: Graph): Part {
  const rows = LINE_WORDS.filter(([voice]) => links.voices.includes(VOICES.indexOf(voice))).map(([voice, sourced, words]) => el("li", {}, stroke(VOICES.indexOf(voice), sourced), words));
  return { element: folded("What the lines mean", el("ul", { class: "choices lines" }, ...rows)), show: () => undefined };
}

function nothing(): Part {
  return { element: el("div", { hidden: true }), show: () => undefined };
}

/** A folded list is kept up only while it is open; it opens where it filters. */
function opening(box: HTMLDetailsElement, fill: (counted: Counts) => void, isUsed: (state: State) => boolean): Part {
  let was: readonly [Filter, Counts] | null = null;
  let now: readonly [Filter, Counts] | null = null;
  const update = (): void => {
    if (!box.open || now === null || (now[0] === was?.[0] && now[1] === was[1])) return;
    was = now;
    fill(now[1]);
  };
  box.addEventListener("toggle", update);
  return {
    element: box,
    show(state, _visible, counted) {
      const isNarrowing = isUsed(state);
      if (isNarrowing && now === null) box.open = true;
      now = [state.filter, counted];
      update();
    },
  };
}
