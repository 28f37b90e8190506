// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IIncentivePolicy} from "../../../contracts/interfaces/IIncentivePolicy.sol";
import {IJobTerms} from "../../../contracts/interfaces/IJobTerms.sol";
import {IReceiptAnchor} from "../../../contracts/interfaces/IReceiptAnchor.sol";
import {IThermostat} from "../../../contracts/interfaces/IThermostat.sol";
import {IncentivePolicy} from "../../../contracts/national/IncentivePolicy.sol";
import {JobTerms} from "../../../contracts/national/JobTerms.sol";
import {National} from "../support/National.sol";

contract JobTermsTest is National {
    function test_TermsAreVersionedAndNeverChange() public {
        IJobTerms.Terms memory terms = defaultTerms();
        terms.feeBps = 100;
        vm.expectEmit(address(jobTerms));
        emit IJobTerms.TermsSet(2, terms);
        assertEq(set(terms), 2, "version");
        assertEq(jobTerms.currentVersion(), 2, "current");
        assertEq(jobTerms.termsAt(1).feeBps, 200, "the first stays");
        assertEq(jobTerms.termsAt(2).feeBps, 100, "the second is new");
    }

    function test_UnknownVersionsAreRefused() public {
        vm.expectRevert(abi.encodeWithSelector(IJobTerms.UnknownVersion.selector, 0));
        jobTerms.termsAt(0);
        vm.expectRevert(abi.encodeWithSelector(IJobTerms.UnknownVersion.selector, 2));
        jobTerms.termsAt(2);
    }

    function test_ConstructorChecksTheTerms() public {
        IJobTerms.Terms memory terms = defaultTerms();
        terms.feeBps = 2001;
        vm.expectRevert(abi.encodeWithSelector(IJobTerms.InvalidTerms.selector, "feeBps", 2001));
        create("JobTerms", abi.encode(address(manager), systemPause, stakes, 1 days, terms));
    }

    function test_ADayIsAtMostADayLong() public {
        vm.expectRevert(abi.encodeWithSelector(IJobTerms.DayOutOfBounds.selector, 0));
        create("JobTerms", abi.encode(address(manager), systemPause, stakes, 0, defaultTerms()));
        vm.expectRevert(abi.encodeWithSelector(IJobTerms.DayOutOfBounds.selector, 1 days + 1));
        create("JobTerms", abi.encode(address(manager), systemPause, stakes, 1 days + 1, defaultTerms()));
    }

    function test_NarrowViewsTellWhatTheTermsSay() public view {
        IJobTerms.Terms memory t = defaultTerms();
        (uint16 stakeBps, uint32 graceSeconds) = jobTerms.assignmentAt(1);
        assertEq(stakeBps, t.agentStakeBps, "stake");
        assertEq(graceSeconds, t.graceSeconds, "grace");
        assertEq(jobTerms.graceSecondsAt(1), t.graceSeconds, "grace alone");
        assertEq(jobTerms.challengeSecondsAt(1), t.challengeSeconds, "challenge");
        assertEq(jobTerms.approvalSecondsAt(1), t.approvalSeconds, "approval");
        assertEq(hash(abi.encode(jobTerms.validationAt(1))), hash(abi.encode(t.validation)), "validation");
        assertEq(jobTerms.seedBlocksAt(1), t.validation.seedBlocks, "seed blocks");
        assertEq(hash(abi.encode(jobTerms.disputeAt(1))), hash(abi.encode(t.dispute)), "dispute");
        IJobTerms.SettlementTerms memory s = IJobTerms.SettlementTerms({
            treasury: t.treasury,
            rejectedSlashBps: t.rejectedSlashBps,
            expiredSlashBps: t.expiredSlashBps,
            slashSplit: t.slashSplit,
            validation: t.validation
        });
        assertEq(hash(abi.encode(jobTerms.settlementAt(1))), hash(abi.encode(s)), "settlement");
        IJobTerms.Quote memory q = IJobTerms.Quote(1, t.openSeconds, FEE_WEI, SEAT_FEES_WEI);
        assertEq(hash(abi.encode(jobTerms.quote(REWARD_WEI, BONUS_CAP_WEI))), hash(abi.encode(q)), "quote");
    }

    function test_NarrowViewsRefuseUnknownVersionsToo() public {
        bytes memory unknown = abi.encodeWithSelector(IJobTerms.UnknownVersion.selector, 2);
        vm.expectRevert(unknown);
        jobTerms.assignmentAt(2);
        vm.expectRevert(unknown);
        jobTerms.graceSecondsAt(2);
        vm.expectRevert(unknown);
        jobTerms.challengeSecondsAt(2);
        vm.expectRevert(unknown);
        jobTerms.approvalSecondsAt(2);
        vm.expectRevert(unknown);
        jobTerms.validationAt(2);
        vm.expectRevert(unknown);
        jobTerms.seedBlocksAt(2);
        vm.expectRevert(unknown);
        jobTerms.disputeAt(2);
        vm.expectRevert(unknown);
        jobTerms.seatFeeBpsAt(2);
        vm.expectRevert(unknown);
        jobTerms.jurorRatesAt(2);
        vm.expectRevert(unknown);
        jobTerms.settlementAt(2);
        vm.expectRevert(unknown);
        jobTerms.bondsWei(2, 1);
    }

    /// @dev Ten per cent, rounded up, then twice and four times as much; and a twentieth, rounded up, of what 3, 7 and 15
    /// seats lock, 50 tokens each at most.
    function test_TheBondsOfAllHearingsAreSevenTimesTheFirstAndTheSeats() public view {
        assertEq(jobTerms.bondsWei(1, REWARD_WEI), 700 ether + 62.5 ether, "of a reward");
        assertEq(jobTerms.bondsWei(1, 11), 14 + 25, "rounded up");
        assertEq(jobTerms.bondsWei(1, 0), 0, "of nothing");
        assertEq(jobTerms.seatFeeBpsAt(1), 500, "rate");
    }

    function hash(bytes memory data) private pure returns (bytes32) {
        return keccak256(data);
    }

    /// @dev Otherwise stake could leave between the submission and the end of the job that it may have to judge.
    function test_TheLongestCourseOfAJobFitsTheLeastUnbondingTime() public {
        IJobTerms.Terms memory t = defaultTerms();
        uint256 course = 5 * (12 + 1 hours) + 2 * 3 hours + 1 days + 3 * 3 hours + 3 * 4 hours + 2 * 6 hours + 3 days;
        assertEq(jobTerms.courseSeconds(t), course, "course");
        t.dispute.rulingSeconds += uint32(MIN_UNBONDING_SECONDS - course);
        set(t);
        t.validation.seedBlocks = 2;
        refused(t, "courseSeconds", MIN_UNBONDING_SECONDS + 60);
        t = defaultTerms();
        t.validation.commitSeconds = uint32(1 hours + (MIN_UNBONDING_SECONDS - course) / 2);
        set(t);
        t.validation.revealSeconds += 1;
        refused(t, "courseSeconds", MIN_UNBONDING_SECONDS + 2);
    }

    function test_TheCourseCountsTheTimeForAnApproval() public {
        IJobTerms.Terms memory t = defaultTerms();
        t.approvalSeconds = uint32(MIN_UNBONDING_SECONDS - jobTerms.courseSeconds(t));
        assertEq(jobTerms.courseSeconds(t), MIN_UNBONDING_SECONDS, "second by second");
        assertEq(jobTerms.approvalSecondsAt(set(t)), t.approvalSeconds, "set");
        t.approvalSeconds += 1;
        refused(t, "courseSeconds", MIN_UNBONDING_SECONDS + 1);
        t.approvalSeconds = 90 days + 1;
        refused(t, "approvalSeconds", 90 days + 1);
    }

    /// @dev A day of forty minutes: an hour of it would be a hundred seconds; of five minutes: five blocks are more.
    function test_WindowsScaleWithTheDay() public {
        IJobTerms.Terms memory t = shortest(100, 4800);
        create("JobTerms", abi.encode(address(manager), systemPause, stakes, 2400, t));
        t.validation.revealSeconds = 99;
        vm.expectRevert(
            abi.encodeWithSelector(IJobTerms.InvalidTerms.selector, "validation.revealSeconds", 99)
        );
        create("JobTerms", abi.encode(address(manager), systemPause, stakes, 2400, t));
        t = shortest(60, 600);
        create("JobTerms", abi.encode(address(manager), systemPause, stakes, 300, t));
        t.challengeSeconds = 59;
        vm.expectRevert(abi.encodeWithSelector(IJobTerms.InvalidTerms.selector, "challengeSeconds", 59));
        create("JobTerms", abi.encode(address(manager), systemPause, stakes, 300, t));
        t = shortest(60, 599);
        vm.expectRevert(abi.encodeWithSelector(IJobTerms.InvalidTerms.selector, "dispute.rulingSeconds", 599));
        create("JobTerms", abi.encode(address(manager), systemPause, stakes, 300, t));
        t = shortest(60, 90 * 300 + 1);
        vm.expectRevert(
            abi.encodeWithSelector(IJobTerms.InvalidTerms.selector, "dispute.rulingSeconds", 90 * 300 + 1)
        );
        create("JobTerms", abi.encode(address(manager), systemPause, stakes, 300, t));
    }

    function shortest(uint32 windowSeconds, uint32 rulingSeconds) private view returns (IJobTerms.Terms memory t) {
        t = defaultTerms();
        (t.openSeconds, t.graceSeconds, t.challengeSeconds) = (windowSeconds, windowSeconds, windowSeconds);
        (t.validation.commitSeconds, t.validation.revealSeconds) = (windowSeconds, windowSeconds);
        (t.dispute.commitSeconds, t.dispute.revealSeconds) = (windowSeconds, windowSeconds);
        (t.dispute.appealSeconds, t.dispute.rulingSeconds) = (windowSeconds, rulingSeconds);
    }

    function test_RatesAreBounded() public {
        IJobTerms.Terms memory t = defaultTerms();
        t.treasury = address(0);
        refused(t, "treasury", 0);
        t = defaultTerms();
        t.feeBps = 2001;
        refused(t, "feeBps", 2001);
        t.feeBps = 2000;
        t.agentStakeBps = 0;
        refused(t, "agentStakeBps", 0);
        t.agentStakeBps = 10_001;
        refused(t, "agentStakeBps", 10_001);
        t.agentStakeBps = 10_000;
        t.rejectedSlashBps = 10_001;
        refused(t, "rejectedSlashBps", 10_001);
        t.rejectedSlashBps = 10_000;
        t.expiredSlashBps = 5001;
        refused(t, "expiredSlashBps", 5001);
        t.expiredSlashBps = 5000;
        t.slashSplit.burnBps = 999;
        refused(t, "slashSplit", 9999);
        t.slashSplit.burnBps = 1001;
        refused(t, "slashSplit", 10_001);
        t.slashSplit.burnBps = 1000;
        set(t);
    }

    function test_WindowsAreBounded() public {
        allowAnyCourse();
        for (uint256 i; i < 8; ++i) {
            refused(withWindow(i, 1 hours - 1), windowName(i), 1 hours - 1);
            refused(withWindow(i, 90 days + 1), windowName(i), 90 days + 1);
            set(withWindow(i, 1 hours));
            set(withWindow(i, 90 days));
        }
        IJobTerms.Terms memory t = defaultTerms();
        t.dispute.rulingSeconds = 2 days - 1;
        refused(t, "dispute.rulingSeconds", 2 days - 1);
        t.dispute.rulingSeconds = 90 days + 1;
        refused(t, "dispute.rulingSeconds", 90 days + 1);
        t.dispute.rulingSeconds = 2 days;
        set(t);
    }

    function test_ValidationTermsAreBounded() public {
        IJobTerms.Terms memory t = defaultTerms();
        t.validation.committeeSize = 2;
        refused(t, "validation.committeeSize", 2);
        t.validation.committeeSize = 16;
        refused(t, "validation.committeeSize", 16);
        t.validation.committeeSize = 15;
        t.validation.quorum = 7;
        refused(t, "validation.quorum", 7);
        t.validation.quorum = 16;
        refused(t, "validation.quorum", 16);
        t.validation.quorum = 15;
        t.validation.approvalBps = 5000;
        refused(t, "validation.approvalBps", 5000);
        t.validation.approvalBps = 10_001;
        refused(t, "validation.approvalBps", 10_001);
        t.validation.approvalBps = 10_000;
        t.validation.nonRevealSlashBps = 5001;
        refused(t, "validation.nonRevealSlashBps", 5001);
        t.validation.nonRevealSlashBps = 5000;
        t.validation.wrongVoteSlashBps = 5001;
        refused(t, "validation.wrongVoteSlashBps", 5001);
        t.validation.wrongVoteSlashBps = 5000;
        t.validation.nonRevealSlashBps = 4999;
        refused(t, "validation.nonRevealSlashBps", 4999);
        t.validation.nonRevealSlashBps = 5000;
        t.validation.seedBlocks = 0;
        refused(t, "validation.seedBlocks", 0);
        t.validation.seedBlocks = 129;
        refused(t, "validation.seedBlocks", 129);
        t.validation.seedBlocks = 128;
        t.dispute.rulingSeconds -= 3 hours;
        t.validation.seatFeeBps = 99;
        refused(t, "validation.seatFeeBps", 99);
        t.validation.seatFeeBps = 2001;
        refused(t, "validation.seatFeeBps", 2001);
        t.validation.seatFeeBps = 2000;
        t.validation.seatLockWei = 0;
        refused(t, "validation.seatLockWei", 0);
        t.validation.seatLockWei = 1;
        set(t);
    }

    function test_DisputeTermsAreBounded() public {
        IJobTerms.Terms memory t = defaultTerms();
        t.dispute.bondBps = 0;
        refused(t, "dispute.bondBps", 0);
        t.dispute.bondBps = 5001;
        refused(t, "dispute.bondBps", 5001);
        t.dispute.bondBps = 5000;
        t.dispute.jurySize = 1;
        refused(t, "dispute.jurySize", 1);
        t.dispute.jurySize = 4;
        refused(t, "dispute.jurySize", 4);
        t.dispute.jurySize = 11;
        refused(t, "dispute.jurySize", 11);
        t.dispute.jurySize = 9;
        t.dispute.juryQuorum = 4;
        refused(t, "dispute.juryQuorum", 4);
        t.dispute.juryQuorum = 10;
        refused(t, "dispute.juryQuorum", 10);
        t.dispute.juryQuorum = 5;
        set(t);
        t.dispute.wrongVoteSlashBps = 5001;
        refused(t, "dispute.wrongVoteSlashBps", 5001);
        t.dispute.wrongVoteSlashBps = 5000;
        t.dispute.nonRevealSlashBps = 4999;
        refused(t, "dispute.nonRevealSlashBps", 4999);
        t.dispute.nonRevealSlashBps = 5001;
        refused(t, "dispute.nonRevealSlashBps", 5001);
        t.dispute.nonRevealSlashBps = 5000;
        t.dispute.jurorLockWei = 0;
        refused(t, "dispute.jurorLockWei", 0);
        t.dispute.jurorLockWei = 1;
        set(t);
        // Whoever of the council can be drawn covers a quorum of five.
        uint96 most = uint96(pool.councilStakeWei() / 5);
        t.dispute.jurorLockWei = most + 1;
        refused(t, "dispute.jurorLockWei", most + 1);
        t.dispute.jurorLockWei = most;
        set(t);
    }

    function test_TheBoundsThemselvesAreAllowed() public {
        allowAnyCourse();
        IJobTerms.Terms memory t = defaultTerms();
        (t.feeBps, t.agentStakeBps, t.rejectedSlashBps, t.expiredSlashBps) = (0, 1, 0, 0);
        (t.validation.committeeSize, t.validation.quorum, t.validation.approvalBps) = (3, 2, 5001);
        (t.validation.seedBlocks, t.validation.seatFeeBps) = (1, 100);
        (t.validation.nonRevealSlashBps, t.validation.wrongVoteSlashBps, t.validation.seatLockWei) = (0, 0, 1);
        (t.dispute.bondBps, t.dispute.jurySize, t.dispute.juryQuorum) = (1, 3, 2);
        (t.dispute.nonRevealSlashBps, t.dispute.wrongVoteSlashBps, t.dispute.jurorLockWei) = (0, 0, 1);
        t.dispute.rulingSeconds = 2 days;
        set(t);
        t.agentStakeBps = 10_000;
        (t.validation.approvalBps, t.validation.seatLockWei) = (10_000, type(uint96).max);
        (t.validation.seedBlocks, t.validation.seatFeeBps) = (128, 2000);
        (t.validation.committeeSize, t.validation.quorum) = (15, 15);
        (t.dispute.bondBps, t.dispute.jurySize, t.dispute.juryQuorum) = (5000, 9, 9);
        (t.dispute.nonRevealSlashBps, t.dispute.wrongVoteSlashBps) = (5000, 5000);
        t.dispute.jurorLockWei = uint96(pool.councilStakeWei() / 9);
        t.dispute.rulingSeconds = 90 days;
        set(t);
    }

    function withWindow(uint256 i, uint32 valueSeconds) private view returns (IJobTerms.Terms memory t) {
        t = defaultTerms();
        if (i == 0) t.openSeconds = valueSeconds;
        if (i == 1) t.graceSeconds = valueSeconds;
        if (i == 2) t.challengeSeconds = valueSeconds;
        if (i == 3) t.validation.commitSeconds = valueSeconds;
        if (i == 4) t.validation.revealSeconds = valueSeconds;
        if (i == 5) t.dispute.commitSeconds = valueSeconds;
        if (i == 6) t.dispute.revealSeconds = valueSeconds;
        if (i == 7) t.dispute.appealSeconds = valueSeconds;
    }

    function windowName(uint256 i) private pure returns (string memory) {
        string[8] memory names = [
            "openSeconds",
            "graceSeconds",
            "challengeSeconds",
            "validation.commitSeconds",
            "validation.revealSeconds",
            "dispute.commitSeconds",
            "dispute.revealSeconds",
            "dispute.appealSeconds"
        ];
        return names[i];
    }

    function allowAnyCourse() private {
        bytes memory least = abi.encodeCall(stakes.minUnbondingSeconds, ());
        vm.mockCall(address(stakes), least, abi.encode(uint48(1000 days)));
    }

    function set(IJobTerms.Terms memory terms) private returns (uint32) {
        vm.prank(council);
        return jobTerms.setTerms(terms);
    }

    function refused(IJobTerms.Terms memory terms, string memory field, uint256 value) private {
        vm.expectRevert(abi.encodeWithSelector(IJobTerms.InvalidTerms.selector, field, value));
        set(terms);
    }
}

