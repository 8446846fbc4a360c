/** What can be done here, and the keys for it. */

import { button, el } from "../page/dom";

const KEYS: readonly (readonly [string, string])[] = [
  ["/", "find a name"],
  ["Arrow keys", "on the graph: go to the next thing in that direction"],
  ["Enter", "show what lies around the chosen thing"],
  ["D", "read what articles say of it"],
  ["P", "look for the shortest paths to another"],
  ["H", "hide it"],
  ["Shift with arrow keys", "move the picture"],
  ["+  −  0", "closer, farther, show all"],
  ["Esc", "close, let go of the choice, go back to the whole picture"],
  ["?", "this help"],
];

const LINES = [
  "Every line comes from sentences of articles. Choose a thing or a line to read them, with the words marked.",
  "What an article says is shown as what it says, never as a fact; what it puts to somebody is shown as that one’s claim.",
  "Drag to move the picture, turn the wheel or pinch to come closer. Drag what you have chosen to put it where you like.",
  "A double click shows what lies around it. The browser’s Back returns to what you saw before.",
  "The table holds the same as the picture. The address of the page holds what you see: copy it to share it.",
];

/** Return the dialog, closed. */
export function helpDialog(): HTMLDialogElement {
  const keys = el("dl", { class: "keys", id: "help-keys" });
  for (const [key, meaning] of KEYS) keys.append(el("dt", {}, el("kbd", {}, key)), el("dd", {}, meaning));
  const dialog: HTMLDialogElement = el("dialog", { class: "dialog", "aria-labelledby": "help-title", id: "help" },
    el("h2", { id: "help-title" }, "How to look around"), el("ul", {}, ...LINES.map((line) => el("li", {}, line))), el("h3", {}, "Keys"), keys,
    el("p", { class: "ends" }, button("Close", () => dialog.close())));
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
  return dialog;
}
