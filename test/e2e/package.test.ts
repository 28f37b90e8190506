import assert from "node:assert/strict";
import { type SpawnSyncReturns, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { after, before, describe, it } from "node:test";
import { PROJECT } from "./bin.ts";

const LARGEST_BYTES = 5 * 2 ** 20;
const DOSSIER = "reports/omnisovereign/dossier";

const read = (path: string) => readFileSync(join(PROJECT, path), "utf8");
const MANIFEST = JSON.parse(read("package.json"));
const README_ROOT = /^root {5}([0-9a-f]{64})$/m.exec(read("README.md"))?.[1];

interface Packed {
  readonly filename: string;
  readonly size: number;
  readonly files: readonly { readonly path: string }[];
}

describe("the package", { timeout: 600_000 }, () => {
  let base: string;
  /** Where the operator works: the package is installed here, and nothing else lies here. */
  let folder: string;
  let installed: string;
  let env: NodeJS.ProcessEnv;
  let packed: Packed;
  let tarball: string;

  before(() => {
    base = realpathSync(mkdtempSync(join(tmpdir(), "omnisovereign-")));
    folder = join(base, "operator");
    installed = join(folder, "node_modules", "omnisovereign");
    for (const path of [folder, join(base, "home")]) mkdirSync(path);
    packed = JSON.parse(
      succeeding(npm(PROJECT, process.env, "pack", "--json", "--pack-destination", base)),
    )[0];
    tarball = join(base, packed.filename);
    writeJson(join(folder, "package.json"), { dependencies: { omnisovereign: `file:${tarball}` } });
    writeJson(join(folder, "package-lock.json"), operatorsLock(tarball));
    succeeding(npm(folder, process.env, "ci", "--prefer-offline", "--no-audit", "--no-fund"));
    env = {
      ...process.env,
      HOME: join(base, "home"),
      npm_config_offline: "true",
      OMNISOVEREIGN_OUT: "",
      OMNISOVEREIGN_PLAN: "",
      RPC_URL: "",
    };
  });
  after(() => rmSync(base, { recursive: true }));

  const omnisovereign = (...args: string[]) =>
    npm(folder, env, "exec", "--offline", "--", "omnisovereign", ...args);

  it("is small and holds what runs", () => {
    assert.ok(packed.size < LARGEST_BYTES, `${packed.size} bytes`);
    const paths = packed.files.map(({ path }) => path);
    for (const path of [
      "dist/index.d.ts",
      "dist/contracts/LICENSE-safe-contracts",
      "LICENSE",
      "RUNBOOK.md",
    ]) {
      assert.ok(paths.includes(path), path);
    }
    assert.deepEqual(
      paths.filter((path) => path.endsWith(".ts") && path !== "dist/index.d.ts"),
      [],
    );
  });

  it("has nothing that publint or attw finds fault with", () => {
    const tool = (name: string, ...args: string[]) =>
      spawnSync(process.execPath, [join(PROJECT, "node_modules", name), ...args], { encoding: "utf8" });
    succeeding(tool("publint/src/cli.js", "run", tarball, "--strict"));
    succeeding(tool("@arethetypeswrong/cli/dist/index.js", tarball));
  });

  it("asks for nothing that is not there", () => {
    const { problems } = JSON.parse(npm(folder, env, "ls", "--all", "--json").stdout);
    assert.equal(problems, undefined);
  });

  it("runs the packaged mission in the operator's folder, leaves itself alone and gives the checkout's root", () => {
    const before = digests(installed);
    const { stdout } = spawned(omnisovereign("run"));
    assert.equal(/^root {5}([0-9a-f]{64})$/m.exec(stdout)?.[1], README_ROOT);
    assert.ok(existsSync(join(folder, DOSSIER, "bagit.txt")));
    assert.deepEqual(digests(installed), before);
    assert.deepEqual(readdirSync(folder).sort(), [
      "node_modules",
      "package-lock.json",
      "package.json",
      "reports",
    ]);
  });

  it("executes the journal of its dossier", () => {
    const { stdout } = spawned(omnisovereign("verify", DOSSIER, "--replay"));
    assert.match(stdout, /^The dossier is intact\.$/m);
    assert.match(
      stdout,
      /^ {2}replay \d+ transactions executed on EDR, \d+ records compared, and the anchor after them$/m,
    );
  });

  it("runs the plans of its dossier again", () => {
    const { stdout } = spawned(omnisovereign("verify", DOSSIER, "--rebuild"));
    assert.match(stdout, /^ {2}rebuild a run of the plans gives the same root$/m);
  });

  it("prints commands that can be typed in the operator's folder", () => {
    const lines = succeeding(omnisovereign("run", "--dry-run")).trimEnd().split("\n");
    const last = lines.at(-1) ?? "";
    assert.equal(last, `npm --prefix ${installed} run dossier:build`);
    const { stdout } = spawned(
      spawnSync("sh", ["-c", last], { cwd: folder, env: pinned(env), encoding: "utf8" }),
    );
    assert.match(stdout, new RegExp(`^root {5}${README_ROOT}$`, "m"));
  });

  it("says of scripts for work on the project itself that they are not here", () => {
    const { status, stderr } = npm(folder, env, "--prefix", installed, "run", "--silent", "docs");
    assert.equal(status, 2);
    assert.match(stderr, /^OMNI5024 {2}The script "docs" is for work on OmniSovereign itself .*\n$/);
  });

  it("keeps outputs out of itself", () => {
    const { status, stderr } = omnisovereign("run", "--out", join(installed, "reports"));
    assert.equal(status, 2);
    assert.match(stderr, /^OMNI5022 {2}.* lies in the installed package/);
  });

  it("takes paths and .env from the folder in which an npm script was typed", () => {
    const elsewhere = join(folder, "elsewhere");
    mkdirSync(elsewhere);
    writeFileSync(join(elsewhere, ".env"), "OMNISOVEREIGN_OUT=../reports\n");
    const { OMNISOVEREIGN_OUT: _, ...without } = env;
    const script = ["--prefix", installed, "run", "--silent"];
    spawned(npm(elsewhere, without, ...script, "owner:diagram", "--", "--out", "reports/mine.mmd"));
    assert.ok(existsSync(join(folder, "reports", "mine.mmd")));
    const missing = npm(elsewhere, without, ...script, "owner:diagram", "--", "--plan", "mine.json");
    assert.equal(missing.status, 3);
    assert.match(missing.stderr, /^mine\.json:1:1 {2}OMNI1001 /);
    rmSync(elsewhere, { recursive: true });
  });

  it("is a library: the example of its page runs and fits the types", () => {
    const example = /```js\n([\s\S]*?)```/.exec(read("docs/library.md"))?.[1] ?? "";
    writeFileSync(join(folder, "example.mjs"), example);
    const { stdout } = spawned(
      spawnSync(process.execPath, ["example.mjs"], { cwd: folder, encoding: "utf8" }),
    );
    assert.match(stdout, /: \d+ jobs in \d+ days\nintact, root [0-9a-f]{64}\n\d+ jobs approved\nequal\n$/);
    const flags = ["--noEmit", "--checkJs", "--strict", "--module", "nodenext", "--lib", "es2024,dom"];
    const tsc = join(PROJECT, "node_modules", "typescript", "bin", "tsc");
    spawned(spawnSync(process.execPath, [tsc, ...flags, "example.mjs"], { cwd: folder, encoding: "utf8" }));
  });

  it("can be required, and opens nothing but its entry", () => {
    const script = `
      console.log(Object.keys(require("omnisovereign")).join(" "));
      import("omnisovereign/dist/cli/main.js").catch(({ code }) => console.log(code));`;
    const { stdout } = spawned(
      spawnSync(process.execPath, ["-e", script], { cwd: folder, encoding: "utf8" }),
    );
    assert.equal(
      stdout,
      "diffDossiers loadPlan readDossier validatePlan verifyDossier\nERR_PACKAGE_PATH_NOT_EXPORTED\n",
    );
  });

  it("says on an older runtime what to do", () => {
    const older = `Object.defineProperty(process,"versions",{value:{...process.versions,node:"20.19.0"}})`;
    for (const target of ["src/bin.js", "scripts/launch.js"]) {
      const args = ["--import", `data:text/javascript,${older}`, join(installed, target), "--help"];
      const { status, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
      assert.equal(status, 5);
      assert.match(
        stderr,
        /^OMNI5001 {2}OmniSovereign needs Node 22\.18 or newer, and this is 20\.19\.0\. {2}.*npm install/,
      );
    }
  });
});

/** npm takes the first runtime of the PATH for its scripts. */
function pinned(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return { ...env, PATH: [dirname(process.execPath), env.PATH].join(delimiter) };
}

function npm(cwd: string, env: NodeJS.ProcessEnv, ...args: string[]): SpawnSyncReturns<string> {
  return spawnSync("npm", args, { cwd, env: pinned(env), encoding: "utf8", maxBuffer: 2 ** 26 });
}

function spawned(result: SpawnSyncReturns<string>): SpawnSyncReturns<string> {
  assert.equal(result.status, 0, result.stdout + result.stderr);
  return result;
}

function succeeding(result: SpawnSyncReturns<string>): string {
  return spawned(result).stdout;
}

/**
 * What npm would have locked for somebody who installs the package alone, in the versions that this checkout has: then
 * its cache has them all.
 */
function operatorsLock(tarball: string): object {
  const { packages } = JSON.parse(read("package-lock.json")) as {
    packages: Record<string, { dev?: boolean }>;
  };
  const { version, bin, engines, dependencies } = MANIFEST;
  const used = Object.entries(packages).filter(([path, { dev }]) => path !== "" && !dev);
  return {
    lockfileVersion: 3,
    requires: true,
    packages: {
      "": { dependencies: { omnisovereign: `file:${tarball}` } },
      ...Object.fromEntries(used),
      "node_modules/omnisovereign": { version, resolved: `file:${tarball}`, bin, engines, dependencies },
    },
  };
}

function writeJson(path: string, value: object): void {
  writeFileSync(path, JSON.stringify(value));
}

/** SHA-256 of every file by its path. */
function digests(root: string): Record<string, string> {
  const paths = readdirSync(root, { recursive: true, encoding: "utf8" }).sort();
  return Object.fromEntries(
    paths
      .filter((path) => statSync(join(root, path)).isFile())
      .map((path) => [
        path,
        createHash("sha256")
          .update(readFileSync(join(root, path)))
          .digest("hex"),
      ]),
  );
}
