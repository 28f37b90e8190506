import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Disagreement } from "../../../src/chain/engine/disagreement/find.ts";
import { CHAIN } from "../../../src/errors/chain-errors.ts";
import { NO_DOSSIER, REPLAY } from "../../../src/errors/dossier-errors.ts";
import { codeOf } from "../../../src/errors/error.ts";
import type { VerifyReport } from "../../../src/model/dossier.ts";
import type { EngineName } from "../../../src/model/engine.ts";
import { finding } from "../../../src/support/finding.ts";
import type { DerivationCheck } from "../../../src/verify/derive/check-derivation.ts";
import type { ReceiptDifference, Reexecution } from "../../../src/verify/reexecute.ts";
import {
  decisiveRun,
  type EngineRun,
  replayLines,
  withDerivation,
  withExecution,
  withReplay,
} from "../../../src/verify/verify-replay.ts";

const intact = (madeByThisCode: boolean): VerifyReport => ({
  format: "omnisovereign-verification/1",
  verdict: "intact",
  madeBy: null,
  madeByThisCode,
  root: null,
  files: 0,
  bytes: 0,
  chain: null,
  findings: [],
});

const executed = (...differences: ReceiptDifference[]): Reexecution => ({
  kind: "executed",
  blocks: 1,
  transactions: 1,
  records: 1,
  stateRoot: "0x",
  anchored: false,
  differences,
});

const record = (copied: boolean): ReceiptDifference => ({
  kind: "record",
  path: "reports/a.json",
  transaction: "0x1",
  problem: 'shows another "x" than its re-execution',
  copied,
});
const UNRECEIPTED: ReceiptDifference = { kind: "unreceipted", transaction: "0x2", block: 3 };

function verdictOf(madeByThisCode: boolean, replay: Reexecution, derivation: DerivationCheck | null = null) {
  const { verdict, findings } = withDerivation(
    withExecution(intact(madeByThisCode), replay, "EDR"),
    derivation,
  );
  return [verdict, ...findings.map(({ code }) => code)];
}

describe("of a dossier that other code made", () => {
  test("nothing is held against it that this code decodes otherwise, and it is no success", () => {
    const unchecked = ["not checked", codeOf(NO_DOSSIER.NOT_CHECKED)];
    assert.deepEqual(verdictOf(false, executed(record(false))), unchecked);
    assert.deepEqual(verdictOf(false, executed(UNRECEIPTED, record(false))), unchecked);
  });

  test("what a receipt copies from the chain still decides", () => {
    assert.deepEqual(verdictOf(false, executed(record(false), record(true))), [
      "broken",
      codeOf(NO_DOSSIER.NOT_CHECKED),
      codeOf(REPLAY.RECEIPT_DIFFERS),
    ]);
  });

  test("a journal that does not execute to its own roots still decides", () => {
    const diverged = { kind: "diverged", block: 2, expected: "hash 0x1", found: "0x2" } as const;
    assert.deepEqual(verdictOf(false, diverged), ["broken", codeOf(CHAIN.REPLAY_DIFFERS)]);
  });

  test("a replay that finds nothing leaves it intact", () => {
    assert.deepEqual(verdictOf(false, executed()), ["intact"]);
  });
});

test("of a dossier that this code made, every difference decides", () => {
  assert.deepEqual(verdictOf(true, executed(record(false), UNRECEIPTED)), [
    "broken",
    codeOf(REPLAY.RECEIPT_DIFFERS),
    codeOf(REPLAY.UNRECEIPTED),
  ]);
});

describe("what plans and journal make otherwise than the dossier has it", () => {
  const derivation: DerivationCheck = {
    bound: new Set(),
    free: [],
    findings: [finding(REPLAY.FREE, { path: "reports/a.json" })],
  };

  test("decides where this code made the dossier", () => {
    assert.deepEqual(verdictOf(true, executed(), derivation), ["broken", codeOf(REPLAY.FREE)]);
  });

  test("is not held against a dossier that other code made, and is no success", () => {
    assert.deepEqual(verdictOf(false, executed(), derivation), [
      "not checked",
      codeOf(NO_DOSSIER.NOT_CHECKED),
    ]);
  });
});

describe("of two engines", () => {
  const diverged: Reexecution = { kind: "diverged", block: 3, expected: "status 0x1", found: "0x0" };
  const disagreement: Disagreement = {
    block: 3,
    what: "status",
    found: ["0x1", "0x0"],
    transaction: { index: 1, hash: "0xaa" },
    parting: { opcode: "CLZ", pc: 2, depth: 1 },
  };

  test("what both find alike is told once", () => {
    const runs = [run("edr", executed(UNRECEIPTED)), run("ethereumjs", executed(UNRECEIPTED))];
    const { findings } = withReplay(intact(true), { runs, derivation: null, disagreement: null });
    assert.deepEqual(
      findings.map(({ code }) => code),
      [codeOf(REPLAY.UNRECEIPTED)],
    );
  });

  test("where they part is told by transaction and opcode, and breaks a dossier of any code", () => {
    const runs = [run("edr", executed()), run("ethereumjs", diverged)];
    const { verdict, findings } = withReplay(intact(false), { runs, derivation: null, disagreement });
    assert.equal(verdict, "broken");
    assert.deepEqual(
      findings.map(({ code }) => code),
      [codeOf(CHAIN.REPLAY_DIFFERS), codeOf(CHAIN.ENGINES_DISAGREE)],
    );
    assert.match(
      findings[1]?.message ?? "",
      /block 3 in transaction 0xaa after opcode CLZ at 2, call depth 1: status is "0x1" on EDR, "0x0" on ethereumjs/,
    );
  });

  test("the run that failed decides what is told of the replay", () => {
    const replay = {
      runs: [run("edr", executed()), run("ethereumjs", diverged)],
      derivation: null,
      disagreement,
    };
    assert.equal(decisiveRun(replay).engine, "ethereumjs");
    assert.deepEqual(replayLines(replay), ["  replay stopped where the journal fails"]);
    const both = { ...replay, runs: [run("edr", executed()), run("ethereumjs", executed())] };
    assert.deepEqual(replayLines(both), [
      "  replay 1 transactions executed on EDR and ethereumjs, 1 records compared",
      "  made   nothing again: plans are acted again on EDR's chain only",
    ]);
  });
});

function run(engine: EngineName, reexecution: Reexecution): EngineRun {
  return { engine, reexecution };
}
