import { readFileSync } from "node:fs";
import { type EventFragment, type FunctionFragment, Interface } from "ethers/abi";
import { artefactFile, CONTRACT_SOURCES, type ContractName } from "./contract-sources.ts";

export function isContractName(text: string): text is ContractName {
  return Object.hasOwn(CONTRACT_SOURCES, text);
}

interface Artifact {
  readonly abi: readonly object[];
  readonly bytecode: string;
}

export interface ContractType {
  readonly name: ContractName;
  readonly abi: Interface;
  /** Creation code without constructor arguments, 0x-prefixed. */
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
