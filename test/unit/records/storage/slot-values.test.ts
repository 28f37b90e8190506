import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { keccak256 } from "ethers/crypto";
import { id } from "ethers/hash";
import { toBeHex, toUtf8Bytes } from "ethers/utils";
import type { StorageLayout, StorageType } from "../../../../src/model/storage-layout.ts";
import { hashedBeforehand, Preimages } from "../../../../src/records/storage/preimages.ts";
import { valuesIn } from "../../../../src/records/storage/slot-values.ts";

const WORD = 1n << 256n;
const ALICE = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";

const plain = (label: string, bytes: number): StorageType => ({
  encoding: "inplace",
  label,
  numberOfBytes: String(bytes),
});
const at = (slot: bigint | number, label: string, type: string, offset = 0) => ({
  label,
  offset,
  slot: String(slot),
  type,
});

/** ERC-7201: keccak256(abi.encode(uint256(keccak256(id)) - 1)) & ~bytes32(uint256(0xff)). */
const NAMESPACE = BigInt(keccak256(toBeHex(BigInt(id("example.main")) - 1n, 32))) & ~0xffn;

const LAYOUT: StorageLayout = {
  storage: [
    at(0, "owner", "address"),
    at(0, "paused", "bool", 20),
    at(0, "status", "status", 21),
    at(0, "changeWad", "int64", 22),
    at(1, "positions", "positions"),
    at(2, "name", "string"),
    at(3, "jobs", "jobs"),
    at(4, "small", "small"),
    at(5, "byName", "byName"),
    at(6, "bySelector", "bySelector"),
    at(7, "shares", "shares"),
    at(9, "data", "bytes"),
    at(NAMESPACE, "example.main", "main"),
  ],
  types: {
    address: plain("address", 20),
    bool: plain("bool", 1),
    int64: plain("int64", 8),
    uint8: plain("uint8", 1),
    uint64: plain("uint64", 8),
    uint128: plain("uint128", 16),
    uint256: plain("uint256", 32),
    bytes4: plain("bytes4", 4),
    delay: plain("Time.Delay", 14),
    status: { ...plain("enum Status", 1), words: ["None", "Open"] },
    string: { encoding: "bytes", label: "string", numberOfBytes: "32" },
    bytes: { encoding: "bytes", label: "bytes", numberOfBytes: "32" },
    position: {
      ...plain("struct Position", 64),
      members: [at(0, "keptWei", "uint128"), at(0, "delay", "delay", 16), at(1, "list", "jobList")],
    },
    byRole: { encoding: "mapping", label: "", numberOfBytes: "32", key: "uint8", value: "position" },
    positions: { encoding: "mapping", label: "", numberOfBytes: "32", key: "address", value: "byRole" },
    jobList: { encoding: "dynamic_array", label: "uint256[]", numberOfBytes: "32", base: "uint256" },
    jobs: { encoding: "dynamic_array", label: "struct Position[]", numberOfBytes: "32", base: "position" },
    small: { encoding: "dynamic_array", label: "uint64[]", numberOfBytes: "32", base: "uint64" },
    byName: { encoding: "mapping", label: "", numberOfBytes: "32", key: "string", value: "uint256" },
    bySelector: { encoding: "mapping", label: "", numberOfBytes: "32", key: "bytes4", value: "uint64" },
    shares: { ...plain("uint128[4]", 64), base: "uint128" },
    main: {
      ...plain("struct Main", 64),
      members: [at(0, "first", "uint256"), at(1, "secondBps", "uint256")],
    },
  },
};

const word = (value: bigint | number) => toBeHex(BigInt(value), 32);
const bare = (value: bigint | number) => word(value).slice(2);

function changed(preimages: Preimages, slot: bigint, after: bigint, before = 0n) {
  return valuesIn(LAYOUT, preimages, { slot: word(slot), before: word(before), after: word(after) })?.map(
    ({ variable, before: was, after: is, unit }) => [variable, was, is, ...(unit ? [unit] : [])].join(" "),
  );
}

