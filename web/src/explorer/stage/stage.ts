/** The canvas on which a graph is drawn: the most important nodes of what is in sight, over a picture of all the rest. */

import { NONE, type Graph, type Scene } from "../graph/model";
import type { Adjacency } from "../graph/adjacency";
import type { Camera, Selection } from "../state";
import { Drawer } from "./drawer";
import { wordsOf } from "./edges";
import { inSight, png, svg, type Drawn } from "./exporting";
import { Flight } from "./flight";
import { Gestures } from "./gestures";
import type { Looks, StageHooks } from "./looks";
import { Minimap } from "./minimap";
import { plainName } from "./names";
import { painting } from "./painting";
import { dotAt, found, markAt, nextMark } from "./picking";
import { Pointer } from "./pointer";
import type { Context } from "./sprites";
import { Surface } from "./surface";
import { bounded, stagedAt, worldOf, zoomed, type Size } from "./view";

export type { Looks, StageHooks };

/** After so many milliseconds without a movement the hand rests. */
const REST = 140;
/** Milliseconds of painting in a frame while it rests. */
const AT_REST = 60;
/** From so many pixels a unit on single dots can be told apart. */
const DOTS = 0.7;
/** How far from the edges a focused node stays, and how large one becomes that is flown to, in pixels. */
const [EDGE, CLOSE] = [40, 12];

export class Stage {
  private readonly drawer: Drawer;
  private readonly surface: Surface;
  private readonly pointer: Pointer;
  private readonly minimap: Minimap;
  private readonly gestures: Gestures;
  private readonly observer: ResizeObserver;
  private readonly flight = new Flight();
  private size: Size = { width: 0, height: 0 };
  private ratio = 1;
  private now: Camera = { x: 0, y: 0, scale: 1 };
  /** Where the whole picture was left for a part. */
  private left: Camera | null = null;
  private fitted = true;
  private current: Drawn | null = null;
  private coming: Drawn | null = null;
  private dirty = false;
  private moving = false;
  private told = "";
  private untold = true;
  private byHand = false;
  private asked = 0;
  private rest = 0;
  private first = true;
  private focused = NONE;
  private pointed: readonly [number, number] | null = null;
  private hovered = "";
  private dragged: { readonly node: number; readonly x: number; readonly y: number } | null = null;

