/** All that is written on a drawing: names of communities, of nodes, and what lines say. */

import type { Graph } from "../graph/model";
import { pointOn } from "./edges";
import { comesLater, type Frame, type Mark, type Outline } from "./frame";
import { place, ROW_HEIGHT, Taken, type Asking, type Box, type Label } from "./labels";
import { cut, plainName, rows } from "./names";
import { lookOf } from "./palette";
import { halfWidth } from "./shapes";

/** Fonts by number: names, names of the first, headlines, names of communities, words of lines. */
export const FAMILY = 'system-ui, "Segoe UI", Roboto, sans-serif';
export const FONTS = [`500 12px ${FAMILY}`, `600 13px ${FAMILY}`, `400 12px ${FAMILY}`, `650 14px ${FAMILY}`, `italic 400 11.5px ${FAMILY}`] as const;
const [NAME, FIRST, HEADLINE, COMMUNITY, WORDS] = [0, 1, 2, 3, 4] as const;

export interface Row {
  readonly text: string;
  /** Its middle, and its upper edge. */
  readonly x: number;
  readonly top: number;
  readonly font: number;
  /** "ink", "soft", `line …` or `community …`. */
  readonly paint: string;
}

export interface Writing {
  readonly rows: readonly Row[];
  /** Where names of nodes stand, to be pointed at. */
  readonly boxes: readonly { readonly node: number; readonly box: Box }[];
  /** On which side the name of a node stands. */
  readonly sides: ReadonlyMap<number, number>;
}

export type Measure = (text: string, font: number) => number;

const MOST_ASKED = 700;
const MOST_NAMES = 190;
const STRONG = 14;
const MOST_HEADLINES = 60;
/** From this radius in pixels on a headline has room beside its node. */
const READABLE = 9;
const NEIGHBOURHOOD = 220;
const FEW_LINES = 70;
const MOST_WORDS = 70;
const MOST_BARE = 16;

/** Return what is written on a frame; `before` says where names stood on the last one of this size. */
export function write(frame: Frame, graph: Graph, measure: Measure, before: ReadonlyMap<number, number>): Writing {
  const { width, height } = frame.size;
  const taken = new Taken(width, height);
  if (frame.isResting) wall(taken, frame);
  const found: Row[] = [];
  const nodes = new Taken(width, height);
  for (const mark of frame.marks) {
    if (frame.faded && !mark.strong) continue;
    const box = boxOf(mark);
    nodes.add(box, mark.node);
    if (mark.node === frame.selected) taken.add(box);
  }
  if (!frame.faded) for (const outline of frame.outlines) nameCommunity(outline, graph, frame, measure, taken, nodes, found);
  const asked = asking(frame, graph, measure);
  const crowded = frame.crowded;
  const padding = crowded ? { across: 7, down: 3 } : { across: 4, down: 1 };
  const share = (width * height) / Math.max(1, frame.stage.width * frame.stage.height);
  const labels = place(asked, taken, nodes, padding, measure, before, MOST_NAMES * share);
  for (const label of labels) rowsOf(label, found);
  writeLines(frame, measure, taken, nodes, found);
  return {
    rows: found,
    boxes: labels.map(({ asking: { node }, x, top, width: wide, rows: { length } }) => ({ node, box: [x - wide / 2, top, x + wide / 2, top + length * ROW_HEIGHT] as const })),
    sides: new Map(labels.map(({ asking: { node }, side }) => [node, side])),
  };
}

function boxOf({ x, y, radius, kind }: Mark): Box {
  const wide = radius * halfWidth(lookOf(kind).shape);
  return [x - wide, y - radius, x + wide, y + radius];
}

/** Nothing is written over the edges of the stage. */
function wall(taken: Taken, { size, stage }: Frame): void {
  const [left, top] = [(size.width - stage.width) / 2, (size.height - stage.height) / 2];
  const [right, bottom] = [left + stage.width, top + stage.height];
  for (const box of [[left - 2, top, left + 2, bottom], [right - 2, top, right + 2, bottom], [left, top - 2, right, top + 2], [left, bottom - 2, right, bottom + 2]] as const) taken.add(box);
}

/** Names in the order in which they get their room: what is in focus, the most important, headlines last. */
function asking(frame: Frame, graph: Graph, measure: Measure): readonly Asking[] {
  const weak: Mark[] = [];
  const later: Mark[] = [];
  const first: Mark[] = [];
  for (const mark of frame.marks) {
    if (mark.strong) first.push(mark);
    else if (!frame.faded) (comesLater(mark.kind) ? later : weak).push(mark);
  }
  first.sort((one, other) => Number(other.node === frame.selected) - Number(one.node === frame.selected) || one.place - other.place);
  if (first.length > MOST_HEADLINES) first.splice(0, first.length, ...first.filter(({ kind, node }) => !comesLater(kind) || node === frame.selected));
  // Among many nodes headlines say little, and a name is written once in a neighbourhood.
  const others = frame.crowded ? [...once(weak, graph), ...later.filter(({ radius }) => radius >= READABLE)] : [...weak, ...later];
  return [...first, ...others].slice(0, MOST_ASKED).map((mark, rank) => {
    const headline = comesLater(mark.kind);
    const strong = rank < STRONG;
    const selected = mark.node === frame.selected;
    const font = selected ? FIRST : headline ? HEADLINE : strong ? FIRST : NAME;
    const name = plainName(graph.nodes.names[mark.node] ?? "");
    const wrapped = headline && frame.marks.length > 400 ? [cut(name, 28)] : rows(name);
    return {
      node: mark.node, x: mark.x, y: mark.y, radius: mark.radius, wide: mark.radius * halfWidth(lookOf(mark.kind).shape), rows: wrapped,
      width: Math.max(...wrapped.map((row) => measure(row, font))), font, strong: selected || (strong && !headline) || (mark.strong && first.length <= 40),
    };
  });
}

