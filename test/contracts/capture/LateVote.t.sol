// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {PlanetaryStage} from "./PlanetaryStage.sol";

/// @notice Keep the votes for a budget of one's own back until nobody can answer them.
/// Assumes: two of five members, and others who vote as it stands only. Costs: nothing. Gains: nothing: a vote that turns
/// the outcome gives the others a day more.
contract LateVote is PlanetaryStage {
    function test_WaitingForTheLastSecondOfAVoteGainsNothing() public {
        uint256 seeds = _seeds();
        for (uint256 seed; seed < seeds; ++seed) {
            _begin();
            int256 earlyWei = _play(seed, false);
            _rewind();
            _begin();
            int256 lateWei = _play(seed, true);
            _rewind();
            assertEq(lateWei, 0, "nothing is approved");
            _tell("LateVote", seed, lateWei - earlyWei);
        }
    }

    /// @dev A quorum of votes is in, so that what comes late turns the outcome and nothing else.
    function test_TurningADefeatInTheLastSecondGainsNothing() public {
        uint256 seeds = _seeds();
        for (uint256 seed; seed < seeds; ++seed) {
            _begin();
            Call memory c = _budgetFor(FIRST_ALLY);
            uint256 proposalId = _propose(FIRST_ALLY, c);
            vm.warp(governor.proposalSnapshot(proposalId) + 1);
            _vote(0, proposalId, AGAINST, MAX_VOTES);
            _vote(2, proposalId, AGAINST, MAX_VOTES - 3);
            _vote(FIRST_ALLY, proposalId, FOR, MAX_VOTES - 2);
            _vote(SECOND_ALLY, proposalId, FOR, MAX_VOTES - 2);
            vm.warp(governor.proposalDeadline(proposalId));
            _vote(FIRST_ALLY, proposalId, FOR, _between(seed, 0, MAX_VOTES - 1, MAX_VOTES));
            _vote(SECOND_ALLY, proposalId, FOR, _between(seed, 1, MAX_VOTES - 1, MAX_VOTES));
            _answer(proposalId);
            assertEq(_spoils(), 0, "nothing is approved");
            _rewind();
        }
    }

    /// @dev Together the two have more votes than whoever was against, and a quorum.
    function _play(uint256 seed, bool late) private returns (int256) {
        Call memory c = _budgetFor(FIRST_ALLY);
        uint256 proposalId = _propose(FIRST_ALLY, c);
        vm.warp(governor.proposalSnapshot(proposalId) + 1);
        _vote(0, proposalId, AGAINST, MAX_VOTES);
        if (late) vm.warp(governor.proposalDeadline(proposalId));
        _vote(FIRST_ALLY, proposalId, FOR, _between(seed, 0, MAX_VOTES - 2, MAX_VOTES));
        _vote(SECOND_ALLY, proposalId, FOR, _between(seed, 1, MAX_VOTES - 2, MAX_VOTES));
        _answer(proposalId);
        return _spoils();
    }

    /// @dev Who sees that it would pass answers within an hour.
    function _answer(uint256 proposalId) private {
        vm.warp(vm.getBlockTimestamp() + 1 hours);
        _vote(1, proposalId, AGAINST, MAX_VOTES);
        vm.warp(governor.proposalDeadline(proposalId) + 1);
        assertEq(uint256(governor.state(proposalId)), uint256(IGovernor.ProposalState.Defeated), "defeated");
    }
}
