// Pointer, keyboard, search, legend and zoom.
const card = document.getElementById("card");
const search = document.getElementById("search");
const found = document.getElementById("found");

function showCard(target, { x, y }) {
  card.replaceChildren();
  if (target.node !== undefined) {
    const node = NODES.get(target.node);
    card.append(kindLine(styleOf(node), node), make("strong", {}, isolated(nameOf(node))));
    const told = EDGES_OF.get(target.node).flatMap((edge) => edge.told ?? []).find((one) => one.passages.length);
    if (node.title) card.append(make("p", { class: "soft", text: String(node.title) }));
    else if (told && kindOf(node) !== "Article") card.append(...[voiceLine(told), words(told.passages[0])].filter(Boolean));
  } else {
    const edge = EDGES.get(target.edge);
    card.append(make("strong", {}, isolated(nameAt(edge.from).slice(0, 80)), ` ${edge.label ?? ""} `, isolated(nameAt(edge.to).slice(0, 80))));
    const told = (edge.told ?? [])[0];
    if (told) card.append(...[voiceLine(told, { whole: true }), told.passages[0] && words(told.passages[0])].filter(Boolean));
    if ((edge.told ?? []).length > 1) card.append(make("p", { class: "soft", text: `and ${edge.told.length - 1} more` }));
  }
  card.hidden = false;
  const { offsetWidth: wide, offsetHeight: high } = card;
  card.style.left = `${Math.max(4, x + 16 + wide > canvasBox.clientWidth ? x - wide - 14 : x + 16)}px`;
  card.style.top = `${Math.max(4, Math.min(y + 14, canvasBox.clientHeight - high - 6))}px`;
}

function hover(target, pointer) {
  state.hovered = target;
  if (target) showCard(target, pointer.DOM);
  else card.hidden = true;
  network.redraw();
}

network.on("hoverNode", ({ node, pointer }) => hover({ node: String(node) }, pointer));
network.on("blurNode", () => hover(null));
network.on("dragStart", () => { state.hovered = null; card.hidden = true; });
network.on("click", ({ nodes, pointer }) => {
  if (nodes.length) return select({ node: String(nodes[0]) }, { speak: true });
  const edge = state.hovered?.edge ?? edgeAt(pointer.canvas, 8 / network.getScale())?.id;
  select(edge === undefined ? null : { edge });
});
canvasBox.addEventListener("pointermove", ({ offsetX, offsetY, buttons }) => {
  if (buttons || state.hovered?.node !== undefined) return;
  const edge = edgeAt(network.DOMtoCanvas({ x: offsetX, y: offsetY }), 5 / network.getScale());
  if (edge?.id !== state.hovered?.edge) hover(edge ? { edge: edge.id } : null, { DOM: { x: offsetX, y: offsetY } });
});
canvasBox.addEventListener("pointerleave", () => state.hovered && hover(null));
network.on("doubleClick", ({ nodes }) => nodes.length && glide(String(nodes[0])));

// Arrow keys go to the nearest node that way, first among the neighbours of the selected one.
const WAYS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };

function nearest([wayX, wayY]) {
  const current = state.selected?.node ?? (state.selected?.edge === undefined ? undefined : String(EDGES.get(state.selected.edge).from));
  const shown = DATA.nodes.filter(isShown).map((node) => String(node.id));
  if (current === undefined) return shown[0];
  const from = bodyNode(NODES.get(current).id);
  const neighbours = new Set(EDGES_OF.get(current).map((edge) => otherEnd(edge, current)));
  let best = null;
  for (const id of shown) {
    const to = bodyNode(NODES.get(id).id);
    if (id === current || !to || !from) continue;
    const [x, y] = [to.x - from.x, to.y - from.y];
    const along = x * wayX + y * wayY;
    const aside = Math.abs(x * wayY) + Math.abs(y * wayX);
    if (along <= 0 || aside > along * 1.2) continue;
    const far = (along + 2 * aside) * (neighbours.has(id) ? 0.5 : 1);
    if (!best || far < best.far) best = { id, far };
  }
  return best?.id ?? current;
}

