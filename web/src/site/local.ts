/** A page that is a file answers what the query page asks of a server: queries, saved questions, terms, names. */

import type { Start } from "../engine/protocol";
import { fromText, inflated } from "../explorer/graph/encoding";
import { Search } from "../explorer/graph/search";
import type { Vocabulary } from "../page/graph";
import { type Server, TOOK } from "../page/server";
import { readResults } from "../results/json";
import { textOf } from "../results/term";
import { lex } from "../sparql/lexer";
import { declared, type Prefixes, undeclared } from "../sparql/names";
import { Engine } from "./engine";
import { filledQuestion, type SavedQuestion, Unfit } from "./filling";

/** Names that may be meant, the most important first: by place, what they stand for. */
interface Things {
  readonly ids: readonly string[];
  readonly names: readonly string[];
  readonly kinds: readonly string[];
  readonly articles: readonly number[];
}

const SECONDS = 60;
const MOST = { rows: 100_000, characters: 64 * 1024 * 1024 };
const ROWS = ["application/sparql-results+json", "application/sparql-results+xml", "text/csv", "text/tab-separated-values"];
const TRIPLES = ["application/n-triples", "text/turtle", "application/ld+json", "application/rdf+xml"];
const MATCHES = "https://w3id.org/newsgraph/ns#matches";
const CHANGES = new Set(["INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH"]);

/** Return what answers from the blocks of this page. */
export function localServer(): Server {
  const vocabulary = json<Vocabulary>("vocabulary");
  const engine = new Engine(block("engine"), start, SECONDS);
  const questions = json<readonly SavedQuestion[]>("questions-data");
  const names = once(() => {
    const things = json<Things>("things");
    return { things, search: new Search(things.names) };
  });
  engine.warm();

  async function sparql(query: string, accept: string, signal?: AbortSignal | null): Promise<Response> {
    const refused = refusal(query, vocabulary.prefixes);
    if (refused !== null) return plain(refused.status, refused.text);
    const known = undeclared(query, vocabulary.prefixes).map((name) => `PREFIX ${name}: <${vocabulary.prefixes[name] ?? ""}> `).join("");
    const [rows, triples] = [offered(accept, ROWS), offered(accept, TRIPLES)];
    const found = await engine.ask({ query: known + query, base: vocabulary.base, rows, triples, most: MOST }, signal);
    const text = found.status === 200 ? found.text : placed(found.text, known.length);
    return new Response(text, { status: found.status, headers: { "content-type": found.media, [TOOK]: String(found.milliseconds) } });
  }

  async function first(query: string, signal?: AbortSignal | null): Promise<readonly string[]> {
    const response = await sparql(query, ROWS[0] ?? "", signal);
    if (!response.ok) throw new Unfit(await response.text());
    const answer = readResults(await response.text());
    return answer.kind === "rows" ? answer.table.rows.map((row) => textOf(row[0] ?? null)) : [];
  }

  async function filled(parameters: URLSearchParams, signal?: AbortSignal | null): Promise<Response> {
    const { question: name = "", ...settings } = Object.fromEntries(parameters);
    const question = questions.find((known) => known.name === name);
    if (question === undefined) return plain(400, `There is no saved question '${name}'.`);
    try {
      return Response.json({ query: await filledQuestion(question, settings, vocabulary.prefixes, (query) => first(query, signal)) });
    } catch (error) {
      if (error instanceof Unfit) return plain(400, error.message);
      throw error;
    }
  }

  function suggested(text: string): Response {
    const { things, search } = names();
    const suggestions = search.find(text, 10).map(({ node }) => ({
      id: things.ids[node], href: "", label: things.names[node], kind: things.kinds[node], articles: things.articles[node],
    }));
    return Response.json({ suggestions });
  }

  return async (address, init) => {
    const { pathname, searchParams } = new URL(address, "https://page.invalid/");
    if (pathname === "/sparql") return sparql(String(init?.body ?? ""), new Headers(init?.headers).get("accept") ?? "", init?.signal);
    if (pathname === "/query/fill") return filled(searchParams, init?.signal);
    if (pathname === "/query/vocabulary") return Response.json(vocabulary);
    if (pathname === "/suggest") return suggested(searchParams.get("q") ?? "");
    return plain(404, "There is nothing at this address.");
  };
}

/** Return why a query is not even begun. */
export function refusal(query: string, prefixes: Prefixes): { readonly status: number; readonly text: string } | null {
  const tokens = lex(query);
  const words = tokens.filter(({ kind }) => kind === "keyword" || kind === "word").map(({ from, to }) => query.slice(from, to).toUpperCase());
  const form = words.find((word) => word !== "PREFIX" && word !== "BASE" && word !== "VERSION");
  if (form !== undefined && CHANGES.has(form)) return { status: 403, text: "This page only reads the graph; nothing in it can be changed." };
  const own = declared(query);
  const isSearch = tokens.some(({ kind, from, to }) => {
    const text = query.slice(from, to);
    if (kind === "iri") return text === `<${MATCHES}>`;
    const prefix = text.slice(0, text.indexOf(":"));
    if (kind !== "name" || text.slice(prefix.length + 1) !== "matches") return false;
    return own.has(prefix) ? query.includes(MATCHES.slice(0, -7)) : (prefixes[prefix] ?? "") + "matches" === MATCHES;
  });
  return isSearch ? { status: 400, text: "A page without a server cannot search texts (ng:matches); `newsgraph serve` can, or compare names with CONTAINS." } : null;
}

/** Return the parser's complaint with its place in what somebody wrote, not behind the prefixes put before it. */
export function placed(text: string, before: number): string {
  return text.replace(/\bline 1, column (\d+)/u, (_, column: string) => `line 1, column ${Math.max(1, Number(column) - before)}`);
}

/** Return the first of what is accepted that can be given. */
function offered(accept: string, forms: readonly string[]): string | null {
  return accept.split(",").map((part) => (part.split(";")[0] ?? "").trim()).find((media) => forms.includes(media)) ?? null;
}

async function start(): Promise<Start> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  for (let number = 0; document.getElementById(`quads-${number}`) !== null; number += 1) parts.push(await inflated(fromText(block(`quads-${number}`))));
  return { wasm: await inflated(fromText(block("wasm"))), parts };
}

function plain(status: number, text: string): Response {
  return new Response(text, { status, headers: { "content-type": "text/plain; charset=utf-8" } });
}

function block(id: string): string {
  const text = document.getElementById(id)?.textContent;
  if (text === null || text === undefined) throw new Error(`The page has no block ${id}; make it again.`);
  return text;
}

function json<Value>(id: string): Value {
  return JSON.parse(block(id)) as Value;
}

function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | null = null;
  return () => (made ??= { value: make() }).value;
}