contract IncentivePolicyTest is National {
    uint256 private _jobId = 9;
    uint128 private _ownWei = 1;
    uint256 private _allWei = 1;

    function setUp() public override {
        super.setUp();
        rewards(1, 1);
    }

    /// @dev A change takes effect with the next epoch; what is past stays, however often shares change later.
    function test_PastSharesAreFinal() public {
        uint48 length = incentives.epochSeconds();
        uint48 before = systemPause.activeTime();
        uint48 next = (before / length + 1) * length;
        vm.startPrank(council);
        incentives.setRoleShares(IIncentivePolicy.RoleShares(5500, 2000, 1400, 1100));
        pass(next - before);
        incentives.setRoleShares(IIncentivePolicy.RoleShares(6000, 2000, 1000, 1000));
        incentives.setRoleShares(IIncentivePolicy.RoleShares(7000, 1000, 1500, 500));
        vm.stopPrank();
        pass(length);
        assertEq(incentives.roleSharesAt(before).agentsBps, 6500, "at first");
        assertEq(incentives.roleSharesAt(next - 1).validatorsBps, 1500, "to the epoch's end");
        assertEq(incentives.roleSharesAt(next).agentsBps, 5500, "from the next one on");
        assertEq(incentives.roleSharesAt(next + length - 1).employersBps, 1100, "to its end");
        assertEq(incentives.roleSharesAt(next + length).agentsBps, 7000, "the last word of an epoch counts");
        assertEq(incentives.roleSharesAt(0).agentsBps, 0, "before the deployment");
    }

    function test_SharesChangeWithTheNextEpoch() public {
        IIncentivePolicy.RoleShares memory shares = IIncentivePolicy.RoleShares(6000, 2000, 1500, 500);
        uint256 epoch = incentives.currentEpoch();
        vm.expectEmit(address(incentives));
        emit IIncentivePolicy.RoleSharesScheduled(epoch + 1, defaultShares(), shares);
        set(shares);
        assertEq(incentives.roleShares().agentsBps, 6500, "this epoch");
        assertEq(incentives.nextRoleShares().agentsBps, 6000, "scheduled");
        toEpoch(epoch + 1);
        assertEq(incentives.roleShares().agentsBps, 6000, "next epoch");
    }

    function test_ALaterChangeInTheSameEpochReplacesTheEarlier() public {
        set(IIncentivePolicy.RoleShares(6000, 2000, 1500, 500));
        set(IIncentivePolicy.RoleShares(7000, 1000, 1500, 500));
        assertEq(incentives.roleShares().agentsBps, 6500, "this epoch");
        toEpoch(incentives.currentEpoch() + 1);
        assertEq(incentives.roleShares().agentsBps, 7000, "next epoch");
        set(IIncentivePolicy.RoleShares(6000, 2000, 1500, 500));
        assertEq(incentives.roleShares().agentsBps, 7000, "still this epoch's");
    }

    function test_SharesSumToOneInsideTheirBounds() public {
        vm.expectRevert(abi.encodeWithSelector(IIncentivePolicy.SharesDoNotSum.selector, 10_001));
        set(IIncentivePolicy.RoleShares(6501, 1500, 1500, 500));
        vm.expectRevert(abi.encodeWithSelector(IIncentivePolicy.SharesDoNotSum.selector, 9999));
        set(IIncentivePolicy.RoleShares(6499, 1500, 1500, 500));
        vm.expectRevert(abi.encodeWithSelector(IIncentivePolicy.ShareOutOfBounds.selector, 0, 4999, 5000, 8000));
        set(IIncentivePolicy.RoleShares(4999, 3000, 1500, 501));
        vm.expectRevert(abi.encodeWithSelector(IIncentivePolicy.ShareOutOfBounds.selector, 3, 1501, 100, 1500));
        set(IIncentivePolicy.RoleShares(6500, 1000, 999, 1501));
        set(IIncentivePolicy.RoleShares(6500, 1000, 1000, 1500));
    }

    function test_BoundsMustContainTheShares() public {
        IIncentivePolicy.Config memory c = defaultPolicy();
        c.minShares.agentsBps = 6501;
        vm.expectRevert(abi.encodeWithSelector(IIncentivePolicy.ShareOutOfBounds.selector, 0, 6500, 6501, 8000));
        setBounds(c);
        set(IIncentivePolicy.RoleShares(7000, 1000, 1500, 500));
        c.minShares.agentsBps = 5000;
        c.maxShares.agentsBps = 6999;
        vm.expectRevert(abi.encodeWithSelector(IIncentivePolicy.ShareOutOfBounds.selector, 0, 7000, 5000, 6999));
        setBounds(c);
        c.maxShares.agentsBps = 10_001;
        vm.expectRevert(abi.encodeWithSelector(IIncentivePolicy.ShareBoundsInvalid.selector, 0, 5000, 10_001));
        setBounds(c);
        c.maxShares.agentsBps = 4000;
        vm.expectRevert(abi.encodeWithSelector(IIncentivePolicy.ShareBoundsInvalid.selector, 0, 5000, 4000));
        setBounds(c);
        c.maxShares.agentsBps = 9000;
        vm.expectEmit(address(incentives));
        emit IIncentivePolicy.ShareBoundsChanged(
            defaultPolicy().minShares, c.minShares, defaultPolicy().maxShares, c.maxShares
        );
        setBounds(c);
        (, IIncentivePolicy.RoleShares memory upper) = incentives.shareBounds();
        assertEq(upper.agentsBps, 9000, "stored");
    }

    function test_TheFirstSharesAndLimitsAreReported() public {
        IIncentivePolicy.Config memory c = defaultPolicy();
        IIncentivePolicy.RoleShares memory none;
        IIncentivePolicy.DelayLimits memory noLimits;
        vm.expectEmit();
        emit IIncentivePolicy.ShareBoundsChanged(none, c.minShares, none, c.maxShares);
        vm.expectEmit();
        emit IIncentivePolicy.DelayLimitsChanged(noLimits, c.limits);
        vm.expectEmit();
        emit IIncentivePolicy.RoleSharesScheduled(incentives.currentEpoch(), none, c.shares);
        create("IncentivePolicy", abi.encode(address(manager), systemPause, thermostat, c));
    }

    /// @dev What was governed until now may lie outside: nothing of the epoch under way changes.
    function test_BoundsHoldFromTheNextEpochOn() public {
        set(IIncentivePolicy.RoleShares(7000, 1000, 1500, 500));
        IIncentivePolicy.Config memory c = defaultPolicy();
        c.minShares.agentsBps = 6501;
        setBounds(c);
        assertEq(incentives.roleShares().agentsBps, 6500, "as it was");
        toEpoch(incentives.currentEpoch() + 1);
        assertEq(incentives.roleShares().agentsBps, 7000, "inside");
    }

    /// @dev 200 basis points were moved, of which the bounds leave room for 60: a quarter of them fits.
    function test_WhatPoliciesMovedGivesWayToNewBounds() public {
        uint256 epoch = incentives.currentEpoch();
        apply_(IIncentivePolicy.DelayPolicy.IncreaseAgentShare);
        IIncentivePolicy.Config memory c = defaultPolicy();
        c.maxShares.agentsBps = 6560;
        vm.expectEmit(address(incentives));
        emit IIncentivePolicy.RoleSharesMoved(
            epoch + 1,
            IIncentivePolicy.RoleShares(6700, 1500, 1300, 500),
            IIncentivePolicy.RoleShares(6550, 1500, 1450, 500)
        );
        setBounds(c);
        assertEq(incentives.nextRoleShares().agentsBps, 6550, "a quarter");
        toEpoch(epoch + 2);
        assertEq(incentives.roleShares().agentsBps, 6525, "and from there it fades");
        apply_(IIncentivePolicy.DelayPolicy.IncreaseAgentShare);
        assertEq(incentives.nextRoleShares().agentsBps, 6560, "up to the new bound");
    }

    function test_BoundsThatFitMoveNothing() public {
        apply_(IIncentivePolicy.DelayPolicy.IncreaseAgentShare);
        bytes32 before = hashOf(incentives.nextRoleShares());
        IIncentivePolicy.Config memory c = defaultPolicy();
        (c.maxShares.agentsBps, c.minShares.operatorsBps) = (6700, 1300);
        setBounds(c);
        assertEq(hashOf(incentives.nextRoleShares()), before, "as they were");
    }

    function test_NewBoundsTouchNoEpochThatHasBegun() public {
        apply_(IIncentivePolicy.DelayPolicy.IncreaseAgentShare);
        toEpoch(incentives.currentEpoch() + 1);
        IIncentivePolicy.Config memory c = defaultPolicy();
        c.maxShares.agentsBps = 6500;
        setBounds(c);
        assertEq(incentives.roleShares().agentsBps, 6700, "final");
        assertEq(incentives.nextRoleShares().agentsBps, 6500, "ended");
    }

    function test_TheBoundsOfEachShareAreChecked() public {
        vm.expectRevert(abi.encodeWithSelector(IIncentivePolicy.ShareBoundsInvalid.selector, 0, 8001, 8000));
        setBounds(IIncentivePolicy.RoleShares(8001, 0, 0, 0), defaultPolicy().maxShares);
        vm.expectRevert(abi.encodeWithSelector(IIncentivePolicy.ShareBoundsInvalid.selector, 1, 3001, 3000));
        setBounds(IIncentivePolicy.RoleShares(0, 3001, 0, 0), defaultPolicy().maxShares);
        vm.expectRevert(abi.encodeWithSelector(IIncentivePolicy.ShareBoundsInvalid.selector, 2, 2501, 2500));
        setBounds(IIncentivePolicy.RoleShares(0, 0, 2501, 0), defaultPolicy().maxShares);
        vm.expectRevert(abi.encodeWithSelector(IIncentivePolicy.ShareBoundsInvalid.selector, 3, 1501, 1500));
        setBounds(IIncentivePolicy.RoleShares(0, 0, 0, 1501), defaultPolicy().maxShares);
    }

    function test_BoundsCanMeetAndReachOne() public {
        IIncentivePolicy.Config memory c = defaultPolicy();
        (c.minShares.agentsBps, c.maxShares.agentsBps) = (6500, 6500);
        setBounds(c);
        c.maxShares.agentsBps = 10_000;
        setBounds(c);
        (IIncentivePolicy.RoleShares memory lower, IIncentivePolicy.RoleShares memory upper) = incentives.shareBounds();
        assertTrue(lower.agentsBps == 6500 && upper.agentsBps == 10_000, "stored");
    }

    function test_DelayLimitsAreBounded() public {
        refused(IIncentivePolicy.DelayLimits(101, 1, 1, 1));
        refused(IIncentivePolicy.DelayLimits(1, 4, 1, 1));
        refused(IIncentivePolicy.DelayLimits(1, 1, 0, 1));
        refused(IIncentivePolicy.DelayLimits(1, 1, 10_001, 1));
        refused(IIncentivePolicy.DelayLimits(1, 1, 1, 0));
        refused(IIncentivePolicy.DelayLimits(1, 1, 1, 1001));
        IIncentivePolicy.DelayLimits memory limits = IIncentivePolicy.DelayLimits(100, 3, 10_000, 1000);
        vm.expectEmit(address(incentives));
        emit IIncentivePolicy.DelayLimitsChanged(defaultPolicy().limits, limits);
        vm.prank(council);
        incentives.setDelayLimits(limits);
        assertEq(incentives.delayLimits().maxPerEpoch, 100, "stored");
        vm.prank(council);
        incentives.setDelayLimits(IIncentivePolicy.DelayLimits(0, 0, 1, 1));
        assertEq(incentives.delayLimits().shareStepBps, 1, "the least");
    }

    function test_ConstructorChecksEpochAndShares() public {
        IIncentivePolicy.Config memory c = defaultPolicy();
        c.epochSeconds = 1 hours - 1;
        vm.expectRevert(
            abi.encodeWithSelector(IIncentivePolicy.EpochOutOfBounds.selector, 1 hours - 1, 1 hours, 90 days)
        );
        create("IncentivePolicy", abi.encode(address(manager), systemPause, thermostat, c));
        c.epochSeconds = 90 days + 1;
        vm.expectRevert(
            abi.encodeWithSelector(IIncentivePolicy.EpochOutOfBounds.selector, 90 days + 1, 1 hours, 90 days)
        );
        create("IncentivePolicy", abi.encode(address(manager), systemPause, thermostat, c));
        c.epochSeconds = 90 days;
        create("IncentivePolicy", abi.encode(address(manager), systemPause, thermostat, c));
        c.epochSeconds = 1 hours;
        c.shares.agentsBps = 6501;
        vm.expectRevert(abi.encodeWithSelector(IIncentivePolicy.SharesDoNotSum.selector, 10_001));
        create("IncentivePolicy", abi.encode(address(manager), systemPause, thermostat, c));
    }

    function test_APolicyMovesTheSharesOfTheNextEpoch() public {
        uint256 epoch = incentives.currentEpoch();
        vm.expectEmit(address(incentives));
        emit IIncentivePolicy.DelayPolicyApplied(
            9, IIncentivePolicy.DelayPolicy.IncreaseValidatorShare, epoch, 10_000, 1500, 1700
        );
        apply_(IIncentivePolicy.DelayPolicy.IncreaseValidatorShare);
        assertEq(incentives.roleShares().validatorsBps, 1500, "this epoch");
        IIncentivePolicy.RoleShares memory next = incentives.nextRoleShares();
        assertEq(next.validatorsBps, 1700, "more for validators");
        assertEq(next.operatorsBps, 1300, "from operators");
        vm.expectEmit(address(incentives));
        emit IIncentivePolicy.DelayPolicyApplied(
            10, IIncentivePolicy.DelayPolicy.IncreaseAgentShare, epoch, 20_000, 6500, 6700
        );
        apply_(IIncentivePolicy.DelayPolicy.IncreaseAgentShare);
        assertEq(incentives.nextRoleShares().agentsBps, 6700, "policies of an epoch add up");
        (uint32 counted, uint16 pauseChecks) = incentives.appliedIn(epoch);
        assertEq(counted, 20_000, "two whole jobs");
        assertEq(pauseChecks, 0, "pause checks");
    }

    function test_DoublingTheBonusTellsWhatItComesTo() public {
        vm.expectEmit(address(incentives));
        emit IIncentivePolicy.DelayPolicyApplied(
            9, IIncentivePolicy.DelayPolicy.DoubleValidatorBonus, incentives.currentEpoch(), 10_000, 2, 4
        );
        apply_(IIncentivePolicy.DelayPolicy.DoubleValidatorBonus);
    }

    function test_TheVeryFirstEpochHasShares() public {
        vm.warp(1);
        IncentivePolicy early = IncentivePolicy(create("IncentivePolicy", abi.encode(address(manager), systemPause, thermostat, defaultPolicy())));
        assertEq(early.currentEpoch(), 0, "epoch");
        assertEq(early.roleShares().agentsBps, 6500, "shares");
    }

    function test_AShareAtItsBoundCannotMove() public {
        set(IIncentivePolicy.RoleShares(8000, 1000, 900, 100));
        vm.expectRevert(
            abi.encodeWithSelector(
                IIncentivePolicy.ShareCannotMove.selector, IIncentivePolicy.DelayPolicy.IncreaseAgentShare
            )
        );
        apply_(IIncentivePolicy.DelayPolicy.IncreaseAgentShare);
    }

    function test_PauseChecksHaveTheirOwnLimit() public {
        apply_(IIncentivePolicy.DelayPolicy.TriggerPauseCheck);
        vm.prank(guardian);
        systemPause.guardianResume();
        pass(13 hours);
        uint256 epoch = incentives.currentEpoch();
        vm.expectRevert(
            abi.encodeWithSelector(
                IIncentivePolicy.EpochLimitReached.selector,
                epoch,
                IIncentivePolicy.DelayPolicy.TriggerPauseCheck,
                1
            )
        );
        apply_(IIncentivePolicy.DelayPolicy.TriggerPauseCheck);
        toEpoch(epoch + 1);
        apply_(IIncentivePolicy.DelayPolicy.TriggerPauseCheck);
    }

    function test_OtherPoliciesLeavePauseChecksTheirLimit() public {
        limit(1, 1);
        apply_(IIncentivePolicy.DelayPolicy.DoubleValidatorBonus);
        limitReached(IIncentivePolicy.DelayPolicy.DoubleValidatorBonus, 1);
        apply_(IIncentivePolicy.DelayPolicy.TriggerPauseCheck);
        (uint32 counted, uint16 pauseChecks) = incentives.appliedIn(incentives.currentEpoch());
        assertEq(counted, 10_000, "one whole job");
        assertEq(pauseChecks, 1, "pause checks");
    }

    function test_PauseChecksLeaveOtherPoliciesTheirLimit() public {
        limit(1, 3);
        apply_(IIncentivePolicy.DelayPolicy.TriggerPauseCheck);
        vm.prank(guardian);
        systemPause.guardianResume();
        apply_(IIncentivePolicy.DelayPolicy.DoubleValidatorBonus);
    }

    /// @dev Of a limit of two wholes, what is left when 19,999 of 20,000 basis points are counted is one job, of any size.
    function test_AnEpochsLimitCountsPartsRoundingUp() public {
        limit(2, 1);
        rewards(1, 3);
        apply_(IIncentivePolicy.DelayPolicy.DoubleValidatorBonus);
        (uint32 counted,) = incentives.appliedIn(incentives.currentEpoch());
        assertEq(counted, 3334, "a third, up");
        rewards(6666, 10_000);
        apply_(IIncentivePolicy.DelayPolicy.DoubleValidatorBonus);
        rewards(9999, 10_000);
        apply_(IIncentivePolicy.DelayPolicy.DoubleValidatorBonus);
        rewards(10_000, 10_000);
        apply_(IIncentivePolicy.DelayPolicy.DoubleValidatorBonus);
        (counted,) = incentives.appliedIn(incentives.currentEpoch());
        assertEq(counted, 29_999, "no more than a whole above it");
        rewards(1, 10_000);
        limitReached(IIncentivePolicy.DelayPolicy.DoubleValidatorBonus, 2);
    }

    function test_LimitsLoweredBelowWhatAnEpochHasUsedHoldAtOnce() public {
        apply_(IIncentivePolicy.DelayPolicy.DoubleValidatorBonus);
        apply_(IIncentivePolicy.DelayPolicy.TriggerPauseCheck);
        vm.prank(guardian);
        systemPause.guardianResume();
        limit(4, 0);
        limitReached(IIncentivePolicy.DelayPolicy.TriggerPauseCheck, 0);
        limit(1, 0);
        limitReached(IIncentivePolicy.DelayPolicy.DoubleValidatorBonus, 1);
    }

    /// @dev Cannot happen with the real switch: it refuses only while paused, and then nobody gets here.
    function test_APauseCheckThatDoesNotPauseIsRefused() public {
        vm.mockCall(
            address(systemPause), abi.encodeCall(systemPause.guardianPause, ()), abi.encode(false)
        );
        vm.expectRevert(abi.encodeWithSelector(IIncentivePolicy.PauseCheckRefused.selector, 9));
        apply_(IIncentivePolicy.DelayPolicy.TriggerPauseCheck);
    }

    function limit(uint16 maxPerEpoch, uint16 maxPauseChecksPerEpoch) private {
        vm.prank(council);
        incentives.setDelayLimits(IIncentivePolicy.DelayLimits(maxPerEpoch, maxPauseChecksPerEpoch, 5000, 200));
    }

    function limitReached(IIncentivePolicy.DelayPolicy policy, uint16 most) private {
        vm.expectRevert(
            abi.encodeWithSelector(
                IIncentivePolicy.EpochLimitReached.selector, incentives.currentEpoch(), policy, most
            )
        );
        apply_(policy);
    }

    // A late job's part

    function test_AStepIsTheJobsPartOfAllWorkUnderWayRoundingDown() public {
        rewards(3999, 10_000);
        vm.expectEmit(address(incentives));
        emit IIncentivePolicy.JobWeighed(9, 3999, 10_000, 79);
        apply_(IIncentivePolicy.DelayPolicy.IncreaseAgentShare);
        assertEq(incentives.nextRoleShares().agentsBps, 6579, "200 x 0.3999, down");
        rewards(3, 10_000);
        vm.expectEmit(address(thermostat));
        emit IThermostat.TemperatureChanged(1e18, 1.0001e18, IThermostat.ChangeReason.DelayPolicy);
        apply_(IIncentivePolicy.DelayPolicy.RaiseTemperature);
    }

    /// @dev Of 200 basis points, of 5000, and of the whole, the least part that is one.
    function test_AJobOfWhichNothingIsLeftMovesNothing() public {
        tooSmall(IIncentivePolicy.DelayPolicy.IncreaseAgentShare, 49);
        tooSmall(IIncentivePolicy.DelayPolicy.IncreaseValidatorShare, 49);
        tooSmall(IIncentivePolicy.DelayPolicy.RaiseTemperature, 1);
        tooSmall(IIncentivePolicy.DelayPolicy.DoubleValidatorBonus, 0);
        tooSmall(IIncentivePolicy.DelayPolicy.TriggerPauseCheck, 0);
        (uint32 counted, uint16 pauseChecks) = incentives.appliedIn(incentives.currentEpoch());
        assertTrue(counted == 0 && pauseChecks == 0, "nothing of the limits is used");
        assertFalse(incentives.delayPolicyUsed(9), "not used up");
        rewards(50, 10_000);
        apply_(IIncentivePolicy.DelayPolicy.IncreaseAgentShare);
        rewards(1, 10_000);
        apply_(IIncentivePolicy.DelayPolicy.DoubleValidatorBonus);
        rewards(2, 10_000);
        apply_(IIncentivePolicy.DelayPolicy.RaiseTemperature);
        assertTrue(incentives.delayPolicyUsed(_jobId - 1), "used up");
    }

    function test_WhereNothingIsPaidNothingMoves() public {
        rewards(0, 0);
        vm.expectRevert(abi.encodeWithSelector(IIncentivePolicy.JobTooSmall.selector, 9, 0, 0));
        apply_(IIncentivePolicy.DelayPolicy.RaiseTemperature);
    }

    function testFuzz_NoJobMovesMoreThanItsPart(uint128 ownWei, uint128 othersWei) public {
        uint256 totalWei = uint256(ownWei) + othersWei;
        vm.assume(totalWei <= type(uint128).max && 50 * totalWei <= ownWei * uint256(10_000));
        rewards(ownWei, totalWei);
        apply_(IIncentivePolicy.DelayPolicy.IncreaseAgentShare);
        uint256 movedBps = incentives.nextRoleShares().agentsBps - 6500;
        assertTrue(movedBps > 0 && movedBps * totalWei <= uint256(ownWei) * 200, "within its part");
    }

    // Fading

    function test_MovedSharesComeBackByHalfWithEachEpoch() public {
        uint256 epoch = incentives.currentEpoch();
        vm.expectEmit(address(incentives));
        emit IIncentivePolicy.RoleSharesMoved(
            epoch + 1, defaultShares(), IIncentivePolicy.RoleShares(6700, 1500, 1300, 500)
        );
        apply_(IIncentivePolicy.DelayPolicy.IncreaseAgentShare);
        uint16[9] memory left = [uint16(0), 200, 100, 50, 25, 12, 6, 3, 1];
        for (uint256 i; i < left.length; ++i) {
            if (i > 0) toEpoch(epoch + i);
            assertEq(incentives.roleShares().agentsBps, 6500 + left[i], "agents");
            assertEq(incentives.roleShares().operatorsBps, 1500 - left[i], "operators");
            assertEq(incentives.governedShares().agentsBps, 6500, "what they go back to");
        }
        toEpoch(epoch + 9);
        assertEq(incentives.roleShares().agentsBps, 6500, "back");
        assertEq(incentives.roleSharesAt(uint48((epoch + 2) * 7 days)).agentsBps, 6600, "what is past stays");
        assertEq(incentives.roleSharesAt(uint48((epoch + 3) * 7 days - 1)).agentsBps, 6600, "to its epoch's end");
    }

    function test_AFurtherMoveAddsToWhatIsLeft() public {
        uint256 epoch = incentives.currentEpoch();
        apply_(IIncentivePolicy.DelayPolicy.IncreaseAgentShare);
        toEpoch(epoch + 2);
        rewards(50, 10_000);
        apply_(IIncentivePolicy.DelayPolicy.IncreaseValidatorShare);
        assertEq(incentives.nextRoleShares().agentsBps, 6550, "a quarter");
        assertEq(incentives.nextRoleShares().validatorsBps, 1501, "and one more");
        toEpoch(epoch + 4);
        assertEq(incentives.roleShares().agentsBps, 6525, "no later than without it");
    }

    function test_TheCouncilsWordEndsWhatWasMoved() public {
        apply_(IIncentivePolicy.DelayPolicy.IncreaseAgentShare);
        IIncentivePolicy.RoleShares memory shares = IIncentivePolicy.RoleShares(6000, 2000, 1500, 500);
        vm.expectEmit(address(incentives));
        emit IIncentivePolicy.RoleSharesScheduled(incentives.currentEpoch() + 1, defaultShares(), shares);
        set(shares);
        assertEq(incentives.nextRoleShares().agentsBps, 6000, "as it says");
        toEpoch(incentives.currentEpoch() + 2);
        assertEq(incentives.roleShares().agentsBps, 6000, "for good");
    }

    function test_BoundsMustContainWhatSharesGoBackTo() public {
        apply_(IIncentivePolicy.DelayPolicy.IncreaseAgentShare);
        toEpoch(incentives.currentEpoch() + 1);
        IIncentivePolicy.Config memory c = defaultPolicy();
        c.minShares.agentsBps = 6501;
        vm.expectRevert(abi.encodeWithSelector(IIncentivePolicy.ShareOutOfBounds.selector, 0, 6500, 6501, 8000));
        setBounds(c);
    }

    /// @dev Whatever policies move in whichever order, and however long it fades.
    function testFuzz_FadingSharesSumToOneInsideTheirBounds(uint16[6] memory parts, uint8[6] memory waits) public {
        for (uint256 i; i < 6; ++i) {
            rewards(bound(parts[i], 50, 10_000), 10_000);
            if (parts[i] % 5 == 0) setBounds(roomFor(parts[i] % 300));
            try this.applyAny(parts[i] % 2 == 0) {} catch {}
            for (uint256 n; n <= waits[i] % 4; ++n) {
                IIncentivePolicy.RoleShares memory s = incentives.nextRoleShares();
                assertEq(uint256(s.agentsBps) + s.validatorsBps + s.operatorsBps + s.employersBps, 10_000, "sum");
                assertTrue(s.agentsBps >= 5000 && s.agentsBps <= 8000, "agents");
                assertTrue(s.validatorsBps >= 1000 && s.validatorsBps <= 3000, "validators");
                assertTrue(s.operatorsBps >= 500 && s.operatorsBps <= 2500, "operators");
                assertTrue(s.employersBps >= 100 && s.employersBps <= 1500, "employers");
                toEpoch(incentives.currentEpoch() + 1);
                assertEq(hashOf(incentives.roleShares()), hashOf(s), "what was foretold");
            }
        }
    }

    /// @dev Bounds with room for some movement away from the governed shares, inside of those that the fuzz looks at.
    function roomFor(uint16 bps) private pure returns (IIncentivePolicy.Config memory c) {
        c = defaultPolicy();
        c.maxShares = IIncentivePolicy.RoleShares(6500 + bps, 1500 + bps, 1500 + bps, 500 + bps);
    }

    function applyAny(bool toAgents) external {
        apply_(
            toAgents
                ? IIncentivePolicy.DelayPolicy.IncreaseAgentShare
                : IIncentivePolicy.DelayPolicy.IncreaseValidatorShare
        );
    }

    function hashOf(IIncentivePolicy.RoleShares memory shares) private pure returns (bytes32) {
        return keccak256(abi.encode(shares));
    }

    function tooSmall(IIncentivePolicy.DelayPolicy policy, uint256 ownWei) private {
        rewards(ownWei, 10_000);
        vm.expectRevert(abi.encodeWithSelector(IIncentivePolicy.JobTooSmall.selector, _jobId, ownWei, 10_000));
        apply_(policy);
    }

    /// @dev Of every late job that follows, and of all jobs under way.
    function rewards(uint256 ownWei, uint256 allWei) private {
        (_ownWei, _allWei) = (uint128(ownWei), allWei);
    }

    /// @dev Of a late job of its own each time, the first one with the id 9, the only one under way if a test says nothing else.
    function apply_(IIncentivePolicy.DelayPolicy policy) private {
        IIncentivePolicy.LateJob memory job =
            IIncentivePolicy.LateJob(_jobId, policy, 0, type(uint48).max, _ownWei, _allWei, 2, 6);
        vm.prank(address(jobs));
        incentives.applyDelayPolicy(job);
        ++_jobId;
    }

    function set(IIncentivePolicy.RoleShares memory shares) private {
        vm.prank(council);
        incentives.setRoleShares(shares);
    }

    function setBounds(IIncentivePolicy.Config memory c) private {
        setBounds(c.minShares, c.maxShares);
    }

    function setBounds(IIncentivePolicy.RoleShares memory lower, IIncentivePolicy.RoleShares memory upper) private {
        vm.prank(council);
        incentives.setShareBounds(lower, upper);
    }

    function refused(IIncentivePolicy.DelayLimits memory limits) private {
        vm.expectRevert(abi.encodeWithSelector(IIncentivePolicy.DelayLimitsInvalid.selector, limits));
        vm.prank(council);
        incentives.setDelayLimits(limits);
    }

    function toEpoch(uint256 epoch) private {
        pass(epoch * 7 days - systemPause.activeTime());
    }
}

