import { globSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { compiler } from "../../../hardhat.config.ts";
import { ROOT } from "../../../scripts/setup.js";

/** Bytecode by contract file, relative to the project. */
export type Compiled =
  | { readonly kind: "compiled"; readonly codes: ReadonlyMap<string, Code> }
  | { readonly kind: "refused"; readonly said: string };

export interface Code {
  readonly bytecode: string;
  readonly deployedBytecode: string;
}

interface Solc {
  compile(input: string, callbacks: { import(path: string): { readonly contents: string } }): string;
}

interface Output {
  readonly errors?: readonly { readonly severity: string; readonly formattedMessage: string }[];
  readonly contracts: Readonly<Record<string, Readonly<Record<string, Artefact>>>>;
}

interface Artefact {
  readonly evm: Readonly<Record<"bytecode" | "deployedBytecode", { readonly object: string }>>;
}

const IMPORT = /^import [^;]*?"([^"]+)";/gm;
const DEPLOYED = "contracts/{national,planetary}/*.sol";

let solc: Solc | undefined;

/**
 * Compiles what one changed file is part of, as it ships, and nothing else: in this process, because starting Hardhat takes
 * longer than that.
 *
 * @param path of the changed file, relative to the project
 */
export function compileWith(path: string, text: string): Compiled {
  const targets = dependentsOf(path);
  const input = {
    language: "Solidity",
    sources: Object.fromEntries(
      targets.map((target) => [target, { content: target === path ? text : read(target) }]),
    ),
    settings: {
      ...compiler({ optimized: true }).settings,
      outputSelection: Object.fromEntries(
        targets.map((target) => [
          target,
          { [nameOf(target)]: ["evm.bytecode.object", "evm.deployedBytecode.object"] },
        ]),
      ),
    },
  };
  const found = (imported: string) => ({ contents: imported === path ? text : read(imported) });
  solc ??= createRequire(import.meta.url)("solc") as Solc;
  const output = JSON.parse(solc.compile(JSON.stringify(input), { import: found })) as Output;
  const errors = output.errors?.filter(({ severity }) => severity === "error") ?? [];
  if (errors.length > 0)
    return { kind: "refused", said: errors.map((one) => one.formattedMessage).join("\n") };
  const codes = targets.flatMap((target): [string, Code][] => {
    const evm = output.contracts[target]?.[nameOf(target)]?.evm;
    if (!evm?.bytecode.object) return [];
    return [
      [
        target,
        { bytecode: `0x${evm.bytecode.object}`, deployedBytecode: `0x${evm.deployedBytecode.object}` },
      ],
    ];
  });
  return { kind: "compiled", codes: new Map(codes) };
}

/** The contracts that are deployed and hold the file's code, itself among them. */
function dependentsOf(path: string): string[] {
  return globSync(DEPLOYED, { cwd: ROOT })
    .sort()
    .filter((contract) => reaches(contract, path, new Set()));
}

function reaches(from: string, path: string, seen: Set<string>): boolean {
  if (from === path) return true;
  if (seen.has(from)) return false;
  seen.add(from);
  return [...read(from).matchAll(IMPORT)]
    .map(([, imported = ""]) => imported)
    .filter((imported) => imported.startsWith("."))
    .some((imported) => reaches(join(dirname(from), imported), path, seen));
}

export function nameOf(path: string): string {
  return basename(path, ".sol");
}

/** The project's own files, and those of its packages by their names. */
function read(path: string): string {
  return readFileSync(join(ROOT, path.startsWith("contracts/") ? path : join("node_modules", path)), "utf8");
}
