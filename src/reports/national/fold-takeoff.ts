import type { Cast } from "../../model/cast.ts";
import type { Admission, Takeoff, TakeoffReadings } from "../../model/layer-run.ts";
import type { Project } from "../../model/loaded-project.ts";
import type { AddressEntry, TransactionRecord } from "../../model/record.ts";
import { foldRuns } from "../../records/fold-job.ts";
import { tellTicks } from "../../records/tell-ticks.ts";
import { tellNationalDrills } from "../drills/tell-drills.ts";

/** What a takeoff is told from, on whichever chain it was run or replayed. */
export interface TakeoffSources {
  readonly project: Pick<Project, "national" | "planetary" | "emptyLayer" | "readings">;
  readonly chain: Takeoff["chain"];
  readonly cast: Cast;
  readonly contracts: readonly AddressEntry[];
  /** All that was sent, in the chain's order; coordination jobs may follow. */
  readonly records: readonly TransactionRecord[];
  readonly readings: TakeoffReadings;
}

/** To which part of the admission each call belongs; a plain transfer is gas money. */
const ADMISSION: Readonly<Record<string, keyof Admission>> = {
  "": "funding",
  transfer: "funding",
  register: "identities",
  closeFounding: "identities",
  sync: "identities",
  approve: "stakes",
  depositStake: "stakes",
};

/** Tells everything that the takeoff did on chain. */
export function foldTakeoff(sources: TakeoffSources): Takeoff {
  const { project, chain, cast, contracts, records, readings } = sources;
  const plan = project.national;
  const isAdmission = ({ function: name }: TransactionRecord) => Object.hasOwn(ADMISSION, name ?? "");
  const deployed = lengthWhile(records, (record) => !isAdmission(record));
  const admitted = deployed + lengthWhile(records.slice(deployed), isAdmission);
  const rest = records.slice(admitted);
  return {
    chain: { chainId: chain.chainId, hardfork: chain.hardfork },
    plan,
    hasPlanet: project.planetary !== null,
    emptyLayer: project.emptyLayer,
    cast,
    deployment: { contracts: [...contracts], transactions: records.slice(0, deployed) },
    admission: admissionOf(records.slice(deployed, admitted)),
    runs: foldRuns(plan.jobs, rest, cast),
    thermostat: tellTicks({
      layer: "national",
      plan,
      terms: plan,
      records: rest,
      starts: readings.ticks,
      supplied: project.readings ?? null,
    }),
    drills: tellNationalDrills({ plan, cast, contracts, records }, readings.drills),
    claims: rest.filter(({ function: name }) => name === "claim"),
    positions: readings.positions,
    final: readings.final,
  };
}

function admissionOf(records: readonly TransactionRecord[]): Admission {
  const of = (part: keyof Admission) =>
    records.filter(({ function: name }) => ADMISSION[name ?? ""] === part);
  return { funding: of("funding"), identities: of("identities"), stakes: of("stakes") };
}

/** How many of the first records are of a kind. */
function lengthWhile(
  records: readonly TransactionRecord[],
  isOfKind: (record: TransactionRecord) => boolean,
): number {
  const end = records.findIndex((record) => !isOfKind(record));
  return end === -1 ? records.length : end;
}
