// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {IJobRegistry} from "../../../contracts/interfaces/IJobRegistry.sol";
import {Roles} from "../../../contracts/shared/Roles.sol";
import {CaptureStage} from "./CaptureStage.sol";

/// @notice Take up the council's stakes with disputes about one's own good work, so that jurors who have nothing to lose judge
/// the garbage that is handed in.
/// Assumes: what voting does, an employer of the coalition's, and a council that stakes no more than it has to. Costs: of
/// each decoy the job's fees, seats' fees of its committee and its juries, and what bonds pay to jurors. Gains: nothing: where
/// most of the council is taken up validators judge.
contract DecoyCapture is CaptureStage {
    uint256 private constant MOST_DECOYS = 12;
    uint8 private constant JURY = 16;
    /// @dev Of further honest validators each, so that those outside a committee are no minority.
    uint256 private constant MORE_WEI = 4000 ether;

    uint256[] private _decoys;
    uint256 private _lockedWei;

    function _strategy() internal pure override returns (string memory) {
        return "Decoy";
    }

    function setUp() public override {
        super.setUp();
        for (uint256 i; i < councillors.length; ++i) {
            uint256 stakedWei = stakes.positionOf(councillors[i], Roles.COUNCIL).staked;
            vm.prank(councillors[i]);
            stakes.requestUnbonding(Roles.COUNCIL, stakedWei - _councilStakeWei());
        }
        pass(7 days);
        for (uint256 i; i < councillors.length; ++i) {
            vm.prank(councillors[i]);
            stakes.withdraw(Roles.COUNCIL);
        }
        for (uint256 i = HONEST_VALIDATORS; i < validators.length; ++i) {
            vm.prank(validators[i]);
            stakes.depositStake(Roles.VALIDATOR, MORE_WEI);
        }
        pass(1);
    }

    function _prepare() internal override {
        while (!juryDraw.isCouncilTakenUp() && _decoys.length < MOST_DECOYS) {
            _decoys.push(_postDecoy());
        }
        assertTrue(juryDraw.isCouncilTakenUp(), "taken up");
    }

    function _finish(uint256) internal override {
        pass(10 hours);
        for (uint256 i; i < _decoys.length; ++i) {
            jobs.finalize(_decoys[i]);
        }
    }

    function _postDecoy() private returns (uint256 jobId) {
        IJobRegistry.JobRequest memory request = defaultRequest();
        (request.rewardWei, request.validatorBonusWei, request.validatorBonusCapWei) = (LOCK_WEI, 0, 0);
        request.operator = allies[0];
        vm.prank(thiefEmployer);
        jobId = jobs.createJob(request, ANY);
        vm.startPrank(thief);
        jobs.applyForJob(jobId, ANY);
        jobs.submitResult(jobId, keccak256("fine"));
        vm.stopPrank();
        drawAsItComes(jobId);
        vote(jobId, _approvals(committee(jobId).length));
        jobs.closeValidation(jobId);
        vm.prank(thiefEmployer);
        jobs.raiseDispute(jobId, keccak256("nothing"));
        _hearDecoy(jobId);
    }

    /// @dev The last jury has voted, but what it ruled is left undone, so that what it locked stays locked.
    function _hearDecoy(uint256 jobId) private {
        for (uint256 hearing = 1;; ++hearing) {
            drawJuryAsItComes(jobId);
            juryVote(jobId, _approvals(jury(jobId).length));
            _noteLocks(jobId);
            if (hearing == 3 || juryDraw.isCouncilTakenUp()) return;
            appealJob(jobId, thiefEmployer);
        }
    }

    function _noteLocks(uint256 jobId) private {
        address[] memory jurors = jury(jobId);
        uint8 hearing = disputes.disputeOf(jobId).hearings;
        for (uint256 i; i < jurors.length; ++i) {
            _lockedWei += disputes.juryBallotOf(jobId, hearing, jurors[i]).lockedWei;
        }
    }

    function _approvals(uint256 length) private pure returns (uint8[] memory choices) {
        choices = new uint8[](length);
        for (uint256 i; i < length; ++i) {
            choices[i] = APPROVE;
        }
    }

    function test_DecoysSeatNobodyWhoHasNothingToLose() public {
        uint256 seeds = _seeds();
        for (uint256 i; i < seeds; ++i) {
            Lot[] memory lots = _play(i, Mode.Strategy).lots;
            for (uint256 j; j < lots.length; ++j) {
                if (lots[j].place <= JURY) continue;
                for (uint256 k; k < lots[j].members.length; ++k) {
                    assertTrue(identities.hasRole(lots[j].members[k], Roles.VALIDATOR), "validators judge");
                }
            }
        }
    }

    function test_DecoysCostAPartOfWhatTheyLock() public {
        int256 before = _wealth();
        uint256 jobId = _postDecoy();
        pass(10 hours);
        jobs.finalize(jobId);
        uint256 lossWei = uint256(before - _wealth());
        assertTrue(_lockedWei >= 3 * LOCK_WEI, "a jury is taken up");
        assertTrue(lossWei > _lockedWei / 10, "for more than a tenth of it");
    }
}
