/** From the bytes of a block of words to the sentences of single links. */

import { placeOf } from "./details";
import { Columns, DAMAGED, guarded, summed } from "./encoding";
import type { Graph, Passage, Words } from "./model";

/** The links of each article, the smaller numbers first: those of article n stand from `first[n]` to before `first[n + 1]`. */
export interface ByArticle {
  readonly snapshot: string;
  readonly first: Uint32Array;
  readonly links: Uint32Array;
}

/** Return the links of each article. */
export function byArticle({ snapshot, nodes, links: { count, articles } }: Graph): ByArticle {
  const first = new Uint32Array(nodes.count + 1);
  for (let link = 0; link < count; link++) first[articles[link]! + 1]!++;
  summed(first);
  const next = first.slice();
  const links = new Uint32Array(count);
  for (let link = 0; link < count; link++) links[next[articles[link]!]!++] = link;
  return { snapshot, first, links };
}

/** Return what tells the words of a link of the given article; nothing where the block has none. */
export function readWords(
  bytes: Uint8Array,
  { snapshot, first, links }: ByArticle,
  vocabulary: readonly string[],
): (link: number, article: number) => Words {
  return guarded(() => {
    const columns = new Columns(bytes, "w");
    columns.of(snapshot);
    const count = columns.count("articles");
    const articles = summed(columns.numbers(count));
    const sentenceStarts = starts(columns.numbers(count));
    const sentences = readSentences(columns.blob(), vocabulary);
    if (sentences.length !== columns.count("sentences")) throw new Error(DAMAGED);
    const places = columns.signed(sentences.length);
    const cueTexts = columns.texts(columns.count("cues"));
    const rows = columns.count("links");
    const markStarts = starts(columns.numbers(rows));
    const cues = columns.numbers(rows);
    const more = columns.numbers(rows);
    const marks = columns.count("marks");
    const steps = columns.signed(marks);
    const begins = columns.numbers(marks);
    const lengths = columns.numbers(marks);
    for (let article = 0; article < count; article++) summed(places.subarray(sentenceStarts[article], sentenceStarts[article + 1]));
    const rowStarts = starts(articles.map((node) => first[node + 1]! - first[node]!));

    function passages(row: number, start: number): Passage[] {
      const found = new Map<number, [number, number][]>();
      let sentence = start;
      for (let mark = markStarts[row]!; mark < markStarts[row + 1]!; mark++) {
        sentence += steps[mark]!;
        const begin = begins[mark]!;
        const end = lengths[mark] === 0 ? sentences[sentence]!.length : begin + lengths[mark]! - 1;
        const known = found.get(sentence);
        if (known) known.push([begin, end]);
        else found.set(sentence, [[begin, end]]);
      }
      return Array.from(found, ([number, spans]) => ({ text: sentences[number]!, marks: spans, place: places[number]! }));
    }

    return (link, article) => {
      const place = placeOf(articles, article);
      const within = placeOf(links.subarray(first[article], first[article + 1]), link);
      if (place < 0 || within < 0) return NOTHING;
      const row = rowStarts[place]! + within;
      const cue = cues[row]!;
      return { passages: passages(row, sentenceStarts[place]!), more: more[row]!, cue: cue === 0 ? "" : cueTexts[cue - 1]! };
    };
  });
}

/** A byte below 0x80 is that character, others stand for words; see docs/reference/explorer-format.md. */
function readSentences(bytes: Uint8Array, vocabulary: readonly string[]): string[] {
  const sentences: string[] = [];
  let text = "";
  for (let at = 0; at < bytes.length; ) {
    const code = bytes[at++]!;
    let number = code - 0x80;
    if (code < 0x80) {
      text += String.fromCharCode(code);
    } else if (code === 0xff) {
      sentences.push(text);
      text = "";
    } else if (code === 0xfe) {
      text += String.fromCodePoint(bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16));
      at += 3;
    } else {
      if (code >= 0xf8) number = ((code - 0xf8) * 128 + bytes[at++]! - 0x80 + 60) * 128 + bytes[at++]! - 0x80 + 60;
      else if (code >= 0xbc) number = (code - 0xbc) * 128 + bytes[at++]! - 0x80 + 60;
      const word = vocabulary[number];
      if (word === undefined) throw new Error(DAMAGED);
      text += word;
    }
  }
  return sentences;
}

/** The words of a link whose article has none. */
export const NOTHING: Words = { passages: [], more: 0, cue: "" };

/** Return where each of so many begins, and where the last one ends. */
function starts(counts: Uint32Array): Uint32Array {
  const result = new Uint32Array(counts.length + 1);
  result.set(counts, 1);
  return summed(result);
}
