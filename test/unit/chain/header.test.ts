import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { keccak256 } from "ethers/crypto";
import { decodeRlp, encodeRlp } from "ethers/utils";
import { headerOf } from "../../../src/chain/header.ts";

/** A block of Prague as a node tells it, and its hash. */
const BLOCK = {
  hash: "0x3c599d7d76e759f25b5b0973a04cbe8bbf56a4a679ccb6e607763f0fee45c746",
  parentHash: "0x58404e34382a0f5e500e8dc012ee72147a3f25df2b90d153a1df5a511168b84f",
  sha3Uncles: "0x1dcc4de8dec75d7aab85b567b6ccd41ad312451b948a7413f0a142fd40d49347",
  stateRoot: "0xee2cc0d2c0e5ae9a10d75943d02861c2d01490a3f0af45f720f17e33e483ec28",
  transactionsRoot: "0xc252712ea069b59a0c433bd6669c9ed6549ece4e98950217e2a77d46cf7380b1",
  receiptsRoot: "0xf78dfb743fbd92ade140711c8bbc542b5e307f0ab7984eff35d751969fe57efa",
  number: "0x1",
  gasUsed: "0x5208",
  gasLimit: "0x3938700",
  extraData: "0x",
  logsBloom: `0x${"00".repeat(256)}`,
  timestamp: "0x67748581",
  difficulty: "0x0",
  totalDifficulty: "0x0",
  uncles: [],
  transactions: ["0x5f578e68de9072d5ad24142dd7bf47462f1ab9588e81703b8bb136eb407f049b"],
  size: "0x2d7",
  mixHash: "0x50a21a1c08644a66ed6580d159c5bccb1b30975e6969fb27bf2b80165d7c9a6e",
  nonce: "0x0000000000000000",
  baseFeePerGas: "0x342770c0",
  miner: "0xc014ba5ec014ba5ec014ba5ec014ba5ec014ba5e",
  withdrawals: [],
  withdrawalsRoot: "0x56e81f171bcc55a6ff8345e692c0f86e5b48e01b996cadc001622fb5e363b421",
  blobGasUsed: "0x0",
  excessBlobGas: "0x0",
  parentBeaconBlockRoot: "0xdd8876ba5af271ae9d93ececb192d6a7b4e6094ca5999756336279fd796b8619",
  requestsHash: "0xe3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
} as const;

/** What forks have appended since Paris, the first first. */
const FORKS = [
  ["withdrawalsRoot"],
  ["blobGasUsed", "excessBlobGas", "parentBeaconBlockRoot"],
  ["requestsHash"],
] as const;

describe("a block's header", () => {
  it("is what the block's hash is of, with prevrandao in its fourteenth field", () => {
    const header = headerOf(BLOCK);
    assert.equal(keccak256(header), BLOCK.hash);
    assert.equal((decodeRlp(header) as string[])[13], BLOCK.mixHash);
  });

  it("has no fields of forks that its chain has not had, or of those to come", () => {
    const fields = decodeRlp(headerOf(BLOCK)) as string[];
    for (const [index] of FORKS.entries()) {
      const later = FORKS.slice(index).flat();
      const shorter = encodeRlp(fields.slice(0, fields.length - later.length));
      const block = Object.fromEntries(
        Object.entries(BLOCK).filter(([name]) => !later.includes(name as never)),
      );
      assert.equal(headerOf({ ...block, hash: keccak256(shorter) }), shorter);
    }
    const accessListHash = `0x${"ab".repeat(32)}`;
    const longer = encodeRlp([...fields, accessListHash]);
    const block = { ...BLOCK, blockAccessListHash: accessListHash, hash: keccak256(longer) };
    assert.equal(headerOf(block), longer);
  });

  it("is refused if a field of it is not the one that was hashed", () => {
    const { hash, totalDifficulty, uncles, transactions, size, withdrawals, ...hashed } = BLOCK;
    for (const name of Object.keys(hashed)) {
      for (const value of ["0x77", `0x${"77".repeat(32)}`]) {
        assert.throws(() => headerOf({ ...BLOCK, [name]: value }), { code: "OMNI3057" }, `${name} ${value}`);
      }
    }
    for (const value of [undefined, null, 7, "0x", "none", {}]) {
      for (const name of ["parentHash", "number", "timestamp", "mixHash", "requestsHash"]) {
        assert.throws(() => headerOf({ ...BLOCK, [name]: value }), { code: "OMNI3057" }, `${name} ${value}`);
      }
    }
    assert.throws(() => headerOf({}), { code: "OMNI3057" });
    assert.throws(() => headerOf({ ...BLOCK, hash: BLOCK.parentHash }), { code: "OMNI3057" });
  });
});
