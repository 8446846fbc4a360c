// The same as tables: the equal way in for those who do not see the drawing. Built when first opened.
const tables = document.getElementById("tables");

function table(title, heads, rows) {
  const head = make("tr", {}, ...heads.map((text) => {
    const cell = make("th", { text });
    cell.scope = "col";
    return cell;
  }));
  const body = make("tbody", {}, ...rows.map((cells) => make("tr", {}, ...cells.map((cell) => make("td", {}, cell)))));
  return make("table", {}, make("caption", { text: title }), make("thead", {}, head), body);
}

function buildTables() {
  const nodes = DATA.nodes.map((node) => [
    gotoButton(String(node.id)), styleOf(node).one, String(node.joined ?? EDGES_OF.get(String(node.id)).length),
    isolated(whenOf(node.facts ?? {}) || (node.facts?.published ?? "")), isolated(node.facts?.origin ?? ""),
  ]);
  const told = DATA.edges.flatMap((edge) => (edge.told ?? []).map((one) => [edge, one]));
  // What is stated comes first, then words quoted: where things are named is told by the far longer rest.
  const order = ([edge]) => (STATEMENTS.has(lineOf(edge)) ? 0 : lineOf(edge) === "quote" ? 1 : 2);
  const rows = told.sort((one, other) => order(one) - order(other)).map(statementCells);
  for (const node of DATA.nodes) for (const figure of node.figures ?? []) rows.push(figureCells(node, figure));
  document.getElementById("node-table").replaceChildren(table(`Nodes (${nodes.length})`, ["Name", "Kind", "Joined to", "Date", "File"], nodes));
  document.getElementById("edge-table").replaceChildren(table(`Statements (${rows.length})`, ["Subject", "Relation", "Object", "Said by", "How", "Words", "Article"], rows));
}

const figureCells = (node, told) => [gotoButton(String(node.id)), relationOf(told), told.value, ...restCells(told, told.by)];

function statementCells([edge, told]) {
  const card = stepButton(relationOf(told), { edge: edge.id });
  card.addEventListener("click", () => { panel.scrollIntoView({ block: "nearest" }); panel.focus(); });
  return [gotoButton(String(edge.from)), card, gotoButton(String(edge.to)), ...restCells(told, told.quote ? String(edge.to) : told.by)];
}

function restCells(told, source) {
  const by = source === undefined ? "the article" : isolated(speakerName(source));
  const how = [told.negated && "said not to be so", told.modality ?? (told.negated ? "" : isStatement(told) ? "stated" : ""), told.quote].filter(Boolean).join(", ");
  return [by, how, told.passages.length ? words(told.passages[0]) : "", sourceLine(told.article) ?? ""];
}

tables.addEventListener("toggle", () => {
  if (tables.open && !tables.dataset.built) {
    tables.dataset.built = "yes";
    buildTables();
  }
});
