import type { Laboratory } from "../../chain/engine/laboratory.ts";
import type { ContractName, ContractType } from "../../model/contracts.ts";
import type { Address, Hex } from "../../model/hex.ts";
import { DAY_SECONDS } from "../../model/units.ts";
import { ROLE_IDS } from "../../records/roles.ts";
import { GUARDIAN_COOLDOWN_SECONDS } from "../../records/settings.ts";

export type TypeOf = (name: ContractName) => ContractType;

/** What all points have in common, by their names. */
export type BaseContracts = Readonly<Record<(typeof NAMES)[number], Address>>;

const NAMES = [
  ...(["AccessManager", "SystemPause", "AGIALPHA", "IdentityRegistry", "SortitionPool"] as const),
  ...(["StakeManager", "EnergyOracle"] as const),
];

/**
 * The oracle's only signer: code that accepts every signature (ERC-1271: 0x1626ba7e). What is measured is what is
 * settled by attestations, and not who attests.
 */
export const SIGNER: Address = "0x5167000000000000000000000000000000000001";
const ACCEPTS_ALL: Hex = "0x631626ba7e60e01b5f5260205ff3";

const SUPPLY_WEI = 2n ** 200n;
const DEPLOY_GAS = 7_000_000n;
const CALL_GAS = 300_000n;

/** Deploys the contracts that points share; the sender administers them. */
export async function deployBase(laboratory: Laboratory, typeOf: TypeOf): Promise<BaseContracts> {
  const { sender } = laboratory;
  await laboratory.place(SIGNER, ACCEPTS_ALL);
  const at: Partial<Record<ContractName, Address>> = {};
  const deploy = async (name: (typeof NAMES)[number], ...args: readonly unknown[]) => {
    at[name] = await deployOne(laboratory, typeOf, name, args);
  };
  await deploy("AccessManager", sender);
  const known = () => [at.AccessManager, at.SystemPause];
  await deploy("SystemPause", at.AccessManager, DAY_SECONDS, GUARDIAN_COOLDOWN_SECONDS);
  await deploy("AGIALPHA", sender, SUPPLY_WEI);
  await deploy("IdentityRegistry", ...known(), DAY_SECONDS);
  await deploy("SortitionPool", ...known(), at.IdentityRegistry, 1n);
  const pool = [at.AGIALPHA, at.IdentityRegistry, at.SortitionPool];
  await deploy("StakeManager", ...known(), ...pool, DAY_SECONDS, DAY_SECONDS);
  await deploy("EnergyOracle", ...known(), [SIGNER], 1);
  const base = at as BaseContracts;
  await openToEngines(laboratory, typeOf, base);
  return base;
}

/** What a mission's role table lets a reward engine do. */
async function openToEngines(laboratory: Laboratory, typeOf: TypeOf, base: BaseContracts): Promise<void> {
  const manager = typeOf("AccessManager").abi;
  const opened = [
    ["StakeManager", "creditRewards", ROLE_IDS.REWARD_ENGINE],
    ["EnergyOracle", "consume", ROLE_IDS.ORACLE_SETTLER],
  ] as const;
  const sent = opened.map(([name, method, role]) => {
    const selector = typeOf(name).abi.getFunction(method)?.selector;
    const data = manager.encodeFunctionData("setTargetFunctionRole", [base[name], [selector], role]) as Hex;
    return { to: base.AccessManager, data, gasLimit: CALL_GAS };
  });
  const done = await laboratory.send(sent, laboratory.now() + 1);
  if (done.some(({ succeeded }) => !succeeded)) throw new Error("the roles of reward engines cannot be set");
}

/** Creation code with its arguments. */
export function creation(typeOf: TypeOf, name: ContractName, args: readonly unknown[]) {
  const { abi, bytecode } = typeOf(name);
  const data = `${bytecode}${abi.encodeDeploy(args).slice(2)}` as Hex;
  return { to: null, data, gasLimit: DEPLOY_GAS };
}

async function deployOne(
  laboratory: Laboratory,
  typeOf: TypeOf,
  name: ContractName,
  args: readonly unknown[],
): Promise<Address> {
  const [done] = await laboratory.send([creation(typeOf, name, args)], laboratory.now() + 1);
  if (!done?.succeeded || done.contract === null) throw new Error(`${name} cannot be deployed`);
  return done.contract;
}
