import { councilStakeWei } from "../../economics/jury.ts";
import { PLAN } from "../../errors/plan-errors.ts";
import { formatAmount } from "../../support/amount.ts";
import type { Seating, Staker } from "../demand.ts";
import { resolveDrills } from "../drills.ts";
import {
  type Bench,
  hearingsOf,
  type Judges,
  judgesOf,
  LEAST_COUNCIL,
  sureCouncil,
  uncoveredHearing,
} from "../judges.ts";
import type { PlanDocument } from "../schema.ts";
import { mostSeatLockWei, seatingsOf } from "../staking.ts";
import { present, type Rule, type RuleContext, values } from "./context.ts";
import { partiesOf, type Staff, staffOf } from "./staff.ts";

type Report = RuleContext["report"];

/** What a job's juries come to. */
interface Court {
  readonly seating: Seating;
  readonly bench: Bench;
  readonly judges: Judges;
  readonly hearings: number;
}

interface Councillor extends Staker {
  /** In the plan's own list; null if only another plan of the mission names it. */
  readonly index: number | null;
}

/**
 * Who judges a dispute about each job, and whether the stakes cover the seats of every hearing that a drill may lead to.
 * Where no jury can be had the owner rules, which nobody should learn from a receipt.
 */
export const juriesCanSit: Rule = (draft, context) => {
  const { report, isComplete, role, own } = context;
  const staff = staffOf(draft, context);
  if (staff === null || !isComplete || draft.layers !== undefined) return;
  if (staff.validators.length < staff.input.protocol.committee.size) return;
  const council = councilOf(context, draft.participants?.council);
  const drills = resolveDrills(draft as PlanDocument, role, own);
  const courts = courtsOf(staff, council).map((court) => ({
    ...court,
    hearings: hearingsOf(court.seating.id, drills),
  }));
  if (reportNoJury(courts, report) || reportUncovered(courts, staff, report)) return;
  reportUndrawn(council, staff, report);
};

/** The plan's own council, with what it stakes by other plans too, then those whom only other plans name. */
function councilOf({ terms }: RuleContext, own: Parameters<typeof present>[0]): Councillor[] {
  type Named = { readonly handle?: string; readonly stake?: bigint };
  const told = (index: number | null, { handle, stake = 0n }: Named) =>
    handle === undefined ? [] : [{ index, handle, stakeWei: stake }];
  const here = present(own as readonly Named[] | undefined).flatMap(([index, named]) => told(index, named));
  const elsewhere = (terms?.others ?? []).flatMap(({ council }) =>
    values(council as readonly Named[] | undefined).flatMap((named) => told(null, named)),
  );
  return [...Map.groupBy([...here, ...elsewhere], ({ handle }) => handle).values()].map((stakes) => ({
    ...(stakes[0] as Councillor),
    stakeWei: stakes.reduce((sum, { stakeWei }) => sum + stakeWei, 0n),
  }));
}

function courtsOf(staff: Staff, council: readonly Councillor[]): Omit<Court, "hearings">[] {
  const { input, validators } = staff;
  return seatingsOf(input, (job) => partiesOf(staff, job)).map((seating) => {
    const bench = {
      council,
      councilStakeWei: leastOf(input),
      validators,
      excluded: seating.excluded,
      committeeSize: input.protocol.committee.size,
    };
    return { seating, bench, judges: judgesOf(bench) };
  });
}

/** @returns whether the owner rules wherever a job is disputed. */
function reportNoJury(courts: readonly Court[], report: Report): boolean {
  const without = courts.find(({ judges }) => judges.body === "owner");
  if (without === undefined) return false;
  const council = sureCouncil(without.bench).length;
  const args = {
    job: without.seating.id,
    council,
    least: LEAST_COUNCIL,
    missing: LEAST_COUNCIL - council,
    stake: formatAmount(without.bench.councilStakeWei),
  };
  report(PLAN.JURY_TOO_SMALL, args, ["participants"]);
  return true;
}

/** @returns whether a hearing has no jury for want of stake. */
function reportUncovered(courts: readonly Court[], { input }: Staff, report: Report): boolean {
  for (const { seating, judges, hearings } of courts) {
    const { seatWei: lockWei, id } = seating;
    const short = uncoveredHearing(judges, { ...juryOf(input), lockWei, hearings });
    if (short === null) continue;
    const { hearing, quorum, covered, held } = short;
    const each = BigInt(Math.ceil((held + quorum) / judges.people.length)) * lockWei;
    const of = judges.body === "council" ? "the council" : "the validators outside its committee";
    const args = { job: id, of, hearing, quorum, covered, each: formatAmount(each) };
    report(PLAN.JURY_UNFUNDED, args, ["participants", judges.body]);
    return true;
  }
  return false;
}

/** Members of the council who stake too little to be drawn. */
function reportUndrawn(council: readonly Councillor[], { input }: Staff, report: Report): void {
  const neededWei = leastOf(input);
  for (const { index, handle, stakeWei } of council) {
    if (index === null || stakeWei >= neededWei) continue;
    const args = { handle, stake: formatAmount(stakeWei), needed: formatAmount(neededWei) };
    report(PLAN.COUNCILLOR_UNDRAWN, args, ["participants", "council", index, "stake"]);
  }
}

function leastOf(input: Staff["input"]): bigint {
  return councilStakeWei(juryOf(input), mostSeatLockWei(input));
}

function juryOf({ protocol }: Staff["input"]) {
  return { jurySize: protocol.committee.jurySize, juryQuorum: protocol.quorum.jurors };
}
