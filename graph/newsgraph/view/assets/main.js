// The legend, and the start.
const LINES = [
  ["naming", "named in", false], ["own", "stated by an article", false],
  ["attributed", "according to a source", true], ["negated", "denied", false], ["whole", "part of", false],
  ["open", "may be the same", true],
];

function lineIcon(voice, dashed) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("width", "30");
  svg.setAttribute("height", "10");
  svg.setAttribute("aria-hidden", "true");
  const line = document.createElementNS(svg.namespaceURI, "path");
  line.setAttribute("d", voice === "naming" || voice === "open" ? "M1 5H29" : "M1 5H28M23 1.5L28.5 5L23 8.5");
  line.setAttribute("fill", "none");
  line.setAttribute("stroke", paint()[voice] ?? paint().soft);
  line.setAttribute("stroke-width", "1.8");
  if (dashed) line.setAttribute("stroke-dasharray", "5 3");
  svg.append(line);
  return svg;
}

function showLegend() {
  const counts = new Map();
  for (const node of DATA.nodes) counts.set(kindOf(node), (counts.get(kindOf(node)) ?? 0) + 1);
  const chips = DATA.styles.filter((style) => counts.has(style.kind)).map((style) => {
    const chip = make("button", { type: "button" }, icon(style), make("span", { text: style.many }), make("span", { class: "count", text: String(counts.get(style.kind)) }));
    chip.dataset.kind = style.kind;
    chip.setAttribute("aria-pressed", String(!state.hidden.has(style.kind)));
    chip.addEventListener("click", () => toggleKind(style.kind));
    return chip;
  });
  const voices = new Set(DATA.edges.map(voiceOf));
  const lines = LINES.filter(([voice]) => voices.has(voice)).map(([voice, text, dashed]) =>
    make("span", { class: "line" }, lineIcon(voice, dashed), make("span", { text })));
  const voicesKey = make("span", { class: "lines" }, ...lines);
  document.getElementById("legend").replaceChildren(...chips, voicesKey);
}

function toggleKind(kind) {
  if (!state.hidden.delete(kind)) state.hidden.add(kind);
  const chip = document.querySelector(`#legend button[data-kind="${CSS.escape(kind)}"]`);
  chip?.setAttribute("aria-pressed", String(!state.hidden.has(kind)));
  showKinds();
  network.redraw();
}

darkness.addEventListener("change", () => {
  recolour();
  showLegend();
  select(state.selected);
});

showLegend();
if (DATA.around.length === 1) select({ node: DATA.around[0] });
else showStart();
fitAll();
// The moment from which the drawing can be used; benchmarks read it.
network.once("afterDrawing", () => { document.documentElement.dataset.ready = String(performance.now()); });
