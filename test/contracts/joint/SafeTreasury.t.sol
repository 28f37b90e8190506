// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {JointFixture} from "./JointFixture.sol";

/// @notice The Safe pays an executor what the council approved: two keys, neither of which is enough.
contract SafeTreasuryTest is JointFixture {
    uint256 private constant BUDGET_WEI = 5000 ether;

    function _approveByVote(uint256 amountWei) private {
        _decide(_call(address(executor), abi.encodeCall(executor.approveBudget, (0, amountWei, _anyJob())), "budget"));
    }

    function _employ() private returns (bool success) {
        vm.prank(regional);
        (success,) = address(executor).call(abi.encodeCall(executor.createJob, (defaultRequest())));
    }

    function _assertUnfunded() private view {
        (, uint256 fundedWei,) = executor.budget();
        assertEq(fundedWei, 0, "nothing was paid");
        assertEq(safe.nonce(), 0, "the nonce stays");
    }

    function test_AVoteAndThreeOwnersSignaturesFundAJob() public {
        _approveByVote(BUDGET_WEI);
        assertTrue(pay(fundingOf(executor, BUDGET_WEI), memberKeys(THRESHOLD), 0), "paid");
        (uint256 approvedWei, uint256 fundedWei, uint256 spentWei) = executor.budget();
        assertEq(approvedWei, BUDGET_WEI, "approved");
        assertEq(fundedWei, BUDGET_WEI, "funded");
        assertEq(spentWei, 0, "spent");
        assertEq(token.allowance(address(safe), address(executor)), 0, "the allowance is used up");
        assertTrue(_employ(), "employs");
        (,, spentWei) = executor.budget();
        assertEq(spentWei, COST_WEI, "spent on the job");
        assertEq(stakes.escrowOf(jobs.jobCount()), COST_WEI, "in escrow");
    }

    function test_APaymentWithoutAVoteEmploysNobody() public {
        assertTrue(pay(fundingOf(executor, BUDGET_WEI), memberKeys(THRESHOLD), 0), "paid");
        assertEq(executor.availableWei(), 0, "available");
        assertFalse(_employ(), "employs");
    }

    function test_AVoteWithoutAPaymentEmploysNobody() public {
        _approveByVote(BUDGET_WEI);
        assertEq(executor.availableWei(), 0, "available");
        assertFalse(_employ(), "employs");
    }

    function test_AnExecutorSpendsAtMostTheSmallerOfVoteAndPayment() public {
        _approveByVote(COST_WEI + BONDS_WEI);
        assertTrue(pay(fundingOf(executor, BUDGET_WEI), memberKeys(THRESHOLD), 0), "paid");
        assertTrue(_employ(), "the first job");
        assertFalse(_employ(), "a second one");
        vm.prank(regional);
        (uint256 unspentWei,) = executor.returnRemainder();
        assertEq(unspentWei, BUDGET_WEI - COST_WEI - BONDS_WEI, "unspent");
        assertEq(token.balanceOf(address(executor)), BONDS_WEI, "the bonds stay");
    }

    function test_TooFewSignaturesAreRefused() public {
        assertFalse(pay(fundingOf(executor, BUDGET_WEI), memberKeys(THRESHOLD - 1), 0), "paid");
        _assertUnfunded();
    }

    function test_AWrongNonceIsRefused() public {
        assertFalse(pay(fundingOf(executor, BUDGET_WEI), memberKeys(THRESHOLD), 1), "paid");
        _assertUnfunded();
    }

    function test_ASignerWhoIsNoOwnerIsRefused() public {
        uint256[] memory keys = memberKeys(THRESHOLD);
        keys[0] = STRANGER_KEY;
        assertFalse(pay(fundingOf(executor, BUDGET_WEI), keys, 0), "paid");
        _assertUnfunded();
    }

    function test_APaymentIsExecutedOnce() public {
        assertTrue(pay(fundingOf(executor, BUDGET_WEI), memberKeys(THRESHOLD), 0), "paid");
        assertFalse(pay(fundingOf(executor, BUDGET_WEI), memberKeys(THRESHOLD), 0), "paid again");
    }

    function test_WhilePausedTheSafeStandsButAnExecutorTakesNoMoney() public {
        _pause();
        assertFalse(pay(fundingOf(executor, BUDGET_WEI), memberKeys(THRESHOLD), 0), "funds");
        _assertUnfunded();
        bytes memory transfer = abi.encodeCall(token.transfer, (stranger, 1));
        assertTrue(pay(packed(address(token), transfer), memberKeys(THRESHOLD), 0), "pays others");
    }
}
