import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import { ZeroAddress } from "ethers/constants";
import { id } from "ethers/hash";
import { hexlify, toBeHex, zeroPadValue } from "ethers/utils";
import { accountOf, DEPLOYER } from "../../../../src/chain/accounts.ts";
import { GENESIS } from "../../../../src/chain/constants.ts";
import type { ContractName } from "../../../../src/model/contracts.ts";
import { CONTRACT_SOURCES } from "../../../../src/model/contracts.ts";
import { AddressBook } from "../../../../src/records/address-book.ts";
import { safeSetup } from "../../../../src/records/owner-safe.ts";
import { layoutOf } from "../../../../src/records/storage/kept-layouts.ts";
import { SlotDecoder } from "../../../../src/records/storage/slot-decoder.ts";
import { contractType } from "../../../../src/system/contract-artefacts.ts";
import { creationOf, WatchedChain } from "../../../support/watched-chain.ts";

const SENTINEL = "0x0000000000000000000000000000000000000001";
const STRANGER = accountOf("stranger").address;
const { abi: SAFE } = contractType("SafeL2");
const { abi: FACTORY } = contractType("SafeProxyFactory");
const HASH = id("something to sign");
/** Answers every call with "true", a guard's question for its interface too. */
const YES = creationOf("60015f5260205ff3");
/** Writes 1 into slot 7 under the hash of its caller's message, as a library that signs for a Safe does when it is delegated to. */
const SIGNER = creationOf("5f355f5260076020526001604" + "05f2055" + "00");

let watched: WatchedChain;
let book: AddressBook;
let safe: string;

async function created(name: ContractName): Promise<string> {
  const address = await watched.deploy(contractType(name).bytecode);
  book.add(name, address, name);
  return address;
}

/** What the last transaction changed, in words. */
function told(): string[] {
  const decoder = new SlotDecoder(book, watched.watch.preimages, () => undefined);
  return watched.lastWrites.flatMap((written) => {
    const { contract, values } = decoder.decode(written.address, written);
    assert.ok(values, `${contract} ${written.slot} is not known`);
    return values.map(({ variable, before, after }) => `${contract}.${variable} ${before} ${after}`);
  });
}

async function asked(view: string, ...args: unknown[]): Promise<string> {
  const answer = await watched.call(safe, SAFE.encodeFunctionData(view, args));
  return String(SAFE.decodeFunctionResult(view, answer));
}

/** The deployer is the Safe's only owner, whose own sending approves: a signature with v = 1. */
async function execute(to: string, data: string, operation = 0): Promise<void> {
  const approval = `${zeroPadValue(DEPLOYER.address, 32)}${"00".repeat(32)}01`;
  const args = [to, 0, data, operation, 0, 0, 0, ZeroAddress, ZeroAddress, approval];
  await watched.send(safe, SAFE.encodeFunctionData("execTransaction", args));
}

async function itself(call: string, ...args: unknown[]): Promise<void> {
  await execute(safe, SAFE.encodeFunctionData(call, args));
}

before(async () => {
  watched = await WatchedChain.open();
  book = new AddressBook(contractType);
});

describe("the layout of a Safe", () => {
  before(async () => {
    const [singleton, factory, handler] = [
      await created("SafeL2"),
      await created("SafeProxyFactory"),
      await created("CompatibilityFallbackHandler"),
    ];
    const setup = safeSetup([DEPLOYER.address], 1, handler);
    const call = FACTORY.encodeFunctionData("createProxyWithNonce", [singleton, setup, 0]);
    safe = String(FACTORY.decodeFunctionResult("createProxyWithNonce", await watched.call(factory, call)));
    book.add("Treasury", safe, "SafeL2");
    await watched.send(factory, call);
    assert.deepEqual(
      told().sort(),
      [
        `Treasury.fallbackHandler ${ZeroAddress} CompatibilityFallbackHandler`,
        `Treasury.modules[${SENTINEL}] ${ZeroAddress} ${SENTINEL}`,
        `Treasury.ownerCount 0 1`,
        `Treasury.owners[${SENTINEL}] ${ZeroAddress} ${DEPLOYER.address}`,
        `Treasury.owners[${DEPLOYER.address}] ${ZeroAddress} ${SENTINEL}`,
        `Treasury.singleton ${ZeroAddress} SafeL2`,
        `Treasury.threshold 0 1`,
      ].sort(),
    );
  });

  it("tells what the Safe's own views tell: owners, threshold, nonce", async () => {
    await itself("addOwnerWithThreshold", STRANGER, 1);
    assert.deepEqual(
      told().sort(),
      [
        `Treasury.nonce 0 1`,
        `Treasury.ownerCount 1 2`,
        `Treasury.owners[${SENTINEL}] ${DEPLOYER.address} ${STRANGER}`,
        `Treasury.owners[${STRANGER}] ${ZeroAddress} ${DEPLOYER.address}`,
      ].sort(),
    );
    assert.equal(await asked("getOwners"), [STRANGER, DEPLOYER.address].join(","));
    assert.equal(await asked("nonce"), "1");
    await itself("changeThreshold", 2);
    assert.ok(told().includes("Treasury.threshold 1 2"));
    assert.equal(await asked("getThreshold"), "2");
    await assert.rejects(itself("changeThreshold", 1), /4753303230/, "GS020: two have to sign now");
  });
});

