import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { accountOf } from "../../../src/chain/accounts.ts";
import { readHistory } from "../../../src/observe/history.ts";
import { FakeChain } from "../../support/fake-chain.ts";

const [ANNA, BERT] = ["anna", "bert"].map((label) => accountOf(label).address);

describe("the history of the contracts", () => {
  it("keeps events of one name apart by who emitted them, each in the chain's order", async () => {
    const chain = new FakeChain("One=AGIALPHA", "Other=AGIALPHA");
    chain.happens("One", "Transfer", ANNA, BERT, 1n);
    chain.happens("Other", "Transfer", ANNA, BERT, 2n);
    chain.happens("One", "Approval", ANNA, BERT, 3n);
    chain.happens("One", "Transfer", BERT, ANNA, 4n);
    const history = await readHistory(chain.observer(), new Map());
    const valuesOf = (contract: string) => history.of(contract, "Transfer").map(({ args }) => args.value);
    assert.deepEqual(valuesOf("One"), ["1", "4"]);
    assert.deepEqual(valuesOf("Other"), ["2"]);
    assert.deepEqual(
      history.of("One", "Transfer").map(({ block }) => block),
      [2, 5],
    );
  });

  it("has nothing of a contract that is not deployed, or never emitted such an event", async () => {
    const history = await readHistory(new FakeChain("AGIALPHA").observer(), new Map());
    assert.deepEqual(history.of("QuadraticGovernor", "VoteCast"), []);
    assert.deepEqual(history.of("AGIALPHA", "Transfer"), []);
  });

  it("knows the receipt that shows an event, if one does", async () => {
    const chain = new FakeChain("AGIALPHA");
    const shown = chain.happens("AGIALPHA", "Transfer", ANNA, BERT, 1n);
    chain.happens("AGIALPHA", "Transfer", ANNA, BERT, 2n);
    const history = await readHistory(chain.observer(), new Map([[shown, "receipts/deploy.json"]]));
    assert.deepEqual(
      history.of("AGIALPHA", "Transfer").map((event) => history.receiptOf(event)),
      ["receipts/deploy.json", null],
    );
  });
});
