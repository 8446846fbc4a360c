/** What lies under a point of the stage. */

import type { Selection } from "../state";
import type { Camera } from "../state";
import { away } from "./edges";
import type { Frame, Mark } from "./frame";
import type { Placed } from "./index";
import { lookOf } from "./palette";
import { halfWidth } from "./shapes";
import type { Writing } from "./writing";
import type { Size } from "./view";

const BESIDE_NODE = 3;
const BESIDE_LINE = 5;
const BESIDE_DOT = 4;
/** What fades behind a selection is not pointed at by its lines. */
const MOST_LINES = 900;

export interface Aim {
  /** In pixels of the frame. */
  readonly x: number;
  readonly y: number;
  /** How much less sure the hand is: 0 for a mouse, some pixels for a finger. */
  readonly reach: number;
}

/** Return the drawn node under a point, the nearest by its edge. */
export function markAt({ marks }: Frame, { x, y, reach }: Aim): Mark | null {
  let best: Mark | null = null;
  let least = BESIDE_NODE + reach;
  for (const mark of marks) {
    const wide = halfWidth(lookOf(mark.kind).shape);
    const gap = Math.hypot((x - mark.x) / wide, y - mark.y) - mark.radius;
    if (gap < least) [best, least] = [mark, gap];
  }
  return best;
}

/** Return what was drawn under a point: a node, else a name's node, else a line. */
export function found(frame: Frame, writing: Writing, aim: Aim): Selection | null {
  const mark = markAt(frame, aim);
  if (mark !== null) return { node: mark.node };
  const { x, y } = aim;
  const named = writing.boxes.find(({ box: [left, top, right, bottom] }) => x >= left && x <= right && y >= top && y <= bottom);
  if (named) return { node: named.node };
  const edge = lineAt(frame, aim);
  return edge === null ? null : { edge };
}

function lineAt({ lines, faded, near }: Frame, { x, y, reach }: Aim): number | null {
  let best: number | null = null;
  const few = near || lines.length <= MOST_LINES;
  let least = (few ? BESIDE_LINE : BESIDE_LINE / 2) + reach / 2;
  for (const line of lines) {
    if (faded && !line.strong) continue;
    const gap = away(line, x, y);
    if (gap < least || (gap === least && line.strong)) [best, least] = [line.edge, gap];
  }
  return best;
}

/** Return the node nearest to a point among all of a scene, drawn or not: the dots of the picture can be chosen too. */
export function dotAt(index: Placed, camera: Camera, size: Size, x: number, y: number): number | null {
  const across = camera.x + (x - size.width / 2) / camera.scale;
  const down = camera.y + (y - size.height / 2) / camera.scale;
  let least = (BESIDE_DOT / camera.scale) ** 2;
  let best = -1;
  for (let place = 0; place < index.x.length; place += 1) {
    const gap = (index.x[place]! - across) ** 2 + (index.y[place]! - down) ** 2;
    if (gap < least) [best, least] = [place, gap];
  }
  return best < 0 ? null : index.scene.nodes[best]!;
}

/** Return the drawn node nearest in a direction; null for none. */
export function nextMark(marks: readonly Mark[], from: { readonly x: number; readonly y: number; readonly node: number }, dx: number, dy: number): Mark | null {
  let best: Mark | null = null;
  let least = Infinity;
  for (const mark of marks) {
    const along = (mark.x - from.x) * dx + (mark.y - from.y) * dy;
    const aside = Math.abs((mark.x - from.x) * dy - (mark.y - from.y) * dx);
    if (mark.node === from.node || along <= 0 || aside > 2 * along) continue;
    if (along + 2 * aside < least) [best, least] = [mark, along + 2 * aside];
  }
  return best;
}
