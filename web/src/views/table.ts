/** The answer as a table: sorted by a click on a column, a hundred rows at a time. */

import { nameColumn } from "../results/columns";
import { numberOf, ordered, type Sorting } from "../results/order";
import type { Table } from "../results/term";
import { cellElement, nameCells } from "../page/cells";
import { button, el } from "../page/dom";
import type { Graph } from "../page/graph";

const PAGE = 100;

export interface TableView {
  readonly element: HTMLElement;
  /** Return the places of all rows in the order shown. */
  readonly order: () => readonly number[];
}

/** Return the table. */
export function tableView(table: Table, graph: Graph): TableView {
  let sorting: Sorting | null = null;
  let places = ordered(table.rows, null);
  let first = 0;
  const named = table.columns.map((_, column) => nameColumn(table, column) === null);
  const figures = table.columns.map((_, column) => table.rows.some((row) => row[column]) &&
    table.rows.every((row) => !row[column] || numberOf(row[column]) !== null));

  const head = el("tr");
  const body = el("tbody");
  const pager = el("nav", { class: "pager", "aria-label": "Pages of the table" });
  const element = el("div", { class: "answer-table" },
    el("div", { class: "sheet", tabindex: 0, role: "region", "aria-label": "Answers as a table" }, el("table", {}, el("thead", {}, head), body)), pager);

  const heads = table.columns.map((name, column) => {
    const sort = button(name, () => {
      sorting = sorting?.column !== column ? { column, descending: false } : sorting.descending ? null : { column, descending: true };
      places = ordered(table.rows, sorting);
      first = 0;
      show();
    }, { class: "sort" });
    const made = el("th", { scope: "col", class: figures[column] ? "figure" : null }, sort);
    head.append(made);
    return made;
  });

  function show(): void {
    heads.forEach((made, column) => {
      const way = sorting?.column === column ? (sorting.descending ? "descending" : "ascending") : "none";
      made.setAttribute("aria-sort", way);
    });
    const shown = places.slice(first, first + PAGE);
    body.replaceChildren(...shown.map((place) => el("tr", {}, ...table.columns.map((_, column) =>
      el("td", { class: figures[column] ? "figure" : null }, cellElement(table.rows[place]?.[column] ?? null, graph, named[column]))))));
    showPager();
    const iris = shown.flatMap((place) => (table.rows[place] ?? []).flatMap((cell, column) =>
      cell?.type === "iri" && named[column] ? [cell.value] : []));
    void graph.load(iris).then((isNew) => {
      if (isNew) nameCells(body, graph);
    });
  }

  function showPager(): void {
    pager.hidden = places.length <= PAGE;
    const go = (to: number) => () => {
      first = to;
      show();
      // The button that was pressed is made anew; the keyboard stays on the same one, or on the table at an end.
      (pager.querySelector<HTMLButtonElement>(`button[data-way="${to > before ? "next" : "back"}"]:not(:disabled)`) ??
        element.querySelector<HTMLElement>(".sheet"))?.focus({ preventScroll: true });
      element.scrollIntoView({ block: "nearest" });
    };
    const before = first;
    const last = Math.min(first + PAGE, places.length);
    pager.replaceChildren(
      button("Back", go(Math.max(0, first - PAGE)), { disabled: first === 0, "data-way": "back" }),
      el("span", {}, `Rows ${(first + 1).toLocaleString("en")} to ${last.toLocaleString("en")} of ${places.length.toLocaleString("en")}`),
      button("Next", go(first + PAGE), { disabled: last >= places.length, "data-way": "next" }));
  }

  show();
  return { element, order: () => places };
}
