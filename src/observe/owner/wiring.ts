import type { OwnerKeys, Reading, Wiring } from "../../model/owner.ts";
import type { AddressEntry, Read } from "../../model/record.ts";
import { textArg, uintArg } from "../../records/events.ts";
import { OWNER_SAFE } from "../../records/owner-safe.ts";
import { byCodeUnit } from "../../support/paths.ts";
import { readAccess, type Standpoint } from "./access.ts";
import { readPause } from "./health.ts";
import { readOwnerKeys } from "./keys.ts";

/** Reads who obeys whom, who may call what, and where tokens went. */
export async function readWiring(standpoint: Standpoint, reading: Reading): Promise<Wiring> {
  const [access, pause, links] = await Promise.all([
    readAccess(standpoint),
    readPause(standpoint),
    readLinks(standpoint),
  ]);
  const owner = await readOwnerKeys(standpoint, access.roles);
  const held = access.roles.filter(({ onChain }) => onChain.startsWith("held"));
  const contracts = standpoint.book.entries();
  const isContract = new Set(contracts.map(({ address }) => address));
  return {
    reading,
    contracts: contracts.map(({ name, artifact }) => ({
      name,
      artifact,
      pausable: pause.modules.includes(name),
    })),
    roles: [...Map.groupBy(held, ({ role }) => role)].map(([role, holders]) => ({
      role,
      holders: holders.map(({ name, account, onChain }) => ({
        name,
        how: onChain,
        contract: isContract.has(account),
      })),
    })),
    permissions: [
      ...Map.groupBy(access.functions, ({ onChain, contract }) => `${onChain} ${contract}`).values(),
    ].map((functions) => ({
      role: functions[0]?.onChain ?? "",
      contract: functions[0]?.contract ?? "",
      functions: functions.map(({ function: name }) => name),
    })),
    signers: signersOf(owner),
    links,
    flows: flowsOf(standpoint),
  };
}

function signersOf({ safe, threshold, signers }: OwnerKeys): Wiring["signers"] {
  if (safe === null) return [];
  const how = `signs, ${threshold} of ${signers.length} needed`;
  return signers.map(({ name }) => ({ name, safe: OWNER_SAFE, how }));
}

/** Views that name another contract, by artefact. */
const LINKS: Readonly<Record<string, readonly string[]>> = {
  SortitionPool: ["identities"],
  StakeManager: ["token", "identities", "pool"],
  JobTerms: ["stakeManager"],
  ValidationModule: ["pool", "stakeManager", "terms"],
  DisputeModule: ["validation"],
  JobSettlement: ["stakeManager", "terms", "validation", "disputes"],
  Thermostat: ["oracle"],
  IncentivePolicy: ["thermostat"],
  GuardianSeat: ["stakeManager"],
  RewardEngineMB: ["oracle", "stakeManager", "incentivePolicy", "thermostat", "treasury"],
  RegionalExecutor: ["jobRegistry", "jobTerms", "treasury"],
  QuadraticGovernor: ["identities", "timelock"],
  BudgetDivision: ["governor"],
};

async function readLinks({ book, names, reads }: Standpoint): Promise<Wiring["links"]> {
  const views = book
    .entries()
    .flatMap(({ name, artifact }: AddressEntry) =>
      (LINKS[artifact] ?? []).map((view): Read => ({ contract: name, function: view, args: [] })),
    );
  const [answers, registry] = await Promise.all([
    reads.read(views),
    reads.read([{ contract: "JobRegistry", function: "wiring", args: [] }]),
  ]);
  const driven = Object.entries((registry[0]?.[0] as { toObject(): Record<string, string> }).toObject());
  return [
    ...driven.map(([label, address]) => ({ from: "JobRegistry", to: names.of(address), label })),
    ...views.map(({ contract, function: label }, index) => ({
      from: contract,
      to: names.of(String(answers[index]?.[0])),
      label,
    })),
  ];
}

const PARTICIPANTS = "participants";
const NOWHERE = /^0x0{40}$/;

/** Every transfer of the token, summed by who paid whom; people without an office are one party. */
function flowsOf({ book, cast, names, history }: Standpoint): Wiring["flows"] {
  const offices = new Set([cast.treasury, cast.employer].map(({ address }) => address as string));
  const party = (address: string, end: "from" | "to") => {
    if (NOWHERE.test(address)) return end === "from" ? "minted at deployment" : "burnt";
    return book.at(address) || offices.has(address) ? names.of(address) : PARTICIPANTS;
  };
  const flows = new Map<string, { from: string; to: string; amountWei: bigint; transfers: number }>();
  for (const { args } of history.of("AGIALPHA", "Transfer")) {
    const [from, to] = [party(textArg(args, "from"), "from"), party(textArg(args, "to"), "to")];
    const key = `${from}\n${to}`;
    const flow = flows.get(key) ?? { from, to, amountWei: 0n, transfers: 0 };
    flow.amountWei += uintArg(args, "value");
    flow.transfers += 1;
    flows.set(key, flow);
  }
  return [...flows]
    .sort(([a], [b]) => byCodeUnit(a, b))
    .map(([, { amountWei, ...flow }]) => ({ ...flow, amount: amountWei.toString() }));
}
