import type { Motion } from "../../../src/model/decision.ts";
import { ROLE } from "../../../src/model/enums.ts";
import type {
  ClosingReadings,
  PlanetaryReadings,
  SittingReadings,
} from "../../../src/model/planetary-readings.ts";
import type { TransactionRecord } from "../../../src/model/record.ts";
import { readChanges } from "../../../src/observe/council/executed-changes.ts";
import { preflight } from "../../../src/observe/council/preflight.ts";
import { readSubjects } from "../../../src/observe/council/subjects.ts";
import { readTallies } from "../../../src/observe/council/tallies.ts";
import { readTick } from "../../../src/observe/drill-states.ts";
import { readPositions } from "../../../src/observe/positions.ts";
import { readProof } from "../../../src/observe/proof.ts";
import { readShareRoom } from "../../../src/observe/share-room.ts";
import { readSteadyState } from "../../../src/observe/steady-state.ts";
import type { TracingViews, Views } from "../../../src/observe/views.ts";
import { holdersOf } from "../../../src/records/casting.ts";
import { NATIONAL_KEY } from "../../../src/records/planetary/anchor-keys.ts";
import { requestsOf } from "../../../src/records/planetary/budgets.ts";
import { anchoredUnder, missionProof } from "../../../src/records/planetary/fold-anchoring.ts";
import { endOf } from "../../../src/records/planetary/fold-closing.ts";
import { executionsOf, foldProposals } from "../../../src/records/planetary/fold-decisions.ts";
import type { PlanetarySources } from "../../../src/records/planetary/fold-planet.ts";
import { motionsOf } from "../../../src/records/planetary/motions.ts";
import { potsOf } from "../../../src/records/planetary/pots.ts";
import { isTick } from "../../../src/records/thermostat-mirror.ts";

/** The contracts as they stood at a block. */
type ViewsAt = (block: number) => TracingViews;

/**
 * Reads again, from a chain that has executed the run's transactions, all that the run read on its way, at the blocks at
 * which it did: each just before the transaction that followed.
 *
 * @param records of the run, in the chain's order.
 */
export async function rereadPlanet(
  at: ViewsAt,
  { project, cast, book, nationalReceipts }: PlanetarySources,
  records: readonly TransactionRecord[],
): Promise<PlanetaryReadings> {
  const anchored = blockOf(anchoredUnder(NATIONAL_KEY, records).at(-1));
  const proved = await readProof(at(anchored), NATIONAL_KEY, missionProof(nationalReceipts));
  const members = holdersOf(cast.people, ROLE.council).length;
  const ticked = records.filter(isTick);
  const ticks = await Promise.all(ticked.map((record) => readTick(at(blockOf(record) - 1))));
  if (members === 0) return { proved, shares: null, sitting: null, ticks, drills: [] };
  const proposed = blockOf(records.find(isCall("propose")));
  const shares = await readShareRoom(at(proposed - 1));
  const plan = project.planetary;
  const motions = motionsOf(plan, potsOf(plan, requestsOf(book, project)), shares.value);
  return { proved, shares, sitting: await rereadSitting(at, motions, records), ticks, drills: [] };
}

/** The same for what is read once the layer is closed. */
export async function rereadClosing(
  at: (block: number) => Views,
  { cast }: PlanetarySources,
  records: readonly TransactionRecord[],
): Promise<ClosingReadings> {
  const { compared, claims } = endOf(records);
  const views = at(blockOf([...compared, ...claims].at(-1)));
  return { positions: await readPositions(views, cast), final: await readSteadyState(views) };
}

async function rereadSitting(
  at: ViewsAt,
  motions: readonly Motion[],
  records: readonly TransactionRecord[],
): Promise<SittingReadings> {
  const proposals = foldProposals(motions, records);
  const { passing, executions } = executionsOf(proposals);
  const sent = proposals.flatMap(({ transactions }) => transactions);
  const calls = passing.map(({ motion }) => motion.call);
  const tried = async (name: string) => {
    const followed = sent.find(isCall(name));
    return followed === undefined ? [] : preflight(at(followed.block - 1), calls);
  };
  const last = records.findLastIndex((record) => sent.includes(record));
  const over = at(blockOf(records[last + 1]) - 1);
  return {
    before: await readSubjects(at(blockOf(sent[0]) - 1), motions),
    preflights: await tried("queue"),
    renewals: await tried("execute"),
    executed: await readChanges(over, executions),
    tallies: await readTallies(
      over,
      proposals.map(({ id }) => BigInt(id)),
    ),
    after: await readSubjects(over, motions),
  };
}

function isCall(name: string) {
  return ({ contract, function: called }: TransactionRecord) =>
    contract === "QuadraticGovernor" && called === name;
}

function blockOf(record: TransactionRecord | undefined): number {
  if (record === undefined) throw new Error("the run's records lack a transaction that it cannot do without");
  return record.block;
}
