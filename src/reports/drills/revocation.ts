import type { DrillResult } from "../../model/drill.ts";
import type { StandingReading } from "../../model/drill-readings.ts";
import { roleWords } from "../../model/enums.ts";
import type { TransactionRecord } from "../../model/record.ts";
import { revokedValidator } from "../../records/drills/revoked-validator.ts";
import { eventOf, uintArg } from "../../records/events.ts";
import { utc } from "../../support/time.ts";
import { callsOf, type DrillPlay } from "./play.ts";

type Standing = Omit<StandingReading, "block">;

/** Tells of a validator's suspension and revocation, and of the role's return, from readings and events. */
export function tellRevocation(
  play: DrillPlay,
  {
    delaySeconds,
    standings,
  }: { readonly delaySeconds: bigint; readonly standings: readonly StandingReading[] },
): DrillResult {
  const { person, remainingRoles } = revokedValidator(play.cast);
  const [revoked, restored] = callsOf(play, "setRoles");
  const since = BigInt(revoked?.timestamp ?? 0);
  const [revokedAt, restoredAt] = [since + delaySeconds, since + 2n * delaySeconds];
  const held = { roles: BigInt(person.roles), suspended: true };
  const foreseen: readonly Standing[] = [
    { ...held, timestamp: since },
    { ...held, timestamp: revokedAt - 1n },
    { timestamp: revokedAt, roles: BigInt(remainingRoles), suspended: false },
    { timestamp: restoredAt, roles: BigInt(person.roles), suspended: false },
  ];
  return {
    intervention: `the guardian suspends ${person.handle}, a validator, and the registrar revokes that role; it is given back when it is gone`,
    expected: text([revokedAt, restoredAt], foreseen),
    happened: text([effectOf(revoked), effectOf(restored)], standings),
    wayBack: "the registrar gives the role back, which takes the same delay",
    idle: null,
    transactions: play.transactions,
  };
}

function effectOf(record: TransactionRecord | undefined): bigint {
  return uintArg(eventOf(record, "JudgingRolesScheduled").args, "effectiveAt");
}

function text([revokedAt, restoredAt]: readonly [bigint, bigint], standings: readonly Standing[]): string {
  const told = standings.map(({ timestamp, roles, suspended }) => {
    return `at ${utc(Number(timestamp))} ${suspended ? "suspended, " : ""}${roleWords(roles)}`;
  });
  return `revoked from ${utc(Number(revokedAt))} on, back from ${utc(Number(restoredAt))} on: ${told.join("; ")}`;
}
