/** Two canvases somewhat larger than the stage: one is shown, moved and resized as a picture; the other is painted meanwhile. */

import type { Camera } from "../state";
import type { Context } from "./sprites";
import type { Size } from "./view";

/** So much more than the stage on every side, as a share of it. */
const MARGIN = 0.25;
const MOST_PIXELS = 9e6;
const MOST_RATIO = 2;
/** The picture is made anew once less than this share of the stage is left beside it, or it is so many doublings too large. */
const SPARE = 0.12;
const BLURRED = 0.42;
/** Milliseconds of painting in a frame while the hand moves: with room to spare, or where the picture has run out. */
const SHARE = 5;
const HURRY = 12;

interface Layer {
  readonly canvas: HTMLCanvasElement;
  readonly context: CanvasRenderingContext2D;
  camera: Camera | null;
}

export class Surface {
  private shown: Layer;
  private hidden: Layer;
  private stage: Size = { width: 0, height: 0 };
  private work: Generator<void> | null = null;
  size: Size = { width: 0, height: 0 };
  ratio = 1;

  constructor(host: HTMLElement) {
    this.shown = layer(host);
    this.hidden = layer(host);
  }

  /** Fit to a stage; all that was painted is gone. */
  resize(stage: Size, ratio: number): void {
    this.stage = stage;
    this.ratio = Math.min(Math.max(ratio, 0.5), MOST_RATIO);
    const full = stage.width * stage.height * this.ratio ** 2;
    const margin = Math.max(0.05, Math.min(MARGIN, (Math.sqrt(MOST_PIXELS / Math.max(full, 1)) - 1) / 2));
    this.size = { width: Math.ceil(stage.width * (1 + 2 * margin)), height: Math.ceil(stage.height * (1 + 2 * margin)) };
    this.work = null;
    this.hidden.camera = null;
    this.shown.camera = null;
    for (const { canvas } of [this.shown, this.hidden]) {
      canvas.width = Math.round(this.size.width * this.ratio);
      canvas.height = Math.round(this.size.height * this.ratio);
      canvas.style.width = `${canvas.width / this.ratio}px`;
      canvas.style.height = `${canvas.height / this.ratio}px`;
    }
  }

  get busy(): boolean {
    return this.work !== null;
  }

  /** Start to paint what is seen from a camera; what was being painted is given up. */
  begin(camera: Camera, paint: (context: Context) => Generator<void>): void {
    this.hidden.camera = camera;
    this.work = paint(this.hidden.context);
  }

  /** Paint for some milliseconds; return true once it is done and shown. */
  advance(milliseconds: number): boolean {
    if (this.work === null) return false;
    const until = performance.now() + milliseconds;
    do {
      if (this.work.next().done) {
        this.swap();
        return true;
      }
    } while (performance.now() < until);
    return false;
  }

  /** Show the picture as from this camera. */
  show(camera: Camera): void {
    const painted = this.shown.camera;
    if (painted === null) return;
    const larger = camera.scale / painted.scale;
    const place = (from: number, to: number, size: number, stage: number): number => {
      const pixels = (from - to) * camera.scale + stage / 2 - (larger * size) / 2;
      return larger === 1 ? Math.round(pixels * this.ratio) / this.ratio : pixels;
    };
    const x = place(painted.x, camera.x, this.size.width, this.stage.width);
    const y = place(painted.y, camera.y, this.size.height, this.stage.height);
    this.shown.canvas.style.transform = larger === 1 ? `translate(${x}px,${y}px)` : `translate(${x}px,${y}px) scale(${larger})`;
  }

  /** Return whether another picture should be made: while it moves only where this one runs out or is blurred. */
  wants(camera: Camera, isMoving: boolean): boolean {
    const painted = this.shown.camera;
    if (painted === null || !isMoving) return painted !== camera;
    return this.spare(camera) < SPARE || Math.abs(Math.log2(camera.scale / painted.scale)) > BLURRED;
  }

  /** Return how many milliseconds of a frame are for painting while it moves. */
  share(camera: Camera): number {
    return this.spare(camera) < 0 ? HURRY : SHARE;
  }

  /** Return how much of the picture is left beyond the stage's edges, as a share of the stage; below 0 where it has run out. */
  private spare(camera: Camera): number {
    const painted = this.shown.camera;
    if (painted === null) return -1;
    const larger = camera.scale / painted.scale;
    const left = (size: number, stage: number, from: number, to: number): number =>
      ((larger * size - stage) / 2 - Math.abs(from - to) * camera.scale) / Math.max(stage, 1);
    return Math.min(left(this.size.width, this.stage.width, painted.x, camera.x), left(this.size.height, this.stage.height, painted.y, camera.y));
  }

  private swap(): void {
    this.work = null;
    [this.shown, this.hidden] = [this.hidden, this.shown];
    this.shown.canvas.style.visibility = "visible";
    this.hidden.canvas.style.visibility = "hidden";
  }
}

function layer(host: HTMLElement): Layer {
  const canvas = document.createElement("canvas");
  canvas.setAttribute("aria-hidden", "true");
  Object.assign(canvas.style, { position: "absolute", left: "0", top: "0", transformOrigin: "0 0", willChange: "transform", visibility: "hidden", pointerEvents: "none", maxWidth: "none" });
  host.append(canvas);
  return { canvas, context: canvas.getContext("2d", { alpha: false }) as CanvasRenderingContext2D, camera: null };
}
