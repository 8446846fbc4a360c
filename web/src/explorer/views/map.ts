/** Places on the outlines of the countries; no server of map pictures is asked. */

import { type Outlines, outlines } from "../../draw/outlines";
import { project } from "../../draw/projection";
import { world } from "../../draw/world";
import { Camera } from "../../page/camera";
import { el } from "../../page/dom";
import type { Scene, Visible } from "../graph/model";
import { Desk } from "../panel/desk";
import { go, isolated, portions } from "../panel/parts";
import { counted, dayWords, nameOf } from "../panel/words";
import { plainName } from "../stage/names";
import type { Context, View } from "../state";
import { seenNodes } from "./seen";
import { placed, radius, type Spot, type Spots, spots } from "./spots";

const CLOSEST = 60; // pixels a degree: outlines this rough say nothing closer
const MOST_LABELS = 400;
const REACH = 5;

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
  private readonly camera: Camera;
  private found: Spots = { known: [], unknown: [] };
  private places: readonly (readonly [number, number])[] = [];
  private land: { readonly land: Path2D; readonly borders: Path2D } | null = null;
  private before: readonly [Visible, Scene] | null = null;
  private isFitted = false;
  private isAsked = false;
  private hovered: Spot | null = null;
  private pressed: readonly [number, number] = [0, 0];

  constructor(private readonly context: Context) {
    this.desk = new Desk(context);
    this.stage = el("div", { class: "map-stage", tabindex: 0, role: "application", "aria-roledescription": "map", "aria-label": "Map of places. Arrow keys move it, plus and minus resize it. The list beside it holds the same." }, this.canvas);
    this.element = el("div", { class: "map-view" }, el("div", { class: "map-halves" }, this.stage, this.side));
    this.camera = new Camera(this.stage, () => this.ask());
    this.stage.append(this.camera.buttons(() => this.fit()));
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
      const ways: Readonly<Record<string, readonly [number, number]>> = { ArrowLeft: [60, 0], ArrowRight: [-60, 0], ArrowUp: [0, 60], ArrowDown: [0, -60] };
      const way = ways[event.key];
      if (way) this.camera.pan(way[0], way[1]);
      else if (!this.camera.key(event)) return;
      event.preventDefault();
      event.stopPropagation();
    });
    stage.addEventListener("pointerdown", (event) => {
      this.pressed = [event.clientX, event.clientY];
    });
    stage.addEventListener("pointermove", (event) => {
      if (event.buttons === 0) this.hover(this.spotAt(event));
    });
    stage.addEventListener("pointerleave", () => this.hover(null));
    stage.addEventListener("click", (event) => {
      if ((event.target as Element).closest("button") || Math.hypot(event.clientX - this.pressed[0], event.clientY - this.pressed[1]) > 4) return;
      const spot = this.spotAt(event);
      this.desk.select(spot === null ? null : { node: spot.node });
    });
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

  private spotAt(event: MouseEvent): Spot | null {
    const box = this.stage.getBoundingClientRect();
    const [x, y] = [event.clientX - box.left, event.clientY - box.top];
    let best: Spot | null = null;
    let nearest = REACH;
    const most = this.most();
    // Of discs on one another the smallest lies above: the last found.
    this.found.known.forEach((spot, at) => {
      const [left, top] = this.at(at);
      const away = Math.hypot(left - x, top - y) - radius(spot.articles, most);
      if (away <= Math.max(nearest, 0)) [best, nearest] = [spot, Math.max(away, 0)];
    });
    return best;
  }

  private most(): number {
    return this.found.known[0]?.articles ?? 1;
  }

  private at(place: number): readonly [number, number] {
    const [x, y] = this.places[place] ?? [0, 0];
    return this.camera.place(x, y);
  }

  private fit(): void {
    const [xs, ys] = [this.places.map(([x]) => x), this.places.map(([, y]) => y)];
    const extent = this.places.length === 0 ? { left: -180, right: 180, top: -120, bottom: 100 } : { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) };
    this.camera.fit(extent, CLOSEST / 3, 60);
    this.camera.allow(this.camera.frame.width / 360);
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
    const { width, height } = this.camera.frame;
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
    const [x, y] = this.camera.place(0, 0);
    const scale = this.camera.zoomed;
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
    const { width, height } = this.camera.frame;
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
    const { width, height } = this.camera.frame;
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
