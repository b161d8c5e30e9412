// `npx vite playground` after `npm run build`: the page on the package as it is published.
import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

const built = (file) => fileURLToPath(new URL(`../dist/${file}`, import.meta.url));

export default defineConfig({
  base: "./",
  resolve: {
    alias: [
      { find: /^ridgelaw$/, replacement: built("index.js") },
      { find: /^ridgelaw\/plot$/, replacement: built("browser/plot.js") },
    ],
  },
  build: { outDir: "../build/playground", emptyOutDir: true },
});
