/** Soft outlines around communities, and colours that tell neighbours apart. */

import type { Graph } from "../graph/model";
import type { Placed } from "./index";

export interface Hull {
  readonly community: number;
  readonly count: number;
  readonly x: number;
  readonly y: number;
  /** How far it reaches. */
  readonly radius: number;
  /** x and y by turns, in units of the layout, around. */
  readonly points: Float32Array;
}

/** A power of two. */
const SECTORS = 32;
const LEAST = 8;
const MOST = 400;
/** What lies further from the middle than so many times the mean is not gone round. */
const FAR = 2.2;
const ROOM = 4;

/** Return the outlines of the largest communities of a scene. */
export function hulls(index: Placed, graph: Graph): readonly Hull[] {
  const of = Math.min(MOST, graph.communities.length);
  const { x, y, scene: { nodes } } = index;
  const { communities, radii } = graph.nodes;
  const [middleX, middleY, means, counts] = [new Float64Array(of), new Float64Array(of), new Float64Array(of), new Uint32Array(of)];
  for (let place = 0; place < x.length; place += 1) {
    const community = communities[nodes[place]!]!;
    if (community >= of) continue;
    middleX[community]! += x[place]!;
    middleY[community]! += y[place]!;
    counts[community]! += 1;
  }
  for (let community = 0; community < of; community += 1) {
    middleX[community]! /= Math.max(1, counts[community]!);
    middleY[community]! /= Math.max(1, counts[community]!);
  }
  for (let place = 0; place < x.length; place += 1) {
    const community = communities[nodes[place]!]!;
    if (community < of) means[community]! += Math.sqrt((x[place]! - middleX[community]!) ** 2 + (y[place]! - middleY[community]!) ** 2) / counts[community]!;
  }
  const reaches = new Float32Array(of * SECTORS);
  for (let place = 0; place < x.length; place += 1) {
    const community = communities[nodes[place]!]!;
    if (community >= of) continue;
    const across = x[place]! - middleX[community]!;
    const down = y[place]! - middleY[community]!;
    const distance = Math.sqrt(across * across + down * down);
    // What lies well inside cannot be the furthest.
    if (distance < 0.5 * means[community]! || distance > FAR * means[community]! + ROOM) continue;
    const sector = Math.floor((Math.atan2(down, across) / (2 * Math.PI) + 1) * SECTORS) & (SECTORS - 1);
    const at = community * SECTORS + sector;
    const reach = distance + radii[nodes[place]!]!;
    if (reach > reaches[at]!) reaches[at] = reach;
  }
  const found: Hull[] = [];
  for (let community = 0; community < of; community += 1) {
    if (counts[community]! >= LEAST) found.push(outlined(community, counts[community]!, middleX[community]!, middleY[community]!, reaches));
  }
  return found;
}

function outlined(community: number, count: number, x: number, y: number, reaches: Float32Array): Hull {
  let reach = reaches.slice(community * SECTORS, (community + 1) * SECTORS);
  // Gaps are bridged, then corners are rounded twice.
  reach = reach.map((own, sector) => Math.max(own, 0.95 * beside(reach, sector, 1), 0.85 * beside(reach, sector, 2)));
  for (let round = 0; round < 2; round += 1) reach = reach.map((own, sector) => Math.max(0.6 * own + 0.4 * beside(reach, sector, 1), 0.97 * own));
  const points = new Float32Array(2 * SECTORS);
  let radius = 0;
  for (let sector = 0; sector < SECTORS; sector += 1) {
    const far = reach[sector]! + ROOM;
    const angle = ((sector + 0.5) / SECTORS) * 2 * Math.PI;
    points[2 * sector] = x + far * Math.cos(angle);
    points[2 * sector + 1] = y + far * Math.sin(angle);
    radius = Math.max(radius, far);
  }
  return { community, count, x, y, radius, points };
}

/** The mean of what lies so many sectors to either side. */
function beside(reach: Float32Array, sector: number, away: number): number {
  return (reach[(sector + away) % SECTORS]! + reach[(sector - away + SECTORS) % SECTORS]!) / 2;
}

/** Return the place in the palette of each community: neighbours get different ones where they can. */
export function tints(found: readonly Hull[], communities: number, colours: number): Uint8Array {
  const chosen = Uint8Array.from({ length: Math.max(1, communities) }, (_, community) => community % colours);
  const done: Hull[] = [];
  for (const hull of found) {
    const cost = new Float64Array(colours);
    for (const other of done) {
      const gap = Math.hypot(hull.x - other.x, hull.y - other.y) / (hull.radius + other.radius);
      cost[chosen[other.community]!]! += 1 / (gap * gap * gap + 0.01);
    }
    let best = done.length % colours;
    for (let colour = 0; colour < colours; colour += 1) if (cost[colour]! < cost[best]! * 0.999) best = colour;
    chosen[hull.community] = best;
    done.push(hull);
  }
  return chosen;
}
