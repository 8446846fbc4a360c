/** Who is joined to whom. */

import type { Edges, Graph, Visible } from "./model";

/** The neighbours of every node by number; figures, which join a node to itself, are left out. */
export interface Adjacency {
  /** One more than there are nodes: what joins node n stands from `first[n]` to before `first[n + 1]`. */
  readonly first: Uint32Array;
  /** The node at the other end; of one node they ascend, so that the most important come first. */
  readonly nodes: Uint32Array;
  readonly edges: Uint32Array;
}

export interface Neighbour {
  readonly node: number;
  readonly edge: number;
  /** How many links that pass the filter join the two. */
  readonly strength: number;
}

/** Return who is joined to whom; works in the order of the edges, and takes time as their number. */
export function adjacency({ nodes: { count }, edges }: Pick<Graph, "nodes" | "edges">): Adjacency {
  const first = starts(edges, count);
  const next = first.slice();
  const size = first[count] as number;
  const nodes = new Uint32Array(size);
  const places = new Uint32Array(size);
  const { a, b } = edges;
  for (let edge = 0; edge < edges.count; edge += 1) {
    const one = a[edge] as number;
    const other = b[edge] as number;
    if (one === other) continue;
    const here = next[one] as number;
    nodes[here] = other;
    places[here] = edge;
    next[one] = here + 1;
    const there = next[other] as number;
    nodes[there] = one;
    places[there] = edge;
    next[other] = there + 1;
  }
  return { first, nodes, edges: places };
}

function starts({ a, b, count: edgeCount }: Edges, count: number): Uint32Array {
  const first = new Uint32Array(count + 1);
  for (let edge = 0; edge < edgeCount; edge += 1) {
    const one = (a[edge] as number) + 1;
    const other = (b[edge] as number) + 1;
    if (one === other) continue;
    first[one] = (first[one] as number) + 1;
    first[other] = (first[other] as number) + 1;
  }
  for (let node = 1; node <= count; node += 1) first[node] = (first[node] as number) + (first[node - 1] as number);
  return first;
}

/** Return how many links of an edge pass. */
export function strengthOf({ edges }: Graph, visible: Visible, edge: number): number {
  const end = edges.first[edge + 1] as number;
  let strength = 0;
  for (let link = edges.first[edge] as number; link < end; link += 1) strength += visible.links[link] as number;
  return strength;
}

/** Return those joined to a node by an edge that passes, the strongest joined first, then the most important. */
export function neighbours(graph: Graph, adjacency: Adjacency, visible: Visible, node: number): readonly Neighbour[] {
  const from = adjacency.first[node] as number;
  const end = adjacency.first[node + 1] as number;
  const found: Neighbour[] = [];
  for (let place = from; place < end; place += 1) {
    const edge = adjacency.edges[place] as number;
    const other = adjacency.nodes[place] as number;
    if (visible.edges[edge] && visible.nodes[other]) found.push({ node: other, edge, strength: strengthOf(graph, visible, edge) });
  }
  return found.sort((one, other) => other.strength - one.strength || one.node - other.node);
}

/** Return how many neighbours a node has, whatever passes. */
export function degreeOf({ first }: Adjacency, node: number): number {
  return (first[node + 1] as number) - (first[node] as number);
}
