import { defineConfig } from "vite";

/** Oxigraph's glue can ask for its module by an address of its own; a script in a page has none, and is handed the module. */
const handed = {
  name: "handed-module",
  enforce: "pre",
  transform: (code: string, id: string) => (id.endsWith("/oxigraph/web.js") ? code.replace("new URL('web_bg.wasm', import.meta.url)", "undefined") : null),
};

/**
 * Every page is one classic script `<page>.js` and one sheet `<page>.css`: modules and parts that are asked for later
 * do not work from disk. `tools/build.mjs` makes them one by one, the page's name being the mode.
 */
export default defineConfig(({ mode }) => ({
  base: "./",
  publicDir: false,
  plugins: [handed],
  build: {
    emptyOutDir: false, // other files of the server lie there too
    cssCodeSplit: false, // one sheet, as a file
    assetsInlineLimit: 0, // the content policy allows no data: scripts
    target: "es2022",
    modulePreload: false,
    sourcemap: false,
    reportCompressedSize: true,
    rolldownOptions: {
      input: { [mode]: `src/${mode}/main.ts` },
      output: {
        format: "iife",
        codeSplitting: false,
        entryFileNames: "[name].js",
        assetFileNames: `${mode}[extname]`,
      },
    },
  },
  test: { include: ["tests/**/*.test.ts"] },
}) as Parameters<typeof defineConfig>[0]);
