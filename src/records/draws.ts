import { AbiCoder } from "ethers/abi";
import { keccak256 } from "ethers/crypto";
import { decodeRlp, toUtf8Bytes } from "ethers/utils";
import { type Candidate, drawSeats, type Seated } from "../economics/committee.ts";
import { min } from "../economics/fixed-point.ts";
import { juryQuorumOf, jurySeats } from "../economics/jury.ts";
import { ROLE, type RoleBit } from "../model/enums.ts";
import type { ArgumentRecord, EventRecord, TransactionRecord } from "../model/record.ts";
import { DrawSources, isDraw, type Lot } from "./draw-sources.ts";
import { listArg, textArg, uintArg } from "./events.ts";

/** A draw that is not what follows from the chain's events. */
export interface DrawProblem {
  readonly transaction: string;
  readonly problem: string;
}

const JURY_DRAW_DOMAIN = keccak256(toUtf8Bytes("omnisovereign/jury-draw/1"));
/** `JuryDraw.MIN_COUNCIL`. */
const LEAST_COUNCIL = 3n;
/** Of `IDisputeModule.Absence`. */
const SEED_LOST = 1n;
const TOO_FEW = 2n;
export const DRAW_DOMAIN = keccak256(toUtf8Bytes("omnisovereign/committee-draw/1"));
/** Of a block's header. */
const NUMBER = 8;
const TIMESTAMP = 11;
const PREVRANDAO = 13;

/**
 * Draws every committee and jury anew, as `IValidationModule` and `IDisputeModule` say: the seed from the header of its seed
 * block, the seats by the weights of the frozen second and the roles of the seed block's, the unfunded ones by what was
 * locked.
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
  // Whoever finds a lost seed draws nobody.
  if (told.name === "JuryUnavailable" && uintArg(told.args, "absence") === SEED_LOST) return;
  const isCommittee = told.contract === "ValidationModule";
  (isCommittee ? compareCommittee : compareJury)(told, record, sources, chainId);
}

function compareCommittee(
  told: EventRecord,
  record: TransactionRecord,
  sources: DrawSources,
  chainId: number,
): void {
  const [jobId, round] = [textArg(told.args, "jobId"), textArg(told.args, "round")];
  const { seedBlock, frozenAt } = sources.round(jobId, round);
  const lot = lotOf(told, record, { domain: DRAW_DOMAIN, chainId, jobId, place: round, seedBlock });
  const job = sources.job(jobId);
  const terms = sources.termsOf(job, "validation");
  const { members, eligibleWei, totalWei } = drawFrom(
    sources.candidatesAt(ROLE.validator, frozenAt, lot.heldAt),
    sources.excluded(jobId, round),
    Number(uintArg(terms, "committeeSize")),
    lot.seed,
  );
  if (told.name === "CommitteeRefused") {
    const found = [uintArg(told.args, "eligibleWei"), uintArg(told.args, "totalWei")];
    require(found[0] === eligibleWei && found[1] === totalWei, "finds other stake that may judge");
    return;
  }
  requireSeats(told, "members", members);
  requireFunding(told, record, members, min(uintArg(terms, "seatLockWei"), job.worthWei));
}

function compareJury(
  told: EventRecord,
  record: TransactionRecord,
  sources: DrawSources,
  chainId: number,
): void {
  const [jobId, hearing] = [textArg(told.args, "jobId"), textArg(told.args, "hearing")];
  const { seedBlock, frozenAt, validatorsFirst } = sources.hearing(jobId, hearing);
  const lot = lotOf(told, record, { domain: JURY_DRAW_DOMAIN, chainId, jobId, place: hearing, seedBlock });
  const job = sources.job(jobId);
  const terms = sources.termsOf(job, "dispute");
  const drawFor = (role: RoleBit) =>
    drawFrom(
      sources.candidatesAt(role, frozenAt, lot.heldAt),
      sources.excludedFromJuries(jobId),
      jurySeats(Number(uintArg(terms, "jurySize")), Number(hearing)),
      lot.seed,
    );
  const [council, validators] = [drawFor(ROLE.council), drawFor(ROLE.validator)];
  const isFilled = ({ members }: { readonly members: readonly Seated[] }) =>
    members.reduce((sum, { seats }) => sum + seats, 0) >= quorumOf(terms, Number(hearing));
  const councilMay = council.eligibleWei >= LEAST_COUNCIL && isFilled(council);
  const validatorsMay = 2n * validators.eligibleWei >= validators.totalWei && isFilled(validators);
  if (told.name === "JuryUnavailable") {
    const isTooFew = uintArg(told.args, "absence") === TOO_FEW;
    require(isTooFew && !(councilMay || validatorsMay), "finds others who may judge");
    return;
  }
  // That the council's stakes were taken up, where validators come first, no event tells: only re-execution does.
  const isCouncil = councilMay && !(validatorsFirst && validatorsMay);
  const judging = uintArg(told.args, "role") === BigInt(ROLE.council);
  require(judging === isCouncil && (councilMay || validatorsMay), "draws from others than may judge");
  const drawn = isCouncil ? council : validators;
  requireSeats(told, "jurors", drawn.members);
  requireFunding(told, record, drawn.members, min(uintArg(terms, "jurorLockWei"), job.worthWei));
}

function quorumOf(terms: ArgumentRecord, hearing: number): number {
  const [jurySize, juryQuorum] = [Number(uintArg(terms, "jurySize")), Number(uintArg(terms, "juryQuorum"))];
  return juryQuorumOf({ jurySize, juryQuorum }, hearing);
}

function lotOf(
  told: EventRecord,
  { args, timestamp }: TransactionRecord,
  by: {
    readonly domain: string;
    readonly chainId: number;
    readonly jobId: string;
    readonly place: string;
    readonly seedBlock: bigint;
  },
): Lot {
  const { prevrandao, second } = headerIn(textArg(args, "header"), by.seedBlock);
  const { domain, chainId, jobId, place } = by;
  const seed = seedOf({ domain, chainId, module: told.address, jobId, place }, prevrandao);
  require(seed === told.args.seed, "does not draw by the randomness of its seed block");
  return { seed, heldAt: min(second, BigInt(timestamp) - 1n) };
}

/** RLP has nothing for zero. */
function uintOf(bytes: string): bigint {
  return bytes === "0x" ? 0n : BigInt(bytes);
}

