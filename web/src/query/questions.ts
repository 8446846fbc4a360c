/** The saved questions: forms that the server wrote, made livelier. */

import type { Question } from "../page/address";
import { need } from "../page/dom";
import type { Graph } from "../page/graph";
import { offerThings } from "../page/suggest";

export interface Questions {
  /** Open a question's form with these settings in its fields; return a field that is needed and empty, if any. */
  readonly open: (question: Question) => HTMLInputElement | null;
  /** Offer a graph's things in the fields that want one. */
  readonly offer: (graph: Graph) => void;
}

/** Bring the forms to life; `asked` is called with the question that is asked. */
export function questions(aside: HTMLElement, asked: (question: Question) => void): Questions {
  const forms = [...aside.querySelectorAll<HTMLFormElement>("form.question")];
  // An identifier that was chosen for a field holds until somebody types there.
  const chosen = new Map<HTMLInputElement, string>();

  for (const form of forms) {
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const settings: Record<string, string> = {};
      for (const input of fieldsOf(form)) {
        const value = chosen.get(input) ?? input.value.trim();
        if (value) settings[nameOf(input)] = value;
      }
      asked({ name: form.dataset["question"] ?? "", settings });
    });
    for (const fill of form.querySelectorAll<HTMLButtonElement>("button.example")) {
      fill.hidden = false;
      fill.addEventListener("click", () => {
        const input = form.querySelector<HTMLInputElement>(`#${CSS.escape(fill.dataset["for"] ?? "")}`);
        if (input) {
          input.value = fill.dataset["value"] ?? "";
          chosen.delete(input);
          input.focus();
        }
      });
    }
  }
  finder(aside);

  return {
    open: ({ name, settings }) => {
      const form = forms.find((known) => known.dataset["question"] === name);
      if (form === undefined) return null;
      const details = form.closest("details");
      if (details) details.open = true;
      for (const input of fieldsOf(form)) {
        const value = settings[nameOf(input)] ?? "";
        if (chosen.get(input) === value && value) continue;
        chosen.delete(input);
        input.value = value;
      }
      const list = details?.closest("ul");
      const item = details?.parentElement;
      // The list alone is moved, not the page.
      if (list && item) list.scrollTop += item.getBoundingClientRect().top - list.getBoundingClientRect().top - 8;
      return fieldsOf(form).find((input) => input.required && !input.value.trim()) ?? null;
    },
    offer: (graph) => {
      for (const form of forms) {
        for (const input of form.querySelectorAll<HTMLInputElement>("input[data-type=entity]")) {
          offerThings(input, graph, (thing) => {
            if (thing === null) chosen.delete(input);
            else chosen.set(input, graph.short(thing.iri));
          });
          // Somebody may have typed before there was anything to offer.
          if (input === document.activeElement && input.value) input.dispatchEvent(new Event("input"));
        }
      }
    },
  };
}

function fieldsOf(form: HTMLFormElement): readonly HTMLInputElement[] {
  return [...form.querySelectorAll<HTMLInputElement>("input[data-type]")];
}

function nameOf(input: HTMLInputElement): string {
  return input.name;
}

/** A field that leaves only the questions that hold all of its words. */
function finder(aside: HTMLElement): void {
  const input = need<HTMLInputElement>("#find-question", aside);
  const items = [...aside.querySelectorAll<HTMLElement>("li[data-words]")];
  const none = need<HTMLElement>(".none", aside);
  need<HTMLElement>(".find", aside).hidden = false;
  input.addEventListener("input", () => {
    const words = input.value.toLowerCase().split(/\s+/u).filter(Boolean);
    let shown = 0;
    for (const item of items) {
      item.hidden = !words.every((word) => (item.dataset["words"] ?? "").includes(word));
      if (!item.hidden) shown += 1;
    }
    none.hidden = shown > 0;
  });
}
