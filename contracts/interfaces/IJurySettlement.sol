// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {IDisputeModule} from "./IDisputeModule.sol";

/// @title IJurySettlement
/// @notice Judges the jurors of a dispute by what it came to at last, and says whose bonds held. Hearings, and how far
/// disputes are settled, are DisputeModule's, stakes are StakeManager's, and JobSettlement pays.
///
/// Settling a job settles all of its jurors. Where these are so many that a transaction does not suffice (a slash of a
/// validator changes its weight at each level of the pool's tree), anybody settles some of them before, in parts of any
/// size, as soon as the dispute is ruled (`IDisputeModule.concludeDispute`): what each loses and what the job pays is the
/// same to the wei, whoever calls how often.
///
/// Jurors who did not reveal lose a part of their seats' locks; so do those who voted against the final outcome, unless
/// it stands by default and their own hearing decided nothing. Who was kept from the step that it left out, its commit or
/// its reveal, loses nothing for its silence: by a suspension at any time of that step's window, or for want of the role
/// in its first or last second. Coherent jurors, those of any hearing who voted with the final outcome, are paid by seats:
/// the job's fee, half of each losing bond, and their part of what jurors lost (see `IJobRegistry`). A claimant whose claim
/// held at last gets its bond back, whatever became of it in between, but for the fees of its jury's seats.
///
/// Warning: who owns both a slashed and a coherent seat gets part of the slash back, never more than all of it.
interface IJurySettlement {
    /// @param amountWei What the claimant posted, less the fees of the seats that its jury had.
    /// @param upheld Whether the claim held at last.
    struct Bond {
        address claimant;
        uint256 amountWei;
        bool upheld;
    }

    /// @notice What a dispute comes to.
    /// @param bonds In order of the hearings, without those that had no claimant.
    /// @param jurors Coherent jurors, in order of hearings and draws; who was coherent in two is listed twice.
    /// @param jurorsSeats Their seats there.
    /// @param slashedWei What jurors lost, those who were settled before too.
    /// @param seatFeesWei What claimants paid for the seats of their juries.
    /// @param unclaimedSeatFeesWei What the seats of a first jury cost that nobody claims anything before.
    struct Verdict {
        Bond[] bonds;
        address[] jurors;
        uint256[] jurorsSeats;
        uint256 slashedWei;
        uint256 seatFeesWei;
        uint256 unclaimedSeatFeesWei;
    }

    /// @notice All jurors were judged by the final outcome, and their stakes are free again.
    event DisputeSettled(uint256 indexed jobId, address[] jurors, uint256[] jurorsSeats, uint256 slashedWei);

    /// @notice Jurors from `firstJuror` on, before `endJuror`, were judged before the rest, and lost that much.
    event JurorsSettled(uint256 indexed jobId, uint256 firstJuror, uint256 endJuror, uint256 slashedWei);

    // Anyone

    /// @notice Judges up to `limit` jurors of a dispute that is ruled, so that settling its job judges fewer. Jurors are
    /// counted from 0 through all hearings, in order of the draws. Once none is left it changes nothing; once the job is
    /// settled it reverts.
    /// @return settled How many were judged.
    function settleJurors(uint256 jobId, uint256 limit) external returns (uint256 settled);

    // JobSettlement

    /// @notice Judges all jurors that are left of a dispute that is ruled: slashes who is to be, and frees the rest. Once.
    function settle(uint256 jobId) external returns (Verdict memory verdict);

    // Views

    /// @notice How many jurors of a job's dispute are not settled yet. 0 for a job that is not disputed.
    function unsettledJurors(uint256 jobId) external view returns (uint256);
    /// @notice What jurors lost who were settled before the rest. Wei.
    function slashedBefore(uint256 jobId) external view returns (uint256);
    /// @notice Whose hearings are settled. Immutable.
    function disputes() external view returns (IDisputeModule);
}
