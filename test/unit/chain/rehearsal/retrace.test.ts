import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { accountOf } from "../../../../src/chain/accounts.ts";
import { type JournalBlock, journalHeader } from "../../../../src/chain/journal/journal.ts";
import type { TransactionRequest } from "../../../../src/chain/port.ts";
import { openRetrace } from "../../../../src/chain/rehearsal/retrace.ts";
import { signGroup } from "../../../../src/chain/rehearsal/sign-group.ts";
import type { Rpc } from "../../../../src/chain/rpc.ts";
import { prevrandaoOf } from "../../../../src/chain/sign.ts";
import type { OmniError } from "../../../../src/errors/error.ts";
import type { Address, Hex } from "../../../../src/model/hex.ts";
import type { RawReceipt } from "../../../../src/model/raw-receipt.ts";

const SEED = "retraced";
const START = 1_000;
const ACTOR = { stage: "takeoff", script: "demo:takeoff", seed: SEED };
const word = (digit: string) => `0x${digit.repeat(64)}` as Hex;
const GENESIS = { hash: word("0"), stateRoot: word("1"), timestamp: START };
/** A chain that is acted again is not asked for anything while it mines. */
const NO_NODE = { batch: () => assert.fail("asked the node") } as unknown as Rpc;

function request(data: Hex, label = "somebody"): TransactionRequest {
  const to = accountOf("somebody else").address as Address;
  return { from: accountOf(label), to, data, gasLimit: 21_000n, expect: "success" };
}

const GROUPS = [[request("0x01"), request("0x02", "another")], [], [request("0x03")]];

async function journalOf(change: Partial<JournalBlock> = {}) {
  const nonces = new Map<string, number>();
  const take = ({ address }: { readonly address: string }) => {
    nonces.set(address, (nonces.get(address) ?? -1) + 1);
    return nonces.get(address) as number;
  };
  const blocks: JournalBlock[] = [];
  for (const [index, group] of GROUPS.entries()) {
    const number = index + 1;
    const transactions = (await signGroup(group, take)).map(({ raw }) => raw);
    const outcome = { hash: word("2"), stateRoot: word(String(number + 2)) };
    const { stage, script } = ACTOR;
    const intent = {
      number,
      timestamp: START + number,
      prevrandao: prevrandaoOf(SEED, number),
      stage,
      script,
    };
    blocks.push({ ...intent, transactions, ...outcome, ...(number === 3 ? change : {}) });
  }
  return { header: journalHeader(GENESIS), blocks };
}

const OUTCOME = {
  hash: word("9"),
  block: 1,
  index: 0,
  timestamp: START + 1,
  data: "0x01",
  valueWei: 0n,
  receipt: { status: "0x0" } as unknown as RawReceipt,
  revertData: "0xdead",
} as const;

async function actAll(change: Partial<JournalBlock> = {}, groups = GROUPS) {
  const retrace = openRetrace(NO_NODE, await journalOf(change), [OUTCOME]);
  const port = retrace.portFor(ACTOR);
  const mined = [];
  for (const transactions of groups) mined.push(await port.mine({ transactions }));
  return { retrace, port, mined };
}

describe("acting again on a chain that was replayed", () => {
  test("goes through the journal's blocks, and gets what came of them", async () => {
    const { retrace, port, mined } = await actAll();
    assert.deepEqual([retrace.clock.block, retrace.clock.now], [3, BigInt(START + 3)]);
    assert.equal(port.stateRoot(), word("5"));
    assert.equal(await port.nonceOf(accountOf("somebody")), 2);
    const [first] = mined[0] ?? [];
    assert.deepEqual([first?.hash, first?.status, first?.revertData], [word("9"), "reverted", "0xdead"]);
  });

  const departures: readonly (readonly [what: string, change: Partial<JournalBlock>, said: RegExp])[] = [
    ["another time", { timestamp: START + 9 }, /timestamp 1003 was expected, "1009" is there/],
    [
      "another randomness",
      { prevrandao: word("a") },
      /prevrandao 0x\w{60,} was expected, "0xa{60,}" is there/,
    ],
    [
      "another script's name",
      { script: "demo:global" },
      /script demo:takeoff was expected, "demo:global" is there/,
    ],
    ["a transaction left out", { transactions: [] }, /number of transactions 1 was expected, "0" is there/],
  ];
  for (const [what, change, said] of departures) {
    test(`stops at a block with ${what}`, async () => {
      await assert.rejects(actAll(change), (error: OmniError) => {
        assert.equal(error.code, "OMNI3064");
        assert.match(error.message, /^Block 3 of the journal is not what plan and code make of it/);
        assert.match(error.message, said);
        return true;
      });
    });
  }

  test("stops at a transaction that says something else, and names the field", async () => {
    const groups = [GROUPS[0] ?? [], [], [request("0x04")]];
    await assert.rejects(actAll({}, groups), /data of transaction 0 0x04 was expected, "0x03" is there/);
  });

  test("stops where the journal ends", async () => {
    await assert.rejects(actAll({}, [...GROUPS, []]), /block 4 was expected, "the journal's end" is there/);
  });
});
