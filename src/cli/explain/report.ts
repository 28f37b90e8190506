import { jurySeats } from "../../economics/jury.ts";
import type { FilledIn } from "../../plan/defaults.ts";
import { LEAST_COUNCIL } from "../../plan/judges.ts";
import { parseAmount } from "../../support/amount.ts";
import { decimal, duration, grouped, percent, ROUNDING, readable, tokens } from "../../support/figures.ts";
import { printable } from "../../support/text.ts";
import { columns } from "../columns.ts";
import { JURY_NAMES } from "./disputes.ts";
import type { ExplainedPlan, Explanation, Part, Planet } from "./explanation.ts";
import type { NatPrice, Pay, RegionMoney } from "./money.ts";

const NONE = "none";
/** Lists in a text stay readable; the JSON has all of them. */
const MOST_LINES = 60;
const MOST_AGENTS = 12;

const TITLES: Readonly<Record<Part | "both", string>> = {
  national: "the nation's plan",
  planetary: "the regions' plan",
  coordination: "the shared plan",
  both: "the plan",
};

/** The explanation for people, safe for a terminal. */
export function formatExplanation(explanation: Explanation): string {
  const sections = [
    ...explanation.plans.map(planSection),
    section("Who can stop it", controlLines(explanation)),
    section("How a job goes", courseLines(explanation)),
    section("If somebody disputes a verdict", disputeLines(explanation)),
    ...(explanation.planet ? [planetSection(explanation.planet)] : []),
    section(
      "What is rehearsed after the nation's jobs",
      explanation.drills.map(
        ({ id, job, what }) => `${id}${job === null ? "" : `, on the terms of ${job}`}: ${readable(what)}.`,
      ),
    ),
    section("What is simulated", explanation.simulated),
    ...(explanation.notInForce.length > 0
      ? [section("What is written and not in force", explanation.notInForce)]
      : []),
    ...explanation.defaults.map(({ part, filledIn }) =>
      section(`Defaults of ${TITLES[part]}`, defaultLines(filledIn)),
    ),
  ];
  return `${[...sections, `${ROUNDING} --json has all figures exactly.`].join("\n\n")}\n`;
}

function section(title: string, lines: readonly string[]): string {
  const shown = lines.length > MOST_LINES ? lines.slice(0, MOST_LINES - 1) : lines;
  const rest = lines.length - shown.length;
  const all = rest === 0 ? shown : [...shown, `… and ${rest} more, which --json lists.`];
  return [title, ...(all.length === 0 ? ["Nothing."] : all).map((line) => `  ${line}`)]
    .map(printable)
    .join("\n");
}

function planSection({
  part,
  initiative,
  jobs,
  waves,
  days,
  criticalPath,
  money,
  delays,
  odds,
  drawn,
  deliverables,
}: ExplainedPlan): string {
  const { currency, budget, rewards, fees, bonuses, seatFees, escrowed } = money;
  const path =
    criticalPath.length > 8 ? [...criticalPath.slice(0, 7), "…", ...criticalPath.slice(-1)] : criticalPath;
  return section(`${initiative}: ${TITLES[part]}`, [
    `${count(jobs, "job")} in ${count(waves, "wave")}; ${count(days, "day")} if each takes its whole deadline, along ${path.join(" → ")}.`,
    `Of ${amount(budget)} ${currency}, ${amount(escrowed)} are escrowed at most: rewards ${amount(rewards)}, fees ${amount(fees)}, bonuses ${amount(bonuses)}, seats of two committees a job ${amount(seatFees)}, of which the second's return unless it sits.`,
    "If all jobs are approved, these are paid by the plan's shares, and at most whatever the shares become:",
    ...payLines(money.pay),
    ...delays.map(
      ({ policy, effect, jobs: late }) => `If ${listed(late)} is late (${policy}): ${readable(effect)}.`,
    ),
    `What does not go to plan is drawn from the seed. To be expected: ${odds.map(({ what, oddsBps, among, expected }) => `${expected} ${what} (${percent(oddsBps)} of ${among})`).join(", ")}.`,
    ...drawn.map(
      ({ job, what, pinned }) => `${pinned ? "Drawn, or said by the plan," : "Drawn"} for ${job}: ${what}.`,
    ),
    ...(drawn.length < jobs
      ? [`All goes to plan with ${drawn.length === 0 ? "every job" : "the others"}.`]
      : []),
    ...deliverables.map(({ job, path }) => `${job} hands in ${path}, and its digest on chain.`),
  ]);
}

function payLines(pay: readonly Pay[]): string[] {
  const rows = pay.map(({ as, who, jobs, planned, most }) => [
    as,
    printable(who),
    as === "agent" ? printable(listed(jobs, "and")) : count(jobs.length, "job"),
    amount(planned),
    amount(most),
  ]);
  const shown =
    rows.length > MOST_AGENTS + 4 ? [...rows.slice(0, MOST_AGENTS), ["…"], ...rows.slice(-4)] : rows;
  const header = ["who", "", "", "planned", "at most"];
  return columns([header, ...shown], ["left", "left", "left", "right", "right"])
    .split("\n")
    .map((line) => `  ${line}`);
}

