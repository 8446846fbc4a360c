/** A table of many rows: sorted by its heads, a page at a time. */

import { button, type Child, el } from "../../page/dom";

export interface Column {
  readonly title: string;
  /** What to sort by; text is sorted as its rank. */
  readonly key: ((item: number) => number) | null;
  readonly cell: (item: number) => Child;
  /** How its cells are set: numbers at the right, short words on one line. */
  readonly set?: "number" | "short";
  /** Sorted downwards at first: the most, the latest. */
  readonly down?: boolean;
}

export interface SheetOptions {
  readonly caption: (count: number) => string;
  readonly columns: readonly Column[];
  /** What stands below a row when it is asked for. */
  readonly below?: ((item: number) => Node) | null;
  readonly belowName?: string;
  announce(text: string): void;
}

const PAGE = 50;

export class Sheet {
  readonly element: HTMLElement;
  private readonly caption = el("caption", {});
  private readonly body = el("tbody", {});
  private readonly heads: readonly HTMLTableCellElement[];
  private readonly foot = el("p", { class: "table-pager" });
  private items: Uint32Array = new Uint32Array();
  private order: Uint32Array = new Uint32Array();
  private sorted: { readonly column: number; readonly isDown: boolean } | null = null;
  private page = 0;
  private isOpen = false;

  constructor(private readonly options: SheetOptions) {
    this.heads = options.columns.map((column, place) => {
      const head = el("th", { scope: "col", class: column.set ?? null });
      head.append(column.key === null ? column.title : button(column.title, () => this.sort(place), { class: "table-sort" }));
      return head;
    });
    const row = el("tr", {}, ...this.heads, options.below ? el("th", { scope: "col" }, this.allButton()) : null);
    const table = el("table", {}, this.caption, el("thead", {}, row), this.body);
    this.element = el("section", { class: "table-sheet" }, el("div", { class: "table-scroll", tabindex: 0, role: "region", "aria-label": options.caption(0).replace(/[:·].*$/u, "").trim() }, table), this.foot);
  }

  /** Show these rows, in the order in which they are. */
  show(items: Uint32Array): void {
    this.items = items;
    this.page = 0;
    this.caption.textContent = this.options.caption(items.length);
    this.reorder();
  }

  focus(): void {
    this.element.querySelector<HTMLElement>(".table-scroll")?.focus();
    this.element.scrollIntoView({ block: "start" });
  }

  private sort(column: number): void {
    const { down = false, title } = this.options.columns[column] as Column;
    const isSame = this.sorted?.column === column;
    // The third press brings back the order of importance.
    this.sorted = !isSame ? { column, isDown: down } : this.sorted?.isDown === down ? { column, isDown: !down } : null;
    this.page = 0;
    this.reorder();
    this.options.announce(this.sorted === null ? "Sorted by importance" : `Sorted by ${title}, ${this.sorted.isDown ? "downwards" : "upwards"}`);
  }

  private reorder(): void {
    this.heads.forEach((head, place) => {
      if (this.sorted?.column === place) head.setAttribute("aria-sort", this.sorted.isDown ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    });
    this.order = this.items;
    const key = this.sorted === null ? null : (this.options.columns[this.sorted.column]?.key ?? null);
    if (key !== null) {
      const turn = this.sorted?.isDown === true ? -1 : 1;
      const keys = Float64Array.from(this.items, key);
      const places = Uint32Array.from(this.items.keys()).sort((one, other) => compare(keys[one]!, keys[other]!, turn) || one - other);
      this.order = places.map((place) => this.items[place]!);
    }
    this.fill();
  }

  private fill(): void {
    const from = this.page * PAGE;
    const shown = Array.from(this.order.subarray(from, from + PAGE));
    this.body.replaceChildren(...shown.map((item) => this.row(item)));
    if (shown.length === 0) this.body.append(el("tr", {}, el("td", { colspan: this.options.columns.length + 1, class: "table-none" }, "Nothing passes the filter.")));
    if (this.isOpen) this.openAll();
    this.foot.replaceChildren(...this.pager(from, shown.length));
  }

  private row(item: number): HTMLTableRowElement {
    const cells = this.options.columns.map(({ cell, set = null }) => el("td", { class: set }, cell(item)));
    const row = el("tr", {}, ...cells);
    const { below, belowName = "Words" } = this.options;
    if (below) {
      const open = button(belowName, () => toggle(row, open, () => below(item), this.options.columns.length + 1), { class: "table-open", "aria-expanded": "false" });
      row.append(el("td", {}, open));
    }
    return row;
  }

  private allButton(): HTMLElement {
    const all = button("Show all", () => {
      this.isOpen = !this.isOpen;
      all.textContent = this.isOpen ? "Hide all" : "Show all";
      this.fill();
    }, { class: "table-open", title: "The words of every row on the page" });
    return all;
  }

  private openAll(): void {
    for (const open of this.body.querySelectorAll<HTMLButtonElement>(".table-open[aria-expanded=false]")) open.click();
  }

  private pager(from: number, count: number): readonly HTMLElement[] {
    const pages = Math.ceil(this.order.length / PAGE);
    if (pages < 2) return [];
    const to = (page: number, words: string, isOff: boolean): HTMLElement => button(words, () => this.turn(page), { class: "table-turn", disabled: isOff });
    return [
      to(0, "First", this.page === 0), to(this.page - 1, "Back", this.page === 0),
      el("span", {}, `${(from + 1).toLocaleString("en")} to ${(from + count).toLocaleString("en")} of ${this.order.length.toLocaleString("en")}`),
      to(this.page + 1, "Next", this.page >= pages - 1), to(pages - 1, "Last", this.page >= pages - 1),
    ];
  }

  private turn(page: number): void {
    this.page = page;
    const words = document.activeElement?.textContent;
    this.fill();
    const same = [...this.foot.querySelectorAll("button")].find((one) => one.textContent === words && !one.disabled);
    (same ?? this.foot.querySelector<HTMLButtonElement>("button:not(:disabled)"))?.focus({ preventScroll: true });
    this.element.scrollIntoView({ block: "start" });
    this.options.announce(`Page ${page + 1}`);
  }
}

function toggle(row: HTMLTableRowElement, open: HTMLButtonElement, build: () => Node, columns: number): void {
  const isOpen = open.getAttribute("aria-expanded") === "true";
  open.setAttribute("aria-expanded", String(!isOpen));
  if (isOpen) row.nextElementSibling?.remove();
  else row.after(el("tr", { class: "table-below" }, el("td", { colspan: columns }, build())));
}

/** What is not known stands last, whichever way the rest is sorted. */
function compare(one: number, other: number, turn: number): number {
  const [missing, absent] = [Number.isNaN(one), Number.isNaN(other)];
  if (missing || absent) return Number(missing) - Number(absent);
  return turn * (one - other);
}
