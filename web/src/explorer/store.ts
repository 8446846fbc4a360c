/** The one value that all parts of the page look at. */

import { EVERYTHING } from "./graph/filter";
import type { Filter } from "./graph/model";
import type { State, Store } from "./state";

export const START: State = {
  view: "graph", selected: null, part: null, hidden: new Set(), pins: new Map(), filter: EVERYTHING, colour: "kind", camera: null,
};

export interface KeptStore extends Store {
  /** Put in another state that is already where it belongs: what an address holds. */
  open(state: State): void;
}

/** Return a store; `keep` is told first of every change made by the page, and whether Back is to return from it. */
export function makeStore(first: State, keep: (now: State, step: boolean) => void): KeptStore {
  let state = first;
  const listeners = new Set<(now: State, before: State) => void>();
  const tell = (before: State): void => {
    for (const listener of [...listeners]) listener(state, before);
  };
  return {
    get: () => state,
    set(change, how = {}) {
      const before = state;
      state = { ...before, ...change };
      if ((Object.keys(change) as (keyof State)[]).every((name) => before[name] === state[name])) {
        state = before;
        return;
      }
      keep(state, how.step === true);
      tell(before);
    },
    open(next) {
      const before = state;
      state = next;
      tell(before);
    },
    watch(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** Return whether the filter leaves everything in. */
export function isOpen(filter: Filter): boolean {
  return filter.withoutKinds.size + filter.withoutOutlets.size + filter.articles.size === 0
    && filter.since === null && filter.until === null && filter.confidence === 0 && filter.attribution === null;
}

/** Return the set with the value in or out. */
export function toggled<T>(set: ReadonlySet<T>, value: T, isIn = !set.has(value)): ReadonlySet<T> {
  const made = new Set(set);
  if (isIn) made.add(value);
  else made.delete(value);
  return made;
}

interface Bar {
  /** The address of a state, with `#`. */
  write(state: State): string;
  /** The state of an address. */
  read(hash: string): State;
}

const PAUSE = 350;

/** Keeps the address and the browser's history with the state: steps are pushed, all else replaces what is there. */
export class AddressBar {
  private timer = 0;
  private waiting: State | null = null;
  /** The address as it was last written or read. */
  private last = location.hash;

  constructor(private readonly bar: Bar, opened: (state: State) => void) {
    addEventListener("popstate", () => {
      clearTimeout(this.timer);
      this.timer = 0;
      this.waiting = null;
      this.last = location.hash;
      opened(bar.read(location.hash));
    });
  }

  keep(now: State, step: boolean): void {
    if (step) {
      this.flush();
      this.write("pushState", now);
    } else {
      this.waiting = now;
      this.timer ||= window.setTimeout(() => this.flush(), PAUSE);
    }
  }

  /** Write what waits; browsers refuse an address that changes with every frame. */
  flush(): void {
    clearTimeout(this.timer);
    this.timer = 0;
    // An address set from outside goes before what waits: popstate is about to tell it.
    if (this.waiting !== null && location.hash === this.last) this.write("replaceState", this.waiting);
    this.waiting = null;
  }

  private write(how: "pushState" | "replaceState", state: State): void {
    const hash = this.bar.write(state);
    if (hash === location.hash) return;
    try {
      history[how](null, "", hash || location.pathname + location.search);
    } catch {
      // A page in a frame without an address of its own, as in a notebook, has no history to keep.
    }
    this.last = location.hash;
  }
}
