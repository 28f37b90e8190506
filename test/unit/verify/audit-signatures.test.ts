import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { accountOf } from "../../../src/chain/accounts.ts";
import { signHash } from "../../../src/chain/sign.ts";
import type { Hex } from "../../../src/model/hex.ts";
import { auditSignatures, type SignedCall } from "../../../src/verify/audit-signatures.ts";

const [ANNA, BERT, CLEO] = ["anna", "bert", "cleo"].map(accountOf) as [
  ReturnType<typeof accountOf>,
  ReturnType<typeof accountOf>,
  ReturnType<typeof accountOf>,
];
const SAFE = { threshold: 2, signers: [ANNA, BERT].map(({ label, address }) => ({ label, address })) };
const hashOf = (digit: number): Hex => `0x${String(digit).repeat(64)}`;

function signed(nonce: number, signers = [ANNA, BERT], hash = hashOf(1)): SignedCall {
  const signatures = signers.map((signer) => ({
    signer: signer.address,
    signature: signHash(signer, hashOf(1)),
  }));
  const via = { safe: "0x1", sender: ANNA.address, nonce: String(nonce), safeTxHash: hash, signatures };
  return { transaction: `0xt${nonce}`, via };
}

const problems = (calls: readonly SignedCall[], safe: typeof SAFE | undefined = SAFE) =>
  auditSignatures(calls, safe).map(({ message }) => message);

describe("the signatures of an owner's calls", () => {
  it("are right if enough of its signers have signed each, also where receipts repeat a call", () => {
    assert.deepEqual(problems([signed(0), signed(1), signed(1)]), []);
  });

  it("are wrong if one signed something else, too few did, one is repeated, or a stranger did", () => {
    const wrong = [
      [signed(0, [ANNA, BERT], hashOf(2)), /a signature of something else/],
      [signed(0, [ANNA]), /1 signatures of the 2/],
      [signed(0, [ANNA, ANNA]), /1 signatures of the 2/],
      [signed(0, [ANNA, CLEO]), /who does not sign for the owner/],
    ] as const;
    for (const [call, text] of wrong) {
      const [problem = "", ...others] = problems([call]);
      assert.match(problem, text);
      assert.deepEqual(others, []);
    }
  });

  it("are wrong if two transactions have one nonce, or nobody is known to sign", () => {
    assert.match(
      problems([signed(0), { ...signed(0), transaction: "0xother" }])[0] ?? "",
      /nonce 0 a second time/,
    );
    assert.equal(auditSignatures([signed(0)], undefined).length, 1);
  });
});
