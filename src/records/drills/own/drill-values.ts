import { accountWord } from "../../../model/account-words.ts";
import type { Account, Cast } from "../../../model/cast.ts";
import {
  type AccessRole,
  type DrillValue,
  type Quantity,
  REGION_ROLE,
} from "../../../model/drill-definition.ts";
import { ROLE } from "../../../model/enums.ts";
import type { AddressEntry, ArgumentValue } from "../../../model/record.ts";
import { holdersOf, labelOf, signatoriesOf } from "../../casting.ts";
import { textDigest } from "../../job-request.ts";
import { oracleSigning } from "../../oracle-signing.ts";
import { ALL_ROLE_IDS, operatorRoleId } from "../../planetary-roles.ts";
import type { OwnScene } from "./own-scene.ts";

/** By the names under which they were remembered. */
export type Known = ReadonlyMap<string, ArgumentValue>;

/** What values mean in one mission. */
export interface Meaning {
  readonly scene: Pick<OwnScene, "cast" | "national">;
  readonly contracts: readonly AddressEntry[];
  readonly known: Known;
}

const NOBODY = `0x${"00".repeat(20)}`;

/** Who a word means that has a key; `null` if the mission has nobody of that place. */
export function accountMeant(word: string, { cast, national }: Meaning["scene"]): Account | null {
  const meant = accountWord(word);
  switch (meant.kind) {
    case "office":
      return cast[meant.office];
    case "nobody":
      return null;
    case "region operator":
      return cast.regionOperators.find(({ region }) => region === meant.region)?.account ?? null;
    case "handle":
      return cast.people.find(({ handle }) => handle === labelOf(meant.handle))?.account ?? null;
    case "member":
      return membersOf(meant.group, cast, national)[meant.place - 1] ?? null;
  }
}

function membersOf(
  group: "council" | "agent" | "validator" | "oracle-signer",
  cast: Cast,
  national: Cast,
): readonly Account[] {
  if (group !== "oracle-signer") return holdersOf(cast.people, ROLE[group]).map(({ account }) => account);
  const accounts = new Map(signatoriesOf(national).map(({ account }) => [account.address, account]));
  return oracleSigning(national).signers.flatMap((address) => accounts.get(address) ?? []);
}

/** The address of whom, or of which contract, a word means. */
export function addressMeant(word: string, { scene, contracts }: Omit<Meaning, "known">): string | null {
  if (word === "nobody") return NOBODY;
  const contract = contracts.find(({ name }) => name === word);
  return contract?.address ?? accountMeant(word, scene)?.address ?? null;
}

/** A value as an argument of a call: integers as decimal texts. @param type of the ABI */
export function argumentMeant(value: DrillValue, type: string, meaning: Meaning): unknown {
  if (typeof value === "string") return type === "address" ? (addressMeant(value, meaning) ?? value) : value;
  if (typeof value === "boolean") return value;
  if (Array.isArray(value)) {
    const inner = type.replace(/\[\d*\]$/, "");
    return value.map((item) => argumentMeant(item, inner, meaning));
  }
  return scalarMeant(value as Exclude<DrillValue, string | boolean | readonly DrillValue[]>, meaning.known);
}

/** A value as receipts show what it is compared with: an address where the other side is one. */
export function shownAs(value: DrillValue, other: ArgumentValue, meaning: Meaning): ArgumentValue {
  if (Array.isArray(value)) {
    const others = Array.isArray(other) ? other : [];
    return value.map((item, index) => shownAs(item, others[index] ?? "", meaning));
  }
  const isAddress = typeof other === "string" && /^0x[0-9a-fA-F]{40}$/.test(other);
  return argumentMeant(value, isAddress ? "address" : "", meaning) as ArgumentValue;
}

/** What was remembered whole, such as all of a contract's parameters, stays whole. */
function scalarMeant(
  value: Exclude<DrillValue, string | boolean | readonly DrillValue[]>,
  known: Known,
): ArgumentValue {
  if ("digestOf" in value) return textDigest(value.digestOf);
  if ("role" in value) return roleIdOf(value.role).toString();
  if ("counted" in value) return value.counted;
  const found = known.get(value.remembered);
  const plus = plusOf(value.plus, known);
  if (typeof found === "object" && value.plus === 0n) return found;
  const whole = wholeOf(found);
  return whole === null || plus === null ? String(found) : (whole + plus).toString();
}

function plusOf(plus: bigint | string | Quantity, known: Known): bigint | null {
  if (typeof plus === "bigint") return plus;
  return typeof plus === "string" ? wholeOf(known.get(plus)) : BigInt(plus.counted);
}

function wholeOf(found: ArgumentValue | undefined): bigint | null {
  return typeof found === "string" && /^-?\d+$/.test(found) ? BigInt(found) : null;
}

function roleIdOf(role: string): bigint {
  if (role.startsWith(REGION_ROLE)) return operatorRoleId(role.slice(REGION_ROLE.length));
  return ALL_ROLE_IDS[role as AccessRole];
}

/** Part of what a view answered, by names or places with dots between; `undefined` if there is no such part. */
export function partOf(found: ArgumentValue, part: string): ArgumentValue | undefined {
  const steps = part === "" ? [] : part.split(".");
  return steps.reduce<ArgumentValue | undefined>((value, step) => {
    if (Array.isArray(value)) return step === "length" ? String(value.length) : value[Number(step)];
    if (typeof value !== "object") return undefined;
    const fields = value as Readonly<Record<string, ArgumentValue>>;
    if (Object.hasOwn(fields, step)) return fields[step];
    return /^\d+$/.test(step) ? Object.values(fields)[Number(step)] : undefined;
  }, found);
}
