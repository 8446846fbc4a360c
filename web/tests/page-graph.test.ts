import { afterEach, describe, expect, it, vi } from "vitest";
import { Graph } from "../src/page/graph";

const BASE = "https://graph.example/";
const row = (id: string): object => ({ thing: { type: "uri", value: BASE + id }, name: { type: "literal", value: `Name of ${id}` } });

afterEach(() => vi.unstubAllGlobals());

describe("names of things", () => {
  it("come to everybody who asks while they are on their way, and are asked for once", async () => {
    let answer: (response: Response) => void = () => undefined;
    const asked = vi.fn(() => new Promise<Response>((resolve) => (answer = resolve)));
    vi.stubGlobal("fetch", asked);
    const graph = new Graph({ base: BASE, prefixes: {}, terms: [] });
    const both = [graph.load([`${BASE}place/a`]), graph.load([`${BASE}place/a`])];
    await Promise.resolve();
    expect(graph.name(`${BASE}place/a`)).toBeNull();
    answer(new Response(JSON.stringify({ head: { vars: ["thing", "name"] }, results: { bindings: [row("place/a")] } })));
    expect(await Promise.all(both)).toEqual([true, true]);
    expect(graph.name(`${BASE}place/a`)).toBe("Name of place/a");
    expect(asked).toHaveBeenCalledTimes(1);
  });

  it("are not asked for where a thing is none of the graph's own", async () => {
    const asked = vi.fn();
    vi.stubGlobal("fetch", asked);
    expect(await new Graph({ base: BASE, prefixes: {}, terms: [] }).load(["https://elsewhere.example/a"])).toBe(false);
    expect(asked).not.toHaveBeenCalled();
  });
});
