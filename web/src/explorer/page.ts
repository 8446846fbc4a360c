/** The page that joins all parts: what is drawn, listed and told follows one state. */

import { type Actions, actionsOf } from "./actions";
import { faultSentence, type Known, readAddress, speaksOfNodes, writeAddress } from "./address";
import { chips } from "./chips";
import { type Filters, filters } from "./filters";
import { type Details, type Graph, KINDS, NONE, type Source } from "./graph/model";
import { type Found, Search } from "./graph/search";
import { listenToKeys } from "./keyboard";
import { Panel } from "./panel/panel";
import { counted, nameOf } from "./panel/words";
import { Picture } from "./picture";
import { copied, messageOf, savesOf, showLink } from "./saving";
import { partWords, selectedWords } from "./saying";
import { type SearchBox, searchBox } from "./searchbox";
import { type Shell, shell } from "./shell";
import { foundRow } from "./signs";
import { plainName } from "./stage/names";
import { communityColour, paletteOf } from "./stage/palette";
import { Stage } from "./stage/stage";
import type { Camera, Context, Selection, State, View, ViewName } from "./state";
import { AddressBar, type KeptStore, makeStore, START } from "./store";
import { type Themes, themes } from "./theme";
import { mapView } from "./views/map";
import { tableView } from "./views/table";
import { timelineView } from "./views/timeline";

export interface About {
  readonly mode: "file" | "server";
  readonly title: string;
  readonly home: string | null;
  readonly query: string | null;
  readonly graph: string;
  readonly details: string;
  readonly words: string | number;
}

const MAKERS = { timeline: timelineView, map: mapView, table: tableView } as const;
const VIEW_WORDS: { readonly [view in ViewName]: string } = { graph: "Graph", timeline: "Timeline", map: "Map", table: "Table" };
const ARTICLE = KINDS.indexOf("Article");
const NAMES_FOUND = 8;
const ARTICLES_FOUND = 4;
/** Arrow keys pressed in a row are one step of the browser's history. */
const WALK = 2500;
const SLICE = 8;
const PANEL_PAUSE = 120;
const EDGE = 36;

export class Page {
  private readonly picture: Picture;
  private readonly store: KeptStore;
  private readonly bar: AddressBar;
  private readonly themes: Themes;
  private readonly actions: Actions;
  private readonly shell: Shell;
  private readonly stage: Stage;
  private readonly search: Search;
  private readonly box: SearchBox;
  /** Both are made once the picture is drawn. */
  private panel: Panel | null = null;
  private filters: Filters | null = null;
  private readonly context: Context;
  private readonly views = new Map<ViewName, View>();
  private details: Details | null = null;
  private shown: State = START;
  /** As it was opened, before nodes had identifiers. */
  private first: State = START;
  private isQueued = false;
  /** What the stage has told last. */
  private camera: Camera | null = null;
  /** Chosen on the stage itself, which need not fly there. */
  private picked: Selection | null = null;
  private walked = -Infinity;
  private isFitting = false;
  private panelTimer = 0;
  /** Where the whole picture was left. */
  private home: Camera | null = null;

  constructor(root: HTMLElement, about: About, private readonly source: Source, private readonly graph: Graph) {
    this.picture = new Picture(graph);
    this.search = new Search(graph.nodes.names);
    this.bar = new AddressBar({ write: (state) => writeAddress(state, this.known()), read: () => this.read() }, (state) => this.store.open(state));
    this.store = makeStore(START, (now, step) => {
      // While nodes have no identifiers yet, an address that speaks of some must not be written over by a movement.
      if (step || this.details !== null || !speaksOfNodes(location.hash)) this.bar.keep(now, step);
    });
    this.themes = themes(() => {
      this.look();
      this.filters?.show(this.store.get(), this.picture.visible);
    });
    this.actions = actionsOf({ store: this.store, place: (node) => this.picture.place(node), ends: (edge) => [graph.edges.a[edge] ?? 0, graph.edges.b[edge] ?? 0], home: () => this.home, asking: (from) => this.asking(from) });
    this.box = searchBox({
      label: "Find a name", placeholder: "Find a name  ( / )", find: (text) => this.find(text), row: (found) => foundRow(graph, found),
      chosen: (node) => this.choose(node), left: () => (this.actions.stop(), this.leave()),
    });
    this.shell = shell(root, {
      title: about.title, home: about.home, query: about.query, theme: this.themes, saves: savesOf({ title: about.title, stage: () => this.stage, context: () => this.context, seen: () => this.picture, refuse: (sentence) => this.shell.note(sentence) }),
      view: (view) => this.store.set({ view }, { step: true }), whole: () => this.actions.whole(), share: () => void this.share(),
      zoom: (factor) => this.stage.zoom(factor), fit: () => this.fit(), resized: () => this.stage?.resize(),
    });
    this.shell.place(this.box.element);
    this.context = {
      graph, adjacency: this.picture.adjacency, source, store: this.store, details: this.detailsAfterDrawing(), announce: (text) => this.shell.announce(text),
      page: (id) => (about.mode === "server" ? `/${id.split("/").map(encodeURIComponent).join("/")}` : null),
    };
    this.stage = new Stage(this.shell.stage, graph, this.picture.adjacency, {
      pick: (selection) => this.pick(selection), open: (node) => this.actions.around(node), hover: () => undefined,
      moved: (camera) => this.moved(camera), pinned: (node, x, y) => this.pinned(node, x, y), drawn: (count) => this.drawn(count), ready: () => this.ready(),
    });
  }

