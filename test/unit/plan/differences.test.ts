import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, it } from "node:test";
import type { Plan } from "../../../src/model/plan.ts";
import { filledIn } from "../../../src/plan/defaults.ts";
import { planDifferences } from "../../../src/plan/differences.ts";
import { parsePlan } from "../../../src/plan/load.ts";
import { plainPlan } from "../../../src/plan/plain.ts";
import { parseSource } from "../../../src/plan/source.ts";

const ROOT = resolve(import.meta.dirname, "../../..");
const CITY = readFileSync(join(ROOT, "plans/examples/city.json"), "utf8");

// biome-ignore lint/suspicious/noExplicitAny: a test changes a plan's JSON at will
type Json = any;

function load(text: string): Plan {
  const raw = { file: "/p", shown: "p", sha256: "", content: new Uint8Array(), text };
  const result = parsePlan(raw, {});
  assert.ok(result.ok, JSON.stringify(result.ok || result.issues));
  return result.plan;
}

function changed(change: (plan: Json) => void): Plan {
  const plan = JSON.parse(CITY);
  change(plan);
  return load(JSON.stringify(plan));
}

function told(change: (plan: Json) => void): string[] {
  return planDifferences(load(CITY), changed(change)).map(
    ({ part, what, kind, before, after }) =>
      `${kind} ${part} ${what}: ${JSON.stringify(before)} → ${JSON.stringify(after)}`,
  );
}

describe("the difference of two plans", () => {
  it("is none where only the writing differs", () => {
    assert.deepEqual(
      told((plan) => {
        plan.protocol = { windows: { commitSeconds: 86_400 } };
        plan.governance.thermostat.minimumTemperature = "0.15";
        plan.budget.total = 64_000;
        plan.participants.agents[0].regions = [];
        delete plan.$schema;
      }),
      [],
    );
  });

  it("names a job by its id, with the old and the new value", () => {
    assert.deepEqual(
      told((plan) => {
        plan.jobs[3].deadlineDays = 80;
      }),
      ["changed jobs DIKE-RAISE.deadlineDays: 90 → 80"],
    );
  });

  it("tells what follows for stakes and who takes which job", () => {
    const lines = told((plan) => {
      plan.jobs.splice(2, 1);
      plan.jobs.at(-1).dependencies.pop();
    });
    assert.match(lines[0] ?? "", /^removed jobs WARNING-CHAIN: /);
    assert.ok(
      lines.includes('changed jobs DIKE-RAISE.agent: "civil-works.ellery.eth" → "harbour-office.ellery.eth"'),
    );
    assert.ok(
      lines.some((line) => line.startsWith("changed participants agents.civil-works.ellery.eth.stake: ")),
    );
  });

  it("puts budget, jobs, people, governance and protocol before the rest", () => {
    const parts = planDifferences(
      load(CITY),
      changed((plan) => {
        plan.initiative = "Another";
        plan.protocol = { committee: { size: 5 }, quorum: { validators: 3 } };
        plan.governance.owner = "someone.eth";
        plan.participants.council.pop();
        plan.jobs[0].title = "x";
        plan.budget.total = "70000";
      }),
    ).map(({ part }) => part);
    assert.deepEqual(
      [...new Set(parts)],
      ["budget", "jobs", "participants", "governance", "protocol", "initiative", "chain"],
    );
  });

  it("sees that a list is in another order, since agents take turns", () => {
    const lines = told((plan) => plan.participants.validators.reverse());
    assert.deepEqual(lines.length, 1);
    assert.match(lines[0] ?? "", /^changed participants validators\.order: /);
  });

  it("sees every field of a job", () => {
    const job = (plainPlan(load(CITY)).jobs as Json[])[0];
    for (const field of ["title", "sector", "city", "reward", "deadlineDays", "energyBudget"]) {
      assert.ok(field in job);
      const lines = told((plan) => {
        plan.jobs[0][field] = field === "deadlineDays" ? 22 : field === "reward" ? "6001" : "7";
      });
      assert.ok(
        lines.some((line) => line.startsWith(`changed jobs TIDE-SURVEY.${field}: `)),
        field,
      );
    }
  });
});

describe("the defaults that were filled in", () => {
  const of = (text: string) => {
    const parsed = parseSource(text);
    assert.ok(parsed.ok);
    return filledIn(load(text), parsed.source);
  };

  it("are all values that the file does not have", () => {
    const found = new Map(of(CITY).map(({ path, value }) => [path, value]));
    assert.equal(found.get("governance.thermostat.maximumTemperature"), "1");
    assert.equal(found.get("protocol.windows.commitSeconds"), 86_400);
    assert.equal(found.get("participants.agents[1].stake"), "19500");
    assert.equal(found.get("jobs[0].thermodynamicProfile.validatorBonus"), "0");
    assert.equal(found.get("chain.seed"), "Port Ellery Flood Works");
    assert.ok(!found.has("jobs[1].thermodynamicProfile.validatorBonus") && !found.has("budget.total"));
  });

  it("are none once a plan says everything, which changes nothing", () => {
    const plan = load(CITY);
    const { layers: _none, ...everything } = plainPlan(plan);
    const text = JSON.stringify(everything);
    assert.deepEqual(
      of(text).map(({ path }) => path),
      ["layers"],
    );
    assert.deepEqual(planDifferences(plan, load(text)), []);
  });
});
