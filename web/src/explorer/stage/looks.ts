/** What the page asks of the stage, and what it is told. */

import type { Camera, Selection } from "../state";

export interface StageHooks {
  pick(found: Selection | null, how: { readonly add: boolean }): void;
  open(node: number): void;
  hover(found: Selection | null): void;
  moved(camera: Camera): void;
  pinned(node: number, x: number, y: number): void;
  drawn(nodes: number, of: number, edges: number): void;
  ready(): void;
}

export interface Looks {
  readonly selected: Selection | null;
  readonly colour: "kind" | "community";
  readonly pins: ReadonlyMap<number, readonly [number, number]>;
  readonly dark: boolean;
  readonly withoutMotion: boolean;
  readonly hulls: boolean;
}