function once(marks: readonly Mark[], graph: Graph): readonly Mark[] {
  const said = new Map<string, Mark[]>();
  return marks.filter((mark) => {
    const name = graph.nodes.names[mark.node] ?? "";
    const same = said.get(name);
    if (mark.radius < READABLE && same?.some(({ x, y }) => Math.hypot(x - mark.x, y - mark.y) < NEIGHBOURHOOD)) return false;
    if (same) same.push(mark);
    else said.set(name, [mark]);
    return true;
  });
}

function rowsOf({ asking: { font }, rows: written, x, top }: Label, found: Row[]): void {
  written.forEach((text, at) => found.push({ text, x, top: top + at * ROW_HEIGHT, font, paint: font === HEADLINE ? "soft" : "ink" }));
}

const COMMUNITY_ROW = 17;

/** The names of a community's best known, over its outline: at least two, for one alone would look like a node's. */
function nameCommunity({ hull, x, radius, points }: Outline, graph: Graph, frame: Frame, measure: Measure, taken: Taken, nodes: Taken, found: Row[]): void {
  const said = communityRows(graph.communities[hull.community] ?? "", Math.max(130, 1.9 * radius), (text) => measure(text, COMMUNITY));
  if (radius < LEAST_NAMED || said.length === 0) return;
  const half = Math.max(...said.map((text) => measure(text, COMMUNITY))) / 2;
  const high = said.length * COMMUNITY_ROW;
  let [top, bottom] = [Infinity, -Infinity];
  for (let at = 1; at < points.length; at += 2) [top, bottom] = [Math.min(top, points[at]!), Math.max(bottom, points[at]!)];
  const boxes = [top - high - 1, bottom + 2, top + 6, bottom - high - 6].map((upper): Box => [x - half, upper, x + half, upper + high]);
  const free = boxes.filter((box) => box[1] > 0 && box[3] < frame.size.height && !taken.hits(box));
  // Where more nodes are than can be drawn it may cover some; among few it would hide what is said there.
  const box = free.find((one) => !nodes.hits(one)) ?? (frame.dense ? free[0] : undefined);
  if (box === undefined) return;
  taken.add([box[0] - 9, box[1] - 4, box[2] + 9, box[3] + 4]);
  said.forEach((text, at) => found.push({ text, x, top: box[1] + at * COMMUNITY_ROW, font: COMMUNITY, paint: `community ${hull.community}` }));
}

const LEAST_NAMED = 44;

/** Return the names of a community on one row or two of at most this width; none where fewer than two have room. */
export function communityRows(name: string, most: number, measure: (text: string) => number): readonly string[] {
  const parts = name.split(", ").slice(0, 3).map((part) => cut(plainName(part), 40));
  for (let count = parts.length; count > 1; count -= 1) {
    const whole = parts.slice(0, count).join(", ");
    if (measure(whole) <= most) return [whole];
    const rest = parts.slice(1, count).join(", ");
    if (measure(rest) <= most && measure(`${parts[0] as string},`) <= most) return [`${parts[0] as string},`, rest];
  }
  return parts.length === 1 && parts[0] !== "(no name)" && measure(parts[0] as string) <= most ? parts : [];
}

function writeLines(frame: Frame, measure: Measure, taken: Taken, nodes: Taken, found: Row[]): void {
  const share = (frame.size.width * frame.size.height) / Math.max(1, frame.stage.width * frame.stage.height);
  const few = frame.near && frame.lines.length <= FEW_LINES * share;
  const bare = frame.lines.filter((line) => line.strong && line.look.colour === "naming").length <= MOST_BARE;
  let left = MOST_WORDS * share;
  for (const line of frame.lines) {
    if (left <= 0) break;
    if (!line.words || !(line.strong || (few && !frame.faded)) || (line.look.colour === "naming" && !(line.strong && bare))) continue;
    const text = line.look.sign && line.look.sign !== "“" ? `${line.look.sign} ${line.words}` : line.words;
    for (const [said, font] of [[text, WORDS], [line.look.sign, FIRST]] as const) {
      if (!said || !onLine(said, font, line, measure, taken, nodes, found)) continue;
      left -= 1;
      break;
    }
  }
}

function onLine(text: string, font: number, line: Frame["lines"][number], measure: Measure, taken: Taken, nodes: Taken, found: Row[]): boolean {
  const width = measure(text, font);
  if (Math.hypot(line.x2 - line.x1, line.y2 - line.y1) < Math.min(width, 60) + 24) return false;
  for (const share of [0.5, 0.4, 0.6, 0.3, 0.7]) {
    const [x, y] = pointOn(line, share);
    const box: Box = [x - width / 2 - 3, y - ROW_HEIGHT / 2 - 1, x + width / 2 + 3, y + ROW_HEIGHT / 2 + 1];
    if (taken.hits(box) || nodes.hits(box)) continue;
    taken.add(box);
    found.push({ text, x, top: y - ROW_HEIGHT / 2, font, paint: `line ${line.look.colour}` });
    return true;
  }
  return false;
}
