// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {IIncentivePolicy} from "../../../contracts/interfaces/IIncentivePolicy.sol";
import {IJobRegistry} from "../../../contracts/interfaces/IJobRegistry.sol";
import {Coalition} from "./Coalition.sol";

/// @notice Take many tiny jobs from oneself, be late with all of them, and fire their delay policies: to heat the system, to
/// turn shares towards agents, and to use up what an epoch has for others' late jobs.
/// Assumes: an employer and an agent of the coalition's, the operations' key, and others' work under way. Costs: gas, and the
/// part of a tiny stake that lateness slashes. Gains: nothing: a late job moves and counts its part of all work under way.
contract LateDustCapture is Coalition {
    uint256 private constant JOBS = 8;

    function test_LateDustMovesNothing() public {
        _post(employer, otherAgent, VALUE_WEI, IIncentivePolicy.DelayPolicy.RaiseTemperature);
        uint256 asked = _open(employer, VALUE_WEI, IIncentivePolicy.DelayPolicy.RaiseTemperature);
        uint256 askedWei = jobs.requiredStakeWei(asked);
        uint256 temperatureWad = thermostat.temperatureWad();
        uint256[] memory late = _postLate(1);
        pass(DEADLINE_SECONDS);
        _fire(late);
        assertEq(thermostat.temperatureWad(), temperatureWad, "temperature");
        assertEq(jobs.requiredStakeWei(asked), askedWei, "what others stake");
        assertEq(incentives.nextRoleShares().agentsBps, defaultShares().agentsBps, "shares");
    }

    /// @dev A thousandth of the honest job each.
    function test_LateDustLeavesOthersLateJobsTheirPolicies() public {
        uint256 honest = _post(employer, otherAgent, VALUE_WEI, IIncentivePolicy.DelayPolicy.RaiseTemperature);
        uint256[] memory late = _postLate(VALUE_WEI / 1000);
        pass(DEADLINE_SECONDS);
        _fire(late);
        uint256 temperatureWad = thermostat.temperatureWad();
        vm.prank(operations);
        jobs.triggerDelayPolicy(honest);
        assertTrue(thermostat.temperatureWad() > temperatureWad, "the honest one heats");
    }

    /// @dev One after the other in each epoch: together they move no more than one of their sum.
    function test_ALateJobInPartsMovesNoMoreThanInOne() public {
        _post(employer, otherAgent, VALUE_WEI, IIncentivePolicy.DelayPolicy.RaiseTemperature);
        uint256[] memory late = _postLate(VALUE_WEI / 10);
        pass(DEADLINE_SECONDS);
        uint256 beforeWad = thermostat.temperatureWad();
        _fire(late);
        // Of the way to the emergency temperature, by the default policy: half, times their part of all.
        uint256 wayWad = defaultThermostat().bounds.emergencyWad - beforeWad;
        uint256 mostWad = wayWad * 5000 / 10_000 * JOBS / (10 + JOBS);
        assertTrue(thermostat.temperatureWad() - beforeWad <= mostWad, "no more than their part");
    }

    function _postLate(uint128 rewardWei) private returns (uint256[] memory late) {
        late = new uint256[](JOBS);
        for (uint256 i; i < JOBS; ++i) {
            late[i] = _post(thiefEmployer, thief, rewardWei, IIncentivePolicy.DelayPolicy(1 + i % 3));
        }
    }

    /// @dev What is refused is refused.
    function _fire(uint256[] memory late) private {
        for (uint256 i; i < late.length; ++i) {
            vm.prank(operations);
            try jobs.triggerDelayPolicy(late[i]) {} catch {}
        }
    }

    function _post(address by, address worker, uint128 rewardWei, IIncentivePolicy.DelayPolicy policy)
        private
        returns (uint256 jobId)
    {
        jobId = _open(by, rewardWei, policy);
        vm.prank(worker);
        jobs.applyForJob(jobId, ANY);
    }

    function _open(address by, uint128 rewardWei, IIncentivePolicy.DelayPolicy policy) private returns (uint256) {
        IJobRegistry.JobRequest memory request = defaultRequest();
        (request.rewardWei, request.validatorBonusWei, request.validatorBonusCapWei) = (rewardWei, 1, 2);
        request.delayPolicy = policy;
        vm.prank(by);
        return jobs.createJob(request, ANY);
    }
}
