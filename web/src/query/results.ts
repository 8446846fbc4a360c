/** The answer: what it is, the views that fit it, and ways to take it along. */

import { dateColumns, degreeColumns, placeColumn } from "../results/columns";
import { tabbed } from "../results/copying";
import { drawingOf } from "../results/links";
import type { Answer } from "../results/term";
import { type View, VIEWS } from "../page/address";
import { button, el } from "../page/dom";
import type { Graph } from "../page/graph";
import { graphView } from "../views/graph";
import { mapView } from "../views/map";
import { tableView } from "../views/table";
import { timelineView } from "../views/timeline";
import type { Answered } from "./asking";
import { download, Refusal } from "./asking";

const TITLES: Readonly<Record<View, string>> = { table: "Table", graph: "Graph", timeline: "Timeline", map: "Map" };
const ROWS = [
  ["JSON", "application/sparql-results+json", "srj"], ["XML", "application/sparql-results+xml", "srx"],
  ["CSV", "text/csv", "csv"], ["TSV", "text/tab-separated-values", "tsv"],
] as const;
const GRAPHS = [
  ["Turtle", "text/turtle", "ttl"], ["N-Triples", "application/n-triples", "nt"],
  ["JSON-LD", "application/ld+json", "jsonld"], ["RDF/XML", "application/rdf+xml", "rdf"],
] as const;

/** Return the views that fit an answer: the table always, the others where it holds what they show. */
export function fitting(answer: Answer, graph: Graph): readonly View[] {
  if (answer.kind === "boolean" || answer.table.rows.length === 0) return [];
  const { table } = answer;
  return VIEWS.filter((view) =>
    view === "table" ||
    (view === "graph" && drawingOf(answer, graph.prefixes) !== null) ||
    (view === "timeline" && answer.kind === "rows" && dateColumns(table) !== null) ||
    (view === "map" && answer.kind === "rows" && (degreeColumns(table) !== null || placeColumn(table, graph.prefixes) !== null)));
}

/** Show the answer in the section. */
export function showAnswer(section: HTMLElement, answered: Answered, query: string, graph: Graph, wanted: View | null, chosen: (view: View) => void): void {
  const { answer } = answered;
  const views = fitting(answer, graph);
  const parts: HTMLElement[] = [];
  if (answered.notice !== null) parts.push(el("p", { class: "notice", role: "status" }, answered.notice));
  if (answer.kind === "boolean") {
    parts.push(el("p", { class: `verdict ${answer.value ? "yes" : "no"}` }, answer.value ? "Yes" : "No"));
  } else if (answer.table.rows.length === 0) {
    parts.push(el("p", { class: "none" }, "No answers. The query is well formed, and nothing in the graph fits it."));
  }
  const table = answer.kind === "boolean" || answer.table.rows.length === 0 ? null : tableView(answer.table, graph);
  const panel = el("div", { id: "view", role: "tabpanel", "aria-labelledby": "tab-table" });
  const tools = el("div", { class: "tools" });
  if (table && answer.kind !== "boolean") tools.append(copyButton(() => tabbed(answer.table, table.order())));
  tools.append(downloads(query, answer, section));
  const made = new Map<View, Promise<HTMLElement>>();
  let latest: View | null = null;

  async function show(view: View): Promise<void> {
    latest = view;
    tabs.forEach((tab, at) => {
      const isOn = views[at] === view;
      tab.setAttribute("aria-selected", String(isOn));
      tab.tabIndex = isOn ? 0 : -1;
    });
    panel.setAttribute("aria-labelledby", `tab-${view}`);
    let ready = made.get(view);
    if (ready === undefined) {
      ready = viewOf(view, answer, graph, table?.element ?? null);
      made.set(view, ready);
    }
    const element = await ready.catch(() => el("p", { class: "notice" }, "This view could not be loaded. Is the server still running?"));
    if (latest === view) panel.replaceChildren(element);
  }

  const tabs = views.map((view) => {
    const tab = el("button", { type: "button", role: "tab", id: `tab-${view}`, "aria-controls": "view" }, TITLES[view]);
    tab.addEventListener("click", () => {
      void show(view);
      chosen(view);
    });
    return tab;
  });
  const row = el("div", { class: "tabs", role: "tablist", "aria-label": "Ways to look at the answer", hidden: views.length < 2 }, ...tabs);
  row.addEventListener("keydown", (event) => {
    const at = tabs.indexOf(document.activeElement as HTMLButtonElement);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1 + tabs.length, Home: 0, End: tabs.length - 1 }[event.key];
    if (to === undefined || at < 0) return;
    event.preventDefault();
    const next = tabs[to % tabs.length];
    next?.focus();
    next?.click();
  });
  section.replaceChildren(el("div", { class: "bar" }, row, tools), ...parts, panel);
  const start = wanted !== null && views.includes(wanted) ? wanted : views[0];
  if (start !== undefined) void show(start);
  else panel.hidden = true;
}

async function viewOf(view: View, answer: Answer, graph: Graph, table: HTMLElement | null): Promise<HTMLElement> {
  if (answer.kind !== "boolean" && view === "graph") {
    const drawing = drawingOf(answer, graph.prefixes);
    if (drawing) return graphView(drawing, graph);
  }
  if (answer.kind === "rows" && view === "timeline") {
    const dated = dateColumns(answer.table);
    if (dated) return timelineView(answer.table, dated, graph);
  }
  if (answer.kind === "rows" && view === "map") return mapView(answer.table, graph);
  return table ?? el("div");
}

function copyButton(text: () => string): HTMLElement {
  const made = button("Copy table", () => {
    void copy(text()).then((isDone) => {
      made.textContent = isDone ? "Copied" : "Not copied";
      setTimeout(() => { made.textContent = "Copy table"; }, 1500);
    });
  }, { "aria-live": "polite" });
  return made;
}

/** Put a text on the clipboard; the old way where the page is not on a safe address. */
export async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const before = document.activeElement;
    const field = el("textarea", { class: "unseen", readonly: true, "aria-hidden": "true" });
    field.value = text;
    document.body.append(field);
    field.select();
    const isDone = document.execCommand("copy");
    field.remove();
    if (before instanceof HTMLElement) before.focus();
    return isDone;
  }
}

function downloads(query: string, answer: Answer, section: HTMLElement): HTMLElement {
  const forms = answer.kind === "triples" ? GRAPHS : answer.kind === "boolean" ? ROWS.slice(0, 2) : ROWS;
  const menu = el("details", { class: "menu" }, el("summary", { class: "button" }, "Download"));
  const list = el("ul", {}, ...forms.map(([name, media, ending]) => el("li", {}, button(name, () => {
    menu.open = false;
    menu.querySelector("summary")?.focus();
    void save(query, media, `answer.${ending}`).catch((error: unknown) => {
      const told = error instanceof Refusal ? error.message : "The answer could not be saved.";
      section.prepend(el("p", { class: "notice", role: "alert" }, told));
    });
  }, { class: "" }))));
  menu.append(list);
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    menu.querySelector("summary")?.focus();
  });
  menu.addEventListener("focusout", (event) => {
    if (event.relatedTarget instanceof Node && !menu.contains(event.relatedTarget)) menu.open = false;
  });
  return menu;
}

async function save(query: string, media: string, name: string): Promise<void> {
  const address = URL.createObjectURL(await download(query, media));
  const link = el("a", { href: address, download: name, hidden: true });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
