// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {IDisputeModule} from "../interfaces/IDisputeModule.sol";
import {IIdentityRegistry} from "../interfaces/IIdentityRegistry.sol";
import {IJobTerms} from "../interfaces/IJobTerms.sol";
import {IJurySettlement} from "../interfaces/IJurySettlement.sol";
import {IStakeManager} from "../interfaces/IStakeManager.sol";
import {ISystemPause} from "../interfaces/ISystemPause.sol";
import {AddressList} from "../shared/AddressList.sol";
import {Bench} from "../shared/Bench.sol";
import {JuryMath} from "../shared/JuryMath.sol";
import {Module} from "../shared/Module.sol";
import {Outcome} from "../shared/Outcome.sol";
import {ShareMath} from "../shared/ShareMath.sol";
import {Votes} from "../shared/Votes.sol";

/// @title JurySettlement
contract JurySettlement is Module, IJurySettlement {
    using AddressList for AddressList.List;
    using ShareMath for uint256;

    /// @notice A hearing as it ended. In memory.
    struct Heard {
        IDisputeModule.Hearing hearing;
        bool decided;
        address[] jurors;
        IDisputeModule.JuryBallot[] ballots;
    }

    /// @inheritdoc IJurySettlement
    IDisputeModule public immutable disputes;

    IStakeManager private immutable _stakeManager;
    IIdentityRegistry private immutable _identities;
    IJobTerms private immutable _terms;

    /// @inheritdoc IJurySettlement
    mapping(uint256 jobId => bool) public isSettled;

    constructor(address authority_, ISystemPause systemPause_, IDisputeModule disputes_)
        Module(authority_, systemPause_)
    {
        disputes = disputes_;
        _stakeManager = disputes_.stakeManager();
        _identities = disputes_.identities();
        _terms = disputes_.terms();
    }

    // JobSettlement

    /// @inheritdoc IJurySettlement
    function settle(uint256 jobId) external whenActive restricted returns (Verdict memory verdict) {
        IDisputeModule.Dispute memory dispute = disputes.disputeOf(jobId);
        if (dispute.decidedBy == IDisputeModule.DecidedBy.Nobody) revert NotRuled(jobId);
        if (isSettled[jobId]) revert AlreadySettled(jobId);
        isSettled[jobId] = true;
        IDisputeModule.DisputeTerms memory agreed = _terms.disputeAt(dispute.termsVersion);
        Heard[] memory all = _hearingsOf(jobId, dispute.hearings);
        for (uint256 i; i < all.length; ++i) {
            verdict.slashedWei += _slash(jobId, all[i], dispute, agreed);
        }
        for (uint256 i; i < all.length; ++i) {
            _release(jobId, all[i]);
        }
        verdict.bonds = _bonds(all, dispute);
        (verdict.jurors, verdict.jurorsSeats) = _coherent(all, Votes.inFavourOf(dispute.ruling));
        emit DisputeSettled(jobId, verdict.jurors, verdict.jurorsSeats, verdict.slashedWei);
    }

    // Hearings

    function _hearingsOf(uint256 jobId, uint8 hearings) private view returns (Heard[] memory all) {
        all = new Heard[](hearings);
        for (uint8 number = 1; number <= hearings; ++number) {
            Heard memory heard = all[number - 1];
            heard.hearing = disputes.hearingAt(jobId, number);
            heard.decided = disputes.verdictOf(jobId, number) != Outcome.Pending;
            heard.jurors = disputes.jurorsOf(jobId, number);
            heard.ballots = new IDisputeModule.JuryBallot[](heard.jurors.length);
            for (uint256 i; i < heard.jurors.length; ++i) {
                heard.ballots[i] = disputes.juryBallotOf(jobId, number, heard.jurors[i]);
            }
        }
    }

    // Jurors

    function _slash(
        uint256 jobId,
        Heard memory heard,
        IDisputeModule.Dispute memory dispute,
        IDisputeModule.DisputeTerms memory agreed
    ) private returns (uint256 slashedWei) {
        for (uint256 i; i < heard.jurors.length; ++i) {
            IDisputeModule.JuryBallot memory ballot = heard.ballots[i];
            (uint256 slashBps, IStakeManager.SlashReason reason) = _faultOf(heard, i, dispute, agreed);
            uint256 dueWei = (uint256(dispute.jurorLockWei) * ballot.seats).part(slashBps);
            uint256 slashWei = Math.min(dueWei, ballot.lockedWei);
            if (slashWei == 0) continue;
            slashedWei += slashWei;
            _stakeManager.slash(jobId, heard.jurors[i], heard.hearing.role, slashWei, reason);
        }
    }

    /// @dev Who spoke in a hearing that decided nothing is not judged by an outcome that nobody judged either.
    function _faultOf(
        Heard memory heard,
        uint256 i,
        IDisputeModule.Dispute memory dispute,
        IDisputeModule.DisputeTerms memory agreed
    ) private view returns (uint256 slashBps, IStakeManager.SlashReason reason) {
        uint8 choice = heard.ballots[i].choice;
        if (choice == 0) {
            uint48 start = heard.hearing.commitEnd - agreed.commitSeconds;
            bool excused = Bench.wasSuspended(_identities, heard.jurors[i], start, heard.hearing.revealEnd);
            return (excused ? 0 : agreed.nonRevealSlashBps, IStakeManager.SlashReason.JurorSilence);
        }
        bool judged = dispute.decidedBy != IDisputeModule.DecidedBy.Default || heard.decided;
        bool wrong = judged && choice == Votes.against(dispute.ruling);
        return (wrong ? agreed.wrongVoteSlashBps : 0, IStakeManager.SlashReason.JurorWrongVote);
    }

    /// @dev Who sat in several hearings has one lock, which ends once.
    function _release(uint256 jobId, Heard memory heard) private {
        uint8 role = heard.hearing.role;
        for (uint256 i; i < heard.jurors.length; ++i) {
            address juror = heard.jurors[i];
            if (_stakeManager.lockOf(jobId, juror, role) > 0) _stakeManager.release(jobId, juror, role);
        }
    }

    /// @param right The choice that the final outcome bears out; 0 if none.
    function _coherent(Heard[] memory all, uint8 right)
        private
        pure
        returns (address[] memory jurors, uint256[] memory seats)
    {
        uint256 room;
        for (uint256 i; i < all.length; ++i) {
            room += all[i].jurors.length;
        }
        AddressList.List memory list = AddressList.create(room);
        uint256[] memory listed = new uint256[](room);
        for (uint256 i; i < all.length; ++i) {
            _addCoherent(all[i], right, list, listed);
        }
        jurors = list.toArray();
        seats = new uint256[](jurors.length);
        for (uint256 i; i < jurors.length; ++i) {
            seats[i] = listed[i];
        }
    }

    function _addCoherent(Heard memory heard, uint8 right, AddressList.List memory list, uint256[] memory seats)
        private
        pure
    {
        for (uint256 i; i < heard.jurors.length; ++i) {
            if (right == 0 || heard.ballots[i].choice != right) continue;
            seats[list.length] = heard.ballots[i].seats;
            list.add(heard.jurors[i]);
        }
    }

    // Bonds

    /// @dev Only the first hearing can be without a claimant.
    function _bonds(Heard[] memory all, IDisputeModule.Dispute memory dispute)
        private
        pure
        returns (Bond[] memory bonds)
    {
        uint8 skipped = all[0].hearing.claimant == address(0) ? 1 : 0;
        bonds = new Bond[](all.length - skipped);
        for (uint8 i; i < bonds.length; ++i) {
            uint8 index = i + skipped;
            IDisputeModule.Hearing memory hearing = all[index].hearing;
            bonds[i] = Bond({
                claimant: hearing.claimant,
                amountWei: JuryMath.bondWei(dispute.firstBondWei, index + 1),
                upheld: dispute.ruling != hearing.standing
            });
        }
    }
}
