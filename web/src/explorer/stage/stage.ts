/** The canvas on which a graph is drawn: the most important nodes of what is in sight, over a picture of all the rest. */

import { NONE, type Graph, type Scene } from "../graph/model";
import type { Adjacency } from "../graph/adjacency";
import type { Camera, Selection } from "../state";
import { strands } from "./edges";
import { inSight, png, svg, type Drawn } from "./exporting";
import { apartOn, compose, radiusOf, type Subject } from "./frame";
import { Flight } from "./flight";
import { Gestures } from "./gestures";
import { hulls, tints, type Hull } from "./hulls";
import { moved, placed, strengths, type Placed, type Strength } from "./index";
import { Minimap } from "./minimap";
import { plainName } from "./names";
import { lookOf, paletteOf, type Palette } from "./palette";
import { painting } from "./painting";
import { dotAt, found, markAt, nextMark } from "./picking";
import { Pointer } from "./pointer";
import { halfWidth } from "./shapes";
import { Sprites, type Context } from "./sprites";
import { Surface } from "./surface";
import { bounded, fitting, worldOf, zoomed, type Size } from "./view";
import { FONTS, write, type Writing } from "./writing";

export interface StageHooks {
  pick(found: Selection | null, how: { readonly add: boolean }): void;
  open(node: number): void;
  hover(found: Selection | null): void;
  moved(camera: Camera): void;
  pinned(node: number, x: number, y: number): void;
  drawn(nodes: number, of: number, edges: number): void;
  ready(): void;
}

export interface Looks {
  readonly selected: Selection | null;
  readonly colour: "kind" | "community";
  readonly pins: ReadonlyMap<number, readonly [number, number]>;
  readonly dark: boolean;
  readonly withoutMotion: boolean;
  readonly hulls: boolean;
}

const MARGIN = 46;
const FEW = 400;
/** After so many milliseconds without a movement the hand rests. */
const REST = 140;
/** Milliseconds of painting in a frame while the hand moves: with room to spare, or where the picture has run out. */
const SHARE = 5;
const HURRY = 12;
const AT_REST = 60;
/** The picture is made anew once less than this share of the stage is left beside it, or it is so many doublings too large. */
const SPARE = 0.12;
const BLURRED = 0.42;
/** From so many pixels a unit on single dots can be told apart. */
const DOTS = 0.7;

export class Stage {
  private readonly surface: Surface;
  private readonly pointer: Pointer;
  private readonly minimap: Minimap;
  private readonly gestures: Gestures;
  private readonly observer: ResizeObserver;
  private readonly strength: Strength;
  private readonly scratch: Uint8Array;
  private readonly flight = new Flight();
  private readonly widths = new Map<string, number>();
  private readonly measuring = new OffscreenCanvas(1, 1).getContext("2d") as OffscreenCanvasRenderingContext2D;
  private looks: Looks = { selected: null, colour: "kind", pins: new Map(), dark: false, withoutMotion: false, hulls: false };
  private palette: Palette = paletteOf(false);
  private sprites: Sprites | null = null;
  private size: Size = { width: 0, height: 0 };
  private ratio = 1;
  private index: Placed | null = null;
  private outlines: readonly Hull[] | null = null;
  private apart = 0;
  private chosenTints: Uint8Array | null = null;
  private now: Camera = { x: 0, y: 0, scale: 1 };
  /** Where the whole picture was left for a part. */
  private left: Camera | null = null;
  private fitted = true;
  private current: Drawn | null = null;
  private coming: Drawn | null = null;
  private dirty = false;
  private mapDirty = true;
  private moving = false;
  private told = true;
  private byHand = false;
  private asked = 0;
  private rest = 0;
  private first = true;
  private focused = NONE;
  private pointed: readonly [number, number] | null = null;
  private hovered = "";
  private dragged: { readonly node: number; readonly x: number; readonly y: number } | null = null;

