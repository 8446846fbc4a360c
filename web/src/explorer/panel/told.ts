/** What is told of a node or an edge, sorted for reading. Nothing here needs a page. */

import type { Adjacency } from "../graph/adjacency";
import { type Graph, KINDS, NONE, NO_DAY, type Passage, VOICES, type Visible } from "../graph/model";

const ARTICLE = KINDS.indexOf("Article");
const NAMING = VOICES.indexOf("naming");
const QUOTE = VOICES.indexOf("quote");
const OPEN = VOICES.indexOf("open");
const WHOLE = VOICES.indexOf("whole");

/** What is told of a node together with one other. */
export interface Neighbour {
  readonly node: number;
  readonly edge: number;
  /** Those that pass the filter, in the order to read them. */
  readonly links: readonly number[];
  /** How many do not pass it. */
  readonly hidden: number;
}

export interface ToldOfNode {
  /** Numbers told of the node itself. */
  readonly figures: readonly number[];
  /** What joins it to things and events, the most told first. */
  readonly statements: readonly Neighbour[];
  /** Those of which it is not decided whether they are the same. */
  readonly open: readonly Neighbour[];
  /** The articles that name it (or what an article names), the latest first. */
  readonly namings: readonly Neighbour[];
  readonly hidden: number;
}

/** Return the edges at a node, that of its own figures first. */
export function edgesOf({ edges }: Graph, adjacency: Adjacency, node: number): readonly number[] {
  const found = Array.from(adjacency.edges.subarray(adjacency.first[node]!, adjacency.first[node + 1]!));
  // Edges are sorted by their ends: the first that begins at the node is the one that also ends there.
  let [low, high] = [0, edges.count];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (edges.a[middle]! < node) low = middle + 1;
    else high = middle;
  }
  if (low < edges.count && edges.a[low] === node && edges.b[low] === node) found.unshift(low);
  return found;
}

/** Return what is told of a node, from the edges at it. */
export function toldOf(graph: Graph, visible: Visible, node: number, edges: Iterable<number>): ToldOfNode {
  const statements: Neighbour[] = [];
  const namings: Neighbour[] = [];
  const open: Neighbour[] = [];
  const figures: number[] = [];
  let hidden = 0;
  for (const edge of edges) {
    const [a, b] = [graph.edges.a[edge]!, graph.edges.b[edge]!];
    const other = a === node ? b : a;
    const links = toldAlong(graph, visible, edge);
    hidden += links.hidden;
    if (a === b) {
      figures.push(...links.links);
      continue;
    }
    if (links.links.length === 0) continue;
    const found = { node: other, edge, ...links };
    const isOpen = links.links.every((link) => graph.links.voices[link] === OPEN);
    (isOpen ? open : isNaming(graph, found, node) ? namings : statements).push(found);
  }
  const { days } = graph.nodes;
  // What something belongs to stands in every article that names it, and says the least.
  const belongs = ({ links }: Neighbour): number => Number(links.every((link) => graph.links.voices[link] === WHOLE));
  for (const some of [statements, open]) some.sort((one, more) => belongs(one) - belongs(more) || more.links.length - one.links.length || one.node - more.node);
  namings.sort((one, more) => days[more.node]! - days[one.node]! || one.node - more.node);
  return { figures, statements, open, namings, hidden };
}

/** Return the links of an edge that pass the filter, what is stated first, and how many do not pass. */
export function toldAlong(graph: Graph, visible: Visible, edge: number): { readonly links: readonly number[]; readonly hidden: number } {
  const links: number[] = [];
  const [from, to] = [graph.edges.first[edge]!, graph.edges.first[edge + 1]!];
  for (let link = from; link < to; link += 1) if (visible.links[link] === 1) links.push(link);
  return { links: ordered(graph, links), hidden: to - from - links.length };
}

/** Return links in the order to read them: statements before quotes before namings; the same relation together, the latest first. */
export function ordered(graph: Graph, links: number[]): readonly number[] {
  const { voices, relations, forward, articles, confidences } = graph.links;
  const { days } = graph.nodes;
  const rank = (link: number): number => (voices[link] === NAMING ? 2 : voices[link] === QUOTE ? 1 : 0);
  return links.sort((one, more) =>
    rank(one) - rank(more) ||
    relations[one]! - relations[more]! ||
    forward[more]! - forward[one]! ||
    days[articles[more]!]! - days[articles[one]!]! ||
    confidences[more]! - confidences[one]! ||
    one - more);
}

