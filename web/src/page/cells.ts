/** Cells of an answer as elements: short names, links to pages, long texts cut until asked for. */

import type { Cell } from "../results/term";
import { textOf } from "../results/term";
import { button, el } from "./dom";
import type { Graph } from "./graph";

const LONGEST = 400;

/** Return an element that shows the cell; `named` is false where another column names the thing already. */
export function cellElement(cell: Cell, graph: Graph, named = true): HTMLElement {
  if (cell === null) return el("span", { class: "soft", "aria-label": "empty" }, "–");
  if (cell.type === "iri") return iriElement(cell.value, graph, named);
  const shown = textElement(textOf(cell));
  if (cell.type === "literal" && cell.language !== null) shown.append(" ", el("small", { class: "soft" }, `@${cell.language}`));
  return shown;
}

/** Return a text in its own direction; what is too long comes on request. */
export function textElement(text: string): HTMLElement {
  if (text.length <= LONGEST) return el("bdi", {}, text);
  const shown = el("bdi", {}, `${[...text.slice(0, LONGEST)].slice(0, -1).join("")}…`);
  const more = button(`Show all ${text.length.toLocaleString("en")} characters`, () => {
    shown.textContent = text;
    more.remove();
  }, { class: "more" });
  return el("span", {}, shown, " ", more);
}

function iriElement(iri: string, graph: Graph, named: boolean): HTMLElement {
  const page = graph.page(iri);
  const name = named ? graph.name(iri) : null;
  const short = graph.short(iri);
  const shown = short.length > 120 ? `${short.slice(0, 119)}…` : short;
  const words = el("bdi", { class: name === null ? "iri" : null }, name === null ? shown : cut(name));
  const made = page === null
    ? el("span", { title: iri }, words)
    : el("a", { href: page, title: iri, rel: graph.isOwn(iri) ? null : "noopener noreferrer external" }, words);
  if (named && name === null && graph.isOwn(iri)) made.dataset["iri"] = iri;
  return made;
}

/** Put names on the links of things that were shown before their names were known. */
export function nameCells(among: ParentNode, graph: Graph): void {
  for (const link of among.querySelectorAll<HTMLElement>("[data-iri]")) {
    const name = graph.name(link.dataset["iri"] ?? "");
    const words = link.querySelector("bdi");
    if (name === null || words === null) continue;
    words.textContent = cut(name);
    words.className = "";
    delete link.dataset["iri"];
  }
}

function cut(name: string): string {
  return name.length > 160 ? `${name.slice(0, 159)}…` : name || "(no name)";
}
