// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {IThermostat} from "../../../contracts/interfaces/IThermostat.sol";
import {PlanetaryStage} from "./PlanetaryStage.sol";

/// @notice Make another's proposal first, so as to cancel it.
/// Assumes: a member's seat, and sight of others' calls. Costs: gas. Gains: nothing: a proposal is made by whom it names.
contract FrontRun is PlanetaryStage {
    function test_MakingAnothersProposalFirstShutsNobodyOut() public {
        int256 before = _spoils();
        Call memory c = _callBy(0, address(thermostat), abi.encodeCall(IThermostat.setBaseTemperature, (2e18)), "heat");
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
        assertEq(thermostat.temperatureWad(), 2e18, "carried and executed");
        assertEq(_spoils() - before, 0, "profit");
    }
}
