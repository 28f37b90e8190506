import { stripVTControlCharacters } from "node:util";
import { keccak256, toUtf8Bytes, ZeroHash } from "ethers";
import { compileSolidityTests, runSolidityTests } from "../../../scripts/solidity-tests.js";
import { drawSeats, type Seated } from "../../../src/economics/committee.ts";
import { DRAW_DOMAIN, seedOf } from "../../../src/records/draws.ts";
import { THIRD } from "./captures.ts";
import { type Lots, type Played, Purses } from "./play.ts";
import { randomOf, seedAt } from "./seeds.ts";
import {
  ACTORS,
  ALLIED_COUNCIL,
  actor,
  COUNCIL_STAKE_WEI,
  candidates,
  HONEST_COUNCIL,
  HONEST_VALIDATORS,
  type Holder,
  stakeFor,
  VALUE_WEI,
} from "./stage.ts";
import {
  coalitionOf,
  hearingSeats,
  POSTURES,
  type Posture,
  play,
  playHonestly,
  type Situation,
  type Strategy,
} from "./strategies.ts";
import { type Lot, type Report, reportsOf, type Told, withoutReports } from "./told.ts";

/** Of Solidity tests. */
const CHAIN_ID = 31_337;
const JURY_DRAW_DOMAIN = keccak256(toUtf8Bytes("omnisovereign/jury-draw/1"));
const FILES = "test/contracts/capture";
const JURY_PLACE = 16;
const SEEDS_A_JOB = 8;
/** Seeds of the coalition's own jobs follow these. */
const OWN_SEEDS = 2 ** 32;

/** A strategy's seeds on the contracts. */
export interface Compared {
  readonly seeds: number;
  readonly approved: number;
  readonly profitWei: string;
  /** Of the first five seeds, in wei: what `npm test` plays. */
  readonly firstProfitsWei: readonly string[];
}

/** Plays each strategy on the contracts and in the mirror. */
export async function compareWithContracts(
  strategies: readonly Strategy[],
  seeds: number,
): Promise<{ readonly compared: Readonly<Record<string, Compared>>; readonly failures: readonly string[] }> {
  await compileSolidityTests();
  const files = strategies.map(({ name }) => `${FILES}/${name}.t.sol`);
  const env = { ...process.env, CAPTURE_SEEDS: String(seeds) };
  const { passed, stdout, stderr } = await runSolidityTests(["-vv", ...files], env);
  const output = stripVTControlCharacters(stdout);
  const failures = passed ? [] : [`a Solidity test failed:\n${withoutReports(output)}${stderr}`];
  const compared: Record<string, Compared> = {};
  for (const strategy of strategies) {
    const reports = reportsOf(strategy.name, output);
    if (reports.length !== seeds)
      failures.push(`${strategy.name}: ${reports.length} of ${seeds} seeds were told`);
    failures.push(...reports.flatMap((report) => differences(strategy, report)));
    compared[strategy.name] = summary(reports);
  }
  return { compared, failures };
}

/** Those of the planetary layer: they gain nothing, which their tests hold each seed to. */
const PLANETARY = ["LateVote", "FrontRun", "FreeRide", "TimeSettlement"] as const;

/** @returns with how many seeds each was played; what failed if it was not with all */
export async function playPlanetary(
  seeds: number,
): Promise<{ readonly played: Readonly<Record<string, number>>; readonly failures: readonly string[] }> {
  await compileSolidityTests();
  const files = PLANETARY.map((name) => `${FILES}/${name}.t.sol`);
  const env = { ...process.env, CAPTURE_SEEDS: String(seeds) };
  const { passed, stdout, stderr } = await runSolidityTests(["-vv", ...files], env);
  const output = stripVTControlCharacters(stdout);
  const toldBy = (name: string) => output.match(new RegExp(`^\\s*${name}: 0x`, "gm"))?.length ?? 0;
  const played = Object.fromEntries(PLANETARY.map((name) => [name, toldBy(name)]));
  const short = PLANETARY.filter((name) => played[name] !== seeds);
  return {
    played,
    failures: [
      ...(passed ? [] : [`a Solidity test failed:\n${withoutReports(output)}${stderr}`]),
      ...short.map((name) => `${name}: ${played[name]} of ${seeds} seeds were told`),
    ],
  };
}

function summary(reports: readonly Report[]): Compared {
  const profits = reports.map(({ gainWei, honestWei }) => gainWei - honestWei);
  return {
    seeds: reports.length,
    approved: reports.filter(({ outcome }) => outcome === "approved").length,
    profitWei: profits.reduce((total, profit) => total + profit, 0n).toString(),
    firstProfitsWei: profits.slice(0, 5).map(String),
  };
}

