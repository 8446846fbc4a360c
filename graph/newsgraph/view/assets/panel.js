// The panel: what is known of the selected node or link, with the sentences it was read from.
const panel = document.getElementById("panel");
const spoken = document.getElementById("spoken");
const AT_ONCE = 25;

const FACT_NAMES = {
  published: "Published", outlet: "Outlet", byline: "Byline", place: "Written in", origin: "File", url: "Address",
  event_type: "Type", begins: "From", ends: "Until", figures: "Figures", normal_form: "Cited as",
  jurisdiction: "Law of", same_as: "Same as",
  other_names: "Also named", publicity: "Public role", modality: "Told as", negated: "Denied", mentions: "Named",
  articles: "In articles", entities: "Names",
};
const PUBLICITY = { PublicFigure: "public figure", PrivateIndividual: "private individual", PublicityUnknown: "not known" };

function factText(fact, value) {
  if (fact === "mentions") return value === 1 ? "once" : `${value} times`;
  if (fact === "entities") return `${value} people, places and other things`;
  if (fact === "publicity") return PUBLICITY[value] ?? value;
  return value === true ? "yes" : String(value).replaceAll(" | ", "; ");
}

function gotoButton(id) {
  const node = NODES.get(id);
  const button = make("button", { class: "goto", type: "button" }, isolated(nameOf(node)));
  button.addEventListener("click", () => select({ node: id }, { move: true, speak: true }));
  return button;
}

function nodeRow(id, note) {
  return make("div", { class: "row" }, icon(styleOf(NODES.get(id))), gotoButton(id), note ? make("small", { text: note }) : null);
}

// A sentence with its marks, which count in code points.
function words([sentence, ...marks]) {
  const letters = Array.from(DATA.sentences[sentence]);
  const shown = make("p", { class: "words" });
  shown.dir = "auto";
  let done = 0;
  for (let at = 0; at + 1 < marks.length; at += 2) {
    const start = Math.max(done, marks[at]);
    if (marks[at + 1] <= start) continue;
    shown.append(letters.slice(done, start).join(""), make("mark", { text: letters.slice(start, marks[at + 1]).join("") }));
    done = marks[at + 1];
  }
  shown.append(letters.slice(done).join(""));
  return shown;
}

function sourceLine(number, here) {
  const article = DATA.articles[number];
  if (!article || article.id === here) return null;
  const line = make("p", { class: "source" });
  if (NODES.has(article.id)) line.append(gotoButton(article.id));
  else line.append(isolated(article.headline || article.origin));
  const rest = [article.outlet, article.published, article.origin].filter(Boolean);
  for (const part of rest) line.append(" · ", isolated(part));
  return line;
}

function toldParts(told, here) {
  const parts = told.passages.map(words);
  if (told.more) parts.push(make("p", { class: "soft", text: `and in ${told.more} more sentences` }));
  return [voiceLine(told), ...parts, sourceLine(told.article, here)];
}

function voiceLine(told) {
  const notes = [];
  if (told.negated) notes.push("denied");
  if (told.modality) notes.push(told.modality);
  if (!told.by && !notes.length) return null;
  const line = make("p", { class: "voice", text: notes.join(", ") });
  if (told.by) line.append(notes.length ? ", " : "", "according to ", isolated(speakerName(told.by)));
  return line;
}

// Lists are filled in portions, so that a hub with a thousand links opens at once.
function portions(items, build) {
  const list = make("ul");
  const more = make("button", { class: "more", type: "button" });
  let done = 0;
  const fill = () => {
    for (const item of items.slice(done, done + AT_ONCE)) list.append(build(item));
    done = Math.min(items.length, done + AT_ONCE);
    more.hidden = done >= items.length;
    more.textContent = `${items.length - done} more`;
  };
  more.addEventListener("click", fill);
  fill();
  return [list, more];
}

const RELATION_TITLES = {
  mentions: ["Names", "Named in"], cites: ["Cites", "Cited in"], quotes: ["Quotes", "Quoted in"],
  reports: ["Reports", "Reported in"], "written in": ["Written in", "Place of writing of"],
  "contained in": ["Lies in", "Contains"], "part of": ["Part of", "Has the parts"],
  "people of": ["People of", "Its people"],
};

