/** What is seen as two tables: the equal way in for those who do not see the picture. */

import { button, el } from "../../page/dom";
import { type Graph, NO_DAY, type Scene, type Visible, VOICES } from "../graph/model";
import { Desk } from "../panel/desk";
import { go, isolated, told } from "../panel/parts";
import { counted, dayWords, endsOf, kindWords, outletOf, relationWords, tellingLine } from "../panel/words";
import type { Context, View } from "../state";
import { joined, seenLinks, seenNodes } from "./seen";
import { type Column, Sheet } from "./sheet";

/** Return the tables of things and of statements. */
export function tableView(context: Context): View {
  const { graph } = context;
  const desk = new Desk(context);
  void context.details.then((details) => {
    desk.details = details;
  }, () => undefined);
  let joins: Uint32Array = new Uint32Array();
  const announce = (text: string): void => context.announce(text);
  const things = new Sheet({ caption: (count) => `Things: ${count.toLocaleString("en")}`, columns: thingColumns(desk, (node) => joins[node]!), announce });
  const statements = new Sheet({
    caption: (count) => `Statements: ${count.toLocaleString("en")}`, columns: statementColumns(desk), announce,
    below: (link) => told(desk, link, { withArticle: false }),
  });
  const head = el("p", { class: "table-lead" });
  const element = el("div", { class: "table-view" }, head, things.element, statements.element);
  let before: readonly [Visible, Scene] | null = null;
  return {
    element,
    show(visible, scene) {
      if (before?.[0] === visible && before[1] === scene) return;
      before = [visible, scene];
      joins = joined(graph, visible, scene);
      const [nodes, links] = [seenNodes(visible, scene), seenLinks(graph, visible, scene)];
      head.replaceChildren(`${counted(nodes.length, "thing")} and ${counted(links.length, "statement")} ${scene.whole ? "pass the filter" : "are in this part"}. `,
        button("Go to the statements", () => statements.focus(), { class: "table-turn" }));
      things.show(nodes);
      statements.show(statedFirst(graph, links));
    },
  };
}

/** What is told least by comes last: words quoted, where things are named, what belongs where, what is not decided. */
const LATER = ["quote", "naming", "whole", "copy", "open"].map((voice) => (VOICES as readonly string[]).indexOf(voice));

function statedFirst(graph: Graph, links: Uint32Array): Uint32Array {
  const found = new Uint32Array(links.length);
  let done = 0;
  for (let rank = -1; rank < LATER.length; rank += 1) {
    const some = links.filter((link) => LATER.indexOf(graph.links.voices[link]!) === rank);
    found.set(some, done);
    done += some.length;
  }
  return found;
}

function thingColumns(desk: Desk, joins: (node: number) => number): readonly Column[] {
  const { graph } = desk;
  const { nodes } = graph;
  return [
    { title: "Name", key: (node) => ranks(graph)[node] ?? 0, cell: (node) => go(desk, node) },
    { title: "Kind", set: "short", key: (node) => nodes.kinds[node]!, cell: (node) => kindWords(nodes.kinds[node] ?? -1).one },
    { title: "Articles", set: "number", down: true, key: (node) => nodes.articles[node]!, cell: (node) => nodes.articles[node]!.toLocaleString("en") },
    { title: "Named", set: "number", down: true, key: (node) => nodes.mentions[node]!, cell: (node) => nodes.mentions[node]!.toLocaleString("en") },
    { title: "Joined to", set: "number", down: true, key: joins, cell: (node) => joins(node).toLocaleString("en") },
    { title: "Date", set: "short", down: true, key: (node) => known(nodes.days[node]), cell: (node) => day(nodes.days[node]) },
    { title: "Outlet", key: (node) => outletRank(graph, node), cell: (node) => isolated(outletOf(graph, node)) },
  ];
}

function statementColumns(desk: Desk): readonly Column[] {
  const { graph } = desk;
  const { links, nodes } = graph;
  const rank = (node: number | undefined): number => ranks(graph)[node ?? 0] ?? 0;
  const article = (link: number): number => links.articles[link]!;
  return [
    { title: "From", key: (link) => rank(endsOf(graph, link)[0]), cell: (link) => go(desk, endsOf(graph, link)[0]) },
    { title: "Relation", key: (link) => relationRank(graph)[links.relations[link]!] ?? 0, cell: (link) => relation(desk, link) },
    { title: "To", key: (link) => rank(endsOf(graph, link)[1]), cell: (link) => go(desk, endsOf(graph, link)[1]) },
    { title: "How it is told", key: (link) => links.voices[link]!, cell: (link) => isolated(tellingLine(graph, link)) },
    { title: "Article", key: (link) => rank(article(link)), cell: (link) => go(desk, article(link), false) },
    { title: "Outlet", key: (link) => outletRank(graph, article(link)), cell: (link) => isolated(outletOf(graph, article(link))) },
    { title: "Date", set: "short", down: true, key: (link) => known(nodes.days[article(link)]), cell: (link) => day(nodes.days[article(link)]) },
    { title: "Sure", set: "number", down: true, key: (link) => links.confidences[link]!, cell: (link) => `${links.confidences[link]!} %` },
  ];
}

function relation(desk: Desk, link: number): HTMLElement {
  return button(relationWords(desk.graph, link), () => desk.select({ edge: desk.graph.links.edges[link]! }), { class: "panel-relation" });
}

function known(value: number | undefined): number {
  return value === undefined || value === NO_DAY ? Number.NaN : value;
}

function day(value: number | undefined): HTMLElement | null {
  const words = dayWords(value);
  return words === "" ? null : el("time", { datetime: words }, words);
}

function outletRank(graph: Graph, node: number): number {
  const outlet = outletOf(graph, node);
  return outlet === "" ? Number.NaN : (outletRanks(graph).get(outlet) ?? Number.NaN);
}

const BY_NAME = new Intl.Collator("en");

/** Return for every value its place among all of them, as names are sorted. */
function ranked(values: readonly string[]): Float64Array {
  const order = Uint32Array.from(values.keys()).sort((one, other) => BY_NAME.compare(values[one] ?? "", values[other] ?? "") || one - other);
  const found = new Float64Array(values.length);
  order.forEach((value, rank) => {
    found[value] = rank;
  });
  return found;
}

const nameRanks = new WeakMap<Graph, Float64Array>();
const relationRanks = new WeakMap<Graph, Float64Array>();
const outlets = new WeakMap<Graph, ReadonlyMap<string, number>>();

function ranks(graph: Graph): Float64Array {
  return kept(nameRanks, graph, () => ranked(graph.nodes.names));
}

function relationRank(graph: Graph): Float64Array {
  return kept(relationRanks, graph, () => ranked(graph.relations));
}

function outletRanks(graph: Graph): ReadonlyMap<string, number> {
  return kept(outlets, graph, () => new Map([...graph.outlets].sort(BY_NAME.compare).map((name, rank) => [name, rank])));
}

function kept<T>(held: WeakMap<Graph, T>, graph: Graph, make: () => T): T {
  let found = held.get(graph);
  if (found === undefined) held.set(graph, (found = make()));
  return found;
}
