/** Places on the outlines of the countries; no server of map pictures is asked. */

import { type Outlines, outlines } from "../../draw/outlines";
import { project } from "../../draw/projection";
import { world } from "../../draw/world";
import { button, el } from "../../page/dom";
import type { Scene, Visible } from "../graph/model";
import { Desk } from "../panel/desk";
import { go, isolated, portions } from "../panel/parts";
import { counted, dayWords, nameOf } from "../panel/words";
import { Gestures } from "../stage/gestures";
import { plainName } from "../stage/names";
import { type Size, zoomed } from "../stage/view";
import type { Camera, Context, View } from "../state";
import { seenNodes } from "./seen";
import { placed, radius, type Spot, type Spots, spots } from "./spots";

const CLOSEST = 240; // pixels a degree
const FITTED = 20; // outlines this rough say little closer
const EDGE = 60;
const STEP = 1.4;
const REACH = 4;
const MOST_LABELS = 250;

/** Return the map. */
export function mapView(context: Context): View {
  const view = new WorldMap(context);
  return { element: view.element, show: (visible, scene) => view.show(visible, scene) };
}

class WorldMap {
  readonly element: HTMLElement;
  private readonly desk: Desk;
  private readonly canvas = el("canvas", { "aria-hidden": "true" });
  private readonly stage: HTMLElement;
  private readonly side = el("div", { class: "map-side" });
  private camera: Camera = { x: 0, y: 0, scale: 1 };
  private found: Spots = { known: [], unknown: [] };
  private places: readonly (readonly [number, number])[] = [];
  private land: { readonly land: Path2D; readonly borders: Path2D } | null = null;
  private before: readonly [Visible, Scene] | null = null;
  private isFitted = false;
  private isAsked = false;
  private hovered: Spot | null = null;

  constructor(private readonly context: Context) {
    this.desk = new Desk(context);
    this.stage = el("div", { class: "map-stage", tabindex: 0, role: "application", "aria-roledescription": "map", "aria-label": "Map of places. Arrow keys move it, plus and minus resize it. The list beside it holds the same." }, this.canvas);
    this.element = el("div", { class: "map-view" }, el("div", { class: "map-halves" }, this.stage, this.side));
    const resize = (words: string, name: string, act: () => void): HTMLElement => button(words, act, { class: "", "aria-label": name });
    this.stage.append(el("div", { class: "zoom", role: "group", "aria-label": "Size of the map" },
      resize("+", "Larger", () => this.zoom(STEP)), resize("−", "Smaller", () => this.zoom(1 / STEP)), resize("⤢", "Show all", () => this.fit())));
    this.listen();
  }

  show(visible: Visible, scene: Scene): void {
    if (this.before?.[0] !== visible || this.before[1] !== scene) {
      this.before = [visible, scene];
      this.found = spots(this.context.graph, this.context.adjacency, visible, seenNodes(visible, scene));
      this.places = this.found.known.map(({ longitude, latitude }) => project(longitude, latitude));
      this.isFitted = false;
    }
    this.fillSide();
    this.ask();
    if (this.land === null) void this.load();
  }

  private async load(): Promise<void> {
    const found: Outlines = outlines(await world());
    this.land = { land: new Path2D(found.land), borders: new Path2D(found.borders) };
    this.ask();
  }

