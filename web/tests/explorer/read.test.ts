import { afterEach, describe, expect, test, vi } from "vitest";
import packed from "./packed.json";
import { CHANGED, DAMAGED, OTHER_VERSION, fromText, inflated } from "../../src/explorer/graph/encoding";
import { NONE, type Source } from "../../src/explorer/graph/model";
import { readGraph } from "../../src/explorer/graph/read";
import { fileSource, serverSource, sourceOf } from "../../src/explorer/graph/source";

const { told } = packed;

function source(asked: string[] = []): Source {
  return sourceOf({
    graph: async () => (asked.push("graph"), fromText(packed.graph)),
    details: async (snapshot) => (asked.push(`details of ${snapshot}`), fromText(packed.details)),
    words: async (block, snapshot) => (asked.push(`words ${block} of ${snapshot}`), fromText(packed.words[block]!)),
  });
}

async function deflated(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream("deflate"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

describe("what Python packed", () => {
  test("is the graph that it was", async () => {
    const graph = await source().graph();
    expect(graph).toMatchObject({ base: told.base, snapshot: told.snapshot, totalNodes: told.totalNodes, totalLinks: told.totalLinks });
    expect(graph.nodes.names).toEqual(told.names);
    expect(graph.relations).toEqual(told.relations);
    expect(graph.outlets).toEqual(told.outlets);
    expect(graph.communities).toEqual(told.communityNames);
    for (const name of ["kinds", "communities", "mentions", "articles", "days", "x", "y", "radii"] as const) {
      expect(Array.from(graph.nodes[name]), name).toEqual(told[name]);
    }
    expect(Array.from(graph.nodes.outlets)).toEqual(told.nodeOutlets);
    for (const name of ["a", "b", "first"] as const) expect(Array.from(graph.edges[name]), name).toEqual(told[name]);
    for (const name of ["edges", "forward", "voices", "modalities", "negated", "speakers", "confidences"] as const) {
      expect(Array.from(graph.links[name]), name).toEqual(told[name]);
    }
    expect(Array.from(graph.links.relations)).toEqual(told.linkRelations);
    expect(Array.from(graph.links.articles)).toEqual(told.linkArticles);
    expect(graph.nodes.latitudes[1]).toBeCloseTo(-33.8688, 4);
    expect(graph.nodes.longitudes[1]).toBeCloseTo(151.2093, 4);
    expect(graph.nodes.latitudes[0]).toBeNaN();
  });

  test("tells identifiers and facts, and finds nodes by identifier", async () => {
    const details = await source().details();
    expect(told.ids.map((_, node) => details.id(node))).toEqual(told.ids);
    expect(told.ids.map((id) => details.find(id))).toEqual(told.found);
    expect(told.facts.map((_, node) => details.facts(node))).toEqual(told.facts);
    for (const strange of ["", "person/", "person/ana-ruiz-00000000", `${told.ids[0]} `, "article/0123456789abcdef"]) {
      expect(details.find(strange), strange).toBe(NONE);
    }
    expect(details.id(99)).toBe("");
    expect(details.facts(99)).toEqual({});
  });

  test("tells the words of links in the order asked, with marks in JavaScript's counting", async () => {
    const wanted = [5, 1, 0, 4, 3, 2, 0];
    const found = await source().words(wanted);
    expect(found).toEqual(wanted.map((link) => told.words[link]));
    const marked = (await source().words([0]))[0]!.passages.flatMap(({ text, marks }) => marks.map(([start, end]) => text.slice(start, end)));
    expect(marked).toEqual(["Ana Ruiz", "😀 Zoë", "Ruiz"]);
    expect(await source().words([])).toEqual([]);
    expect(await source().words([99])).toEqual([{ passages: [], more: 0, cue: "" }]);
  });

  test("is asked for once, and only what is needed", async () => {
    const asked: string[] = [];
    const from = source(asked);
    await Promise.all([from.graph(), from.graph(), from.details(), from.details()]);
    expect(asked).toEqual(["graph", `details of ${told.snapshot}`]);
    await Promise.all([from.words([0]), from.words([3])]);
    expect(asked.slice(2)).toEqual([`words 0 of ${told.snapshot}`]);
    await from.words([0, 1]);
    expect(asked.slice(3)).toEqual([`words 1 of ${told.snapshot}`]);
  });
});

describe("data that are not whole", () => {
  const bytes = fromText(packed.graph);

  test.each([0, 1, 2, 10, 100, bytes.length - 5, bytes.length - 1])("cut off after %i bytes are told as such", async (length) => {
    await expect(inflated(bytes.slice(0, length))).rejects.toThrow(DAMAGED);
  });

  test("with one bit turned are told as such", async () => {
    for (let place = 2; place < bytes.length; place += 7) {
      const turned = bytes.slice();
      turned[place]! ^= 4;
      await expect(inflated(turned)).rejects.toThrow(DAMAGED);
    }
  });

  test("are told as such wherever the columns end", async () => {
    const whole = await inflated(bytes);
    expect(readGraph(whole).graph.nodes.count).toBe(7);
    for (let length = 0; length < whole.length; length++) expect(() => readGraph(whole.slice(0, length))).toThrow(DAMAGED);
  });

  test("of another part, version or state are told as such", async () => {
    expect(() => readGraph(new TextEncoder().encode("<!doctype html>"))).toThrow(DAMAGED);
    const details = await inflated(fromText(packed.details));
    expect(() => readGraph(details)).toThrow(DAMAGED);
    const changed = async (text: string, from: string, to: string): Promise<Uint8Array<ArrayBuffer>> => {
      const plain = Array.from(await inflated(fromText(text)), (code) => String.fromCharCode(code)).join("");
      return deflated(Uint8Array.from(plain.replace(from, to), (character) => character.charCodeAt(0)));
    };
    const newer = await changed(packed.graph, '"format":3', '"format":9');
    const other = await changed(packed.details, `"snapshot":"${told.snapshot}"`, '"snapshot":"0123456789abcdef"');
    const later = await changed(packed.words[0]!, `"snapshot":"${told.snapshot}"`, '"snapshot":"0123456789abcdef"');
    const from = (graph: Uint8Array<ArrayBuffer>): Source =>
      sourceOf({ graph: async () => graph, details: async () => other, words: async () => later });
    await expect(from(newer).graph()).rejects.toThrow(OTHER_VERSION);
    await expect(from(fromText(packed.graph)).details()).rejects.toThrow(CHANGED);
    await expect(from(fromText(packed.graph)).words([0])).rejects.toThrow(CHANGED);
  });

  test.each(["a", "ab*d", "A=AA", "Ω===", "AA==AA==", "AAAA\u0100AAA"])("%j is no text of bytes", (text) => {
    expect(() => fromText(text)).toThrow(DAMAGED);
  });

  test.each([["", 0], ["AA==", 1], ["AAA=", 2], ["AAAA", 3], ["\n/+8A\n", 3]])("%j is a text of %i bytes", (text, length) => {
    expect(fromText(text)).toHaveLength(length);
  });

  test("the browser's own decoder is used where there is one", () => {
    vi.stubGlobal("Uint8Array", Object.assign(Uint8Array.bind(null), { fromBase64: () => new Uint8Array([1, 2]) }));
    expect(Array.from(fromText("AAAA"))).toEqual([1, 2]);
  });

  test("what failed is tried again", async () => {
    let tries = 0;
    const from = sourceOf({
      graph: async () => (tries++ === 0 ? bytes.slice(0, 40) : bytes),
      details: async () => bytes,
      words: async () => bytes,
    });
    await expect(from.graph()).rejects.toThrow(DAMAGED);
    expect((await from.graph()).nodes.count).toBe(7);
  });
});

describe("blocks in the page", () => {
  function page(blocks: Record<string, string>, state = "loading"): { readyState: string; blocks: typeof blocks; loaded: () => void } {
    const listeners: (() => void)[] = [];
    const fake = {
      readyState: state,
      blocks,
      loaded: () => {
        fake.readyState = "interactive";
        for (const listener of listeners) listener();
      },
      getElementById: (id: string) => (id in blocks ? { textContent: blocks[id] } : null),
      addEventListener: (_: string, listener: () => void) => listeners.push(listener),
    };
    vi.stubGlobal("document", fake);
    return fake;
  }

  test("are read as they come: the graph before the rest is there", async () => {
    const shown = page({ graph: packed.graph });
    const from = fileSource();
    expect((await from.graph()).nodes.count).toBe(7);
    let isThere = false;
    const details = from.details().then((found) => ((isThere = true), found));
    const words = from.words([0, 1]);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(isThere).toBe(false);
    Object.assign(shown.blocks, { details: packed.details, "words-0": packed.words[0]!, "words-1": packed.words[1]! });
    shown.loaded();
    expect((await details).id(0)).toBe(told.ids[0]);
    expect(await words).toEqual([told.words[0], told.words[1]]);
  });

  test("that are missing or cut off are told as such", async () => {
    page({}, "complete");
    await expect(fileSource().graph()).rejects.toThrow(DAMAGED);
    page({ graph: packed.graph, details: packed.details.slice(0, 40) }, "complete");
    await expect(fileSource().details()).rejects.toThrow(DAMAGED);
    await expect(fileSource().words([0])).rejects.toThrow(DAMAGED);
  });
});

describe("a server", () => {
  const addresses = { graph: "/explore/graph", details: "/explore/details", words: "/explore/words/" };
  const plain = (sentence: string, status: number, more: Record<string, string> = {}): Response =>
    new Response(`${sentence}\n`, { status, headers: { "Content-Type": "text/plain; charset=utf-8", ...more } });

  test("is asked for each part of the state that the graph is of", async () => {
    const asked: string[] = [];
    vi.stubGlobal("fetch", async (address: string) => {
      asked.push(address);
      const parts: Record<string, string> = { "/explore/graph": packed.graph, [`/explore/details?snapshot=${told.snapshot}`]: packed.details };
      const words = /^\/explore\/words\/(\d)\?snapshot=(.*)$/.exec(address);
      expect(words?.[2] ?? told.snapshot).toBe(told.snapshot);
      return new Response(fromText(words ? packed.words[Number(words[1])]! : parts[address]!));
    });
    const from = serverSource(addresses);
    expect((await from.details()).id(0)).toBe(told.ids[0]);
    expect(await from.words([1])).toEqual([told.words[1]]);
    expect(asked).toEqual(["/explore/graph", `/explore/details?snapshot=${told.snapshot}`, `/explore/words/1?snapshot=${told.snapshot}`]);
  });

  test.each([202, 503])("that is not ready yet (%i) is asked again when it says", async (status) => {
    vi.useFakeTimers();
    const answers = [plain("The picture is being made.", status, { "Retry-After": "2" }), new Response(fromText(packed.graph))];
    vi.stubGlobal("fetch", async () => answers.shift()!);
    const said: string[] = [];
    const graph = serverSource(addresses, (sentence) => said.push(sentence)).graph();
    await vi.advanceTimersByTimeAsync(1900);
    expect(said).toEqual(["The picture is being made."]);
    expect(answers).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(200);
    vi.useRealTimers();
    expect((await graph).nodes.count).toBe(7);
  });

  test.each([
    [plain("The graph has changed; load the page again.", 410), "The graph has changed; load the page again."],
    [plain("The picture could not be made.", 500), "The picture could not be made."],
    [plain("Too many requests.", 503), "Too many requests."],
    [new Response("<h1>no</h1>", { status: 404, headers: { "Content-Type": "text/html" } }), "The server answered 404."],
  ])("that refuses is told in its own words: %#", async (answer, sentence) => {
    vi.stubGlobal("fetch", async () => answer);
    await expect(serverSource(addresses).graph()).rejects.toThrow(sentence);
  });

  test("that is gone is told", async () => {
    vi.stubGlobal("fetch", async () => Promise.reject(new TypeError("Failed to fetch")));
    await expect(serverSource(addresses).graph()).rejects.toThrow("The server cannot be reached");
    vi.stubGlobal("fetch", async () => new Response(fromText(packed.graph).slice(0, 50)));
    await expect(serverSource(addresses).graph()).rejects.toThrow(DAMAGED);
  });
});
