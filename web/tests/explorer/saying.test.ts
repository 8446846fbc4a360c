import { describe, expect, it } from "vitest";
import { EVERYTHING } from "../../src/explorer/graph/filter";
import { NONE } from "../../src/explorer/graph/model";
import { Picture } from "../../src/explorer/picture";
import { partWords, selectedWords } from "../../src/explorer/saying";
import { plainName } from "../../src/explorer/stage/names";
import type { State } from "../../src/explorer/state";
import { START } from "../../src/explorer/store";
import { generated } from "./generated";

const { graph } = generated(300);
const name = (node: number): string => plainName(graph.nodes.names[node] ?? "");

function told(change: Partial<State>): string {
  const picture = new Picture(graph);
  const state: State = { ...START, ...change };
  picture.follow(state, START);
  return partWords(graph, state, picture.scene);
}

describe("partWords", () => {
  it("tells the whole, and what of it passes", () => {
    expect(told({})).toBe("The whole picture: 300 things");
    const people = Array.from(graph.nodes.kinds).filter((kind) => kind === 0).length;
    expect(told({ filter: { ...EVERYTHING, withoutKinds: new Set([0]) } })).toBe(`${300 - people} of 300 things pass the filters`);
    expect(told({ filter: { ...EVERYTHING, withoutKinds: new Set([0, 1, 2, 3, 4, 5, 6, 7]) } })).toBe("Nothing passes the filters");
    expect(partWords({ ...graph, totalNodes: 5000 }, START, new Picture(graph).scene)).toBe("The 300 best known of 5,000 things");
  });
  it("tells what lies around", () => {
    const picture = new Picture(graph);
    const count = picture.neighbours(3);
    expect(told({ part: { kind: "around", nodes: [3] } })).toBe(`Around ${name(3)}: ${count} neighbour${count === 1 ? "" : "s"}`);
    expect(told({ part: { kind: "around", nodes: [3, 5] } })).toMatch(/^Around .+ and .+: \d+ neighbours$/u);
    expect(told({ part: { kind: "around", nodes: [3] }, filter: { ...EVERYTHING, until: -5000 } })).toBe(`Around ${name(3)}: nothing that passes the filters`);
  });
  it("tells paths", () => {
    expect(told({ part: { kind: "path", from: 3, to: 5 } })).toMatch(/shortest paths? \(\d steps?\) between /u);
    expect(told({ part: { kind: "path", from: 3, to: 5 }, filter: { ...EVERYTHING, until: -5000 } })).toBe(`No path between ${name(3)} and ${name(5)} passes the filters`);
  });
});

describe("selectedWords and Picture.edge", () => {
  it("tell who is chosen, and what of two", () => {
    const picture = new Picture(graph);
    expect(selectedWords(graph, { node: 3 }, picture)).toMatch(/^.+, [a-z ]+, \d+ neighbours?$/u);
    expect(selectedWords(graph, { edge: 3 }, picture)).toMatch(/^.+ and .+: \d+ statements?$/u);
  });
  it("find every edge by its ends, and none where there is none", () => {
    const picture = new Picture(graph);
    for (let edge = 0; edge < graph.edges.count; edge += 1) expect(picture.edge(graph.edges.a[edge] ?? 0, graph.edges.b[edge] ?? 0)).toBe(edge);
    expect([picture.edge(299, 299), picture.edge(0, 100_000), picture.edge(5, 4)]).toEqual([NONE, NONE, NONE]);
  });
  it("make nothing anew where nothing changed", () => {
    const picture = new Picture(graph);
    const { scene } = picture;
    expect(picture.follow({ ...START, view: "table", camera: { x: 0, y: 0, scale: 1 }, pins: new Map([[1, [2, 3] as const]]) }, START)).toBe(false);
    expect(picture.scene).toBe(scene);
    expect(picture.place(1)).toEqual([2, 3]);
    expect(picture.place(100_000)).toBeNull();
  });
});
