/** A made-up news graph of any size: the same numbers give the same graph. All names are invented. */

import { KINDS, MODALITIES, NONE, NO_DAY, VOICES, type Details, type Edges, type Graph, type Links, type Nodes, type Passage, type Source, type Words } from "../../src/explorer/graph/model";

export interface Generated {
  readonly graph: Graph;
  readonly details: Details;
  readonly source: Source;
}

const GIVEN = "Ana Bram Céline Dario Elif Farid Greta Hana Ivo Jonna Karim Lena Mats Nadia Odile Pavel Quinn Rosa Selim Tilda Ugo Vera Wanda Xavi Yara Zoé".split(" ");
const STARTS = "Al Ber Cas Dor El Fen Gar Hol Ist Jor Kal Lin Mor Nor Ost Per Quil Ros Sel Tor Ul Ven Wes Yar Zim".split(" ");
const MIDDLES = "a an ber di e en fi gra i in ko la le mi na o or ra ri sta ta ve vi za".split(" ");
const ENDS = "beck dal ev grove íc ker lund mann nez ovic quist ruiz sson ton vale wick yan ström".split(" ");
const BODIES = ["Bank", "Ferries", "Institute", "Council", "Party", "Union", "Media", "Works", "Clinic", "College"];
const TOWNS = ["Port", "Lower", "Upper", "Saint", "New", "North", "South"];
const LAWS = ["Harbour", "Water", "Transport", "Housing", "Data", "Fisheries", "Energy", "School"];
const HAPPENINGS = ["Summit", "Festival", "Election", "Inquiry", "Regatta", "Strike"];
const CROWDS = ["commuters", "dockers", "teachers", "tenants", "farmers", "nurses"];
const VERBS = ["meets", "sues", "backs", "questions", "leaves", "joins", "praises", "fines"];
const TOPICS = ["ferry rules", "the harbour budget", "a late report", "the bridge", "new buses", "the water bill"];
const OUTLETS = ["Harlow Courier", "Ellis Tribune", "The Quay", "Norvale Post", "Dorla Daily", "Tidewater Radio", "Upland Herald", "The Ferry Mail"];
const RELATIONS = ["mentions", "works for", "lives in", "leads", "reports", "takes part in", "happens in", "says of", "sued", "backs", "cites", "numbers"];
const PATHS = ["person", "organization", "place", "legislation", "occasion", "group", "article", "event"];
/** Of a hundred nodes: how many are of each kind, in the order of KINDS. */
const SHARES = [38, 15, 5, 2, 3, 5, 20, 12];
const [PLACE, LEGISLATION, EVENT, GROUP, ARTICLE, REPORTED] = [2, 3, 4, 5, 6, 7] as const;
const FIRST_DAY = 19723; // 2024-01-01
const DAYS = 730;

/** Return a graph of that many nodes, about two edges a node. */
export function generated(nodes: number, seed = 7): Generated {
  const draw = chance(seed);
  const made = told(nodes, draw);
  const graph = laid(made, draw);
  const details = detailsOf(graph);
  const words = async (links: readonly number[]): Promise<readonly Words[]> => links.map((link) => wordsOf(graph, link));
  return { graph, details, source: { graph: async () => graph, details: async () => details, words } };
}

type Chance = () => number;

