/** A button that opens a list of things to do. */

import { el } from "../page/dom";

export interface Item {
  readonly label: string;
  readonly act: () => void;
}

/** Return the button with its list; the items are asked for each time it opens. */
export function menu(label: string, items: () => readonly Item[], className = ""): HTMLElement {
  const opener = el("button", { type: "button", class: "tool", "aria-haspopup": "menu", "aria-expanded": "false" }, label, el("span", { class: "down", "aria-hidden": "true" }));
  const list = el("div", { class: "menu", role: "menu", "aria-label": label, hidden: true });
  const box = el("div", { class: `menu-box ${className}` }, opener, list);

  function open(place: number): void {
    list.replaceChildren(...items().map((item) => {
      const made = el("button", { type: "button", role: "menuitem", tabindex: -1 }, item.label);
      made.addEventListener("click", () => {
        close(true);
        item.act();
      });
      return made;
    }));
    list.hidden = false;
    opener.setAttribute("aria-expanded", "true");
    focus(place);
  }
  function close(isBack: boolean): void {
    if (list.hidden) return;
    list.hidden = true;
    opener.setAttribute("aria-expanded", "false");
    if (isBack) opener.focus();
  }
  function focus(place: number): void {
    const count = list.children.length;
    (list.children[(place + count) % count] as HTMLElement | undefined)?.focus();
  }

  opener.addEventListener("click", () => (list.hidden ? open(0) : close(true)));
  box.addEventListener("focusout", (event) => {
    if (!box.contains(event.relatedTarget as Node | null)) close(false);
  });
  box.addEventListener("keydown", (event) => {
    const at = [...list.children].indexOf(document.activeElement as Element);
    if (event.key === "ArrowDown") list.hidden ? open(0) : focus(at + 1);
    else if (event.key === "ArrowUp") list.hidden ? open(-1) : focus(at - 1);
    else if (event.key === "Home" && at >= 0) focus(0);
    else if (event.key === "End" && at >= 0) focus(-1);
    else if (event.key === "Escape" && !list.hidden) close(true);
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  return box;
}

/** Return a row of tabs; arrow keys go from one to the next. */
export function tabs<T extends string>(label: string, names: readonly (readonly [T, string])[], controls: string, chosen: (name: T) => void): { readonly element: HTMLElement; mark(name: T | null): void } {
  const made = new Map(names.map(([name, text]) => {
    const tab = el("button", { type: "button", role: "tab", id: `tab-${name}`, "aria-controls": controls, "aria-selected": "false", tabindex: -1 }, text);
    tab.addEventListener("click", () => chosen(name));
    return [name, tab] as const;
  }));
  const element = el("div", { class: "tabs", role: "tablist", "aria-label": label }, ...made.values());
  element.addEventListener("keydown", (event) => {
    const all = [...made.values()];
    const at = all.indexOf(document.activeElement as HTMLButtonElement);
    const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    if (step === 0 || at < 0) return;
    event.preventDefault();
    const next = all[(at + step + all.length) % all.length];
    next?.focus();
    next?.click();
  });
  return {
    element,
    mark(name) {
      for (const [own, tab] of made) {
        tab.setAttribute("aria-selected", String(own === name));
        tab.tabIndex = own === name || (name === null && own === names[0]?.[0]) ? 0 : -1;
      }
    },
  };
}
