/** The panel of an article: its sentences in order, with what they name, and what it states. */

import { button, el } from "../../page/dom";
import { KINDS, NONE, type Passage, type Visible, VOICES } from "../graph/model";
import type { Desk } from "./desk";
import { facts, hiddenWords, statementList } from "./node";
import { heading, portions, source, told } from "./parts";
import { type ByNode, edgesOf, type ExcerptSentence, excerpt, linksBy, linksOf } from "./told";
import { counted, endsOf, kindWords, nameOf } from "./words";

const ARTICLE = KINDS.indexOf("Article");
const NAMING = VOICES.indexOf("naming");
const QUOTE = VOICES.indexOf("quote");
const COPY = VOICES.indexOf("copy");

const stated = new WeakMap<object, ByNode>();

/** Return the parts of the panel of an article, below its headline. */
export function articleParts(desk: Desk, visible: Visible, node: number): readonly (HTMLElement | null)[] {
  const { graph } = desk;
  let by = stated.get(graph);
  if (by === undefined) stated.set(graph, (by = linksBy(graph, graph.links.articles)));
  const { links, hidden } = linksOf(by, visible, node);
  const copies = copiesOf(desk, visible, node);
  const statements = links.filter((link) => graph.links.voices[link] !== QUOTE && !endsOf(graph, link).some((end) => graph.nodes.kinds[end] === ARTICLE));
  const named = new Set(links.map((link) => namedBy(desk, node, link)));
  named.delete(NONE);
  return [
    source(desk, node, false),
    el("p", { class: "panel-soft" }, `${counted(named.size, "thing")} named, ${counted(statements.length, "statement")}`),
    facts(desk, node),
    ...(links.length === 0 ? [] : [heading("Excerpt"), excerptOf(desk, node, links)]),
    ...(statements.length === 0 ? [] : [heading("What it tells", statements.length), ...statementList(desk, statements, 6, false)]),
    ...(copies.length === 0 ? [] : [heading("The same text elsewhere", copies.length), ...portions(copies, (link) => told(desk, link, { head: copyLine(desk, node, link), withArticle: false }), { first: 5 })]),
    hiddenWords(hidden),
  ];
}

function copiesOf(desk: Desk, visible: Visible, node: number): readonly number[] {
  const { edges, links } = desk.graph;
  const found: number[] = [];
  for (const edge of edgesOf(desk.graph, desk.context.adjacency, node)) {
    for (let link = edges.first[edge]!; link < edges.first[edge + 1]!; link += 1) {
      if (links.voices[link] === COPY && visible.links[link] === 1) found.push(link);
    }
  }
  return found;
}

function copyLine(desk: Desk, node: number, link: number): HTMLElement {
  const [from, to] = endsOf(desk.graph, link);
  return source(desk, from === node ? to : from);
}

/** The node that an article names by a link; NONE where the link marks whole statements or words quoted. */
function namedBy(desk: Desk, article: number, link: number): number {
  if (desk.graph.links.voices[link] !== NAMING) return NONE;
  const [from, to] = endsOf(desk.graph, link);
  return from === article ? to : to === article ? from : NONE;
}

function excerptOf(desk: Desk, article: number, links: readonly number[]): HTMLElement {
  const box = el("div", { class: "panel-excerpt" }, el("p", { class: "panel-waiting" }, "…"));
  const found: (Passage & { readonly node: number })[] = [];
  let fault = "No sentence is kept of this article.";
  links.forEach((link, at) => desk.words(link, (words) => {
    if (words instanceof Error) fault = words.message;
    else found.push(...words.passages.map((passage) => ({ ...passage, node: namedBy(desk, article, link) })));
    // They are told in the order asked.
    if (at < links.length - 1) return;
    const sentences = excerpt(found);
    box.replaceChildren(...(sentences.length === 0 ? [el("p", { class: "panel-soft" }, fault)] : portions(sentences, (one, place) => sentenceOf(desk, one, sentences[place - 1]), { first: 12 })));
  }));
  return box;
}

/** What is not carried between two sentences is told by a sign. */
function sentenceOf(desk: Desk, { place, text, marks }: ExcerptSentence, before: ExcerptSentence | undefined): HTMLElement {
  const shown = el("p", { dir: "auto" });
  if (place > (before === undefined ? 0 : before.place + 1)) shown.append(el("span", { class: "panel-gap", title: "Sentences that are not shown here" }, "… "));
  let done = 0;
  for (const [start, end, node] of marks) {
    shown.append(text.slice(done, start), mark(desk, node, text.slice(start, end)));
    done = end;
  }
  shown.append(text.slice(done));
  return shown;
}

function mark(desk: Desk, node: number, words: string): HTMLElement {
  const kind = desk.graph.nodes.kinds[node] ?? -1;
  const made = button("", () => desk.select({ node }), { class: `panel-mark ${kindWords(kind).tone}`, title: `${nameOf(desk.graph, node).slice(0, 200)}, ${kindWords(kind).one}` });
  made.append(el("bdi", {}, words));
  return made;
}

