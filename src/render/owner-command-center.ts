import { SHARE_ROLES } from "../model/enums.ts";
import type {
  CommandCenter,
  Compared,
  FunctionRole,
  Judge,
  OwnerFinding,
  RoleHolder,
} from "../model/owner.ts";
import { duration, percent, readable, shortHex } from "../support/figures.ts";
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
      signals(center),
      keysInUse(center),
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
    title: "What needs the owner, the first thing first",
    columns: [
      { title: "Severity" },
      { title: "What, and why it matters" },
      { title: "What mends it" },
      { title: "Command" },
    ],
    rows: found.map(({ severity, text, reason, mend, command }) => [
      severity,
      `${readable(text)} ${reason}`,
      mend,
      command === "" ? "" : { code: command },
    ]),
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
  const odd = holders.filter(isOdd);
  return {
    title: "Who holds which role",
    columns: [{ title: "Role" }, { title: "Held by" }],
    rows: [...Map.groupBy(holders, ({ role }) => role)].map(([role, own]) => [
      role,
      own.map(held).join(", "),
    ]),
    folded: foldedText(holders.length, "holding", odd.length),
    empty: "Nobody holds any role.",
  };
}

function held(holder: RoleHolder): string {
  const { name, delaySeconds, onChain } = holder;
  const delay = delaySeconds === "0" ? "" : ` after ${duration(delaySeconds)}`;
  const state = onChain.startsWith("held") ? "" : `, ${onChain}`;
  return `${name}${delay}${state}${isOdd(holder) ? ` (${explained(holder)})` : ""}`;
}

function permissions(functions: readonly FunctionRole[]): ReportSection {
  const odd = functions.filter(isOdd);
  const groups = Map.groupBy(functions, ({ contract, onChain }) => `${contract}\n${onChain}`);
  return {
    title: "Who may call what",
    columns: [{ title: "Contract" }, { title: "Role" }, { title: "Functions" }],
    rows: [...groups.values()].map((own) => [
      own[0]?.contract ?? "",
      own[0]?.onChain ?? "",
      own.map((entry) => `${entry.function}${isOdd(entry) ? ` (${explained(entry)})` : ""}`).join(", "),
    ]),
    folded: foldedText(functions.length, "function", odd.length),
    empty: "No function is restricted.",
  };
}

/** What has been changed, or drifts. */
function isOdd({ drift, changes }: Compared): boolean {
  return drift || changes.length > 0;
}

function foldedText(all: number, what: string, odd: number, told = "in brackets"): string {
  const planned = `${counted(all - odd, what)} as planned`;
  return odd === 0 ? `${planned}.` : `${planned}; what the other ${odd} are is said ${told}.`;
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
    folded: foldedText(all.length, "judge", all.filter(isOddJudge).length, "below"),
    rows: all
      .filter(isOddJudge)
      .map((judge) => [
        judge.name,
        { code: shortHex(judge.account) },
        judge.planned ?? "not stated",
        judge.held,
        judge.effectiveAt === null ? "nothing" : `${judge.onChain} from ${utc(judge.effectiveAt)}`,
        judge.suspendedUntil === null ? "no" : utc(judge.suspendedUntil),
        explained(judge),
      ]),
    empty: all.length === 0 ? "Nobody judges." : "No judge is suspended, or about to change.",
  };
}

function isOddJudge(judge: Judge): boolean {
  return isOdd(judge) || judge.effectiveAt !== null || judge.suspendedUntil !== null;
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
      { title: "Can be cancelled by" },
    ],
    rows: operations.map(({ through, caller, contract, function: name, readyAt, ready, id, cancellers }) => [
      through,
      caller,
      { code: `${contract}.${name}` },
      ready ? "now" : utc(readyAt),
      { code: shortHex(id) },
      cancellers.join(", ") || "nobody",
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

function signals({ signals: all }: CommandCenter): ReportSection {
  return {
    title: "What the thermostat has read",
    columns: [
      { title: "Signal" },
      { title: "Ticks", ...RIGHT },
      { title: "Least", ...RIGHT },
      { title: "Greatest", ...RIGHT },
      { title: "Weight", ...RIGHT },
    ],
    rows: all.map(({ name, ticks, least, greatest, weight }) => [
      name,
      String(ticks),
      decimalOf(least),
      decimalOf(greatest),
      decimalOf(weight),
    ]),
    empty: "",
  };
}

function keysInUse({ keys: all }: CommandCenter): ReportSection {
  return {
    title: "Keys, and whether they ever signed",
    columns: [{ title: "Key" }, { title: "Account" }, { title: "For" }, { title: "Signed" }],
    rows: all.map(({ name, address, uses, signed }) => [
      name,
      { code: shortHex(address) },
      uses.join(", "),
      yesNo(signed),
    ]),
    empty: "No key holds anything.",
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
