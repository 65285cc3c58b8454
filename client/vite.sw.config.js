import { createHash } from "node:crypto";
import { readdirSync } from "node:fs";
import { defineConfig } from "vite";

// The service worker is built after the app, alone, so that it is one file without imports
// and can carry the list of what the app is made of. Fonts come when a page asks for them.
const assets = readdirSync("dist/assets")
  .filter((name) => !name.endsWith(".woff2"))
  .map((name) => `/assets/${name}`)
  .sort();
const version = createHash("sha256").update(assets.join()).digest("hex").slice(0, 12);

export default defineConfig({
  publicDir: false,
  define: { SHELL_ASSETS: JSON.stringify(assets), SHELL_VERSION: JSON.stringify(version) },
  build: {
    target: "es2022",
    emptyOutDir: false,
    reportCompressedSize: false,
    rollupOptions: {
      input: "src/sw/worker.ts",
      output: { entryFileNames: "sw.js", format: "es" },
    },
  },
});
