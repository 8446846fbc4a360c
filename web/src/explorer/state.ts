/** What is looked at, as one value; every change is another value, and the address holds it. */

import type { Filter, Graph, Scene, Source, Details, Visible } from "./graph/model";
import type { Adjacency } from "./graph/adjacency";

export const VIEWS = ["graph", "timeline", "map", "table"] as const;
export type ViewName = (typeof VIEWS)[number];

export interface Camera {
  /** The middle of the stage, in units of the layout. */
  readonly x: number;
  readonly y: number;
  /** Pixels a unit. */
  readonly scale: number;
}

export type Selection = { readonly node: number } | { readonly edge: number };

/** A part of the graph, laid out anew: what lies around some nodes, or what joins two. */
export type Part =
  | { readonly kind: "around"; readonly nodes: readonly number[] }
  | { readonly kind: "path"; readonly from: number; readonly to: number };

export interface State {
  readonly view: ViewName;
  readonly selected: Selection | null;
  /** Null: the whole picture. */
  readonly part: Part | null;
  readonly hidden: ReadonlySet<number>;
  /** Nodes put by hand, in units of the layout. */
  readonly pins: ReadonlyMap<number, readonly [number, number]>;
  readonly filter: Filter;
  readonly colour: "kind" | "community";
  /** Null: all is shown. */
  readonly camera: Camera | null;
}

export interface Store {
  get(): State;
  /** Change some of the state; `step` makes it one that Back returns from. */
  set(change: Partial<State>, how?: { readonly step?: boolean }): void;
  /** Call back after every change; return what ends that. */
  watch(listener: (now: State, before: State) => void): () => void;
}

/** What every part of the page is given. */
export interface Context {
  readonly graph: Graph;
  readonly adjacency: Adjacency;
  readonly source: Source;
  /** Known once the page has loaded what is not needed to draw. */
  readonly details: Promise<Details>;
  readonly store: Store;
  /** Where a node's own page is, by its id: on a server `/person/…`; null in a file. */
  page(id: string): string | null;
  /** Say something to those who cannot see the page. */
  announce(text: string): void;
}

/** A way to look at what passes the filter: the table, the timeline, the map. */
export interface View {
  readonly element: HTMLElement;
  /** Show this; called anew after every change of filter, scene or selection while the view is on. */
  show(visible: Visible, scene: Scene): void;
}
