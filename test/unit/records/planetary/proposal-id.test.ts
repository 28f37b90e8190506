import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { recordsIn } from "../../../../src/records/located-records.ts";
import { type GovernorProposal, proposalIdOf } from "../../../../src/records/planetary/proposal-id.ts";

test("a proposal's number is the one that the governor gave it", () => {
  const receipts = JSON.parse(
    readFileSync(new URL("../../../fixtures/receipts.json", import.meta.url), "utf8"),
  ) as Readonly<Record<string, unknown>>;
  const created = Object.values(receipts)
    .flatMap((receipt) => recordsIn(receipt))
    .flatMap(({ events }) => events)
    .filter(({ name }) => name === "ProposalCreated");
  assert.ok(created.length > 0);
  for (const { args } of created)
    assert.equal(proposalIdOf(args as unknown as GovernorProposal), args.proposalId);
});
