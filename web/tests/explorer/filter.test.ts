import { describe, expect, it } from "vitest";
import { adjacency, degreeOf, neighbours } from "../../src/explorer/graph/adjacency";
import { byMonth, counts, EVERYTHING, visible } from "../../src/explorer/graph/filter";
import { KINDS, NONE, NO_DAY, VOICES, type Filter, type Graph } from "../../src/explorer/graph/model";
import { chance, generated, kindNumber } from "./generated";

const ARTICLE = kindNumber("Article");

describe("visible", () => {
  const { graph } = generated(400, 3);
  const { nodes } = graph;
  it("leaves everything in where nothing is asked", () => {
    const all = visible(graph, EVERYTHING, new Set());
    expect([all.nodeCount, all.edgeCount, all.linkCount]).toEqual([nodes.count, graph.edges.count, graph.links.count]);
  });
  it("hides a node with its edges, and keeps its links to be read", () => {
    const all = visible(graph, EVERYTHING, new Set([0]));
    expect(all.nodeCount).toBe(nodes.count - 1);
    expect(all.edgeCount).toBe(graph.edges.count - degreeOf(adjacency(graph), 0) - figuresOf(graph, 0));
    expect(all.linkCount).toBe(graph.links.count);
  });
  it("keeps people who are named where articles are not shown", () => {
    const some = visible(graph, { ...EVERYTHING, withoutKinds: new Set([ARTICLE]) }, new Set());
    expect(some.nodeCount).toBe(nodes.kinds.filter((kind) => kind !== ARTICLE).length);
    expect(some.linkCount).toBe(graph.links.count);
  });
  it("counts namings as the article's own voice, and quotes as claims", () => {
    const own = visible(graph, { ...EVERYTHING, attribution: "own" }, new Set());
    const claimed = visible(graph, { ...EVERYTHING, attribution: "claimed" }, new Set());
    graph.links.voices.forEach((voice, link) => {
      if (VOICES[voice] === "naming") expect(own.links[link]).toBe(1);
      if (VOICES[voice] === "quote") expect(claimed.links[link]).toBe(1);
      expect((own.links[link] as number) + (claimed.links[link] as number)).toBe(1);
    });
  });
  it("passes what a plain reading of the rules passes, and counts what each setting would leave", () => {
    const draw = chance(5);
    for (let round = 0; round < 60; round += 1) {
      const { graph: some } = generated(20 + Math.floor(200 * draw()), round);
      const filter = randomFilter(some, draw);
      const hidden = new Set(draw() < 0.3 ? [1, 2, 3] : []);
      const quick = visible(some, filter, hidden);
      const plain = plainly(some, filter, hidden);
      expect(Array.from(quick.nodes)).toEqual(plain.nodes);
      expect(Array.from(quick.links)).toEqual(plain.links);
      expect(Array.from(quick.edges)).toEqual(plain.edges);
      expect([quick.nodeCount, quick.edgeCount, quick.linkCount]).toEqual([plain.nodes, plain.edges, plain.links].map((all) => all.filter(Boolean).length));
      sameCounts(some, filter);
    }
  });
});

function figuresOf({ edges }: Graph, node: number): number {
  return edges.a.filter((one, edge) => one === node && edges.b[edge] === node).length;
}

function randomFilter({ nodes, outlets }: Graph, draw: () => number): Filter {
  const some = (count: number) => new Set(Array.from({ length: Math.floor(4 * draw()) }, () => Math.floor(count * draw())));
  const articles = Array.from(nodes.kinds.keys()).filter((node) => nodes.kinds[node] === ARTICLE && draw() < 0.3);
  const day = () => (draw() < 0.6 ? null : 19723 + Math.floor(730 * draw()));
  return {
    withoutKinds: draw() < 0.5 ? some(8) : new Set(),
    withoutOutlets: draw() < 0.5 ? new Set([...some(outlets.length), ...(draw() < 0.5 ? [NONE] : [])]) : new Set(),
    articles: draw() < 0.3 ? new Set(articles) : new Set(),
    since: day(),
    until: day(),
    confidence: draw() < 0.5 ? 0 : Math.floor(100 * draw()),
    attribution: ([null, null, "own", "claimed"] as const)[Math.floor(4 * draw())] as Filter["attribution"],
  };
}

