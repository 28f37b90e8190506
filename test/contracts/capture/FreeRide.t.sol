// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {IEnergyOracle} from "../../../contracts/interfaces/IEnergyOracle.sol";
import {Roles} from "../../../contracts/shared/Roles.sol";
import {PlanetaryStage} from "./PlanetaryStage.sol";

/// @notice Be among an epoch's entries without having brought any value, in every role.
/// Assumes: attestations of no energy and no value, which signers have no reason to refuse. Costs: gas. Gains: nothing:
/// weight is value, and nobody else's payout moves.
contract FreeRide is PlanetaryStage {
    function test_RidingAlongWithoutValueIsPaidNothing() public {
        uint256 seeds = _seeds();
        for (uint256 seed; seed < seeds; ++seed) {
            _begin();
            int256 aloneWei = _play(seed, false);
            uint256 honestWei = stakes.claimOf(agent);
            _rewind();
            _begin();
            int256 ridingWei = _play(seed, true);
            assertEq(stakes.claimOf(agent), honestWei, "whoever worked has what it had");
            _rewind();
            _tell("FreeRide", seed, ridingWei - aloneWei);
        }
    }

    function _play(uint256 seed, bool riding) private returns (int256) {
        uint8[4] memory roles = _rolesWithShares();
        IEnergyOracle.Attestation[] memory attestations =
            new IEnergyOracle.Attestation[](riding ? 1 + roles.length : 1);
        uint256 valueWei = _between(seed, 0, 1 ether, 1000 ether);
        attestations[0] = _even(Roles.AGENT, agent, _between(seed, 1, 0, 300e18), valueWei);
        attestations[0].costWei = 0;
        for (uint256 i = 1; i < attestations.length; ++i) {
            attestations[i] = _even(roles[i - 1], _member(FIRST_ALLY), _between(seed, 1 + i, 0, 10e18), 0);
        }
        _settle(attestations);
        assertTrue(stakes.claimOf(agent) > 0, "the epoch pays");
        return _spoils();
    }
}