  constructor(private readonly host: HTMLElement, private readonly graph: Graph, _adjacency: Adjacency, private readonly hooks: StageHooks) {
    this.drawer = new Drawer(graph);
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
      ended: () => this.ask(),
    });
    this.observer = new ResizeObserver(() => this.resize());
    this.observer.observe(host);
    this.themed();
    this.resize();
  }

  /** Draw something else; a part is fitted to the stage, the whole is found where it was left. `links` holds 1 for those that pass. */
  scene(scene: Scene, links: Uint8Array | null = null): void {
    const before = this.drawer.index?.scene;
    this.drawer.scene(scene, links);
    if (before?.whole && !scene.whole) this.left = this.fitted ? null : this.now;
    if (before === undefined || !scene.whole || (!before.whole && this.left === null)) this.home();
    else if (!before.whole) this.jump(this.left as Camera);
    this.repaint();
  }

  look(looks: Looks): void {
    const isOther = this.drawer.look(looks);
    if (isOther === "theme") this.themed();
    if (isOther !== "") this.repaint();
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
    return this.drawer.tints;
  }

  fit(): void {
    this.flyTo(this.drawer.home(this.size) ?? this.now);
    this.fitted = true;
  }

  fly(node: number): void {
    const at = this.drawer.placeOf(node);
    if (at !== null) this.flyTo({ ...at, scale: Math.max(this.now.scale, CLOSE / Math.max(this.graph.nodes.radii[node]!, 2)) });
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
    const at = this.focused === NONE ? null : this.drawer.placeOf(this.focused);
    if (at === null) return this.drawn().nodes[0] ?? NONE;
    const [x, y] = this.framed(at.x, at.y);
    return nextMark(this.current.frame.marks, { x, y, node: this.focused }, dx, dy)?.node ?? NONE;
  }

  /** Show the ring of the keyboard around a node, and the node; NONE takes it away. */
  focus(node: number): void {
    this.focused = node;
    const at = node === NONE ? null : this.drawer.placeOf(node);
    if (at !== null) {
      const [x, y] = stagedAt(this.now, this.size, at.x, at.y);
      if (x < EDGE || y < EDGE || x > this.size.width - EDGE || y > this.size.height - EDGE) this.flyTo({ ...this.now, x: at.x, y: at.y });
    }
    this.ask();
  }

  /** Return what is drawn on the stage as it stands, the most important nodes first. */
  drawn(): { readonly nodes: readonly number[]; readonly edges: readonly number[] } {
    return this.current === null ? { nodes: [], edges: [] } : inSight(this.current.frame, this.now, this.size);
  }

  png(scale: number): Promise<Blob> {
    return png(this.still(scale));
  }

  svg(): string {
    return svg(this.still(1));
  }

  resize(): void {
    const [width, height] = [this.host.clientWidth, this.host.clientHeight];
    if (width === this.size.width && height === this.size.height && this.ratio === devicePixelRatio) return;
    this.size = { width, height };
    this.ratio = devicePixelRatio;
    this.surface.resize(this.size, this.ratio);
    this.drawer.resized();
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

  private still(ratio: number): Drawn {
    return this.drawer.drawn(this.drawer.frame(this.now, this.size, this.size, true), ratio, this.current);
  }

  private themed(): void {
    this.host.style.background = this.drawer.palette.page;
    this.pointer.look(this.drawer.palette);
  }

  private home(): void {
    this.fitted = true;
    const camera = this.size.width === 0 ? null : this.drawer.home(this.size);
    if (camera !== null) this.jump(camera);
  }

  private inBounds(camera: Camera): Camera {
    return this.drawer.index === null || this.size.width === 0 ? camera : bounded(camera, this.drawer.index.extent, this.size);
  }

  private jump(camera: Camera): void {
    this.flight.stop();
    this.now = this.inBounds(camera);
    this.untold = true;
    this.ask();
  }

  /** A hand moves the camera. */
  private go(camera: Camera): void {
    this.flight.stop();
    this.fitted = false;
    this.byHand = true;
    this.now = this.inBounds(camera);
    this.movingOn();
  }

  private movingOn(): void {
    this.moving = true;
    this.untold = true;
    clearTimeout(this.rest);
    this.rest = window.setTimeout(() => {
      this.moving = false;
      this.ask();
    }, REST);
    this.ask();
  }

  private flyTo(camera: Camera): void {
    const target = this.inBounds(camera);
    this.fitted = false;
    this.byHand = true;
    if (this.drawer.looks.withoutMotion) this.jump(target);
    else {
      this.flight.start(this.now, target, this.size);
      this.movingOn();
    }
  }

  /** Keep a factor where the camera does not leave its bounds: what lies under the pointer stays there. */
  private kept(factor: number): number {
    return this.inBounds({ ...this.now, scale: this.now.scale * factor }).scale / this.now.scale;
  }

  /** Where a point of the layout lies on the frame that is shown. */
  private framed(x: number, y: number): readonly [number, number] {
    const { camera, size } = (this.current as Drawn).frame;
    return stagedAt(camera, size, x, y);
  }

  private repaint(): void {
    this.dirty = true;
    this.ask();
  }

  private ask(): void {
    if (this.asked === 0) this.asked = requestAnimationFrame(this.tick);
  }

  private readonly tick = (time: number): void => {
    this.asked = 0;
    if (this.drawer.index === null || this.size.width === 0 || this.size.height === 0) return;
    if (this.ratio !== devicePixelRatio) this.resize();
    const flown = this.flight.at(time);
    if (flown !== null) {
      this.now = flown;
      this.movingOn();
    }
    this.refresh();
    this.surface.show(this.now);
    this.showMap();
    this.showPointed();
    if (this.surface.busy || this.flight.flying) this.ask();
    else if (!this.moving && this.untold && !this.gestures.active) this.tell();
  };

  /** Begin or go on with a picture where one is needed. */
  private refresh(): void {
    const { surface, now, moving, dirty: anew } = this;
    if (anew || (!surface.busy && surface.wants(now, moving))) {
      this.dirty = false;
      this.begin(now);
    }
    if (!surface.busy || !surface.advance(moving ? surface.share(now) : anew ? Infinity : AT_REST)) return;
    this.current = this.coming;
    this.untold = true;
    if (this.first) requestAnimationFrame(() => requestAnimationFrame(() => this.hooks.ready()));
    this.first = false;
  }

  private begin(camera: Camera): void {
    const { surface, drawer, size, moving } = this;
    const drawn = (made: ReturnType<Drawer["frame"]>): Drawn => (this.coming = drawer.drawn(made, surface.ratio, this.current));
    surface.begin(camera, function* (context: Context): Generator<void> {
      const made = drawer.frame(camera, surface.size, size, !moving);
      yield;
      const all = drawn(made);
      yield;
      yield* painting(context, all);
    });
  }

  private showMap(): void {
    const { drawer, now, size, minimap } = this;
    const whole = drawer.index?.scene.whole === true;
    if (whole && drawer.isMapOld && !this.first) {
      drawer.isMapOld = false;
      minimap.paint(drawer, this.ratio);
    }
    minimap.show(now, size, whole && !drawer.isMapOld && now.scale > 1.15 * (drawer.home(size)?.scale ?? Infinity));
  }

  private circle(node: number): { readonly x: number; readonly y: number; readonly radius: number } | null {
    const at = node === NONE ? null : this.drawer.placeOf(node);
    if (at === null) return null;
    const [x, y] = stagedAt(this.now, this.size, at.x, at.y);
    return { x, y, radius: this.drawer.reachOf(node, this.now.scale) };
  }

  private tell(): void {
    this.untold = false;
    const { nodes, edges } = this.drawn();
    const now = [nodes.length, this.drawer.index?.scene.nodes.length ?? 0, edges.length] as const;
    if (String(now) !== this.told) this.hooks.drawn(...now);
    this.told = String(now);
    if (!this.byHand) return;
    this.byHand = false;
    this.hooks.moved(this.now);
  }

  private under(x: number, y: number, reach: number): Selection | null {
    const { current, now, size, drawer } = this;
    if (current === null || drawer.index === null) return null;
    const [fx, fy] = this.framed(...worldOf(now, size, x, y));
    const drawn = found(current.frame, current.writing, { x: fx, y: fy, reach });
    if (drawn !== null || !current.frame.dense || now.scale < DOTS) return drawn;
    const node = dotAt(drawer.index, now, size, x, y);
    return node === null ? null : { node };
  }

  private pointAt(at: readonly [number, number] | null): void {
    this.pointed = at;
    this.ask();
  }

  private opened(x: number, y: number, reach: number): void {
    const what = this.under(x, y, reach);
    if (what === null) this.flyTo(zoomed(this.now, this.size, this.kept(2), x, y));
    else if ("node" in what) this.hooks.open(what.node);
  }

  private showPointed(): void {
    const { pointer, size, current } = this;
    pointer.focused(this.circle(this.focused));
    const at = this.moving || this.gestures.active ? null : this.pointed;
    const what = at === null ? null : this.under(at[0], at[1], 0);
    const key = what === null ? "" : JSON.stringify(what);
    if (key !== this.hovered) {
      this.hovered = key;
      this.hooks.hover(what);
      this.host.style.cursor = what === null ? "grab" : "pointer";
    }
    if (what === null || at === null) return pointer.point(null, size);
    if ("edge" in what) return pointer.point({ x: at[0], y: at[1], radius: 0, words: wordsOf(this.graph, what.edge, this.drawer.passing) }, size);
    const circle = this.circle(what.node);
    const isNamed = current?.writing.sides.has(what.node) === true;
    pointer.point(circle === null ? null : { ...circle, words: isNamed ? "" : plainName(this.graph.nodes.names[what.node] ?? "") }, size);
  }

  private grab(x: number, y: number, reach: number, long: boolean): boolean {
    const { current, drawer: { index } } = this;
    if (current === null || index === null) return false;
    const [fx, fy] = this.framed(...worldOf(this.now, this.size, x, y));
    const mark = markAt(current.frame, { x: fx, y: fy, reach });
    // In the whole picture most who press a node mean to move the picture: only the selected one comes along.
    if (mark === null || (index.scene.whole && !long && mark.node !== current.frame.selected)) return false;
    this.dragged = { node: mark.node, x: index.x[mark.place]!, y: index.y[mark.place]! };
    this.focused = mark.node;
    this.ask();
    return true;
  }

  private drag(x: number, y: number): void {
    if (this.dragged === null) return;
    const [across, down] = worldOf(this.now, this.size, x, y);
    this.dragged = { node: this.dragged.node, x: across, y: down };
    this.drawer.pin(new Map([...this.drawer.looks.pins, [this.dragged.node, [across, down] as const]]));
    this.repaint();
  }

  private drop(): void {
    const { dragged } = this;
    this.dragged = null;
    this.focus(NONE);
    if (dragged !== null) this.hooks.pinned(dragged.node, dragged.x, dragged.y);
  }
}
