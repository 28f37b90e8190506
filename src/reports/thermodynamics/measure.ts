import { recommendSetPoint } from "../../economics/set-point.ts";
import { CHANGE_REASONS, wordOf } from "../../model/enums.ts";
import type { Project } from "../../model/loaded-project.ts";
import type { LayerId, Plan } from "../../model/plan.ts";
import type { Receipt } from "../../model/receipts.ts";
import type { TransactionRecord } from "../../model/record.ts";
import type {
  ChainState,
  SetPointReport,
  ShareReport,
  TemperatureChange,
  TemperatureReport,
  ThermodynamicReport,
} from "../../model/thermodynamics.ts";
import { textArg, uintArg } from "../../records/events.ts";
import { jobEvents, transactionsOf } from "../../records/job-events.ts";
import { epochsOf } from "./epochs.ts";
import type { MeasuredJob } from "./job-measure.ts";
import { measureLayer } from "./layer-measure.ts";
import { coursesIn } from "./mission-course.ts";
import { readingsOf } from "./readings.ts";

/** Where a layer's receipts lie. */
export interface LayerFolder {
  readonly id: LayerId;
  /** Relative to OUT. */
  readonly folder: string;
}

/** What the report says before the set-point is applied. */
export type Measurement = Omit<ThermodynamicReport, "applied">;

/** Measures the layers that left receipts. Pure. */
export function measure(
  { shared, national, planetary }: Project,
  folders: readonly LayerFolder[],
  receipts: readonly Receipt[],
  chain: ChainState,
): Measurement {
  const records = transactionsOf(receipts, chain.block);
  const plans: Readonly<Record<LayerId, Plan | null>> = { national, planetary };
  const layers = folders.flatMap(({ id, folder }) => {
    const plan = plans[id];
    const isThere = receipts.some(({ path }) => path.startsWith(`${folder}/`));
    if (!plan || !isThere) return [];
    const epochs = id === "planetary" ? epochsOf(records, { plan, terms: national }) : [];
    const events = jobEvents(receipts, folder);
    const { temperatureWad } = chain.thermostat;
    return [measureLayer(id, { plan, terms: national }, events, epochs, temperatureWad)];
  });
  const { path, sha256 } = shared ?? national;
  return {
    plan: { path, sha256 },
    block: chain.block,
    temperature: temperatureOf(national, chain, records),
    courses: coursesIn(receipts),
    roleShares: {
      planned: plannedShares(national),
      current: chain.shares,
      next: chain.nextShares,
      governed: chain.governedShares,
    },
    layers: layers.map(({ report }) => report),
    setPoint: setPointOf(
      layers.flatMap(({ jobs }) => jobs),
      chain,
    ),
  };
}

function temperatureOf(
  { governance }: Plan,
  { thermostat }: ChainState,
  records: readonly TransactionRecord[],
): TemperatureReport {
  const planned = governance.thermostat;
  return {
    planned: {
      initialWad: planned.initialTemperatureWad,
      emergencyWad: planned.emergencyTemperatureWad,
      minWad: planned.minimumTemperatureWad,
      maxWad: planned.maximumTemperatureWad,
    },
    measured: thermostat,
    history: records.flatMap(changesIn),
  };
}

function changesIn({ block, hash, events }: TransactionRecord): TemperatureChange[] {
  return events
    .filter(({ name }) => name === "TemperatureChanged")
    .map(({ args }) => ({
      block,
      transaction: hash,
      reason: wordOf(CHANGE_REASONS, uintArg(args, "reason")) ?? textArg(args, "reason"),
      beforeWad: uintArg(args, "beforeWad"),
      afterWad: uintArg(args, "afterWad"),
    }));
}

function plannedShares({ protocol }: Plan): ShareReport {
  const { agentsBps, validatorsBps, operatorsBps, employersBps } = protocol.shares;
  return {
    agentsBps: BigInt(agentsBps),
    validatorsBps: BigInt(validatorsBps),
    operatorsBps: BigInt(operatorsBps),
    employersBps: BigInt(employersBps),
  };
}

function setPointOf(
  jobs: readonly MeasuredJob[],
  { thermostat, targets, weights }: ChainState,
): SetPointReport {
  const readings = readingsOf(jobs);
  const { referenceWad, outputWad } = thermostat;
  const { errorWad, setPointWad } = recommendSetPoint({
    readings,
    targets,
    weights,
    referenceWad,
    outputWad,
    bounds: thermostat,
  });
  return {
    readings: (["emission", "backlog", "sla"] as const).map((name) => ({
      name,
      readingWad: readings[`${name}Wad`],
      targetWad: targets[`${name}Wad`],
      weightWad: weights[`${name}Wad`],
    })),
    errorWad,
    referenceWad,
    recommendedWad: setPointWad,
  };
}
