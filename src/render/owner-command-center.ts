import { SHARE_ROLES } from "../model/enums.ts";
import type { CommandCenter, FunctionRole, Judge, OwnerFinding, RoleHolder } from "../model/owner.ts";
import { percent, readable, shortHex } from "../support/figures.ts";
import { counted } from "../support/text.ts";
import { utc } from "../support/time.ts";
import { decimalOf, explained, readingFacts, tokensOf } from "./owner-common.ts";
import type { Cell, ReportDocument, ReportSection } from "./owner-document.ts";
import { type Verdict, verdictOf } from "./page-verdict.ts";

const MODULES_A_ROW = 5;
const RIGHT = { align: "right" } as const;

/** Authority, soundness and findings, for the owner. */
export function commandCenterDocument(center: CommandCenter): ReportDocument {
  return {
    title: "Owner command center",
    verdict: centerVerdict(center),
    exact: "command-center.json",
    facts: readingFacts(center.reading),
    sections: [
      findings(center),
      controls(center),
      keys(center),
      pause(center),
      roles(center.roles),
      permissions(center.functions),
      judges(center.judges),
      pending(center),
      solvency(center),
      treasuries(center),
      stakes(center),
      temperature(center),
      shares(center),
      jobs(center),
    ],
  };
}

/** What is critical is no good; what is only to be known is in the table. */
function centerVerdict({ findings: found, pause: { paused } }: CommandCenter): Verdict {
  const of = (severity: OwnerFinding["severity"]) => found.filter((each) => each.severity === severity);
  const told = `The system is ${paused ? "paused" : "running"}; ${counted(of("warning").length, "warning")} and ${counted(of("notice").length, "notice")} are listed below.`;
  const faults = of("critical").map(({ text }) => readable(text).replace(/\.$/, ""));
  return verdictOf(faults, told, "Nothing critical asks for the owner.");
}

function findings({ findings: found }: CommandCenter): ReportSection {
  return {
    title: "Findings",
    columns: [{ title: "Severity" }, { title: "Finding" }, { title: "Command that acts on it" }],
    rows: found.map(({ severity, text, command }) => [severity, readable(text), { code: command }]),
    empty: "Nothing asks for the owner.",
  };
}

function controls({ controls: scripts }: CommandCenter): ReportSection {
  return {
    title: "Controls that the plan names",
    columns: [{ title: "Control" }, { title: "Command" }],
    rows: scripts.map(({ name, command }) => [name, { code: command }]),
    empty: "The plan names none.",
  };
}

function keys({ owner: { name, safe, threshold, signers } }: CommandCenter): ReportSection {
  return {
    title: `Who signs for the owner, ${name}`,
    columns: [{ title: "Signer" }, { title: "Account" }, { title: "Has to sign" }],
    rows: signers.map((signer) => [
      signer.name,
      { code: signer.address },
      safe === null ? "alone" : `${threshold} of ${signers.length}, for ${safe}`,
    ]),
    empty: "Nobody signs for the owner.",
  };
}

function pause({ pause: state }: CommandCenter): ReportSection {
  const end = state.expiresAt === "0" ? "never" : utc(state.expiresAt);
  const rows: Cell[][] = [
    ["State", state.paused ? "paused" : "running"],
    ...(state.paused
      ? [
          ["Since", utc(state.since)],
          ["Expires", end],
          ["By a guardian", yesNo(state.byGuardian)],
        ]
      : []),
    ["Active time", utc(state.activeTime)],
    ["A guardian may pause from", state.guardianReadyAt === "0" ? "now" : utc(state.guardianReadyAt)],
    ["Owner's last pause", state.lastOwnerPause === null ? "never" : `block ${state.lastOwnerPause}`],
    ...named("On the switch's list", state.modules),
    ...named("Missing from it", state.unlisted),
  ];
  return { title: "Pause", columns: [{ title: "What" }, { title: "Value" }], rows, empty: "" };
}

/** Many modules, a few a row. */
function named(what: string, modules: readonly string[]): Cell[][] {
  if (modules.length === 0) return [[what, "none"]];
  return Array.from({ length: Math.ceil(modules.length / MODULES_A_ROW) }, (_, row) => [
    row === 0 ? `${what}: ${counted(modules.length, "module")}` : "",
    modules.slice(row * MODULES_A_ROW, (row + 1) * MODULES_A_ROW).join(", "),
  ]);
}

function roles(holders: readonly RoleHolder[]): ReportSection {
  return {
    title: "Who holds which role",
    columns: [
      { title: "Role" },
      { title: "Holder" },
      { title: "Account" },
      { title: "Role table" },
      { title: "Chain" },
      { title: "Verdict" },
    ],
    rows: holders.map((holder) => [
      holder.role,
      holder.name,
      { code: shortHex(holder.account) },
      holder.planned ?? "not stated",
      holder.onChain,
      explained(holder),
    ]),
    empty: "Nobody holds any role.",
  };
}

