/** The world's outlines as text: in the page where it is a file of its own, else from the server. */

let found: Promise<string> | null = null;

/** Return what tools/outlines.mjs writes; empty where it cannot be had, and a map then shows its places without land. */
export function world(): Promise<string> {
  const held = document.getElementById("world")?.textContent;
  if (held) return Promise.resolve(held);
  found ??= fetch("/assets/world.txt").then((answer) => (answer.ok ? answer.text() : ""), () => "");
  return found;
}
