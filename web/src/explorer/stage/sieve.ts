/**
 * Which nodes are drawn at which size: at every step those that are added keep their distance from those drawn already, the important
 * first, and the next step halves the area that each has for itself. So what is drawn of a place depends on the size alone and does
 * not flicker while the camera moves. Steps are worked out when they are needed: the finer ones only once somebody looks closely.
 */

import type { Extent } from "./view";

/** Not drawn at any step yet. */
export const UNSEEN = 255;
/** The side of the picture is 2^(1/2) to this power times the distance kept. */
const [COARSEST, FINEST] = [5, 21];
/** The most important may stand closer to each other than others do. */
const [FAVOUR, FAVOURED] = [1.5, 60];

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
    const wanted = Math.round(2 * Math.log2((this.side * scale) / apart));
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
    return this.side / 2 ** (Math.max(COARSEST, step - 1) / 2);
  }

  private next(): void {
    this.done += 1;
    if (this.done > FINEST) {
      for (const place of this.rest) this.steps[place] = this.done;
      this.rest = new Uint32Array(0);
    } else this.rest = this.sift(this.side / 2 ** (this.done / 2));
    this.counts[this.done] = this.x.length - this.rest.length;
  }

  /** Take what keeps this distance; return the rest. */
  private sift(distance: number): Uint32Array {
    const grid = new Taken(this.extent, this.side, distance, this.x, this.y);
    // What is drawn already stands first, in whatever order it came.
    if (this.rest.length < this.x.length) {
      for (let place = 0; place < this.x.length; place += 1) if (this.steps[place] !== UNSEEN) grid.add(place);
    }
    let left = 0;
    for (const place of this.rest) {
      if (grid.isFree(place, distance / (1 + FAVOUR / (1 + place / FAVOURED)))) {
        this.steps[place] = this.done;
        grid.add(place);
      } else this.rest[left++] = place;
    }
    return this.rest.slice(0, left);
  }
}

/** Squares small enough that each holds one of the nodes that keep the distance. */
class Taken {
  private readonly across: number;
  private readonly cells: Int32Array;
  private readonly factor: number;

  constructor(private readonly extent: Extent, side: number, distance: number, private readonly x: Float32Array, private readonly y: Float32Array) {
    this.across = Math.ceil((side / distance) * Math.SQRT2) + 1;
    this.factor = Math.SQRT2 / distance;
    this.cells = new Int32Array(this.across * this.across).fill(-1);
  }

  add(place: number): void {
    this.cells[this.row(place) * this.across + this.column(place)] = place;
  }

  isFree(place: number, distance: number): boolean {
    const { across, cells, x, y } = this;
    const column = this.column(place);
    const row = this.row(place);
    const square = distance * distance;
    const [px, py] = [x[place]!, y[place]!];
    const near = (cell: number): boolean => {
      const other = cells[cell]!;
      return other >= 0 && (x[other]! - px) ** 2 + (y[other]! - py) ** 2 < square;
    };
    if (near(row * across + column)) return false;
    for (let down = Math.max(0, row - 2); down <= Math.min(across - 1, row + 2); down += 1) {
      for (let aside = Math.max(0, column - 2); aside <= Math.min(across - 1, column + 2); aside += 1) {
        if (near(down * across + aside)) return false;
      }
    }
    return true;
  }

  private row(place: number): number {
    return bounded((this.y[place]! - this.extent.top) * this.factor, this.across - 1);
  }

  private column(place: number): number {
    return bounded((this.x[place]! - this.extent.left) * this.factor, this.across - 1);
  }
}

function bounded(value: number, most: number): number {
  return value < 0 ? 0 : value > most ? most : value | 0;
}
