// Makes the scripts and sheets of all pages: `node tools/build.mjs [FOLDER [PAGE…]]`. The same source gives the same bytes.
import { copyFileSync, existsSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";

const root = fileURLToPath(new URL("..", import.meta.url));
const given = process.argv[2] && resolve(process.argv[2]);
const named = process.argv.slice(3);
const pages = given ?? resolve(`${root}/../graph/newsgraph/serve/assets`);
const site = given ?? resolve(`${root}/../graph/newsgraph/site/assets`);
for (const [page, folder] of [["query", pages], ["engine", site], ["explorer", pages]]) {
  if (named.length > 0 ? !named.includes(page) : !existsSync(`${root}/src/${page}/main.ts`)) continue;
  await build({ root, mode: page, logLevel: "warn", build: { outDir: folder } });
}
copyFileSync(`${root}/src/draw/world.txt`, `${pages}/world.txt`);
