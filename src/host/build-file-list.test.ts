import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { listFiles, partOf } from "./build-file-list.ts";

describe("which part a built file is of", () => {
  test.each([
    ["index.html", [], "page"],
    ["sandbox.html", [], "page"],
    ["manifest.webmanifest", [], "page"],
    ["assets/index-ChzYXxIn.js", ["/home/x/src/main.tsx", "/home/x/node_modules/react/index.js"], "page"],
    ["assets/EditorTabs-ChzYXxIn.js", ["/home/x/src/ui/editor/EditorTabs.tsx"], "page"],
    ["assets/esbuild-BaXVPFT2.wasm", [], "bundler"],
    ["assets/bundler.worker-BIxr8fkk.js", [], "bundler"],
    ["assets/node-builtins/fs-CfpmFwF8.js", [], "runtime"],
    ["assets/node-builtins/aws-sdk-client-s3-B3sQK1f3.js", [], "packages"],
    ["assets/node-builtins/smithy-node-http-handler-yo4bdAF3.js", [], "packages"],
    ["assets/npm-packages/zod-Db3LuAeW.json", [], "packages"],
    ["assets/MonacoEditor-BqTAV0Bo.js", ["C:\\x\\src\\ui\\editor\\MonacoEditor.tsx"], "editor"],
    ["assets/workers-BOPJnfDy.js", ["/home/x/node_modules/monaco-editor/esm/vs/a.js"], "editor"],
    ["assets/typescript.worker-Bf_l5MWH.js", [], "editor"],
    ["assets/codicon-DF1abBS2.ttf", [], "editor"],
    ["assets/photos-DF1abBS2.js", ["/home/x/src/examples/photos/index.ts"], "examples"],
    ["licences.txt", [], "licences"],
    ["service-worker.js", [], undefined],
    ["assets/ts.worker-CVbFdYz4.js", [], undefined],
    ["assets/index-ChzYXxIn.js.map", [], undefined],
  ] as const)("%s", (path, modules, part) => expect(partOf(path, modules)).toBe(part));
});

describe("the list", () => {
  async function listed(texts: Readonly<Record<string, string>>) {
    const folder = await mkdtemp(join(tmpdir(), "coldstart-list-"));
    try {
      for (const [name, text] of Object.entries(texts)) await writeFile(join(folder, name), text);
      return await listFiles(folder, new Map(Object.keys(texts).map((name) => [name, "page"])), /^marker-.*\.js$/);
    } finally {
      await rm(folder, { recursive: true });
    }
  }

  test("has each file's size and content, and a name for the whole", async () => {
    const texts = { "index.html": "<p>é</p>", "marker-1.js": "1" };
    const list = await listed(texts);
    expect(list.marker).toBe("marker-1.js");
    expect(list.files).toEqual([
      { path: "index.html", part: "page", bytes: 9, hash: expect.stringMatching(/^[0-9a-f]{32}$/) },
      // SHA-256 of "1", its first half.
      { path: "marker-1.js", part: "page", bytes: 1, hash: "6b86b273ff34fce19d6b804eff5a3f57" },
    ]);
    expect((await listed(texts)).build).toBe(list.build);
    expect((await listed({ ...texts, "index.html": "<p>e</p>" })).build).not.toBe(list.build);
  });

  test("is none where nothing tells the build from others", async () => {
    await expect(listed({ "index.html": "", "other.js": "" })).rejects.toThrow(/tells this build from others/);
  });
});
