// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {JointHandler} from "./JointHandler.sol";

/// @dev The handler is a base for the same reason as in the national campaign.
contract JointInvariantsTest is JointHandler {
    uint256 private constant CAMPAIGN_STEPS = 2400;

    function setUp() public override {
        super.setUp();
        _target(address(this), _actions());
    }

    /// @dev What brings something to its end comes more often.
    function _actions() private pure returns (bytes4[] memory actions) {
        actions = new bytes4[](25);
        uint256 n;
        for (uint256 i; i < 5; ++i) {
            actions[n++] = JointHandler.advance.selector;
        }
        for (uint256 i; i < 3; ++i) {
            actions[n++] = JointHandler.conclude.selector;
        }
        actions[n++] = JointHandler.castVotes.selector;
        actions[n++] = JointHandler.castVotes.selector;
        actions[n++] = JointHandler.propose.selector;
        actions[n++] = JointHandler.post.selector;
        actions[n++] = JointHandler.employ.selector;
        actions[n++] = JointHandler.giveUp.selector;
        actions[n++] = JointHandler.donate.selector;
        actions[n++] = JointHandler.changeCouncil.selector;
        actions[n++] = JointHandler.fundExecutor.selector;
        actions[n++] = JointHandler.collect.selector;
        actions[n++] = JointHandler.returnRemainder.selector;
        actions[n++] = JointHandler.report.selector;
        actions[n++] = JointHandler.settleEpoch.selector;
        actions[n++] = JointHandler.moveStake.selector;
        actions[n++] = JointHandler.claimOwn.selector;
        actions[n++] = JointHandler.pauseOrLift.selector;
        actions[n++] = JointHandler.waitAndTick.selector;
    }

    /// @dev Otherwise the invariants below could hold because nothing ever happens.
    function test_TheHandlerReachesEveryDeed() public {
        bytes4[] memory actions = _actions();
        for (uint256 i; i < CAMPAIGN_STEPS; ++i) {
            uint256 seed = uint256(keccak256(abi.encode("campaign", i)));
            (bool success,) = address(this).call(abi.encodeWithSelector(actions[seed % actions.length], seed >> 8));
            assertTrue(success, vm.toString(i));
        }
        string memory missing;
        for (uint256 i; i <= uint256(type(Deed).max); ++i) {
            if (deeds[Deed(i)] == 0) missing = string.concat(missing, " ", vm.toString(i));
        }
        assertEq(bytes(missing).length, 0, missing);
        _checkEverything();
    }

    /// @dev One campaign checks everything, because most of the time goes into reaching deep states.
    ///
    /// Money: the StakeManager's balance = stakes + unbonding + escrows + claims, each the sum of its parts; a job ends once
    /// and leaves nothing; nothing is minted; reward payouts and remainders are the budgets, to the wei. Budgets: an
    /// executor spends at most what a vote approved and the Safe paid. Votes: nobody spends more than a ballot's allowance.
    /// Judges: parties never judge, committee and jury never overlap. Bounds: temperatures and shares. While paused nothing
    /// moves but claims, withdrawals and the Safe's other payments (asserted call by call in the handler).
    ///
    /// Checked in full after every eighth move and so after the last one.
    function invariant_TheSystemHolds() public view {
        assertSolvent();
        _assertWithinBothKeys();
        if (moves % 8 == 0) _checkEverything();
    }

    function _checkEverything() private view {
        checkMoney();
        checkCommittees();
        checkBounds();
        _checkSupply();
        _checkAllowances();
    }
}
