/** Which part of a graph is shown. */

import { KINDS, NONE, NO_DAY, VOICES, type Filter, type Graph, type Visible } from "./model";

/** Leaves everything in. */
export const EVERYTHING: Filter = {
  withoutKinds: new Set(), withoutOutlets: new Set(), articles: new Set(), since: null, until: null, confidence: 0, attribution: null,
};

const ARTICLE = KINDS.indexOf("Article");
/** 1 for voices that put what they say to somebody, by place in VOICES. */
const CLAIMS = Uint8Array.from(VOICES, (voice) => (voice === "attributed" || voice === "quote" ? 1 : 0));

/**
 * Return what passes a filter.
 *
 * - An **article** passes by its outlet, its day and the articles asked for; one whose day is not known fails where a
 *   first or last day is set.
 * - A **link** passes when its article does, and by its confidence and attribution: it is claimed where it is put to
 *   a source or quoted, and else in the article's own voice; namings are the article's own voice.
 * - A **node** passes when its kind is shown, it is not hidden, and a passing link tells of it: as one of its two ends
 *   or as the source it is put to. Where only kinds are left out, nodes of which no link tells pass too. Articles have
 *   to pass themselves; one that does needs a link only where confidence or attribution is set, and any link it tells
 *   counts. Reported events have no rule of their own: all their links are told by their article, so its day counts,
 *   not theirs.
 * - An **edge** passes when one of its links and both its nodes do. Links do not wait for their nodes: a sentence that
 *   names somebody is still to be read where articles are not drawn.
 */
export function visible(graph: Graph, filter: Filter, hidden: ReadonlySet<number>): Visible {
  const { nodes, edges } = graph;
  const articles = passingArticles(graph, filter);
  const links = passingLinks(graph, filter, articles);
  const told = toldNodes(graph, filter, articles, links);
  const shown = KINDS.map((_, kind) => (filter.withoutKinds.has(kind) ? 0 : 1));
  let nodeCount = 0;
  for (let node = 0; node < nodes.count; node += 1) {
    told[node] = (told[node] as number) & (shown[nodes.kinds[node] as number] as number);
  }
  for (const node of hidden) if (node < nodes.count) told[node] = 0;
  for (let node = 0; node < nodes.count; node += 1) nodeCount += told[node] as number;
  const passing = new Uint8Array(edges.count);
  let edgeCount = 0;
  for (let edge = 0; edge < edges.count; edge += 1) {
    if (!told[edges.a[edge] as number] || !told[edges.b[edge] as number]) continue;
    const end = edges.first[edge + 1] as number;
    for (let link = edges.first[edge] as number; link < end; link += 1) {
      if (!links[link]) continue;
      passing[edge] = 1;
      edgeCount += 1;
      break;
    }
  }
  return { nodes: told, edges: passing, links, nodeCount, edgeCount, linkCount: sum(links) };
}

/** The articles of a graph, and the days from the first to the last; the last before the first where none has a day. */
interface Told {
  readonly articles: Uint32Array;
  readonly first: number;
  readonly last: number;
}

const known = new WeakMap<Graph, Told>();

function toldOf(graph: Graph): Told {
  const before = known.get(graph);
  if (before !== undefined) return before;
  const { count, kinds, days } = graph.nodes;
  const articles: number[] = [];
  let [first, last] = [Infinity, -Infinity];
  for (let node = 0; node < count; node += 1) {
    if (kinds[node] !== ARTICLE) continue;
    articles.push(node);
    const day = days[node] as number;
    if (day === NO_DAY) continue;
    if (day < first) first = day;
    if (day > last) last = day;
  }
  const told = { articles: Uint32Array.from(articles), first: first <= last ? first : 0, last: first <= last ? last : -1 };
  known.set(graph, told);
  return told;
}

/** 1 for every article that passes by its outlet, its day and the articles asked for. */
function passingArticles(graph: Graph, filter: Filter): Uint8Array {
  const { nodes } = graph;
  const { articles, withoutOutlets } = filter;
  const passing = new Uint8Array(nodes.count);
  for (const node of toldOf(graph).articles) {
    if (articles.size > 0 && !articles.has(node)) continue;
    if (withoutOutlets.size > 0 && withoutOutlets.has(nodes.outlets[node] as number)) continue;
    passing[node] = isInTime(nodes.days[node] as number, filter) ? 1 : 0;
  }
  return passing;
}

function isInTime(day: number, { since, until }: Filter): boolean {
  if (since === null && until === null) return true;
  return day !== NO_DAY && (since === null || day >= since) && (until === null || day <= until);
}

function passingLinks({ links }: Graph, filter: Filter, articles: Uint8Array): Uint8Array {
  const passing = new Uint8Array(links.count);
  const wanted = isOfStatements(filter) ? wantedBy(links, filter) : null;
  for (let link = 0; link < links.count; link += 1) {
    if (articles[links.articles[link] as number] && (wanted === null || wanted(link))) passing[link] = 1;
  }
  return passing;
}

function isOfStatements({ confidence, attribution }: Filter): boolean {
  return confidence > 0 || attribution !== null;
}

/** Tells whether a link passes by its confidence and attribution. */
function wantedBy(links: Graph["links"], { confidence, attribution }: Filter): (link: number) => boolean {
  const { confidences } = links;
  const claimed = attribution === "claimed";
  if (attribution === null) return (link) => (confidences[link] as number) >= confidence;
  return (link) => (confidences[link] as number) >= confidence && isClaimed(links, link) === claimed;
}

/** Whether a link is put to a source; else the article says it in its own voice. */
export function isClaimed({ speakers, voices }: Graph["links"], link: number): boolean {
  return speakers[link] !== NONE || CLAIMS[voices[link] as number] === 1;
}

