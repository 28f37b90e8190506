import { id } from "ethers/hash";
import type { ReadPort } from "../../chain/port.ts";
import type { Cast } from "../../model/cast.ts";
import type { Change, FunctionRole, RoleHolder } from "../../model/owner.ts";
import type { Read } from "../../model/record.ts";
import type { AddressBook } from "../../records/address-book.ts";
import { textArg } from "../../records/events.ts";
import { grantsToPeople } from "../../records/grants.ts";
import {
  ALL_ROLE_IDS,
  operatorRole,
  operatorRoleId,
  PLANETARY_FUNCTIONS,
  PLANETARY_GRANTS,
  type PlanetaryRole,
  roleNameAt,
} from "../../records/planetary-roles.ts";
import { executorName } from "../../records/planetary-settings.ts";
import { RESTRICTED_FUNCTIONS, ROLE_IDS, ROLES, type RoleName } from "../../records/roles.ts";
import { executionDelayOf } from "../../records/settings.ts";
import { duration } from "../../support/figures.ts";
import type { Reads } from "../gather.ts";
import type { History } from "../history.ts";
import { changesAfterDeployment } from "./changes.ts";
import { compare } from "./drift.ts";
import type { Names } from "./names.ts";

export interface Access {
  readonly roles: readonly RoleHolder[];
  readonly functions: readonly FunctionRole[];
  /** Contracts that the AccessManager has closed: nobody but ADMIN gets through. */
  readonly closed: readonly string[];
}

/** Where a reader of the owner's reports stands. */
export interface Standpoint {
  readonly chain: Pick<ReadPort, "sendersOf" | "noncesOf">;
  readonly book: AddressBook;
  readonly cast: Cast;
  readonly names: Names;
  readonly history: History;
  readonly reads: Reads;
}

const NOT_HELD = "not held";
/** OpenZeppelin's ids for "nobody but ADMIN may" and "anybody may". */
const PUBLIC_ROLE = 2n ** 64n - 1n;

/** Reads who holds which role and which role may call what, and compares both with the role table. */
export async function readAccess(standpoint: Standpoint): Promise<Access> {
  const [roles, functions, closed] = await Promise.all([
    readHolders(standpoint),
    readFunctions(standpoint),
    readClosed(standpoint),
  ]);
  return { roles, functions, closed };
}

/** @returns a role's name in the table, or its number. */
export function roleName({ regionOperators }: Cast, role: bigint): string {
  if (role === PUBLIC_ROLE) return "anybody";
  const ofRegion = regionOperators.find(({ region }) => operatorRoleId(region) === role);
  if (ofRegion) return operatorRole(ofRegion.region);
  return Object.entries(ALL_ROLE_IDS).find(([, number]) => number === role)?.[0] ?? `role ${role}`;
}

interface Holding {
  readonly role: bigint;
  readonly account: string;
}

async function readHolders({ book, cast, names, history, reads }: Standpoint): Promise<RoleHolder[]> {
  const planned = plannedHolders(book, cast);
  const granted = history.of("AccessManager", "RoleGranted").map(({ args }) => holding(args));
  const holdings = new Map([...planned.keys(), ...granted.map(keyOf)].map((key) => [key, holdingOf(key)]));
  const candidates = [...holdings];
  const answers = await reads.read(
    candidates.map(([, { role, account }]) => manager("hasRole", role, account)),
  );
  return candidates.flatMap(([key, { role, account }], index): RoleHolder[] => {
    const [held, delay] = answers[index] as unknown as [boolean, bigint];
    const onChain = held ? delayText(delay) : NOT_HELD;
    const changes = [...changesOfHolding(history, key)];
    if (!planned.has(key) && !held && changes.length === 0) return [];
    const compared = compare(planned.get(key) ?? NOT_HELD, onChain, changes);
    const holder = { account, name: names.of(account), contract: book.at(account) !== undefined };
    const delaySeconds = held ? delay.toString() : "0";
    return [{ role: roleName(cast, role), ...holder, delaySeconds, ...compared }];
  });
}

/** Role and account → how it is held, by the role table. */
function plannedHolders(book: AddressBook, cast: Cast): Map<string, string> {
  const contract = (role: RoleName | PlanetaryRole, artifact: string) =>
    book
      .entries()
      .filter((entry) => entry.artifact === artifact)
      .map(({ address }) => [keyOf({ role: ALL_ROLE_IDS[role], account: address }), delayText(0n)] as const);
  return new Map([
    ...grantsToPeople(cast).map(
      ({ role, account }) =>
        [
          keyOf({ role: ROLE_IDS[role], account: account.address }),
          delayText(BigInt(executionDelayOf(role))),
        ] as const,
    ),
    ...ROLES.flatMap(({ role, holders }) =>
      holders === "people" ? [] : holders.flatMap((name) => contract(role, name)),
    ),
    ...PLANETARY_GRANTS.flatMap(({ role, holder }) => contract(role, holder)),
    ...cast.regionOperators
      .filter(({ region }) => book.has(executorName(region)))
      .map(
        ({ region, account }) =>
          [keyOf({ role: operatorRoleId(region), account: account.address }), delayText(0n)] as const,
      ),
  ]);
}