contract ReceiptAnchorTest is National {
    function test_ARootIsAnchoredOnceAndProvesItsFiles() public {
        bytes32 a = leaf("receipts/deploy.json", "digest");
        bytes32 b = leaf("receipts/mission.json", "other");
        bytes32 root = a < b ? keccak256(abi.encode(a, b)) : keccak256(abi.encode(b, a));
        vm.expectEmit(address(anchors));
        emit IReceiptAnchor.ReceiptsAnchored("national", root, operations);
        anchor(root);
        assertEq(anchors.anchorOf("national").root, root, "root");
        assertEq(anchors.anchorOf("national").by, operations, "by");
        assertEq(anchors.anchorOf("national").anchoredAt, vm.getBlockTimestamp(), "when");
        bytes32[] memory proof = new bytes32[](1);
        proof[0] = b;
        assertTrue(anchors.verify("national", "receipts/deploy.json", "digest", proof), "the file");
        assertFalse(anchors.verify("national", "receipts/deploy.json", "changed", proof), "another digest");
        assertFalse(anchors.verify("national", "receipts/other.json", "digest", proof), "another path");
        vm.expectRevert(abi.encodeWithSelector(IReceiptAnchor.AlreadyAnchored.selector, bytes32("national"), root));
        anchor("another");
    }

    function test_AnEmptyRootIsRefused() public {
        vm.expectRevert(abi.encodeWithSelector(IReceiptAnchor.EmptyRoot.selector, bytes32("national")));
        anchor(0);
    }

    function test_AnUnknownKeyProvesNothing() public {
        vm.expectRevert(abi.encodeWithSelector(IReceiptAnchor.NotAnchored.selector, bytes32("x")));
        anchors.verify("x", "p", "d", new bytes32[](0));
    }

    function anchor(bytes32 root) private {
        vm.prank(operations);
        anchors.anchor("national", root);
    }

    function leaf(string memory path, bytes32 digest) private pure returns (bytes32) {
        return keccak256(bytes.concat(keccak256(abi.encode(path, digest))));
    }
}

