// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";

import {IPrecondition} from "../../../contracts/interfaces/IPrecondition.sol";
import {IRegionalExecutor} from "../../../contracts/interfaces/IRegionalExecutor.sol";
import {Precondition} from "../../../contracts/planetary/Precondition.sol";
import {PlanetaryFixture} from "./PlanetaryFixture.sol";

contract PreconditionTest is PlanetaryFixture {
    Precondition private _precondition;
    bytes private _query;

    function setUp() public override {
        super.setUp();
        _precondition = Precondition(create("Precondition", ""));
        _query = abi.encodeCall(thermostat.baseTemperatureWad, ());
    }

    /// @dev Sets a base temperature that its proposer wants only while the present one stands.
    function _heat(uint256 baseWad) private view returns (Call memory c) {
        c.description = _signed(0, vm.toString(baseWad));
        (c.targets, c.values, c.calldatas) = (new address[](2), new uint256[](2), new bytes[](2));
        (c.targets[0], c.targets[1]) = (address(_precondition), address(thermostat));
        bytes memory seen = abi.encode(thermostat.baseTemperatureWad());
        c.calldatas[0] = abi.encodeCall(_precondition.requireAnswer, (address(thermostat), _query, seen));
        c.calldatas[1] = abi.encodeCall(thermostat.setBaseTemperature, (baseWad));
    }

    function test_OfTwoDecisionsThatSawTheSameOnlyTheFirstExecutedHasAnEffect() public {
        bytes memory seen = abi.encode(thermostat.baseTemperatureWad());
        Call memory warmer = _heat(2e18);
        Call memory hotter = _heat(3e18);
        uint256 first = _proposeActive(warmer);
        uint256 second = _proposeActive(hotter);
        _carry(first);
        _carry(second);
        _queue(warmer);
        _queue(hotter);
        vm.warp(governor.proposalEta(second));
        vm.prank(stranger);
        _execute(hotter);
        vm.expectRevert(
            abi.encodeWithSelector(
                IPrecondition.AnswerChanged.selector,
                address(thermostat),
                _query,
                seen,
                abi.encode(thermostat.baseTemperatureWad())
            )
        );
        _execute(warmer);
        assertEq(thermostat.baseTemperatureWad(), 3e18, "base");
        assertEq(uint8(governor.state(first)), uint8(IGovernor.ProposalState.Queued), "state");
    }

    function test_WhatAnswersAsSeenPasses() public view {
        _precondition.requireAnswer(address(thermostat), _query, abi.encode(thermostat.baseTemperatureWad()));
    }

    function test_AViewThatRevertsIsNoAnswer() public {
        bytes memory query = abi.encodeCall(executor.telemetryRoot, (9));
        bytes memory reason = abi.encodeWithSelector(IRegionalExecutor.TelemetryUnknown.selector, 9);
        vm.expectRevert(
            abi.encodeWithSelector(IPrecondition.AnswerChanged.selector, address(executor), query, reason, reason)
        );
        _precondition.requireAnswer(address(executor), query, reason);
    }
}
