import { id } from "ethers/hash";
import type { Cast } from "../../model/cast.ts";
import { ROLE } from "../../model/enums.ts";
import { PLANETARY_MODULES } from "../../model/modules.ts";
import type { Plan } from "../../model/plan.ts";
import type { Read } from "../../model/record.ts";
import type { AddressBook } from "../../records/address-book.ts";
import {
  ALL_ROLE_IDS,
  PLANETARY_FUNCTIONS,
  PLANETARY_GRANTS,
  PLANETARY_ROLE_IDS,
} from "../../records/planetary-roles.ts";
import { executorName, executorRegions } from "../../records/planetary-settings.ts";
import type { Step } from "../driver.ts";

/** The owner's part once the layer is deployed: who may call what, and what stops with the pause. */
export function wiringCalls(book: AddressBook, plan: Plan): Read[] {
  const executors = executorRegions(plan).map(executorName);
  const modules = PLANETARY_MODULES.flatMap((contract) => namesOf(book, contract, executors));
  return [
    ...guards(book, executors),
    ...grants(book),
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
      call("AccessManager", "setTargetFunctionRole", book.get(name).address, selectors, ALL_ROLE_IDS[role]),
    );
  });
}

/** Where nobody could vote there is neither timelock nor division to hold a role. */
function grants(book: AddressBook): Read[] {
  const noDelay = 0;
  return [
    ...Object.entries(PLANETARY_ROLE_IDS).map(([role, number]) =>
      call("AccessManager", "labelRole", number, role),
    ),
    ...PLANETARY_GRANTS.filter(({ holder }) => book.has(holder)).map(({ role, holder }) =>
      call("AccessManager", "grantRole", ALL_ROLE_IDS[role], book.get(holder).address, noDelay),
    ),
  ];
}

/** @returns what contracts of that kind are called in the address book, as far as they are deployed. */
function namesOf(book: AddressBook, contract: string, executors: readonly string[]): readonly string[] {
  return (contract === "RegionalExecutor" ? executors : [contract]).filter((name) => book.has(name));
}

function call(contract: string, name: string, ...args: unknown[]): Read {
  return { contract, function: name, args };
}
