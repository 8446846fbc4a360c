/** Saved questions with their settings filled in: the same text as `newsgraph.questions` makes, and the same refusals. */

import type { Prefixes } from "../sparql/names";

export interface Parameter {
  readonly name: string;
  readonly type: "entity" | "date" | "number" | "text";
  readonly example: string;
  readonly required: boolean;
}

export interface SavedQuestion {
  readonly name: string;
  readonly parameters: readonly Parameter[];
  readonly text: string;
}

export type Settings = Readonly<Record<string, string>>;
/** Returns what stands in the first column of a query's rows. */
export type First = (query: string) => Promise<readonly string[]>;

/** Why a question cannot be filled in. */
export class Unfit extends Error {}

const SLOT = /VALUES \?([A-Za-z]+) \{ ([^{}\n]*) \}/gu;
const IRI = /^(?:https?:\/\/|urn:)[^\u0000-\u0020<>"{}|^`\\\u007f-\u009f]+$/iu;
const ESCAPES: Readonly<Record<string, string>> = { "\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f" };
const RDFS = "http://www.w3.org/2000/01/rdf-schema#";
const SKOS = "http://www.w3.org/2004/02/skos/core#";
const XSD = "http://www.w3.org/2001/XMLSchema#";

/** Return the question's SPARQL as the page shows it; names are looked up in the graph.
 *
 * @throws Unfit where a setting does not fit.
 */
export async function filledQuestion(question: SavedQuestion, settings: Settings, prefixes: Prefixes, first: First): Promise<string> {
  const given = new Map(Object.entries(settings).filter(([, value]) => value));
  const types = new Map(question.parameters.map((parameter) => [parameter.name, parameter]));
  for (const name of given.keys()) {
    if (types.has(name)) continue;
    const takes = types.size > 0 ? `it takes ${[...types.keys()].join(", ")}` : "it takes none";
    throw new Unfit(`Question ${quoted(question.name)} has no parameter ${quoted(name)}; ${takes}.`);
  }
  const values = new Map<string, readonly string[]>();
  for (const { name, type } of question.parameters) {
    const setting = given.get(name);
    if (setting === undefined) continue;
    const expanded = expandedName(setting, prefixes);
    values.set(name, type === "entity" ? await things(expanded, first) : [expanded]);
  }
  const missing = question.parameters.filter(({ name, required }) => required && !values.has(name));
  if (missing.length > 0) {
    const asks = missing.map(({ name, example }) => `--set ${name}="${example}"`).join(" ");
    throw new Unfit(`Question ${quoted(question.name)} needs to know more; say it as ${asks}.`);
  }
  const made = question.text.replace(SLOT, (slot: string, name: string, inside: string) => {
    const parameter = types.get(name);
    if (parameter === undefined) return slot;
    const chosen = values.get(name);
    if (chosen === undefined) return inside === "UNDEF" ? "" : slot;
    return `VALUES ?${name} { ${chosen.map((value) => term(parameter, value)).join(" ")} }`;
  });
  return shown(made);
}

/** Return the text without the comments that declare its parameters, and without empty lines. */
function shown(text: string): string {
  const [title, ...lines] = text.split("\n");
  const start = lines.findIndex((line) => !line.startsWith("#"));
  return [title, ...lines.slice(start < 0 ? lines.length : start).filter((line) => line.trim())].join("\n");
}

/** Return the IRI of `person:…`, as the page writes identifiers short; anything else as it is. */
function expandedName(value: string, prefixes: Prefixes): string {
  const colon = value.indexOf(":");
  const [prefix, local] = colon < 0 ? [value, ""] : [value.slice(0, colon), value.slice(colon + 1)];
  return colon >= 0 && Object.hasOwn(prefixes, prefix) && local && !local.includes(" ") && !local.startsWith("//") ? `${prefixes[prefix] ?? ""}${local}` : value;
}

async function things(setting: string, first: First): Promise<readonly string[]> {
  if (IRI.test(setting)) return [setting];
  const found = [...new Set(await first(namedQuery(setting)))].sort(byCodePoint);
  if (found.length === 0) throw new Unfit(`Nothing in the graph is named ${quoted(setting)}; give its whole name or its IRI.`);
  return found;
}

function namedQuery(name: string): string {
  return `PREFIX rdfs: <${RDFS}>\nPREFIX skos: <${SKOS}>\nSELECT DISTINCT ?thing {\n` +
    "  { ?thing rdfs:label ?name } UNION { ?thing skos:altLabel ?name }\n" +
    `  FILTER(ISIRI(?thing) && LCASE(STR(?name)) = LCASE(${literal(name.trim())}))\n}`;
}

function term({ name, type }: Parameter, value: string): string {
  if (type === "entity") {
    if (!IRI.test(value)) throw new Unfit(`The value ${quoted(value)} for ${quoted(name)} is not an IRI; write one that starts with http.`);
    return `<${value}>`;
  }
  if (type === "date") return `"${day(name, value)}"^^<${XSD}date>`;
  if (type === "number") return `"${number(name, value)}"^^<${XSD}decimal>`;
  return literal(value);
}

function day(name: string, value: string): string {
  const found = /^(\d{4})(-?)(\d\d)\2(\d\d)$/u.exec(value);
  const [year, month, date] = found === null ? [0, 0, 0] : [Number(found[1]), Number(found[3]), Number(found[4])];
  const made = new Date(0);
  made.setUTCFullYear(year, month - 1, date);
  if (year < 1 || made.getUTCMonth() !== month - 1 || made.getUTCDate() !== date) {
    throw new Unfit(`The value ${quoted(value)} for ${quoted(name)} is not a day; write it as 2026-03-31.`);
  }
  return made.toISOString().slice(0, 10);
}

function number(name: string, value: string): string {
  const found = /^([+-]?)(?=\.?\d)(\d*)\.?(\d*)(?:e([+-]?\d+))?$/iu.exec(value.trim().replaceAll("_", ""));
  const digits = found === null ? "" : `${found[2] ?? ""}${found[3] ?? ""}`.replace(/^0+(?=.)/u, "");
  const exponent = found === null ? 0 : Number(found[4] ?? 0) - (found[3] ?? "").length;
  // The bound keeps `1e999999` from being written out digit by digit.
  if (found === null || Math.abs(exponent + digits.length - 1) > 30) {
    throw new Unfit(`The value ${quoted(value)} for ${quoted(name)} is not a number; write it as 0.7.`);
  }
  const sign = found[1] === "-" ? "-" : "";
  if (digits === "0" && exponent >= 0) return `${sign}0`;
  if (exponent >= 0) return `${sign}${digits}${"0".repeat(exponent)}`;
  const whole = digits.padStart(1 - exponent, "0");
  return `${sign}${whole.slice(0, exponent)}.${whole.slice(exponent)}`;
}

function literal(text: string): string {
  const escaped = text.replace(/[\u0000\p{Cs}]/gu, "\ufffd").replace(/[\\"\n\r\t\b\f]/gu, (sign) => ESCAPES[sign] ?? sign);
  // No u may follow a backslash: one parser reads such escapes before it looks at backslashes.
  return `"${escaped.replace(/(?<=\\)[uU]/gu, (letter) => `\\U000000${letter.charCodeAt(0).toString(16)}`)}"`;
}

/** Return the text between quotation marks, as Python's repr writes it. */
function quoted(text: string): string {
  const mark = text.includes("'") && !text.includes('"') ? '"' : "'";
  const inside = text.replaceAll("\\", "\\\\").replaceAll("\n", "\\n").replaceAll("\r", "\\r").replaceAll("\t", "\\t")
    .replace(/(?! )[\p{C}\p{Z}]/gu, (sign) => {
      const code = (sign.codePointAt(0) ?? 0).toString(16);
      return code.length <= 2 ? `\\x${code.padStart(2, "0")}` : code.length <= 4 ? `\\u${code.padStart(4, "0")}` : `\\U${code.padStart(8, "0")}`;
    });
  return `${mark}${mark === "'" ? inside.replaceAll("'", "\\'") : inside}${mark}`;
}

function byCodePoint(one: string, other: string): number {
  const [left, right] = [[...one], [...other]];
  for (let at = 0; at < Math.min(left.length, right.length); at += 1) {
    const step = (left[at]?.codePointAt(0) ?? 0) - (right[at]?.codePointAt(0) ?? 0);
    if (step !== 0) return step;
  }
  return left.length - right.length;
}
