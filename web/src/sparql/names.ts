/** Namespaces: IRIs made short, and the PREFIX lines that a query needs. */

import { lex } from "./lexer";

/** Prefix to namespace, as the server knows them. */
export type Prefixes = Readonly<Record<string, string>>;

const LOCAL_NAME = /^[\p{L}\p{N}_](?:[\p{L}\p{N}_.-]*[\p{L}\p{N}_-])?$/u;
const IRI = /^[A-Za-z][A-Za-z0-9+.-]*:[^\s<>"{}|^`\\\u0000-\u0020]*$/u;

/** Return the prefixed name of an IRI that may stand in a query, or null where no prefix fits. */
export function shortened(iri: string, prefixes: Prefixes): string | null {
  let best: readonly [string, string] | null = null;
  for (const [prefix, space] of Object.entries(prefixes)) {
    if (iri.startsWith(space) && (best === null || space.length > best[1].length)) best = [prefix, space];
  }
  if (best === null) return null;
  const local = iri.slice(best[1].length);
  return LOCAL_NAME.test(local) ? `${best[0]}:${local}` : null;
}

/** Return the IRI in angle brackets, or null where it holds what SPARQL forbids there. */
export function bracketed(iri: string): string | null {
  return IRI.test(iri) ? `<${iri}>` : null;
}

/** Return how the IRI is written in a query: short where it can be. */
export function written(iri: string, prefixes: Prefixes): string | null {
  return shortened(iri, prefixes) ?? bracketed(iri);
}

/** Return the prefixes that the query declares. */
export function declared(query: string): ReadonlySet<string> {
  const tokens = lex(query);
  const found = new Set<string>();
  tokens.forEach((token, at) => {
    const name = tokens[at + 1];
    if (token.kind === "keyword" && query.slice(token.from, token.to).toUpperCase() === "PREFIX" && name?.kind === "name") {
      found.add(query.slice(name.from, name.to).replace(/:.*$/u, ""));
    }
  });
  return found;
}

/** Return the known prefixes that the query uses and does not declare, in order of the alphabet. */
export function undeclared(query: string, prefixes: Prefixes): readonly string[] {
  const known = declared(query);
  const used = new Set<string>();
  for (const token of lex(query)) {
    if (token.kind !== "name") continue;
    const prefix = query.slice(token.from, token.to).replace(/:.*$/u, "");
    if (!known.has(prefix) && Object.hasOwn(prefixes, prefix)) used.add(prefix);
  }
  return [...used].sort();
}

/** Return PREFIX lines for these prefixes. */
export function prefixLines(names: readonly string[], prefixes: Prefixes): string {
  return names.map((name) => `PREFIX ${name}: <${prefixes[name] ?? ""}>\n`).join("");
}

/** Return where a PREFIX line is put: behind those that stand there, else behind the comments that begin the query. */
export function placeForPrefix(query: string): number {
  let place = 0;
  let start = 0;
  for (const line of query.split("\n")) {
    const end = Math.min(query.length, start + line.length + 1);
    if (/^\s*(?:PREFIX|BASE)\b/iu.test(line)) place = end;
    else if (!/^\s*(?:#.*)?$/u.test(line)) break;
    else if (/^\s*#/u.test(line)) place = end;
    start += line.length + 1;
  }
  return place;
}

/** Return the query with every known prefix that it uses declared. */
export function withPrefixes(query: string, prefixes: Prefixes): string {
  const missing = undeclared(query, prefixes);
  if (missing.length === 0) return query;
  const place = placeForPrefix(query);
  const before = query.slice(0, place);
  return `${before}${before && !before.endsWith("\n") ? "\n" : ""}${prefixLines(missing, prefixes)}${query.slice(place)}`;
}
