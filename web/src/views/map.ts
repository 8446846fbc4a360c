/** Rows that lie somewhere, on outlines of the countries; no server of map pictures is asked. */

import { degreeColumns, placeColumn, titleColumn } from "../results/columns";
import { shownLabels } from "../draw/labels";
import { type Outlines, outlines } from "../draw/outlines";
import { project } from "../draw/projection";
import { world } from "../draw/world";
import { numberOf } from "../results/order";
import { type Table, textOf } from "../results/term";
import { bracketed } from "../sparql/names";
import { Camera } from "../page/camera";
import { draw, el } from "../page/dom";
import { type Graph, select } from "../page/graph";

/** A place and the rows that lie there. */
export interface Spot {
  readonly latitude: number;
  readonly longitude: number;
  readonly name: string;
  readonly iri: string | null;
  readonly rows: number[];
}

const SCHEMA = "https://schema.org/";
const AT_ONCE = 200;
const CLOSEST = 60; // pixels a degree: outlines this rough say nothing closer

/** Return the map; places without degrees of their own are asked for. */
export async function mapView(table: Table, graph: Graph): Promise<HTMLElement> {
  const spots = await spotsOf(table, graph);
  if (spots.length === 0) return el("p", { class: "none" }, "None of the places has known coordinates.");
  const stage = el("div", { class: "stage map", tabindex: 0, role: "application", "aria-roledescription": "map",
    "aria-label": `Map of ${spots.length} places. Arrow keys move, plus and minus resize. The list below holds the same.` });
  const without = table.rows.length - new Set(spots.flatMap(({ rows }) => rows)).size;
  const list = el("ol", { class: "plain spots" });
  const scene = new Scene(spots, graph, stage, outlines(await world()));
  for (const [place, spot] of spots.entries()) {
    const page = spot.iri === null ? null : graph.page(spot.iri);
    const item = el("li", {}, page === null ? el("bdi", {}, spot.name) : el("a", { href: page }, el("bdi", {}, spot.name)),
      el("span", { class: "number" }, `${spot.rows.length.toLocaleString("en")} ${spot.rows.length === 1 ? "row" : "rows"}`));
    item.addEventListener("pointerenter", () => scene.choose(place));
    item.addEventListener("pointerleave", () => scene.choose(null));
    list.append(item);
  }
  return el("div", { class: "answer-map" }, stage, list,
    without > 0 ? el("p", { class: "soft small" }, `${without.toLocaleString("en")} of ${table.rows.length.toLocaleString("en")} rows have no place with known coordinates.`) : null);
}

async function spotsOf(table: Table, graph: Graph): Promise<readonly Spot[]> {
  const degrees = degreeColumns(table);
  const found = new Map<string, Spot>();
  const add = (row: number, latitude: number, longitude: number, name: string, iri: string | null): void => {
    const key = `${latitude} ${longitude} ${iri ?? name}`;
    const known = found.get(key);
    if (known) known.rows.push(row);
    else found.set(key, { latitude, longitude, name, iri, rows: [row] });
  };
  if (degrees !== null) {
    const title = titleColumn(table, [degrees.latitude, degrees.longitude]);
    const iri = placeColumn(table, graph.prefixes);
    table.rows.forEach((row, place) => {
      const [latitude, longitude] = [degree(textOf(row[degrees.latitude] ?? null), numberOf(row[degrees.latitude] ?? null)), degree(textOf(row[degrees.longitude] ?? null), numberOf(row[degrees.longitude] ?? null))];
      const cell = iri === null ? null : (row[iri] ?? null);
      if (latitude === null || longitude === null) return;
      add(place, latitude, longitude, title === null ? "" : textOf(row[title] ?? null), cell?.type === "iri" ? cell.value : null);
    });
  } else {
    const column = placeColumn(table, graph.prefixes);
    if (column !== null) await addKnown(table, column, graph, add);
  }
  return [...found.values()].sort((one, other) => other.rows.length - one.rows.length || (one.name < other.name ? -1 : one.name > other.name ? 1 : 0));
}

async function addKnown(table: Table, column: number, graph: Graph,
  add: (row: number, latitude: number, longitude: number, name: string, iri: string) => void): Promise<void> {
  const iris = new Set(table.rows.flatMap((row) => (row[column]?.type === "iri" ? [row[column].value] : [])));
  const open = [...iris].filter((iri) => bracketed(iri) !== null);
  const where = new Map<string, readonly [number, number]>();
  for (let start = 0; start < open.length; start += AT_ONCE) {
    const values = open.slice(start, start + AT_ONCE).map((iri) => bracketed(iri)).join(" ");
    const rows = await select(
      `SELECT ?place (MIN(?lat) AS ?latitude) (MIN(?long) AS ?longitude) { VALUES ?place { ${values} } ` +
      `?place <${SCHEMA}latitude> ?lat ; <${SCHEMA}longitude> ?long } GROUP BY ?place`);
    for (const [place, latitude, longitude] of rows) {
      const [north, east] = [numberOf(latitude ?? null), numberOf(longitude ?? null)];
      if (place && north !== null && east !== null) where.set(textOf(place), [north, east]);
    }
  }
  await graph.load(where.keys());
  table.rows.forEach((row, place) => {
    const iri = textOf(row[column] ?? null);
    const at = where.get(iri);
    if (at) add(place, at[0], at[1], graph.name(iri) ?? graph.short(iri), iri);
  });
}

