import { describe, expect, it } from "vitest";
import { lex, lexLine } from "../src/sparql/lexer";

const kinds = (text: string) => lex(text).map(({ kind, from, to }) => [kind, text.slice(from, to)]);

describe("lex", () => {
  it.each([
    ["SELECT ?x", [["keyword", "SELECT"], ["variable", "?x"]]],
    ["?x a schema:Person .", [["variable", "?x"], ["keyword", "a"], ["name", "schema:Person"], ["operator", "."]]],
    ["schema:a.b.", [["name", "schema:a.b"], ["operator", "."]]],
    ["?a<?b", [["variable", "?a"], ["operator", "<"], ["variable", "?b"]]],
    ["<https://e.org/#x> # note", [["iri", "<https://e.org/#x>"], ["comment", "# note"]]],
    ['"a # no comment \\" on"@en', [["string", '"a # no comment \\" on"'], ["language", "@en"]]],
    ['"1"^^xsd:int', [["string", '"1"'], ["operator", "^^"], ["name", "xsd:int"]]],
    ["COUNT(*) 1.5e3 true _:b", [["function", "COUNT"], ["bracket", "("], ["operator", "*"], ["bracket", ")"], ["number", "1.5e3"], ["constant", "true"], ["blank", "_:b"]]],
    ["Peñaloza", [["word", "Peñaloza"]]],
    [":x", [["name", ":x"]]],
    ["A", [["word", "A"]]],
    ["", []],
  ])("cuts %s", (text, expected) => expect(kinds(text)).toEqual(expected));

  it("goes on with a long string over lines", () => {
    expect(kinds('"""one "two"\nthree""" ?x')).toEqual([["string", '"""one "two"'], ["string", 'three"""'], ["variable", "?x"]]);
    expect(lexLine("'''open", null).open).toBe("'''");
    expect(lexLine("still", "'''").open).toBe("'''");
  });

  it("covers every sign that is no space, once, whatever the text", () => {
    for (const text of ['<<>>"', "'", '"""', "\\u0041 \ud800 \u202e", "{}[]()||&&!=<=>=", "prefix : <", "😀:😀 ?😀", "a\u00a0b"]) {
      let last = 0;
      for (const { from, to } of lex(text)) {
        expect(from).toBeGreaterThanOrEqual(last);
        expect(text.slice(last, from).trim()).toBe("");
        expect(to).toBeGreaterThan(from);
        last = to;
      }
      expect(text.slice(last).trim()).toBe("");
    }
  });
});
