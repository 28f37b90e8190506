import type { Plan } from "../model/plan.ts";
import type { Principal, PrincipalRole } from "../model/principal.ts";

/** Contracts of the system that plans of this family name where a principal could stand. */
const CONTRACTS: ReadonlySet<string> = new Set([
  "SystemPause",
  "QuadraticGovernor",
  "AGIGovernor",
  "TimelockController",
]);

/** Everybody whom a plan names, in the order in which it first does, with all their roles. */
export function principalsOf({ governance, participants }: Plan): Principal[] {
  const named: (readonly [string, PrincipalRole])[] = [
    [governance.owner, "owner"],
    [governance.pauseAuthority, "pause-authority"],
    [governance.treasury, "treasury"],
    [governance.quadraticVoting.contract, "governor"],
    [governance.quadraticVoting.timelock, "timelock"],
  ];
  if (participants.metaOrchestrator) named.push([participants.metaOrchestrator.handle, "orchestrator"]);
  for (const { handle } of participants.council) named.push([handle, "council"]);
  for (const { handle } of participants.agents) named.push([handle, "agent"]);
  for (const { handle } of participants.validators) named.push([handle, "validator"]);
  const roles = new Map<string, PrincipalRole[]>();
  for (const [name, role] of named) roles.set(name, [...(roles.get(name) ?? []), role]);
  return [...roles].map(([name, held]) => ({ name, kind: kindOf(name, held), roles: held }));
}

function kindOf(name: string, roles: readonly PrincipalRole[]): Principal["kind"] {
  if (/^0x[0-9a-f]{40}$/i.test(name)) return "address";
  if (CONTRACTS.has(name) || roles.includes("governor")) return "contract";
  return /^[^.]+(\.[^.]+)+$/.test(name) ? "ens" : "label";
}