function changesOfHolding(history: History, key: string): readonly Change[] {
  const of = (event: string, after: (delay: string) => string) =>
    changesAfterDeployment(history, "AccessManager", event, ({ args }) =>
      keyOf(holding(args)) === key ? { before: null, after: after(String(args.delay)) } : null,
    );
  return [
    ...of("RoleGranted", (delay) => delayText(BigInt(delay))),
    ...of("RoleRevoked", () => NOT_HELD),
  ].sort((a, b) => a.block - b.block);
}

function delayText(seconds: bigint): string {
  return seconds === 0n ? "held" : `held, delay ${duration(seconds)}`;
}

function holding(args: Parameters<typeof textArg>[0]): Holding {
  return { role: BigInt(textArg(args, "roleId")), account: textArg(args, "account") };
}

function keyOf({ role, account }: Holding): string {
  return `${role} ${account}`;
}

function holdingOf(key: string): Holding {
  const [role = "0", account = ""] = key.split(" ");
  return { role: BigInt(role), account };
}

interface Guarded {
  readonly contract: string;
  readonly target: string;
  readonly selector: string;
  readonly function: string;
  /** `null` if the table does not name the function. */
  readonly planned: string | null;
}

async function readFunctions({ book, cast, history, reads }: Standpoint): Promise<FunctionRole[]> {
  const guarded = [...plannedFunctions(book), ...furtherFunctions(book, history)];
  const unique = [...new Map(guarded.map((entry) => [`${entry.target} ${entry.selector}`, entry])).values()];
  const answers = await reads.read(
    unique.map(({ target, selector }) => manager("getTargetFunctionRole", target, selector)),
  );
  return unique.map(({ contract, target, selector, function: name, planned }, index) => {
    const changes = changesAfterDeployment(
      history,
      "AccessManager",
      "TargetFunctionRoleUpdated",
      ({ args }) =>
        args.target === target && args.selector === selector
          ? { before: null, after: roleName(cast, BigInt(textArg(args, "roleId"))) }
          : null,
    );
    const onChain = roleName(cast, answers[index]?.[0] as bigint);
    return { contract, function: name, ...compare(planned ?? "ADMIN", onChain, changes) };
  });
}

/** The role table's functions of every deployed contract: last, so that its word counts. */
function plannedFunctions(book: AddressBook): Guarded[] {
  const table = [
    ...RESTRICTED_FUNCTIONS.map(({ contract, signature, role }) => ({ contract, signature, role })),
    ...PLANETARY_FUNCTIONS.flatMap(({ contract, signatures, role }) =>
      signatures.map((signature) => ({ contract, signature, role })),
    ),
  ];
  return table.flatMap(({ contract: artifact, signature, role }) =>
    book
      .entries()
      .filter((entry) => entry.artifact === artifact)
      .map(({ name, address }) => ({
        contract: name,
        target: address,
        selector: id(signature).slice(0, 10),
        function: signature.split("(", 1)[0] ?? signature,
        planned: roleNameAt(role, name),
      })),
  );
}

/** Functions that somebody gave a role although the table does not name them. */
function furtherFunctions(book: AddressBook, history: History): Guarded[] {
  const known = new Set(plannedFunctions(book).map(({ target, selector }) => `${target} ${selector}`));
  return history.of("AccessManager", "TargetFunctionRoleUpdated").flatMap(({ args }): Guarded[] => {
    const [target, selector] = [textArg(args, "target"), textArg(args, "selector")];
    if (known.has(`${target} ${selector}`)) return [];
    const deployed = book.at(target);
    const name = deployed?.type.abi.getFunction(selector)?.name ?? selector;
    return [{ contract: deployed?.name ?? target, target, selector, function: name, planned: null }];
  });
}

async function readClosed({ book, reads }: Standpoint): Promise<string[]> {
  const entries = book.entries();
  const answers = await reads.read(entries.map(({ address }) => manager("isTargetClosed", address)));
  return entries.filter((_, index) => answers[index]?.[0] === true).map(({ name }) => name);
}

function manager(name: string, ...args: unknown[]): Read {
  return { contract: "AccessManager", function: name, args };
}
