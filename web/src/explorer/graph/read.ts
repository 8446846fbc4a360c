/** From the bytes of the graph's part to its columns. */

import { Columns, guarded, summed } from "./encoding";
import { NO_DAY, type Edges, type Graph, type Links, type Nodes } from "./model";

const STEP = 8;
const DEGREE = 10_000;

export interface Read {
  readonly graph: Graph;
  /** The article that each block of words starts with. */
  readonly blocks: Uint32Array;
}

/** Return the graph that an uncompressed part holds. Throws an Error whose message can be shown. */
export function readGraph(bytes: Uint8Array): Read {
  return guarded(() => {
    const columns = new Columns(bytes, "g");
    const nodes = readNodes(columns, columns.count("nodes"));
    const edges = readEdges(columns, columns.count("edges"), nodes.count);
    const relations = columns.texts(columns.count("relations"));
    const outlets = columns.texts(columns.count("outlets"));
    const communities = columns.texts(columns.count("communities"));
    const links = readLinks(columns, columns.count("links"), edges);
    const graph: Graph = {
      base: columns.told("base"),
      snapshot: columns.told("snapshot"),
      nodes,
      edges,
      links,
      relations,
      outlets,
      communities,
      totalNodes: columns.count("totalNodes"),
      totalLinks: columns.count("totalLinks"),
    };
    return { graph, blocks: columns.list("blocks") };
  });
}

function readNodes(columns: Columns, count: number): Nodes {
  const names = columns.texts(count);
  const kinds = columns.bytes(count);
  const mentions = new Uint32Array(summed(columns.signed(count)).buffer);
  const articles = columns.numbers(count);
  const days = readDays(columns, count);
  const outlets = columns.numbers(count);
  for (let node = 0; node < count; node++) outlets[node]!--; // 0 is none, which becomes NONE
  const [latitudes, longitudes] = readPositions(columns, count);
  const communities = columns.numbers(count);
  const x = readPlaces(columns, communities);
  const y = readPlaces(columns, communities);
  const radii = Float32Array.from(columns.numbers(count));
  for (let node = 0; node < count; node++) radii[node]! /= 2 * STEP;
  return { count, names, kinds, x, y, radii, communities, mentions, articles, days, outlets, latitudes, longitudes };
}

function readDays(columns: Columns, count: number): Int32Array {
  const before = columns.signed(1)[0]! - 1;
  const days = new Int32Array(columns.numbers(count).buffer);
  for (let node = 0; node < count; node++) days[node] = days[node] === 0 ? NO_DAY : days[node]! + before;
  return days;
}

function readPositions(columns: Columns, count: number): [Float32Array, Float32Array] {
  const placed = summed(columns.numbers(columns.numbers(1)[0]!));
  const read = (): Float32Array => {
    const degrees = new Float32Array(count).fill(NaN);
    const parts = columns.signed(placed.length);
    for (let index = 0; index < placed.length; index++) degrees[placed[index]!] = parts[index]! / DEGREE;
    return degrees;
  };
  return [read(), read()];
}

/** The first node of a community stands where it says, all others that far from it. */
function readPlaces(columns: Columns, communities: Uint32Array): Float32Array {
  const parts = columns.signed(communities.length);
  const places = new Float32Array(communities.length);
  const firsts: (number | undefined)[] = [];
  for (let node = 0; node < places.length; node++) {
    const community = communities[node]!;
    const first = firsts[community];
    if (first === undefined) firsts[community] = parts[node]!;
    places[node] = ((first ?? 0) + parts[node]!) / STEP;
  }
  return places;
}

function readEdges(columns: Columns, count: number, nodes: number): Edges {
  const starting = columns.numbers(nodes);
  const b = columns.numbers(count);
  const more = columns.numbers(count);
  const a = new Uint32Array(count);
  const first = new Uint32Array(count + 1);
  let edge = 0;
  for (let node = 0; node < nodes; node++) {
    let other = node - 1;
    const end = edge + starting[node]!;
    for (; edge < end; edge++) {
      a[edge] = node;
      other += b[edge]! + 1;
      b[edge] = other;
      first[edge + 1] = first[edge]! + more[edge]! + 1;
    }
  }
  return { count, a, b, first };
}

/** What goes together in many links (relation, voice, …) is told once, as a manner. */
function readLinks(columns: Columns, count: number, { a, b, first, count: edgeCount }: Edges): Links {
  const manners = columns.count("manners");
  const relation = columns.numbers(manners);
  const [voice, modality, isNegated, confidence, isForward, where, isSpoken] = Array.from({ length: 7 }, () =>
    columns.bytes(manners),
  ) as [Uint8Array, Uint8Array, Uint8Array, Uint8Array, Uint8Array, Uint8Array, Uint8Array];
  const told = columns.numbers(count);
  let elsewhere = 0;
  let spoken = 0;
  for (let link = 0; link < count; link++) {
    if (where[told[link]!]! === 2) elsewhere++;
    spoken += isSpoken[told[link]!]!;
  }
  const otherArticles = columns.numbers(elsewhere);
  const knownSpeakers = columns.numbers(spoken);
  const edges = new Uint32Array(count);
  const forward = new Uint8Array(count);
  const relations = new Uint32Array(count);
  const voices = new Uint8Array(count);
  const modalities = new Uint8Array(count);
  const negated = new Uint8Array(count);
  const articles = new Uint32Array(count);
  const speakers = new Uint32Array(count);
  const confidences = new Uint8Array(count);
  elsewhere = spoken = 0;
  for (let edge = 0; edge < edgeCount; edge++) {
    const end = first[edge + 1]!;
    for (let link = first[edge]!; link < end; link++) {
      const manner = told[link]!;
      edges[link] = edge;
      forward[link] = isForward[manner]!;
      relations[link] = relation[manner]!;
      voices[link] = voice[manner]!;
      modalities[link] = modality[manner]!;
      negated[link] = isNegated[manner]!;
      confidences[link] = confidence[manner]!;
      const place = where[manner]!;
      articles[link] = place === 0 ? a[edge]! : place === 1 ? b[edge]! : otherArticles[elsewhere++]!;
      speakers[link] = isSpoken[manner]! === 1 ? knownSpeakers[spoken++]! : -1; // which becomes NONE
    }
  }
  return { count, edges, forward, relations, voices, modalities, negated, articles, speakers, confidences };
}
