/** Finding nodes by what they are called, while somebody types. */

import { fold, isInWord } from "./folding";

export interface Found {
  readonly node: number;
  /** The other name that was found, where the node's own name does not hold the words as well. */
  readonly other: string | null;
}

/** How well a name fits, the best first. */
const EXACT = 0;
const START = 1;
const WORDS = 2;
const WORD_STARTS = 3;
const INSIDE = 4;
const CLASSES = 5;
const BLOCK = 2048;

type Allowed = (node: number) => boolean;
type Named = readonly [node: number, name: string];

/** Names to be found by some of their words. Nothing is done with them before they are needed. */
export class Search {
  private readonly own: Lines;
  private also: Lines | null = null;

  constructor(private readonly names: readonly string[]) {
    this.own = new Lines(names.length, (node) => [names[node] as string]);
  }

  /** Take other names too, each a reason to find its node; asked for by number when they are first needed. */
  others(names: (node: number) => readonly string[]): void {
    this.also = new Lines(this.names.length, names);
  }

  /** Get ready for some milliseconds; true when all is. What is not ready by then, the first search makes. */
  prepare(milliseconds: number): boolean {
    const until = performance.now() + milliseconds;
    return this.own.prepare(until) && (this.also?.prepare(until) ?? true);
  }

  /**
   * Return at most so many nodes whose name has all words of a text, letter case and accents aside.
   *
   * First those named exactly so, then names that start so, then those with these words (the last may be the start of
   * one), then those with words that start so, then those that have them somewhere; the most important first.
   */
  find(text: string, limit: number, allowed: Allowed = () => true): readonly Found[] {
    const asked = fold(text);
    if (asked === "" || limit <= 0) return [];
    const own = this.own.find(asked, limit, allowed);
    const also = this.also?.find(asked, limit, allowed);
    const found = new Map<number, Found>();
    for (let fit = EXACT; fit < CLASSES; fit += 1) {
      const here = [...(own[fit] ?? []).map(([node]) => ({ node, other: null })), ...(also?.[fit] ?? []).map(([node, other]) => ({ node, other }))];
      here.sort((one, other) => one.node - other.node);
      for (const one of here) if (!found.has(one.node)) found.set(one.node, one);
      if (found.size >= limit) break;
    }
    return Array.from(found.values()).slice(0, limit);
  }
}

/** Names by node in blocks of folded lines, so that one look goes through thousands. */
class Lines {
  private readonly blocks: (Block | undefined)[];
  private ready = 0;

  constructor(private readonly count: number, private readonly names: (node: number) => readonly string[]) {
    this.blocks = Array.from({ length: Math.ceil(count / BLOCK) });
  }

  prepare(until: number): boolean {
    while (this.ready < this.blocks.length && performance.now() < until) {
      this.block(this.ready);
      this.ready += 1;
    }
    return this.ready === this.blocks.length;
  }

  /** Return by class those that fit, by number; in each class at most so many. */
  find(asked: string, limit: number, allowed: Allowed): readonly (readonly Named[])[] {
    const search = new Finding(asked, limit, allowed);
    for (let at = 0; at < this.blocks.length && search.wanted(EXACT); at += 1) search.starts(this.block(at), EXACT);
    for (let at = 0; at < this.blocks.length && search.wanted(START); at += 1) search.starts(this.block(at), START);
    for (let at = 0; at < this.blocks.length && search.wanted(WORDS); at += 1) search.words(this.block(at));
    return search.found;
  }

  private block(at: number): Block {
    return (this.blocks[at] ??= blockOf(at * BLOCK, Math.min(this.count, (at + 1) * BLOCK), this.names));
  }
}

interface Block {
  /** Folded names, each after a line feed. */
  readonly text: string;
  /** Where each line starts, and where the last ends. */
  readonly starts: Uint32Array;
  readonly nodes: Uint32Array;
  name(line: number): string;
}

