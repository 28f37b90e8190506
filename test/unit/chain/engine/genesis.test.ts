import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { keccak256 } from "ethers/crypto";
import { HDNodeWallet, Mnemonic } from "ethers/wallet";
import { GENESIS } from "../../../../src/chain/constants.ts";
import { type EthereumJsChain, openChain, outcomeOf } from "../../../../src/chain/engine/ethereumjs/chain.ts";
import { GENESIS_DOCUMENT, type GenesisDocument } from "../../../../src/chain/engine/genesis.ts";
import { nativeCrypto } from "../../../../src/chain/engine/native-crypto.ts";
import { headerOf } from "../../../../src/chain/header.ts";
import type { BlockIntent } from "../../../../src/chain/journal/journal.ts";
import type { Hex } from "../../../../src/model/hex.ts";

const SCRIPTED: Hex = `0x${"ab".repeat(32)}`;

async function chainOf(document: GenesisDocument = GENESIS_DOCUMENT): Promise<EthereumJsChain> {
  return openChain(document, await nativeCrypto());
}

function empty(number: number, timestamp: number): BlockIntent {
  return { number, timestamp, prevrandao: SCRIPTED, stage: "takeoff", script: "test", transactions: [] };
}

describe("the genesis document", () => {
  const { genesis, laterBlocks } = GENESIS_DOCUMENT.rehearsal;

  it("makes an EVM of another family begin with the journal's first block", async () => {
    const { hash, stateRoot } = outcomeOf((await chainOf()).latest);
    assert.deepEqual({ hash, stateRoot }, { hash: GENESIS.hash, stateRoot: GENESIS.stateRoot });
  });

  it("has the header of which the first block's hash is made", () => {
    assert.equal(keccak256(headerOf({ ...genesis.header, hash: genesis.hash })), GENESIS.hash);
  });

  it("funds the accounts of the well-known mnemonic", () => {
    const mnemonic = Mnemonic.fromPhrase("test test test test test test test test test test test junk");
    const parent = HDNodeWallet.fromMnemonic(mnemonic, "m/44'/60'/0'/0");
    const funded = Object.entries(GENESIS_DOCUMENT.alloc).filter(([, { balance }]) => balance !== "0x0");
    assert.deepEqual(
      funded.map(([address]) => address),
      Array.from({ length: 20 }, (_, index) => parent.deriveChild(index).address.toLowerCase()),
    );
  });

  it("says of each later field what it is", async () => {
    const chain = await chainOf();
    const first = (await chain.mine(empty(1, GENESIS.timestamp + 5))).block.header;
    const second = (await chain.mine(empty(2, GENESIS.timestamp + 9))).block.header;
    const names = { sha3Uncles: "uncleHash", miner: "coinbase" } as Record<string, string>;
    const json = second.toJSON() as Record<string, string>;
    for (const [field, rule] of Object.entries(laterBlocks)) {
      if ("value" in rule) assert.equal(json[names[field] ?? field], rule.value, field);
    }
    assert.deepEqual(second.parentHash, first.hash());
    assert.equal(json.mixHash, SCRIPTED);
    assert.equal(Number(json.timestamp), GENESIS.timestamp + 9);
    // EIP-1559: empty blocks take an eighth off.
    assert.equal(first.baseFeePerGas, 875_000_000n);
    assert.equal(second.baseFeePerGas, 765_625_000n);
    const seed = new TextEncoder().encode("randomParentBeaconBlockRootSeed");
    assert.equal(first.toJSON().parentBeaconBlockRoot, keccak256(seed));
    assert.equal(json.parentBeaconBlockRoot, keccak256(keccak256(seed)));
  });

  it("makes another first block with any account or field of it changed", async () => {
    const { alloc, rehearsal } = GENESIS_DOCUMENT;
    const { header } = genesis;
    const richer = Object.entries(alloc).map(([address, account]) => ({
      ...GENESIS_DOCUMENT,
      alloc: { ...alloc, [address]: { ...account, balance: "0x1" as const } },
    }));
    const fields = Object.keys(header).filter((field) => !["stateRoot", "number"].includes(field));
    const marked = fields.map((field) => {
      const text = header[field as keyof typeof header];
      const other = { ...header, [field]: text.replace(/.$/, (digit) => (digit === "0" ? "1" : "0")) };
      return { ...GENESIS_DOCUMENT, rehearsal: { ...rehearsal, genesis: { ...genesis, header: other } } };
    });
    for (const document of [...richer, ...marked]) {
      const chain = await chainOf(document).catch(() => null);
      assert.notEqual(chain && outcomeOf(chain.latest).hash, GENESIS.hash);
    }
    assert.equal(richer.length + marked.length, 22 + 19);
  });
});