/** Mulberry32: numbers from 0 to below 1. */
export function chance(seed: number): Chance {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** What is told, before its order is known. */
interface Told {
  readonly kinds: Uint8Array;
  readonly communities: Uint32Array;
  readonly communityCount: number;
  readonly days: Int32Array;
  readonly outlets: Uint32Array;
  readonly links: { source: number; target: number; relation: number; voice: number; modality: number; article: number; speaker: number; confidence: number }[];
}

function told(count: number, draw: Chance): Told {
  const communityCount = Math.max(1, Math.round(Math.sqrt(count) / 3));
  const kinds = new Uint8Array(count);
  const communities = new Uint32Array(count);
  const days = new Int32Array(count).fill(NO_DAY);
  const outlets = new Uint32Array(count).fill(NONE);
  const things: number[][] = Array.from({ length: communityCount }, () => []);
  const articles: number[][] = Array.from({ length: communityCount }, () => []);
  const reported: number[] = [];
  for (let node = 0; node < count; node += 1) {
    const kind = node === 0 ? ARTICLE : kindAt(draw() * 100);
    const community = Math.floor(communityCount * draw() ** 2);
    kinds[node] = kind;
    communities[node] = community;
    if (kind === ARTICLE) {
      (articles[community] as number[]).push(node);
      days[node] = draw() < 0.02 ? NO_DAY : FIRST_DAY + Math.floor(DAYS * draw());
      outlets[node] = draw() < 0.01 ? NONE : Math.floor(OUTLETS.length * draw() ** 2);
    } else if (kind === REPORTED) reported.push(node);
    else (things[community] as number[]).push(node);
  }
  const links: Told["links"] = [];
  const articleNear = (community: number): number => {
    const near = articles[community] as number[];
    return near.length === 0 ? 0 : (near[Math.floor(near.length * draw())] as number);
  };
  const thingNear = (community: number): number => {
    const where = draw() < 0.85 ? community : Math.floor(communityCount * draw() ** 2);
    const near = things[where] as number[];
    return near.length === 0 ? NONE : (near[Math.floor(near.length * draw() ** 4)] as number);
  };
  const say = (source: number, target: number, relation: number, voice: number, article: number): void => {
    if (source === NONE || target === NONE || (source === target && voice !== VOICES.indexOf("figure"))) return;
    const claimed = voice === VOICES.indexOf("attributed") || voice === VOICES.indexOf("quote");
    const speaker = claimed ? thingNear(communities[article] as number) : NONE;
    const modality = draw() < 0.8 ? 0 : Math.floor(draw() * MODALITIES.length);
    links.push({ source, target, relation, voice, modality, article, speaker, confidence: voice === 0 ? 70 + Math.floor(30 * draw()) : 20 + Math.floor(80 * Math.sqrt(draw())) });
  };
  for (let community = 0; community < communityCount; community += 1) {
    for (const thing of things[community] as number[]) {
      const article = articleNear(community);
      say(article, thing, 0, 0, article);
    }
  }
  for (const event of reported) {
    const community = communities[event] as number;
    const article = articleNear(community);
    days[event] = draw() < 0.5 ? (days[article] as number) : FIRST_DAY + Math.floor(DAYS * draw());
    say(article, event, 4, 0, article);
    say(thingNear(community), event, 5, voiceAt(draw), article);
    if (draw() < 0.5) say(event, thingNear(community), 6, voiceAt(draw), article);
  }
  while (links.length < 2.4 * count && count > 8) {
    const community = Math.floor(communityCount * draw() ** 2);
    const article = articleNear(community);
    const about = communities[article] as number;
    const of = draw();
    if (of < 0.55) say(article, thingNear(about), 0, 0, article);
    else if (of < 0.6) {
      const thing = thingNear(about);
      say(thing, thing, RELATIONS.length - 1, VOICES.indexOf("figure"), article);
    } else {
      const [source, target] = [thingNear(about), thingNear(about)];
      const relation = 1 + Math.floor(draw() * (RELATIONS.length - 2));
      say(source, target, relation, voiceAt(draw), article);
      while (draw() < 0.45) say(source, target, relation, voiceAt(draw), articleNear(about));
    }
    if (draw() < 1e-7) break; // a graph without things would never fill
  }
  return { kinds, communities, communityCount, days, outlets, links };
}

function kindAt(percent: number): number {
  let sum = 0;
  for (let kind = 0; kind < SHARES.length; kind += 1) {
    sum += SHARES[kind] as number;
    if (percent < sum) return kind;
  }
  return SHARES.length - 1;
}

/** Own voice mostly; any other but naming and figure now and then. */
function voiceAt(draw: Chance): number {
  return draw() < 0.5 ? 1 : 2 + Math.floor(draw() * (VOICES.length - 3));
}

/** Number what is told by importance, and give it places. */
function laid(made: Told, draw: Chance): Graph {
  const count = made.kinds.length;
  const mentions = new Uint32Array(count);
  for (const { source, target, voice } of made.links) {
    if (voice !== 0) continue;
    mentions[source] = (mentions[source] as number) + 1;
    mentions[target] = (mentions[target] as number) + 1;
  }
  const order = Uint32Array.from({ length: count }, (_, node) => node).sort((one, other) => (mentions[other] as number) - (mentions[one] as number) || one - other);
  const numbers = new Uint32Array(count);
  order.forEach((old, now) => (numbers[old] = now));
  const { edges, links } = joined(made, numbers, count);
  const taken = <T extends Uint8Array | Uint32Array | Int32Array>(values: T): T => values.map((_, now) => values[order[now] as number] as number) as T;
  const kinds = taken(made.kinds);
  const sized = taken(mentions);
  const radii = Float32Array.from(sized, (mentioned) => 1 + Math.min(9, Math.sqrt(mentioned) / 2));
  const communities = bySize(taken(made.communities), made.communityCount);
  const { x, y } = islands(communities, radii);
  const latitudes = new Float32Array(count).fill(NaN);
  const longitudes = new Float32Array(count).fill(NaN);
  const names: string[] = [];
  for (let node = 0; node < count; node += 1) {
    names.push(nameOf(kinds[node] as number, node, draw));
    if (kinds[node] !== PLACE || draw() < 0.1) continue;
    latitudes[node] = 35 + 20 * draw();
    longitudes[node] = -5 + 30 * draw();
  }
  const articles = sized.map((mentioned, node) => ((kinds[node] as number) >= ARTICLE ? 1 : mentioned));
  const nodes: Nodes = {
    count, names, kinds, x, y, radii, communities, mentions: sized, articles, days: taken(made.days), outlets: taken(made.outlets), latitudes, longitudes,
  };
  return {
    base: "https://example.org/", snapshot: `generated-${count}`, nodes, edges, links, relations: RELATIONS, outlets: OUTLETS,
    communities: communityNames(communities, names, kinds), totalNodes: count, totalLinks: links.count,
  };
}

function joined(made: Told, numbers: Uint32Array, count: number): { edges: Edges; links: Links } {
  const size = made.links.length;
  const a = new Uint32Array(size);
  const b = new Uint32Array(size);
  made.links.forEach(({ source, target }, link) => {
    const from = numbers[source] as number;
    const to = numbers[target] as number;
    a[link] = Math.min(from, to);
    b[link] = Math.max(from, to);
  });
  const order = Float64Array.from({ length: size }, (_, link) => ((a[link] as number) * count + (b[link] as number)) * 1024 + (link % 1024));
  const places = Uint32Array.from({ length: size }, (_, link) => link).sort((one, other) => (order[one] as number) - (order[other] as number) || one - other);
  const links = {
    count: size, edges: new Uint32Array(size), forward: new Uint8Array(size), relations: new Uint32Array(size), voices: new Uint8Array(size), modalities: new Uint8Array(size),
    negated: new Uint8Array(size), articles: new Uint32Array(size), speakers: new Uint32Array(size), confidences: new Uint8Array(size),
  };
  const firsts: number[] = [];
  places.forEach((old, link) => {
    const before = link === 0 ? NONE : (places[link - 1] as number);
    if (link === 0 || a[before] !== a[old] || b[before] !== b[old]) firsts.push(link);
    const { source, relation, voice, modality, article, speaker, confidence } = made.links[old] as Told["links"][number];
    links.edges[link] = firsts.length - 1;
    links.forward[link] = numbers[source] === a[old] ? 1 : 0;
    links.relations[link] = relation;
    links.voices[link] = voice;
    links.modalities[link] = modality;
    links.negated[link] = VOICES[voice] === "negated" ? 1 : 0;
    links.articles[link] = numbers[article] as number;
    links.speakers[link] = speaker === NONE ? NONE : (numbers[speaker] as number);
    links.confidences[link] = confidence;
  });
  const at = (values: Uint32Array): Uint32Array => Uint32Array.from(firsts, (first) => values[places[first] as number] as number);
  return { edges: { count: firsts.length, a: at(a), b: at(b), first: Uint32Array.from([...firsts, size]) }, links };
}

/** Number communities by size, the largest first. */
function bySize(communities: Uint32Array, count: number): Uint32Array {
  const sizes = new Uint32Array(count);
  for (const community of communities) sizes[community] = (sizes[community] as number) + 1;
  const order = Array.from(sizes.keys()).sort((one, other) => (sizes[other] as number) - (sizes[one] as number) || one - other);
  const numbers = new Uint32Array(count);
  order.forEach((old, now) => (numbers[old] = now));
  return communities.map((community) => numbers[community] as number);
}

const GOLDEN = Math.PI * (3 - Math.sqrt(5));

/** Every community is an island, its best known in the middle; islands lie around the largest. */
function islands(communities: Uint32Array, radii: Float32Array): { x: Float32Array; y: Float32Array } {
  const count = communities.length;
  const x = new Float32Array(count);
  const y = new Float32Array(count);
  const areas: number[] = [];
  const seen: number[] = [];
  for (let node = 0; node < count; node += 1) {
    const community = communities[node] as number;
    const area = (areas[community] ?? 0) + 3 * ((radii[node] as number) + 1) ** 2;
    const rank = seen[community] ?? 0;
    const distance = rank === 0 ? 0 : Math.sqrt(area);
    x[node] = distance * Math.cos(rank * GOLDEN);
    y[node] = distance * Math.sin(rank * GOLDEN);
    areas[community] = area;
    seen[community] = rank + 1;
  }
  const placed: { x: number; y: number; r: number }[] = [];
  for (const area of areas) {
    const r = Math.sqrt(area ?? 0) + 12;
    let [cx, cy] = [0, 0];
    for (let turn = 0; placed.some((other) => Math.hypot(other.x - cx, other.y - cy) < other.r + r); turn += 1) {
      const away = (r / 2) * Math.sqrt(turn);
      cx = away * Math.cos(turn * GOLDEN);
      cy = away * Math.sin(turn * GOLDEN);
    }
    placed.push({ x: cx, y: cy, r });
  }
  for (let node = 0; node < count; node += 1) {
    const island = placed[communities[node] as number];
    x[node] = (x[node] as number) + (island?.x ?? 0);
    y[node] = (y[node] as number) + (island?.y ?? 0);
  }
  return { x, y };
}

function communityNames(communities: Uint32Array, names: readonly string[], kinds: Uint8Array): readonly string[] {
  const best: string[][] = [];
  communities.forEach((community, node) => {
    const known = (best[community] ??= []);
    if (known.length < 3 && (kinds[node] as number) < ARTICLE) known.push(names[node] as string);
  });
  return Array.from(best, (known) => (known ?? []).join(", "));
}

function one(of: readonly string[], draw: Chance): string {
  return of[Math.floor(of.length * draw())] as string;
}

function nameOf(kind: number, node: number, draw: Chance): string {
  const word = one(STARTS, draw) + one(MIDDLES, draw) + one(ENDS, draw);
  if (kind === 0) return `${one(GIVEN, draw)} ${word}`;
  if (kind === 1) return `${word} ${one(BODIES, draw)}`;
  if (kind === PLACE) return draw() < 0.5 ? `${one(TOWNS, draw)} ${word}` : word;
  if (kind === LEGISLATION) return `${word} ${one(LAWS, draw)} Act ${1990 + (node % 36)}`;
  if (kind === EVENT) return `${word} ${one(HAPPENINGS, draw)} ${2020 + (node % 6)}`;
  if (kind === GROUP) return `${one(CROWDS, draw)} of ${word}`;
  if (kind === ARTICLE) return `${word} ${one(BODIES, draw)} ${one(VERBS, draw)} ${one(GIVEN, draw)} ${one(STARTS, draw)}${one(ENDS, draw)} over ${one(TOPICS, draw)}`;
  return `${word} ${one(BODIES, draw)} ${one(VERBS, draw)} ${one(STARTS, draw)}${one(ENDS, draw)}`;
}

function detailsOf({ nodes }: Graph): Details {
  const id = (node: number): string => `${PATHS[nodes.kinds[node] as number] as string}/${slug(nodes.names[node] as string)}-${node}`;
  return {
    id,
    find(text) {
      const node = Number(/-(\d+)$/.exec(text)?.[1] ?? NONE);
      return node < nodes.count && id(node) === text ? node : NONE;
    },
    facts(node): Readonly<Record<string, string>> {
      const kind = nodes.kinds[node] as number;
      const name = nodes.names[node] as string;
      if (kind === ARTICLE) return { url: `https://example.org/news/${node}`, byline: `By ${one(GIVEN, chance(node))} ${one(STARTS, chance(node + 1))}ton` };
      if (kind === REPORTED) return { event_type: ["meeting", "lawsuit", "election", "accident"][node % 4] as string };
      if (kind === 0 && node % 5 === 0) return { other_names: name.split(" ").reverse().join(", "), publicity: "public figure" };
      return {};
    },
  };
}

function slug(name: string): string {
  return name.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^a-z0-9]+/g, "-");
}

