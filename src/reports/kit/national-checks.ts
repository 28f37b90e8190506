import { max, min } from "../../economics/fixed-point.ts";
import { DELAY_POLICIES, wordOf } from "../../model/enums.ts";
import type { DelayAdjustment, Plan } from "../../model/plan.ts";
import { ofForms } from "../../model/receipts.ts";
import { ROLE_IDS } from "../../records/roles.ts";
import { formatAmount } from "../../support/amount.ts";
import { byPlace } from "../../support/chain-order.ts";
import { counted } from "../../support/text.ts";
import { movedValue } from "../moved-value.ts";
import {
  type Check,
  drillCheck,
  JOBS_SETTLED,
  MODULES_PAUSABLE,
  NOT_SHOWN,
  OWN_DRILLS,
  open,
  shownBy,
  VOTES_REVEALED,
} from "./checks.ts";
import { drillsOf, happenings, type KitReceipt } from "./kit-receipts.ts";

/** What each policy moves. */
const MOVED_BY_POLICY: readonly (readonly [DelayAdjustment, value: string])[] = [
  ["raise-temperature", "temperature"],
  ["increase-agent-share", "agents' share"],
  ["increase-validator-share", "validators' share"],
  ["double-validator-bonus", "bonus"],
  ["trigger-pause-check", "pause checks in the epoch"],
];

const DEPLOYER_RENOUNCED: Check = {
  id: "deployer-renounced",
  question: "Has the deployer given up every authority?",
  answer: ({ authority: { renounced, deployer, roles } }) => {
    if (renounced === null || deployer === null) return NOT_SHOWN;
    const kept = roles.filter(({ holders }) => holders.some(({ address }) => address === deployer));
    const finding =
      kept.length === 0
        ? `${deployer} renounced ADMIN in block ${renounced.transaction.block} and holds no role`
        : `${deployer} still holds ${kept.map(({ role }) => role).join(", ")}`;
    return shownBy([renounced], kept.length === 0, finding);
  },
};

const OWNER_ALONE: Check = {
  id: "owner-alone-is-admin",
  question: "Is the owner the only ADMIN?",
  answer: ({ authority: { admins }, owner, receipts }) => {
    const granted = happenings(receipts, "RoleGranted", "AccessManager").filter(
      ({ event: { args } }) => args.roleId === String(ROLE_IDS.ADMIN) && args.account === owner,
    );
    const isAlone = owner !== null && admins.length === 1 && admins[0] === owner;
    return shownBy(granted, isAlone, `ADMIN is held by ${admins.join(", ") || "nobody"}`);
  },
};

const PAUSE_DRILL = drillCheck("pause", "Does a pause stop every module, and a resumption bring it back?");

const JURY_DRILL = drillCheck("dispute-won", "Can a wrong verdict be overturned by a jury?");

/**
 * The drill passed, and no other dispute was left without a first jury: one that sat by luck of the draw is none to rely on.
 * Whether appeals find theirs is asked elsewhere.
 */
const JURY_OVERTURNS: Check = {
  ...JURY_DRILL,
  answer: (evidence) => {
    const answer = JURY_DRILL.answer(evidence);
    const without = happenings(evidence.receipts, "JuryUnavailable", "DisputeModule").filter(
      ({ event }) => event.args.hearing === "1",
    );
    if (without.length === 0) return answer;
    const jobs = [...new Set(without.map(({ event }) => String(event.args.jobId)))];
    const shown = shownBy(without, false, "");
    return {
      done: false,
      finding: `${answer.finding}; no jury could be drawn for ${counted(jobs.length, "job")}: ${jobs.join(", ")}`,
      evidence: [...answer.evidence, ...shown.evidence],
      transactions: [...answer.transactions, ...shown.transactions],
    };
  },
};

const RUNNING_AGAIN: Check = {
  id: "running-again",
  question: "Was the system resumed after its last pause?",
  answer: ({ receipts }) => {
    const changes = ["Paused", "Resumed"]
      .flatMap((name) => happenings(receipts, name, "SystemPause"))
      .toSorted((a, b) => byPlace(a.transaction, b.transaction));
    const last = changes.at(-1);
    if (last === undefined) return open("no receipt of the layer shows a pause");
    const { event, transaction } = last;
    return shownBy([last], event.name === "Resumed", `${event.name} in block ${transaction.block}`);
  },
};

const ESCROW_EMPTY: Check = {
  id: "escrow-empty",
  question: "Is no job's money left in escrow?",
  answer: ({ receipts }) => {
    const [stake] = ofForms(receipts, "stake");
    if (stake === undefined) return NOT_SHOWN;
    const { escrowed } = stake.document.totals;
    const funded = happenings(receipts, "EscrowFunded").filter(({ event }) => event.args.amountWei !== "0");
    if (funded.length === 0) return open("no money was ever put into escrow");
    const finding = `${formatAmount(BigInt(escrowed))} tokens escrowed at the end`;
    return { done: escrowed === "0", finding, evidence: [stake.path], transactions: [] };
  },
};

function delayCheck([policy, value]: (typeof MOVED_BY_POLICY)[number]): Check {
  return {
    id: `delay-${policy}`,
    question: `Has the delay policy ${policy} been rehearsed?`,
    answer: ({ receipts, plan }) => {
      const applied = happenings(receipts, "DelayPolicyTriggered", "JobRegistry").filter(
        ({ event: { args } }) =>
          wordOf(DELAY_POLICIES, String(args.policy)) === policy && args.beforeValue !== args.afterValue,
      );
      if (applied.length === 0) return open(whyNotApplied(plan, policy, receipts));
      const told = applied.map(({ event: { args } }) => {
        const [before, after] = [args.beforeValue, args.afterValue].map((raw) =>
          movedValue(policy, BigInt(String(raw))),
        );
        return `job ${args.jobId}: ${value} ${before} to ${after}`;
      });
      return shownBy(applied, true, told.join("; "));
    },
  };
}