  /** Draw what the address holds, then get the rest. */
  open(): void {
    this.makeStageReachable();
    const first = this.read();
    // What the address says of nodes is known only with the details; the whole is drawn until then.
    this.first = speaksOfNodes(location.hash) ? { ...first, camera: null } : first;
    this.store.open(this.first);
    this.store.watch(() => this.queue());
    this.update(true);
  }

  private ready(): void {
    if (document.documentElement.dataset["ready"] !== undefined) return;
    document.documentElement.dataset["ready"] = String(performance.now());
    requestAnimationFrame(() => this.fillSides());
  }

  /** What is not needed to draw. */
  private fillSides(): void {
    this.panel = new Panel(this.shell.panel, this.context, (selected) => this.actions.buttons(selected));
    this.showPanel(true);
    this.filters = filters(this.graph, this.store, (community) => communityColour(community, paletteOf(this.themes.isDark()), this.stage.tints));
    this.shell.side.append(this.filters.element);
    this.filters.show(this.store.get(), this.picture.visible);
    requestAnimationFrame(() => (document.documentElement.dataset["filled"] = String(performance.now())));
    this.drawnOnce();
    this.prepareSearch();
  }

  private drawnOnce: () => void = () => undefined;

  private detailsAfterDrawing(): Promise<Details> {
    const drawn = new Promise<void>((resolve) => (this.drawnOnce = resolve));
    const details = drawn.then(() => this.source.details());
    details.then((found) => this.know(found), (error: unknown) => this.shell.note(`What else is known of things could not be read: ${messageOf(error)}`));
    return details;
  }

  /** Now addresses can speak of nodes. */
  private know(details: Details): void {
    this.details = details;
    this.search.others((node) => details.facts(node)["other_names"]?.split(" | ") ?? []);
    this.prepareSearch();
    const now = this.store.get();
    const isUntouched = (Object.keys(now) as (keyof State)[]).every((name) => name === "camera" || now[name] === this.first[name]);
    if (isUntouched && speaksOfNodes(location.hash)) this.store.open(this.read());
    else this.bar.keep(now, false);
  }

  private prepareSearch(): void {
    if (!this.search.prepare(SLICE)) setTimeout(() => this.prepareSearch(), SLICE);
  }

  private known(): Known {
    return { graph: this.graph, details: this.details, edge: (one, other) => this.picture.edge(one, other) };
  }

  private read(): State {
    const { state, faults } = readAddress(location.hash, this.known());
    this.shell.note(faultSentence(faults));
    return state;
  }

  private queue(): void {
    if (this.isQueued) return;
    this.isQueued = true;
    requestAnimationFrame(() => {
      this.isQueued = false;
      this.update(false);
    });
  }

  /** Bring everything to the state. */
  private update(isFirst: boolean): void {
    const [now, before] = [this.store.get(), this.shown];
    this.shown = now;
    const isNew = this.picture.follow(now, before) || isFirst;
        const isChosen = now.selected !== before.selected;
    if (isNew) this.stage.scene(this.picture.scene, this.picture.visible.links);
    if (isFirst || isChosen || now.colour !== before.colour || now.pins !== before.pins) this.look();
    this.aim(now, before, isFirst);
    this.showPanel(isFirst || !isNew || now.selected !== before.selected || now.part !== before.part);
    if (isFirst || now.filter !== before.filter || now.hidden !== before.hidden || now.colour !== before.colour) this.filters?.show(now, this.picture.visible);
    this.shell.chips.replaceChildren(...chips(this.graph, this.store));
    this.view(now, before, isFirst);
    this.tell(now, before, isFirst);
  }

