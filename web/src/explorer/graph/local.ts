/** Places for a part of the graph: no two nodes overlap, and their names have room. The same part gives the same places. */

/** What is laid out, by place from 0. */
export interface Laying {
  /** Half of what each takes with its name, in units of the layout. */
  readonly halfWidths: Float32Array;
  readonly halfHeights: Float32Array;
  readonly links: readonly (readonly [from: number, to: number])[];
}

export interface Places {
  readonly x: Float32Array;
  readonly y: Float32Array;
}

/** Units of the layout that a letter and a row take where the part just fits a stage: about 3.5 pixels a unit. */
const LETTER = 1.8;
const ROW = 5;
const LETTERS = 24;
/** As many names as a stage has room for; where there are more nodes, each name gets less. */
const NAMES = 60;
const GAP = 1;
/** Between a stage with panels at both sides, which is about square, and one alone on a wide window. */
const ASPECT = 1.2;
const GOLDEN = Math.PI * (3 - Math.sqrt(5));

/** Return half the width and height of nodes with their names below them. */
export function roomFor(names: readonly string[], radii: readonly number[]): Pick<Laying, "halfWidths" | "halfHeights"> {
  const letters = LETTERS * Math.min(1, NAMES / names.length);
  const halfWidths = Float32Array.from(names, (name, at) => Math.max(radii[at] as number, (Math.min(name.length, letters) * LETTER) / 2) + GAP);
  const halfHeights = Float32Array.from(radii, (radius) => radius + ROW / 2 + GAP);
  return { halfWidths, halfHeights };
}

/** Return places around the first few nodes, the middle ones: joined nodes lie near each other. */
export function around(laying: Laying, middles: number): Places {
  const { halfWidths, halfHeights, links } = laying;
  const count = halfWidths.length;
  const { x, y } = forced(count, links, middles);
  const [acrossX, acrossY] = [extent(x), extent(y)];
  // Half as much again as all need: more leaves the stage empty, less tears the forces' picture apart.
  const area = 1.5 * halfWidths.reduce((total, half, node) => total + 4 * half * (halfHeights[node] as number), 0);
  const unit = Math.sqrt(area / Math.max(acrossX * acrossY, 1));
  const wide = unit * Math.sqrt((ASPECT * acrossY) / acrossX);
  const tall = unit * Math.sqrt(acrossX / (ASPECT * acrossY));
  const [left, top] = [x[0] ?? 0, y[0] ?? 0];
  for (let node = 0; node < count; node += 1) {
    x[node] = ((x[node] as number) - left) * wide;
    y[node] = ((y[node] as number) - top) * tall;
  }
  spread(laying, { x, y });
  return { x, y };
}

/** Return places from left to right by level; those in a level lie below each other, near what they are joined to. */
export function inLevels(laying: Laying, levels: readonly (readonly number[])[]): Places {
  const { halfWidths, halfHeights, links } = laying;
  const x = new Float32Array(halfWidths.length);
  const y = new Float32Array(halfWidths.length);
  const widths = levels.map((level) => 2 * Math.max(0, ...level.map((node) => halfWidths[node] as number)));
  const heights = levels.map((level) => level.reduce((total, node) => total + 2 * (halfHeights[node] as number), 0));
  const free = (ASPECT * Math.max(0, ...heights) - widths.reduce((total, width) => total + width, 0)) / Math.max(1, levels.length - 1);
  const gap = Math.min(60, Math.max(8, free));
  let across = 0;
  levels.forEach((level, place) => {
    const before = new Map(level.map((node) => [node, joinedAt(node, links, levels[place - 1] ?? [], y)]));
    const order = level.toSorted((one, other) => (before.get(one) as number) - (before.get(other) as number) || level.indexOf(one) - level.indexOf(other));
    across += (widths[place] as number) / 2;
    let down = -(heights[place] as number) / 2;
    for (const node of order) {
      down += halfHeights[node] as number;
      x[node] = across;
      y[node] = down;
      down += halfHeights[node] as number;
    }
    across += (widths[place] as number) / 2 + gap;
  });
  return { x, y };
}

/** Return how far down those lie, on average, that a node is joined to in a level. */
function joinedAt(node: number, links: Laying["links"], level: readonly number[], y: Float32Array): number {
  const rows = links.flatMap(([from, to]) => (from === node && level.includes(to) ? [y[to] as number] : to === node && level.includes(from) ? [y[from] as number] : []));
  return rows.length === 0 ? 0 : rows.reduce((total, row) => total + row, 0) / rows.length;
}

/** Pairs looked at in all rounds: some 20 ms. */
const PAIRS = 2_000_000;
/** The square of the distance from which nodes hardly push, so that parts that nothing joins stay near each other. */
const FAR = 64;

/** A layout by forces in units of one node: joined nodes pull, all push, so that neighbours lie about 1 apart. */
function forced(count: number, links: Laying["links"], middles: number): { x: Float32Array; y: Float32Array } {
  const { x, y } = begun(count, links, middles);
  const pushX = new Float64Array(count);
  const pushY = new Float64Array(count);
  const degrees = new Float32Array(count);
  for (const ends of links) for (const end of ends) degrees[end] = (degrees[end] as number) + 1;
  const rounds = Math.round(Math.min(250, Math.max(24, (2 * PAIRS) / (count * count + 1))));
  for (let round = 0; round < rounds; round += 1) {
    pushX.fill(0);
    pushY.fill(0);
    for (let one = 0; one < count; one += 1) repel(one, x, y, pushX, pushY);
    for (const link of links) attract(link[0], link[1], degrees, x, y, pushX, pushY);
    const heat = 0.5 * (1 - round / rounds) + 0.01;
    for (let node = 0; node < count; node += 1) {
      const forceX = (pushX[node] as number) - 0.05 * (x[node] as number);
      const forceY = (pushY[node] as number) - 0.05 * (y[node] as number);
      const force = Math.hypot(forceX, forceY);
      if (force === 0) continue;
      const step = Math.min(force, heat) / force;
      x[node] = (x[node] as number) + forceX * step;
      y[node] = (y[node] as number) + forceY * step;
    }
  }
  return { x, y };
}

