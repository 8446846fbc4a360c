import { describe, expect, it } from "vitest";
import { faultSentence, type Known, readAddress, speaksOfNodes, writeAddress } from "../../src/explorer/address";
import { EVERYTHING } from "../../src/explorer/graph/filter";
import { NONE } from "../../src/explorer/graph/model";
import type { State } from "../../src/explorer/state";
import { START } from "../../src/explorer/store";
import { dayOf } from "../../src/results/times";
import { generated } from "./generated";

const { graph, details } = generated(400);
const edge = (one: number, other: number): number => {
  for (let at = 0; at < graph.edges.count; at += 1) if (graph.edges.a[at] === one && graph.edges.b[at] === other) return at;
  return NONE;
};
const known: Known = { graph, details, edge };
const joined = 3;

const cases: readonly (readonly [string, Partial<State>])[] = [
  ["the start", {}],
  ["a view", { view: "map" }],
  ["a node", { selected: { node: 5 } }],
  ["an edge", { selected: { edge: joined } }],
  ["a part around", { part: { kind: "around", nodes: [7, 2] } }],
  ["a path", { part: { kind: "path", from: 9, to: 4 } }],
  ["hidden nodes", { hidden: new Set([3, 1]) }],
  ["pins", { pins: new Map([[2, [12.5, -3.25]], [8, [0, 1e6]]]) }],
  ["kinds", { filter: { ...EVERYTHING, withoutKinds: new Set([0, 6]) } }],
  ["few outlets left out", { filter: { ...EVERYTHING, withoutOutlets: new Set([2]) } }],
  ["few outlets left", { filter: { ...EVERYTHING, withoutOutlets: new Set([0, 1, 2, 4, 5, 6, 7, NONE]) } }],
  ["no outlet left", { filter: { ...EVERYTHING, withoutOutlets: new Set([...graph.outlets.keys(), NONE]) } }],
  ["articles without an outlet", { filter: { ...EVERYTHING, withoutOutlets: new Set([NONE]) } }],
  ["articles", { filter: { ...EVERYTHING, articles: new Set([11, 12]) } }],
  ["days", { filter: { ...EVERYTHING, since: dayOf(2025, 3, 1), until: dayOf(2025, 3, 31) } }],
  ["voices", { filter: { ...EVERYTHING, attribution: "claimed", confidence: 65 } }],
  ["colours and a camera", { colour: "community", camera: { x: -120.5, y: 88, scale: 0.0625 } }],
];

describe("writeAddress and readAddress", () => {
  it.each(cases)("give back %s", (_, change) => {
    const state: State = { ...START, ...change };
    const read = readAddress(writeAddress(state, known), known);
    expect(read.faults).toEqual([]);
    expect(read.state).toEqual(state);
    expect(writeAddress(read.state, known)).toBe(writeAddress(state, known));
  });
  it("is empty for the start, and speaks of nodes by identifiers", () => {
    expect(writeAddress(START, known)).toBe("");
    expect(writeAddress({ ...START, selected: { node: 5 } }, known)).toBe(`#node=${details.id(5)}`);
  });
  it("leaves nodes out while identifiers are not known", () => {
    const early = { ...known, details: null };
    const state: State = { ...START, view: "table", selected: { node: 5 }, hidden: new Set([1]) };
    expect(writeAddress(state, early)).toBe("#view=table");
    expect(readAddress("#view=table&node=person/nobody", early)).toEqual({ state: { ...START, view: "table" }, faults: [] });
    expect([speaksOfNodes("#view=table&hide=person/a-1"), speaksOfNodes("#view=table&nodes=1")]).toEqual([true, false]);
  });
  it.each([
    ["an unknown node", "node=person/nobody-999999"],
    ["two nodes for one", `node=${details.id(1)},${details.id(2)}`],
    ["an unknown end", `path=${details.id(1)},person/nobody-1`],
    ["a path to itself", `path=${details.id(1)},${details.id(1)}`],
    ["an edge that is none", `edge=${details.id(398)},${details.id(399)}`],
    ["an unknown view", "view=constructor"],
    ["an unknown name", "__proto__=1"],
    ["a name alone", "table"],
    ["half a camera", "at=12,3"],
    ["a camera without size", "at=1,2,0"],
    ["a camera out of sight", "at=1e300,2,1"],
    ["not a number", "at=NaN,Infinity,1"],
    ["a month cut off", "from=2026-0"],
    ["a day that is none", "to=2026-02-30"],
    ["broken signs", "node=%E0%A4%A"],
    ["too sure", "sure=101"],
    ["a pin without place", `pin=${details.id(1)}@5`],
    ["markup", "view=<script>alert(1)</script>"],
    ["an unknown kind", "without=Person2"],
    ["an unknown outlet", "no-outlet=Nowhere%20Times"],
  ])("leave out %s", (_, hash) => {
    const { state, faults } = readAddress(`#${hash}&colour=community`, known);
    expect(faults).toEqual([hash]);
    expect(state.colour).toBe("community");
    expect({ ...state, selected: null, pins: START.pins, part: null }).toEqual({ ...START, colour: "community" });
  });
  it("take what is known beside what is not", () => {
    const { state, faults } = readAddress(`#hide=${details.id(4)},person/x-1&without=Person,Nobody`, known);
    expect([...state.hidden]).toEqual([4]);
    expect([...state.filter.withoutKinds]).toEqual([0]);
    expect(faults).toHaveLength(2);
  });
  it("do not go through a list without end", () => {
    expect(readAddress(`#hide=${"a,".repeat(100_000)}`, known).faults).toHaveLength(1);
  });
  it("read each name once", () => {
    expect(readAddress("#view=map&view=table", known)).toEqual({ state: { ...START, view: "map" }, faults: ["view=table"] });
  });
});

describe("faultSentence", () => {
  it("is one sentence, and short", () => {
    expect(faultSentence([])).toBeNull();
    const sentence = faultSentence([`node=${"x".repeat(500)}`, "a=1", "b=2", "c=3"]) ?? "";
    expect(sentence).toMatch(/^Part of this link is not known here and was left out: node=x+…, a=1 and 2 more\.$/u);
    expect(sentence.length).toBeLessThan(160);
  });
});
