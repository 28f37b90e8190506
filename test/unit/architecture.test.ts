import assert from "node:assert/strict";
import { globSync, readdirSync, readFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import { basename, dirname, join, relative } from "node:path";
import { describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { FOLDERS, THERMODYNAMICS_FILES } from "../../src/model/layout.ts";
import { RECEIPTS } from "../../src/model/receipts.ts";
import { SCRIPTS } from "../../src/model/scripts.ts";

const PROJECT = fileURLToPath(new URL("../..", import.meta.url));
const SOURCES = join(PROJECT, "src");

const BASE = ["model", "errors", "support"];
const PURE = [...BASE, "economics", "records", "reports", "render"];
const READING = [...PURE, "system", "plan", "chain", "observe", "dossier"];

/** Which folders or files of `src` a folder may import from, besides itself. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  model: [],
  errors: ["model"],
  support: ["model", "errors"],
  system: BASE,
  economics: BASE,
  records: [...BASE, "economics"],
  plan: [...BASE, "system", "economics"],
  reports: [...BASE, "records", "economics"],
  render: BASE,
  chain: [...BASE, "system"],
  observe: [...BASE, "records", "chain/port.ts"],
  protocol: [...BASE, "records", "observe", "economics", "chain/port.ts"],
  dossier: [...BASE, "records", "reports", "render", "system"],
  attest: [...BASE, "system"],
  acts: [...PURE, "system", "plan", "observe", "dossier", "protocol"],
  verify: [...READING, "attest", "acts", "protocol", "run"],
  simulate: [...BASE, "economics", "records", "chain/engine/laboratory.ts"],
  stages: [...READING, "acts", "protocol"],
  run: [...BASE, "chain", "dossier", "plan", "system"],
  cli: [...READING, "simulate", "protocol", "attest", "verify", "run"],
  "index.ts": [...READING, "verify", "run", "cli"],
};

/** Which folders of `src/chain` a folder of it may import from, besides itself and what lies at the top. */
const HOUSES: Readonly<Record<string, readonly string[]>> = {
  journal: [],
  engine: ["journal"],
  "engine/ethereumjs": ["journal", "engine"],
  "engine/disagreement": ["journal", "engine", "engine/ethereumjs"],
  rehearsal: ["journal", "engine"],
  // A block of the chain is compared with one of the journal.
  ".": ["journal"],
};

/** Where each third-party package lives: folders or single files. */
const HOMES: Readonly<Record<string, readonly string[]>> = {
  "@ethereumjs/block": ["chain/engine/ethereumjs"],
  "@ethereumjs/blockchain": ["chain/engine/ethereumjs"],
  "@ethereumjs/common": ["chain/engine"],
  "@ethereumjs/evm": ["chain/engine/disagreement", "chain/engine/ethereumjs"],
  "@ethereumjs/mpt": ["chain/engine/ethereumjs"],
  "@ethereumjs/statemanager": ["chain/engine/ethereumjs"],
  "@ethereumjs/tx": ["chain/engine/ethereumjs"],
  "@ethereumjs/util": ["chain/engine/ethereumjs"],
  "@ethereumjs/vm": ["chain/engine/ethereumjs"],
  "@bomb.sh/tab": ["cli/completion.ts"],
  "@noble/hashes": ["support/digest.ts", "support/keccak.ts"],
  "@openzeppelin/merkle-tree": ["records/merkle.ts"],
  chalk: ["cli"],
  "cli-truncate": ["cli/reporters/live-view.ts"],
  commander: ["cli"],
  dotenv: ["system/dotenv.ts"],
  echarts: ["render/chart.ts"],
  "@viz-js/viz": ["render/diagram-svg.ts"],
  ethers: [
    "chain",
    "records",
    "observe",
    "protocol",
    "model/contracts.ts",
    "system/contract-artefacts.ts",
    "plan/checksum.ts",
  ],
  execa: ["system/processes.ts"],
  "fastest-levenshtein": ["support/nearest.ts"],
  "fs-extra": ["system"],
  "hash-wasm": ["chain/engine/native-crypto.ts"],
  hardhat: ["chain/node-config.ts", "chain/engine/edr.ts"],
  "jsonc-parser": ["plan"],
  open: ["cli/commands/view.ts"],
  "tiny-secp256k1": ["chain"],
  "write-file-atomic": ["system"],
  "log-update": ["cli/reporters/live.ts"],
  zod: ["plan", "cli/reporters/event-schema.ts"],
};

/** Where each third-party package lives in the dossier's page. */
const PAGE_HOMES: Readonly<Record<string, readonly string[]>> = {
  "@ethereumjs/util": ["engine.ts"],
  "@noble/hashes": ["engine.ts", "render.tsx"],
  "@tanstack/table-core": ["live/jobs.tsx"],
  ethers: ["engine.ts"],
  fflate: ["pack.ts", "checks/archive.ts"],
  "modern-tar": ["checks/archive.ts"],
  preact: ["browser.tsx", "live", "view"],
  "preact-render-to-string": ["render.tsx"],
};

interface Import {
  /** Relative to `src`, forward slashes. */
  readonly from: string;
  readonly to: string;
}

const files = readdirSync(SOURCES, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts"))
  .sort();
const imports = files.flatMap(importsOf);

describe("the architecture", () => {
  it("knows every folder of src", () => {
    const folders = readdirSync(SOURCES, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    assert.deepEqual(
      folders.map(({ name }) => name).filter((name) => !(name in ALLOWED)),
      [],
    );
  });

  it("imports one way between folders", () => {
    const wrong = imports.filter(({ from, to }) => {
      if (!to.startsWith(".")) return false;
      const target = join(dirname(from), to);
      const [source, folder] = [folderOf(from), folderOf(target)];
      return source !== folder && ![folder, target].some((known) => ALLOWED[source]?.includes(known));
    });
    assert.deepEqual(wrong, []);
  });

  it("has no circle of files that import each other, types included", () => {
    assert.deepEqual(circles(), []);
  });

  it("writes folders of artefacts and names of scripts in their tables only", () => {
    const tables = ["model/layout.ts", "model/scripts.ts"];
    const names: readonly string[] = [
      ...Object.values(SCRIPTS).map(({ name }) => name),
      ...Object.values(FOLDERS),
    ];
    const known = names.filter((name) => name !== FOLDERS.shared).concat("demo:", "asi-takeoff");
    const wrong = files
      .filter((file) => !tables.includes(file))
      .flatMap((file) => literalsOf(file).map((text) => ({ file, text: text.replaceAll("\\/", "/") })))
      .filter(({ text }) => known.some((name) => text.includes(name)));
    assert.deepEqual(wrong, []);
  });

  it("writes the names of receipts in their table only", () => {
    const names = Object.values(RECEIPTS).flatMap(({ paths }) => paths.map((path) => basename(path)));
    const known = new Set(names.filter((name) => name !== "*.json").concat(THERMODYNAMICS_FILES.receipt));
    const tables = ["model/layout.ts", "model/receipts.ts"];
    const wrong = files
      .filter((file) => !tables.includes(file))
      .flatMap((file) => literalsOf(file).map((text) => ({ file, text })))
      .filter(({ text }) => known.has(basename(text.replaceAll("\\.", "."))));
    assert.deepEqual(wrong, []);
  });

  it("makes receipts where reports are made only", () => {
    const makers = files.filter((file) => identifiersOf(file).some((name) => name === "RECEIPT_FORMAT"));
    const tellers = imports.filter(({ from, to }) => join(dirname(from), to) === "reports/receipt.ts");
    const wrong = tellers.filter(
      ({ from }) => /\breceipt(File)?\(/.test(read(from)) && folderOf(from) !== "reports",
    );
    assert.deepEqual(wrong, []);
    assert.deepEqual(makers, ["model/receipts.ts", "records/receipt-shapes.ts", "reports/receipt.ts"]);
  });

  it("keeps each third-party package in its home", () => {
    const wrong = imports.filter(({ from, to }) => {
      if (to.startsWith(".") || isBuiltin(to)) return false;
      return !HOMES[packageOf(to)]?.some((home) => from === home || from.startsWith(`${home}/`));
    });
    assert.deepEqual(wrong, []);
  });

  it("keeps what calculates free of the machine that it runs on", () => {
    const builtin = imports.filter(({ from, to }) => PURE.includes(folderOf(from)) && isBuiltin(to));
    assert.deepEqual(builtin, []);
    const globals = ["Buffer", "process", "setImmediate", "setTimeout"];
    const machine = files
      .filter((file) => PURE.includes(folderOf(file)))
      .flatMap((file) => identifiersOf(file).map((name) => ({ file, name })))
      .filter(({ name }) => globals.includes(name));
    assert.deepEqual(machine, []);
  });

  it("has no two files of one name in folders of one parent", () => {
    const homes = Map.groupBy(files, (file) => `${dirname(dirname(file))} ${basename(file)}`);
    const repeated = [...homes.values()].filter(
      (same) => same.length > 1 && same.every((file) => file.includes("/")),
    );
    assert.deepEqual(repeated, []);
  });

  it("has no stage imported by another stage, beside what stages share at their top", () => {
    const wrong = imports.filter(({ from, to }) => {
      const target = join(dirname(from), to);
      const isStage = to.startsWith(".") && folderOf(target) === "stages" && dirname(target) !== "stages";
      return isStage && dirname(target) !== dirname(from);
    });
    assert.deepEqual(wrong, []);
  });

  it("imports one way between the houses of the chain", () => {
    const houseOf = (file: string): string => relative("chain", dirname(file)) || ".";
    const wrong = imports.filter(({ from, to }) => {
      const target = join(dirname(from), to);
      if (!to.startsWith(".") || folderOf(from) !== "chain" || folderOf(target) !== "chain") return false;
      const [source, house] = [houseOf(from), houseOf(target)];
      return source !== house && house !== "." && !HOUSES[source]?.includes(house);
    });
    assert.deepEqual(wrong, []);
  });

  it("speaks to nodes and knows the rehearsal's chain id in the chain's folder only", () => {
    // What an error says of it shows in its example.
    const outside = files.filter(
      (file) => folderOf(file) !== "chain" && !file.startsWith("errors/explained/"),
    );
    // A receipt of a pause says "eth_call" of what was only asked.
    const method = /^(?!eth_call$)(eth|net|web3|debug|evm|hardhat|anvil|txpool)_[A-Za-z]+$/;
    assert.deepEqual(
      outside.filter((file) => literalsOf(file).some((text) => method.test(text) || text === "31337")),
      [],
    );
    const clients = imports.filter(({ from, to }) => join(dirname(from), to) === "chain/rpc.ts");
    assert.deepEqual(
      clients.filter(({ from }) => folderOf(from) !== "chain"),
      [],
    );
  });

  it("has no file that only passes exports on", () => {
    const isBarrel = (file: string): boolean => {
      const { statements } = parse(file);
      return (
        statements.length > 0 &&
        statements.every((node) => ts.isExportDeclaration(node) && node.moduleSpecifier)
      );
    };
    assert.deepEqual(files.filter(isBarrel), []);
  });

  it("sets the exit code in bin.js and in the scripts of stages only", () => {
    const setters = files.filter((file) => /process\.exitCode\s*=/.test(read(file)));
    assert.deepEqual(
      setters.filter((file) => folderOf(file) !== "stages"),
      [],
    );
  });
});

describe("the page", () => {
  const folder = join(PROJECT, "page");
  const sources = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) =>
    /\.tsx?$/.test(file),
  );
  const imported = sources.flatMap((from) =>
    ts
      .preProcessFile(readFileSync(join(folder, from), "utf8"))
      .importedFiles.map(({ fileName }) => ({ from, to: fileName })),
  );

  it("imports what is pure, and of the chain what executes a journal", () => {
    const wrong = imported.filter(({ from, to }) => {
      const target = to.startsWith(".") ? join(dirname(from), to) : "";
      if (!target.startsWith("../src/")) return false;
      const inside = target.slice("../src/".length);
      const isEngine = /^chain\/(engine|journal)\//.test(inside) && from === "engine.ts";
      return !isEngine && !PURE.includes(folderOf(inside));
    });
    assert.deepEqual(wrong, []);
  });

  it("keeps each third-party package in its home", () => {
    const wrong = imported.filter(({ from, to }) => {
      if (to.startsWith(".") || to.startsWith("asset:")) return false;
      return !PAGE_HOMES[packageOf(to)]?.some((home) => from === home || from.startsWith(`${home}/`));
    });
    assert.deepEqual(wrong, []);
  });
});

describe("CONTRIBUTING.md", () => {
  const text = readFileSync(join(PROJECT, "CONTRIBUTING.md"), "utf8");
  const rows = [...text.matchAll(/^\| `(\w+)` \| `src\/([^`]+)` \| (.+) \| (.+) \|$/gm)].map(
    ([, folder = "", file = "", knows = "", allowed = ""]) => ({ folder, file, knows, allowed }),
  );

  it("says of every folder what its own first line says", () => {
    assert.deepEqual(
      rows.map(({ folder, knows }) => `${folder}: ${knows}`),
      rows.map(({ file }) => firstComment(file)),
    );
    assert.deepEqual(rows.map(({ folder }) => folder).sort(), Object.keys(ALLOWED).filter(isFolder).sort());
  });

  it("says of every folder what it may import", () => {
    const said = rows.map(({ folder, allowed }) => [
      folder,
      (allowed === "–" ? [] : allowed.split(", "))
        .flatMap((name) => (name === "base" ? BASE : [name]))
        .sort(),
    ]);
    const held = rows.map(({ folder }) => [folder, ALLOWED[folder]?.toSorted()]);
    assert.deepEqual(said, held);
  });

  it("names only files that exist, and so do the decisions", () => {
    const pages = ["CONTRIBUTING.md", ...globSync("docs/decisions/*.md", { cwd: PROJECT })];
    const named = pages.flatMap((page) =>
      [
        ...readFileSync(join(PROJECT, page), "utf8").matchAll(
          /`((?:contracts|docs|page|plans|scripts|src|test)\/[^`\s]*)`/g,
        ),
      ].map(([, path = ""]) => ({ page, path })),
    );
    assert.ok(named.length > 60);
    assert.deepEqual(
      named.filter(({ path }) => globSync(path, { cwd: PROJECT }).length === 0),
      [],
    );
  });
});

