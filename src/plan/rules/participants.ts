import { PLAN } from "../../errors/plan-errors.ts";
import { formatAmount } from "../../support/amount.ts";
import type { Demand } from "../demand.ts";
import { resolveDrills } from "../drills.ts";
import { fieldName, type Path } from "../plan-finding.ts";
import type { PlanDocument } from "../schema.ts";
import { demandsOfAgents } from "../staking.ts";
import { checkCommittees } from "./committees.ts";
import { present, type Rule, type RuleContext, values } from "./context.ts";
import { jobsAtOnce } from "./job-list.ts";
import { type Staff, staffOf } from "./staff.ts";

/** `IdentityRegistry.MAX_HANDLE_BYTES`. */
const LONGEST_HANDLE_BYTES = 64;

/** Whoever gets an identity has a name that the registry takes. */
export const handlesFitTheRegistry: Rule = ({ participants }, { report }) => {
  const { metaOrchestrator, council, agents, validators } = participants ?? {};
  const lists = { council, agents, validators };
  const check = (handle: string | undefined, path: Path) => {
    const length = handle === undefined ? 0 : new TextEncoder().encode(handle).length;
    const args = {
      field: fieldName(path),
      length,
      unit: "bytes of UTF-8",
      rule: `at most ${LONGEST_HANDLE_BYTES}`,
    };
    if (length > LONGEST_HANDLE_BYTES) report(PLAN.WRONG_LENGTH, args, path);
  };
  check(metaOrchestrator?.handle, ["participants", "metaOrchestrator", "handle"]);
  for (const [name, list] of Object.entries(lists)) {
    for (const [index, { handle }] of present<{ handle?: string | undefined }>(list)) {
      check(handle, ["participants", name, index, "handle"]);
    }
  }
};

/** Every job finds an agent and a committee, whatever else runs at the same time, and every stake covers what is locked. */
export const participantsSuffice: Rule = (draft, context) => {
  const staff = staffOf(draft, context);
  if (staff === null) return;
  checkCommittees(staff, context);
  checkAgents(staff, context);
};

function checkAgents(staff: Staff, { report, isComplete, terms, own }: RuleContext): void {
  const { draft, input, agents, validators } = staff;
  const drills = isComplete ? resolveDrills(draft as PlanDocument, undefined, own) : [];
  const demands = demandsOfAgents(input, agents, drills);
  const judging = new Set(validators.map(({ handle }) => handle));
  for (const [index, { handle = "", stake }] of present(draft.participants?.agents)) {
    const path = ["participants", "agents", index];
    const demand = demands.get(handle);
    if (isComplete && demand === undefined && !judging.has(handle)) {
      report(PLAN.UNUSED_AGENT, { handle }, [...path, "handle"]);
    }
    if (demand === undefined || stake === undefined) continue;
    reportStake(handle, stake + stakedElsewhere(handle, terms), demand, path, report);
  }
}

/** What an agent stakes by other plans, as far as they say. */
function stakedElsewhere(handle: string, terms: RuleContext["terms"]): bigint {
  const stakes = (terms?.others ?? []).flatMap(({ agents }) =>
    values(agents).flatMap((agent) => (agent.handle === handle ? [agent.stake ?? 0n] : [])),
  );
  return stakes.reduce((sum, stake) => sum + stake, 0n);
}

function reportStake(
  handle: string,
  stakeWei: bigint,
  { amountWei, jobs, isCold }: Demand,
  path: readonly (string | number)[],
  report: RuleContext["report"],
): void {
  if (stakeWei >= amountWei) return;
  const args = {
    handle,
    stake: formatAmount(stakeWei),
    needed: formatAmount(amountWei),
    by: `${jobsAtOnce(jobs)}${isCold ? ", when it is cold" : ""}`,
  };
  report(PLAN.STAKE_TOO_SMALL, args, [...path, "stake"]);
}
