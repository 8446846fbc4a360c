import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Query, Start, Told } from "../../src/engine/protocol";
import { Engine } from "../../src/site/engine";

const ASK = { base: "https://a.example/", rows: "rows", triples: "triples", most: { rows: 10, characters: 100 } };
const START: Start = { wasm: new Uint8Array(1), parts: [] };

/** A worker whose answers the test gives. */
class Fake {
  static all: Fake[] = [];
  readonly asked: (Query | Start)[] = [];
  isEnded = false;
  private readonly listeners = new Map<string, (event: unknown) => void>();

  constructor() {
    Fake.all.push(this);
  }

  addEventListener(kind: string, listener: (event: unknown) => void): void {
    this.listeners.set(kind, listener);
  }

  postMessage(message: Query | Start): void {
    this.asked.push(message);
  }

  terminate(): void {
    this.isEnded = true;
  }

  tell(told: Told): void {
    this.listeners.get("message")?.({ data: told });
  }

  break(): void {
    this.listeners.get("error")?.({ preventDefault: () => undefined });
  }

  answer(text: string): void {
    const last = this.asked.at(-1);
    this.tell({ id: last && "id" in last ? last.id : -1, status: 200, media: "rows", text });
  }
}

function latest(): Fake {
  const found = Fake.all.at(-1);
  if (found === undefined) throw new Error("no worker");
  return found;
}

function queries(worker: Fake): readonly string[] {
  return worker.asked.flatMap((asked) => ("query" in asked ? [asked.query] : []));
}

beforeEach(() => {
  Fake.all = [];
  vi.useFakeTimers();
  vi.stubGlobal("Worker", Fake);
  vi.stubGlobal("window", globalThis);
  vi.spyOn(URL, "createObjectURL").mockReturnValue("blob:x");
  vi.spyOn(URL, "revokeObjectURL").mockReturnValue();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

function engine(start: () => Promise<Start> = async () => START): Engine {
  return new Engine("script", start, 60);
}

async function ready(): Promise<void> {
  await vi.advanceTimersByTimeAsync(0);
  latest().tell({ ready: 3 });
}

describe("the engine's keeper", () => {
  test("loads once and asks one query after the other", async () => {
    const kept = engine();
    kept.warm();
    const [one, other] = [kept.ask({ ...ASK, query: "one" }), kept.ask({ ...ASK, query: "other" })];
    expect(queries(latest())).toEqual([]);
    await ready();
    expect(queries(latest())).toEqual(["one"]);
    latest().answer("1");
    expect((await one).text).toBe("1");
    expect(queries(latest())).toEqual(["one", "other"]);
    latest().answer("2");
    expect((await other).text).toBe("2");
    expect(Fake.all).toHaveLength(1);
  });

  test("a query that is cancelled ends its worker; the next one is asked of another", async () => {
    const kept = engine();
    const cancel = new AbortController();
    const one = kept.ask({ ...ASK, query: "one" }, cancel.signal);
    const other = kept.ask({ ...ASK, query: "other" });
    await ready();
    const first = latest();
    cancel.abort();
    await expect(one).rejects.toMatchObject({ name: "AbortError" });
    expect(first.isEnded).toBe(true);
    await ready();
    first.tell({ id: 1, status: 200, media: "rows", text: "too late" });
    expect(queries(latest())).toEqual(["other"]);
    latest().answer("2");
    expect((await other).text).toBe("2");
  });

  test("a query that waits is cancelled without a word to the worker", async () => {
    const kept = engine();
    const cancel = new AbortController();
    const one = kept.ask({ ...ASK, query: "one" });
    const other = kept.ask({ ...ASK, query: "other" }, cancel.signal);
    await ready();
    cancel.abort();
    await expect(other).rejects.toMatchObject({ name: "AbortError" });
    expect(latest().isEnded).toBe(false);
    latest().answer("1");
    await one;
    expect(queries(latest())).toEqual(["one"]);
    await expect(kept.ask({ ...ASK, query: "late" }, cancel.signal)).rejects.toMatchObject({ name: "AbortError" });
  });

  test("the time that a query may take does not count the time to load", async () => {
    const kept = engine();
    const one = kept.ask({ ...ASK, query: "one" });
    await vi.advanceTimersByTimeAsync(200_000);
    latest().tell({ ready: 3 });
    const first = latest();
    await vi.advanceTimersByTimeAsync(59_000);
    expect(first.isEnded).toBe(false);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(await one).toMatchObject({ status: 504 });
    expect(first.isEnded).toBe(true);
    expect(Fake.all).toHaveLength(2);
  });

  test("a fault in the engine is told; what waits is asked of another", async () => {
    const kept = engine();
    const [one, other] = [kept.ask({ ...ASK, query: "one" }), kept.ask({ ...ASK, query: "other" })];
    await ready();
    latest().tell({ fault: "memory" });
    expect(await one).toMatchObject({ status: 422 });
    await ready();
    latest().answer("2");
    expect((await other).text).toBe("2");
  });

  test.each([
    ["the worker cannot start", async () => { await vi.advanceTimersByTimeAsync(0); latest().break(); }],
    ["the graph cannot be loaded", async () => { await vi.advanceTimersByTimeAsync(0); latest().tell({ fault: "damaged" }); }],
  ])("all that wait are told where %s", async (_, fail) => {
    const kept = engine();
    const asked = [kept.ask({ ...ASK, query: "one" }), kept.ask({ ...ASK, query: "other" })];
    await fail();
    for (const answer of await Promise.all(asked)) expect(answer.status).toBe(500);
    // Asked again, it is tried again.
    const again = kept.ask({ ...ASK, query: "again" });
    await ready();
    latest().answer("3");
    expect((await again).text).toBe("3");
  });

  test("data that cannot be read are told", async () => {
    const kept = engine(() => Promise.reject(new Error("damaged")));
    const one = kept.ask({ ...ASK, query: "one" });
    await vi.advanceTimersByTimeAsync(0);
    expect(await one).toMatchObject({ status: 500 });
  });
});
