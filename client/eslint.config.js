import tseslint from "typescript-eslint";

// A layer may import what stands below it. The messages say what to do instead.
const layers = ["app", "ui", "feed|interactions|upload|notifications", "player|entities", "api", "kernel"];
const advice = {
  ui: "Pass what you need in as an argument or a callback; src/app wires it.",
  app: "src/app is the composition root: move the shared piece down into ui or below.",
  default: "Move the shared piece down a layer, or hand it in as an argument.",
};

function rulesFor(layer) {
  const level = layers.findIndex((row) => row.split("|").includes(layer));
  const siblings = layers[level].split("|").filter((name) => name !== layer);
  const above = layers.slice(0, level).flatMap((row) => row.split("|"));
  return {
    files: [`src/${layer}/**/*.{ts,tsx}`],
    rules: {
      "no-restricted-imports": ["error", {
        patterns: [
          ...[...above, ...siblings].map((name) => ({
            group: [`**/${name}/*`, `**/${name}/**`],
            message: `${layer} may not import ${name}. ${advice[name] ?? advice.default}`,
          })),
          ...(layer === "kernel"
            ? [{ group: ["solid-js", "solid-js/*"], message: "kernel is plain TypeScript: put what needs signals into entities or above." }]
            : []),
          ...(layer === "ui"
            ? [{ group: ["**/api/client"], message: `ui sends no requests: add a verb to entities, feed, interactions or upload and call that.` }]
            : [{ group: ["lucide-solid", "lucide-solid/**"], message: "Icons belong to ui." }]),
        ],
      }],
    },
  };
}

export default tseslint.config(
  { ignores: ["dist", "node_modules"] },
  ...tseslint.configs.recommended,
  {
    rules: {
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
      "@typescript-eslint/no-unused-expressions": ["error", { allowTernary: true, allowShortCircuit: true }],
      "no-restricted-globals": ["error", { name: "event", message: "Take the event as a parameter." }],
      "max-lines": ["error", { max: 250, skipBlankLines: true, skipComments: true }],
    },
  },
  ...layers.flatMap((row) => row.split("|")).map(rulesFor),
  {
    files: ["src/**/*.{ts,tsx}"],
    ignores: ["src/api/**", "src/player/objects.ts", "src/sw/**", "src/upload/send.ts"],
    rules: {
      "no-restricted-globals": ["error", { name: "fetch", message: "Requests go through src/api; media bytes through src/player/objects.ts." }],
    },
  },
);
