import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { describe, it } from "node:test";
import { accountOf, DEPLOYER } from "../../../src/chain/accounts.ts";
import { ownerSafeAddress, safeSetup, signingFor } from "../../../src/records/owner-safe.ts";
import { SAFE_PROXY_CODE } from "../../../src/records/safe-proxy-code.ts";
import { contractType } from "../../../src/system/contract-artefacts.ts";

const PROXY = "@safe-global/safe-contracts/build/artifacts/contracts/proxies/SafeProxy.sol/SafeProxy.json";
const [ANNA, BERT, CLEO] = ["anna", "bert", "cleo"].map(accountOf) as [
  ReturnType<typeof accountOf>,
  ReturnType<typeof accountOf>,
  ReturnType<typeof accountOf>,
];

describe("the owner's Safe", () => {
  it("is made of the code that its package ships", () => {
    const { bytecode } = JSON.parse(readFileSync(createRequire(import.meta.url).resolve(PROXY), "utf8"));
    assert.equal(SAFE_PROXY_CODE, bytecode);
  });

  it("is set up as the Safe's own interface says", () => {
    const [handler, zero] = [accountOf("handler").address, `0x${"00".repeat(20)}`];
    const { abi } = contractType("SafeL2");
    const args = [[ANNA.address], 1, zero, "0x", handler, zero, 0, zero];
    assert.equal(safeSetup([ANNA.address], 1, handler), abi.encodeFunctionData("setup", args));
  });

  it("stands elsewhere with other signers, another order of them, another threshold or another deployer", () => {
    const places = [
      ownerSafeAddress(DEPLOYER, { signers: [ANNA, BERT], threshold: 1 }),
      ownerSafeAddress(DEPLOYER, { signers: [ANNA, BERT], threshold: 2 }),
      ownerSafeAddress(DEPLOYER, { signers: [BERT, ANNA], threshold: 2 }),
      ownerSafeAddress(DEPLOYER, { signers: [ANNA, CLEO], threshold: 2 }),
      ownerSafeAddress(ANNA, { signers: [ANNA, BERT], threshold: 2 }),
    ];
    assert.equal(new Set(places).size, places.length);
  });

  it("is signed for by as many as have to, by ascending address", () => {
    const signers = [ANNA, BERT, CLEO];
    const ascending = signers.toSorted((a, b) => (BigInt(a.address) < BigInt(b.address) ? -1 : 1));
    assert.deepEqual(signingFor({ signers, threshold: 2 }), ascending.slice(0, 2));
    assert.deepEqual(signingFor({ signers: signers.toReversed(), threshold: 3 }), ascending);
  });
});
