import { describe, expect, it } from "vitest";
import { NONE, NO_DAY, VOICES } from "../../src/explorer/graph/model";
import { generated, kindNumber } from "./generated";

describe("generated", () => {
  const { graph, details, source } = generated(3000);
  const { nodes, edges, links } = graph;
  it("gives the same graph for the same seed", () => {
    expect(generated(500)).toMatchObject({ graph: generated(500).graph });
    expect(generated(500, 8).graph.nodes.names).not.toEqual(generated(500).graph.nodes.names);
  });
  it("keeps the contract of edges and links", () => {
    expect(edges.count).toBeGreaterThan(1.5 * nodes.count);
    expect(edges.first.length).toBe(edges.count + 1);
    expect(edges.first[edges.count]).toBe(links.count);
    for (let edge = 0; edge < edges.count; edge += 1) {
      expect(edges.a[edge] as number).toBeLessThanOrEqual(edges.b[edge] as number);
      expect(edges.first[edge] as number).toBeLessThan(edges.first[edge + 1] as number);
      for (let link = edges.first[edge] as number; link < (edges.first[edge + 1] as number); link += 1) {
        expect(links.edges[link]).toBe(edge);
        expect(nodes.kinds[links.articles[link] as number]).toBe(kindNumber("Article"));
        if (edges.a[edge] === edges.b[edge]) expect(VOICES[links.voices[link] as number]).toBe("figure");
      }
    }
  });
  it("has all kinds, days, speakers and positions", () => {
    expect(new Set(nodes.kinds).size).toBe(8);
    expect(new Set(links.voices).size).toBe(VOICES.length);
    expect(links.speakers.some((speaker) => speaker !== NONE)).toBe(true);
    expect(nodes.days.some((day) => day !== NO_DAY)).toBe(true);
    expect(nodes.latitudes.some((latitude) => !Number.isNaN(latitude))).toBe(true);
    expect(graph.communities.length).toBe(Math.max(...nodes.communities) + 1);
  });
  it("finds nodes by id, and words whose marks are names", async () => {
    expect(details.find(details.id(17))).toBe(17);
    expect(details.find("person/none")).toBe(NONE);
    for (const { passages } of await source.words([0, 1, 2, 400])) {
      for (const { text, marks } of passages) for (const [start, end] of marks) expect(nodes.names).toContain(text.slice(start, end));
    }
  });
});
