/** From the bytes of the details' part to identifiers and facts. */

import { Columns, guarded, summed } from "./encoding";
import { NONE, type Details, type Graph } from "./model";

/** How an identifier is told: by the node's name, by words of its own, by its kind alone, as a whole, or by name and article. */
const BY_NAME = 0;
const BY_TEXT = 1;
const BY_HASH = 2;
const LITERAL = 3;
const BY_ARTICLE = 4;

interface Fact {
  readonly name: string;
  /** Nodes, the smaller numbers first. */
  readonly nodes: Uint32Array;
  readonly texts: readonly string[];
}

export interface ReadDetails {
  readonly details: Details;
  /** The words that the sentences of all blocks are told by. */
  readonly vocabulary: readonly string[];
}

/** Return what an uncompressed part holds of the graph's nodes. Throws an Error whose message can be shown. */
export function readDetails(bytes: Uint8Array, graph: Graph): ReadDetails {
  return guarded(() => {
    const { count, names, kinds } = graph.nodes;
    const columns = new Columns(bytes, "d");
    columns.of(graph.snapshot);
    const forms = columns.bytes(count);
    const texts = columns.texts(columns.count("texts"));
    // By node, where its text or its article stands among those told.
    const placeIn = new Uint32Array(count);
    let texted = 0;
    let hashed = 0;
    let long = 0;
    let local = 0;
    for (let node = 0; node < count; node++) {
      const form = forms[node]!;
      placeIn[node] = form === BY_TEXT || form === LITERAL ? texted++ : form === BY_ARTICLE ? local++ : NONE;
      if (form !== LITERAL) hashed++;
      if (form === BY_HASH) long++;
    }
    const [low, high] = spread(forms, columns.numbers(hashed), columns.numbers(long));
    const articles = columns.numbers(local);
    const prefixes = columns.texts(columns.count("prefixes"));
    const facts = readFacts(columns, columns.count("facts"));
    const vocabulary = columns.texts(columns.count("vocabulary"));

    function id(node: number): string {
      const form = forms[node];
      if (form === undefined) return "";
      if (form === LITERAL) return texts[placeIn[node]!]!;
      const start = `${prefixes[kinds[node]!]!}/`;
      if (form === BY_HASH) return start + hex(high[node]!) + hex(low[node]!);
      return `${start}${key(node, form)}-${hex(low[node]!)}`;
    }

    function key(node: number, form: number): string {
      if (form === BY_TEXT) return texts[placeIn[node]!]!;
      const named = slug(names[node]!);
      if (form === BY_NAME) return named;
      const article = articles[placeIn[node]!]!;
      return `${named}-in-${hex(high[article]!)}${hex(low[article]!)}`;
    }

    function find(wanted: string): number {
      const digits = /[0-9a-f]{8}$/.exec(wanted);
      const ending = digits === null ? 0 : parseInt(digits[0], 16);
      for (let node = 0; node < count; node++) {
        const fits = forms[node] === LITERAL || low[node] === ending;
        if (fits && id(node) === wanted) return node;
      }
      return NONE;
    }

    return { details: { id, find, facts: (node) => factsOf(facts, node) }, vocabulary };
  });
}

function spread(forms: Uint8Array, low: Uint32Array, high: Uint32Array): [Uint32Array, Uint32Array] {
  const result: [Uint32Array, Uint32Array] = [new Uint32Array(forms.length), new Uint32Array(forms.length)];
  let hashed = 0;
  let long = 0;
  for (let node = 0; node < forms.length; node++) {
    if (forms[node] !== LITERAL) result[0][node] = low[hashed++]!;
    if (forms[node] === BY_HASH) result[1][node] = high[long++]!;
  }
  return result;
}

function readFacts(columns: Columns, count: number): Fact[] {
  return columns.texts(count).map((name) => {
    const told = columns.numbers(1)[0]!;
    return { name, nodes: summed(columns.numbers(told)), texts: columns.texts(told) };
  });
}

function factsOf(facts: readonly Fact[], node: number): Readonly<Record<string, string>> {
  const found: [string, string][] = [];
  for (const fact of facts) {
    const place = placeOf(fact.nodes, node);
    if (place >= 0) found.push([fact.name, fact.texts[place]!]);
  }
  return Object.fromEntries(found);
}

/** Return where the number stands among numbers in order; -1 where it does not. */
export function placeOf(numbers: Uint32Array, wanted: number): number {
  let left = 0;
  let right = numbers.length;
  while (left < right) {
    const middle = (left + right) >> 1;
    if (numbers[middle]! < wanted) left = middle + 1;
    else right = middle;
  }
  return numbers[left] === wanted ? left : -1;
}

function hex(number: number): string {
  return number.toString(16).padStart(8, "0");
}

/** As `slug` in ids.py. */
function slug(name: string): string {
  const plain = name.normalize("NFKD").replace(/[^\x00-\x7f]/g, "").toLowerCase();
  return plain.replace(/[^a-z0-9]+/g, "-").slice(0, 48).replace(/^-+|-+$/g, "") || "unnamed";
}