/** 1 for every node of which something that passes is told, whatever its kind. */
function toldNodes(graph: Graph, filter: Filter, articles: Uint8Array, passing: Uint8Array): Uint8Array {
  const { nodes, edges, links } = graph;
  const ofStatements = isOfStatements(filter);
  const { withoutOutlets, since, until } = filter;
  const told = new Uint8Array(nodes.count);
  if (!ofStatements && withoutOutlets.size === 0 && filter.articles.size === 0 && since === null && until === null) return told.fill(1);
  for (let link = 0; link < links.count; link += 1) {
    if (!passing[link]) continue;
    const edge = links.edges[link] as number;
    told[edges.a[edge] as number] = 1;
    told[edges.b[edge] as number] = 1;
    told[links.articles[link] as number] = 1;
    const speaker = links.speakers[link] as number;
    if (speaker !== NONE) told[speaker] = 1;
  }
  for (const node of toldOf(graph).articles) told[node] = (articles[node] as number) & (ofStatements ? (told[node] as number) : 1);
  return told;
}

function sum(values: Uint8Array): number {
  let total = 0;
  for (let place = 0; place < values.length; place += 1) total += values[place] as number;
  return total;
}

/** What each setting would leave, the other settings being as they are. */
export interface Counts {
  /** Articles by outlet, as places in `Graph.outlets`. */
  readonly outlets: Uint32Array;
  /** Articles without an outlet. */
  readonly unnamed: number;
  /** Nodes by kind, as places in `KINDS`. */
  readonly kinds: Uint32Array;
  /** Articles by day from `firstDay` on, whatever days are set; empty where no article has a day. */
  readonly days: Uint32Array;
  readonly firstDay: number;
  /** Articles whose day is not known. */
  readonly undated: number;
  /** Links by confidence from 0 to 100, whatever confidence is set. */
  readonly confidences: Uint32Array;
  /** Links in the article's own voice, and those put to a source, whatever attribution is set. */
  readonly own: number;
  readonly claimed: number;
}

/** Return how much each outlet, kind, day, confidence and attribution has of what passes all other settings. */
export function counts(graph: Graph, filter: Filter): Counts {
  const { nodes, links } = graph;
  const anyOutlet = passingArticles(graph, { ...filter, withoutOutlets: EVERYTHING.withoutOutlets });
  const anyDay = passingArticles(graph, { ...filter, since: null, until: null });
  const articles = passingArticles(graph, filter);
  const passing = passingLinks(graph, filter, articles);
  const telling = isOfStatements(filter) ? tellingArticles(graph, filter) : null;
  const outlets = new Uint32Array(graph.outlets.length);
  const kinds = new Uint32Array(KINDS.length);
  const { first: firstDay, last } = toldOf(graph);
  const days = new Uint32Array(last - firstDay + 1);
  const told = toldNodes(graph, filter, articles, passing);
  let [unnamed, undated] = [0, 0];
  for (let node = 0; node < nodes.count; node += 1) if (told[node]) add(kinds, nodes.kinds[node] as number);
  for (const node of toldOf(graph).articles) {
    if (telling !== null && !telling[node]) continue;
    const outlet = nodes.outlets[node] as number;
    const day = nodes.days[node] as number;
    if (anyOutlet[node]) {
      if (outlet === NONE) unnamed += 1;
      else add(outlets, outlet);
    }
    if (anyDay[node]) {
      if (day === NO_DAY) undated += 1;
      else add(days, day - firstDay);
    }
  }
  const confidences = new Uint32Array(101);
  let [own, claimed] = [0, 0];
  for (let link = 0; link < links.count; link += 1) {
    if (!articles[links.articles[link] as number]) continue;
    const isClaim = isClaimed(links, link);
    const confidence = links.confidences[link] as number;
    if (filter.attribution === null || isClaim === (filter.attribution === "claimed")) add(confidences, Math.min(100, confidence));
    if (confidence < filter.confidence) continue;
    if (isClaim) claimed += 1;
    else own += 1;
  }
  return { outlets, unnamed, kinds, days, firstDay, undated, confidences, own, claimed };
}

/** 1 for every article that tells a link of the confidence and attribution asked for. */
function tellingArticles(graph: Graph, filter: Filter): Uint8Array {
  const telling = new Uint8Array(graph.nodes.count);
  const { articles, count } = graph.links;
  const wanted = wantedBy(graph.links, filter);
  for (let link = 0; link < count; link += 1) if (wanted(link)) telling[articles[link] as number] = 1;
  return telling;
}

function add(values: Uint32Array, place: number): void {
  values[place] = (values[place] as number) + 1;
}

export interface Month {
  /** The first and last day of the month. */
  readonly since: number;
  readonly until: number;
  readonly articles: number;
}

/** Return the months from the first article to the last, with those of each. */
export function byMonth({ days, firstDay }: Pick<Counts, "days" | "firstDay">): readonly Month[] {
  const months: Month[] = [];
  const end = firstDay + days.length;
  for (let day = firstDay; day < end; day = (months.at(-1)?.until ?? day) + 1) {
    const date = new Date(day * 86_400_000);
    const since = dayOf(date.getUTCFullYear(), date.getUTCMonth());
    const until = dayOf(date.getUTCFullYear(), date.getUTCMonth() + 1) - 1;
    const articles = days.subarray(Math.max(0, since - firstDay), until + 1 - firstDay).reduce((total, here) => total + here, 0);
    months.push({ since, until, articles });
  }
  return months;
}

function dayOf(year: number, month: number): number {
  const first = new Date(0);
  first.setUTCFullYear(year, month, 1); // Date.UTC takes years below 100 for those of the last century
  return Math.round(first.getTime() / 86_400_000);
}
