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
    isolated(node.facts?.published ?? ""), isolated(node.facts?.origin ?? ""),
  ]);
  const statements = DATA.edges.flatMap((edge) => (edge.told ?? []).map((told) => [edge, told]));
  const edges = statements.map(([edge, told]) => [
    gotoButton(String(edge.from)), told.relation, gotoButton(String(edge.to)), voiceLine(told) ?? "",
    told.passages.length ? words(told.passages[0]) : "", sourceLine(told.article) ?? "",
  ]);
  document.getElementById("node-table").replaceChildren(table(`Nodes (${nodes.length})`, ["Name", "Kind", "Joined to", "Date", "File"], nodes));
  document.getElementById("edge-table").replaceChildren(table(`Statements (${edges.length})`, ["From", "Relation", "To", "Voice", "Sentence", "Article"], edges));
}

tables.addEventListener("toggle", () => {
  if (tables.open && !tables.dataset.built) {
    tables.dataset.built = "yes";
    buildTables();
  }
});
