/** The query page: the editor, the saved questions, the answer, and the address that holds them. */

import "./query.css";
import { type Address, type Question, readAddress, type View, writeAddress } from "../page/address";
import { need } from "../page/dom";
import { Graph, NO_VOCABULARY, vocabulary } from "../page/graph";
import { answerBy, local } from "../page/server";
import { localServer } from "../site/local";
import { undeclared, withPrefixes } from "../sparql/names";
import { ask, filled, Refusal } from "./asking";
import { makeEditor } from "./editor";
import { questions } from "./questions";
import { copy, showAnswer } from "./results";

const field = need<HTMLTextAreaElement>("#query");
const form = need<HTMLFormElement>("#ask");
const runButton = need<HTMLButtonElement>("#run");
const cancelButton = need<HTMLButtonElement>("#cancel");
const linkButton = need<HTMLButtonElement>("#link");
const status = need<HTMLElement>("#status");
const answerSection = need<HTMLElement>("#answer");

// A page that is a file holds an engine of its own.
if (document.getElementById("engine") !== null) answerBy(localServer());

let running: AbortController | null = null;
let known: Promise<Graph> | null = null;
/** The question whose SPARQL the editor holds, until somebody changes it. */
let question: Question | null = null;
let view: View | null = null;
let isFilling = false;

const host = need<HTMLElement>("#editor");
host.hidden = false;
field.hidden = true;
need<HTMLElement>("label[for=query]").hidden = true;
need<HTMLElement>("#editor-title").hidden = false;
need<HTMLElement>("#editor-help").hidden = false;
const editor = makeEditor(host, field.value, {
  run: () => void run(),
  changed: () => {
    if (!isFilling) question = null;
    editor.mark(null);
  },
});
const saved = questions(need<HTMLElement>("#questions"), (asked) => void askQuestion(asked, { isNew: true }));

form.addEventListener("submit", (event) => {
  event.preventDefault();
  void run();
});
cancelButton.addEventListener("click", () => running?.abort());
linkButton.hidden = false;
linkButton.addEventListener("click", () => {
  const address = new URL(writeAddress({ query: editor.text(), question, view }) || "#", location.href);
  address.search = "";
  void copy(address.href).then((isDone) => say(isDone ? "The link is on the clipboard." : "The link could not be copied; take it from the address bar."));
});
addEventListener("popstate", () => void open(readAddress(location.search, location.hash)));

void graph();
void open(readAddress(location.search, location.hash));

/** A busy server may tell the next time. */
function graph(): Promise<Graph> {
  known ??= vocabulary().then((told) => {
    const loaded = new Graph(told ?? NO_VOCABULARY);
    if (told === null) known = null;
    else {
      editor.offer(loaded);
      saved.offer(loaded);
    }
    return loaded;
  });
  return known;
}

/** Show what an address holds, and ask it. */
async function open(address: Address): Promise<void> {
  view = address.view;
  if (address.question) await askQuestion(address.question, { isNew: false });
  else if (address.query) {
    fill(address.query, null);
    await run({ isNew: false });
  } else {
    running?.abort();
    answerSection.replaceChildren();
    say("");
  }
}

function fill(text: string, from: Question | null): void {
  isFilling = true;
  editor.set(text);
  isFilling = false;
  question = from;
}

async function askQuestion(asked: Question, { isNew }: { isNew: boolean }): Promise<void> {
  if (isNew) view = null;
  const needed = saved.open(asked);
  if (needed) {
    say("Fill in what the question needs, and ask.", false);
    needed.focus({ preventScroll: true });
    return;
  }
  await during(async (signal) => {
    const text = await filled(asked.name, asked.settings, signal);
    fill(text, asked);
    await answer(text, signal, isNew);
  });
}

async function run({ isNew }: { isNew: boolean } = { isNew: true }): Promise<void> {
  say("Running …", false);
  const prefixes = (await graph()).prefixes;
  const text = editor.text();
  if (!text.trim()) {
    say("Write a query first, or choose a saved question.");
    editor.focus();
    return;
  }
  if (undeclared(text, prefixes).length > 0) fill(withPrefixes(text, prefixes), question);
  if (isNew) view = null;
  await during((signal) => answer(editor.text(), signal, isNew));
}

async function answer(text: string, signal: AbortSignal, isNew: boolean): Promise<void> {
  remember(isNew);
  const loaded = await graph();
  const answered = await ask(text, signal);
  const found = answered.answer;
  const count = found.kind === "boolean" ? "Answered" : counted(found.table.rows.length, found.kind === "triples" ? "triple" : "row");
  say(`${count} in ${seconds(answered.milliseconds)}.`);
  showAnswer(answerSection, answered, text, loaded, view, (chosen) => {
    view = chosen;
    remember(false);
  });
  // On a small screen the answer comes below all else.
  if (isNew && status.getBoundingClientRect().top > innerHeight - 120) status.scrollIntoView({ block: "start" });
}

/** Ask one thing at a time; a new one ends the one before. */
async function during(work: (signal: AbortSignal) => Promise<void>): Promise<void> {
  running?.abort();
  const own = new AbortController();
  running = own;
  const start = performance.now();
  editor.mark(null);
  busy(true);
  const what = (): string => (local.isReading ? "Reading the graph" : "Running");
  const clock = setInterval(() => say(`${what()}, ${Math.round((performance.now() - start) / 1000)} s …`, false), 1000);
  say(`${what()} …`, false);
  try {
    await work(own.signal);
  } catch (error) {
    if (own.signal.aborted) {
      if (running === own) say("Cancelled.");
    } else failed(error);
  } finally {
    clearInterval(clock);
    if (running === own) {
      running = null;
      busy(false);
    }
  }
}

function failed(error: unknown): void {
  answerSection.replaceChildren();
  const told = error instanceof Refusal ? error.message : error instanceof Error ? error.message : "The query could not be asked.";
  say(told, true, true);
  if (error instanceof Refusal && error.place !== null) {
    editor.mark(error.place);
    editor.focus();
  }
}

function busy(isBusy: boolean): void {
  const hadFocus = document.activeElement === cancelButton;
  cancelButton.hidden = !isBusy;
  answerSection.classList.toggle("old", isBusy);
  answerSection.setAttribute("aria-busy", String(isBusy));
  if (!isBusy && hadFocus) runButton.focus();
}

/** The clock's ticks are seen, not read out. */
function say(text: string, isRead = true, isError = false): void {
  status.setAttribute("aria-live", isRead ? (isError ? "assertive" : "polite") : "off");
  status.classList.toggle("error", isError);
  status.textContent = text;
}

function remember(isNew: boolean): void {
  const address = `${location.pathname}${writeAddress({ query: editor.text(), question, view })}`;
  if (address === `${location.pathname}${location.search}${location.hash}`) return;
  if (isNew) history.pushState(null, "", address);
  else history.replaceState(null, "", address);
}

function counted(count: number, one: string): string {
  return `${count.toLocaleString("en")} ${one}${count === 1 ? "" : "s"}`;
}

function seconds(milliseconds: number): string {
  return milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(1)} s`;
}
