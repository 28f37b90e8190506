import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { type EventFragment, type FunctionFragment, Interface } from "ethers/abi";
import { CONTRACT_SOURCES, type ContractName, type ContractType } from "../model/contracts.ts";
import { isBuilt, PACKAGE } from "./root.ts";

interface Artifact {
  readonly abi: readonly object[];
  readonly bytecode: string;
}

const loaded = new Map<ContractName, ContractType>();

/** One contract's ABI and creation code, read once a process, when the first of them is asked for. */
export function contractType(name: ContractName): ContractType {
  const type = loaded.get(name) ?? new LazyContractType(name);
  loaded.set(name, type);
  return type;
}

class LazyContractType implements ContractType {
  readonly name: ContractName;
  #artifact: Omit<ContractType, "name"> | undefined;

  constructor(name: ContractName) {
    this.name = name;
  }

  get abi(): Interface {
    return this.#read().abi;
  }

  get bytecode(): string {
    return this.#read().bytecode;
  }

  #read(): Omit<ContractType, "name"> {
    this.#artifact ??= readArtifact(this.name);
    return this.#artifact;
  }
}

function readArtifact(name: ContractName): Omit<ContractType, "name"> {
  const { abi, bytecode } = JSON.parse(readFileSync(artefactFile(name), "utf8")) as Artifact;
  return { abi: withHashes(new Interface(abi)), bytecode };
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

function sourceFile(name: ContractName): string {
  const source = CONTRACT_SOURCES[name];
  if (source.endsWith(".json")) return createRequire(import.meta.url).resolve(source);
  return join(PACKAGE, "artifacts", source, `${name}.json`);
}
