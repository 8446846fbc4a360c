// Writes LICENSES.txt beside the bundles: the licence of every package whose code or data went into them.
import { readFileSync, writeFileSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const lock = JSON.parse(readFileSync(here("../package-lock.json"), "utf-8")).packages;
const bundled = new Set(["world-atlas"]); // its data went into src/draw/world.ts
const open = Object.keys(lock[""].dependencies);
while (open.length > 0) {
  const name = open.pop();
  if (bundled.has(name)) continue;
  bundled.add(name);
  open.push(...Object.keys(lock[`node_modules/${name}`].dependencies ?? {}));
}

const parts = [...bundled].sort().map((name) => {
  const folder = here(`../node_modules/${name}`);
  const { version, license } = JSON.parse(readFileSync(`${folder}/package.json`, "utf-8"));
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/iu.test(entry));
  const text = file ? readFileSync(`${folder}/${file}`, "utf-8").trim().replace(/\r\n/gu, "\n") : `Licensed under ${license}.`;
  return `${name} ${version} (${license})\n\n${text}\n`;
});
const head = `The files *.js and *.css in this folder are made from web/ of newsgraph (Apache-2.0) with these packages.
The outlines of countries are from Natural Earth, which is in the public domain, by way of world-atlas.
`;
writeFileSync(here("../../graph/newsgraph/serve/assets/LICENSES.txt"), [head, ...parts].join(`\n${"-".repeat(80)}\n\n`));
