/** The picture of all nodes: how many lie where, counted anew for every drawing, which takes a millisecond for 100,000. */

import type { Camera } from "../state";
import type { Placed } from "./index";
import { communityColour, kindColour, type Palette } from "./palette";
import type { Size } from "./view";

/** Pixels of the stage a square of the picture is wide. */
export const CELL = 2;
const FAINTEST = 34;
const STRONGEST = 150;

export interface Counts {
  readonly columns: number;
  readonly rows: number;
  readonly counts: Uint16Array;
  /** The kind or community of the most important node of each square, where colours are asked for. */
  readonly groups: Uint16Array;
}

/** Return how many nodes lie in each square of a surface. */
export function counted(index: Placed, camera: Camera, size: Size, cell: number, groups: Uint32Array | Uint8Array): Counts {
  const columns = Math.ceil(size.width / cell);
  const rows = Math.ceil(size.height / cell);
  const counts = new Uint16Array(columns * rows);
  const first = new Uint16Array(columns * rows);
  const { x, y, scene } = index;
  const scale = camera.scale / cell;
  const left = size.width / 2 / cell - camera.x * scale;
  const top = size.height / 2 / cell - camera.y * scale;
  for (let place = 0; place < x.length; place += 1) {
    const column = x[place]! * scale + left;
    const row = y[place]! * scale + top;
    if (column < 0 || row < 0 || column >= columns || row >= rows) continue;
    const at = (row | 0) * columns + (column | 0);
    const count = counts[at]!;
    if (count === 0) first[at] = groups[scene.nodes[place]!]!;
    if (count < 65535) counts[at] = count + 1;
  }
  return { columns, rows, counts, groups: first };
}

/** Return the picture of such counts. */
export function pictureOf({ columns, rows, counts, groups }: Counts, colours: readonly number[], faintest = FAINTEST): ImageData {
  const image = new ImageData(columns, rows);
  const pixels = new Uint32Array(image.data.buffer);
  const opacity = opacities(counts, faintest);
  for (let at = 0; at < counts.length; at += 1) {
    const count = counts[at]!;
    if (count === 0) continue;
    pixels[at] = ((opacity[Math.min(count, opacity.length - 1)]! << 24) | colours[groups[at]! % colours.length]!) >>> 0;
  }
  return image;
}

function opacities(counts: Uint16Array, faintest: number): Uint8Array {
  let most = 1;
  for (let at = 0; at < counts.length; at += 1) if (counts[at]! > most) most = counts[at]!;
  const top = Math.min(most, 400);
  return Uint8Array.from({ length: top + 1 }, (_, count) => faintest + (STRONGEST - faintest) * (Math.log2(1 + count) - 1) / Math.max(3, Math.log2(1 + top) - 1));
}

/** Return colours as numbers of pixels without opacity, by kind or by tint of community. */
export function pixelColours(palette: Palette, colour: "kind" | "community" | "plain"): readonly number[] {
  if (colour === "plain") return [pixel(...palette.density)];
  if (colour === "community") return palette.communities.map((_, tint) => pixel(...parsed(communityColour(tint, palette))));
  return Array.from({ length: 8 }, (_, kind) => pixel(...parsed(kindColour(kind, palette))));
}

function pixel(red: number, green: number, blue: number): number {
  return (blue << 16) | (green << 8) | red;
}

/** Return red, green and blue of `#rrggbb`. */
export function parsed(colour: string): readonly [number, number, number] {
  const value = Number.parseInt(colour.slice(1), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}
