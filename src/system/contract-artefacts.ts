import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { type EventFragment, type FunctionFragment, Interface } from "ethers/abi";
import { CONTRACT_SOURCES, type ContractName, type ContractType } from "../model/contracts.ts";
import type { StorageLayout } from "../model/storage-layout.ts";
import { isBuilt, PACKAGE } from "./root.ts";

interface Artifact {
  readonly abi: readonly object[];
  readonly bytecode: string;
}

type Layouts = Readonly<Record<string, StorageLayout>>;

const loaded = new Map<ContractName, ContractType>();

/** One contract's ABI and creation code, read once a process, when the first of them is asked for. */
export function contractType(name: ContractName): ContractType {
  const type = loaded.get(name) ?? new LazyContractType(name);
  loaded.set(name, type);
  return type;
}

class LazyContractType implements ContractType {
  readonly name: ContractName;
  #artifact: Pick<ContractType, "abi" | "bytecode"> | undefined;

  constructor(name: ContractName) {
    this.name = name;
  }

  get abi(): Interface {
    return this.#read().abi;
  }

  get bytecode(): string {
    return this.#read().bytecode;
  }

  get layout(): StorageLayout | null {
    return layouts()[this.name] ?? null;
  }

  #read(): Pick<ContractType, "abi" | "bytecode"> {
    this.#artifact ??= readArtifact(this.name);
    return this.#artifact;
  }
}

function readArtifact(name: ContractName): Pick<ContractType, "abi" | "bytecode"> {
  const { abi, bytecode } = JSON.parse(readFileSync(artefactFile(name), "utf8")) as Artifact;
  return { abi: withHashes(new Interface(abi)), bytecode };
}

let allLayouts: Layouts | undefined;

function layouts(): Layouts {
  allLayouts ??= JSON.parse(readFileSync(layoutsFile(), "utf8")) as Layouts;
  return allLayouts;
}

/** Ethers hashes every signature again for each log and call that it looks up; these stay. */
function withHashes(abi: Interface): Interface {
  abi.forEachEvent((event) => keep(event, "topicHash", event.topicHash));
  abi.forEachFunction((call) => keep(call, "selector", call.selector));
  return abi;
}

function keep(fragment: EventFragment | FunctionFragment, name: string, value: string): void {
  Object.defineProperty(fragment, name, { value });
}

/**
 * The build copies what is used of the artefacts beside its own code: an installed package has nothing else.
 *
 * @returns absolute path of a JSON file that has at least `abi` and `bytecode`
 */
export function artefactFile(name: ContractName): string {
  return isBuilt ? join(PACKAGE, "dist", "contracts", `${name}.json`) : sourceFile(name);
}

/** @returns absolute path of the file with where each contract that is compiled here keeps its variables. */
export function layoutsFile(): string {
  return isBuilt
    ? join(PACKAGE, "dist", "contracts", "layouts.json")
    : join(PACKAGE, "artifacts", ".layouts.json");
}

function sourceFile(name: ContractName): string {
  const source = CONTRACT_SOURCES[name];
  if (source.endsWith(".json")) return createRequire(import.meta.url).resolve(source);
  return join(PACKAGE, "artifacts", source, `${name}.json`);
}
