import { defineConfig } from "vite";

/**
 * Every page is one classic script `<page>.js` and one sheet `<page>.css`: modules and parts that are asked for later
 * do not work from disk. `tools/build.mjs` makes them one by one, the page's name being the mode.
 */
export default defineConfig(({ mode }) => ({
  base: "./",
  publicDir: false,
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