describe("the rest of the layout of a Safe", () => {
  before(async () => {
    const { address } = book.get("SafeProxyFactory");
    const setup = safeSetup([DEPLOYER.address], 1, ZeroAddress);
    const call = FACTORY.encodeFunctionData("createProxyWithNonce", [book.get("SafeL2").address, setup, 1]);
    safe = String(FACTORY.decodeFunctionResult("createProxyWithNonce", await watched.call(address, call)));
    book.add("Other", safe, "SafeL2");
    await watched.send(address, call);
  });

  it("tells modules, guard and fallback handler", async () => {
    await itself("enableModule", STRANGER);
    assert.ok(told().includes(`Other.modules[${SENTINEL}] ${SENTINEL} ${STRANGER}`));
    assert.equal(await asked("isModuleEnabled", STRANGER), "true");
    await itself("setFallbackHandler", STRANGER);
    assert.ok(told().includes(`Other.fallbackHandler ${ZeroAddress} ${STRANGER}`));
    const guard = await watched.deploy(YES);
    await itself("setGuard", guard);
    assert.ok(told().includes(`Other.guard ${ZeroAddress} ${guard}`));
  });

  it("tells approved hashes and signed messages", async () => {
    await watched.send(safe, SAFE.encodeFunctionData("approveHash", [HASH]));
    assert.deepEqual(told(), [`Other.approvedHashes[${DEPLOYER.address}][${HASH}] 0 1`]);
    assert.equal(await asked("approvedHashes", DEPLOYER.address, HASH), "1");
    await execute(await watched.deploy(SIGNER), HASH, 1);
    assert.ok(told().includes(`Other.signedMessages[${HASH}] 0 1`));
    assert.equal(await asked("signedMessages", HASH), "1");
  });
});

describe("the layouts of the protocol's contracts", () => {
  it("tell the hash of the block before, and the time and beacon root of the block itself", async () => {
    const parent = watched.chain.latest;
    const known = watched.watch.writes.length;
    const { block } = await watched.mine();
    const decoder = new SlotDecoder(book, [], () => undefined);
    const values = watched.watch.writes.slice(known).flatMap(({ transaction, slots }) => {
      assert.equal(transaction, null);
      return slots.flatMap((written) => {
        const { contract, values } = decoder.decode(written.address, written);
        return (values ?? []).map(({ variable, after }) => [contract, variable, after]);
      });
    });
    const { timestamp, parentBeaconBlockRoot } = block.header;
    const place = Number(timestamp) % 8191;
    assert.deepEqual(values, [
      ["EIP-2935 block hashes", `hashes[${parent.header.number}]`, hexlify(parent.hash())],
      ["EIP-4788 beacon roots", `timestamps[${place}]`, timestamp.toString()],
      ["EIP-4788 beacon roots", `roots[${place}]`, hexlify(parentBeaconBlockRoot ?? "0x")],
    ]);
    assert.equal(timestamp, BigInt(GENESIS.timestamp) + block.header.number);
    // EIP-4788: whoever asks for a time gets the root.
    const answer = await watched.call("0x000f3df6d732807ef1319fb7b8bb8522d0beac02", toBeHex(timestamp, 32));
    assert.equal(answer, values[2]?.[2]);
  });
});

describe("every contract that is deployed", () => {
  it("has a layout, of its compiler's or kept by hand", () => {
    const without = (Object.keys(CONTRACT_SOURCES) as ContractName[]).filter(
      (name) => layoutOf(contractType(name)) === null,
    );
    assert.deepEqual(without, []);
  });
});
