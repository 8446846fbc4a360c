// Writes src/draw/world.txt: the outlines of land and borders of countries, from Natural Earth by way of world-atlas.
// Four lines: steps a degree; lines (steps from point to point, longitude and latitude in turn), set apart by dots;
// rings of land (numbers of lines, those below zero backwards as ~number), set apart by dots; the lines that two countries share.
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const GRID = 20; // steps a degree
const TOLERANCE = 0.08; // degrees
const SMALLEST = 0.04; // square degrees; smaller islands are left out

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const topology = JSON.parse(readFileSync(here("../node_modules/world-atlas/countries-50m.json"), "utf-8"));
const { scale, translate } = topology.transform;

const arcs = topology.arcs.map((arc) => {
  let [x, y] = [0, 0];
  return arc.map(([dx, dy]) => {
    x += dx;
    y += dy;
    return [x * scale[0] + translate[0], y * scale[1] + translate[1]];
  });
});
const rings = topology.objects.countries.geometries.flatMap((shape) =>
  shape.type === "Polygon" ? shape.arcs : shape.type === "MultiPolygon" ? shape.arcs.flat() : []);
const kept = rings.filter((ring) => area(ring.flatMap(points)) >= SMALLEST);

const uses = new Map();
for (const ring of kept) for (const arc of ring) uses.set(index(arc), (uses.get(index(arc)) ?? 0) + 1);
const numbers = new Map([...uses.keys()].sort((one, other) => one - other).map((arc, number) => [arc, number]));
const lines = [...numbers.keys()].map((arc) => packedLine(simplified(arcs[arc])));
const borders = [...numbers].filter(([arc]) => uses.get(arc) > 1).map(([, number]) => number);
const outlines = kept.map((ring) => ring.map((arc) => (arc < 0 ? ~numbers.get(~arc) : numbers.get(arc))));

const parts = [GRID, lines.join("."), outlines.map((ring) => packed(ring)).join("."), packed(borders)];
writeFileSync(here("../src/draw/world.txt"), `${parts.join("\n")}\n`);

function index(arc) {
  return arc < 0 ? ~arc : arc;
}

function points(arc) {
  return arc < 0 ? [...arcs[~arc]].reverse() : arcs[arc];
}

function area(ring) {
  let sum = 0;
  ring.forEach(([x, y], at) => {
    const [nextX, nextY] = ring[(at + 1) % ring.length];
    sum += x * nextY - nextX * y;
  });
  return Math.abs(sum) / 2;
}

/** Douglas and Peucker's: the ends stay, so that neighbours keep meeting. */
function simplified(line) {
  const keep = new Set([0, line.length - 1]);
  const open = [[0, line.length - 1]];
  const closed = line[0][0] === line.at(-1)[0] && line[0][1] === line.at(-1)[1];
  if (closed && line.length > 4) {
    const middle = line.length >> 1;
    keep.add(middle);
    open.splice(0, 1, [0, middle], [middle, line.length - 1]);
  }
  while (open.length > 0) {
    const [from, to] = open.pop();
    let [farthest, distance] = [0, 0];
    for (let at = from + 1; at < to; at += 1) {
      const away = offLine(line[at], line[from], line[to]);
      if (away > distance) [farthest, distance] = [at, away];
    }
    if (distance > TOLERANCE) {
      keep.add(farthest);
      open.push([from, farthest], [farthest, to]);
    }
  }
  return [...keep].sort((one, other) => one - other).map((at) => line[at]);
}

function offLine([x, y], [x1, y1], [x2, y2]) {
  const length = Math.hypot(x2 - x1, y2 - y1);
  return length === 0 ? Math.hypot(x - x1, y - y1) : Math.abs((x2 - x1) * (y1 - y) - (x1 - x) * (y2 - y1)) / length;
}

function packedLine(line) {
  const steps = [];
  let [lastX, lastY] = [0, 0];
  line.forEach(([longitude, latitude], at) => {
    const [x, y] = [Math.round(longitude * GRID), Math.round(latitude * GRID)];
    if (at > 0 && at < line.length - 1 && x === lastX && y === lastY) return;
    steps.push(x - lastX, y - lastY);
    [lastX, lastY] = [x, y];
  });
  return packed(steps);
}

function packed(numbers) {
  return numbers.map((number) => {
    let value = number < 0 ? -2 * number - 1 : 2 * number;
    let text = "";
    do {
      const bits = value % 32;
      value = Math.floor(value / 32);
      text += ALPHABET[bits + (value > 0 ? 32 : 0)];
    } while (value > 0);
    return text;
  }).join("");
}
