/** The whole state as the part of an address behind `#`: by identifiers, so that a link outlives an update of the graph. */

import { dayOf, isoDay } from "../results/times";
import { type Details, type Filter, type Graph, KINDS, NONE } from "./graph/model";
import { type Camera, type Part, type Selection, type State, VIEWS } from "./state";
import { START } from "./store";

/** What is needed to speak of a graph; without details, nodes are left out. */
export interface Known {
  readonly graph: Graph;
  readonly details: Details | null;
  /** The edge that joins two nodes; NONE where there is none. */
  edge(one: number, other: number): number;
}

export interface Read {
  readonly state: State;
  /** What was left out, as it stood in the address. */
  readonly faults: readonly string[];
}

const MOST = 2000;
const FAR = 1e7;
const NO_OUTLET = "-";
const RULES: { readonly [name: string]: RegExp } = { day: /^(\d{4})-(\d\d)-(\d\d)$/u, number: /^-?\d{1,9}(?:\.\d{1,9})?$/u };

const plain = (text: string): string => encodeURIComponent(text).replaceAll("%2F", "/").replaceAll("%3A", ":");
const short = (value: number): string => String(Number(value.toPrecision(6)));

/** Return the address of a state, with `#`; empty for the start. */
export function writeAddress(state: State, { graph, details }: Known): string {
  const parts: string[] = [];
  const put = (name: string, ...values: string[]): void => {
    if (values.length > 0) parts.push(`${name}=${values.join(",")}`);
  };
  const ids = (nodes: Iterable<number>): string[] => (details === null ? [] : Array.from(nodes, (node) => plain(details.id(node))));
  const { filter, part, selected, camera } = state;
  if (state.view !== "graph") put("view", state.view);
  if (selected !== null) {
    if ("node" in selected) put("node", ...ids([selected.node]));
    else put("edge", ...ids([graph.edges.a[selected.edge] ?? 0, graph.edges.b[selected.edge] ?? 0]));
  }
  if (part?.kind === "around") put("around", ...ids(part.nodes));
  else if (part) put("path", ...ids([part.from, part.to]));
  put("hide", ...ids(state.hidden));
  if (details !== null) put("pin", ...Array.from(state.pins, ([node, [x, y]]) => `${plain(details.id(node))}@${short(x)}@${short(y)}`));
  put("without", ...[...filter.withoutKinds].sort((one, other) => one - other).map((kind) => KINDS[kind] ?? ""));
  writeOutlets(filter, graph, put);
  put("article", ...ids(filter.articles));
  if (filter.since !== null) put("from", isoDay(filter.since));
  if (filter.until !== null) put("to", isoDay(filter.until));
  if (filter.confidence > 0) put("sure", String(filter.confidence));
  if (filter.attribution !== null) put("voice", filter.attribution);
  if (state.colour !== "kind") put("colour", state.colour);
  if (camera !== null) put("at", short(camera.x), short(camera.y), short(camera.scale));
  return parts.length === 0 ? "" : `#${parts.join("&")}`;
}

/** The shorter list is told: those left out, or those left. */
function writeOutlets(filter: Filter, graph: Graph, put: (name: string, ...values: string[]) => void): void {
  if (filter.withoutOutlets.size === 0) return;
  const name = (outlet: number): string => (outlet === NONE ? NO_OUTLET : plain(graph.outlets[outlet] ?? ""));
  const all = [...graph.outlets.keys(), NONE];
  const kept = all.filter((outlet) => !filter.withoutOutlets.has(outlet));
  if (kept.length < filter.withoutOutlets.size) put("outlet", ...(kept.length > 0 ? kept.map(name) : [""]));
  else put("no-outlet", ...all.filter((outlet) => filter.withoutOutlets.has(outlet)).map(name));
}

