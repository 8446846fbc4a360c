/** What the page and its engine say to each other. */

/** The first message: Oxigraph itself, and the graph as parts of one TriG text. */
export interface Start {
  readonly wasm: Uint8Array<ArrayBuffer>;
  readonly parts: Uint8Array<ArrayBuffer>[];
}

export interface Query {
  readonly id: number;
  readonly query: string;
  /** What relative IRIs start from. */
  readonly base: string;
  /** The forms that the answer may have: of rows and truths, and of triples; null where that will not do. */
  readonly rows: string | null;
  readonly triples: string | null;
  readonly most: { readonly rows: number; readonly characters: number };
}

export type Told =
  /** The graph is loaded. */
  | { readonly ready: number }
  /** The engine is of no use any more. */
  | { readonly fault: string }
  | { readonly id: number; readonly status: number; readonly media: string; readonly text: string };
