import { PATHS } from "../../src/model/layout.ts";
import type { CommandCenter } from "../../src/model/owner.ts";
import { inPayload, type Payload } from "../payload.ts";
import { wanted } from "./told.ts";

export interface ToldRole {
  readonly role: string;
  readonly purpose: string;
  readonly holders: readonly { readonly name: string; readonly delay: string }[];
  /** `Contract.function` */
  readonly functions: readonly string[];
  readonly wayBack: string;
}

export interface ToldPower {
  readonly block: number;
  readonly owner: { readonly name: string; readonly threshold: number; readonly signers: readonly string[] };
  readonly roles: readonly ToldRole[];
  readonly people: readonly string[];
}

/** What takes a capability back, or undoes what it did. */
const WAYS_BACK: Readonly<Record<string, string>> = {
  ADMIN: "the guardian cancels what is scheduled before its delay is over",
  GUARDIAN:
    "its pause expires; the owner resumes sooner, and takes the role away through the guardian's seat",
  PAUSER: "the owner resumes; a pause of its own does not expire",
  COUNCIL: "the same call sets the value back; the guardian cancels it while its delay runs",
  ARBITER: "the guardian cancels the ruling while its delay runs",
  REGISTRAR: "whoever was admitted is revoked; whoever was revoked is admitted again after a delay",
  WIRING: "the guardian cancels it while its delay runs",
};
const OWNER_REVOKES = "ADMIN takes the role away after its delay";

export function powerIn(payload: Payload): ToldPower {
  const path = inPayload(`${PATHS.owner}/command-center.json`);
  const center = wanted(payload.json(path), path) as CommandCenter;
  const purposes = new Map(
    payload
      .receipts("national-deploy")
      .flatMap(({ document }) => document.roles.map(({ role, purpose }) => [role, purpose] as const)),
  );
  const roles = [...Map.groupBy(center.roles, ({ role }) => role)].map(([role, held]) => ({
    role,
    purpose: purposes.get(role) ?? "",
    // `held`, or `held, delay 2 days`
    holders: held.map(({ name, onChain }) => ({
      name,
      delay: onChain === "held" ? "at once" : onChain.replace("held, ", ""),
    })),
    functions: center.functions
      .filter(({ onChain }) => onChain === role)
      .map((each) => `${each.contract}.${each.function}`),
    wayBack: WAYS_BACK[role] ?? OWNER_REVOKES,
  }));
  return {
    block: center.reading.block,
    owner: {
      name: center.owner.name,
      threshold: center.owner.threshold,
      signers: center.owner.signers.map(({ name }) => name),
    },
    roles,
    people: [...new Set(roles.flatMap(({ holders }) => holders.map(({ name }) => name)))],
  };
}
