import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import type { Plan } from "../../../../src/model/plan.ts";
import { type PlanRequest, TEMPLATES, type Template } from "../../../../src/model/plan-request.ts";
import type { PlanIssue } from "../../../../src/model/plan-result.ts";
import { canonicalText, parseForRewrite } from "../../../../src/plan/canonical.ts";
import { tracksOf } from "../../../../src/plan/generate/jobs.ts";
import { generatePlans } from "../../../../src/plan/generate/plan.ts";
import { parsePlan } from "../../../../src/plan/load.ts";

function request(template: Template, jobs: number, more: Partial<PlanRequest> = {}): PlanRequest {
  const regions = template === "planetary" || template === "shared" ? Math.min(4, jobs) : 0;
  return { template, jobs, regions, council: 5, seed: "1", ...more };
}

function load(text: string): { plan: Plan | null; issues: readonly PlanIssue[] } {
  const raw = { file: "/p", shown: "p", sha256: "", content: new Uint8Array(), text };
  const result = parsePlan(raw, {});
  return result.ok ? { plan: result.plan, issues: result.warnings } : { plan: null, issues: result.issues };
}

/** The most jobs that no two of which wait for each other, by Kőnig's theorem: jobs less a largest matching. */
function widest({ jobs }: Plan): number {
  const direct = new Map(jobs.map(({ id, dependencies }) => [id, dependencies]));
  const behind = new Map<string, Set<string>>();
  for (const { id } of jobs) {
    const all = new Set((direct.get(id) ?? []).flatMap((before) => [before, ...(behind.get(before) ?? [])]));
    behind.set(id, all);
  }
  const matched = new Map<string, string>();
  const match = (id: string, seen: Set<string>): boolean =>
    [...(behind.get(id) ?? [])].some((before) => {
      if (seen.has(before)) return false;
      seen.add(before);
      const other = matched.get(before);
      if (other !== undefined && !match(other, seen)) return false;
      matched.set(before, id);
      return true;
    });
  return jobs.length - jobs.filter(({ id }) => match(id, new Set())).length;
}

describe("a generated plan", () => {
  it("is valid without a warning and canonical, whatever is asked for", () => {
    const requests = fc.record({
      template: fc.constantFrom(...TEMPLATES),
      jobs: fc.integer({ min: 1, max: 120 }),
      regions: fc.integer({ min: 1, max: 48 }),
      council: fc.integer({ min: 0, max: 64 }),
      seed: fc.string({ maxLength: 12 }),
    });
    fc.assert(
      fc.property(requests, ({ template, jobs, regions, council, seed }) => {
        const most = request(template, jobs).regions === 0 ? 0 : Math.min(regions, jobs);
        for (const { text } of generatePlans({ template, jobs, regions: most, council, seed })) {
          assert.deepEqual(load(text).issues, []);
          const parsed = parseForRewrite(text);
          assert.equal(parsed.ok && canonicalText(parsed.source), text);
        }
      }),
      { numRuns: 60, seed: 11 },
    );
  });

  it("has the jobs, regions and council that were asked for", () => {
    const [file] = generatePlans(request("planetary", 12, { regions: 3, council: 7 }));
    const { plan } = load(file?.text ?? "");
    assert.deepEqual(
      [plan?.jobs.length, plan?.regions.length, plan?.participants.council.length],
      [12, 3, 7],
    );
    assert.deepEqual(
      new Set(plan?.jobs.map(({ region }) => region)),
      new Set(plan?.regions.map(({ id }) => id)),
    );
  });

  it("is the same for the same seed, and another for another", () => {
    const texts = (seed: string) => generatePlans(request("shared", 9, { seed })).map(({ text }) => text);
    assert.deepEqual(texts("a"), texts("a"));
    assert.notDeepEqual(texts("a"), texts("b"));
  });

  for (const jobs of [1, 12, 97, 300]) {
    it(`of ${jobs} jobs runs no more at once than its stakes cover three times over`, () => {
      const [file] = generatePlans(request("national", jobs));
      const { plan } = load(file?.text ?? "");
      assert.ok(plan);
      const cities = new Set(plan.jobs.map(({ city }) => city)).size;
      assert.ok(widest(plan) <= tracksOf(jobs, cities));
      const seatWei = plan.jobs.reduce(
        (most, job) => (job.validatorStakeWei > most ? job.validatorStakeWei : most),
        0n,
      );
      for (const { stakeWei } of plan.participants.validators) {
        assert.ok(stakeWei >= 3n * BigInt(widest(plan)) * seatWei);
      }
    });
  }

  it("of thousands of jobs is valid, and its waves are neither a chain nor a crowd", () => {
    const [file] = generatePlans(request("planetary", 5_000, { regions: 40 }));
    const { plan, issues } = load(file?.text ?? "");
    assert.deepEqual(issues, []);
    assert.ok(plan);
    const widths = plan.schedule.waves.map((wave) => wave.length);
    assert.ok(widths.length >= 20 && widths.length <= 60, String(widths.length));
    assert.ok(Math.max(...widths) < 500);
  });

  it("leaves a jury to be drawn without any council", () => {
    const [file] = generatePlans(request("minimal", 3, { council: 0 }));
    const { plan } = load(file?.text ?? "");
    assert.ok(plan);
    const { committee } = plan.protocol;
    assert.ok(plan.participants.validators.length - committee.size >= committee.jurySize);
  });
});
