import type { BraidEntry } from "../../model/braid.ts";
import { CHANGE_REASONS, type ChangeReason, DECIDERS, wordOf } from "../../model/enums.ts";
import type { ArgumentRecord, EventRecord, TransactionRecord } from "../../model/record.ts";
import { outcomeOf, textArg, uintArg } from "../../records/events.ts";
import { decimal, duration, tokens } from "../../support/figures.ts";
import { counted } from "../../support/text.ts";

/** What the chain's numbers and contracts stand for. */
export interface Names {
  readonly jobs: ReadonlyMap<string, { readonly id: string; readonly place: string }>;
  /** The place that an executor's region is in the plan. */
  readonly regions: ReadonlyMap<string, string>;
}

/** What an event comes to on the timeline, before it is placed there. */
export type Happening = Pick<BraidEntry, "jurisdiction" | "kind" | "subject" | "what">;

interface Scene {
  readonly event: EventRecord;
  readonly record: TransactionRecord;
  readonly names: Names;
}

const REASONS: Readonly<Record<ChangeReason, string>> = {
  tick: "tick",
  "base set": "new base",
  "bounds set": "new bounds",
  "delay policy": "delay policy",
  "gains set": "new gains",
};

/** What an event means on the timeline, by `Contract.Event`. */
const MEANINGS: Readonly<Record<string, (scene: Scene) => Happening>> = {
  "Thermostat.TemperatureChanged": temperatureChanged,
  "SystemPause.Paused": () => pause("paused", "all modules paused"),
  "SystemPause.Resumed": ({ event: { args } }) =>
    pause("resumed", `all modules resumed after ${duration(textArg(args, "pausedSeconds"))}`),
  "SystemPause.PauseExpired": () => pause("expired", "a guardian's pause ran out"),
  "Treasury.ExecutionSuccess": safePayment,
  "RegionalExecutor.BudgetFunded": ({ event: { contract, args }, names }) => ({
    jurisdiction: executorPlace(contract, names),
    kind: "budget",
    subject: regionName(contract),
    what: `budget of ${regionName(contract)} funded with ${amountOf(args, "amountWei")}`,
  }),
  "JobRegistry.JobCreated": (scene) =>
    ofJob(
      scene,
      "job posted",
      (id) => `${id} posted for ${amountOf(requestOf(scene.event.args), "rewardWei")}`,
    ),
  "JobRegistry.JobFinalized": (scene) =>
    ofJob(scene, "job settled", (id) => `${id} settled: ${outcomeOf(scene.event)}`),
  "JobRegistry.JobExpired": (scene) => ofJob(scene, "job settled", (id) => `${id} settled: expired`),
  "JobRegistry.JobCancelled": (scene) => ofJob(scene, "job settled", (id) => `${id} settled: cancelled`),
  "DisputeModule.HearingOpened": (scene) =>
    ofJob(scene, "dispute", (id) => {
      const hearing = uintArg(scene.event.args, "hearing");
      return hearing === 1n ? `${id} disputed` : `verdict over ${id} appealed against, hearing ${hearing}`;
    }),
  "DisputeModule.DisputeRuled": (scene) =>
    ofJob(scene, "dispute", (id) => {
      const { approvedSeats, rejectedSeats, decidedBy } = scene.event.args;
      if (wordOf(DECIDERS, String(decidedBy)) === "owner")
        return `dispute over ${id} ruled by the owner, for want of a jury's decision`;
      return `dispute over ${id} ruled ${approvedSeats} to ${rejectedSeats}`;
    }),
  "RewardEngineMB.EpochSettled": ({ event: { args } }) => ({
    jurisdiction: "transnational",
    kind: "reward epoch",
    subject: `epoch ${textArg(args, "epoch")}`,
    what: `epoch ${textArg(args, "epoch")} settled: ${amountOf(args, "paidWei")} of ${amountOf(args, "budgetWei")} paid`,
  }),
};

/** @returns `undefined` for an event that the timeline leaves out. */
export function describeEvent(
  event: EventRecord,
  record: TransactionRecord,
  names: Names,
): Happening | undefined {
  const contract = event.contract.replace(/^RegionalExecutor .*$/, "RegionalExecutor");
  return MEANINGS[`${contract}.${event.name}`]?.({ event, record, names });
}

function temperatureChanged({ event: { args } }: Scene): Happening {
  const reason = wordOf(CHANGE_REASONS, uintArg(args, "reason"));
  const change = `${decimal(uintArg(args, "beforeWad"))} to ${decimal(uintArg(args, "afterWad"))}`;
  return {
    jurisdiction: "nation",
    kind: "temperature",
    subject: change,
    what: `temperature ${change} (${reason === undefined ? "unknown reason" : REASONS[reason]})`,
  };
}

function pause(subject: string, what: string): Happening {
  return { jurisdiction: "nation", kind: "pause", subject, what };
}

function safePayment({ event: { address }, record }: Scene): Happening {
  const paid = record.events.filter(({ name, args }) => name === "Transfer" && args.from === address);
  const totalWei = paid.reduce((sum, { args }) => sum + uintArg(args, "value"), 0n);
  return {
    jurisdiction: "transnational",
    kind: "payment",
    subject: tokens(totalWei),
    what: `Safe paid ${tokens(totalWei)} in ${counted(paid.length, "transfer")}`,
  };
}

/** A job that no receipt names is some drill's, which the nation rehearses. */
function ofJob(
  { event: { args }, names }: Scene,
  kind: BraidEntry["kind"],
  say: (id: string) => string,
): Happening {
  const jobId = textArg(args, "jobId");
  const { id, place } = names.jobs.get(jobId) ?? { id: `drill job ${jobId}`, place: "nation" };
  return { jurisdiction: place, kind, subject: id, what: say(id) };
}

function requestOf({ request }: ArgumentRecord): ArgumentRecord {
  return request as ArgumentRecord;
}

function regionName(executor: string): string {
  return executor.replace(/^RegionalExecutor /, "");
}

/** @returns the place whose jobs an executor employs for. */
export function executorPlace(executor: string, { regions }: Pick<Names, "regions">): string {
  const region = regionName(executor);
  return regions.get(region) ?? `region ${region}`;
}

function amountOf(args: ArgumentRecord, name: string): string {
  return tokens(uintArg(args, name));
}
