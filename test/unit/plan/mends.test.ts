import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";
import type { PlanResult } from "../../../src/model/plan-result.ts";
import { formatIssue } from "../../../src/plan/format.ts";
import { parsePlan } from "../../../src/plan/load.ts";
import { DOUBTFUL } from "../../fixtures/plans/broken.ts";

const BASE = readFileSync(new URL("../../fixtures/plans/base.json", import.meta.url), "utf8");

type Step = string | number;
type Holder = Record<Step, unknown>;

function load(plan: unknown): PlanResult {
  const text = JSON.stringify(plan, null, 1);
  const content = Buffer.from(text);
  return parsePlan({ file: "/x.json", shown: "x.json", sha256: "0".repeat(64), content, text }, {});
}

/** Every place of a document, the outer ones first. */
function* placesOf(value: unknown, path: readonly Step[] = []): Generator<readonly Step[]> {
  if (path.length > 0) yield path;
  if (typeof value !== "object" || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    yield* placesOf(inner, [...path, Array.isArray(value) ? Number(key) : key]);
  }
}

function changed(path: readonly Step[], change: (holder: Holder, key: Step) => void): unknown {
  const plan = JSON.parse(BASE);
  const holder = path.slice(0, -1).reduce<Holder>((inner, key) => inner[key] as Holder, plan);
  change(holder, path.at(-1) as Step);
  return plan;
}

function complaintsAbout(result: PlanResult, path: readonly Step[]) {
  if (result.ok) return [];
  const pointer = `/${path.join("/")}`;
  return result.issues.filter((issue) => issue.severity === "error" && issue.pointer === pointer);
}

/** `… such as VALUE.` → VALUE. */
function exampleIn(mend: string): string | null {
  return / such as (.*)\.$/.exec(mend)?.[1] ?? null;
}

describe("doing what a message says", () => {
  it("makes a plan that lacks one field valid again", () => {
    let tried = 0;
    for (const path of placesOf(JSON.parse(BASE))) {
      if (typeof path.at(-1) === "number") continue;
      const result = load(changed(path, (holder, key) => delete holder[key]));
      const [complaint] = complaintsAbout(result, path);
      if (complaint?.code !== "OMNI1021") continue;
      const example = exampleIn(complaint.mend);
      assert.ok(example, `${path.join(".")}: ${complaint.mend}`);
      assertAccepted(path, example);
      tried += 1;
    }
    assert.ok(tried > 50, `${tried} fields`);
  });

  it("makes a plan with a value of another type valid again", () => {
    let tried = 0;
    for (const path of placesOf(JSON.parse(BASE))) {
      for (const wrong of [null, true, "x", -1]) {
        const result = load(changed(path, (holder, key) => Object.assign(holder, { [key]: wrong })));
        for (const { code, mend } of complaintsAbout(result, path)) {
          const example = exampleIn(mend);
          if (!["OMNI1020", "OMNI1022"].includes(code) || example === null) continue;
          assertAccepted(path, example);
          tried += 1;
        }
      }
    }
    assert.ok(tried > 100, `${tried} values`);
  });

  function assertAccepted(path: readonly Step[], example: string): void {
    const mended = load(
      changed(path, (holder, key) => Object.assign(holder, { [key]: JSON.parse(example) })),
    );
    const about = complaintsAbout(mended, path).map(formatIssue);
    assert.deepEqual(about, [], `${path.join(".")} = ${example}`);
    const consequences = mended.ok ? [] : mended.issues.filter(({ severity }) => severity === "error");
    // What other values refer to, or add up from, has its own say.
    const isSelfContained = !/^(jobs|regions|participants|budget|budget\.allocations|governance)$/.test(
      path.join("."),
    );
    const isReferredTo = /\.(id|reward|dependencies)$|^(jobs|regions|participants\.agents)\.\d+$/.test(
      path.join("."),
    );
    if (isSelfContained && !isReferredTo) assert.deepEqual(consequences.map(formatIssue), [], path.join("."));
  }

  it("makes a plan valid that was told to remove something", () => {
    let tried = 0;
    for (const { name, content } of DOUBTFUL) {
      const plan = JSON.parse(String(content));
      const result = load(plan);
      assert.ok(result.ok, name);
      for (const { pointer, mend } of result.warnings) {
        if (!/^Remove \S+\.$/.test(mend)) continue;
        const path = pointer.split("/").slice(1);
        const without = structuredClone(plan);
        const place = path.slice(0, -1).reduce((inner, key) => inner[key], without);
        if (Array.isArray(place)) place.splice(Number(path.at(-1)), 1);
        else delete place[path.at(-1) as string];
        const mended = load(without);
        assert.ok(mended.ok, `${name}: ${mend} ${mended.ok || mended.issues.map(formatIssue).join("\n")}`);
        tried += 1;
      }
    }
    assert.ok(tried >= 6, `${tried}`);
  });

  it("says what a word may have been meant for", () => {
    const result = load({ ...JSON.parse(BASE), objectve: "x", initiativ: "y" });
    const mends = result.ok ? result.warnings.map(({ mend }) => mend) : [];
    assert.deepEqual(mends, [
      'Did you mean "objective"?  Rename it, or remove it.',
      'Did you mean "initiative"?  Rename it, or remove it.',
    ]);
    const odd = changed(["jobs", 1, "dependencies", 0], (holder, key) =>
      Object.assign(holder, { [key]: "FRSIT" }),
    );
    assert.match(
      complaintsAbout(load(odd), ["jobs", 1, "dependencies", 0])[0]?.mend ?? "",
      /^Did you mean "FIRST"\?/,
    );
  });
});

