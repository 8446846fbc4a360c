import { describe, expect, it } from "vitest";
import type { Graph, Scene } from "../../src/explorer/graph/model";
import { apartOn, compose } from "../../src/explorer/stage/frame";
import { placed, strengths } from "../../src/explorer/stage/index";
import { place, sides, Taken, type Asking, type Box } from "../../src/explorer/stage/labels";
import { cut, plainName, rows } from "../../src/explorer/stage/names";
import { DARK, LIGHT } from "../../src/explorer/stage/palette";
import { parsed } from "../../src/explorer/stage/density";
import { escaped, svgOf } from "../../src/explorer/stage/svg";
import { fitting } from "../../src/explorer/stage/view";
import { write } from "../../src/explorer/stage/writing";
import { chance, generated } from "./generated";

const STAGE = { width: 1000, height: 700 };
const measure = (text: string): number => 7 * text.length;
const HOSTILE = [
  "</title></svg><script>alert(1)</script>", "\" onload=\"alert(1)", "a & b < c > d ' e", "\u202Eevil\u202C", "one\ntwo\tthree", "x".repeat(10_000), "\ud800 half", "\u0000\u0007", "",
  "👩‍👩‍👧‍👦 family", "]]>", "e" + "\u0301".repeat(50), "<!--", "&amp;",
];

describe("names", () => {
  it.each([
    ["Ana\n  Ruiz ", "Ana Ruiz"], ["\u202Eabc", "‹U+202E›abc"], ["a\u0000b", "a\ufffdb"], ["", "(no name)"], [" \t", "(no name)"], ["\ud800x", "\ufffdx"], ["e" + "\u0301".repeat(9), "e\u0301\u0301\u0301"],
  ])("are shown as they are: %j", (name, expected) => expect(plainName(name)).toBe(expected));

  it("are cut between signs, not within", () => {
    expect([...plainName("👍".repeat(200))].length).toBe(60);
    expect(cut("abcdef", 4)).toBe("abc…");
    expect(cut("👍👍", 2)).toBe("👍👍");
    expect(rows("Committee for the Renewal of the Northern Harbour and its Ferries")).toEqual(["Committee for the Renewal", "of the Northern Harbour…"]);
    expect(rows("Ana Ruiz")).toEqual(["Ana Ruiz"]);
    for (const name of HOSTILE) for (const row of rows(plainName(name))) expect([...row].length).toBeLessThanOrEqual(31);
  });
});

describe("room for names", () => {
  const draw = chance(5);
  const asking: Asking[] = Array.from({ length: 400 }, (_, node) => {
    const text = "n".repeat(4 + Math.floor(20 * draw()));
    return { node, x: 1000 * draw(), y: 700 * draw(), radius: 4, wide: 4, rows: [text], width: measure(text), font: 0, strong: node < 10 };
  });
  const boxOf = (label: { x: number; top: number; width: number; rows: readonly string[] }): Box => [label.x - label.width / 2, label.top, label.x + label.width / 2, label.top + 14 * label.rows.length];
  const nodes = (): Taken => {
    const taken = new Taken(1000, 700);
    for (const { node, x, y } of asking) taken.add([x - 4, y - 4, x + 4, y + 4], node);
    return taken;
  };

  it("is never given twice", () => {
    const labels = place(asking, new Taken(1000, 700), nodes(), { across: 0, down: 0 }, measure);
    expect(labels.length).toBeGreaterThan(60);
    const boxes = labels.map(boxOf);
    const meets = (one: Box, other: Box): boolean => one[0] < other[2] && other[0] < one[2] && one[1] < other[3] && other[1] < one[3];
    expect(boxes.filter((one, at) => boxes.slice(at + 1).some((other) => meets(one, other)))).toEqual([]);
  });

  it("is kept by those who had it while the stage moves", () => {
    const before = place(asking, new Taken(1000, 700), nodes(), { across: 2, down: 1 }, measure);
    const later = asking.map((one) => ({ ...one, x: one.x + 13, y: one.y - 7 }));
    const after = place(later, new Taken(1000, 700), new Taken(1000, 700), { across: 2, down: 1 }, measure, new Map(before.map(({ asking: { node }, side }) => [node, side])));
    const sidesAfter = new Map(after.map(({ asking: { node }, side }) => [node, side]));
    for (const { asking: { node }, side } of before) expect(sidesAfter.get(node)).toBe(side);
  });

  it("is beside the node, not on it", () => {
    for (const box of sides(asking[0] as Asking, 50, 14)) {
      const { x, y } = asking[0] as Asking;
      expect(box[0] < x && x < box[2] && box[1] < y && y < box[3]).toBe(false);
    }
  });

  it("ends at the edges of the stage, whatever was asked for outside", () => {
    const taken = new Taken(100, 100);
    taken.add([-500, -500, -400, -400]);
    expect(taken.hits([-450, -450, -420, -420])).toBe(true);
    expect(taken.hits([0, 0, 50, 50])).toBe(false);
  });
});

