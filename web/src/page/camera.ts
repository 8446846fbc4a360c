/** A drawing that can be moved and made larger by mouse, fingers and keys. */

import { button, el } from "./dom";

export interface Frame {
  readonly width: number;
  readonly height: number;
}

interface Extent {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

const STEP = 1.4;

export class Camera {
  private scale = 1;
  private x = 0;
  private y = 0;
  private extent: Extent = { left: 0, top: 0, right: 1, bottom: 1 };
  private least = 0.01;
  private most = 100;
  private readonly held = new Map<number, { x: number; y: number }>();

  constructor(private readonly stage: HTMLElement, private readonly changed: () => void) {
    stage.addEventListener("pointerdown", (event) => this.down(event));
    stage.addEventListener("pointermove", (event) => this.move(event));
    for (const end of ["pointerup", "pointercancel"] as const) stage.addEventListener(end, (event) => this.held.delete(event.pointerId));
    // A wheel moves the page, as everywhere; with Ctrl, or once the drawing has been chosen, it makes the drawing larger.
    stage.addEventListener("wheel", (event) => {
      if (!event.ctrlKey && !stage.contains(document.activeElement)) return;
      event.preventDefault();
      const box = stage.getBoundingClientRect();
      this.zoom(Math.exp(-event.deltaY * 0.002), event.clientX - box.left, event.clientY - box.top);
    }, { passive: false });
    new ResizeObserver(() => this.changed()).observe(stage);
  }

  get frame(): Frame {
    return { width: this.stage.clientWidth, height: this.stage.clientHeight };
  }

  get zoomed(): number {
    return this.scale;
  }

  /** Return where a point of the drawing is on the stage. */
  place(x: number, y: number): readonly [number, number] {
    const { width, height } = this.frame;
    return [(x - this.x) * this.scale + width / 2, (y - this.y) * this.scale + height / 2];
  }

  /** Show all of this; no closer than `closest` pixels a unit. */
  fit(extent: Extent, closest: number, margin: number): void {
    this.extent = extent;
    const { width, height } = this.frame;
    const across = (width - 2 * margin) / Math.max(extent.right - extent.left, 1e-9);
    const down = (height - 2 * margin) / Math.max(extent.bottom - extent.top, 1e-9);
    this.scale = Math.max(Math.min(across, down, closest), 1e-6);
    this.least = this.scale / 6;
    this.most = Math.max(closest, this.scale) * 12;
    this.x = (extent.left + extent.right) / 2;
    this.y = (extent.top + extent.bottom) / 2;
    this.changed();
  }

  /** Let the drawing be made small enough to see this width. */
  allow(least: number): void {
    this.least = Math.min(this.least, least);
  }

  /** Make the drawing larger around a point of the stage; by default its middle. */
  zoom(factor: number, x = this.frame.width / 2, y = this.frame.height / 2): void {
    const scale = Math.min(Math.max(this.scale * factor, this.least), this.most);
    const { width, height } = this.frame;
    this.x += (x - width / 2) * (1 / this.scale - 1 / scale);
    this.y += (y - height / 2) * (1 / this.scale - 1 / scale);
    this.scale = scale;
    this.keepInSight();
    this.changed();
  }

  /** Move by pixels. */
  pan(dx: number, dy: number): void {
    this.x -= dx / this.scale;
    this.y -= dy / this.scale;
    this.keepInSight();
    this.changed();
  }

  /** Return buttons for those who have no wheel. */
  buttons(again: () => void): HTMLElement {
    return el("div", { class: "zoom", role: "group", "aria-label": "Size of the drawing" },
      button("+", () => this.zoom(STEP), { class: "", "aria-label": "Larger" }),
      button("−", () => this.zoom(1 / STEP), { class: "", "aria-label": "Smaller" }),
      button("⤢", again, { class: "", "aria-label": "Show all" }));
  }

  /** Answer a key that moves or resizes; return whether it did. */
  key(event: KeyboardEvent): boolean {
    if (event.ctrlKey || event.metaKey || event.altKey) return false;
    if (event.key === "+" || event.key === "=") this.zoom(STEP);
    else if (event.key === "-") this.zoom(1 / STEP);
    else return false;
    return true;
  }

  private keepInSight(): void {
    this.x = Math.min(Math.max(this.x, this.extent.left), this.extent.right);
    this.y = Math.min(Math.max(this.y, this.extent.top), this.extent.bottom);
  }

  private down(event: PointerEvent): void {
    if (event.button !== 0 || (event.target as Element).closest("button")) return;
    this.held.set(event.pointerId, { x: event.clientX, y: event.clientY });
  }

  private move(event: PointerEvent): void {
    const before = this.held.get(event.pointerId);
    if (!before) return;
    const now = { x: event.clientX, y: event.clientY };
    if (this.held.size === 1) {
      if (Math.hypot(now.x - before.x, now.y - before.y) < 2) return;
      this.stage.setPointerCapture(event.pointerId);
      this.pan(now.x - before.x, now.y - before.y);
    } else {
      const other = [...this.held].find(([pointer]) => pointer !== event.pointerId)?.[1];
      if (other) {
        const box = this.stage.getBoundingClientRect();
        const factor = Math.hypot(now.x - other.x, now.y - other.y) / Math.max(Math.hypot(before.x - other.x, before.y - other.y), 1);
        this.zoom(factor, (now.x + other.x) / 2 - box.left, (now.y + other.y) / 2 - box.top);
      }
    }
    this.held.set(event.pointerId, now);
  }
}
