import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import { AbiCoder } from "ethers/abi";
import { recoverAddress } from "ethers/transaction";
import { dataSlice } from "ethers/utils";
import { accountOf } from "../../../src/chain/accounts.ts";
import type { Account } from "../../../src/model/cast.ts";
import type { ArgumentRecord } from "../../../src/model/record.ts";
import type { Step } from "../../../src/protocol/driver.ts";
import { OWNER_SAFE, signingFor } from "../../../src/records/owner-safe.ts";
import { safeHashes } from "../../../src/records/planetary/safe-transaction.ts";
import { FakeChain, type Sent } from "../../support/fake-chain.ts";

const SIGNERS = ["anna", "bert", "cleo"].map(accountOf);
const EXECUTE = `${OWNER_SAFE}.execTransaction`;
const SIGNATURE_BYTES = 65;

let chain: FakeChain;
let owner: Account;
let nonce: bigint;
beforeEach(() => {
  chain = new FakeChain(`${OWNER_SAFE}=SafeL2`, "SystemPause", "AGIALPHA");
  const address = chain.book.get(OWNER_SAFE).address as Account["address"];
  owner = { label: "owner", address, safe: { signers: SIGNERS, threshold: 2 } };
  nonce = 7n;
  chain.views.set(`${OWNER_SAFE}.nonce`, () => [nonce]);
  chain.effects.set(EXECUTE, (sent) => accept(sent));
});

/** As the real Safe: refuses what is not signed for its nonce, and tells what came of the rest. */
function accept({ args, from }: Sent, isDone = true) {
  const hash = hashOf(args);
  const signed = signersOf(args).map(({ address }) => address);
  if (
    signed.join() !==
    signingFor({ signers: SIGNERS, threshold: 2 })
      .map(({ address }) => address)
      .join()
  )
    return "reverts";
  const info = AbiCoder.defaultAbiCoder().encode(["uint256", "address", "uint256"], [nonce, from.address, 2]);
  nonce += 1n;
  const { to, value, data, operation, safeTxGas, baseGas, gasPrice, gasToken, refundReceiver, signatures } =
    args;
  const sent = [to, value, data, operation, safeTxGas, baseGas, gasPrice, gasToken, refundReceiver];
  return [
    { name: "SafeMultiSigTransaction", args: [...sent, signatures, info] },
    ...(isDone ? [{ contract: "SystemPause", name: "Paused", args: [owner.address, 1, 0] }] : []),
    { name: isDone ? "ExecutionSuccess" : "ExecutionFailure", args: [hash, 0] },
  ];
}

function hashOf(args: ArgumentRecord): string {
  return safeHashes(chain.chainId, owner.address, { ...args, nonce }).safeTxHash;
}

function signersOf(args: ArgumentRecord): Account[] {
  const signatures = String(args.signatures);
  return [0, 1].map((index) => {
    const bytes = dataSlice(signatures, index * SIGNATURE_BYTES, (index + 1) * SIGNATURE_BYTES);
    const address = recoverAddress(hashOf(args), bytes);
    return SIGNERS.find((signer) => signer.address === address) ?? accountOf("nobody");
  });
}

const pause = (more: Partial<Step> = {}): Step => ({
  from: owner,
  contract: "SystemPause",
  function: "pause",
  args: [],
  ...more,
});

describe("what an owner does who is a Safe", () => {
  it("is sent through it by the first signer, and told as what the owner did", async () => {
    const driver = chain.driver();
    const [record] = await driver.mine({ steps: [pause()] });
    const [first] = signingFor({ signers: SIGNERS, threshold: 2 });
    assert.deepEqual(chain.told(), [`${first?.label}: ${EXECUTE}`]);
    const { from, to, contract, function: name, args, status, events, via } = record ?? assert.fail();
    assert.deepEqual(
      [from, to, contract, name, args, status],
      [owner.address, chain.book.get("SystemPause").address, "SystemPause", "pause", {}, "success"],
    );
    assert.deepEqual(
      events.map((event) => event.name),
      ["Paused"],
    );
    assert.deepEqual([via?.safe, via?.sender, via?.nonce], [owner.address, first?.address, "7"]);
    assert.deepEqual(
      via?.signatures.map(({ signer }) => signer),
      signingFor({ signers: SIGNERS, threshold: 2 }).map(({ address }) => address),
    );
  });

  it("counts its nonces from the one that is read, past what others send between", async () => {
    const transfer: Step = {
      from: accountOf("other"),
      contract: "AGIALPHA",
      function: "transfer",
      args: [owner.address, 1n],
    };
    const driver = chain.driver();
    const records = await driver.mine({ steps: [pause(), transfer, pause()] });
    nonce = 20n;
    records.push(...(await driver.mine({ steps: [pause()] })));
    assert.deepEqual(
      records.map(({ via }) => via?.nonce ?? null),
      ["7", null, "8", "20"],
    );
  });

  it("takes up a nonce where it has to be refused, and is told as refused", async () => {
    chain.effects.set(EXECUTE, (sent) => accept(sent, false));
    const driver = chain.driver();
    const [record] = await driver.mine({ steps: [pause({ expect: "reverted" })] });
    assert.deepEqual(
      [record?.status, record?.error, record?.via?.nonce],
      ["reverted", "ExecutionFailure()", "7"],
    );
    assert.deepEqual(chain.argsOf(EXECUTE)[0]?.safeTxGas, "1");
  });

  it("fails where it goes through although it has to be refused", async () => {
    await assert.rejects(chain.driver().mine({ steps: [pause({ expect: "reverted" })] }), {
      code: "OMNI3050",
    });
  });

  it("lets no failure pass where it has to go through", async () => {
    await chain.driver().mine({ steps: [pause()] });
    assert.deepEqual(chain.argsOf(EXECUTE)[0]?.safeTxGas, "0");
    chain.effects.set(EXECUTE, () => "reverts");
    await assert.rejects(chain.driver().mine({ steps: [pause()] }), /reverted/);
  });

  it("is left as it was sent where it is no plain call, or the Safe did not accept it", async () => {
    const driver = chain.driver();
    const [made] = await driver.mine({ steps: [pause()] });
    assert.ok(made?.via);
    const args = chain.argsOf(EXECUTE)[0] ?? {};
    const direct = { from: accountOf("anna"), contract: OWNER_SAFE, function: "execTransaction" };
    const delegated = Object.values({ ...args, operation: 1 });
    chain.effects.set(EXECUTE, () => []);
    const [byDelegation] = await driver.mine({ steps: [{ ...direct, args: delegated }] });
    chain.effects.set(EXECUTE, () => "reverts");
    const [refused] = await driver.mine({
      steps: [{ ...direct, args: Object.values(args), expect: "reverted" }],
    });
    for (const record of [byDelegation, refused])
      assert.deepEqual(
        [record?.contract, record?.function, record?.via],
        [OWNER_SAFE, "execTransaction", undefined],
      );
  });
});
