/** What hands do on the stage: mouse, wheel and fingers told as moving, resizing, choosing and dragging. */

export interface Hands {
  pan(dx: number, dy: number): void;
  zoom(factor: number, x: number, y: number): void;
  /** A click or tap; `reach` is how many pixels it may be off. */
  tap(x: number, y: number, reach: number, add: boolean): void;
  double(x: number, y: number, reach: number): void;
  /** The mouse points here; null: nowhere. */
  hover(at: readonly [number, number] | null): void;
  /** Take up what is here; return whether there is something to be dragged. `long`: it was pressed for a while. */
  grab(x: number, y: number, reach: number, long: boolean): boolean;
  drag(x: number, y: number): void;
  drop(): void;
  /** The last finger has left. */
  ended(): void;
}

interface Held {
  x: number;
  y: number;
  readonly fromX: number;
  readonly fromY: number;
}

const STILL = 4;
const LONG = 480;
const TWICE = 340;
const FINGER = 12;

export class Gestures {
  private readonly held = new Map<number, Held>();
  private readonly stop = new AbortController();
  private state: "idle" | "pressed" | "panning" | "dragging" | "pinching" = "idle";
  private timer = 0;
  private last = { at: -Infinity, x: 0, y: 0 };

  constructor(private readonly host: HTMLElement, private readonly hands: Hands) {
    const { signal } = this.stop;
    host.addEventListener("pointerdown", (event) => this.down(event), { signal });
    host.addEventListener("pointermove", (event) => this.move(event), { signal });
    host.addEventListener("pointerup", (event) => this.up(event, true), { signal });
    host.addEventListener("pointercancel", (event) => this.up(event, false), { signal });
    host.addEventListener("pointerleave", () => hands.hover(null), { signal });
    host.addEventListener("wheel", (event) => this.wheel(event), { signal, passive: false });
    host.addEventListener("contextmenu", (event) => {
      if (this.state !== "idle") event.preventDefault(); // a long press is ours
    }, { signal });
  }

  get active(): boolean {
    return this.state === "panning" || this.state === "dragging" || this.state === "pinching";
  }

  close(): void {
    clearTimeout(this.timer);
    this.stop.abort();
  }

  private at(event: MouseEvent): readonly [number, number] {
    const box = this.host.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  }

  private down(event: PointerEvent): void {
    if (event.button !== 0) return;
    const [x, y] = this.at(event);
    this.held.set(event.pointerId, { x, y, fromX: x, fromY: y });
    this.hands.hover(null);
    clearTimeout(this.timer);
    if (this.held.size > 1) {
      if (this.state === "dragging") this.hands.drop();
      this.state = "pinching";
      return;
    }
    this.state = "pressed";
    const reach = reachOf(event);
    this.timer = window.setTimeout(() => {
      if (this.state !== "pressed" || !this.hands.grab(x, y, reach, true)) return;
      this.state = "dragging";
      this.capture(event.pointerId);
    }, LONG);
  }

  private move(event: PointerEvent): void {
    const held = this.held.get(event.pointerId);
    const [x, y] = this.at(event);
    if (held === undefined) {
      if (event.pointerType === "mouse" && this.state === "idle") this.hands.hover([x, y]);
      return;
    }
    if (this.state === "pressed") {
      if (Math.hypot(x - held.fromX, y - held.fromY) < (event.pointerType === "mouse" ? STILL : 2 * STILL)) return;
      clearTimeout(this.timer);
      this.state = event.pointerType === "mouse" && this.hands.grab(held.fromX, held.fromY, 0, false) ? "dragging" : "panning";
      this.capture(event.pointerId);
    }
    if (this.state === "dragging") this.hands.drag(x, y);
    else if (this.state === "panning") this.hands.pan(x - held.x, y - held.y);
    else if (this.state === "pinching") this.pinch(event.pointerId, held, x, y);
    [held.x, held.y] = [x, y];
  }

  private pinch(pointer: number, held: Held, x: number, y: number): void {
    const other = [...this.held].find(([one]) => one !== pointer)?.[1];
    if (other === undefined) return;
    const before = Math.max(1, Math.hypot(held.x - other.x, held.y - other.y));
    const now = Math.max(1, Math.hypot(x - other.x, y - other.y));
    this.hands.pan((x - held.x) / 2, (y - held.y) / 2);
    this.hands.zoom(now / before, (x + other.x) / 2, (y + other.y) / 2);
  }

  private up(event: PointerEvent, meant: boolean): void {
    const held = this.held.get(event.pointerId);
    if (held === undefined) return;
    this.held.delete(event.pointerId);
    clearTimeout(this.timer);
    const before = this.state;
    this.state = this.held.size === 0 ? "idle" : before === "pinching" ? "panning" : before;
    if (before === "dragging") this.hands.drop();
    else if (before === "pressed" && meant) this.tapped(event, held);
    if (this.held.size === 0) this.hands.ended();
  }

  private tapped(event: PointerEvent, { x, y }: Held): void {
    const reach = reachOf(event);
    const twice = event.timeStamp - this.last.at < TWICE && Math.hypot(x - this.last.x, y - this.last.y) < 10 + reach;
    this.last = { at: twice ? -Infinity : event.timeStamp, x, y };
    if (twice) this.hands.double(x, y, reach);
    else this.hands.tap(x, y, reach, event.shiftKey || event.ctrlKey || event.metaKey);
  }

  private wheel(event: WheelEvent): void {
    event.preventDefault();
    const pixels = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? event.deltaY * 18 : event.deltaMode === WheelEvent.DOM_DELTA_PAGE ? event.deltaY * 400 : event.deltaY;
    const bounded = Math.max(-240, Math.min(240, pixels));
    this.hands.zoom(Math.exp(-bounded * (event.ctrlKey ? 0.01 : 0.0022)), ...this.at(event));
  }

  private capture(pointer: number): void {
    try {
      this.host.setPointerCapture(pointer);
    } catch {
      // The finger has left already.
    }
  }
}

function reachOf(event: PointerEvent): number {
  return event.pointerType === "mouse" ? 0 : FINGER;
}
