// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {IDisputeModule} from "./IDisputeModule.sol";

/// @title IJurySettlement
/// @notice Judges the jurors of a dispute by what it came to at last, and says whose bonds held. Keeps
/// nothing: hearings, and which disputes are settled, are DisputeModule's, stakes are StakeManager's, and JobSettlement
/// pays.
///
/// Jurors who did not reveal lose a part of their seats' locks; so do those who voted against the final outcome, unless
/// it stands by default and their own hearing decided nothing. Who was kept by a suspension from the step that it left
/// out, its commit or its reveal, loses nothing for its silence; nor does who lost the role before a hearing that was
/// resumed. Coherent jurors, those of any hearing who voted with the final outcome, are paid by seats: the job's fee,
/// half of each losing bond, and their part of what jurors lost (see `IJobRegistry`). A claimant whose claim held at last
/// gets its bond back, whatever became of it in between.
///
/// Warning: who owns both a slashed and a coherent seat gets part of the slash back, never more than all of it.
interface IJurySettlement {
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
    /// @param slashedWei What jurors lost.
    struct Verdict {
        Bond[] bonds;
        address[] jurors;
        uint256[] jurorsSeats;
        uint256 slashedWei;
    }

    /// @notice Jurors were judged by the final outcome, and their stakes are free again.
    event DisputeSettled(uint256 indexed jobId, address[] jurors, uint256[] jurorsSeats, uint256 slashedWei);

    // JobSettlement

    /// @notice Judges all jurors of a dispute that is ruled by its ruling: slashes who is to be, and frees the rest. Once.
    function settle(uint256 jobId) external returns (Verdict memory verdict);

    // Views

    /// @notice Whose hearings are settled. Immutable.
    function disputes() external view returns (IDisputeModule);
}
