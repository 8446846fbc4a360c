/** The page by keys alone. */

import type { Actions } from "./actions";
import type { Shell } from "./shell";
import type { Selection } from "./state";

export interface Keyed {
  readonly shell: Shell;
  readonly actions: Actions;
  readonly stage: HTMLElement;
  readonly search: () => void;
  readonly step: (dx: number, dy: number) => void;
  readonly pan: (dx: number, dy: number) => void;
  readonly zoom: (factor: number) => void;
  readonly fit: () => void;
  readonly selected: () => Selection | null;
  /** Let go of what is chosen, or go back to the whole; false where there is neither. */
  readonly leave: () => boolean;
  readonly details: () => void;
}

const ARROWS: { readonly [key: string]: readonly [number, number] | undefined } = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const MOVE = 80;
const STEP = 1.5;

/** Listen to keys for as long as the page is open. */
export function listenToKeys(keyed: Keyed): void {
  const { shell, actions, stage } = keyed;
  stage.addEventListener("keydown", (event) => {
    if (event.target !== stage || event.ctrlKey || event.metaKey || event.altKey) return;
    if (onStage(keyed, event)) event.preventDefault();
  });
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]") !== null) return;
    const target = event.target as HTMLElement;
    const isTyping = target.matches("input:not([type=checkbox], [type=radio], [type=range]), textarea, select");
    if (event.key === "Escape" && !(isTyping && (target as HTMLInputElement).value !== "" && target.matches("[type=search]"))) {
      if (!actions.stop() && !keyed.leave()) return;
    } else if (isTyping) return;
    else if (event.key === "/") keyed.search();
    else if (event.key === "?") shell.help.showModal();
    else return;
    event.preventDefault();
  });
}

function onStage(keyed: Keyed, { key, shiftKey }: KeyboardEvent): boolean {
  const selected = keyed.selected();
  const node = selected !== null && "node" in selected ? selected.node : null;
  const arrow = ARROWS[key];
  if (arrow !== undefined) {
    if (shiftKey) keyed.pan(-arrow[0] * MOVE, -arrow[1] * MOVE);
    else keyed.step(...arrow);
    return true;
  }
  const name = key.toLowerCase();
  if (key === "+" || key === "=") keyed.zoom(STEP);
  else if (key === "-") keyed.zoom(1 / STEP);
  else if (key === "0") keyed.fit();
  else if (name === "d" && selected !== null) keyed.details();
  else if (node === null) return false;
  else if (key === "Enter") {
    if (!keyed.actions.end(node)) keyed.actions.around(node);
  } else if (name === "p") keyed.actions.path(node);
  else if (name === "h") keyed.actions.hide(node);
  else return false;
  return true;
}
