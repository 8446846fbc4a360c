// How lines look, in the order of the legend. The colour says who speaks, the pattern and the sign how it is put.
const VOICES = new Map([
  ["naming", { text: "named in", sign: "" }],
  ["quote", { text: "quoted in", sign: "“" }],
  ["own", { text: "in an article’s own words", sign: "" }],
  ["attributed", { text: "according to a source", sign: "“”" }],
  ["hedged", { text: "alleged, expected, proposed, asked", sign: "?" }],
  ["negated", { text: "said not to be so", sign: "✕" }],
  ["answer", { text: "confirms or denies", sign: "⇄" }],
  ["copy", { text: "copy of", sign: "=" }],
  ["whole", { text: "part of", sign: "" }],
  ["open", { text: "may be the same", sign: "≈" }],
]);
const STATEMENTS = new Set(["own", "attributed", "hedged", "negated", "answer"]);
const DASHES = { quote: [1, 3], attributed: [7, 5], hedged: [2, 4], copy: [14, 4], open: [7, 5] };

const lineOf = (edge) => (VOICES.has(edge.voice) ? edge.voice : "naming");
const signOf = (edge) => (edge.sourced && lineOf(edge) !== "attributed" && lineOf(edge) !== "answer" ? "“”" : "") + VOICES.get(lineOf(edge)).sign;
const dashesOf = (edge) => (Array.isArray(edge.dashes) ? edge.dashes : edge.dashes ? [7, 5] : []);

function lineColour(voice, sourced) {
  if (voice === "hedged") return paint()[sourced ? "attributed" : "own"];
  return paint()[voice] ?? paint().soft;
}

// The lines that the legend has not switched off.
let shownLines = DATA.edges;
function toggleLine(voice) {
  if (!state.hiddenLines.delete(voice)) state.hiddenLines.add(voice);
  shownLines = DATA.edges.filter((edge) => !state.hiddenLines.has(lineOf(edge)));
  const chip = document.querySelector(`#legend button[data-line="${CSS.escape(voice)}"]`);
  chip?.setAttribute("aria-pressed", String(!state.hiddenLines.has(voice)));
  network.redraw();
}

function lineIcon(voice, sourced = voice === "attributed") {
  const { sign } = VOICES.get(voice);
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("width", "34");
  svg.setAttribute("height", "14");
  svg.setAttribute("viewBox", "0 0 34 14");
  svg.setAttribute("aria-hidden", "true");
  const line = document.createElementNS(svg.namespaceURI, "path");
  const bare = voice === "naming" || voice === "open" || voice === "quote";
  const shaft = sign ? "M1 7H8M20 7H32" : "M1 7H32";
  line.setAttribute("d", bare ? shaft : `${shaft}M27 3.5L32.5 7L27 10.5`);
  line.setAttribute("fill", "none");
  line.setAttribute("stroke", lineColour(voice, sourced));
  line.setAttribute("stroke-width", "1.8");
  if (DASHES[voice]) line.setAttribute("stroke-dasharray", (voice === "copy" ? [9, 3] : DASHES[voice].map((part) => part * 0.8)).join(" "));
  svg.append(line);
  if (sign) {
    const mark = document.createElementNS(svg.namespaceURI, "text");
    const quoting = sign.startsWith("“");
    mark.setAttribute("x", "14");
    mark.setAttribute("y", quoting ? "18" : "11");
    mark.setAttribute("class", quoting ? "sign quoting" : "sign");
    mark.setAttribute("fill", lineColour(voice, sourced));
    mark.textContent = sign;
    svg.append(mark);
  }
  return svg;
}