describe("the contracts", () => {
  const folder = join(PROJECT, "contracts");
  const contracts = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) =>
    file.endsWith(".sol"),
  );

  it("lie in the folders of their layers", () => {
    const layers = ["national", "planetary", "shared", "interfaces"];
    assert.deepEqual(
      contracts.filter((file) => !layers.includes(folderOf(file))),
      [],
    );
  });

  it("declare at most one contract, library or interface a file, named like it", () => {
    const wrong = contracts.filter((file) => {
      const source = readFileSync(join(folder, file), "utf8");
      const names = [...source.matchAll(/^(?:abstract )?(?:contract|library|interface) (\w+)/gm)].map(
        ([, name]) => name,
      );
      return names.length > 1 || (names.length === 1 && !file.endsWith(`/${names[0]}.sol`));
    });
    assert.deepEqual(wrong, []);
  });
});

function isFolder(name: string): boolean {
  return !name.includes(".");
}

/** What the comment at the top of a file says, on one line. */
function firstComment(file: string): string | undefined {
  return /^\/\*\*([\s\S]*?)\*\//
    .exec(read(file))?.[1]
    ?.replaceAll(/\s+(?:\* )?/g, " ")
    .trim();
}

function importsOf(file: string): readonly Import[] {
  return ts.preProcessFile(read(file)).importedFiles.map(({ fileName }) => ({ from: file, to: fileName }));
}

