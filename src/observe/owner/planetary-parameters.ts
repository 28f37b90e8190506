import type { LayeredProject } from "../../model/loaded-project.ts";
import { isKeeper } from "../../model/modules.ts";
import type { Plan } from "../../model/plan.ts";
import { signatoriesOf } from "../../records/casting.ts";
import { regionNeeds } from "../../records/planetary/region-needs.ts";
import {
  councilThreshold,
  executorName,
  governorConfiguration,
  REWARD_COLLECTION_SECONDS,
  REWARD_EPOCH_SECONDS,
  rewardParameters,
  TREASURY,
} from "../../records/planetary-settings.ts";
import type { Standpoint } from "./access.ts";
import { linkParameters, parameter, safeParameters } from "./national-parameters.ts";
import type { ParameterSource } from "./parameter-source.ts";

/**
 * The parameters of the planetary layer's contracts that are deployed.
 *
 * @param now seconds: the governor's quorum is read as of this time.
 */
export function planetaryParameters(
  standpoint: Standpoint,
  project: LayeredProject,
  now: number,
): ParameterSource[] {
  const plan = project.planetary;
  const all = [
    ...councilParameters(standpoint, plan, now),
    ...rewardEngineParameters(standpoint, plan),
    ...executorParameters(standpoint, project),
    ...treasuryParameters(standpoint),
  ];
  return all.filter(({ contract }) => standpoint.book.has(contract));
}

function councilParameters({ book, cast }: Standpoint, plan: Plan, now: number): ParameterSource[] {
  const settings = governorConfiguration(plan, cast.guardian.address);
  const governor = (
    view: string,
    planned: unknown,
    event?: string,
    what = event?.replace(/Set$/, ""),
  ): ParameterSource => ({
    ...parameter("QuadraticGovernor", view, planned),
    ...(event
      ? {
          change: { event, by: `set${event.replace(/Set$/, "")}`, before: `old${what}`, after: `new${what}` },
        }
      : {}),
  });
  return [
    {
      ...parameter("CouncilTimelock", "getMinDelay", plan.governance.quadraticVoting.executionDelaySeconds),
      name: "minDelay",
      change: { event: "MinDelayChange", by: "updateDelay", before: "oldDuration", after: "newDuration" },
    },
    governor("votingDelay", settings.votingDelaySeconds, "VotingDelaySet"),
    governor("votingPeriod", settings.votingPeriodSeconds, "VotingPeriodSet"),
    governor("proposalThreshold", 1, "ProposalThresholdSet"),
    governor("proposalGuardian", settings.proposalGuardian, "ProposalGuardianSet"),
    governor(
      "lateQuorumVoteExtension",
      settings.lateQuorumExtensionSeconds,
      "LateQuorumVoteExtensionSet",
      "VoteExtension",
    ),
    governor("executionGrace", settings.executionGraceSeconds),
    governor("ballotCredits", settings.ballotCredits),
    {
      ...governor("quorumBps", settings.quorumBps, "QuorumBpsSet"),
      view: { contract: "QuadraticGovernor", function: "quorumBps", args: [now] },
    },
    // It is no module, so that it is not among those whose links the nation tells.
    ...book
      .entries()
      .filter(({ artifact }) => artifact === "QuadraticGovernor")
      .flatMap((entry) => linkParameters(book, entry)),
  ];
}

function rewardEngineParameters({ book }: Standpoint, plan: Plan): ParameterSource[] {
  return [
    {
      ...parameter("RewardEngineMB", "parameters", rewardParameters(plan)),
      change: {
        event: "ParametersChanged",
        by: "setParameters",
        before: "oldParameters",
        after: "newParameters",
      },
    },
    parameter("RewardEngineMB", "epochLength", REWARD_EPOCH_SECONDS),
    parameter("RewardEngineMB", "collectionSeconds", REWARD_COLLECTION_SECONDS),
    ...payees(book),
  ];
}

/**
 * The terms that come with a region's budget, before which a new executor allows nothing, and what it asks what bonds can
 * cost.
 */
function executorParameters({ book }: Standpoint, project: LayeredProject): ParameterSource[] {
  const jobTerms = book.has("JobTerms") ? book.get("JobTerms").address : null;
  return regionNeeds(project).flatMap(({ region, terms }) => [
    {
      ...parameter(executorName(region), "regionTerms", terms),
      change: { event: "RegionTermsSet", by: "approveBudget", after: "newTerms" },
    },
    parameter(executorName(region), "jobTerms", jobTerms),
  ]);
}

/** Where the engine's remainders and the executors' leftovers go. */
function payees(book: Standpoint["book"]): ParameterSource[] {
  const entries = book.entries();
  const treasury = entries.find(({ name }) => name === TREASURY);
  return entries.filter(isKeeper).map(({ name }) => parameter(name, "treasury", treasury?.address ?? null));
}

function treasuryParameters({ cast }: Standpoint): ParameterSource[] {
  const owners = council(cast);
  return safeParameters(TREASURY, owners, councilThreshold(owners.length));
}

function council(cast: Standpoint["cast"]): string[] {
  return signatoriesOf(cast).map(({ account }) => account.address);
}
