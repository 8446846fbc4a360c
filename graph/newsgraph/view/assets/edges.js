// Lines are drawn here, many in one stroke, and not by vis-network, which takes a third of a second for 2,500.
const ARROW = 9;

function geometry(edge) {
  const from = bodyNode(edge.from);
  const to = bodyNode(edge.to);
  if (!from || !to || from === to) return null;
  const [across, down] = [to.x - from.x, to.y - from.y];
  const length = Math.hypot(across, down);
  if (!length) return null;
  const bend = edge.smooth?.roundness ?? 0;
  const bentX = (from.x + to.x) / 2 + 2 * bend * down;
  const bentY = (from.y + to.y) / 2 - 2 * bend * across;
  return { from, to, length, bend, bentX, bentY };
}

// The point a share of the way along the line.
function pointOn({ from, to, bentX, bentY }, share) {
  const rest = 1 - share;
  return {
    x: rest * rest * from.x + 2 * rest * share * bentX + share * share * to.x,
    y: rest * rest * from.y + 2 * rest * share * bentY + share * share * to.y,
  };
}

const looksOf = (edge) =>
  `${lineOf(edge)}|${Math.min(4, Math.round((edge.width ?? 1) * 2) / 2)}|${dashesOf(edge).join(" ")}|${edge.sourced ? 1 : ""}`;

function drawEdges(ctx, edges, scale, opacity) {
  const strokes = new Map();
  for (const edge of edges) {
    const line = geometry(edge);
    if (!line) continue;
    const key = looksOf(edge);
    if (!strokes.has(key)) strokes.set(key, []);
    strokes.get(key).push([edge, line]);
  }
  ctx.save();
  ctx.globalAlpha = opacity;
  for (const [key, lines] of strokes) {
    const [voice, width, dashes, sourced] = key.split("|");
    ctx.strokeStyle = ctx.fillStyle = lineColour(voice, Boolean(sourced));
    ctx.lineWidth = Math.max(Number(width), 0.7 / scale);
    ctx.setLineDash(dashes ? dashes.split(" ").map(Number) : []);
    strokeAll(ctx, lines);
    ctx.setLineDash([]);
    if (voice !== "naming" && scale > 0.3) fillArrows(ctx, lines.filter(([edge]) => edge.arrows));
  }
  ctx.restore();
}

function strokeAll(ctx, lines) {
  ctx.beginPath();
  for (const [, { from, to, bend, bentX, bentY }] of lines) {
    ctx.moveTo(from.x, from.y);
    if (bend) ctx.quadraticCurveTo(bentX, bentY, to.x, to.y);
    else ctx.lineTo(to.x, to.y);
  }
  ctx.stroke();
}

function fillArrows(ctx, lines) {
  ctx.beginPath();
  for (const [, line] of lines) {
    const radius = line.to.options.size * (line.to.options.shape === "custom" ? 1.4 : 1.1) + 1;
    if (line.length < radius + ARROW) continue;
    const tip = pointOn(line, 1 - radius / line.length);
    const angle = Math.atan2(line.to.y - line.bentY, line.to.x - line.bentX);
    const wing = (turn) => [tip.x - ARROW * Math.cos(angle + turn), tip.y - ARROW * Math.sin(angle + turn)];
    ctx.moveTo(tip.x, tip.y);
    ctx.lineTo(...wing(0.38));
    ctx.lineTo(...wing(-0.38));
    ctx.closePath();
  }
  ctx.fill();
}

// The line under the pointer, if any; coordinates are those of the drawing.
function edgeAt({ x, y }, tolerance) {
  let best = null;
  for (const edge of shownLines) {
    const line = geometry(edge);
    if (!line) continue;
    const away = line.bend ? awayFromCurve(line, x, y) : awayFromSegment(line.from, line.to, x, y);
    if (away < tolerance && (!best || away < best.away)) best = { edge, away };
  }
  return best?.edge ?? null;
}

function awayFromSegment(from, to, x, y) {
  const [across, down] = [to.x - from.x, to.y - from.y];
  const share = Math.max(0, Math.min(1, ((x - from.x) * across + (y - from.y) * down) / (across * across + down * down || 1)));
  return Math.hypot(x - from.x - share * across, y - from.y - share * down);
}

function awayFromCurve(line, x, y) {
  const points = Array.from({ length: 9 }, (_, step) => pointOn(line, step / 8));
  return Math.min(...points.slice(1).map((point, at) => awayFromSegment(points[at], point, x, y)));
}