  /** A slider need not wait for what is told at the side. */
  private showPanel(atOnce: boolean): void {
    clearTimeout(this.panelTimer);
    const show = (): void => this.panel?.show(this.store.get(), this.picture.visible, this.picture.scene);
    if (atOnce) show();
    else this.panelTimer = window.setTimeout(show, PANEL_PAUSE);
  }

  /** Point the camera where the address says, or at what was chosen elsewhere than on the stage. */
  private aim(now: State, before: State, isFirst: boolean): void {
    const isElsewhere = now.selected !== before.selected && now.selected !== this.picked && now.view === "graph";
    if (now.camera !== null && now.camera !== this.camera) this.stage.camera = now.camera;
    else if (now.camera === null && before.camera !== null && now.part === before.part && !isFirst) this.refit();
    else if (isElsewhere && now.selected !== null && now.part === before.part) this.goTo(now.selected);
    if (isElsewhere || now.selected === null) this.stage.focus(NONE);
    this.camera = now.camera;
    this.picked = null;
    if (now.part === null) this.home = now.camera;
  }

  private goTo(selection: Selection): void {
    if ("node" in selection) return this.stage.fly(selection.node);
    const { a, b } = this.graph.edges;
    const [one, other] = [this.picture.place(a[selection.edge] ?? NONE), this.picture.place(b[selection.edge] ?? NONE)];
    if (one === null || other === null) return;
    const { x, y, scale } = this.stage.camera;
    const { clientWidth: wide, clientHeight: high } = this.shell.stage;
    const isSeen = [one, other].every(([across, down]) => Math.abs(across - x) * scale < wide / 2 && Math.abs(down - y) * scale < high / 2);
    if (isSeen) return;
    const room = Math.min((0.6 * wide) / Math.max(Math.abs(one[0] - other[0]), 1), (0.6 * high) / Math.max(Math.abs(one[1] - other[1]), 1));
    this.moved({ x: (one[0] + other[0]) / 2, y: (one[1] + other[1]) / 2, scale: Math.min(room, 4) });
    this.stage.camera = this.store.get().camera ?? this.stage.camera;
  }

  private look(): void {
    const { selected, colour, pins } = this.store.get();
    this.stage.look({ selected, colour, pins, dark: this.themes.isDark(), hulls: true, withoutMotion: matchMedia("(prefers-reduced-motion: reduce)").matches });
  }

  private view(now: State, before: State, isFirst: boolean): void {
    if (isFirst || now.view !== before.view) {
      this.shell.mark(now.view);
      this.shell.view.hidden = now.view === "graph";
      if (!isFirst) this.shell.announce(VIEW_WORDS[now.view]);
    }
    if (now.view === "graph") return;
    let view = this.views.get(now.view);
    if (view === undefined) this.views.set(now.view, (view = MAKERS[now.view](this.context)));
    if (this.shell.view.firstChild !== view.element) this.shell.view.replaceChildren(view.element);
    view.show(this.picture.visible, this.picture.scene);
  }

  private tell(now: State, before: State, isFirst: boolean): void {
    const words = partWords(this.graph, now, this.picture.scene);
    const missing = this.missing(now);
    this.shell.told.textContent = this.shell.told.title = words + missing;
    this.shell.back.hidden = now.part === null;
    if (isFirst) return;
    if (now.part !== before.part) this.shell.announce(words);
    else if (now.selected !== null && now.selected !== before.selected) {
      this.shell.announce(selectedWords(this.graph, now.selected, this.picture) + missing);
      if (this.shell.isNarrow()) this.uncover(now.selected);
    }
  }

  /** The sheet comes up; what was chosen must not lie below it. */
  private uncover(selected: Selection): void {
    this.shell.sheet("panel");
    const at = "node" in selected ? this.picture.place(selected.node) : null;
    if (at === null) return;
    requestAnimationFrame(() => {
      const { x, y, scale } = this.stage.camera;
      const [across, down] = [(at[0] - x) * scale, (at[1] - y) * scale];
      const { clientWidth: wide, clientHeight: high } = this.shell.stage;
      if (Math.abs(across) > wide / 2 - EDGE || Math.abs(down) > high / 2 - EDGE) this.stage.pan(-across, -down);
    });
  }

  /** Why what is chosen is not to be seen. */
  private missing({ selected, hidden }: State): string {
    if (selected === null || !("node" in selected) || this.picture.scene.nodes.includes(selected.node)) return "";
    const why = hidden.has(selected.node) ? "is hidden" : this.picture.visible.nodes[selected.node] === 1 ? "is not in this part" : "is left out by the filters";
    return ` · ${plainName(nameOf(this.graph, selected.node))} ${why}`;
  }

