// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {IStakeManager} from "../../../contracts/interfaces/IStakeManager.sol";
import {StakeManager} from "../../../contracts/national/StakeManager.sol";
import {Roles} from "../../../contracts/shared/Roles.sol";
import {National} from "../support/National.sol";

contract StakeManagerTest is National {
    uint256 private constant JOB = 77;
    address private immutable alice = makeActor("validator 0");

    function _wireMore() internal override {
        manager.grantRole(SETTLEMENT, address(this), 0);
        manager.grantRole(JOB_REGISTRY, address(this), 0);
        manager.grantRole(PAYOUT, address(this), 0);
    }

    // Deposits

    function test_DepositAddsStakeAndTakesTokens() public {
        uint256 walletWei = token.balanceOf(alice);
        vm.expectEmit(address(stakes));
        emit IStakeManager.StakeDeposited(alice, Roles.VALIDATOR, 5 ether);
        vm.prank(alice);
        stakes.depositStake(Roles.VALIDATOR, 5 ether);
        assertEq(stakes.positionOf(alice, Roles.VALIDATOR).staked, STAKE_WEI + 5 ether, "staked");
        assertEq(token.balanceOf(alice), walletWei - 5 ether, "wallet");
        assertSolvent();
    }

    function test_DepositOfNothingReverts() public {
        vm.expectRevert(abi.encodeWithSelector(IStakeManager.ZeroAmount.selector, alice, Roles.VALIDATOR));
        vm.prank(alice);
        stakes.depositStake(Roles.VALIDATOR, 0);
    }

    function test_DepositForARoleNotHeldReverts() public {
        vm.expectRevert(abi.encodeWithSelector(IStakeManager.RoleRequired.selector, alice, Roles.AGENT));
        vm.prank(alice);
        stakes.depositStake(Roles.AGENT, 1);
    }

    function test_DepositForTwoRolesAtOnceReverts() public {
        setRoles(alice, Roles.VALIDATOR | Roles.AGENT);
        vm.expectRevert(abi.encodeWithSelector(IStakeManager.RoleRequired.selector, alice, uint8(3)));
        vm.prank(alice);
        stakes.depositStake(3, 1);
    }

    /// @dev So that each amount of a position fits its part of a slot.
    function test_DepositsAreBounded() public {
        unbond(400 ether);
        uint256 roomWei = type(uint112).max - STAKE_WEI;
        // OpenZeppelin's ERC20 keeps balances in slot 0.
        vm.store(address(token), keccak256(abi.encode(alice, 0)), bytes32(roomWei));
        vm.startPrank(alice);
        token.approve(address(stakes), type(uint256).max);
        for (uint256 i; i < 2; ++i) {
            uint256 amountWei = i == 0 ? roomWei + 1 : type(uint256).max;
            vm.expectRevert(
                abi.encodeWithSelector(
                    IStakeManager.StakesAboveLimit.selector, alice, Roles.VALIDATOR, amountWei, roomWei
                )
            );
            stakes.depositStake(Roles.VALIDATOR, amountWei);
        }
        stakes.depositStake(Roles.VALIDATOR, roomWei);
        vm.stopPrank();
        unbond(roomWei);
        stakes.lock(JOB, alice, Roles.VALIDATOR, STAKE_WEI - 400 ether + roomWei);
        assertPosition(STAKE_WEI - 400 ether + roomWei, STAKE_WEI - 400 ether + roomWei, 400 ether);
        assertRecalled(roomWei);
        endLock(STAKE_WEI - 400 ether + roomWei, 0);
        assertPosition(STAKE_WEI - 400 ether, 0, 400 ether + roomWei);
    }

    function test_DepositWithoutAllowanceReverts() public {
        vm.prank(alice);
        token.approve(address(stakes), 0);
        vm.expectRevert(
            abi.encodeWithSelector(IERC20Errors.ERC20InsufficientAllowance.selector, address(stakes), 0, 1)
        );
        vm.prank(alice);
        stakes.depositStake(Roles.VALIDATOR, 1);
    }

    // Unbonding

    function test_UnbondingRunsItsTimeThenPays() public {
        uint48 maturesAt = systemPause.activeTime() + 7 days;
        vm.expectEmit(address(stakes));
        emit IStakeManager.UnbondingStarted(alice, Roles.VALIDATOR, 400 ether, maturesAt);
        unbond(400 ether);
        assertSolvent();
        pass(7 days - 1);
        vm.expectRevert(
            abi.encodeWithSelector(
                IStakeManager.StillUnbonding.selector, alice, Roles.VALIDATOR, maturesAt, maturesAt - 1
            )
        );
        vm.prank(alice);
        stakes.withdraw(Roles.VALIDATOR);
        pass(1);
        uint256 walletWei = token.balanceOf(alice);
        vm.expectEmit(address(stakes));
        emit IStakeManager.StakeWithdrawn(alice, Roles.VALIDATOR, 400 ether);
        vm.prank(alice);
        assertEq(stakes.withdraw(Roles.VALIDATOR), 400 ether, "returned amount");
        assertEq(token.balanceOf(alice), walletWei + 400 ether, "wallet");
        assertEq(stakes.positionOf(alice, Roles.VALIDATOR).unbonding, 0, "unbonding");
        assertSolvent();
    }

    function test_WithdrawingTwiceReverts() public {
        unbond(1 ether);
        pass(7 days);
        vm.prank(alice);
        stakes.withdraw(Roles.VALIDATOR);
        vm.expectRevert(abi.encodeWithSelector(IStakeManager.NothingUnbonding.selector, alice, Roles.VALIDATOR));
        vm.prank(alice);
        stakes.withdraw(Roles.VALIDATOR);
    }

    function test_UnbondingNothingReverts() public {
        vm.expectRevert(abi.encodeWithSelector(IStakeManager.ZeroAmount.selector, alice, Roles.VALIDATOR));
        unbond(0);
    }

    function test_UnbondingMoreThanUnlockedStakeReverts() public {
        stakes.lock(JOB, alice, Roles.VALIDATOR, 100 ether);
        uint256 free = STAKE_WEI - 100 ether;
        vm.expectRevert(
            abi.encodeWithSelector(
                IStakeManager.InsufficientFreeStake.selector, alice, Roles.VALIDATOR, free, free + 1
            )
        );
        unbond(free + 1);
        unbond(free);
    }

    function test_ASecondRequestRestartsTheClock() public {
        unbond(1 ether);
        pass(6 days);
        unbond(1 ether);
        assertEq(stakes.positionOf(alice, Roles.VALIDATOR).unbonding, 2 ether, "sum");
        uint48 maturesAt = systemPause.activeTime() + 7 days;
        pass(2 days);
        vm.expectRevert(
            abi.encodeWithSelector(
                IStakeManager.StillUnbonding.selector, alice, Roles.VALIDATOR, maturesAt, maturesAt - 5 days
            )
        );
        vm.prank(alice);
        stakes.withdraw(Roles.VALIDATOR);
    }

    function test_ALaterRequestBringsNoEarlierOneForward() public {
        vm.prank(council);
        stakes.setUnbondingSeconds(30 days);
        unbond(1 ether);
        uint48 maturesAt = stakes.positionOf(alice, Roles.VALIDATOR).maturesAt;
        vm.prank(council);
        stakes.setUnbondingSeconds(MIN_UNBONDING_SECONDS);
        pass(1 days);
        vm.expectEmit(address(stakes));
        emit IStakeManager.UnbondingStarted(alice, Roles.VALIDATOR, 2 ether, maturesAt);
        unbond(2 ether);
        assertEq(stakes.positionOf(alice, Roles.VALIDATOR).maturesAt, maturesAt, "the later of the two");
    }

    function test_ADepositChangesNothingOfWhatIsUnbonding() public {
        unbond(1 ether);
        IStakeManager.Position memory before = stakes.positionOf(alice, Roles.VALIDATOR);
        pass(1 days);
        vm.prank(alice);
        stakes.depositStake(Roles.VALIDATOR, 5 ether);
        IStakeManager.Position memory later = stakes.positionOf(alice, Roles.VALIDATOR);
        assertEq(later.unbonding, before.unbonding, "amount");
        assertEq(later.maturesAt, before.maturesAt, "time");
    }

    // Locks

    function test_LockUpToTakesWhatThereIs() public {
        unbond(300 ether);
        stakes.lock(JOB, alice, Roles.VALIDATOR, 600 ether);
        vm.expectEmit(address(stakes));
        emit IStakeManager.UnbondingRecalled(JOB + 1, alice, Roles.VALIDATOR, 300 ether);
        vm.expectEmit(address(stakes));
        emit IStakeManager.StakeLocked(JOB + 1, alice, Roles.VALIDATOR, 400 ether);
        assertEq(lockUpTo(JOB + 1, 500 ether), 400 ether, "locked");
        assertPosition(STAKE_WEI, STAKE_WEI, 0);
        vm.recordLogs();
        assertEq(lockUpTo(JOB + 2, 1), 0, "nothing is left");
        assertEq(vm.getRecordedLogs().length, 0, "no event");
    }

    function test_LockUpToTakesNoMoreThanAsked() public {
        assertEq(lockUpTo(JOB, 100 ether), 100 ether, "locked");
        assertEq(lockUpTo(JOB, 7 ether), 7 ether, "and more");
        assertEq(stakes.lockOf(JOB, alice, Roles.VALIDATOR), 107 ether, "one lock");
    }

    function test_LockTakesFreeStakeFirst() public {
        unbond(300 ether);
        vm.expectEmit(address(stakes));
        emit IStakeManager.StakeLocked(JOB, alice, Roles.VALIDATOR, 700 ether);
        stakes.lock(JOB, alice, Roles.VALIDATOR, 700 ether);
        assertPosition(700 ether, 700 ether, 300 ether);
        assertEq(stakes.lockOf(JOB, alice, Roles.VALIDATOR), 700 ether, "lock");
    }

    function test_LockOfAllFreeStakeRecallsNothing() public {
        vm.recordLogs();
        stakes.lock(JOB, alice, Roles.VALIDATOR, STAKE_WEI);
        assertEq(vm.getRecordedLogs().length, 1, "only the lock");
    }

    function test_LockRecallsUnbondingStakeForTheRest() public {
        unbond(300 ether);
        vm.expectEmit(address(stakes));
        emit IStakeManager.UnbondingRecalled(JOB, alice, Roles.VALIDATOR, 100 ether);
        IStakeManager.Totals memory before = stakes.totals();
        stakes.lock(JOB, alice, Roles.VALIDATOR, 800 ether);
        assertPosition(800 ether, 800 ether, 200 ether);
        assertEq(stakes.totals().stakedWei, before.stakedWei + 100 ether, "all stakes");
        assertEq(stakes.totals().unbondingWei, before.unbondingWei - 100 ether, "all that is unbonding");
        assertSolvent();
    }

    function test_LockBeyondEverythingReverts() public {
        unbond(300 ether);
        stakes.lock(JOB, alice, Roles.VALIDATOR, 600 ether);
        vm.expectRevert(
            abi.encodeWithSelector(
                IStakeManager.InsufficientFreeStake.selector, alice, Roles.VALIDATOR, 400 ether, 401 ether
            )
        );
        stakes.lock(JOB + 1, alice, Roles.VALIDATOR, 401 ether);
        stakes.lock(JOB + 1, alice, Roles.VALIDATOR, 400 ether);
    }

    function test_LockOfNothingReverts() public {
        vm.expectRevert(abi.encodeWithSelector(IStakeManager.ZeroAmount.selector, alice, Roles.VALIDATOR));
        stakes.lock(JOB, alice, Roles.VALIDATOR, 0);
    }

    function test_ASecondLockForTheSameJobReverts() public {
        stakes.lock(JOB, alice, Roles.VALIDATOR, 1);
        vm.expectRevert(
            abi.encodeWithSelector(IStakeManager.AlreadyLocked.selector, JOB, alice, Roles.VALIDATOR)
        );
        stakes.lock(JOB, alice, Roles.VALIDATOR, 1);
    }

    function test_ReleaseFreesTheLock() public {
        stakes.lock(JOB, alice, Roles.VALIDATOR, 100 ether);
        vm.expectEmit(address(stakes));
        emit IStakeManager.StakeReleased(JOB, alice, Roles.VALIDATOR, 100 ether);
        endLock(100 ether, 0);
        assertPosition(STAKE_WEI, 0, 0);
        vm.expectRevert(abi.encodeWithSelector(IStakeManager.EndingExceedsLock.selector, JOB, alice, 0, 1));
        endLock(1, 0);
    }

    function test_ReleaseOfOneJobLeavesTheOthers() public {
        stakes.lock(JOB, alice, Roles.VALIDATOR, 100 ether);
        stakes.lock(JOB + 1, alice, Roles.VALIDATOR, 30 ether);
        endLock(100 ether, 0);
        assertPosition(STAKE_WEI, 30 ether, 0);
        assertEq(stakes.lockOf(JOB + 1, alice, Roles.VALIDATOR), 30 ether, "the other lock");
    }

    // Slashing

    function test_SlashMovesLockedStakeIntoTheJobsEscrow() public {
        stakes.lock(JOB, alice, Roles.VALIDATOR, 100 ether);
        IStakeManager.Totals memory before = stakes.totals();
        vm.expectEmit(address(stakes));
        emit IStakeManager.StakeSlashed(
            JOB, alice, Roles.VALIDATOR, 40 ether, IStakeManager.SlashReason.WrongVote
        );
        vm.expectEmit(address(stakes));
        emit IStakeManager.StakeReleased(JOB, alice, Roles.VALIDATOR, 60 ether);
        endLock(100 ether, 40 ether);
        assertPosition(STAKE_WEI - 40 ether, 0, 0);
        assertEq(stakes.escrowOf(JOB), 40 ether, "escrow");
        assertEq(stakes.lockOf(JOB, alice, Roles.VALIDATOR), 0, "lock");
        assertEq(stakes.totals().stakedWei, before.stakedWei - 40 ether, "all stakes");
        assertEq(stakes.totals().escrowedWei, before.escrowedWei + 40 ether, "all escrows");
        assertSolvent();
    }

    function test_AWholeLockCanBeSlashed() public {
        stakes.lock(JOB, alice, Roles.VALIDATOR, 100 ether);
        vm.recordLogs();
        endLock(100 ether, 100 ether);
        assertPosition(STAKE_WEI - 100 ether, 0, 0);
        assertEq(vm.getRecordedLogs().length, 2, "the weight and the slash: nothing is left to release");
    }

    function test_SlashBeyondThePartThatEndsReverts() public {
        stakes.lock(JOB, alice, Roles.VALIDATOR, 100 ether);
        vm.expectRevert(
            abi.encodeWithSelector(IStakeManager.SlashExceedsLock.selector, JOB, alice, 40 ether, 40 ether + 1)
        );
        endLock(40 ether, 40 ether + 1);
        vm.expectRevert(abi.encodeWithSelector(IStakeManager.SlashExceedsLock.selector, JOB, alice, 0, 1));
        endLock(0, 1);
    }

    function test_NoMoreOfALockEndsThanThereIs() public {
        stakes.lock(JOB, alice, Roles.VALIDATOR, 100 ether);
        stakes.lock(JOB + 1, alice, Roles.VALIDATOR, 100 ether);
        vm.expectRevert(
            abi.encodeWithSelector(
                IStakeManager.EndingExceedsLock.selector, JOB, alice, 100 ether, 100 ether + 1
            )
        );
        endLock(100 ether + 1, 1);
    }

    function test_TheRestOfALockOutlastsItsPart() public {
        stakes.lock(JOB, alice, Roles.VALIDATOR, 100 ether);
        endLock(30 ether, 10 ether);
        assertPosition(STAKE_WEI - 10 ether, 70 ether, 0);
        assertEq(stakes.lockOf(JOB, alice, Roles.VALIDATOR), 70 ether, "the rest");
        endLock(70 ether, 0);
        assertPosition(STAKE_WEI - 10 ether, 0, 0);
    }

    function test_TheLocksOfABodyEndTogether() public {
        address bob = validators[1];
        IStakeManager.LockRequest[] memory requests = new IStakeManager.LockRequest[](3);
        requests[0] = IStakeManager.LockRequest(alice, 100 ether);
        requests[1] = IStakeManager.LockRequest(stranger, 100 ether);
        requests[2] = IStakeManager.LockRequest(bob, 50 ether);
        uint256[] memory lockedWei = stakes.lockUpTo(JOB, Roles.VALIDATOR, requests);
        assertEq(lockedWei[0], 100 ether, "the first");
        assertEq(lockedWei[1], 0, "who has nothing");
        assertEq(lockedWei[2], 50 ether, "the last");
        IStakeManager.Ending[] memory endings = new IStakeManager.Ending[](3);
        endings[0] = IStakeManager.Ending(alice, 100 ether, 40 ether, IStakeManager.SlashReason.WrongVote);
        endings[1] = IStakeManager.Ending(stranger, 0, 0, IStakeManager.SlashReason.WrongVote);
        endings[2] = IStakeManager.Ending(bob, 50 ether, 5 ether, IStakeManager.SlashReason.NonReveal);
        stakes.endLocks(JOB, Roles.VALIDATOR, endings);
        assertPosition(STAKE_WEI - 40 ether, 0, 0);
        assertEq(stakes.positionOf(bob, Roles.VALIDATOR).locked, 0, "another's");
        assertEq(stakes.escrowOf(JOB), 45 ether, "both slashes");
        assertSolvent();
    }

    // Escrow and claims

    function test_FundEscrowPullsFromThePayer() public {
        uint256 walletWei = token.balanceOf(employer);
        vm.expectEmit(address(stakes));
        emit IStakeManager.EscrowFunded(JOB, employer, 9 ether, IStakeManager.FundReason.DisputeBond);
        stakes.fundEscrow(JOB, employer, 9 ether, IStakeManager.FundReason.DisputeBond);
        assertEq(stakes.escrowOf(JOB), 9 ether, "escrow");
        assertEq(token.balanceOf(employer), walletWei - 9 ether, "wallet");
        assertSolvent();
    }

    function test_SettleEscrowCreditsClaimsAndBurns() public {
        stakes.fundEscrow(JOB, employer, 10 ether, IStakeManager.FundReason.Job);
        IStakeManager.Payment[] memory payments = new IStakeManager.Payment[](3);
        payments[0] = IStakeManager.Payment(alice, 6 ether, IStakeManager.PaymentReason.AgentReward);
        payments[2] = IStakeManager.Payment(treasury, 3 ether, IStakeManager.PaymentReason.Fee);
        vm.expectEmit(address(stakes));
        emit IStakeManager.EscrowPaid(JOB, alice, 6 ether, IStakeManager.PaymentReason.AgentReward);
        vm.expectEmit(address(stakes));
        emit IStakeManager.EscrowPaid(JOB, treasury, 3 ether, IStakeManager.PaymentReason.Fee);
        vm.expectEmit(address(stakes));
        emit IStakeManager.EscrowBurned(JOB, 1 ether);
        stakes.settleEscrow(JOB, payments, 1 ether);
        assertEq(stakes.escrowOf(JOB), 0, "escrow");
        assertEq(stakes.claimOf(alice), 6 ether, "claim");
        assertEq(token.totalSupply(), SUPPLY_WEI - 1 ether, "supply");
        assertSolvent();
    }

    function test_SettleEscrowLeavesTheRest() public {
        stakes.fundEscrow(JOB, employer, 10 ether, IStakeManager.FundReason.Job);
        IStakeManager.Payment[] memory payments = new IStakeManager.Payment[](1);
        payments[0] = IStakeManager.Payment(alice, 6 ether, IStakeManager.PaymentReason.AgentReward);
        stakes.settleEscrow(JOB, payments, 0);
        assertEq(stakes.escrowOf(JOB), 4 ether, "escrow");
        assertSolvent();
    }

    function test_SettleEscrowCannotTouchAnotherJobsMoney() public {
        stakes.fundEscrow(JOB, employer, 10 ether, IStakeManager.FundReason.Job);
        stakes.fundEscrow(JOB + 1, employer, 10 ether, IStakeManager.FundReason.Job);
        IStakeManager.Payment[] memory payments = new IStakeManager.Payment[](1);
        payments[0] = IStakeManager.Payment(alice, 10 ether, IStakeManager.PaymentReason.AgentReward);
        vm.expectRevert(
            abi.encodeWithSelector(IStakeManager.EscrowShort.selector, JOB, 10 ether, 10 ether + 1)
        );
        stakes.settleEscrow(JOB, payments, 1);
    }

    function test_SettleEscrowRefusesToPayNobody() public {
        stakes.fundEscrow(JOB, employer, 1, IStakeManager.FundReason.Job);
        IStakeManager.Payment[] memory payments = new IStakeManager.Payment[](2);
        payments[1] = IStakeManager.Payment(address(0), 1, IStakeManager.PaymentReason.Fee);
        vm.expectRevert(abi.encodeWithSelector(IStakeManager.InvalidPayee.selector, 1));
        stakes.settleEscrow(JOB, payments, 0);
    }

    function test_ClaimPaysOnce() public {
        credit(alice, 5 ether);
        uint256 walletWei = token.balanceOf(alice);
        vm.expectEmit(address(stakes));
        emit IStakeManager.Claimed(alice, 5 ether);
        vm.prank(alice);
        assertEq(stakes.claim(), 5 ether, "amount");
        assertEq(token.balanceOf(alice), walletWei + 5 ether, "wallet");
        assertSolvent();
        vm.expectRevert(abi.encodeWithSelector(IStakeManager.NothingToClaim.selector, alice));
        vm.prank(alice);
        stakes.claim();
    }

    // Rewards

    function test_CreditRewardsPullsTheSumFromTheEngine() public {
        uint256 walletWei = token.balanceOf(rewardEngine);
        (address[] memory accounts, uint256[] memory amounts) = rewards(alice, 5 ether, agent, 7 ether);
        vm.expectEmit(address(stakes));
        emit IStakeManager.RewardCredited("epoch", rewardEngine, alice, 5 ether);
        vm.expectEmit(address(stakes));
        emit IStakeManager.RewardCredited("epoch", rewardEngine, agent, 7 ether);
        vm.prank(rewardEngine);
        stakes.creditRewards("epoch", accounts, amounts);
        assertEq(token.balanceOf(rewardEngine), walletWei - 12 ether, "engine");
        assertEq(stakes.claimOf(agent), 7 ether, "claim");
        assertSolvent();
    }

    function test_RewardsAddUpWithClaimsAndWithinAList() public {
        credit(alice, 5 ether);
        (address[] memory accounts, uint256[] memory amounts) = rewards(alice, 2 ether, alice, 1 ether);
        vm.prank(rewardEngine);
        stakes.creditRewards("epoch", accounts, amounts);
        assertEq(stakes.claimOf(alice), 8 ether, "claim");
        assertSolvent();
    }

    function test_CreditRewardsSkipsNothing() public {
        (address[] memory accounts, uint256[] memory amounts) = rewards(address(0), 0, agent, 7 ether);
        vm.prank(rewardEngine);
        stakes.creditRewards("epoch", accounts, amounts);
        assertEq(stakes.claimOf(agent), 7 ether, "claim");
    }

    function test_CreditRewardsRefusesToPayNobody() public {
        (address[] memory accounts, uint256[] memory amounts) = rewards(agent, 7 ether, address(0), 1);
        vm.expectRevert(abi.encodeWithSelector(IStakeManager.InvalidPayee.selector, 1));
        vm.prank(rewardEngine);
        stakes.creditRewards("epoch", accounts, amounts);
    }

    function test_CreditRewardsRefusesUnequalLists() public {
        vm.expectRevert(abi.encodeWithSelector(IStakeManager.LengthMismatch.selector, 1, 2));
        vm.prank(rewardEngine);
        stakes.creditRewards("epoch", new address[](1), new uint256[](2));
    }

    function test_CreditRewardsRefusesLongLists() public {
        vm.prank(rewardEngine);
        stakes.creditRewards("epoch", new address[](256), new uint256[](256));
        vm.expectRevert(abi.encodeWithSelector(IStakeManager.BatchTooLong.selector, 257, 256));
        vm.prank(rewardEngine);
        stakes.creditRewards("epoch", new address[](257), new uint256[](257));
    }

    // Parameters

    function test_UnbondingTimeChangesForLaterRequests() public {
        unbond(1 ether);
        uint48 maturesAt = stakes.positionOf(alice, Roles.VALIDATOR).maturesAt;
        vm.expectEmit(address(stakes));
        emit IStakeManager.UnbondingSecondsChanged(7 days, 30 days);
        vm.prank(council);
        stakes.setUnbondingSeconds(30 days);
        assertEq(stakes.positionOf(alice, Roles.VALIDATOR).maturesAt, maturesAt, "the running request");
        unbond(1 ether);
        uint48 expected = systemPause.activeTime() + 30 days;
        assertEq(stakes.positionOf(alice, Roles.VALIDATOR).maturesAt, expected, "the later one");
    }

    function test_WhatHasBeenAskedBackMaturesByTheLongestOfAllPromises() public {
        uint48 start = systemPause.activeTime();
        assertEq(stakes.unbondedBy(), start + 7 days, "as of now");
        vm.startPrank(council);
        stakes.setUnbondingSeconds(30 days);
        pass(1 days);
        stakes.setUnbondingSeconds(6 days);
        assertEq(stakes.unbondedBy(), start + 31 days, "asked back just before");
        pass(3 days);
        stakes.setUnbondingSeconds(7 days);
        assertEq(stakes.unbondedBy(), start + 31 days, "still");
        pass(21 days);
        assertEq(stakes.unbondedBy(), start + 32 days, "as of now");
        vm.stopPrank();
    }

    function test_UnbondingTimeIsBounded() public {
        expectUnbondingRefused(MIN_UNBONDING_SECONDS - 1);
        expectUnbondingRefused(90 days + 1);
        vm.startPrank(council);
        stakes.setUnbondingSeconds(MIN_UNBONDING_SECONDS);
        stakes.setUnbondingSeconds(90 days);
        vm.stopPrank();
    }

    function test_ConstructorChecksTheUnbondingTime() public {
        vm.expectRevert(
            abi.encodeWithSelector(IStakeManager.UnbondingOutOfBounds.selector, 5 days, 6 days, 90 days)
        );
        create("StakeManager", abi.encode(address(manager), systemPause, token, identities, pool, 6 days, 5 days));
        vm.expectRevert(
            abi.encodeWithSelector(IStakeManager.UnbondingOutOfBounds.selector, 90 days, 91 days, 90 days)
        );
        create("StakeManager", abi.encode(address(manager), systemPause, token, identities, pool, 91 days, 90 days));
    }

    // Checkpoints

    function test_PastStakesAreReadFromCheckpoints() public {
        uint48 first = uint48(vm.getBlockTimestamp());
        pass(10);
        stakes.lock(JOB, alice, Roles.VALIDATOR, 100 ether);
        uint48 second = uint48(vm.getBlockTimestamp());
        pass(10);
        unbond(50 ether);
        pass(10);
        uint48 third = uint48(vm.getBlockTimestamp()) - 1;
        assertEq(pool.weightAt(Roles.VALIDATOR, alice, first), STAKE_WEI, "stake at first");
        assertEq(pool.weightAt(Roles.VALIDATOR, alice, second), STAKE_WEI, "a lock is no matter of the pool");
        assertEq(pool.weightAt(Roles.VALIDATOR, alice, third), STAKE_WEI - 50 ether, "stake at third");
        assertEq(pool.totalWeightAt(Roles.VALIDATOR, first), 10_800 ether, "total at first");
        assertEq(pool.totalWeightAt(Roles.VALIDATOR, third), 10_750 ether, "total at third");
        assertEq(pool.weightAt(Roles.VALIDATOR, stranger, third), 0, "stranger");
    }

    function test_EachChangeOfAPositionIsCheckpointed() public {
        stakes.lock(JOB, alice, Roles.VALIDATOR, 100 ether);
        endLock(40 ether, 40 ether);
        assertWeight(STAKE_WEI - 40 ether, "slash");
        endLock(60 ether, 0);
        assertWeight(STAKE_WEI - 40 ether, "release");
        unbond(STAKE_WEI - 40 ether);
        assertWeight(0, "unbonding");
        vm.prank(alice);
        stakes.depositStake(Roles.VALIDATOR, 1 ether);
        assertWeight(1 ether, "deposit");
    }

    // Recalled stake

    function test_ARecallChangesNoWeight() public {
        unbond(STAKE_WEI);
        vm.recordLogs();
        stakes.lock(JOB, alice, Roles.VALIDATOR, 10 ether);
        assertEq(vm.getRecordedLogs().length, 2, "recalled and locked, not weighed");
        assertPosition(10 ether, 10 ether, STAKE_WEI - 10 ether);
        assertRecalled(10 ether);
        assertWeight(0, "while the job holds it");
        endLock(10 ether, 0);
        assertWeight(0, "once it is let go");
    }

    function test_WhatWasRecalledIsOnItsWayOutAgainOnceItsLockEnds() public {
        unbond(300 ether);
        uint48 maturesAt = systemPause.activeTime() + 7 days;
        stakes.lock(JOB, alice, Roles.VALIDATOR, 800 ether);
        pass(1 days);
        IStakeManager.Totals memory before = stakes.totals();
        vm.expectEmit(address(stakes));
        emit IStakeManager.StakeReleased(JOB, alice, Roles.VALIDATOR, 800 ether);
        vm.expectEmit(address(stakes));
        emit IStakeManager.UnbondingResumed(JOB, alice, Roles.VALIDATOR, 100 ether, maturesAt);
        endLock(800 ether, 0);
        assertRecalled(0);
        assertPosition(STAKE_WEI - 300 ether, 0, 300 ether);
        assertEq(stakes.totals().stakedWei, before.stakedWei - 100 ether, "all stakes");
        assertEq(stakes.totals().unbondingWei, before.unbondingWei + 100 ether, "all that is unbonding");
        assertSolvent();
        pass(6 days);
        vm.prank(alice);
        assertEq(stakes.withdraw(Roles.VALIDATOR), 300 ether, "when it would have matured");
    }

    function test_WhatWasNeverAskedBackIsNotOnItsWayOut() public {
        stakes.lock(JOB, alice, Roles.VALIDATOR, 100 ether);
        vm.recordLogs();
        endLock(100 ether, 0);
        assertEq(vm.getRecordedLogs().length, 1, "only the release");
        assertPosition(STAKE_WEI, 0, 0);
    }

    /// @dev Another job holds stake that its owner never asked back: whatever comes and goes, that weighs what it is.
    function test_WhatWasRecalledNeverCountsAgainstWhatItsOwnerKeeps() public {
        stakes.lock(JOB + 1, alice, Roles.VALIDATOR, 600 ether);
        unbond(400 ether);
        stakes.lock(JOB, alice, Roles.VALIDATOR, 300 ether);
        endLock(300 ether, 0);
        pass(7 days);
        vm.prank(alice);
        assertEq(stakes.withdraw(Roles.VALIDATOR), 400 ether, "all that was asked back");
        assertPosition(600 ether, 600 ether, 0);
        assertRecalled(0);
        assertWeight(600 ether, "all that was kept");
    }

    function test_StakingAnewHasNothingWeighThatWasAskedBack() public {
        unbond(300 ether);
        stakes.lock(JOB, alice, Roles.VALIDATOR, 800 ether);
        vm.prank(alice);
        stakes.depositStake(Roles.VALIDATOR, 1);
        assertRecalled(100 ether);
        assertWeight(STAKE_WEI - 300 ether + 1, "what was kept, and what is new");
        endLock(800 ether, 0);
        assertPosition(STAKE_WEI - 300 ether + 1, 0, 300 ether);
    }

    /// @dev Otherwise whoever asks for all that is left would go on weighing what it had asked back before.
    function test_WhatAJobHoldsOfWhatWasRecalledIsNotAskedBack() public {
        unbond(300 ether);
        stakes.lock(JOB, alice, Roles.VALIDATOR, 700 ether);
        stakes.lock(JOB + 1, alice, Roles.VALIDATOR, 100 ether);
        endLock(700 ether, 0);
        unbond(700 ether);
        assertRecalled(100 ether);
        assertPosition(100 ether, 100 ether, 900 ether);
        assertWeight(0, "all is asked back");
    }

    function test_WhatWasRecalledEndsFirst() public {
        unbond(300 ether);
        stakes.lock(JOB, alice, Roles.VALIDATOR, 800 ether);
        endLock(60 ether, 0);
        assertRecalled(40 ether);
        assertPosition(740 ether, 740 ether, 260 ether);
        endLock(60 ether, 0);
        assertRecalled(0);
        assertPosition(700 ether, 680 ether, 300 ether);
    }

    function test_ASlashTakesWhatWasRecalledFirst() public {
        unbond(300 ether);
        stakes.lock(JOB, alice, Roles.VALIDATOR, 800 ether);
        endLock(60 ether, 60 ether);
        assertRecalled(40 ether);
        assertPosition(740 ether, 740 ether, 200 ether);
        assertWeight(STAKE_WEI - 300 ether, "what was asked back anyway");
        endLock(740 ether, 50 ether);
        assertRecalled(0);
        assertPosition(690 ether, 0, 200 ether);
        assertWeight(STAKE_WEI - 310 ether, "and what weighs");
    }

    function test_WhatASlashLeavesOfWhatWasRecalledIsOnItsWayOutAgain() public {
        unbond(300 ether);
        stakes.lock(JOB, alice, Roles.VALIDATOR, 800 ether);
        endLock(800 ether, 30 ether);
        assertRecalled(0);
        assertPosition(700 ether, 0, 270 ether);
        assertWeight(STAKE_WEI - 300 ether, "what was kept");
        assertSolvent();
    }

    function testFuzz_WhatIsKeptWeighsWhateverIsRecalled(uint96[4] memory asked, uint96[4] memory wanted, uint8 slashed)
        public
    {
        uint256 keptWei = STAKE_WEI;
        for (uint256 i; i < 4; ++i) {
            IStakeManager.Position memory position = stakes.positionOf(alice, Roles.VALIDATOR);
            uint256 askedWei = bound(asked[i], 0, position.staked - position.locked);
            if (askedWei > 0) unbond(askedWei);
            keptWei -= askedWei;
            lockUpTo(JOB + i % 2, wanted[i] % STAKE_WEI);
            uint256 lockedWei = stakes.lockOf(JOB, alice, Roles.VALIDATOR);
            if (i == 2) keptWei = slash(keptWei, lockedWei, lockedWei * slashed / 255);
            assertWeight(keptWei, "kept");
        }
        IStakeManager.Position memory last = stakes.positionOf(alice, Roles.VALIDATOR);
        assertTrue(last.recalled <= last.locked, "recalled stake is locked");
        assertEq(last.staked, keptWei + last.recalled, "and nothing else is kept back");
        assertSolvent();
    }

    /// @dev Validator 2 has staked 1200 ether: what another one has does not matter.
    function test_AStakeThatEqualsAnothersIsCheckpointed() public {
        vm.prank(alice);
        stakes.depositStake(Roles.VALIDATOR, 200 ether);
        assertWeight(1200 ether, "deposit");
    }

    function test_AgentsHaveNoWeight() public view {
        assertEq(pool.weightAt(Roles.VALIDATOR, agent, uint48(vm.getBlockTimestamp()) - 1), 0, "stake");
        assertEq(pool.accountCount(Roles.VALIDATOR), validators.length, "validators only");
    }

    // Helpers

    function lockUpTo(uint256 jobId, uint256 amountWei) private returns (uint256) {
        IStakeManager.LockRequest[] memory requests = new IStakeManager.LockRequest[](1);
        requests[0] = IStakeManager.LockRequest(alice, amountWei);
        return stakes.lockUpTo(jobId, Roles.VALIDATOR, requests)[0];
    }

    function endLock(uint256 lockedWei, uint256 slashWei) private {
        IStakeManager.Ending[] memory endings = new IStakeManager.Ending[](1);
        endings[0] = IStakeManager.Ending(alice, lockedWei, slashWei, IStakeManager.SlashReason.WrongVote);
        stakes.endLocks(JOB, Roles.VALIDATOR, endings);
    }

    /// @return What is left of `keptWei`, of which a slash takes what it does not find of what the job has recalled.
    function slash(uint256 keptWei, uint256 lockedWei, uint256 slashWei) private returns (uint256) {
        IStakeManager.Position memory before = stakes.positionOf(alice, Roles.VALIDATOR);
        endLock(lockedWei, slashWei);
        IStakeManager.Position memory later = stakes.positionOf(alice, Roles.VALIDATOR);
        assertEq(later.staked + later.unbonding + slashWei, before.staked + before.unbonding, "slashed");
        uint256 leftWei = later.staked - later.recalled;
        assertTrue(leftWei <= keptWei && leftWei + slashWei >= keptWei, "of what was kept no more than the slash");
        assertTrue(keptWei - leftWei + before.recalled >= slashWei, "of what was recalled no more than there is");
        return leftWei;
    }

    function unbond(uint256 amountWei) private {
        vm.prank(alice);
        stakes.requestUnbonding(Roles.VALIDATOR, amountWei);
    }

    function credit(address account, uint256 amountWei) private {
        (address[] memory accounts, uint256[] memory amounts) = rewards(account, amountWei, account, 0);
        vm.prank(rewardEngine);
        stakes.creditRewards("epoch", accounts, amounts);
    }

    function rewards(address a, uint256 aWei, address b, uint256 bWei)
        private
        pure
        returns (address[] memory accounts, uint256[] memory amounts)
    {
        accounts = new address[](2);
        amounts = new uint256[](2);
        (accounts[0], accounts[1]) = (a, b);
        (amounts[0], amounts[1]) = (aWei, bWei);
    }

    /// @dev What a draw sees of this second.
    function assertWeight(uint256 stakedWei, string memory what) private {
        pass(1);
        uint48 past = uint48(vm.getBlockTimestamp()) - 1;
        assertEq(pool.weightAt(Roles.VALIDATOR, alice, past), stakedWei, what);
    }

    function expectUnbondingRefused(uint48 valueSeconds) private {
        vm.expectRevert(
            abi.encodeWithSelector(IStakeManager.UnbondingOutOfBounds.selector, valueSeconds, MIN_UNBONDING_SECONDS, 90 days)
        );
        vm.prank(council);
        stakes.setUnbondingSeconds(valueSeconds);
    }

    function assertRecalled(uint256 recalled) private view {
        assertEq(stakes.positionOf(alice, Roles.VALIDATOR).recalled, recalled, "recalled");
    }

    function assertPosition(uint256 staked, uint256 locked, uint256 unbonding) private view {
        IStakeManager.Position memory position = stakes.positionOf(alice, Roles.VALIDATOR);
        assertEq(position.staked, staked, "staked");
        assertEq(position.locked, locked, "locked");
        assertEq(position.unbonding, unbonding, "unbonding");
    }
}