// Two functions of their own, as small ones are made fast by the browser sooner than a loop that is run once.
function repel(one: number, x: Float32Array, y: Float32Array, pushX: Float64Array, pushY: Float64Array): void {
  const hereX = x[one] as number;
  const hereY = y[one] as number;
  let sumX = 0;
  let sumY = 0;
  for (let other = one + 1; other < x.length; other += 1) {
    const dx = hereX - (x[other] as number);
    const dy = hereY - (y[other] as number);
    const square = Math.max(dx * dx + dy * dy, 0.01);
    const strength = square > FAR ? (0.6 * FAR) / (square * square) : 0.6 / square;
    sumX += dx * strength;
    sumY += dy * strength;
    pushX[other] = (pushX[other] as number) - dx * strength;
    pushY[other] = (pushY[other] as number) - dy * strength;
  }
  pushX[one] = (pushX[one] as number) + sumX;
  pushY[one] = (pushY[one] as number) + sumY;
}

function attract(from: number, to: number, degrees: Float32Array, x: Float32Array, y: Float32Array, pushX: Float64Array, pushY: Float64Array): void {
  // What is joined to many is pulled by each a little, or all would lie upon it.
  const share = 1 / Math.sqrt(Math.min(degrees[from] as number, degrees[to] as number));
  const dx = ((x[to] as number) - (x[from] as number)) * share;
  const dy = ((y[to] as number) - (y[from] as number)) * share;
  pushX[from] = (pushX[from] as number) + dx;
  pushY[from] = (pushY[from] as number) + dy;
  pushX[to] = (pushX[to] as number) - dx;
  pushY[to] = (pushY[to] as number) - dy;
}

/** The middle ones stand in a ring, the others around those they are joined to. */
function begun(count: number, links: Laying["links"], middles: number): { x: Float32Array; y: Float32Array } {
  const x = new Float32Array(count);
  const y = new Float32Array(count);
  const ring = middles === 1 ? 0 : 0.6 * Math.sqrt(count);
  for (let node = 0; node < middles; node += 1) {
    x[node] = ring * Math.cos((2 * Math.PI * node) / middles);
    y[node] = ring * Math.sin((2 * Math.PI * node) / middles);
  }
  const near: number[][] = Array.from({ length: count }, () => []);
  for (const [from, to] of links) {
    if (from < middles) near[to]?.push(from);
    if (to < middles) near[from]?.push(to);
  }
  for (let node = middles; node < count; node += 1) {
    const mine = near[node] as number[];
    const away = 0.6 * Math.sqrt(node / Math.max(1, middles));
    const share = Math.max(1, mine.length);
    x[node] = mine.reduce((total, one) => total + (x[one] as number), 0) / share + away * Math.cos(node * GOLDEN);
    y[node] = mine.reduce((total, one) => total + (y[one] as number), 0) / share + away * Math.sin(node * GOLDEN);
  }
  return { x, y };
}

const TRIES = 300;

/** Push apart what overlaps, as little as needed. */
function spread(laying: Laying, { x, y }: Places): void {
  for (let round = 1; round <= TRIES && pushed(laying, x, y); round += 1) {
    if (round % 20 > 0) continue;
    // Too crowded to come apart by pushing: everything moves outwards a little.
    for (let node = 0; node < x.length; node += 1) {
      x[node] = (x[node] as number) * 1.06;
      y[node] = (y[node] as number) * 1.06;
    }
  }
}

/** Push once what overlaps; false where nothing does. */
function pushed({ halfWidths, halfHeights }: Laying, x: Float32Array, y: Float32Array): boolean {
  const order = Array.from(y.keys()).sort((one, other) => (y[one] as number) - (y[other] as number) || one - other);
  const reach = 2 * halfHeights.reduce((most, half) => Math.max(most, half), 0);
  let any = false;
  for (let upper = 0; upper < order.length; upper += 1) {
    const one = order[upper] as number;
    for (let lower = upper + 1; lower < order.length; lower += 1) {
      const other = order[lower] as number;
      if ((y[other] as number) - (y[one] as number) >= reach) break;
      const overY = (halfHeights[one] as number) + (halfHeights[other] as number) - Math.abs((y[other] as number) - (y[one] as number));
      if (overY <= 0) continue;
      const overX = (halfWidths[one] as number) + (halfWidths[other] as number) - Math.abs((x[other] as number) - (x[one] as number));
      if (overX <= 0) continue;
      any = true;
      if (overY <= overX) apart(y, one, other, overY);
      else apart(x, one, other, overX);
    }
  }
  return any;
}

/** Push two apart in one direction. */
function apart(places: Float32Array, one: number, other: number, over: number): void {
  const way = (places[other] as number) < (places[one] as number) ? -1 : 1;
  const needed = way * (over * 0.51 + 0.005);
  places[one] = (places[one] as number) - needed;
  places[other] = (places[other] as number) + needed;
}

/** From the least to the greatest; at least 1. */
function extent(values: Float32Array): number {
  let [least, most] = [Infinity, -Infinity];
  for (const value of values) {
    least = Math.min(least, value);
    most = Math.max(most, value);
  }
  return Math.max(most - least, 1);
}
