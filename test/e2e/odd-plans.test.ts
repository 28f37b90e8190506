import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { before, describe, it } from "node:test";
import { checkAll, sampleOf } from "../campaigns/plans.ts";
import { BOUNDS, SHARED, smallestPlans, WITH_REGIONS } from "../support/odd-plans.ts";
import { type Checked, rehearsePlans } from "../support/rehearse-plans.ts";

/** Thrown together at random, besides those of each kind. */
const PLANS = 200;

describe("odd plans", () => {
  let plans: Checked[] = [];
  before(async () => {
    plans = await checkAll();
  });

  it("are validated whatever they hold, at least a hundred of them without an error", () => {
    const valid = plans.filter((plan) => plan.valid).length;
    assert.equal(plans.length, PLANS + WITH_REGIONS + SHARED + smallestPlans().length);
    assert.ok(valid >= 100, `${valid} are valid`);
    assert.ok(plans.length - valid >= 20, `${plans.length - valid} are not`);
  });

  it("try every protocol field at its bounds, and the schema takes all of these", () => {
    const atBounds = plans.filter(({ name }) => name.startsWith("protocol."));
    assert.deepEqual(
      atBounds.filter(({ valid }) => !valid).map(({ name, errors }) => `${name} ${errors}`),
      [],
    );
    assert.equal(atBounds.length, 2 * BOUNDS.length);
    assert.deepEqual(
      new Set(BOUNDS.map(([section, field]) => `${section}.${field}`)),
      new Set(fieldsOfProtocol()),
    );
  });

  it("reach a dossier when they are valid: a sample", async () => {
    const sample = sampleOf(plans);
    for (const kind of ["protocol.", "thrown together", "with regions", "shared"])
      assert.ok(
        sample.some(({ name }) => name.startsWith(kind)),
        kind,
      );
    const done = await rehearsePlans(sample, 2);
    assert.deepEqual(
      done.flatMap(({ name, failed }) => (failed ? [`${name}: ${failed.script}: ${failed.said}`] : [])),
      [],
    );
    assert.equal(done.length, sample.length);
    assert.equal(done.length, 5);
  });

  it("have all reached one, by the counts of the last campaign", () => {
    const counts = JSON.parse(readFileSync(new URL("../campaigns/plans.json", import.meta.url), "utf8"));
    assert.equal(counts.plans, plans.length);
    assert.equal(counts.valid, plans.filter(({ valid }) => valid).length);
    assert.equal(counts.reachedDossier, counts.valid);
  });
});

/** Section and field of everything below `protocol` in the published schema. */
function fieldsOfProtocol(): string[] {
  interface Node {
    readonly type?: string;
    readonly properties?: Readonly<Record<string, Node>>;
  }
  const schema: Node = JSON.parse(
    readFileSync(new URL("../../plans/plan.schema.json", import.meta.url), "utf8"),
  );
  const leaves = (node: Node | undefined, section: string): string[] =>
    Object.entries(node?.properties ?? {}).flatMap(([name, inner]) =>
      inner.properties ? leaves(inner, name) : [`${section}.${name}`],
    );
  return leaves(schema.properties?.protocol, "");
}
