// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {Roles} from "../../../contracts/shared/Roles.sol";
import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";

import {IJobRegistry} from "../../../contracts/interfaces/IJobRegistry.sol";
import {IModule} from "../../../contracts/interfaces/IModule.sol";
import {Outcome} from "../../../contracts/shared/Outcome.sol";
import {IRegionalExecutor} from "../../../contracts/interfaces/IRegionalExecutor.sol";
import {ISortitionPool} from "../../../contracts/interfaces/ISortitionPool.sol";
import {IValidationModule} from "../../../contracts/interfaces/IValidationModule.sol";
import {RegionalExecutor} from "../../../contracts/planetary/RegionalExecutor.sol";
import {PlanetaryFixture} from "./PlanetaryFixture.sol";

contract RegionalExecutorTest is PlanetaryFixture {
    uint256 private constant BUDGET_WEI = 3000 ether;
    /// @dev Of a first hearing: 101, and three seats at 2.5.
    uint256 private constant BOND_WEI = 108.5 ether;
    /// @dev Of a second: 202, and seven seats.
    uint256 private constant APPEAL_BOND_WEI = 219.5 ether;

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
        emit IRegionalExecutor.BudgetApproved(1, 0, 5 ether);
        executor.approveBudget(0, 5 ether, _anyJob());
        vm.expectEmit(address(executor));
        emit IRegionalExecutor.BudgetApproved(2, 5 ether, 7 ether);
        executor.approveBudget(1, 7 ether, _anyJob());
        vm.stopPrank();
        _assertBudget(7 ether, 0, 0);
        assertEq(executor.approvals(), 2, "approvals");
    }

    function test_AnApprovalThatSawAnotherOneIsRefused() public {
        _approve(4 ether);
        _approve(5 ether);
        for (uint64 i = 0; i < 4; ++i) {
            if (i == 2) continue;
            vm.expectRevert(abi.encodeWithSelector(IRegionalExecutor.ApprovalChanged.selector, i, 2));
            vm.prank(address(timelock));
            executor.approveBudget(i, 5 ether, _anyJob());
        }
        _assertBudget(5 ether, 0, 0);
    }

    /// @dev Where the amount stays the same, be it that it cannot be lowered, there are other terms all the same.
    function test_AnApprovalThatLeavesTheAmountIsOneThatOthersDidNotSee() public {
        _approve(COST_WEI + BONDS_WEI);
        _fund(COST_WEI + BONDS_WEI);
        _create();
        vm.prank(address(timelock));
        executor.approveBudget(1, 0, IRegionalExecutor.RegionTerms(0, 0, 0));
        _assertBudget(COST_WEI + BONDS_WEI, COST_WEI + BONDS_WEI, COST_WEI);
        vm.expectRevert(abi.encodeWithSelector(IRegionalExecutor.ApprovalChanged.selector, 1, 2));
        vm.prank(address(timelock));
        executor.approveBudget(1, BUDGET_WEI, _anyJob());
        assertEq(executor.regionTerms().dayWei, 0, "the region's stop stands");
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
        vm.expectRevert(abi.encodeWithSelector(IRegionalExecutor.ApprovalChanged.selector, 0, 1));
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
        emit IRegionalExecutor.BudgetApproved(2, BUDGET_WEI, COST_WEI + BONDS_WEI);
        vm.prank(address(timelock));
        executor.approveBudget(1, 1, _anyJob());
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
        executor.approveDispute(1, "evidence");
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
        _fund(COST_WEI + BONDS_WEI);
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
        assertEq(spentWei, COST_WEI, "what the expired attempt cost is unspent");
        pass(8 days);
        jobs.expire(caseId);
        _limit(COST_WEI + BONDS_WEI - 1, COST_WEI + BONDS_WEI);
        vm.expectRevert(
            abi.encodeWithSelector(
                IRegionalExecutor.JobAboveLimit.selector, COST_WEI + BONDS_WEI, COST_WEI + BONDS_WEI - 1
            )
        );
        vm.prank(regional);
        executor.reopenJob(jobId, defaultRequest());
    }

    function test_ARejectedAttemptStaysSpentWhateverItGaveBack() public {
        _budget(2 * COST_WEI + BONDS_WEI);
        uint256 jobId = _create();
        assign(jobId);
        submit(jobId);
        draw(jobId);
        vote(jobId, choices3(REJECT, REJECT, REJECT));
        pass(2 hours);
        jobs.closeValidation(jobId);
        pass(1 days);
        jobs.finalize(jobId);
        vm.prank(regional);
        uint256 caseId = executor.reopenJob(jobId, defaultRequest());
        (,, uint256 spentWei) = executor.budget();
        assertEq(spentWei, 2 * COST_WEI, "both attempts are spent");
        assertTrue(executor.incomeWei() > 0, "what came back is income");
        assertEq(executor.bondsOf(jobId), 0, "bonds of the first are free");
        assertEq(executor.bondsOf(caseId), BONDS_WEI, "bonds of the second");
    }

    /// @dev Also once it drives the region no more.
    function test_WhoDroveAnAttemptHasNoPartInThoseThatFollow() public {
        _budget(3 * (COST_WEI + BONDS_WEI));
        uint64 role = _operatorRole(REGION);
        vm.prank(wirer);
        manager.grantRole(role, agent, 0);
        vm.prank(agent);
        uint256 jobId = executor.createJob(defaultRequest());
        vm.prank(agent);
        manager.renounceRole(role, agent);
        for (uint256 attempt = 2; attempt < 4; ++attempt) {
            pass(60 days);
            jobs.expire(jobs.currentCaseOf(jobId));
            vm.prank(regional);
            uint256 caseId = executor.reopenJob(jobId, defaultRequest());
            assertEq(validation.driversOf(caseId).length, 2, "each once");
            vm.expectRevert(abi.encodeWithSelector(IJobRegistry.DriverCannotApply.selector, caseId, agent));
            assign(caseId);
        }
    }

    function test_WhoDroveAnAttemptIsOperatorOfNoneThatFollows() public {
        _budget(2 * (COST_WEI + BONDS_WEI));
        uint64 role = _operatorRole(REGION);
        vm.prank(wirer);
        manager.grantRole(role, operator, 0);
        IJobRegistry.JobRequest memory request = defaultRequest();
        request.operator = address(0);
        vm.prank(operator);
        uint256 jobId = executor.createJob(request);
        vm.prank(operator);
        manager.renounceRole(role, operator);
        pass(60 days);
        jobs.expire(jobId);
        vm.expectRevert(
            abi.encodeWithSelector(IJobRegistry.DriverTakesPart.selector, jobId + (1 << 64), operator)
        );
        vm.prank(regional);
        executor.reopenJob(jobId, defaultRequest());
        vm.prank(regional);
        executor.reopenJob(jobId, request);
    }

    function test_ReopeningNoJobCreatesNone() public {
        _budget(COST_WEI + BONDS_WEI);
        vm.expectRevert(abi.encodeWithSelector(IJobRegistry.NotEmployer.selector, 0, address(executor)));
        vm.prank(regional);
        executor.reopenJob(0, defaultRequest());
        assertEq(jobs.jobCount(), 0, "jobs");
    }

    function test_AnAttemptIsNeitherRefundedNorFreedTwice() public {
        _budget(COST_WEI + BONDS_WEI);
        uint256 jobId = _create();
        pass(60 days);
        jobs.expire(jobId);
        vm.prank(regional);
        uint256 caseId = executor.reopenJob(jobId, defaultRequest());
        vm.expectRevert(abi.encodeWithSelector(IRegionalExecutor.NothingSetAside.selector, jobId));
        executor.freeBonds(jobId);
        assertEq(executor.setAsideWei(), BONDS_WEI, "set aside");
        vm.prank(regional);
        executor.cancelJob(caseId);
        (,, uint256 spentWei) = executor.budget();
        assertEq(spentWei, 0, "spent");
        vm.expectRevert(abi.encodeWithSelector(IRegionalExecutor.NothingSetAside.selector, caseId));
        executor.freeBonds(caseId);
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

    function test_ACancelledJobCostsItsRegionNothing() public {
        _budget(COST_WEI + BONDS_WEI);
        (uint48 day,) = executor.committedToday();
        for (uint256 i = 0; i < 3; ++i) {
            uint256 jobId = _create();
            assertEq(executor.availableWei(), 0, "committed");
            vm.expectEmit(address(executor));
            emit IRegionalExecutor.BondsFreed(jobId, BONDS_WEI, 0);
            vm.expectEmit(address(executor));
            emit IRegionalExecutor.CostReturned(jobId, COST_WEI, 0);
            vm.expectEmit(address(executor));
            emit IRegionalExecutor.Uncommitted(jobId, day, COST_WEI + BONDS_WEI, 0);
            vm.prank(regional);
            executor.cancelJob(jobId);
            assertEq(executor.availableWei(), COST_WEI + BONDS_WEI, "budget again");
            assertEq(executor.incomeWei(), 0, "and no income");
        }
        vm.expectRevert(abi.encodeWithSelector(IRegionalExecutor.NothingSetAside.selector, 1));
        executor.freeBonds(1);
        _assertBudget(COST_WEI + BONDS_WEI, COST_WEI + BONDS_WEI, 0);
        vm.prank(regional);
        (uint256 unspentWei, uint256 incomeWei) = executor.returnRemainder();
        assertEq(unspentWei, COST_WEI + BONDS_WEI, "unspent");
        assertEq(incomeWei, 0, "no income");
    }

    /// @dev Be it that nobody could take it, or that an accomplice let it lie.
    function test_AnExpiredJobCostsItsRegionNothingOnceItsBondsAreFree() public {
        _budget(2 * (COST_WEI + BONDS_WEI));
        (uint256 open, uint256 taken) = (_create(), _create());
        assign(taken);
        pass(7 days);
        jobs.expire(open);
        assertEq(executor.availableWei(), 0, "not yet");
        vm.prank(stranger);
        executor.freeBonds(open);
        _assertBudget(2 * (COST_WEI + BONDS_WEI), 2 * (COST_WEI + BONDS_WEI), COST_WEI);
        pass(30 days);
        jobs.expire(taken);
        vm.prank(stranger);
        executor.freeBonds(taken);
        _assertBudget(2 * (COST_WEI + BONDS_WEI), 2 * (COST_WEI + BONDS_WEI), 0);
        assertEq(executor.availableWei(), 2 * (COST_WEI + BONDS_WEI), "all of it");
        assertTrue(executor.incomeWei() > 0, "the agent's stake is income");
    }

    /// @dev What came back is counted on the job's own day only: others are over.
    function test_AnotherDaysJobFreesNothingOfToday() public {
        _budget(2 * (COST_WEI + BONDS_WEI));
        uint256 first = _create();
        pass(1 days);
        _create();
        vm.prank(regional);
        executor.cancelJob(first);
        (, uint256 committedWei) = executor.committedToday();
        assertEq(committedWei, COST_WEI + BONDS_WEI, "today's");
    }

    /// @dev Bonds that income paid are not paid by it twice.
    function test_WhatBondsTookOfARefundStaysSpent() public {
        _budget(2 * (COST_WEI + BONDS_WEI));
        uint256 expired = _create();
        pass(6 days + 12 hours);
        uint256 jobId = _accepted();
        pass(12 hours);
        jobs.expire(expired);
        _dispute(jobId);
        assertEq(executor.incomeWei(), COST_WEI - BOND_WEI, "income has paid the bond");
        vm.expectEmit(address(executor));
        emit IRegionalExecutor.CostReturned(expired, COST_WEI - BOND_WEI, COST_WEI + BOND_WEI);
        executor.freeBonds(expired);
        assertEq(executor.incomeWei(), 0, "all of it is budget again");
    }

    /// @dev The bond was lost, and its job's rebate, bonus and seats' fees have come in before the refunded one is freed.
    function test_LaterIncomeMakesUpForNothingThatBondsTook() public {
        _budget(2 * (COST_WEI + BONDS_WEI));
        uint256 expired = _create();
        pass(6 days + 12 hours);
        uint256 jobId = _accepted();
        vm.warp(jobs.jobOf(expired).openEnd);
        jobs.expire(expired);
        _dispute(jobId);
        _hear(jobId);
        pass(10 hours);
        jobs.finalize(jobId);
        assertTrue(stakes.claimOf(address(executor)) > 0, "income");
        executor.freeBonds(expired);
        _assertBudget(2 * (COST_WEI + BONDS_WEI), 2 * (COST_WEI + BONDS_WEI), COST_WEI + BOND_WEI);
        assertTrue(executor.incomeWei() > 0, "stays income");
    }

    /// @dev Nothing of the refund was there yet.
    function test_WhatBondsTookBeforeAJobCouldExpireCostsItsRegionNothing() public {
        _budget(2 * (COST_WEI + BONDS_WEI));
        vm.prank(treasury);
        token.transfer(address(executor), BOND_WEI);
        uint256 expired = _create();
        pass(6 days + 12 hours);
        uint256 jobId = _accepted();
        vm.warp(jobs.jobOf(expired).openEnd - 1);
        _dispute(jobId);
        pass(1);
        jobs.expire(expired);
        executor.freeBonds(expired);
        _assertBudget(2 * (COST_WEI + BONDS_WEI), 2 * (COST_WEI + BONDS_WEI), COST_WEI);
    }

    /// @dev A job that an agent holds can expire once its grace is over.
    function test_WhatBondsTookWithinAnAgentsGraceCostsItsRegionNothing() public {
        _budget(2 * (COST_WEI + BONDS_WEI));
        vm.prank(treasury);
        token.transfer(address(executor), BOND_WEI);
        uint256 expired = assignedToTheOther();
        uint48 hardDeadline = jobs.jobOf(expired).deadline + jobTerms.graceSecondsAt(1);
        vm.warp(hardDeadline - 12 hours);
        uint256 jobId = _accepted();
        vm.warp(hardDeadline - 1);
        _dispute(jobId);
        vm.warp(hardDeadline);
        jobs.expire(expired);
        executor.freeBonds(expired);
        _assertBudget(2 * (COST_WEI + BONDS_WEI), 2 * (COST_WEI + BONDS_WEI), COST_WEI);
    }

    function assignedToTheOther() private returns (uint256 jobId) {
        jobId = _create();
        fund(otherAgent);
        vm.prank(otherAgent);
        jobs.applyForJob(jobId, ANY);
    }

    /// @dev The oldest of thirty-three is not freed by the first return, which takes its refund along.
    function test_WhatTheTreasuryTookOfARefundStaysSpent() public {
        uint256 costWei = _thirtyThreeExpired(500 ether, 40_000 ether);
        vm.startPrank(regional);
        (, uint256 incomeWei) = executor.returnRemainder();
        vm.stopPrank();
        uint256 keptWei = executor.setAsideWei();
        assertEq(incomeWei, costWei - keptWei, "all of the refund but for bonds");
        vm.prank(treasury);
        token.transfer(address(executor), costWei);
        vm.expectEmit(address(executor));
        emit IRegionalExecutor.CostReturned(1, keptWei, costWei - keptWei);
        executor.freeBonds(1);
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
        assertEq(executor.bondsOf(1), jobTerms.bondsWei(1, REWARD_WEI + BONUS_CAP_WEI), "what the terms ask for");
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
        emit IRegionalExecutor.BondPosted(jobId, APPEAL_BOND_WEI, 0, COST_WEI + BOND_WEI + APPEAL_BOND_WEI);
        _appeal(jobId);
        _hear(jobId);
        _appeal(jobId);
        assertEq(disputes.disputeOf(jobId).hearings, 3, "heard three times");
        assertEq(executor.bondsOf(jobId), 14 ether, "all bonds are posted, by a bonus below its cap");
        _assertBudget(COST_WEI + BONDS_WEI, COST_WEI + BONDS_WEI, COST_WEI + BONDS_WEI - 14 ether);
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
        _budget(2 * COST_WEI + 2 * BONDS_WEI);
        uint256 first = _create();
        pass(7 days);
        jobs.expire(first);
        assertEq(executor.incomeWei(), 0, "not collected");
        _create();
        assertEq(executor.incomeWei(), COST_WEI, "collected");
        assertEq(executor.availableWei(), COST_WEI, "the refund covers bonds, as far as it reaches");
        vm.prank(regional);
        (uint256 unspentWei, uint256 incomeWei) = executor.returnRemainder();
        assertEq(unspentWei, COST_WEI + BONDS_WEI, "what the first job cost, and no bonds of it");
        assertEq(incomeWei, 0, "no income");
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
        emit IRegionalExecutor.RemainderReturned(treasury, 2 * (COST_WEI + BONDS_WEI), 0, BONDS_WEI);
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

    /// @return costWei What each of them cost.
    function _thirtyThreeExpired(uint96 rewardWei, uint256 budgetWei) private returns (uint256 costWei) {
        IJobRegistry.JobRequest memory small = defaultRequest();
        (small.rewardWei, small.validatorBonusWei, small.validatorBonusCapWei) = (rewardWei, 0, 0);
        _budget(budgetWei);
        for (uint256 i = 0; i < 33; ++i) {
            _create(small);
        }
        pass(7 days);
        for (uint256 i = 1; i <= 33; ++i) {
            jobs.expire(i);
        }
        return jobs.costOf(small);
    }

    function test_AReturnLooksAtTheThirtyTwoYoungestJobs() public {
        _thirtyThreeExpired(1, 1 ether);
        vm.startPrank(regional);
        executor.returnRemainder();
        assertEq(executor.setAsideWei(), 7 + 25, "the oldest is left: bonds and seats of a wei");
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
        assertEq(unspentWei, BONDS_WEI - BOND_WEI, "what no appeal needed");
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
        pass(1);
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
        _create();
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
        uint64 approvals = executor.approvals();
        vm.prank(address(timelock));
        executor.approveBudget(
            approvals, 100 * BUDGET_WEI, IRegionalExecutor.RegionTerms(uint128(jobWei), uint128(dayWei), 0)
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
        address second = _secondDriver();
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

    // Drivers

    /// @dev Whoever has created the job, may send calls now, or has sent one.
    function test_WhoDrivesTheRegionTakesNoneOfItsJobs() public {
        _budget(BUDGET_WEI);
        address second = _secondDriver();
        _registerWithStake(regional, "driver", Roles.AGENT);
        _registerWithStake(second, "second driver", Roles.AGENT);
        vm.expectEmit(address(validation));
        emit IValidationModule.DriverNamed(1, regional);
        uint256 jobId = _create();
        _refuseAsAgent(jobId, regional);
        _refuseAsAgent(jobId, second);
        vm.startPrank(wirer);
        manager.revokeRole(_operatorRole(REGION), regional);
        manager.revokeRole(_operatorRole(REGION), second);
        vm.stopPrank();
        _refuseAsAgent(jobId, regional);
        vm.prank(second);
        jobs.applyForJob(jobId, ANY);
    }

    function test_WhoDrivesTheRegionSitsOnNoCommitteeOfItsJobs() public {
        _budget(BUDGET_WEI);
        vm.prank(registrar);
        identities.register("driver", regional, Roles.VALIDATOR);
        awaitRoles();
        // Half of all weight, so that there is a committee without it.
        stake(regional, Roles.VALIDATOR, pool.totalWeightAt(Roles.VALIDATOR, uint48(vm.getBlockTimestamp() - 1)));
        pass(1);
        uint256 jobId = _create();
        assertEq(validation.driversOf(jobId)[0], regional, "driver");
        assign(jobId);
        submit(jobId);
        drawAsItComes(jobId);
        assertTrue(validation.roundOf(jobId).seats != 0, "a committee");
        assertEq(validation.ballotOf(jobId, 1, regional).seats, 0, "no seat of it");
    }

    /// @dev The second driver sends its first call when it disputes, and is a councillor.
    function test_WhoDrivesTheRegionSitsOnNoJuryOfItsJobs() public {
        _stakeCouncil();
        _budget(BUDGET_WEI);
        vm.prank(wirer);
        manager.grantRole(_operatorRole(REGION), _member(0), 0);
        uint256 jobId = _accepted();
        vm.prank(_member(0));
        executor.raiseDispute(jobId, keccak256("evidence"));
        assertEq(validation.driversOf(jobId).length, 2, "both");
        drawJuryAsItComes(jobId);
        address[] memory jurors = jury(jobId);
        for (uint256 i = 0; i < jurors.length; ++i) {
            assertTrue(jurors[i] != _member(0), "a driver");
        }
        ISortitionPool.DrawRequest memory request = juryRequest(jobId, "any seed");
        (,, uint256 eligible,) = pool.draw(request);
        assertEq(eligible, COUNCIL_SIZE - 1, "but for the driver");
    }

    /// @dev As agent, as operator, on the committee, on a jury.
    function test_WhoHasAPartInAJobDoesNotDriveIt() public {
        _stakeCouncil();
        _budget(BUDGET_WEI);
        uint256 jobId = _accepted();
        address[3] memory parts = [agent, operator, committee(jobId)[0]];
        for (uint256 i = 0; i < parts.length; ++i) {
            _refuseAsDriver(jobId, parts[i]);
        }
        _dispute(jobId);
        drawJury(jobId);
        _refuseAsDriver(jobId, jury(jobId)[0]);
    }

    function test_ADriverIsNamedOnceByTheJobsEmployer() public {
        _budget(BUDGET_WEI);
        uint256 jobId = _create();
        vm.prank(address(executor));
        jobs.nameDriver(jobId, regional);
        assertEq(validation.driversOf(jobId).length, 1, "once");
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, employer));
        vm.prank(employer);
        jobs.nameDriver(jobId, stranger);
        RegionalExecutor asia = _openAsia();
        vm.expectRevert(abi.encodeWithSelector(IJobRegistry.NotEmployer.selector, jobId, address(asia)));
        vm.prank(address(asia));
        jobs.nameDriver(jobId, stranger);
    }

    function test_AJobHasEightDriversAtMost() public {
        _budget(BUDGET_WEI);
        uint256 jobId = _create();
        for (uint256 i = 1; i < 8; ++i) {
            vm.prank(address(executor));
            jobs.nameDriver(jobId, makeActor(vm.toString(i)));
        }
        vm.expectRevert(abi.encodeWithSelector(IValidationModule.TooManyDrivers.selector, jobId, 8));
        vm.prank(address(executor));
        jobs.nameDriver(jobId, stranger);
    }

    /// @dev Through the AccessManager a job would name it, and not the account that had it send the call.
    function test_NobodyDrivesARegionUnseen() public {
        _budget(BUDGET_WEI);
        vm.expectRevert(abi.encodeWithSelector(IRegionalExecutor.DriverHidden.selector, address(manager)));
        vm.prank(regional);
        manager.execute(address(executor), abi.encodeCall(executor.createJob, (defaultRequest())));
    }

    function _secondDriver() private returns (address second) {
        second = makeActor("second operator of europe");
        vm.prank(wirer);
        manager.grantRole(_operatorRole(REGION), second, 1 days);
    }

    function _registerWithStake(address account, string memory handle, uint8 role) private {
        vm.prank(registrar);
        identities.register(handle, account, role);
        stake(account, role, STAKE_WEI);
    }

    function _refuseAsAgent(uint256 jobId, address account) private {
        vm.expectRevert(abi.encodeWithSelector(IJobRegistry.DriverCannotApply.selector, jobId, account));
        vm.prank(account);
        jobs.applyForJob(jobId, ANY);
    }

    function _refuseAsDriver(uint256 jobId, address account) private {
        vm.expectRevert(abi.encodeWithSelector(IJobRegistry.DriverTakesPart.selector, jobId, account));
        vm.prank(address(executor));
        jobs.nameDriver(jobId, account);
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
        emit IRegionalExecutor.DisputeApproved(jobId, keccak256("council"));
        vm.expectEmit(address(executor));
        emit IRegionalExecutor.BondPosted(jobId, BOND_WEI, 0, COST_WEI + BOND_WEI);
        vm.prank(address(timelock));
        executor.approveDispute(jobId, keccak256("council"));
        assertStatus(jobId, IJobRegistry.Status.Disputed);
        assertEq(disputes.hearingOf(jobId).claimant, address(executor), "claimant");
        assertEq(disputes.hearingOf(jobId).evidenceHash, keccak256("council"), "as governance states it");
    }

    /// @dev A thief of the operator's key raises the job's only dispute without a case.
    function test_TheCouncilDisputesByEvidenceOfItsOwn() public {
        uint256 jobId = _acceptedOnApproval(10 days, 10 days);
        vm.prank(regional);
        executor.raiseDispute(jobId, 0);
        bytes memory approval = abi.encodeCall(executor.approveDispute, (jobId, keccak256("the case")));
        _decide(_call(address(executor), approval, "dispute"));
        assertEq(disputes.hearingOf(jobId).evidenceHash, keccak256("the case"), "the council's");
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
        executor.approveDispute(jobId, keccak256("council"));
        jobs.finalize(jobId);
        assertEq(stakes.claimOf(agent), 650 ether, "the agent is paid");
        executor.freeBonds(jobId);
        assertEq(executor.availableWei(), BONDS_WEI, "no bond was lost");
    }

    /// @dev Seven days of a council's vote and its timelock, by nobody else's leave.
    function test_TheCouncilApprovesADisputeByAVote() public {
        uint256 jobId = _acceptedOnApproval(10 days, 10 days);
        _dispute(jobId);
        _decide(_call(address(executor), abi.encodeCall(executor.approveDispute, (jobId, keccak256("council"))), "dispute"));
        assertStatus(jobId, IJobRegistry.Status.Disputed);
    }

    function test_NobodyElseApprovesADispute() public {
        uint256 jobId = _acceptedOnApproval(10 days, 10 days);
        _dispute(jobId);
        address[4] memory callers = [owner, regional, treasury, _member(0)];
        for (uint256 i = 0; i < callers.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, callers[i]));
            vm.prank(callers[i]);
            executor.approveDispute(jobId, keccak256("council"));
        }
    }

    function test_OnlyARaisedDisputeIsApproved() public {
        uint256 jobId = _acceptedOnApproval(10 days, 10 days);
        vm.expectRevert(abi.encodeWithSelector(IRegionalExecutor.NoDisputeToApprove.selector, jobId));
        vm.prank(address(timelock));
        executor.approveDispute(jobId, keccak256("council"));
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
        executor.approveDispute(jobId, keccak256("council"));
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
        (uint256 costWei, uint256 bondsWei) = (jobs.costOf(request), jobTerms.bondsWei(1, uint256(request.rewardWei) + request.validatorBonusCapWei));
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
