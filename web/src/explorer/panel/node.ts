/** The panel of a thing: what is known of it, and what articles tell of it. */

import { button, el } from "../../page/dom";
import { KINDS, type Visible, VOICES } from "../graph/model";
import type { Desk } from "./desk";
import { away, go, heading, isolated, portions, source, timeBars, told, triples } from "./parts";
import { type ByNode, edgesOf, type Neighbour, linksBy, linksOf, toldOf } from "./told";
import { counted, endsOf, factName, factValues, kindWords, relationWords } from "./words";

const ARTICLE = KINDS.indexOf("Article");
const QUOTE = VOICES.indexOf("quote");

/** Links by who is said to say so, made once when first asked for. */
const spoken = new WeakMap<object, ByNode>();

/** Return the parts of the panel of a thing, below its name. */
export function nodeParts(desk: Desk, visible: Visible, node: number): readonly (HTMLElement | null)[] {
  const { graph } = desk;
  const { figures, statements, open, namings, hidden } = toldOf(graph, visible, node, edgesOf(desk.graph, desk.context.adjacency, node));
  const articles = namings.filter((found) => graph.nodes.kinds[found.node] === ARTICLE);
  const quotes = articles.flatMap(({ links }) => links.filter((link) => graph.links.voices[link] === QUOTE));
  const named = articles.map((found) => ({ ...found, links: found.links.filter((link) => graph.links.voices[link] !== QUOTE) }))
    .filter(({ links }) => links.length > 0);
  const says = saidBy(desk, visible, node);
  const told = statements.reduce((sum, { links }) => sum + links.length, 0);
  return [
    counts(desk, node, articles, told, statements.length, hidden),
    timeBars(articles.map((found) => graph.nodes.days[found.node]!), "article"),
    facts(desk, node),
    ...(figures.length === 0 ? [] : [heading("Figures", figures.length), ...figureList(desk, figures)]),
    ...(statements.length === 0 ? [] : [heading("What is told", told), ...neighbours(desk, statements)]),
    ...(quotes.length === 0 ? [] : [heading("Words quoted", quotes.length), ...portions(quotes, (link) => tell(desk, link), { first: 4 })]),
    ...(says.length === 0 ? [] : [heading("Statements put to this source", says.length), ...statementList(desk, says, 4)]),
    ...(named.length === 0 ? [] : [heading("Named in", named.length), ...portions(named, (found) => naming(desk, found), { first: 8 })]),
    ...(open.length === 0 ? [] : [heading("May be the same as", open.length), ...neighbours(desk, open, 3)]),
    told + open.length + quotes.length + named.length + figures.length === 0 && hidden === 0 ? el("p", { class: "panel-soft" }, "Nothing else is told of it.") : null,
    hiddenWords(hidden),
  ];
}

/** Return how much the filter hides; null where it hides nothing. */
export function hiddenWords(hidden: number): HTMLElement | null {
  return hidden === 0 ? null : el("p", { class: "panel-hidden" }, `${hidden.toLocaleString("en")} more hidden by the filter`);
}

/** Return statements one after another, each with its two ends. */
export function statementList(desk: Desk, links: readonly number[], first: number, withArticle = true): readonly HTMLElement[] {
  return portions(links, (link) => tell(desk, link, withArticle, statementLine(desk, link)), { first });
}

/** Return the statement in a line: its ends, which can be chosen, and the relation. */
export function statementLine(desk: Desk, link: number): HTMLElement {
  const [from, to] = endsOf(desk.graph, link);
  const relation = button(relationWords(desk.graph, link), () => desk.select({ edge: desk.graph.links.edges[link]! }), { class: "panel-relation", title: "All that is told of the two" });
  return el("p", { class: "panel-statement" }, go(desk, from), " ", relation, " ", from === to ? null : go(desk, to));
}

