// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {IDisputeModule} from "../interfaces/IDisputeModule.sol";
import {IIdentityRegistry} from "../interfaces/IIdentityRegistry.sol";
import {IJobTerms} from "../interfaces/IJobTerms.sol";
import {IJurySettlement} from "../interfaces/IJurySettlement.sol";
import {IStakeManager} from "../interfaces/IStakeManager.sol";
import {ISystemPause} from "../interfaces/ISystemPause.sol";
import {Bench} from "../shared/Bench.sol";
import {JuryMath} from "../shared/JuryMath.sol";
import {Module} from "../shared/Module.sol";
import {ShareMath} from "../shared/ShareMath.sol";
import {Votes} from "../shared/Votes.sol";

/// @title JurySettlement
contract JurySettlement is Module, IJurySettlement {
    using Math for uint256;
    using ShareMath for uint256;

    /// @inheritdoc IJurySettlement
    IDisputeModule public immutable disputes;
    /// @inheritdoc IJurySettlement
    mapping(uint256 jobId => uint256) public slashedBefore;

    IStakeManager private immutable _stakeManager;
    IIdentityRegistry private immutable _identities;
    IJobTerms private immutable _terms;

    constructor(address authority_, ISystemPause systemPause_, IDisputeModule disputes_)
        Module(authority_, systemPause_)
    {
        disputes = disputes_;
        _stakeManager = disputes_.draws().stakeManager();
        _identities = disputes_.identities();
        _terms = disputes_.terms();
    }

    // Anyone

    /// @inheritdoc IJurySettlement
    function settleJurors(uint256 jobId, uint256 limit) external whenActive returns (uint256 settled) {
        (IDisputeModule.Ruled memory ruled, IDisputeModule.Heard[] memory all) = disputes.closeJurors(jobId, limit);
        settled = ruled.endJuror - ruled.firstJuror;
        if (settled == 0) return 0;
        uint256 slashedWei = _judge(jobId, all, ruled);
        slashedBefore[jobId] += slashedWei;
        emit JurorsSettled(jobId, ruled.firstJuror, ruled.endJuror, slashedWei);
    }

    // JobSettlement

    /// @inheritdoc IJurySettlement
    function settle(uint256 jobId) external whenActive restricted returns (Verdict memory verdict) {
        (IDisputeModule.Ruled memory ruled, IDisputeModule.Heard[] memory all) = disputes.closeDispute(jobId);
        verdict.slashedWei = _judge(jobId, all, ruled);
        if (ruled.firstJuror > 0) verdict.slashedWei += slashedBefore[jobId];
        _settleBonds(verdict, all, ruled);
        (verdict.jurors, verdict.jurorsSeats) = _coherent(all, Votes.inFavourOf(ruled.ruling));
        emit DisputeSettled(jobId, verdict.jurors, verdict.jurorsSeats, verdict.slashedWei);
    }

    // Views

    /// @inheritdoc IJurySettlement
    function unsettledJurors(uint256 jobId) external view returns (uint256 count) {
        IDisputeModule.Dispute memory dispute = disputes.disputeOf(jobId);
        if (dispute.settled) return 0;
        for (uint8 number = 1; number <= dispute.hearings; ++number) {
            count += disputes.jurorsOf(jobId, number).length;
        }
        count -= dispute.settledJurors;
    }

    // Jurors

    /// @dev Those from `ruled.firstJuror` on, before `ruled.endJuror`.
    function _judge(uint256 jobId, IDisputeModule.Heard[] memory all, IDisputeModule.Ruled memory ruled)
        private
        returns (uint256 slashedWei)
    {
        IJobTerms.JurorRates memory agreed = _terms.jurorRatesAt(ruled.termsVersion);
        uint256 passed;
        for (uint256 i; i < all.length; ++i) {
            uint256 length = all[i].jurors.length;
            uint256 first = Math.max(ruled.firstJuror, passed) - passed;
            uint256 end = Math.min(ruled.endJuror, passed + length).saturatingSub(passed);
            if (first < end) slashedWei += _end(jobId, all[i], first, end, ruled, agreed);
            passed += length;
        }
    }

    /// @dev Who sat in several hearings has one lock: what was locked for a hearing ends with it.
    function _end(
        uint256 jobId,
        IDisputeModule.Heard memory heard,
        uint256 first,
        uint256 end,
        IDisputeModule.Ruled memory ruled,
        IJobTerms.JurorRates memory agreed
    ) private returns (uint256 slashedWei) {
        IStakeManager.Ending[] memory endings = new IStakeManager.Ending[](end - first);
        for (uint256 i; i < endings.length; ++i) {
            endings[i] = _endingOf(heard, heard.jurors[first + i], ruled, agreed);
            slashedWei += endings[i].slashWei;
        }
        _stakeManager.endLocks(jobId, heard.role, endings);
    }

    function _endingOf(
        IDisputeModule.Heard memory heard,
        IDisputeModule.HeardJuror memory juror,
        IDisputeModule.Ruled memory ruled,
        IJobTerms.JurorRates memory agreed
    ) private view returns (IStakeManager.Ending memory) {
        (uint256 slashBps, IStakeManager.SlashReason reason) = _faultOf(heard, juror, ruled, agreed);
        uint256 slashWei;
        if (slashBps > 0) {
            uint256 dueWei = (uint256(ruled.jurorLockWei) * juror.seats).part(slashBps);
            slashWei = Math.min(dueWei, juror.lockedWei);
        }
        return IStakeManager.Ending(juror.account, juror.lockedWei, slashWei, reason);
    }

    /// @dev Who spoke in a hearing that decided nothing is not judged by an outcome that nobody judged either.
    function _faultOf(
        IDisputeModule.Heard memory heard,
        IDisputeModule.HeardJuror memory juror,
        IDisputeModule.Ruled memory ruled,
        IJobTerms.JurorRates memory agreed
    ) private view returns (uint256 slashBps, IStakeManager.SlashReason reason) {
        if (juror.choice == 0) {
            uint48 start = heard.commitEnd - agreed.commitSeconds;
            bool excused = Bench.isExcused(
                _identities,
                juror.account,
                heard.role,
                juror.committed,
                start,
                heard.commitEnd,
                heard.revealEnd,
                _activeTime()
            );
            return (excused ? 0 : agreed.nonRevealSlashBps, IStakeManager.SlashReason.JurorSilence);
        }
        bool judged = ruled.decidedBy != IDisputeModule.DecidedBy.Default || heard.decided;
        bool wrong = judged && juror.choice == Votes.against(ruled.ruling);
        return (wrong ? agreed.wrongVoteSlashBps : 0, IStakeManager.SlashReason.JurorWrongVote);
    }

    /// @param right The choice that the final outcome bears out; 0 if none.
    function _coherent(IDisputeModule.Heard[] memory all, uint8 right)
        private
        pure
        returns (address[] memory jurors, uint256[] memory seats)
    {
        if (right == 0) return (jurors, seats);
        uint256 length;
        for (uint256 i; i < all.length; ++i) {
            length += _countOf(all[i].jurors, right);
        }
        jurors = new address[](length);
        seats = new uint256[](length);
        length = 0;
        for (uint256 i; i < all.length; ++i) {
            IDisputeModule.HeardJuror[] memory heard = all[i].jurors;
            for (uint256 j; j < heard.length; ++j) {
                IDisputeModule.HeardJuror memory juror = heard[j];
                if (juror.choice != right) continue;
                jurors[length] = juror.account;
                seats[length] = juror.seats;
                ++length;
            }
        }
    }

    function _countOf(IDisputeModule.HeardJuror[] memory jurors, uint8 choice) private pure returns (uint256 count) {
        for (uint256 i; i < jurors.length; ++i) {
            if (jurors[i].choice == choice) ++count;
        }
    }

    // Bonds

    /// @dev Only the first hearing can be without a claimant. What the seats of juries cost comes back to nobody.
    function _settleBonds(Verdict memory verdict, IDisputeModule.Heard[] memory all, IDisputeModule.Ruled memory ruled)
        private
        pure
    {
        uint8 skipped = all[0].claimant == address(0) ? 1 : 0;
        if (skipped == 1) verdict.unclaimedSeatFeesWei = uint256(ruled.seatFeeWei) * all[0].seats;
        verdict.bonds = new Bond[](all.length - skipped);
        for (uint8 i; i < verdict.bonds.length; ++i) {
            IDisputeModule.Heard memory heard = all[i + skipped];
            uint256 usedWei = uint256(ruled.seatFeeWei) * heard.seats;
            verdict.seatFeesWei += usedWei;
            uint256 postedWei =
                JuryMath.postedWei(ruled.firstBondWei, ruled.jurySize, ruled.seatFeeWei, i + skipped + 1);
            verdict.bonds[i] = Bond({
                claimant: heard.claimant,
                amountWei: postedWei - usedWei,
                upheld: ruled.ruling != heard.standing
            });
        }
    }
}