/** The rules as they are told, node by node. */
function plainly(graph: Graph, filter: Filter, hidden: ReadonlySet<number>) {
  const { nodes, edges, links } = graph;
  const articlePasses = (node: number): boolean => {
    const day = nodes.days[node] as number;
    const timed = filter.since === null && filter.until === null ? true : day !== NO_DAY && day >= (filter.since ?? -1e9) && day <= (filter.until ?? 1e9);
    return timed && !filter.withoutOutlets.has(nodes.outlets[node] as number) && (filter.articles.size === 0 || filter.articles.has(node));
  };
  const ofStatements = filter.confidence > 0 || filter.attribution !== null;
  const isAsked = ofStatements || filter.withoutOutlets.size + filter.articles.size > 0 || filter.since !== null || filter.until !== null;
  const each = Array.from({ length: links.count }, (_, link) => link);
  const passes = each.map((link) => {
    const voice = VOICES[links.voices[link] as number] as string;
    const claimed = links.speakers[link] !== NONE || ["attributed", "quote"].includes(voice);
    const attributed = filter.attribution === null || filter.attribution === (claimed ? "claimed" : "own");
    return articlePasses(links.articles[link] as number) && attributed && (links.confidences[link] as number) >= filter.confidence;
  });
  const node = Array.from({ length: nodes.count }, (_, here) => {
    if (hidden.has(here) || filter.withoutKinds.has(nodes.kinds[here] as number)) return 0;
    const edgesOf = (link: number) => [edges.a[links.edges[link] as number], edges.b[links.edges[link] as number], links.speakers[link], links.articles[link]];
    const told = each.some((link) => passes[link] && edgesOf(link).includes(here));
    if (nodes.kinds[here] === ARTICLE) return articlePasses(here) && (!ofStatements || told) ? 1 : 0;
    return !isAsked || told ? 1 : 0;
  });
  const edge = Array.from({ length: edges.count }, (_, here) =>
    node[edges.a[here] as number] && node[edges.b[here] as number] && each.some((link) => links.edges[link] === here && passes[link]) ? 1 : 0,
  );
  return { nodes: node as number[], edges: edge as number[], links: passes.map(Number) };
}

/** Every count is what `visible` leaves with that setting alone. */
function sameCounts(graph: Graph, filter: Filter): void {
  const { nodes } = graph;
  const left = counts(graph, filter);
  const shown = (change: Partial<Filter>) => visible(graph, { ...filter, withoutKinds: new Set(), ...change }, new Set());
  const articles = (change: Partial<Filter>) => Array.from(shown(change).nodes.keys()).filter((node) => nodes.kinds[node] === ARTICLE && shown(change).nodes[node]);
  const ofOutlets = articles({ withoutOutlets: new Set() });
  graph.outlets.forEach((_, outlet) => expect(left.outlets[outlet]).toBe(ofOutlets.filter((node) => nodes.outlets[node] === outlet).length));
  expect(left.unnamed).toBe(ofOutlets.filter((node) => nodes.outlets[node] === NONE).length);
  const ofDays = articles({ since: null, until: null });
  left.days.forEach((count, day) => {
    if (day % 50 === 0) expect(count).toBe(ofDays.filter((node) => nodes.days[node] === left.firstDay + day).length);
  });
  expect(left.undated).toBe(ofDays.filter((node) => nodes.days[node] === NO_DAY).length);
  expect(byMonth(left).reduce((total, month) => total + month.articles, 0) + left.undated).toBe(ofDays.length);
  const all = shown({});
  KINDS.forEach((_, kind) => expect(left.kinds[kind]).toBe(Array.from(nodes.kinds.keys()).filter((node) => nodes.kinds[node] === kind && all.nodes[node]).length));
  expect(left.own).toBe(shown({ attribution: "own" }).linkCount);
  expect(left.claimed).toBe(shown({ attribution: "claimed" }).linkCount);
  expect(left.confidences.reduce((total, here) => total + here, 0)).toBe(shown({ confidence: 0 }).linkCount);
}

describe("byMonth", () => {
  it.each([
    [19723, 31, [[19723, 19753]]],
    [19753, 2, [[19723, 19753], [19754, 19782]]],
    [-719162, 1, [[-719162, -719132]]],
    [0, 0, []],
  ])("from day %i, %i days", (firstDay, length, months) => {
    expect(byMonth({ firstDay, days: new Uint32Array(length) }).map(({ since, until }) => [since, until])).toEqual(months);
  });
});

describe("neighbours", () => {
  it("are those joined by an edge that passes, the strongest first", () => {
    const { graph } = generated(300, 9);
    const { edges, links } = graph;
    const near = adjacency(graph);
    const draw = chance(1);
    for (let round = 0; round < 20; round += 1) {
      const shown = visible(graph, randomFilter(graph, draw), new Set([5]));
      for (const node of [0, 1, 2, 7, 50, 200, 299]) {
        const plain = Array.from({ length: edges.count }, (_, edge) => edge)
          .filter((edge) => shown.edges[edge] && edges.a[edge] !== edges.b[edge] && (edges.a[edge] === node || edges.b[edge] === node))
          .map((edge) => ({
            node: (edges.a[edge] === node ? edges.b[edge] : edges.a[edge]) as number,
            edge,
            strength: Array.from(links.edges.keys()).filter((link) => links.edges[link] === edge && shown.links[link]).length,
          }))
          .sort((one, other) => other.strength - one.strength || one.node - other.node);
        expect(neighbours(graph, near, shown, node)).toEqual(plain);
      }
    }
  });
});
