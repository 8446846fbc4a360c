import { describe, expect, it } from "vitest";
import { dateColumns, daysOf, degreeColumns, nameColumn, placeColumn, titleColumn } from "../src/results/columns";
import { tabbed } from "../src/results/copying";
import { readResults } from "../src/results/json";
import { drawingOf } from "../src/results/links";
import { readTriples } from "../src/results/ntriples";
import { ordered } from "../src/results/order";
import { type Cell, isWebAddress, type Table, XSD } from "../src/results/term";
import { dayOf, isoDay, ticks, timeOf } from "../src/results/times";

const text = (value: string): Cell => ({ type: "literal", value, datatype: null, language: null });
const typed = (value: string, type: string): Cell => ({ type: "literal", value, datatype: XSD + type, language: null });
const iri = (value: string): Cell => ({ type: "iri", value });
const table = (columns: string[], ...rows: Cell[][]): Table => ({ columns, rows });
const PREFIXES = { place: "https://e.org/place/", person: "https://e.org/person/", ng: "https://w3id.org/newsgraph/ns#" };

describe("readResults", () => {
  it("reads rows, with gaps", () => {
    const found = readResults('{"head":{"vars":["a","__proto__"]},"results":{"bindings":[{"a":{"type":"uri","value":"x:y"}},{"__proto__":{"type":"literal","value":"z","xml:lang":"en"}}]}}');
    expect(found).toEqual({ kind: "rows", table: { columns: ["a", "__proto__"], rows: [[iri("x:y"), null], [null, { type: "literal", value: "z", datatype: null, language: "en" }]] } });
  });
  it("reads a verdict, and refuses what is none", () => {
    expect(readResults('{"head":{},"boolean":false}')).toEqual({ kind: "boolean", value: false });
    expect(() => readResults("{}")).toThrow("no SPARQL result");
  });
});

describe("readTriples", () => {
  it("reads terms and escapes, each triple once", () => {
    const lines = '<x:a> <x:b> "q\\"\\u00e9\\U0001F600\\n"@en .\n<x:a> <x:b> "q\\"\\u00e9\\U0001F600\\n"@en .\n_:s <x:b> "1"^^<x:int> .\n<x:a> <x:b> <x:c> .\n';
    const found = readTriples(lines);
    expect(found.kind === "triples" && found.table.rows.map((row) => row[2])).toEqual([
      { type: "literal", value: 'q"é😀\n', datatype: null, language: "en" },
      { type: "literal", value: "1", datatype: "x:int", language: null },
      iri("x:c"),
    ]);
  });
  it("refuses other lines", () => expect(() => readTriples("<x:a> <x:b> .")).toThrow("no triple"));
});

