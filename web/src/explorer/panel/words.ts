/** What the panel and the tables call things, in plain words. Nothing here needs a page. */

import { KINDS, type Graph, MODALITIES, NONE, NO_DAY, VOICES, type Voice } from "../graph/model";
import { isoDay } from "../../results/times";

interface KindWords {
  readonly one: string;
  readonly many: string;
  /** The class name of its colour. */
  readonly tone: string;
}

const WORDS: Readonly<Record<(typeof KINDS)[number], KindWords>> = {
  Person: { one: "person", many: "people", tone: "person" },
  Organization: { one: "organization", many: "organizations", tone: "organization" },
  Place: { one: "place", many: "places", tone: "place" },
  Legislation: { one: "law", many: "laws", tone: "law" },
  Event: { one: "event", many: "events", tone: "event" },
  Group: { one: "group", many: "groups", tone: "group" },
  Article: { one: "article", many: "articles", tone: "article" },
  ReportedEvent: { one: "reported event", many: "reported events", tone: "reported" },
};
const UNKNOWN: KindWords = { one: "thing", many: "things", tone: "other" };

/** Return what a kind is called; `kind` is a place in `KINDS`. */
export function kindWords(kind: number): KindWords {
  const name = KINDS[kind];
  return name === undefined ? UNKNOWN : WORDS[name];
}

/** Return `1 article`, `1,234 articles`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString("en")} ${count === 1 ? one : many}`;
}

/** Return a day as 2026-04-01; empty where it is not known. */
export function dayWords(day: number | undefined): string {
  return day === undefined || day === NO_DAY ? "" : isoDay(day);
}

/** Return the name of a node; one without a name is told by its kind. */
export function nameOf(graph: Graph, node: number): string {
  const name = graph.nodes.names[node];
  return name !== undefined && name.trim() !== "" ? name : `unnamed ${kindWords(graph.nodes.kinds[node] ?? -1).one}`;
}

/** Return the outlet of an article; empty where it is not known. */
export function outletOf(graph: Graph, article: number): string {
  const outlet = graph.nodes.outlets[article] ?? NONE;
  return outlet === NONE ? "" : (graph.outlets[outlet] ?? "");
}

/** Return how a link is told. */
export function voiceOf(graph: Graph, link: number): Voice {
  return VOICES[graph.links.voices[link]!] ?? "naming";
}

const MANNERS: Readonly<Record<string, string>> = {
  alleged: "alleged, not stated as a fact",
  expected: "expected, not yet so",
  proposed: "proposed or wanted, not yet so",
  asked: "asked, not answered",
};
const PLAIN: Partial<Record<Voice, string>> = {
  naming: "Named here",
  quote: "Quoted words",
  whole: "Where it belongs; not said in so many words",
  copy: "The same text in another article",
  open: "May be the same; not decided",
};

/** How a link is told, in words around the name of its source. */
export interface Telling {
  /** `own`, `attributed`, `hedged`, `negated` or the voice itself: how it looks. */
  readonly look: string;
  /** What stands before the name of the source, or all of it where there is none. */
  readonly before: string;
  /** NONE where the article speaks. */
  readonly speaker: number;
  readonly after: string;
}

/** Return who says it and how; `cue` is the word that puts it to its source. */
export function telling(graph: Graph, link: number, cue: string): Telling {
  const { links } = graph;
  const voice = voiceOf(graph, link);
  const speaker = links.speakers[link] ?? NONE;
  const negated = links.negated[link] === 1;
  const modality = MODALITIES[links.modalities[link]!] ?? "stated";
  const said = cue === "" ? "" : ` (“${cue}”)`;
  const plain = PLAIN[voice];
  if (plain !== undefined && speaker === NONE) return { look: voice, before: plain + said, speaker: NONE, after: "" };
  const notes = [
    modality === "stated" ? "" : (MANNERS[modality] ?? modality),
    negated ? (speaker === NONE ? "the article says that it is not so" : "denied: the source says that it is not so") : "",
  ].filter((note) => note !== "");
  const look = negated ? "negated" : modality !== "stated" ? "hedged" : speaker !== NONE ? "attributed" : voice === "figure" || voice === "answer" ? "own" : voice;
  const tail = notes.map((note) => `; ${note}`).join("");
  if (speaker === NONE) return { look, before: `The article itself says so${said}${tail}`, speaker, after: "" };
  return { look, before: "According to ", speaker, after: `${said}${tail}` };
}

