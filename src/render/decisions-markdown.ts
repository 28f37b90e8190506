import { type Aftermath, isStated, type Preflight, type Stated } from "../model/decision.ts";
import type { OwnerApproval, ReportedDecision } from "../model/planet-report.ts";
import type { ArgumentRecord } from "../model/record.ts";
import { argumentText, readable, shortHex, tokens } from "../support/figures.ts";
import { quantity } from "../support/quantity.ts";
import { counted } from "../support/text.ts";
import { amount } from "./layer-markdown.ts";
import { code, heading, type Markdown, table, text } from "./markdown.ts";
import { bothValues } from "./value-text.ts";

/** What stands where decisions would. */
export function ownerSections({ reason, owner, budgets }: OwnerApproval): string[] {
  return [
    heading(2, "Budgets without a vote"),
    `No vote: ${text(reason)}. Governor and timelock are not deployed; ${code(owner.label)} (${code(owner.address)}) took the role that approves budgets for these calls and gave it back, and is the only owner of the treasury's Safe and the only signer of telemetry.\n`,
    table(
      [{ title: "Region" }, { title: "Approved by the owner", align: "right" }],
      budgets.map(({ region, approvedWei }) => [text(region), amount(approvedWei)]),
    ),
  ];
}

/** What the council decided, what each decision was foreseen to change, and what it changed. */
export function decisionSections(decisions: readonly ReportedDecision[]): string[] {
  return [
    heading(2, "Decisions of the council"),
    decisionTable(decisions),
    "Each proposal is decided for or against. Votes are quadratic: each ballot gives every identity the same fresh allowance of voice credits, of which v votes cost v²; nothing spent on another ballot counts. A pre-flight tries a decision's call before it is queued, as the timelock's, on the state of the latest block, and again once the timelock's delay is over, because values that depend on the clock may have changed by then. The second is held against what the executing transaction changed, without the slots in which governor and timelock book the decision as done, and without those that hold the time.\n",
    heading(3, "Pre-flights"),
    ...decisions.flatMap(preflightTexts),
    heading(3, "What the decisions changed"),
    readBackTable(decisions),
  ];
}

function decisionTable(decisions: readonly ReportedDecision[]): string {
  const votes = ["For", "Against", "Quorum"].map((title) => ({ title, align: "right" as const }));
  return table(
    [
      { title: "Proposal" },
      ...votes,
      { title: "Pre-flight" },
      { title: "After the delay" },
      { title: "State" },
      { title: "Executed" },
    ],
    decisions.map((decision) =>
      [
        readable(decision.title),
        decision.votes.for,
        decision.votes.against,
        decision.quorum,
        decision.preflight === null ? "not queued" : inBrief(decision.preflight),
        renewal(decision),
        decision.state,
        decision.aftermath === null ? "not executed" : agreement(decision.aftermath),
      ].map(text),
    ),
  );
}

/** What there is none of is left out. */
function inBrief({ result, error, calls, storage, nativeCoin, tokens: balances }: Preflight): string {
  const verdict = error === undefined ? result : `${result} with ${readable(error)}`;
  const parts = [
    ...partOf(calls, "call", "calls"),
    ...partOf(storage, "storage slot", "storage slots"),
    ...partOf(nativeCoin, "balance of the native coin", "balances of the native coin"),
    ...partOf(balances, "token balance", "token balances"),
  ];
  return `${verdict}: ${parts.length === 0 ? "nothing changes" : parts.join(", ")}`;
}

function renewal({ renewal: second, isRenewalSame }: ReportedDecision): string {
  if (second === null) return "not queued";
  return isRenewalSame ? "the same" : inBrief(second);
}

function partOf(part: Stated<readonly unknown[]>, one: string, many: string): string[] {
  if (!isStated(part)) return [`${many} could not be computed (${part.couldNotBeComputed})`];
  return part.length === 0 ? [] : [counted(part.length, one, many)];
}

function agreement({ agreement: found, reason, onlyForeseen, onlyExecuted, clockSlots }: Aftermath): string {
  if (found === "equal")
    return clockSlots === 0 ? "as foreseen" : `as foreseen but for the time, in slots: ${clockSlots}`;
  if (reason !== undefined) return `could not be compared (${reason})`;
  return `differs: ${onlyForeseen.length} changes only foreseen, ${onlyExecuted.length} only executed`;
}

function preflightTexts({ title, preflight }: ReportedDecision): string[] {
  if (preflight === null) return [];
  return [
    `${text(readable(title))}:\n`,
    table(
      ["Kind", "Where", "Before", "After"].map((column) => ({ title: column })),
      linesOf(preflight),
    ),
  ];
}

function linesOf({ calls, storage, nativeCoin, tokens: balances }: Preflight): Markdown[][] {
  return [
    ...lines(calls, "calls", ({ kind, contract, function: name, value }) => [
      text(kind.toLowerCase()),
      code(`${contract}.${name ?? "unknown"}`),
      text(value === "0" ? "" : `${tokens(BigInt(value))} native`),
      text(""),
    ]),
    ...storageLines(storage),
    ...lines(nativeCoin, "native coin", ({ account, address, before, after }) => [
      text("native coin"),
      code(`${account} ${shortHex(address)}`),
      held(before),
      held(after),
    ]),
    ...lines(balances, "tokens", ({ token, account, address, before, after }) => [
      text(token),
      code(`${account} ${shortHex(address)}`),
      held(before),
      held(after),
    ]),
  ];
}

/** Each value that changed, by its name; a slot that nobody knows, by its words. */
function storageLines(storage: Preflight["storage"]): Markdown[][] {
  if (!isStated(storage)) return lines(storage, "storage", () => []);
  return storage.flatMap(({ contract, slot, before, after, values }) =>
    values === undefined
      ? [[text("storage"), code(`${contract} ${short(slot)}`), code(short(before)), code(short(after))]]
      : values.map((value) => [text("storage"), code(`${contract}.${value.variable}`), ...bothValues(value)]),
  );
}

function lines<Value>(
  part: Stated<readonly Value[]>,
  kind: string,
  line: (value: Value) => Markdown[],
): Markdown[][] {
  if (isStated(part)) return part.map(line);
  return [[text(kind), text(`could not be computed: ${part.couldNotBeComputed}`), text(""), text("")]];
}

/** A 32-byte word without its leading zeros; of a long one its ends. */
function short(word: string): string {
  return shortHex(quantity(BigInt(word)));
}

/** @param wei as a decimal string. */
function held(wei: string): Markdown {
  return amount(BigInt(wei));
}

function readBackTable(decisions: readonly ReportedDecision[]): string {
  return table(
    ["Proposal", "Read from", "Before", "After"].map((title) => ({ title })),
    decisions.map(({ title, readBack: { contract, function: view, before, after } }) => [
      text(readable(title)),
      code(`${contract}.${view}`),
      text(valuesOf(before)),
      text(valuesOf(after)),
    ]),
  );
}

function valuesOf(args: ArgumentRecord): string {
  return Object.entries(args)
    .map(([name, value]) =>
      typeof value === "object" && !Array.isArray(value)
        ? valuesOf(value as ArgumentRecord)
        : argumentText(name, String(value)),
    )
    .join(", ");
}
