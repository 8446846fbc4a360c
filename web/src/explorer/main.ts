/** The explorer: reads what the page is about, gets the graph, and puts up the page. */

import "./explorer.css";
import { el, need } from "../page/dom";
import { fileSource, serverSource } from "./graph/source";
import { type About, Page } from "./page";

const root = need<HTMLElement>("#explorer");

function say(title: string, sentence: string, isError: boolean): void {
  root.replaceChildren(el("div", { class: "loading", role: isError ? "alert" : "status" }, el("h1", {}, el("bdi", {}, title)), el("p", {}, sentence)));
}

async function start(): Promise<void> {
  const told = JSON.parse(need("#about").textContent || "{}") as Partial<About>;
  const { mode = "file", title = "newsgraph", home = null, query = null, graph = "", details = "", words = "" } = told;
  const about: About = { mode, title, home, query, graph, details, words };
  document.documentElement.dataset["theme"] = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  say(title, "The graph is being read.", false);
  const waiting = (sentence: string): void => say(title, `${sentence} For 100,000 things it takes about a minute; the page goes on by itself.`, false);
  try {
    const source = mode === "file" ? fileSource() : serverSource({ graph, details, words: String(words) }, waiting);
    const read = await source.graph();
    if (read.nodes.count === 0) say(title, "This graph is empty: no article has been read into it.", false);
    else new Page(root, about, source, read).open();
  } catch (error) {
    say(title, error instanceof Error ? error.message : String(error), true);
  }
}

void start();
