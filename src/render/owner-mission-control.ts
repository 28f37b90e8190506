import type { JobOnChain, MissionControl } from "../model/owner.ts";
import { byCodeUnit } from "../support/paths.ts";
import { utc } from "../support/time.ts";
import { readingFacts, tokens } from "./owner-common.ts";
import type { ReportDocument, ReportSection } from "./owner-document.ts";

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
    facts: [...readingFacts(control.reading), ["Active time", utc(control.activeTime)]],
    sections: [
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
      { title: "On chain", ...RIGHT },
      { title: "State" },
      { title: "Outcome" },
      { title: "Agent" },
      { title: "Reward", ...RIGHT },
      { title: "Deadline (active time)" },
      { title: "Lateness" },
      { title: "Dispute" },
      { title: "Against the plan" },
    ],
    rows: sorted.map((job) => [
      job.jurisdiction.name,
      `${job.planId ?? "unplanned"}: ${job.title}`,
      `#${job.jobId}`,
      job.status,
      job.outcome,
      job.agent,
      tokens(job.reward),
      job.deadline === "0" ? "none yet" : utc(job.deadline),
      job.lateness,
      job.dispute,
      job.drift.join("; ") || "as planned",
    ]),
    empty: "No job.",
  };
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
  const open = jobs.filter(
    ({ lateness, dispute }) => lateness === "late" || lateness === "past grace" || dispute === "open",
  );
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
      tokens(staked),
      tokens(locked),
    ]),
    empty: "Nobody was drawn.",
  };
}

function claims({ claims: owed, claimsUnattributed }: MissionControl): ReportSection {
  const rest =
    claimsUnattributed === "0" ? [] : [["accounts that nobody here knows", tokens(claimsUnattributed)]];
  return {
    title: "Claims outstanding",
    columns: [{ title: "Who" }, { title: "Tokens", ...RIGHT }],
    rows: [...owed.map(({ name, amount }) => [name, tokens(amount)]), ...rest],
    empty: "Everybody has collected.",
  };
}
