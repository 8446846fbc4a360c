import { describe, expect, it } from "vitest";
import { csv } from "../../src/explorer/exporting/csv";
import { escaped, graphml } from "../../src/explorer/exporting/graphml";
import { inert, row } from "../../src/explorer/exporting/inert";
import { adjacency } from "../../src/explorer/graph/adjacency";
import { EVERYTHING, visible } from "../../src/explorer/graph/filter";
import type { Scene } from "../../src/explorer/graph/model";
import type { Context } from "../../src/explorer/state";
import { START, makeStore } from "../../src/explorer/store";
import { generated } from "./generated";

const { graph, details, source } = generated(300);
const context: Context = { graph, details: Promise.resolve(details), source, adjacency: adjacency(graph), store: makeStore(START, () => undefined), page: () => null, announce: () => undefined };
const whole: Scene = {
  nodes: Uint32Array.from({ length: graph.nodes.count }, (_, node) => node), x: graph.nodes.x, y: graph.nodes.y,
  edges: Uint32Array.from({ length: graph.edges.count }, (_, edge) => edge), whole: true, highlightNodes: new Set(), highlightEdges: new Set(),
};

describe("cells", () => {
  it("start no formula", () => {
    const cases: readonly (readonly [string, string])[] = [
      ["=1+1", "'=1+1"], ["+cmd", "'+cmd"], ["-5", "-5"], ["-5 people", "'-5 people"], ["@a", "'@a"], ["\tx", "'\tx"], ["\r=x", "'\r=x"], ["a=b", "a=b"], ["", ""], ["'=", "'="],
      ["-1_000", "-1_000"], ["+.5e-3", "+.5e-3"], ["-inf", "-inf"], ["+Infinity", "+Infinity"], ["-1__0", "'-1__0"], ["-٣", "-٣"], ["--1", "'--1"], ["\t5", "\t5"], ["-", "'-"], ["+.", "'+."],
      ["+1\ufeff", "'+1\ufeff"], ["-1\u001f", "'-1\u001f"], ["=HYPERLINK(\"x\")", "'=HYPERLINK(\"x\")"],
    ];
    for (const [cell, kept] of cases) expect(inert(cell)).toBe(kept);
  });
  it("are quoted where they would break their row", () => {
    expect(row(["a", "b,c", 'd"e', "f\ng", "=h"])).toBe("a,\"b,c\",\"d\"\"e\",\"f\ng\",'=h\r\n");
  });
});

describe("XML", () => {
  it("holds no sign that it cannot hold", () => {
    expect(escaped('<a & "b">\u0000\u0008\ud800\uffff\r\n\r😀\t')).toBe("&lt;a &amp; &quot;b&quot;&gt;\ufffd\ufffd\ufffd\ufffd\n\n😀\t");
    expect(escaped("]]>")).toBe("]]&gt;");
  });
});

describe("files", () => {
  it("hold every statement that is seen, and the same each time", async () => {
    const all = visible(graph, EVERYTHING, new Set());
    const table = await csv(context, all, whole);
    expect(table).toBe(await csv(context, all, whole));
    expect(table.split("\r\n").filter(Boolean).length - 1).toBeGreaterThanOrEqual(graph.links.count);
    const file = await graphml(context, all, whole);
    expect(file.match(/<edge /gu)?.length).toBe(graph.links.count);
    expect(file.match(/<node /gu)?.length).toBe(graph.nodes.count);
    expect(file).toBe(await graphml(context, all, whole));
  });
  it("hold no more than what passes", async () => {
    const some = visible(graph, { ...EVERYTHING, confidence: 90 }, new Set());
    const file = await graphml(context, some, whole);
    expect(file.match(/<node /gu)?.length).toBe(some.nodeCount);
    const ids = new Set([...file.matchAll(/<node id="([^"]*)"/gu)].map(([, id]) => id));
    for (const [, from, to] of file.matchAll(/source="([^"]*)" target="([^"]*)"/gu)) expect(ids.has(from) && ids.has(to)).toBe(true);
  });
});
