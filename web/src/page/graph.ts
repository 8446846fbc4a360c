/** What the page knows of the graph: prefixes, terms, names of things, and where their pages are. */

import { asked } from "./server";
import type { Prefixes } from "../sparql/names";
import { bracketed, shortened } from "../sparql/names";
import { readResults } from "../results/json";
import { type Cell, isWebAddress, textOf } from "../results/term";

/** A class or property: how it is written, what it means, how often the graph uses it (at least, where there are `more`; null where it is worked out). */
export interface Term {
  readonly name: string;
  readonly sort: "class" | "property" | "value";
  readonly label: string;
  readonly comment: string;
  readonly uses: number | null;
  readonly more: boolean;
}

export interface Vocabulary {
  readonly base: string;
  readonly prefixes: Prefixes;
  readonly terms: readonly Term[];
  /** Where the pages of things are, in a file: what their identifiers are put behind. */
  readonly pages?: string;
}

/** A thing that bears a name. */
export interface Thing {
  readonly iri: string;
  readonly name: string;
  readonly kind: string;
  /** What is told beside the name: in how many articles it is. */
  readonly told: string;
}

const MOST_AT_ONCE = 150;
/** What the explorer draws, by identifier; where there is no server, claims and mentions have no page. */
const DRAWN = /^(?:article|person|organization|place|legislation|event|group)\//u;
const LABEL = "http://www.w3.org/2000/01/rdf-schema#label";

export class Graph {
  private readonly names = new Map<string, string>();
  private readonly asked = new Map<string, Promise<boolean>>();

  constructor(readonly vocabulary: Vocabulary) {}

  get prefixes(): Prefixes {
    return this.vocabulary.prefixes;
  }

  /** Return how an IRI is shown: short where a prefix fits. */
  short(iri: string): string {
    return shortened(iri, this.prefixes) ?? iri;
  }

  /** Return whether the IRI is one of the graph's own. */
  isOwn(iri: string): boolean {
    return this.vocabulary.base !== "" && iri.startsWith(this.vocabulary.base);
  }

  /** Return where an IRI's page is: under this server for the graph's own; null for what is no web address. */
  page(iri: string): string | null {
    const rest = iri.slice(this.vocabulary.base.length);
    if (this.isOwn(iri)) return rest && !rest.startsWith("/") ? this.ownPage(rest) : null;
    return isWebAddress(iri) && !iri.startsWith(this.prefixes["ng"] ?? "\n") ? iri : null;
  }

  private ownPage(id: string): string | null {
    const { pages } = this.vocabulary;
    if (pages === undefined) return `/${id}`;
    return DRAWN.test(id) ? `${pages}${encodeURIComponent(id)}` : null;
  }

  /** Return the known name of a thing; see `load`. */
  name(iri: string): string | null {
    return this.names.get(iri) ?? null;
  }

  /** Keep a name that an answer gave. */
  call(iri: string, name: string): void {
    this.names.set(iri, name);
  }

  /** Ask for the names of the graph's own things among these; return whether any came, also if another asked before. */
  async load(iris: Iterable<string>): Promise<boolean> {
    const wanted = [...new Set(iris)].filter((iri) => this.isOwn(iri) && bracketed(iri) !== null);
    const open = wanted.filter((iri) => !this.asked.has(iri));
    let last: Promise<boolean> = Promise.resolve(false);
    for (let start = 0; start < open.length; start += MOST_AT_ONCE) {
      const some = open.slice(start, start + MOST_AT_ONCE);
      last = last.then(() => this.ask(some));
      for (const iri of some) this.asked.set(iri, last);
    }
    const came = await Promise.all(new Set(wanted.map((iri) => this.asked.get(iri))));
    return came.includes(true);
  }

  private async ask(iris: readonly string[]): Promise<boolean> {
    const values = iris.map((iri) => bracketed(iri)).join(" ");
    const rows = await select(`SELECT ?thing (MIN(STR(?label)) AS ?name) { VALUES ?thing { ${values} } ?thing <${LABEL}> ?label } GROUP BY ?thing`);
    for (const [thing, name] of rows) if (thing && name) this.names.set(textOf(thing), textOf(name));
    return rows.length > 0;
  }
}

/** Return the rows of a small query of the page's own; none where it could not be answered. */
export async function select(query: string): Promise<readonly (readonly Cell[])[]> {
  try {
    const response = await asked("/sparql", {
      method: "POST",
      headers: { "content-type": "application/sparql-query", accept: "application/sparql-results+json" },
      body: query,
    });
    if (!response.ok) return [];
    const answer = readResults(await response.text());
    return answer.kind === "rows" ? answer.table.rows : [];
  } catch {
    return [];
  }
}

/** What is known of a graph whose server does not tell. */
export const NO_VOCABULARY: Vocabulary = { base: "", prefixes: {}, terms: [] };

/** Return what the server knows of the vocabulary; null where it cannot be had now. */
export async function vocabulary(): Promise<Vocabulary | null> {
  try {
    const response = await asked("/query/vocabulary", { headers: { accept: "application/json" } });
    if (response.ok) return (await response.json()) as Vocabulary;
  } catch {
    // The page works without completion.
  }
  return null;
}
