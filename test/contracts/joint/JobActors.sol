// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {IDisputeModule} from "../../../contracts/interfaces/IDisputeModule.sol";
import {IIncentivePolicy} from "../../../contracts/interfaces/IIncentivePolicy.sol";
import {IJobRegistry} from "../../../contracts/interfaces/IJobRegistry.sol";
import {Outcome} from "../../../contracts/shared/Outcome.sol";
import {JudgeActors} from "./JudgeActors.sol";

/// @notice Employers, agents, claimants, and whoever brings a job a step further.
abstract contract JobActors is JudgeActors {
    mapping(uint256 jobId => bool) private _late;

    function post(uint256 seed) external moving {
        this.create(seed);
    }

    /// @dev The next step of some job's life, whichever that is.
    function advance(uint256 seed) external moving {
        uint256 jobId;
        (jobId, seed) = _underWay(seed, IJobRegistry.Status.None);
        IJobRegistry.Status status = jobs.jobOf(jobId).status;
        if (status == IJobRegistry.Status.Open) this.take(seed);
        else if (status == IJobRegistry.Status.Assigned) handInSynced(seed);
        else if (status == IJobRegistry.Status.Submitted) _judge(jobId, seed);
        else if (status == IJobRegistry.Status.Disputed) _rule(jobId, seed);
        else if (jobId > 0) _finalize(jobId, seed);
    }

    /// @param status None for any.
    /// @return jobId Some job of that status that is not over; 0 if there is none.
    /// @return forJob A seed by which the national handler picks this job.
    function _underWay(uint256 seed, IJobRegistry.Status status) private view returns (uint256 jobId, uint256 forJob) {
        uint256 count = cases.length;
        for (uint256 i; i < count; ++i) {
            uint256 which = ((seed >> 8) + i) % count;
            jobId = cases[which];
            bool fits = status == IJobRegistry.Status.None || status == jobs.jobOf(jobId).status;
            if (hasEnded(jobId) || !fits) continue;
            uint256 rounds = (seed >> 16) / count;
            return (jobId, seed % 256 + ((rounds * count + which) << 8));
        }
        return (0, seed);
    }

    function giveUp(uint256 seed) external moving {
        if (seed % 2 == 0) return _callOff(seed);
        if (cases.length == 0) return;
        uint256 jobId = cases[(seed >> 8) % cases.length];
        uint256[] memory lockedWei = _locksOf(jobId);
        uint256[] memory heldWei = _stakes();
        this.expire(seed);
        _assertLossesWithin(heldWei, lockedWei);
    }

    /// @dev A region's job is called off by its executor.
    function _callOff(uint256 seed) private {
        this.cancel(seed);
        for (uint256 c = cases.length; c > 0; --c) {
            uint256 jobId = cases[c - 1];
            (bool found, uint256 which) = _regionOf(jobId);
            if (!found || jobs.jobOf(jobId).status != IJobRegistry.Status.Open) continue;
            if (!_callOffFor(which, jobId)) return;
            ++endings[jobId];
            return _did(Deed.Withdrawn);
        }
    }

    /// @dev A late job moves the system, and by no more than its part of all work under way; its own terms stay.
    function delay(uint256 seed) external moving {
        uint256 jobId;
        (jobId, seed) = _underWay(seed, IJobRegistry.Status.Assigned);
        if (jobId == 0) return;
        IJobRegistry.Job memory job = jobs.jobOf(jobId);
        if (job.delayPolicy == IIncentivePolicy.DelayPolicy.TriggerPauseCheck) return this.beLate(seed);
        toRevealWindow(job.deadline);
        uint256 escrowWei = stakes.escrowOf(jobId);
        uint256 beforeWad = thermostat.temperatureWad();
        uint256 room = thermostat.bounds().emergencyWad;
        room = room > beforeWad ? room - beforeWad : 0;
        bytes memory data = abi.encodeCall(jobs.triggerDelayPolicy, (jobId));
        if (!_guarded(operations, address(jobs), data)) return;
        _late[jobId] = true;
        _did(Deed.Late);
        uint256 mostWad = beforeWad + room * job.rewardWei / jobs.assignedWei() + 1;
        assertTrue(thermostat.temperatureWad() <= mostWad, "by its part");
        assertEq(stakes.escrowOf(jobId), escrowWei, "a late job's escrow stays");
        bytes32 shares = keccak256(abi.encode(jobs.jobOf(jobId).shares));
        assertEq(shares, keccak256(abi.encode(job.shares)), "a late job's shares stay");
    }

    /// @dev A challenge window is short beside a vote, so who contests does it at once.
    function _judge(uint256 jobId, uint256 seed) private {
        _convene(jobId, seed);
        this.commitVotes(seed);
        if ((seed >> 3) % 3 == 0) _suspendOne(committee(jobId), seed);
        this.revealVotes(seed);
        _noteKeptOut(jobId, committee(jobId));
        uint256[] memory lockedWei = _locksOf(jobId);
        uint256[] memory heldWei = _stakes();
        this.close(seed - seed % 2);
        _assertLossesWithin(heldWei, lockedWei);
        if (seed % 3 > 0) _contest(jobId, seed);
    }

    function _contest(uint256 jobId, uint256 seed) private {
        bool accepted = jobs.jobOf(jobId).status == IJobRegistry.Status.Accepted;
        (bool found, uint256 which) = _regionOf(jobId);
        if (accepted && found) _disputeFor(which, jobId, (seed >> 2) % 2 == 0);
        else this.dispute(_claimBy(seed, accepted));
        if (jobs.jobOf(jobId).status == IJobRegistry.Status.Disputed) _did(Deed.Disputed);
    }

    /// @dev A seed for the same job by which the national handler has the loser claim: the employer or the agent.
    function _claimBy(uint256 seed, bool accepted) private pure returns (uint256 chosen) {
        chosen = seed - seed % 256;
        while (chosen % 3 != (accepted ? 0 : 1)) ++chosen;
    }

    function _rule(uint256 jobId, uint256 seed) private {
        _summon(jobId, seed);
        this.commitJury(seed);
        if (seed % 5 == 0) _suspendOne(jury(jobId), seed);
        this.revealJury(seed);
        if (seed % 4 == 0 || !_appeal(jobId, seed)) _finalize(jobId, seed);
    }

    function _appeal(uint256 jobId, uint256 seed) private returns (bool) {
        uint8 number = disputes.disputeOf(jobId).hearings;
        toRevealWindow(currentHearing(jobId).revealEnd);
        bool forWork = disputes.verdictOf(jobId, number) == Outcome.Approved;
        (bool found, uint256 which) = _regionOf(jobId);
        if (forWork && found) _appealFor(which, jobId);
        else this.appeal(_claimBy(seed, forWork));
        if (disputes.disputeOf(jobId).hearings == number) return false;
        _did(number == 1 ? Deed.Appealed : Deed.AppealedAgain);
        return true;
    }

    function _finalize(uint256 jobId, uint256 seed) private {
        uint256 before = endings[jobId];
        uint256[] memory lockedWei = _locksOf(jobId);
        uint256[] memory heldWei = _stakes();
        this.finalize(seed - seed % 4);
        if (endings[jobId] == before) return;
        uint256[] memory lostWei = _assertLossesWithin(heldWei, lockedWei);
        if (_late[jobId]) _did(Deed.LateFinalized);
        bool disputed = disputes.disputeOf(jobId).decidedBy != IDisputeModule.DecidedBy.Nobody;
        if (disputed) _noteLosers(jobId, lostWei);
        (bool found, uint256 which) = _regionOf(jobId);
        _did(found ? Deed.RegionalFinalized : Deed.NationalFinalized);
        if (jobId > jobs.jobCount()) _did(Deed.ReopenedFinalized);
        if (found && !disputed) _noteLapsed(which, jobId);
    }
}