/** What seats a body, by its seed block's randomness: see `IValidationModule` and `IDisputeModule`. */
export function seedOf(
  draw: {
    readonly domain: string;
    readonly chainId: number;
    readonly module: string;
    readonly jobId: bigint | string;
    /** Of a committee its round, of a jury its hearing. */
    readonly place: bigint | string;
  },
  prevrandao: string,
): string {
  return keccak256(
    AbiCoder.defaultAbiCoder().encode(
      ["bytes32", "uint256", "address", "uint256", "uint8", "bytes32"],
      [draw.domain, draw.chainId, draw.module, draw.jobId, draw.place, prevrandao],
    ),
  );
}

function drawFrom(
  candidates: readonly Omit<Candidate, "isExcluded">[],
  excluded: ReadonlySet<string>,
  seats: number,
  seed: string,
) {
  const known = candidates.map((candidate) => ({
    ...candidate,
    isExcluded: excluded.has(candidate.account),
  }));
  return drawSeats(known, seats, (attempt) =>
    BigInt(keccak256(AbiCoder.defaultAbiCoder().encode(["bytes32", "uint256"], [seed, attempt]))),
  );
}

/** @param header of the seed block @throws Error if it is another block's */
export function headerIn(
  header: string,
  seedBlock: bigint,
): { readonly prevrandao: string; readonly second: bigint } {
  const fields = decodeRlp(header);
  const [number, second, prevrandao] = Array.isArray(fields)
    ? [fields[NUMBER], fields[TIMESTAMP], fields[PREVRANDAO]]
    : [];
  require(typeof number === "string" && BigInt(number) === seedBlock, "names the header of another block");
  require(typeof prevrandao === "string" && typeof second === "string", "names no header");
  return { prevrandao: prevrandao as string, second: uintOf(second as string) };
}

function requireSeats({ args }: EventRecord, name: string, members: readonly Seated[]): void {
  const seats = listArg(args, "seats");
  const told = listArg(args, name).map((account, index) => `${account} ${seats[index]}`);
  const drawn = members.map((member) => `${member.account} ${member.seats}`);
  require(told.join() === drawn.join(), "seats others than the weights of its frozen second do");
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
