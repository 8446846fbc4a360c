/** The whole picture in a corner, with what the stage shows of it; a click or drag goes there. */

import type { Camera } from "../state";
import { counted, pictureOf, pixelColours } from "./density";
import type { Drawer } from "./drawer";
import { fitting, seen, worldOf, type Size } from "./view";

const WIDE = 156;
const HIGH = 104;
const MARGIN = 6;
/** So few are drawn as dots that can be seen. */
const FEW = 4000;
const STRONG = 130;
/** Smaller stages have no room for it. */
const LEAST = 560;

export class Minimap {
  private readonly element = document.createElement("div");
  private readonly canvas = document.createElement("canvas");
  private readonly frame = document.createElement("div");
  private camera: Camera | null = null;
  private last = "";

  constructor(host: HTMLElement, go: (x: number, y: number) => void) {
    this.element.className = "minimap";
    this.element.setAttribute("aria-hidden", "true");
    Object.assign(this.element.style, {
      position: "absolute", right: "12px", bottom: "12px", width: `${WIDE}px`, height: `${HIGH}px`, overflow: "hidden", borderRadius: "8px", cursor: "pointer", touchAction: "none", boxSizing: "content-box",
    });
    Object.assign(this.canvas.style, { position: "absolute", left: "0", top: "0", width: `${WIDE}px`, height: `${HIGH}px` });
    Object.assign(this.frame.style, { position: "absolute", left: "0", top: "0", boxSizing: "border-box", borderRadius: "2px", willChange: "transform" });
    this.element.append(this.canvas, this.frame);
    host.append(this.element);
    for (const kind of ["pointerdown", "pointermove", "pointerup"] as const) {
      this.element.addEventListener(kind, (event) => {
        event.stopPropagation();
        if (kind === "pointerdown") this.element.setPointerCapture(event.pointerId);
        if (kind === "pointerup" || event.buttons === 0 || this.camera === null) return;
        const box = this.element.getBoundingClientRect();
        go(...worldOf(this.camera, SIZE, event.clientX - box.left - this.element.clientLeft, event.clientY - box.top - this.element.clientTop));
      });
    }
  }

  /** Paint anew: the scene, the theme or the colours are others. */
  paint({ index, graph, palette, tints, looks }: Drawer, ratio: number): void {
    if (index === null) return;
    this.camera = fitting(index.extent, SIZE, MARGIN);
    this.last = "";
    const byCommunity = looks.colour === "community";
    const few = index.x.length < FEW;
    const cell = few ? 2 : 1 / Math.max(1, Math.min(2, Math.round(ratio)));
    const counts = counted(index, this.camera, SIZE, cell, byCommunity ? graph.nodes.communities : graph.nodes.kinds);
    if (byCommunity) for (let at = 0; at < counts.groups.length; at += 1) counts.groups[at] = tints[counts.groups[at]!] ?? 0;
    this.canvas.width = counts.columns;
    this.canvas.height = counts.rows;
    this.canvas.getContext("2d")?.putImageData(pictureOf(counts, pixelColours(palette, byCommunity ? "community" : "plain"), few ? STRONG : undefined), 0, 0);
    Object.assign(this.element.style, { background: palette.raised, border: `1px solid ${palette.rule}` });
    Object.assign(this.frame.style, { border: `1.5px solid ${palette.ring}`, background: palette.dark ? "rgba(124,192,242,.12)" : "rgba(0,90,148,.08)" });
  }

  /** Show what the stage shows; `wanted` is false where there is nothing to choose from. */
  show(camera: Camera, stage: Size, wanted: boolean): void {
    const shown = wanted && this.camera !== null && stage.width >= LEAST;
    this.element.hidden = !shown;
    this.element.style.display = shown ? "block" : "none";
    if (!shown || this.camera === null) return;
    const { left, top, right, bottom } = seen(camera, stage);
    const { x, y, scale } = this.camera;
    const across = (value: number): number => Math.max(0, Math.min(WIDE, (value - x) * scale + WIDE / 2));
    const down = (value: number): number => Math.max(0, Math.min(HIGH, (value - y) * scale + HIGH / 2));
    const [one, two] = [across(left), down(top)];
    const now = `${one.toFixed(1)} ${two.toFixed(1)} ${Math.max(4, across(right) - one).toFixed(1)} ${Math.max(4, down(bottom) - two).toFixed(1)}`;
    if (now === this.last) return;
    this.last = now;
    const [px, py, width, height] = now.split(" ") as [string, string, string, string];
    Object.assign(this.frame.style, { transform: `translate(${px}px,${py}px)`, width: `${width}px`, height: `${height}px` });
  }
}

const SIZE: Size = { width: WIDE, height: HIGH };
