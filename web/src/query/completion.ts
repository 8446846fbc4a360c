/** Completion: variables, words of SPARQL, terms of the vocabulary, and things by their names. */

import { autocompletion, type Completion, type CompletionContext, type CompletionResult, pickedCompletion } from "@codemirror/autocomplete";
import type { Extension } from "@codemirror/state";
import type { EditorView } from "@codemirror/view";
import { contextAt, variables } from "../sparql/context";
import { declared, placeForPrefix, prefixLines, type Prefixes, written } from "../sparql/names";
import { noteAt, plainName } from "../sparql/note";
import { FUNCTIONS, OFFERED_KEYWORDS } from "../sparql/words";
import type { Graph, Term, Thing } from "../page/graph";
import { things } from "../page/suggest";
import { el } from "../page/dom";

const WAIT = 120;

/** Return the completion of a graph's terms and things. */
export function completion(graph: Graph): Extension {
  const terms = graph.vocabulary.terms.map((term) => termOption(term, graph.prefixes));
  const words = [
    ...OFFERED_KEYWORDS.map((word): Completion => ({ label: word, type: "keyword", boost: -10 })),
    ...FUNCTIONS.map((word): Completion => ({ label: word, type: "function", boost: -20, apply: `${word}(` })),
  ];
  const prefixes = Object.keys(graph.prefixes).sort().map((name): Completion =>
    ({ label: `${name}:`, type: "namespace", detail: graph.prefixes[name] ?? "", boost: -5 }));

  const classes = terms.filter(({ type }) => type === "class");
  // Behind `a` stands a class.
  const fit = (query: string, from: number) => (/(?:^|[\s;{.])(?:a|rdf:type)\s+$/u.test(query.slice(0, from)) ? classes : terms);

  async function source(context: CompletionContext): Promise<CompletionResult | null> {
    const query = context.state.doc.toString();
    const found = contextAt(query, context.pos);
    if (found === null) {
      if (!context.explicit) return null;
      return { from: context.pos, options: [...variableOptions(query, context.pos), ...fit(query, context.pos), ...words] };
    }
    if (found.kind === "variable") return { from: found.from, options: variableOptions(query, context.pos), validFor: /^[?$][\p{L}\p{N}_]*$/u };
    if (found.kind === "declaration") {
      const known = declared(query.slice(0, found.from));
      return { from: found.from, options: Object.keys(graph.prefixes).filter((name) => !known.has(name)).sort().map((name): Completion =>
        ({ label: `${name}:`, type: "namespace", detail: graph.prefixes[name] ?? "", apply: `${name}: <${graph.prefixes[name] ?? ""}>` })) };
    }
    if (found.kind === "name") {
      const local = fit(query, found.from).filter(({ label }) => label.startsWith(`${found.prefix}:`));
      return local.length === 0 ? null : { from: found.from, options: local, validFor: /^[\p{L}\p{N}_.:-]*$/u };
    }
    const from = found.phrase?.from ?? found.from;
    const named = found.phrase === null ? [] : await thingOptions(found.phrase.text, context, graph);
    if (context.aborted) return null;
    const isOne = from === found.from;
    // What several words ask for are things alone; one word may be anything.
    const options = isOne ? filtered([...fit(query, found.from), ...words, ...prefixes], found.typed) : [];
    return options.length + named.length === 0 ? null : { from, options: [...options, ...named], filter: false };
  }

  return autocompletion({
    override: [source],
    icons: false,
    maxRenderedOptions: 60,
    activateOnTypingDelay: WAIT,
    optionClass: (option) => `kind-${option.type ?? "other"}`,
  });
}

function variableOptions(query: string, at: number): readonly Completion[] {
  return variables(query, at).map((label) => ({ label, type: "variable" }));
}

/** Return the options that fit, best first: those that begin so, then those of which a part begins so; of equals, the most used. */
function filtered(options: readonly Completion[], typed: string): readonly Completion[] {
  const low = typed.toLowerCase();
  const rank = (option: Completion): number => {
    const label = option.label.toLowerCase();
    const local = label.slice(label.indexOf(":") + 1);
    if (label.startsWith(low) || (local && local.startsWith(low))) return 0;
    const parts = `${option.label} ${option.displayLabel ?? ""}`.split(/[^\p{L}\p{N}]+|(?<=\p{Ll})(?=\p{Lu})/u);
    return parts.some((part) => part.toLowerCase().startsWith(low)) ? 1 : 2;
  };
  return options
    .map((option, place) => ({ option, place, rank: rank(option) }))
    .filter(({ rank: found }) => found < 2)
    .sort((one, other) => one.rank - other.rank || (other.option.boost ?? 0) - (one.option.boost ?? 0) || one.place - other.place)
    .slice(0, 40)
    .map(({ option }) => option);
}

function termOption(term: Term, prefixes: Prefixes): Completion {
  const uses = term.uses === null ? "full text" : term.uses === 0 ? "not in this graph" : `${term.uses.toLocaleString("en")}${term.more ? "+" : ""}×`;
  return {
    label: term.name,
    type: term.sort,
    detail: [term.sort, uses].filter(Boolean).join(" · "),
    // The editor takes boosts from -99 to 99; terms that the graph does not use come last.
    boost: Math.min(60, 6 * Math.log2((term.uses ?? 8) + 1)) - 2,
    info: () => {
      const comment = [term.label, term.comment].filter(Boolean).join(". ");
      return comment ? el("p", {}, comment) : null;
    },
    apply: (view, option, from, to) => insert(view, option, from, to, term.name, prefixes, null),
  };
}

async function thingOptions(typed: string, context: CompletionContext, graph: Graph): Promise<readonly Completion[]> {
  const found = await things(typed, graph, 8);
  if (context.aborted) return [];
  return found.flatMap((thing): Completion[] => {
    const text = written(thing.iri, graph.prefixes);
    return text === null ? [] : [{
      label: plainName(thing.name) || graph.short(thing.iri),
      type: "thing",
      detail: [thing.kind, thing.told].filter(Boolean).join(" · "),
      apply: (view: EditorView, option: Completion, from: number, to: number) => insert(view, option, from, to, text, graph.prefixes, thing),
    }];
  });
}

/** Put the term in, declare its prefix, and say in a comment which thing it is. */
function insert(view: EditorView, option: Completion, from: number, to: number, text: string, prefixes: Prefixes, thing: Thing | null): void {
  const query = view.state.doc.toString();
  const changes: { from: number; to?: number; insert: string }[] = [{ from, to, insert: text }];
  const prefix = /^([^<:]*):/u.exec(text)?.[1];
  if (prefix !== undefined && !text.startsWith("<") && !declared(query).has(prefix)) {
    const place = placeForPrefix(query);
    if (place <= from) changes.unshift({ from: place, insert: prefixLines([prefix], prefixes) });
  }
  const note = thing === null ? null : noteAt(query, to, thing.name);
  if (note !== null) changes.push({ from: note.at, insert: note.text });
  const set = view.state.changes(changes);
  view.dispatch({ changes: set, selection: { anchor: set.mapPos(from, -1) + text.length }, annotations: pickedCompletion.of(option), scrollIntoView: true, userEvent: "input.complete" });
}
