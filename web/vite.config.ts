import { defineConfig } from "vite";

/** Every page of the server is one entry; its files are named `<page>.js`, `<page>.css` and `<page>.<part>.js`. */
const pages = { query: "src/query/main.ts" };

export default defineConfig({
  base: "./",
  publicDir: false,
  build: {
    outDir: "../graph/newsgraph/serve/assets",
    emptyOutDir: false, // other files of the server lie there too
    assetsInlineLimit: 0, // the content policy allows no data: scripts
    target: "es2022",
    modulePreload: false,
    sourcemap: false,
    reportCompressedSize: true,
    rolldownOptions: {
      input: pages,
      output: {
        entryFileNames: "[name].js",
        chunkFileNames: "query.[name].js",
        assetFileNames: "[name][extname]",
      },
    },
  },
  test: { include: ["tests/**/*.test.ts"] },
} as Parameters<typeof defineConfig>[0]);
