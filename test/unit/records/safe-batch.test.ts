import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  batchTransaction,
  checksumOf,
  type SafeBatch,
  withChecksum,
} from "../../../src/records/safe-batch.ts";
import { contractType } from "../../../src/system/contract-artefacts.ts";

const TO = "0x5FbDB2315678afecb367f032d93F642f64180aa3";

function batch(): SafeBatch {
  const { abi } = contractType("StakeManager");
  const data = abi.encodeFunctionData("setUnbondingSeconds", [1_900_800]);
  const meta = {
    ...{ name: "call", description: "nonce 1", txBuilderVersion: "1.18.0" },
    ...{ createdFromSafeAddress: TO, createdFromOwnerAddress: "" },
  };
  const transactions = [batchTransaction(abi, TO, data)];
  return withChecksum({ version: "1.0", chainId: "31337", createdAt: 1_000, meta, transactions });
}

describe("a file of Safe's Transaction Builder", () => {
  it("says method and values of a call that they come to", () => {
    const [call] = batch().transactions;
    assert.equal(call?.data, null);
    assert.deepEqual(
      call?.contractMethod?.inputs.map(({ type }) => type),
      ["uint48"],
    );
    assert.deepEqual(Object.values(call?.contractInputsValues ?? {}), ["1900800"]);
  });

  it("keeps calldata raw that texts may not come to again, byte for byte", () => {
    const { abi } = contractType("Thermostat");
    const gains = { kp: 1, ki: 2, kd: 3, integralLimit: 4, outputLimit: 5 };
    const struct = abi.encodeFunctionData("setGains", [gains]);
    const loose = `${abi.encodeFunctionData("setBaseTemperature", [5])}00`;
    for (const data of [struct, loose, "0xdeadbeef"]) {
      const call = batchTransaction(abi, TO, data);
      assert.deepEqual([call.data, call.contractMethod], [data, null]);
    }
  });

  it("has the checksum that Safe's own code makes, which any edit but of the name breaks", () => {
    const { meta, ...rest } = batch();
    const { checksum, ...told } = meta;
    // As `addChecksum` of @eth-optimism/core-utils 0.13.2 has it, which is Safe's.
    assert.equal(checksum, "0x927a5c739a323d604bf782a9116b0534c30eb183628ff1310cf5dff4d85aec03");
    assert.equal(checksumOf({ ...rest, meta: { ...told, name: "another" } }), checksum);
    assert.notEqual(checksumOf({ ...rest, meta: { ...told, description: "nonce 2" } }), checksum);
    assert.notEqual(checksumOf({ ...rest, chainId: "1", meta: told }), checksum);
  });
});