describe("a part of an object", () => {
  const settingsOf = (quadraticVoting?: object) => {
    const plan = JSON.parse(BASE);
    if (quadraticVoting) plan.governance.quadraticVoting = quadraticVoting;
    const result = load(plan);
    assert.ok(result.ok);
    return result.plan.governance.quadraticVoting;
  };

  it("gets the defaults of a whole one that is absent", () => {
    assert.deepEqual(settingsOf({}), settingsOf());
    assert.deepEqual(settingsOf({ executionDelayDays: 9 }), {
      ...settingsOf(),
      executionDelaySeconds: 9 * 86_400,
    });
  });
});

describe("what is ignored", () => {
  it("can be removed as the message says, and is not complained about any more", () => {
    const ignored = (change: (plan: ReturnType<typeof JSON.parse>) => void) => {
      const plan = JSON.parse(BASE);
      change(plan);
      const result = load(plan);
      const issue = (result.ok ? result.warnings : result.issues).find(({ code }) => code === "OMNI1534");
      return { plan, issue };
    };
    const drills = [
      { id: "D", kind: "reward" },
      { id: "E", kind: "quadratic-proposal" },
      { id: "F", kind: "pause", job: "FIRST" },
    ];
    for (const drill of drills) {
      const { plan, issue } = ignored((base) => {
        base.drills = [{ id: "KEPT", kind: "pause" }, drill];
      });
      assert.ok(issue, drill.kind);
      const path = issue.pointer.slice(1).split("/");
      const holder = path.slice(0, -1).reduce((inner, key) => inner[key], plan);
      if (Array.isArray(holder)) holder.splice(Number(path.at(-1)), 1);
      else delete holder[path.at(-1) as string];
      const mended = load(plan);
      assert.ok(mended.ok, issue.mend);
      assert.ok(!mended.warnings.some(({ code }) => code === "OMNI1534"));
    }
  });

  it("is said of drills of a planetary layer that no job asks for", () => {
    const plan = JSON.parse(BASE);
    plan.jobs = plan.jobs.map(({ region: _, ...job }: { region?: string }) => job);
    plan.drills = [{ id: "D", kind: "reward" }];
    const result = load(plan);
    const texts = (result.ok ? result.warnings : result.issues).map(formatIssue).join("\n");
    assert.match(texts, /drills\[0\] is ignored: "reward" needs jobs of regions, and this plan has none/);
  });
});

describe("places that an agent serves", () => {
  it("may be cities, and a message about an unknown one says so", () => {
    const plan = JSON.parse(BASE);
    plan.participants.agents[0].regions = ["NOWHERE"];
    const result = load(plan);
    const issue = (result.ok ? result.warnings : result.issues).find(({ code }) => code === "OMNI1033");
    assert.match(issue?.mend ?? "", /or GLOBAL, or the city of a job\.$/);
  });
});
