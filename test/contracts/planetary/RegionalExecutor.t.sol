// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {Roles} from "../../../contracts/shared/Roles.sol";
import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";

import {IJobRegistry} from "../../../contracts/interfaces/IJobRegistry.sol";
import {IModule} from "../../../contracts/interfaces/IModule.sol";
import {Outcome} from "../../../contracts/shared/Outcome.sol";
import {IRegionalExecutor} from "../../../contracts/interfaces/IRegionalExecutor.sol";
import {RegionalExecutor} from "../../../contracts/planetary/RegionalExecutor.sol";
import {PlanetaryFixture} from "./PlanetaryFixture.sol";

contract RegionalExecutorTest is PlanetaryFixture {
    uint256 private constant BUDGET_WEI = 3000 ether;
    uint256 private constant BOND_WEI = 100 ether;

    function _wireMore() internal override {
        super._wireMore();
        _hireWirer();
    }

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
        vm.prank(regional);
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
        bytes memory approval = abi.encodeCall(executor.approveBudget, (0, BUDGET_WEI, _anyJob()));
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
        emit IRegionalExecutor.RemainderReturned(treasury, BUDGET_WEI - COST_WEI, incomeWei, 0);
        vm.prank(regional);
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
        executor.approveBudget(0, 5 ether, _anyJob());
        vm.expectEmit(address(executor));
        emit IRegionalExecutor.BudgetApproved(5 ether, 7 ether);
        executor.approveBudget(5 ether, 7 ether, _anyJob());
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
            executor.approveBudget(expectedWei, 5 ether, _anyJob());
        }
        _assertBudget(5 ether, 0, 0);
    }

    /// @dev Both were proposed when nothing was approved; a stranger executes them in either order.
    function test_OfTwoQueuedBudgetsTheSecondDoesNotOverwriteTheFirst() public {
        Call memory small = _call(address(executor), abi.encodeCall(executor.approveBudget, (0, 1 ether, _anyJob())), "small");
        Call memory large = _call(address(executor), abi.encodeCall(executor.approveBudget, (0, 9 ether, _anyJob())), "large");
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
        address[4] memory callers = [owner, regional, treasury, _member(0)];
        for (uint256 i = 0; i < callers.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, callers[i]));
            vm.prank(callers[i]);
            executor.approveBudget(0, 1, _anyJob());
        }
    }

    function test_AnApprovalBelowWhatIsSpentStopsSpending() public {
        _approve(BUDGET_WEI);
        _fund(BUDGET_WEI);
        _create();
        vm.expectEmit(address(executor));
        emit IRegionalExecutor.BudgetApproved(BUDGET_WEI, COST_WEI + BONDS_WEI);
        vm.prank(address(timelock));
        executor.approveBudget(BUDGET_WEI, 1, _anyJob());
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

        vm.prank(regional);
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
        assertEq(executor.availableWei(), BUDGET_WEI - COST_WEI - BONDS_WEI, "available");
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
        executor.reopenJob(1, defaultRequest());
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
        executor.approveBudget(0, 1, _anyJob());
        vm.startPrank(regional);
        vm.expectRevert(IModule.SystemPaused.selector);
        executor.createJob(defaultRequest());
        vm.expectRevert(IModule.SystemPaused.selector);
        executor.reopenJob(1, defaultRequest());
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
        vm.prank(address(timelock));
        executor.approveDispute(1);
        vm.expectRevert(IModule.SystemPaused.selector);
        executor.freeBonds(1);
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
        vm.startPrank(regional);
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

    // Attempts

    function test_ARegionsJobIsDoneAgainFromItsBudgetAndWithinItsLimits() public {
        _limit(COST_WEI + BONDS_WEI, COST_WEI + BONDS_WEI);
        _fund(2 * COST_WEI + BONDS_WEI);
        uint256 jobId = _create();
        pass(60 days);
        jobs.expire(jobId);
        vm.prank(regional);
        uint256 caseId = executor.reopenJob(jobId, defaultRequest());
        assertEq(caseId, jobs.currentCaseOf(jobId), "case");
        assertEq(jobs.jobOf(caseId).employer, address(executor), "employer");
        assertEq(executor.bondsOf(jobId), 0, "what was set aside for the first is free");
        assertEq(executor.bondsOf(caseId), BONDS_WEI, "bonds");
        (,, uint256 spentWei) = executor.budget();
        assertEq(spentWei, 2 * COST_WEI, "spent");
        pass(8 days);
        jobs.expire(caseId);
        _fund(COST_WEI + BONDS_WEI);
        _limit(COST_WEI + BONDS_WEI - 1, COST_WEI + BONDS_WEI);
        vm.expectRevert(
            abi.encodeWithSelector(
                IRegionalExecutor.JobAboveLimit.selector, COST_WEI + BONDS_WEI, COST_WEI + BONDS_WEI - 1
            )
        );
        vm.prank(regional);
        executor.reopenJob(jobId, defaultRequest());
    }

    function test_AJobUnderWayKeepsItsBondsWhoeverWouldReopenIt() public {
        _budget(2 * (COST_WEI + BONDS_WEI));
        uint256 jobId = _create();
        vm.expectRevert(
            abi.encodeWithSelector(
                IJobRegistry.NotReopenable.selector, jobId, IJobRegistry.Status.Open, Outcome.Pending
            )
        );
        vm.prank(regional);
        executor.reopenJob(jobId, defaultRequest());
        assertEq(executor.bondsOf(jobId), BONDS_WEI, "bonds");
    }

    // What comes back

    function test_ACancelledJobsRefundGoesHomeAndIsNotSpentAgain() public {
        _budget(COST_WEI + BONDS_WEI);
        uint256 jobId = _create();
        vm.prank(regional);
        executor.cancelJob(jobId);
        assertEq(executor.availableWei(), 0, "no budget");

        vm.prank(regional);
        (uint256 unspentWei, uint256 incomeWei) = executor.returnRemainder();
        assertEq(unspentWei, BONDS_WEI, "the bonds were never spent");
        assertEq(incomeWei, COST_WEI, "refund");
        _fund(COST_WEI + BONDS_WEI);
        _expectShort(BONDS_WEI, COST_WEI);
        _create();
        _approve(2 * COST_WEI + BONDS_WEI);
        _create();
    }

    function test_NothingCannotBeReturned() public {
        vm.expectRevert(IRegionalExecutor.ZeroAmount.selector);
        vm.prank(regional);
        executor.returnRemainder();
    }

    function test_WhatWasReturnedCanBeFundedAgainUnderTheSameApproval() public {
        _budget(BUDGET_WEI);
        _create();
        vm.prank(regional);
        executor.returnRemainder();
        assertEq(executor.availableWei(), 0, "available");
        _fund(BUDGET_WEI);
        assertEq(executor.availableWei(), BUDGET_WEI - COST_WEI - BONDS_WEI, "up to the approval");
    }

    // Bonds

    function test_BondsOfAllHearingsAreSetAsideWithTheJob() public {
        _budget(BUDGET_WEI);
        vm.expectEmit(address(executor));
        emit IRegionalExecutor.BondsSetAside(1, BONDS_WEI, BONDS_WEI);
        _create();
        assertEq(executor.bondsOf(1), jobTerms.bondsWei(1, REWARD_WEI), "what the terms ask for");
        assertEq(executor.setAsideWei(), BONDS_WEI, "of all jobs");
        assertEq(executor.availableWei(), BUDGET_WEI - COST_WEI - BONDS_WEI, "not available");
        _expectShort(BUDGET_WEI - COST_WEI - BONDS_WEI, COST_WEI + 1000 ether * 102 / 100);
        IJobRegistry.JobRequest memory larger = defaultRequest();
        larger.rewardWei += 1000 ether;
        _create(larger);
    }

    function test_AJobWhoseBondsNothingCoversIsNotCreated() public {
        _budget(COST_WEI + BONDS_WEI - 1);
        vm.expectRevert(
            abi.encodeWithSelector(IRegionalExecutor.BondsNotCovered.selector, BONDS_WEI, BONDS_WEI - 1)
        );
        _create();
        vm.prank(treasury);
        token.transfer(address(executor), 1);
        _create();
        assertEq(executor.availableWei(), 0, "to the wei");
    }

    function test_ARegionThatHasSpentItsBudgetDisputesAndAppealsTwice() public {
        _stakeCouncil();
        _budget(COST_WEI + BONDS_WEI);
        uint256 jobId = _accepted();
        assertEq(executor.availableWei(), 0, "all is spent");
        _dispute(jobId);
        _hear(jobId);
        vm.expectEmit(address(executor));
        emit IRegionalExecutor.BondPosted(jobId, 2 * BOND_WEI, 0, COST_WEI + 3 * BOND_WEI);
        _appeal(jobId);
        _hear(jobId);
        _appeal(jobId);
        assertEq(disputes.disputeOf(jobId).hearings, 3, "heard three times");
        assertEq(executor.bondsOf(jobId), 0, "all bonds are posted");
        _assertBudget(COST_WEI + BONDS_WEI, COST_WEI + BONDS_WEI, COST_WEI + BONDS_WEI);
    }

    function test_IncomePaysBondsFirstAndNoJob() public {
        _budget(COST_WEI);
        vm.prank(treasury);
        token.transfer(address(executor), 10 * BONDS_WEI);
        assertEq(executor.incomeWei(), 10 * BONDS_WEI, "income");
        assertEq(executor.availableWei(), COST_WEI, "income adds nothing");
        uint256 jobId = _accepted();
        assertEq(executor.availableWei(), 0, "spent");
        _expectShort(0, COST_WEI);
        _create();
        vm.expectEmit(address(executor));
        emit IRegionalExecutor.BondPosted(jobId, BOND_WEI, BOND_WEI, COST_WEI);
        _dispute(jobId);
        _assertBudget(COST_WEI, COST_WEI, COST_WEI);
        assertEq(executor.incomeWei(), 10 * BONDS_WEI - BOND_WEI, "out of income");
    }

    /// @dev A refund that has not been collected yet comes in with the next job.
    function test_ARefundCoversTheBondsOfTheNextJob() public {
        _budget(2 * COST_WEI + BONDS_WEI);
        uint256 first = _create();
        vm.prank(regional);
        executor.cancelJob(first);
        executor.freeBonds(first);
        assertEq(executor.incomeWei(), 0, "not collected");
        _create();
        assertEq(executor.incomeWei(), COST_WEI, "collected");
        assertEq(executor.availableWei(), BONDS_WEI, "the refund covers the bonds");
        vm.prank(regional);
        (uint256 unspentWei, uint256 incomeWei) = executor.returnRemainder();
        assertEq(unspentWei, BONDS_WEI, "the budget goes home");
        assertEq(incomeWei, COST_WEI - BONDS_WEI, "income stays for the bonds");
        assertEq(token.balanceOf(address(executor)), executor.setAsideWei(), "kept");
    }

    function test_BondsAreFreeWhenTheJobIsOver() public {
        _budget(COST_WEI + BONDS_WEI);
        uint256 jobId = _accepted();
        vm.expectRevert(
            abi.encodeWithSelector(
                IRegionalExecutor.JobUnderWay.selector, jobId, IJobRegistry.Status.Accepted
            )
        );
        executor.freeBonds(jobId);
        pass(1 days);
        jobs.finalize(jobId);
        vm.expectEmit(address(executor));
        emit IRegionalExecutor.BondsFreed(jobId, BONDS_WEI, 0);
        vm.prank(stranger);
        executor.freeBonds(jobId);
        assertEq(executor.availableWei(), BONDS_WEI, "available again");
        vm.expectRevert(abi.encodeWithSelector(IRegionalExecutor.NothingSetAside.selector, jobId));
        executor.freeBonds(jobId);
    }

    function test_CancelledAndExpiredJobsFreeTheirBonds() public {
        _budget(2 * (COST_WEI + BONDS_WEI));
        (uint256 cancelled, uint256 expired) = (_create(), _create());
        vm.prank(regional);
        executor.cancelJob(cancelled);
        executor.freeBonds(cancelled);
        pass(7 days);
        jobs.expire(expired);
        executor.freeBonds(expired);
        assertEq(executor.setAsideWei(), 0, "free");
    }

    function test_AReturnKeepsTheBondsOfJobsUnderWayOnly() public {
        _budget(3 * (COST_WEI + BONDS_WEI));
        uint256[3] memory ids = [_create(), _create(), _create()];
        vm.startPrank(regional);
        executor.cancelJob(ids[0]);
        executor.cancelJob(ids[2]);
        vm.expectEmit(address(executor));
        emit IRegionalExecutor.RemainderReturned(treasury, 3 * BONDS_WEI, 2 * COST_WEI - BONDS_WEI, BONDS_WEI);
        executor.returnRemainder();
        assertEq(token.balanceOf(address(executor)), BONDS_WEI, "kept");
        assertEq(executor.bondsOf(ids[1]), BONDS_WEI, "for the job under way");
        vm.expectRevert(IRegionalExecutor.ZeroAmount.selector);
        executor.returnRemainder();
        executor.cancelJob(ids[1]);
        executor.returnRemainder();
        vm.stopPrank();
        assertEq(token.balanceOf(address(executor)), 0, "all is home");
        assertEq(executor.setAsideWei(), 0, "nothing is set aside");
    }

    function test_AReturnLooksAtTheThirtyTwoYoungestJobs() public {
        IJobRegistry.JobRequest memory small = defaultRequest();
        (small.rewardWei, small.validatorBonusWei, small.validatorBonusCapWei) = (1, 0, 0);
        _budget(1 ether);
        for (uint256 i = 0; i < 33; ++i) {
            uint256 jobId = _create(small);
            vm.prank(regional);
            executor.cancelJob(jobId);
        }
        vm.startPrank(regional);
        executor.returnRemainder();
        assertEq(executor.setAsideWei(), 7, "the oldest is left");
        executor.returnRemainder();
        vm.stopPrank();
        assertEq(executor.setAsideWei(), 0, "the second call frees it");
    }

    /// @dev Lowering an approval does not take the bonds of jobs under way.
    function test_AnApprovalIsNotLoweredBelowTheBondsSetAside() public {
        _budget(BUDGET_WEI);
        uint256 jobId = _accepted();
        _approve(1);
        _assertBudget(COST_WEI + BONDS_WEI, BUDGET_WEI, COST_WEI);
        _dispute(jobId);
        assertStatus(jobId, IJobRegistry.Status.Disputed);
    }

    /// @dev A won dispute's bond is income as soon as it is collected.
    function test_AReturnedBondIsIncome() public {
        _stakeCouncil();
        _budget(COST_WEI + BONDS_WEI);
        uint256 jobId = _accepted();
        _dispute(jobId);
        drawJury(jobId);
        juryVote(jobId, choices3(REJECT, REJECT, REJECT));
        pass(10 hours);
        jobs.finalize(jobId);
        uint256 dueWei = stakes.claimOf(address(executor));
        vm.prank(regional);
        (uint256 unspentWei, uint256 incomeWei) = executor.returnRemainder();
        assertEq(unspentWei, 6 * BOND_WEI, "what no appeal needed");
        assertEq(incomeWei, dueWei, "refund, slashed stake and the bond");
        assertTrue(dueWei > REWARD_WEI * 85 / 100 + BOND_WEI, "with the bond");
    }

    function _budget(uint256 amountWei) private {
        _approve(amountWei);
        _fund(amountWei);
    }

    function _stakeCouncil() private {
        for (uint256 i = 0; i < COUNCIL_SIZE; ++i) {
            stake(_member(i), Roles.COUNCIL, STAKE_WEI);
        }
    }

    function _accepted() private returns (uint256 jobId) {
        jobId = _create();
        assign(jobId);
        submit(jobId);
        draw(jobId);
        vote(jobId, choices3(APPROVE, APPROVE, APPROVE));
        jobs.closeValidation(jobId);
    }

    function _dispute(uint256 jobId) private {
        vm.prank(regional);
        executor.raiseDispute(jobId, keccak256("evidence"));
    }

    function _appeal(uint256 jobId) private {
        vm.prank(regional);
        executor.appeal(jobId, keccak256("evidence"));
    }

    /// @dev Everybody of the jury is for the work.
    function _hear(uint256 jobId) private {
        drawJury(jobId);
        address[] memory jurors = disputes.jurorsOf(jobId, disputes.disputeOf(jobId).hearings);
        uint8[] memory choices = new uint8[](jurors.length);
        for (uint256 i = 0; i < choices.length; ++i) {
            choices[i] = APPROVE;
        }
        juryVote(jobId, choices);
    }

    // Limits

    function test_TermsComeWithTheBudget() public {
        IRegionalExecutor.RegionTerms memory terms = IRegionalExecutor.RegionTerms(1 ether, 2 ether, 3 days);
        vm.expectEmit(address(executor));
        emit IRegionalExecutor.RegionTermsSet(IRegionalExecutor.RegionTerms(0, 0, 0), terms);
        vm.prank(address(timelock));
        executor.approveBudget(0, BUDGET_WEI, terms);
        assertEq(keccak256(abi.encode(executor.regionTerms())), keccak256(abi.encode(terms)), "terms");
    }

    function test_NoJobCommitsMoreThanItsLimit() public {
        _fund(BUDGET_WEI);
        _limit(COST_WEI + BONDS_WEI - 1, BUDGET_WEI);
        vm.expectRevert(
            abi.encodeWithSelector(
                IRegionalExecutor.JobAboveLimit.selector, COST_WEI + BONDS_WEI, COST_WEI + BONDS_WEI - 1
            )
        );
        _create();
        _limit(COST_WEI + BONDS_WEI, BUDGET_WEI);
        _create();
    }

    function test_TheJobsOfADayCommitNoMoreThanItsLimit() public {
        _fund(3 * BUDGET_WEI);
        _limit(COST_WEI + BONDS_WEI, 2 * (COST_WEI + BONDS_WEI) - 1);
        vm.warp((vm.getBlockTimestamp() / 1 days + 1) * 1 days);
        uint48 day = systemPause.activeTime() / 1 days;
        vm.expectEmit(address(executor));
        emit IRegionalExecutor.Committed(1, day, COST_WEI + BONDS_WEI, COST_WEI + BONDS_WEI);
        uint256 first = _create();
        vm.prank(regional);
        executor.cancelJob(first);
        pass(1 days - 1);
        bytes memory above = abi.encodeWithSelector(
            IRegionalExecutor.DayAboveLimit.selector,
            day,
            2 * (COST_WEI + BONDS_WEI),
            2 * (COST_WEI + BONDS_WEI) - 1
        );
        vm.expectRevert(above);
        _create();
        pass(1);
        (uint48 today, uint256 committedWei) = executor.committedToday();
        assertEq(today, day + 1, "the next day");
        assertEq(committedWei, 0, "is new");
        _create();
    }

    /// @dev Days are of active time: while the system stands, none passes.
    function test_APauseBringsNoNewDay() public {
        _fund(3 * BUDGET_WEI);
        _limit(COST_WEI + BONDS_WEI, COST_WEI + BONDS_WEI);
        _create();
        _pause();
        pass(3 days);
        vm.prank(owner);
        systemPause.resume();
        (, uint256 committedWei) = executor.committedToday();
        assertEq(committedWei, COST_WEI + BONDS_WEI, "the same day");
    }

    function test_ARegionWithoutTermsEmploysNobody() public {
        _fund(BUDGET_WEI);
        _limit(0, 0);
        vm.expectRevert(
            abi.encodeWithSelector(IRegionalExecutor.JobAboveLimit.selector, COST_WEI + BONDS_WEI, 0)
        );
        _create();
    }

    /// @dev In five days of active time, with all the budget there is.
    function test_AThiefOfTheOperatorsKeyCommitsNoMoreThanTheDaysAllow() public {
        _fund(100 * BUDGET_WEI);
        _limit(COST_WEI + BONDS_WEI, COST_WEI + BONDS_WEI);
        for (uint256 i = 0; i < 20; ++i) {
            vm.prank(regional);
            (bool success,) = address(executor).call(abi.encodeCall(executor.createJob, (defaultRequest())));
            success;
            pass(6 hours);
        }
        (,, uint256 spentWei) = executor.budget();
        assertTrue(spentWei + executor.setAsideWei() <= 6 * (COST_WEI + BONDS_WEI), "five days and the one begun");
    }

    function _limit(uint256 jobWei, uint256 dayWei) private {
        (uint256 expectedWei,,) = executor.budget();
        vm.prank(address(timelock));
        executor.approveBudget(
            expectedWei, 100 * BUDGET_WEI, IRegionalExecutor.RegionTerms(uint128(jobWei), uint128(dayWei), 0)
        );
    }

    // Whose key

    function test_OneRegionsOperatorDrivesNoOther() public {
        RegionalExecutor asia = _openAsia();
        vm.startPrank(regional);
        executor.reportTelemetry(1, "root", 1);
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, regional));
        asia.reportTelemetry(1, "forged", 1);
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, regional));
        asia.createJob(defaultRequest());
        vm.stopPrank();
        assertEq(asia.telemetrySequence(), 0, "not forged");
    }

    function test_TheNationsOperatorDrivesNoRegion() public {
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, operations));
        vm.prank(operations);
        executor.createJob(defaultRequest());
    }

    function test_WhoDrivesTheRegionIsPaidByNoneOfItsJobs() public {
        _budget(BUDGET_WEI);
        address second = makeActor("second operator of europe");
        vm.startPrank(wirer);
        manager.grantRole(_operatorRole(REGION), second, 1 days);
        vm.stopPrank();
        vm.startPrank(registrar);
        identities.register("europe", regional, Roles.OPERATOR);
        identities.register("europe too", second, Roles.OPERATOR);
        vm.stopPrank();
        IJobRegistry.JobRequest memory request = defaultRequest();
        for (uint256 i = 0; i < 2; ++i) {
            request.operator = i == 0 ? regional : second;
            vm.expectRevert(
                abi.encodeWithSelector(IRegionalExecutor.OperatorPaysItself.selector, request.operator)
            );
            _create(request);
        }
        request.operator = address(0);
        _create(request);
    }

    function _openAsia() private returns (RegionalExecutor asia) {
        asia = RegionalExecutor(
            create("RegionalExecutor", abi.encode(address(manager), systemPause, jobs, treasury, bytes32("asia")))
        );
        vm.startPrank(wirer);
        _wireExecutor(asia);
        vm.stopPrank();
    }

    // Disputes on approval

    function test_ADisputeOnApprovalHoldsTheOutcomeUntilGovernanceApproves() public {
        uint256 jobId = _acceptedOnApproval(10 days, 10 days);
        uint48 approvalEnd = systemPause.activeTime() + 10 days;
        vm.expectEmit(address(executor));
        emit IRegionalExecutor.DisputeAwaitsApproval(jobId, keccak256("evidence"), approvalEnd);
        _dispute(jobId);
        assertStatus(jobId, IJobRegistry.Status.Accepted);
        assertEq(executor.bondsOf(jobId), BONDS_WEI, "no bond is posted");
        pass(10 days - 1);
        vm.expectRevert(
            abi.encodeWithSelector(
                IJobRegistry.ChallengeWindowOpen.selector, jobId, approvalEnd, approvalEnd - 1
            )
        );
        jobs.finalize(jobId);
        vm.expectEmit(address(executor));
        emit IRegionalExecutor.DisputeApproved(jobId, keccak256("evidence"));
        vm.expectEmit(address(executor));
        emit IRegionalExecutor.BondPosted(jobId, BOND_WEI, 0, COST_WEI + BOND_WEI);
        vm.prank(address(timelock));
        executor.approveDispute(jobId);
        assertStatus(jobId, IJobRegistry.Status.Disputed);
        assertEq(disputes.hearingOf(jobId).claimant, address(executor), "claimant");
        assertEq(disputes.hearingOf(jobId).evidenceHash, keccak256("evidence"), "as it was raised");
    }

    function test_ADisputeThatNobodyApprovesLapsesAtNoCost() public {
        uint256 jobId = _acceptedOnApproval(10 days, 10 days);
        _dispute(jobId);
        uint48 approvalEnd = executor.raisedDisputeOf(jobId).approvalEnd;
        pass(10 days);
        vm.expectRevert(
            abi.encodeWithSelector(
                IJobRegistry.ChallengeWindowClosed.selector, jobId, approvalEnd, approvalEnd
            )
        );
        vm.prank(address(timelock));
        executor.approveDispute(jobId);
        jobs.finalize(jobId);
        assertEq(stakes.claimOf(agent), 650 ether, "the agent is paid");
        executor.freeBonds(jobId);
        assertEq(executor.availableWei(), BONDS_WEI, "no bond was lost");
    }

    /// @dev Seven days of a council's vote and its timelock, by nobody else's leave.
    function test_TheCouncilApprovesADisputeByAVote() public {
        uint256 jobId = _acceptedOnApproval(10 days, 10 days);
        _dispute(jobId);
        _decide(_call(address(executor), abi.encodeCall(executor.approveDispute, (jobId)), "dispute"));
        assertStatus(jobId, IJobRegistry.Status.Disputed);
    }

    function test_NobodyElseApprovesADispute() public {
        uint256 jobId = _acceptedOnApproval(10 days, 10 days);
        _dispute(jobId);
        address[4] memory callers = [owner, regional, treasury, _member(0)];
        for (uint256 i = 0; i < callers.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, callers[i]));
            vm.prank(callers[i]);
            executor.approveDispute(jobId);
        }
    }

    function test_OnlyARaisedDisputeIsApproved() public {
        uint256 jobId = _acceptedOnApproval(10 days, 10 days);
        vm.expectRevert(abi.encodeWithSelector(IRegionalExecutor.NoDisputeToApprove.selector, jobId));
        vm.prank(address(timelock));
        executor.approveDispute(jobId);
    }

    function test_ADisputeIsRaisedOnApprovalOnce() public {
        uint256 jobId = _acceptedOnApproval(10 days, 10 days);
        _dispute(jobId);
        vm.expectRevert(abi.encodeWithSelector(IJobRegistry.OutcomeAlreadyHeld.selector, jobId));
        _dispute(jobId);
    }

    /// @dev However long a region takes, its jobs wait no longer than their own terms say.
    function test_NoRegionHoldsAnOutcomeLongerThanTheJobsTermsAllow() public {
        uint256 jobId = _acceptedOnApproval(2 days, 90 days);
        _dispute(jobId);
        assertEq(executor.raisedDisputeOf(jobId).approvalEnd, systemPause.activeTime() + 2 days, "two days");
        pass(2 days);
        jobs.finalize(jobId);
    }

    /// @dev A region without terms for it, and one of whose jobs' terms allow no hold, have the challenge window.
    function test_WhereTermsAllowNoHoldTheChallengeWindowStays() public {
        uint256 jobId = _acceptedOnApproval(0, 10 days);
        uint48 challengeEnd = jobs.jobOf(jobId).challengeEnd;
        _dispute(jobId);
        assertEq(executor.raisedDisputeOf(jobId).approvalEnd, challengeEnd, "not shortened either");
        vm.prank(address(timelock));
        executor.approveDispute(jobId);
    }

    function test_AnotherEmployerHoldsNothing() public {
        uint256 jobId = _acceptedOnApproval(10 days, 10 days);
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, employer));
        vm.prank(employer);
        jobs.holdOutcome(jobId, "evidence", 1 days);
        RegionalExecutor asia = _openAsia();
        vm.expectRevert(abi.encodeWithSelector(IJobRegistry.NotEmployer.selector, jobId, address(asia)));
        vm.prank(address(asia));
        jobs.holdOutcome(jobId, "evidence", 1 days);
    }

    function test_OnlyAnAcceptanceIsHeld() public {
        _onApproval(10 days, 10 days);
        uint256 jobId = _create();
        vm.expectRevert(
            abi.encodeWithSelector(IJobRegistry.NotDisputable.selector, jobId, IJobRegistry.Status.Open)
        );
        _dispute(jobId);
        assign(jobId);
        submit(jobId);
        draw(jobId);
        vote(jobId, choices3(REJECT, REJECT, REJECT));
        jobs.closeValidation(jobId);
        vm.expectRevert(
            abi.encodeWithSelector(
                IJobRegistry.UnexpectedStatus.selector,
                jobId,
                IJobRegistry.Status.Rejected,
                IJobRegistry.Status.Accepted
            )
        );
        _dispute(jobId);
    }

    function test_NoHoldBeginsAfterTheChallengeWindow() public {
        uint256 jobId = _acceptedOnApproval(10 days, 10 days);
        pass(1 days);
        uint48 now_ = systemPause.activeTime();
        vm.expectRevert(abi.encodeWithSelector(IJobRegistry.ChallengeWindowClosed.selector, jobId, now_, now_));
        _dispute(jobId);
    }

    /// @param allowed What the jobs' terms allow. The unbonding time is that of a longer course.
    function _onApproval(uint32 allowed, uint32 approvalSeconds) private {
        vm.mockCall(address(jobTerms), abi.encodeCall(jobTerms.approvalSecondsAt, (1)), abi.encode(allowed));
        _fund(COST_WEI + BONDS_WEI);
        vm.prank(address(timelock));
        executor.approveBudget(
            0,
            COST_WEI + BONDS_WEI,
            IRegionalExecutor.RegionTerms(type(uint128).max, type(uint128).max, approvalSeconds)
        );
    }

    function _acceptedOnApproval(uint32 allowed, uint32 approvalSeconds) private returns (uint256 jobId) {
        _onApproval(allowed, approvalSeconds);
        return _accepted();
    }

    // Telemetry

    function test_TelemetryBindsReceipts() public {
        bytes32 left = _leaf("regions/europe/a.json", keccak256("a"));
        bytes32 right = _leaf("regions/europe/b.json", keccak256("b"));
        bytes32 root = keccak256(left < right ? bytes.concat(left, right) : bytes.concat(right, left));
        vm.expectEmit(address(executor));
        emit IRegionalExecutor.TelemetryReported(1, root, 2, uint48(START + 1));
        vm.prank(regional);
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
        vm.startPrank(regional);
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
        vm.startPrank(regional);
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
        assertEq(address(executor.jobTerms()), address(jobTerms), "terms");
    }

    // Fuzz

    function testFuzz_SpendingNeverExceedsEitherKey(uint128 approvedWei, uint256 fundedWei, uint128 rewardWei)
        public
    {
        fundedWei = bound(fundedWei, 1, 500_000 ether);
        IJobRegistry.JobRequest memory request = defaultRequest();
        request.rewardWei = uint128(bound(rewardWei, 1, 600_000 ether));
        (uint256 costWei, uint256 bondsWei) = (jobs.costOf(request), jobTerms.bondsWei(1, request.rewardWei));
        _approve(approvedWei);
        _fund(fundedWei);

        uint256 availableWei = approvedWei < fundedWei ? approvedWei : fundedWei;
        assertEq(executor.availableWei(), availableWei, "available");
        bool isShort = costWei > availableWei;
        bool isBare = !isShort && costWei + bondsWei > availableWei;
        if (isShort) _expectShort(availableWei, costWei);
        if (isBare) {
            vm.expectRevert(
                abi.encodeWithSelector(
                    IRegionalExecutor.BondsNotCovered.selector, bondsWei, availableWei - costWei
                )
            );
        }
        _create(request);
        (,, uint256 spentWei) = executor.budget();
        assertEq(spentWei, isShort || isBare ? 0 : costWei, "spent");
    }

    /// @dev Whatever comes in and goes out between, each bond set aside can be posted.
    function testFuzz_WhatIsSetAsideIsAlwaysThere(uint256 sentWei, uint256 loweredWei, bool returns_) public {
        _budget(2 * (COST_WEI + BONDS_WEI));
        uint256 jobId = _accepted();
        vm.prank(treasury);
        token.transfer(address(executor), bound(sentWei, 0, 2 * BONDS_WEI));
        _approve(bound(loweredWei, 0, 2 * (COST_WEI + BONDS_WEI)));
        if (returns_) {
            vm.prank(regional);
            executor.returnRemainder();
        }
        uint256 heldWei = token.balanceOf(address(executor));
        _dispute(jobId);
        assertEq(heldWei - token.balanceOf(address(executor)), BOND_WEI, "posted");
        (uint256 approvedWei, uint256 fundedWei, uint256 spentWei) = executor.budget();
        assertTrue(spentWei <= approvedWei && spentWei <= fundedWei, "within both keys");
        uint256 leftWei = (approvedWei < fundedWei ? approvedWei : fundedWei) - spentWei;
        assertTrue(executor.incomeWei() + leftWei >= executor.setAsideWei(), "and the next ones too");
    }
}
