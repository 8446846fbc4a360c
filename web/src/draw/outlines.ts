/** The outlines of the world as paths. */

import { unpacked } from "./packing";
import { project } from "./projection";
import { BORDERS, GRID, LINES, RINGS } from "./world";

export interface Outlines {
  readonly land: string;
  readonly borders: string;
}

/** Return the paths of land and borders on the sheet of `project`. */
export function outlines(): Outlines {
  const lines = LINES.split(".").map((line) => pointsOf(unpacked(line)));
  const land = RINGS.split(".").map((ring) => {
    const points = unpacked(ring).flatMap((number) => (number < 0 ? [...(lines[~number] ?? [])].reverse() : (lines[number] ?? [])));
    return points.length < 3 ? "" : `M${points.join("L")}Z`;
  });
  const borders = unpacked(BORDERS).map((number) => `M${(lines[number] ?? []).join("L")}`);
  return { land: land.join(""), borders: borders.join("") };
}

function pointsOf(steps: readonly number[]): readonly string[] {
  const points: string[] = [];
  let [x, y] = [0, 0];
  for (let at = 0; at + 1 < steps.length; at += 2) {
    x += steps[at] ?? 0;
    y += steps[at + 1] ?? 0;
    const [right, down] = project(x / GRID, Math.max(y / GRID, -85));
    points.push(`${right.toFixed(2)},${down.toFixed(2)}`);
  }
  return points;
}
