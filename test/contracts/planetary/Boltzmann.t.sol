// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {FixedPointMathLib} from "solady/src/utils/FixedPointMathLib.sol";

import {Boltzmann} from "../../../contracts/planetary/Boltzmann.sol";
import {Test} from "../support/Test.sol";

contract BoltzmannTest is Test {
    uint256 private constant MAX = type(uint96).max;

    function test_TheGroundStatesTermIsItsValueTimesTheShiftsExponential() public pure {
        assertEq(Boltzmann.term(3, 0, 1e18), 3 * uint256(FixedPointMathLib.expWad(32e18)), "value x exp(32)");
        assertEq(Boltzmann.term(0, 0, 1e18), 0, "no value, no term");
        assertEq(Boltzmann.term(1, 1e18, 1e18), uint256(FixedPointMathLib.expWad(31e18)), "one temperature above");
    }

    function test_ATemperatureOfZeroCountsAsTheLeast() public pure {
        assertEq(Boltzmann.term(1, 1, 0), uint256(FixedPointMathLib.expWad(31e18)), "one temperature above the ground");
        assertEq(Boltzmann.term(1, 1, 1), Boltzmann.term(1, 1, 0), "as at one unit");
        assertTrue(Boltzmann.term(1, 1, 2) > Boltzmann.term(1, 1, 1), "warmer at two");
        assertEq(Boltzmann.term(1, MAX, type(uint256).max), Boltzmann.term(1, MAX, MAX), "hottest");
    }

    function test_RelativeEnergyIsThriftAgainstAllTogether() public pure {
        assertEq(Boltzmann.relativeEnergyWad(3, 1, 6, 4), 2e18, "three a unit against one and a half");
        assertEq(Boltzmann.relativeEnergyWad(6, 4, 6, 4), 1e18, "as thrifty as all");
        assertEq(Boltzmann.relativeEnergyWad(0, 4, 6, 8), 0, "no energy");
        assertEq(Boltzmann.relativeEnergyWad(0, 4, 0, 8), 0, "no energy at all");
        assertEq(Boltzmann.relativeEnergyWad(1, 3, 1, 1), 0.333333333333333333e18, "rounded down");
    }

    function test_NothingOverflowsAtTheBounds() public pure {
        uint256 sum = uint256(type(uint128).max);
        assertEq(Boltzmann.relativeEnergyWad(MAX, 1, MAX, sum), sum * 1e18, "the largest");
        assertEq(Boltzmann.term(MAX, sum * 1e18, 1), 0, "far above");
        assertTrue(Boltzmann.term(MAX, 0, 1) < type(uint256).max >> 53, "a term");
        assertTrue(Boltzmann.isThriftier(MAX - 1, MAX, MAX, MAX), "by the last digit");
        assertFalse(Boltzmann.isThriftier(MAX, MAX, MAX, MAX), "equal");
    }

    /// @dev The lowest E is that of the entry with the least energy for its value, also after rounding.
    function testFuzz_TheThriftiestHasTheLowestRelativeEnergy(uint96[4] memory e, uint96[4] memory v) public pure {
        uint256 energySum;
        uint256 valueSum;
        uint256 best;
        for (uint256 i = 0; i < 4; ++i) {
            if (v[i] == 0) v[i] = 1;
            energySum += e[i];
            valueSum += v[i];
            if (Boltzmann.isThriftier(e[i], v[i], e[best], v[best])) best = i;
        }
        uint256 lowest = Boltzmann.relativeEnergyWad(e[best], v[best], energySum, valueSum);
        for (uint256 i = 0; i < 4; ++i) {
            assertTrue(Boltzmann.relativeEnergyWad(e[i], v[i], energySum, valueSum) >= lowest, "lower");
        }
    }
}
