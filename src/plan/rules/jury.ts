import { PLAN } from "../../errors/plan-errors.ts";
import { employerOf, OPERATOR } from "../../model/cast.ts";
import { assignAgents } from "../assign.ts";
import { protocolSchema } from "../schema-protocol.ts";
import { type Rule, values } from "./context.ts";

/** `DisputeModule.MIN_COUNCIL`; fewer validators than these cannot be sure to fill a quorum either. */
const SMALLEST_JURY = 3;

/**
 * A jury comes from the council, then from validators, and excludes the job's committee, which has as many members as seats
 * at the most, and its parties. Where too few are left the owner rules, which nobody should learn from a receipt.
 */
export const juriesCanSit: Rule = (draft, { report, isComplete, terms }) => {
  const parsed = protocolSchema.safeParse(draft.protocol ?? {});
  if (!isComplete || !parsed.success || draft.layers !== undefined) return;
  const { committee, quorum } = parsed.data;
  const { participants } = draft;
  const validators = handlesOf(participants?.validators);
  const everybody = new Set(
    [participants, ...(terms?.others ?? [])].flatMap((people) => [
      ...handlesOf(people?.council),
      ...handlesOf(people?.validators),
    ]),
  );
  const agents = values(participants?.agents).flatMap(({ handle = "", regions }) => [
    { handle, regions: values(regions) },
  ]);
  const jobs = values(draft.jobs);
  if (agents.length === 0 || validators.size < committee.size) return;
  const employer = employerOf(participants);
  const needed = Math.max(SMALLEST_JURY, quorum.jurors);
  const assigned = assignAgents(jobs, agents, validators, committee.size);
  const sureFor = (agent: string) => {
    const parties = [...new Set([agent, employer, OPERATOR])].filter((handle) =>
      everybody.has(handle),
    ).length;
    return Math.max(0, everybody.size - parties - committee.size);
  };
  const short = assigned.findIndex(({ handle }) => sureFor(handle) < needed);
  if (short < 0) return;
  const left = sureFor(assigned[short]?.handle ?? "");
  const args = { job: jobs[short]?.id ?? "", left, needed, missing: needed - left };
  report(PLAN.JURY_TOO_SMALL, args, ["participants"]);
};

type Named = { readonly handle?: string | undefined };

function handlesOf(list: readonly (Named | undefined)[] | undefined): Set<string> {
  return new Set(values(list).flatMap(({ handle }) => handle ?? []));
}