canvasBox.addEventListener("keydown", (event) => {
  if (event.key in WAYS) {
    const next = nearest(WAYS[event.key]);
    if (next !== undefined) select({ node: next }, { move: true, speak: true });
  } else if (event.key === "Enter" && state.selected) panel.focus();
  else if (event.key === "l" || event.key === "L") nextLine(event.key === "l" ? 1 : -1);
  else if (event.key === "Escape") select(state.selected?.edge !== undefined && state.walked !== undefined ? { node: state.walked } : null, { speak: true });
  else if (event.key === "+" || event.key === "=") zoomBy(1.3);
  else if (event.key === "-") zoomBy(1 / 1.3);
  else if (event.key === "0") fitAll();
  else return;
  event.preventDefault();
});
panel.addEventListener("keydown", (event) => event.key === "Escape" && canvasBox.focus());
document.addEventListener("keydown", (event) => {
  if (event.key === "/" && !/^(INPUT|TEXTAREA)$/.test(document.activeElement?.tagName ?? "")) {
    event.preventDefault();
    search.focus();
  }
});

const zoomBy = (factor) => network.moveTo({ scale: Math.min(8, Math.max(0.02, network.getScale() * factor)) });
document.getElementById("closer").addEventListener("click", () => zoomBy(1.3));
document.getElementById("farther").addEventListener("click", () => zoomBy(1 / 1.3));
document.getElementById("fit").addEventListener("click", () => fitAll());

// Search: letter case and accents do not count; names that begin with what is typed come first, headlines last.
let folded = null;
const foldedNames = () => (folded ??= DATA.nodes.map((node) => [fold(`${nameOf(node).slice(0, 300)} ${node.facts?.other_names ?? ""}`), node]));
let marked = 0;

function suggest() {
  const wanted = fold(search.value.trim());
  found.replaceChildren();
  marked = 0;
  found.hidden = !wanted;
  search.setAttribute("aria-expanded", String(Boolean(wanted)));
  search.removeAttribute("aria-activedescendant");
  if (!wanted) return;
  const hits = foldedNames().filter(([name]) => name.includes(wanted));
  // Names before headlines, which often begin with one.
  const rank = ([name, node]) => (kindOf(node) === "Article" ? 2 : 0) + (name.startsWith(wanted) ? 0 : 1);
  hits.sort((a, b) => rank(a) - rank(b));
  hits.slice(0, 12).forEach(([, node], number) => found.append(suggestion(node, number)));
  if (!hits.length) found.append(make("li", { class: "none", text: "No drawn node bears that name; --around NAME looks in the whole graph." }));
  else markSuggestion(0);
}

function suggestion(node, number) {
  const item = make("li", {}, icon(styleOf(node)), isolated(nameOf(node).slice(0, 120)), make("small", { text: styleOf(node).one }));
  item.id = `found-${number}`;
  item.setAttribute("role", "option");
  item.addEventListener("pointerdown", (event) => { event.preventDefault(); take(node); });
  item.node = node;
  return item;
}

function markSuggestion(number) {
  const items = [...found.querySelectorAll("[role=option]")];
  if (!items.length) return;
  marked = (number + items.length) % items.length;
  items.forEach((item, at) => item.setAttribute("aria-selected", String(at === marked)));
  search.setAttribute("aria-activedescendant", items[marked].id);
  items[marked].scrollIntoView({ block: "nearest" });
}

function take(node) {
  search.value = "";
  suggest();
  if (!isShown(node)) toggleKind(kindOf(node));
  select({ node: String(node.id) }, { move: true, speak: true });
}

search.addEventListener("input", suggest);
search.addEventListener("blur", () => { found.hidden = true; search.setAttribute("aria-expanded", "false"); });
search.addEventListener("keydown", (event) => {
  if (event.key === "ArrowDown") markSuggestion(marked + 1);
  else if (event.key === "ArrowUp") markSuggestion(marked - 1);
  else if (event.key === "Enter") {
    const chosen = found.querySelector("[aria-selected=true]");
    if (chosen) take(chosen.node);
  } else if (event.key === "Escape") { search.value = ""; suggest(); } else return;
  event.preventDefault();
});