  private drawn(count: number): void {
    const { nodes } = this.picture.scene;
    this.shell.drawn.textContent = count < nodes.length ? `${count.toLocaleString("en")} of ${nodes.length.toLocaleString("en")} drawn` : `${counted(count, "thing")} drawn`;
  }

  private pick(selection: Selection | null): void {
    if (selection !== null && "node" in selection && this.actions.end(selection.node)) return;
    this.picked = selection;
    this.store.set({ selected: selection }, { step: true });
  }

  private moved(camera: Camera): void {
    const isFitted = this.isFitting;
    this.isFitting = false;
    if (isFitted) return;
    this.camera = camera;
    this.store.set({ camera });
  }

  private pinned(node: number, x: number, y: number): void {
    this.store.set({ pins: new Map([...this.store.get().pins, [node, [x, y] as const]]) }, { step: true });
  }

  /** The stage tells where it flies; to see all needs no place in the address. */
  private refit(): void {
    this.isFitting = true;
    this.stage.fit();
  }

  private fit(): void {
    const { camera } = this.store.get();
    if (camera === null) this.refit();
    else this.store.set({ camera: null });
  }

  private find(text: string): readonly Found[] {
    const { kinds } = this.graph.nodes;
    return [
      ...this.search.find(text, NAMES_FOUND, (node) => (kinds[node] ?? 0) < ARTICLE),
      ...this.search.find(text, ARTICLES_FOUND, (node) => (kinds[node] ?? 0) >= ARTICLE),
    ];
  }

  private choose(node: number): void {
    if (!this.actions.end(node)) {
      const isInside = this.store.get().part === null || this.picture.scene.nodes.includes(node);
      this.store.set({ selected: { node }, ...(isInside ? {} : { part: null, camera: null, pins: new Map() }) }, { step: true });
    }
    this.leave();
  }

  /** From the search box back to what is looked at. */
  private leave(): void {
    const { view } = this.store.get();
    if (view === "graph" && !this.shell.isNarrow()) this.shell.stage.focus({ preventScroll: true });
    else this.box.input.blur();
  }

  private asking(from: number | null): void {
    const name = from === null ? null : plainName(nameOf(this.graph, from));
    this.box.ask(name === null ? null : `Path from ${name} to …`);
    this.shell.ask(name === null ? null : `Path from ${name}: choose where it leads, by name or in the picture.`, () => this.actions.stop());
    if (name === null) return;
    this.shell.announce(`Path from ${name}: type the name of its other end.`);
    this.shell.sheet("find");
    this.box.input.focus();
  }

  private makeStageReachable(): void {
    const host = this.shell.stage;
    const attributes = { tabindex: "0", role: "application", "aria-roledescription": "graph", "aria-label": "Graph. Arrow keys go from one to the next; the table holds the same.", "aria-describedby": "help-keys" };
    for (const [name, value] of Object.entries(attributes)) host.setAttribute(name, value);
    listenToKeys({
      shell: this.shell, actions: this.actions, stage: host, search: () => this.goSearch(), selected: () => this.store.get().selected,
      step: (dx, dy) => this.step(dx, dy), pan: (dx, dy) => this.stage.pan(dx, dy), zoom: (factor) => this.stage.zoom(factor), fit: () => this.fit(),
      leave: () => this.letGo(), details: () => this.shell.panel.querySelector<HTMLElement>("h2")?.focus(),
    });
  }

  private goSearch(): void {
    this.shell.sheet("find");
    this.box.input.focus();
  }

  private step(dx: number, dy: number): void {
    const { selected } = this.store.get();
    if (selected !== null && "node" in selected) this.stage.focus(selected.node);
    const node = this.stage.step(dx, dy);
    if (node === NONE) return;
    this.stage.focus(node);
    const now = performance.now();
    this.picked = { node };
    this.store.set({ selected: this.picked }, { step: now - this.walked > WALK });
    this.walked = now;
  }

  private letGo(): boolean {
    const { selected, part, view } = this.store.get();
    if (selected !== null) this.store.set({ selected: null }, { step: true });
    else if (part !== null) this.actions.whole();
    else return false;
    if (view === "graph") this.shell.stage.focus({ preventScroll: true });
    return true;
  }

  private async share(): Promise<void> {
    this.bar.flush();
    const link = new URL(writeAddress(this.store.get(), this.known()) || "#", location.href).href;
    if (await copied(link)) this.shell.note("The link to what you see is on the clipboard.", true);
    else showLink(link);
  }
}
