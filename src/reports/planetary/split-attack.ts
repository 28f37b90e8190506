import { splitAttack } from "../../economics/quadratic.ts";
import type { Decision } from "../../model/decision.ts";
import { numberOf, VOTE_TYPES } from "../../model/enums.ts";
import type { TransactionRecord } from "../../model/record.ts";
import type { Attacker, SplitMeasure } from "../../model/split-attack.ts";
import { BPS } from "../../model/units.ts";
import { uintArg } from "../../records/events.ts";

/** A vote as the governor charged it. */
interface Charge {
  readonly transaction: string;
  readonly support: bigint;
  readonly votes: bigint;
  readonly credits: bigint;
}

/** Measures the split attack on the first proposal that failed and the first that passed. */
export function measureSplits(decisions: readonly Decision[]): SplitMeasure[] {
  return ["defeated", "executed"].flatMap((state) => {
    const decision = decisions.find((candidate) => candidate.state === state);
    return decision ? measure(decision) : [];
  });
}

function measure({ title, proposalId, state, transactions }: Decision): SplitMeasure[] {
  const charges = transactions.flatMap(chargesOf);
  const winning = BigInt(numberOf(VOTE_TYPES, state === "defeated" ? "against" : "for"));
  const bloc = charges.filter(({ support }) => support === winning);
  const [first] = bloc;
  if (!first || first.votes === 0n) return [];
  return [
    {
      proposal: title,
      proposalId,
      state,
      identities: charges.length,
      creditsEach: first.credits.toString(),
      attackers: sizes(charges.length, bloc.length).map((controlled) =>
        attack(bloc.slice(0, controlled), charges, first.credits),
      ),
    },
  ];
}

function chargesOf({ hash, events }: TransactionRecord): Charge[] {
  const cast = events.find(({ name }) => name === "VoteCastWithParams");
  const charged = events.find(({ name }) => name === "QuadraticVotesCharged");
  if (!cast || !charged) return [];
  return [
    {
      transaction: hash,
      support: uintArg(cast.args, "support"),
      votes: uintArg(charged.args, "votes"),
      credits: uintArg(charged.args, "costCredits"),
    },
  ];
}

/** One identity, a third of all, a majority, the whole bloc. */
function sizes(voters: number, bloc: number): number[] {
  const interesting = [1, Math.ceil(voters / 3), Math.floor(voters / 2) + 1, bloc];
  return [...new Set(interesting)].filter((size) => size <= bloc);
}

function attack(own: readonly Charge[], charges: readonly Charge[], creditsEach: bigint): Attacker {
  const votesOf = (some: readonly Charge[]) => some.reduce((sum, { votes }) => sum + votes, 0n);
  return {
    controlled: own.length,
    measured: {
      votes: votesOf(own).toString(),
      credits: own.reduce((sum, { credits }) => sum + credits, 0n).toString(),
      shareBps: ((votesOf(own) * BPS) / votesOf(charges)).toString(),
      transactions: own.map(({ transaction }) => transaction),
    },
    formula: splitAttack(BigInt(own.length), BigInt(charges.length), creditsEach),
  };
}
