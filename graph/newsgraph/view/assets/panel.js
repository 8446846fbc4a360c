// The panel: what is known of the selected node or link, with the sentences it was read from.
const panel = document.getElementById("panel");
const spoken = document.getElementById("spoken");
const AT_ONCE = 25;

const FACT_NAMES = {
  published: "Published", outlet: "Outlet", byline: "Byline", place: "Written in", origin: "File", url: "Address",
  when: "When", figures: "Figures", normal_form: "Cited as",
  jurisdiction: "Law of", same_as: "Same as",
  other_names: "Also named", publicity: "Public role", mentions: "Named",
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
  return make("div", { class: "row" }, nodeIcon(NODES.get(id)), gotoButton(id), note ? make("small", { text: note }) : null);
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
  quotes: ["Words quoted", "Words said"], reports: ["Reports", "Reported in"],
  confirms: ["Confirms", "Confirmed by"], denies: ["Denies", "Denied by"], "copy of": ["Copy of", "Copied in"],
  mentions: ["Names", "Named in"], cites: ["Cites", "Cited in"], "written in": ["Written in", "Place of writing of"],
  "contained in": ["Lies in", "Contains"], "part of": ["Part of", "Has the parts"],
  "people of": ["People of", "Its people"],
};

const TITLES = Object.keys(RELATION_TITLES);

function groupTitle(edge, relation, outward) {
  const known = RELATION_TITLES[relation];
  if (known) return known[outward ? 0 : 1];
  if (outward) return relation;
  return kindOf(NODES.get(String(edge.from))) === "ReportedEvent" ? `${relation} in` : `… ${relation} this`;
}

// Quotes first, then statements and events, then where the thing is named.
function rankOf(relation) {
  if (relation === "quotes") return 0;
  return TITLES.includes(relation) ? 2 + TITLES.indexOf(relation) : 1;
}

// An event's part: the words of the whole event stand under "Reported in", and need no repeating for each.
const isRole = (edge) => kindOf(NODES.get(String(edge.from))) === "ReportedEvent" && lineOf(edge) !== "answer";

function groupsOf(id) {
  const groups = new Map();
  for (const edge of EDGES_OF.get(id)) {
    const outward = String(edge.from) === id;
    for (const told of edge.told ?? []) {
      const role = outward && isRole(edge);
      const key = (outward ? ">" : "<") + (role ? "" : told.relation);
      if (!groups.has(key)) groups.set(key, { rank: rankOf(told.relation), title: role ? "Who and what" : groupTitle(edge, told.relation, outward), items: [] });
      groups.get(key).items.push({ other: otherEnd(edge, id), told, edge, role });
    }
  }
  return [...groups.entries()].sort(([left, one], [right, two]) => one.rank - two.rank || (left < right ? -1 : 1)).map(([, group]) => group);
}

// Statements that are put to a source, wherever they stand.
let saidBy = null;
function statementsOf(source) {
  if (!saidBy) {
    saidBy = new Map();
    const add = (told, item) => {
      if (told.by === undefined) return;
      if (!saidBy.has(told.by)) saidBy.set(told.by, []);
      saidBy.get(told.by).push({ ...item, told });
    };
    for (const edge of DATA.edges) if (lineOf(edge) !== "naming") (edge.told ?? []).forEach((told) => add(told, { edge }));
    for (const node of DATA.nodes) (node.figures ?? []).forEach((told) => add(told, { node }));
  }
  return saidBy.get(source) ?? [];
}

const listed = (told, ...parts) => {
  const item = make("li", {}, ...parts);
  if (isStatement(told)) item.dataset.stance = stanceOf(told);
  return item;
};

const figureLine = (told) => make("p", { class: "figure" }, told.relation === "figure" ? "" : `${told.relation}: `, make("strong", { text: told.value }));

// A statement in a row: its ends, and between them the relation, which opens the card of the line.
function statementRow(edge, told) {
  const card = stepButton(relationOf(told), { edge: edge.id });
  card.className = "relation";
  return make("p", { class: "statement" }, gotoButton(String(edge.from)), " ", card, " ", gotoButton(String(edge.to)));
}

