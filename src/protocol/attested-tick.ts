import type { Cast } from "../model/cast.ts";
import type { Kpis } from "../model/thermodynamics.ts";
import type { Driver, Step } from "./driver.ts";
import { type SignersChoice, signAsOracle } from "./oracle.ts";

const READING_TYPE = {
  Reading: [
    { name: "thermostat", type: "address" },
    { name: "emissionWad", type: "int256" },
    { name: "backlogWad", type: "int256" },
    { name: "slaWad", type: "int256" },
    { name: "measuredAt", type: "uint48" },
    { name: "sequence", type: "uint64" },
    { name: "deadline", type: "uint48" },
  ],
};

/** For how long after its measurement a reading can be brought. */
const GOOD_FOR_SECONDS = 3_600n;

/**
 * The operator's call that brings the thermostat its next reading, attested by as many of the oracle's signers as it takes.
 *
 * @param national whose council signs.
 * @param measuredAt active time.
 * @param choice of its signers; without one the first.
 */
export async function attestedTick(
  driver: Driver,
  national: Cast,
  { emissionWad, backlogWad, slaWad }: Kpis,
  measuredAt: bigint,
  choice?: SignersChoice,
): Promise<Step> {
  const [last] = await driver.read([{ contract: "Thermostat", function: "lastSequence", args: [] }]);
  const reading = {
    thermostat: driver.book.get("Thermostat").address,
    ...{ emissionWad, backlogWad, slaWad },
    measuredAt,
    sequence: (last?.[0] as bigint) + 1n,
    deadline: measuredAt + GOOD_FOR_SECONDS,
  };
  const args = [reading, signAsOracle(driver, national, READING_TYPE, reading, choice)];
  return { from: national.operator, contract: "Thermostat", function: "tick", args };
}
