// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {Roles} from "../../../contracts/shared/Roles.sol";
import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";

import {IJobRegistry} from "../../../contracts/interfaces/IJobRegistry.sol";
import {IModule} from "../../../contracts/interfaces/IModule.sol";
import {IRegionalExecutor} from "../../../contracts/interfaces/IRegionalExecutor.sol";
import {PlanetaryFixture} from "./PlanetaryFixture.sol";

contract RegionalExecutorTest is PlanetaryFixture {
    uint256 private constant BUDGET_WEI = 3000 ether;
    uint256 private constant BOND_WEI = 100 ether;

    function _approve(uint256 amountWei) private {
        _approve(executor, amountWei);
    }

    function _fund(uint256 amountWei) private {
        vm.startPrank(treasury);
        token.approve(address(executor), amountWei);
        executor.fund(amountWei);
        vm.stopPrank();
    }

    function _create() private returns (uint256 jobId) {
        return _create(defaultRequest());
    }

    function _create(IJobRegistry.JobRequest memory request) private returns (uint256 jobId) {
        vm.prank(operations);
        return executor.createJob(request);
    }

    function _expectShort(uint256 availableWei, uint256 neededWei) private {
        vm.expectRevert(
            abi.encodeWithSelector(IJobRegistry.CostAboveMaximum.selector, neededWei, availableWei)
        );
    }

    function _assertBudget(uint256 approvedWei, uint256 fundedWei, uint256 spentWei) private view {
        (uint256 approved, uint256 funded, uint256 spent) = executor.budget();
        assertEq(approved, approvedWei, "approved");
        assertEq(funded, fundedWei, "funded");
        assertEq(spent, spentWei, "spent");
    }

    // The whole way

    function test_ARegionsJobRunsUnderBothKeysAndTheRestComesHome() public {
        bytes memory approval = abi.encodeCall(executor.approveBudget, (0, BUDGET_WEI));
        _decide(_call(address(executor), approval, "budget for europe"));
        _fund(BUDGET_WEI);
        uint256 jobId = _create();
        assertEq(jobs.jobOf(jobId).employer, address(executor), "employer");
        _assertBudget(BUDGET_WEI, BUDGET_WEI, COST_WEI);

        assign(jobId);
        submit(jobId);
        draw(jobId);
        vote(jobId, choices3(APPROVE, APPROVE, APPROVE));
        pass(2 hours);
        jobs.closeValidation(jobId);
        pass(1 days);
        jobs.finalize(jobId);
        assertEq(stakes.claimOf(agent), 650 ether, "agent");

        // The employers' share, the unused bonus and the seats of no second round came back.
        uint256 treasuryBefore = token.balanceOf(treasury);
        uint256 incomeWei = 50 ether + BONUS_CAP_WEI - BONUS_WEI + SEAT_FEES_WEI / 2;
        vm.expectEmit(address(executor));
        emit IRegionalExecutor.RemainderReturned(treasury, BUDGET_WEI - COST_WEI, incomeWei);
        vm.prank(operations);
        executor.returnRemainder();
        assertEq(token.balanceOf(treasury) - treasuryBefore, BUDGET_WEI - COST_WEI + incomeWei, "returned");
        assertEq(token.balanceOf(address(executor)), 0, "nothing is kept");
        _assertBudget(BUDGET_WEI, COST_WEI, COST_WEI);
    }

    // Approval

    function test_GovernanceApproves() public {
        vm.startPrank(address(timelock));
        vm.expectEmit(address(executor));
        emit IRegionalExecutor.BudgetApproved(0, 5 ether);
        executor.approveBudget(0, 5 ether);
        vm.expectEmit(address(executor));
        emit IRegionalExecutor.BudgetApproved(5 ether, 7 ether);
        executor.approveBudget(5 ether, 7 ether);
        vm.stopPrank();
        _assertBudget(7 ether, 0, 0);
    }

    function test_AnApprovalThatSawAnotherOneIsRefused() public {
        _approve(5 ether);
        for (uint256 i = 0; i < 3; ++i) {
            uint256 expectedWei = [uint256(0), 5 ether - 1, 5 ether + 1][i];
            vm.expectRevert(
                abi.encodeWithSelector(IRegionalExecutor.ApprovalChanged.selector, expectedWei, 5 ether)
            );
            vm.prank(address(timelock));
            executor.approveBudget(expectedWei, 5 ether);
        }
        _assertBudget(5 ether, 0, 0);
    }

    /// @dev Both were proposed when nothing was approved; a stranger executes them in either order.
    function test_OfTwoQueuedBudgetsTheSecondDoesNotOverwriteTheFirst() public {
        Call memory small = _call(address(executor), abi.encodeCall(executor.approveBudget, (0, 1 ether)), "small");
        Call memory large = _call(address(executor), abi.encodeCall(executor.approveBudget, (0, 9 ether)), "large");
        uint256 first = _proposeActive(small);
        uint256 second = _proposeActive(large);
        _carry(first);
        _carry(second);
        _queue(small);
        _queue(large);
        vm.warp(governor.proposalEta(second));
        vm.prank(stranger);
        _execute(large);
        vm.expectRevert(abi.encodeWithSelector(IRegionalExecutor.ApprovalChanged.selector, 0, 9 ether));
        _execute(small);
        _assertBudget(9 ether, 0, 0);
    }

    function test_NobodyElseApproves() public {
        address[4] memory callers = [owner, operations, treasury, _member(0)];
        for (uint256 i = 0; i < callers.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, callers[i]));
            vm.prank(callers[i]);
            executor.approveBudget(0, 1);
        }
    }

    function test_AnApprovalBelowWhatIsSpentStopsSpending() public {
        _approve(BUDGET_WEI);
        _fund(BUDGET_WEI);
        _create();
        vm.expectEmit(address(executor));
        emit IRegionalExecutor.BudgetApproved(BUDGET_WEI, COST_WEI);
        vm.prank(address(timelock));
        executor.approveBudget(BUDGET_WEI, 1);
        assertEq(executor.availableWei(), 0, "available");
        _expectShort(0, COST_WEI);
        _create();
    }

    // Funding

    function test_TheTreasuryPaysIn() public {
        vm.startPrank(treasury);
        token.approve(address(executor), 5 ether);
        vm.expectEmit(address(executor));
        emit IRegionalExecutor.BudgetFunded(3 ether, 3 ether);
        executor.fund(3 ether);
        vm.expectEmit(address(executor));
        emit IRegionalExecutor.BudgetFunded(2 ether, 5 ether);
        executor.fund(2 ether);
        vm.stopPrank();
        assertEq(token.balanceOf(address(executor)), 5 ether, "balance");
    }

    function test_NobodyElsePaysIn() public {
        vm.expectRevert(abi.encodeWithSelector(IRegionalExecutor.NotTreasury.selector, stranger));
        vm.prank(stranger);
        executor.fund(1);
    }

    function test_NothingCannotBePaidIn() public {
        vm.expectRevert(IRegionalExecutor.ZeroAmount.selector);
        vm.prank(treasury);
        executor.fund(0);
    }

    function test_TokensSentDirectlyAreIncomeNotBudget() public {
        _approve(BUDGET_WEI);
        vm.prank(treasury);
        token.transfer(address(executor), BUDGET_WEI);
        assertEq(executor.availableWei(), 0, "available");
        _expectShort(0, COST_WEI);
        _create();

        vm.prank(operations);
        (uint256 unspentWei, uint256 incomeWei) = executor.returnRemainder();
        assertEq(unspentWei, 0, "unspent");
        assertEq(incomeWei, BUDGET_WEI, "income");
    }

    // Spending

    function test_AJobCostsWhatTheRegistryTakes() public {
        _approve(BUDGET_WEI);
        _fund(BUDGET_WEI);
        vm.expectEmit(address(executor));
        emit IRegionalExecutor.BudgetSpent(1, COST_WEI, COST_WEI);
        _create();
        assertEq(token.allowance(address(executor), address(stakes)), 0, "no allowance is left");
        assertEq(executor.availableWei(), BUDGET_WEI - COST_WEI, "available");
    }

    function test_ApprovalWithoutMoneyBuysNothing() public {
        _approve(BUDGET_WEI);
        _fund(COST_WEI - 1);
        _expectShort(COST_WEI - 1, COST_WEI);
        _create();
    }

    function test_MoneyWithoutApprovalBuysNothing() public {
        _approve(COST_WEI - 1);
        _fund(BUDGET_WEI);
        _expectShort(COST_WEI - 1, COST_WEI);
        _create();
    }

    function test_OnlyTheOperatorActsForTheRegion() public {
        bytes memory unauthorised =
            abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, stranger);
        vm.startPrank(stranger);
        vm.expectRevert(unauthorised);
        executor.createJob(defaultRequest());
        vm.expectRevert(unauthorised);
        executor.cancelJob(1);
        vm.expectRevert(unauthorised);
        executor.raiseDispute(1, "evidence");
        vm.expectRevert(unauthorised);
        executor.appeal(1, "evidence");
        vm.expectRevert(unauthorised);
        executor.reportTelemetry(1, "root", 1);
        vm.expectRevert(unauthorised);
        executor.returnRemainder();
        vm.stopPrank();
    }

    function test_NothingGoesThroughWhilePaused() public {
        _pause();
        vm.expectRevert(IModule.SystemPaused.selector);
        vm.prank(address(timelock));
        executor.approveBudget(0, 1);
        vm.startPrank(operations);
        vm.expectRevert(IModule.SystemPaused.selector);
        executor.createJob(defaultRequest());
        vm.expectRevert(IModule.SystemPaused.selector);
        executor.cancelJob(1);
        vm.expectRevert(IModule.SystemPaused.selector);
        executor.raiseDispute(1, "evidence");
        vm.expectRevert(IModule.SystemPaused.selector);
        executor.appeal(1, "evidence");
        vm.expectRevert(IModule.SystemPaused.selector);
        executor.reportTelemetry(1, "root", 1);
        vm.expectRevert(IModule.SystemPaused.selector);
        executor.returnRemainder();
        vm.stopPrank();
        vm.expectRevert(IModule.SystemPaused.selector);
        vm.prank(treasury);
        executor.fund(1);
    }

    /// @dev The executor refuses by itself, not because the registry does.
    function test_NothingIsPassedOnWhilePausedWhateverTheRegistrySays() public {
        _pause();
        vm.mockCall(address(jobs), abi.encodeWithSelector(jobs.createJob.selector), abi.encode(1));
        vm.mockCall(address(jobs), abi.encodeWithSelector(jobs.cancelJob.selector), "");
        vm.mockCall(address(jobs), abi.encodeWithSelector(jobs.raiseDispute.selector), "");
        vm.startPrank(operations);
        vm.expectRevert(IModule.SystemPaused.selector);
        executor.createJob(defaultRequest());
        vm.expectRevert(IModule.SystemPaused.selector);
        executor.cancelJob(1);
        vm.expectRevert(IModule.SystemPaused.selector);
        executor.raiseDispute(1, "evidence");
        vm.mockCall(address(jobs), abi.encodeWithSelector(jobs.appeal.selector), "");
        vm.expectRevert(IModule.SystemPaused.selector);
        executor.appeal(1, "evidence");
        vm.stopPrank();
    }

    // What comes back

    function test_ACancelledJobsRefundGoesHomeAndIsNotSpentAgain() public {
        _approve(COST_WEI);
        _fund(COST_WEI);
        uint256 jobId = _create();
        vm.prank(operations);
        executor.cancelJob(jobId);
        assertEq(executor.availableWei(), 0, "no budget");

        vm.prank(operations);
        (uint256 unspentWei, uint256 incomeWei) = executor.returnRemainder();
        assertEq(unspentWei, 0, "unspent");
        assertEq(incomeWei, COST_WEI, "refund");
        _fund(COST_WEI);
        _expectShort(0, COST_WEI);
        _create();
        _approve(2 * COST_WEI);
        _create();
    }

    function test_TheExecutorDisputesAnAcceptance() public {
        _approve(COST_WEI + BOND_WEI);
        _fund(COST_WEI + BOND_WEI);
        uint256 jobId = _create();
        assign(jobId);
        submit(jobId);
        draw(jobId);
        vote(jobId, choices3(APPROVE, APPROVE, APPROVE));
        pass(2 hours);
        jobs.closeValidation(jobId);

        vm.expectEmit(address(executor));
        emit IRegionalExecutor.BudgetSpent(jobId, BOND_WEI, COST_WEI + BOND_WEI);
        vm.prank(operations);
        executor.raiseDispute(jobId, keccak256("evidence"));
        assertStatus(jobId, IJobRegistry.Status.Disputed);
    }

    function test_AVerdictForTheWorkIsAppealedAgainstOutOfTheBudget() public {
        for (uint256 i = 0; i < COUNCIL_SIZE; ++i) {
            stake(_member(i), Roles.COUNCIL, STAKE_WEI);
        }
        _approve(COST_WEI + 3 * BOND_WEI);
        _fund(COST_WEI + 3 * BOND_WEI);
        uint256 jobId = _create();
        assign(jobId);
        submit(jobId);
        draw(jobId);
        vote(jobId, choices3(APPROVE, APPROVE, APPROVE));
        jobs.closeValidation(jobId);
        vm.prank(operations);
        executor.raiseDispute(jobId, keccak256("evidence"));
        drawJury(jobId);
        juryVote(jobId, choices3(APPROVE, APPROVE, APPROVE));
        vm.expectEmit(address(executor));
        emit IRegionalExecutor.BudgetSpent(jobId, 2 * BOND_WEI, COST_WEI + 3 * BOND_WEI);
        vm.prank(operations);
        executor.appeal(jobId, keccak256("evidence"));
        assertEq(disputes.disputeOf(jobId).hearings, 2, "heard again");
    }

    function test_ABondBeyondTheBudgetIsNotPosted() public {
        _approve(COST_WEI + BOND_WEI);
        _fund(COST_WEI + BOND_WEI - 1);
        uint256 jobId = _create();
        assign(jobId);
        submit(jobId);
        draw(jobId);
        vote(jobId, choices3(APPROVE, APPROVE, APPROVE));
        pass(2 hours);
        jobs.closeValidation(jobId);
        vm.expectRevert(
            abi.encodeWithSelector(
                IERC20Errors.ERC20InsufficientAllowance.selector, address(stakes), BOND_WEI - 1, BOND_WEI
            )
        );
        vm.prank(operations);
        executor.raiseDispute(jobId, keccak256("evidence"));
    }

    function test_NothingCannotBeReturned() public {
        vm.expectRevert(IRegionalExecutor.ZeroAmount.selector);
        vm.prank(operations);
        executor.returnRemainder();
    }

    function test_WhatWasReturnedCanBeFundedAgainUnderTheSameApproval() public {
        _approve(BUDGET_WEI);
        _fund(BUDGET_WEI);
        _create();
        vm.prank(operations);
        executor.returnRemainder();
        assertEq(executor.availableWei(), 0, "available");
        _fund(BUDGET_WEI);
        assertEq(executor.availableWei(), BUDGET_WEI - COST_WEI, "up to the approval");
    }

    // Telemetry

    function test_TelemetryBindsReceipts() public {
        bytes32 left = _leaf("regions/europe/a.json", keccak256("a"));
        bytes32 right = _leaf("regions/europe/b.json", keccak256("b"));
        bytes32 root = keccak256(left < right ? bytes.concat(left, right) : bytes.concat(right, left));
        vm.expectEmit(address(executor));
        emit IRegionalExecutor.TelemetryReported(1, root, 2, uint48(START + 1));
        vm.prank(operations);
        executor.reportTelemetry(1, root, 2);
        assertEq(executor.telemetrySequence(), 1, "sequence");
        assertEq(executor.telemetryRoot(1), root, "root");

        bytes32[] memory proof = new bytes32[](1);
        proof[0] = right;
        assertTrue(executor.verifyReceipt(1, "regions/europe/a.json", keccak256("a"), proof), "receipt");
        assertFalse(executor.verifyReceipt(1, "regions/europe/a.json", keccak256("b"), proof), "digest");
        assertFalse(executor.verifyReceipt(1, "regions/asia/a.json", keccak256("a"), proof), "path");
    }

    function _leaf(string memory path, bytes32 digest) private pure returns (bytes32) {
        return keccak256(bytes.concat(keccak256(abi.encode(path, digest))));
    }

    function test_TelemetryComesInSequence() public {
        vm.startPrank(operations);
        bytes4 selector = IRegionalExecutor.TelemetryOutOfSequence.selector;
        vm.expectRevert(abi.encodeWithSelector(selector, 0, 1));
        executor.reportTelemetry(0, "root", 1);
        executor.reportTelemetry(1, "root", 1);
        vm.expectRevert(abi.encodeWithSelector(selector, 1, 2));
        executor.reportTelemetry(1, "other", 1);
        vm.expectRevert(abi.encodeWithSelector(selector, 3, 2));
        executor.reportTelemetry(3, "other", 1);
        vm.stopPrank();
    }

    function test_EmptyTelemetryIsRefused() public {
        vm.startPrank(operations);
        vm.expectRevert(abi.encodeWithSelector(IRegionalExecutor.TelemetryEmpty.selector, 1));
        executor.reportTelemetry(1, 0, 1);
        vm.expectRevert(abi.encodeWithSelector(IRegionalExecutor.TelemetryEmpty.selector, 1));
        executor.reportTelemetry(1, "root", 0);
        vm.stopPrank();
    }

    function test_UnreportedTelemetryHasNoRoot() public {
        vm.expectRevert(abi.encodeWithSelector(IRegionalExecutor.TelemetryUnknown.selector, 1));
        executor.telemetryRoot(1);
        vm.expectRevert(abi.encodeWithSelector(IRegionalExecutor.TelemetryUnknown.selector, 1));
        executor.verifyReceipt(1, "path", 0, new bytes32[](0));
    }

    function test_SaysWhoItIs() public view {
        assertEq(executor.region(), REGION, "region");
        assertEq(executor.treasury(), treasury, "treasury");
        assertEq(address(executor.token()), address(token), "token");
        assertEq(address(executor.jobRegistry()), address(jobs), "registry");
    }

    // Fuzz

    function testFuzz_SpendingNeverExceedsEitherKey(uint128 approvedWei, uint256 fundedWei, uint128 rewardWei)
        public
    {
        fundedWei = bound(fundedWei, 1, 500_000 ether);
        IJobRegistry.JobRequest memory request = defaultRequest();
        request.rewardWei = uint128(bound(rewardWei, 1, 600_000 ether));
        uint256 costWei = jobs.costOf(request);
        _approve(approvedWei);
        _fund(fundedWei);

        uint256 availableWei = approvedWei < fundedWei ? approvedWei : fundedWei;
        assertEq(executor.availableWei(), availableWei, "available");
        if (costWei > availableWei) _expectShort(availableWei, costWei);
        _create(request);
        (,, uint256 spentWei) = executor.budget();
        assertEq(spentWei, costWei > availableWei ? 0 : costWei, "spent");
    }
}
