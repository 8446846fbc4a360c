/** What of a scene is drawn at which size: nodes by importance and place, edges by strength. */

import { NONE, VOICES, type Graph, type Scene } from "../graph/model";
import type { Extent } from "./view";

/** A scene, ready to be drawn. Places are numbers within the scene's nodes. */
export interface Placed {
  readonly scene: Scene;
  /** By place; pins are in. */
  readonly x: Float32Array;
  readonly y: Float32Array;
  /** By node; NONE where the scene has it not. */
  readonly places: Uint32Array;
  /** By place: from which step of size on it is drawn, in eighths. */
  readonly steps: Uint8Array;
  readonly extent: Extent;
  /** Edges, the strongest first. */
  readonly edges: Uint32Array;
}

/** What is known of every edge. */
export interface Strength {
  /** How much is said along it. */
  readonly weights: Uint8Array;
  /** The voice that it is drawn in where it is one line. */
  readonly voices: Uint8Array;
  /** 1 where that is put to a source. */
  readonly sourced: Uint8Array;
}

/** What is told in the article's own voice comes first, names alone last. */
const PRECEDENCE: Readonly<Record<string, number>> = {
  own: 10, attributed: 9, negated: 8, hedged: 7, answer: 6, quote: 5, whole: 4, copy: 3, open: 2, naming: 1, figure: 0,
};
const STATEMENT = 3;
/** A square of the finest step is 1/1024 of the picture; below that all is drawn. */
const FINEST = 10;
const EIGHTHS = 8;
export const EVERY = 255;

/** Return how strong every edge is. */
export function strengths({ edges, links }: Graph): Strength {
  const precedence = Uint8Array.from(VOICES, (voice) => PRECEDENCE[voice] ?? 0);
  const weights = new Uint8Array(edges.count);
  const voices = new Uint8Array(edges.count);
  const sourced = new Uint8Array(edges.count);
  for (let edge = 0; edge < edges.count; edge += 1) {
    let [sum, best, source] = [0, -1, 1];
    for (let link = edges.first[edge]!; link < edges.first[edge + 1]!; link += 1) {
      const voice = links.voices[link]!;
      const rank = precedence[voice]!;
      sum += rank >= 6 ? STATEMENT : 1;
      const put = links.speakers[link] === NONE ? 0 : 1;
      if (rank > best) [best, source, voices[edge]] = [rank, put, voice];
      else if (rank === best) source &= put;
    }
    weights[edge] = Math.min(255, sum);
    sourced[edge] = source;
  }
  return { weights, voices, sourced };
}

/** Return a scene ready to be drawn; about `crowd` nodes are drawn in a square of the stage. */
export function placed(scene: Scene, graph: Graph, strength: Strength, pins: ReadonlyMap<number, readonly [number, number]>, crowd: number): Placed {
  const places = new Uint32Array(graph.nodes.count).fill(NONE);
  scene.nodes.forEach((node, place) => (places[node] = place));
  const { x, y } = pinned(scene, places, pins);
  const extent = extentOf(x, y, scene, graph);
  return { scene, x, y, places, extent, steps: steps(x, y, extent, crowd), edges: strongest(scene.edges, graph, strength) };
}

function pinned(scene: Scene, places: Uint32Array, pins: ReadonlyMap<number, readonly [number, number]>): { x: Float32Array; y: Float32Array } {
  if (pins.size === 0) return scene;
  const x = scene.x.slice();
  const y = scene.y.slice();
  for (const [node, [across, down]] of pins) {
    const place = places[node] ?? NONE;
    if (place === NONE) continue;
    x[place] = across;
    y[place] = down;
  }
  return { x, y };
}

/** Return the scene with a node elsewhere, all else shared. */
export function moved(before: Placed, pins: ReadonlyMap<number, readonly [number, number]>): Placed {
  const { x, y } = pinned(before.scene, before.places, pins);
  return { ...before, x, y };
}

function extentOf(x: Float32Array, y: Float32Array, scene: Scene, graph: Graph): Extent {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let place = 0; place < x.length; place += 1) {
    const radius = graph.nodes.radii[scene.nodes[place]!]!;
    left = Math.min(left, x[place]! - radius);
    right = Math.max(right, x[place]! + radius);
    top = Math.min(top, y[place]! - radius);
    bottom = Math.max(bottom, y[place]! + radius);
  }
  return left > right ? { left: -10, top: -10, right: 10, bottom: 10 } : { left, top, right, bottom };
}