function permissions(functions: readonly FunctionRole[]): ReportSection {
  return {
    title: "Who may call what",
    columns: [
      { title: "Contract" },
      { title: "Function" },
      { title: "Role table" },
      { title: "Chain" },
      { title: "Verdict" },
    ],
    rows: functions.map((entry) => [
      entry.contract,
      { code: entry.function },
      entry.planned ?? "not stated",
      entry.onChain,
      explained(entry),
    ]),
    empty: "No function is restricted.",
  };
}

function judges(all: readonly Judge[]): ReportSection {
  return {
    title: "Who judges",
    columns: [
      { title: "Who" },
      { title: "Account" },
      { title: "Plans" },
      { title: "Now" },
      { title: "Scheduled" },
      { title: "Suspended until (active time)" },
      { title: "Verdict" },
    ],
    rows: all.map((judge) => [
      judge.name,
      { code: shortHex(judge.account) },
      judge.planned ?? "not stated",
      judge.held,
      judge.effectiveAt === null ? "nothing" : `${judge.onChain} from ${utc(judge.effectiveAt)}`,
      judge.suspendedUntil === null ? "no" : utc(judge.suspendedUntil),
      explained(judge),
    ]),
    empty: "Nobody judges.",
  };
}

function pending({ pending: operations }: CommandCenter): ReportSection {
  return {
    title: "Scheduled operations",
    columns: [
      { title: "Through" },
      { title: "Caller" },
      { title: "Call" },
      { title: "Ready" },
      { title: "Operation" },
    ],
    rows: operations.map(({ through, caller, contract, function: name, readyAt, ready, id }) => [
      through,
      caller,
      { code: `${contract}.${name}` },
      ready ? "now" : utc(readyAt),
      { code: shortHex(id) },
    ]),
    empty: "Nothing is scheduled.",
  };
}

function solvency({ solvency: state }: CommandCenter): ReportSection {
  return {
    title: "Custody: what StakeManager holds and owes",
    columns: [{ title: "What" }, { title: "Tokens", ...RIGHT }],
    rows: [
      ["Held", tokensOf(state.balance)],
      ["Staked", tokensOf(state.staked)],
      ["Unbonding", tokensOf(state.unbonding)],
      ["Escrowed", tokensOf(state.escrowed)],
      ["Claimable", tokensOf(state.claimable)],
      ["Owed altogether", tokensOf(state.owed)],
      [state.solvent ? "Surplus" : "MISSING", tokensOf(state.surplus)],
    ],
    empty: "",
  };
}

function treasuries({ treasuries: holdings }: CommandCenter): ReportSection {
  return {
    title: "Treasuries",
    columns: [{ title: "Who" }, { title: "Account" }, { title: "Tokens", ...RIGHT }],
    rows: holdings.map(({ name, address, balance }) => [name, { code: address }, tokensOf(balance)]),
    empty: "",
  };
}

function stakes({ stakes: byRole }: CommandCenter): ReportSection {
  return {
    title: "Stakes by role",
    columns: [
      { title: "Role" },
      { title: "Stakers", ...RIGHT },
      { title: "Staked", ...RIGHT },
      { title: "Locked", ...RIGHT },
      { title: "Unbonding", ...RIGHT },
    ],
    rows: byRole.map(({ role, holders, staked, locked, unbonding }) => [
      role,
      String(holders),
      tokensOf(staked),
      tokensOf(locked),
      tokensOf(unbonding),
    ]),
    empty: "Nobody has staked.",
  };
}

function temperature({ temperature: state }: CommandCenter): ReportSection {
  return {
    title: "Temperature",
    columns: [{ title: "What" }, { title: "Value", ...RIGHT }],
    rows: [
      ["Current", decimalOf(state.current)],
      ["Base", decimalOf(state.base)],
      ["Raised by delay policies, fading", decimalOf(state.raised)],
      ["At deployment", decimalOf(state.reference)],
      ["Lower bound", decimalOf(state.minimum)],
      ["Upper bound", decimalOf(state.maximum)],
      ["Emergency", decimalOf(state.emergency)],
    ],
    empty: "",
  };
}

function shares({ shares: state }: CommandCenter): ReportSection {
  return {
    title: `Role shares (epoch ${state.epoch})`,
    columns: [
      { title: "Role" },
      { title: "This epoch", ...RIGHT },
      { title: "Next epoch", ...RIGHT },
      { title: "Governed", ...RIGHT },
    ],
    rows: SHARE_ROLES.map((role, index) => [
      role,
      percent(state.current[index] ?? "0"),
      percent(state.next[index] ?? "0"),
      percent(state.governed[index] ?? "0"),
    ]),
    empty: "",
  };
}

function jobs({ jobs: byStatus }: CommandCenter): ReportSection {
  return {
    title: "Jobs by state",
    columns: [{ title: "State" }, { title: "Jobs", ...RIGHT }],
    rows: byStatus.map(({ status, count }) => [status, String(count)]),
    empty: "No job was posted.",
  };
}

function yesNo(value: boolean): string {
  return value ? "yes" : "no";
}
