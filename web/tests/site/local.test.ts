import { describe, expect, test } from "vitest";
import { callsOut, namesGraphs } from "../../src/engine/guard";
import { malformed } from "../../src/engine/refusals";
import { placed, refusal } from "../../src/site/local";

const PREFIXES = { ng: "https://w3id.org/newsgraph/ns#", rdfs: "http://www.w3.org/2000/01/rdf-schema#" };

describe("queries that a page does not begin", () => {
  test.each([
    ["SELECT * { ?s ?p ?o }", null],
    ["PREFIX a: <b:c> ASK {}", null],
    ["INSERT DATA { <a:b> <a:c> 1 }", 403],
    ["PREFIX a: <b:c> delete where { ?s ?p ?o }", 403],
    ["# a comment\nBASE <a:b> CLEAR ALL", 403],
    ["SELECT * { ?insert ?p 'DELETE' }", null],
    ['SELECT * { ?s ng:matches "flood" }', 400],
    ['PREFIX ng: <https://w3id.org/newsgraph/ns#> SELECT * { ?s ng:matches "flood" }', 400],
    ['PREFIX n: <https://w3id.org/newsgraph/ns#> SELECT * { ?s n:matches "flood" }', 400],
    ['SELECT * { ?s <https://w3id.org/newsgraph/ns#matches> "flood" }', 400],
    ['PREFIX o: <http://other.example/> SELECT * { ?s o:matches "ng:matches" }', null],
    ["SELECT * { ?s rdfs:label 'ng:matches' }", null],
    ["", null],
    ["nonsense", null],
  ])("%s", (query, status) => {
    expect(refusal(query, PREFIXES)?.status ?? null).toBe(status);
  });
});

test("a place is counted in what was written", () => {
  expect(placed("The query is not SPARQL 1.1: line 1, column 40: x", 30)).toBe("The query is not SPARQL 1.1: line 1, column 10: x");
  expect(placed("line 2, column 4", 30)).toBe("line 2, column 4");
});

test("what the engine says is told as the server tells it", () => {
  expect(malformed("error at 3:2: expected one of LATERAL, SERVICE, [_]")).toBe("The query is not SPARQL 1.1: line 3, column 2: expected one of LATERAL, SERVICE");
  expect(malformed("error at 1:1: expected one of [_]")).toContain("something else is expected here");
  expect(malformed("The  division\nfailed")).toBe("The query cannot be answered: The division failed");
});

describe("keywords are told from letters by the parser", () => {
  /** Reads nothing but queries in which the words do not stand outside of strings. */
  const read = (query: string): void => {
    if (/SERVIXE|FRXM/u.test(query.replace(/'[^']*'/gu, "''"))) throw new Error("no query");
  };
  test.each([
    ["SELECT * { SERVICE <a:b> {} }", true],
    ["SELECT * { \\u0053ervice <a:b> {} }", true],
    ["SELECT * { ?s ?p 'service' }", false],
    ["SELECT * {}", false],
  ])("%s", (query, calls) => expect(callsOut(query, read)).toBe(calls));
  test("FROM", () => {
    expect(namesGraphs("SELECT * FROM <a:b> {}", read)).toBe(true);
    expect(namesGraphs("SELECT * { ?s ?p 'from' }", read)).toBe(false);
  });
});
