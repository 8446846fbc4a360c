// vis-network holds, moves and draws the nodes; what is in focus is drawn once more over a veil, so that nothing
// else need change.
const canvasBox = document.getElementById("canvas");
const MANY = DATA.nodes.length > 300;
const MARGIN = [76, 34];

function visNode(node) {
  const style = styleOf(node);
  const fill = fillOf(node);
  const colour = { background: fill, border: paint().page };
  if (style.shape === "tag") return { id: node.id, shape: "custom", size: node.size ?? 11, x: node.x, y: node.y, ctxRenderer: drawEvent };
  return {
    id: node.id, shape: node.shape ?? style.shape, size: node.size ?? 9, x: node.x, y: node.y,
    color: { ...colour, highlight: colour, hover: colour },
    borderWidth: MANY || style.hollow ? 0 : 1.2, borderWidthSelected: MANY || style.hollow ? 0 : 1.2,
  };
}

performance.mark("newsgraph:vis");
const nodeItems = new vis.DataSet(DATA.nodes.map(visNode));
// Lines are ours to draw; vis-network needs them only where someone has switched its physics on.
const physics = DATA.options.physics ?? { enabled: false };
const springs = physics.enabled ? DATA.edges.map(({ id, from, to }) => ({ id, from, to, hidden: true })) : [];
const network = new vis.Network(
  canvasBox,
  { nodes: nodeItems, edges: new vis.DataSet(springs) },
  {
    autoResize: true,
    physics,
    layout: { improvedLayout: false },
    interaction: {
      hover: true, keyboard: false, selectable: true, selectConnectedEdges: false, hoverConnectedEdges: false,
    },
    nodes: { shapeProperties: { interpolation: false }, chosen: false },
    edges: { smooth: false },
  },
);

performance.mark("newsgraph:network");

// Like vis' own fit, but with room at the edges for names.
function fitAll(least = 0) {
  const spots = Object.values(network.getPositions());
  if (!spots.length) return;
  const [xs, ys] = [spots.map((spot) => spot.x), spots.map((spot) => spot.y)];
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const across = Math.max(40, canvasBox.clientWidth - 2 * MARGIN[0]) / Math.max(1, right - left);
  const down = Math.max(40, canvasBox.clientHeight - 2 * MARGIN[1]) / Math.max(1, bottom - top);
  network.moveTo({ position: { x: (left + right) / 2, y: (top + bottom) / 2 }, scale: Math.max(least, Math.min(1.6, across, down)), animation: false });
}

function recolour() {
  nodeItems.update(DATA.nodes.filter((node) => isShown(node) && styleOf(node).shape !== "tag").map((node) => {
    const { id, color } = visNode(node);
    return { id, color };
  }));
}

function showKinds() {
  const nodes = DATA.nodes.filter(isShown);
  const ids = new Set(nodes.map((node) => String(node.id)));
  const places = network.getPositions();
  nodeItems.remove(nodeItems.getIds().filter((id) => !ids.has(String(id))));
  const missing = nodes.filter((node) => !nodeItems.get(node.id));
  nodeItems.add(missing.map((node) => visNode({ ...node, ...places[node.id] })));
  if (state.selected?.node !== undefined && !ids.has(state.selected.node)) select(null);
}

// What is in focus: a node with its neighbours, or a link with its ends.
function focusOf(target) {
  if (!target) return null;
  if (target.edge !== undefined) {
    const edge = EDGES.get(target.edge);
    return { nodes: new Set([String(edge.from), String(edge.to)]), edges: [edge], middle: null };
  }
  const edges = EDGES_OF.get(target.node).filter((edge) => !state.hiddenLines.has(lineOf(edge)) && isShown(NODES.get(otherEnd(edge, target.node))));
  return { nodes: new Set([target.node, ...edges.map((edge) => otherEnd(edge, target.node))]), edges, middle: target.node };
}

const bodyNode = (id) => network.body.nodes[id];

function drawFocus(ctx, focus) {
  ctx.save();
  ctx.setTransform(1, 0, 0, 1, 0, 0);
  ctx.globalAlpha = darkness.matches ? 0.82 : 0.86;
  ctx.fillStyle = paint().page;
  ctx.fillRect(0, 0, ctx.canvas.width, ctx.canvas.height);
  ctx.restore();
  drawEdges(ctx, focus.edges, network.getScale(), 1);
  for (const id of focus.nodes) bodyNode(id)?.draw(ctx);
}

