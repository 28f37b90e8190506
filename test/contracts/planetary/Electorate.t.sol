// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";

import {IBudgetDivision} from "../../../contracts/interfaces/IBudgetDivision.sol";
import {IGovernorCountingQuadratic} from "../../../contracts/interfaces/IGovernorCountingQuadratic.sol";
import {Roles} from "../../../contracts/shared/Roles.sol";
import {PlanetaryFixture} from "./PlanetaryFixture.sol";

/// @notice Who is suspended, admitted or revoked, and when, in the council's two kinds of ballot.
contract ElectorateTest is PlanetaryFixture {
    uint8 private constant AGAINST = 0;
    uint8 private constant FOR = 1;
    uint256 private constant POT_WEI = 1000 ether;

    // Suspended

    function test_ASuspendedIdentityCastsNoVoteUntilItIsFreeAgain() public {
        uint256 proposalId = _proposeActive(_heat());
        suspend(0);
        expectSuspendedVoter(0);
        _vote(0, proposalId, FOR, 1);
        vm.prank(registrar);
        identities.liftSuspension(_member(0));
        _vote(0, proposalId, FOR, 1);
    }

    function test_ASuspendedIdentityCastsNoBallotUntilItIsFreeAgain() public {
        uint256 id = openDivision();
        suspend(0);
        vm.expectRevert(
            abi.encodeWithSelector(IBudgetDivision.DivisionVoterSuspended.selector, _member(0), _identityOf(0))
        );
        divide(0, id, 1);
        vm.prank(registrar);
        identities.liftSuspension(_member(0));
        divide(0, id, 1);
    }

    function test_WhatASuspendedIdentityHasCastStaysAndIsNotRaised() public {
        uint256 proposalId = _proposeActive(_heat());
        uint256 id = openDivision();
        _vote(0, proposalId, FOR, 3);
        divide(0, id, 3);
        suspend(0);
        expectSuspendedVoter(0);
        _vote(0, proposalId, FOR, 4);
        (, uint256 forVotes,) = governor.proposalVotes(proposalId);
        (, uint256[] memory votes) = division.tallyOf(id);
        assertEq(forVotes, 3, "votes");
        assertEq(votes[0], 3, "ballot");
    }

    function test_ASuspendedIdentityCountsForTheQuorum() public {
        for (uint256 i; i < 3; ++i) {
            suspend(i);
        }
        uint256 proposalId = _proposeActive(_heat());
        uint256 id = openDivision();
        assertEq(governor.quorum(governor.proposalSnapshot(proposalId)), 15, "30 % of 5 x 10 votes");
        assertEq(division.quorumOf(id), 2, "30 % of five heads");
    }

    // Admitted and revoked

    function test_WhoseRevocationIsEffectiveByTheSnapshotHasNoVote() public {
        setRoles(_member(0), 0);
        pass(uint256(JUDGING_DELAY_SECONDS) - 1 hours);
        uint256 proposalId = _propose(1, _callBy(1, address(thermostat), "", "late"));
        pass(1 hours);
        uint256 snapshot = governor.proposalSnapshot(proposalId);
        assertEq(snapshot, vm.getBlockTimestamp(), "the very second");
        uint256 id = openDivision();
        vm.expectRevert(
            abi.encodeWithSelector(
                IGovernorCountingQuadratic.QuadraticVoterUnknown.selector, _member(0), snapshot
            )
        );
        _vote(0, proposalId, FOR, 1);
        vm.expectRevert(
            abi.encodeWithSelector(IBudgetDivision.DivisionVoterUnknown.selector, _member(0), uint48(snapshot))
        );
        divide(0, id, 1);
        assertEq(governor.quorum(snapshot), 12, "30 % of 4 x 10 votes");
    }

    /// @dev From the proposal on, which shows what is to be decided, through the vote with both of its extensions and the
    /// timelock to the end of the division that it opens.
    function test_TheRegistrarCannotDecideAVoteUnderWay() public {
        Call memory c = _call(address(division), openingData(), "pot");
        uint256 proposalId = _propose(0, c);
        for (uint256 i; i < 4; ++i) {
            vm.prank(registrar);
            identities.register(friendName(i), makeActor(friendName(i)), Roles.COUNCIL);
            if (i > 0) setRoles(_member(i), 0);
        }
        vm.warp(governor.proposalSnapshot(proposalId) + 1);
        for (uint256 i; i < 4; ++i) {
            expectUnknownVoter(proposalId, makeActor(friendName(i)));
        }
        _vote(4, proposalId, AGAINST, MAX_VOTES);
        vm.warp(governor.proposalDeadline(proposalId));
        _vote(1, proposalId, FOR, MAX_VOTES);
        _vote(2, proposalId, FOR, MAX_VOTES);
        vm.warp(governor.proposalDeadline(proposalId) + 1);
        assertEq(uint8(governor.state(proposalId)), uint8(IGovernor.ProposalState.Succeeded), "decided by who sat");
        _queue(c);
        vm.warp(vm.getBlockTimestamp() + TIMELOCK_DELAY);
        _execute(c);
        (, uint48 snapshot, uint48 deadline,,) = division.divisionOf(1);
        pass(deadline - systemPause.activeTime());
        for (uint256 i; i < 4; ++i) {
            expectUnknownDivider(makeActor(friendName(i)), snapshot);
            if (i > 0) divide(i, 1, 1);
        }
    }

    // Helpers

    function _heat() private view returns (Call memory) {
        return _call(address(thermostat), abi.encodeCall(thermostat.setBaseTemperature, (2e18)), "heat");
    }

    function openingData() private view returns (bytes memory) {
        IBudgetDivision.Option[] memory options = new IBudgetDivision.Option[](1);
        options[0].executor = executor;
        return abi.encodeCall(division.open, (POT_WEI, options));
    }

    function openDivision() private returns (uint256 id) {
        bytes memory data = openingData();
        vm.prank(address(timelock));
        (, bytes memory returned) = address(division).call(data);
        id = abi.decode(returned, (uint256));
        vm.warp(vm.getBlockTimestamp() + 1);
    }

    function divide(uint256 member, uint256 id, uint256 votes) private {
        vm.prank(_member(member));
        division.vote(id, single(votes));
    }

    function single(uint256 votes) private pure returns (uint256[] memory list) {
        list = new uint256[](1);
        list[0] = votes;
    }

    function suspend(uint256 member) private {
        vm.prank(guardian);
        identities.suspend(_member(member));
    }

    function friendName(uint256 i) private pure returns (string memory) {
        return string.concat("friend ", vm.toString(i));
    }

    function expectSuspendedVoter(uint256 member) private {
        vm.expectRevert(
            abi.encodeWithSelector(
                IGovernorCountingQuadratic.QuadraticVoterSuspended.selector, _member(member), _identityOf(member)
            )
        );
    }

    function expectUnknownVoter(uint256 proposalId, address account) private {
        vm.expectRevert(
            abi.encodeWithSelector(
                IGovernorCountingQuadratic.QuadraticVoterUnknown.selector,
                account,
                governor.proposalSnapshot(proposalId)
            )
        );
        vm.prank(account);
        governor.castVoteWithReasonAndParams(proposalId, FOR, "", abi.encode(uint256(1)));
    }

    function expectUnknownDivider(address account, uint48 snapshot) private {
        vm.expectRevert(abi.encodeWithSelector(IBudgetDivision.DivisionVoterUnknown.selector, account, snapshot));
        vm.prank(account);
        division.vote(1, single(1));
    }
}
