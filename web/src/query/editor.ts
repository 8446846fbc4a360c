/** The editor: SPARQL with colours, completion and the place of an error; Tab always leaves it. */

import { acceptCompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { bracketMatching, indentOnInput, indentUnit } from "@codemirror/language";
import { Compartment, EditorState, Prec, StateEffect, StateField } from "@codemirror/state";
import { Decoration, type DecorationSet, drawSelection, dropCursor, EditorView, highlightActiveLine, highlightActiveLineGutter, keymap, lineNumbers, placeholder } from "@codemirror/view";
import type { Graph } from "../page/graph";
import { completion } from "./completion";
import { sparql } from "./language";

export interface Editor {
  readonly text: () => string;
  /** Put a text in the place of all there is; it can be undone. */
  readonly set: (text: string) => void;
  /** Mark the place of an error, counted from 1; null takes the mark away. */
  readonly mark: (place: { readonly line: number; readonly column: number } | null) => void;
  readonly focus: () => void;
  /** Begin to offer a graph's terms. */
  readonly offer: (graph: Graph) => void;
}

const setError = StateEffect.define<{ from: number; to: number } | null>();
const LINE = Decoration.line({ class: "cm-error-line" });
const PLACE = Decoration.mark({ class: "cm-error-place" });
const SPOT = Decoration.mark({ class: "cm-error-place", inclusiveStart: true });

const errors = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(shown, transaction) {
    let next = transaction.docChanged ? Decoration.none : shown;
    for (const effect of transaction.effects) {
      if (!effect.is(setError)) continue;
      if (effect.value === null) next = Decoration.none;
      else {
        const { from, to } = effect.value;
        const line = transaction.state.doc.lineAt(from);
        const ranges = [LINE.range(line.from)];
        if (to > from) ranges.push((from === line.from ? SPOT : PLACE).range(from, to));
        next = Decoration.set(ranges, true);
      }
    }
    return next;
  },
  provide: (field) => EditorView.decorations.from(field),
});

/** Text typed over a selection is put in here: the browser would keep the old text's looks as inline styles, which the policy forbids. */
const typedOver = EditorView.domEventHandlers({
  beforeinput(event, view) {
    const { from, to, empty } = view.state.selection.main;
    if (event.inputType !== "insertText" || event.data === null || event.isComposing || empty || view.state.selection.ranges.length > 1) return false;
    const text = event.data;
    const insert = () => view.state.update(view.state.replaceSelection(text), { userEvent: "input.type", scrollIntoView: true });
    if (!view.state.facet(EditorView.inputHandler).some((handle) => handle(view, from, to, text, insert))) view.dispatch(insert());
    return true;
  },
});

const theme = EditorView.theme({
  "&": { color: "var(--ink)", backgroundColor: "var(--raised)", fontSize: "0.9rem", borderRadius: "inherit", height: "100%" },
  "&.cm-focused": { outline: "2px solid var(--ring)", outlineOffset: "-2px" },
  ".cm-scroller": { fontFamily: "ui-monospace, 'Cascadia Mono', 'DejaVu Sans Mono', Menlo, Consolas, monospace", lineHeight: "1.5", borderRadius: "inherit" },
  ".cm-content": { caretColor: "var(--ink)", padding: "10px 0" },
  ".cm-line": { padding: "0 12px 0 8px" },
  ".cm-cursor": { borderLeftColor: "var(--ink)", borderLeftWidth: "2px" },
  ".cm-gutters": { backgroundColor: "transparent", color: "var(--soft)", border: "none", paddingLeft: "4px" },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "transparent" },
  "&.cm-focused .cm-activeLine, &.cm-focused .cm-activeLineGutter": { backgroundColor: "color-mix(in srgb, var(--wash) 60%, transparent)" },
  ".cm-selectionBackground, &.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground": { backgroundColor: "color-mix(in srgb, var(--ring) 28%, transparent)" },
  "&.cm-focused .cm-matchingBracket": { backgroundColor: "color-mix(in srgb, var(--ring) 25%, transparent)", outline: "1px solid var(--ring)" },
  "&.cm-focused .cm-nonmatchingBracket": { backgroundColor: "transparent", outline: "1px solid var(--no)" },
  ".cm-placeholder": { color: "var(--soft)" },
  ".cm-error-line": { backgroundColor: "color-mix(in srgb, var(--no) 13%, transparent) !important", boxShadow: "inset 3px 0 var(--no)" },
  ".cm-error-place": { textDecoration: "underline wavy var(--no) 1.5px", textUnderlineOffset: "3px" },
  ".cm-tooltip": { backgroundColor: "var(--raised)", color: "var(--ink)", border: "1px solid var(--rule)", borderRadius: "10px", boxShadow: "0 10px 28px #0004", overflow: "hidden", zIndex: "9" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul": { fontFamily: "inherit", maxHeight: "17em", maxWidth: "min(46rem, calc(100vw - 2.5rem))", padding: "4px", minWidth: "min(18rem, calc(100vw - 2.5rem))" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li": { padding: "4px 8px", borderRadius: "6px", display: "flex", gap: "1rem", alignItems: "baseline", justifyContent: "space-between", lineHeight: "1.4" },
  ".cm-tooltip-autocomplete ul li[aria-selected]": { backgroundColor: "var(--wash)", color: "var(--ink)" },
  ".cm-completionLabel": { overflow: "hidden", textOverflow: "ellipsis", unicodeBidi: "isolate" },
  ".cm-completionMatchedText": { textDecoration: "none", fontWeight: "700" },
  ".cm-completionDetail": { color: "var(--soft)", fontStyle: "normal", fontSize: "0.8rem", fontFamily: "system-ui, sans-serif", marginLeft: "0", overflow: "hidden", textOverflow: "ellipsis", maxWidth: "22rem" },
  ".kind-keyword .cm-completionLabel, .kind-function .cm-completionLabel": { color: "var(--code-keyword)" },
  ".kind-variable .cm-completionLabel": { color: "var(--code-variable)" },
  ".kind-class .cm-completionLabel, .kind-property .cm-completionLabel": { color: "var(--code-name)" },
  ".kind-thing .cm-completionLabel": { fontFamily: "system-ui, sans-serif", fontWeight: "600" },
  ".cm-completionInfo": { padding: "8px 12px", maxWidth: "22rem", fontFamily: "system-ui, sans-serif", fontSize: "0.875rem" },
  ".cm-completionInfo p": { margin: "0" },
});

