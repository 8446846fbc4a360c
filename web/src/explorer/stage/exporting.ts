/** What leaves the stage: pictures, and which nodes and edges are on it. */

import type { Camera } from "../state";
import { clipped } from "./edges";
import type { Frame } from "./frame";
import { painting, type Paint } from "./painting";
import { svgOf } from "./svg";
import type { Size } from "./view";

/** A drawing with all that is needed to paint it. */
export type Drawn = Paint;

/** Return the nodes and edges of a frame that a stage shows from a camera. */
export function inSight({ marks, lines, camera, size }: Frame, now: Camera, stage: Size): { readonly nodes: readonly number[]; readonly edges: readonly number[] } {
  const larger = now.scale / camera.scale;
  const across = (x: number): number => (x - size.width / 2) * larger + (camera.x - now.x) * now.scale + stage.width / 2;
  const down = (y: number): number => (y - size.height / 2) * larger + (camera.y - now.y) * now.scale + stage.height / 2;
  const nodes = marks.filter(({ x, y }) => across(x) >= 0 && down(y) >= 0 && across(x) <= stage.width && down(y) <= stage.height).map(({ node }) => node);
  const edges = lines.filter(({ x1, y1, x2, y2 }) => clipped(across(x1), down(y1), across(x2), down(y2), stage.width, stage.height, 0) !== null).map(({ edge }) => edge);
  return { nodes, edges: [...new Set(edges)] };
}

/** Return the picture as a PNG with so many pixels as it was made for. */
export async function png(paint: Paint): Promise<Blob> {
  const { width, height } = paint.frame.size;
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(width * paint.ratio));
  canvas.height = Math.max(1, Math.round(height * paint.ratio));
  const context = canvas.getContext("2d", { alpha: false }) as CanvasRenderingContext2D;
  for (const step of painting(context, paint)) void step;
  return new Promise((resolve, reject) => canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("The picture is too large."))), "image/png"));
}

/** Return the picture as SVG. */
export function svg({ frame, writing, palette, tints, subject }: Paint): string {
  return svgOf(frame, writing, palette, tints, subject.looks.colour, (node) => subject.graph.nodes.names[node] ?? "");
}
