/** What the explorer shows, as columns by number. Nothing here needs a page. */

/** In place of the number of a node, outlet or article that there is none of. */
export const NONE = 0xffffffff;
/** In place of a day that is not known; days count from 1970-01-01. */
export const NO_DAY = -(2 ** 31);

/** In the order of `KINDS` in picture.py. */
export const KINDS = ["Person", "Organization", "Place", "Legislation", "Event", "Group", "Article", "ReportedEvent"] as const;
export type Kind = (typeof KINDS)[number];
/** In the order of `VOICES` in picture.py. */
export const VOICES = ["naming", "own", "attributed", "hedged", "negated", "quote", "whole", "copy", "open", "answer", "figure"] as const;
export type Voice = (typeof VOICES)[number];
export const MODALITIES = ["stated", "alleged", "expected", "proposed", "asked"] as const;

/** Nodes by number, the most important first. */
export interface Nodes {
  readonly count: number;
  readonly names: readonly string[];
  readonly kinds: Uint8Array;
  readonly x: Float32Array;
  readonly y: Float32Array;
  readonly radii: Float32Array;
  readonly communities: Uint32Array;
  readonly mentions: Uint32Array;
  readonly articles: Uint32Array;
  readonly days: Int32Array;
  readonly outlets: Uint32Array;
  /** Degrees; NaN where no position is known. */
  readonly latitudes: Float32Array;
  readonly longitudes: Float32Array;
}

/** Pairs of joined nodes by number; `a` is never greater than `b`, and equal for figures told of one node. */
export interface Edges {
  readonly count: number;
  readonly a: Uint32Array;
  readonly b: Uint32Array;
  /** One more than there are edges: the links of edge e are those from `first[e]` to before `first[e + 1]`. */
  readonly first: Uint32Array;
}

/** What articles say, by number, in the order of the edges. */
export interface Links {
  readonly count: number;
  readonly edges: Uint32Array;
  /** 1 where it goes from the edge's `a` to `b`. */
  readonly forward: Uint8Array;
  /** Places in `Graph.relations`. */
  readonly relations: Uint32Array;
  readonly voices: Uint8Array;
  readonly modalities: Uint8Array;
  readonly negated: Uint8Array;
  /** The node of the article that says so. */
  readonly articles: Uint32Array;
  /** The node of the source it is put to; NONE where the article speaks in its own voice. */
  readonly speakers: Uint32Array;
  /** 0 to 100. */
  readonly confidences: Uint8Array;
}

export interface Graph {
  readonly base: string;
  /** Names the state of the graph; changes with every update. */
  readonly snapshot: string;
  readonly nodes: Nodes;
  readonly edges: Edges;
  readonly links: Links;
  readonly relations: readonly string[];
  readonly outlets: readonly string[];
  /** Names of communities, the largest first. */
  readonly communities: readonly string[];
  /** How much the whole graph has; more than is here where only the most important nodes were taken. */
  readonly totalNodes: number;
  readonly totalLinks: number;
}

/** A sentence that bears evidence, with what to mark, in JavaScript's counting. */
export interface Passage {
  readonly text: string;
  /** Its place among all sentences of its article: 4, 5, 7 leaves one out. */
  readonly place: number;
  readonly marks: readonly (readonly [number, number])[];
}

/** The words of one link. */
export interface Words {
  readonly passages: readonly Passage[];
  /** How many more passages there are than those carried. */
  readonly more: number;
  /** The words that put it to its source: `said`; empty where there are none. */
  readonly cue: string;
}

/** What is not needed to draw, asked for when somebody looks. */
export interface Details {
  /** The identifier of a node below the base: `person/…`. */
  id(node: number): string;
  /** The node of an identifier; NONE where there is none. */
  find(id: string): number;
  /** What else is known of a node, in plain words by name. */
  facts(node: number): Readonly<Record<string, string>>;
}

/** Where a graph comes from: the page itself, or a server. */
export interface Source {
  graph(): Promise<Graph>;
  details(): Promise<Details>;
  /** The words of links, in the order asked; blocks are fetched as needed and kept. */
  words(links: readonly number[]): Promise<readonly Words[]>;
}

/** Which part is asked for; null and empty sets leave everything in. */
export interface Filter {
  /** Kinds not shown, as places in `KINDS`. */
  readonly withoutKinds: ReadonlySet<number>;
  /** Outlets not shown, as places in `Graph.outlets`; NONE for articles without one. */
  readonly withoutOutlets: ReadonlySet<number>;
  /** Only what these articles say (nodes); empty for all. */
  readonly articles: ReadonlySet<number>;
  /** Days, both included. */
  readonly since: number | null;
  readonly until: number | null;
  /** 0 to 100: statements below it are left out. */
  readonly confidence: number;
  /** Statements in the article's own voice, or those put to a source; null for both. */
  readonly attribution: "own" | "claimed" | null;
}

/** What passes a filter: 1 for what does. */
export interface Visible {
  readonly nodes: Uint8Array;
  readonly edges: Uint8Array;
  readonly links: Uint8Array;
  readonly nodeCount: number;
  readonly edgeCount: number;
  readonly linkCount: number;
}

/** What the stage draws: some nodes at some places, and the edges among them. */
export interface Scene {
  /** Numbers of nodes, the most important first. */
  readonly nodes: Uint32Array;
  /** By place in `nodes`, in units of the layout. */
  readonly x: Float32Array;
  readonly y: Float32Array;
  /** Numbers of edges whose both ends are in `nodes`. */
  readonly edges: Uint32Array;
  /** True where this is the whole picture (density and hulls make sense), false for a part with a layout of its own. */
  readonly whole: boolean;
  /** Nodes and edges to be seen first: a path, a focus. */
  readonly highlightNodes: ReadonlySet<number>;
  readonly highlightEdges: ReadonlySet<number>;
}
