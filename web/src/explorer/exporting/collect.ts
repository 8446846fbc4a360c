/** What files hold: the nodes and links that are seen, and the words of the links, loaded in portions. */

import type { Graph, Scene, Source, Visible, Words } from "../graph/model";
import { seenLinks, seenNodes } from "../views/seen";

const AT_ONCE = 2000;

export interface Seen {
  readonly nodes: Uint32Array;
  /** By edge. */
  readonly links: Uint32Array;
}

/** Return what is seen. */
export function collect(graph: Graph, visible: Visible, scene: Scene): Seen {
  return { nodes: seenNodes(visible, scene), links: seenLinks(graph, visible, scene) };
}

/** Call back with each link and its words, in the order of the links. */
export async function withWords(source: Source, links: Uint32Array, use: (link: number, words: Words) => void): Promise<void> {
  for (let from = 0; from < links.length; from += AT_ONCE) {
    const some = Array.from(links.subarray(from, from + AT_ONCE));
    const found = await source.words(some);
    some.forEach((link, place) => use(link, found[place] ?? { passages: [], more: 0, cue: "" }));
  }
}
