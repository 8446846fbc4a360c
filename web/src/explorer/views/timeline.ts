/** Articles and reported events over time: bars for how many, marks for the best known, and a list of all. */

import { button, draw, el } from "../../page/dom";
import { ticks } from "../../results/times";
import { KINDS, NO_DAY, type Scene, type Visible } from "../graph/model";
import { Desk } from "../panel/desk";
import { go, isolated, portions } from "../panel/parts";
import { counted, dayWords, nameOf, outletOf } from "../panel/words";
import { plainName } from "../stage/names";
import type { Context, View } from "../state";
import { seenNodes } from "./seen";
import { axisDays, type Stretches, stretches, stretchName, stretchOf, tags } from "./spans";

const ARTICLE = KINDS.indexOf("Article");
const REPORTED = KINDS.indexOf("ReportedEvent");
const MOST_ROWS = 7;
const LANE = 22;
/** How high bars are, by what the rows are. */
const BARS: Readonly<Record<string, number>> = { kind: 46, community: 26 };
/** Room at either side, so that no mark is cut. */
const SIDE = 7;
const WIDEST = 190;
const NEXT = 50;
const MOST_TRIED = 600;

/** A row of the chart. */
interface Row {
  readonly title: string;
  /** The most important first. */
  readonly items: readonly number[];
  readonly lanes: number;
}

/** Return the timeline. */
export function timelineView(context: Context): View {
  const view = new Timeline(context);
  return { element: view.element, show: (visible, scene) => view.show(visible, scene) };
}

class Timeline {
  readonly element: HTMLElement;
  private readonly desk: Desk;
  private readonly lead = el("p", { class: "time-lead" });
  private readonly chart = el("div", { class: "time-chart", "aria-hidden": "true" });
  private readonly chooser = el("select", { class: "time-chooser", "aria-label": "Time shown in the list" });
  private readonly list = el("div", { class: "time-list" });
  private readonly only = button("Only this time in all views", () => this.narrow(), { class: "table-turn" });
  private readonly rowsBy = el("select", { class: "time-chooser", "aria-label": "Rows of the chart" }, el("option", { value: "kind" }, "Rows by kind"), el("option", { value: "community" }, "Rows by community"));
  private before: readonly [Visible, Scene] | null = null;
  /** With a day, in order of time. */
  private items: readonly number[] = [];
  private undated = 0;
  private held: Stretches = { unit: "day", starts: [0, 1] };
  private chosen = "all";
  private width = 0;

  constructor(private readonly context: Context) {
    this.desk = new Desk(context);
    this.element = el("div", { class: "time-view" },
      el("div", { class: "time-head" }, this.lead, this.rowsBy), this.chart,
      el("div", { class: "time-head" }, el("h2", {}, "In order of time"), this.chooser, this.only), this.list);
    this.chooser.addEventListener("change", () => this.choose(this.chooser.value));
    this.rowsBy.addEventListener("change", () => this.fillChart());
    new ResizeObserver(() => {
      if (Math.abs(this.chart.clientWidth - this.width) > 1) this.fillChart();
    }).observe(this.chart);
  }

  show(visible: Visible, scene: Scene): void {
    if (this.before?.[0] === visible && this.before[1] === scene) {
      this.mark();
      return;
    }
    this.before = [visible, scene];
    const { kinds, days } = this.context.graph.nodes;
    const timed = Array.from(seenNodes(visible, scene)).filter((node) => kinds[node] === ARTICLE || kinds[node] === REPORTED);
    this.items = timed.filter((node) => days[node] !== NO_DAY).sort((one, other) => days[one]! - days[other]! || one - other);
    this.undated = timed.length - this.items.length;
    const [from, to] = axisDays(Int32Array.from(this.items, (node) => days[node]!));
    this.held = stretches(from, to, 120);
    this.fillLead();
    this.fillChooser();
    this.fillChart();
    this.choose("all");
  }

  private fillLead(): void {
    const { kinds } = this.context.graph.nodes;
    const articles = this.items.filter((node) => kinds[node] === ARTICLE).length;
    const undated = this.undated === 0 ? "" : ` ${counted(this.undated, "more has", "more have")} no date.`;
    const unit = this.items.length === 0 ? "" : ` One bar a ${this.held.unit}; events stand where they begin.`;
    const far = this.items.filter((item) => !/\d/u.test(this.keyOf(item))).length;
    const outside = far === 0 ? "" : ` ${counted(far, "lies", "lie")} far off: see the list.`;
    this.lead.textContent = `${counted(articles, "article")} and ${counted(this.items.length - articles, "reported event")} with a date.${unit}${outside}${undated}`;
  }

