// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {BPS} from "./Units.sol";

/// @title ShareMath
/// @notice Basis-point arithmetic on the four role shares, in the order agents, validators, operators, employers.
library ShareMath {
    uint256 internal constant AGENTS = 0;
    uint256 internal constant VALIDATORS = 1;
    uint256 internal constant OPERATORS = 2;
    uint256 internal constant EMPLOYERS = 3;

    /// @return floor(amount × bps / 10,000).
    function part(uint256 amount, uint256 bps) internal pure returns (uint256) {
        return amount * bps / BPS;
    }

    /// @return ceil(amount × bps / 10,000).
    function partUp(uint256 amount, uint256 bps) internal pure returns (uint256) {
        return Math.ceilDiv(amount * bps, BPS);
    }

    /// @notice Grows `shares[to]` by `step` at most, taken from operators, employers, then the other of agents and
    /// validators, each down to its minimum, and the receiver up to its maximum.
    /// @param to AGENTS or VALIDATORS.
    /// @return moved What the share grew by. The sum of the shares does not change.
    function shift(
        uint256[4] memory shares,
        uint256[4] memory minShares,
        uint256[4] memory maxShares,
        uint256 to,
        uint256 step
    ) internal pure returns (uint256 moved) {
        uint256[3] memory givers = [OPERATORS, EMPLOYERS, to == AGENTS ? VALIDATORS : AGENTS];
        uint256 wanted = Math.min(step, maxShares[to] - shares[to]);
        for (uint256 i; i < 3; ++i) {
            uint256 given = Math.min(wanted - moved, shares[givers[i]] - minShares[givers[i]]);
            shares[givers[i]] -= given;
            moved += given;
        }
        shares[to] += moved;
    }

    /// @notice Brings shares back to the governed ones, by half of the way that is left `times` times over.
    ///
    /// What shares gained is added up in their order, and so is what they lost; each sum is divided by 2^times, rounding
    /// down, and a share keeps what its own summand adds to it. So gains and losses stay equal, and each share lies
    /// between what it was and what it goes back to.
    /// @param governed Shares with the same sum as `moved`.
    function fade(uint256[4] memory governed, uint256[4] memory moved, uint256 times)
        internal
        pure
        returns (uint256[4] memory shares)
    {
        uint256 gained;
        uint256 lost;
        for (uint256 i; i < 4; ++i) {
            if (moved[i] > governed[i]) {
                uint256 sum = gained + moved[i] - governed[i];
                shares[i] = governed[i] + (sum >> times) - (gained >> times);
                gained = sum;
            } else {
                uint256 sum = lost + governed[i] - moved[i];
                shares[i] = governed[i] + (lost >> times) - (sum >> times);
                lost = sum;
            }
        }
    }
}
