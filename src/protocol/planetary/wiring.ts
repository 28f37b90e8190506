import { id } from "ethers/hash";
import type { Cast } from "../../model/cast.ts";
import { ROLE } from "../../model/enums.ts";
import { PLANETARY_MODULES } from "../../model/modules.ts";
import type { Plan } from "../../model/plan.ts";
import type { Read } from "../../model/record.ts";
import type { AddressBook } from "../../records/address-book.ts";
import {
  ALL_ROLE_IDS,
  operatorRole,
  operatorRoleId,
  PLANETARY_FUNCTIONS,
  PLANETARY_GRANTS,
  PLANETARY_ROLE_IDS,
  roleIdAt,
} from "../../records/planetary-roles.ts";
import { executorName, executorRegions } from "../../records/planetary-settings.ts";
import type { Step } from "../driver.ts";

/** The owner's part once the layer is deployed: who may call what, and what stops with the pause. */
export function wiringCalls(book: AddressBook, cast: Cast, plan: Plan): Read[] {
  const executors = executorRegions(plan).map(executorName);
  const modules = PLANETARY_MODULES.flatMap((contract) => namesOf(book, contract, executors));
  return [
    ...guards(book, executors),
    ...labels(cast),
    ...grants(book, cast, executors),
    ...modules.map((name) => call("SystemPause", "registerModule", book.get(name).address)),
  ];
}

/** The registrar's part: executors employ. */
export function admissionSteps(book: AddressBook, { registrar }: Cast, plan: Plan): Step[] {
  return executorRegions(plan)
    .map(executorName)
    .map((name) => ({
      from: registrar,
      ...call("IdentityRegistry", "register", name, book.get(name).address, ROLE.employer),
    }));
}

/** Each restricted function needs its role, at the executor of every region. */
function guards(book: AddressBook, executors: readonly string[]): Read[] {
  return PLANETARY_FUNCTIONS.flatMap(({ contract, role, signatures }) => {
    const selectors = signatures.map((signature) => id(signature).slice(0, 10));
    return namesOf(book, contract, executors).map((name) =>
      call("AccessManager", "setTargetFunctionRole", book.get(name).address, selectors, roleIdAt(role, name)),
    );
  });
}

function labels({ regionOperators }: Cast): Read[] {
  return [
    ...Object.entries(PLANETARY_ROLE_IDS).map(([role, number]) => [number, role] as const),
    ...regionOperators.map(({ region }) => [operatorRoleId(region), operatorRole(region)] as const),
  ].map(([number, role]) => call("AccessManager", "labelRole", number, role));
}

/** Where nobody could vote there is neither timelock nor division to hold a role. Each operator drives its own executor. */
function grants(book: AddressBook, { regionOperators }: Cast, executors: readonly string[]): Read[] {
  const noDelay = 0;
  const grant = (role: bigint, holder: string) => call("AccessManager", "grantRole", role, holder, noDelay);
  return [
    ...PLANETARY_GRANTS.flatMap(({ role, holder }) =>
      namesOf(book, holder, executors).map((name) => grant(ALL_ROLE_IDS[role], book.get(name).address)),
    ),
    ...regionOperators.map(({ region, account }) => grant(operatorRoleId(region), account.address)),
  ];
}

/** @returns what contracts of that kind are called in the address book, as far as they are deployed. */
function namesOf(book: AddressBook, contract: string, executors: readonly string[]): readonly string[] {
  return (contract === "RegionalExecutor" ? executors : [contract]).filter((name) => book.has(name));
}

function call(contract: string, name: string, ...args: unknown[]): Read {
  return { contract, function: name, args };
}
