/** One drawing, worked out: what stands where on a surface of so many pixels. Painting and exporting only copy it. */

import { KINDS, NONE, type Graph } from "../graph/model";
import type { Camera } from "../state";
import { bendOf, clipped, strands, widthOf, type Line } from "./edges";
import { BESIDE, edgesAmong, EVERY, inView, ON_STAGE, type Placed, type Strength } from "./index";
import type { Hull } from "./hulls";
import { lineLook, lookOf } from "./palette";
import { halfWidth } from "./shapes";
import type { Looks } from "./looks";
import { fitting, seen, stagedAt, type Extent, type Size } from "./view";

export interface Mark {
  readonly node: number;
  readonly place: number;
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly kind: number;
  readonly community: number;
  /** In focus: selected, beside it, or on a path. */
  readonly strong: boolean;
}

/** An outline of a community on the surface. */
export interface Outline {
  readonly hull: Hull;
  /** x and y by turns. */
  readonly points: Float32Array;
  readonly x: number;
  readonly y: number;
  readonly radius: number;
}

export interface Frame {
  readonly size: Size;
  readonly camera: Camera;
  /** The part that the stage shows when it comes to rest here. */
  readonly stage: Size;
  readonly marks: readonly Mark[];
  readonly lines: readonly Line[];
  readonly outlines: readonly Outline[];
  /** Whether all but what is strong fades. */
  readonly faded: boolean;
  /** Lines are drawn one by one, with patterns and heads. */
  readonly near: boolean;
  /** How many nodes are in sight without being drawn. */
  readonly dense: boolean;
  readonly selected: number;
  /** Many nodes: names keep their distance, and headlines are left out. */
  readonly crowded: boolean;
  readonly isResting: boolean;
}

export interface Subject {
  readonly graph: Graph;
  readonly strength: Strength;
  /** 1 for links that pass the filter; null where all do. */
  readonly passing: Uint8Array | null;
  readonly index: Placed;
  readonly looks: Looks;
  readonly hulls: readonly Hull[];
  /** How many pixels the drawn nodes are apart at least. */
  readonly apart: number;
}

/** As many nodes and lines a stage holds. */
export const MOST_NODES = 1200;
/** Lines from afar: one for so many square pixels of the stage, within bounds. */
const ROOM_OF_LINE = 2400;
const [LEAST_LINES, MOST_LINES] = [140, 460];
/** Where all nodes are drawn so many lines are, whatever the stage. */
const ALL_LINES = 900;
/** Up to so many lines on the stage each way of putting things is a line of its own. */
const NEAR_LINES = 360;
/** Square pixels of a large stage. */
const LARGE = 1e6;
const MOST_NEAR = 320;
const CROWDED = 260;
const MOST_BESIDE = 300;
const MOST_BESIDE_LINES = 600;
const FEW_MARKS = 140;
const MOST_STUBS = 200;
/** A stage that shows less than this share of the picture's width looks closely. */
const CLOSE = 0.3;
/** Where all is shown about so many nodes are drawn; where they lie close together there may be more after zooming. */
const AT_FIRST = 800;
const [LEAST_APART, MOST_APART] = [17, 64];
const [ARTICLE, REPORTED] = [KINDS.indexOf("Article"), KINDS.indexOf("ReportedEvent")];

/** Return how many pixels the drawn nodes are apart: a stage full of them holds no more than MOST_NODES. */
export function apartOn({ extent, sieve }: Placed, stage: Size): number {
  const apart = sieve.apartFor(AT_FIRST) * fitting(extent, stage, 0).scale;
  return Math.min(MOST_APART, Math.max(LEAST_APART, Math.sqrt((0.4 * stage.width * stage.height) / MOST_NODES), apart));
}

/** Return the radius of a node in pixels. */
export function radiusOf(radius: number, scale: number): number {
  return Math.min(22, Math.max(radius * scale, Math.min(7, 2.3 + 0.42 * radius)));
}

