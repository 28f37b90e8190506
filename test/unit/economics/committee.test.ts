import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { type Candidate, drawCommittee } from "../../../src/economics/committee.ts";

const candidate = (account: string, weightWei: bigint, canSit = true): Candidate => ({
  account,
  weightWei,
  canSit,
});

const points =
  (...values: bigint[]) =>
  (attempt: number) =>
    values[attempt] ?? 0n;

describe("a committee draw", () => {
  it("takes whoever the running sum of untaken weights first passes the point at", () => {
    const candidates = [candidate("a", 10n), candidate("b", 20n), candidate("c", 30n)];
    assert.deepEqual(drawCommittee(candidates, 2, points(10n, 39n)), [
      { account: "b", weightWei: 20n },
      { account: "c", weightWei: 30n },
    ]);
    assert.equal(drawCommittee(candidates, 1, points(9n))[0]?.account, "a");
  });

  it("takes out whoever cannot sit, and nobody twice", () => {
    const candidates = [candidate("a", 10n, false), candidate("b", 20n)];
    assert.deepEqual(drawCommittee(candidates, 2, points()), [{ account: "b", weightWei: 20n }]);
  });

  it("never finds a candidate without weight", () => {
    assert.deepEqual(drawCommittee([candidate("a", 0n)], 1, points()), []);
  });

  it("gives up after twice the seats and sixteen attempts", () => {
    const absent = Array.from({ length: 18 }, (_, index) => candidate(`absent ${index}`, 1n, false));
    const draw = (refused: number) =>
      drawCommittee([...absent.slice(0, refused), candidate("present", 1n)], 1, points());
    assert.equal(draw(17).length, 1);
    assert.equal(draw(18).length, 0);
  });

  it("fills the seats with different people as long as there are some", () => {
    const people = fc.array(fc.tuple(fc.bigInt(1n, 1_000n), fc.boolean()), { maxLength: 12 });
    fc.assert(
      fc.property(
        people,
        fc.integer({ min: 1, max: 5 }),
        fc.infiniteStream(fc.bigInt(0n, 10n ** 9n)),
        (weights, seats, random) => {
          const candidates = weights.map(([weight, canSit], index) =>
            candidate(String(index), weight, canSit),
          );
          const members = drawCommittee(candidates, seats, () => random.next().value);
          const eligible = candidates.filter(({ canSit }) => canSit).length;
          assert.equal(members.length, Math.min(seats, eligible));
          assert.equal(new Set(members.map(({ account }) => account)).size, members.length);
        },
      ),
    );
  });
});