/** Return what is known, as a list of terms; null where nothing is. */
export function facts(desk: Desk, node: number): HTMLElement | null {
  const known = Object.entries(desk.details?.facts(node) ?? {}).filter(([fact, value]) => value.trim() !== "" && !(fact === "publicity" && factValues(fact, value)[0] === "not known"));
  if (known.length === 0) return null;
  return el("dl", { class: "panel-facts" }, ...known.flatMap(([fact, value]) => [
    el("dt", {}, factName(fact)),
    el("dd", {}, ...factValues(fact, value).map((part) => el("span", {}, away(part)))),
  ]));
}

function counts(desk: Desk, node: number, articles: readonly Neighbour[], told: number, joined: number, hidden: number): HTMLElement {
  const { nodes } = desk.graph;
  const parts = [
    articles.length === 0 ? "" : `In ${counted(articles.length, "article")}`,
    hidden > 0 || nodes.mentions[node]! === 0 ? "" : `named ${counted(nodes.mentions[node]!, "time")}`,
    told === 0 ? "" : `${counted(told, "statement")} with ${counted(joined, "other thing")}`,
  ].filter((part) => part !== "");
  const line = parts.join(", ");
  return el("p", { class: "panel-soft" }, line.slice(0, 1).toUpperCase() + line.slice(1));
}

/** Equal figures stand together, those told most often first. */
function figureList(desk: Desk, figures: readonly number[]): readonly HTMLElement[] {
  const held = new Map<string, number[]>();
  for (const link of figures) {
    const words = relationWords(desk.graph, link);
    const some = held.get(words);
    if (some) some.push(link);
    else held.set(words, [link]);
  }
  const sorted = [...held].sort(([, some], [, more]) => more.length - some.length);
  return portions(sorted, ([words, links]) => el("div", { class: "panel-neighbour" },
    el("div", { class: "panel-row" }, el("strong", {}, isolated(words)), links.length === 1 ? null : el("span", { class: "panel-count" }, counted(links.length, "time"))),
    ...portions(links, (link) => tell(desk, link), { first: 1 })), { first: 5 });
}

function tell(desk: Desk, link: number, withArticle = true, head: HTMLElement | null = null): HTMLElement {
  return told(desk, link, { withArticle, head });
}

/** The articles that name it, each with the sentences that do. */
function naming(desk: Desk, { node, links }: Neighbour): HTMLElement {
  return el("div", { class: "panel-naming" }, source(desk, node), ...portions(links, (link) => tell(desk, link, false, namingHead(desk, link)), { first: 2 }));
}

function namingHead(desk: Desk, link: number): HTMLElement | null {
  const words = relationWords(desk.graph, link);
  return words === "mentions" ? null : el("p", { class: "panel-relation" }, words);
}

function neighbours(desk: Desk, found: readonly Neighbour[], first = 10): readonly HTMLElement[] {
  return portions(found, (one) => neighbour(desk, one), { first, className: "panel-neighbours" });
}

function neighbour(desk: Desk, { node: other, edge, links, hidden }: Neighbour): HTMLElement {
  const count = button(counted(links.length, "statement"), () => desk.select({ edge }), { class: "panel-small", title: "Only what is told of the two" });
  const list = portions(links, triples(desk), { first: 3 });
  return el("div", { class: "panel-neighbour" }, el("div", { class: "panel-row" }, go(desk, other), count), ...list, hiddenWords(hidden));
}

function saidBy(desk: Desk, visible: Visible, node: number): readonly number[] {
  let by = spoken.get(desk.graph);
  if (by === undefined) spoken.set(desk.graph, (by = linksBy(desk.graph, desk.graph.links.speakers)));
  const { edges, a, b } = { ...desk.graph.links, ...desk.graph.edges };
  // What it says of itself stands under what is told already.
  return linksOf(by, visible, node).links.filter((link) => a[edges[link]!] !== node && b[edges[link]!] !== node);
}

/** Return the line above a name: the sign and the kind. */
export function kindLine(desk: Desk, node: number): HTMLElement {
  return el("p", { class: "panel-kind" }, kindWords(desk.graph.nodes.kinds[node] ?? -1).one);
}