/** @returns one line for each figure in which contracts and mirror differ */
function differences(strategy: Strategy, report: Report): string[] {
  const mirrored = mirror(strategy, report);
  const show = (told: unknown) =>
    JSON.stringify(told, (_, value) => (typeof value === "bigint" ? String(value) : value));
  const keys: readonly (keyof Told)[] = ["lots", "outcome", "gainWei", "honestWei"];
  return keys
    .filter((key) => show(ordered(report)[key]) !== show(ordered(mirrored)[key]))
    .map((key) => {
      const [ours, theirs] = [ordered(mirrored), ordered(report)].map((told) => show(told[key]));
      return `${strategy.name}, seed ${report.index}, ${key}: mirror ${ours}, contracts ${theirs}`;
    });
}

function ordered({ lots, ...rest }: Told): Told {
  return { ...rest, lots: lots.toSorted((a, b) => a.jobId - b.jobId || a.place - b.place) };
}

function mirror(strategy: Strategy, { index, validation, disputes }: Report): Told {
  const validators = validatorsOf(strategy);
  const modules: Modules = { validation, disputes, validators };
  const situation: Situation = {
    valueWei: VALUE_WEI,
    posture: POSTURES[index % POSTURES.length] as Posture,
    lots: lotsOf(modules, 1, index * SEEDS_A_JOB, []),
    purses: pursesOf(validators),
    coalition: coalitionOf(validators.map(({ account }) => account).filter(isAlly)),
    ownLots: (own) => lotsOf(modules, own + 2, OWN_SEEDS + own * SEEDS_A_JOB, [ACTORS.ally]),
  };
  const { job, flood, gainWei } = play(strategy, situation);
  const seedsOf = (jobId: number, first: number) => (place: number) => seedFor(modules, jobId, place, first);
  const isLost = strategy.drawsIfItSuits && job.rounds[0]?.length === 0;
  return {
    lots: [
      ...lotsIn(1, job, (place) => {
        return isLost && place === 1 ? ZeroHash : seedsOf(1, index * SEEDS_A_JOB)(place);
      }),
      ...flood.flatMap((one, own) => lotsIn(own + 2, one, seedsOf(own + 2, OWN_SEEDS + own * SEEDS_A_JOB))),
    ],
    outcome: job.end.outcome,
    gainWei,
    honestWei: playHonestly(strategy, situation).gainWei,
  };
}

interface Modules {
  readonly validation: string;
  readonly disputes: string;
  readonly validators: readonly Holder[];
}

/** The honest ones, then the coalition's, whose third is divided evenly. */
function validatorsOf({ identities }: Strategy): Holder[] {
  const allies = Array.from({ length: identities }, (_, at) => ({
    account: at === 0 ? ACTORS.ally : actor(`ally ${at}`),
    weightWei: stakeFor(THIRD) / BigInt(identities),
  }));
  return [...HONEST_VALIDATORS, ...allies];
}

function isAlly(account: string): boolean {
  return HONEST_VALIDATORS.every((honest) => honest.account !== account);
}

function pursesOf(validators: readonly Holder[]): Purses {
  const council = [...HONEST_COUNCIL, ...ALLIED_COUNCIL].map(
    (account) => [account, COUNCIL_STAKE_WEI] as const,
  );
  return new Purses(
    [...validators.map(({ account, weightWei }) => [account, weightWei] as const), ...council],
    0n,
  );
}

/** @param first counter of the job's seeds @param barred takes no part in the job's committees */
function lotsOf(modules: Modules, jobId: number, first: number, barred: readonly string[]): Lots {
  const council = [...HONEST_COUNCIL, ...ALLIED_COUNCIL].map((account) => ({ account, weightWei: 1n }));
  const draw = (holders: readonly Holder[], out: readonly string[], seats: number, place: number) => {
    const seed = Buffer.from(seedFor(modules, jobId, place, first).slice(2), "hex");
    return drawSeats(candidates(holders, out), seats, randomOf(seed)).members;
  };
  return {
    committee: (round, silent) => draw(modules.validators, [...barred, ...silent], 3, round),
    jury: (hearing) => draw(council, [], hearingSeats(hearing), JURY_PLACE + hearing),
  };
}

/** @param place of a committee its round, of a jury 16 and its hearing */
function seedFor({ validation, disputes }: Modules, jobId: number, place: number, first: number): string {
  const isJury = place > JURY_PLACE;
  const counter = first + (isJury ? 2 + place - JURY_PLACE : place);
  const prevrandao = `0x${Buffer.from(seedAt(counter)).toString("hex")}`;
  const draw = isJury
    ? { domain: JURY_DRAW_DOMAIN, module: disputes, place: place - JURY_PLACE }
    : { domain: DRAW_DOMAIN, module: validation, place };
  return seedOf({ ...draw, chainId: CHAIN_ID, jobId: BigInt(jobId), place: BigInt(draw.place) }, prevrandao);
}

function lotsIn(jobId: number, { rounds, hearings }: Played, seedOfPlace: (place: number) => string): Lot[] {
  const lot = (place: number, members: readonly Seated[]) => ({
    jobId,
    place,
    seed: seedOfPlace(place),
    members: members.map(({ account, seats }) => ({ account, seats })),
  });
  return [
    ...rounds.map((ballots, at) => lot(at + 1, ballots)),
    ...hearings.map(({ jury }, at) => lot(JURY_PLACE + at + 1, jury)),
  ];
}
