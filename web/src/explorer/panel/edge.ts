/** The panel of two joined things, and of a path from one thing to another. */

import { button, el } from "../../page/dom";
import { NONE, type Visible } from "../graph/model";
import { type Path, paths } from "../graph/paths";
import type { Desk } from "./desk";
import { hiddenWords, statementLine } from "./node";
import { go, heading, isolated, portions, told, triples } from "./parts";
import { bestLink, toldAlong } from "./told";
import { counted, nameOf } from "./words";

/** Return the parts of the panel of an edge: its ends, and all that is told of the two. */
export function edgeParts(desk: Desk, visible: Visible, edge: number): readonly (HTMLElement | null)[] {
  const { graph } = desk;
  const [a, b] = [graph.edges.a[edge]!, graph.edges.b[edge]!];
  const { links, hidden } = toldAlong(graph, visible, edge);
  const articles = new Set(links.map((link) => graph.links.articles[link])).size;
  return [
    el("div", { class: "panel-ends" }, go(desk, a), a === b ? null : el("span", { class: "panel-soft" }, "and"), a === b ? null : go(desk, b)),
    el("p", { class: "panel-soft" }, `${counted(links.length, "statement")} in ${counted(articles, "article")}`),
    ...portions(links, triples(desk), { first: 10 }),
    hiddenWords(hidden),
  ];
}

/** Return the title of an edge's panel. */
export function edgeTitle(desk: Desk, edge: number): string {
  const { edges } = desk.graph;
  const [a, b] = [edges.a[edge]!, edges.b[edge]!];
  return a === b ? nameOf(desk.graph, a) : `${nameOf(desk.graph, a)} and ${nameOf(desk.graph, b)}`;
}

/** Return the parts of the panel of a path: every step with its best evidence, and the other ways as short. */
export function pathParts(desk: Desk, visible: Visible, from: number, to: number): readonly (HTMLElement | null)[] {
  const { graph, context } = desk;
  const { paths: found, total } = paths(graph, context.adjacency, visible, from, to);
  const ends = el("div", { class: "panel-ends" }, go(desk, from), el("span", { class: "panel-soft" }, "to"), go(desk, to));
  const [best, ...others] = found;
  if (best === undefined) {
    return [ends, el("p", { class: "panel-soft" }, from === to ? "These are the same." : "Nothing that passes the filter connects the two.")];
  }
  const ways = total === 1 ? "the only shortest way" : `the best told of ${counted(total, "way")} as short`;
  const lead = el("p", { class: "panel-soft" }, `${counted(best.edges.length, "step")}, ${ways}; each step with the words that show it best`);
  const more = others.length === 0 ? [] : [heading("Other ways", total - 1), ...portions(others, (path) => otherWay(desk, visible, path), { first: 4 })];
  return [ends, lead, stepsOf(desk, visible, best), ...more];
}

function stepsOf(desk: Desk, visible: Visible, { nodes, edges }: Path): HTMLElement {
  return el("ol", { class: "panel-steps" }, ...edges.map((edge, at) => el("li", {}, step(desk, visible, edge, nodes[at]!, nodes[at + 1]!))));
}

function otherWay(desk: Desk, visible: Visible, path: Path): HTMLElement {
  const box = el("details", { class: "panel-way" }, el("summary", {}, "By way of ", ...path.nodes.slice(1, -1).flatMap((node, at) => [at === 0 ? "" : ", ", isolated(nameOf(desk.graph, node))])));
  box.addEventListener("toggle", () => {
    if (box.open && box.children.length === 1) box.append(stepsOf(desk, visible, path));
  });
  return box;
}

function step(desk: Desk, visible: Visible, edge: number, from: number, to: number): HTMLElement {
  const best = bestLink(desk.graph, visible, edge);
  const count = toldAlong(desk.graph, visible, edge).links.length;
  if (best === NONE) return el("p", {}, go(desk, from), " – ", go(desk, to));
  const more = button(`All ${counted(count, "statement")}`, () => desk.select({ edge }), { class: "panel-small" });
  return el("div", {}, told(desk, best, { head: statementLine(desk, best), most: 1 }), count > 1 ? more : null);
}
