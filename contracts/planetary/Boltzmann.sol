// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {FixedPointMathLib} from "solady/src/utils/FixedPointMathLib.sol";

/// @title Maxwell–Boltzmann weights in integers
/// @notice A state of energy E and degeneracy g has the weight `g·exp((μ - E)/T) / Z`, where Z makes the weights sum to 1.
/// @dev Only differences of energy matter: a chemical potential μ common to all states cancels in Z. It is therefore fixed
/// at the lowest energy among the states that count, which is the same as subtracting the largest exponent first. The
/// largest exponent is then zero whatever the energies, so that nothing overflows and Z is never zero while one state has
/// a degeneracy. All terms carry a common factor exp({EXPONENT_SHIFT_WAD}), which cancels too: it moves the rounding of
/// the exponential far below the last digit of a weight.
///
/// Bounds: exp(64) in WAD < 2^153, degeneracy < 2^32, at most 2^32 states: Z < 2^217, and a term times 1e18 < 2^245.
library Boltzmann {
    uint256 internal constant WAD = 1e18;

    /// @notice Energies and temperatures count as at most this, in WAD.
    uint256 internal constant MAX_QUANTITY = type(uint96).max;

    /// @notice Degeneracies count as at most this.
    uint256 internal constant MAX_DEGENERACY = type(uint32).max;

    /// @dev Added to every exponent.
    int256 internal constant EXPONENT_SHIFT_WAD = 64e18;

    /// @notice The unnormalised terms of the states and their sum Z, on the same arbitrary scale.
    /// @dev Never reverts. Quantities beyond their bounds count as the bound, a temperature of zero as one WAD unit.
    /// States more than about 105 temperatures above the lowest have a term of zero.
    /// @param energiesWad The states' energies, in WAD.
    /// @param degeneracies The states' multiplicities; a state without any has no weight. As long as `energiesWad`.
    /// @param temperatureWad The temperature, in the energies' unit.
    /// @return terms_ One for each state, rounded down.
    /// @return partition Their sum; zero if and only if no state has a degeneracy.
    /// @return groundWad The lowest energy among the states with a degeneracy: the chemical potential. Without any such
    /// state, {MAX_QUANTITY}.
    function terms(uint256[] memory energiesWad, uint256[] memory degeneracies, uint256 temperatureWad)
        internal
        pure
        returns (uint256[] memory terms_, uint256 partition, uint256 groundWad)
    {
        uint256 temperature = Math.max(1, Math.min(temperatureWad, MAX_QUANTITY));
        groundWad = _groundEnergyWad(energiesWad, degeneracies);
        terms_ = new uint256[](energiesWad.length);
        for (uint256 i = 0; i < terms_.length; ++i) {
            uint256 degeneracy = Math.min(degeneracies[i], MAX_DEGENERACY);
            if (degeneracy == 0) continue;
            uint256 gapWad = Math.min(energiesWad[i], MAX_QUANTITY) - groundWad;
            terms_[i] = degeneracy * _shiftedExp(gapWad, temperature);
            partition += terms_[i];
        }
    }

    /// @notice The weight of a term, in WAD, rounded down. `partition` must not be zero.
    function weightWad(uint256 term, uint256 partition) internal pure returns (uint256) {
        return (term * WAD) / partition;
    }

    /// @notice The part of `amount` that falls to a term, rounded down. `partition` must not be zero.
    function portion(uint256 amount, uint256 term, uint256 partition) internal pure returns (uint256) {
        return Math.mulDiv(amount, term, partition);
    }

    /// @dev `exp(shift - gap/temperature)` in WAD. The exponent lies in [shift - 2^156, shift].
    function _shiftedExp(uint256 gapWad, uint256 temperature) private pure returns (uint256) {
        int256 exponentWad = EXPONENT_SHIFT_WAD - int256((gapWad * WAD) / temperature);
        return uint256(FixedPointMathLib.expWad(exponentWad));
    }

    /// @dev The lowest energy among the states with a degeneracy.
    function _groundEnergyWad(uint256[] memory energiesWad, uint256[] memory degeneracies)
        private
        pure
        returns (uint256 groundWad)
    {
        groundWad = MAX_QUANTITY;
        for (uint256 i = 0; i < energiesWad.length; ++i) {
            if (degeneracies[i] != 0) groundWad = Math.min(groundWad, energiesWad[i]);
        }
    }
}
