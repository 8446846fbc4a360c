/** Where the explorer's data come from: blocks in the page itself, or a server. */

import { readDetails, type ReadDetails } from "./details";
import { DAMAGED, fromText, inflated } from "./encoding";
import type { Source, Words } from "./model";
import { readGraph, type Read } from "./read";
import { NOTHING, byArticle, readWords, type ByArticle } from "./words";

type Bytes = Uint8Array<ArrayBuffer>;

/** What gives the compressed parts; the snapshot is the one that the graph names. */
export interface Parts {
  graph(): Promise<Bytes>;
  details(snapshot: string): Promise<Bytes>;
  words(block: number, snapshot: string): Promise<Bytes>;
}

/** Addresses of the parts on a server; a block's number is put after `words`. */
export interface Addresses {
  readonly graph: string;
  readonly details: string;
  readonly words: string;
}

/** Return a source that reads script blocks of this page, with the ids `graph`, `details`, `words-0`, `words-1`, …. */
export function fileSource(): Source {
  return sourceOf({
    graph: () => block("graph"),
    details: () => block("details"),
    words: (number) => block(`words-${number}`),
  });
}

/** Return a source that asks a server; `waiting` is told what the server says while the graph is being made. */
export function serverSource(addresses: Addresses, waiting: (message: string) => void = () => {}): Source {
  const of = (address: string, snapshot: string): string => `${address}?snapshot=${encodeURIComponent(snapshot)}`;
  return sourceOf({
    graph: () => fetched(addresses.graph, waiting),
    details: (snapshot) => fetched(of(addresses.details, snapshot), waiting),
    words: (number, snapshot) => fetched(of(addresses.words + String(number), snapshot), waiting),
  });
}

/** Return a source that reads each part once, when it is first asked for. */
export function sourceOf(parts: Parts): Source {
  const read = once(async (): Promise<Read> => readGraph(await inflated(await parts.graph())));
  const details = once(async (): Promise<ReadDetails> => {
    const { graph } = await read();
    return readDetails(await inflated(await parts.details(graph.snapshot)), graph);
  });
  const links = once(async (): Promise<ByArticle> => byArticle((await read()).graph));
  const blocks = new Map<number, () => Promise<ReturnType<typeof readWords>>>();

  function block(number: number): Promise<ReturnType<typeof readWords>> {
    let found = blocks.get(number);
    if (found === undefined) {
      found = once(async () => {
        const { graph } = await read();
        const { vocabulary } = await details();
        return readWords(await inflated(await parts.words(number, graph.snapshot)), await links(), vocabulary);
      });
      blocks.set(number, found);
    }
    return found();
  }

  async function words(wanted: readonly number[]): Promise<readonly Words[]> {
    const { graph, blocks: starting } = await read();
    const articles = wanted.map((link) => graph.links.articles[link] ?? -1);
    const numbers = articles.map((article) => blockOf(starting, article));
    const known = new Map<number, ReturnType<typeof readWords>>();
    await Promise.all(
      Array.from(new Set(numbers), async (number) => {
        if (number >= 0) known.set(number, await block(number));
      }),
    );
    return wanted.map((link, place) => known.get(numbers[place]!)?.(link, articles[place]!) ?? NOTHING);
  }

  return { graph: async () => (await read()).graph, details: async () => (await details()).details, words };
}

/** Return the number of the block that has the article's words; -1 where none has. */
function blockOf(starts: Uint32Array, article: number): number {
  let block = -1;
  while (block + 1 < starts.length && starts[block + 1]! <= article) block++;
  return block;
}

/** Return a function that makes its value once; what failed is tried again when it is next asked for. */
function once<Value>(make: () => Promise<Value>): () => Promise<Value> {
  let made: Promise<Value> | null = null;
  return () => {
    made ??= make().catch((error: unknown) => {
      made = null;
      throw error;
    });
    return made;
  };
}

async function block(id: string): Promise<Bytes> {
  // The script runs before all blocks have been read, so that the picture is there early.
  if (id !== "graph") await parsed();
  const text = (document.getElementById(id) ?? (await parsed(), document.getElementById(id)))?.textContent;
  if (text === null || text === undefined) throw new Error(DAMAGED);
  return fromText(text);
}

function parsed(): Promise<void> {
  if (document.readyState !== "loading") return Promise.resolve();
  return new Promise((resolve) => document.addEventListener("DOMContentLoaded", () => resolve(), { once: true }));
}

async function fetched(address: string, waiting: (message: string) => void): Promise<Bytes> {
  for (;;) {
    const answer = await asked(address);
    const seconds = Number(answer.headers.get("Retry-After") ?? NaN);
    const isWaiting = (answer.status === 202 || answer.status === 503) && Number.isFinite(seconds);
    if (answer.ok && !isWaiting) {
      try {
        return new Uint8Array(await answer.arrayBuffer());
      } catch {
        throw new Error(UNREACHED);
      }
    }
    const sentence = (await said(answer)) || `The server answered ${answer.status}.`;
    if (!isWaiting) throw new Error(sentence);
    waiting(sentence);
    await new Promise((resolve) => setTimeout(resolve, Math.min(Math.max(seconds, 0.1), 60) * 1000));
  }
}

const UNREACHED = "The server cannot be reached; see that newsgraph serve is running, then load the page again.";

async function asked(address: string): Promise<Response> {
  try {
    return await fetch(address);
  } catch {
    throw new Error(UNREACHED);
  }
}

async function said(answer: Response): Promise<string> {
  const isPlain = answer.headers.get("Content-Type")?.startsWith("text/plain") ?? false;
  try {
    return isPlain ? (await answer.text()).trim() : "";
  } catch {
    return "";
  }
}