describe("ordered", () => {
  const rows = [[typed("10", "integer")], [null], [typed("9", "integer")], [text("b")], [text("a10")], [text("a9")], [typed("2026-01-02", "date")], [typed("2025-01-02", "date")]];
  it("puts numbers, days and texts each in their order, and gaps last either way", () => {
    expect(ordered(rows, { column: 0, descending: false })).toEqual([2, 0, 7, 6, 5, 4, 3, 1]);
    expect(ordered(rows, { column: 0, descending: true })).toEqual([3, 4, 5, 6, 7, 0, 2, 1]);
    expect(ordered(rows, null)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  });
});

describe("days", () => {
  it.each([
    [typed("2026-02-28", "date"), ["2026-02-28", "2026-02-28"]],
    [typed("2026-02", "gYearMonth"), ["2026-02-01", "2026-02-28"]],
    [typed("2024", "gYear"), ["2024-01-01", "2024-12-31"]],
    [text("2026-04"), ["2026-04-01", "2026-04-30"]],
    [typed("2026-04-01T10:00:00Z", "dateTime"), ["2026-04-01", "2026-04-01"]],
    [typed("0044-03-15", "date"), ["0044-03-15", "0044-03-15"]],
    [text("1952"), null], [text("2026-13"), null], [typed("2026-02-30", "date"), null], [iri("2026-01-01"), null], [text("2026-01-01 and later"), null],
  ])("are read from %j", (cell, days) => {
    const found = timeOf(cell);
    expect(found && [isoDay(found.from), isoDay(found.to)]).toEqual(days);
  });
  it("have marks in order, never many", () => {
    for (const span of [1, 9, 40, 400, 4000, 200_000]) {
      const from = dayOf(2001, 2, 3);
      const marks = ticks(from, from + span, 6);
      expect(marks.length).toBeLessThanOrEqual(7);
      expect(marks.every(({ day }, at) => day >= from && day <= from + span && (at === 0 || day > (marks[at - 1]?.day ?? 0)))).toBe(true);
    }
  });
});

describe("columns", () => {
  const news = table(["name", "from", "to", "title"], [text("A"), typed("2026-01-02", "date"), typed("2026-01-05", "date"), text("t")], [text("B"), null, typed("2026-01-05", "date"), text("t")]);
  it("say when", () => {
    expect(dateColumns(news)).toEqual({ from: 1, to: 2 });
    expect(daysOf(news, 1, { from: 1, to: 2 })).toEqual({ from: dayOf(2026, 1, 5), to: dayOf(2026, 1, 5) });
    expect(dateColumns(table(["x"], [text("no")]))).toBeNull();
  });
  it("say where", () => {
    expect(degreeColumns(table(["lat", "long"], [typed("40.5", "decimal"), typed("-74", "decimal")]))).toEqual({ latitude: 0, longitude: 1 });
    expect(degreeColumns(table(["lat", "long"], [typed("400", "decimal"), typed("-74", "decimal")]))).toBeNull();
    expect(placeColumn(table(["a", "b"], [iri("https://e.org/person/x"), iri("https://e.org/place/y")]), PREFIXES)).toBe(1);
  });
  it("name others", () => {
    expect(nameColumn(table(["person", "personName"]), 0)).toBe(1);
    expect(titleColumn(news, [1, 2])).toBe(0);
  });
});

describe("drawingOf", () => {
  it("links the ends that have names, with the relation between", () => {
    const found = drawingOf({ kind: "rows", table: table(["subjectName", "relation", "objectName", "statement"],
      [text("A"), iri(`${PREFIXES.ng}owns`), text("B"), iri("https://e.org/claim/1")], [text("A"), iri(`${PREFIXES.ng}leads`), text("B"), iri("https://e.org/claim/2")]) }, PREFIXES);
    expect(found?.nodes.map(({ name }) => name)).toEqual(["A", "B"]);
    expect(found?.links).toEqual([{ from: 0, to: 1, labels: ["owns", "leads"] }]);
  });
  it("draws triples, and takes names from labels", () => {
    const label = iri("http://www.w3.org/2000/01/rdf-schema#label");
    const found = drawingOf({ kind: "triples", table: table(["subject", "predicate", "object"],
      [iri("https://e.org/person/a"), label, text("Ana")], [iri("https://e.org/person/a"), iri("x:knows"), iri("https://e.org/person/b")]) }, PREFIXES);
    expect(found?.nodes).toEqual([{ id: "https://e.org/person/a", iri: "https://e.org/person/a", name: "Ana" }, { id: "https://e.org/person/b", iri: "https://e.org/person/b", name: null }]);
  });
  it("draws nothing where nothing is linked", () => {
    expect(drawingOf({ kind: "rows", table: table(["person", "n"], [iri("https://e.org/person/a"), typed("1", "integer")]) }, PREFIXES)).toBeNull();
    expect(drawingOf({ kind: "boolean", value: true }, PREFIXES)).toBeNull();
  });
  it("keeps the nodes with the most links of many", () => {
    const rows = Array.from({ length: 1000 }, (_, n) => [iri("https://e.org/person/hub"), iri(`https://e.org/person/${n}`)]);
    const found = drawingOf({ kind: "rows", table: table(["a", "b"], ...rows) }, PREFIXES);
    expect([found?.nodes.length, found?.left, found?.nodes[0]?.id]).toEqual([300, 701, "https://e.org/person/hub"]);
  });
});

describe("tabbed", () => {
  it("breaks no row and starts no formula", () => {
    const rows = table(["a", "b"], [text("=1+1"), text("x\ty\nz")], [text("-3.5"), null], [text(" +call"), text("@x")]);
    expect(tabbed(rows, [1, 0, 2])).toBe("a\tb\n-3.5\t\n'=1+1\tx y z\n' +call\t'@x\n");
  });
});

describe("isWebAddress", () => {
  it.each([["https://e.org", true], ["HTTP://e.org", true], ["javascript:alert(1)", false], ["data:text/html,x", false], ["https://", false], [" https://e.org", false]])("%s: %s", (address, is) =>
    expect(isWebAddress(address)).toBe(is));
});
