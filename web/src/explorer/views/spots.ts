/** Places for the map: where they lie, and how much is told of them under the filter. Nothing here needs a page. */

import type { Adjacency } from "../graph/adjacency";
import { type Graph, KINDS, type Visible } from "../graph/model";
import { articlesNaming } from "../panel/told";

const PLACE = KINDS.indexOf("Place");
const REPORTED = KINDS.indexOf("ReportedEvent");

export interface Spot {
  readonly node: number;
  readonly longitude: number;
  readonly latitude: number;
  /** How many articles name it. */
  readonly articles: number;
  /** The reported events joined to it. */
  readonly events: readonly number[];
}

export interface Spots {
  /** Those with a position, the most named first. */
  readonly known: readonly Spot[];
  /** Those without. */
  readonly unknown: readonly number[];
}

/** Return the places among some nodes, counted by what passes the filter. */
export function spots(graph: Graph, adjacency: Adjacency, visible: Visible, nodes: Iterable<number>): Spots {
  const { kinds, latitudes, longitudes } = graph.nodes;
  const known: Spot[] = [];
  const unknown: number[] = [];
  for (const node of nodes) {
    if (kinds[node] !== PLACE) continue;
    const [latitude, longitude] = [latitudes[node] ?? Number.NaN, longitudes[node] ?? Number.NaN];
    if (!Number.isFinite(latitude) || !Number.isFinite(longitude)) {
      unknown.push(node);
      continue;
    }
    const events: number[] = [];
    for (let at = adjacency.first[node]!; at < adjacency.first[node + 1]!; at += 1) {
      const other = adjacency.nodes[at]!;
      if (kinds[other] === REPORTED && visible.nodes[other] === 1 && visible.edges[adjacency.edges[at]!] === 1) events.push(other);
    }
    known.push({ node, latitude: Math.min(Math.max(latitude, -90), 90), longitude, articles: articlesNaming(graph, adjacency, visible, node), events });
  }
  known.sort((one, other) => other.articles - one.articles || one.node - other.node);
  return { known, unknown };
}

/** Return the radius of a spot's disc in pixels: its area grows with how many articles name it. */
export function radius(articles: number, most: number): number {
  return 3.5 + 12 * Math.sqrt(articles / Math.max(most, 10));
}

/** A disc on the map, and the words that are to stand beside it. */
export interface Disc {
  readonly x: number;
  readonly y: number;
  readonly r: number;
  readonly words: string;
  readonly wide: number;
}

export interface Placed {
  readonly words: string;
  readonly left: number;
  /** The middle of the line. */
  readonly top: number;
}

type Corners = readonly [left: number, top: number, right: number, bottom: number];

const HALF = 8;
const GAP = 3;
/** So many may lie on other discs, so that the best known have their names also where it is crowded. */
const BEST = 12;

/** Return where names stand, those of the first discs first: none on another or beyond the edge, and none but the first on other discs. */
export function placed(discs: readonly Disc[], width: number, height: number): readonly Placed[] {
  const taken: Corners[] = [];
  const found: Placed[] = [];
  discs.forEach((disc, rank) => {
    const free = around(disc).filter((box) => box[0] >= 0 && box[1] >= 0 && box[2] <= width && box[3] <= height && !taken.some((other) => meets(box, other)));
    const covered = free.map((box) => discs.filter((other) => other !== disc && meets(box, [other.x - other.r, other.y - other.r, other.x + other.r, other.y + other.r]))
      .reduce((sum, other) => sum + other.r, 0));
    const best = free[covered.indexOf(rank < BEST ? Math.min(...covered) : 0)];
    if (best === undefined) return;
    taken.push(best);
    found.push({ words: disc.words, left: best[0] + GAP, top: (best[1] + best[3]) / 2 });
  });
  return found;
}

/** To the right of the disc, to its left, above and below. */
function around({ x, y, r, wide }: Disc): readonly Corners[] {
  const room = wide + 2 * GAP;
  const [right, left] = [x + r, x - r - room];
  return [
    [right, y - HALF, right + room, y + HALF], [left, y - HALF, left + room, y + HALF],
    [x - room / 2, y - r - 2 * HALF - 1, x + room / 2, y - r - 1], [x - room / 2, y + r + 1, x + room / 2, y + r + 2 * HALF + 1],
  ];
}

function meets(one: Corners, other: Corners): boolean {
  return one[0] < other[2] && other[0] < one[2] && one[1] < other[3] && other[1] < one[3];
}
