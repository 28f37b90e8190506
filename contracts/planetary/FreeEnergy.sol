// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SignedMath} from "@openzeppelin/contracts/utils/math/SignedMath.sol";

/// @title The budget of an epoch from its energy balance
/// @notice dH = costs - value is the net effort put in, in tokens; dS = Σ(uPre - uPost) the uncertainty removed, in nats.
/// A price in tokens a nat makes them comparable, and the temperature, as a multiple τ = T/T₀ of the thermostat's reference,
/// says how much more or less than that price a nat is worth now. What may be given out is a part κ of the free energy
/// `max(0, τ·price·dS - dH)`.
/// @dev Bounds, with quantities of at most 2^96 and at most 2^32 entries: |dH| and |dS| < 2^129, price·|dS| < 2^225,
/// τ < 2^96 in WAD, so that τ·price·|dS| < 2^225 · 2^96 / 10^36 < 2^202, and the free energy too.
library FreeEnergy {
    uint256 internal constant WAD = 1e18;

    /// @notice Temperatures, prices and what a single entry states count as at most this.
    uint256 internal constant MAX_QUANTITY = type(uint96).max;

    /// @notice The largest κ, in WAD: about 1.2 million.
    uint256 internal constant MAX_KAPPA = type(uint80).max;

    /// @notice dH in wei and dS in WAD, summed over the entries of an epoch.
    struct Balance {
        int256 deltaHWei;
        int256 deltaSWad;
    }

    /// @notice `plus - minus`, where each counts as at most `cap`, itself at most {MAX_QUANTITY}.
    function cappedDifference(uint256 plus, uint256 minus, uint256 cap) internal pure returns (int256) {
        return int256(Math.min(plus, cap)) - int256(Math.min(minus, cap));
    }

    /// @notice τ = T/T₀ in WAD, rounded down, at most {MAX_QUANTITY}.
    /// @param referenceWad T₀, above zero.
    function relativeTemperatureWad(uint256 temperatureWad, uint256 referenceWad) internal pure returns (uint256) {
        return Math.min((Math.min(temperatureWad, MAX_QUANTITY) * WAD) / referenceWad, MAX_QUANTITY);
    }

    /// @notice `τ·price·dS` in wei, rounded down: what the uncertainty removed is worth, negative where it grew.
    /// @param relativeWad τ, at most {MAX_QUANTITY}.
    /// @param natPriceWei What a nat is worth at the reference temperature, at most {MAX_QUANTITY}.
    function entropyWei(int256 deltaSWad, uint256 relativeWad, uint256 natPriceWei) internal pure returns (int256) {
        uint256 pricedWad = SignedMath.abs(deltaSWad) * natPriceWei;
        if (deltaSWad < 0) return -int256(Math.mulDiv(pricedWad, relativeWad, WAD * WAD, Math.Rounding.Ceil));
        return int256(Math.mulDiv(pricedWad, relativeWad, WAD * WAD));
    }

    /// @notice `max(0, τ·price·dS - dH)` in wei, rounded down.
    function freeWei(Balance memory balance, uint256 relativeWad, uint256 natPriceWei)
        internal
        pure
        returns (uint256)
    {
        int256 free = entropyWei(balance.deltaSWad, relativeWad, natPriceWei) - balance.deltaHWei;
        return free <= 0 ? 0 : uint256(free);
    }

    /// @notice `min(κ·free, cap, reserve)` in wei, rounded down.
    /// @dev A product beyond 2^256 counts as that, which is above any cap.
    /// @param kappaWad At most {MAX_KAPPA}.
    /// @param capWei At most {MAX_QUANTITY}.
    function budgetWei(uint256 free, uint256 kappaWad, uint256 capWei, uint256 reserveWei)
        internal
        pure
        returns (uint256)
    {
        return Math.min(Math.saturatingMul(free, kappaWad) / WAD, Math.min(capWei, reserveWei));
    }
}
