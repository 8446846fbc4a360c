/** What of a scene is drawn at which size: nodes by importance and place, edges by strength. */

import { NONE, VOICES, type Graph, type Scene } from "../graph/model";
import { Sieve } from "./sieve";
import type { Extent } from "./view";

/** A scene, ready to be drawn. Places are numbers within the scene's nodes. */
export interface Placed {
  readonly scene: Scene;
  /** By place; pins are in. */
  readonly x: Float32Array;
  readonly y: Float32Array;
  /** By node; NONE where the scene has it not. */
  readonly places: Uint32Array;
  /** Which are drawn at which size. */
  readonly sieve: Sieve;
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

/** What is told in the article's own voice comes first, names alone come late, and whether two may be the same last. */
const PRECEDENCE: Readonly<Record<string, number>> = {
  own: 10, attributed: 9, negated: 8, hedged: 7, answer: 6, quote: 5, whole: 4, copy: 3, naming: 2, open: 1, figure: 0,
};
const [FIRST_STATEMENT, OPEN] = [6, 1];
const STATEMENT = 3;
/** The step of those who want all. */
export const EVERY = 255;

/** Return how strong every edge is; `passing` holds 1 for links that pass a filter, null where all do. */
export function strengths({ edges, links }: Graph, passing: Uint8Array | null = null): Strength {
  const precedence = Uint8Array.from(VOICES, (voice) => PRECEDENCE[voice] ?? 0);
  const weights = new Uint8Array(edges.count);
  const voices = new Uint8Array(edges.count);
  const sourced = new Uint8Array(edges.count);
  for (let edge = 0; edge < edges.count; edge += 1) {
    let [sum, best, source] = [0, -1, 1];
    for (let link = edges.first[edge]!; link < edges.first[edge + 1]!; link += 1) {
      if (passing !== null && passing[link] === 0) continue;
      const voice = links.voices[link]!;
      const rank = precedence[voice]!;
      sum += rank >= FIRST_STATEMENT ? STATEMENT : rank > OPEN ? 1 : 0;
      const put = links.speakers[link] === NONE ? 0 : 1;
      if (rank > best) [best, source, voices[edge]] = [rank, put, voice];
      else if (rank === best) source &= put;
    }
    weights[edge] = Math.min(255, sum);
    sourced[edge] = source;
  }
  return { weights, voices, sourced };
}

/** Return a scene ready to be drawn. */
export function placed(scene: Scene, graph: Graph, strength: Strength, pins: ReadonlyMap<number, readonly [number, number]>): Placed {
  const places = new Uint32Array(graph.nodes.count).fill(NONE);
  scene.nodes.forEach((node, place) => (places[node] = place));
  const { x, y } = pinned(scene, places, pins);
  const extent = extentOf(x, y, scene, graph);
  return { scene, x, y, places, extent, sieve: new Sieve(x, y, extent), edges: strongest(scene.edges, graph, strength) };
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
  const { x, y, sieve } = index;
  const found: number[] = [];
  for (let place = 0; place < x.length && found.length < most; place += 1) {
    if (sieve.steps[place]! > step) continue;
    const across = x[place]!;
    const down = y[place]!;
    if (across >= left && across <= right && down >= top && down <= bottom) found.push(place);
  }
  return found;
}

/** How a node is marked while edges are chosen. */
export const [BESIDE, ON_STAGE] = [1, 2];

/**
 * Return the strongest edges both ends of which are marked, by node: at most `most` that have an end on the stage, and no more than
 * twice as many in all.
 */
export function edgesAmong(index: Placed, graph: Graph, marked: Uint8Array, most: number): { readonly edges: readonly number[]; readonly onStage: number } {
  const { a, b } = graph.edges;
  const edges: number[] = [];
  let onStage = 0;
  for (let at = 0; at < index.edges.length && onStage < most && edges.length < 2 * most; at += 1) {
    const edge = index.edges[at]!;
    const one = marked[a[edge]!]!;
    const other = marked[b[edge]!]!;
    if (one === 0 || other === 0) continue;
    edges.push(edge);
    if (one === ON_STAGE || other === ON_STAGE) onStage += 1;
  }
  return { edges, onStage };
}