/** Return the drawing of a subject from a camera on a surface around a stage. */
export function compose(subject: Subject, camera: Camera, size: Size, stage: Size, scratch: Uint8Array): Frame {
  const { graph, index, looks } = subject;
  const box = seen(camera, size, 20);
  const small = index.x.length <= MOST_NODES || !index.scene.whole;
  const step = small ? EVERY : index.sieve.step(camera.scale, subject.apart);
  const most = small ? index.x.length : Math.round((MOST_NODES * size.width * size.height) / Math.max(1, stage.width * stage.height));
  const places = inView(index, box, step, most);
  const focus = focusOf(subject);
  const all = withFocus(places, focus, index, box);
  const inner = seen(camera, stage);
  let onStageMarks = 0;
  for (const place of all) {
    const isInside = holds(inner, index.x[place]!, index.y[place]!);
    scratch[index.scene.nodes[place]!] = isInside ? ON_STAGE : BESIDE;
    onStageMarks += Number(isInside);
  }
  // What a large stage has room for is too much for a small one.
  const share = Math.min(1, (stage.width * stage.height) / LARGE);
  const mostLines = Math.min(MOST_LINES, Math.max(LEAST_LINES, Math.round((stage.width * stage.height) / ROOM_OF_LINE)));
  const { edges, onStage } = edgesAmong(index, graph, scratch, small ? Math.max(mostLines, ALL_LINES) : mostLines);
  const isClose = inner.right - inner.left < CLOSE * (index.extent.right - index.extent.left);
  const stubs = index.scene.whole && isClose && onStageMarks <= FEW_MARKS * share ? stubsOf(index, graph, scratch) : [];
  for (const place of all) scratch[index.scene.nodes[place]!] = 0;
  const project = (x: number, y: number): readonly [number, number] => stagedAt(camera, size, x, y);
  const near = onStage <= Math.min(NEAR_LINES, 0.9 * mostLines) && onStageMarks <= MOST_NEAR * share;
  const draw: Drawing = { subject, camera, size, stage, project, focus, near, faded: focus.selected };
  return {
    size, camera, stage, near,
    marks: all.map((place) => mark(draw, place)),
    lines: lines(draw, edges, stubs),
    outlines: looks.hulls && index.scene.whole ? outlines(subject.hulls, draw) : [],
    faded: focus.selected,
    dense: !small,
    selected: looks.selected && "node" in looks.selected ? looks.selected.node : NONE,
    crowded: onStageMarks > CROWDED * share,
    isResting: true,
  };
}

function holds({ left, top, right, bottom }: Extent, x: number, y: number): boolean {
  return x >= left && x <= right && y >= top && y <= bottom;
}

interface Drawing {
  readonly subject: Subject;
  readonly camera: Camera;
  readonly size: Size;
  readonly stage: Size;
  readonly project: (x: number, y: number) => readonly [number, number];
  readonly focus: Focus;
  readonly near: boolean;
  readonly faded: boolean;
}

/** What is to be seen first. */
interface Focus {
  readonly nodes: ReadonlySet<number>;
  readonly edges: ReadonlySet<number>;
  /** Whether it is so because of a selection. */
  readonly selected: boolean;
}

/** The selected node with what is beside it, or the two ends of the selected edge; else a path. */
function focusOf({ graph, index, looks }: Subject): Focus {
  const { a, b } = graph.edges;
  const { selected } = looks;
  if (selected !== null && "node" in selected && (index.places[selected.node] ?? NONE) !== NONE) {
    const nodes = new Set([selected.node]);
    const edges = new Set<number>();
    for (let at = 0; at < index.edges.length && edges.size < MOST_BESIDE_LINES; at += 1) {
      const edge = index.edges[at]!;
      const other = a[edge] === selected.node ? b[edge]! : b[edge] === selected.node ? a[edge]! : NONE;
      if (other === NONE || (nodes.size > MOST_BESIDE && !nodes.has(other))) continue;
      nodes.add(other);
      edges.add(edge);
    }
    return { nodes, edges, selected: true };
  }
  if (selected !== null && "edge" in selected && selected.edge < graph.edges.count) {
    const ends = [a[selected.edge]!, b[selected.edge]!];
    if (ends.every((end) => index.places[end] !== NONE)) return { nodes: new Set(ends), edges: new Set([selected.edge]), selected: true };
  }
  return { nodes: index.scene.highlightNodes, edges: index.scene.highlightEdges, selected: false };
}

function withFocus(places: readonly number[], focus: Focus, index: Placed, box: Extent): readonly number[] {
  if (focus.nodes.size === 0) return places;
  const held = new Set(places);
  const more: number[] = [];
  for (const node of focus.nodes) {
    const place = index.places[node] ?? NONE;
    if (place === NONE || held.has(place)) continue;
    if (holds(box, index.x[place]!, index.y[place]!)) more.push(place);
  }
  return more.length === 0 ? places : [...places, ...more].sort((one, other) => one - other);
}

/** Edges that leave what is drawn: where few nodes are, they show that there is more. */
function stubsOf(index: Placed, graph: Graph, marked: Uint8Array): readonly number[] {
  const { a, b } = graph.edges;
  const found: number[] = [];
  for (let at = 0; at < index.edges.length && found.length < MOST_STUBS; at += 1) {
    const edge = index.edges[at]!;
    if ((marked[a[edge]!]! === 0) !== (marked[b[edge]!]! === 0)) found.push(edge);
  }
  return found;
}

function mark({ subject: { graph, index }, camera, project, focus }: Drawing, place: number): Mark {
  const node = index.scene.nodes[place]!;
  const [x, y] = project(index.x[place]!, index.y[place]!);
  const { radii, kinds, communities } = graph.nodes;
  return { node, place, x, y, radius: radiusOf(radii[node]!, camera.scale), kind: kinds[node]!, community: communities[node]!, strong: focus.nodes.has(node) };
}

