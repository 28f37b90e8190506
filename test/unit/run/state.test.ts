import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { RunEvent, ScriptFailure } from "../../../src/model/run-events.ts";
import { BEFORE_RUN, type RunState, reduce } from "../../../src/run/state.ts";

const STARTED: RunEvent = {
  type: "run-started",
  plan: "p.json",
  out: "reports",
  steps: ["takeoff", "dossier"],
};

const fold = (...events: readonly RunEvent[]): RunState => events.reduce(reduce, BEFORE_RUN);

const failureOf = (outcome: ScriptFailure["outcome"]): ScriptFailure => ({
  step: "takeoff",
  command: { script: "demo", args: [], env: {} },
  outcome,
  logPath: "demo.log",
  lastLines: ["the end"],
});

describe("the state of a run", () => {
  it("starts with every step pending", () => {
    assert.deepEqual(
      fold(STARTED).steps.map(({ status }) => status),
      ["pending", "pending"],
    );
  });

  it("keeps what a finished step has left", () => {
    const result = { transactions: 7, artefacts: 3, changed: null };
    const state = fold(
      STARTED,
      { type: "step-started", step: "takeoff" },
      { type: "step-finished", step: "takeoff", result, milliseconds: 1200 },
      { type: "step-started", step: "dossier" },
    );
    assert.deepEqual(state.steps, [
      { step: "takeoff", status: "succeeded", milliseconds: 1200, result },
      { step: "dossier", status: "running", milliseconds: 0, result: null },
    ]);
  });

  it("tells a failed step from an interrupted one", () => {
    for (const [kind, status] of [
      [{ kind: "exited", exitCode: 1 }, "failed"],
      [{ kind: "interrupted" }, "interrupted"],
    ] as const) {
      const failure = failureOf(kind);
      const state = fold(STARTED, { type: "step-failed", failure, milliseconds: 5 });
      assert.equal(state.steps[0]?.status, status);
      assert.equal(state.failure, failure);
    }
  });

  it("ends with an outcome and a dossier", () => {
    const dossier = { path: "d", root: "ab" };
    const state = fold(STARTED, { type: "run-finished", outcome: "succeeded", dossier, milliseconds: 9 });
    assert.deepEqual([state.outcome, state.dossier, state.milliseconds], ["succeeded", dossier, 9]);
  });
});