function groupItem({ other, told, edge, role }, id) {
  if (role) return listed(told, roleRow(other, told, edge));
  const article = kindOf(NODES.get(id)) === "Article";
  const said = told.relation !== "reports" || article;
  if (told.quote && !article) return listed(told, ...toldParts(told));
  const row = nodeRow(other);
  if (isStatement(told)) row.append(cardButton(edge));
  // Whose words tell of an event stands at the top of its panel, and what answers it has a list of its own.
  const parts = said ? toldParts(told, { here: id, known: other }) : toldParts({ ...told, answers: [] }, { here: id, known: other }).slice(1);
  return listed(told, row, ...parts);
}

function roleRow(other, told, edge) {
  const row = nodeRow(other);
  row.insertBefore(make("span", { class: "role", text: relationOf(told) }), row.firstChild);
  row.append(cardButton(edge));
  return row;
}

function cardButton(edge) {
  const button = stepButton("evidence", { edge: edge.id });
  button.className = "card-of";
  return button;
}

const whenOf = ({ begins, ends }) => (begins === ends || !ends ? begins && (ends ? begins : `from ${begins}`) : begins ? `${begins} to ${ends}` : `until ${ends}`);

function factsOf(node) {
  const { begins, ends, ...facts } = node.facts ?? {};
  const when = whenOf({ begins, ends });
  if (kindOf(node) === "Article") delete facts.mentions;
  return Object.entries(when ? { when, ...facts } : facts);
}

function showNode(id) {
  const node = NODES.get(id);
  const facts = make("dl");
  for (const [fact, value] of factsOf(node)) facts.append(make("dt", { text: FACT_NAMES[fact] ?? fact }), make("dd", {}, isolated(factText(fact, value))));
  const reported = kindOf(node) === "ReportedEvent" ? EDGES_OF.get(id).flatMap((edge) => edge.told ?? []).find((told) => told.relation === "reports") : null;
  const title = node.title ? [make("p", { class: "soft", text: String(node.title) })] : [];
  panel.replaceChildren(clearButton(), kindLine(styleOf(node), node), make("h2", {}, isolated(nameOf(node))), ...title, ...[reported && voiceLine(reported, { whole: true })].filter(Boolean), facts);
  const groups = groupsOf(id).map((group) => ({ ...group, build: (item) => groupItem(item, id) }));
  const says = statementsOf(id);
  if (says.length) groups.splice(groups.filter((group) => group.rank < 1).length, 0, {
    title: "Statements put to this source", items: says, build: ({ edge, node: of, told }) => listed(told, edge ? statementRow(edge, told) : nodeRow(String(of.id)), edge ? null : figureLine(told), ...toldParts(told, { here: id })),
  });
  const figures = node.figures ?? [];
  if (figures.length) groups.unshift({ title: "Figures", items: figures, build: (told) => listed(told, figureLine(told), ...toldParts(told, { here: id })) });
  for (const { title: heading, items, build } of groups) panel.append(make("h3", { text: `${heading} · ${items.length}` }), ...portions(items, build));
}

const kindLine = (style, node) => make("p", { class: "kind" }, node ? nodeIcon(node) : icon(style), make("span", { text: style.one }));

function clearButton() {
  const button = make("button", { class: "clear", type: "button", text: "Close" });
  button.addEventListener("click", () => select(null));
  return button;
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
  if (move && target?.edge !== undefined) glideAlong(EDGES.get(target.edge));
  if (speak && target?.node !== undefined) {
    const node = NODES.get(target.node);
    spoken.textContent = `${nameOf(node).slice(0, 200)}, ${styleOf(node).one}, ${EDGES_OF.get(target.node).length} links`;
  } else if (speak && target?.edge !== undefined) spoken.textContent = spokenLine(EDGES.get(target.edge));
  network.redraw();
}

const calmly = () => (window.matchMedia("(prefers-reduced-motion: reduce)").matches ? false : { duration: 350, easingFunction: "easeInOutQuad" });
const glide = (id) => network.focus(NODES.get(id).id, { scale: Math.max(network.getScale(), 0.9), animation: calmly() });

// Shows a line as long as a few words, so that its own can be read.
function glideAlong(edge) {
  const line = geometry(edge);
  if (!line) return;
  const long = Math.min(320, canvasBox.clientWidth * 0.5, canvasBox.clientHeight * 0.5);
  network.moveTo({ position: pointOn(line, 0.5), scale: Math.min(1.7, Math.max(0.3, long / line.length)), animation: calmly() });
}
