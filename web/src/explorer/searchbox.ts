/** A field that finds nodes by name, with suggestions. */

import { type Child, el } from "../page/dom";
import type { Found } from "./graph/search";

export interface Search {
  readonly label: string;
  readonly placeholder: string;
  /** The best nodes for what is typed. */
  readonly find: (text: string) => readonly Found[];
  readonly row: (found: Found) => readonly Child[];
  readonly chosen: (node: number) => void;
  readonly left: () => void;
}

export interface SearchBox {
  readonly element: HTMLElement;
  readonly input: HTMLInputElement;
  /** Ask for something else: the second end of a path. */
  ask(placeholder: string | null): void;
}

/** Return the field; the best suggestion is marked, so that Enter takes it. */
export function searchBox({ label, placeholder, find, row, chosen, left }: Search): SearchBox {
  const list = el("ul", { class: "suggestions", role: "listbox", id: "found", "aria-label": "Names found", hidden: true });
  const input = el("input", {
    type: "search", class: "search", role: "combobox", "aria-label": label, placeholder, "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": "found",
    autocomplete: "off", autocapitalize: "off", spellcheck: "false", enterkeyhint: "search", maxlength: 200,
  });
  const told = el("span", { class: "unseen", role: "status" });
  const element = el("div", { class: "find" }, input, list, told);
  let found: readonly Found[] = [];
  let active = -1;

  function mark(place: number): void {
    active = found.length === 0 ? -1 : (place + found.length) % found.length;
    [...list.children].forEach((item, at) => item.setAttribute("aria-selected", String(at === active)));
    if (active < 0) input.removeAttribute("aria-activedescendant");
    else {
      input.setAttribute("aria-activedescendant", `found-${active}`);
      list.children[active]?.scrollIntoView({ block: "nearest" });
    }
  }
  function show(): void {
    const text = input.value.trim();
    found = text === "" ? [] : find(text);
    const rows = found.map((one, place) => {
      const item = el("li", { role: "option", id: `found-${place}`, "aria-selected": "false" }, ...row(one));
      item.addEventListener("pointerdown", (event) => event.preventDefault());
      item.addEventListener("click", () => take(place));
      return item;
    });
    const none = "Nothing here bears that name.";
    list.replaceChildren(...(rows.length > 0 || text === "" ? rows : [el("li", { class: "none", role: "option", "aria-disabled": "true" }, none)]));
    list.hidden = text === "";
    input.setAttribute("aria-expanded", String(text !== ""));
    told.textContent = text === "" ? "" : found.length === 0 ? none : `${found.length} ${found.length === 1 ? "name" : "names"} found`;
    mark(0);
  }
  function hide(): void {
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
    told.textContent = "";
  }
  function take(place: number): void {
    const node = found[place]?.node;
    if (node === undefined) return;
    input.value = "";
    found = [];
    hide();
    chosen(node);
  }

  input.addEventListener("input", show);
  input.addEventListener("focus", () => {
    if (input.value.trim() !== "") show();
  });
  input.addEventListener("blur", hide);
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "ArrowDown") list.hidden ? show() : mark(active + 1);
    else if (event.key === "ArrowUp") mark(active - 1);
    else if (event.key === "Enter") take(Math.max(0, active));
    else if (event.key === "Escape") {
      if (input.value === "") left();
      input.value = "";
      hide();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  });
  return {
    element, input,
    ask(asked) {
      input.placeholder = asked ?? placeholder;
      input.setAttribute("aria-label", asked ?? label);
      element.classList.toggle("asking", asked !== null);
    },
  };
}
