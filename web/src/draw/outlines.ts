/** The outlines of the world as paths. */

import { unpacked } from "./packing";
import { project } from "./projection";

const SOUTH = -85;

export interface Outlines {
  readonly land: string;
  readonly borders: string;
}

/** Return the paths of land and borders on the sheet of `project`; `world` is the text that tools/outlines.mjs writes. */
export function outlines(world: string): Outlines {
  const [grid = "", ways = "", rings = "", shared = ""] = world.trim().split("\n");
  const lines = ways.split(".").map((line) => pointsOf(unpacked(line), Number(grid) || 1));
  const land = rings.split(".").map((ring) =>
    path(unrolled(unpacked(ring).flatMap((number) => (number < 0 ? [...(lines[~number] ?? [])].reverse() : (lines[number] ?? [])))), true));
  const borders = unpacked(shared).map((number) => path(unrolled(lines[number] ?? []), false));
  return { land: land.join(""), borders: borders.join("") };
}

type Place = readonly [number, number];

function pointsOf(steps: readonly number[], grid: number): readonly Place[] {
  const points: Place[] = [];
  let [x, y] = [0, 0];
  for (let at = 0; at + 1 < steps.length; at += 2) {
    x += steps[at] ?? 0;
    y += steps[at + 1] ?? 0;
    points.push([x / grid, y / grid]);
  }
  return points;
}

/** What crosses the date line goes on beyond it, rather than back around the world. */
function unrolled(points: readonly Place[]): readonly Place[] {
  let turn = 0;
  let last = points[0]?.[0] ?? 0;
  return points.map(([longitude, latitude]) => {
    if (longitude - last > 180) turn -= 360;
    if (longitude - last < -180) turn += 360;
    last = longitude;
    return [longitude + turn, latitude];
  });
}

function path(points: readonly Place[], isLand: boolean): string {
  const first = points[0];
  const last = points.at(-1);
  if (first === undefined || last === undefined) return "";
  // A ring around the pole ends a turn from where it began: it is closed along the lower edge of the sheet.
  const closing: readonly Place[] = isLand && Math.abs(last[0] - first[0]) > 300 ? [[last[0], SOUTH], [first[0], SOUTH]] : [];
  const corners = [...points, ...closing].map(([longitude, latitude]) => {
    const [right, down] = project(longitude, Math.max(latitude, SOUTH));
    return `${right.toFixed(2)},${down.toFixed(2)}`;
  });
  return `M${corners.join("L")}${isLand ? "Z" : ""}`;
}
