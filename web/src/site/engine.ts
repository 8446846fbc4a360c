/** The engine as the page sees it: a worker that answers one query at a time, and is ended where a query is. */

import { local } from "../page/server";
import type { Query, Start, Told } from "../engine/protocol";

export type Ask = Omit<Query, "id">;
export type Answer = Extract<Told, { readonly status: number }> & { readonly milliseconds: number };

interface Job {
  readonly id: number;
  readonly ask: Ask;
  readonly settle: (answer: Answer) => void;
  readonly fail: (error: unknown) => void;
  isBegun: boolean;
}

const UNLOADED = "The graph cannot be loaded in this browser; it may want more memory. On a computer, `newsgraph serve` answers the same.";
const NO_MEMORY = "This needed more memory than the browser gives; ask for less.";

export class Engine {
  private worker: Worker | null = null;
  private isReady = false;
  private readonly jobs: Job[] = [];
  private clock = 0;
  private latest = 0;
  private since = 0;

  /** `start` makes the worker's first message anew for every worker. */
  constructor(private readonly script: string, private readonly start: () => Promise<Start>, private readonly seconds: number) {}

  /** Load the graph, if it is not; the first query has less to wait for then. */
  warm(): void {
    this.worker ??= this.begun();
  }

  /** Return the answer, or a refusal; the signal ends the query and, where it runs, its worker. */
  ask(ask: Ask, signal?: AbortSignal | null): Promise<Answer> {
    return new Promise((settle, fail) => {
      if (signal?.aborted) {
        fail(aborted());
        return;
      }
      this.latest += 1;
      const job: Job = { id: this.latest, ask, settle, fail, isBegun: false };
      signal?.addEventListener("abort", () => {
        if (!this.jobs.includes(job)) return;
        fail(aborted());
        this.drop(job);
      }, { once: true });
      this.jobs.push(job);
      this.next();
    });
  }

  private next(): void {
    const job = this.jobs[0];
    if (job === undefined || job.isBegun) return;
    this.warm();
    if (!this.isReady) return;
    job.isBegun = true;
    this.since = performance.now();
    this.worker?.postMessage({ id: job.id, ...job.ask } satisfies Query);
    this.clock = window.setTimeout(() => {
      job.settle(refusal(job, 504, `The query was ended after ${this.seconds} s; ask for less, or ask \`newsgraph serve\`, which is quicker.`));
      this.drop(job);
    }, this.seconds * 1000);
  }

  /** Nothing but its end stops what a worker is at. */
  private drop(job: Job): void {
    this.jobs.splice(this.jobs.indexOf(job), 1);
    if (job.isBegun) {
      this.end();
      this.warm();
    }
    this.next();
  }

  private end(): void {
    clearTimeout(this.clock);
    this.worker?.terminate();
    this.worker = null;
    this.isReady = false;
    local.isReading = false;
  }

  private begun(): Worker {
    local.isReading = true;
    const address = URL.createObjectURL(new Blob([this.script], { type: "text/javascript" }));
    const worker = new Worker(address);
    worker.addEventListener("message", (event: MessageEvent<Told>) => {
      if (worker === this.worker) this.hear(event.data);
    });
    worker.addEventListener("error", (event) => {
      event.preventDefault();
      if (worker === this.worker) this.failed();
    });
    this.start().then(
      (start) => worker.postMessage(start, [start.wasm.buffer, ...start.parts.map((part) => part.buffer)]),
      () => { if (worker === this.worker) this.failed(); },
    ).finally(() => URL.revokeObjectURL(address));
    return worker;
  }

  private hear(told: Told): void {
    if ("ready" in told) {
      this.isReady = true;
      local.isReading = false;
      this.next();
    } else if ("fault" in told) this.failed();
    else {
      clearTimeout(this.clock);
      const job = this.jobs.shift();
      job?.settle({ ...told, milliseconds: performance.now() - this.since });
      this.next();
    }
  }

  /** What waits behind the query that failed gets a new worker; a graph that cannot be loaded is no use to any. */
  private failed(): void {
    const hasLoaded = this.isReady;
    this.end();
    const failed = hasLoaded ? this.jobs.splice(0, 1) : this.jobs.splice(0);
    for (const job of failed) job.settle(refusal(job, hasLoaded ? 422 : 500, hasLoaded ? NO_MEMORY : UNLOADED));
    this.next();
  }
}

function refusal(job: Job, status: number, text: string): Answer {
  return { id: job.id, status, media: "text/plain", text, milliseconds: 0 };
}

function aborted(): DOMException {
  return new DOMException("The query was cancelled.", "AbortError");
}
