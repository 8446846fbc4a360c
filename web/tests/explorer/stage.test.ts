import { describe, expect, it } from "vitest";
import { NONE, type Graph, type Scene } from "../../src/explorer/graph/model";
import { counted } from "../../src/explorer/stage/density";
import { arrowHead, away, bendOf, clipped, pointOn, strands, type Line } from "../../src/explorer/stage/edges";
import { inSight } from "../../src/explorer/stage/exporting";
import { Flight } from "../../src/explorer/stage/flight";
import { apartOn, compose, MOST_NODES, type Frame, type Subject } from "../../src/explorer/stage/frame";
import { hulls, tints } from "../../src/explorer/stage/hulls";
import { edgesAmong, moved, ON_STAGE, placed, strengths } from "../../src/explorer/stage/index";
import { lineLook } from "../../src/explorer/stage/palette";
import { dotAt, found, markAt, nextMark } from "../../src/explorer/stage/picking";
import { Sieve } from "../../src/explorer/stage/sieve";
import type { Looks } from "../../src/explorer/stage/looks";
import { between, bounded, fitting, seen, worldOf, zoomed } from "../../src/explorer/stage/view";
import { communityRows, write, type Writing } from "../../src/explorer/stage/writing";
import { chance, generated } from "./generated";

const LOOKS: Looks = { selected: null, colour: "kind", pins: new Map(), dark: false, withoutMotion: false, hulls: true };
const STAGE = { width: 1000, height: 700 };
const SURFACE = { width: 1500, height: 1050 };
const measure = (text: string): number => 7 * text.length;

function whole({ nodes, edges }: Graph): Scene {
  return {
    nodes: new Uint32Array(nodes.count).map((_, node) => node), x: nodes.x, y: nodes.y, edges: new Uint32Array(edges.count).map((_, edge) => edge), whole: true,
    highlightNodes: new Set(), highlightEdges: new Set(),
  };
}

function subjectOf(graph: Graph, looks: Partial<Looks> = {}, scene = whole(graph)): Subject {
  const strength = strengths(graph);
  const index = placed(scene, graph, strength, new Map());
  return { graph, strength, passing: null, index, looks: { ...LOOKS, ...looks }, hulls: hulls(index, graph), apart: apartOn(index, STAGE) };
}

function framed(subject: Subject, camera = fitting(subject.index.extent, STAGE, 40)): Frame {
  return compose(subject, camera, SURFACE, STAGE, new Uint8Array(subject.graph.nodes.count));
}

const { graph: large } = generated(20_000, 3);
const { graph: small } = generated(150, 5);

describe("the camera", () => {
  const extent = { left: -100, right: 300, top: 0, bottom: 200 };

  it("shows all with a margin", () => {
    const camera = fitting(extent, STAGE, 50);
    const { left, right, top, bottom } = seen(camera, STAGE, -49.9);
    expect(left).toBeLessThanOrEqual(extent.left);
    expect(right).toBeGreaterThanOrEqual(extent.right);
    expect(top).toBeLessThanOrEqual(extent.top);
    expect(bottom).toBeGreaterThanOrEqual(extent.bottom);
  });

  it("keeps what lies under the pointer", () => {
    const camera = { x: 10, y: 20, scale: 2 };
    const before = worldOf(camera, STAGE, 130, 640);
    const after = worldOf(zoomed(camera, STAGE, 3.7, 130, 640), STAGE, 130, 640);
    expect(after[0]).toBeCloseTo(before[0], 9);
    expect(after[1]).toBeCloseTo(before[1], 9);
  });

  it.each([[NaN, 0, 1], [1e9, -1e9, 1e9], [0, 0, NaN], [0, 0, -3], [Infinity, 0, 0]])("stays where there is something: %s %s %s", (x, y, scale) => {
    const camera = bounded({ x, y, scale }, extent, STAGE);
    expect(camera.x).toBeGreaterThanOrEqual(extent.left);
    expect(camera.x).toBeLessThanOrEqual(extent.right);
    expect(camera.scale).toBeGreaterThan(0);
    expect(camera.scale).toBeLessThanOrEqual(12);
  });

  it("flies from one place to the other, over far ways from above", () => {
    const flight = new Flight();
    const [from, to] = [{ x: 0, y: 0, scale: 5 }, { x: 4000, y: 0, scale: 5 }];
    flight.start(from, to, STAGE);
    const way = Array.from({ length: 120 }, (_, frame) => flight.at(1000 + frame * 10)).filter((camera) => camera !== null);
    expect(way[0]).toMatchObject({ x: 0, scale: 5 });
    expect(way.at(-1)).toEqual(to);
    expect(Math.min(...way.map(({ scale }) => scale))).toBeLessThan(0.3);
    expect(flight.flying).toBe(false);
    expect(between(from, { ...from, scale: 1 }, 0.5).x).toBe(0);
  });
});