function blockOf(from: number, end: number, names: (node: number) => readonly string[]): Block {
  const lines: string[] = [];
  const starts: number[] = [];
  const nodes: number[] = [];
  const places: number[] = [];
  let at = 1;
  for (let node = from; node < end; node += 1) {
    names(node).forEach((name, place) => {
      const line = fold(name);
      lines.push(line);
      nodes.push(node);
      places.push(place);
      starts.push(at);
      at += line.length + 1;
    });
  }
  const name = (line: number): string => names(nodes[line] as number)[places[line] as number] as string;
  return { text: `\n${lines.join("\n")}\n`, starts: Uint32Array.from([...starts, at]), nodes: Uint32Array.from(nodes), name };
}

/** One search: what it has found so far. */
class Finding {
  readonly found: Named[][] = Array.from({ length: CLASSES }, () => []);
  private readonly taken = new Set<number>();
  private readonly parts: readonly string[];
  private readonly rarest: string;

  constructor(private readonly asked: string, private readonly limit: number, private readonly allowed: Allowed) {
    this.parts = asked.split(" ");
    this.rarest = this.parts.reduce((longest, part) => (part.length > longest.length ? part : longest));
  }

  /** Whether another of this class would be among the best. */
  wanted(fit: number): boolean {
    let size = 0;
    for (let better = EXACT; better <= fit; better += 1) size += this.size(better);
    return size < this.limit;
  }

  /** Names that are what is asked, or start so. */
  starts(block: Block, fit: typeof EXACT | typeof START): void {
    const needle = fit === EXACT ? `\n${this.asked}\n` : `\n${this.asked}`;
    let line = 0;
    for (let at = block.text.indexOf(needle); at >= 0 && this.wanted(fit); at = block.text.indexOf(needle, at + 1)) {
      line = lineAt(block, at + 1, line);
      this.take(fit, block, line);
    }
  }

  /** Names with all the words. */
  words(block: Block): void {
    const { text, starts, nodes } = block;
    let line = 0;
    let at = text.indexOf(this.rarest);
    while (at >= 0 && this.wanted(WORDS)) {
      if (this.isFull(INSIDE) && this.parts.length === 1 && isInWord(text, at - 1)) {
        at = text.indexOf(this.rarest, at + 1);
        continue;
      }
      line = lineAt(block, at, line);
      const node = nodes[line] as number;
      let best = CLASSES;
      let bestLine = line;
      // The lines before this one have not the word; of those after it, one may fit better.
      for (; nodes[line] === node; line += 1) {
        const fit = fitOf(text.slice(starts[line], (starts[line + 1] as number) - 1), this.parts);
        if (fit < best) [best, bestLine] = [fit, line];
      }
      if (best < CLASSES) this.take(best, block, bestLine);
      at = text.indexOf(this.rarest, (starts[line] as number) - 1);
    }
  }

  private take(fit: number, block: Block, line: number): void {
    const node = block.nodes[line] as number;
    if (this.isFull(fit) || this.taken.has(node) || !this.allowed(node)) return;
    this.taken.add(node);
    this.found[fit]?.push([node, block.name(line)]);
  }

  private isFull(fit: number): boolean {
    return this.size(fit) >= this.limit;
  }

  private size(fit: number): number {
    return this.found[fit]?.length ?? 0;
  }
}

/** Return the line in which a place of the block's text is, at or after a line known. */
function lineAt({ starts }: Block, at: number, from: number): number {
  let low = from;
  let high = starts.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((starts[middle] as number) <= at) low = middle;
    else high = middle;
  }
  return low;
}

/** Return the class of a folded name for words, or CLASSES where one of them is missing. */
function fitOf(name: string, words: readonly string[]): number {
  let fit = WORDS;
  for (let at = 0; at < words.length && fit < CLASSES; at += 1) fit = Math.max(fit, fitOfWord(name, words[at] as string, at === words.length - 1));
  return fit;
}

function fitOfWord(name: string, word: string, isLast: boolean): number {
  let best = CLASSES;
  for (let at = name.indexOf(word); at >= 0; at = name.indexOf(word, at + 1)) {
    if (at > 0 && isInWord(name, at - 1)) {
      best = Math.min(best, INSIDE);
      continue;
    }
    const end = at + word.length;
    if (isLast || end === name.length || !isInWord(name, end)) return WORDS;
    best = WORD_STARTS;
  }
  return best;
}
