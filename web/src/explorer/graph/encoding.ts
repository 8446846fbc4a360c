/** How the parts come: as text in a page, compressed, as columns of numbers and texts (docs/reference/explorer-format.md). */

export const DAMAGED = "The data of this graph is damaged or incomplete; make or load the page again.";
export const OTHER_VERSION = "The data of this graph was made by another version of newsgraph; make or load the page again.";
export const CHANGED = "The graph has changed; load the page again.";
const FORMAT = 3;
const START = 8;

/** Return the bytes that base64 text stands for. */
export function fromText(text: string): Uint8Array<ArrayBuffer> {
  const quick = (Uint8Array as { fromBase64?: (text: string) => Uint8Array<ArrayBuffer> }).fromBase64;
  try {
    if (quick) return quick.call(Uint8Array, text);
    const characters = atob(text);
    const bytes = new Uint8Array(characters.length);
    for (let index = 0; index < bytes.length; index++) bytes[index] = characters.charCodeAt(index);
    return bytes;
  } catch {
    throw new Error(DAMAGED);
  }
}

/** Return what a zlib stream holds. */
export async function inflated(part: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  if (typeof DecompressionStream === "undefined") throw new Error("This browser is too old to show the graph; use a newer one.");
  const pieces: Uint8Array[] = [];
  let size = 0;
  try {
    const reader = new Response(part).body!.pipeThrough(new DecompressionStream("deflate")).getReader();
    for (let { done, value } = await reader.read(); !done; { done, value } = await reader.read()) {
      pieces.push(value!);
      size += value!.length;
    }
  } catch {
    throw new Error(DAMAGED);
  }
  const whole = new Uint8Array(size);
  size = 0;
  for (const piece of pieces) {
    whole.set(piece, size);
    size += piece.length;
  }
  return whole;
}

/** Reads the columns of a part, one after the other. */
export class Columns {
  readonly #bytes: Uint8Array;
  readonly #header: Readonly<Record<string, unknown>>;
  #at: number;

  /** `letter` says which part it must be: `g`, `d` or `w`. */
  constructor(bytes: Uint8Array, letter: string) {
    this.#bytes = bytes;
    this.#at = START;
    if (String.fromCharCode(...bytes.subarray(0, 4)) !== `ngx${letter}`) throw new Error(DAMAGED);
    const size = new DataView(bytes.buffer, bytes.byteOffset).getUint32(4, true);
    this.#header = JSON.parse(decoded(this.#take(size))) as Record<string, unknown>;
    if (this.#header["format"] !== FORMAT) throw new Error(OTHER_VERSION);
  }

  /** Return a text of the header. */
  told(name: string): string {
    return String(this.#header[name]);
  }

  /** Make sure that the part is of the same state of the graph. */
  of(snapshot: string): void {
    if (this.told("snapshot") !== snapshot) throw new Error(CHANGED);
  }

  /** Return a number of the header, such as how many there are of something. */
  count(name: string): number {
    const value = Number(this.#header[name]);
    if (!Number.isSafeInteger(value) || value < 0) throw new Error(DAMAGED);
    return value;
  }

  /** Return a list of numbers of the header. */
  list(name: string): Uint32Array {
    return Uint32Array.from(this.#header[name] as number[]);
  }

  /** Return a column of numbers of one byte. */
  bytes(count: number): Uint8Array {
    const width = this.#take(1)[0]!;
    if (width > 1) throw new Error(DAMAGED);
    return width === 0 ? new Uint8Array(count) : this.#take(count).slice();
  }

  /** Return a column of numbers from 0 to 4,294,967,295. */
  numbers(count: number): Uint32Array {
    const width = this.#take(1)[0]!;
    const result = new Uint32Array(count);
    if (width === 0) return result;
    const low = this.#take(count);
    if (width === 1) {
      result.set(low);
    } else {
      const second = this.#take(count);
      for (let index = 0; index < count; index++) result[index] = low[index]! | (second[index]! << 8);
    }
    for (let plane = 2; plane < width; plane++) {
      const high = this.#take(count);
      for (let index = 0; index < count; index++) result[index]! |= high[index]! << (8 * plane);
    }
    return result;
  }

  /** Return a column of numbers of either sign. */
  signed(count: number): Int32Array {
    const coded = this.numbers(count);
    const result = new Int32Array(coded.buffer);
    for (let index = 0; index < count; index++) result[index] = (coded[index]! >>> 1) ^ -(coded[index]! & 1);
    return result;
  }

  /** Return texts. */
  texts(count: number): string[] {
    const whole = decoded(this.blob());
    const found = count === 0 ? [] : whole.slice(1).split(whole.charAt(0));
    if (found.length !== count) throw new Error(DAMAGED);
    return found;
  }

  /** Return bytes. */
  blob(): Uint8Array {
    const size = this.#take(4);
    return this.#take((size[0]! | (size[1]! << 8) | (size[2]! << 16) | (size[3]! << 24)) >>> 0);
  }

  #take(size: number): Uint8Array {
    const taken = this.#bytes.subarray(this.#at, this.#at + size);
    if (taken.length !== size) throw new Error(DAMAGED);
    this.#at += size;
    return taken;
  }
}

function decoded(bytes: Uint8Array): string {
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
}

/** Put in place of each number the sum of it and all before it; return the same array. */
export function summed<Numbers extends Uint32Array | Int32Array>(steps: Numbers): Numbers {
  let sum = 0;
  for (let index = 0; index < steps.length; index++) steps[index] = sum = (sum + steps[index]!) | 0;
  return steps;
}

const SENTENCES: ReadonlySet<string> = new Set([OTHER_VERSION, CHANGED]);

/** Return what the call returns; any fault in it is told as one sentence. */
export function guarded<Result>(read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    throw error instanceof Error && SENTENCES.has(error.message) ? error : new Error(DAMAGED);
  }
}
