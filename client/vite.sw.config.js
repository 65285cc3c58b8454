import { createHash } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";
import { defineConfig } from "vite";

// The service worker is built after the app, alone, so that it is one file without imports
// and can carry the list of what the app is made of. Fonts come when a page asks for them.
const assets = readdirSync("dist/assets")
  .filter((name) => !name.endsWith(".woff2"))
  .map((name) => `/assets/${name}`)
  .sort();
const sha256 = (text) => createHash("sha256").update(text).digest();

// The shell without anybody's first page, for a start without network, under a policy as strict as the server's.
const shell = readFileSync("dist/index.html", "utf8");
const hashes = (tag) => [...shell.matchAll(new RegExp(`<${tag}>([\\s\\S]*?)</${tag}>`, "g"))].map((m) => `'sha256-${sha256(m[1]).toString("base64")}'`).join(" ");
const policy = `default-src 'self'; script-src 'self' ${hashes("script")}; style-src 'self' ${hashes("style")}; img-src 'self' blob: data:; media-src 'self' blob:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'`;
const version = sha256(assets.join() + shell).toString("hex").slice(0, 12);

export default defineConfig({
  publicDir: false,
  define: { SHELL_ASSETS: JSON.stringify(assets), SHELL_VERSION: JSON.stringify(version), SHELL_HTML: JSON.stringify(shell), SHELL_POLICY: JSON.stringify(policy) },
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
