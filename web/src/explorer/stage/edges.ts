/** Lines between nodes: what of an edge is one line, where it runs, how far a point is from it. */

import { NONE, type Graph } from "../graph/model";
import { cut, plainName } from "./names";
import { lineLook, type LineLook } from "./palette";

/** What is said along an edge in one direction and one way of putting it. */
export interface Strand {
  readonly look: LineLook;
  /** From the edge's `a` to `b`. */
  readonly forward: boolean;
  readonly count: number;
  /** The relations, in quotation marks where a source says so. */
  readonly words: string;
}

export interface Line {
  readonly edge: number;
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
  /** What the curve is bent towards; the middle of a straight line. */
  readonly bentX: number;
  readonly bentY: number;
  readonly straight: boolean;
  readonly look: LineLook;
  readonly width: number;
  /** 0 to 1. */
  readonly opacity: number;
  readonly strong: boolean;
  /** How far before its end the head of the arrow lies; negative for none. */
  readonly head: number;
  readonly words: string;
}

const MOST_STRANDS = 4;
const WORDS = 34;
const BEND = 0.12;

/** Return what is said along an edge, what is said most first; `passing` holds 1 for links that pass a filter. */
export function strands({ edges, links, relations }: Graph, edge: number, passing: Uint8Array | null = null): readonly Strand[] {
  const found = new Map<number, { look: LineLook; forward: boolean; count: number; sourced: boolean; relations: Set<number> }>();
  for (let link = edges.first[edge]!; link < edges.first[edge + 1]!; link += 1) {
    if (passing !== null && passing[link] === 0) continue;
    const forward = links.forward[link] === 1;
    const sourced = links.speakers[link] !== NONE;
    const voice = links.voices[link]!;
    const key = voice * 4 + (forward ? 2 : 0) + (sourced ? 1 : 0);
    const held = found.get(key);
    if (!held) found.set(key, { look: lineLook(voice, sourced), forward, count: 1, sourced, relations: new Set([links.relations[link]!]) });
    else {
      held.count += 1;
      held.relations.add(links.relations[link]!);
    }
  }
  return [...found.values()]
    .sort((one, other) => other.count - one.count)
    .slice(0, MOST_STRANDS)
    .map(({ look, forward, count, sourced, relations: told }) => {
      const plain = cut([...told].map((relation) => plainName(relations[relation] ?? "")).join(", "), WORDS);
      return { look, forward, count, words: sourced ? `“${plain}”` : plain };
    });
}

/** Return all that is said along an edge, with the names of both ends, on one line. */
export function wordsOf(graph: Graph, edge: number, passing: Uint8Array | null): string {
  const { nodes: { names }, edges: { a, b } } = graph;
  const name = (node: number): string => `\u2068${plainName(names[node] ?? "")}\u2069`;
  return strands(graph, edge, passing)
    .map(({ forward, words, look: { sign } }) => `${name((forward ? a : b)[edge]!)} ${sign === "✕" ? "✕ " : ""}${words} ${name((forward ? b : a)[edge]!)}`)
    .join(" · ");
}

/** Return how wide a line is for so much that is said. */
export function widthOf(count: number): number {
  return Math.min(3, 1 + 0.35 * Math.log2(Math.max(1, count)));
}

/** Return how far to the side of the straight way the `rank`th of the lines between two nodes runs, as a share of its length. */
export function bendOf(rank: number, of: number): number {
  return of === 1 ? 0 : BEND * (rank - (of - 1) / 2) * 2;
}

/** Return the point a share of the way along a line. */
export function pointOn(line: Line, share: number): readonly [number, number] {
  const rest = 1 - share;
  return [
    rest * rest * line.x1 + 2 * rest * share * line.bentX + share * share * line.x2,
    rest * rest * line.y1 + 2 * rest * share * line.bentY + share * share * line.y2,
  ];
}

/** Return how many pixels a point lies from a line. */
export function away(line: Line, x: number, y: number): number {
  if (line.straight) return fromSegment(line.x1, line.y1, line.x2, line.y2, x, y);
  let least = Infinity;
  let [px, py] = [line.x1, line.y1];
  for (let step = 1; step <= 8; step += 1) {
    const [nx, ny] = pointOn(line, step / 8);
    least = Math.min(least, fromSegment(px, py, nx, ny, x, y));
    [px, py] = [nx, ny];
  }
  return least;
}

function fromSegment(x1: number, y1: number, x2: number, y2: number, x: number, y: number): number {
  const [across, down] = [x2 - x1, y2 - y1];
  const share = Math.max(0, Math.min(1, ((x - x1) * across + (y - y1) * down) / (across * across + down * down || 1)));
  return Math.hypot(x - x1 - share * across, y - y1 - share * down);
}

/** Return the part of a way from (x1, y1) to (x2, y2) inside a box with this margin: shares of the way; null for none. */
export function clipped(x1: number, y1: number, x2: number, y2: number, width: number, height: number, margin: number): readonly [number, number] | null {
  let [from, to] = [0, 1];
  const sides = [[x2 - x1, -margin - x1, width + margin - x1], [y2 - y1, -margin - y1, height + margin - y1]] as const;
  for (const [way, least, most] of sides) {
    if (way === 0) {
      if (least > 0 || most < 0) return null;
      continue;
    }
    const [one, other] = [least / way, most / way];
    from = Math.max(from, Math.min(one, other));
    to = Math.min(to, Math.max(one, other));
  }
  return from < to ? [from, to] : null;
}

/** Return the three corners of an arrow's head, or null where the line is too short for one. */
export function arrowHead(line: Line, size: number): readonly (readonly [number, number])[] | null {
  const length = Math.hypot(line.x2 - line.x1, line.y2 - line.y1);
  if (line.head < 0 || length < line.head + 2.5 * size) return null;
  const tip = pointOn(line, 1 - line.head / length);
  const back = pointOn(line, 1 - (line.head + size) / length);
  const angle = Math.atan2(tip[1] - back[1], tip[0] - back[0]);
  const wing = (turn: number): readonly [number, number] => [tip[0] - size * Math.cos(angle + turn), tip[1] - size * Math.sin(angle + turn)];
  return [tip, wing(0.38), wing(-0.38)];
}
