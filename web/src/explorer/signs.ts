/** The small sign of a kind: colour, shape and letter, as on the stage. */

import { type Child, draw, el } from "../page/dom";
import { type Graph, KINDS } from "./graph/model";
import type { Found } from "./graph/search";
import { counted, kindWords, nameOf } from "./panel/words";
import { plainName } from "./stage/names";
import { lineLook, lookOf } from "./stage/palette";
import { corners, letterOf } from "./stage/shapes";

const RADIUS = 8;
const ARTICLE = KINDS.indexOf("Article");

/** Return the sign of a kind by its number. */
export function sign(kind: number): SVGSVGElement {
  const { shape, letter } = lookOf(kind);
  const points = corners(shape);
  const body = points === null
    ? draw("circle", { r: shape === "ring" ? RADIUS - 1 : RADIUS })
    : draw("polygon", { points: points.map(([x, y]) => `${(x * RADIUS).toFixed(1)},${(y * RADIUS).toFixed(1)}`).join(" ") });
  const { down, size } = letterOf(shape);
  const text = letter === "" ? null : draw("text", { y: down * RADIUS + size * RADIUS * 0.35, "font-size": size * RADIUS }, letter);
  return draw("svg", { class: `kind-sign kind-${kind} ${shape}`, viewBox: "-11 -10 22 20", width: 22, height: 20, "aria-hidden": "true" }, body, text);
}

/** Return a stroke as lines of this voice have it, with the sign on it. */
export function stroke(voice: number, sourced: boolean): SVGSVGElement {
  const { colour, dashes, sign: mark, arrow } = lineLook(voice, sourced);
  return draw("svg", { class: `stroke stroke-${colour}`, viewBox: "0 0 44 16", width: 44, height: 16, "aria-hidden": "true" },
    draw("line", { x1: 1, x2: arrow ? 37 : 43, y1: 8, y2: 8, "stroke-dasharray": dashes.join(" ") }),
    arrow ? draw("path", { d: "M36 4.5l7 3.5-7 3.5z" }) : null, mark === "" ? null : draw("text", { x: 20, y: 12.5 }, mark));
}

/** Return what a list of found things shows of one: its sign, its names, its kind and how many articles name it. */
export function foundRow(graph: Graph, { node, other }: Found): readonly Child[] {
  const kind = graph.nodes.kinds[node] ?? -1;
  const known = kind < ARTICLE ? ` · ${counted(graph.nodes.articles[node] ?? 0, "article")}` : "";
  return [
    sign(kind), el("span", {}, el("bdi", {}, plainName(nameOf(graph, node))), other === null ? null : el("small", { class: "other" }, " also ", el("bdi", {}, plainName(other)))),
    el("small", {}, kindWords(kind).one + known),
  ];
}