  private fillChooser(): void {
    const counts = new Map<string, number>();
    for (const item of this.items) {
      const key = this.keyOf(item);
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    const options = [el("option", { value: "all" }, `All time (${this.items.length.toLocaleString("en")})`)];
    for (const [key, count] of counts) options.push(el("option", { value: key }, `${this.nameOf(key)} (${count.toLocaleString("en")})`));
    this.chooser.replaceChildren(...options);
  }

  private keyOf(item: number): string {
    const place = stretchOf(this.held, this.context.graph.nodes.days[item]!);
    return place < 0 ? "earlier" : place >= this.held.starts.length - 1 ? "later" : String(place);
  }

  private nameOf(key: string): string {
    const { starts } = this.held;
    if (key === "earlier") return `before ${dayWords(starts[0])}`;
    if (key === "later") return `from ${dayWords(starts.at(-1))} on`;
    return stretchName(this.held, Number(key));
  }

  private choose(key: string): void {
    this.chosen = key;
    this.chooser.value = key;
    this.only.hidden = !/^\d+$/u.test(key);
    const items = key === "all" ? this.items : this.items.filter((item) => this.keyOf(item) === key);
    this.list.replaceChildren(...(items.length === 0
      ? [el("p", { class: "table-none" }, "Nothing with a date passes the filter.")]
      : portions(items, (item) => this.row(item), { first: NEXT, next: NEXT, className: "time-items" })));
    this.mark();
  }

  private row(item: number): HTMLElement {
    const day = dayWords(this.context.graph.nodes.days[item]);
    return el("div", { class: "time-item" }, el("time", { datetime: day }, day), go(this.desk, item), isolated(outletOf(this.context.graph, item)));
  }

  private narrow(): void {
    const { starts } = this.held;
    const place = Number(this.chosen);
    const { filter } = this.context.store.get();
    this.context.store.set({ filter: { ...filter, since: starts[place] ?? null, until: starts[place + 1]! - 1 } }, { step: true });
  }

  /** Show again what is selected and which time is chosen. */
  private mark(): void {
    const { selected } = this.context.store.get();
    const node = selected !== null && "node" in selected ? String(selected.node) : "";
    for (const tag of this.chart.querySelectorAll<HTMLElement>("[data-node]")) tag.classList.toggle("chosen", tag.dataset["node"] === node);
    for (const bar of this.chart.querySelectorAll<SVGElement>("[data-stretch]")) bar.classList.toggle("chosen", bar.dataset["stretch"] === this.chosen);
  }

  private rows(): readonly Row[] {
    const { kinds, communities } = this.context.graph.nodes;
    // The number of a node is its rank.
    const ranked = [...this.items].sort((one, other) => one - other);
    if (this.rowsBy.value === "kind") {
      return [
        { title: "Reported events", items: ranked.filter((node) => kinds[node] === REPORTED), lanes: 8 },
        { title: "Articles", items: ranked.filter((node) => kinds[node] === ARTICLE), lanes: 5 },
      ].filter(({ items }) => items.length > 0);
    }
    const held = new Map<number, number[]>();
    for (const node of ranked) {
      const community = communities[node]!;
      const some = held.get(community);
      if (some) some.push(node);
      else held.set(community, [node]);
    }
    const sorted = [...held].sort(([one, some], [other, more]) => more.length - some.length || one - other);
    const rows = sorted.slice(0, MOST_ROWS).map(([community, items]) => ({ title: this.context.graph.communities[community] ?? "", items, lanes: 3 }));
    const rest = sorted.slice(MOST_ROWS).flatMap(([, items]) => items).sort((one, other) => one - other);
    return rest.length === 0 ? rows : [...rows, { title: `${counted(sorted.length - MOST_ROWS, "smaller community", "smaller communities")}`, items: rest, lanes: 3 }];
  }

  private fillChart(): void {
    this.width = this.chart.clientWidth;
    if (this.width === 0) return;
    const { starts } = this.held;
    const [from, to] = [starts[0]!, starts.at(-1) ?? 1];
    const x = (day: number): number => SIDE + ((day - from) / (to - from)) * (this.width - 2 * SIDE);
    const rows = this.rows();
    const lines = ticks(from, to - 1, Math.max(3, Math.floor(this.width / 90))).map(({ day, label }) => {
      const line = el("span", {}, label);
      line.style.left = `${x(day)}px`;
      if (x(day) > this.width - 60) line.classList.add("last");
      return line;
    });
    this.chart.replaceChildren(el("div", { class: "time-axis" }, ...lines), ...rows.map((row) => this.rowElement(row, x)));
    this.mark();
  }

  private counts(items: readonly number[]): (readonly [number, number])[] {
    const { kinds, days } = this.context.graph.nodes;
    const found = Array.from({ length: this.held.starts.length - 1 }, () => [0, 0] as [number, number]);
    for (const item of items) {
      const held = found[stretchOf(this.held, days[item]!)];
      if (held) held[kinds[item] === REPORTED ? 1 : 0] += 1;
    }
    return found;
  }

  private rowElement({ title, items, lanes }: Row, x: (day: number) => number): HTMLElement {
    const { starts } = this.held;
    const height = BARS[this.rowsBy.value] ?? 40;
    const counts = this.counts(items);
    const most = Math.max(1, ...counts.map(([articles, events]) => articles + events));
    const bars = draw("svg", { width: this.width, height });
    counts.forEach(([articles, events], place) => {
      if (articles + events === 0) return;
      const [left, right] = [x(starts[place]!), x(starts[place + 1]!)];
      const width = Math.max(1, right - left - Math.min(2, (right - left) * 0.2));
      const scale = (height - 2) / most;
      const group = draw("g", { class: "time-bar", "data-stretch": place },
        draw("title", {}, `${stretchName(this.held, place)}: ${[articles === 0 ? "" : counted(articles, "article"), events === 0 ? "" : counted(events, "reported event")].filter(Boolean).join(", ")}`),
        // All of the column answers to the pointer, however low its bar.
        draw("rect", { class: "time-air", x: left, y: 0, width, height }),
        articles === 0 ? null : draw("rect", { class: "article", x: left, width, y: height - Math.max(2, articles * scale), height: Math.max(2, articles * scale) }),
        events === 0 ? null : draw("rect", { class: "reported", x: left, width, y: height - articles * scale - Math.max(2, events * scale), height: Math.max(2, events * scale) }));
      group.addEventListener("click", () => {
        this.choose(this.chosen === String(place) ? "all" : String(place));
        this.context.announce(`The list holds ${this.nameOf(String(place))}`);
      });
      bars.append(group);
    });
    const [labels, count] = this.labels(items, lanes, x);
    const area = el("div", { class: "time-lanes" }, ...labels);
    area.style.height = `${Math.max(1, count) * LANE}px`;
    return el("div", { class: "time-row" }, el("p", { class: "time-title" }, isolated(plainName(title)), el("span", {}, ` ${items.length.toLocaleString("en")}`)), area, bars);
  }

  private labels(items: readonly number[], lanes: number, x: (day: number) => number): readonly [readonly HTMLElement[], number] {
    const { graph } = this.context;
    const { days, kinds } = graph.nodes;
    const { selected } = this.context.store.get();
    const first = selected !== null && "node" in selected ? selected.node : -1;
    const isInside = (item: number): boolean => days[item]! >= this.held.starts[0]! && days[item]! < this.held.starts.at(-1)!;
    // Far fewer have room; the first are the best known.
    const some = items.slice(0, MOST_TRIED).filter((item) => item !== first);
    const order = [...(items.includes(first) ? [first] : []), ...some].filter(isInside);
    const found = tags(order, (item) => x(days[item]! + 0.5), (item) => Math.min(WIDEST, this.width * 0.42, wide(plainName(nameOf(graph, item)))), lanes, this.width);
    const made = found.map(({ item, lane, left, width, isBefore }) => {
      const label = button("", () => this.desk.select({ node: item }), {
        class: `time-tag ${kinds[item] === REPORTED ? "reported" : "article"}${isBefore ? " before" : ""}`, tabindex: -1, "data-node": item,
        title: `${dayWords(days[item])}: ${plainName(nameOf(graph, item))}`,
      });
      label.append(el("i", {}), isolated(plainName(nameOf(graph, item))));
      label.style.left = `${left}px`;
      label.style.width = `${width + 14}px`;
      label.style.bottom = `${lane * LANE}px`;
      return label;
    });
    return [made, Math.max(0, ...found.map(({ lane }) => lane + 1))];
  }
}

let measure: CanvasRenderingContext2D | null = null;

/** Return how wide a name is on the chart. */
function wide(name: string): number {
  measure ??= document.createElement("canvas").getContext("2d");
  if (measure === null) return name.length * 7;
  measure.font = "12px system-ui, sans-serif";
  return Math.ceil(measure.measureText(name).width) + 2;
}
