/** A drawing put on a canvas, in steps between which the page can do something else. */

import { arrowHead, pointOn, type Line } from "./edges";
import { counted, pictureOf, pixelColours, CELL } from "./density";
import type { Frame, Mark, Outline, Subject } from "./frame";
import { communityColour, lookOf, type LineColour, type Palette } from "./palette";
import { halfWidth } from "./shapes";
import { MARGIN, nodeColour, stepped, type Context, type Sprites } from "./sprites";
import type { Measure, Row, Writing } from "./writing";

export interface Paint {
  readonly frame: Frame;
  readonly writing: Writing;
  readonly subject: Subject;
  readonly palette: Palette;
  readonly tints: Uint8Array;
  readonly sprites: Sprites;
  readonly measure: Measure;
  readonly ratio: number;
}

const LINES_A_STEP = 250;
const MARKS_A_STEP = 250;
const ROWS_A_STEP = 60;

/** Paint; every step is some milliseconds of work. */
export function* painting(context: Context, paint: Paint): Generator<void> {
  const { frame, palette, ratio, writing } = paint;
  const { width, height } = frame.size;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.globalAlpha = 1;
  context.fillStyle = palette.page;
  context.fillRect(0, 0, width, height);
  if (frame.dense) yield* paintDensity(context, paint);
  for (const outline of frame.outlines) paintOutline(context, outline, paint);
  yield* paintLines(context, frame.lines.filter((line) => !line.strong), paint);
  yield* paintMarks(context, frame.marks.filter((mark) => !mark.strong || !frame.faded), paint);
  if (frame.faded) {
    context.globalAlpha = palette.veil;
    context.fillStyle = palette.page;
    context.fillRect(0, 0, width, height);
    context.globalAlpha = 1;
  }
  const strong = frame.lines.filter((line) => line.strong);
  if (strong.length > 0) yield* paintLines(context, strong, paint);
  const first = frame.marks.filter((mark) => mark.strong);
  if (first.length > 0) yield* paintMarks(context, first, paint);
  paintRing(context, paint);
  yield* paintRows(context, writing.rows, paint);
}

function* paintDensity(context: Context, { frame, subject, palette, tints }: Paint): Generator<void> {
  const { graph, index, looks } = subject;
  const byCommunity = looks.colour === "community";
  const counts = counted(index, frame.camera, frame.size, CELL, byCommunity ? graph.nodes.communities : graph.nodes.kinds);
  if (byCommunity) for (let at = 0; at < counts.groups.length; at += 1) counts.groups[at] = tints[counts.groups[at]!] ?? 0;
  yield;
  const picture = new OffscreenCanvas(counts.columns, counts.rows);
  (picture.getContext("2d") as OffscreenCanvasRenderingContext2D).putImageData(pictureOf(counts, pixelColours(palette, byCommunity ? "community" : "plain")), 0, 0);
  context.imageSmoothingEnabled = true;
  context.imageSmoothingQuality = "low";
  context.drawImage(picture, 0, 0, counts.columns * CELL, counts.rows * CELL);
  yield;
}

/** Draw the soft closed line through the middles of the sides. */
export function softly(path: CanvasPath, points: Float32Array): void {
  const count = points.length / 2;
  const middle = (at: number): readonly [number, number] => {
    const [one, other] = [2 * (at % count), 2 * ((at + 1) % count)];
    return [(points[one]! + points[other]!) / 2, (points[one + 1]! + points[other + 1]!) / 2];
  };
  path.moveTo(...middle(0));
  for (let at = 1; at <= count; at += 1) path.quadraticCurveTo(points[2 * (at % count)]!, points[2 * (at % count) + 1]!, ...middle(at));
  path.closePath();
}

function paintOutline(context: Context, { hull, points }: Outline, { palette, tints }: Paint): void {
  context.beginPath();
  softly(context, points);
  context.fillStyle = context.strokeStyle = communityColour(hull.community, palette, tints);
  context.globalAlpha = 0.07;
  context.fill();
  context.globalAlpha = 0.4;
  context.lineWidth = 1;
  context.stroke();
  context.globalAlpha = 1;
}