// An event told in the article's own voice is filled; what a source tells is an outline, dashed; what is not stated is
// dotted; what is said not to be so is struck through.
const OUTLINES = { attributed: [3.5, 2], hedged: [1.2, 2.4], negated: [] };
const eventFill = (node) => ((node.voice ?? "own") === "own" ? fillOf(node) : paint().page);

function drawEvent({ ctx, id, x, y }) {
  const node = NODES.get(String(id));
  const radius = node.size ?? 11;
  return {
    nodeDimensions: { width: radius * 2.8, height: radius * 1.8 },
    drawNode() {
      ctx.save();
      ctx.fillStyle = eventFill(node);
      ctx.strokeStyle = fillOf(node);
      ctx.lineWidth = 1.8;
      ctx.setLineDash(OUTLINES[node.voice] ?? []);
      trace(ctx, shapePath("tag", x, y, radius));
      ctx.fill();
      ctx.stroke();
      if (node.voice === "negated") {
        ctx.beginPath();
        ctx.moveTo(x - radius * 1.5, y + radius * 1.05);
        ctx.lineTo(x + radius * 1.5, y - radius * 1.05);
        ctx.stroke();
      }
      ctx.restore();
    },
  };
}

function trace(ctx, points) {
  ctx.beginPath();
  points.forEach(([across, down], at) => (at ? ctx.lineTo(across, down) : ctx.moveTo(across, down)));
  ctx.closePath();
}

function drawGlyphs(ctx, scale, only) {
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  for (const node of DATA.nodes) {
    const drawn = bodyNode(node.id);
    if (!drawn || (only && !only.has(String(node.id)))) continue;
    const radius = drawn.options.size;
    const style = styleOf(node);
    if (style.hollow && radius * scale > 2.5) hollowOut(ctx, style.shape, drawn, radius);
    if (radius * scale < 8) continue;
    const outlined = style.hollow || (style.shape === "tag" && (node.voice ?? "own") !== "own");
    ctx.fillStyle = ctx.strokeStyle = outlined ? fillOf(node) : paint().onFill;
    if (style.kind === "Article") drawLines(ctx, drawn.x, drawn.y, radius);
    else {
      ctx.font = `700 ${radius * (style.shape === "star" ? 0.72 : 0.95)}px system-ui, sans-serif`;
      ctx.fillText(node.mark ?? style.letter, drawn.x, drawn.y + radius * (style.shape === "triangleDown" ? -0.12 : 0.06));
    }
  }
}

function hollowOut(ctx, shape, { x, y }, radius) {
  ctx.fillStyle = paint().page;
  trace(ctx, shapePath(shape, x, y, radius * 0.62));
  ctx.fill();
}

function drawLines(ctx, x, y, radius) {
  ctx.lineWidth = radius * 0.14;
  ctx.beginPath();
  for (const [row, width] of [[-0.42, 0.58], [-0.08, 0.58], [0.26, 0.58], [0.58, 0.22]]) {
    ctx.moveTo(x - radius * 0.58, y + radius * row);
    ctx.lineTo(x - radius * 0.58 + radius * 2 * width, y + radius * row);
  }
  ctx.stroke();
}

function drawRing(ctx, scale, id) {
  const drawn = bodyNode(id);
  if (!drawn) return;
  ctx.strokeStyle = paint().ink;
  ctx.lineWidth = 2 / scale;
  ctx.beginPath();
  ctx.arc(drawn.x, drawn.y, drawn.options.size * 1.3 + 3 / scale, 0, 2 * Math.PI);
  ctx.stroke();
}

// vis-network takes a shape that is not its own for a square of its size: it is told the true box, for pointing at and
// for what lies outside the view.
const tags = DATA.nodes.filter((node) => styleOf(node).shape === "tag");
function boxTags() {
  for (const { id } of tags) {
    const drawn = bodyNode(id);
    if (!drawn) continue;
    drawn.shape.width = 2.8 * drawn.options.size;
    drawn.shape.left = drawn.x - drawn.shape.width / 2;
    drawn.shape.updateBoundingBox(drawn.x, drawn.y);
  }
}

network.on("beforeDrawing", boxTags);
network.on("beforeDrawing", (ctx) => drawEdges(ctx, shownLines, network.getScale(), MANY ? 0.45 : 0.85));
network.on("afterDrawing", (ctx) => {
  const scale = network.getScale();
  const focus = focusOf(state.hovered ?? state.selected);
  if (focus) drawFocus(ctx, focus);
  drawGlyphs(ctx, scale, focus?.nodes);
  if (state.selected?.node !== undefined) drawRing(ctx, scale, state.selected.node);
  drawLabels(ctx, scale, focus);
});
