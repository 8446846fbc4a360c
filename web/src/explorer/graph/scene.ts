/** What the stage is given to draw: the whole picture, or a part with places of its own. */

import type { Part } from "../state";
import { neighbours, type Adjacency, type Neighbour } from "./adjacency";
import { around, inLevels, roomFor, type Laying, type Places } from "./local";
import type { Graph, Scene, Visible } from "./model";
import { paths, type Path } from "./paths";

/** A part of the graph, with what did not get in. */
export interface PartScene extends Scene {
  readonly whole: false;
  /** How many neighbours are not in it, as it would be too many. */
  readonly leftOut: number;
  /** What joins the two, the best first; none where nothing does, and for a part around nodes. */
  readonly paths: readonly Path[];
  /** How many shortest paths there are, of which `paths` are the best. */
  readonly pathCount: number;
}

/** As many nodes as a part has at most. */
export const MOST = 400;
const NOBODY: ReadonlySet<number> = new Set();

/** Return all that passes, where the layout put it. */
export function wholeScene(graph: Graph, visible: Visible): Scene {
  const { nodes } = graph;
  const numbers = new Uint32Array(visible.nodeCount);
  const x = new Float32Array(numbers.length);
  const y = new Float32Array(numbers.length);
  let size = 0;
  for (let node = 0; node < nodes.count; node += 1) {
    if (!visible.nodes[node]) continue;
    numbers[size] = node;
    x[size] = nodes.x[node] as number;
    y[size] = nodes.y[node] as number;
    size += 1;
  }
  return { nodes: numbers, x, y, edges: joining(graph, visible), whole: true, highlightNodes: NOBODY, highlightEdges: NOBODY };
}

/** Edges that pass, but for figures: they join a node to itself. */
function joining({ edges: { count, a, b } }: Graph, visible: Visible): Uint32Array {
  const found = new Uint32Array(visible.edgeCount);
  let size = 0;
  for (let edge = 0; edge < count; edge += 1) if (visible.edges[edge] && a[edge] !== b[edge]) found[size++] = edge;
  return found.subarray(0, size);
}

/** Return what a part shows: what lies around nodes, or what joins two. Nodes asked for are in it whatever the filter. */
export function partScene(graph: Graph, adjacency: Adjacency, visible: Visible, part: Part, hidden: ReadonlySet<number>): PartScene {
  const isThere = (node: number): boolean => node < graph.nodes.count && !hidden.has(node);
  if (part.kind === "path") return pathScene(graph, adjacency, visible, [part.from, part.to].filter(isThere));
  return aroundScene(graph, adjacency, visible, Array.from(new Set(part.nodes)).filter(isThere));
}

function aroundScene(graph: Graph, adjacency: Adjacency, visible: Visible, middles: readonly number[]): PartScene {
  const lists = middles.map((node) => neighbours(graph, adjacency, visible, node));
  const chosen = new Set(middles.slice(0, MOST));
  const left = new Set(middles.slice(MOST));
  for (const { node } of inTurn(lists)) {
    if (chosen.has(node)) continue;
    if (chosen.size < MOST) chosen.add(node);
    else left.add(node);
  }
  const order = Array.from(chosen);
  const edges = among(adjacency, visible, order);
  const laying = layingOf(graph, order, edges);
  const places = around(laying, Math.min(middles.length, MOST));
  return { ...sceneOf(order, places, edges), highlightNodes: new Set(middles), highlightEdges: NOBODY, leftOut: left.size, paths: [], pathCount: 0 };
}

/** Return the first of each list, then the second of each, and so on. */
function* inTurn(lists: readonly (readonly Neighbour[])[]): Iterable<Neighbour> {
  const longest = lists.reduce((most, { length }) => Math.max(most, length), 0);
  for (let place = 0; place < longest; place += 1) {
    for (const list of lists) {
      const one = list[place];
      if (one !== undefined) yield one;
    }
  }
}

/** Return the edges that pass with both ends among these nodes, ascending. */
function among({ first, nodes, edges }: Adjacency, visible: Visible, chosen: readonly number[]): Uint32Array {
  const inside = new Set(chosen);
  const found: number[] = [];
  for (const node of chosen) {
    const end = first[node + 1] as number;
    for (let place = first[node] as number; place < end; place += 1) {
      const other = nodes[place] as number;
      const edge = edges[place] as number;
      if (other > node && visible.edges[edge] && inside.has(other)) found.push(edge);
    }
  }
  return Uint32Array.from(found).sort();
}

function pathScene(graph: Graph, adjacency: Adjacency, visible: Visible, ends: readonly number[]): PartScene {
  const [from, to] = ends;
  const found = from === undefined || to === undefined ? null : paths(graph, adjacency, visible, from, to);
  const order = Array.from(new Set([...ends, ...(found?.nodes ?? [])]));
  const edges = found?.edges ?? new Uint32Array(0);
  const at = new Map(order.map((node, place) => [node, place]));
  const best = found?.paths[0];
  const length = best?.nodes.length ?? ends.length;
  const levels = Array.from({ length }, (_, level) => {
    const here = best === undefined ? [ends[level] as number] : (found?.paths ?? []).map((path) => path.nodes[level] as number);
    return Array.from(new Set(here), (node) => at.get(node) as number);
  });
  const places = inLevels(layingOf(graph, order, edges), levels);
  return {
    ...sceneOf(order, places, edges), highlightNodes: new Set(best?.nodes ?? ends), highlightEdges: new Set(best?.edges),
    leftOut: 0, paths: found?.paths ?? [], pathCount: found?.total ?? 0,
  };
}

function layingOf({ nodes, edges: { a, b } }: Graph, order: readonly number[], edges: Uint32Array): Laying {
  const at = new Map(order.map((node, place) => [node, place]));
  const links = Array.from(edges, (edge) => [at.get(a[edge] as number) as number, at.get(b[edge] as number) as number] as const);
  const room = roomFor(order.map((node) => nodes.names[node] as string), order.map((node) => nodes.radii[node] as number));
  return { ...room, links };
}

/** The most important first, as a scene has them. */
function sceneOf(order: readonly number[], { x, y }: Places, edges: Uint32Array): Pick<PartScene, "nodes" | "x" | "y" | "edges" | "whole"> {
  const places = Array.from(order.keys()).sort((one, other) => (order[one] as number) - (order[other] as number));
  const taken = (values: ArrayLike<number>): number[] => places.map((place) => values[place] as number);
  return { nodes: Uint32Array.from(taken(order)), x: Float32Array.from(taken(x)), y: Float32Array.from(taken(y)), edges, whole: false };
}
