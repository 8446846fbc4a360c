/** The parts of the page and where they stand; nothing in here knows a graph. */

import { button, el } from "../page/dom";
import { helpDialog } from "./help";
import { type Item, menu, tabs } from "./menu";
import type { ViewName } from "./state";

export type Sheet = "panel" | "filters" | "find" | "none";

export interface Shell {
  readonly stage: HTMLElement;
  readonly view: HTMLElement;
  readonly side: HTMLElement;
  readonly panel: HTMLElement;
  readonly help: HTMLDialogElement;
  /** What is shown, in a sentence, and how much of it is drawn. */
  readonly told: HTMLElement;
  readonly drawn: HTMLElement;
  readonly back: HTMLButtonElement;
  readonly chips: HTMLElement;
  /** Put the search box where it belongs at this width. */
  place(find: HTMLElement): void;
  mark(view: ViewName): void;
  /** Show this at the bottom of a narrow page; `seldom` only where something stands open already. */
  sheet(name: Sheet): void;
  isNarrow(): boolean;
  /** Say something to those who cannot see the page. */
  announce(text: string): void;
  /** Ask for something in place of what is told; null: no longer. */
  ask(text: string | null, stop: () => void): void;
  /** Say something to all, until it is closed; what is `brief` goes by itself. */
  note(text: string | null, brief?: boolean): void;
}

export interface Shelling {
  readonly title: string;
  readonly home: string | null;
  readonly query: string | null;
  readonly view: (name: ViewName) => void;
  readonly whole: () => void;
  readonly share: () => void;
  readonly saves: readonly Item[];
  readonly theme: { get(): string; next(): void };
  readonly zoom: (factor: number) => void;
  readonly fit: () => void;
  /** The room of the stage has changed. */
  readonly resized: () => void;
}

const VIEW_NAMES: readonly (readonly [ViewName, string])[] = [["graph", "Graph"], ["timeline", "Timeline"], ["map", "Map"], ["table", "Table"]];
const STEP = 1.5;
const BRIEF = 6000;