function controlLines({ control, planet }: Explanation): string[] {
  const { owner, guardian, treasury, employer, operator, standIns } = control;
  return [
    `The guardian, ${guardian}, can pause everything for ${duration(control.guardianPauseSeconds)} at a time, with ${duration(control.guardianCooldownSeconds)} in between${planet && planet.council > 0 ? ", and cancel proposals of the council" : ""}.`,
    `The owner, ${owner}, is a Safe of ${listed(control.ownerSigners, "and")}, of whom ${control.ownerThreshold} ${control.ownerThreshold === 1 ? "has" : "have"} to sign. It can pause without limit, grants and revokes roles ${duration(control.adminDelaySeconds)} ahead, changes parameters a day ahead, and rules where a jury fails; the guardian can cancel what it has scheduled, but for a ruling and another guardian.`,
    `The registrar, ${control.registrar}, admits people. Whoever becomes or ceases to be a validator or member of the council later does so ${duration(control.judgingDelaySeconds)} after the registrar's word; the guardian can keep somebody from judging at once, for as long.`,
    ...(planet && planet.council > 0
      ? [
          "The council changes the same parameters by vote, through a timelock, once the regions' layer is deployed.",
        ]
      : []),
    `The operator, ${operator}, brings the thermostat the readings that the oracle's signers attest, and triggers late-job policies other than pause checks, which are the guardian's; the employer, ${employer}, posts and pays ${planet ? "the jobs that belong to no region" : "the jobs"}; the treasury is ${treasury}.`,
    ...(standIns.length > 0
      ? [`Nobody here holds the keys of real addresses: stand-ins of the rehearsal play ${listed(standIns)}.`]
      : []),
  ];
}

function courseLines({ windows, committee, limits, ticks, startTimeSeconds }: Explanation): string[] {
  return [
    `The rehearsal's clock begins at ${new Date(startTimeSeconds * 1_000).toISOString().replace(".000Z", "Z")} and jumps; windows do not run while the system is paused.`,
    `A committee of ${count(committee.size, "seat")} is drawn by stake, ${count(committee.seedBlocks, "block")} after the result is handed in; who gets several seats has as many votes. It commits its votes for ${duration(windows.commitSeconds)} and reveals them for ${duration(windows.revealSeconds)}; ${committee.quorum} must be revealed, and ${percent(committee.approvalBps)} of those accept.`,
    `A seat locks ${amount(committee.seatLock)} at most, and costs the job's employer ${amount(committee.seatFee)} then; if fewer than ${committee.quorum} can be locked, or less than half of all stake may judge, a jury decides instead.`,
    `The verdict can be disputed for ${duration(windows.challengeSeconds)}, then money moves; stakes that leave stay slashable for ${duration(windows.unbondingSeconds)}.`,
    ...(windows.approvalSeconds > 0
      ? [
          `A region can hold a verdict for ${duration(windows.approvalSeconds)} at most, until its council has approved the dispute.`,
        ]
      : []),
    `A job without a result can expire ${duration(windows.graceSeconds)} after its deadline.`,
    `Late-job policies act once a job, and in ${duration(limits.epochSeconds)} until ${limits.perEpoch} times all work under way is made up by the jobs' parts of it; pause checks ${count(limits.pauseChecks, "time")}.`,
    ...ticks.map(
      ({ layer, intervalSeconds }) =>
        `While the jobs of the ${layer} layer run, the thermostat ticks every ${duration(intervalSeconds)}, by what has been paid against the plan's pace, by jobs that are due and not settled, and by work past deadlines; jobs that are taken later ask for stakes by the temperature that it leaves.`,
    ),
  ];
}

function disputeLines({ disputes, windows }: Explanation): string[] {
  const { jurySize, decidedBy, uncovered } = disputes;
  const owner = (since: string) =>
    `the owner rules, at the latest ${duration(windows.rulingSeconds)} after ${since}, or whoever the verdict is against appeals; after that it stands`;
  if (decidedBy === "owner")
    return [`No jury is sure to be had: ${whyNoJury(disputes)}, so ${owner("the draw has failed")}.`];
  const [second, third] = [2, 3].map((hearing) => jurySeats(jurySize, hearing));
  return [
    `A jury of ${jurySize} seats is drawn, with replacement, from ${judgesText(disputes)}. It commits for ${duration(windows.juryCommitSeconds)} and reveals for ${duration(windows.juryRevealSeconds)}; its stake answers for silence and for votes against the final outcome.`,
    `Whoever loses can appeal within ${duration(windows.challengeSeconds)}, before ${second} seats and then before ${third}, for a bond twice as high each time and the fees of the seats, which do not come back.`,
    ...(uncovered === null
      ? []
      : [
          `Of the ${JURY_NAMES[uncovered.hearing - 1]} of these juries the stakes can cover ${count(uncovered.covered, "seat")} at most, and its quorum is ${uncovered.quorum}: there others judge, or jurors who have less to lose.`,
        ]),
    `If a jury reaches no verdict, ${owner("its vote")}.`,
  ];
}

