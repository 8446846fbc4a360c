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
const GAP = 1;
const GOLDEN = Math.PI * (3 - Math.sqrt(5));

/** Return half the width and height of nodes with their names below them. */
export function roomFor(names: readonly string[], radii: readonly number[]): Pick<Laying, "halfWidths" | "halfHeights"> {
  const halfWidths = Float32Array.from(names, (name, at) => Math.max(radii[at] as number, (Math.min(name.length, LETTERS) * LETTER) / 2) + GAP);
  const halfHeights = Float32Array.from(radii, (radius) => radius + ROW / 2 + GAP);
  return { halfWidths, halfHeights };
}

/** Return places around the first few nodes, the middle ones: joined nodes lie near each other. */
export function around(laying: Laying, middles: number, pinned: ReadonlyMap<number, readonly [number, number]>): Places {
  const { halfWidths, halfHeights, links } = laying;
  const count = halfWidths.length;
  const [wide, tall] = [2 * mean(halfWidths), 2 * mean(halfHeights)];
  const { x, y } = forced(count, links, middles);
  const [left, top] = [x[0] ?? 0, y[0] ?? 0];
  for (let node = 0; node < count; node += 1) {
    x[node] = ((x[node] as number) - left) * wide;
    y[node] = ((y[node] as number) - top) * tall;
  }
  // Only then, so that what is put by hand moves nothing but what it lies upon.
  for (const [node, [px, py]] of pinned) [x[node], y[node]] = [px, py];
  spread(laying, { x, y }, pinned);
  return { x, y };
}

/** Return places from left to right by level; those in a level lie below each other, near what they are joined to. */
export function inLevels(laying: Laying, levels: readonly (readonly number[])[], pinned: ReadonlyMap<number, readonly [number, number]>): Places {
  const { halfWidths, halfHeights, links } = laying;
  const x = new Float32Array(halfWidths.length);
  const y = new Float32Array(halfWidths.length);
  const step = 2 * halfHeights.reduce((most, half) => Math.max(most, half), 0);
  let across = 0;
  levels.forEach((level, place) => {
    const before = new Map(level.map((node) => [node, joinedAt(node, links, levels[place - 1] ?? [], y)]));
    const order = level.toSorted((one, other) => (before.get(one) as number) - (before.get(other) as number) || level.indexOf(one) - level.indexOf(other));
    const wide = level.reduce((most, node) => Math.max(most, halfWidths[node] as number), 0);
    across += place === 0 ? 0 : wide + 8;
    order.forEach((node, row) => {
      x[node] = across;
      y[node] = (row - (order.length - 1) / 2) * step;
    });
    across += wide + 8;
  });
  for (const [node, [px, py]] of pinned) [x[node], y[node]] = [px, py];
  spread(laying, { x, y }, pinned);
  return { x, y };
}

/** Return how far down those lie, on average, that a node is joined to in a level. */
function joinedAt(node: number, links: Laying["links"], level: readonly number[], y: Float32Array): number {
  const rows = links.flatMap(([from, to]) => (from === node && level.includes(to) ? [y[to] as number] : to === node && level.includes(from) ? [y[from] as number] : []));
  return rows.length === 0 ? 0 : rows.reduce((total, row) => total + row, 0) / rows.length;
}

/** Pairs looked at in all rounds: some 20 ms. */
const PAIRS = 4_000_000;

