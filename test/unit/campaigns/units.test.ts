import assert from "node:assert/strict";
import { it } from "node:test";
import { units } from "../../campaigns/units.ts";

it("in fifty generated plans uncertainty compares with value, temperature moves budgets, and caps are no rule", async () => {
  const { counts, failures } = await units.sample(() => {});
  assert.deepEqual(failures, []);
  assert.deepEqual(Object.keys(counts), ["plans", "agreeing", "dissenting", "drawn"]);
});
