// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {Handler} from "../support/Handler.sol";

/// @dev The handler is a base, not a contract of its own: the runner finds selectors only of contracts that it knows by
/// bytecode, which one with immutables is not.
contract NationalInvariantsTest is Handler {
    function setUp() public override {
        super.setUp();
        bytes4[] memory selectors = new bytes4[](37);
        uint256 n;
        selectors[n++] = Handler.create.selector;
        selectors[n++] = Handler.create.selector;
        for (uint256 i; i < 5; ++i) {
            selectors[n++] = Handler.live.selector;
        }
        selectors[n++] = Handler.reopen.selector;
        selectors[n++] = Handler.reopen.selector;
        selectors[n++] = Handler.cancel.selector;
        selectors[n++] = Handler.take.selector;
        selectors[n++] = Handler.hand.selector;
        selectors[n++] = Handler.drawCommittee.selector;
        selectors[n++] = Handler.commitVotes.selector;
        selectors[n++] = Handler.revealVotes.selector;
        selectors[n++] = Handler.close.selector;
        selectors[n++] = Handler.dispute.selector;
        selectors[n++] = Handler.appeal.selector;
        selectors[n++] = Handler.drawJuries.selector;
        selectors[n++] = Handler.commitJury.selector;
        selectors[n++] = Handler.revealJury.selector;
        selectors[n++] = Handler.finalize.selector;
        selectors[n++] = Handler.expire.selector;
        selectors[n++] = Handler.moveOn.selector;
        selectors[n++] = Handler.beLate.selector;
        selectors[n++] = Handler.deposit.selector;
        selectors[n++] = Handler.unbond.selector;
        selectors[n++] = Handler.withdraw.selector;
        selectors[n++] = Handler.claim.selector;
        selectors[n++] = Handler.pauseOrResume.selector;
        selectors[n++] = Handler.moveCouncil.selector;
        selectors[n++] = Handler.suspendOrLift.selector;
        selectors[n++] = Handler.sync.selector;
        selectors[n++] = Handler.tick.selector;
        selectors[n++] = Handler.moveBounds.selector;
        selectors[n++] = Handler.moveOffset.selector;
        selectors[n++] = Handler.wait.selector;
        _target(address(this), selectors);
    }

    /// @dev One campaign checks everything, because most of the time goes into reaching deep states.
    ///
    /// Money: balance = stakes + unbonding + escrows + claims; each is the sum of its parts; a job ends once and leaves
    /// nothing. Judges: parties never judge, committee and jury never overlap, a counted vote is a committed one. Bounds:
    /// temperatures stay inside, shares sum to one. Attempts: each is a case of its own, and nothing approved is reopened.
    /// While paused nothing moves, nobody suspended reveals, and each job that has not ended is moved on by anybody after a
    /// window at most (asserted call by call in the handler).
    ///
    /// Checked in full after every eighth step and so after the last one; what breaks here stays broken.
    function invariant_TheLayerHolds() public view {
        assertSolvent();
        if (steps % 8 != 0) return;
        checkMoney();
        checkCommittees();
        checkBounds();
    }
}
