// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {FixedPointMathLib} from "solady/src/utils/FixedPointMathLib.sol";

import {Boltzmann} from "../../../contracts/planetary/Boltzmann.sol";
import {FreeEnergy} from "../../../contracts/planetary/FreeEnergy.sol";
import {PotShares} from "../../../contracts/planetary/PotShares.sol";

/// @notice Runs many cases of the libraries in one call, so that they can be compared with the mirrors in TypeScript.
contract EconomicsHarness {
    struct WeightCase {
        uint256[] energiesWad;
        uint256[] valuesWei;
        uint256 temperatureWad;
        uint256 amount;
    }

    struct WeightResult {
        uint256[] terms;
        uint256 partition;
        uint256 groundWad;
        uint256[] weightsWad;
        uint256[] portions;
    }

    struct BudgetCase {
        int256 deltaHWei;
        int256 deltaSWad;
        uint256 temperatureWad;
        uint256 referenceWad;
        uint256 natPriceWei;
        uint256 kappaWad;
        uint256 capWei;
        uint256 reserveWei;
    }

    struct DifferenceCase {
        uint256 plus;
        uint256 minus;
        uint256 cap;
    }

    struct PotCase {
        uint256 pot;
        uint256[] votes;
    }

    struct PotResult {
        uint256[] parts;
        uint256 remainder;
    }

    function weigh(WeightCase[] calldata cases) external pure returns (WeightResult[] memory results) {
        results = new WeightResult[](cases.length);
        for (uint256 i = 0; i < cases.length; ++i) {
            results[i] = _weighOne(cases[i]);
        }
    }

    function exponentials(int256[] calldata exponentsWad) external pure returns (int256[] memory results) {
        results = new int256[](exponentsWad.length);
        for (uint256 i = 0; i < exponentsWad.length; ++i) {
            results[i] = FixedPointMathLib.expWad(exponentsWad[i]);
        }
    }

    function roots(uint256[] calldata values) external pure returns (uint256[] memory results) {
        results = new uint256[](values.length);
        for (uint256 i = 0; i < values.length; ++i) {
            results[i] = Math.sqrt(values[i]);
        }
    }

    function pots(PotCase[] calldata cases) external pure returns (PotResult[] memory results) {
        results = new PotResult[](cases.length);
        for (uint256 i = 0; i < cases.length; ++i) {
            (results[i].parts, results[i].remainder) = PotShares.partsOf(cases[i].pot, cases[i].votes);
        }
    }

    function differences(DifferenceCase[] calldata cases) external pure returns (int256[] memory results) {
        results = new int256[](cases.length);
        for (uint256 i = 0; i < cases.length; ++i) {
            results[i] = FreeEnergy.cappedDifference(cases[i].plus, cases[i].minus, cases[i].cap);
        }
    }

    function budgets(BudgetCase[] calldata cases) external pure returns (uint256[2][] memory results) {
        results = new uint256[2][](cases.length);
        for (uint256 i = 0; i < cases.length; ++i) {
            BudgetCase calldata each = cases[i];
            FreeEnergy.Balance memory balance = FreeEnergy.Balance(each.deltaHWei, each.deltaSWad);
            uint256 relativeWad = FreeEnergy.relativeTemperatureWad(each.temperatureWad, each.referenceWad);
            results[i][0] = FreeEnergy.freeWei(balance, relativeWad, each.natPriceWei);
            results[i][1] = FreeEnergy.budgetWei(results[i][0], each.kappaWad, each.capWei, each.reserveWei);
        }
    }

    /// @dev As `RewardEngineMB` does in its three phases; quantities beyond their bounds count as the bound.
    function _weighOne(WeightCase calldata one) private pure returns (WeightResult memory result) {
        uint256 count = one.energiesWad.length;
        (uint256[] memory relative, uint256 groundWad) = _relativeEnergies(one);
        result.terms = new uint256[](count);
        result.weightsWad = new uint256[](count);
        result.portions = new uint256[](count);
        result.groundWad = groundWad;
        for (uint256 i = 0; i < count; ++i) {
            uint256 valueWei = _capped(one.valuesWei[i]);
            if (valueWei == 0) continue;
            result.terms[i] = Boltzmann.term(valueWei, relative[i] - groundWad, one.temperatureWad);
            result.partition += result.terms[i];
        }
        for (uint256 i = 0; i < count && result.partition > 0; ++i) {
            result.weightsWad[i] = Boltzmann.portion(1e18, result.terms[i], result.partition);
            result.portions[i] = Boltzmann.portion(one.amount, result.terms[i], result.partition);
        }
    }

    function _relativeEnergies(WeightCase calldata one)
        private
        pure
        returns (uint256[] memory relative, uint256 groundWad)
    {
        uint256 energySumWad;
        uint256 valueSumWei;
        uint256 ground = type(uint256).max;
        for (uint256 i = 0; i < one.energiesWad.length; ++i) {
            (uint256 energyWad, uint256 valueWei) = (_capped(one.energiesWad[i]), _capped(one.valuesWei[i]));
            if (valueWei == 0) continue;
            energySumWad += energyWad;
            valueSumWei += valueWei;
            if (
                ground == type(uint256).max
                    || Boltzmann.isThriftier(
                        energyWad, valueWei, _capped(one.energiesWad[ground]), _capped(one.valuesWei[ground])
                    )
            ) ground = i;
        }
        relative = new uint256[](one.energiesWad.length);
        for (uint256 i = 0; i < relative.length; ++i) {
            uint256 valueWei = _capped(one.valuesWei[i]);
            if (valueWei == 0) continue;
            relative[i] = Boltzmann.relativeEnergyWad(
                _capped(one.energiesWad[i]), valueWei, energySumWad, valueSumWei
            );
            if (i == ground) groundWad = relative[i];
        }
    }

    function _capped(uint256 quantity) private pure returns (uint256) {
        return Math.min(quantity, Boltzmann.MAX_QUANTITY);
    }
}