/** Return the editor in the element; it takes the place of a plain field. */
export function makeEditor(parent: HTMLElement, text: string, act: { readonly run: () => void; readonly changed: () => void }): Editor {
  const offers = new Compartment();
  // In a shadow tree the editor's own styles are adopted sheets, which the content policy allows; style elements are not.
  const root = parent.attachShadow({ mode: "open" });
  const view = new EditorView({
    parent: root,
    root,
    state: EditorState.create({
      doc: text,
      extensions: [
        lineNumbers(), history(), drawSelection(), dropCursor(), highlightActiveLine(), highlightActiveLineGutter(), bracketMatching(), closeBrackets(), indentOnInput(),
        indentUnit.of("  "), EditorView.lineWrapping, errors, typedOver, theme, sparql, offers.of([]),
        placeholder("SELECT ?thing ?name { … }"),
        EditorView.contentAttributes.of({ "aria-label": "SPARQL query", "aria-describedby": "editor-help", tabindex: "0", spellcheck: "false", autocapitalize: "off", autocorrect: "off", translate: "no" }),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) act.changed();
        }),
        Prec.highest(keymap.of([{ key: "Mod-Enter", run: () => { act.run(); return true; } }, { key: "Tab", run: acceptCompletion }])),
        keymap.of([...closeBracketsKeymap, ...completionKeymap, ...defaultKeymap, ...historyKeymap]),
      ],
    }),
  });
  return {
    text: () => view.state.doc.toString(),
    set: (next) => {
      if (next !== view.state.doc.toString()) view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: next }, selection: { anchor: 0 }, scrollIntoView: true });
    },
    mark: (place) => {
      view.dispatch({ effects: setError.of(place === null ? null : rangeOf(view.state, place)) });
      if (place !== null) view.dispatch({ selection: { anchor: rangeOf(view.state, place).from }, scrollIntoView: true });
      view.contentDOM.setAttribute("aria-invalid", String(place !== null));
    },
    focus: () => view.focus(),
    offer: (graph) => view.dispatch({ effects: offers.reconfigure(completion(graph)) }),
  };
}

/** Columns are counted in characters, as the server does; the mark covers the word that stands there. */
function rangeOf(state: EditorState, { line, column }: { readonly line: number; readonly column: number }): { from: number; to: number } {
  const held = state.doc.line(Math.min(Math.max(line, 1), state.doc.lines));
  const before = [...held.text].slice(0, Math.max(column - 1, 0)).join("").length;
  const from = held.from + Math.min(before, held.length);
  const word = /^[\p{L}\p{N}_:?$<>.-]+|^\S/u.exec(held.text.slice(from - held.from));
  if (word) return { from, to: from + word[0].length };
  // At the end of a line it is the last word that cannot stand there.
  const last = /\S+\s*$/u.exec(held.text.slice(0, from - held.from));
  return last ? { from: held.from + last.index, to: held.from + last.index + last[0].trimEnd().length } : { from, to: from };
}
