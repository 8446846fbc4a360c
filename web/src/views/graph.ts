/** The answer as nodes and links. */

import { layout, type Point } from "../draw/force";
import { shownLabels } from "../draw/labels";
import type { Drawing, Node as GraphNode } from "../results/links";
import { kindOf } from "../results/columns";
import { Camera } from "../page/camera";
import { draw, el } from "../page/dom";
import type { Graph } from "../page/graph";

const RADIUS = 6;
const NAMED_FIRST = 10;
const MOST_STRETCH = 1.6;
const LETTERS: Readonly<Record<string, string>> = {
  article: "≡", person: "P", organization: "O", place: "L", legislation: "§", event: "E", group: "G", claim: "C", quote: "Q", mention: "M",
};
const WORDS: Readonly<Record<string, string>> = { legislation: "law", local: "unnamed in other articles" };

/** Return the drawing. */
export function graphView(drawing: Drawing, graph: Graph): HTMLElement {
  const stage = el("div", { class: "stage", tabindex: 0, role: "application", "aria-roledescription": "drawing",
    "aria-label": `Drawing of ${drawing.nodes.length} nodes. Arrow keys go from node to node, Enter opens a page, plus and minus resize. The table holds the same.` });
  const told = el("div", { class: "told", "aria-live": "polite" });
  const element = el("div", { class: "answer-graph" }, stage, told, notice(drawing));
  const scene = new Scene(drawing, graph, stage, told);
  void graph.load(drawing.nodes.flatMap((node) => node.iri ?? [])).then((isNew) => {
    if (isNew) scene.rename();
  });
  return element;
}

function notice(drawing: Drawing): HTMLElement | null {
  if (drawing.left === 0) return null;
  return el("p", { class: "soft small" },
    `Drawn are the ${drawing.nodes.length} nodes with the most links; ${drawing.left.toLocaleString("en")} more are in the table.`);
}

class Scene {
  private points: readonly Point[];
  private readonly laid: readonly Point[];
  private readonly camera: Camera;
  private readonly marks: readonly SVGGElement[];
  private readonly lines: readonly SVGPathElement[];
  private readonly words: readonly SVGTextElement[];
  private readonly linkWords: readonly SVGTextElement[];
  private readonly degrees: number[];
  /** The label of all links, where they have only one: it is said once. */
  private readonly only: string | null;
  private chosen: number | null = null;
  private pointed: number | null = null;

  constructor(private readonly drawing: Drawing, private readonly graph: Graph, private readonly stage: HTMLElement, private readonly told: HTMLElement) {
    const { nodes, links } = drawing;
    this.laid = layout(nodes.length, links);
    this.points = this.laid;
    this.degrees = nodes.map(() => 0);
    for (const link of links) for (const end of [link.from, link.to]) this.degrees[end] = (this.degrees[end] ?? 0) + 1;
    this.lines = links.map(() => draw("path", { class: "link", "marker-end": "url(#arrow)" }));
    const labels = new Set(links.flatMap((link) => link.labels));
    this.only = labels.size === 1 ? ([...labels][0] ?? null) : null;
    this.linkWords = this.only !== null ? [] : links.map((link) => draw("text", { class: "link-words" }, cut(link.labels.join(", "), 34)));
    this.marks = nodes.map((node, place) => this.mark(node, place));
    this.words = nodes.map((node) => draw("text", { class: "node-words" }, this.nameOf(node, 30)));
    const arrow = draw("marker", { id: "arrow", viewBox: "0 0 8 8", refX: 7, refY: 4, markerWidth: 7, markerHeight: 7, orient: "auto" },
      draw("path", { d: "M0,0.8 L7,4 L0,7.2 z" }));
    const picture = draw("svg", { "aria-hidden": "true" }, draw("defs", {}, arrow), draw("g", {}, ...this.lines), draw("g", {}, ...this.linkWords),
      draw("g", {}, ...this.marks), draw("g", {}, ...this.words));
    this.camera = new Camera(stage, () => this.show());
    stage.append(picture, this.camera.buttons(() => this.fit()));
    stage.addEventListener("keydown", (event) => this.key(event));
    stage.addEventListener("click", (event) => {
      if (!(event.target as Element).closest("g.node, .zoom")) this.choose(null);
    });
    // The stage has no size before it stands in the page.
    requestAnimationFrame(() => this.fit());
    this.tell();
  }

  /** Write the names that came later. */
  rename(): void {
    this.drawing.nodes.forEach((node, place) => {
      const words = this.words[place];
      if (words) words.textContent = this.nameOf(node, 30);
    });
    this.show();
    this.tell();
  }

