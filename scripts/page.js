import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { CONTRACT_SOURCES } from "../src/model/contracts.ts";
import { artefactFile } from "../src/system/contract-artefacts.ts";
import { setUp } from "./setup.js";

/** What the page is made of, with the file that pins what is bundled. */
const INPUTS = ["contracts", "page", "src/chain", "src/model", "src/support", "src/records", "src/render"];
const INPUT_FILES = ["package-lock.json", "scripts/page.js"];
const BUNDLE = join("cache", "page");
const STAMP = "sources.sha256";
const RENDER = "render.js";

/** Whose code is in the bundle, and where the licence of each lies. */
export const PAGE_LICENCES = {
  "LICENSE-preact": "node_modules/preact/LICENSE",
  "LICENSE-preact-render-to-string": "node_modules/preact-render-to-string/LICENSE",
  "LICENSE-fflate": "node_modules/fflate/LICENSE",
  "LICENSE-modern-tar": "node_modules/modern-tar/LICENSE",
  "LICENSE-table-core": "node_modules/@tanstack/table-core/LICENSE",
  "LICENSE-ethereumjs-evm": "node_modules/@ethereumjs/evm/LICENSE",
  "LICENSE-ethereumjs": "node_modules/@ethereumjs/util/LICENSE",
  "LICENSE-ethers": "node_modules/ethers/LICENSE.md",
  "LICENSE-ordered-map": "node_modules/@js-sdsl/ordered-map/LICENSE",
  "LICENSE-lru-cache": "node_modules/@ethereumjs/statemanager/node_modules/lru-cache/LICENSE",
  "LICENSE-noble-curves": "node_modules/@noble/curves/LICENSE",
  "LICENSE-noble-hashes": "node_modules/@noble/hashes/LICENSE",
};

/**
 * What makes pages in a checkout: bundled anew when its sources are others than those that it was bundled of.
 *
 * @public loaded by `src/system/page-renderer.ts`, which an installed package has without it
 */
export async function currentPage() {
  await setUp();
  const root = fileURLToPath(new URL("..", import.meta.url));
  const folder = join(root, BUNDLE);
  const stamp = join(folder, STAMP);
  const now = fingerprint(root);
  if (!existsSync(stamp) || readFileSync(stamp, "utf8") !== now) {
    await emitPage(root, folder);
    write(stamp, now);
  }
  return join(folder, RENDER);
}

/**
 * Writes the module that makes pages, with the script and the style that it puts into them.
 *
 * @param {string} root folder of the project
 * @param {string} folder
 */
export async function emitPage(root, folder) {
  const { build } = await import("esbuild");
  /** @type {import("esbuild").BuildOptions} */
  const common = {
    absWorkingDir: root,
    bundle: true,
    write: false,
    minify: true,
    charset: "ascii",
    target: "es2024",
    format: "esm",
    legalComments: "none",
    logLevel: "error",
  };
  const script = await textOf({ ...common, entryPoints: ["page/browser.tsx"], format: "iife" });
  const style = await textOf({ ...common, entryPoints: ["page/page.css"] });
  const engine = await textOf({ ...common, entryPoints: ["page/engine.ts"], format: "iife" });
  const { pack } = await import("../page/pack.ts");
  const assets = new Map([
    [
      "asset:engine",
      pack(
        new Map([
          ["engine.js", encoded(engine)],
          ["contracts.json", encoded(contracts())],
        ]),
      ),
    ],
    ["asset:script", script.trim().replaceAll("</script", "<\\/script")],
    ["asset:style", style.trim()],
  ]);
  const render = await textOf({ ...common, entryPoints: ["page/render.tsx"], plugins: [holding(assets)] });
  mkdirSync(folder, { recursive: true });
  write(join(folder, RENDER), render);

  /** @param {import("esbuild").BuildOptions} options */
  async function textOf(options) {
    const { outputFiles = [] } = await build(options);
    return outputFiles.map(({ text }) => text).join("");
  }
}

/** What decodes calls and events: the ABI and the creation code of every contract. */
function contracts() {
  const names = /** @type {(keyof typeof CONTRACT_SOURCES)[]} */ (Object.keys(CONTRACT_SOURCES));
  const artefacts = names.map((name) => {
    const { abi, bytecode } = JSON.parse(readFileSync(artefactFile(name), "utf8"));
    return [name, { abi, bytecode }];
  });
  return JSON.stringify(Object.fromEntries(artefacts));
}

/** @param {string} text */
function encoded(text) {
  return new TextEncoder().encode(text);
}

/** @param {ReadonlyMap<string, string>} assets @returns {import("esbuild").Plugin} */
function holding(assets) {
  return {
    name: "assets",
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^asset:/ }, ({ path }) => ({ path, namespace: "asset" }));
      onLoad({ filter: /./, namespace: "asset" }, ({ path }) => ({
        contents: assets.get(path) ?? "",
        loader: "text",
      }));
    },
  };
}

/**
 * Two processes may do it at once, of the same sources.
 *
 * @param {string} path
 * @param {string} content
 */
function write(path, content) {
  const growing = `${path}.${process.pid}`;
  writeFileSync(growing, content);
  renameSync(growing, path);
}

/** @param {string} root */
function fingerprint(root) {
  const sources = INPUTS.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(root, join(entry.parentPath, entry.name))),
  );
  const hash = createHash("sha256");
  for (const path of [...INPUT_FILES, ...sources.sort()]) {
    const content = readFileSync(join(root, path));
    hash.update(`${path}\0${content.length}\0`).update(content);
  }
  return hash.digest("hex");
}
