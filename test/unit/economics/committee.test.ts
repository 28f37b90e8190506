import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { type Candidate, drawFrom, drawSeats, urnOf } from "../../../src/economics/committee.ts";

const candidate = (account: string, weightWei: bigint, holdsRole = true, isExcluded = false): Candidate => ({
  account,
  weightWei,
  holdsRole,
  isExcluded,
});
const points = (...list: bigint[]) => {
  return (attempt: number) => list[attempt] ?? 0n;
};

describe("a committee", () => {
  it("takes whoever the point falls on, again and again, in order of first seats", () => {
    const candidates = [candidate("a", 10n), candidate("b", 20n), candidate("c", 30n)];
    assert.deepEqual(drawSeats(candidates, 4, points(59n, 10n, 90n, 30n)), {
      members: [
        { account: "c", seats: 3 },
        { account: "b", seats: 1 },
      ],
      eligibleWei: 60n,
      totalWei: 60n,
    });
    assert.deepEqual(drawSeats(candidates, 1, points(9n)).members, [{ account: "a", seats: 1 }]);
  });

  it("leaves the excluded out beforehand", () => {
    const gone = candidate("c", 40n, false, true);
    const candidates = [candidate("a", 10n, true, true), candidate("b", 20n), gone];
    assert.deepEqual(drawSeats(candidates, 2, points(25n)), {
      members: [{ account: "b", seats: 2 }],
      eligibleWei: 20n,
      totalWei: 30n,
    });
  });

  it("takes out whoever has lost the role, and draws the seat again", () => {
    const candidates = [candidate("a", 10n, false), candidate("b", 20n)];
    assert.deepEqual(drawSeats(candidates, 2, points(5n, 5n, 19n)), {
      members: [{ account: "b", seats: 2 }],
      eligibleWei: 20n,
      totalWei: 20n,
    });
  });

  it("is empty where nobody has weight or the role", () => {
    const nobody = { members: [], eligibleWei: 0n, totalWei: 0n };
    assert.deepEqual(drawSeats([], 1, points()), nobody);
    assert.deepEqual(drawSeats([candidate("a", 0n)], 1, points()), nobody);
    assert.deepEqual(drawSeats([candidate("a", 1n, false)], 1, points()), nobody);
  });

  it("gives up after sixty-four attempts more than it has seats", () => {
    const absent = Array.from({ length: 70 }, (_, index) => candidate(`absent ${index}`, 1n, false));
    const draw = (refused: number) =>
      drawSeats([...absent.slice(0, refused), candidate("present", 1n)], 1, points()).members;
    assert.deepEqual(draw(64), [{ account: "present", seats: 1 }]);
    assert.deepEqual(draw(65), []);
  });

  it("is what adding the weights up one by one finds", () => {
    const weights = fc.array(fc.bigInt(0n, 7n), { minLength: 1, maxLength: 20 });
    const random = fc.array(fc.bigInt(0n, 2n ** 256n - 1n), { minLength: 5, maxLength: 5 });
    fc.assert(
      fc.property(weights, random, (list, numbers) => {
        const candidates = list.map((weightWei, index) => candidate(String(index), weightWei));
        const total = list.reduce((sum, weightWei) => sum + weightWei, 0n);
        fc.pre(total > 0n);
        const found = numbers.map((number) => {
          let left = number % total;
          return String(
            list.findIndex((weightWei) => {
              left -= weightWei;
              return left < 0n;
            }),
          );
        });
        const { members } = drawFrom(urnOf(candidates), 5, points(...numbers));
        const expected = [...new Set(found)].map((account) => ({
          account,
          seats: found.filter((other) => other === account).length,
        }));
        assert.deepEqual(members, expected);
      }),
    );
  });

  it("fills every seat by those who may sit, if anybody may", () => {
    const someone = fc.tuple(fc.bigInt(0n, 5n), fc.boolean(), fc.boolean());
    const point = fc.bigInt(0n, 2n ** 256n - 1n);
    fc.assert(
      fc.property(
        fc.array(someone, { maxLength: 16 }),
        fc.integer({ min: 1, max: 15 }),
        fc.infiniteStream(point),
        (people, seats, random) => {
          const candidates = people.map(([weight, role, out], index) =>
            candidate(String(index), weight, role, out),
          );
          const { members, eligibleWei } = drawSeats(candidates, seats, () => random.next().value);
          const able = candidates.filter(({ weightWei, holdsRole, isExcluded }) => {
            return holdsRole && !isExcluded && weightWei > 0n;
          });
          const accounts = members.map(({ account }) => account);
          assert.equal(new Set(accounts).size, accounts.length);
          assert.ok(accounts.every((account) => able.some((other) => other.account === account)));
          assert.equal(
            members.reduce((sum, member) => sum + member.seats, 0),
            able.length > 0 ? seats : 0,
          );
          assert.ok(eligibleWei >= able.reduce((sum, { weightWei }) => sum + weightWei, 0n));
        },
      ),
    );
  });
});
