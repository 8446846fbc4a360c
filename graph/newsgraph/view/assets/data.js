"use strict";
performance.mark("newsgraph:data");
// The data, looked up from every side. Names come from articles: they are only ever set as text.
const DATA = JSON.parse(document.getElementById("graph-data").textContent);
const STYLES = new Map(DATA.styles.map((style) => [style.kind, style]));
const NODES = new Map(DATA.nodes.map((node) => [String(node.id), node]));
const EDGES = new Map();
const EDGES_OF = new Map(DATA.nodes.map((node) => [String(node.id), []]));
DATA.edges = DATA.edges.filter((edge) => NODES.has(String(edge.from)) && NODES.has(String(edge.to)));
DATA.edges.forEach((edge, number) => {
  if (edge.id === undefined) edge.id = "added" + number;
  EDGES.set(edge.id, edge);
  for (const end of new Set([String(edge.from), String(edge.to)])) EDGES_OF.get(end).push(edge);
});

const nameOf = (node) => String(node.name ?? node.label ?? node.id);
const kindOf = (node) => (STYLES.has(node.kind) ? node.kind : "Other");
const styleOf = (node) => STYLES.get(kindOf(node));
const otherEnd = (edge, id) => String(String(edge.from) === id ? edge.to : edge.from);
const speakerName = (id) => (NODES.has(id) ? nameOf(NODES.get(id)) : DATA.speakers[id] ?? id);
const fold = (text) => String(text).normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
const voiceOf = (edge) => edge.voice ?? "naming";

const state = { selected: null, hovered: null, hidden: new Set(), hiddenLines: new Set() };
const isShown = (node) => !state.hidden.has(kindOf(node));

const darkness = window.matchMedia("(prefers-color-scheme: dark)");
const fillOf = (node) => {
  const style = styleOf(node);
  const own = typeof node.color === "string" && node.color !== style.light ? node.color : null;
  return own ?? (darkness.matches ? style.dark : style.light);
};
// Okabe and Ito's blue and vermilion, darkened or lightened until they can be read on the page.
const LIGHT = {
  page: "#fbfbfa", ink: "#1c2128", soft: "#5a6270", naming: "#c9cdd4", quote: "#7d9b92", own: "#3f4652",
  attributed: "#0072b2", negated: "#b84e00", answer: "#8f4a78", onFill: "#ffffff",
};
const DARK = {
  page: "#15181d", ink: "#e7eaee", soft: "#a3abb8", naming: "#454d5a", quote: "#6d9488", own: "#c6ccd6",
  attributed: "#56b4e9", negated: "#ff8a4d", answer: "#d690b7", onFill: "#15181d",
};
const paint = () => (darkness.matches ? DARK : LIGHT);

// Small builders: every text goes through textContent, every attribute through setAttribute with a fixed name.
function make(tag, options = {}, ...children) {
  const element = document.createElement(tag);
  if (options.class) element.className = options.class;
  if (options.text !== undefined) element.textContent = options.text;
  if (options.type) element.type = options.type;
  for (const child of children) if (child) element.append(child);
  return element;
}
const isolated = (text) => make("bdi", { text });

function shapePath(shape, x, y, r) {
  const turn = (count, start, radius) =>
    Array.from({ length: count }, (_, i) => {
      const angle = start + (i * 2 * Math.PI) / count;
      const far = typeof radius === "function" ? radius(i) : radius;
      return [x + far * Math.cos(angle), y + far * Math.sin(angle)];
    });
  if (shape === "square") return [[x - r, y - r], [x + r, y - r], [x + r, y + r], [x - r, y + r]];
  if (shape === "diamond") return turn(4, 0, r * 1.15);
  if (shape === "triangleDown") return turn(3, Math.PI / 2, r * 1.2);
  if (shape === "triangle") return turn(3, -Math.PI / 2, r * 1.2);
  if (shape === "hexagon") return turn(6, 0, r * 1.08);
  if (shape === "tag") return [[-1.3, -0.85], [0.75, -0.85], [1.45, 0], [0.75, 0.85], [-1.3, 0.85]].map(([across, down]) => [x + r * across, y + r * down]);
  if (shape === "star") return turn(10, -Math.PI / 2, (i) => (i % 2 ? r * 0.55 : r * 1.2));
  return turn(24, 0, r);
}

function icon(style, size = 15) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("width", size);
  svg.setAttribute("height", size);
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("aria-hidden", "true");
  const shape = document.createElementNS(svg.namespaceURI, "polygon");
  shape.setAttribute("points", shapePath(style.shape, 8, 8, { square: 5.6, tag: 5 }[style.shape] ?? 6.2).map((p) => p.join(",")).join(" "));
  const colour = darkness.matches ? style.dark : style.light;
  shape.setAttribute("fill", style.hollow ? "none" : colour);
  shape.setAttribute("stroke", colour);
  shape.setAttribute("stroke-width", style.hollow ? "2.2" : "1");
  svg.append(shape);
  return svg;
}

// The sign of a node with its voice: what an article does not itself state is an outline.
function nodeIcon(node) {
  const svg = icon(styleOf(node));
  if (!node.voice || node.voice === "own") return svg;
  const shape = svg.firstElementChild;
  shape.setAttribute("fill", "none");
  shape.setAttribute("stroke-width", "1.6");
  if (node.voice !== "negated") shape.setAttribute("stroke-dasharray", node.voice === "hedged" ? "1 1.4" : "2.6 1.6");
  else {
    const strike = document.createElementNS(svg.namespaceURI, "path");
    strike.setAttribute("d", "M1 14L15 2");
    strike.setAttribute("stroke", shape.getAttribute("stroke"));
    strike.setAttribute("stroke-width", "1.6");
    svg.append(strike);
  }
  return svg;
}
