/** Things by their names, as one types: for the editor and for the fields of questions. */

import type { Graph, Thing } from "./graph";
import { el } from "./dom";
import { asked } from "./server";

interface Suggested {
  readonly id?: string;
  readonly href: string;
  readonly label: string;
  readonly kind: string;
  readonly articles: number;
}

/** Return the things that the text may mean, best first; none where the server does not answer. */
export async function things(text: string, graph: Graph, most: number, signal?: AbortSignal): Promise<readonly Thing[]> {
  if (text.trim().length < 2) return [];
  try {
    const parameters = new URLSearchParams({ q: text.trim().slice(0, 200) });
    const response = await asked(`/suggest?${parameters.toString()}`, { headers: { accept: "application/json" }, ...(signal ? { signal } : {}) });
    if (!response.ok) return [];
    const found = ((await response.json()) as { readonly suggestions: readonly Suggested[] }).suggestions;
    return found.slice(0, most).map((thing) => {
      const iri = graph.vocabulary.base + (thing.id ?? decodeURI(thing.href.slice(1)));
      graph.call(iri, thing.label);
      return { iri, name: thing.label, kind: thing.kind, told: toldOf(thing) };
    });
  } catch {
    return [];
  }
}

function toldOf({ articles }: Suggested): string {
  return articles === 0 ? "" : `${articles.toLocaleString("en")} ${articles === 1 ? "article" : "articles"}`;
}

let fields = 0;

/** Offer things under a field as one types; what is chosen is told with its IRI, what is typed with null. */
export function offerThings(input: HTMLInputElement, graph: Graph, chosen: (thing: Thing | null) => void): void {
  fields += 1;
  const list = el("ul", { class: "suggestions", role: "listbox", id: `things-${fields}`, hidden: true, "aria-label": "Things of that name" });
  input.after(list);
  for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id, autocomplete: "off" })) {
    input.setAttribute(name, value);
  }
  let found: readonly Thing[] = [];
  let active = -1;
  let timer = 0;
  let asking: AbortController | null = null;

  function mark(place: number): void {
    active = place;
    [...list.children].forEach((item, at) => item.setAttribute("aria-selected", String(at === place)));
    if (place < 0) input.removeAttribute("aria-activedescendant");
    else {
      input.setAttribute("aria-activedescendant", `${list.id}-${place}`);
      list.children[place]?.scrollIntoView({ block: "nearest" });
    }
  }

  function show(next: readonly Thing[]): void {
    found = next;
    list.replaceChildren(...found.map((thing, place) => {
      const item = el("li", { role: "option", id: `${list.id}-${place}`, "aria-selected": "false" },
        el("bdi", { class: "label" }, thing.name), el("small", {}, [thing.kind, thing.told].filter(Boolean).join(" · ")));
      item.addEventListener("pointerdown", (event) => {
        event.preventDefault();
        take(place);
      });
      return item;
    }));
    list.hidden = found.length === 0;
    input.setAttribute("aria-expanded", String(!list.hidden));
    mark(-1);
    if (!list.hidden) list.scrollIntoView({ block: "nearest" });
  }

  function take(place: number): void {
    const thing = found[place];
    if (thing === undefined) return;
    input.value = thing.name;
    show([]);
    chosen(thing);
  }

  input.addEventListener("input", () => {
    chosen(null);
    clearTimeout(timer);
    asking?.abort();
    timer = window.setTimeout(() => {
      const own = new AbortController();
      asking = own;
      void things(input.value, graph, 8, own.signal).then((next) => {
        if (!own.signal.aborted && document.activeElement === input) show(next);
      });
    }, 120);
  });
  input.addEventListener("blur", () => {
    asking?.abort();
    clearTimeout(timer);
    show([]);
  });
  input.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    if (event.key === "ArrowDown") mark((active + 1) % found.length);
    else if (event.key === "ArrowUp") mark(active <= 0 ? found.length - 1 : active - 1);
    else if (event.key === "Enter" && active >= 0) take(active);
    else if (event.key === "Escape") show([]);
    else return;
    event.preventDefault();
  });
}
