import { describe, expect, it } from "vitest";
import { chipsOf, dayRange } from "../../src/explorer/chips";
import { counts, EVERYTHING } from "../../src/explorer/graph/filter";
import { KINDS, NONE } from "../../src/explorer/graph/model";
import { fileName } from "../../src/explorer/saving";
import type { State } from "../../src/explorer/state";
import { isOpen, makeStore, START, toggled } from "../../src/explorer/store";
import { articleCounts, bins, outletCounts } from "../../src/explorer/tally";
import { dayOf, isoDay } from "../../src/results/times";
import { generated } from "./generated";

const { graph } = generated(2000);

describe("makeStore", () => {
  it("tells what changed, and whether it was a step", () => {
    const kept: (readonly [string, boolean])[] = [];
    const store = makeStore(START, (now, step) => kept.push([now.view, step]));
    const told: string[] = [];
    const stop = store.watch((now, before) => told.push(`${before.view} ${now.view}`));
    store.set({ view: "table" }, { step: true });
    store.set({ view: "table" }, { step: true });
    store.set({ camera: null });
    store.open({ ...START, view: "map" });
    stop();
    store.set({ view: "graph" });
    expect(kept).toEqual([["table", true], ["graph", false]]);
    expect(told).toEqual(["graph table", "table map"]);
  });
});

describe("toggled and isOpen", () => {
  it("leave the set as it was", () => {
    const set = new Set([1]);
    expect([[...toggled(set, 2)], [...toggled(set, 1)], [...toggled(set, 1, true)], [...set]]).toEqual([[1, 2], [], [1], [1]]);
  });
  it("see every setting", () => {
    expect(isOpen(EVERYTHING)).toBe(true);
    for (const change of [{ since: 0 }, { until: 0 }, { confidence: 5 }, { attribution: "own" as const }, { articles: new Set([1]) }, { withoutKinds: new Set([1]) }, { withoutOutlets: new Set([NONE]) }]) {
      expect(isOpen({ ...EVERYTHING, ...change })).toBe(false);
    }
  });
});

describe("chipsOf", () => {
  it("has one chip for each thing that narrows, and each takes away its own", () => {
    const filter = { ...EVERYTHING, withoutKinds: new Set([6, 0]), since: dayOf(2026, 3, 1), until: dayOf(2026, 3, 31), confidence: 40, attribution: "own" as const };
    const state: State = { ...START, filter, hidden: new Set([1, 2]) };
    const chips = chipsOf(graph, state);
    expect(chips.map(({ label }) => label)).toEqual(["without people, articles", "2026-03", "said by the articles themselves", "sure at least 40 %", "2 hidden"]);
    const left = chips.reduce<State>((now, { label }) => ({ ...now, ...chipsOf(graph, now).find((chip) => chip.label === label)?.without }), state);
    expect(chipsOf(graph, left)).toEqual([]);
    expect(isOpen(left.filter)).toBe(true);
  });
  it.each([
    [dayOf(2026, 2, 1), dayOf(2026, 2, 28), "2026-02"],
    [dayOf(2026, 2, 1), dayOf(2026, 3, 31), "2026-02-01 to 2026-03-31"],
    [dayOf(2026, 2, 3), dayOf(2026, 2, 3), "2026-02-03"],
    [dayOf(2026, 2, 3), null, "since 2026-02-03"],
    [null, dayOf(2026, 2, 3), "until 2026-02-03"],
  ])("tells days from %s to %s as %s", (since, until, words) => expect(dayRange(since, until)).toBe(words));
});

describe("counts", () => {
  it("has every article once", () => {
    const articles = articleCounts(graph);
    const all = counts(graph, EVERYTHING);
    expect(articles).toHaveLength(all.kinds[KINDS.indexOf("Article")] ?? 0);
    expect(articles.reduce((sum, { count }) => sum + count, 0)).toBe(graph.links.count);
    expect(outletCounts(all).reduce((sum, { count }) => sum + count, 0)).toBe(articles.length);
    const inBins = bins(all).reduce((sum, { count }) => sum + count, 0);
    expect(inBins + all.undated).toBe(articles.length);
  });
  it.each([[1, 1], [60, 60], [400, 14], [3000, 100], [60_000, 83]])("has %i days in %i stretches without gaps", (span, stretches) => {
    const days = new Uint32Array(span).fill(1);
    const found = bins({ days, firstDay: dayOf(2020, 5, 17) });
    expect(found).toHaveLength(stretches);
    expect(found.reduce((sum, { count }) => sum + count, 0)).toBe(span);
    found.slice(1).forEach(({ from }, at) => expect(from).toBe((found[at]?.to ?? 0) + 1));
    if (span > 92) expect(isoDay(found[0]?.from ?? 0)).toMatch(/-01$/u);
  });
});

describe("fileName", () => {
  it.each([["Harbour graph", "harbour-graph"], ["../../etc/passwd", "etc-passwd"], ["", "newsgraph"], ["新聞", "newsgraph"], ["Café <b>", "cafe-b"]])("of %s is %s", (title, name) => expect(fileName(title)).toBe(name));
});
