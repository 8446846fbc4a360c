/** The panel of two joined things, and of a path from one thing to another. */

import { button, el } from "../../page/dom";
import { NONE, type Scene, type Visible } from "../graph/model";
import type { Desk } from "./desk";
import { hiddenWords, statementLine } from "./node";
import { go, isolated, portions, told } from "./parts";
import { bestLink, type Step, steps, toldAlong } from "./told";
import { counted, endsOf, nameOf, relationWords } from "./words";

/** Return the parts of the panel of an edge: its ends, and all that is told of the two. */
export function edgeParts(desk: Desk, visible: Visible, edge: number): readonly (HTMLElement | null)[] {
  const { graph } = desk;
  const [a, b] = [graph.edges.a[edge] ?? 0, graph.edges.b[edge] ?? 0];
  const { links, hidden } = toldAlong(graph, visible, edge);
  const articles = new Set(links.map((link) => graph.links.articles[link])).size;
  let last = "";
  return [
    el("div", { class: "panel-ends" }, go(desk, a), a === b ? null : el("span", { class: "panel-soft" }, "and"), a === b ? null : go(desk, b)),
    el("p", { class: "panel-soft" }, `${counted(links.length, "statement")} in ${counted(articles, "article")}`),
    ...portions(links, (link) => {
      const [from, to] = endsOf(graph, link);
      const relation = relationWords(graph, link);
      const head = last === `${from} ${relation}` ? null : triple(desk, from, relation, to);
      last = `${from} ${relation}`;
      return told(desk, link, { head });
    }, { first: 10 }),
    hiddenWords(hidden),
  ];
}

function triple(desk: Desk, from: number, relation: string, to: number): HTMLElement {
  return el("p", { class: "panel-triple" }, isolated(nameOf(desk.graph, from)), " ", el("em", {}, relation), " ", from === to ? null : isolated(nameOf(desk.graph, to)));
}

/** Return the title of an edge's panel. */
export function edgeTitle(desk: Desk, edge: number): string {
  const { edges } = desk.graph;
  const [a, b] = [edges.a[edge] ?? 0, edges.b[edge] ?? 0];
  return a === b ? nameOf(desk.graph, a) : `${nameOf(desk.graph, a)} and ${nameOf(desk.graph, b)}`;
}

/** Return the parts of the panel of a path: every step with its best evidence. */
export function pathParts(desk: Desk, visible: Visible, scene: Scene, from: number, to: number): readonly (HTMLElement | null)[] {
  const found = steps(desk.graph, scene.highlightEdges, from, to);
  const ends = el("div", { class: "panel-ends" }, go(desk, from), el("span", { class: "panel-soft" }, "to"), go(desk, to));
  if (found.length === 0) {
    const words = from === to ? "These are the same." : "Nothing that passes the filter connects the two.";
    return [ends, el("p", { class: "panel-soft" }, words)];
  }
  const list = el("ol", { class: "panel-steps" }, ...found.map((step) => el("li", {}, stepPart(desk, visible, step))));
  return [ends, el("p", { class: "panel-soft" }, `${counted(found.length, "step")}, the shortest way; each step with the words that show it best`), list];
}

function stepPart(desk: Desk, visible: Visible, { edge, from, to }: Step): HTMLElement {
  const best = bestLink(desk.graph, visible, edge);
  const count = toldAlong(desk.graph, visible, edge).links.length;
  const more = button(count > 1 ? `All ${counted(count, "statement")}` : "More of the two", () => desk.select({ edge }), { class: "panel-small" });
  if (best === NONE) return el("div", {}, el("p", {}, go(desk, from), " – ", go(desk, to)), hiddenWords(1));
  return el("div", {}, told(desk, best, { head: statementLine(desk, best), most: 1 }), more);
}