function groupTitle(edge, relation, outward) {
  const known = RELATION_TITLES[relation];
  if (known) return known[outward ? 0 : 1];
  if (outward) return relation;
  return NODES.get(String(edge.from)).kind === "ReportedEvent" ? `${relation} in` : `… ${relation} this`;
}

function groupsOf(id) {
  const groups = new Map();
  for (const edge of EDGES_OF.get(id)) {
    const outward = String(edge.from) === id;
    for (const told of edge.told ?? []) {
      const key = (RELATION_TITLES[told.relation] ? 1 : 0) + (outward ? ">" : "<") + told.relation;
      if (!groups.has(key)) groups.set(key, { title: groupTitle(edge, told.relation, outward), items: [] });
      groups.get(key).items.push({ other: otherEnd(edge, id), told });
    }
  }
  return [...groups.entries()].sort((a, b) => (a[0] < b[0] ? -1 : 1)).map(([, group]) => group);
}

function showNode(id) {
  const node = NODES.get(id);
  const style = styleOf(node);
  const facts = make("dl");
  for (const [fact, value] of Object.entries(node.facts ?? {})) {
    if (style.kind === "Article" && fact === "mentions") continue;
    if (value === false || (fact === "modality" && value === "Stated")) continue;
    facts.append(make("dt", { text: FACT_NAMES[fact] ?? fact }), make("dd", {}, isolated(factText(fact, value))));
  }
  const title = node.title ? [make("p", { class: "soft", text: String(node.title) })] : [];
  panel.replaceChildren(clearButton(), kindLine(style), make("h2", {}, isolated(nameOf(node))), ...title, facts);
  for (const group of groupsOf(id)) {
    panel.append(make("h3", { text: `${group.title} · ${group.items.length}` }));
    panel.append(...portions(group.items, ({ other, told }) => make("li", {}, nodeRow(other), ...toldParts(told, id))));
  }
}

const kindLine = (style) => make("p", { class: "kind" }, icon(style), make("span", { text: style.one }));

function clearButton() {
  const button = make("button", { class: "clear", type: "button", text: "Close" });
  button.addEventListener("click", () => select(null));
  return button;
}

function showEdge(id) {
  const edge = EDGES.get(id);
  panel.replaceChildren(clearButton(), make("p", { class: "kind", text: "statement" }));
  for (const told of edge.told ?? []) {
    panel.append(
      make("div", {}, nodeRow(String(edge.from)), make("h3", { text: (told.negated ? "not " : "") + told.relation }), nodeRow(String(edge.to))),
      ...toldParts(told).filter(Boolean),
      make("hr"),
    );
  }
}

function showStart() {
  panel.replaceChildren(make("p", { class: "soft", text: "Point at something to see what it is joined to; select it to read the sentences it was read from." }));
  const articles = DATA.nodes.filter((node) => kindOf(node) === "Article");
  const others = DATA.nodes.filter((node) => kindOf(node) !== "Article").slice(0, 12);
  if (others.length) {
    panel.append(make("h3", { text: "Most connected" }));
    panel.append(...portions(others, (node) => make("li", {}, nodeRow(String(node.id), node.joined === undefined ? "" : `${node.joined} links`))));
  }
  if (articles.length) {
    articles.sort((a, b) => ((a.facts?.published ?? "") < (b.facts?.published ?? "") ? 1 : -1));
    panel.append(make("h3", { text: `Articles · ${articles.length}` }));
    panel.append(...portions(articles, (node) => make("li", {}, nodeRow(String(node.id), node.facts?.published))));
  }
}

// The one way to change the selection: drawing, panel and what a screen reader hears stay together.
function select(target, { move = false, speak = false } = {}) {
  state.selected = target;
  state.hovered = null;
  card.hidden = true;
  if (target?.node !== undefined) showNode(target.node);
  else if (target?.edge !== undefined) showEdge(target.edge);
  else showStart();
  panel.scrollTop = 0;
  if (move && target?.node !== undefined && nodeItems.get(NODES.get(target.node).id)) glide(target.node);
  if (speak && target?.node !== undefined) {
    const node = NODES.get(target.node);
    spoken.textContent = `${nameOf(node).slice(0, 200)}, ${styleOf(node).one}, ${EDGES_OF.get(target.node).length} links`;
  }
  network.redraw();
}

function glide(id) {
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  network.focus(NODES.get(id).id, { scale: Math.max(network.getScale(), 0.9), animation: calm ? false : { duration: 350, easingFunction: "easeInOutQuad" } });
}
