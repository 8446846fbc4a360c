/** The smaller parts of the panel: names that can be chosen, sentences with their marks, lists in portions. */

import { button, type Child, draw, el } from "../../page/dom";
import { KINDS, NONE, type Passage, type Words } from "../graph/model";
import { sign } from "../signs";
import type { Desk } from "./desk";
import { type Bars, bars } from "./told";
import { counted, dayWords, endsOf, kindWords, nameOf, outletOf, relationWords, sureWords, telling, voiceOf, webAddress } from "./words";
import { isoDay } from "../../results/times";

const REPORTED = KINDS.indexOf("ReportedEvent");

/** Return text from the graph, in its own direction. */
export function isolated(text: string): HTMLElement {
  return el("bdi", {}, text);
}

/** Return a button with a node's name that selects it. */
export function go(desk: Desk, node: number, withSign = true): HTMLButtonElement {
  const made = button("", () => desk.select({ node }), { class: withSign ? "panel-go signed" : "panel-go" });
  if (withSign) made.append(sign(desk.graph.nodes.kinds[node] ?? -1));
  made.append(isolated(nameOf(desk.graph, node)), el("span", { class: "unseen" }, ` (${kindWords(desk.graph.nodes.kinds[node] ?? -1).one})`));
  return made;
}

/** Return a link to another site's page, or the text alone where it is no address of the web. */
export function away(text: string, words: string = text): HTMLElement {
  const href = webAddress(text);
  return href === null ? isolated(text) : el("a", { href, target: "_blank", rel: "noopener noreferrer" }, isolated(words));
}

/** Return a sentence with its marks. */
export function sentence({ text, marks }: Passage): HTMLElement {
  const shown = el("p", { class: "panel-words", dir: "auto" });
  let done = 0;
  for (const [start, end] of [...marks].sort((one, other) => one[0] - other[0])) {
    const from = Math.max(start, done);
    if (end <= from) continue;
    shown.append(text.slice(done, from), el("mark", {}, text.slice(from, end)));
    done = end;
  }
  shown.append(text.slice(done));
  return shown;
}

/** Return who says it and how. */
function voice(desk: Desk, link: number, cue: string): { readonly look: string; readonly parts: readonly Child[] } {
  const { look, before, speaker, after } = telling(desk.graph, link, cue);
  return { look, parts: [before, speaker === NONE ? null : go(desk, speaker, false), after] };
}

/** Where a statement stands: the article, its outlet, its day, and the ways to read it whole. */
export function source(desk: Desk, article: number, named = true, note = ""): HTMLElement {
  const { graph } = desk;
  const line = el("p", { class: "panel-source" });
  const facts = desk.details?.facts(article) ?? {};
  const href = webAddress(facts["url"] ?? "");
  const page = desk.details === null || !named ? null : desk.context.page(desk.details.id(article));
  const day = dayWords(graph.nodes.days[article]);
  const outlet = outletOf(graph, article);
  if (named) line.append(go(desk, article, false));
  const parts: (HTMLElement | null)[] = [
    outlet === "" ? null : isolated(outlet),
    day === "" ? null : el("time", { datetime: day }, day),
    page === null ? null : el("a", { href: page }, "Whole article"),
    href === null ? null : el("a", { href, target: "_blank", rel: "noopener noreferrer" }, "Original"),
  ];
  if (note !== "") parts.push(el("span", {}, note));
  const shown = el("span", {});
  parts.filter((part) => part !== null).forEach((part, at) => shown.append(...(at === 0 ? [] : [" · "]), part));
  line.append(shown);
  return line;
}

/** Return what tells links one after another, each with its ends and relation where they are not those of the one before. */
export function triples(desk: Desk): (link: number) => HTMLElement {
  let last = "";
  return (link) => {
    const key = `${endsOf(desk.graph, link)[0]} ${relationWords(desk.graph, link)}`;
    const head = key === last ? null : triple(desk, link);
    last = key;
    return told(desk, link, { head });
  };
}

/** `Ana Ruiz works for Harlow Bank`; of what takes part in a reported event, `meeting: Ana Ruiz – place: Port Ellis`. */
function triple({ graph }: Desk, link: number): HTMLElement {
  const [from, to] = endsOf(graph, link);
  const isPart = graph.nodes.kinds[from] === REPORTED && voiceOf(graph, link) !== "answer";
  // How the event is put stands in its name already.
  const relation = isPart ? `${graph.relations[graph.links.relations[link]!] ?? ""}:` : relationWords(graph, link);
  return el("p", { class: "panel-triple" }, isolated(nameOf(graph, from)), isPart ? " – " : " ", el("em", {}, relation), " ", from === to ? null : isolated(nameOf(graph, to)));
}

interface ToldOptions {
  /** False where the article stands above already. */
  readonly withArticle?: boolean;
  /** What stands above the words. */
  readonly head?: HTMLElement | null;
  /** How many passages are shown at first. */
  readonly most?: number;
}

