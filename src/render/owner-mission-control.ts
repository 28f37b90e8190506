import type { Due, JobOnChain, MissionControl, Spending } from "../model/owner.ts";
import { byCodeUnit } from "../support/paths.ts";
import { counted } from "../support/text.ts";
import { utc } from "../support/time.ts";
import { readingFacts, tokensOf } from "./owner-common.ts";
import type { ReportDocument, ReportSection } from "./owner-document.ts";
import { type Verdict, verdictOf } from "./page-verdict.ts";

const RIGHT = { align: "right" } as const;
const KINDS: Readonly<Record<string, string>> = {
  city: "Cities",
  nation: "Nation",
  region: "Regions",
  transnational: "Transnational layer",
};

/** The mission's jobs by jurisdiction, who judges them, and who is owed. */
export function missionControlDocument(control: MissionControl): ReportDocument {
  const mission = control.jobs.filter(({ origin }) => origin !== "drill");
  const drills = control.jobs.filter(({ origin }) => origin === "drill");
  const kinds = [
    ...new Set([...Object.keys(KINDS), ...mission.map(({ jurisdiction }) => jurisdiction.kind)]),
  ];
  return {
    title: "Owner mission control",
    verdict: missionVerdict(control),
    exact: "mission-control.json",
    facts: [...readingFacts(control.reading), ["Active time", utc(control.activeTime)]],
    sections: [
      answers(control),
      spending(control.spending),
      due(control.due),
      ...kinds.map((kind) =>
        jobSection(
          KINDS[kind] ?? "In no plan",
          mission.filter(({ jurisdiction }) => jurisdiction.kind === kind),
        ),
      ),
      jobSection("Drills", drills),
      notPosted(control),
      attention(control.jobs),
      committees(control),
      claims(control),
    ],
  };
}

/** How far, how late, what is spent, what comes next. */
function answers({ jobs, notPosted: unposted, spending: places, due: next }: MissionControl): ReportSection {
  const mission = jobs.filter(({ origin }) => origin !== "drill");
  const settled = mission.filter(isSettled);
  const of = (outcome: string) => settled.filter((job) => job.outcome === outcome).length;
  const late = mission.filter(isLate);
  const were = mission.filter(({ lateness }) => lateness === "was late");
  const planned = mission.filter(({ drift }) => drift.length === 0).length;
  return {
    title: "How it stands",
    columns: [{ title: "Question" }, { title: "Answer" }],
    rows: [
      [
        "How far?",
        `${settled.length} of ${mission.length + unposted.length} jobs settled: ${of("approved")} approved, ${of("rejected")} rejected; ${unposted.length} not posted yet`,
      ],
      [
        "How late?",
        late.length === 0
          ? `no job is late now; ${counted(were.length, "job")} came after the soft deadline`
          : `${counted(late.length, "job")} late now; ${were.length} came after the soft deadline`,
      ],
      ["What is spent?", spentText(places)],
      ["As planned?", `${planned} of ${mission.length} jobs are what the plans say`],
      ["What comes next?", next.length === 0 ? "nothing: all is settled" : (next[0] as Due).what],
      ["Who acts next?", next.length === 0 ? "nobody" : `${(next[0] as Due).who}${byText(next[0] as Due)}`],
    ],
    empty: "",
  };
}

function spentText(places: readonly Spending[]): string {
  const own = places.filter(({ origin }) => origin !== "drill");
  const sum = (of: (place: Spending) => string | null) =>
    own.reduce((total, place) => total + BigInt(of(place) ?? "0"), 0n).toString();
  const over = own.filter((place) => BigInt(place.spent) > limitOf(place));
  const told = `${tokensOf(sum(({ spent }) => spent))} of ${tokensOf(sum(({ allotted }) => allotted))} tokens allotted`;
  if (over.length === 0) return told;
  return `${told}; more than allotted at ${over.map(({ place }) => place).join(", ")}`;
}

function limitOf({ allotted, approved, spent }: Spending): bigint {
  return BigInt(approved ?? allotted ?? spent);
}

function spending(places: readonly Spending[]): ReportSection {
  return {
    title: "What was spent against what was allotted, tokens",
    columns: [
      { title: "Plan" },
      { title: "Place" },
      { title: "Jobs settled", ...RIGHT },
      { title: "Allotted", ...RIGHT },
      { title: "Approved", ...RIGHT },
      { title: "Spent", ...RIGHT },
      { title: "Left", ...RIGHT },
    ],
    rows: places.map((place) => [
      place.origin,
      place.place,
      `${place.settled} of ${place.jobs}`,
      place.allotted === null ? "nothing" : tokensOf(place.allotted),
      place.approved === null ? "" : tokensOf(place.approved),
      tokensOf(place.spent),
      place.allotted === null ? "" : tokensOf(String(limitOf(place) - BigInt(place.spent))),
    ]),
    empty: "No plan allots anything.",
  };
}

function due(next: readonly Due[]): ReportSection {
  return {
    title: "Who has to act, and by when",
    columns: [{ title: "What" }, { title: "Who" }, { title: "Not before" }, { title: "By (active time)" }],
    rows: next.map(({ what, who, from, by }) => [
      what,
      who,
      from === null ? "" : utc(from),
      by === null ? "" : utc(by),
    ]),
    empty: "Nobody: every planned job is settled, and nothing is scheduled.",
  };
}

