/** What passes the filter and where it stands: follows the state, and makes nothing anew that has not changed. */

import { type Adjacency, adjacency, neighbours, strengthOf } from "./graph/adjacency";
import { EVERYTHING, visible } from "./graph/filter";
import { type Graph, NONE, type Scene, type Visible } from "./graph/model";
import { type PartScene, partScene, wholeScene } from "./graph/scene";
import type { Counts } from "./saying";
import type { State } from "./state";

const NO_PINS: State["pins"] = new Map();

export class Picture implements Counts {
  readonly adjacency: Adjacency;
  visible: Visible;
  scene: Scene | PartScene;

  private pins: State["pins"] = NO_PINS;

  constructor(readonly graph: Graph) {
    this.adjacency = adjacency(graph);
    this.visible = visible(graph, EVERYTHING, new Set());
    this.scene = wholeScene(graph, this.visible);
  }

  /** Go from one state to the next; return whether what is drawn has changed. */
  follow(now: State, before: State): boolean {
    const isFiltered = now.filter !== before.filter || now.hidden !== before.hidden;
    if (isFiltered) this.visible = visible(this.graph, now.filter, now.hidden);
    this.pins = now.pins;
    if (!isFiltered && now.part === before.part) return false;
    // Pins are the stage's: one put by hand does not make the others move.
    this.scene = now.part === null ? wholeScene(this.graph, this.visible) : partScene(this.graph, this.adjacency, this.visible, now.part, now.hidden);
    return true;
  }

  /** Return where a node stands; null where it is not in the picture. */
  place(node: number): readonly [number, number] | null {
    const at = this.scene.nodes.indexOf(node);
    return at < 0 ? null : this.pins.get(node) ?? [this.scene.x[at] ?? 0, this.scene.y[at] ?? 0];
  }

  neighbours(node: number): number {
    return neighbours(this.graph, this.adjacency, this.visible, node).length;
  }

  links(edge: number): number {
    return strengthOf(this.graph, this.visible, edge);
  }

  /** Return the edge that joins two nodes, the smaller number first; NONE where there is none. */
  edge(one: number, other: number): number {
    const { a, b, count } = this.graph.edges;
    let low = 0;
    let high = count;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((a[middle] as number) < one || (a[middle] === one && (b[middle] as number) < other)) low = middle + 1;
      else high = middle;
    }
    return a[low] === one && b[low] === other ? low : NONE;
  }
}
