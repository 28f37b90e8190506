import type { DrillResult } from "../../model/drill.ts";
import type { OwnReadings } from "../../model/drill-readings.ts";
import { operationId, selfGrant } from "../../records/drills/self-grant.ts";
import { eventOf, textArg, uintArg } from "../../records/events.ts";
import { executionDelayOf } from "../../records/settings.ts";
import { duration } from "../../support/figures.ts";
import { callsOf, type DrillPlay } from "./play.ts";

/** Tells of the grant that the guardian cancelled, from its events. */
export function tellGrantCancelled(
  play: DrillPlay,
  { late, isHeld }: Extract<OwnReadings, { kind: "grant-cancelled" }>,
): DrillResult {
  const { owner } = play.cast;
  const { name, call, data } = selfGrant(play.cast);
  const manager = play.contracts.find(({ artifact }) => artifact === call.contract)?.address ?? "";
  const id = operationId(owner.address, manager, data);
  const [schedule] = callsOf(play, "schedule");
  const scheduled = eventOf(schedule, "OperationScheduled").args;
  const [cancelled] = callsOf(play, "cancel");
  const stopped = eventOf(cancelled, "OperationCanceled").args;
  const [tried] = callsOf(play, call.function);
  const waitSeconds = uintArg(scheduled, "schedule") - BigInt(schedule?.timestamp ?? 0);
  const refusal = tried?.status === "reverted" ? `refused with ${late.error}` : "not refused";
  return {
    intervention: `the owner schedules ${name} for itself; the guardian cancels it; the owner tries it all the same once the delay of ADMIN is over`,
    expected: `${id} scheduled for ${duration(executionDelayOf("ADMIN"))} later, ${id} cancelled, refused with AccessManagerNotScheduled(${id}), ${name} not held`,
    happened: `${textArg(scheduled, "operationId")} scheduled for ${duration(waitSeconds)} later, ${textArg(stopped, "operationId")} cancelled, ${refusal}, ${name} ${isHeld ? "held" : "not held"}`,
    wayBack: "none is needed: a cancelled grant changes nothing",
    idle: null,
    transactions: play.transactions,
  };
}
