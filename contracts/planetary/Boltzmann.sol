// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {FixedPointMathLib} from "solady/src/utils/FixedPointMathLib.sol";

/// @title Maxwell–Boltzmann weights in integers
/// @notice Each wei of value is a state, and the states of one entry share its energy: an entry of value g has the weight
/// `g·exp((μ - E)/T) / Z`, where Z makes the weights sum to 1 and E is the entry's energy for its value against that of
/// all entries together: `E = (energy / value) / (Σ energy / Σ value)`. E is 1 for an entry as thrifty as all together,
/// in whatever units energy and value are measured. It is a number like T, the temperature as a multiple of the
/// thermostat's reference: at the reference, an entry that takes as much more energy for its value as all together take
/// has 1/e of the weight that it would have otherwise.
/// @dev Only differences of E matter: a chemical potential μ common to all entries cancels in Z. It is therefore fixed at
/// the lowest E, which is the same as subtracting the largest exponent first. The largest exponent is then zero whatever
/// the energies, so that nothing overflows and Z is never zero while one entry has value. All terms carry a common factor
/// exp({EXPONENT_SHIFT_WAD}), which cancels too: it moves the rounding of the exponential far below the last digit of a
/// weight.
///
/// Bounds, with energies and values below 2^96 and at most 2^32 entries: sums < 2^128, E < 2^188 in WAD; exp(32) in WAD
/// < 2^107, so that a term < 2^203 and Z < 2^235.
library Boltzmann {
    uint256 internal constant WAD = 1e18;

    /// @notice Energies, values and temperatures count as at most this.
    uint256 internal constant MAX_QUANTITY = type(uint96).max;

    /// @dev Added to every exponent.
    int256 internal constant EXPONENT_SHIFT_WAD = 32e18;

    /// @notice Whether the first entry takes less energy for its value than the second. Exact; values above zero.
    function isThriftier(uint256 energyWad, uint256 valueWei, uint256 otherEnergyWad, uint256 otherValueWei)
        internal
        pure
        returns (bool)
    {
        return energyWad * otherValueWei < otherEnergyWad * valueWei;
    }

    /// @notice E of an entry, in WAD, rounded down; zero where no entry took energy.
    /// @param energyWad At most {MAX_QUANTITY}, part of `energySumWad`.
    /// @param valueWei At most {MAX_QUANTITY}, above zero, part of `valueSumWei`.
    function relativeEnergyWad(uint256 energyWad, uint256 valueWei, uint256 energySumWad, uint256 valueSumWei)
        internal
        pure
        returns (uint256)
    {
        if (energySumWad == 0) return 0;
        return Math.mulDiv(energyWad * WAD, valueSumWei, valueWei * energySumWad);
    }

    /// @notice An entry's unnormalised weight, on a scale common to all entries.
    /// @dev Never reverts. A temperature of zero counts as one WAD unit. An entry whose E lies more than about 73
    /// temperatures above the lowest has a term of zero.
    /// @param valueWei At most {MAX_QUANTITY}.
    /// @param gapWad E less the lowest E.
    /// @param temperatureWad A multiple of the reference temperature.
    function term(uint256 valueWei, uint256 gapWad, uint256 temperatureWad) internal pure returns (uint256) {
        uint256 temperature = Math.max(1, Math.min(temperatureWad, MAX_QUANTITY));
        // The gap is below 2^188, so that the exponent lies in [shift - 2^248, shift].
        int256 exponentWad = EXPONENT_SHIFT_WAD - int256((gapWad * WAD) / temperature);
        return valueWei * uint256(FixedPointMathLib.expWad(exponentWad));
    }

    /// @notice The part of `amount` that falls to a term, rounded down. `partition`, the terms' sum, must not be zero.
    function portion(uint256 amount, uint256 term_, uint256 partition) internal pure returns (uint256) {
        return Math.mulDiv(amount, term_, partition);
    }
}