  private listen(): void {
    const { stage } = this;
    stage.addEventListener("keydown", (event) => {
      const keys: Readonly<Record<string, () => void>> = {
        ArrowLeft: () => this.pan(60, 0), ArrowRight: () => this.pan(-60, 0), ArrowUp: () => this.pan(0, 60), ArrowDown: () => this.pan(0, -60),
        "+": () => this.zoom(STEP), "=": () => this.zoom(STEP), "-": () => this.zoom(1 / STEP), 0: () => this.fit(),
      };
      const act = event.ctrlKey || event.metaKey || event.altKey ? undefined : keys[event.key];
      if (act === undefined) return;
      act();
      event.preventDefault();
      event.stopPropagation();
    });
    new Gestures(this.canvas, {
      pan: (dx, dy) => this.pan(dx, dy),
      zoom: (factor, x, y) => this.zoom(factor, x, y),
      tap: (x, y, reach) => {
        const spot = this.spotAt(x, y, Math.max(reach, REACH));
        this.desk.select(spot === null ? null : { node: spot.node });
      },
      double: (x, y) => this.zoom(2, x, y),
      hover: (at) => this.hover(at === null ? null : this.spotAt(at[0], at[1], REACH)),
      grab: () => false,
      drag: () => undefined,
      drop: () => undefined,
      ended: () => undefined,
    });
    new ResizeObserver(() => this.ask()).observe(stage);
    // Colours are read from the page when the map is drawn.
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.ask());
    new MutationObserver(() => this.ask()).observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
  }

  private hover(spot: Spot | null): void {
    if (spot === this.hovered) return;
    this.hovered = spot;
    this.stage.classList.toggle("on-spot", spot !== null);
    this.stage.title = spot === null ? "" : `${plainName(nameOf(this.context.graph, spot.node))}: ${counted(spot.articles, "article")}`;
    this.ask();
  }

  private spotAt(x: number, y: number, reach: number): Spot | null {
    let best: Spot | null = null;
    let nearest = reach;
    const most = this.most();
    // Of discs on one another the smallest lies above: the last found.
    this.found.known.forEach((spot, at) => {
      const [left, top] = this.at(at);
      const away = Math.max(Math.hypot(left - x, top - y) - radius(spot.articles, most), 0);
      if (away <= nearest) [best, nearest] = [spot, away];
    });
    return best;
  }

  private most(): number {
    return this.found.known[0]?.articles ?? 1;
  }

  private get size(): Size {
    return { width: this.stage.clientWidth, height: this.stage.clientHeight };
  }

  private onStage(x: number, y: number): readonly [number, number] {
    const { width, height } = this.size;
    return [(x - this.camera.x) * this.camera.scale + width / 2, (y - this.camera.y) * this.camera.scale + height / 2];
  }

  private at(place: number): readonly [number, number] {
    const [x, y] = this.places[place] ?? [0, 0];
    return this.onStage(x, y);
  }

  private pan(dx: number, dy: number): void {
    const { x, y, scale } = this.camera;
    this.camera = { scale, x: within(x - dx / scale, -180, 180), y: within(y - dy / scale, -130, 130) };
    this.ask();
  }

  private zoom(factor: number, x?: number, y?: number): void {
    const { scale } = this.camera;
    this.camera = zoomed(this.camera, this.size, within(scale * factor, this.size.width / 420, CLOSEST) / scale, x, y);
    this.pan(0, 0);
  }

  private fit(): void {
    const { width, height } = this.size;
    const [xs, ys] = this.places.length === 0 ? [[-180, 180], [-120, 100]] : [this.places.map(([x]) => x), this.places.map(([, y]) => y)];
    const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
    const scale = Math.min(FITTED, Math.max(width - 2 * EDGE, 40) / Math.max(right - left, 1), Math.max(height - 2 * EDGE, 40) / Math.max(bottom - top, 1));
    this.camera = { x: (left + right) / 2, y: (top + bottom) / 2, scale };
    this.ask();
  }

  private ask(): void {
    if (this.isAsked) return;
    this.isAsked = true;
    requestAnimationFrame(() => {
      this.isAsked = false;
      this.paint();
    });
  }

  private paint(): void {
    const { width, height } = this.size;
    const pen = this.canvas.getContext("2d");
    if (width === 0 || height === 0 || pen === null) return;
    if (!this.isFitted) {
      this.isFitted = true;
      this.fit();
    }
    const ratio = Math.min(window.devicePixelRatio || 1, 2);
    if (this.canvas.width !== Math.round(width * ratio) || this.canvas.height !== Math.round(height * ratio)) {
      [this.canvas.width, this.canvas.height] = [Math.round(width * ratio), Math.round(height * ratio)];
    }
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    pen.clearRect(0, 0, width, height);
    const colours = getComputedStyle(this.element);
    const colour = (name: string): string => colours.getPropertyValue(`--${name}`).trim() || "#888";
    this.paintLand(pen, ratio, colour);
    const { selected } = this.context.store.get();
    const chosen = selected !== null && "node" in selected ? selected.node : -1;
    this.paintSpots(pen, colour, chosen);
    this.paintLabels(pen, colour, chosen);
  }

  private paintLand(pen: CanvasRenderingContext2D, ratio: number, colour: (name: string) => string): void {
    if (this.land === null) return;
    const [x, y] = this.onStage(0, 0);
    const { scale } = this.camera;
    pen.setTransform(ratio * scale, 0, 0, ratio * scale, ratio * x, ratio * y);
    pen.lineWidth = 0.8 / scale;
    pen.fillStyle = colour("land");
    pen.strokeStyle = colour("soft");
    pen.fill(this.land.land);
    pen.globalAlpha = 0.5;
    pen.stroke(this.land.land);
    pen.stroke(this.land.borders);
    pen.globalAlpha = 1;
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  }

  private paintSpots(pen: CanvasRenderingContext2D, colour: (name: string) => string, chosen: number): void {
    const most = this.most();
    const { width, height } = this.size;
    pen.lineWidth = 1.2;
    pen.strokeStyle = colour("raised");
    this.found.known.forEach((spot, at) => {
      const [x, y] = this.at(at);
      const r = radius(spot.articles, most);
      if (x < -r || y < -r || x > width + r || y > height + r) return;
      pen.beginPath();
      pen.arc(x, y, r, 0, 2 * Math.PI);
      pen.fillStyle = colour("place");
      pen.globalAlpha = spot === this.hovered || spot.node === chosen ? 1 : 0.78;
      pen.fill();
      pen.globalAlpha = 1;
      pen.stroke();
      if (spot.node !== chosen && spot !== this.hovered) return;
      pen.save();
      pen.lineWidth = 2.5;
      pen.strokeStyle = colour("ink");
      pen.stroke();
      pen.restore();
    });
  }

  private paintLabels(pen: CanvasRenderingContext2D, colour: (name: string) => string, chosen: number): void {
    const most = this.most();
    const { width, height } = this.size;
    pen.font = "12px system-ui, sans-serif";
    pen.textBaseline = "middle";
    pen.lineJoin = "round";
    const first = (spot: Spot): number => (spot === this.hovered ? 2 : spot.node === chosen ? 1 : 0);
    const near = this.found.known.map((spot, at) => ({ spot, at: this.at(at), r: radius(spot.articles, most) }))
      .filter(({ at: [x, y] }) => x >= 0 && y >= 0 && x <= width && y <= height)
      .sort((one, other) => first(other.spot) - first(one.spot)).slice(0, MOST_LABELS)
      .map(({ spot, at: [x, y], r }) => {
        const words = plainName(nameOf(this.context.graph, spot.node)).slice(0, 36);
        return { x, y, r, words, wide: pen.measureText(words).width };
      });
    pen.lineWidth = 3;
    pen.strokeStyle = colour("raised");
    pen.fillStyle = colour("ink");
    for (const { words, left, top } of placed(near, width, height)) {
      pen.strokeText(words, left, top);
      pen.fillText(words, left, top);
    }
  }

  private fillSide(): void {
    const { known, unknown } = this.found;
    const { selected } = this.context.store.get();
    const chosen = selected !== null && "node" in selected ? known.find(({ node }) => node === selected.node) : undefined;
    const parts: (HTMLElement | null)[] = [
      el("p", { class: "time-lead" }, known.length === 0 ? "No place that passes the filter has a known position." : `${counted(known.length, "place")} with a known position; the larger the disc, the more articles name it.`),
      ...(chosen === undefined ? [] : this.eventsAt(chosen)),
      ...(known.length === 0 ? [] : [el("h2", {}, "Places"), ...portions(known, (spot) => el("div", { class: "panel-row" }, go(this.desk, spot.node), el("span", { class: "panel-count" }, this.countWords(spot))), { first: 30, next: 50 })]),
      ...(unknown.length === 0 ? [] : [this.without(unknown)]),
    ];
    this.side.replaceChildren(...parts.filter((part) => part !== null));
  }

  private countWords({ articles, events }: Spot): string {
    return [counted(articles, "article"), events.length === 0 ? "" : counted(events.length, "event")].filter(Boolean).join(", ");
  }

  private eventsAt({ node, events }: Spot): readonly HTMLElement[] {
    const { days } = this.context.graph.nodes;
    const title = el("h2", {}, "Reported events at ", isolated(nameOf(this.context.graph, node)));
    if (events.length === 0) return [title, el("p", { class: "table-none" }, "None passes the filter.")];
    const sorted = [...events].sort((one, other) => days[other]! - days[one]! || one - other);
    return [title, ...portions(sorted, (event) => el("div", { class: "panel-row" }, go(this.desk, event), el("span", { class: "panel-count" }, dayWords(days[event]))), { first: 8 })];
  }

  private without(unknown: readonly number[]): HTMLElement {
    const box = el("details", { class: "map-without" }, el("summary", {}, `${counted(unknown.length, "place has", "places have")} no known position`));
    box.addEventListener("toggle", () => {
      if (box.open && box.children.length === 1) box.append(...portions(unknown, (node) => go(this.desk, node), { first: 50, next: 50 }));
    });
    return box;
  }
}

function within(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}