describe("what is drawn", () => {
  it("keeps its distance at every step, and stays when more is added", () => {
    const draw = chance(11);
    const x = Float32Array.from({ length: 3000 }, () => 1000 * draw() ** 2);
    const y = Float32Array.from({ length: 3000 }, () => 700 * draw());
    const extent = { left: 0, top: 0, right: 1000, bottom: 700 };
    const sieve = new Sieve(x, y, extent);
    for (const scale of [0.5, 1, 3]) {
      const step = sieve.step(scale, 40);
      const shown = [...x.keys()].filter((place) => (sieve.steps[place] as number) <= step && place > 300);
      const gaps = shown.flatMap((one, at) => shown.slice(at + 1).map((other) => Math.hypot((x[one] as number) - (x[other] as number), (y[one] as number) - (y[other] as number)) * scale));
      expect(gaps.reduce((least, gap) => Math.min(least, gap), Infinity)).toBeGreaterThan(40 * 0.75);
    }
    expect(sieve.step(1e6, 1)).toBeGreaterThan(0);
    expect(sieve.steps.every((step) => step !== 255)).toBe(true);
  });

  it("is the same whichever way one came to a size", () => {
    const one = subjectOf(large).index.sieve;
    const other = subjectOf(large).index.sieve;
    for (const scale of [0.3, 0.6, 1.2, 2.4]) one.step(scale, 30);
    other.step(2.4, 30);
    expect(one.steps).toEqual(other.steps);
  });

  it("is bounded, and the most important are in it", () => {
    const subject = subjectOf(large);
    for (const scale of [0.2, 0.5, 1, 2, 6]) {
      const frame = framed(subject, { x: 0, y: 0, scale });
      const sight = inSight(frame, frame.camera, STAGE);
      expect(sight.nodes.length).toBeLessThanOrEqual(1.6 * MOST_NODES);
      expect(sight.edges.length).toBeLessThanOrEqual(700);
    }
    const all = framed(subject);
    expect(all.marks.length).toBeGreaterThan(150);
    expect(all.marks[0]?.node).toBe(0);
    expect(all.dense).toBe(true);
  });

  it("does not change while the camera moves aside", () => {
    const subject = subjectOf(large);
    const before = framed(subject, { x: 0, y: 0, scale: 1.5 });
    const after = framed(subject, { x: 60, y: -30, scale: 1.5 });
    const nodes = new Set(after.marks.map(({ node }) => node));
    const kept = seen({ x: 60, y: -30, scale: 1.5 }, SURFACE);
    for (const { node } of before.marks) {
      const [x, y] = [large.nodes.x[node] as number, large.nodes.y[node] as number];
      if (x > kept.left && x < kept.right && y > kept.top && y < kept.bottom) expect(nodes.has(node)).toBe(true);
    }
  });

  it("is all of a small graph and of a part", () => {
    expect(framed(subjectOf(small)).marks.length).toBe(150);
    const part = { ...whole(small), nodes: Uint32Array.of(3, 9), x: Float32Array.of(0, 10), y: Float32Array.of(0, 0), edges: new Uint32Array(0), whole: false };
    const frame = framed(subjectOf(small, {}, part));
    expect(frame.marks.map(({ node }) => node)).toEqual([3, 9]);
    expect(frame.dense).toBe(false);
    expect(frame.outlines).toEqual([]);
  });

  it("holds what is selected with what is beside it, and fades the rest", () => {
    const hub = 2;
    const frame = framed(subjectOf(large, { selected: { node: hub } }));
    const strong = new Set(frame.marks.filter((mark) => mark.strong).map(({ node }) => node));
    expect(strong.has(hub)).toBe(true);
    expect(frame.faded).toBe(true);
    for (const { edge, strong: isStrong } of frame.lines) {
      if (isStrong) expect([large.edges.a[edge], large.edges.b[edge]]).toContain(hub);
    }
    expect(frame.lines.some((line) => line.strong)).toBe(true);
    const edge = [...small.edges.a.keys()].find((at) => small.edges.a[at] !== small.edges.b[at]) as number;
    const one = framed(subjectOf(small, { selected: { edge } }));
    expect(new Set(one.lines.filter((line) => line.strong).map((line) => line.edge))).toEqual(new Set([edge]));
    expect(framed(subjectOf(small, { selected: { node: 99_999 } })).faded).toBe(false);
  });

  it("is nothing where there is nothing", () => {
    const empty = { ...whole(small), nodes: new Uint32Array(0), x: new Float32Array(0), y: new Float32Array(0), edges: new Uint32Array(0) };
    const frame = framed(subjectOf(small, {}, empty));
    expect(frame.marks).toEqual([]);
    expect(write(frame, small, measure, new Map()).rows).toEqual([]);
  });

  it("puts pins where they were put, and leaves the scene as it was", () => {
    const { index } = subjectOf(small);
    const pinned = moved(index, new Map([[4, [123, -45] as const], [NONE, [0, 0] as const]]));
    expect([pinned.x[4], pinned.y[4]]).toEqual([123, -45]);
    expect(small.nodes.x[4]).not.toBe(123);
  });

  it("takes the strongest edges first, and no figures", () => {
    const { index, strength } = subjectOf(large);
    const { edges } = edgesAmong(index, large, new Uint8Array(large.nodes.count).fill(ON_STAGE), 5000);
    expect(edges.length).toBe(5000);
    for (let at = 1; at < edges.length; at += 1) expect(strength.weights[edges[at] as number]).toBeLessThanOrEqual(strength.weights[edges[at - 1] as number] as number);
    for (const edge of edges) expect(large.edges.a[edge]).not.toBe(large.edges.b[edge]);
    const loops = large.edges.a.filter((a, edge) => a === large.edges.b[edge]).length;
    expect(loops).toBeGreaterThan(0);
    expect(index.edges.length).toBe(large.edges.count - loops);
  });

  it("counts every node in sight", () => {
    const { index } = subjectOf(large);
    const { counts } = counted(index, fitting(index.extent, STAGE, 10), STAGE, 2, large.nodes.kinds);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(20_000);
  });
});