/** Return one line of a telling, for tables and files: `according to Ana Ruiz; alleged, not stated as a fact`. */
export function tellingLine(graph: Graph, link: number, cue = ""): string {
  const { before, speaker, after } = telling(graph, link, cue);
  return speaker === NONE ? before : `${before}${nameOf(graph, speaker)}${after}`;
}

/** Return the relation as it is put: `works for`, `not: works for`, `alleged: works for`. */
export function relationWords(graph: Graph, link: number): string {
  const { links } = graph;
  const words = graph.relations[links.relations[link] ?? NONE] ?? "";
  const modality = MODALITIES[links.modalities[link]!] ?? "stated";
  const voice = voiceOf(graph, link);
  if (voice === "answer" || voice === "open") return words;
  const notes = [links.negated[link] === 1 ? "not" : "", modality === "stated" ? "" : modality].filter((note) => note !== "");
  return notes.length === 0 ? words : `${notes.join(", ")}: ${words}`;
}

/** Return the two ends of a link, in the direction that it is told. */
export function endsOf(graph: Graph, link: number): readonly [number, number] {
  const edge = graph.links.edges[link]!;
  const [a, b] = [graph.edges.a[edge]!, graph.edges.b[edge]!];
  return graph.links.forward[link] === 1 ? [a, b] : [b, a];
}

const FACTS: Readonly<Record<string, string>> = {
  other_names: "Also named", url: "Original", outlet: "Outlet", published: "Published", byline: "Byline", place: "Written in", when: "When", begins: "Begins",
  ends: "Ends", event_type: "Kind of event", publicity: "Public role", normal_form: "Cited as", jurisdiction: "Law of", same_as: "Same as",
  origin: "File", language: "Language", headline: "Headline", figures: "Figures", attributed_to: "According to", manner: "Told as", denied: "Denied",
};

/** Return what a fact is called: `Also named` of `other_names`. */
export function factName(fact: string): string {
  const known = FACTS[fact];
  if (known !== undefined) return known;
  const words = fact.replace(/_/gu, " ").trim();
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}

const VALUES: Readonly<Record<string, string>> = {
  PublicFigure: "public figure", PrivateIndividual: "private individual", PublicityUnknown: "not known",
};

/** Return the parts of a fact's value, in plain words. */
export function factValues(fact: string, value: string): readonly string[] {
  if (fact === "publicity") return [VALUES[value] ?? value];
  if (fact === "language") return [languageName(value)];
  return value.split(" | ").filter((part) => part !== "");
}

function languageName(code: string): string {
  try {
    return new Intl.DisplayNames("en", { type: "language" }).of(code) ?? code;
  } catch {
    return code;
  }
}

/** Return the address where it is one that a link may lead to; else null. */
export function webAddress(text: string): string | null {
  if (!/^https?:\/\/[^\s]+$/iu.test(text)) return null;
  try {
    const { protocol, href } = new URL(text);
    return protocol === "http:" || protocol === "https:" ? href : null;
  } catch {
    return null;
  }
}

/** Return how sure the reader is that the words say this, or how alike copies are; empty where there is nothing to say. */
export function sureWords(graph: Graph, link: number): string {
  const confidence = graph.links.confidences[link] ?? 100;
  if (voiceOf(graph, link) === "copy") return `${confidence} % of the shorter text stands in the other`;
  if (confidence >= 100) return "";
  const sure = confidence >= 90 ? "very surely" : confidence >= 75 ? "fairly surely" : confidence >= 50 ? "not quite surely" : "unsurely";
  return `read ${sure} (${(confidence / 100).toFixed(2)})`;
}
