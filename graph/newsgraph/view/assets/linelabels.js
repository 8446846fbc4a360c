// What lines say, in words and signs: for what is in focus, and elsewhere for statements where there is room.
const MOST_LINE_LABELS = 120;
const MOST_BARE = 16;
const FEW = 8;
const NEAR_ENOUGH = MANY ? 0.95 : 0.5;

function sourcesOf(edge) {
  return [...new Set((edge.told ?? []).map((told) => told.by).filter((by) => by !== undefined))];
}

// What a source says stands in quotation marks, so that it is not taken for the article's own.
const quoted = (edge) => (edge.sourced && edge.label && lineOf(edge) !== "answer" ? `“${edge.label}”` : edge.label ?? "");

// The words of a line, the source on a line of its own.
function lineWords(edge) {
  const lines = [quoted(edge)];
  if (!edge.sourced) return lines;
  const sources = sourcesOf(edge);
  if (!sources.length) return lines;
  const name = plainLine(speakerName(sources[0]), 26);
  return [...lines, `according to ${name}${sources.length > 1 ? ` and ${sources.length - 1} more` : ""}`];
}

// A name of a source on one line of the drawing, without what turns the direction of writing.
function plainLine(name, most) {
  const letters = Array.from(String(name).slice(0, 200).replace(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, "").replace(/\s+/g, " ").trim());
  return letters.length > most ? letters.slice(0, most - 1).join("") + "…" : letters.join("");
}

function drawLineLabels(ctx, { labels, dots, focus, scale, toScreen }) {
  if (!focus && scale < NEAR_ENOUGH) return;
  const statements = (focus?.edges ?? shownLines).filter((edge) => STATEMENTS.has(lineOf(edge)));
  const bareOnes = (focus?.edges ?? []).filter((edge) => !STATEMENTS.has(lineOf(edge)));
  const edges = bareOnes.length > MOST_BARE ? statements : [...statements, ...bareOnes];
  ctx.textBaseline = "middle";
  let left = MOST_LINE_LABELS;
  for (const edge of edges) {
    const bare = !STATEMENTS.has(lineOf(edge));
    const line = geometry(edge);
    if (!line || left <= 0) continue;
    const middle = pointOn(line, 0.5);
    const [x, y] = toScreen(middle.x, middle.y);
    if (x < 0 || y < 0 || x > canvasBox.clientWidth || y > canvasBox.clientHeight) continue;
    const room = { x, y, along: line.length * scale - (line.from.options.size + line.to.options.size) * scale, labels, dots, few: focus && edges.length <= FEW };
    const colour = bare ? paint().soft : lineColour(lineOf(edge), edge.sourced);
    const told = focus ? lineWords(edge) : [quoted(edge)];
    if (writeOnLine(ctx, told, room, colour) || (told.length > 1 && writeOnLine(ctx, told.slice(0, 1), room, colour))) left -= 1;
    else if (signOf(edge)) writeOnLine(ctx, [signOf(edge)], room, colour, "700 13px");
  }
}

function writeOnLine(ctx, lines, { x, y, along, labels, dots, few }, colour, font = "italic 400 11.5px") {
  if (!lines[0]) return false;
  ctx.font = `${font} system-ui, "Segoe UI", Roboto, sans-serif`;
  const width = Math.max(...lines.map((line) => ctx.measureText(line).width));
  const high = lines.length * LINE_HEIGHT;
  if (along < (few ? 24 : Math.min(width, 64) + 8)) return false;
  const box = [x - width / 2 - 3, y - high / 2 - 1, x + width / 2 + 3, y + high / 2 + 1];
  if (labels.hits(box) || dots.hits(box)) return false;
  labels.add(box);
  writeLines(ctx, lines, x, y - (high - LINE_HEIGHT) / 2, colour);
  return true;
}
