import { max } from "../../economics/fixed-point.ts";
import type { DrillResult } from "../../model/drill.ts";
import type { ArgumentRecord, TransactionRecord } from "../../model/record.ts";
import type { Step } from "../driver.ts";
import type { DrillSetting } from "./drill.ts";
import { askRefused, guardedCalls } from "./guarded-calls.ts";

/** The guardian stops the system, one guarded call of every module is refused, the guardian lets it run again. */
export async function pauseDrill({ driver, cast, plan }: DrillSetting): Promise<DrillResult> {
  const { guardian } = cast;
  const pause: Step = { from: guardian, contract: "SystemPause", function: "guardianPause", args: [] };
  const [ready] = await driver.read([{ contract: "SystemPause", function: "guardianReadyAt", args: [] }]);
  const since = max(driver.now() + 1n, ready?.[0]);
  const calls = guardedCalls(driver.book, cast, plan);
  const [paused, again] = await driver.mine({ at: since, steps: [pause, pause] });
  const { refusals, transactions } = await askRefused(driver, calls);
  const [resumed] = await driver.mine({ steps: [{ ...pause, function: "guardianResume" }] });
  const seconds = driver.now() - since;
  return {
    intervention: "the guardian pauses the system twice; every module gets one guarded call",
    expected: [
      `paused from ${since} to ${since + BigInt(plan.protocol.windows.guardianPauseSeconds)} at most`,
      "nothing by the second pause",
      ...calls.map(({ contract, function: name }) => `${contract}.${name} SystemPaused()`),
      `resumed after ${seconds} seconds`,
    ].join(", "),
    happened: [
      ...eventsOf(paused, "Paused").map(
        ({ since: from, expiresAt }) => `paused from ${from} to ${expiresAt} at most`,
      ),
      again?.events.length === 0 && again.status === "success"
        ? "nothing by the second pause"
        : "another pause",
      ...refusals.map(({ module, function: name, error }) => `${module}.${name} ${error}`),
      ...eventsOf(resumed, "Resumed").map(({ pausedSeconds }) => `resumed after ${pausedSeconds} seconds`),
    ].join(", "),
    wayBack: "the guardian resumes the system",
    idle: refusals.some(({ refused }) => refused) ? null : "no module was there to refuse a call",
    transactions: [paused, again, ...transactions, resumed].filter((record) => record !== undefined),
  };
}

function eventsOf(record: TransactionRecord | undefined, name: string): ArgumentRecord[] {
  return record?.events.filter((event) => event.name === name).map(({ args }) => args) ?? [];
}
