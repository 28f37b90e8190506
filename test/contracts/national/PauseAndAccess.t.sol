// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import {IDisputeModule} from "../../../contracts/interfaces/IDisputeModule.sol";
import {IEnergyOracle} from "../../../contracts/interfaces/IEnergyOracle.sol";
import {IIncentivePolicy} from "../../../contracts/interfaces/IIncentivePolicy.sol";
import {IJobSettlement} from "../../../contracts/interfaces/IJobSettlement.sol";
import {IJuryDraw} from "../../../contracts/interfaces/IJuryDraw.sol";
import {IModule} from "../../../contracts/interfaces/IModule.sol";
import {ISortitionPool} from "../../../contracts/interfaces/ISortitionPool.sol";
import {IStakeManager} from "../../../contracts/interfaces/IStakeManager.sol";
import {IThermostat} from "../../../contracts/interfaces/IThermostat.sol";
import {IValidationModule} from "../../../contracts/interfaces/IValidationModule.sol";
import {Outcome} from "../../../contracts/shared/Outcome.sol";
import {Roles} from "../../../contracts/shared/Roles.sol";
import {National} from "../support/National.sol";

/// @notice Every call that changes state, once: who may make it, and that a pause stops it.
contract PauseAndAccessTest is National {
    struct Call {
        address target;
        bytes data;
    }

    Call[] private _restrictedCalls;
    Call[] private _openCalls;

    function setUp() public override {
        super.setUp();
        _listRestricted();
        _listOpen();
    }

    function test_EveryRestrictedCallRefusesAStranger() public {
        bytes memory expected = abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, stranger);
        for (uint256 i; i < _restrictedCalls.length; ++i) {
            expectFailure(stranger, _restrictedCalls[i], expected);
        }
        expectFailure(stranger, Call(address(systemPause), abi.encodeCall(systemPause.pause, ())), expected);
        expectFailure(stranger, Call(address(systemPause), abi.encodeCall(systemPause.resume, ())), expected);
        expectFailure(stranger, Call(address(systemPause), abi.encodeCall(systemPause.guardianPause, ())), expected);
        expectFailure(stranger, Call(address(systemPause), abi.encodeCall(systemPause.guardianResume, ())), expected);
        expectFailure(
            stranger, Call(address(systemPause), abi.encodeCall(systemPause.registerModule, (stranger))), expected
        );
        expectFailure(
            stranger,
            Call(address(systemPause), abi.encodeCall(systemPause.setGuardianLimits, (1 days, 1 days))),
            expected
        );
    }

    function test_APauseStopsEveryCallButClaimsAndMaturedWithdrawals() public {
        vm.prank(owner);
        systemPause.pause();
        bytes memory expected = abi.encodeWithSelector(IModule.SystemPaused.selector);
        for (uint256 i; i < _restrictedCalls.length; ++i) {
            expectFailure(owner, _restrictedCalls[i], expected);
        }
        for (uint256 i; i < _openCalls.length; ++i) {
            expectFailure(employer, _openCalls[i], expected);
        }
    }

    /// @dev The registry refuses by itself, not because the escrow does.
    function test_NoJobIsCreatedWhilePausedWhateverTheEscrowSays() public {
        vm.prank(owner);
        systemPause.pause();
        vm.mockCall(address(stakes), abi.encodeWithSelector(stakes.fundEscrow.selector), "");
        vm.expectRevert(IModule.SystemPaused.selector);
        createJob();
    }

    function test_ClaimsAndMaturedWithdrawalsGoThroughWhilePaused() public {
        uint256 jobId = createJob();
        vm.prank(employer);
        jobs.cancelJob(jobId);
        vm.prank(agent);
        stakes.requestUnbonding(Roles.AGENT, 100 ether);
        vm.prank(otherAgent);
        stakes.requestUnbonding(Roles.AGENT, 100 ether);
        pass(7 days);
        vm.prank(owner);
        systemPause.pause();
        vm.prank(employer);
        assertEq(stakes.claim(), COST_WEI, "claim");
        vm.prank(agent);
        assertEq(stakes.withdraw(Roles.AGENT), 100 ether, "withdrawal");
        assertSolvent();
    }

    function test_UnbondingDoesNotMatureWhilePaused() public {
        vm.prank(agent);
        stakes.requestUnbonding(Roles.AGENT, 100 ether);
        uint48 maturesAt = systemPause.activeTime() + 7 days;
        pass(1 days);
        vm.prank(owner);
        systemPause.pause();
        pass(30 days);
        vm.expectRevert(
            abi.encodeWithSelector(
                IStakeManager.StillUnbonding.selector, agent, Roles.AGENT, maturesAt, maturesAt - 6 days
            )
        );
        vm.prank(agent);
        stakes.withdraw(Roles.AGENT);
    }

    function test_TheDeployerKeepsNothing() public view {
        (bool isAdmin,) = manager.hasRole(manager.ADMIN_ROLE(), address(this));
        assertFalse(isAdmin, "admin");
    }

    function expectFailure(address caller, Call memory call, bytes memory expected) private {
        vm.prank(caller);
        (bool success, bytes memory data) = call.target.call(call.data);
        assertFalse(success, "went through");
        assertEq(keccak256(data), keccak256(expected), vm.toString(uint32(bytes4(call.data))));
    }

    function _listRestricted() private {
        _r(address(identities), abi.encodeCall(identities.register, ("x", stranger, 1)));
        _r(address(identities), abi.encodeCall(identities.setRoles, (agent, 0)));
        _r(address(pool), abi.encodeCall(pool.setStake, (Roles.VALIDATOR, agent, 1)));
        _r(address(pool), abi.encodeCall(pool.setStakes, (Roles.VALIDATOR, new ISortitionPool.Stake[](1))));
        _r(address(identities), abi.encodeCall(identities.closeFounding, ()));
        _r(address(identities), abi.encodeCall(identities.suspend, (agent)));
        _r(address(identities), abi.encodeCall(identities.liftSuspension, (agent)));
        _r(address(stakes), abi.encodeCall(stakes.lock, (1, agent, 1, 1)));
        _r(address(stakes), abi.encodeCall(stakes.lockUpTo, (1, 1, new IStakeManager.LockRequest[](1))));
        _r(address(stakes), abi.encodeCall(stakes.endLocks, (1, 1, new IStakeManager.Ending[](1))));
        _r(address(stakes), abi.encodeCall(stakes.fundEscrow, (1, employer, 1, IStakeManager.FundReason.Job)));
        _r(address(stakes), abi.encodeCall(stakes.settleEscrow, (1, new IStakeManager.Payment[](0), 0)));
        _r(address(stakes), abi.encodeCall(stakes.creditRewards, ("e", new address[](0), new uint256[](0))));
        _r(address(stakes), abi.encodeCall(stakes.setUnbondingSeconds, (2 days)));
        IValidationModule.Opening memory round;
        _r(address(validation), abi.encodeCall(validation.openRound, (round)));
        _r(address(validation), abi.encodeCall(validation.closeRound, (1)));
        _r(address(validation), abi.encodeCall(validation.nameDriver, (1, stranger)));
        _r(address(validation), abi.encodeCall(validation.settle, (1, Outcome.Approved)));
        IJuryDraw.Call memory asked;
        _r(address(juryDraw), abi.encodeCall(juryDraw.seat, (asked)));
        IDisputeModule.Opening memory opening;
        _r(address(disputes), abi.encodeCall(disputes.openDispute, (opening)));
        _r(address(disputes), abi.encodeCall(disputes.openAppeal, (1, agent, "e")));
        _r(address(disputes), abi.encodeCall(disputes.closeJurors, (1, 1)));
        _r(address(disputes), abi.encodeCall(disputes.closeDispute, (1)));
        _r(address(juries), abi.encodeCall(juries.settle, (1)));
        _r(address(disputes), abi.encodeCall(disputes.ruleByOwner, (1, Outcome.Approved)));
        IThermostat.Config memory t = defaultThermostat();
        IEnergyOracle.Attestation memory a;
        IEnergyOracle.Signature[] memory none = new IEnergyOracle.Signature[](0);
        _r(address(oracle), abi.encodeCall(oracle.consume, (a, none)));
        _r(address(oracle), abi.encodeCall(oracle.setSigners, (_oracleSigners(), 1)));
        _r(address(thermostat), abi.encodeCall(thermostat.raiseTowardsEmergency, (1)));
        _r(address(thermostat), abi.encodeCall(thermostat.setBaseTemperature, (1e18)));
        _r(address(thermostat), abi.encodeCall(thermostat.setBounds, (t.bounds)));
        _r(address(thermostat), abi.encodeCall(thermostat.setGains, (t.gains)));
        _r(address(thermostat), abi.encodeCall(thermostat.setKpis, (t.targets, t.weights)));
        _r(address(thermostat), abi.encodeCall(thermostat.setRoleOffset, (1, 0)));
        IIncentivePolicy.Config memory p = defaultPolicy();
        IIncentivePolicy.LateJob memory late;
        _r(address(incentives), abi.encodeCall(incentives.applyDelayPolicy, (late)));
        _r(address(incentives), abi.encodeCall(incentives.setRoleShares, (p.shares)));
        _r(address(incentives), abi.encodeCall(incentives.setShareBounds, (p.minShares, p.maxShares)));
        _r(address(incentives), abi.encodeCall(incentives.setDelayLimits, (p.limits)));
        _r(address(jobTerms), abi.encodeCall(jobTerms.setTerms, (defaultTerms())));
        IJobSettlement.Bill memory bill;
        _r(
            address(settlement),
            abi.encodeCall(settlement.settleJudged, (bill, Outcome.Approved, false))
        );
        _r(address(settlement), abi.encodeCall(settlement.settleUnjudged, (bill)));
        _r(address(jobs), abi.encodeCall(jobs.triggerDelayPolicy, (1)));
        _r(address(jobs), abi.encodeCall(jobs.triggerPauseCheck, (1)));
        _r(address(jobs), abi.encodeCall(jobs.holdOutcome, (1, bytes32("e"), 1)));
        _r(address(jobs), abi.encodeCall(jobs.nameDriver, (1, stranger)));
        _r(address(anchors), abi.encodeCall(anchors.anchor, ("k", "r")));
        _r(address(seat), abi.encodeCall(seat.announce, (guardian, stranger)));
        _r(address(seat), abi.encodeCall(seat.withdraw, ()));
    }

    function _listOpen() private {
        _o(address(pool), abi.encodeCall(pool.sync, (1)));
        _o(address(stakes), abi.encodeCall(stakes.depositStake, (1, 1)));
        _o(address(stakes), abi.encodeCall(stakes.requestUnbonding, (1, 1)));
        _o(address(validation), abi.encodeCall(validation.drawCommittee, (1, "")));
        _o(address(validation), abi.encodeCall(validation.commitVote, (1, "c")));
        _o(address(validation), abi.encodeCall(validation.revealVote, (1, 1, "s")));
        _o(address(disputes), abi.encodeCall(disputes.drawJury, (1, "")));
        _o(address(disputes), abi.encodeCall(disputes.resumeHearing, (1)));
        _o(address(disputes), abi.encodeCall(disputes.commitJuryVote, (1, "c")));
        _o(address(disputes), abi.encodeCall(disputes.revealJuryVote, (1, 1, "s")));
        _o(address(disputes), abi.encodeCall(disputes.concludeDispute, (1)));
        _o(address(juries), abi.encodeCall(juries.settleJurors, (1, 1)));
        IEnergyOracle.Reading memory reading;
        IEnergyOracle.Signature[] memory none = new IEnergyOracle.Signature[](0);
        _o(address(thermostat), abi.encodeCall(thermostat.tick, (reading, none)));
        _o(address(jobs), abi.encodeCall(jobs.createJob, (defaultRequest(), ANY)));
        _o(address(jobs), abi.encodeCall(jobs.reopenJob, (1, defaultRequest(), ANY)));
        _o(address(jobs), abi.encodeCall(jobs.cancelJob, (1)));
        _o(address(jobs), abi.encodeCall(jobs.applyForJob, (1, ANY)));
        _o(address(jobs), abi.encodeCall(jobs.submitResult, (1, "r")));
        _o(address(jobs), abi.encodeCall(jobs.raiseDispute, (1, "e")));
        _o(address(jobs), abi.encodeCall(jobs.appeal, (1, "e")));
        _o(address(jobs), abi.encodeCall(jobs.closeValidation, (1)));
        _o(address(jobs), abi.encodeCall(jobs.finalize, (1)));
        _o(address(jobs), abi.encodeCall(jobs.expire, (1)));
        _o(address(seat), abi.encodeCall(seat.conclude, ()));
    }

    function _r(address target, bytes memory data) private {
        _restrictedCalls.push(Call(target, data));
    }

    function _o(address target, bytes memory data) private {
        _openCalls.push(Call(target, data));
    }
}
