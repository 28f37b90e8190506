import fc from "fast-check";

const WAD = 10n ** 18n;
const UINT256 = (1n << 256n) - 1n;

/** Any quantity that an attestation could state, mostly plausible, sometimes absurd. */
export const quantity = fc.oneof(
  { weight: 6, arbitrary: fc.bigInt(0n, 1000n * WAD) },
  { weight: 2, arbitrary: fc.bigInt(0n, 10n ** 27n) },
  { weight: 1, arbitrary: fc.bigInt(0n, UINT256) },
  { weight: 1, arbitrary: fc.constantFrom(0n, 1n, (1n << 96n) - 1n, 1n << 96n, UINT256) },
);

export const temperature = fc.oneof(
  { weight: 6, arbitrary: fc.bigInt(WAD / 100n, 100n * WAD) },
  { weight: 1, arbitrary: fc.constantFrom(0n, 1n, 10n ** 24n, (1n << 96n) - 1n, UINT256) },
);

/** States of any kind, extremes included. */
export const states = fc.array(fc.record({ energyWad: quantity, valueWei: quantity }), { maxLength: 8 });

/** States and a temperature whose weights are worth comparing with a reference: plausible, spread over many scales. */
export const comparableCase = fc.record({
  states: fc.array(
    fc.record({ energyWad: fc.bigInt(0n, 1000n * WAD), valueWei: fc.bigInt(1n, 1000n * WAD) }),
    {
      minLength: 1,
      maxLength: 8,
    },
  ),
  temperatureWad: fc.bigInt(WAD / 2n, 200n * WAD),
});
