import { describe, expect, it } from "vitest";
import { adjacency, neighbours } from "../../src/explorer/graph/adjacency";
import { EVERYTHING, visible } from "../../src/explorer/graph/filter";
import type { Graph, Scene } from "../../src/explorer/graph/model";
import { paths } from "../../src/explorer/graph/paths";
import { MOST, partScene, wholeScene } from "../../src/explorer/graph/scene";
import { chance, generated, kindNumber } from "./generated";

const { graph } = generated(3000);
const near = adjacency(graph);
const all = visible(graph, EVERYTHING, new Set());
const nothing = new Set<number>();

/** Pairs of discs that lie on each other. */
function overlaps({ nodes: { radii } }: Graph, { nodes, x, y }: Scene): readonly string[] {
  const found: string[] = [];
  for (let one = 0; one < nodes.length; one += 1) {
    for (let other = one + 1; other < nodes.length; other += 1) {
      const gap = Math.hypot((x[one] as number) - (x[other] as number), (y[one] as number) - (y[other] as number));
      if (gap < (radii[nodes[one] as number] as number) + (radii[nodes[other] as number] as number)) found.push(`${nodes[one]} ${nodes[other]}`);
    }
  }
  return found;
}

function keepsContract(scene: Scene): void {
  const { nodes, x, y, edges } = scene;
  expect([x.length, y.length]).toEqual([nodes.length, nodes.length]);
  expect(Array.from(nodes)).toEqual(Array.from(new Set(nodes)).sort((one, other) => one - other));
  expect(Array.from(edges)).toEqual(Array.from(new Set(edges)).sort((one, other) => one - other));
  expect([...x, ...y].every(Number.isFinite)).toBe(true);
  const inside = new Set(nodes);
  for (const edge of edges) {
    const [a, b] = [graph.edges.a[edge] as number, graph.edges.b[edge] as number];
    expect(inside.has(a) && inside.has(b) && a !== b).toBe(true);
  }
}

describe("wholeScene", () => {
  it("has all that passes where the layout put it", () => {
    const scene = wholeScene(graph, all);
    keepsContract(scene);
    expect(scene.nodes.length).toBe(graph.nodes.count);
    expect(scene.x).toEqual(graph.nodes.x);
    expect(scene.whole).toBe(true);
  });
  it("has only what passes", () => {
    const some = visible(graph, { ...EVERYTHING, withoutKinds: new Set([kindNumber("Article")]) }, new Set([0]));
    const scene = wholeScene(graph, some);
    keepsContract(scene);
    expect(scene.nodes.length).toBe(some.nodeCount);
    expect([scene.x[0], scene.y[0]]).toEqual([graph.nodes.x[1], graph.nodes.y[1]]);
  });
});

describe("partScene around nodes", () => {
  it.each([[[0]], [[1, 2]], [[0, 1, 2, 3, 4]], [[2999]], [[1500, 2999]]])("%j", (middles) => {
    const scene = partScene(graph, near, all, { kind: "around", nodes: middles }, nothing);
    keepsContract(scene);
    expect(overlaps(graph, scene)).toEqual([]);
    expect(scene).toEqual(partScene(graph, near, all, { kind: "around", nodes: middles }, nothing));
    const expected = new Set([...middles, ...middles.flatMap((node) => neighbours(graph, near, all, node).map((one) => one.node))]);
    expect(scene.nodes.length + scene.leftOut).toBe(expected.size);
    expect(scene.highlightNodes).toEqual(new Set(middles));
    const { a, b } = graph.edges;
    const inside = new Set(scene.nodes);
    expect(scene.edges.length).toBe(Array.from(a).filter((one, edge) => one !== b[edge] && inside.has(one) && inside.has(b[edge] as number)).length);
  });
  it("keeps the strongest where there are too many, and tells how many more there are", () => {
    const { graph: large } = generated(20_000);
    const everything = visible(large, EVERYTHING, nothing);
    const near20 = adjacency(large);
    const found = neighbours(large, near20, everything, 0);
    const scene = partScene(large, near20, everything, { kind: "around", nodes: [0, 1] }, nothing);
    expect(found.length).toBeGreaterThan(MOST / 2);
    expect(scene.nodes.length).toBe(MOST);
    expect(scene.leftOut).toBeGreaterThan(0);
    expect(overlaps(large, scene)).toEqual([]);
    for (const { node } of found.slice(0, 100)) expect(scene.nodes).toContain(node);
  });
  it("leaves out what is hidden", () => {
    const hidden = new Set([neighbours(graph, near, all, 5)[0]?.node as number]);
    const shown = visible(graph, EVERYTHING, hidden);
    const scene = partScene(graph, near, shown, { kind: "around", nodes: [5, ...hidden] }, hidden);
    expect(scene.nodes).not.toContain([...hidden][0]);
    expect(scene.nodes.length).toBe(neighbours(graph, near, shown, 5).length + 1);
  });
  it("shows a node that the filter leaves out, alone", () => {
    const none = visible(graph, { ...EVERYTHING, withoutKinds: new Set([0, 1, 2, 3, 4, 5, 6, 7]) }, nothing);
    const scene = partScene(graph, near, none, { kind: "around", nodes: [4, 10 ** 9] }, nothing);
    expect([Array.from(scene.nodes), scene.edges.length, scene.leftOut]).toEqual([[4], 0, 0]);
    expect(partScene(graph, near, none, { kind: "around", nodes: [] }, nothing).nodes.length).toBe(0);
  });
});

describe("partScene of paths", () => {
  it("reads from left to right", () => {
    const draw = chance(4);
    for (let round = 0; round < 40; round += 1) {
      const [from, to] = [Math.floor(300 * draw()), Math.floor(3000 * draw())];
      const scene = partScene(graph, near, all, { kind: "path", from, to }, nothing);
      keepsContract(scene);
      expect(overlaps(graph, scene)).toEqual([]);
      const found = paths(graph, near, all, from, to);
      expect(scene.paths).toEqual(found.paths);
      expect(scene.pathCount).toBe(found.total);
      for (const { nodes } of found.paths) {
        const across = nodes.map((node) => scene.x[scene.nodes.indexOf(node)] as number);
        expect(across).toEqual(across.toSorted((one, other) => one - other));
        expect(new Set(across).size).toBe(across.length);
      }
      expect(scene.highlightEdges).toEqual(new Set(found.paths[0]?.edges));
    }
  });
  it("shows both ends where nothing joins them, or one of them is hidden", () => {
    const alone = visible(graph, { ...EVERYTHING, confidence: 101 }, nothing);
    const scene = partScene(graph, near, alone, { kind: "path", from: 7, to: 3 }, nothing);
    expect([Array.from(scene.nodes), scene.paths, scene.edges.length]).toEqual([[3, 7], [], 0]);
    expect(scene.x[1] as number).toBeLessThan(scene.x[0] as number);
    expect(Array.from(partScene(graph, near, all, { kind: "path", from: 7, to: 3 }, new Set([3])).nodes)).toEqual([7]);
    expect(Array.from(partScene(graph, near, all, { kind: "path", from: 7, to: 7 }, nothing).nodes)).toEqual([7]);
  });
});
