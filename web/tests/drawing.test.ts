import { describe, expect, it } from "vitest";
import { layout } from "../src/draw/force";
import { shownLabels } from "../src/draw/labels";
import { outlines } from "../src/draw/outlines";
import { ALPHABET, unpacked } from "../src/draw/packing";
import { project } from "../src/draw/projection";
import world from "../src/draw/world.txt?raw";
import { readAddress, writeAddress } from "../src/page/address";
import { placeOf, plainer } from "../src/query/asking";

describe("layout", () => {
  const ring = Array.from({ length: 30 }, (_, from) => ({ from, to: (from + 1) % 30 }));
  it("gives the same picture for the same links, all of it finite", () => {
    expect(layout(40, ring)).toEqual(layout(40, ring));
    expect(layout(40, ring).every(({ x, y }) => Number.isFinite(x) && Number.isFinite(y))).toBe(true);
    expect(layout(0, [])).toEqual([]);
  });
  it("puts neighbours nearer than others", () => {
    const places = layout(30, ring);
    const far = (one: number, other: number) => Math.hypot((places[one]?.x ?? 0) - (places[other]?.x ?? 0), (places[one]?.y ?? 0) - (places[other]?.y ?? 0));
    expect(far(0, 1)).toBeLessThan(far(0, 15) / 2);
  });
});

describe("shownLabels", () => {
  it("shows the first of those that meet", () => {
    const box = (left: number) => ({ left, right: left + 50, top: 0, bottom: 10 });
    expect(shownLabels([box(0), box(30), box(60), box(51)], [box(400)])).toEqual([true, false, true, false]);
    expect(shownLabels([box(0)], [box(20)])).toEqual([false]);
  });
});

describe("outlines", () => {
  it("unpacks what was packed", () => {
    const packed = (value: number) => {
      let rest = value < 0 ? -2 * value - 1 : 2 * value;
      let made = "";
      do {
        made += ALPHABET[(rest % 32) + (rest >= 32 ? 32 : 0)];
        rest = Math.floor(rest / 32);
      } while (rest > 0);
      return made;
    };
    for (const value of [0, 1, -1, 15, -16, 16, 3600, -3600, 123456]) expect(unpacked(packed(value))).toEqual([value]);
  });
  it("draw the world on one sheet, no line across it", () => {
    const { land, borders } = outlines(world);
    expect(borders.length).toBeGreaterThan(10_000);
    expect(land.length).toBeGreaterThan(50_000);
    for (const ring of land.split("Z").filter(Boolean)) {
      const xs = ring.slice(1).split("L").map((pair) => Number(pair.split(",")[0]));
      const jumps = xs.slice(1).filter((x, at) => Math.abs(x - (xs[at] ?? 0)) > 100);
      // The ring around the south pole alone is closed along the edge.
      expect(jumps.length).toBeLessThanOrEqual(1);
    }
  });
  it("are empty where there is no world", () => {
    expect(outlines("").land.replace(/[MZ]/gu, "")).toBe("");
  });
  it("projects the equator on the middle", () => {
    expect(project(10, 0)[1]).toBeCloseTo(0);
    expect(project(0, 60)[1]).toBeLessThan(-60);
  });
});

describe("address", () => {
  it.each([
    { query: "SELECT ?x { ?x ?p 'ü&=#\n' }", question: null, view: null },
    { query: null, question: { name: "timeline", settings: { thing: "person:a", from: "2026-01-01" } }, view: "map" as const },
    { query: null, question: null, view: null },
    { query: `# ${"x".repeat(50_000)}`, question: null, view: "graph" as const },
  ])("comes back as it was written", (address) => expect(readAddress("", writeAddress(address))).toEqual(address));
  it("is read from the search part, too, and from #/", () => {
    expect(readAddress("?question=timeline&thing=Dana", "").question).toEqual({ name: "timeline", settings: { thing: "Dana" } });
    expect(readAddress("?query=a", "#/query=b").query).toBe("b");
    expect(readAddress("", "#main")).toEqual({ query: null, question: null, view: null });
    expect(readAddress("", "#query=a&view=constructor").view).toBeNull();
  });
});

describe("refusals", () => {
  it("say where", () => {
    expect(placeOf("The query is not SPARQL 1.1: line 5, column 19: expected")).toEqual({ line: 5, column: 19 });
    expect(placeOf("error at 3:7: x")).toEqual({ line: 3, column: 7 });
    expect(placeOf("The query asks too much.")).toBeNull();
  });
  it("leave out classes of characters", () => {
    expect(plainer("line 1, column 2: expected one of \".\", \":\", ['-' | '0' ..= '9'], ['A' ..= 'Z' | 'a …")).toBe("line 1, column 2: expected one of .  :");
    expect(plainer("There is no such prefix.")).toBe("There is no such prefix.");
  });
});
