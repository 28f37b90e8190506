import { AbiCoder } from "ethers/abi";
import { keccak256 } from "ethers/crypto";
import { decodeRlp, toUtf8Bytes } from "ethers/utils";
import { drawSeats, type Seated } from "../economics/committee.ts";
import { min } from "../economics/fixed-point.ts";
import { seatLockWei } from "../economics/seats.ts";
import type { EventRecord, TransactionRecord } from "../model/record.ts";
import { DrawSources, isDraw } from "./draw-sources.ts";
import { listArg, textArg, uintArg } from "./events.ts";

/** A draw that is not what follows from the chain's events. */
export interface DrawProblem {
  readonly transaction: string;
  readonly problem: string;
}

const DRAW_DOMAIN = keccak256(toUtf8Bytes("omnisovereign/committee-draw/1"));
/** Of a block's header. */
const NUMBER = 8;
const PREVRANDAO = 13;

/**
 * Draws every committee anew, as `IValidationModule` says: the seed from the header of its seed block, the seats by the
 * stakes and roles of the frozen second, the unfunded ones by what was locked.
 *
 * @param records of the whole chain, in its order; attacker-controlled, so what is inconsistent becomes a problem.
 */
export function redraw(
  records: readonly TransactionRecord[],
  chainId: number,
): { readonly draws: number; readonly problems: readonly DrawProblem[] } {
  const sources = new DrawSources();
  const problems: DrawProblem[] = [];
  let draws = 0;
  for (const record of records) {
    const told = record.events.find(isDraw);
    const problem = attempt(() => {
      if (told !== undefined) compare(told, record, sources, chainId);
      sources.take(record);
    });
    if (told !== undefined) draws += 1;
    if (problem !== null) problems.push({ transaction: record.hash, problem });
  }
  return { draws, problems };
}

function attempt(check: () => void): string | null {
  try {
    check();
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** @throws Error if the draw is another one */
function compare(told: EventRecord, record: TransactionRecord, sources: DrawSources, chainId: number): void {
  const [jobId, round] = [textArg(told.args, "jobId"), textArg(told.args, "round")];
  const { seedBlock, frozenAt } = sources.round(jobId, round);
  const prevrandao = prevrandaoIn(textArg(record.args, "header"), seedBlock);
  const seed = keccak256(
    AbiCoder.defaultAbiCoder().encode(
      ["bytes32", "uint256", "address", "uint256", "uint8", "bytes32"],
      [DRAW_DOMAIN, chainId, told.address, jobId, round, prevrandao],
    ),
  );
  require(seed === told.args.seed, "does not draw by the randomness of its seed block");
  const terms = sources.termsOf(sources.job(jobId));
  const excluded = sources.excluded(jobId, round);
  const candidates = sources
    .candidatesAt(frozenAt)
    .map((candidate) => ({ ...candidate, isExcluded: excluded.has(candidate.account) }));
  const { members, eligibleWei } = drawSeats(candidates, Number(uintArg(terms, "committeeSize")), (attempt) =>
    BigInt(keccak256(AbiCoder.defaultAbiCoder().encode(["bytes32", "uint256"], [seed, attempt]))),
  );
  if (told.name === "CommitteeRefused") {
    require(uintArg(told.args, "eligibleWei") === eligibleWei, "finds other stake that may judge");
  } else {
    requireSeats(told, members);
    requireFunding(
      told,
      record,
      members,
      seatLockWei(worthOf(sources, jobId), { seatLockWei: uintArg(terms, "seatLockWei") }),
    );
  }
}

function worthOf(sources: DrawSources, jobId: string) {
  return { rewardWei: sources.job(jobId).worthWei, bonusCapWei: 0n };
}

function prevrandaoIn(header: string, seedBlock: bigint): string {
  const fields = decodeRlp(header);
  const [number, prevrandao] = Array.isArray(fields) ? [fields[NUMBER], fields[PREVRANDAO]] : [];
  require(typeof number === "string" && BigInt(number) === seedBlock, "names the header of another block");
  require(typeof prevrandao === "string", "names no header");
  return prevrandao as string;
}

function requireSeats({ args }: EventRecord, members: readonly Seated[]): void {
  const seats = listArg(args, "seats");
  const told = listArg(args, "members").map((account, index) => `${account} ${seats[index]}`);
  const drawn = members.map((member) => `${member.account} ${member.seats}`);
  require(told.join() === drawn.join(), "seats others than the stakes of its frozen second do");
}

function requireFunding(
  { args }: EventRecord,
  { events }: TransactionRecord,
  members: readonly Seated[],
  lockWei: bigint,
): void {
  const unfunded = members.map(({ account, seats }) => {
    const lock = events.find((event) => event.name === "StakeLocked" && event.args.account === account);
    const lockedWei = lock === undefined ? 0n : uintArg(lock.args, "amountWei");
    return String(BigInt(seats) - min(BigInt(seats), lockedWei / lockWei));
  });
  require(listArg(args, "unfundedSeats").join() ===
    unfunded.join(), "marks other seats unfunded than were not locked for");
}

function require(holds: boolean, problem: string): asserts holds {
  if (!holds) throw new Error(problem);
}