function wordsOf({ nodes, edges, links }: Graph, link: number): Words {
  const edge = links.edges[link] as number;
  const [from, to] = links.forward[link] ? [edges.a[edge], edges.b[edge]] : [edges.b[edge], edges.a[edge]];
  const speaker = links.speakers[link] as number;
  const cue = speaker === NONE ? "" : "said";
  const who = speaker === NONE ? "Yesterday" : `${nodes.names[speaker] as string} said`;
  const named = [to as number, ...(nodes.kinds[from as number] === ARTICLE ? [] : [from as number])].map((node) => nodes.names[node] as string);
  const text = `${who}, ${named.join(" and ")} were again the talk of the harbour, and it was not the last time.`;
  let at = who.length + 2;
  const marks = named.map((name): readonly [number, number] => {
    const mark = [at, at + name.length] as const;
    at += name.length + " and ".length;
    return mark;
  });
  const passages: Passage[] = [{ text, place: link % 23, marks }];
  if (link % 4 === 0) passages.push({ text: `Of ${named[0] as string} more was heard later.`, place: (link % 23) + 2, marks: [[3, 3 + (named[0] as string).length]] });
  return { passages, more: link % 40 === 0 ? 3 : 0, cue };
}

/** For tables of cases: the numbers of kinds by name. */
export function kindNumber(kind: (typeof KINDS)[number]): number {
  return KINDS.indexOf(kind);
}
