import { PLAN } from "../../errors/plan.ts";
import { formatAmount } from "../../support/amount.ts";
import { assignAgents } from "../assign.ts";
import { protocolSchema } from "../schema-protocol.ts";
import type { Draft } from "../shape.ts";
import { shareOf } from "../stakes.ts";
import { present, type Rule, type RuleContext, values } from "./context.ts";

interface PricedJob {
  readonly id: string;
  readonly reward: bigint;
  readonly city?: string | undefined;
  readonly region?: string | undefined;
}

/** Every job finds a committee, and every stake covers what the protocol asks for. */
export const participantsSuffice: Rule = (draft, context) => {
  const protocol = protocolSchema.safeParse(draft.protocol ?? {});
  const jobs = values(draft.jobs).map(({ id = "", reward = 0n, city, region }): PricedJob => {
    return { id, reward, city, region };
  });
  if (!protocol.success || jobs.length === 0) return;
  const { stakes, committee } = protocol.data;
  checkValidatorStakes(draft, jobs, stakes.validatorBps, context);
  checkAgents(draft, jobs, stakes.agentBps, committee.size, context);
};

function checkValidatorStakes(
  draft: Draft,
  jobs: readonly PricedJob[],
  validatorBps: number,
  { report }: RuleContext,
): void {
  const dearest = jobs.reduce((most, job) => (job.reward > most.reward ? job : most));
  const neededWei = shareOf(dearest.reward, validatorBps);
  const needed = formatAmount(neededWei);
  for (const [index, { handle = "", stake }] of present(draft.participants?.validators)) {
    if (stake === undefined || stake >= neededWei) continue;
    const args = { handle, stake: formatAmount(stake), needed, by: `job "${dearest.id}"` };
    report(PLAN.STAKE_TOO_SMALL, args, ["participants", "validators", index, "stake"]);
  }
  for (const [index, { handle = "", stake }] of present(draft.participants?.council)) {
    if (stake === undefined || stake >= neededWei) continue;
    const path = ["participants", "council", index, "stake"];
    report(PLAN.COUNCIL_STAKE_SMALL, { handle, stake: formatAmount(stake), needed }, path);
  }
}

function checkAgents(
  draft: Draft,
  jobs: readonly PricedJob[],
  agentBps: number,
  committeeSize: number,
  { report, isComplete }: RuleContext,
): void {
  const agents = present(draft.participants?.agents).flatMap(([index, { handle, regions, stake }]) =>
    handle === undefined ? [] : [{ index, handle, regions: values(regions), stake }],
  );
  const validators = new Set(values(draft.participants?.validators).flatMap(({ handle }) => handle ?? []));
  if (agents.length === 0 || validators.size < 3) return;
  const assigned = assignAgents(jobs, agents, validators, committeeSize);
  const demandWei = new Map<string, bigint>();
  jobs.forEach((job, index) => {
    const handle = assigned[index]?.handle ?? "";
    demandWei.set(handle, (demandWei.get(handle) ?? 0n) + shareOf(job.reward, agentBps));
  });
  reportMissingCommittee(jobs, assigned, validators, committeeSize, report);
  for (const { index, handle, stake } of agents) {
    const path = ["participants", "agents", index];
    const neededWei = demandWei.get(handle);
    const isIdle = isComplete && neededWei === undefined && !validators.has(handle);
    if (isIdle) report(PLAN.UNUSED_AGENT, { handle }, [...path, "handle"]);
    if (neededWei === undefined || stake === undefined || stake >= neededWei) continue;
    const args = { handle, stake: formatAmount(stake), needed: formatAmount(neededWei), by: "its jobs" };
    report(PLAN.STAKE_TOO_SMALL, args, [...path, "stake"]);
  }
}

function reportMissingCommittee(
  jobs: readonly PricedJob[],
  assigned: readonly { readonly handle: string }[],
  validators: ReadonlySet<string>,
  needed: number,
  report: RuleContext["report"],
): void {
  const index = assigned.findIndex(
    ({ handle }) => validators.size - (validators.has(handle) ? 1 : 0) < needed,
  );
  if (index < 0) return;
  const eligible = validators.size - (validators.has(assigned[index]?.handle ?? "") ? 1 : 0);
  report(PLAN.TOO_FEW_VALIDATORS, { eligible, needed, job: jobs[index]?.id ?? "" }, [
    "participants",
    "validators",
  ]);
}
