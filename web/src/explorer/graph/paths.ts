/** What joins two nodes: the shortest chains of edges, those with most evidence first. */

import { degreeOf, strengthOf, type Adjacency } from "./adjacency";
import { VOICES, type Graph, type Visible } from "./model";

export interface Path {
  /** From one end to the other. */
  readonly nodes: readonly number[];
  /** One fewer than nodes: the edge from each to the next. */
  readonly edges: readonly number[];
  /** How many links all its edges have. */
  readonly links: number;
}

export interface Paths {
  /** The best of the shortest, the best first; none where nothing joins the two. */
  readonly paths: readonly Path[];
  /** How many there are of this length. */
  readonly total: number;
  /** What is on one of `paths`, ascending. */
  readonly nodes: Uint32Array;
  readonly edges: Uint32Array;
}

const MOST = 12;

/**
 * Return the shortest paths between two nodes along edges that pass, at most `most` of them.
 *
 * Of paths equally long, the one with most evidence comes first: every edge costs one over its links, of which those
 * that only hold two for maybe the same count a quarter, and every node between the ends the logarithm of its
 * neighbours, as what is joined to everything tells little. Figures are no path.
 */
export function paths(graph: Graph, adjacency: Adjacency, visible: Visible, from: number, to: number, most = MOST): Paths {
  if (from === to || !visible.nodes[from] || !visible.nodes[to]) return NOTHING;
  const walk: Walk = { graph, adjacency, visible, places: new Int32Array(graph.nodes.count).fill(ASIDE) };
  const levels = between(walk, from, to);
  return levels === null ? NOTHING : best(walk, levels, most);
}

const NOTHING: Paths = { paths: [], total: 0, nodes: new Uint32Array(0), edges: new Uint32Array(0) };
const ASIDE = -1;

interface Walk {
  readonly graph: Graph;
  readonly adjacency: Adjacency;
  readonly visible: Visible;
  /** How far from the start a node on a shortest path lies; ASIDE for others. */
  readonly places: Int32Array;
}

/** Return by distance from the start the nodes on shortest paths; null where there is no path. */
function between(walk: Walk, from: number, to: number): readonly (readonly number[])[] | null {
  const sides = [sideOf(walk, from), sideOf(walk, to)] as const;
  for (;;) {
    const [side, other] = sides[0].cost <= sides[1].cost ? [sides[0], sides[1]] : [sides[1], sides[0]];
    const met = grow(walk, side, other);
    if (met.length > 0) return joined(walk, sides[0], sides[1], met);
    if (side.levels.at(-1)?.length === 0) return null;
  }
}

/** What one end has reached. */
interface Side {
  /** Distance from this end by node, one more than it is; 0 where not reached. */
  readonly reached: Int32Array;
  readonly levels: number[][];
  /** How many edges go out from the last level. */
  cost: number;
}

function sideOf({ graph, adjacency }: Walk, end: number): Side {
  const reached = new Int32Array(graph.nodes.count);
  reached[end] = 1;
  return { reached, levels: [[end]], cost: degreeOf(adjacency, end) };
}

/** Reach one level more; return which of it the other side has reached. */
function grow({ adjacency, visible }: Walk, side: Side, other: Side): number[] {
  const { first, nodes, edges } = adjacency;
  const { reached, levels } = side;
  const next: number[] = [];
  const met: number[] = [];
  const distance = levels.length + 1;
  let cost = 0;
  for (const node of levels.at(-1) as number[]) {
    const end = first[node + 1] as number;
    for (let place = first[node] as number; place < end; place += 1) {
      const neighbour = nodes[place] as number;
      if (reached[neighbour] || !visible.edges[edges[place] as number]) continue;
      reached[neighbour] = distance;
      next.push(neighbour);
      cost += (first[neighbour + 1] as number) - (first[neighbour] as number);
      if (other.reached[neighbour]) met.push(neighbour);
    }
  }
  levels.push(next);
  side.cost = cost;
  return met;
}

/** From where the two sides met, go back to both ends. */
function joined(walk: Walk, start: Side, goal: Side, met: readonly number[]): readonly (readonly number[])[] {
  const place = (start.reached[met[0] as number] as number) - 1;
  const length = place + (goal.reached[met[0] as number] as number) - 1;
  const levels: (readonly number[])[] = Array.from({ length: length + 1 });
  levels[place] = met;
  for (const node of met) walk.places[node] = place;
  for (let here = place; here > 0; here -= 1) levels[here - 1] = nearer(walk, levels[here] as number[], start, here - 1, here);
  for (let here = place; here < length; here += 1) levels[here + 1] = nearer(walk, levels[here] as number[], goal, here + 1, length - here);
  return levels;
}

