import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { type EventFragment, type FunctionFragment, Interface } from "ethers/abi";

const require = createRequire(import.meta.url);

/** Where each contract's artefact comes from: our own compilation, or a package as it ships. */
const SOURCES = {
  AGIALPHA: "contracts/national/AGIALPHA.sol",
  IdentityRegistry: "contracts/national/IdentityRegistry.sol",
  SystemPause: "contracts/national/SystemPause.sol",
  ReceiptAnchor: "contracts/national/ReceiptAnchor.sol",
  IncentivePolicy: "contracts/national/IncentivePolicy.sol",
  Thermostat: "contracts/national/Thermostat.sol",
  StakeManager: "contracts/national/StakeManager.sol",
  JobTerms: "contracts/national/JobTerms.sol",
  JobRegistry: "contracts/national/JobRegistry.sol",
  ValidationModule: "contracts/national/ValidationModule.sol",
  DisputeModule: "contracts/national/DisputeModule.sol",
  CouncilTimelock: "contracts/planetary/CouncilTimelock.sol",
  QuadraticGovernor: "contracts/planetary/QuadraticGovernor.sol",
  EnergyOracle: "contracts/planetary/EnergyOracle.sol",
  RewardEngineMB: "contracts/planetary/RewardEngineMB.sol",
  RegionalExecutor: "contracts/planetary/RegionalExecutor.sol",
  SafeL2: "@safe-global/safe-contracts/build/artifacts/contracts/SafeL2.sol/SafeL2.json",
  SafeProxyFactory:
    "@safe-global/safe-contracts/build/artifacts/contracts/proxies/SafeProxyFactory.sol/SafeProxyFactory.json",
  CompatibilityFallbackHandler:
    "@safe-global/safe-contracts/build/artifacts/contracts/handler/CompatibilityFallbackHandler.sol/CompatibilityFallbackHandler.json",
  MultiSendCallOnly:
    "@safe-global/safe-contracts/build/artifacts/contracts/libraries/MultiSendCallOnly.sol/MultiSendCallOnly.json",
  AccessManager: "@openzeppelin/contracts/build/contracts/AccessManager.json",
} as const;

export type ContractName = keyof typeof SOURCES;

export function isContractName(text: string): text is ContractName {
  return Object.hasOwn(SOURCES, text);
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
  const { abi, bytecode } = JSON.parse(readFileSync(artifactPath(name), "utf8")) as Artifact;
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

function artifactPath(name: ContractName): string {
  const source = SOURCES[name];
  if (source.endsWith(".json")) return require.resolve(source);
  return fileURLToPath(new URL(`../../artifacts/${source}/${name}.json`, import.meta.url));
}