/** Put up the page in an element. */
export function shell(root: HTMLElement, asked: Shelling): Shell {
  const narrow = matchMedia("(max-width: 700px)");
  const spoken = el("p", { class: "unseen", role: "status", "aria-live": "polite" });
  const noteText = el("span");
  const note = el("div", { class: "note", role: "alert", hidden: true }, noteText, button("✕", () => (note.hidden = true), { class: "cross", "aria-label": "Close this note" }));
  const help = helpDialog();
  const choose = tabs("Views", VIEW_NAMES, "middle", asked.view);
  const headFind = el("div", { class: "head-find" });
  const sheetFind = el("div", { class: "sheet-find" });

  const themeName = (): string => `Theme: ${asked.theme.get()}`;
  const themeButton = button(themeName(), () => changeTheme(), { class: "tool" });
  const changeTheme = (): void => {
    asked.theme.next();
    themeButton.textContent = themeName();
    spoken.textContent = themeName();
  };
  const share: Item = { label: "Copy link", act: asked.share };
  const helpItem: Item = { label: "Help", act: () => help.showModal() };
  const pages = [asked.home === null ? null : link("Home", asked.home), asked.query === null ? null : link("Query", asked.query)];
  const links = (): Item[] => pages.flatMap((page) => (page === null ? [] : [{ label: page.textContent ?? "", act: () => location.assign(page.href) }]));
  const head = el("header", { class: "top" },
    el("h1", {}, el("bdi", {}, asked.title)), headFind, choose.element,
    el("div", { class: "tools" }, ...pages, button("Share", asked.share, { class: "tool", title: "Copy a link to what you see" }), menu("Save", () => asked.saves), themeButton,
      button("Help", helpItem.act, { class: "tool", title: "Help and keys (?)", "aria-haspopup": "dialog" })),
    menu("Menu", () => [share, ...asked.saves, { label: themeName(), act: changeTheme }, helpItem, ...links()], "small"));

  const told = el("p", { class: "told" });
  const drawn = el("p", { class: "soft drawn" });
  const back = button("Back to the whole picture", asked.whole, { class: "button back" });
  const chips = el("div", { class: "chips", role: "group", "aria-label": "What narrows the picture" });
  const foldFilters = fold("Filters", "filters");
  const foldPanel = fold("Details", "details");
  const asking = el("div", { class: "saying ask" });
  const strip = el("section", { class: "strip", "aria-label": "What is shown" }, foldFilters, asking, el("div", { class: "saying" }, el("div", { class: "now" }, told, back), chips), drawn, foldPanel);

  const stage = el("div", { class: "stage" });
  const zoom = el("div", { class: "zoom", role: "group", "aria-label": "Size of the picture" },
    button("+", () => asked.zoom(STEP), { class: "", "aria-label": "Closer" }), button("−", () => asked.zoom(1 / STEP), { class: "", "aria-label": "Farther" }),
    button("⤢", asked.fit, { class: "", "aria-label": "Show all" }));
  const view = el("div", { class: "view", id: "view", tabindex: -1, hidden: true });
  const middle = el("div", { class: "pane", id: "middle", role: "tabpanel", tabindex: -1, "aria-labelledby": "tab-graph" }, stage, zoom, view);
  const side = el("aside", { class: "side", id: "side-filters", "aria-label": "Filters" });
  const panel = el("div");
  const aside = el("aside", { class: "details", id: "side-details", "aria-label": "Details" }, panel);
  const sheetTabs = el("nav", { class: "sheet-tabs", "aria-label": "Beside the picture" },
    ...([["panel", "Details", "side-details"], ["filters", "Filters", "side-filters"], ["find", "Search", "sheet-find"]] as const).map(([name, text, controls]) => {
      const tab = button(text, () => sheet(root.dataset["sheet"] === name ? "none" : name), { class: "", "data-sheet": name, "aria-controls": controls, "aria-expanded": "false" });
      return tab;
    }));
  sheetFind.id = "sheet-find";
  const skip = el("a", { class: "skip", href: "#middle" }, "Skip to the table");
  skip.addEventListener("click", (event) => {
    event.preventDefault();
    asked.view("table");
    view.focus();
  });

  root.replaceChildren(el("nav", { "aria-label": "Short ways" }, skip), head, strip, el("div", { class: "body" }, side, el("main", { class: "middle" }, middle), aside), sheetTabs, sheetFind, note, spoken, help);

  /** Where there is little room, filters start folded. */
  function fold(text: string, controls: string): HTMLButtonElement {
    const put = (isFolded: boolean): void => {
      root.classList.toggle(`no-${controls}`, isFolded);
      made.setAttribute("aria-expanded", String(!isFolded));
      asked.resized();
    };
    const made = button(text, () => put(!root.classList.contains(`no-${controls}`)), { class: "fold", "aria-controls": `side-${controls}` });
    const tight = matchMedia("(max-width: 960px)");
    if (controls === "filters") tight.addEventListener("change", () => put(tight.matches));
    put(controls === "filters" && tight.matches);
    return made;
  }
  function sheet(name: Sheet): void {
    root.dataset["sheet"] = name;
    for (const tab of sheetTabs.children) tab.setAttribute("aria-expanded", String((tab as HTMLElement).dataset["sheet"] === name));
    asked.resized();
    if (name === "find" && narrow.matches) sheetFind.querySelector("input")?.focus();
  }
  sheet("none");
  let timer = 0;

  return {
    stage, view, side, panel, help, told, drawn, back, chips,
    place(find) {
      const put = (): void => (narrow.matches ? sheetFind : headFind).append(find);
      put();
      narrow.addEventListener("change", put);
    },
    mark(name) {
      choose.mark(name);
      middle.setAttribute("aria-labelledby", `tab-${name}`);
      middle.dataset["view"] = name;
      drawn.hidden = name !== "graph";
    },
    sheet(name) {
      if (narrow.matches && root.dataset["sheet"] !== name) sheet(name);
    },
    isNarrow: () => narrow.matches,
    announce(text) {
      spoken.textContent = text;
    },
    ask(text, stop) {
      strip.classList.toggle("asking", text !== null);
      asking.replaceChildren(...(text === null ? [] : [el("strong", {}, text), button("Cancel", stop, { class: "button back" })]));
    },
    note(text, brief = false) {
      clearTimeout(timer);
      noteText.textContent = text ?? "";
      note.hidden = text === null;
      if (brief) timer = window.setTimeout(() => (note.hidden = true), BRIEF);
    },
  };
}

function link(text: string, href: string): HTMLAnchorElement {
  return el("a", { class: "tool", href }, text);
}