/** The length of a side of the square that holds an extent. */
export function sideOf(extent: Extent): number {
  return Math.max(extent.right - extent.left, extent.bottom - extent.top, 1e-3) * 1.0001;
}

/**
 * Return from which step on each node is drawn: at step s the picture has squares of 1/2^s of its side, and in each the first
 * `crowd` nodes are drawn. So what is drawn of a place depends on the size alone and does not flicker while the camera moves.
 */
export function steps(x: Float32Array, y: Float32Array, extent: Extent, crowd: number): Uint8Array {
  const found = new Uint8Array(x.length).fill(EVERY);
  const side = sideOf(extent);
  const counts = Array.from({ length: FINEST + 1 }, (_, step) => new Uint8Array(4 ** step));
  for (let place = 0; place < x.length; place += 1) {
    const across = ((x[place]! - extent.left) / side) * 2 ** FINEST;
    const down = ((y[place]! - extent.top) / side) * 2 ** FINEST;
    const column = clamp(across, 0, 2 ** FINEST - 1);
    const row = clamp(down, 0, 2 ** FINEST - 1);
    let shown = false;
    for (let step = 0; step <= FINEST; step += 1) {
      const cell = ((row >> (FINEST - step)) << step) + (column >> (FINEST - step));
      const held = counts[step] as Uint8Array;
      const count = held[cell]!;
      if (!shown && count < crowd) {
        shown = true;
        found[place] = Math.max(0, Math.round((step - 1 + (count + 1) / crowd) * EIGHTHS));
      }
      if (shown) held[cell] = Math.min(250, count + 1);
    }
  }
  return found;
}

/** Return the step, in eighths, at which squares of this many pixels are the picture's. */
export function stepOf(extent: Extent, scale: number, square: number): number {
  const step = Math.log2((sideOf(extent) * scale) / square);
  return step > FINEST + 0.5 ? EVERY : Math.max(0, Math.min(EVERY - 1, Math.round(step * EIGHTHS)));
}

function clamp(value: number, least: number, most: number): number {
  return value < least ? least : value > most ? most : value | 0;
}

/** Sort by strength with few passes: counting, not comparing. */
function strongest(edges: Uint32Array, graph: Graph, { weights }: Strength): Uint32Array {
  const { a, b } = graph.edges;
  const starts = new Uint32Array(257);
  let count = 0;
  for (let at = 0; at < edges.length; at += 1) {
    const edge = edges[at]!;
    if (a[edge] === b[edge]) continue; // figures told of one node are no line
    starts[256 - weights[edge]!]!++;
    count += 1;
  }
  for (let weight = 1; weight <= 256; weight += 1) starts[weight]! += starts[weight - 1]!;
  const sorted = new Uint32Array(count);
  for (let at = 0; at < edges.length; at += 1) {
    const edge = edges[at]!;
    if (a[edge] === b[edge]) continue;
    sorted[starts[255 - weights[edge]!]!++] = edge;
  }
  return sorted;
}

/** Return the places to draw of what an extent holds, the most important first; `most` at most. */
export function inView(index: Placed, { left, top, right, bottom }: Extent, step: number, most: number): readonly number[] {
  const { x, y, steps: from } = index;
  const found: number[] = [];
  for (let place = 0; place < x.length && found.length < most; place += 1) {
    if (from[place]! > step && step !== EVERY) continue;
    const across = x[place]!;
    const down = y[place]!;
    if (across >= left && across <= right && down >= top && down <= bottom) found.push(place);
  }
  return found;
}

/** Return the strongest edges both ends of which are marked, by node; `most` at most. */
export function edgesAmong(index: Placed, graph: Graph, marked: Uint8Array, most: number): readonly number[] {
  const { a, b } = graph.edges;
  const found: number[] = [];
  for (let at = 0; at < index.edges.length && found.length < most; at += 1) {
    const edge = index.edges[at]!;
    if (marked[a[edge]!] === 1 && marked[b[edge]!] === 1) found.push(edge);
  }
  return found;
}
