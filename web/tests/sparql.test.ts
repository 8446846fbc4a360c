import { describe, expect, it } from "vitest";
import { contextAt, variables } from "../src/sparql/context";
import { bracketed, declared, placeForPrefix, shortened, undeclared, withPrefixes } from "../src/sparql/names";
import { noteAt, plainName } from "../src/sparql/note";

const PREFIXES = { e: "https://e.org/", person: "https://e.org/person/", schema: "https://schema.org/" };

describe("shortened", () => {
  it.each([
    ["https://e.org/person/dana-1", "person:dana-1"],
    ["https://e.org/x", "e:x"],
    ["https://e.org/article/1#char=1,2", null],
    ["https://e.org/person/", null],
    ["https://e.org/person/a.", null],
    ["https://other.org/x", null],
    ["https://e.org/person/x> } ; DROP", null],
  ])("writes %s as %s", (iri, name) => expect(shortened(iri, PREFIXES)).toBe(name));

  it("puts no sign in brackets that would end them", () => {
    expect(bracketed("https://e.org/a#b")).toBe("<https://e.org/a#b>");
    for (const iri of ["https://e.org/a>b", "https://e.org/a b", "https://e.org/a\nb", "no iri", 'https://e.org/"']) expect(bracketed(iri)).toBeNull();
  });
});

describe("prefixes", () => {
  it("are found where they are declared", () => {
    expect([...declared("PREFIX a: <x>\nprefix b:<y> # PREFIX c: <z>\nSELECT ?x { }")]).toEqual(["a", "b"]);
  });
  it("are put before the query, behind what stands there", () => {
    expect(undeclared("SELECT ?x { ?x a schema:Person ; foo:bar e:x . # person:y\n }", PREFIXES)).toEqual(["e", "schema"]);
    expect(withPrefixes("# Why?\nPREFIX a: <x>\nSELECT ?x { ?x a schema:P }", PREFIXES))
      .toBe("# Why?\nPREFIX a: <x>\nPREFIX schema: <https://schema.org/>\nSELECT ?x { ?x a schema:P }");
    expect(withPrefixes("SELECT ?x { ?x a schema:P }", PREFIXES)).toBe("PREFIX schema: <https://schema.org/>\nSELECT ?x { ?x a schema:P }");
    expect(withPrefixes("SELECT * { ?s ?p 'schema:x' }", PREFIXES)).toBe("SELECT * { ?s ?p 'schema:x' }");
    expect(placeForPrefix("# only\n")).toBe(7);
  });
});

describe("contextAt", () => {
  const at = (text: string) => contextAt(text.replace("|", ""), text.indexOf("|"));
  it.each([
    ["SELECT ?na|", { kind: "variable", typed: "?na" }],
    ["SELECT ?|", { kind: "variable", typed: "?" }],
    ["{ ?x schema:wo| }", { kind: "name", typed: "schema:wo", prefix: "schema" }],
    ["{ ?x schema:| }", { kind: "name", typed: "schema:" }],
    ["PREFIX sch|", { kind: "declaration", typed: "sch" }],
    ["SEL|", { kind: "word", typed: "SEL" }],
  ])("knows %s", (text, expected) => expect(at(text)).toMatchObject(expected));

  it.each(["# a comm|", '"a str|', "<https://e.org/x|", "SELECT ?x {|", "SELECT |", "12|", "|"])("offers nothing in %s", (text) => expect(at(text)).toBeNull());

  it.each([
    ["{ ?a schema:mentions Dana Orl|", "Dana Orl"],
    ["{ ?a ?b Ana|", "Ana"],
    ["{ ?a ?b a. Pell In|", null],
    ["{ ?a ?b José Ángel Peña|", "José Ángel Peña"],
    ["{ ?a ?b Dana\nOrl|", "Orl"],
    ["{ ?a ?b St. Bren|", "St. Bren"],
  ])("takes the words of a name in %s", (text, phrase) => {
    const found = at(text);
    if (phrase === null) expect(found).not.toBeNull();
    else expect(found?.kind === "word" ? found.phrase?.text : null).toBe(phrase);
  });

  it("lists the variables, without the one being typed", () => {
    expect(variables("SELECT ?a $b { ?a ?c ?d", 23)).toEqual(["?a", "?b", "?c"]);
  });
});

describe("noteAt", () => {
  it("stands where the line ends", () => {
    expect(noteAt("{ ?a ?b x }\n# next", 9, "Dana Orlov")).toEqual({ at: 11, text: "  # Dana Orlov" });
    expect(noteAt("{ x } # one", 3, "Two")).toEqual({ at: 11, text: ", Two" });
    expect(noteAt('x """open', 1, "Two")).toBeNull();
    expect(noteAt("x", 1, "\n")).toBeNull();
  });
  it("keeps a name in its line", () => {
    expect(plainName("a\nDROP\u2028b\u202ec\u0000d")).toBe("a DROP b c d");
    expect([...plainName("x".repeat(10_000))].length).toBe(60);
  });
});
