// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {IDisputeModule} from "../../../contracts/interfaces/IDisputeModule.sol";
import {Outcome} from "../../../contracts/shared/Outcome.sol";
import {Coalition} from "./Coalition.sol";

/// @notice Suspend every honest member and juror once it has committed, so that allied ones are the only ones to reveal.
/// Assumes: what voting does, the guardian's key, and a minority of allied seats. Costs: the key, which everybody sees used.
/// Gains: nothing: seats that do not reveal count, so that few who speak turn no outcome.
contract SuspendCapture is Coalition {
    uint256 private constant MOST_TRIES = 256;

    function test_SuspendingAMajorityTurnsNoGarbageIntoWork() public {
        _judgedByOneAlly(APPROVE);
    }

    function test_SuspendingAMajorityTurnsNoWorkIntoGarbage() public {
        _judgedByOneAlly(REJECT);
    }

    /// @dev A minority of the jury's seats.
    function test_SuspendingAMajorityOfAJuryTurnsNoVerdict() public {
        uint256 jobId = disputeJob(APPROVE);
        _drawJuryWithOneAlly(jobId);
        address[] memory jurors = jury(jobId);
        for (uint256 i; i < jurors.length; ++i) {
            juryCommit(jobId, jurors[i], isAllied[jurors[i]] ? APPROVE : REJECT);
        }
        _suspendHonest(jurors);
        pass(3 hours);
        for (uint256 i; i < jurors.length; ++i) {
            if (isAllied[jurors[i]]) juryReveal(jobId, jurors[i], APPROVE);
        }
        pass(10 hours);
        assertTrue(disputes.verdictOf(jobId, 1) == Outcome.Pending, "no verdict");
        pass(3 days);
        vm.expectRevert(abi.encodeWithSelector(IDisputeModule.HearingHeldUp.selector, jobId, 1));
        jobs.finalize(jobId);
    }

    function _judgedByOneAlly(uint8 wanted) private {
        uint256 jobId = submitJob();
        _drawWithOneAlly(jobId);
        address[] memory members = committee(jobId);
        for (uint256 i; i < members.length; ++i) {
            commit(jobId, members[i], isAllied[members[i]] ? wanted : APPROVE + REJECT - wanted);
        }
        _suspendHonest(members);
        pass(1 hours);
        reveal(jobId, allies[0], wanted);
        pass(2 hours);
        jobs.closeValidation(jobId);
        assertTrue(validation.roundAt(jobId, 1).outcome == Outcome.Inconclusive, "turned");
    }

    function _suspendHonest(address[] memory members) private {
        for (uint256 i; i < members.length; ++i) {
            if (isAllied[members[i]]) continue;
            vm.prank(guardian);
            identities.suspend(members[i]);
        }
    }

    function _drawWithOneAlly(uint256 jobId) private {
        uint64 seedBlock = validation.roundOf(jobId).seedBlock;
        minePast(seedBlock);
        for (uint256 i; i < MOST_TRIES; ++i) {
            bytes32 prevrandao = keccak256(abi.encode("one ally", i));
            (address[] memory members, uint8[] memory seats,,) =
                pool.draw(drawRequest(jobId, seedOf(jobId, 1, prevrandao), 3));
            (, uint256 allied) = _count(members, seats);
            if (allied == 1) return drawWith(jobId, prevrandao);
        }
    }

    function _drawJuryWithOneAlly(uint256 jobId) private {
        uint64 seedBlock = currentHearing(jobId).seedBlock;
        minePast(seedBlock);
        for (uint256 i; i < MOST_TRIES; ++i) {
            bytes32 prevrandao = keccak256(abi.encode("one ally", i));
            (address[] memory jurors, uint8[] memory seats) = expectedJury(jobId, jurySeedOf(jobId, prevrandao));
            (, uint256 allied) = _count(jurors, seats);
            if (allied != 1) continue;
            choose(seedBlock, prevrandao);
            break;
        }
        drawJuryAsItComes(jobId);
    }
}