function whyNotApplied({ drills }: Plan, policy: DelayAdjustment, receipts: readonly KitReceipt[]): string {
  const asked = new Set(drills.filter(({ adjustment }) => adjustment === policy).map(({ id }) => id));
  if (asked.size === 0) return "the plan asks for no drill of this policy";
  const reasons = drillsOf(receipts, "delay").flatMap(({ drill: { id, reason } }) =>
    asked.has(id) && reason !== undefined ? [`${id}: not exercised: ${reason}`] : [],
  );
  return reasons.join("; ") || NOT_SHOWN.finding;
}

/** The drill passed, and in it every module on the pause's list refused a call because of the pause. */
const PAUSE_STOPS: Check = {
  ...PAUSE_DRILL,
  answer: (evidence) => {
    const answer = PAUSE_DRILL.answer(evidence);
    const refusals = drillsOf(evidence.receipts, "pause")
      .flatMap(({ drill }) => drill.transactions)
      .filter(({ error }) => error === "SystemPaused()");
    const refusing = new Set([...refusals.map(({ to }) => to), ...triedInVain(evidence.receipts)]);
    const modules = happenings(evidence.receipts, "ModuleRegistered", "SystemPause");
    const untried = modules
      .map(({ event }) => String(event.args.module))
      .filter((each) => !refusing.has(each));
    if (!answer.done || untried.length === 0) return answer;
    return { ...answer, done: false, finding: `no call was refused by ${untried.join(", ")}` };
  },
};

/** Modules that the drill's text says refused a call: what only a contract may call is tried, and leaves no transaction. */
function triedInVain(receipts: readonly KitReceipt[]): (string | null)[] {
  const [deploy] = ofForms(receipts, "national-deploy");
  const told = drillsOf(receipts, "pause").flatMap(({ drill }) => drill.happened.split(/[,;] /));
  const names = new Set(told.flatMap((part) => /^(\w+)\.\w+ SystemPaused\(\)$/.exec(part)?.[1] ?? []));
  return (deploy?.document.contracts ?? []).flatMap(({ name, address }) =>
    names.has(name) ? [address] : [],
  );
}

/** While the nation's jobs ran, the thermostat answered to readings, each time as its mirror foretells. */
const THERMOSTAT_FOLLOWS: Check = {
  id: "thermostat-follows",
  question: "Did the thermostat follow its readings while the jobs ran?",
  answer: ({ receipts }) => {
    const [course] = ofForms(receipts, "national-thermostat");
    if (course === undefined) return NOT_SHOWN;
    const { ticks } = course.document;
    const ticked = happenings([course], "Ticked", "Thermostat");
    const temperatures = ticks.map(({ afterWad }) => BigInt(afterWad));
    const [first = 0n] = temperatures;
    const [least, most] = [temperatures.reduce(min, first), temperatures.reduce(max, first)];
    if (ticks.length === 0) return open("the thermostat never ticked while jobs ran");
    const finding = `${counted(ticks.length, "tick")}, temperature between ${formatAmount(least)} and ${formatAmount(most)}`;
    return shownBy(
      ticked,
      ticks.every(({ foretold }) => foretold),
      finding,
    );
  },
};

/** What whoever governs the national layer wants to know. */
export const NATIONAL_CHECKS: readonly Check[] = [
  DEPLOYER_RENOUNCED,
  OWNER_ALONE,
  MODULES_PAUSABLE,
  JOBS_SETTLED,
  VOTES_REVEALED,
  ESCROW_EMPTY,
  PAUSE_STOPS,
  THERMOSTAT_FOLLOWS,
  drillCheck("thermostat", "Does the thermostat answer to readings within its bounds?"),
  drillCheck("parameters", "Do parameters change only after the delay of the role COUNCIL?"),
  drillCheck("grant-cancelled", "Can the guardian cancel a role that the owner wants to take?"),
  drillCheck("revocation", "Does a revoked validator stay one until the delay of those who judge is over?"),
  drillCheck("non-reveal", "Is a validator that never reveals slashed, and it alone?"),
  drillCheck("rejection", "Is rejected work slashed and not paid?"),
  JURY_OVERTURNS,
  drillCheck("dispute-lost", "Does a dispute without grounds cost its claimant the bond?"),
  drillCheck(
    "quorum-missed",
    "Does a committee that decides nothing cost those nothing who revealed, and lead to one more?",
  ),
  drillCheck(
    "unfunded-seat",
    "Does a seat sit and vote whose stake is gone since the draw, and is it marked as unfunded?",
  ),
  drillCheck("owner-ruling", "Does the owner decide where a jury does not?"),
  drillCheck("juror-slashed", "Does a juror lose stake who votes against the final outcome?"),
  drillCheck("second-appeal", "Can a verdict be appealed against twice, before larger juries?"),
  drillCheck("expiry", "Does a job that passes its hard deadline expire, with everybody paid by its terms?"),
  ...MOVED_BY_POLICY.map(delayCheck),
  OWN_DRILLS,
  RUNNING_AGAIN,
];
