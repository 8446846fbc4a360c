import { describe, expect, it } from "vitest";
import { fold, isInWord } from "../../src/explorer/graph/folding";
import { Search } from "../../src/explorer/graph/search";
import { chance, generated } from "./generated";

describe("fold", () => {
  it.each([
    ["Ana RUIZ", "ana ruiz"],
    ["Žofie  Núñez\t", "zofie nunez"],
    ["Straße", "strasse"],
    ["ΟΔΟΣ", "οδοσ"],
    ["İzmir", "izmir"],
    ["ﬁnch", "finch"],
    ["Å ångström", "a angstrom"],
    ["हिन्दी", "हिनदी"],
    ["Nguyễn Đức", "nguyen đuc"],
    [" \u00a0 ", ""],
  ])("%s becomes %s", (text, folded) => expect(fold(text)).toBe(folded));
  it("knows letters beyond the first plane, and that emoji are none", () => {
    expect(isInWord("𐐨na", 1)).toBe(true);
    expect(isInWord("🎉na", 1)).toBe(false);
    expect(isInWord("🎉na", 0)).toBe(false);
    expect(isInWord("ana", -1)).toBe(false);
  });
});

describe("Search", () => {
  const names = ["Harbour Ana Act", "Mariana Vale", "Anabel Ruiz", "Ana Ruíz", "ANA", "Jean-Luc Ana", "Ruiz Ana", "Bañana & Co", "", "ana <b>Ruiz</b>", "🎉Ana"];
  const search = new Search(names);
  const found = (text: string, limit = 20) => search.find(text, limit).map(({ node }) => names[node]);
  it.each([
    ["ana", ["ANA", "Anabel Ruiz", "Ana Ruíz", "ana <b>Ruiz</b>", "Harbour Ana Act", "Jean-Luc Ana", "Ruiz Ana", "🎉Ana", "Mariana Vale", "Bañana & Co"]],
    ["ANA R", ["Ana Ruíz", "Ruiz Ana", "ana <b>Ruiz</b>", "Anabel Ruiz", "Harbour Ana Act", "Mariana Vale"]],
    ["rúiz  ana", ["Ruiz Ana", "Anabel Ruiz", "Ana Ruíz", "ana <b>Ruiz</b>"]],
    ["luc", ["Jean-Luc Ana"]],
    ["an vale", ["Mariana Vale"]],
    ["<b>", ["ana <b>Ruiz</b>"]],
    ["nobody", []],
    ["  ", []],
  ])("finds for “%s” the best first", (text, expected) => expect(found(text)).toEqual(expected));
  it("keeps to the limit, whatever is allowed", () => {
    expect(found("ana", 2)).toEqual(["ANA", "Anabel Ruiz"]);
    expect(found("ana", 0)).toEqual([]);
    expect(search.find("ana", 2, (node) => node > 4).map(({ node }) => names[node])).toEqual(["ana <b>Ruiz</b>", "Jean-Luc Ana"]);
  });
  it("finds by other names once they are known, and tells which", () => {
    const known = new Search(["Ana Ruiz", "Bram Ek", "Tilda Ek"]);
    expect(known.find("smith", 5)).toEqual([]);
    known.others((node) => (node === 1 ? ["The Smith Show", "Smith"] : node === 0 ? ["Ana R. Smithson"] : []));
    expect(known.find("smith", 5)).toEqual([{ node: 1, other: "Smith" }, { node: 0, other: "Ana R. Smithson" }]);
    expect(known.find("ana", 5)).toEqual([{ node: 0, other: null }]);
  });
  it("gets ready in slices, and answers before it is", () => {
    const large = new Search(generated(20_000).graph.nodes.names);
    expect(large.prepare(0)).toBe(false);
    expect(large.find("zzzz", 5)).toEqual([]);
    let slices = 0;
    while (!large.prepare(1)) slices += 1;
    expect(slices).toBeLessThan(1000);
  });

  it("finds what a plain search finds", () => {
    const draw = chance(11);
    const one = <T>(of: readonly T[]): T => of[Math.floor(of.length * draw())] as T;
    const texts = ["a", "b", "ab", "ba", "aé", "b-a", "c", "ca"];
    const made = () => Array.from({ length: 1 + Math.floor(3 * draw()) }, () => one(texts)).join(" ");
    for (let round = 0; round < 60; round += 1) {
      const own = Array.from({ length: 1 + Math.floor(40 * draw()) }, made);
      const also = own.map(() => Array.from({ length: Math.floor(3 * draw()) }, made));
      const quick = new Search(own);
      if (round % 2) quick.others((node) => also[node] ?? []);
      for (let asking = 0; asking < 20; asking += 1) {
        const text = one([made(), "a", "b a", "ae", "e", "-"]);
        const limit = 1 + Math.floor(8 * draw());
        const allowed = (node: number) => node % 3 !== round % 5;
        const expected = own
          .flatMap((name, node) => {
            const fits = [name, ...(round % 2 ? (also[node] ?? []) : [])].map((each) => plainFit(fold(each), fold(text)));
            return allowed(node) && Math.min(...fits) < 9 ? [{ node, fit: Math.min(...fits) }] : [];
          })
          .sort((first, second) => first.fit - second.fit || first.node - second.node)
          .slice(0, limit)
          .map(({ node }) => node);
        expect(quick.find(text, limit, allowed).map(({ node }) => node), `${text} in ${own.join(", ")}`).toEqual(expected);
      }
    }
  });
});

/** The classes as told in words, by splitting names into words. */
function plainFit(name: string, text: string): number {
  if (name === text) return 0;
  if (name.startsWith(text)) return 1;
  const asked = text.split(" ");
  const at = (boundary: string, word: string, after: string): boolean => new RegExp(`${boundary}${word}${after}`, "u").test(name);
  const start = "(?<![a-zé])";
  if (asked.every((word, place) => at(start, word, place < asked.length - 1 ? "(?![a-z])" : ""))) return 2;
  if (asked.every((word) => at(start, word, ""))) return 3;
  return asked.every((word) => name.includes(word)) ? 4 : 9;
}
