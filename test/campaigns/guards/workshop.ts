import { existsSync } from "node:fs";
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { hardhat } from "../../../scripts/contracts.js";
import { ROOT } from "../../../scripts/setup.js";
import { runSolidityTests } from "../../../scripts/solidity-tests.js";

/** What the compiler and the tests read, and what they have left already, so that little is compiled anew. */
const COPIED = [
  ...["contracts", "test/contracts", "artifacts", "cache/tests"],
  ...["src/chain/constants.ts", "src/chain/node-config.ts"],
  ...["hardhat.config.ts", "package.json", "tsconfig.json"],
];
/** Hardhat's note of what it has compiled, by absolute paths. */
const NOTE = "cache/compile-cache.json";
const ARTIFACTS = "artifacts";
/** Of all that the compiler says tests read only the bytecode; the rest takes most of their time. */
const EXPLANATIONS = "artifacts/build-info";
/** Where the artefacts lie as they were. */
const KEPT = "kept";

/** A copy of the contracts, in which one of them is another for a while. */
export interface Workshop {
  /** @returns what fails of these files' tests */
  test(files: readonly string[]): Promise<Report>;
  /** @returns what fails without these lines */
  testWithout(change: Change, files: readonly string[]): Promise<Report>;
  close(): Promise<void>;
}

interface Change {
  /** File, relative to the project. */
  readonly path: string;
  readonly lines: string;
  readonly without: string;
}

export type Report =
  | { readonly kind: "ran"; readonly failing: readonly Failing[] }
  /** `said` is what the compiler or the runner wrote. */
  | { readonly kind: "broken"; readonly said: string };

export interface Failing {
  /** Below the folder of Solidity tests, without its ending. */
  readonly file: string;
  readonly test: string;
}

export async function openWorkshop(): Promise<Workshop> {
  const root = await mkdtemp(join(tmpdir(), "omnisovereign-"));
  await copyProject(root);
  const test = (files: readonly string[]) => runTests(root, files);
  return {
    test: async (files) => {
      await rm(join(root, EXPLANATIONS), { recursive: true });
      const report = await test(files);
      await restore(root);
      return report;
    },
    testWithout: async (change, files) => {
      const path = join(root, change.path);
      const text = await readFile(path, "utf8");
      // A function, because a dollar sign means something in a string.
      await writeFile(
        path,
        text.replace(change.lines, () => change.without),
      );
      const report = (await compileAnew(root)) ?? (await test(files));
      await writeFile(path, text);
      await restore(root);
      return report;
    },
    close: () => rm(root, { recursive: true }),
  };
}

async function copyProject(root: string): Promise<void> {
  for (const path of COPIED) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await cp(join(ROOT, path), join(root, path), { recursive: true });
  }
  await symlink(join(ROOT, "node_modules"), join(root, "node_modules"));
  const note = await readFile(join(ROOT, NOTE), "utf8");
  await mkdir(join(root, KEPT));
  await writeFile(join(root, KEPT, "note"), note.replaceAll(`${ROOT}/`, `${root}/`));
  await cp(join(root, ARTIFACTS), join(root, KEPT, ARTIFACTS), { recursive: true });
  await restore(root);
}

async function restore(root: string): Promise<void> {
  await rm(join(root, ARTIFACTS), { recursive: true });
  await cp(join(root, KEPT, ARTIFACTS), join(root, ARTIFACTS), { recursive: true });
  await cp(join(root, KEPT, "note"), join(root, NOTE));
}

/** @returns what is wrong, if something is */
async function compileAnew(root: string): Promise<Report | undefined> {
  const { passed, stdout, stderr } = await hardhat(root, process.execPath, ["build", "--no-tests"]);
  await rm(join(root, EXPLANATIONS), { recursive: true });
  return passed ? undefined : { kind: "broken", said: stdout + stderr };
}

async function runTests(root: string, files: readonly string[]): Promise<Report> {
  const paths = files.map((file) => `test/contracts/${file}.t.sol`);
  const missing = paths.filter((path) => !existsSync(join(root, path)));
  if (missing.length > 0) return { kind: "broken", said: `there is no ${missing.join(", ")}` };
  const { stdout, stderr } = await runSolidityTests(paths, process.env, root);
  const report = stripVTControlCharacters(stdout);
  return /^ +\d+ passing/m.test(report)
    ? { kind: "ran", failing: failingIn(report) }
    : { kind: "broken", said: report + stderr };
}

/** From the report of Hardhat's runner: a line for each contract, and below it one for each of its tests. */
function failingIn(report: string): Failing[] {
  let file = "";
  return report.split("\n").flatMap((line) => {
    file = /^ {2}test\/contracts\/(\S+)\.t\.sol:\w+$/.exec(line)?.[1] ?? file;
    const test = /^ {4}\d+\) (\w+)\(/.exec(line)?.[1];
    return test === undefined ? [] : [{ file, test }];
  });
}
