// Names keep their size on the screen; the most important ones are placed first and no two ever overlap.
const LABEL_FONT = (weight, size) => `${weight} ${size}px system-ui, "Segoe UI", Roboto, sans-serif`;
const LINE_HEIGHT = 14;
const CELL = 64;
const MOST_LABELS = 300;
const measured = new Map();

function wrap(text) {
  const lines = [""];
  for (const word of text.split(" ")) {
    const line = lines[lines.length - 1];
    if (!line || line.length + word.length < 25) lines[lines.length - 1] = line ? line + " " + word : word;
    else lines.push(word);
  }
  const cut = (line) => (Array.from(line).length > 30 ? Array.from(line).slice(0, 29).join("") + "…" : line);
  if (lines.length <= 2) return lines.map(cut);
  return [cut(lines[0]), cut(lines[1]).replace(/…$/, "") + "…"];
}

function labelOf(ctx, node, weight, size) {
  const key = weight + size + node.label;
  if (!measured.has(key)) {
    ctx.font = LABEL_FONT(weight, size);
    const lines = wrap(String(node.label ?? node.id));
    measured.set(key, { lines, width: Math.max(...lines.map((line) => ctx.measureText(line).width)), height: lines.length * LINE_HEIGHT });
  }
  return measured.get(key);
}

// Boxes on the screen, found again by the cells that they touch.
class Taken {
  constructor() { this.cells = new Map(); }
  *keys([left, top, right, bottom]) {
    for (let x = Math.floor(left / CELL); x <= Math.floor(right / CELL); x += 1)
      for (let y = Math.floor(top / CELL); y <= Math.floor(bottom / CELL); y += 1) yield x * 100003 + y;
  }
  add(box, owner) {
    for (const key of this.keys(box)) {
      if (!this.cells.has(key)) this.cells.set(key, []);
      this.cells.get(key).push([box, owner]);
    }
  }
  hits(box, owner) {
    for (const key of this.keys(box))
      for (const [other, whose] of this.cells.get(key) ?? [])
        if ((owner === undefined || whose !== owner) && box[0] < other[2] && other[0] < box[2] && box[1] < other[3] && other[1] < box[3]) return true;
    return false;
  }
}

function places({ x, y, radius, wide }, width, height) {
  const half = width / 2;
  return [
    [x - half, y + radius + 3], [x - half, y - radius - 3 - height],
    [x + wide + 5, y - height / 2], [x - wide - 5 - width, y - height / 2],
    [x + wide * 0.7, y + radius * 0.7 + 1], [x - wide * 0.7 - width, y + radius * 0.7 + 1],
    [x + wide * 0.7, y - radius * 0.7 - 1 - height], [x - wide * 0.7 - width, y - radius * 0.7 - 1 - height],
  ].map(([left, top]) => [left, top, left + width, top + height]);
}

function drawLabels(ctx, scale, focus) {
  const labels = new Taken();
  const dots = new Taken();
  const shown = [];
  const { x: middleX, y: middleY } = network.getViewPosition();
  const width = canvasBox.clientWidth;
  const height = canvasBox.clientHeight;
  for (const node of DATA.nodes) {
    const drawn = bodyNode(node.id);
    if (!drawn || (focus && !focus.nodes.has(String(node.id)))) continue;
    const x = (drawn.x - middleX) * scale + width / 2;
    const y = (drawn.y - middleY) * scale + height / 2;
    if (x < -150 || y < -50 || x > width + 150 || y > height + 50) continue;
    const radius = drawn.options.size * scale;
    const wide = styleOf(node).shape === "tag" ? 1.45 * radius : radius;
    shown.push({ node, x, y, radius, wide });
    dots.add([x - wide, y - radius, x + wide, y + radius], node.id);
    if (String(node.id) === focus?.middle) labels.add([x - wide, y - radius, x + wide, y + radius]);
  }
  if (!focus) shown.splice(0, shown.length, ...entitiesFirst(shown));
  if (focus?.middle) shown.sort((a, b) => (String(b.node.id) === focus.middle) - (String(a.node.id) === focus.middle));
  ctx.save();
  ctx.setTransform(1, 0, 0, 1, 0, 0);
  const ratio = ctx.canvas.width / width;
  ctx.scale(ratio, ratio);
  ctx.lineJoin = "round";
  ctx.textAlign = "center";
  ctx.textBaseline = "top";
  shown.slice(0, MOST_LABELS).forEach((item, order) => drawLabel(ctx, item, order, { labels, dots, focus, width, height }));
  drawLineLabels(ctx, { labels, dots, focus, scale, toScreen: (x, y) => [(x - middleX) * scale + width / 2, (y - middleY) * scale + height / 2] });
  ctx.restore();
}

// The best joined entities get their names before the articles, whose long headlines would take the room.
function entitiesFirst(shown) {
  const first = shown.filter(({ node }) => node.kind !== "Article" && node.kind !== "ReportedEvent").slice(0, 25);
  const chosen = new Set(first);
  return [...first, ...shown.filter((item) => !chosen.has(item))];
}

function drawLabel(ctx, item, order, { labels, dots, focus, width, height }) {
  const { node } = item;
  const strong = (order < 10 && node.kind !== "Article") || String(node.id) === focus?.middle;
  const weight = node.kind === "Article" ? 400 : strong ? 600 : 500;
  const size = strong ? 13 : 12;
  const label = labelOf(ctx, node, weight, size);
  ctx.font = LABEL_FONT(weight, size);
  const free = places(item, label.width, label.height);
  const inside = (box) => box[0] > 1 && box[2] < width - 1 && box[1] > 1 && box[3] < height - 1;
  let box = free.find((place) => inside(place) && !labels.hits(place) && !dots.hits(place, node.id));
  let lines = label.lines;
  if (!box && lines.length > 1) {
    const short = [lines[0].slice(0, 26) + "…"];
    box = places(item, ctx.measureText(short[0]).width, LINE_HEIGHT).find((place) => inside(place) && !labels.hits(place) && !dots.hits(place, node.id));
    if (box) lines = short;
  }
  if (!box && (strong || focus)) box = free.find((place) => (focus || inside(place)) && !labels.hits(place));
  if (!box) return;
  labels.add([box[0] - 3, box[1] - 1, box[2] + 3, box[3] + 1]);
  writeLines(ctx, lines, (box[0] + box[2]) / 2, box[1], node.kind === "Article" ? paint().soft : paint().ink);
}

function writeLines(ctx, lines, x, top, colour) {
  ctx.lineWidth = 3.5;
  ctx.strokeStyle = paint().page;
  ctx.fillStyle = colour;
  lines.forEach((line, row) => {
    ctx.strokeText(line, x, top + row * LINE_HEIGHT);
    ctx.fillText(line, x, top + row * LINE_HEIGHT);
  });
}
