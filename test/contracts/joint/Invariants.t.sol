// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {IStateVm} from "../support/StateVm.sol";
import {JointChecks} from "./JointChecks.sol";

/// @dev The handler is a base for the same reason as in the national campaign.
contract JointInvariantsTest is JointChecks {
    IStateVm private constant STATE = IStateVm(address(uint160(uint256(keccak256("hevm cheat code")))));
    uint256 private constant CAMPAIGN_STEPS = 2400;

    function setUp() public override {
        super.setUp();
        _target(address(this), _actions());
    }

    /// @dev What brings something to its end comes more often.
    function _actions() private pure returns (bytes4[] memory actions) {
        actions = new bytes4[](50);
        uint256 n;
        for (uint256 i; i < 8; ++i) {
            actions[n++] = this.advance.selector;
        }
        for (uint256 i; i < 4; ++i) {
            actions[n++] = this.conclude.selector;
        }
        for (uint256 i; i < 3; ++i) {
            actions[n++] = this.castVotes.selector;
        }
        actions[n++] = this.work.selector;
        actions[n++] = this.work.selector;
        actions[n++] = this.propose.selector;
        actions[n++] = this.propose.selector;
        actions[n++] = this.post.selector;
        actions[n++] = this.employ.selector;
        actions[n++] = this.employ.selector;
        actions[n++] = this.reopenRegional.selector;
        actions[n++] = this.reopenRegional.selector;
        actions[n++] = this.steal.selector;
        actions[n++] = this.giveUp.selector;
        actions[n++] = this.delay.selector;
        actions[n++] = this.donate.selector;
        actions[n++] = this.changeRoles.selector;
        actions[n++] = this.suspend.selector;
        actions[n++] = this.endSuspension.selector;
        actions[n++] = this.changeGuardian.selector;
        actions[n++] = this.grant.selector;
        actions[n++] = this.replaceKey.selector;
        actions[n++] = this.freeBonds.selector;
        actions[n++] = this.divide.selector;
        actions[n++] = this.divide.selector;
        actions[n++] = this.fundExecutor.selector;
        actions[n++] = this.fundExecutor.selector;
        actions[n++] = this.collect.selector;
        actions[n++] = this.returnRemainder.selector;
        actions[n++] = this.report.selector;
        actions[n++] = this.present.selector;
        actions[n++] = this.settle.selector;
        actions[n++] = this.settle.selector;
        actions[n++] = this.moveStake.selector;
        actions[n++] = this.moveStake.selector;
        actions[n++] = this.claimOwn.selector;
        actions[n++] = this.pauseOrLift.selector;
        actions[n++] = this.waitAndTick.selector;
    }

    /// @dev Otherwise the invariants below could hold because nothing ever happens.
    /// @dev Between them: there are deeds to which only few courses of a nation lead.
    function test_TwoCampaignsReachEveryDeed() public {
        uint256 before = STATE.snapshotState();
        uint256[] memory firsts = _campaign("campaign");
        assertTrue(STATE.revertToState(before), "as before");
        uint256[] memory others = _campaign("campaign D");
        string memory missing;
        for (uint256 i; i < firsts.length; ++i) {
            if (firsts[i] + others[i] == 0) missing = string.concat(missing, " ", vm.toString(i));
        }
        assertEq(bytes(missing).length, 0, missing);
    }

    /// @return times How often each deed was done.
    function _campaign(string memory label) private returns (uint256[] memory times) {
        bytes4[] memory actions = _actions();
        for (uint256 i; i < CAMPAIGN_STEPS; ++i) {
            uint256 seed = uint256(keccak256(abi.encode(label, i)));
            (bool success,) = address(this).call(abi.encodeWithSelector(actions[seed % actions.length], seed >> 8));
            assertTrue(success, vm.toString(i));
        }
        _checkEverything();
        times = new uint256[](uint256(type(Deed).max) + 1);
        for (uint256 i; i < times.length; ++i) {
            times[i] = deeds[Deed(i)];
        }
    }

    /// @dev One campaign checks everything, because most of the time goes into reaching deep states.
    ///
    /// Here: the StakeManager's balance = stakes + unbonding + escrows + claims, each the sum of its parts; a job ends
    /// once and leaves nothing; and what the names of the checks below say. By its actor, as it happens: while paused
    /// nothing moves but claims, withdrawals and the Safe's other payments; nobody suspended reveals, and who may not
    /// judge is not seated, nor on a jury who has lost the role; a slash takes no more than was locked; limits of a region's jobs and days hold,
    /// also where a job is done again; a division
    /// gives out its pot at the most; reward payouts and remainders are the budgets, to the wei. After every eighth
    /// move: unbonding never shortens, and the pool's sums are the stakes of those who hold the role.
    ///
    /// Checked in full after every eighth move and so after the last one.
    function invariant_TheSystemHolds() public view {
        assertSolvent();
        _checkSpendingIsWithinBothKeys();
        if (moves % MOVES_PER_CHECK == 0) _checkEverything();
    }

    function _checkEverything() private view {
        checkMoney();
        checkCommittees();
        checkBounds();
        _checkEveryWeiIsSomewhere();
        _checkSpendingIsWithinBothKeys();
        _checkRegionsCanPostTheBondsOfTheirJobs();
        _checkNoLockOutlivesItsJob();
        _checkNobodyRevealsFromAnEmptySeat();
        _checkAllowances();
    }
}
