import assert from "node:assert/strict";
import { test } from "node:test";
import { getAddress } from "ethers/address";
import { toBeHex } from "ethers/utils";
import { GENESIS } from "../../../src/chain/constants.ts";
import type { JournalBlock } from "../../../src/chain/journal/journal.ts";
import type { Hex } from "../../../src/model/hex.ts";
import type { ReadReceipt, ReceiptReading } from "../../../src/records/read-receipt.ts";
import { renderState } from "../../../src/render/state-markdown.ts";
import { checkState, stateLine } from "../../../src/verify/check-state.ts";
import { creationOf, WatchedChain } from "../../support/watched-chain.ts";

const ALICE = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";
const word = (value: bigint | number) => toBeHex(BigInt(value), 32).slice(2);

/** What stakes as `StakeManager` does: amount (PUSH2) of the account in role 2, which is in the fourth slot's mapping of mappings. */
function staking(amount: string): string {
  const account = `73${ALICE.slice(2)}5f52`; // PUSH20, PUSH0, MSTORE
  const outer = "600460205260405f20"; // PUSH1 4, PUSH1 32, MSTORE, KECCAK256 of 64 bytes
  return `${account}${outer}60205260025f5260405f2061${amount}905500`; // MSTORE, … PUSH2, SWAP1, SSTORE
}

/** Writes 1 into slot 0x1234. */
const STRANGE = "60016112345500";

interface Said {
  readonly name: string;
  readonly artifact: string;
  readonly address: string;
}

function receiptsOf(...contracts: readonly Said[]): ReceiptReading[] {
  const document = {
    decisions: [{ proposalId: "7", title: "Stake" }],
    people: [{ handle: "alice.eth", address: ALICE }],
  };
  const value: ReadReceipt = { document, records: [], contracts };
  return [{ path: "reports/deploy.json", read: { ok: true, value } }];
}

/** A receipt in which the governor executes proposal 7 in a transaction. */
function executionOf(hash: string): ReceiptReading {
  const event = { contract: "QuadraticGovernor", name: "ProposalExecuted", args: { proposalId: "7" } };
  const record = { hash, block: 3, index: 0, gasUsed: "1", events: [event] };
  const value = {
    document: null,
    records: [{ pointer: "", record }],
    contracts: [],
  } as unknown as ReadReceipt;
  return { path: "reports/governance.json", read: { ok: true, value } };
}

async function seenOn(watched: WatchedChain, stages: readonly string[]) {
  const blocks = stages.map((stage, index): JournalBlock => {
    const place = { number: index + 1, timestamp: 0, prevrandao: GENESIS.hash, script: "test" } as const;
    return { ...place, ...GENESIS, stage, transactions: ["0x" as Hex] };
  });
  return { blocks, writes: watched.watch.writes, preimages: watched.watch.preimages };
}

async function staked() {
  const watched = await WatchedChain.open();
  const address = await watched.deploy(creationOf(staking("0005")));
  await watched.send(address, "0x");
  await watched.send(address, "0x");
  return { watched, address };
}

test("tells a stage's changes and a decision's by name, system contracts too, and the same each time", async () => {
  const digests = new Set<string>();
  for (let time = 0; time < 2; time += 1) {
    const { watched, address } = await staked();
    const transaction = watched.watch.writes.findLast((each) => each.transaction !== null)?.transaction ?? "";
    const receipts = [
      ...receiptsOf({ name: "StakeManager", artifact: "StakeManager", address }),
      executionOf(transaction),
    ];
    const { told, findings } = checkState(await seenOn(watched, ["takeoff", "takeoff", "global"]), receipts);
    assert.deepEqual(findings, []);
    assert.ok(told);
    const { stages, decisions } = told.differences;
    assert.deepEqual(
      stages.map(({ stage, firstBlock, lastBlock, transactions }) => [
        stage,
        firstBlock,
        lastBlock,
        transactions,
      ]),
      [
        ["takeoff", 1, 2, 2],
        ["global", 3, 3, 1],
      ],
    );
    const stake = {
      contract: "StakeManager",
      address: getAddress(address),
      values: [
        { variable: "_positions[alice.eth][2].kept", type: "uint128", unit: "wei", before: "0", after: "5" },
      ],
    };
    const found = stages[0]?.changes.filter(({ contract }) => contract === "StakeManager");
    assert.deepEqual(
      found?.map(({ slot: _, ...rest }) => rest),
      [stake],
    );
    assert.equal(stages[1]?.changes.filter(({ contract }) => contract === "StakeManager").length, 0);
    assert.deepEqual(
      decisions.map(({ changes, ...decision }) => [decision, changes.length]),
      [[{ proposalId: "7", title: "Stake", transaction, block: 2, stage: "takeoff" }, 1]],
    );
    assert.match(
      renderState(told.differences),
      /`_positions\[alice\.eth\]\[2\]\.kept` \| 0\.00 \| &lt; 0\.01 \|/,
    );
    digests.add(told.digest);
  }
  assert.equal(digests.size, 1);
});

test("a write into a slot that no layout knows is named, with its contract", async () => {
  const watched = await WatchedChain.open();
  const address = await watched.deploy(creationOf(STRANGE));
  await watched.send(address, "0x");
  for (const [said, name] of [
    [[{ name: "StakeManager", artifact: "StakeManager", address }], "StakeManager"],
    [[], "unknown"],
  ] as const) {
    const check = checkState(await seenOn(watched, ["takeoff", "takeoff"]), receiptsOf(...said));
    assert.equal(check.told, null);
    assert.deepEqual(
      check.findings.map(({ code, message }) => [code, message]),
      [
        [
          "OMNI3070",
          `Block 2 writes into slot 0x${word(0x1234)} of "${name}" (${getAddress(address)}), where no known layout has a variable.`,
        ],
      ],
    );
    assert.match(stateLine(check), /not told: a write goes where nobody knows a variable/);
  }
});