/** Return what one link tells: how, in which words, and where they stand. */
export function told(desk: Desk, link: number, { withArticle = true, head = null, most = 3 }: ToldOptions = {}): HTMLElement {
  const how = el("p", { class: "panel-voice" });
  const words = el("div", { class: "panel-passages" }, el("p", { class: "panel-words panel-waiting" }, "…"));
  const item = el("div", { class: "panel-told" }, head, how, words);
  const say = (cue: string): void => {
    const { look, parts } = voice(desk, link, cue);
    item.dataset["look"] = look;
    how.hidden = look === "naming";
    how.replaceChildren(...parts.filter((part) => part !== null));
  };
  say("");
  const ask = (): void => desk.words(link, (found) => {
    if (found instanceof Error) {
      words.replaceChildren(el("p", { class: "panel-soft" }, `${found.message} `, button("Try again", ask, { class: "panel-small" })));
      return;
    }
    if (found.cue !== "") say(found.cue);
    words.replaceChildren(...passages(found, most));
  });
  ask();
  const sure = sureWords(desk.graph, link);
  if (withArticle) item.append(source(desk, desk.graph.links.articles[link]!, true, sure));
  else if (sure !== "") item.append(el("p", { class: "panel-source" }, sure));
  return item;
}

function passages({ passages: found, more }: Words, most: number): readonly HTMLElement[] {
  const shown = found.slice(0, most).map(sentence);
  const rest = found.slice(most);
  if (rest.length > 0) {
    const all = button(`Show ${counted(rest.length, "more sentence")}`, () => all.replaceWith(...rest.map(sentence)), { class: "panel-small" });
    shown.push(all);
  }
  if (more > 0) shown.push(el("p", { class: "panel-soft" }, `and in ${counted(more, "more sentence")} of the article`));
  if (shown.length === 0) shown.push(el("p", { class: "panel-soft" }, "No sentence is kept for this."));
  return shown;
}

export interface PortionOptions {
  /** How many are shown at first. */
  readonly first: number;
  /** How many each further time. */
  readonly next?: number;
  readonly className?: string;
}

/** Return a list that shows some of its items, and a button that shows more. */
export function portions<T>(items: readonly T[], build: (item: T, place: number) => Node, { first, next = 20, className = "" }: PortionOptions): readonly HTMLElement[] {
  const list = el("ul", { class: `panel-list ${className}`.trim() });
  let done = 0;
  const fill = (until: number): void => {
    const before = done;
    for (; done < Math.min(until, items.length); done += 1) list.append(el("li", {}, build(items[done] as T, done)));
    const left = items.length - done;
    more.hidden = left === 0;
    more.textContent = left <= next ? `Show ${left.toLocaleString("en")} more` : `Show ${next} more of ${left.toLocaleString("en")}`;
    if (before === 0) return;
    // Who asked by key goes on reading where the new ones begin.
    const target = list.children[before]?.querySelector<HTMLElement>("button, a");
    target?.focus({ preventScroll: true });
  };
  const more = button("", () => fill(done + next), { class: "panel-more" });
  fill(first);
  return items.length > first ? [list, more] : [list];
}

/** Return the heading of a part of the panel. */
export function heading(words: string, count: number | null = null): HTMLElement {
  return el("h3", {}, words, count === null ? null : el("span", { class: "panel-count" }, ` ${count.toLocaleString("en")}`));
}

const MOST_BARS = 36;
const HEIGHT = 30;

/** Return small bars of how many articles fall on which days; null where there is nothing to compare. */
export function timeBars(days: readonly number[], what: string): HTMLElement | null {
  const found = bars(days, MOST_BARS);
  if (found === null || found.counts.length < 2) return null;
  const { from, size, counts } = found;
  const most = Math.max(...counts);
  const to = Math.max(...days);
  const shape = draw("svg", { viewBox: `0 0 ${counts.length * 4} ${HEIGHT}`, preserveAspectRatio: "none", role: "img", "aria-label": barWords(found, what) });
  counts.forEach((count, bar) => {
    if (count === 0) return;
    const height = Math.max(3, (count / most) * (HEIGHT - 1));
    shape.append(draw("rect", { x: bar * 4 + 0.4, y: HEIGHT - height, width: 3.2, height },
      draw("title", {}, `${isoDay(from + bar * size)}${size === 1 ? "" : ` and ${counted(size - 1, "day")} after`}: ${counted(count, what)}`)));
  });
  return el("div", { class: "panel-bars" }, shape, el("p", { "aria-hidden": "true" }, el("span", {}, isoDay(from)), el("span", {}, isoDay(to))));
}

function barWords({ from, size, counts }: Bars, what: string): string {
  const most = Math.max(...counts);
  const peak = counts.indexOf(most);
  return `${counted(counts.reduce((sum, count) => sum + count, 0), what)} from ${isoDay(from)}; most from ${isoDay(from + peak * size)} on: ${most.toLocaleString("en")}`;
}