function* paintLines(context: Context, lines: readonly Line[], paint: Paint): Generator<void> {
  const groups = new Map<string, Line[]>();
  const { near } = paint.frame;
  for (const line of lines) {
    const dashes = near || line.strong ? line.look.dashes.join(" ") : "";
    const key = `${line.look.colour}|${dashes}|${line.width.toFixed(1)}|${line.opacity.toFixed(2)}`;
    const held = groups.get(key);
    if (held) held.push(line);
    else groups.set(key, [line]);
  }
  let done = 0;
  context.lineCap = "butt";
  for (const group of groups.values()) {
    const { look, width, opacity } = group[0] as Line;
    context.strokeStyle = context.fillStyle = paint.palette.lines[look.colour];
    context.globalAlpha = opacity;
    context.lineWidth = width;
    const dashes = near || (group[0] as Line).strong ? look.dashes : [];
    context.setLineDash(dashes as number[]);
    for (let from = 0; from < group.length; from += LINES_A_STEP) {
      const part = group.slice(from, from + LINES_A_STEP);
      strokeAll(context, part);
      done += part.length;
      if (done >= LINES_A_STEP) {
        done = 0;
        yield;
      }
    }
    context.setLineDash([]);
    if (near || (group[0] as Line).strong) for (const line of group) paintEnds(context, line, paint.palette);
  }
  context.globalAlpha = 1;
  yield;
}

function strokeAll(context: Context, lines: readonly Line[]): void {
  context.beginPath();
  for (const line of lines) {
    context.moveTo(line.x1, line.y1);
    if (line.straight) context.lineTo(line.x2, line.y2);
    else context.quadraticCurveTo(line.bentX, line.bentY, line.x2, line.y2);
  }
  context.stroke();
}

const HEAD = 8;

function paintEnds(context: Context, line: Line, palette: Palette): void {
  const head = arrowHead(line, HEAD);
  if (head !== null) {
    context.beginPath();
    head.forEach(([x, y], at) => (at ? context.lineTo(x, y) : context.moveTo(x, y)));
    context.closePath();
    context.fill();
  }
  if (line.look.sign === "✕") paintCross(context, line, palette);
}

/** A cross a third of the way says: said not to be so. */
function paintCross(context: Context, line: Line, palette: Palette): void {
  if (Math.hypot(line.x2 - line.x1, line.y2 - line.y1) < 34) return;
  const [x, y] = pointOn(line, 0.33);
  context.lineWidth = 2;
  context.strokeStyle = palette.lines.negated;
  context.beginPath();
  context.moveTo(x - 4, y - 4);
  context.lineTo(x + 4, y + 4);
  context.moveTo(x + 4, y - 4);
  context.lineTo(x - 4, y + 4);
  context.stroke();
}

function* paintMarks(context: Context, marks: readonly Mark[], { subject, palette, tints, sprites, ratio }: Paint): Generator<void> {
  // The most important lie on top.
  for (let at = marks.length - 1, done = 1; at >= 0; at -= 1, done += 1) {
    const { kind, community, radius, x, y } = marks[at] as Mark;
    const bitmap = sprites.node(kind, radius, nodeColour(kind, tints[community] ?? 0, palette, subject.looks.colour));
    const [width, height] = [bitmap.width / ratio, bitmap.height / ratio];
    context.drawImage(bitmap, Math.round((x - width / 2) * ratio) / ratio, Math.round((y - height / 2) * ratio) / ratio, width, height);
    if (done % MARKS_A_STEP === 0) yield;
  }
  yield;
}

function paintRing(context: Context, { frame, palette }: Paint): void {
  const mark = frame.marks.find(({ node }) => node === frame.selected);
  if (mark) ringAround(context, mark, palette.ink, 2);
}

/** Draw a ring around a node. */
export function ringAround(context: Context, { x, y, radius, kind }: Pick<Mark, "x" | "y" | "radius" | "kind">, colour: string, width: number): void {
  context.beginPath();
  context.arc(x, y, stepped(radius) * halfWidth(lookOf(kind).shape) + 3.5, 0, 2 * Math.PI);
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.stroke();
}

function* paintRows(context: Context, rows: readonly Row[], paint: Paint): Generator<void> {
  const { sprites, ratio, measure } = paint;
  for (let at = 0; at < rows.length; at += 1) {
    const { text, x, top, font, paint: name } = rows[at] as Row;
    const colour = paintOf(name, paint.palette, paint.tints);
    const width = measure(text, font);
    const bitmap = sprites.row(text, font, colour, width);
    const left = Math.round((x - width / 2 - MARGIN) * ratio) / ratio;
    context.drawImage(bitmap, left, Math.round((top - MARGIN) * ratio) / ratio, bitmap.width / ratio, bitmap.height / ratio);
    if (at % ROWS_A_STEP === ROWS_A_STEP - 1) yield;
  }
}

/** Return the colour in which a row is written. */
export function paintOf(name: string, palette: Palette, tints: Uint8Array): string {
  const [what, which] = name.split(" ") as [string, string | undefined];
  if (what === "community") return communityColour(Number(which), palette, tints);
  if (what === "line") return which === "naming" ? palette.soft : palette.lines[which as LineColour];
  return what === "soft" ? palette.soft : palette.ink;
}
