/** What the parts of the panel and the tables share: the graph, what is known of its nodes, and words as they are asked for. */

import type { Details, Graph, Words } from "../graph/model";
import type { Context, Selection } from "../state";

type Fill = (words: Words | Error) => void;

export class Desk {
  readonly graph: Graph;
  /** Null until they are there. */
  details: Details | null = null;
  private asked: { readonly link: number; readonly fill: Fill }[] = [];

  constructor(readonly context: Context) {
    this.graph = context.graph;
  }

  /** Select this, as one step that Back returns from. */
  select(selected: Selection | null): void {
    this.context.store.set({ selected }, { step: true });
  }

  /** Call back with the words of a link; those asked for in one go are loaded in one go. Or with what went wrong, in words to be shown. */
  words(link: number, fill: Fill): void {
    if (this.asked.length === 0) queueMicrotask(() => void this.load());
    this.asked.push({ link, fill });
  }

  private async load(): Promise<void> {
    const asked = this.asked;
    this.asked = [];
    const found = await this.context.source.words(asked.map(({ link }) => link)).catch((error: unknown) => error as Error);
    asked.forEach(({ fill }, place) => fill(found instanceof Error ? found : found[place]!));
  }
}