function judgesText({ body, candidates, council }: Explanation["disputes"]): string {
  const sure = `${count(candidates, "person", "people")} of whom ${candidates === 1 ? "is" : "are"} sure to be eligible`;
  return body === "council"
    ? `the council's ${council} with enough at stake, by heads, ${sure}`
    : `validators outside the committee by stake, ${sure}`;
}

function whyNoJury({ council }: Explanation["disputes"]): string {
  return `of the council's ${council} with enough at stake fewer than ${LEAST_COUNCIL} are sure to be eligible, and validators outside the committee may hold less than half of all validators' stake`;
}

function planetSection(planet: Planet): string {
  const title = planet.council > 0 ? "How the council decides" : "How the regions get their budgets";
  return section(title, councilLines(planet));
}

function councilLines({ regions, council, ...planet }: Planet): string[] {
  const vote = `${duration(planet.votingDelaySeconds)} until the vote, ${duration(planet.votingPeriodSeconds)} to vote, ${duration(planet.executionDelaySeconds)} until it takes effect`;
  return [
    council === 0
      ? "There is no council, so that nobody votes: the owner sets the budgets."
      : `${count(council, "member")} vote by square roots of their credits, of which each ballot gives ${grouped(planet.ballotCredits)} anew: ${vote}. Pots for the regions are approved so, and then divided by votes.`,
    ...regions.map((region) => regionLine(region, council)),
    `Every ${duration(planet.epochSeconds)} a reward epoch divides ${amount(planet.mostPerEpoch)} at most among those who worked, on top of what the jobs pay.`,
    natPriceLine(planet.natPrice),
  ];
}

function natPriceLine({ price, by, entropy, worth, added }: NatPrice): string {
  const why = by === "plan" ? "as the plan says" : "the jobs' rewards over their expected entropy";
  return `In it a nat of uncertainty removed is worth ${amount(price)} at the initial temperature, ${why}: the ${shown(entropy, decimal)} expected come to ${amount(worth)}, beside the ${amount(added)} that the work is taken to be worth above its cost.`;
}

function regionLine(
  { region, operator, budget, by, bonds, jobLimit, dayLimit, approvalSeconds }: RegionMoney,
  council: number,
): string {
  const approved =
    approvalSeconds === 0
      ? ""
      : ` A dispute that it raises lapses unless it is approved within ${duration(approvalSeconds)}.`;
  return `Region ${region} ${council === 0 ? "gets" : "asks for"} ${amount(budget)} to spend, ${by === "allocation" ? "its allocation" : "what its jobs cost with their bonds"}, of which ${amount(bonds)} are set aside for disputes and appeals; what is left returns. Its operator, ${operator}, commits ${amount(jobLimit)} by one job at most, and ${amount(dayLimit)} a day.${approved}`;
}

/** Values that many entries of a list share stand on one line. */
function defaultLines(filledIn: readonly FilledIn[]): string[] {
  const groups = new Map<string, { path: string; value: string; count: number }>();
  for (const { path, value } of filledIn) {
    const general = path.replaceAll(/\[\d+\]/g, "[]");
    const plain = `${valueText(value)}${meaningOf(general, value)}`;
    const text =
      general === "participants.agents[].regions" && plain === NONE ? "none, which means all" : plain;
    const key = JSON.stringify([general, text]);
    const known = groups.get(key);
    groups.set(key, { path: known ? general : path, value: text, count: (known?.count ?? 0) + 1 });
  }
  return [...groups.values()].map(
    ({ path, value, count: times }) => `${path}: ${value}${times > 1 ? `, in ${times} of them` : ""}`,
  );
}

function valueText(value: FilledIn["value"]): string {
  if (Array.isArray(value)) {
    const names = value.map((entry) =>
      typeof entry === "object" && entry !== null && "id" in entry ? entry.id : entry,
    );
    return names.length === 0 ? NONE : names.map(String).join(", ");
  }
  if (typeof value === "object" && value !== null) return "none";
  return readable(String(value));
}

/** What a number of seconds or basis points comes to, beside what one would write. */
function meaningOf(path: string, value: FilledIn["value"]): string {
  if (typeof value !== "number") return "";
  if (path.endsWith("Seconds")) return ` (${duration(value)})`;
  return path.endsWith("Bps") ? ` (${percent(value)})` : "";
}

function listed(names: readonly string[], last = "or"): string {
  const shown = names.length > 6 ? [...names.slice(0, 5), `${names.length - 5} others`] : names;
  return shown.length < 2 ? shown.join("") : `${shown.slice(0, -1).join(", ")} ${last} ${shown.at(-1)}`;
}

/** An amount of the explanation, which has it exactly. */
function amount(exact: string): string {
  return shown(exact, tokens);
}

function shown(exact: string, figure: (wad: bigint) => string): string {
  const parsed = parseAmount(exact);
  return parsed.ok ? figure(parsed.wei) : exact;
}

function count(number: number, one: string, many = `${one}s`): string {
  return `${grouped(number)} ${number === 1 ? one : many}`;
}