/** A layout by forces in units of one node: joined nodes pull, all push, so that neighbours lie about 1 apart. */
function forced(count: number, links: Laying["links"], middles: number): { x: Float32Array; y: Float32Array } {
  const { x, y } = begun(count, links, middles);
  const pushX = new Float32Array(count);
  const pushY = new Float32Array(count);
  const degrees = new Float32Array(count);
  for (const ends of links) for (const end of ends) degrees[end] = (degrees[end] as number) + 1;
  const rounds = Math.round(Math.min(250, Math.max(40, (2 * PAIRS) / (count * count + 1))));
  for (let round = 0; round < rounds; round += 1) {
    pushX.fill(0);
    pushY.fill(0);
    for (let one = 0; one < count; one += 1) {
      const [x1, y1] = [x[one] as number, y[one] as number];
      let [sumX, sumY] = [0, 0];
      for (let other = one + 1; other < count; other += 1) {
        const dx = x1 - (x[other] as number);
        const dy = y1 - (y[other] as number);
        const strength = 0.6 / Math.max(dx * dx + dy * dy, 0.01);
        sumX += dx * strength;
        sumY += dy * strength;
        pushX[other] = (pushX[other] as number) - dx * strength;
        pushY[other] = (pushY[other] as number) - dy * strength;
      }
      pushX[one] = (pushX[one] as number) + sumX;
      pushY[one] = (pushY[one] as number) + sumY;
    }
    for (const [from, to] of links) {
      // What is joined to many is pulled by each a little, or all would lie upon it.
      const share = 1 / Math.sqrt(Math.min(degrees[from] as number, degrees[to] as number));
      const dx = ((x[to] as number) - (x[from] as number)) * share;
      const dy = ((y[to] as number) - (y[from] as number)) * share;
      pushX[from] = (pushX[from] as number) + dx;
      pushY[from] = (pushY[from] as number) + dy;
      pushX[to] = (pushX[to] as number) - dx;
      pushY[to] = (pushY[to] as number) - dy;
    }
    const heat = 0.5 * (1 - round / rounds) + 0.01;
    for (let node = 0; node < count; node += 1) {
      const force = Math.hypot(pushX[node] as number, pushY[node] as number);
      if (force === 0) continue;
      const step = Math.min(force, heat) / force;
      x[node] = (x[node] as number) + (pushX[node] as number) * step;
      y[node] = (y[node] as number) + (pushY[node] as number) * step;
    }
  }
  return { x, y };
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

/** Push apart what overlaps, as little as needed; what is pinned stays. */
function spread(laying: Laying, { x, y }: Places, pinned: ReadonlyMap<number, unknown>): void {
  const fixed = Uint8Array.from(x, (_, node) => (pinned.has(node) ? 1 : 0));
  for (let round = 0; round < TRIES; round += 1) {
    if (!pushed(laying, x, y, fixed)) return;
    if (round % 20 < 19) continue;
    // Too crowded to come apart by pushing: everything moves outwards a little.
    for (let node = 0; node < x.length; node += 1) {
      if (fixed[node]) continue;
      x[node] = (x[node] as number) * 1.06;
      y[node] = (y[node] as number) * 1.06;
    }
  }
}

function pushed({ halfWidths, halfHeights }: Laying, x: Float32Array, y: Float32Array, fixed: Uint8Array): boolean {
  let any = false;
  for (let one = 0; one < x.length; one += 1) {
    for (let other = one + 1; other < x.length; other += 1) {
      const tall = (halfHeights[one] as number) + (halfHeights[other] as number);
      const dy = (y[other] as number) - (y[one] as number);
      if (dy >= tall || -dy >= tall) continue;
      const wide = (halfWidths[one] as number) + (halfWidths[other] as number);
      const dx = (x[other] as number) - (x[one] as number);
      if (dx >= wide || -dx >= wide || (fixed[one] && fixed[other])) continue;
      any = true;
      const alongY = tall - Math.abs(dy) <= wide - Math.abs(dx);
      const [places, way] = alongY ? [y, dy < 0 ? -1 : 1] : [x, dx < 0 ? -1 : 1];
      const needed = (alongY ? tall - Math.abs(dy) : wide - Math.abs(dx)) * 1.02 + 0.01;
      if (fixed[one] || fixed[other]) {
        if (fixed[one]) places[other] = (places[other] as number) + way * needed;
        else places[one] = (places[one] as number) - way * needed;
        continue;
      }
      places[one] = (places[one] as number) - (way * needed) / 2;
      places[other] = (places[other] as number) + (way * needed) / 2;
    }
  }
  return any;
}

function mean(values: Float32Array): number {
  return values.length === 0 ? 1 : values.reduce((total, value) => total + value, 0) / values.length;
}
