// The legend: each kind of sign and of line can be switched off by a press.
function showLegend() {
  const counts = new Map();
  for (const node of DATA.nodes) counts.set(kindOf(node), (counts.get(kindOf(node)) ?? 0) + 1);
  const kinds = DATA.styles.filter((style) => counts.has(style.kind)).map((style) => chip({
    kind: style.kind, image: icon(style), text: style.many, count: counts.get(style.kind), off: state.hidden.has(style.kind), press: () => toggleKind(style.kind),
  }));
  const told = new Map();
  for (const edge of DATA.edges) told.set(lineOf(edge), (told.get(lineOf(edge)) ?? 0) + 1);
  const lines = [...VOICES].filter(([voice]) => told.has(voice)).map(([voice, { text }]) => chip({
    line: voice, image: lineIcon(voice), text, count: told.get(voice), off: state.hiddenLines.has(voice), press: () => toggleLine(voice),
  }));
  document.getElementById("legend").replaceChildren(group("Signs", kinds), group("Lines", lines));
}

function chip({ kind, line, image, text, count, off, press }) {
  const button = make("button", { type: "button" }, image, make("span", { text }), make("span", { class: "count", text: String(count) }));
  if (kind) button.dataset.kind = kind;
  if (line) button.dataset.line = line;
  button.setAttribute("aria-pressed", String(!off));
  button.addEventListener("click", press);
  return button;
}

function group(name, chips) {
  const box = make("div", { class: "chips" }, ...chips);
  box.setAttribute("role", "group");
  box.setAttribute("aria-label", name);
  return box;
}

function toggleKind(kind) {
  if (!state.hidden.delete(kind)) state.hidden.add(kind);
  const chip = document.querySelector(`#legend button[data-kind="${CSS.escape(kind)}"]`);
  chip?.setAttribute("aria-pressed", String(!state.hidden.has(kind)));
  showKinds();
  network.redraw();
}
