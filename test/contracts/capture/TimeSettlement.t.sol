// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {IEnergyOracle} from "../../../contracts/interfaces/IEnergyOracle.sol";
import {IIncentivePolicy} from "../../../contracts/interfaces/IIncentivePolicy.sol";
import {IThermostat} from "../../../contracts/interfaces/IThermostat.sol";
import {Roles} from "../../../contracts/shared/Roles.sol";
import {PlanetaryStage} from "./PlanetaryStage.sol";

/// @notice Settle an epoch when temperature and shares suit: an agent that took much energy waits until it is hot, and
/// agents have the most.
/// Assumes: nobody else settles meanwhile, and readings and a council that heat and shift. Costs: the wait. Gains: nothing:
/// an epoch is settled by what held in its last second.
contract TimeSettlement is PlanetaryStage {
    function test_ChoosingTheMomentOfASettlementGainsNothing() public {
        uint256 seeds = _seeds();
        for (uint256 seed; seed < seeds; ++seed) {
            _begin();
            int256 atOnceWei = _play(seed, false);
            _rewind();
            _begin();
            int256 laterWei = _play(seed, true);
            _rewind();
            assertTrue(atOnceWei > 0, "the epoch pays");
            _tell("TimeSettlement", seed, laterWei - atOnceWei);
        }
    }

    function _play(uint256 seed, bool later) private returns (int256) {
        IEnergyOracle.Attestation[] memory attestations = new IEnergyOracle.Attestation[](2);
        uint256 energyWad = _between(seed, 0, 1e18, 300e18);
        attestations[0] = _even(Roles.AGENT, _member(FIRST_ALLY), energyWad, _between(seed, 1, 10 ether, 300 ether));
        attestations[1] = _even(Roles.AGENT, agent, energyWad, _between(seed, 2, 10 ether, 300 ether));
        attestations[0].costWei = 0;
        attestations[1].costWei = 0;
        _presentAll(attestations);
        if (later) _heat(_between(seed, 3, 1e18, 3e18));
        _settleAll();
        return _spoils();
    }

    function _heat(uint256 offsetWad) private {
        _endCollection();
        tick(IThermostat.Kpis(1000e18, 1000e18, 1000e18));
        vm.prank(address(timelock));
        thermostat.setRoleOffset(Roles.AGENT, int256(offsetWad));
        vm.prank(address(timelock));
        incentives.setRoleShares(IIncentivePolicy.RoleShares(8000, 1000, 500, 500));
        vm.warp(vm.getBlockTimestamp() + 3 days);
        assertTrue(thermostat.temperatureOf(Roles.AGENT) > 1e18, "hot now");
    }
}
