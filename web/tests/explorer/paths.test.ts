import { describe, expect, it } from "vitest";
import { adjacency, degreeOf, strengthOf, type Adjacency } from "../../src/explorer/graph/adjacency";
import { EVERYTHING, visible } from "../../src/explorer/graph/filter";
import { VOICES, type Graph, type Visible } from "../../src/explorer/graph/model";
import { paths } from "../../src/explorer/graph/paths";
import { chance, generated } from "./generated";

describe("paths", () => {
  it("are the shortest, those with most evidence first", () => {
    const draw = chance(2);
    let joined = 0;
    for (let round = 0; round < 150; round += 1) {
      const { graph } = generated(12 + Math.floor(120 * draw()), round);
      const near = adjacency(graph);
      const hidden = new Set(Array.from({ length: 5 }, () => Math.floor(graph.nodes.count * draw())));
      const shown = visible(graph, draw() < 0.5 ? EVERYTHING : { ...EVERYTHING, confidence: Math.floor(95 * draw()) }, hidden);
      for (let asking = 0; asking < 8; asking += 1) {
        const [from, to] = [Math.floor(graph.nodes.count * draw()), Math.floor(graph.nodes.count * draw())];
        const quick = paths(graph, near, shown, from, to);
        const plain = plainly(graph, near, shown, from, to);
        expect(quick.total).toBe(plain.length);
        expect(quick.paths.length).toBe(Math.min(12, plain.length));
        joined += quick.total > 1 ? 1 : 0;
        quick.paths.forEach(({ nodes, edges, links }, place) => {
          expect(cost(graph, near, shown, nodes, edges)).toBeCloseTo(plain[place]?.cost as number);
          expect(plain.some((each) => each.nodes.join() === nodes.join() && each.edges.join() === edges.join())).toBe(true);
          expect(links).toBe(edges.reduce((total, edge) => total + strengthOf(graph, shown, edge), 0));
        });
        expect(new Set(quick.paths.map(({ nodes }) => nodes.join())).size).toBe(quick.paths.length);
        expect(Array.from(quick.nodes)).toEqual(ascending(quick.paths.flatMap(({ nodes }) => nodes)));
        expect(Array.from(quick.edges)).toEqual(ascending(quick.paths.flatMap(({ edges }) => edges)));
      }
    }
    expect(joined).toBeGreaterThan(100);
  });
  it("go from a node to itself by none, and not by what is hidden", () => {
    const { graph } = generated(50);
    const near = adjacency(graph);
    const all = visible(graph, EVERYTHING, new Set());
    expect(paths(graph, near, all, 0, 0).paths).toEqual([]);
    expect(paths(graph, near, visible(graph, EVERYTHING, new Set([1])), 0, 1).paths).toEqual([]);
    expect(paths(graph, near, all, 0, 1, 3).paths.length).toBeLessThanOrEqual(3);
  });
});

function ascending(numbers: readonly number[]): number[] {
  return Array.from(new Set(numbers)).sort((one, other) => one - other);
}

function cost(graph: Graph, near: Adjacency, shown: Visible, nodes: readonly number[], edges: readonly number[]): number {
  const hubs = nodes.slice(1, -1).reduce((total, node) => total + Math.log(degreeOf(near, node)), 0);
  const evidence = (edge: number) =>
    Array.from(graph.links.voices)
      .filter((_, link) => graph.links.edges[link] === edge && shown.links[link])
      .reduce((total, voice) => total + (VOICES[voice] === "open" ? 0.25 : 1), 0);
  return edges.reduce((total, edge) => total + 1 / evidence(edge), hubs);
}

/** All shortest paths, by going breadth first with whole paths. */
function plainly(graph: Graph, near: Adjacency, shown: Visible, from: number, to: number) {
  let open: { nodes: number[]; edges: number[] }[] = shown.nodes[from] && shown.nodes[to] && from !== to ? [{ nodes: [from], edges: [] }] : [];
  const seen = new Set([from]);
  while (open.length > 0) {
    const done = open.filter(({ nodes }) => nodes.at(-1) === to);
    if (done.length > 0) return done.map((path) => ({ ...path, cost: cost(graph, near, shown, path.nodes, path.edges) })).sort((one, other) => one.cost - other.cost);
    const next: typeof open = [];
    for (const { nodes, edges } of open) {
      for (let edge = 0; edge < graph.edges.count; edge += 1) {
        const [a, b] = [graph.edges.a[edge] as number, graph.edges.b[edge] as number];
        const last = nodes.at(-1) as number;
        if (!shown.edges[edge] || a === b || (a !== last && b !== last)) continue;
        const other = a === last ? b : a;
        if (!seen.has(other)) next.push({ nodes: [...nodes, other], edges: [...edges, edge] });
      }
    }
    for (const { nodes } of next) seen.add(nodes.at(-1) as number);
    open = next;
  }
  return [];
}
