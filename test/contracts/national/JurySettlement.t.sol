// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import {IDisputeModule} from "../../../contracts/interfaces/IDisputeModule.sol";
import {IJurySettlement} from "../../../contracts/interfaces/IJurySettlement.sol";
import {Outcome} from "../../../contracts/shared/Outcome.sol";
import {Roles} from "../../../contracts/shared/Roles.sol";
import {National} from "../support/National.sol";
import {IStateVm} from "../support/StateVm.sol";

/// @notice A dispute of three hearings is settled at once or in parts.
abstract contract JurySettlementCases is National {
    IStateVm private constant STATE = IStateVm(address(uint160(uint256(keccak256("hevm cheat code")))));

    function testFuzz_PartsOfAnySizeAndNumberPayTheSameToTheWei(uint8 first, uint8 second, uint8 third) public {
        uint256 jobId = decided();
        uint256 before = STATE.snapshotState();
        jobs.finalize(jobId);
        bytes32 atOnce = moneyOf(jobId);
        assertTrue(STATE.revertToState(before), "as before");
        disputes.concludeDispute(jobId);
        juries.settleJurors(jobId, first % 6);
        juries.settleJurors(jobId, second % 6);
        juries.settleJurors(jobId, third);
        jobs.finalize(jobId);
        assertTrue(moneyOf(jobId) == atOnce, "the same to the wei");
        assertEq(stakes.escrowOf(jobId), 0, "escrow is empty");
        assertSolvent();
    }

    function test_TheVerdictTellsWhatJurorsLostInParts() public {
        uint256 jobId = decided();
        uint256 before = STATE.snapshotState();
        disputes.concludeDispute(jobId);
        vm.prank(address(settlement));
        uint256 slashedWei = juries.settle(jobId).slashedWei;
        assertTrue(slashedWei > 0, "somebody was wrong");
        assertTrue(STATE.revertToState(before), "as before");
        disputes.concludeDispute(jobId);
        juries.settleJurors(jobId, 4);
        uint256 slashedBeforeWei = juries.slashedBefore(jobId);
        assertTrue(slashedBeforeWei > 0 && slashedBeforeWei < slashedWei, "some of it");
        assertTrue(STATE.revertToState(before), "as before");
        disputes.concludeDispute(jobId);
        vm.expectEmit(address(juries));
        emit IJurySettlement.JurorsSettled(jobId, 0, 4, slashedBeforeWei);
        juries.settleJurors(jobId, 4);
        vm.prank(address(settlement));
        assertEq(juries.settle(jobId).slashedWei, slashedWei, "all of it");
    }

    function test_JurorsAreCountedThroughAllHearings() public {
        uint256 jobId = decided();
        uint256 jurors = disputes.jurorsOf(jobId, 1).length + disputes.jurorsOf(jobId, 2).length + jury(jobId).length;
        assertEq(juries.unsettledJurors(jobId), jurors, "all");
        disputes.concludeDispute(jobId);
        address[] memory firstJury = disputes.jurorsOf(jobId, 1);
        uint8 role = disputes.hearingAt(jobId, 1).role;
        uint256 lockedWei = lockedOf(jobId, firstJury[0], role);
        assertEq(juries.settleJurors(jobId, 1), 1, "one");
        uint256 freedWei = disputes.juryBallotOf(jobId, 1, firstJury[0]).lockedWei;
        assertEq(lockedWei - lockedOf(jobId, firstJury[0], role), freedWei, "what it locked for this hearing");
        assertEq(juries.unsettledJurors(jobId), jurors - 1, "one fewer");
        assertEq(juries.settleJurors(jobId, ANY), jurors - 1, "the rest");
        assertEq(juries.unsettledJurors(jobId), 0, "none");
        assertEq(disputes.disputeOf(jobId).settledJurors, jurors, "all are settled");
    }

    function test_NoJurorIsSettledTwice() public {
        uint256 jobId = decided();
        disputes.concludeDispute(jobId);
        juries.settleJurors(jobId, ANY);
        bytes32 stakesThen = stakesOf(jobId);
        assertEq(juries.settleJurors(jobId, ANY), 0, "none is left");
        assertTrue(stakesOf(jobId) == stakesThen, "unharmed");
        jobs.finalize(jobId);
        assertTrue(disputes.disputeOf(jobId).settled, "whoever settled jurors before");
        assertEq(juries.unsettledJurors(jobId), 0, "none");
        vm.expectRevert(abi.encodeWithSelector(IDisputeModule.AlreadySettled.selector, jobId));
        juries.settleJurors(jobId, 1);
    }

    function test_NoneOrNothingSettlesNobody() public {
        uint256 jobId = decided();
        disputes.concludeDispute(jobId);
        assertEq(juries.settleJurors(jobId, 0), 0, "none");
        assertEq(disputes.disputeOf(jobId).settledJurors, 0, "nobody");
        assertEq(juries.unsettledJurors(jobId + 1), 0, "no job");
    }

    function test_JurorsAreSettledOnceTheirDisputeIsRuled() public {
        uint256 jobId = decided();
        vm.expectRevert(abi.encodeWithSelector(IDisputeModule.NotRuled.selector, jobId));
        juries.settleJurors(jobId, 1);
        vm.expectRevert(abi.encodeWithSelector(IDisputeModule.NotRuled.selector, jobId + 1));
        juries.settleJurors(jobId + 1, 1);
    }

    /// @dev Whoever could close a dispute could keep its jurors' stakes locked for ever.
    function test_OnlySettlementClosesADisputeOrItsJurorsOnceAndWhenItIsRuled() public {
        uint256 jobId = decided();
        expectOnlySettlement(jobId, address(this));
        expectOnlySettlement(jobId, guardian);
        vm.startPrank(address(juries));
        vm.expectRevert(abi.encodeWithSelector(IDisputeModule.NotRuled.selector, jobId));
        disputes.closeDispute(jobId);
        vm.expectRevert(abi.encodeWithSelector(IDisputeModule.NotRuled.selector, jobId));
        disputes.closeJurors(jobId, 1);
        disputes.concludeDispute(jobId);
        disputes.closeDispute(jobId);
        vm.expectRevert(abi.encodeWithSelector(IDisputeModule.AlreadySettled.selector, jobId));
        disputes.closeDispute(jobId);
        vm.expectRevert(abi.encodeWithSelector(IDisputeModule.AlreadySettled.selector, jobId));
        disputes.closeJurors(jobId, 1);
        vm.stopPrank();
    }

    function test_AnybodyConcludesADisputeForGood() public {
        uint256 jobId = decided();
        vm.prank(stranger);
        (Outcome ruling, IDisputeModule.DecidedBy decidedBy) = disputes.concludeDispute(jobId);
        assertTrue(ruling != Outcome.Pending, "ruled");
        assertEq(uint256(decidedBy), uint256(IDisputeModule.DecidedBy.Jury), "by the jury");
        pass(30 days);
        (Outcome again, IDisputeModule.DecidedBy still) = disputes.concludeDispute(jobId);
        assertTrue(again == ruling && still == decidedBy, "the same for ever");
        jobs.finalize(jobId);
        assertTrue(jobs.jobOf(jobId).outcome == ruling, "and the job's");
    }

    function test_NobodyConcludesADisputeBeforeItIsOver() public {
        uint256 jobId = disputeJob(APPROVE);
        vm.expectRevert(abi.encodeWithSelector(IDisputeModule.JuryNotDrawn.selector, jobId, 1));
        disputes.concludeDispute(jobId);
        drawJuryAsItComes(jobId);
        voteAll(jobId, REJECT);
        uint48 appealEnd = currentHearing(jobId).appealEnd;
        vm.expectRevert(
            abi.encodeWithSelector(
                IDisputeModule.AppealWindowOpen.selector, jobId, appealEnd, systemPause.activeTime()
            )
        );
        disputes.concludeDispute(jobId);
    }

    // Helpers

    /// @dev Accepted by the committee, rejected, approved, and decided for good by a divided jury.
    function decided() private returns (uint256 jobId) {
        fund(agent);
        jobId = disputeJob(APPROVE);
        drawJuryAsItComes(jobId);
        voteAll(jobId, REJECT);
        appealJob(jobId, agent);
        drawJuryAsItComes(jobId);
        voteAll(jobId, APPROVE);
        appealJob(jobId, employer);
        drawJuryAsItComes(jobId);
        uint8[] memory choices = new uint8[](jury(jobId).length);
        for (uint256 i; i < choices.length; ++i) {
            choices[i] = i % 3 == 0 ? REJECT : APPROVE;
        }
        juryVote(jobId, choices);
    }

    function voteAll(uint256 jobId, uint8 choice) private {
        uint8[] memory choices = new uint8[](jury(jobId).length);
        for (uint256 i; i < choices.length; ++i) {
            choices[i] = choice;
        }
        juryVote(jobId, choices);
    }

    function expectOnlySettlement(uint256 jobId, address caller) private {
        bytes memory refused = abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, caller);
        vm.startPrank(caller);
        vm.expectRevert(refused);
        disputes.closeDispute(jobId);
        vm.expectRevert(refused);
        disputes.closeJurors(jobId, 1);
        vm.stopPrank();
    }

    function lockedOf(uint256 jobId, address juror, uint8 role) private view returns (uint256) {
        return stakes.lockOf(jobId, juror, role);
    }

    function moneyOf(uint256 jobId) private view returns (bytes32) {
        address[4] memory parties = [employer, agent, operator, treasury];
        bytes32 digest = keccak256(abi.encode(stakesOf(jobId), token.totalSupply(), stakes.totals()));
        for (uint256 i; i < parties.length; ++i) {
            digest = keccak256(abi.encode(digest, stakes.claimOf(parties[i]), token.balanceOf(parties[i])));
        }
        return digest;
    }

    /// @dev Stakes, locks, claims and weights of all who can judge, and of the agent.
    function stakesOf(uint256 jobId) private view returns (bytes32 digest) {
        digest = keccak256(abi.encode(stakes.positionOf(agent, Roles.AGENT)));
        for (uint256 i; i < validators.length; ++i) {
            digest = keccak256(abi.encode(digest, standing(jobId, validators[i], Roles.VALIDATOR)));
        }
        for (uint256 i; i < councillors.length; ++i) {
            digest = keccak256(abi.encode(digest, standing(jobId, councillors[i], Roles.COUNCIL)));
        }
    }

    function standing(uint256 jobId, address account, uint8 role) private view returns (bytes memory) {
        return
            abi.encode(stakes.positionOf(account, role), lockedOf(jobId, account, role), stakes.claimOf(account));
    }
}

contract JurySettlementOfCouncilTest is JurySettlementCases {}

/// @notice Without a council validators judge.
contract JurySettlementOfValidatorsTest is JurySettlementCases {
    function _seatCouncil() internal override {}
}
