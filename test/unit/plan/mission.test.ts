import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { after, before, describe, it } from "node:test";
import type { Project } from "../../../src/model/loaded-project.ts";
import type { PlanIssue, ProjectResult } from "../../../src/model/plan-result.ts";
import { WAD } from "../../../src/model/units.ts";
import { loadProject } from "../../../src/plan/project.ts";

const BASE = resolve(import.meta.dirname, "../../fixtures/plans/base.json");

type Json = Record<string, unknown>;
// biome-ignore lint/suspicious/noExplicitAny: plans are bent at any place
type Draft = any;

interface Bent {
  readonly shared?: (plan: Draft) => void;
  readonly national?: (plan: Draft) => void;
  readonly planetary?: (plan: Draft) => void;
}

describe("plans of one mission", () => {
  let folder = "";
  let base: Json = {};

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "plan-mission-"));
    base = JSON.parse(await readFile(BASE, "utf8"));
  });
  after(() => rm(folder, { recursive: true }));

  /** Three plans that agree in everything, then bent. */
  async function load(bent: Bent, strict = false): Promise<ProjectResult> {
    for (const role of ["shared", "national", "planetary"] as const) {
      const plan: Draft = structuredClone(base);
      if (role !== "planetary") {
        delete plan.regions;
        plan.budget.allocations = undefined;
        for (const job of plan.jobs) delete job.region;
        for (const agent of plan.participants.agents) delete agent.regions;
      }
      if (role === "shared") {
        plan.layers = [
          { id: "national", plan: "national.json" },
          { id: "planetary", plan: "planetary.json" },
        ];
      }
      for (const job of plan.jobs) job.id = `${role}-${job.id}`;
      for (const job of plan.jobs) job.dependencies = job.dependencies.map((id: string) => `${role}-${id}`);
      bent[role]?.(plan);
      await writeFile(join(folder, `${role}.json`), JSON.stringify(plan, null, 1));
    }
    return loadProject("shared.json", { folder, strict });
  }

  async function sound(bent: Bent): Promise<Project> {
    const result = await load(bent);
    assert.ok(result.ok, JSON.stringify(!result.ok && result.issues));
    return result.project;
  }

  async function issues(bent: Bent, file?: string): Promise<readonly string[]> {
    const result = await load(bent);
    const all: readonly PlanIssue[] = result.ok ? result.warnings : result.issues;
    return all
      .filter((issue) => file === undefined || issue.file === file)
      .map(({ code, file: at, pointer }) => `${code} ${at}${pointer}`);
  }

  it("that agree load without a warning", async () => {
    assert.deepEqual(await issues({}), []);
  });

  it("are judged by the protocol that the nation deploys, not by their own", async () => {
    const own = {
      stakes: { validatorBps: 10_000, agentBps: 10_000 },
      committee: { size: 5 },
      quorum: { validators: 3 },
    };
    const { planetary, national, shared } = await sound({
      planetary: (plan) => Object.assign(plan, { protocol: own }),
    });
    assert.deepEqual(planetary?.protocol, national.protocol);
    assert.deepEqual(shared?.protocol, national.protocol);
    const deployed = { stakes: { validatorBps: 10_000 } };
    const refused = await issues({
      national: (plan) => {
        Object.assign(plan, { protocol: deployed });
        for (const validator of plan.participants.validators) validator.stake = "5000";
      },
      planetary: (plan) => {
        for (const [index, validator] of plan.participants.validators.entries())
          Object.assign(validator, { handle: `far-${index}.test`, stake: "50" });
      },
      shared: (plan) => {
        for (const job of plan.jobs) job.reward = "1";
      },
    });
    assert.deepEqual(
      refused.filter((issue) => issue.startsWith("OMNI1037")),
      [],
    );
  });

  it("ask for the seat that the nation's dearest job makes, of whoever judges later", async () => {
    const bent = (reward: string): Bent => ({
      national: (plan) => {
        plan.jobs[0].reward = reward;
        plan.budget.total = "100000";
        plan.protocol = { stakes: { validatorBps: 5_000 } };
        plan.participants.validators = [1, 2, 3, 4, 5, 6].map((n) => ({
          handle: `rich-${n}.test`,
          stake: "400000",
          mandate: "x",
        }));
      },
      planetary: (plan) => {
        plan.participants.validators = plan.participants.validators.map((one: Json) => ({
          ...one,
          stake: "0.1",
        }));
      },
    });
    // The nation's own validators judge regional jobs as well.
    assert.ok((await load(bent("90000"))).ok);
    const alone = await issues(
      {
        national: (plan) => {
          plan.protocol = { stakes: { validatorBps: 5_000 } };
          for (const validator of plan.participants.validators) validator.stake = "350";
        },
        planetary: (plan) => {
          plan.jobs[1].reward = "5000";
          plan.budget = { currency: "AGIALPHA", total: "100000" };
          for (const councillor of plan.participants.council) councillor.stake = "2000";
        },
      },
      "planetary.json",
    );
    assert.deepEqual(alone, [], "a seat of the nation's dearest job is 200, whatever a region's job rewards");
  });

  it("hold an agent's stake against what the nation's protocol asks", async () => {
    const found = await issues({
      national: (plan) => {
        plan.protocol = { stakes: { agentBps: 10_000 } };
      },
      planetary: (plan) => {
        plan.participants.agents[0].stake = "100";
      },
    });
    assert.deepEqual(found, ["OMNI1037 planetary.json/participants/agents/0/stake"]);
    const { planetary } = await sound({
      national: (plan) => {
        plan.protocol = { stakes: { agentBps: 10_000 } };
      },
    });
    const [agent] = planetary?.participants.agents ?? [];
    assert.ok((agent?.stakeWei ?? 0n) >= 300n * WAD, "its default covers the reward");
  });

  it("have 64 councillors together at most, wherever they are named", async () => {
    const seats = (name: string, count: number) => (plan: Draft) => {
      plan.participants.council = Array.from({ length: count }, (_, n) => ({
        handle: `${name}-${n}.test`,
        role: "x",
        stake: "100",
      }));
    };
    const none = seats("none", 0);
    assert.deepEqual(await issues({ shared: none, national: seats("a", 32), planetary: seats("b", 32) }), []);
    assert.deepEqual(await issues({ shared: none, national: seats("a", 32), planetary: seats("b", 33) }), [
      "OMNI1051 planetary.json/participants/council",
    ]);
    assert.deepEqual(
      await issues({ shared: seats("b", 33), national: seats("a", 32), planetary: seats("b", 33) }),
      ["OMNI1051 shared.json/participants/council"],
    );
    assert.deepEqual(
      await issues({ shared: seats("a", 64), national: seats("a", 64), planetary: seats("a", 64) }),
      [],
    );
  });

  it("are told what another of them settles, where it is different", async () => {
    const found = await issues({
      national: (plan) => {
        plan.budget.currency = "OTHER";
        plan.governance.owner = "somebody.test";
        plan.governance.quadraticVoting = {};
        plan.budget.natPrice = "1";
        plan.participants.metaOrchestrator = { handle: "boss.test", role: "x" };
      },
      planetary: (plan) => {
        plan.governance.thermostat.initialTemperature = "0.3";
        plan.governance.thermostat.maximumTemperature = "0.8";
        plan.governance.quadraticVoting = { executionDelayDays: 5 };
        plan.protocol = {
          windows: { votingDelaySeconds: 60, commitSeconds: 3_600 },
          fees: { protocolBps: 0 },
        };
        plan.drills = [{ id: "stop", kind: "pause" }];
        plan.chain = { startTime: "2026-01-01T00:00:00Z", seed: "own" };
      },
      shared: (plan) => {
        plan.governance.quadraticVoting = { executionDelayDays: 4 };
      },
    });
    assert.deepEqual(found, [
      "OMNI1537 shared.json/governance/quadraticVoting/executionDelayDays",
      "OMNI1537 national.json/budget/currency",
      "OMNI1534 national.json/budget/natPrice",
      "OMNI1537 national.json/governance/owner",
      "OMNI1534 national.json/governance/quadraticVoting",
      "OMNI1537 national.json/participants/metaOrchestrator/handle",
      "OMNI1537 planetary.json/governance/thermostat/initialTemperature",
      "OMNI1534 planetary.json/protocol/windows/commitSeconds",
      "OMNI1534 planetary.json/protocol/fees",
      "OMNI1534 planetary.json/drills/0",
      "OMNI1534 planetary.json/chain/startTime",
    ]);
  });

  it("say the same of temperature, token, offices and votes", async () => {
    const { shared, national, planetary } = await sound({
      shared: (plan) => {
        plan.budget.currency = "ONE";
        plan.governance.owner = "ruler.test";
      },
      national: (plan) => {
        plan.governance.thermostat.initialTemperature = "0.3";
      },
      planetary: (plan) => {
        plan.governance.quadraticVoting = { executionDelayDays: 5 };
        plan.protocol = { quorum: { voiceCredits: 49 } };
      },
    });
    const plans = [shared, national, planetary].filter((plan) => plan !== null);
    for (const { budget, governance } of plans) {
      assert.equal(budget.currency, "ONE");
      assert.equal(governance.owner, "ruler.test");
      assert.equal(governance.thermostat.initialTemperatureWad, (3n * WAD) / 10n);
    }
    assert.equal(shared?.governance.quadraticVoting.executionDelaySeconds, 5 * 86_400);
    assert.equal(planetary?.protocol.quorum.voiceCredits, 49);
  });

  it("show the issues of all of them at once, whichever is broken", async () => {
    const wrong = (plan: Draft) => Object.assign(plan.jobs[0], { reward: "x" });
    assert.deepEqual(
      (await issues({ shared: wrong, national: wrong, planetary: wrong })).filter((issue) =>
        issue.startsWith("OMNI1022"),
      ),
      ["shared", "national", "planetary"].map((role) => `OMNI1022 ${role}.json/jobs/0/reward`),
    );
  });
});
