/** Who answers what a page asks for: the server that it came from, or the page itself where it is a file. */

export type Server = (address: string, init?: RequestInit) => Promise<Response>;

let server: Server = (address, init) => fetch(address, init);

/** What a page that is a file is at: whether it still reads its own graph. */
export const local = { isReading: false };

/** How long an answer took where that is told: without the time that the graph took to be read. */
export const TOOK = "x-newsgraph-milliseconds";

/** Ask for something of the server. */
export function asked(address: string, init?: RequestInit): Promise<Response> {
  return server(address, init);
}

/** Have all that is asked for from now on answered in this way. */
export function answerBy(other: Server): void {
  server = other;
}
