import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";
import { fontsPlugin } from "./src/build-fonts.ts";
import { licencesPlugin } from "./src/build-licences.ts";
import { npmPackagesPlugin } from "./src/bundler/build-npm-packages.ts";
import { starterPlugin } from "./src/bundler/build-starter.ts";
import { examplesPlugin } from "./src/examples/build-examples.ts";
import { serviceWorkerPlugin } from "./src/host/build-service-worker.ts";
import { lessonsPlugin } from "./src/lessons/build-lessons.ts";
import { sandboxPlugin } from "./src/sandbox/build-sandbox.ts";

/** Cross-origin isolation: with it a container can be frozen outright. */
const ISOLATION = { "Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Embedder-Policy": "require-corp" };
const isTest = process.env.VITEST !== undefined;

export default defineConfig({
  base: "./",
  plugins: isTest
    ? [lessonsPlugin()]
    : [
        react(),
        fontsPlugin(),
        sandboxPlugin(),
        starterPlugin(),
        npmPackagesPlugin(),
        examplesPlugin(),
        lessonsPlugin(),
        serviceWorkerPlugin(),
        licencesPlugin(),
      ],
  worker: { format: "es" },
  server: { headers: ISOLATION },
  preview: { headers: ISOLATION },
  build: {
    target: "es2023",
    // What the first screen needs is one file: in one, it is compressed better than in thirty that lazy parts share.
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: "main", tags: ["$initial"] }] } } },
  },
  test: { include: ["src/**/*.test.ts", "src/**/*.test.tsx"], pool: "threads" },
});