  private fit(): void {
    // A wide stage gets a wider picture, a tall one a taller: names need the room.
    const { width, height } = this.camera.frame;
    const shape = width / Math.max(height, 1);
    const [across, down] = shape > 1 ? [Math.min(shape, MOST_STRETCH), 1] : [1, Math.min(1 / shape, MOST_STRETCH)];
    this.points = this.laid.map(({ x, y }) => ({ x: x * across, y: y * down }));
    const xs = this.points.map(({ x }) => x);
    const ys = this.points.map(({ y }) => y);
    this.camera.fit({ left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) }, 130, 56);
  }

  private nameOf(node: GraphNode, most = 160): string {
    const known = node.name ?? (node.iri === null ? null : this.graph.name(node.iri));
    return cut(known ?? (node.iri === null ? node.id.replace(/^\w+ /u, "") : this.graph.short(node.iri)), most);
  }

  private kind(node: GraphNode): string {
    return node.iri === null ? "" : kindOf(node.iri, this.graph.prefixes);
  }

  private mark(node: GraphNode, place: number): SVGGElement {
    const kind = this.kind(node);
    const letter = LETTERS[kind];
    const made = draw("g", { class: `node ${/^[a-z]+$/u.test(kind) ? kind : ""}` },
      draw("circle", { r: letter ? RADIUS + 2 : RADIUS }), letter ? draw("text", { class: "letter", dy: "0.35em" }, letter) : null);
    made.addEventListener("click", () => this.choose(place));
    made.addEventListener("dblclick", () => this.open(place));
    made.addEventListener("pointerenter", () => this.point(place));
    made.addEventListener("pointerleave", () => this.point(null));
    return made;
  }

  private show(): void {
    const at = this.points.map(({ x, y }) => this.camera.place(x, y));
    this.marks.forEach((mark, node) => mark.setAttribute("transform", `translate(${(at[node] ?? [0, 0]).map(round).join(",")})`));
    const focus = this.pointed ?? this.chosen;
    const near = new Set<number>(focus === null ? [] : [focus]);
    this.drawing.links.forEach(({ from, to }, link) => {
      const [x1, y1] = at[from] ?? [0, 0];
      const [x2, y2] = at[to] ?? [0, 0];
      const long = Math.hypot(x2 - x1, y2 - y1) || 1;
      const short = Math.min(RADIUS + 5, long / 2) / long;
      this.lines[link]?.setAttribute("d", `M${round(x1)},${round(y1)} L${round(x2 - (x2 - x1) * short)},${round(y2 - (y2 - y1) * short)}`);
      const isNear = focus === from || focus === to;
      if (isNear) near.add(from).add(to);
      this.lines[link]?.classList.toggle("near", isNear);
    });
    this.stage.classList.toggle("focused", focus !== null);
    this.marks.forEach((mark, node) => {
      mark.classList.toggle("near", near.has(node));
      mark.classList.toggle("chosen", node === this.chosen);
    });
    this.showWords(at, near);
  }

  private showWords(at: readonly (readonly [number, number])[], near: ReadonlySet<number>): void {
    const order = this.words.map((_, node) => node).sort((one, other) =>
      Number(near.has(other)) - Number(near.has(one)) || (this.degrees[other] ?? 0) - (this.degrees[one] ?? 0) || one - other);
    const { width } = this.camera.frame;
    const box = (node: number) => {
      const [x, y] = at[node] ?? [0, 0];
      const half = Math.max(10, (this.words[node]?.textContent ?? "").length * 3.4);
      // At the edges of the stage a label moves inwards.
      const middle = Math.min(Math.max(x, half + 4), Math.max(half + 4, width - half - 4));
      return { left: middle - half, right: middle + half, top: y + RADIUS + 3, bottom: y + RADIUS + 19 };
    };
    const taken = at.map(([x, y]) => ({ left: x - RADIUS, right: x + RADIUS, top: y - RADIUS, bottom: y + RADIUS }));
    const boxes = order.map(box);
    // The few with the most links are named even where a name covers a mark.
    const first = shownLabels(boxes.slice(0, NAMED_FIRST));
    const held = boxes.slice(0, NAMED_FIRST).filter((_, rank) => first[rank]);
    const fits = [...first, ...shownLabels(boxes.slice(NAMED_FIRST), [...taken, ...held])];
    order.forEach((node, rank) => {
      const words = this.words[node];
      const place = boxes[rank];
      if (!words || !place) return;
      const isShown = fits[rank] === true || node === this.chosen || node === this.pointed;
      words.setAttribute("visibility", isShown ? "visible" : "hidden");
      words.classList.toggle("near", near.has(node));
      words.setAttribute("transform", `translate(${round((place.left + place.right) / 2)},${round(place.bottom - 4)})`);
    });
    const free = boxes.filter((_, rank) => fits[rank]);
    const middles = this.drawing.links.map(({ from, to }, link) => {
      const [x1, y1] = at[from] ?? [0, 0];
      const [x2, y2] = at[to] ?? [0, 0];
      const half = (this.linkWords[link]?.textContent ?? "").length * 2.9;
      const [x, y] = [(x1 + x2) / 2, (y1 + y2) / 2];
      return { left: x - half, right: x + half, top: y - 8, bottom: y + 6, fits: Math.hypot(x2 - x1, y2 - y1) > 2 * half + 20 };
    });
    const linkFits = shownLabels(middles, [...free, ...taken]);
    middles.forEach((place, link) => {
      const words = this.linkWords[link];
      words?.setAttribute("visibility", place.fits && linkFits[link] ? "visible" : "hidden");
      words?.setAttribute("transform", `translate(${round((place.left + place.right) / 2)},${round(place.bottom - 3)})`);
    });
  }

  private point(node: number | null): void {
    this.pointed = node;
    this.show();
  }

  private choose(node: number | null): void {
    this.chosen = node;
    this.show();
    this.tell();
  }

  private open(node: number): void {
    const page = this.graph.page(this.drawing.nodes[node]?.iri ?? "");
    if (page !== null) location.assign(page);
  }

  private tell(): void {
    const node = this.chosen === null ? undefined : this.drawing.nodes[this.chosen];
    if (this.chosen === null || node === undefined) {
      this.told.replaceChildren(el("p", { class: "soft small" }, `${this.drawing.nodes.length} nodes, ${this.drawing.links.length} links${this.only === null ? "" : `, all of them “${cut(this.only, 60)}”`}. Choose a node to read its links.`));
      return;
    }
    const kind = this.kind(node);
    const page = node.iri === null ? null : this.graph.page(node.iri);
    const links = this.drawing.links.filter(({ from, to }) => from === this.chosen || to === this.chosen);
    this.told.replaceChildren(
      el("h3", {}, page === null ? el("bdi", {}, this.nameOf(node)) : el("a", { href: page }, el("bdi", {}, this.nameOf(node))),
        kind ? el("small", { class: "soft" }, ` ${WORDS[kind] ?? kind}`) : null),
      el("ul", { class: "plain" }, ...links.slice(0, 60).map((link) => {
        const out = link.from === this.chosen;
        const other = this.drawing.nodes[out ? link.to : link.from] as GraphNode;
        return el("li", {}, el("span", { class: "soft" }, `${out ? "→" : "←"} `), el("bdi", { class: "soft" }, cut(link.labels.join(", "), 80)), " ",
          el("bdi", {}, this.nameOf(other)));
      })),
      links.length > 60 ? el("p", { class: "soft small" }, `and ${links.length - 60} more`) : "");
  }

  /** Arrow keys go to the nearest node that lies that way. */
  private key(event: KeyboardEvent): void {
    const ways: Readonly<Record<string, readonly [number, number]>> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
    const way = ways[event.key];
    if (way) this.choose(this.chosen === null ? this.middle() : (this.towards(this.chosen, way) ?? this.chosen));
    else if (event.key === "Enter" && event.target === this.stage && this.chosen !== null) this.open(this.chosen);
    else if (event.key === "Escape" && this.chosen !== null) this.choose(null);
    else if (!this.camera.key(event)) return;
    event.preventDefault();
  }

  private middle(): number {
    return this.degrees.indexOf(Math.max(...this.degrees));
  }

  private towards(node: number, [wx, wy]: readonly [number, number]): number | null {
    const start = this.points[node] as Point;
    let best: number | null = null;
    let least = Infinity;
    this.points.forEach(({ x, y }, other) => {
      const along = (x - start.x) * wx + (y - start.y) * wy;
      const aside = Math.abs((x - start.x) * wy) + Math.abs((y - start.y) * wx);
      if (other === node || along <= 0 || aside > along * 2) return;
      if (along + 2 * aside < least) [best, least] = [other, along + 2 * aside];
    });
    return best;
  }
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

function cut(text: string, most: number): string {
  const flat = text.replace(/\s+/gu, " ");
  return flat.length > most ? `${flat.slice(0, most - 1)}…` : flat;
}
