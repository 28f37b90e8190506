// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {IIncentivePolicy} from "../../../contracts/interfaces/IIncentivePolicy.sol";
import {IJobRegistry} from "../../../contracts/interfaces/IJobRegistry.sol";
import {IRegionalExecutor} from "../../../contracts/interfaces/IRegionalExecutor.sol";
import {RegionalExecutor} from "../../../contracts/planetary/RegionalExecutor.sol";
import {Outcome} from "../../../contracts/shared/Outcome.sol";
import {Campaign} from "./Campaign.sol";

/// @notice Operators of regions, each with a key and limits of its own; a thief of such a key; and who frees bonds.
abstract contract RegionActors is Campaign {
    uint256 private constant MAX_CASES_HERE = 40;

    /// @dev What each attempt at a job committed, and on which day, counted by hand.
    mapping(uint256 jobId => uint256) private _committedWei;
    mapping(uint256 jobId => uint48) private _dayOf;
    uint256 private _keys;

    function employ(uint256 seed) external moving {
        IJobRegistry.JobRequest memory request = defaultRequest();
        request.rewardWei = uint128(bound(seed >> 8, 1, 1500 ether));
        request.delayPolicy = IIncentivePolicy.DelayPolicy((seed >> 4) % 6);
        if (_create(seed % regions.length, request)) _did(Deed.Employed);
    }

    /// @dev A region has a job done again that failed: some region's, by its own key. What was approved stays so, and the key of
    /// another region reopens nothing.
    function reopenRegional(uint256 seed) external moving {
        for (uint256 i; i < cases.length; ++i) {
            uint256 lastCase = cases[((seed >> 8) + i) % cases.length];
            (bool found, uint256 which) = _regionOf(lastCase);
            uint256 jobId = uint64(lastCase);
            if (!found || !hasEnded(lastCase) || jobs.currentCaseOf(jobId) != lastCase) continue;
            IJobRegistry.Job memory last = jobs.jobOf(lastCase);
            IJobRegistry.JobRequest memory request = defaultRequest();
            request.rewardWei = last.rewardWei;
            request.delayPolicy = last.delayPolicy;
            request.operator = last.operator;
            bytes memory again = abi.encodeCall(RegionalExecutor.reopenJob, (jobId, request));
            Region memory other = regions[1 - which];
            assertFalse(_guarded(other.operator, address(other.executor), again), "a region reopens no other's job");
            if (!_employ(which, request, lastCase, again)) return;
            bool approved = last.status == IJobRegistry.Status.Finalized && last.outcome == Outcome.Approved;
            assertFalse(approved, "what was approved is not reopened");
            return _did(Deed.Reopened);
        }
    }

    /// @dev The thief makes up a job for an accomplice, within the limits, and tries what else the key might open.
    function steal(uint256 seed) external moving {
        uint256 which = seed % regions.length;
        IJobRegistry.JobRequest memory request = defaultRequest();
        request.operator = validators[3];
        request.rewardWei = uint128(bound(seed >> 8, 500 ether, 1500 ether));
        _tryOtherDoors(which, request);
        if (_create(which, request)) _did(Deed.Stolen);
    }

    function _tryOtherDoors(uint256 which, IJobRegistry.JobRequest memory request) private {
        RegionalExecutor own = regions[which].executor;
        address key = regions[which].operator;
        RegionalExecutor other = regions[1 - which].executor;
        bytes memory job = abi.encodeCall(other.createJob, (request));
        assertFalse(_guarded(key, address(other), job), "a key opens no other region");
        (uint256 approvedWei,,) = own.budget();
        bytes memory approval = abi.encodeCall(own.approveBudget, (own.approvals(), approvedWei + 1, _anyJob()));
        assertFalse(_guarded(key, address(own), approval), "a key approves no budget");
        bytes memory transfer = abi.encodeCall(token.transferFrom, (address(own), key, 1));
        assertFalse(_guarded(key, address(token), transfer), "a key takes no token");
    }

    function _create(uint256 which, IJobRegistry.JobRequest memory request) private returns (bool) {
        return _employ(which, request, 0, abi.encodeCall(RegionalExecutor.createJob, (request)));
    }

    /// @param lastCase The attempt that failed if the job is done again, otherwise 0.
    function _employ(
        uint256 which,
        IJobRegistry.JobRequest memory request,
        uint256 lastCase,
        bytes memory call
    ) private returns (bool success) {
        if (cases.length >= MAX_CASES_HERE) return false;
        RegionalExecutor own = regions[which].executor;
        IRegionalExecutor.RegionTerms memory terms = own.regionTerms();
        uint256 bondsWei = jobTerms.bondsWei(jobTerms.currentVersion(), uint256(request.rewardWei) + request.validatorBonusCapWei);
        uint256 committedWei = jobs.costOf(request) + bondsWei;
        (uint48 day,) = own.committedToday();
        uint256 ofDayWei = _committedOn(own, day, lastCase) + committedWei;
        bool within = committedWei <= terms.jobWei && ofDayWei <= terms.dayWei;
        bool affordable = own.availableWei() >= committedWei && !systemPause.paused();
        success = _guarded(regions[which].operator, address(own), call);
        assertTrue(within || !success, "limits of a job and a day hold");
        if (!within && affordable) _did(Deed.LimitHeld);
        if (success) {
            uint256 jobId = lastCase == 0 ? jobs.jobCount() : jobs.currentCaseOf(uint64(lastCase));
            (_committedWei[jobId], _dayOf[jobId]) = (committedWei, day);
            cases.push(jobId);
        }
        (, uint256 toldWei) = own.committedToday();
        assertEq(toldWei, _committedOn(own, day, 0), "a day's commitments are the sum of its jobs'");
    }

    /// @dev But for those that were called off or expired, once their bonds are free.
    /// @param freed An attempt whose bonds count as free.
    function _committedOn(RegionalExecutor own, uint48 day, uint256 freed) private view returns (uint256 sumWei) {
        for (uint256 c; c < cases.length; ++c) {
            uint256 jobId = cases[c];
            IJobRegistry.Job memory job = jobs.jobOf(jobId);
            if (job.employer != address(own) || _dayOf[jobId] != day) continue;
            bool isUnjudged = job.status == IJobRegistry.Status.Cancelled || job.status == IJobRegistry.Status.Expired;
            bool isFree = jobId == freed || own.bondsOf(jobId) == 0;
            if (!isUnjudged || !isFree) sumWei += _committedWei[jobId];
        }
    }

    /// @dev The region's old key is taken away and a new one given, after the owner's delay.
    function replaceKey(uint256 seed) external moving {
        if (seed % 4 > 0) return;
        Region storage region = regions[(seed >> 2) % regions.length];
        address old = region.operator;
        region.operator = makeActor(string.concat("key ", vm.toString(++_keys)));
        uint64 role = _operatorRole(region.executor.region());
        callAfterDelay(address(manager), abi.encodeCall(manager.revokeRole, (role, old)));
        callAfterDelay(address(manager), abi.encodeCall(manager.grantRole, (role, region.operator, 0)));
        bytes memory data = abi.encodeCall(region.executor.createJob, (defaultRequest()));
        assertFalse(_guarded(old, address(region.executor), data), "a key that was taken away");
        _did(Deed.KeyReplaced);
    }

    /// @dev By anybody.
    function freeBonds(uint256 seed) external moving {
        if (cases.length == 0) return;
        uint256 jobId = cases[(seed >> 8) % cases.length];
        (bool found, uint256 which) = _regionOf(jobId);
        if (!found) return;
        RegionalExecutor own = regions[which].executor;
        if (!_guarded(stranger, address(own), abi.encodeCall(own.freeBonds, (jobId)))) return;
        assertTrue(hasEnded(jobId), "bonds are free when the job is over");
        _did(Deed.BondsFreed);
    }

    function returnRemainder(uint256 seed) external moving {
        Region storage region = regions[seed % regions.length];
        RegionalExecutor own = region.executor;
        (, uint256 fundedBefore,) = own.budget();
        if (!_guarded(region.operator, address(own), abi.encodeCall(own.returnRemainder, ()))) return;
        (, uint256 fundedWei,) = own.budget();
        region.returnedWei += fundedBefore - fundedWei;
        assertEq(token.balanceOf(address(own)), own.setAsideWei(), "all but what is set aside goes back");
        _did(Deed.Returned);
    }

    function report(uint256 seed) external moving {
        Region storage region = regions[seed % regions.length];
        RegionalExecutor own = region.executor;
        bytes memory data =
            abi.encodeCall(own.reportTelemetry, (own.telemetrySequence() + 1, keccak256(abi.encode(seed)), 1));
        if (_guarded(region.operator, address(own), data)) _did(Deed.Reported);
    }

    // What jobs' lives ask of their region

    function _callOffFor(uint256 which, uint256 jobId) internal returns (bool) {
        RegionalExecutor own = regions[which].executor;
        return _guarded(regions[which].operator, address(own), abi.encodeCall(own.cancelJob, (jobId)));
    }

    function _appealFor(uint256 which, uint256 jobId) internal {
        RegionalExecutor own = regions[which].executor;
        bytes memory data = abi.encodeCall(own.appeal, (jobId, "appeal"));
        if (_guarded(regions[which].operator, address(own), data)) _did(Deed.AppealedByRegion);
    }

    /// @dev Where the region's terms ask for an approval, governance gives every other one in time.
    function _disputeFor(uint256 which, uint256 jobId, bool approves) internal {
        RegionalExecutor own = regions[which].executor;
        bytes memory data = abi.encodeCall(own.raiseDispute, (jobId, "evidence"));
        if (!_guarded(regions[which].operator, address(own), data)) return;
        if (jobs.jobOf(jobId).status == IJobRegistry.Status.Disputed) return;
        assertTrue(own.raisedDisputeOf(jobId).approvalEnd > systemPause.activeTime(), "a dispute waits");
        _did(Deed.OutcomeHeld);
        if (!approves) return;
        if (_guarded(address(timelock), address(own), abi.encodeCall(own.approveDispute, (jobId, "council")))) {
            _did(Deed.DisputeApproved);
        }
    }

    /// @dev Not called for a job that has been before a jury.
    function _noteLapsed(uint256 which, uint256 jobId) internal {
        if (regions[which].executor.raisedDisputeOf(jobId).approvalEnd != 0) _did(Deed.HoldLapsed);
    }
}
