/** The nodes and links that an answer holds, for the drawing. */

import { type Prefixes, shortened } from "../sparql/names";
import { nameColumn } from "./columns";
import { type Answer, type Cell, type Row, type Table, textOf } from "./term";

export interface Node {
  readonly id: string;
  /** The IRI that its page has, or null for names and blank nodes. */
  readonly iri: string | null;
  /** What the answer itself calls it. */
  readonly name: string | null;
}

export interface Link {
  readonly from: number;
  readonly to: number;
  readonly labels: readonly string[];
}

export interface Drawing {
  readonly nodes: readonly Node[];
  readonly links: readonly Link[];
  /** How many of the nodes that the answer holds are left out, as too many. */
  readonly left: number;
}

export const MOST_NODES = 300;

// What such a column names says how or by whom, and is no end of the link.
const NO_END = new Set(["relation", "type", "source", "tool", "denier", "answerer"]);
const BETWEEN = /^(?:relation|relationName|predicate|property|how|role|p)$/u;
const LABEL = "http://www.w3.org/2000/01/rdf-schema#label";
const TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
/** Prefixes of vocabularies: their terms say what things are and are no things themselves. */
const VOCABULARIES = new Set(["dcat", "dct", "eli", "foaf", "ng", "oa", "owl", "prov", "rdf", "rdfs", "schema", "sem", "skos", "void", "xsd"]);

/** Return the drawing, or null where nothing is linked with anything. */
export function drawingOf(answer: Answer, prefixes: Prefixes): Drawing | null {
  if (answer.kind === "boolean") return null;
  const makes = new Making(prefixes);
  if (answer.kind === "triples") fromTriples(answer.table, makes);
  else if (!fromRows(answer.table, makes)) return null;
  return makes.links.size === 0 ? null : makes.finished();
}

function fromTriples(table: Table, makes: Making): void {
  for (const [subject, predicate, object] of table.rows) {
    if (!subject || !object || !predicate) continue;
    if (object.type === "literal") {
      if (predicate.value === LABEL) makes.names.set(keyOf(subject), object.value);
    } else if (predicate.value !== TYPE) {
      makes.link(subject, object, makes.short(predicate));
    }
  }
}

function fromRows(table: Table, makes: Making): boolean {
  const between = table.columns.findIndex((name, column) => BETWEEN.test(name) || isTermColumn(table, column, makes.prefixes));
  const all = table.columns
    .map((_, column) => column)
    .filter((column) => column !== between && (isThings(table, column, makes.prefixes) || isNames(table, column)));
  // Where two ends or more have names, what has none (the statement, the article) only tells where they were read.
  const named = all.filter((column) => isNames(table, column) || hasName(table, column));
  const ends = named.length >= 2 ? named : all;
  if (ends.length < 2) return false;
  for (const row of table.rows) {
    for (const column of ends) {
      const cell = row[column];
      const name = nameColumn(table, column);
      const called = name === null ? null : row[name];
      if (cell && called) makes.names.set(keyOf(cell), textOf(called));
    }
    linkRow(row, ends, between, table, makes);
  }
  return true;
}

function linkRow(row: Row, ends: readonly number[], between: number, table: Table, makes: Making): void {
  const held = ends.filter((column) => row[column]);
  for (let at = 1; at < held.length; at += 1) {
    const column = held[at] as number;
    const saying = between >= 0 && at === 1 ? row[between] : null;
    const label = saying ? makes.short(saying) : (table.columns[column] ?? "").replace(/Name$/u, "");
    makes.link(row[held[at - 1] as number] ?? null, row[column] ?? null, label);
  }
}

function isThings(table: Table, column: number, prefixes: Prefixes): boolean {
  return table.rows.some((row) => {
    const cell = row[column];
    return cell?.type === "blank" || (cell?.type === "iri" && !isVocabulary(cell.value, prefixes));
  });
}

function isTermColumn(table: Table, column: number, prefixes: Prefixes): boolean {
  return table.rows.length > 0 && table.rows.every((row) => row[column]?.type === "iri" && isVocabulary(row[column].value, prefixes));
}

function hasName(table: Table, column: number): boolean {
  const name = table.columns[column] ?? "";
  return table.columns.includes(`${name}Name`) || table.columns.includes(`${name}Label`);
}

/** Names without a column of the things themselves, as the saved questions give them. */
function isNames(table: Table, column: number): boolean {
  const name = table.columns[column] ?? "";
  const bare = name.replace(/Name$/u, "");
  if (name !== "name" && (bare === name || NO_END.has(bare) || table.columns.includes(bare))) return false;
  return name === "name" ? table.columns.some((other) => /[a-z]Name$/u.test(other)) : true;
}

function isVocabulary(iri: string, prefixes: Prefixes): boolean {
  const short = shortened(iri, prefixes);
  return short !== null && VOCABULARIES.has(short.slice(0, short.indexOf(":")));
}

function keyOf(cell: NonNullable<Cell>): string {
  return cell.type === "iri" ? cell.value : `${cell.type} ${cell.value}`;
}

class Making {
  readonly names = new Map<string, string>();
  readonly links = new Map<string, { readonly one: string; readonly other: string; readonly labels: Set<string> }>();
  private readonly cells = new Map<string, NonNullable<Cell>>();
  private readonly degrees = new Map<string, number>();

  constructor(readonly prefixes: Prefixes) {}

  short(cell: NonNullable<Cell>): string {
    const name = cell.type === "iri" ? (shortened(cell.value, this.prefixes) ?? cell.value) : textOf(cell);
    return name.replace(/^[a-z]+:/u, "");
  }

  link(from: Cell, to: Cell, label: string): void {
    if (!from || !to) return;
    const [one, other] = [keyOf(from), keyOf(to)];
    if (one === other) return;
    this.cells.set(one, from);
    this.cells.set(other, to);
    const key = `${one}\n${other}`;
    const known = this.links.get(key);
    if (known) known.labels.add(label);
    else {
      this.links.set(key, { one, other, labels: new Set([label]) });
      for (const end of [one, other]) this.degrees.set(end, (this.degrees.get(end) ?? 0) + 1);
    }
  }

  /** The nodes with the most links are kept where there are too many; of equals, those that come first. */
  finished(): Drawing {
    const all = [...this.cells.keys()];
    const kept = all.map((key, place) => ({ key, place, degree: this.degrees.get(key) ?? 0 }))
      .sort((one, other) => other.degree - one.degree || one.place - other.place)
      .slice(0, MOST_NODES)
      .sort((one, other) => one.place - other.place);
    const places = new Map(kept.map(({ key }, place) => [key, place]));
    const nodes = kept.map(({ key }): Node => {
      const cell = this.cells.get(key) as NonNullable<Cell>;
      const name = this.names.get(key) ?? (cell.type === "literal" ? cell.value : null);
      return { id: key, iri: cell.type === "iri" ? cell.value : null, name };
    });
    const links: Link[] = [];
    for (const { one, other, labels } of this.links.values()) {
      const [from, to] = [places.get(one), places.get(other)];
      if (from !== undefined && to !== undefined) links.push({ from, to, labels: [...labels] });
    }
    return { nodes, links, left: all.length - nodes.length };
  }
}
