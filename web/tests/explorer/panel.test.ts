import { describe, expect, it } from "vitest";
import { adjacency } from "../../src/explorer/graph/adjacency";
import { EVERYTHING, visible } from "../../src/explorer/graph/filter";
import { type Graph, KINDS, MODALITIES, NONE, NO_DAY, VOICES, type Visible } from "../../src/explorer/graph/model";
import { bars, bestLink, edgesOf, excerpt, linksBy, linksOf, ordered, toldAlong, toldOf } from "../../src/explorer/panel/told";
import { counted, dayWords, endsOf, factName, factValues, kindWords, nameOf, outletOf, relationWords, sureWords, telling, tellingLine, webAddress } from "../../src/explorer/panel/words";
import { generated } from "./generated";

interface Told {
  readonly ends: readonly [number, number];
  readonly voice?: (typeof VOICES)[number];
  readonly relation?: number;
  readonly modality?: (typeof MODALITIES)[number];
  readonly negated?: boolean;
  readonly article?: number;
  readonly speaker?: number;
  readonly confidence?: number;
}

/** Nodes 0 and 1 are people, 2 is a bank, 3 and 4 are articles. */
function made(told: readonly Told[]): Graph {
  const kinds = ["Person", "Person", "Organization", "Article", "Article"] as const;
  const pairs = told.map(({ ends: [one, other] }, place) => ({ a: Math.min(one, other), b: Math.max(one, other), place }))
    .sort((one, other) => one.a - other.a || one.b - other.b || one.place - other.place);
  const firsts = pairs.flatMap(({ a, b }, link) => (link === 0 || pairs[link - 1]?.a !== a || pairs[link - 1]?.b !== b ? [link] : []));
  const at = <T>(read: (link: Told) => T): T[] => pairs.map(({ place }) => read(told[place] as Told));
  return {
    base: "https://example.org/", snapshot: "made",
    nodes: {
      count: kinds.length, names: ["Ana Ruiz", "Bo Quist", "Harlow Bank", "A bank wavers", ""], kinds: Uint8Array.from(kinds, (kind) => KINDS.indexOf(kind)),
      x: new Float32Array(5), y: new Float32Array(5), radii: new Float32Array(5), communities: new Uint32Array(5), mentions: new Uint32Array(5), articles: new Uint32Array(5),
      days: Int32Array.from([NO_DAY, NO_DAY, NO_DAY, 19800, 19810]), outlets: Uint32Array.from([NONE, NONE, NONE, 0, NONE]),
      latitudes: new Float32Array(5).fill(NaN), longitudes: new Float32Array(5).fill(NaN),
    },
    edges: { count: firsts.length, a: Uint32Array.from(firsts, (link) => pairs[link]?.a ?? 0), b: Uint32Array.from(firsts, (link) => pairs[link]?.b ?? 0), first: Uint32Array.from([...firsts, pairs.length]) },
    links: {
      count: pairs.length, edges: Uint32Array.from(pairs, (_, link) => firsts.filter((first) => first <= link).length - 1),
      forward: Uint8Array.from(at(({ ends: [from, to] }) => (from <= to ? 1 : 0))), relations: Uint32Array.from(at(({ relation = 1 }) => relation)),
      voices: Uint8Array.from(at(({ voice = "own" }) => VOICES.indexOf(voice))), modalities: Uint8Array.from(at(({ modality = "stated" }) => MODALITIES.indexOf(modality))),
      negated: Uint8Array.from(at(({ negated = false }) => Number(negated))), articles: Uint32Array.from(at(({ article = 3 }) => article)),
      speakers: Uint32Array.from(at(({ speaker = NONE }) => speaker)), confidences: Uint8Array.from(at(({ confidence = 100 }) => confidence)),
    },
    relations: ["mentions", "works for"], outlets: ["The Quay"], communities: ["Ana Ruiz"], totalNodes: 5, totalLinks: pairs.length,
  };
}

const all = (graph: Graph): Visible => visible(graph, EVERYTHING, new Set());

