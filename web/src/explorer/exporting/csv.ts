/** What is seen as comma-separated values: one row a statement, with its words and where they stand. */

import { NONE, type Scene, type Visible, type Words } from "../graph/model";
import { dayWords, endsOf, kindWords, nameOf, outletOf, relationWords, tellingLine, voiceOf, webAddress } from "../panel/words";
import type { Context } from "../state";
import { collect, withWords } from "./collect";
import { row } from "./inert";

const COLUMNS = [
  "from", "from_kind", "from_id", "relation", "to", "to_kind", "to_id", "voice", "told", "according_to", "denied", "confidence",
  "article", "article_id", "outlet", "date", "url", "sentence", "marked", "sentence_number", "more_sentences",
];

/** Return the table. A thing of which nothing is told here has a row of its own, with nothing after its name. */
export async function csv(context: Context, visible: Visible, scene: Scene): Promise<string> {
  const { graph, source } = context;
  const { links } = graph;
  const details = await context.details;
  const seen = collect(graph, visible, scene);
  const told = new Set<number>();
  const lines = [row(COLUMNS)];
  const node = (number: number): readonly string[] => [nameOf(graph, number), kindWords(graph.nodes.kinds[number] ?? -1).one, details.id(number)];
  await withWords(source, seen.links, (link, words) => {
    const [from, to] = endsOf(graph, link);
    const article = links.articles[link]!;
    const speaker = links.speakers[link] ?? NONE;
    told.add(from).add(to);
    lines.push(row([
      ...node(from), relationWords(graph, link), ...(from === to ? ["", "", ""] : node(to)),
      voiceOf(graph, link), tellingLine(graph, link, words.cue), speaker === NONE ? "" : nameOf(graph, speaker), links.negated[link] === 1 ? "yes" : "no",
      ((links.confidences[link] ?? 100) / 100).toFixed(2),
      nameOf(graph, article), details.id(article), outletOf(graph, article), dayWords(graph.nodes.days[article]),
      webAddress(details.facts(article)["url"] ?? "") ?? "", ...wordCells(words),
    ]));
  });
  const rest = new Array<string>(COLUMNS.length - 3).fill("");
  for (const number of seen.nodes) if (!told.has(number)) lines.push(row([...node(number), ...rest]));
  return lines.join("");
}

/** The first sentence, the words marked in it, and its place in the article, which counts from one. */
function wordCells({ passages, more }: Words): readonly string[] {
  const [first, ...others] = passages;
  if (first === undefined) return ["", "", "", String(more)];
  const marked = first.marks.map(([start, end]) => first.text.slice(start, end)).join(" … ");
  return [first.text, marked, String(first.place + 1), String(others.length + more)];
}
