/** What is seen as GraphML, which Gephi, Cytoscape, yEd and networkx open. */

import { KINDS, MODALITIES, NONE, type Scene, type Visible } from "../graph/model";
import { dayWords, endsOf, nameOf, outletOf, relationWords, voiceOf, webAddress } from "../panel/words";
import type { Context } from "../state";
import { collect, withWords } from "./collect";

type Value = string | number | boolean;
type Type = "string" | "long" | "double" | "boolean";

// The names that the files of `newsgraph export` have, where they tell the same.
const NODE: Readonly<Record<string, Type>> = {
  label: "string", kind: "string", mentions: "long", articles: "long", date: "string", outlet: "string", community: "string", latitude: "double",
  longitude: "double", x: "double", y: "double", size: "double", url: "string", other_names: "string",
};
const EDGE: Readonly<Record<string, Type>> = {
  label: "string", relation: "string", voice: "string", modality: "string", negated: "boolean", attributed_to: "string", source_name: "string", cue: "string",
  confidence: "double", weight: "double", article: "string", date: "string", outlet: "string", evidence: "string",
};

/** Return the file: nodes with their places, and one directed edge a statement. */
export async function graphml(context: Context, visible: Visible, scene: Scene): Promise<string> {
  const { graph, source } = context;
  const { nodes, links } = graph;
  const details = await context.details;
  const seen = collect(graph, visible, scene);
  const places = new Map(Array.from(scene.nodes, (node, place) => [node, place] as const));
  const out = [HEAD, ...keys("node", NODE), ...keys("edge", EDGE), '<graph edgedefault="directed">\n'];
  for (const node of seen.nodes) {
    const place = places.get(node) ?? 0;
    const facts = details.facts(node);
    out.push(`<node id="${escaped(details.id(node))}">`, data("node", NODE, {
      label: nameOf(graph, node), kind: KINDS[nodes.kinds[node]!] ?? "", mentions: nodes.mentions[node]!, articles: nodes.articles[node]!,
      date: dayWords(nodes.days[node]!), outlet: outletOf(graph, node), community: graph.communities[nodes.communities[node] ?? NONE] ?? "",
      latitude: nodes.latitudes[node] ?? Number.NaN, longitude: nodes.longitudes[node] ?? Number.NaN,
      // Gephi counts upwards; the picture counts downwards.
      x: scene.x[place]!, y: -scene.y[place]!, size: nodes.radii[node]!, url: webAddress(facts["url"] ?? "") ?? "", other_names: facts["other_names"] ?? "",
    }), "</node>\n");
  }
  await withWords(source, seen.links, (link, words) => {
    const [from, to] = endsOf(graph, link);
    const article = links.articles[link]!;
    const speaker = links.speakers[link] ?? NONE;
    const told = relationWords(graph, link);
    const name = speaker === NONE ? "" : nameOf(graph, speaker);
    out.push(`<edge id="${link}" source="${escaped(details.id(from))}" target="${escaped(details.id(to))}">`, data("edge", EDGE, {
      label: speaker === NONE ? told : `${told} (according to ${name})`, relation: graph.relations[links.relations[link] ?? NONE] ?? "",
      voice: voiceOf(graph, link), modality: MODALITIES[links.modalities[link]!] ?? "", negated: links.negated[link] === 1,
      attributed_to: speaker === NONE ? "" : details.id(speaker), source_name: name, cue: words.cue, confidence: (links.confidences[link] ?? 100) / 100, weight: 1,
      article: details.id(article), date: dayWords(nodes.days[article]!), outlet: outletOf(graph, article), evidence: words.passages[0]?.text ?? "",
    }), "</edge>\n");
  });
  out.push("</graph>\n</graphml>\n");
  return out.join("");
}

const HEAD = `<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
`;

function keys(of: "node" | "edge", types: Readonly<Record<string, Type>>): readonly string[] {
  return Object.entries(types).map(([name, type]) => `<key id="${of}_${name}" for="${of}" attr.name="${name}" attr.type="${type}"/>\n`);
}

/** What is not known is left out. */
function data(of: "node" | "edge", types: Readonly<Record<string, Type>>, values: Readonly<Record<string, Value>>): string {
  return Object.keys(types).map((name) => {
    const value = values[name];
    if (value === undefined || value === "" || (typeof value === "number" && !Number.isFinite(value))) return "";
    return `<data key="${of}_${name}">${escaped(String(value))}</data>`;
  }).join("");
}

const REPLACED: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** Return text as XML holds it; characters that XML cannot hold become U+FFFD. */
export function escaped(text: string): string {
  return text.replace(/\r\n?/gu, "\n").replace(/[^\t\n\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "\ufffd").replace(/[&<>"]/gu, (sign) => REPLACED[sign] ?? sign);
}
