// The card of a line: the statement, who says it and how, the very words, and who else reports or denies it.
const nameAt = (id) => nameOf(NODES.get(String(id)));

function spokenLine(edge) {
  const told = (edge.told ?? [])[0];
  const by = told?.by === undefined ? "" : `, according to ${speakerName(told.by).slice(0, 100)}`;
  return `${nameAt(edge.from).slice(0, 100)}, ${edge.label ?? ""}, ${nameAt(edge.to).slice(0, 100)}${by}`;
}

function showEdge(id) {
  const edge = EDGES.get(id);
  const voice = lineOf(edge);
  const reported = (edge.told ?? []).some((told) => told.relation === "reports");
  const kind = make("p", { class: "kind" }, lineIcon(voice, edge.sourced), make("span", { text: reported ? "reported in" : VOICES.get(voice).text }));
  panel.replaceChildren(clearButton(), kind);
  for (const [relation, group] of byRelation(edge)) {
    const heading = make("h3", { text: relationOf(group[0]) });
    panel.append(make("div", { class: "ends" }, nodeRow(String(edge.from)), heading, nodeRow(String(edge.to))));
    panel.append(...portions(group, (told) => listed(told, ...toldParts(told, { whole: true }).filter(Boolean), isStatement(told) ? sureLine(told) : null)));
    panel.append(...elsewhere(edge, relation, group));
  }
}

function byRelation(edge) {
  const groups = new Map();
  for (const told of edge.told ?? []) {
    if (!groups.has(told.relation)) groups.set(told.relation, []);
    groups.get(told.relation).push(told);
  }
  return groups;
}

// Copies of one report count once.
const independent = (told) => new Set(told.map((one) => DATA.articles[one.article]?.original ?? one.article)).size;

// The same point in other articles and voices: on this line, and on the others between the same two.
function elsewhere(edge, relation, group) {
  if (!isStatement(group[0]) || lineOf(edge) === "naming") return [];
  const parts = [];
  const count = independent(group);
  const copies = new Set(group.map((told) => told.article)).size - count;
  if (count > 1 || copies) parts.push(make("p", { class: "soft", text: `Told so by ${count} independent article${count > 1 ? "s" : ""}${copies ? `; ${copies} more ${copies > 1 ? "are copies" : "is a copy"} of them` : ""}.` }));
  const others = EDGES_OF.get(String(edge.from)).filter((other) => other !== edge && String(other.from) === String(edge.from) && String(other.to) === String(edge.to) && STATEMENTS.has(lineOf(other)));
  for (const other of others) {
    const same = (other.told ?? []).filter((told) => told.relation === relation);
    if (same.length) parts.push(otherVoice(other, same));
  }
  return parts.length ? [make("h3", { text: "Who else tells it" }), ...parts] : [];
}

function otherVoice(edge, told) {
  const line = voiceLine(told[0], { whole: true });
  const count = independent(told);
  line.append(make("span", { class: "count", text: `${count} article${count > 1 ? "s" : ""}` }), stepButton("show", { edge: edge.id }));
  return line;
}

// Keys go through the lines of what is selected, one after the other, statements first.
function nextLine(step) {
  const middle = state.selected?.node ?? state.walked;
  if (middle === undefined || !NODES.has(middle)) return;
  const bare = (edge) => (STATEMENTS.has(lineOf(edge)) ? 0 : lineOf(edge) === "naming" ? 2 : 1);
  const edges = focusOf({ node: middle }).edges.sort((one, other) => bare(one) - bare(other));
  if (!edges.length) return;
  const at = edges.findIndex((edge) => edge.id === state.selected?.edge);
  const next = edges[at < 0 ? (step > 0 ? 0 : edges.length - 1) : (at + step + edges.length) % edges.length];
  state.walked = middle;
  select({ edge: next.id }, { speak: true, move: !inView(next) });
}

function inView(edge) {
  return [edge.from, edge.to].every((id) => {
    const drawn = bodyNode(id);
    const { x, y } = drawn ? network.canvasToDOM(drawn) : { x: -1, y: -1 };
    return x > 0 && y > 0 && x < canvasBox.clientWidth && y < canvasBox.clientHeight;
  });
}
