/** Nodes and names drawn once and copied: with software rendering that is many times cheaper than drawing them anew. */

import { kindColour, lookOf, type Palette } from "./palette";
import { halfWidth, letterOf, LETTERED, trace } from "./shapes";
import { FAMILY, FONTS } from "./writing";

export type Bitmap = ImageBitmap | HTMLCanvasElement;

const MOST = 1600;

export class Sprites {
  private readonly kept = new Map<string, Bitmap>();

  constructor(private readonly ratio: number, private readonly palette: Palette) {}

  /** Return a node: its middle is the middle of the bitmap. */
  node(kind: number, radius: number, colour: string): Bitmap {
    const size = stepped(radius);
    return this.keep(`n${kind} ${size} ${colour}`, () => {
      const half = Math.ceil(size * halfWidth(lookOf(kind).shape) + 2);
      return this.bitmap(2 * half, 2 * half, (context) => drawNode(context, { kind, x: half, y: half, radius: size, colour, palette: this.palette }));
    });
  }

  /** Return a row of text with a halo; its first row of pixels is `top` of the row less MARGIN. */
  row(text: string, font: number, colour: string, width: number): Bitmap {
    return this.keep(`t${font} ${colour} ${text}`, () =>
      this.bitmap(Math.ceil(width) + 2 * MARGIN, ROW + 2 * MARGIN, (context) => drawRow(context, { text, x: width / 2 + MARGIN, top: MARGIN, font, colour, halo: this.palette.page })));
  }

  private keep(key: string, make: () => Bitmap): Bitmap {
    const held = this.kept.get(key);
    if (held !== undefined) return held;
    if (this.kept.size > MOST) {
      let rest = MOST / 2;
      for (const old of this.kept.keys()) {
        if (rest-- <= 0) break;
        this.kept.delete(old);
      }
    }
    const made = make();
    this.kept.set(key, made);
    return made;
  }

  private bitmap(width: number, height: number, draw: (context: Context) => void): Bitmap {
    const across = Math.max(1, Math.ceil(width * this.ratio));
    const down = Math.max(1, Math.ceil(height * this.ratio));
    const canvas = new OffscreenCanvas(across, down);
    const context = canvas.getContext("2d") as OffscreenCanvasRenderingContext2D;
    context.setTransform(this.ratio, 0, 0, this.ratio, 0, 0);
    draw(context);
    return canvas.transferToImageBitmap();
  }
}

export type Context = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

export const MARGIN = 3;
const ROW = 18;

/** Radii by steps of about a tenth, so that few sprites serve all. */
export function stepped(radius: number): number {
  return radius < 4 ? Math.round(radius * 4) / 4 : radius < 10 ? Math.round(radius * 2) / 2 : Math.round(radius);
}

export interface NodeLook {
  readonly kind: number;
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly colour: string;
  readonly palette: Palette;
}

/** Draw a node: its shape with a thin edge of the page's colour, and its letter where there is room. */
export function drawNode(context: Context, { kind, x, y, radius, colour, palette }: NodeLook): void {
  const { shape, letter } = lookOf(kind);
  context.beginPath();
  trace(context, shape, x, y, radius + 0.9);
  context.fillStyle = palette.page;
  context.fill();
  context.beginPath();
  trace(context, shape, x, y, radius);
  context.fillStyle = colour;
  context.fill();
  if (shape === "ring") {
    context.beginPath();
    trace(context, shape, x, y, radius * 0.6);
    context.fillStyle = palette.page;
    context.fill();
  }
  if (radius < LETTERED || !letter) return;
  context.fillStyle = context.strokeStyle = shape === "ring" ? colour : palette.onFill;
  if (letter === "≡") return drawHeadlines(context, x, y, radius);
  const { down, size } = letterOf(shape);
  context.font = `700 ${(radius * size).toFixed(1)}px ${FAMILY}`;
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.fillText(letter, x, y + radius * down);
}

/** The rows of an article: a share of the radius down, and how long. */
export const HEADLINES = [[-0.42, 1.08], [-0.08, 1.08], [0.26, 1.08], [0.58, 0.5]] as const;

function drawHeadlines(context: Context, x: number, y: number, radius: number): void {
  context.lineWidth = radius * 0.14;
  context.beginPath();
  for (const [down, width] of HEADLINES) {
    context.moveTo(x - radius * 0.54, y + radius * down);
    context.lineTo(x - radius * 0.54 + radius * width, y + radius * down);
  }
  context.stroke();
}

export interface RowLook {
  readonly text: string;
  readonly x: number;
  readonly top: number;
  readonly font: number;
  readonly colour: string;
  readonly halo: string;
}

/** Draw a row of text over a halo of the page's colour. */
export function drawRow(context: Context, { text, x, top, font, colour, halo }: RowLook): void {
  context.font = FONTS[font] as string;
  context.textAlign = "center";
  context.textBaseline = "top";
  context.direction = "ltr";
  context.lineJoin = "round";
  context.lineWidth = 3.5;
  context.strokeStyle = halo;
  context.strokeText(text, x, top);
  context.fillStyle = colour;
  context.fillText(text, x, top);
}

/** Return the colour of a node. */
export function nodeColour(kind: number, tint: number, palette: Palette, colour: "kind" | "community"): string {
  return colour === "kind" ? kindColour(kind, palette) : (palette.communities[tint % palette.communities.length] as string);
}