contract AgialphaTest is National {
    function test_TheWholeSupplyExistsFromTheStart() public view {
        assertEq(token.totalSupply(), SUPPLY_WEI, "supply");
        assertEq(token.decimals(), 18, "decimals");
        assertTrue(keccak256(bytes(token.symbol())) == keccak256("AGIALPHA"), "symbol");
    }

    function test_BurningDestroysTheCallersTokens() public {
        uint256 before = token.balanceOf(employer);
        vm.expectEmit(address(token));
        emit IERC20.Transfer(employer, address(0), 5 ether);
        vm.prank(employer);
        token.burn(5 ether);
        assertEq(token.balanceOf(employer), before - 5 ether, "balance");
        assertEq(token.totalSupply(), SUPPLY_WEI - 5 ether, "supply");
        vm.expectRevert(
            abi.encodeWithSelector(
                IERC20Errors.ERC20InsufficientBalance.selector, employer, before - 5 ether, before
            )
        );
        vm.prank(employer);
        token.burn(before);
    }

    function test_PermitApprovesBySignature() public {
        address signer = vm.addr(42);
        bytes32 typehash =
            keccak256("Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)");
        bytes32 structHash = keccak256(abi.encode(typehash, signer, address(stakes), 7, 0, type(uint256).max));
        (uint8 v, bytes32 r, bytes32 s) =
            vm.sign(42, keccak256(abi.encodePacked("\x19\x01", token.DOMAIN_SEPARATOR(), structHash)));
        token.permit(signer, address(stakes), 7, type(uint256).max, v, r, s);
        assertEq(token.allowance(signer, address(stakes)), 7, "allowance");
        assertEq(token.nonces(signer), 1, "nonce");
    }
}