function lines(draw: Drawing, edges: readonly number[], stubs: readonly number[]): readonly Line[] {
  const { focus, stage, near, subject } = draw;
  const found: Line[] = [];
  const weak = near ? (edges.length > 150 ? 0.6 : 0.8) : edges.length > 250 ? 0.32 : 0.45;
  const long = 0.24 * Math.hypot(stage.width, stage.height);
  const done = new Set(edges);
  for (const edge of stubs) single(draw, edge, 0.22, found);
  for (const edge of edges) {
    if (focus.edges.has(edge)) continue;
    if (near) several(draw, edge, weak, false, found);
    else single(draw, edge, weak, found, long);
  }
  const detailed = focus.edges.size <= NEAR_LINES / 2;
  const strongly = focus.edges.size <= 40 ? 1 : focus.edges.size <= 150 ? 0.75 : 0.5;
  for (const edge of focus.edges) {
    if (focus.selected || done.has(edge) || isHere(subject, edge)) {
      if (detailed) several(draw, edge, strongly, true, found);
      else single(draw, edge, strongly, found, Infinity, true);
    }
  }
  return found;
}

function isHere({ index: { places }, graph: { edges } }: Subject, edge: number): boolean {
  return places[edges.a[edge]!] !== NONE && places[edges.b[edge]!] !== NONE;
}

type Ends = readonly [x1: number, y1: number, x2: number, y2: number];

function endsOf({ subject: { graph, index: { places, x, y } }, project }: Drawing, edge: number): Ends {
  const one = places[graph.edges.a[edge]!]!;
  const other = places[graph.edges.b[edge]!]!;
  return [...project(x[one]!, y[one]!), ...project(x[other]!, y[other]!)] as unknown as Ends;
}

/** One line for all that an edge stands for. */
function single(draw: Drawing, edge: number, opacity: number, found: Line[], long = Infinity, strong = false): void {
  const { strength } = draw.subject;
  const [x1, y1, x2, y2] = endsOf(draw, edge);
  const inside = clipped(x1, y1, x2, y2, draw.size.width, draw.size.height, 10);
  if (inside === null) return;
  const [from, to] = inside;
  const [across, down] = [x2 - x1, y2 - y1];
  const ends = [x1 + across * from, y1 + down * from, x1 + across * to, y1 + down * to] as const;
  const far = Math.hypot(across, down) > long;
  found.push({
    edge, x1: ends[0], y1: ends[1], x2: ends[2], y2: ends[3], bentX: (ends[0] + ends[2]) / 2, bentY: (ends[1] + ends[3]) / 2, straight: true,
    look: lineLook(strength.voices[edge]!, strength.sourced[edge] === 1), width: strong ? 1.4 : Math.min(1.6, 0.5 + widthOf(strength.weights[edge]!) / 3),
    opacity: far ? opacity * 0.42 : opacity, strong, head: -1, words: "",
  });
}

/** A line for each direction and way of putting it. */
function several(draw: Drawing, edge: number, opacity: number, strong: boolean, found: Line[]): void {
  const { graph, passing } = draw.subject;
  const [ax, ay, bx, by] = endsOf(draw, edge);
  const { width, height } = draw.size;
  if (clipped(ax, ay, bx, by, width, height, 60) === null) return;
  const length = Math.hypot(bx - ax, by - ay);
  const told = strands(graph, edge, passing);
  const far = length > 2 * (width + height);
  told.forEach((strand, rank) => {
    const bend = far ? 0 : bendOf(rank, told.length);
    // Bent to one side of the way from a to b, whichever way the line itself goes.
    const bentX = (ax + bx) / 2 + 2 * bend * (by - ay);
    const bentY = (ay + by) / 2 - 2 * bend * (bx - ax);
    const [x1, y1, x2, y2] = strand.forward ? [ax, ay, bx, by] : [bx, by, ax, ay];
    const target = graph.edges[strand.forward ? "b" : "a"][edge]!;
    const radius = radiusOf(graph.nodes.radii[target]!, draw.camera.scale) * halfWidth(lookOf(graph.nodes.kinds[target]!).shape);
    found.push({
      edge, x1, y1, x2, y2, bentX, bentY, straight: bend === 0, look: strand.look, width: widthOf(strand.count) * (strong ? 1.25 : 1),
      opacity, strong, head: strand.look.arrow ? radius + 1.5 : -1, words: strand.words,
    });
  });
}

const LEAST_ACROSS = 46;

function outlines(hulls: readonly Hull[], { camera, size, project }: Drawing): readonly Outline[] {
  const found: Outline[] = [];
  for (const hull of hulls) {
    const radius = hull.radius * camera.scale;
    if (2 * radius < LEAST_ACROSS || radius > 0.75 * Math.min(size.width, size.height)) continue;
    const [x, y] = project(hull.x, hull.y);
    if (x < -radius || y < -radius || x > size.width + radius || y > size.height + radius) continue;
    const points = new Float32Array(hull.points.length);
    for (let at = 0; at < points.length; at += 2) [points[at], points[at + 1]] = project(hull.points[at]!, hull.points[at + 1]!) as [number, number];
    found.push({ hull, points, x, y, radius });
  }
  return found;
}

/** Return whether a kind is one whose names are long and come after others'. */
export function comesLater(kind: number): boolean {
  return kind === ARTICLE || kind === REPORTED;
}
