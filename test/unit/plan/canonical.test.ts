import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, it } from "node:test";
import fc from "fast-check";
import { canonicalText, parseForRewrite, planText } from "../../../src/plan/canonical.ts";
import { parsePlan } from "../../../src/plan/load.ts";

const ROOT = resolve(import.meta.dirname, "../../..");
const PLANS = [
  "plans/asi-takeoff/project-plan.json",
  "plans/asi-global/project-plan.json",
  "plans/omnisovereign/project-plan.omnisovereign.json",
  "test/fixtures/plans/foreign.json",
  "test/fixtures/plans/harsh.json",
];

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

function canonical(text: string): string {
  const parsed = parseForRewrite(text);
  assert.ok(parsed.ok);
  return canonicalText(parsed.source);
}

/** What a load makes of a text: the plan, or the issues without their places. */
function meaning(text: string): unknown {
  const result = parsePlan({ file: "/p", shown: "p", sha256: "", content: new Uint8Array(), text }, {});
  if (result.ok) return { plan: result.plan, warnings: result.warnings.map(placeless) };
  return result.issues.map(placeless).toSorted();
}

function placeless({ code, pointer }: { code: string; pointer: string }): string {
  return `${code} ${pointer}`;
}

/** Objects whose keys the author chooses. */
const NAMED = ["allocations", "artifacts", "controlScripts"];

/** The same values with the schema's keys in an order that `swaps` chooses. */
function shuffled(value: Json, swaps: readonly number[], name = ""): Json {
  if (Array.isArray(value)) return value.map((entry) => shuffled(entry, swaps));
  if (typeof value !== "object" || value === null) return value;
  const keys = Object.keys(value);
  const order = NAMED.includes(name) ? keys : keys.toSorted((a, b) => rankOf(a, swaps) - rankOf(b, swaps));
  return Object.fromEntries(order.map((key) => [key, shuffled(value[key] as Json, swaps, key)]));
}

function rankOf(key: string, swaps: readonly number[]): number {
  return swaps[[...key].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % swaps.length] ?? 0;
}

describe("the canonical text of a plan", () => {
  for (const path of PLANS) {
    const text = readFileSync(join(ROOT, path), "utf8");

    it(`of ${path} says the same, and stays as it is`, () => {
      const once = canonical(text);
      assert.deepEqual(meaning(once), meaning(text));
      assert.equal(canonical(once), once);
    });

    it(`of ${path} is one, whatever the order of keys and the indentation`, () => {
      const expected = canonical(text);
      fc.assert(
        fc.property(
          fc.array(fc.nat(), { minLength: 7, maxLength: 7 }),
          fc.constantFrom(undefined, 1, "\t", 7),
          (swaps, indent) => {
            assert.equal(
              canonical(JSON.stringify(shuffled(JSON.parse(expected), swaps), null, indent)),
              expected,
            );
          },
        ),
        { numRuns: 20, seed: 11 },
      );
    });
  }

  it("writes amounts as strings of the same value, to the last decimal", () => {
    const text =
      '{"budget": {"total": 1500.500000000000000001000, "currency": "T", "allocations": {"A": "007.10"}}}';
    assert.equal(
      canonical(text),
      `{
  "budget": {
    "currency": "T",
    "total": "1500.500000000000000001",
    "allocations": { "A": "7.1" }
  }
}
`,
    );
  });

  it("keeps what is no amount, unknown keys, and the order of names that the author chose", () => {
    const text =
      '{"x": 1.0, "initiative": 5, "budget": {"z": [], "total": "1e3", "allocations": {"2": 1, "1": 2}}}';
    assert.equal(
      canonical(text),
      `{
  "initiative": 5,
  "budget": {
    "total": "1e3",
    "allocations": { "2": "1", "1": "2" },
    "z": []
  },
  "x": 1.0
}
`,
    );
  });

  it("refuses to rewrite what it would lose", () => {
    for (const [text, number] of [
      ['{"jobs": [], "jobs": []}', 1007],
      ['{"__proto__": 1}', 1008],
      ['{"initiative": "\\ud800"}', 1009],
      ['{"initiative": }', 1005],
    ] as const) {
      const parsed = parseForRewrite(text);
      assert.deepEqual(parsed.ok ? [] : parsed.findings.map(({ descriptor }) => descriptor.number), [number]);
    }
  });

  it("breaks a list only where its line would get too long", () => {
    const lines = Array.from({ length: 40 }, (_, index) => {
      const plan = { participants: { agents: [{ regions: ["a", "b".repeat(60 + index)] }] } };
      return planText(plan)
        .split("\n")
        .find((line) => line.includes('"regions"'));
    });
    const whole = lines.filter((line) => line?.endsWith("]"));
    assert.equal(Math.max(...whole.map((line) => line?.length ?? 0)), 109);
    assert.ok(whole.length < lines.length);
  });
});