/** Return the link of an edge that shows best why its ends are joined; NONE where none passes the filter. */
export function bestLink(graph: Graph, visible: Visible, edge: number): number {
  const { voices, confidences, speakers, negated, modalities } = graph.links;
  let best = NONE;
  let most = -1;
  for (let link = graph.edges.first[edge]!; link < graph.edges.first[edge + 1]!; link += 1) {
    if (visible.links[link] !== 1) continue;
    const voice = voices[link] === NAMING ? 0 : voices[link] === QUOTE ? 200 : 400;
    const plain = (negated[link] === 0 ? 100 : 0) + (modalities[link] === 0 ? 100 : 0) + (speakers[link] === NONE ? 50 : 0);
    const worth = voice + plain + confidences[link]!;
    if (worth > most) [best, most] = [link, worth];
  }
  return best;
}

/** Articles name things: that is no statement about the two. */
function isNaming(graph: Graph, found: Neighbour, node: number): boolean {
  return graph.nodes.kinds[node] === ARTICLE || graph.nodes.kinds[found.node] === ARTICLE;
}

/** Return how many articles name a node, by what passes the filter; articles count also where their kind is not drawn. */
export function articlesNaming({ nodes, edges }: Graph, adjacency: Adjacency, visible: Visible, node: number): number {
  let count = 0;
  for (let at = adjacency.first[node]!; at < adjacency.first[node + 1]!; at += 1) {
    if (nodes.kinds[adjacency.nodes[at]!] !== ARTICLE) continue;
    const edge = adjacency.edges[at]!;
    for (let link = edges.first[edge]!; link < edges.first[edge + 1]!; link += 1) {
      if (visible.links[link] !== 1) continue;
      count += 1;
      break;
    }
  }
  return count;
}

/** Lists of links by node, as columns: those of node n are `links` from `first[n]` to before `first[n + 1]`. */
export interface ByNode {
  readonly first: Uint32Array;
  readonly links: Uint32Array;
}

/** Return the links by a column of nodes; NONE in it is left out. */
export function linksBy(graph: Graph, column: Uint32Array): ByNode {
  const first = new Uint32Array(graph.nodes.count + 1);
  for (const node of column) if (node !== NONE) first[node + 1]! += 1;
  for (let node = 0; node < graph.nodes.count; node += 1) first[node + 1] = first[node + 1]! + first[node]!;
  const next = first.slice();
  const links = new Uint32Array(first[graph.nodes.count]!);
  column.forEach((node, link) => {
    if (node === NONE) return;
    links[next[node]!] = link;
    next[node]! += 1;
  });
  return { first, links };
}

/** Return the links of one node that pass the filter, and how many do not. */
export function linksOf(by: ByNode, visible: Visible, node: number): { readonly links: number[]; readonly hidden: number } {
  const all = by.links.subarray(by.first[node]!, by.first[node + 1]!);
  const links = Array.from(all).filter((link) => visible.links[link] === 1);
  return { links, hidden: all.length - links.length };
}

/** How many of some days fall into each stretch of time. */
export interface Bars {
  readonly from: number;
  /** Days a bar. */
  readonly size: number;
  readonly counts: readonly number[];
}

/** Return the days counted in at most `most` stretches of equal length; null where no day is known. */
export function bars(days: Iterable<number>, most: number): Bars | null {
  let [from, to] = [Infinity, -Infinity];
  const known: number[] = [];
  for (const day of days) {
    if (day === NO_DAY) continue;
    known.push(day);
    from = Math.min(from, day);
    to = Math.max(to, day);
  }
  if (known.length === 0) return null;
  const size = Math.max(1, Math.ceil((to - from + 1) / most));
  const counts = new Array<number>(Math.ceil((to - from + 1) / size)).fill(0);
  for (const day of known) {
    const bar = Math.floor((day - from) / size);
    counts[bar]! += 1;
  }
  return { from, size, counts };
}

/** A sentence of an article's excerpt, with what may be chosen in it. */
export interface ExcerptSentence {
  readonly place: number;
  readonly text: string;
  /** Start, end, and the node that the words name; in order, none over another. */
  readonly marks: readonly (readonly [number, number, number])[];
}


/** Return the sentences in the order of the text; `node` is what the marks of a passage name, NONE where they name none. Of marks that overlap, the first and then the longest stays. */
export function excerpt(found: Iterable<Passage & { readonly node: number }>): readonly ExcerptSentence[] {
  const sentences = new Map<number, { text: string; marks: [number, number, number][] }>();
  for (const { place, text, marks, node } of found) {
    let held = sentences.get(place);
    if (held === undefined) sentences.set(place, (held = { text, marks: [] }));
    if (node !== NONE) for (const [start, end] of marks) held.marks.push([start, end, node]);
  }
  return [...sentences].sort(([one], [more]) => one - more).map(([place, { text, marks }]) => {
    const kept: [number, number, number][] = [];
    for (const mark of marks.sort((one, more) => one[0] - more[0] || more[1] - one[1])) {
      if (mark[0] >= (kept.at(-1)?.[1] ?? 0) && mark[1] > mark[0]) kept.push(mark);
    }
    return { place, text, marks: kept };
  });
}
