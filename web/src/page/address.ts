/** What the page's address holds: a query, or a saved question with its settings, and how its answer is looked at. */

export const VIEWS = ["table", "graph", "timeline", "map"] as const;
export type View = (typeof VIEWS)[number];

export interface Question {
  readonly name: string;
  readonly settings: Readonly<Record<string, string>>;
}

export interface Address {
  readonly query: string | null;
  readonly question: Question | null;
  readonly view: View | null;
}

const OWN = new Set(["query", "question", "view"]);

/** Return what an address holds: what stands behind `#`, which never reaches a server's log, goes before `?`. */
export function readAddress(search: string, hash: string): Address {
  const parts = new URLSearchParams(/[#/]?(?:query|question)=/u.test(hash) ? hash.replace(/^#\/?/u, "") : search);
  const name = parts.get("question");
  const view = parts.get("view");
  const settings: Record<string, string> = {};
  for (const [key, value] of parts) if (!OWN.has(key) && value) settings[key] = value;
  return {
    query: name ? null : parts.get("query"),
    question: name ? { name, settings } : null,
    view: VIEWS.find((known) => known === view) ?? null,
  };
}

/** Return the part of the address behind and with `#`; it may be as long as the query. */
export function writeAddress(address: Address): string {
  const parts = new URLSearchParams();
  if (address.question) {
    parts.set("question", address.question.name);
    for (const [key, value] of Object.entries(address.question.settings)) if (value && !OWN.has(key)) parts.set(key, value);
  } else if (address.query) {
    parts.set("query", address.query);
  }
  if (address.view && address.view !== "table") parts.set("view", address.view);
  const text = parts.toString();
  return text ? `#${text}` : "";
}
