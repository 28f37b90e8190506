import { FOLDERS, THERMODYNAMICS_FILES } from "../../src/model/layout.ts";
import type { Written } from "../../src/model/receipts.ts";
import type { ShareReport, ThermodynamicReport } from "../../src/model/thermodynamics.ts";
import { decimal, percent } from "../../src/support/figures.ts";
import { inPayload, type Payload } from "../payload.ts";
import { wanted } from "./told.ts";

export interface TemperatureStep {
  readonly block: number;
  /** Seconds since 1970; `null` where no receipt shows the transaction. */
  readonly at: number | null;
  readonly transaction: string;
  readonly cause: string;
  readonly beforeWad: bigint;
  readonly afterWad: bigint;
}

export interface ToldTemperature {
  readonly steps: readonly TemperatureStep[];
  readonly minWad: bigint;
  readonly maxWad: bigint;
  readonly emergencyWad: bigint;
  readonly initialWad: bigint;
  /** With the set-point that the report led to. */
  readonly endWad: bigint;
  /** What it changed, a line each. */
  readonly changed: readonly string[];
}

/** @param timeOf when a transaction happened, by its hash */
export function temperatureIn(
  payload: Payload,
  timeOf: (transaction: string) => number | null,
): ToldTemperature {
  const path = inPayload(`${FOLDERS.national}/${THERMODYNAMICS_FILES.document}`);
  const report = wanted(payload.json(path), path) as Written<ThermodynamicReport>;
  const { planned, history } = report.temperature;
  return {
    steps: history.map(({ block, transaction, reason, beforeWad, afterWad }) => ({
      block,
      at: timeOf(transaction),
      transaction,
      cause: reason,
      beforeWad: BigInt(beforeWad),
      afterWad: BigInt(afterWad),
    })),
    minWad: BigInt(planned.minWad),
    maxWad: BigInt(planned.maxWad),
    emergencyWad: BigInt(planned.emergencyWad),
    initialWad: BigInt(planned.initialWad),
    endWad: BigInt(report.applied.after.temperatureWad),
    changed: changesOf(report),
  };
}

function changesOf({ applied, roleShares, setPoint }: Written<ThermodynamicReport>): readonly string[] {
  const { before, after } = applied;
  const shares = sharesSaid(roleShares.planned, roleShares.current);
  return [
    `The report recommended ${decimal(BigInt(setPoint.recommendedWad))}; the set-point that was applied moved the temperature from ${decimal(BigInt(before.temperatureWad))} to ${decimal(BigInt(after.temperatureWad))}.`,
    "What an agent must stake for a job scales with reference over temperature, between half and twice: the hotter, the cheaper to explore.",
    shares === "" ? "Role shares are as planned." : `Role shares moved: ${shares}.`,
  ];
}

function sharesSaid(planned: Written<ShareReport>, current: Written<ShareReport>): string {
  return (Object.keys(planned) as (keyof ShareReport)[])
    .filter((role) => planned[role] !== current[role])
    .map((role) => `${role.replace("Bps", "")} ${percent(planned[role])} to ${percent(current[role])}`)
    .join(", ");
}
