import type { Step } from "../driver.ts";
import type { DrillResult, DrillSetting } from "./drill.ts";
import { askRefused, guardedCalls } from "./guarded-calls.ts";

/** The guardian stops the system, one guarded call of every module is refused, the guardian lets it run again. */
export async function pauseDrill({ driver, cast, plan }: DrillSetting): Promise<DrillResult> {
  const { guardian } = cast;
  const pause: Step = { from: guardian, contract: "SystemPause", function: "guardianPause", args: [] };
  const [paused, again] = await driver.mine({ steps: [pause, pause] });
  const { refusals, transactions } = await askRefused(driver, guardedCalls(driver.book, cast, plan));
  const [resumed] = await driver.mine({ steps: [{ ...pause, function: "guardianResume" }] });
  const refused = refusals.filter((refusal) => refusal.refused).length;
  const emitted = (record: typeof paused, name: string) =>
    record?.events.some((event) => event.name === name) ?? false;
  const idempotent = again?.status === "success" && again.events.length === 0;
  return {
    intervention: "the guardian pauses the system twice; every module gets one guarded call",
    expected: `one pause, ${refusals.length} calls refused with SystemPaused(), one resumption`,
    happened: `${emitted(paused, "Paused") ? "one pause" : "no pause"}${idempotent ? "" : " and a second one"}, ${refused} calls refused with SystemPaused(), ${emitted(resumed, "Resumed") ? "one resumption" : "no resumption"}`,
    passed:
      emitted(paused, "Paused") && idempotent && refused === refusals.length && emitted(resumed, "Resumed"),
    wayBack: "the guardian resumes the system",
    transactions: [paused, again, ...transactions, resumed].filter((record) => record !== undefined),
  };
}