  constructor(private readonly host: HTMLElement, private readonly graph: Graph, private readonly adjacency: Adjacency, private readonly hooks: StageHooks) {
    this.strength = strengths(graph);
    this.scratch = new Uint8Array(graph.nodes.count);
    Object.assign(host.style, { overflow: "hidden", touchAction: "none", userSelect: "none", webkitUserSelect: "none", cursor: "grab", contain: "strict" });
    if (getComputedStyle(host).position === "static") host.style.position = "relative";
    this.surface = new Surface(host);
    this.pointer = new Pointer(host);
    this.minimap = new Minimap(host, (x, y) => this.go({ ...this.now, x, y }));
    this.gestures = new Gestures(host, {
      pan: (dx, dy) => this.pan(dx, dy),
      zoom: (factor, x, y) => this.go(zoomed(this.now, this.size, this.kept(factor), x, y)),
      tap: (x, y, reach, add) => hooks.pick(this.under(x, y, reach), { add }),
      double: (x, y, reach) => this.opened(x, y, reach),
      hover: (at) => this.pointAt(at),
      grab: (x, y, reach, long) => this.grab(x, y, reach, long),
      drag: (x, y) => this.drag(x, y),
      drop: () => this.drop(),
    });
    this.observer = new ResizeObserver(() => this.resize());
    this.observer.observe(host);
    this.themed();
    this.resize();
  }

  /** Draw something else; a part is fitted to the stage, the whole is found where it was left. */
  scene(scene: Scene): void {
    const before = this.index?.scene;
    this.index = placed(scene, this.graph, this.strength, this.looks.pins);
    this.outlines = null;
    this.apart = 0;
    this.mapDirty = true;
    if (before?.whole && !scene.whole) this.left = this.fitted ? null : this.now;
    if (before === undefined || !scene.whole) this.home();
    else if (!before.whole) this.left === null ? this.home() : this.jump(this.left);
    this.repaint();
  }

  look(looks: Looks): void {
    const before = this.looks;
    this.looks = looks;
    if (before.dark !== looks.dark || before.colour !== looks.colour) {
      this.mapDirty = true;
      this.themed();
    }
    if (before.pins !== looks.pins && this.index !== null) this.index = moved(this.index, looks.pins);
    this.repaint();
  }

  get camera(): Camera {
    return this.now;
  }

  set camera(camera: Camera) {
    this.fitted = false;
    this.jump(camera);
  }

  /** The place of each community in the palette. */
  get tints(): Uint8Array {
    if (this.chosenTints === null) {
      const found = this.index !== null && this.graph.communities.length > 1 ? this.hulls() : [];
      const chosen = tints(found, this.graph.communities.length, this.palette.communities.length);
      if (this.index?.scene.whole !== true) return chosen;
      this.chosenTints = chosen;
    }
    return this.chosenTints;
  }

  fit(): void {
    this.flyTo(this.homeCamera());
    this.fitted = true;
  }

  fly(node: number): void {
    const at = this.placeOf(node);
    if (at === null) return;
    const radius = this.graph.nodes.radii[node]!;
    this.flyTo({ ...at, scale: Math.max(this.now.scale, 12 / Math.max(radius, 2)) });
  }

  zoom(factor: number): void {
    this.flyTo(zoomed(this.flight.target ?? this.now, this.size, factor));
  }

  pan(dx: number, dy: number): void {
    this.go({ ...this.now, x: this.now.x - dx / this.now.scale, y: this.now.y - dy / this.now.scale });
  }

  /** Return the drawn node nearest in a direction from the focused one; the first of the stage where none is focused. */
  step(dx: number, dy: number): number {
    if (this.current === null) return NONE;
    const { marks } = this.current.frame;
    const at = this.focused === NONE ? null : this.placeOf(this.focused);
    if (at === null) return this.drawn().nodes[0] ?? NONE;
    const [x, y] = this.framed(at.x, at.y);
    return nextMark(marks, { x, y, node: this.focused }, dx, dy)?.node ?? NONE;
  }

  /** Show the ring of the keyboard around a node, and the node; NONE takes it away. */
  focus(node: number): void {
    this.focused = node;
    const at = node === NONE ? null : this.placeOf(node);
    if (at !== null) {
      const [x, y] = this.staged(at.x, at.y);
      if (x < 40 || y < 40 || x > this.size.width - 40 || y > this.size.height - 40) this.flyTo({ ...this.now, x: at.x, y: at.y });
    }
    this.ask();
  }