describe("words", () => {
  it("tell who says it and how", () => {
    const cases: readonly (readonly [Told, string, string])[] = [
      [{ ends: [0, 2] }, "own", "The article itself says so"],
      [{ ends: [0, 2], voice: "attributed", speaker: 1 }, "attributed", "According to Bo Quist (“said”)"],
      [{ ends: [0, 2], voice: "hedged", modality: "alleged" }, "hedged", "The article itself says so; alleged, not stated as a fact"],
      [{ ends: [0, 2], voice: "hedged", modality: "expected", speaker: 1 }, "hedged", "According to Bo Quist (“said”); expected, not yet so"],
      [{ ends: [0, 2], voice: "negated", negated: true, speaker: 1 }, "negated", "According to Bo Quist (“said”); denied: the source says that it is not so"],
      [{ ends: [0, 2], voice: "negated", negated: true, modality: "asked" }, "negated", "The article itself says so; asked, not answered; the article says that it is not so"],
      [{ ends: [3, 0], voice: "quote" }, "quote", "Quoted words (“said”)"],
      [{ ends: [3, 0], voice: "naming" }, "naming", "Named here"],
      [{ ends: [0, 1], voice: "open", modality: "asked" }, "open", "May be the same; not decided"],
    ];
    for (const [told, look, words] of cases) {
      const graph = made([told]);
      const cue = told.speaker !== undefined || told.voice === "quote" ? "said" : "";
      expect(telling(graph, 0, cue).look).toBe(look);
      expect(tellingLine(graph, 0, cue)).toBe(words);
    }
  });
  it("put the stance before the relation", () => {
    expect(relationWords(made([{ ends: [0, 2] }]), 0)).toBe("works for");
    expect(relationWords(made([{ ends: [0, 2], negated: true, modality: "alleged" }]), 0)).toBe("not, alleged: works for");
    expect(relationWords(made([{ ends: [0, 1], voice: "open", modality: "asked" }]), 0)).toBe("works for");
  });
  it("name nodes, days, outlets and facts", () => {
    const graph = made([{ ends: [2, 0] }]);
    expect(nameOf(graph, 4)).toBe("unnamed article");
    expect([outletOf(graph, 3), outletOf(graph, 4), outletOf(graph, 0)]).toEqual(["The Quay", "", ""]);
    expect([dayWords(19800), dayWords(NO_DAY), dayWords(undefined)]).toEqual(["2024-03-18", "", ""]);
    expect(endsOf(graph, 0)).toEqual([2, 0]);
    expect([factName("other_names"), factName("founded_in")]).toEqual(["Also named", "Founded in"]);
    expect(factValues("other_names", "Ana | A. Ruiz")).toEqual(["Ana", "A. Ruiz"]);
    expect(factValues("publicity", "PublicFigure")).toEqual(["public figure"]);
    expect([counted(1, "article"), counted(1200, "article"), counted(2, "community", "communities")]).toEqual(["1 article", "1,200 articles", "2 communities"]);
    expect(kindWords(99).one).toBe("thing");
  });
  it("tell how sure the reading is, and how alike copies are", () => {
    for (const [confidence, words] of [[100, ""], [95, "read very surely (0.95)"], [60, "read not quite surely (0.60)"], [10, "read unsurely (0.10)"]] as const) {
      expect(sureWords(made([{ ends: [0, 2], confidence }]), 0)).toBe(words);
    }
    expect(sureWords(made([{ ends: [3, 4], voice: "copy", confidence: 80 }]), 0)).toBe("80 % of the shorter text stands in the other");
  });
  it("let links lead to the web alone", () => {
    for (const bad of ["javascript:alert(1)", "JAVASCRIPT:alert(1)", " javascript:alert(1)", "data:text/html,x", "//example.org/a", "example.org", "https://a b.example", "http:", "file:///etc/passwd", "java\nscript:alert(1)", "https://\nexample.org"]) {
      expect(webAddress(bad)).toBeNull();
    }
    expect(webAddress("https://example.org/a?b=c#d")).toBe("https://example.org/a?b=c#d");
    expect(webAddress("HTTP://example.org/“<script>")).toMatch(/^http:\/\/example\.org\/[^<>"“]+$/u);
  });
});

describe("what is told of a node", () => {
  const graph = made([
    { ends: [0, 2], article: 3 }, { ends: [0, 2], article: 4 }, { ends: [0, 1] }, { ends: [3, 0], voice: "naming", relation: 0 }, { ends: [4, 0], voice: "naming", relation: 0, article: 4 },
    { ends: [0, 0], voice: "figure" }, { ends: [1, 2], speaker: 0, voice: "attributed" }, { ends: [2, 0], confidence: 20 },
  ]);
  const places = adjacency(graph);
  it("is sorted: figures, neighbours by strength, articles by day", () => {
    const told = toldOf(graph, all(graph), 0, edgesOf(graph, places, 0));
    expect(told.figures.length).toBe(1);
    expect(told.statements.map(({ node, links }) => [node, links.length])).toEqual([[2, 3], [1, 1]]);
    expect(told.namings.map(({ node }) => node)).toEqual([4, 3]);
    expect(told.hidden).toBe(0);
  });
  it("counts what the filter hides", () => {
    const some = visible(graph, { ...EVERYTHING, articles: new Set([3]) }, new Set());
    const told = toldOf(graph, some, 0, edgesOf(graph, places, 0));
    expect(told.hidden).toBe(2);
    expect(told.namings.map(({ node }) => node)).toEqual([3]);
    expect(toldAlong(graph, visible(graph, { ...EVERYTHING, confidence: 50 }, new Set()), told.statements[0]?.edge ?? 0)).toMatchObject({ hidden: 1 });
  });
  it("knows what is put to a source", () => {
    const by = linksBy(graph, graph.links.speakers);
    expect(linksOf(by, all(graph), 0).links.map((link) => endsOf(graph, link))).toEqual([[1, 2]]);
    expect(linksOf(by, all(graph), 1).links).toEqual([]);
  });
  it("puts statements before quotes before namings, the latest first", () => {
    const mixed = made([{ ends: [3, 0], voice: "naming" }, { ends: [3, 0], voice: "quote" }, { ends: [3, 0], article: 3 }, { ends: [3, 0], article: 4 }]);
    expect(ordered(mixed, [0, 1, 2, 3])).toEqual([3, 2, 1, 0]);
    expect(bestLink(mixed, all(mixed), 0)).toBe(2);
    expect(bestLink(mixed, visible(mixed, { ...EVERYTHING, articles: new Set([2]) }, new Set()), 0)).toBe(NONE);
  });
  it("finds every edge at every node of a made-up graph", () => {
    const { graph: large } = generated(600);
    const near = adjacency(large);
    const counts = new Map<number, number>();
    for (let edge = 0; edge < large.edges.count; edge += 1) for (const node of new Set([large.edges.a[edge], large.edges.b[edge]])) counts.set(node ?? 0, (counts.get(node ?? 0) ?? 0) + 1);
    for (let node = 0; node < large.nodes.count; node += 1) {
      const edges = edgesOf(large, near, node);
      expect(edges.length).toBe(counts.get(node) ?? 0);
      const told = toldOf(large, all(large), node, edges);
      const links = edges.reduce((sum, edge) => sum + (large.edges.first[edge + 1] ?? 0) - (large.edges.first[edge] ?? 0), 0);
      expect(told.figures.length + [...told.statements, ...told.open, ...told.namings].reduce((sum, found) => sum + found.links.length, 0)).toBe(links);
    }
  });
});

describe("bars", () => {
  it("count days in stretches of equal length, none lost", () => {
    expect(bars([], 10)).toBeNull();
    expect(bars([NO_DAY], 10)).toBeNull();
    expect(bars([5, 5, 7, NO_DAY], 10)).toEqual({ from: 5, size: 1, counts: [2, 0, 1] });
    const found = bars([0, 99, 50], 10);
    expect(found?.counts.length).toBeLessThanOrEqual(10);
    expect(found?.counts.reduce((sum, count) => sum + count, 0)).toBe(3);
  });
});

describe("excerpt", () => {
  it("keeps the order of the text, and no mark over another", () => {
    const found = excerpt([
      { place: 7, text: "Ana Ruiz left.", marks: [[0, 8]], node: 0 },
      { place: 2, text: "Harlow Bank of Harlow fell.", marks: [[0, 6], [15, 21]], node: 1 },
      { place: 2, text: "Harlow Bank of Harlow fell.", marks: [[0, 11]], node: 2 },
      { place: 7, text: "Ana Ruiz left.", marks: [[0, 14]], node: NONE },
    ]);
    expect(found).toEqual([
      { place: 2, text: "Harlow Bank of Harlow fell.", marks: [[0, 11, 2], [15, 21, 1]] },
      { place: 7, text: "Ana Ruiz left.", marks: [[0, 8, 0]] },
    ]);
  });
});
