/**
 * Put into a copy of the explorer's page by bench/explorer.py: how long finding takes, in the browser, over its data.
 * Every question is asked three times and the quickest kept, so that what else the machine does counts little.
 */

import { adjacency, neighbours } from "../web/src/explorer/graph/adjacency";
import { counts, EVERYTHING, visible } from "../web/src/explorer/graph/filter";
import { paths } from "../web/src/explorer/graph/paths";
import { partScene } from "../web/src/explorer/graph/scene";
import { Search } from "../web/src/explorer/graph/search";
import { fileSource } from "../web/src/explorer/graph/source";

const QUESTIONS = 200;
const TRIES = 3;

function timed(questions: readonly (() => unknown)[]): readonly [median: number, worst: number] {
  const times = questions.map((ask) => {
    let least = Infinity;
    for (let time = 0; time < TRIES; time += 1) {
      const started = performance.now();
      ask();
      least = Math.min(least, performance.now() - started);
    }
    return least;
  });
  times.sort((one, other) => one - other);
  return [times[times.length >> 1] as number, times[times.length - 1] as number];
}

async function measured(): Promise<void> {
  const source = fileSource();
  const graph = await source.graph();
  const { count, names } = graph.nodes;
  let state = 7;
  const random = (below: number): number => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const many = <T>(made: (at: number) => T): readonly T[] => Array.from({ length: QUESTIONS }, (_, at) => made(at));
  const [near] = [adjacency(graph)];
  const all = visible(graph, EVERYTHING, new Set());
  const search = new Search(names);
  const started = performance.now();
  search.prepare(Infinity);
  const prepared = performance.now() - started;
  const part = (): string => {
    const name = names[random(count)] as string;
    const from = random(Math.max(1, name.length - 3));
    return name.slice(from, from + 2 + random(5));
  };
  // Four letters as somebody types them, parts of names, letters that are everywhere or nowhere, and several words.
  const asked = many((at) => [(names[random(count)] as string).slice(0, 4), part(), `${part().slice(0, 2)} ${part().slice(0, 2)}`, "aeiounrst".charAt(random(9)), `zq${part()}`][at % 5] as string);
  const some = (at: number): number => (at % 2 === 0 ? random(Math.min(count, 100)) : random(count));
  const middles = many((at) => (at < 100 ? Math.min(at, count - 1) : random(count)));
  const filter = { ...EVERYTHING, since: 19000, confidence: 50, withoutOutlets: new Set([0]) };
  const results = {
    adjacency: timed([() => adjacency(graph)]),
    filter: timed([() => visible(graph, filter, new Set())]),
    counts: timed([() => counts(graph, filter)]),
    search: timed(asked.map((text) => () => search.find(text, 12))),
    neighbours: timed(middles.map((node) => () => neighbours(graph, near, all, node))),
    around: timed(middles.map((node) => () => partScene(graph, near, all, { kind: "around", nodes: [node] }, new Set()))),
    path: timed(many((at) => [some(at), some(at)] as const).map(([from, to]) => () => paths(graph, near, all, from, to))),
  };
  document.documentElement.dataset["measured"] = JSON.stringify({ nodes: count, edges: graph.edges.count, prepared, ...results });
}

void measured();