  /** Return what is drawn on the stage as it stands. */
  drawn(): { readonly nodes: readonly number[]; readonly edges: readonly number[] } {
    return this.current === null ? { nodes: [], edges: [] } : inSight(this.current.frame, this.now, this.size);
  }

  png(scale: number): Promise<Blob> {
    return png({ ...this.paint(this.now, this.size, scale), scale });
  }

  svg(): string {
    return svg(this.paint(this.now, this.size, 1));
  }

  resize(): void {
    const [width, height] = [this.host.clientWidth, this.host.clientHeight];
    if (width === this.size.width && height === this.size.height && this.ratio === devicePixelRatio) return;
    this.size = { width, height };
    this.ratio = devicePixelRatio;
    this.surface.resize(this.size, this.ratio);
    this.sprites = null;
    this.apart = 0;
    this.current = null;
    if (this.fitted) this.home();
    this.repaint();
  }

  close(): void {
    cancelAnimationFrame(this.asked);
    clearTimeout(this.rest);
    this.gestures.close();
    this.observer.disconnect();
    this.host.replaceChildren();
  }

  private themed(): void {
    this.palette = paletteOf(this.looks.dark);
    this.sprites = null;
    this.host.style.background = this.palette.page;
    this.pointer.look(this.palette);
  }

  private homeCamera(): Camera {
    if (this.index === null) return this.now;
    // Names hang beside and below; where all are written they need room at the edges.
    const aside = this.index.x.length <= FEW ? 2 * MARGIN : MARGIN;
    return fitting(this.index.extent, this.size, Math.min(aside, this.size.width / 7), Math.min(MARGIN, this.size.height / 8));
  }

  private home(): void {
    if (this.size.width === 0) return;
    this.fitted = true;
    this.jump(this.homeCamera());
  }

  private jump(camera: Camera): void {
    this.flight.stop();
    this.now = this.index === null || this.size.width === 0 ? camera : bounded(camera, this.index.extent, this.size);
    this.told = false;
    this.ask();
  }

  /** A hand moves the camera. */
  private go(camera: Camera): void {
    if (this.index === null) return;
    this.flight.stop();
    this.fitted = false;
    this.byHand = true;
    this.now = bounded(camera, this.index.extent, this.size);
    this.movingOn();
  }

  private movingOn(): void {
    this.moving = true;
    this.told = false;
    clearTimeout(this.rest);
    this.rest = window.setTimeout(() => {
      this.moving = false;
      this.ask();
    }, REST);
    this.ask();
  }

  private flyTo(camera: Camera): void {
    if (this.index === null) return;
    const target = bounded(camera, this.index.extent, this.size);
    this.fitted = false;
    this.byHand = true;
    if (this.looks.withoutMotion) this.jump(target);
    else {
      this.flight.start(this.now, target, this.size);
      this.movingOn();
    }
  }

  /** Keep a factor where the camera does not leave its bounds: what lies under the pointer stays there. */
  private kept(factor: number): number {
    if (this.index === null) return 1;
    return bounded({ ...this.now, scale: this.now.scale * factor }, this.index.extent, this.size).scale / this.now.scale;
  }

  private placeOf(node: number): { readonly x: number; readonly y: number } | null {
    const place = this.index?.places[node] ?? NONE;
    return this.index === null || place === NONE ? null : { x: this.index.x[place]!, y: this.index.y[place]! };
  }

  private staged(x: number, y: number): readonly [number, number] {
    return [(x - this.now.x) * this.now.scale + this.size.width / 2, (y - this.now.y) * this.now.scale + this.size.height / 2];
  }

  /** Where a point of the layout lies on the frame that is shown. */
  private framed(x: number, y: number): readonly [number, number] {
    const { camera, size } = (this.current as Drawn).frame;
    return [(x - camera.x) * camera.scale + size.width / 2, (y - camera.y) * camera.scale + size.height / 2];
  }

  private hulls(): readonly Hull[] {
    return (this.outlines ??= this.index === null ? [] : hulls(this.index, this.graph));
  }

