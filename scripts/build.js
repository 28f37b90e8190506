/**
 * Emits `dist/` for the published package, because Node runs no TypeScript under `node_modules`: the code, the types of
 * the library entry and nothing else, and of the contracts' artefacts what is used.
 */
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { CONTRACT_SOURCES } from "../src/model/contracts.ts";
import { artefactFile, layoutsFile } from "../src/system/contract-artefacts.ts";
import { writeCodeDigest } from "./code-digest.js";
import { emitPage, PAGE_LICENCES } from "./page.js";
import { ROOT } from "./setup.js";

const DIST = join(ROOT, "dist");
const ENTRY = "index.ts";

/** What the package passes on of others' compiled code, and where the licence of each lies. */
const LICENCES = {
  "LICENSE-safe-contracts": "node_modules/@safe-global/safe-contracts/LICENSE",
  "LICENSE-solady": "node_modules/solady/LICENSE.txt",
};

rmSync(DIST, { recursive: true, force: true });
process.exitCode = emitCode();
if (process.exitCode === 0) {
  emitEntries();
  copyContracts();
  await emitPage(ROOT, join(DIST, "page"));
  copyLicences(PAGE_LICENCES, join(DIST, "page"));
  writeCodeDigest(ROOT);
}

function emitCode() {
  const compiler = join(ROOT, "node_modules", "typescript", "bin", "tsc");
  const { status } = spawnSync(process.execPath, [compiler, "-p", "tsconfig.build.json"], {
    cwd: ROOT,
    stdio: "inherit",
  });
  return status ?? 1;
}

/**
 * The entry's types stand for themselves, so that a consumer sees nothing of what lies behind them. They hold for those
 * who `require` the package too, which Node can by now.
 */
function emitEntries() {
  const source = readFileSync(join(ROOT, "src", ENTRY), "utf8");
  const { outputText, diagnostics = [] } = ts.transpileDeclaration(source, {
    fileName: ENTRY,
    compilerOptions: { declaration: true, isolatedDeclarations: true },
  });
  if (diagnostics.length > 0 || /^import /m.test(outputText)) {
    throw new Error(`The types of src/${ENTRY} do not stand for themselves`);
  }
  for (const name of ["index.d.ts", "index.d.cts"]) writeFileSync(join(DIST, name), outputText);
  writeFileSync(join(DIST, "index.cjs"), 'module.exports = require("./index.js");\n');
}

function copyContracts() {
  const folder = join(DIST, "contracts");
  mkdirSync(folder, { recursive: true });
  for (const name of /** @type {(keyof typeof CONTRACT_SOURCES)[]} */ (Object.keys(CONTRACT_SOURCES))) {
    const { abi, bytecode } = JSON.parse(readFileSync(artefactFile(name), "utf8"));
    writeFileSync(join(folder, `${name}.json`), `${JSON.stringify({ abi, bytecode })}\n`);
  }
  copyFileSync(layoutsFile(), join(folder, "layouts.json"));
  copyLicences(LICENCES, folder);
  writeFileSync(join(folder, "NOTICE.md"), readFileSync(join(ROOT, "scripts", "build", "NOTICE.md")));
}

/** @param {Readonly<Record<string, string>>} licences @param {string} folder */
function copyLicences(licences, folder) {
  for (const [name, path] of Object.entries(licences)) {
    writeFileSync(join(folder, name), readFileSync(join(ROOT, path)));
  }
}
