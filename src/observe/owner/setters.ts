import type { Changer, RoleHolder, Setter, Setting } from "../../model/owner.ts";
import { OWNER_SAFE } from "../../records/owner-safe.ts";
import type { ChainEvent, History } from "../history.ts";
import { view } from "../views.ts";
import type { Access, Standpoint } from "./access.ts";

const MANAGER = "AccessManager";
const TIMELOCK = "CouncilTimelock";
const SAFE = "SafeL2";

/** Where a value was set, before it is known by whom. */
export type SetAt = Pick<Setting, "block" | "transaction">;

/** @returns who can make a call, and how long that takes. */
export type SetterOf = (call: string) => Setter;

/** The council's contracts obey its timelock, which obeys itself. */
const COUNCIL: readonly string[] = ["QuadraticGovernor", TIMELOCK];

/** Reads what has to be known to say of any function who can call it. */
export async function readSetters({ book, reads }: Standpoint, access: Access): Promise<SetterOf> {
  const [delay] = book.has(TIMELOCK) ? await reads.read([view(TIMELOCK, "getMinDelay")]) : [];
  const councilSeconds = String(delay?.[0] ?? 0n);
  const changer = (name: string, delaySeconds = "0"): Changer => ({
    name,
    delaySeconds: name === TIMELOCK ? councilSeconds : delaySeconds,
  });
  const callersOf = (contract: string, name: string): Changer[] => {
    if (COUNCIL.includes(contract)) return [changer(TIMELOCK)];
    // A Safe's settings are its own to change, by its signers.
    if (book.get(contract).type.name === SAFE) return [changer(contract)];
    return holdersOf(access, contract, name).map((holder) => changer(holder.name, holder.delaySeconds));
  };
  return (call) => {
    const [contract = "", name = ""] = call.split(".");
    return { call, by: callersOf(contract, name) };
  };
}

/** What changes the AccessManager itself is ADMIN's, whatever role stands besides for the guardian to cancel by. */
function holdersOf({ roles, functions }: Access, contract: string, name: string): RoleHolder[] {
  const entry = functions.find((one) => one.contract === contract && one.function === name);
  const role = contract === MANAGER ? "ADMIN" : (entry?.onChain ?? "ADMIN");
  return roles.filter((holder) => holder.role === role && holder.onChain.startsWith("held"));
}

/** The last of some events, or what deployed the contract. */
export function lastSet(history: History, contract: string, events: readonly ChainEvent[]): SetAt | null {
  const found = events.at(-1) ?? history.firstOf(contract);
  return found === undefined ? null : { block: found.block, transaction: found.transaction };
}

/** Says of each transaction whose decision it was. */
export async function readDeciders(
  { chain, names, history }: Standpoint,
  transactions: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const through = new Map([
    ...history
      .of(OWNER_SAFE, "ExecutionSuccess")
      .map(({ transaction }) => [transaction, OWNER_SAFE] as const),
    ...history.of(TIMELOCK, "CallExecuted").map(({ transaction }) => [transaction, TIMELOCK] as const),
  ]);
  const unique = [...new Set(transactions)];
  const sent = unique.filter((transaction) => !through.has(transaction));
  const senders = await chain.sendersOf(sent);
  return new Map([
    ...through,
    ...sent.map((transaction, index) => [transaction, names.of(senders[index] ?? "nobody")] as const),
  ]);
}
