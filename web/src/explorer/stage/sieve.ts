/**
 * Which nodes are drawn at which size: at every step those that are added keep their distance from those drawn already, the important
 * first, and every step leaves each less room. So what is drawn of a place depends on the size alone and does
 * not flicker while the camera moves. Steps are worked out when they are needed: the finer ones only once somebody looks closely.
 */

import type { Extent } from "./view";

/** Not drawn at any step yet. */
export const UNSEEN = 255;
/** A step makes the distance smaller by the third root of 2; the side of the picture is 2^(1/3) to this power times it. */
const THIRDS = 3;
const [COARSEST, FINEST] = [8, 28];
/** The most important may stand closer to each other than others do. */
const [FAVOUR, FAVOURED] = [1.5, 120];
/** A distance is so many squares long; a disc of that radius is so many of them wide to either side of its middle. */
const REACH = 3;
const WIDTHS = [1, 2, 3, 3, 3, 2, 1];

export class Sieve {
  /** By place: the step from which on it is drawn. */
  readonly steps: Uint8Array;
  private readonly side: number;
  private rest: Uint32Array;
  private done = COARSEST - 1;
  private readonly counts: number[] = [];

  constructor(private readonly x: Float32Array, private readonly y: Float32Array, private readonly extent: Extent) {
    this.steps = new Uint8Array(x.length).fill(UNSEEN);
    this.side = Math.max(extent.right - extent.left, extent.bottom - extent.top, 1e-3) * 1.0001;
    this.rest = new Uint32Array(x.length).map((_, place) => place);
  }

  /** Return the step at which nodes are so many pixels apart; what is drawn at it is worked out. */
  step(scale: number, apart: number): number {
    const wanted = Math.round(THIRDS * Math.log2((this.side * scale) / apart));
    const step = Math.max(COARSEST, Math.min(FINEST + 1, wanted));
    while (this.done < step) this.next();
    return step;
  }

  /** Return how far apart in units the nodes of the finest step are that has at most so many of them. */
  apartFor(most: number): number {
    let step = COARSEST;
    for (; step <= FINEST; step += 1) {
      while (this.done < step) this.next();
      if (this.counts[step]! > most) break;
    }
    return this.side / 2 ** (Math.max(COARSEST, step - 1) / THIRDS);
  }

  private next(): void {
    this.done += 1;
    if (this.done > FINEST) {
      for (const place of this.rest) this.steps[place] = this.done;
      this.rest = new Uint32Array(0);
    } else this.rest = this.sift(this.side / 2 ** (this.done / THIRDS));
    this.counts[this.done] = this.x.length - this.rest.length;
  }

  /** Take what keeps this distance; return the rest. */
  private sift(distance: number): Uint32Array {
    const { x, y, steps, rest, done } = this;
    const covered = new Covered(this.extent, this.side, distance);
    // What is drawn already stands first, in whatever order it came.
    if (rest.length < x.length) {
      for (let place = 0; place < x.length; place += 1) if (steps[place] !== UNSEEN) covered.add(x[place]!, y[place]!);
    }
    let left = 0;
    for (let at = 0; at < rest.length; at += 1) {
      const place = rest[at]!;
      if (place < FAVOURED ? this.isFavoured(place, distance) : !covered.holds(x[place]!, y[place]!)) {
        steps[place] = done;
        covered.add(x[place]!, y[place]!);
      } else rest[left++] = place;
    }
    return rest.slice(0, left);
  }

  /** The most important need less of a distance from those before them, the first least. */
  private isFavoured(place: number, distance: number): boolean {
    const { x, y, steps } = this;
    const least = (distance / (1 + FAVOUR * (1 - place / FAVOURED))) ** 2;
    for (let other = 0; other < FAVOURED && other < x.length; other += 1) {
      if (steps[other] !== UNSEEN && (x[other]! - x[place]!) ** 2 + (y[other]! - y[place]!) ** 2 < least) return false;
    }
    return true;
  }
}

/** Squares a third of the distance wide; those around what is drawn are covered. */
class Covered {
  private readonly across: number;
  private readonly cells: Uint8Array;
  private readonly factor: number;

  constructor(private readonly extent: Extent, side: number, distance: number) {
    this.factor = REACH / distance;
    this.across = Math.ceil(side * this.factor) + 2 * REACH + 1;
    this.cells = new Uint8Array(this.across * this.across);
  }

  add(x: number, y: number): void {
    const { cells, across } = this;
    const at = this.cell(x, y);
    for (let down = -REACH; down <= REACH; down += 1) {
      const half = WIDTHS[down + REACH]!;
      const row = at + down * across;
      for (let cell = row - half; cell <= row + half; cell += 1) cells[cell] = 1;
    }
  }

  holds(x: number, y: number): boolean {
    return this.cells[this.cell(x, y)] === 1;
  }

  /** There is room for what is covered beyond the edges. */
  private cell(x: number, y: number): number {
    const last = this.across - 2 * REACH - 1;
    const column = bounded((x - this.extent.left) * this.factor, last) + REACH;
    return (bounded((y - this.extent.top) * this.factor, last) + REACH) * this.across + column;
  }
}

function bounded(value: number, most: number): number {
  return value < 0 ? 0 : value > most ? most : value | 0;
}
