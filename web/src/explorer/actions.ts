/** What can be done with what is chosen. */

import { button, el } from "../page/dom";
import type { Camera, Part, Selection, State, Store } from "./state";
import { toggled } from "./store";

export interface Actions {
  around(node: number): void;
  hide(node: number): void;
  pin(node: number): void;
  /** Ask for the other end of a path that starts here. */
  path(node: number): void;
  /** Take this node for the end that is asked for; false where none is. */
  end(node: number): boolean;
  /** Ask no longer. */
  stop(): boolean;
  whole(): void;
  /** Buttons for the panel. */
  buttons(selected: Selection): HTMLElement | null;
}

export interface Means {
  readonly store: Store;
  /** Where a node is drawn now. */
  readonly place: (node: number) => readonly [number, number] | null;
  readonly ends: (edge: number) => readonly number[];
  /** Where the whole picture was left. */
  readonly home: () => Camera | null;
  /** Told when the other end of a path is asked for, and when no longer. */
  readonly asking: (from: number | null) => void;
}

/** Another part has a layout of its own: places in the old one mean nothing there. */
const FRESH: Partial<State> = { camera: null, pins: new Map() };

/** Return what can be done. */
export function actionsOf({ store, place, ends, home, asking }: Means): Actions {
  let from: number | null = null;
  const go = (change: Partial<State>): void => store.set(change, { step: true });
  const ask = (node: number | null): void => {
    from = node;
    asking(node);
  };
  const isAround = (part: Part | null, node: number): boolean => part?.kind === "around" && part.nodes.includes(node);

  const actions: Actions = {
    around(node) {
      const { part } = store.get();
      if (isAround(part, node)) return;
      // In a part, what lies around another node comes to it.
      const nodes = part?.kind === "around" ? [...part.nodes, node] : [node];
      go({ part: { kind: "around", nodes }, selected: { node }, view: "graph", ...FRESH });
    },
    hide(node) {
      const { part, hidden, selected } = store.get();
      const isCentre = (part?.kind === "around" && part.nodes.length === 1 && part.nodes[0] === node) || (part?.kind === "path" && (part.from === node || part.to === node));
      go({ hidden: toggled(hidden, node, true), selected: selected !== null && "node" in selected && selected.node === node ? null : selected, ...(isCentre ? { part: null, ...FRESH } : {}) });
    },
    pin(node) {
      const pins = new Map(store.get().pins);
      const spot = place(node);
      if (pins.has(node)) pins.delete(node);
      else if (spot !== null) pins.set(node, spot);
      go({ pins });
    },
    path: (node) => ask(node),
    end(node) {
      if (from === null) return false;
      if (from === node) return true;
      const part: Part = { kind: "path", from, to: node };
      ask(null);
      go({ part, selected: null, view: "graph", ...FRESH });
      return true;
    },
    stop() {
      if (from === null) return false;
      ask(null);
      return true;
    },
    whole: () => go({ part: null, ...FRESH, camera: home() }),
    buttons(selected) {
      const { part, pins, view } = store.get();
      if ("edge" in selected) {
        const nodes = [...new Set(ends(selected.edge))];
        return part === null ? el("div", { class: "actions" }, button("Show around both", () => go({ part: { kind: "around", nodes }, selected: null, view: "graph", ...FRESH }))) : null;
      }
      const { node } = selected;
      return el("div", { class: "actions", role: "group", "aria-label": "What to do with it" },
        isAround(part, node) && view === "graph" ? null : button("Show around", () => actions.around(node), { title: "Show what lies around it (Enter)" }),
        button("Path to …", () => actions.path(node), { title: "Shortest paths to another (P)" }),
        button("Hide", () => actions.hide(node), { title: "Hide it (H)" }),
        pins.has(node) ? button("Unpin", () => actions.pin(node), { "aria-pressed": "true" }) : button("Pin", () => actions.pin(node), { title: "Keep it where it is", "aria-pressed": "false" }));
    },
  };
  return actions;
}
