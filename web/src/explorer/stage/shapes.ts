/** The shapes of nodes, as corners around (0, 0) for a radius of 1. */

import type { Shape } from "./palette";

type Point = readonly [number, number];

const turn = (count: number, start: number, radius: (at: number) => number): readonly Point[] =>
  Array.from({ length: count }, (_, at) => {
    const angle = start + (at * 2 * Math.PI) / count;
    return [radius(at) * Math.cos(angle), radius(at) * Math.sin(angle)];
  });

const CORNERS: Readonly<Partial<Record<Shape, readonly Point[]>>> = {
  square: [[-0.92, -0.92], [0.92, -0.92], [0.92, 0.92], [-0.92, 0.92]],
  diamond: turn(4, 0, () => 1.15),
  triangle: turn(3, Math.PI / 2, () => 1.2),
  hexagon: turn(6, 0, () => 1.08),
  star: turn(10, -Math.PI / 2, (at) => (at % 2 ? 0.55 : 1.2)),
  tag: [[-1.3, -0.85], [0.75, -0.85], [1.45, 0], [0.75, 0.85], [-1.3, 0.85]],
};

/** Return the corners of a shape; null for round ones. */
export function corners(shape: Shape): readonly Point[] | null {
  return CORNERS[shape] ?? null;
}

/** Return half the width of a shape for a radius of 1. */
export function halfWidth(shape: Shape): number {
  return shape === "tag" ? 1.45 : shape === "star" || shape === "triangle" ? 1.2 : shape === "diamond" ? 1.15 : 1.08;
}

/** Where the letter stands, down from the middle, and its size, for a radius of 1. */
export function letterOf(shape: Shape): { readonly down: number; readonly size: number } {
  return { down: shape === "triangle" ? -0.12 : 0.06, size: shape === "star" ? 0.8 : 1.1 };
}

/** Below this radius a node has no letter, in pixels. */
export const LETTERED = 7;

/** Draw the outline of a shape as the path of a canvas. */
export function trace(path: CanvasPath, shape: Shape, x: number, y: number, radius: number): void {
  const points = corners(shape);
  if (points === null) {
    path.moveTo(x + radius, y);
    path.arc(x, y, radius, 0, 2 * Math.PI);
    return;
  }
  points.forEach(([across, down], at) => (at ? path.lineTo(x + across * radius, y + down * radius) : path.moveTo(x + across * radius, y + down * radius)));
  path.closePath();
}
