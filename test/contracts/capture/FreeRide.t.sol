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
        _begin();
        int256 aloneWei = _play(false);
        uint256 honestWei = stakes.claimOf(agent);
        _rewind();
        int256 ridingWei = _play(true);
        assertEq(ridingWei - aloneWei, 0, "profit");
        assertEq(stakes.claimOf(agent), honestWei, "and whoever worked has what it had");
    }

    function _play(bool riding) private returns (int256) {
        uint8[4] memory roles = _rolesWithShares();
        IEnergyOracle.Attestation[] memory attestations =
            new IEnergyOracle.Attestation[](riding ? 1 + roles.length : 1);
        attestations[0] = _even(Roles.AGENT, agent, 1e18, 100 ether);
        attestations[0].costWei = 0;
        for (uint256 i = 1; i < attestations.length; ++i) {
            attestations[i] = _even(roles[i - 1], _member(FIRST_ALLY), 0, 0);
        }
        _settle(attestations);
        assertTrue(stakes.claimOf(agent) > 0, "the epoch pays");
        return _spoils();
    }
}
