import { describe, expect, it } from "vitest";
import { adjacency } from "../../src/explorer/graph/adjacency";
import { EVERYTHING, visible } from "../../src/explorer/graph/filter";
import { KINDS, type Scene } from "../../src/explorer/graph/model";
import { joined, seenLinks, seenNodes } from "../../src/explorer/views/seen";
import { axisDays, stretches, stretchName, stretchOf, tags } from "../../src/explorer/views/spans";
import { placed, radius, spots } from "../../src/explorer/views/spots";
import { dayOf, isoDay } from "../../src/results/times";
import { chance, generated } from "./generated";

const { graph } = generated(800);
const whole: Scene = {
  nodes: Uint32Array.from({ length: graph.nodes.count }, (_, node) => node), x: graph.nodes.x, y: graph.nodes.y,
  edges: Uint32Array.from({ length: graph.edges.count }, (_, edge) => edge), whole: true, highlightNodes: new Set(), highlightEdges: new Set(),
};

describe("what is seen", () => {
  it("is everything without a filter, and what passes with one", () => {
    const all = visible(graph, EVERYTHING, new Set());
    expect(seenNodes(all, whole)).toEqual(whole.nodes);
    expect(seenLinks(graph, all, whole).length).toBe(graph.links.count);
    const some = visible(graph, { ...EVERYTHING, withoutKinds: new Set([0]), confidence: 60 }, new Set([3]));
    expect(seenNodes(some, whole).length).toBe(some.nodeCount);
    for (const link of seenLinks(graph, some, whole)) {
      expect(some.links[link]).toBe(1);
      expect(some.edges[graph.links.edges[link] ?? 0]).toBe(1);
    }
  });
  it("counts whom each node is joined to, itself not", () => {
    const near = adjacency(graph);
    const found = joined(graph, visible(graph, EVERYTHING, new Set()), whole);
    found.forEach((count, node) => expect(count).toBe((near.first[node + 1] ?? 0) - (near.first[node] ?? 0)));
  });
});

describe("stretches", () => {
  const day = (text: string): number => {
    const [year = 1970, month = 1, date = 1] = text.split("-").map(Number);
    return dayOf(year, month, date);
  };
  it("are days, weeks from Monday, months or years", () => {
    const cases: readonly (readonly [string, string, string, string])[] = [
      ["2024-01-01", "2024-03-01", "day", "2024-01-01"], ["2024-01-03", "2024-12-31", "week", "week of 2024-01-01"],
      ["2020-02-29", "2026-01-01", "month", "2020-02"], ["1890-05-05", "2026-01-01", "year", "1890"], ["1969-12-28", "1970-12-31", "week", "week of 1969-12-22"],
    ];
    for (const [from, to, unit, name] of cases) {
      const found = stretches(day(from), day(to), unit === "year" ? 150 : unit === "week" ? 60 : unit === "day" ? 70 : 80);
      expect([found.unit, stretchName(found, 0)]).toEqual([unit, name]);
      expect(found.starts[0]).toBeLessThanOrEqual(day(from));
      expect(found.starts.at(-1)).toBeGreaterThan(day(to));
    }
  });
  it("hold every day once", () => {
    for (const [from, to, most] of [[19_000, 19_050, 60], [-500, 1200, 30], [0, 4000, 40], [-40_000, 20_000, 200]] as const) {
      const found = stretches(from, to, most);
      for (let at = from; at <= to; at += 1) {
        const place = stretchOf(found, at);
        expect((found.starts[place] ?? Infinity) <= at && at < (found.starts[place + 1] ?? -Infinity)).toBe(true);
      }
      expect(stretchOf(found, (found.starts[0] ?? 0) - 1)).toBe(-1);
      expect(stretchOf(found, found.starts.at(-1) ?? 0)).toBe(found.starts.length - 1);
    }
  });
  it("leave aside the few that lie far off", () => {
    const near = Array.from({ length: 200 }, (_, place) => 19_000 + place);
    expect(axisDays(Int32Array.from(near))).toEqual([19_000, 19_199]);
    const [from, to] = axisDays(Int32Array.from([-30_000, ...near, 60_000]));
    expect(isoDay(from) > "2021" && isoDay(to) < "2024").toBe(true);
    expect(axisDays(Int32Array.from([5]))).toEqual([5, 5]);
  });
});

describe("labels of the timeline", () => {
  it("never meet, nor leave the picture; the first come first", () => {
    const draw = chance(3);
    const items = Array.from({ length: 500 }, (_, item) => item);
    const xs = items.map(() => 5 + 690 * draw());
    const wides = items.map(() => 30 + 160 * draw());
    const found = tags(items, (item) => xs[item] ?? 0, (item) => wides[item] ?? 0, 4, 700);
    expect(found[0]?.item).toBe(0);
    expect(found.length).toBeGreaterThan(8);
    for (const one of found) {
      expect(one.left).toBeGreaterThanOrEqual(-2);
      expect(one.left + one.width).toBeLessThanOrEqual(700);
      for (const other of found) {
        if (one !== other && one.lane === other.lane) expect(one.left + one.width + 12 <= other.left || other.left + other.width + 12 <= one.left).toBe(true);
      }
    }
  });
});

describe("the map", () => {
  const near = adjacency(graph);
  it("counts articles and events of places by what passes", () => {
    const all = visible(graph, EVERYTHING, new Set());
    const { known, unknown } = spots(graph, near, all, whole.nodes);
    const places = [...graph.nodes.kinds].filter((kind) => KINDS[kind] === "Place").length;
    expect(known.length + unknown.length).toBe(places);
    expect(unknown.length).toBeGreaterThan(0);
    known.forEach((spot, at) => expect(spot.articles).toBeLessThanOrEqual(known[at - 1]?.articles ?? Infinity));
    expect(known.some(({ events }) => events.length > 0)).toBe(true);
    const few = spots(graph, near, visible(graph, { ...EVERYTHING, until: 19_900 }, new Set()), whole.nodes).known;
    expect(few.reduce((sum, { articles }) => sum + articles, 0)).toBeLessThan(known.reduce((sum, { articles }) => sum + articles, 0));
    expect(radius(100, 100) / radius(25, 100)).toBeGreaterThan(1.5);
  });
  it("places names that neither meet nor leave the map", () => {
    const draw = chance(5);
    const discs = Array.from({ length: 120 }, (_, place) => ({ x: 400 * draw(), y: 300 * draw(), r: place < 5 ? 12 : 4, words: `Place ${place}`, wide: 60 }));
    const found = placed(discs, 400, 300);
    expect(found.length).toBeGreaterThan(10);
    for (const one of found) {
      expect(one.left >= 0 && one.left + 60 <= 400 && one.top >= 8 && one.top <= 292).toBe(true);
      for (const other of found) if (one !== other) expect(Math.abs(one.top - other.top) >= 16 || Math.abs(one.left - other.left) >= 60).toBe(true);
    }
  });
});