/** Return whether an address speaks of nodes, so that it can be read in full only with details. */
export function speaksOfNodes(hash: string): boolean {
  return /[#&](?:node|edge|around|path|hide|pin|article)=/u.test(hash);
}

/** Return the state that an address holds; what cannot be read is left out and told. */
export function readAddress(hash: string, known: Known): Read {
  const reader = new Reader(known);
  const seen = new Set<string>();
  for (const piece of hash.replace(/^#/u, "").split("&")) {
    if (piece === "") continue;
    const [name = "", ...rest] = piece.split("=");
    if (seen.has(name) || !reader.take(name, rest.join("="))) reader.faults.push(piece);
    seen.add(name);
  }
  return { state: reader.state, faults: reader.faults };
}

/** Return a sentence on what was left out; null where nothing was. */
export function faultSentence(faults: readonly string[]): string | null {
  if (faults.length === 0) return null;
  const told = faults.slice(0, 2).map((fault) => (fault.length > 60 ? `${fault.slice(0, 60)}…` : fault));
  const more = faults.length > 2 ? ` and ${faults.length - 2} more` : "";
  return `Part of this link is not known here and was left out: ${told.join(", ")}${more}.`;
}

class Reader {
  state: State = START;
  readonly faults: string[] = [];

  constructor(private readonly known: Known) {}

  /** Return whether the value could be read in full. */
  take(name: string, value: string): boolean {
    const values = decoded(value);
    if (values === null || values.length > MOST) return false;
    const [first = ""] = values;
    const number = values.length === 1 && RULES["number"]?.test(first) === true ? Number(first) : NaN;
    switch (name) {
      case "view": return this.put({ view: VIEWS.find((view) => view === first) });
      case "node": case "edge": case "around": case "path": case "hide": case "article": return this.nodes(name, values);
      case "pin": return this.pins(values);
      case "without": return this.each(values, (kind) => (KINDS as readonly string[]).indexOf(kind), (kinds) => this.filter({ withoutKinds: kinds }));
      case "outlet": case "no-outlet": return this.outlets(values, name === "outlet");
      case "from": return this.filter({ since: day(first) });
      case "to": return this.filter({ until: day(first) });
      case "sure": return this.filter({ confidence: number >= 0 && number <= 100 ? Math.round(number) : undefined });
      case "voice": return this.filter({ attribution: (["own", "claimed"] as const).find((voice) => voice === first) });
      case "colour": return this.put({ colour: (["kind", "community"] as const).find((colour) => colour === first) });
      case "at": return this.put({ camera: cameraOf(values) });
      default: return false;
    }
  }

  private put(change: { readonly [name in keyof State]?: State[name] | undefined }): boolean {
    if (Object.values(change).includes(undefined)) return false;
    this.state = { ...this.state, ...change } as State;
    return true;
  }

  private filter(change: { readonly [name in keyof Filter]?: Filter[name] | undefined }): boolean {
    if (Object.values(change).includes(undefined)) return false;
    return this.put({ filter: { ...this.state.filter, ...change } as Filter });
  }

  /** Take those that are known; the others are faults. */
  private each(values: readonly string[], find: (value: string) => number, use: (found: ReadonlySet<number>) => unknown): boolean {
    const found = new Set<number>();
    let isWhole = true;
    for (const value of values) {
      const place = find(value);
      if (place < 0 || place === NONE) isWhole = false;
      else found.add(place);
    }
    if (found.size > 0) use(found);
    return isWhole;
  }

  private nodes(name: string, values: readonly string[]): boolean {
    const { details, edge } = this.known;
    if (details === null) return true;
    return this.each(values, (id) => details.find(id), (found) => {
      const nodes = [...found];
      const [one = 0, other = one] = nodes;
      if (name === "node") this.put({ selected: { node: one } });
      else if (name === "edge") this.put({ selected: selectedEdge(edge(Math.min(one, other), Math.max(one, other))) });
      else if (name === "around") this.put({ part: { kind: "around", nodes } });
      else if (name === "path") this.put({ part: partBetween(one, other) });
      else if (name === "hide") this.put({ hidden: found });
      else this.filter({ articles: found });
    }) && (name !== "edge" || this.state.selected !== null) && (name !== "path" || this.state.part !== null) && (name !== "node" || values.length === 1);
  }

  private pins(values: readonly string[]): boolean {
    const { details } = this.known;
    if (details === null) return true;
    const pins = new Map<number, readonly [number, number]>();
    for (const value of values) {
      const [id = "", ...place] = value.split("@");
      const [x, y] = place.map((text) => coordinate(text));
      const node = details.find(id);
      if (node !== NONE && x !== undefined && y !== undefined && place.length === 2) pins.set(node, [x, y]);
    }
    return this.put({ pins }) && pins.size === values.length;
  }

  private outlets(values: readonly string[], isKept: boolean): boolean {
    const { outlets } = this.known.graph;
    if (isKept && values.length === 1 && values[0] === "") return this.filter({ withoutOutlets: new Set([...outlets.keys(), NONE]) });
    const named = new Set<number>();
    for (const value of values) {
      const place = value === NO_OUTLET ? NONE : outlets.indexOf(value);
      if (place >= 0) named.add(place);
    }
    if (named.size > 0) this.filter({ withoutOutlets: isKept ? new Set([...outlets.keys(), NONE].filter((outlet) => !named.has(outlet))) : named });
    return named.size === values.length;
  }
}

function decoded(value: string): readonly string[] | null {
  try {
    return value.split(",").map((part) => decodeURIComponent(part));
  } catch {
    return null;
  }
}

function day(text: string): number | undefined {
  const found = RULES["day"]?.exec(text);
  if (!found) return undefined;
  const made = dayOf(Number(found[1]), Number(found[2]), Number(found[3]));
  return isoDay(made) === text ? made : undefined;
}

function coordinate(text: string): number | undefined {
  const value = RULES["number"]?.test(text) === true ? Number(text) : NaN;
  return Math.abs(value) <= FAR ? value : undefined;
}

function cameraOf(values: readonly string[]): Camera | undefined {
  const [x, y, scale] = values.map(coordinate);
  return values.length === 3 && x !== undefined && y !== undefined && scale !== undefined && scale > 0 ? { x, y, scale } : undefined;
}

function selectedEdge(edge: number): Selection | null {
  return edge === NONE ? null : { edge };
}

function partBetween(from: number, to: number): Part | null {
  return from === to ? null : { kind: "path", from, to };
}

