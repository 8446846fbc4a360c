/** How kinds, communities and lines look: Okabe and Ito's colours, a shape and a letter a kind; as in newsgraph/view/style.py. */

import { VOICES, type Voice } from "../graph/model";

export type Shape = "circle" | "square" | "diamond" | "triangle" | "hexagon" | "star" | "tag" | "ring";

export interface Look {
  readonly shape: Shape;
  readonly letter: string;
  readonly light: string;
  readonly dark: string;
}

/** In the order of KINDS. */
export const LOOKS: readonly Look[] = [
  { shape: "circle", letter: "P", light: "#0072b2", dark: "#4ba3dc" },
  { shape: "diamond", letter: "O", light: "#e69f00", dark: "#e69f00" },
  { shape: "triangle", letter: "L", light: "#009e73", dark: "#1dbb8f" },
  { shape: "hexagon", letter: "§", light: "#cc79a7", dark: "#d690b7" },
  { shape: "star", letter: "E", light: "#d55e00", dark: "#ef7f2a" },
  { shape: "ring", letter: "G", light: "#2f8fc9", dark: "#7cc6f0" },
  { shape: "square", letter: "≡", light: "#3f4652", dark: "#d7dbe2" },
  { shape: "tag", letter: "", light: "#b84e00", dark: "#ef7f2a" },
];
const OTHER: Look = { shape: "circle", letter: "?", light: "#8a8f98", dark: "#a6abb5" };

/** Return the look of a kind by its number. */
export function lookOf(kind: number): Look {
  return LOOKS[kind] ?? OTHER;
}

export interface Palette {
  readonly dark: boolean;
  readonly page: string;
  readonly raised: string;
  readonly ink: string;
  readonly soft: string;
  readonly rule: string;
  readonly ring: string;
  readonly onFill: string;
  /** How much of the page lies over what is not in focus. */
  readonly veil: number;
  /** Red, green, blue of the picture of all nodes. */
  readonly density: readonly [number, number, number];
  readonly lines: Readonly<Record<LineColour, string>>;
  readonly communities: readonly string[];
}

export type LineColour = "naming" | "quote" | "own" | "attributed" | "negated" | "answer";

export const LIGHT: Palette = {
  dark: false, page: "#fbfbfa", raised: "#ffffff", ink: "#1c2128", soft: "#5a6270", rule: "#dcdfe4", ring: "#005a94", onFill: "#ffffff", veil: 0.84, density: [74, 88, 110],
  lines: { naming: "#b4bac4", quote: "#7d9b92", own: "#3f4652", attributed: "#0072b2", negated: "#b84e00", answer: "#8f4a78" },
  communities: ["#0072b2", "#d55e00", "#009e73", "#b4568a", "#c98500", "#56a5d8", "#7a5ab8", "#7d8b12", "#c23b4e", "#1f8a9c", "#8c5a2b", "#6b7280"],
};
export const DARK: Palette = {
  dark: true, page: "#15181d", raised: "#1d2128", ink: "#e7eaee", soft: "#a3abb8", rule: "#343a44", ring: "#7cc0f2", onFill: "#15181d", veil: 0.8, density: [152, 170, 200],
  lines: { naming: "#525b69", quote: "#6d9488", own: "#c6ccd6", attributed: "#56b4e9", negated: "#ff8a4d", answer: "#d690b7" },
  communities: ["#4ba3dc", "#ef7f2a", "#1dbb8f", "#d690b7", "#e6b032", "#8fd0f5", "#a892e6", "#b8c24a", "#ef7a88", "#4fc3d4", "#c79468", "#a6abb5"],
};

/** Return the colours of a theme. */
export function paletteOf(dark: boolean): Palette {
  return dark ? DARK : LIGHT;
}

/** Return the colour of a kind. */
export function kindColour(kind: number, palette: Palette): string {
  const look = lookOf(kind);
  return palette.dark ? look.dark : look.light;
}

/** Return the colour of a community; `tints` holds the place in the palette by community where neighbours were told apart. */
export function communityColour(community: number, palette: Palette, tints?: Uint8Array): string {
  const tint = tints?.[community] ?? community;
  return palette.communities[tint % palette.communities.length] as string;
}

/** How a voice is drawn: the colour says who speaks, the pattern and the sign how it is put. */
export interface LineLook {
  readonly colour: LineColour;
  /** Lengths of strokes and gaps; empty for a whole line. */
  readonly dashes: readonly number[];
  readonly sign: string;
  readonly arrow: boolean;
}

const PLAIN: LineLook = { colour: "naming", dashes: [], sign: "", arrow: false };
const LINES: Readonly<Partial<Record<Voice, LineLook>>> = {
  own: { colour: "own", dashes: [], sign: "", arrow: true },
  attributed: { colour: "attributed", dashes: [7, 4], sign: "", arrow: true },
  hedged: { colour: "own", dashes: [2, 3.5], sign: "?", arrow: true },
  negated: { colour: "negated", dashes: [], sign: "✕", arrow: true },
  quote: { colour: "quote", dashes: [1, 3], sign: "“", arrow: false },
  whole: { colour: "naming", dashes: [], sign: "", arrow: true },
  copy: { colour: "naming", dashes: [14, 4], sign: "=", arrow: true },
  open: { colour: "naming", dashes: [7, 5], sign: "≈", arrow: false },
  answer: { colour: "answer", dashes: [], sign: "⇄", arrow: true },
};

/** Return how a link is drawn: by its voice, and whether it is put to a source. */
export function lineLook(voice: number, sourced: boolean): LineLook {
  const name = VOICES[voice] ?? "naming";
  const look = LINES[name] ?? PLAIN;
  if (!sourced || name === "attributed" || name === "answer" || name === "quote" || look === PLAIN) return look;
  if (name === "hedged") return { ...look, colour: "attributed", dashes: [7, 3, 2, 3] };
  return { ...look, dashes: [7, 4] };
}
