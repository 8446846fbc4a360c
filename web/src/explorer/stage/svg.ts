/** A drawing as SVG: the same as on the canvas, every text escaped. */

import { arrowHead, pointOn, type Line } from "./edges";
import type { Frame, Mark } from "./frame";
import { communityColour, lookOf, type Palette } from "./palette";
import { paintOf, softly } from "./painting";
import { corners, letterOf, LETTERED } from "./shapes";
import { HEADLINES, nodeColour } from "./sprites";
import { FONTS, type Row, type Writing } from "./writing";

const SIGNS: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** Return a text as it may stand in XML, between tags or in quotes. */
export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => SIGNS[sign] as string).replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "\ufffd");
}

/** Return the drawing of a frame as large as its surface. */
export function svgOf(frame: Frame, writing: Writing, palette: Palette, tints: Uint8Array, colour: "kind" | "community", names: (node: number) => string): string {
  const { width, height } = frame.size;
  const weak = frame.lines.filter((line) => !line.strong);
  const marks = [...frame.marks].reverse();
  const node = (mark: Mark): string => nodeOf(mark, palette, nodeColour(mark.kind, tints[mark.community] ?? 0, palette, colour), names(mark.node));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${round(width)}" height="${round(height)}" viewBox="0 0 ${round(width)} ${round(height)}">`,
    `<rect width="100%" height="100%" fill="${palette.page}"/>`,
    ...frame.outlines.map(({ hull, points }) => {
      const fill = communityColour(hull.community, palette, tints);
      return `<path d="${pathOf(points)}" fill="${fill}" fill-opacity="0.07" stroke="${fill}" stroke-opacity="0.4"/>`;
    }),
    ...weak.map((line) => lineOf(line, palette, frame.near)),
    ...(frame.faded ? [] : marks.filter(({ strong }) => !strong).map(node)),
    ...frame.lines.filter((line) => line.strong).map((line) => lineOf(line, palette, true)),
    ...marks.filter(({ strong }) => strong).map(node),
    ...writing.rows.map((row) => rowOf(row, palette, tints)),
    "</svg>",
  ].join("\n");
}

function pathOf(points: Float32Array): string {
  const parts: string[] = [];
  const written = (...values: readonly number[]): string => values.map(round).join(" ");
  const path = {
    moveTo: (x: number, y: number) => parts.push(`M${written(x, y)}`),
    quadraticCurveTo: (a: number, b: number, x: number, y: number) => parts.push(`Q${written(a, b, x, y)}`),
    closePath: () => parts.push("Z"),
  };
  softly(path as unknown as CanvasPath, points);
  return parts.join("");
}

function lineOf(line: Line, palette: Palette, near: boolean): string {
  const colour = palette.lines[line.look.colour];
  const way = line.straight ? `L${round(line.x2)} ${round(line.y2)}` : `Q${round(line.bentX)} ${round(line.bentY)} ${round(line.x2)} ${round(line.y2)}`;
  const dashes = near && line.look.dashes.length > 0 ? ` stroke-dasharray="${line.look.dashes.join(" ")}"` : "";
  const parts = [`<path d="M${round(line.x1)} ${round(line.y1)}${way}" fill="none" stroke="${colour}" stroke-width="${round(line.width)}" stroke-opacity="${round(line.opacity)}"${dashes}/>`];
  if (!near) return parts[0] as string;
  const head = arrowHead(line, 8);
  if (head) parts.push(`<path d="M${head.map(([x, y]) => `${round(x)} ${round(y)}`).join("L")}Z" fill="${colour}" fill-opacity="${round(line.opacity)}"/>`);
  if (line.look.sign === "✕") {
    const [x, y] = pointOn(line, 0.33).map(round) as [number, number];
    parts.push(`<path d="M${x - 4} ${y - 4}l8 8m0 -8l-8 8" fill="none" stroke="${colour}" stroke-width="2"/>`);
  }
  return parts.join("");
}

function nodeOf({ kind, x, y, radius }: Mark, palette: Palette, colour: string, name: string): string {
  const { shape, letter } = lookOf(kind);
  const points = corners(shape);
  const looks = shape === "ring" ? `fill="${palette.page}" stroke="${colour}" stroke-width="${round(radius * 0.4)}"` : `fill="${colour}" stroke="${palette.page}" stroke-width="0.9"`;
  const drawn = points === null
    ? `<circle cx="${round(x)}" cy="${round(y)}" r="${round(shape === "ring" ? radius * 0.8 : radius)}" ${looks}/>`
    : `<polygon points="${points.map(([across, down]) => `${round(x + across * radius)},${round(y + down * radius)}`).join(" ")}" ${looks}/>`;
  const sign = radius < LETTERED || !letter ? "" : letter === "≡" ? headlines(x, y, radius, palette) : letterAt(letter, x, y, radius, letterOf(shape), shape === "ring" ? colour : palette.onFill);
  return `<g><title>${escaped(name)}</title>${drawn}${sign}</g>`;
}

function letterAt(letter: string, x: number, y: number, radius: number, { down, size }: { readonly down: number; readonly size: number }, colour: string): string {
  return `<text x="${round(x)}" y="${round(y + radius * (down + 0.36 * size))}" text-anchor="middle" font-family="sans-serif" font-weight="700" font-size="${round(radius * size)}" fill="${colour}">${letter}</text>`;
}

function headlines(x: number, y: number, radius: number, palette: Palette): string {
  const way = HEADLINES.map(([down, width]) => `M${round(x - radius * 0.54)} ${round(y + radius * down)}h${round(radius * width)}`).join("");
  return `<path d="${way}" stroke="${palette.onFill}" stroke-width="${round(radius * 0.14)}"/>`;
}

function rowOf({ text, x, top, font, paint }: Row, palette: Palette, tints: Uint8Array): string {
  const [, style, weight, size] = /^(italic )?(\d+) ([\d.]+)px/.exec(FONTS[font] as string) ?? [];
  const looks = `font-family="system-ui, sans-serif" font-size="${size}" font-weight="${weight}"${style ? ' font-style="italic"' : ""}`;
  const halo = `stroke="${palette.page}" stroke-width="3.5" stroke-linejoin="round" paint-order="stroke"`;
  return `<text x="${round(x)}" y="${round(top + 11)}" text-anchor="middle" ${looks} fill="${paintOf(paint, palette, tints)}" ${halo}>${escaped(text)}</text>`;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
