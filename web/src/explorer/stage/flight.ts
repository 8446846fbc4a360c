/** A camera on its way: quick over short ways, and from above over long ones. */

import type { Camera } from "../state";
import { between, type Size } from "./view";

const SHORT = 320;
const LONG = 850;

export class Flight {
  private from: Camera | null = null;
  private over: Camera | null = null;
  private to: Camera | null = null;
  private begun = 0;
  private lasts = SHORT;

  get flying(): boolean {
    return this.to !== null;
  }

  get target(): Camera | null {
    return this.to;
  }

  start(from: Camera, to: Camera, stage: Size): void {
    const distance = Math.hypot(to.x - from.x, to.y - from.y);
    const least = Math.min(from.scale, to.scale);
    const far = distance * least > 1.2 * Math.min(stage.width, stage.height);
    this.over = far ? { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2, scale: Math.min(least, (0.7 * Math.min(stage.width, stage.height)) / distance) } : null;
    this.lasts = far ? LONG : Math.min(LONG, SHORT + 90 * Math.abs(Math.log2(to.scale / from.scale)));
    [this.from, this.to, this.begun] = [from, to, 0];
  }

  stop(): void {
    this.to = null;
  }

  /** Return where the camera is at a time in milliseconds; null where it is not flying. */
  at(time: number): Camera | null {
    const { from, over, to } = this;
    if (from === null || to === null) return null;
    if (this.begun === 0) this.begun = time;
    const share = Math.min(1, (time - this.begun) / this.lasts);
    if (share >= 1) {
      this.to = null;
      return to;
    }
    if (over === null) return between(from, to, share);
    return share < 0.5 ? between(from, over, 2 * share) : between(over, to, 2 * share - 1);
  }
}
