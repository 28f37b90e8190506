// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {FixedPointMathLib} from "solady/src/utils/FixedPointMathLib.sol";

import {Boltzmann} from "../../../contracts/planetary/Boltzmann.sol";
import {Test} from "../support/Test.sol";

contract BoltzmannTest is Test {
    function test_TheGroundStatesTermIsTheShiftsExponential() public pure {
        (uint256[] memory terms, uint256 partition, uint256 groundWad) = Boltzmann.terms(pair(7, 9), pair(3, 0), 1e18);
        assertEq(terms[0], 3 * uint256(FixedPointMathLib.expWad(64e18)), "degeneracy x exp(64)");
        assertEq(terms[1], 0, "no degeneracy, no term");
        assertEq(partition, terms[0], "partition");
        assertEq(groundWad, 7, "ground");
    }

    function test_ATemperatureOfZeroCountsAsTheLeast() public pure {
        (uint256[] memory zero,,) = Boltzmann.terms(pair(0, 1), pair(1, 1), 0);
        (uint256[] memory least,,) = Boltzmann.terms(pair(0, 1), pair(1, 1), 1);
        (uint256[] memory next,,) = Boltzmann.terms(pair(0, 1), pair(1, 1), 2);
        assertEq(zero[1], uint256(FixedPointMathLib.expWad(63e18)), "one temperature above the ground");
        assertEq(least[1], zero[1], "as at one unit");
        assertTrue(next[1] > least[1], "warmer at two");
    }

    function test_QuantitiesBeyondTheirBoundsCountAsTheBound() public pure {
        uint256 max = type(uint96).max;
        (uint256[] memory beyond,, uint256 groundWad) =
            Boltzmann.terms(pair(max + 1, type(uint256).max), pair(1, type(uint256).max), type(uint256).max);
        assertEq(groundWad, max, "energy");
        assertEq(beyond[1], type(uint32).max * beyond[0], "degeneracy");
        (uint256[] memory hot,,) = Boltzmann.terms(pair(0, max), pair(1, 1), type(uint256).max);
        assertEq(hot[1], uint256(FixedPointMathLib.expWad(63e18)), "temperature");
    }

    function pair(uint256 a, uint256 b) private pure returns (uint256[] memory list) {
        list = new uint256[](2);
        (list[0], list[1]) = (a, b);
    }
}
