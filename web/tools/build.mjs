// Makes the scripts and sheets of all pages: `node tools/build.mjs [FOLDER]`. The same source gives the same bytes.
import { copyFileSync, existsSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";

const root = fileURLToPath(new URL("..", import.meta.url));
const folder = resolve(process.argv[2] ?? `${root}/../graph/newsgraph/serve/assets`);
for (const page of ["query", "explorer"]) {
  // A page that is not written yet is left out.
  if (!existsSync(`${root}/src/${page}/main.ts`)) continue;
  await build({ root, mode: page, logLevel: "warn", build: { outDir: folder } });
}
copyFileSync(`${root}/src/draw/world.txt`, `${folder}/world.txt`);
