// Reads packed parts as a page does and tells as JSON what it found: `node unpack.mjs FOLDER`, whose folders hold
// `graph`, `details` and `words-0`, …; the answer is a list in the order of the folders' names.
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "vite";

const root = fileURLToPath(new URL("../..", import.meta.url));
const made = await build({
  root,
  configFile: false,
  publicDir: false,
  logLevel: "error",
  build: { write: false, target: "es2022", minify: false, lib: { entry: "src/explorer/graph/source.ts", formats: ["es"] } },
});
const { sourceOf } = await import(`data:text/javascript,${encodeURIComponent(made[0].output[0].code)}`);

async function read(folder) {
  const part = async (name) => {
    if (!existsSync(`${folder}/${name}`)) throw new Error(`there is no part ${name}`);
    return new Uint8Array(readFileSync(`${folder}/${name}`));
  };
  const source = sourceOf({
    graph: () => part("graph"),
    details: () => part("details"),
    words: (number) => part(`words-${number}`),
  });
  const [graph, details] = [await source.graph(), await source.details()];
  const { nodes, edges, links } = graph;
  const numbers = Array.from(nodes.names.keys());
  const ids = numbers.map((node) => details.id(node));
  return {
    base: graph.base, snapshot: graph.snapshot, totalNodes: graph.totalNodes, totalLinks: graph.totalLinks,
    relations: graph.relations, outlets: graph.outlets, communityNames: graph.communities,
    names: nodes.names, kinds: [...nodes.kinds], communities: [...nodes.communities],
    mentions: [...nodes.mentions], articles: [...nodes.articles], days: [...nodes.days], nodeOutlets: [...nodes.outlets],
    x: [...nodes.x], y: [...nodes.y], radii: [...nodes.radii],
    latitudes: [...nodes.latitudes], longitudes: [...nodes.longitudes],
    a: [...edges.a], b: [...edges.b], first: [...edges.first],
    edges: [...links.edges], forward: [...links.forward], linkRelations: [...links.relations], voices: [...links.voices],
    modalities: [...links.modalities], negated: [...links.negated], linkArticles: [...links.articles],
    speakers: [...links.speakers], confidences: [...links.confidences],
    ids, found: ids.map((id) => details.find(id)), facts: numbers.map((node) => details.facts(node)),
    words: await source.words([...links.edges.keys()]),
  };
}

const folder = process.argv[2];
const found = [];
for (const name of readdirSync(folder).sort()) found.push(await read(`${folder}/${name}`));
process.stdout.write(JSON.stringify(found));
