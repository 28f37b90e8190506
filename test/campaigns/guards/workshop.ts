import { existsSync } from "node:fs";
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { ROOT } from "../../../scripts/setup.js";
import { runSolidityTests } from "../../../scripts/solidity-tests.js";
import { type Code, compileWith, nameOf } from "./compile.ts";

/** What the tests read, compiled. */
const COPIED = [
  ...["contracts", "test/contracts", "artifacts", "cache/tests"],
  ...["src/chain/constants.ts", "src/chain/node-config.ts"],
  ...["hardhat.config.ts", "package.json", "tsconfig.json"],
];
/** Of all that the compiler said tests need only the bytecode; reading the rest would take most of their time. */
const EXPLANATIONS = "build-info";

/** A copy of the compiled contracts, in which one of them is another for a while. */
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
  return {
    test: (files) => runTests(root, files),
    testWithout: (change, files) => testWithout(root, change, files),
    close: () => rm(root, { recursive: true }),
  };
}

async function copyProject(root: string): Promise<void> {
  for (const path of COPIED) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await cp(join(ROOT, path), join(root, path), {
      recursive: true,
      filter: (from) => path !== "artifacts" || basename(from) !== EXPLANATIONS,
    });
  }
  await symlink(join(ROOT, "node_modules"), join(root, "node_modules"));
}

async function testWithout(root: string, change: Change, files: readonly string[]): Promise<Report> {
  const text = await readFile(join(ROOT, change.path), "utf8");
  // A function, because a dollar sign means something in a string.
  const compiled = compileWith(
    change.path,
    text.replace(change.lines, () => change.without),
  );
  if (compiled.kind === "refused") return { kind: "broken", said: compiled.said };
  const originals = new Map<string, string>();
  for (const [contract, code] of compiled.codes) {
    const path = join(root, "artifacts", contract, `${nameOf(contract)}.json`);
    originals.set(path, await readFile(path, "utf8"));
    await writeFile(path, withCode(originals.get(path) as string, code));
  }
  const report = await runTests(root, files);
  for (const [path, original] of originals) await writeFile(path, original);
  return report;
}

function withCode(artefact: string, code: Code): string {
  return JSON.stringify({ ...JSON.parse(artefact), ...code });
}

async function runTests(root: string, files: readonly string[]): Promise<Report> {
  const paths = files.map((file) => `test/contracts/${file}.t.sol`);
  const missing = paths.filter((path) => !existsSync(join(root, path)));
  if (missing.length > 0) return { kind: "broken", said: `there is no ${missing.join(", ")}` };
  const { stdout, stderr } = await runSolidityTests(paths, process.env, root);
  const report = stripVTControlCharacters(stdout);
  return /^ +\d+ (?:passing|failing)/m.test(report)
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
