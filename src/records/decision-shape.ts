import type {
  Aftermath,
  CoinDifference,
  Decision,
  Preflight,
  PreflightCall,
  StorageDifference,
  TokenDifference,
} from "../model/decision.ts";
import { UNITS, type ValueDifference } from "../model/state-differences.ts";
import type { Attacker, SplitAttack, SplitMeasure } from "../model/vote-measures.ts";
import {
  address,
  count,
  decimal,
  either,
  flag,
  hash32,
  list,
  nullable,
  oneOf,
  optional,
  record,
  type Shape,
  text,
} from "../support/shape.ts";
import { args, transactions } from "./transaction-shape.ts";

const valueDifference = record<ValueDifference>({
  variable: text,
  type: text,
  unit: optional(oneOf(...UNITS)),
  before: text,
  after: text,
});

/** Storage of contracts, in 32-byte words. */
const storageDifference = record<StorageDifference>({
  contract: text,
  address,
  slot: hash32,
  before: hash32,
  after: hash32,
  values: optional(list(valueDifference)),
});

const coinDifference = record<CoinDifference>({ account: text, address, before: decimal, after: decimal });

const tokenDifference = record<TokenDifference>({
  token: text,
  account: text,
  address,
  before: decimal,
  after: decimal,
});

const preflightCall = record<PreflightCall>({
  depth: count,
  kind: text,
  contract: text,
  address,
  function: nullable(text),
  args,
  value: decimal,
  reverted: flag,
});

const preflight = record<Preflight>({
  block: count,
  timestamp: decimal,
  from: address,
  contract: text,
  function: text,
  args,
  result: oneOf("succeeds", "reverts"),
  error: optional(text),
  calls: stated(preflightCall),
  storage: stated(storageDifference),
  nativeCoin: stated(coinDifference),
  tokens: stated(tokenDifference),
});

function stated(shape: Shape): Shape {
  return either(record({ couldNotBeComputed: text }), list(shape));
}

const difference = either(coinDifference, storageDifference);

const aftermath = record<Aftermath>({
  transaction: hash32,
  agreement: oneOf("equal", "differs", "could not be computed"),
  reason: optional(text),
  onlyForeseen: list(difference),
  onlyExecuted: list(difference),
  bookkeepingSlots: count,
  clockSlots: count,
});

/** One proposal's whole course. */
export const decision = record<Decision>({
  title: text,
  proposalId: decimal,
  course: oneOf("passes", "fails", "is cancelled"),
  votes: record<Decision["votes"]>({ against: decimal, for: decimal, abstain: decimal }),
  quorum: decimal,
  state: text,
  votesEach: decimal,
  preflight: nullable(preflight),
  renewal: nullable(preflight),
  aftermath: nullable(aftermath),
  readBack: record<Decision["readBack"]>({ contract: text, function: text, before: args, after: args }),
  transactions,
});

const attacker = record<Attacker>({
  controlled: count,
  measured: record<Attacker["measured"]>({
    votes: decimal,
    credits: decimal,
    shareBps: decimal,
    transactions: list(hash32),
  }),
  formula: record<SplitAttack>({
    honestVotes: decimal,
    attackerVotes: decimal,
    shareBps: decimal,
    pooledVotes: decimal,
  }),
});

export const splitMeasure = record<SplitMeasure>({
  proposal: text,
  proposalId: decimal,
  state: text,
  identities: count,
  creditsEach: decimal,
  attackers: list(attacker),
});