/** Return the neighbours of a level that are one step nearer to an end; `distance` is one more than theirs. */
function nearer({ adjacency, visible, places }: Walk, level: readonly number[], { reached }: Side, place: number, distance: number): readonly number[] {
  const found: number[] = [];
  for (const node of level) {
    for (let at = adjacency.first[node] as number; at < (adjacency.first[node + 1] as number); at += 1) {
      const neighbour = adjacency.nodes[at] as number;
      if (reached[neighbour] !== distance || places[neighbour] !== ASIDE || !visible.edges[adjacency.edges[at] as number]) continue;
      places[neighbour] = place;
      found.push(neighbour);
    }
  }
  return found;
}

interface Partial {
  readonly nodes: readonly number[];
  readonly edges: readonly number[];
  readonly links: number;
  readonly cost: number;
  /** What the whole path costs at least; known exactly, so that the first to arrive is the best. */
  readonly whole: number;
}

function best(walk: Walk, levels: readonly (readonly number[])[], most: number): Paths {
  const { graph, visible } = walk;
  const length = levels.length - 1;
  const rest = new Map<number, number>();
  const ways = new Map<number, number>();
  const goal = levels[length]?.[0] as number;
  rest.set(goal, 0);
  ways.set(goal, 1);
  for (let place = length - 1; place >= 0; place -= 1) {
    for (const node of levels[place] as readonly number[]) {
      let [cheapest, count] = [Infinity, 0];
      onward(walk, node, (next, edge) => {
        cheapest = Math.min(cheapest, stepCost(walk, next, edge, goal) + (rest.get(next) as number));
        count += ways.get(next) as number;
      });
      rest.set(node, cheapest);
      ways.set(node, count);
    }
  }
  const start = levels[0]?.[0] as number;
  const found: Path[] = [];
  let open: Partial[] = [{ nodes: [start], edges: [], links: 0, cost: 0, whole: rest.get(start) as number }];
  while (open.length > 0 && found.length < most) {
    const { nodes, edges, links, cost } = open.shift() as Partial;
    if (edges.length === length) {
      found.push({ nodes, edges, links });
      continue;
    }
    onward(walk, nodes.at(-1) as number, (next, edge) => {
      const now = cost + stepCost(walk, next, edge, goal);
      const whole = now + (rest.get(next) as number);
      const last = open[most - found.length - 1];
      if (last !== undefined && whole >= last.whole) return;
      const longer = { nodes: [...nodes, next], edges: [...edges, edge], links: links + strengthOf(graph, visible, edge), cost: now, whole };
      const at = open.findIndex((other) => other.whole > whole);
      open.splice(at < 0 ? open.length : at, 0, longer);
    });
    open = open.slice(0, most - found.length);
  }
  return { paths: found, total: ways.get(start) as number, nodes: union(found, "nodes"), edges: union(found, "edges") };
}

/** Call for every step from a node to the next place on a shortest path. */
function onward({ adjacency, visible, places }: Walk, node: number, step: (next: number, edge: number) => void): void {
  const place = (places[node] as number) + 1;
  const end = adjacency.first[node + 1] as number;
  for (let at = adjacency.first[node] as number; at < end; at += 1) {
    const next = adjacency.nodes[at] as number;
    const edge = adjacency.edges[at] as number;
    if (places[next] === place && visible.edges[edge]) step(next, edge);
  }
}

const OPEN = VOICES.indexOf("open");

function stepCost({ graph: { edges, links }, adjacency, visible }: Walk, next: number, edge: number, goal: number): number {
  const hub = next === goal ? 0 : Math.log(degreeOf(adjacency, next));
  const end = edges.first[edge + 1] as number;
  let evidence = 0;
  for (let link = edges.first[edge] as number; link < end; link += 1) {
    if (visible.links[link]) evidence += links.voices[link] === OPEN ? 0.25 : 1;
  }
  return 1 / evidence + hub;
}

function union(found: readonly Path[], what: "nodes" | "edges"): Uint32Array {
  return Uint32Array.from(new Set(found.flatMap((path) => path[what]))).sort();
}
