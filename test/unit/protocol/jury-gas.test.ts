import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { HEARINGS } from "../../../src/economics/course-time.ts";
import { STEP_GAS_LIMIT } from "../../../src/protocol/driver.ts";
import {
  closeValidationGas,
  committeeDrawGas,
  jurorPartGas,
  jurorParts,
  juryDrawGas,
  settlementGas,
} from "../../../src/protocol/jury-gas.ts";

/** EIP-7825. */
const MOST_OF_A_TRANSACTION = 16_777_216n;
const LARGEST = { jurySize: 9, committeeSize: 15, jurors: 67 };
const BY_DEFAULT = { jurySize: 3, committeeSize: 3, jurors: 25 };
/** Of whom `test/contracts/Gas.t.sol` makes validators who are the juries. */
const VALIDATORS = [208, 1308];

/** What was measured on a chain. */
function measuredIn(snapshot: string): (name: string) => bigint {
  const path = new URL(`../../../snapshots/${snapshot}.json`, import.meta.url);
  const gas: Readonly<Record<string, string>> = JSON.parse(readFileSync(path, "utf8"));
  return (name) => BigInt(gas[name] ?? Number.NaN);
}

/** A third of what is sent stays in reserve. */
function covers(sent: bigint, used: bigint): void {
  assert.ok(used * 3n <= sent * 2n, `${used} of ${sent}`);
  assert.ok(sent <= MOST_OF_A_TRANSACTION, `${sent}`);
}

describe("the gas of a council's juries", () => {
  const gasOf = measuredIn("national");

  it("covers every draw", () => {
    for (const [index, seats] of [9, 19, 39].entries()) {
      const sent = juryDrawGas({ committeeSize: 3, accounts: 243 }, LARGEST.jurySize, index + 1);
      covers(sent, gasOf(`drawJury of ${seats}, of a large council`));
    }
    covers(juryDrawGas({ committeeSize: 3, accounts: 63 }, 3, HEARINGS), gasOf("drawJury of 15"));
    covers(juryDrawGas({ committeeSize: 3, accounts: 3 }, 3, 1), gasOf("drawJury of 3"));
  });

  it("covers the settlement of all three hearings", () => {
    const most = { members: 3, jurors: LARGEST.jurors, accounts: 8 };
    covers(settlementGas(most, LARGEST.jurors), gasOf("finalize, rejected by 67 seats"));
    const fewer = { members: 3, jurors: BY_DEFAULT.jurors, accounts: 8 };
    covers(settlementGas(fewer, BY_DEFAULT.jurors), gasOf("finalize, rejected after two appeals"));
  });
});

for (const accounts of VALIDATORS) {
  describe(`the gas where ${accounts} validators are the juries`, () => {
    const gasOf = measuredIn(`validators-${accounts}`);

    for (const terms of [BY_DEFAULT, LARGEST]) {
      const { committeeSize, jurySize } = terms;

      for (const size of [`of ${committeeSize}`, `of ${committeeSize}, all leaving`]) {
        it(`covers draws with committees ${size}`, () => {
          const drawn = { committeeSize, accounts };
          covers(committeeDrawGas(drawn), gasOf(`drawCommittee ${size}`));
          const last = gasOf(`drawJury of the last jury, committees ${size}`);
          covers(juryDrawGas(drawn, jurySize, HEARINGS), last);
        });

        it(`covers a round in which all were silent ${size}`, () => {
          const sent = closeValidationGas({ members: committeeSize, accounts });
          covers(sent, gasOf(`closeValidation, all silent ${size}`));
        });
      }
    }

    it("covers the settlement by the terms that plans have by default, whole", () => {
      const judged = { members: BY_DEFAULT.committeeSize, jurors: BY_DEFAULT.jurors, accounts };
      assert.deepEqual(jurorParts(judged), []);
      const used = gasOf("finalize, 25 seats and a committee of 3");
      covers(settlementGas(judged, BY_DEFAULT.jurors), used);
    });

    it("covers the settlement by the largest terms, in parts", () => {
      const judged = { members: LARGEST.committeeSize, jurors: LARGEST.jurors, accounts };
      covers(jurorPartGas(judged, 28), gasOf("settleJurors of the first 28"));
      covers(jurorPartGas(judged, 28), gasOf("settleJurors of the next 28"));
      const used = gasOf("finalize, a committee of 15 and the jurors that are left of 67 seats");
      covers(settlementGas(judged, LARGEST.jurors - 56), used);
    });
  });
}

describe("the parts in which jurors are settled", () => {
  const judged = { members: LARGEST.committeeSize, jurors: LARGEST.jurors, accounts: 1308 };

  it("are as large as a transaction takes, and leave what finalizing the job can settle", () => {
    assert.deepEqual(jurorParts(judged), [36, 31]);
    assert.deepEqual(jurorParts({ ...judged, accounts: 8 }), []);
  });

  it("settle no more jurors than there are, of however many accounts", () => {
    for (const accounts of [1, 208, 1308, 100_000, 10_000_000]) {
      const parts = jurorParts({ ...judged, accounts });
      const settled = parts.reduce((sum, part) => sum + part, 0);
      assert.ok(settled <= judged.jurors && parts.every((part) => part > 0), `${parts}`);
      for (const part of parts)
        assert.ok(jurorPartGas({ ...judged, accounts }, part) <= MOST_OF_A_TRANSACTION);
    }
  });
});

describe("the gas of small bodies", () => {
  it("is what every step may use", () => {
    const few = { members: 3, accounts: 12 };
    assert.equal(committeeDrawGas({ committeeSize: 3, accounts: 12 }), STEP_GAS_LIMIT);
    assert.equal(closeValidationGas(few), STEP_GAS_LIMIT);
    assert.equal(settlementGas({ ...few, jurors: 3 }, 3), STEP_GAS_LIMIT);
  });
});