function byText({ by }: Due): string {
  return by === null ? "" : `, by ${utc(by)} (active time)`;
}

function isSettled({ status }: JobOnChain): boolean {
  return ["finalized", "cancelled", "expired"].includes(status);
}

function jobSection(title: string, jobs: readonly JobOnChain[]): ReportSection {
  const sorted = jobs.toSorted(
    (a, b) =>
      byCodeUnit(a.jurisdiction.name, b.jurisdiction.name) || Number(BigInt(a.jobId) - BigInt(b.jobId)),
  );
  return {
    title,
    columns: [
      { title: "Place" },
      { title: "Job" },
      { title: "State" },
      { title: "Agent" },
      { title: "Reward", ...RIGHT },
      { title: "Deadline (active time)" },
    ],
    rows: sorted.map((job) => [
      job.jurisdiction.name,
      `#${job.jobId} ${job.planId ?? "unplanned"}: ${job.title}`,
      stateOf(job),
      job.agent,
      tokensOf(job.reward),
      deadlineOf(job),
    ]),
    empty: "No job.",
  };
}

/** What the registry says, what came of it, whether it was disputed, and how it differs from the plan. */
function stateOf({ status, outcome, dispute, drift }: JobOnChain): string {
  const disputed = dispute === "none" ? "" : `, disputed (${dispute})`;
  const differing = drift.length === 0 ? "" : `, ${drift.join("; ")}`;
  return `${status}, ${outcome}${disputed}${differing}`;
}

function deadlineOf({ deadline, lateness }: JobOnChain): string {
  if (deadline === "0") return "none yet";
  return `${utc(deadline).slice(0, 16).replace("T", " ")}${lateness === "none" ? "" : `, ${lateness}`}`;
}

function missionVerdict({ jobs, notPosted: unposted, claims: owed }: MissionControl): Verdict {
  const name = ({ planId, jobId }: JobOnChain) => planId ?? `#${jobId}`;
  const faults = [
    ...jobs.filter(isLate).map((job) => `job ${name(job)} is ${job.lateness}`),
    ...jobs.filter(({ dispute }) => dispute === "open").map((job) => `job ${name(job)} is in dispute`),
    ...jobs.filter(({ drift }) => drift.length > 0).map((job) => `job ${name(job)}: ${job.drift.join(", ")}`),
  ];
  const told = `${counted(jobs.length, "job")} on chain, ${unposted.length} planned and not posted yet, ${owed.length} with claims to collect.`;
  return verdictOf(faults, told, "No job is late, in dispute or other than planned.");
}

function isLate({ lateness }: JobOnChain): boolean {
  return lateness === "late" || lateness === "past grace";
}

function notPosted({ notPosted: jobs }: MissionControl): ReportSection {
  return {
    title: "Planned, not posted yet",
    columns: [{ title: "Plan" }, { title: "Place" }, { title: "Job" }],
    rows: jobs.map(({ origin, jurisdiction, planId, title }) => [
      origin,
      `${jurisdiction.name} (${jurisdiction.kind})`,
      `${planId}: ${title}`,
    ]),
    empty: "Every planned job has been posted.",
  };
}

function attention(jobs: readonly JobOnChain[]): ReportSection {
  const open = jobs.filter((job) => isLate(job) || job.dispute === "open");
  return {
    title: "Late or disputed now",
    columns: [{ title: "Job" }, { title: "Lateness" }, { title: "Dispute" }, { title: "Policy used" }],
    rows: open.map((job) => [
      job.planId ?? `#${job.jobId}`,
      job.lateness,
      job.dispute,
      job.delayPolicyUsed ? "yes" : "no",
    ]),
    empty: "No job is late and no dispute is open.",
  };
}

function committees({ committees: loads }: MissionControl): ReportSection {
  return {
    title: "Committee and jury load",
    columns: [
      { title: "Who" },
      { title: "Committee seats", ...RIGHT },
      { title: "Unfunded", ...RIGHT },
      { title: "Jury seats", ...RIGHT },
      { title: "Votes revealed", ...RIGHT },
      { title: "Missed", ...RIGHT },
      { title: "Validator stake", ...RIGHT },
      { title: "Locked", ...RIGHT },
    ],
    rows: loads.map(({ name, staked, locked, ...load }) => [
      name,
      ...[load.committeeSeats, load.unfundedSeats, load.jurySeats, load.revealed, load.missed].map(String),
      tokensOf(staked),
      tokensOf(locked),
    ]),
    empty: "Nobody was drawn.",
  };
}

function claims({ claims: owed, claimsUnattributed }: MissionControl): ReportSection {
  const rest =
    claimsUnattributed === "0" ? [] : [["accounts that nobody here knows", tokensOf(claimsUnattributed)]];
  return {
    title: "Claims outstanding",
    columns: [{ title: "Who" }, { title: "Tokens", ...RIGHT }],
    rows: [...owed.map(({ name, amount }) => [name, tokensOf(amount)]), ...rest],
    empty: "Everybody has collected.",
  };
}
