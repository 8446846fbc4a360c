/** The panel while nothing is selected: what the picture is, and where to begin. */

import { button, el } from "../../page/dom";
import { KINDS, NONE, NO_DAY, type Scene, type Visible } from "../graph/model";
import type { Desk } from "./desk";
import { go, heading, isolated, portions, timeBars } from "./parts";
import { articlesNaming } from "./told";
import { counted, dayWords, kindWords } from "./words";

const ARTICLE = KINDS.indexOf("Article");
const MOST_BEST = 45;
const BEST = ["Person", "Organization", "Place", "Legislation"] as const;

/** Return the parts of the panel of the whole picture, under the filter. */
export function overviewParts(desk: Desk, visible: Visible, scene: Scene): readonly (HTMLElement | null)[] {
  const { graph } = desk;
  const { days, outlets, kinds } = graph.nodes;
  const known: number[] = [];
  const papers = new Set<number>();
  let articles = 0;
  for (const node of scene.nodes) {
    if (visible.nodes[node] !== 1) continue;
    if (kinds[node] !== ARTICLE) continue;
    articles += 1;
    if (days[node]! !== NO_DAY) known.push(days[node]!);
    if ((outlets[node] ?? NONE) !== NONE) papers.add(outlets[node]!);
  }
  return [
    summary(desk, visible, known, papers.size, articles),
    timeBars(known, "article"),
    scene.whole ? null : el("p", { class: "panel-soft" }, `Only a part is shown: ${counted(scene.nodes.length, "thing")}.`),
    el("p", { class: "panel-soft" }, "Select something to read what articles tell of it, in their own words."),
    ...communities(desk, visible),
    ...BEST.flatMap((kind) => best(desk, visible, KINDS.indexOf(kind))),
  ];
}

function summary(desk: Desk, visible: Visible, days: readonly number[], outlets: number, articles: number): HTMLElement {
  const { graph } = desk;
  const all = visible.nodeCount === graph.nodes.count && visible.linkCount === graph.links.count;
  const few = graph.nodes.count < graph.totalNodes;
  let [from, to] = [Infinity, -Infinity];
  for (const day of days) [from, to] = [Math.min(from, day), Math.max(to, day)];
  const rows: readonly (readonly [string, string])[] = [
    ["Things", all ? graph.nodes.count.toLocaleString("en") : `${visible.nodeCount.toLocaleString("en")} of ${graph.nodes.count.toLocaleString("en")} pass the filter`],
    ["Statements", all ? graph.links.count.toLocaleString("en") : `${visible.linkCount.toLocaleString("en")} of ${graph.links.count.toLocaleString("en")} pass the filter`],
    ["Articles", `${articles.toLocaleString("en")}${outlets === 0 ? "" : ` of ${counted(outlets, "outlet")}`}`],
    ["Dates", from > to ? "" : from === to ? dayWords(from) : `${dayWords(from)} to ${dayWords(to)}`],
    ["Not here", few ? `${(graph.totalNodes - graph.nodes.count).toLocaleString("en")} less named things of the graph` : ""],
  ];
  return el("dl", { class: "panel-facts" }, ...rows.filter(([, value]) => value !== "").flatMap(([name, value]) => [el("dt", {}, name), el("dd", {}, value)]));
}

function communities(desk: Desk, visible: Visible): readonly HTMLElement[] {
  const { graph } = desk;
  const sizes = new Uint32Array(graph.communities.length);
  graph.nodes.communities.forEach((community, node) => {
    if (visible.nodes[node] === 1) sizes[community]! += 1;
  });
  const found = Array.from(sizes.keys()).filter((community) => sizes[community]! > 1)
    .sort((one, other) => sizes[other]! - sizes[one]! || one - other);
  if (found.length < 2) return [];
  return [heading("Communities", found.length), ...portions(found, (community) => {
    const made = button("", () => show(desk, visible, community), { class: "panel-go panel-community" });
    made.append(isolated(graph.communities[community] || `Community ${community + 1}`), el("span", { class: "panel-count" }, counted(sizes[community]!, "thing")));
    return made;
  }, { first: 6, next: 12 })];
}

/** Bring a community into the picture. */
function show(desk: Desk, visible: Visible, community: number): void {
  const { communities: of, x, y } = desk.graph.nodes;
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  of.forEach((one, node) => {
    if (one !== community || visible.nodes[node] !== 1) return;
    [left, right] = [Math.min(left, x[node]!), Math.max(right, x[node]!)];
    [top, bottom] = [Math.min(top, y[node]!), Math.max(bottom, y[node]!)];
  });
  const room = 0.5 * Math.min(window.innerWidth, window.innerHeight);
  const scale = room / Math.max(right - left, bottom - top, 20);
  desk.context.store.set({ view: "graph", part: null, camera: { x: (left + right) / 2, y: (top + bottom) / 2, scale } }, { step: true });
  desk.context.announce(`The picture shows ${desk.graph.communities[community] ?? "the community"}.`);
}

function best(desk: Desk, visible: Visible, kind: number): readonly HTMLElement[] {
  const { graph } = desk;
  const { kinds, articles } = graph.nodes;
  const found: number[] = [];
  for (let node = 0; node < kinds.length; node += 1) if (kinds[node] === kind && visible.nodes[node] === 1) found.push(node);
  if (found.length === 0) return [];
  // Counted anew only where something is left out; else the first are the best known.
  const isWhole = visible.linkCount === graph.links.count;
  const some = isWhole ? found.slice(0, MOST_BEST) : found;
  const counts = new Map(some.map((node) => [node, isWhole ? articles[node]! : articlesNaming(graph, desk.context.adjacency, visible, node)]));
  some.sort((one, other) => counts.get(other)! - counts.get(one)! || one - other);
  const { many } = kindWords(kind);
  return [heading(`Best known ${many}`, found.length), ...portions(some.slice(0, MOST_BEST), (node) =>
    el("div", { class: "panel-row" }, go(desk, node), el("span", { class: "panel-count" }, counted(counts.get(node)!, "article"))), { first: 5, next: 10 })];
}