/** One circle for each import that closes one: the files in the order of their imports, the first again at its end. */
function circles(): readonly string[] {
  const targets = Map.groupBy(
    imports
      .filter(({ to }) => to.startsWith("."))
      .map(({ from, to }) => ({ from, to: join(dirname(from), to) })),
    ({ from }) => from,
  );
  const done = new Set<string>();
  const found: string[] = [];
  const visit = (file: string, path: readonly string[]): void => {
    if (path.includes(file)) found.push([...path.slice(path.indexOf(file)), file].join(" → "));
    if (path.includes(file) || done.has(file)) return;
    for (const { to } of targets.get(file) ?? []) visit(to, [...path, file]);
    done.add(file);
  };
  for (const file of files) visit(file, []);
  return found;
}

function parse(file: string): ts.SourceFile {
  return ts.createSourceFile(file, read(file), ts.ScriptTarget.Latest);
}

/** The text of each string, template part and regular expression of a file; not of its imports. */
function literalsOf(file: string): readonly string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) return;
    if (ts.isLiteralExpression(node) || ts.isTemplateMiddleOrTemplateTail(node) || ts.isTemplateHead(node)) {
      found.push(node.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(parse(file));
  return found;
}

/** Every name that a file uses by itself, not as a property. */
function identifiersOf(file: string): readonly string[] {
  const found: string[] = [];
  const visit = (node: ts.Node, parent: ts.Node | undefined): void => {
    const isProperty = parent && "name" in parent && parent.name === node;
    if (ts.isIdentifier(node) && !isProperty) found.push(node.text);
    ts.forEachChild(node, (child) => visit(child, node));
  };
  visit(parse(file), undefined);
  return found;
}

function read(file: string): string {
  return readFileSync(join(SOURCES, file), "utf8");
}

/** The first segment of a path that is relative to `src`. */
function folderOf(path: string): string {
  return relative(".", path).split("/")[0] ?? "";
}

function packageOf(specifier: string): string {
  return specifier.split("/", specifier.startsWith("@") ? 2 : 1).join("/");
}
