/** A query sent to the endpoint, and what comes back. */

import { asked, TOOK } from "../page/server";
import { readResults } from "../results/json";
import { readTriples } from "../results/ntriples";
import type { Answer } from "../results/term";

export interface Answered {
  readonly answer: Answer;
  readonly milliseconds: number;
  /** What the server says about an answer that it cut. */
  readonly notice: string | null;
}

/** What went wrong, in the server's words, and where in the query. */
export class Refusal extends Error {
  constructor(message: string, readonly status: number, readonly place: { readonly line: number; readonly column: number } | null) {
    super(message);
  }
}

const ACCEPT = "application/sparql-results+json, application/n-triples;q=0.9";

/** Return the answer.
 *
 * @throws Refusal where the server gives none; an AbortError where the signal ended it (the server then stops, too).
 */
export async function ask(query: string, signal: AbortSignal): Promise<Answered> {
  const start = performance.now();
  const response = await send(query, ACCEPT, signal);
  const text = await response.text();
  const milliseconds = Number(response.headers.get(TOOK) ?? performance.now() - start);
  const media = (response.headers.get("content-type") ?? "").split(";")[0]?.trim();
  const answer = media === "application/n-triples" ? readTriples(text) : readResults(text);
  return { answer, milliseconds, notice: noticeOf(response) };
}

/** Return the answer as a file in another form. */
export async function download(query: string, media: string): Promise<Blob> {
  return (await send(query, media)).blob();
}

/** Return the SPARQL of a saved question with these settings.
 *
 * @throws Refusal where a setting does not fit.
 */
export async function filled(name: string, settings: Readonly<Record<string, string>>, signal: AbortSignal): Promise<string> {
  const parameters = new URLSearchParams({ question: name, ...settings });
  let response: Response;
  try {
    response = await asked(`/query/fill?${parameters.toString()}`, { headers: { accept: "application/json" }, signal });
  } catch (error) {
    throw reached(error);
  }
  if (!response.ok) throw await refusalOf(response);
  return ((await response.json()) as { readonly query: string }).query;
}

async function send(query: string, accept: string, signal?: AbortSignal): Promise<Response> {
  let response: Response;
  try {
    response = await asked("/sparql", { method: "POST", headers: { "content-type": "application/sparql-query", accept }, body: query, ...(signal ? { signal } : {}) });
  } catch (error) {
    throw reached(error);
  }
  if (!response.ok) throw await refusalOf(response);
  return response;
}

function reached(error: unknown): unknown {
  if (error instanceof DOMException && error.name === "AbortError") return error;
  return new Refusal("The server cannot be reached. Is it still running?", 0, null);
}

async function refusalOf(response: Response): Promise<Refusal> {
  const text = (await response.text()).trim() || `The server answered with status ${response.status}.`;
  const told = response.status === 400 ? plainer(text) : text;
  const wait = response.headers.get("retry-after");
  return new Refusal(wait && response.status === 503 ? `${told} Try again in ${wait} s.` : told, response.status, response.status === 400 ? placeOf(text) : null);
}

/** Return a parser's complaint without the classes of characters that it might have taken. */
export function plainer(text: string): string {
  const [start, list] = text.split(/ (?=expected one of )/u);
  if (start === undefined || list === undefined || !list.includes("..=")) return text;
  const words = [...new Set([...list.replace(/\[[^\]]*(?:\]|…|$)/gu, "").matchAll(/"([^"\s]{1,20})"/gu)].map(([, word]) => word ?? ""))];
  if (words.length === 0) return `${start} something else is expected here.`;
  return `${start} expected ${words.length === 1 ? "" : "one of "}${words.slice(0, 12).join("  ")}${words.length > 12 ? " …" : ""}`;
}

/** Return the line and column that a refusal names: "line 3, column 5" or "3:5". */
export function placeOf(text: string): { readonly line: number; readonly column: number } | null {
  const found = /\bline (\d+),? (?:at )?(?:column|character) (\d+)/iu.exec(text) ?? /(?:^|\s)(\d+):(\d+)\b/u.exec(text);
  return found ? { line: Number(found[1]), column: Number(found[2]) } : null;
}

function noticeOf(response: Response): string | null {
  const cut = response.headers.get("x-newsgraph-truncated") ?? response.headers.get("x-truncated");
  if (cut === null) return null;
  return /^\d+$/u.test(cut) ? `The server gives ${Number(cut).toLocaleString("en")} rows at most; there are more.` : cut === "true" ? "The answer was cut at the server's limit; there is more." : cut;
}
