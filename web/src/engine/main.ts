/** The engine of a page that no server answers: a worker that holds the graph in Oxigraph and answers queries one by one. */

import { initSync, Store } from "oxigraph/web.js";
import { callsOut, namesGraphs } from "./guard";
import type { Query, Start, Told } from "./protocol";
import { malformed } from "./refusals";

const JSON_ROWS = "application/sparql-results+json";
/** What the engine says of a query that answers with triples, asked for rows. */
const IS_TRIPLES = /^Not supported RDF format/u;
const PLAIN = "text/plain";

let store: Store | null = null;
let nothing: Store | null = null;

addEventListener("message", (event: MessageEvent<Start | Query>) => {
  try {
    if ("wasm" in event.data) tell({ ready: load(event.data) });
    else tell(answer(event.data));
  } catch (error) {
    // After a fault inside it nothing that the engine says can be relied on.
    tell({ fault: error instanceof RangeError || error instanceof WebAssembly.RuntimeError ? "memory" : String(error) });
    close();
  }
});

function tell(told: Told): void {
  postMessage(told);
}

function load({ wasm, parts }: Start): number {
  initSync({ module: wasm });
  nothing = new Store();
  const made = new Store();
  // Each part is let go once it is read.
  const given = (function* (): Iterable<Uint8Array> {
    for (let part = parts.shift(); part !== undefined; part = parts.shift()) yield part;
  })();
  made.load(given, { format: "application/trig", no_transaction: true, lenient: true });
  store = made;
  return made.size;
}

function answer({ id, query, base, rows, triples, most }: Query): Told {
  if (store === null || nothing === null) throw new Error("the graph is not loaded");
  const empty = nothing;
  const refused = (status: number, text: string): Told => ({ id, status, media: PLAIN, text });
  const read = (text: string): void => { empty.query(text, { base_iri: base }); };
  try {
    if (callsOut(query, read)) return refused(403, "The query asks another server with SERVICE; this page answers from its own graph only.");
    const isTriples = isAboutTriples(query, base, empty);
    const media = isTriples ? triples : rows;
    if (media === null) return refused(406, "This answer cannot be had in that form.");
    const options = { base_iri: base, results_format: media, use_default_graph_as_union: !namesGraphs(query, read) };
    const text = store.query(query, options) as string;
    const count = media === JSON_ROWS ? rowsOf(text, most.characters) : 0;
    if (text.length > most.characters || count > most.rows) {
      return refused(422, `The answer is longer than this page can show (${most.rows.toLocaleString("en")} rows); ask for less, with LIMIT.`);
    }
    return { id, status: 200, media, text };
  } catch (error) {
    if (error instanceof WebAssembly.RuntimeError || error instanceof RangeError) throw error;
    return refused(400, malformed(error instanceof Error ? error.message : String(error)));
  }
}

/** Throws what the engine says of a query that it cannot read. */
function isAboutTriples(query: string, base: string, empty: Store): boolean {
  try {
    empty.query(query, { base_iri: base, results_format: JSON_ROWS });
    return false;
  } catch (error) {
    if (error instanceof Error && IS_TRIPLES.test(error.message)) return true;
    throw error;
  }
}

function rowsOf(text: string, most: number): number {
  if (text.length > most) return 0;
  const bindings = (JSON.parse(text) as { readonly results?: { readonly bindings?: readonly unknown[] } }).results?.bindings;
  return bindings?.length ?? 0;
}
