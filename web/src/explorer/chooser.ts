/** A list to tick off, of which the best known are shown and the rest is found by typing. */

import { button, el } from "../page/dom";
import { fold } from "./graph/folding";

export interface Choice {
  readonly number: number;
  readonly label: string;
  readonly count: number;
}

export interface Choosing {
  /** What is listed: `outlets`. */
  readonly what: string;
  readonly choices: readonly Choice[];
  readonly isOn: (number: number) => boolean;
  readonly turn: (number: number, isOn: boolean) => void;
  /** Another number than the choice's own, which may change. */
  readonly count?: (number: number) => number;
  /** Leave this one alone on; no such button where it is not given. */
  readonly only?: (number: number) => void;
}

const AT_ONCE = 8;
const FEW = 12;
const MOST = 60;

/** Return the list; call `show` anew when something else has changed what is on. */
export function chooser({ what, choices, isOn, turn, only, count: counts }: Choosing): { readonly element: HTMLElement; show(): void } {
  const field = el("input", { type: "search", placeholder: `Find among ${choices.length.toLocaleString("en")} ${what}`, "aria-label": `Find among ${what}`, autocomplete: "off", spellcheck: "false" });
  const list = el("ul", { class: "choices" });
  const more = button("", () => {
    most += MOST;
    show();
  }, { class: "more" });
  const none = el("p", { class: "none" }, `None of the ${what} bears that name.`);
  let most = AT_ONCE;
  let labels: readonly string[] | null = null;

  function show(): void {
    const text = fold(field.value.trim());
    if (text !== "") labels ??= choices.map(({ label }) => fold(label));
    const found = text === "" ? choices : choices.filter((_, place) => labels?.[place]?.includes(text));
    const ticked = text === "" ? choices.filter(({ number }, place) => place >= most && only === undefined && isOn(number)) : [];
    const shown = [...ticked, ...found.slice(0, most)];
    const focused = list.contains(document.activeElement) ? (document.activeElement as HTMLElement).dataset["key"] : undefined;
    list.replaceChildren(...shown.map(rowOf));
    if (focused !== undefined) list.querySelector<HTMLElement>(`[data-key="${focused}"]`)?.focus();
    none.hidden = found.length > 0;
    const left = found.length - Math.min(most, found.length);
    more.hidden = left === 0;
    more.textContent = left > MOST ? `Show ${MOST} more of ${left.toLocaleString("en")}` : `Show ${left} more`;
  }

  function rowOf({ number, label, count }: Choice): HTMLElement {
    const box = el("input", { type: "checkbox", "data-key": `box-${number}` });
    box.checked = isOn(number);
    box.addEventListener("change", () => turn(number, box.checked));
    const alone = only === undefined ? null : button("only", () => only(number), { class: "only", "aria-label": `Only ${label}`, "data-key": `only-${number}` });
    return el("li", {}, el("label", {}, box, el("bdi", { title: label }, label)), alone, el("span", { class: "count" }, (counts?.(number) ?? count).toLocaleString("en")));
  }

  field.hidden = choices.length <= FEW;
  field.addEventListener("input", () => {
    most = AT_ONCE;
    show();
  });
  show();
  return { element: el("div", { class: "chooser" }, field, list, none, more), show };
}
