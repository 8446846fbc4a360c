/** The editor's way to read SPARQL: its tokens as colours. */

import { HighlightStyle, StreamLanguage, type StringStream, syntaxHighlighting } from "@codemirror/language";
import { type Tag, tags } from "@lezer/highlight";
import { type Kind, type Line, lexLine, type Open } from "../sparql/lexer";

interface State {
  open: Open;
  line: Line | null;
  text: string;
}

const TAGS: Readonly<Record<Kind, Tag>> = {
  blank: tags.special(tags.variableName),
  bracket: tags.bracket,
  comment: tags.lineComment,
  constant: tags.bool,
  function: tags.function(tags.name),
  iri: tags.url,
  keyword: tags.keyword,
  language: tags.annotation,
  name: tags.propertyName,
  number: tags.number,
  operator: tags.operator,
  string: tags.string,
  variable: tags.variableName,
  word: tags.invalid,
};

const STYLE = HighlightStyle.define([
  { tag: tags.keyword, color: "var(--code-keyword)", fontWeight: "600" },
  { tag: tags.function(tags.name), color: "var(--code-keyword)" },
  { tag: [tags.variableName, tags.special(tags.variableName)], color: "var(--code-variable)", whiteSpace: "pre" },
  { tag: tags.propertyName, color: "var(--code-name)", whiteSpace: "pre" },
  { tag: tags.url, color: "var(--code-iri)" },
  { tag: [tags.string, tags.annotation], color: "var(--code-string)" },
  { tag: [tags.number, tags.bool], color: "var(--code-number)" },
  { tag: tags.lineComment, color: "var(--soft)", fontStyle: "italic" },
]);

const LANGUAGE = StreamLanguage.define<State>({
  name: "sparql",
  startState: () => ({ open: null, line: null, text: "" }),
  copyState: (state) => ({ ...state }),
  token: (stream, state) => token(stream, state),
  blankLine: () => undefined,
  tokenTable: TAGS,
  languageData: { commentTokens: { line: "#" }, closeBrackets: { brackets: ["(", "[", "{", '"', "'"] } },
});

/** The language and its colours. */
export const sparql = [LANGUAGE, syntaxHighlighting(STYLE)];

/** A line is read whole when its first token is asked for. */
function token(stream: StringStream, state: State): string | null {
  if (stream.sol()) {
    state.line = lexLine(stream.string, state.open);
    state.text = stream.string;
    state.open = state.line.open;
  }
  const at = stream.pos;
  const next = state.line?.tokens.find(({ to }) => to > at);
  if (next === undefined) {
    stream.skipToEnd();
    return null;
  }
  if (next.from > at) {
    stream.pos = next.from;
    return null;
  }
  stream.pos = next.to;
  return next.kind;
}
