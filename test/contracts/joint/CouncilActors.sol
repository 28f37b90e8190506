// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {IRegionalExecutor} from "../../../contracts/interfaces/IRegionalExecutor.sol";
import {RegionalExecutor} from "../../../contracts/planetary/RegionalExecutor.sol";
import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {Campaign} from "./Campaign.sol";

/// @notice The council, which proposes, votes, and has its decisions carried out.
abstract contract CouncilActors is Campaign {
    uint256 private constant MAX_MOTIONS = 100;

    Call[] private _motions;
    uint256[] private _proposals;

    function propose(uint256 seed) external moving {
        if (_motions.length == MAX_MOTIONS) return;
        Call memory c = _motion(seed);
        vm.prank(_member(seed % COUNCIL_SIZE));
        (bool success, bytes memory result) = address(governor).call(
            abi.encodeCall(governor.propose, (c.targets, c.values, c.calldatas, c.description))
        );
        if (!success) return;
        _motions.push(c);
        _proposals.push(abi.decode(result, (uint256)));
    }

    function _motion(uint256 seed) private view returns (Call memory) {
        string memory description = vm.toString(_motions.length);
        uint256 member = seed % COUNCIL_SIZE;
        if (seed % 6 == 0) {
            bytes memory heat = abi.encodeCall(thermostat.setBaseTemperature, (bound(seed, 0.5e18, 2e18)));
            return _callBy(member, address(thermostat), heat, description);
        }
        if (seed % 6 == 1) {
            uint48 valueSeconds = uint48(bound(seed, MIN_UNBONDING_SECONDS, 14 days));
            bytes memory wait = abi.encodeCall(stakes.setUnbondingSeconds, (valueSeconds));
            return _callBy(member, address(stakes), wait, description);
        }
        uint256 amountWei = bound(seed >> 8, 0, 20_000 ether);
        RegionalExecutor own = regions[(seed >> 4) % regions.length].executor;
        bytes memory approval = abi.encodeCall(own.approveBudget, (own.approvals(), amountWei, _termsBy(seed)));
        return _callBy(member, address(own), approval, description);
    }

    /// @dev Every member states some votes for some side; most are for it.
    function castVotes(uint256 seed) external moving {
        if (_proposals.length == 0) return;
        uint256 proposalId = _proposals[_recent(seed)];
        _waitUntil(governor.proposalSnapshot(proposalId) + 1);
        for (uint256 i; i < COUNCIL_SIZE; ++i) {
            uint256 roll = uint256(keccak256(abi.encode(seed, i)));
            uint8 side = roll % 4 == 0 ? uint8(roll >> 8) % 3 : 1;
            bytes memory votes = abi.encode(1 + (roll >> 16) % (MAX_VOTES + 1));
            vm.prank(_member(i));
            (bool success,) = address(governor).call(
                abi.encodeCall(governor.castVoteWithReasonAndParams, (proposalId, side, "", votes))
            );
            if (success) _did(Deed.Voted);
        }
    }

    /// @dev The next step of some proposal: its end and the queue, or the execution.
    function conclude(uint256 seed) external moving {
        if (_proposals.length == 0) return;
        uint256 index = _recent(seed);
        uint256 proposalId = _proposals[index];
        if (governor.state(proposalId) == IGovernor.ProposalState.Queued) return _carryOut(index);
        _waitUntil(governor.proposalDeadline(proposalId) + 1);
        if (governor.state(proposalId) == IGovernor.ProposalState.Succeeded) _queue(_motions[index]);
    }

    function _carryOut(uint256 index) private {
        Call memory c = _motions[index];
        _waitUntil(governor.proposalEta(_proposals[index]));
        bool wasPaused = systemPause.paused();
        (bool success,) = address(governor).call(
            abi.encodeCall(
                governor.execute, (c.targets, c.values, c.calldatas, keccak256(bytes(c.description)))
            )
        );
        assertFalse(wasPaused && success, "a module changed while paused");
        if (!success) return;
        _did(Deed.Executed);
        for (uint256 i; i < regions.length; ++i) {
            if (c.targets[0] != address(regions[i].executor)) continue;
            _did(Deed.BudgetExecuted);
            (regions[i].votedWei,,) = regions[i].executor.budget();
        }
    }

    /// @dev Older ones are over.
    function _recent(uint256 seed) private view returns (uint256) {
        uint256 count = _proposals.length;
        return count - 1 - (seed >> 8) % (count < 2 ? count : 2);
    }

    /// @dev Limits that some jobs and days exceed, or none; disputes on approval, or at once.
    function _termsBy(uint256 seed) internal pure returns (IRegionalExecutor.RegionTerms memory terms) {
        terms = _anyJob();
        if (seed % 2 == 0) (terms.jobWei, terms.dayWei) = (2000 ether, 3000 ether);
        if ((seed >> 1) % 2 == 0) terms.approvalSeconds = APPROVAL_SECONDS;
    }

    function _checkAllowances() internal view {
        for (uint256 i; i < _proposals.length; ++i) {
            for (uint256 j; j < COUNCIL_SIZE; ++j) {
                (, uint256 votes) = governor.ballotOf(_proposals[i], _identityOf(j));
                assertTrue(votes * votes <= CREDITS, "the allowance of a ballot");
            }
        }
    }
}
