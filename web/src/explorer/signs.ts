/** The small sign of a kind: colour, shape and letter, as on the stage. */

import { draw } from "../page/dom";
import { lookOf } from "./stage/palette";
import { corners, letterOf } from "./stage/shapes";

const RADIUS = 8;

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
