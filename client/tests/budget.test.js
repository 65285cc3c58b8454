import { existsSync, readFileSync, readdirSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";

const budget = JSON.parse(readFileSync("budget.json", "utf8"));
const built = existsSync("dist/index.html");
const size = (path) => gzipSync(readFileSync(path)).byteLength;
const sum = (paths) => paths.reduce((total, path) => total + size(path), 0);

describe.runIf(built)("the built app keeps to its budget", () => {
  const html = built ? readFileSync("dist/index.html", "utf8") : "";
  const named = (ending) => [...html.matchAll(/(?:src|href)="\/(assets\/[^"]+)"/g)].map((m) => `dist/${m[1]}`).filter((path) => path.endsWith(ending));

  it("in its shell", () => expect(size("dist/index.html")).toBeLessThanOrEqual(budget.shell_html_bytes_max));
  it("in the scripts of the first page", () => expect(sum(named(".js"))).toBeLessThanOrEqual(budget.first_page_script_bytes_max));
  it("in the styles of the first page", () => expect(sum(named(".css"))).toBeLessThanOrEqual(budget.first_page_style_bytes_max));
  it("in all scripts together", () => {
    const all = readdirSync("dist/assets").filter((name) => name.endsWith(".js")).map((name) => `dist/assets/${name}`);
    expect(sum(all)).toBeLessThanOrEqual(budget.all_script_bytes_max);
  });
  it("in the service worker, which carries the shell", () => expect(size("dist/sw.js")).toBeLessThanOrEqual(budget.service_worker_bytes_max));
  it("leaves the place for the first page open, and nothing inline but one constant script and style", () => {
    expect(html).toContain("<!--first-page-->");
    expect(html.match(/<script>/g)).toHaveLength(1);
    expect(html.match(/<style>/g)).toHaveLength(1);
    expect(html).not.toMatch(/\son[a-z]+=|\sstyle="/);
  });
});
