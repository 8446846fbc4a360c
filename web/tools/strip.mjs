// Writes Oxigraph's module without what the engine never calls: `node tools/strip.mjs OUT`.
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import binaryen from "binaryen";

/** What src/engine/main.ts calls of a store, what the glue calls by itself, and what lets go of the terms of answers. */
const CALLED = [
  /^store_(?:new|load|query|size)$/u,
  /^(?:memory|main|fromTerm)$/u,
  /^__wbg_(?:store|namednode|literal|blanknode|quad|variable|defaultgraph)_free$/u,
  /^(?:__wbindgen|__externref|wasm_bindgen|__abort_handler|__instance_terminated)/u,
];
const bytes = readFileSync(fileURLToPath(new URL("../node_modules/oxigraph/web_bg.wasm", import.meta.url)));
const module = binaryen.readBinary(bytes);
// Only what the module was made with: browsers do not know all that binaryen can write.
const { BulkMemory, BulkMemoryOpt, CallIndirectOverlong, Multivalue, MutableGlobals, NontrappingFPToInt, ReferenceTypes, SignExt } = binaryen.Features;
module.setFeatures(BulkMemory | BulkMemoryOpt | CallIndirectOverlong | Multivalue | MutableGlobals | NontrappingFPToInt | ReferenceTypes | SignExt);
for (const { name } of WebAssembly.Module.exports(new WebAssembly.Module(bytes))) {
  if (!CALLED.some((kept) => kept.test(name))) module.removeExport(name);
}
// No other pass: what they make smaller takes more room once it is compressed.
module.runPasses(["remove-unused-module-elements"]);
writeFileSync(process.argv[2], module.emitBinary());