  private readonly measure = (text: string, font: number): number => {
    const key = `${font}${text}`;
    const known = this.widths.get(key);
    if (known !== undefined) return known;
    if (this.widths.size > 20_000) this.widths.clear();
    this.measuring.font = FONTS[font] as string;
    const width = this.measuring.measureText(text).width;
    this.widths.set(key, width);
    return width;
  };

  private repaint(): void {
    this.dirty = true;
    this.ask();
  }

  private ask(): void {
    if (this.asked === 0) this.asked = requestAnimationFrame(this.tick);
  }

  private readonly tick = (time: number): void => {
    this.asked = 0;
    if (this.index === null || this.size.width === 0 || this.size.height === 0) return;
    if (this.ratio !== devicePixelRatio) this.resize();
    const flown = this.flight.at(time);
    if (flown !== null) {
      this.now = flown;
      this.movingOn();
    }
    this.refresh();
    this.surface.show(this.now);
    this.showOver();
    if (this.surface.busy || this.flight.flying) this.ask();
    else if (!this.moving && !this.told) this.tell();
  };

  /** Begin or go on with a picture where one is needed. */
  private refresh(): void {
    const { surface } = this;
    const painted = surface.painted;
    const blurred = painted === null ? Infinity : Math.abs(Math.log2(this.now.scale / painted.scale));
    const spare = surface.spare(this.now);
    const needed = this.moving ? spare < SPARE || blurred > BLURRED : painted !== this.now;
    const anew = this.dirty;
    if (anew || (needed && !surface.busy)) {
      this.dirty = false;
      this.begin(this.now);
    }
    if (!surface.busy) return;
    const share = anew && !this.moving ? Infinity : !this.moving ? AT_REST : spare < 0 ? HURRY : SHARE;
    if (!surface.advance(share)) return;
    this.current = this.coming;
    this.told = this.told && !anew;
    if (!this.moving) this.told = false;
    if (this.first) this.begun();
  }

  private begun(): void {
    this.first = false;
    requestAnimationFrame(() => requestAnimationFrame(() => this.hooks.ready()));
  }

  private begin(camera: Camera): void {
    const paint = this.paint.bind(this);
    const surface = this.surface;
    const ready = (drawn: Drawn): void => {
      this.coming = drawn;
    };
    surface.begin(camera, function* (context: Context): Generator<void> {
      const drawn = paint(camera, surface.size, surface.ratio);
      ready(drawn);
      yield;
      yield* painting(context, drawn);
    });
  }

  private paint(camera: Camera, size: Size, ratio: number): Drawn {
    const index = this.index as Placed;
    const { graph, strength, looks, palette, measure } = this;
    this.apart ||= apartOn(index, this.size);
    const subject: Subject = { graph, strength, index, looks, apart: this.apart, hulls: looks.hulls && index.scene.whole ? this.hulls() : [] };
    const frame = compose(subject, camera, size, this.size, this.scratch);
    const same = this.current !== null && Math.abs(Math.log2(camera.scale / this.current.frame.camera.scale)) < 1e-3 && this.current.frame.selected === frame.selected;
    const writing: Writing = write(frame, graph, measure, same ? (this.current as Drawn).writing.sides : new Map());
    const chosen = looks.colour === "community" || looks.hulls ? this.tints : new Uint8Array(1);
    const sprites = ratio === this.surface.ratio ? (this.sprites ??= new Sprites(ratio, palette)) : new Sprites(ratio, palette);
    return { frame, writing, subject, palette, tints: chosen, sprites, measure, ratio };
  }

  /** Show what lies over the picture. */
  private showOver(): void {
    const index = this.index as Placed;
    const home = this.homeCamera();
    if (this.mapDirty && index.scene.whole && !this.first) {
      this.mapDirty = false;
      const byCommunity = this.looks.colour === "community";
      this.minimap.paint(index, this.graph, this.palette, byCommunity ? this.tints : new Uint8Array(1), byCommunity, this.ratio);
    } else if (this.mapDirty && index.scene.whole) this.ask();
    this.minimap.show(this.now, this.size, index.scene.whole && !this.mapDirty && this.now.scale > home.scale * 1.15);
    this.pointer.focused(this.focused === NONE ? null : this.circle(this.focused));
    this.showPointed();
  }

