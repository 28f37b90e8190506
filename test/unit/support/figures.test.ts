import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { WAD } from "../../../src/model/units.ts";
import {
  argumentText,
  decimal,
  duration,
  percent,
  percentOfWad,
  readable,
  shortHex,
  tokens,
} from "../../../src/support/figures.ts";

describe("figures for people", () => {
  it("are tokens with two decimals, rounded to the nearest, and never nothing where there is something", () => {
    const cases: readonly (readonly [bigint, string])[] = [
      [0n, "0.00"],
      [1n, "< 0.01"],
      [-1n, "> -0.01"],
      [WAD / 200n, "0.01"],
      [WAD / 200n - 1n, "< 0.01"],
      [21_000n * WAD - 2n, "21,000.00"],
      [-1_234_567n * WAD - WAD / 2n, "-1,234,567.50"],
      [999n * WAD + (WAD * 995n) / 1000n, "1,000.00"],
    ];
    assert.deepEqual(
      cases.map(([wei]) => tokens(wei)),
      cases.map(([, shown]) => shown),
    );
  });

  it("are other figures with four decimals, and powers of ten where these would show nothing", () => {
    const shown = [WAD / 4n, 236_597_222_222_222_223n, 10n ** 12n, -19n * 10n ** 12n, 566_000n * WAD].map(
      decimal,
    );
    assert.deepEqual(shown, ["0.2500", "0.2366", "1e-6", "-1.9e-5", "566,000.00"]);
  });

  it("are shares in per cent and durations in days, hours, minutes and seconds, both exact", () => {
    assert.deepEqual([6_500n, "1", -250, 0n].map(percent), ["65 %", "0.01 %", "-2.5 %", "0 %"]);
    assert.equal(percentOfWad(WAD / 3n), "33.33 %");
    assert.deepEqual([0, 1, 90_061, "1209600", -60].map(duration), [
      "0 seconds",
      "1 second",
      "1 day 1 hour 1 minute 1 second",
      "14 days",
      "minus 1 minute",
    ]);
  });

  it("are digests by their ends", () => {
    assert.equal(shortHex(`0x${"12".repeat(31)}ab`), "0x1212…12ab");
    assert.equal(shortHex("ab".repeat(32)), "abab…abab");
    assert.equal(shortHex("0x7"), "0x7");
  });
});

describe("an exact sentence for people", () => {
  it("has its amounts, decimals and digests shortened, and all else as it was", () => {
    const digest = `0x${"cd".repeat(32)}`;
    assert.equal(
      readable(
        `in 0.000000000000000002 tokens, 21000 tokens; -0.000009259 and 0.236597222 to 0.23 by ${digest}`,
      ),
      "in < 0.01 tokens, 21,000.00 tokens; -9.2e-6 and 0.2366 to 0.23 by 0xcdcd…cdcd",
    );
    for (const sentence of [
      "v1.23456789",
      "1.2.3456789",
      "job 12345",
      "2025-07-12T07:21:41Z",
      "a.1234567.eth",
    ])
      assert.equal(readable(sentence), sentence);
  });

  it("tells of an argument in the unit that its name says", () => {
    assert.equal(argumentText("kappaWad", `${WAD / 2n}`), "kappa 0.5000");
    assert.equal(argumentText("capWei", `${3n * WAD}`), "cap 3.00");
    assert.equal(argumentText("feeBps", "150"), "fee 1.5 %");
    assert.equal(argumentText("delaySeconds", "120"), "delay 2 minutes");
    assert.equal(argumentText("feeBps", "none"), "feeBps none");
    assert.equal(argumentText("count", "7"), "count 7");
  });
});