describe("the values in a slot", () => {
  const ahead = () => {
    const preimages = new Preimages();
    for (const preimage of hashedBeforehand(LAYOUT)) preimages.add(preimage);
    return preimages;
  };

  it("tells those apart that share it, and only those that changed", () => {
    const before = BigInt(ALICE) | (1n << 160n);
    const after = BigInt(ALICE) | (1n << 168n) | (BigInt.asUintN(64, -5n) << 176n);
    assert.deepEqual(changed(ahead(), 0n, after, before), [
      "paused true false",
      "status None Open",
      "changeWad 0 -5 wad",
    ]);
  });

  it("does not pass over a byte between values that no variable has", () => {
    assert.equal(changed(ahead(), 0n, 1n << 248n), undefined);
  });

  it("finds a struct in a mapping of mappings by what was hashed", () => {
    const preimages = ahead();
    const outer = preimages.add(bare(BigInt(ALICE)) + bare(1));
    const inner = preimages.add(bare(2) + bare(outer));
    const [effect, before, after] = [9n << 64n, 7n << 32n, 3n];
    assert.deepEqual(changed(preimages, inner, 12n | ((effect | before | after) << 128n)), [
      `positions[${ALICE}][2].keptWei 0 12 wei`,
      `positions[${ALICE}][2].delay.afterSeconds 0 3 seconds`,
      `positions[${ALICE}][2].delay.beforeSeconds 0 7 seconds`,
      `positions[${ALICE}][2].delay.effectAt 0 9 time`,
    ]);
    assert.deepEqual(changed(preimages, inner + 1n, 4n), [`positions[${ALICE}][2].list.length 0 4`]);
    const elements = preimages.add(bare(inner + 1n));
    assert.deepEqual(changed(preimages, elements + 3n, 8n), [`positions[${ALICE}][2].list[3] 0 8`]);
    assert.equal(changed(preimages, inner + 2n, 4n), undefined, "the struct has two slots");
  });

  it("is nothing where no key was seen", () => {
    const unseen = BigInt(keccak256(`0x${bare(5)}${bare(1)}`));
    assert.equal(changed(ahead(), unseen, 1n), undefined);
  });

  it("takes nothing for a key that no compiler would have hashed", () => {
    const preimages = ahead();
    for (const key of [bare((1n << 160n) | BigInt(ALICE)), "", bare(1).slice(2), `${bare(1)}00`]) {
      const outer = preimages.add(key + bare(1));
      assert.equal(changed(preimages, preimages.add(bare(2) + bare(outer)), 1n), undefined);
    }
    const dirty = preimages.add("1234567801".padEnd(64, "0") + bare(6));
    assert.equal(changed(preimages, dirty, 1n), undefined);
  });

  it("finds elements of arrays without having seen a hash", () => {
    const jobs = BigInt(keccak256(word(3)));
    assert.deepEqual(changed(ahead(), 3n, 2n), ["jobs.length 0 2"]);
    assert.deepEqual(changed(ahead(), jobs + 4n, 7n), ["jobs[2].keptWei 0 7 wei"]);
    const small = BigInt(keccak256(word(4)));
    assert.deepEqual(changed(ahead(), small + 1n, 6n << 64n), ["small[5] 0 6"]);
    assert.deepEqual(changed(ahead(), 8n, 5n << 128n), ["shares[3] 0 5"]);
  });

  it("reads texts and bytes, short and long", () => {
    const short = (0x6869n << 240n) | 4n;
    assert.deepEqual(changed(ahead(), 2n, short), ['name "" "hi"']);
    assert.deepEqual(changed(ahead(), 9n, short), ["data 0x 0x6869"]);
    assert.deepEqual(changed(ahead(), 9n, 81n, short), ["data 0x6869 of 40 bytes"]);
    const data = BigInt(keccak256(word(9)));
    assert.deepEqual(changed(ahead(), data + 1n, 255n), [`data[1] ${word(0)} ${word(255)}`]);
  });

  it("shows keys by their types", () => {
    const preimages = ahead();
    const name = Buffer.from(toUtf8Bytes("a name of any length")).toString("hex");
    assert.deepEqual(changed(preimages, preimages.add(name + bare(5)), 1n), [
      'byName["a name of any length"] 0 1',
    ]);
    const selector = "12345678".padEnd(64, "0");
    assert.deepEqual(changed(preimages, preimages.add(selector + bare(6)), 1n), [
      "bySelector[0x12345678] 0 1",
    ]);
  });

  it("knows a namespace of ERC-7201 as it knows any place", () => {
    assert.equal(word(NAMESPACE), "0x183a6125c38840424c4a85fa12bab2ab606c4b6d0e7cc73c0c06ba5300eab500");
    assert.deepEqual(changed(ahead(), NAMESPACE + 1n, 250n), ["example.main.secondBps 0 250 bps"]);
  });

  it("takes words that are no value of their type as they are", () => {
    assert.deepEqual(changed(ahead(), 0n, 9n << 168n), ["status None 9"]);
    assert.deepEqual(changed(ahead(), 0n, 2n << 160n), ["paused false 0x02"]);
    assert.deepEqual(changed(ahead(), 2n, WORD - 2n)?.length, 1);
  });
});