describe("lines", () => {
  const line = (change: Partial<Line> = {}): Line => ({
    edge: 1, x1: 0, y1: 0, x2: 100, y2: 0, bentX: 50, bentY: 0, straight: true, look: lineLook(1, false), width: 1, opacity: 1, strong: false, head: 10, words: "", ...change,
  });

  it("are one for each direction and way of putting it", () => {
    for (let edge = 0; edge < 300; edge += 1) {
      const told = strands(large, edge);
      const links = (large.edges.first[edge + 1] as number) - (large.edges.first[edge] as number);
      expect(told.length).toBeGreaterThan(0);
      expect(told.length).toBeLessThanOrEqual(4);
      expect(told.reduce((sum, { count }) => sum + count, 0)).toBeLessThanOrEqual(links);
    }
    expect(bendOf(0, 1)).toBe(0);
    expect(bendOf(0, 2)).toBe(-bendOf(1, 2));
  });

  it("stand in quotation marks where a source says so", () => {
    const claimed = [...large.links.speakers.keys()].find((link) => large.links.speakers[link] !== NONE) as number;
    expect(strands(large, large.links.edges[claimed] as number).some(({ words }) => /^“.*”$/.test(words))).toBe(true);
  });

  it("say only what passes", () => {
    const edge = [...large.edges.a.keys()].find((at) => strands(large, at).length > 1) as number;
    const passing = new Uint8Array(large.links.count);
    passing[large.edges.first[edge] as number] = 1;
    expect(strands(large, edge, passing).map(({ count }) => count)).toEqual([1]);
    expect(strengths(large, passing).weights.filter((weight) => weight > 0).length).toBeLessThanOrEqual(1);
    expect(strengths(large, passing).voices[edge]).toBe(large.links.voices[large.edges.first[edge] as number]);
  });

  it("measure how far a point is", () => {
    expect(away(line(), 50, 7)).toBe(7);
    expect(away(line(), -3, 4)).toBe(5);
    const curve = line({ straight: false, bentY: 80 });
    expect(away(curve, ...pointOn(curve, 0.5))).toBeLessThan(0.5);
    expect(away(curve, 50, 0)).toBeGreaterThan(30);
  });

  it("end in a head before their node, or in none", () => {
    const head = arrowHead(line(), 8) as readonly (readonly [number, number])[];
    expect(head[0]).toEqual([90, 0]);
    expect(arrowHead(line({ x2: 20 }), 8)).toBeNull();
    expect(arrowHead(line({ head: -1 }), 8)).toBeNull();
  });

  it.each([
    [0, 0, 100, 100, [0, 1]], [-100, 50, 200, 50, [1 / 3, 2 / 3]], [-10, -10, -10, 300, null], [50, -50, 50, -20, null], [50, 50, 50, 50, [0, 1]],
  ])("are cut to a box: %s %s %s %s", (x1, y1, x2, y2, expected) => {
    const parts = clipped(x1, y1, x2, y2, 100, 100, 0);
    if (expected === null) expect(parts).toBeNull();
    else expected.forEach((share, at) => expect((parts as readonly number[])[at]).toBeCloseTo(share, 9));
  });
});

