import type { CommandCenter, JobOnChain, OwnerFinding } from "../../model/owner.ts";
import { npmRun } from "../../model/scripts.ts";
import { keyExceptions } from "../../records/key-exceptions.ts";
import { formatAmount } from "../../support/amount.ts";
import { utc } from "../../support/time.ts";

const PAUSE_UNTRIED = "owner-pause-untried";

type JudgedJob = Pick<JobOnChain, "jobId" | "planId" | "lateness" | "dispute" | "drift">;

/** What the findings are drawn from. */
export type Health = Omit<CommandCenter, "findings" | "jobs" | "controls" | "reading"> & {
  readonly closed: readonly string[];
  readonly board: readonly JudgedJob[];
};

const PAUSE = npmRun("pauseTest");
const DETAIL = `${npmRun("commandCenter")} -- --network localhost --format json`;
const MISSION = `${npmRun("missionControl")} -- --network localhost`;
const THERMOSTAT = `${npmRun("thermostatUpdate")} -- --network localhost`;

/** @returns what the owner ought to look at, the gravest first. */
export function findingsOf(health: Health): OwnerFinding[] {
  const found = [
    ...custody(health),
    ...keys(health),
    ...access(health),
    ...judges(health),
    ...pause(health),
    ...temperature(health),
    ...jobs(health),
    ...pending(health),
    ...unclaimed(health),
  ];
  return [...found].sort((a, b) => RANK[a.severity] - RANK[b.severity]);
}

const RANK = { critical: 0, warning: 1, notice: 2 } as const;

function custody({ solvency }: Health): OwnerFinding[] {
  if (!solvency.solvent) {
    const text = `StakeManager holds ${inTokens(solvency.balance)} but owes ${inTokens(solvency.owed)}.`;
    return [{ id: "insolvent", severity: "critical", text, command: PAUSE }];
  }
  if (solvency.surplus === "0") return [];
  const text = `StakeManager holds ${inTokens(solvency.surplus)} more than it owes: sent there by mistake.`;
  return [{ id: "surplus", severity: "notice", text, command: DETAIL }];
}

function keys({ owner }: Health): OwnerFinding[] {
  return keyExceptions(owner).map(({ id, text }) => ({ id, severity: "warning", text, command: DETAIL }));
}

function access({ roles, functions, closed }: Health): OwnerFinding[] {
  const critical = (id: string, text: string): OwnerFinding => ({
    id,
    severity: "critical",
    text,
    command: PAUSE,
  });
  return [
    ...roles
      .filter(({ drift }) => drift)
      .map(({ role, name, reason }) => critical("role-drift", `Role ${role} of ${name}: ${reason}.`)),
    ...functions
      .filter(({ drift }) => drift)
      .map(({ contract, function: name, reason }) =>
        critical("permission-drift", `Who may call ${contract}.${name}: ${reason}.`),
      ),
    ...closed.map((name) =>
      critical("closed-target", `The AccessManager lets nobody but ADMIN call ${name}.`),
    ),
  ];
}

function judges({ judges: all }: Health): OwnerFinding[] {
  return all.flatMap(({ name, held, onChain, effectiveAt, suspendedUntil, drift, reason }) => {
    const found: OwnerFinding[] = [];
    const find = (id: string, severity: OwnerFinding["severity"], text: string) =>
      found.push({ id, severity, text, command: severity === "critical" ? PAUSE : DETAIL });
    if (drift) find("judge-drift", "critical", `Who judges: ${name} ${reason}.`);
    if (suspendedUntil !== null)
      find(
        "suspended-judge",
        "warning",
        `${name} is kept from judging until ${utc(suspendedUntil)} (active time).`,
      );
    if (effectiveAt !== null)
      find(
        "scheduled-judge",
        "notice",
        `${name} is ${held} now, and ${onChain} from ${utc(effectiveAt)} on.`,
      );
    return found;
  });
}

function pause({ pause: state }: Health): OwnerFinding[] {
  const findings: OwnerFinding[] = [];
  if (state.paused) {
    const end = state.expiresAt === "0" ? "until the owner resumes it" : `until ${utc(state.expiresAt)}`;
    const text = `The system is paused since ${utc(state.since)}, ${end}.`;
    findings.push({ id: "paused", severity: "warning", text, command: PAUSE });
  }
  for (const name of state.unlisted) {
    const text = `${name} is deployed but not on the switch's list of modules.`;
    findings.push({ id: "unlisted-module", severity: "critical", text, command: DETAIL });
  }
  if (state.lastOwnerPause === null) {
    const text = "The owner's own pause has never been tried on this chain.";
    findings.push({ id: PAUSE_UNTRIED, severity: "warning", text, command: PAUSE });
  }
  return findings;
}

function temperature({ temperature: { current, minimum, maximum } }: Health): OwnerFinding[] {
  if (current !== minimum && current !== maximum) return [];
  const bound = current === minimum ? "lower" : "upper";
  const text = `The temperature, ${formatAmount(BigInt(current))}, stands at its ${bound} bound.`;
  return [{ id: "temperature-at-bound", severity: "warning", text, command: THERMOSTAT }];
}

function jobs({ board }: Health): OwnerFinding[] {
  const about = (id: string, what: string, chosen: readonly JudgedJob[]): OwnerFinding[] => {
    if (chosen.length === 0) return [];
    const names = chosen.map(({ planId, jobId }) => planId ?? `#${jobId}`).join(", ");
    return [{ id, severity: "warning", text: `${what}: ${names}.`, command: MISSION }];
  };
  const late = board.filter(({ lateness }) => lateness === "late" || lateness === "past grace");
  return [
    ...about("late-jobs", "Jobs past their soft deadline", late),
    ...about(
      "open-disputes",
      "Disputes that wait for a ruling",
      board.filter(({ dispute }) => dispute === "open"),
    ),
    ...about(
      "job-drift",
      "Jobs that differ from the plan",
      board.filter(({ drift }) => drift.length > 0),
    ),
  ];
}

function pending({ pending: operations }: Health): OwnerFinding[] {
  return operations.map(({ through, caller, contract, function: name, readyAt, ready }) => ({
    id: "pending-operation",
    severity: "notice",
    text: `${caller} has scheduled ${contract}.${name} through ${through}, ${ready ? "ready since" : "ready at"} ${utc(readyAt)}.`,
    command: DETAIL,
  }));
}

function unclaimed({ solvency: { claimable } }: Health): OwnerFinding[] {
  if (claimable === "0") return [];
  const text = `${inTokens(claimable)} wait in StakeManager for those whom they are owed to.`;
  return [{ id: "unclaimed", severity: "notice", text, command: MISSION }];
}

function inTokens(wei: string): string {
  return `${formatAmount(BigInt(wei))} tokens`;
}
