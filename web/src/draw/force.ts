/** A layout by forces: the same links give the same picture. */

export interface Point {
  readonly x: number;
  readonly y: number;
}

const ROUNDS = 300;
const FAR = 16;
const GOLDEN = Math.PI * (3 - Math.sqrt(5));

/** Return a place for every node; neighbours lie about 1 apart, parts that nothing links lie beside each other. */
export function layout(count: number, links: readonly { readonly from: number; readonly to: number }[]): readonly Point[] {
  const x = new Float64Array(count);
  const y = new Float64Array(count);
  const pushX = new Float64Array(count);
  const pushY = new Float64Array(count);
  ordering(count, links).forEach((node, rank) => {
    const radius = 0.6 * Math.sqrt(rank + 0.5);
    x[node] = radius * Math.cos(rank * GOLDEN);
    y[node] = radius * Math.sin(rank * GOLDEN);
  });
  for (let round = 0; round < ROUNDS; round += 1) {
    pushX.fill(0);
    pushY.fill(0);
    repel(x, y, pushX, pushY);
    for (const { from, to } of links) {
      const dx = at(x, to) - at(x, from);
      const dy = at(y, to) - at(y, from);
      const pull = Math.hypot(dx, dy);
      add(pushX, from, dx * pull); add(pushY, from, dy * pull);
      add(pushX, to, -dx * pull); add(pushY, to, -dy * pull);
    }
    const heat = 0.6 * (1 - round / ROUNDS) ** 1.5 + 0.002;
    for (let node = 0; node < count; node += 1) {
      const fx = at(pushX, node) - 0.12 * at(x, node);
      const fy = at(pushY, node) - 0.12 * at(y, node);
      const force = Math.hypot(fx, fy);
      if (force === 0) continue;
      const step = Math.min(force, heat) / force;
      add(x, node, fx * step);
      add(y, node, fy * step);
    }
  }
  return Array.from({ length: count }, (_, node) => ({ x: at(x, node), y: at(y, node) }));
}

function repel(x: Float64Array, y: Float64Array, pushX: Float64Array, pushY: Float64Array): void {
  for (let one = 0; one < x.length; one += 1) {
    for (let other = one + 1; other < x.length; other += 1) {
      let dx = at(x, one) - at(x, other);
      const dy = at(y, one) - at(y, other);
      if (dx === 0 && dy === 0) dx = 1e-3;
      const square = Math.max(dx * dx + dy * dy, 0.01);
      // Far nodes hardly push, so that parts that nothing links stay near each other.
      const strength = (0.6 / square) * Math.min(1, FAR / square);
      add(pushX, one, dx * strength); add(pushY, one, dy * strength);
      add(pushX, other, -dx * strength); add(pushY, other, -dy * strength);
    }
  }
}

/** Nodes by breadth from the one with the most links, so that neighbours begin near each other. */
function ordering(count: number, links: readonly { readonly from: number; readonly to: number }[]): readonly number[] {
  const near: number[][] = Array.from({ length: count }, () => []);
  for (const { from, to } of links) {
    near[from]?.push(to);
    near[to]?.push(from);
  }
  const byDegree = near.map((_, node) => node).sort((one, other) => (near[other]?.length ?? 0) - (near[one]?.length ?? 0) || one - other);
  const order: number[] = [];
  const seen = new Set<number>();
  for (const start of byDegree) {
    if (seen.has(start)) continue;
    seen.add(start);
    const queue = [start];
    for (let head = 0; head < queue.length; head += 1) {
      const node = queue[head] as number;
      order.push(node);
      for (const next of near[node] ?? []) {
        if (!seen.has(next)) {
          seen.add(next);
          queue.push(next);
        }
      }
    }
  }
  return order;
}

function at(values: Float64Array, place: number): number {
  return values[place] as number;
}

function add(values: Float64Array, place: number, value: number): void {
  values[place] = (values[place] as number) + value;
}