describe("a drawing as SVG", () => {
  const { graph: made } = generated(60, 2);
  const graph: Graph = { ...made, nodes: { ...made.nodes, names: made.nodes.names.map((name, node) => HOSTILE[node % HOSTILE.length] ?? name) }, relations: made.relations.map((relation) => `${relation} </text><script>`), communities: made.communities.map(() => "<b>A</b>, \"B\"") };
  const scene: Scene = { nodes: new Uint32Array(60).map((_, node) => node), x: graph.nodes.x, y: graph.nodes.y, edges: new Uint32Array(graph.edges.count).map((_, edge) => edge), whole: true, highlightNodes: new Set(), highlightEdges: new Set() };
  const strength = strengths(graph);
  const index = placed(scene, graph, strength, new Map());
  const drawn = (selected: { node: number } | null): string => {
    const frame = compose({ graph, strength, passing: null, index, hulls: [], apart: apartOn(index, STAGE), looks: { selected, colour: "kind", pins: new Map(), dark: false, withoutMotion: true, hulls: true } }, fitting(index.extent, STAGE, 60), STAGE, STAGE, new Uint8Array(60));
    return svgOf(frame, write(frame, graph, measure, new Map()), LIGHT, new Uint8Array(1), "kind", (node) => graph.nodes.names[node] as string);
  };

  it.each([[null], [{ node: 3 }]])("shows hostile names as text (%j selected)", (selected) => {
    const svg = drawn(selected);
    const tags = [...svg.matchAll(/<(\/?)([^\s/>]*)/g)].map(([, , name]) => name);
    expect(new Set(tags)).toEqual(new Set(tags.filter((tag) => ["svg", "rect", "path", "circle", "polygon", "g", "title", "text"].includes(tag as string))));
    expect(svg).not.toMatch(/onload="|<script|<!|\u0000|\ud800(?![\udc00-\udfff])/);
    expect([...svg.matchAll(/&(?!(amp|lt|gt|quot|#39);)/g)]).toEqual([]);
    const open: string[] = [];
    for (const [, end, name, rest] of svg.matchAll(/<(\/?)([a-z]+)([^>]*)>/g)) {
      if (end) expect(open.pop()).toBe(name);
      else if (!rest?.endsWith("/")) open.push(name as string);
    }
    expect(open).toEqual([]);
    expect(svg).toContain("‹U+202E›");
  });

  it("escapes what XML forbids", () => {
    expect(escaped("<&>\"'\u0001\ud800\uffff👍")).toBe("&lt;&amp;&gt;&quot;&#39;\ufffd\ufffd\ufffd👍");
  });
});

describe("colours", () => {
  const luminance = (colour: string): number => {
    const [red, green, blue] = parsed(colour).map((value) => (value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4)) as [number, number, number];
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const contrast = (one: string, other: string): number => (Math.max(luminance(one), luminance(other)) + 0.05) / (Math.min(luminance(one), luminance(other)) + 0.05);

  it.each([["light", LIGHT], ["dark", DARK]])("can be read on the page: %s", (_, palette) => {
    expect(contrast(palette.ink, palette.page)).toBeGreaterThan(7);
    expect(contrast(palette.soft, palette.page)).toBeGreaterThan(4.5);
    for (const colour of palette.communities) expect(contrast(colour, palette.page)).toBeGreaterThan(2.4);
  });
});
