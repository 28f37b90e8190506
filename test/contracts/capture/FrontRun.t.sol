// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {Strings} from "@openzeppelin/contracts/utils/Strings.sol";
import {IThermostat} from "../../../contracts/interfaces/IThermostat.sol";
import {PlanetaryStage} from "./PlanetaryStage.sol";

/// @notice Make another's proposal first, so as to cancel it.
/// Assumes: a member's seat, and sight of others' calls. Costs: gas. Gains: nothing: a proposal is made by whom it names.
contract FrontRun is PlanetaryStage {
    function test_MakingAnothersProposalFirstShutsNobodyOut() public {
        uint256 seeds = _seeds();
        for (uint256 seed; seed < seeds; ++seed) {
            _begin();
            int256 profitWei = _play(_between(seed, 0, 1.1e18, 2e18));
            _rewind();
            _tell("FrontRun", seed, profitWei);
        }
    }

    /// @dev What whoever votes reads first is another's name; the address at the end is the proposer's own.
    function test_AProposalPassesForNobodyElses() public {
        bytes memory data = abi.encodeCall(IThermostat.setBaseTemperature, (2e18));
        Call memory c = _callBy(0, address(thermostat), data, "heat");
        c.description = string.concat(c.description, " with ", Strings.toHexString(_member(FIRST_ALLY)));
        vm.prank(_member(FIRST_ALLY));
        vm.expectRevert(
            abi.encodeWithSelector(IGovernor.GovernorRestrictedProposer.selector, _member(FIRST_ALLY))
        );
        governor.propose(c.targets, c.values, c.calldatas, c.description);
    }

    function _play(uint256 baseWad) private returns (int256) {
        int256 before = _spoils();
        bytes memory data = abi.encodeCall(IThermostat.setBaseTemperature, (baseWad));
        Call memory c = _callBy(0, address(thermostat), data, "heat");
        vm.prank(_member(FIRST_ALLY));
        vm.expectRevert(
            abi.encodeWithSelector(IGovernor.GovernorRestrictedProposer.selector, _member(FIRST_ALLY))
        );
        governor.propose(c.targets, c.values, c.calldatas, c.description);
        // Under its own name it is another proposal, which it can cancel.
        Call memory own = c;
        own.description = _signed(FIRST_ALLY, "heat");
        _propose(FIRST_ALLY, own);
        vm.prank(_member(FIRST_ALLY));
        governor.cancel(own.targets, own.values, own.calldatas, keccak256(bytes(own.description)));
        c.description = _signed(0, "heat");
        _decide(c);
        assertEq(thermostat.temperatureWad(), baseWad, "carried and executed");
        return _spoils() - before;
    }
}
