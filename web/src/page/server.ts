/** Who answers what a page asks for: the server that it came from, or the page itself where it is a file. */

export type Server = (address: string, init?: RequestInit) => Promise<Response>;

let server: Server = (address, init) => fetch(address, init);

/** Ask for something of the server. */
export function asked(address: string, init?: RequestInit): Promise<Response> {
  return server(address, init);
}

/** Have all that is asked for from now on answered in this way. */
export function answerBy(other: Server): void {
  server = other;
}