  private circle(node: number): { readonly x: number; readonly y: number; readonly radius: number } | null {
    const at = this.placeOf(node);
    if (at === null) return null;
    const [x, y] = this.staged(at.x, at.y);
    return { x, y, radius: radiusOf(this.graph.nodes.radii[node]!, this.now.scale) * halfWidth(lookOf(this.graph.nodes.kinds[node]!).shape) };
  }

  private tell(): void {
    this.told = true;
    const { nodes, edges } = this.drawn();
    this.hooks.drawn(nodes.length, (this.index as Placed).scene.nodes.length, edges.length);
    if (this.byHand) {
      this.byHand = false;
      this.hooks.moved(this.now);
    }
  }

  private under(x: number, y: number, reach: number): Selection | null {
    if (this.current === null || this.index === null) return null;
    const [fx, fy] = this.framed(...worldOf(this.now, this.size, x, y));
    const drawn = found(this.current.frame, this.current.writing, { x: fx, y: fy, reach });
    if (drawn !== null || !this.current.frame.dense || this.now.scale < DOTS) return drawn;
    const node = dotAt(this.index, this.now, this.size, x, y);
    return node === null ? null : { node };
  }

  private opened(x: number, y: number, reach: number): void {
    const what = this.under(x, y, reach);
    if (what !== null && "node" in what) this.hooks.open(what.node);
    else if (what === null) this.flyTo(zoomed(this.now, this.size, this.kept(2), x, y));
  }

  private pointAt(at: readonly [number, number] | null): void {
    this.pointed = at;
    this.ask();
  }

  private showPointed(): void {
    const at = this.moving || this.gestures.active ? null : this.pointed;
    const what = at === null ? null : this.under(at[0], at[1], 0);
    const key = what === null ? "" : JSON.stringify(what);
    if (key !== this.hovered) {
      this.hovered = key;
      this.hooks.hover(what);
      this.host.style.cursor = what === null ? "grab" : "pointer";
    }
    if (what === null || at === null) return this.pointer.point(null, this.size.width);
    if ("edge" in what) return this.pointer.point({ x: at[0], y: at[1], radius: 0, words: this.edgeWords(what.edge) }, this.size.width);
    const circle = this.circle(what.node);
    const named = this.current?.writing.sides.has(what.node) === true;
    this.pointer.point(circle === null ? null : { ...circle, words: named ? "" : plainName(this.graph.nodes.names[what.node] ?? "") }, this.size.width);
  }

  private edgeWords(edge: number): string {
    const { nodes, edges } = this.graph;
    const name = (node: number | undefined): string => `\u2068${plainName(nodes.names[node as number] ?? "")}\u2069`;
    return strands(this.graph, edge)
      .map(({ forward, words, look }) => `${name((forward ? edges.a : edges.b)[edge])} ${look.sign === "✕" ? "✕ " : ""}${words} ${name((forward ? edges.b : edges.a)[edge])}`)
      .join(" · ");
  }

  private grab(x: number, y: number, reach: number, long: boolean): boolean {
    if (this.current === null || this.index === null) return false;
    const [fx, fy] = this.framed(...worldOf(this.now, this.size, x, y));
    const mark = markAt(this.current.frame, { x: fx, y: fy, reach });
    if (mark === null || !(long || !this.index.scene.whole || mark.node === this.current.frame.selected)) return false;
    this.dragged = { node: mark.node, x: this.index.x[mark.place]!, y: this.index.y[mark.place]! };
    this.focus(mark.node);
    return true;
  }

  private drag(x: number, y: number): void {
    if (this.dragged === null || this.index === null) return;
    const [across, down] = worldOf(this.now, this.size, x, y);
    this.dragged = { node: this.dragged.node, x: across, y: down };
    this.index = moved(this.index, new Map([...this.looks.pins, [this.dragged.node, [across, down] as const]]));
    this.repaint();
  }

  private drop(): void {
    const dragged = this.dragged;
    this.dragged = null;
    this.focus(NONE);
    if (dragged !== null) this.hooks.pinned(dragged.node, dragged.x, dragged.y);
  }

  /** How many a node is joined to, whatever is shown. */
  degree(node: number): number {
    return this.adjacency.first[node + 1]! - this.adjacency.first[node]!;
  }
}