describe("communities", () => {
  it("lie within their outlines", () => {
    const { hulls: all, index } = subjectOf(large);
    const inside = (x: number, y: number, points: Float32Array): boolean => {
      let is = false;
      for (let at = 0, last = points.length - 2; at < points.length; last = at, at += 2) {
        const [ax, ay, bx, by] = [points[at] as number, points[at + 1] as number, points[last] as number, points[last + 1] as number];
        if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) is = !is;
      }
      return is;
    };
    for (const { community, points } of all) {
      const members = [...index.x.keys()].filter((place) => large.nodes.communities[place] === community);
      const held = members.filter((place) => inside(index.x[place] as number, index.y[place] as number, points));
      expect(held.length / members.length).toBeGreaterThan(0.95);
    }
  });

  it("differ in colour from those beside them", () => {
    const { hulls: all } = subjectOf(large);
    const chosen = tints(all, large.communities.length, 12);
    expect(Math.max(...chosen)).toBeLessThan(12);
    for (const hull of all.slice(0, 12)) {
      const nearest = all.filter((other) => other !== hull).sort((one, other) => Math.hypot(one.x - hull.x, one.y - hull.y) - Math.hypot(other.x - hull.x, other.y - hull.y))[0];
      expect(chosen[nearest?.community ?? 0]).not.toBe(chosen[hull.community]);
    }
  });

  it.each([
    ["Ana, Bo, Cy", 400, ["Ana, Bo, Cy"]], ["Ana Maria Lund, Harlow Bank, Port Ellis", 200, ["Ana Maria Lund,", "Harlow Bank, Port Ellis"]],
    ["Ana Maria Lund, Harlow Bank, Port Ellis", 120, ["Ana Maria Lund,", "Harlow Bank"]], ["Ana Maria Lund, Harlow Bank", 40, []], ["", 400, []],
  ])("are named by at least two: %s", (name, most, expected) => expect(communityRows(name, most, measure)).toEqual(expected));
});

describe("what lies under a point", () => {
  const frame = framed(subjectOf(small));
  const nothing: Writing = { rows: [], boxes: [], sides: new Map() };

  it("is the node there", () => {
    for (const mark of frame.marks.slice(0, 20)) expect(markAt(frame, { x: mark.x, y: mark.y, reach: 0 })).not.toBeNull();
    const [first] = frame.marks;
    expect(found(frame, nothing, { x: first?.x ?? 0, y: first?.y ?? 0, reach: 0 })).toHaveProperty("node");
    expect(found(frame, nothing, { x: -500, y: -500, reach: 0 })).toBeNull();
  });

  it("is a line where no node is, and a name's node before it", () => {
    const line = frame.lines.find((one) => Math.hypot(one.x2 - one.x1, one.y2 - one.y1) > 80) as Line;
    const at = [0.4, 0.5, 0.6].map((share) => pointOn(line, share)).find(([x, y]) => markAt(frame, { x, y, reach: 0 }) === null) as readonly [number, number];
    expect(found(frame, nothing, { x: at[0], y: at[1], reach: 0 })).toHaveProperty("edge");
    const named = { ...nothing, boxes: [{ node: 7, box: [at[0] - 1, at[1] - 1, at[0] + 1, at[1] + 1] as const }] };
    expect(found(frame, named, { x: at[0], y: at[1], reach: 0 })).toEqual({ node: 7 });
  });

  it("is a dot that is not drawn as a node", () => {
    const { index } = subjectOf(large);
    const camera = { x: large.nodes.x[15_000] as number, y: large.nodes.y[15_000] as number, scale: 4 };
    expect(dotAt(index, camera, STAGE, 500, 350)).toBe(15_000);
    expect(dotAt(index, { x: 1e6, y: 0, scale: 4 }, STAGE, 500, 350)).toBeNull();
  });

  it("is reached by the keyboard in every direction", () => {
    const marks = frame.marks.slice(0, 3).map((mark, at) => ({ ...mark, node: at, x: [0, 100, 0][at] as number, y: [0, 10, 100][at] as number }));
    expect(nextMark(marks, { x: 0, y: 0, node: 0 }, 1, 0)?.node).toBe(1);
    expect(nextMark(marks, { x: 0, y: 0, node: 0 }, 0, 1)?.node).toBe(2);
    expect(nextMark(marks, { x: 0, y: 0, node: 0 }, -1, 0)).toBeNull();
  });
});