function degree(text: string, number: number | null): number | null {
  const value = number ?? (text === "" ? Number.NaN : Number(text));
  return Number.isFinite(value) ? value : null;
}

class Scene {
  private readonly camera: Camera;
  private readonly land: SVGGElement;
  private readonly marks: readonly SVGCircleElement[];
  private readonly words: readonly SVGTextElement[];
  private readonly places: readonly (readonly [number, number])[];
  private readonly most: number;
  private chosen: number | null = null;

  constructor(private readonly spots: readonly Spot[], graph: Graph, stage: HTMLElement, outline: Outlines) {
    this.places = spots.map(({ latitude, longitude }) => project(longitude, Math.min(Math.max(latitude, -90), 90)));
    this.most = Math.max(...spots.map(({ rows }) => rows.length));
    this.land = draw("g", {}, draw("path", { class: "land", d: outline.land }), draw("path", { class: "border", d: outline.borders }));
    this.marks = spots.map((spot, place) => {
      const made = draw("circle", { class: "spot" }, draw("title", {}, `${spot.name}: ${spot.rows.length}`));
      made.addEventListener("pointerenter", () => this.choose(place));
      made.addEventListener("pointerleave", () => this.choose(null));
      made.addEventListener("click", () => {
        const page = spot.iri === null ? null : graph.page(spot.iri);
        if (page !== null) location.assign(page);
      });
      return made;
    });
    this.words = spots.map(({ name }) => draw("text", { class: "node-words" }, name.length > 36 ? `${name.slice(0, 35)}…` : name));
    this.camera = new Camera(stage, () => this.show());
    stage.append(draw("svg", { "aria-hidden": "true" }, this.land, draw("g", {}, ...[...this.marks].reverse()), draw("g", {}, ...this.words)),
      this.camera.buttons(() => this.fit()));
    stage.addEventListener("keydown", (event) => {
      const ways: Readonly<Record<string, readonly [number, number]>> = { ArrowLeft: [60, 0], ArrowRight: [-60, 0], ArrowUp: [0, 60], ArrowDown: [0, -60] };
      const way = ways[event.key];
      if (way) this.camera.pan(way[0], way[1]);
      else if (!this.camera.key(event)) return;
      event.preventDefault();
    });
    requestAnimationFrame(() => this.fit());
  }

  /** Show one place before the others. */
  choose(place: number | null): void {
    this.chosen = place;
    this.show();
  }

  private fit(): void {
    const xs = this.places.map(([x]) => x);
    const ys = this.places.map(([, y]) => y);
    this.camera.fit({ left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) }, CLOSEST / 3, 60);
    this.camera.allow(this.camera.frame.width / 360);
  }

  private show(): void {
    const [x0, y0] = this.camera.place(0, 0);
    this.land.setAttribute("transform", `translate(${x0},${y0}) scale(${this.camera.zoomed})`);
    const at = this.places.map(([x, y]) => this.camera.place(x, y));
    const sizes = this.spots.map(({ rows }) => 4 + 10 * Math.sqrt(rows.length / this.most) * (this.most > 1 ? 1 : 0.2));
    this.marks.forEach((mark, place) => {
      const [x, y] = at[place] ?? [0, 0];
      mark.setAttribute("cx", x.toFixed(1));
      mark.setAttribute("cy", y.toFixed(1));
      mark.setAttribute("r", (sizes[place] ?? 4).toFixed(1));
      mark.classList.toggle("chosen", place === this.chosen);
    });
    const order = this.spots.map((_, place) => place).sort((one, other) => Number(other === this.chosen) - Number(one === this.chosen) || one - other);
    const { width } = this.camera.frame;
    const boxes = order.map((place) => {
      const [x, y] = at[place] ?? [0, 0];
      const half = (this.words[place]?.textContent ?? "").length * 3.4;
      const beside = (sizes[place] ?? 4) + 4;
      // The name stands to the right of its place; at the edge of the map, to its left.
      const left = x + beside + 2 * half > width && x - beside - 2 * half > 0 ? x - beside - 2 * half : x + beside;
      return { left, right: left + 2 * half, top: y - 9, bottom: y + 7 };
    });
    const taken = at.map(([x, y], place) => ({ left: x - (sizes[place] ?? 4), right: x + (sizes[place] ?? 4), top: y - (sizes[place] ?? 4), bottom: y + (sizes[place] ?? 4) }));
    const fits = shownLabels(boxes, taken);
    order.forEach((place, rank) => {
      const box = boxes[rank];
      const words = this.words[place];
      if (!box || !words) return;
      words.setAttribute("visibility", fits[rank] || place === this.chosen ? "visible" : "hidden");
      words.setAttribute("transform", `translate(${((box.left + box.right) / 2).toFixed(1)},${(box.bottom - 3).toFixed(1)})`);
    });
  }
}
