// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {Outcome} from "../shared/Outcome.sol";
import {IIdentityRegistry} from "./IIdentityRegistry.sol";
import {IStakeManager} from "./IStakeManager.sol";
import {IValidationModule} from "./IValidationModule.sol";

/// @title IDisputeModule
/// @notice A jury judges a disputed job by commit and reveal; one juror, one vote. JobRegistry opens a dispute, at most
/// one a job, and concludes it.
///
/// **The jury** is drawn from the council as it stood in the second before the dispute, uniformly and without
/// replacement,
/// and filled up with validators weighted by stake. It excludes the committee of every round, the employer and the
/// agent. The seed is the hash of one future block, as in `IValidationModule`.
///
/// **Never stuck.** No jury, no quorum, a tie or a lost seed: the owner rules within the ruling window, through the
/// access manager
/// with its delay. No ruling either: the committee's outcome stands, or the job ends inconclusive if it had none.
///
/// Jurors lock no stake: an absent juror loses its fee, not more. Jurors of the majority share the job's fee,
/// whichever way
/// they decided.
interface IDisputeModule {
    enum DecidedBy {
        Nobody,
        Jury,
        Owner,
        Default
    }

    /// @param bondBps Part of the job's reward that a claimant posts, at most 5000. Rounded up.
    /// @param jurySize Odd, 3 to 9.
    /// @param juryQuorum Reveals needed, more than half of `jurySize`.
    /// @param commitSeconds Active seconds to commit.
    /// @param revealSeconds Active seconds to reveal.
    /// @param rulingSeconds Active seconds for the owner after the jury failed. Longer than the owner's execution
    /// delay.
    struct DisputeTerms {
        uint16 bondBps;
        uint8 jurySize;
        uint8 juryQuorum;
        uint32 commitSeconds;
        uint32 revealSeconds;
        uint32 rulingSeconds;
    }

    /// @param claimant Zero if an inconclusive validation opened the dispute.
    /// @param standing The committee's outcome.
    struct Opening {
        uint256 jobId;
        address claimant;
        address employer;
        address agent;
        Outcome standing;
        bytes32 evidenceHash;
    }

    /// @param ruling Pending until concluded or ruled by the owner.
    /// @param revealEnd Active time; the owner's window is [revealEnd, rulingEnd).
    struct Dispute {
        address claimant;
        Outcome standing;
        Outcome ruling;
        DecidedBy decidedBy;
        bool drawn;
        uint8 approvals;
        uint8 rejections;
        uint48 frozenAt;
        uint64 seedBlock;
        uint48 commitEnd;
        uint48 revealEnd;
        uint48 rulingEnd;
        bytes32 seed;
        bytes32 evidenceHash;
    }

    /// @param juror Whether the account sits on the jury.
    /// @param choice 0 until revealed, then 1 (approve) or 2 (reject).
    struct JuryBallot {
        bool juror;
        uint8 choice;
        bytes32 commitment;
    }

    event DisputeOpened(
        uint256 indexed jobId,
        address indexed claimant,
        Outcome standing,
        bytes32 evidenceHash,
        uint64 seedBlock,
        uint48 frozenAt
    );
    event JuryDrawn(
        uint256 indexed jobId, bytes32 seed, address[] jurors, uint48 commitEnd, uint48 revealEnd, uint48 rulingEnd
    );
    /// @notice No jury could be had (too few candidates, or the seed was lost): the owner rules until `rulingEnd`.
    event JuryUnavailable(uint256 indexed jobId, bool seedLost, uint256 candidates, uint48 rulingEnd);
    event JuryVoteCommitted(uint256 indexed jobId, address indexed juror, bytes32 commitment);
    event JuryVoteRevealed(uint256 indexed jobId, address indexed juror, uint8 choice, bytes32 salt);
    event DisputeRuled(uint256 indexed jobId, Outcome ruling, DecidedBy decidedBy, uint8 approvals, uint8 rejections);

    error DisputeExists(uint256 jobId);
    error NoDispute(uint256 jobId);
    error JuryAlreadyDrawn(uint256 jobId);
    error JuryNotDrawn(uint256 jobId);
    error SeedNotReady(uint256 jobId, uint64 seedBlock, uint256 blockNumber);
    error NotJuror(uint256 jobId, address account);
    error CommitWindowClosed(uint256 jobId, uint48 commitEnd, uint48 activeTime);
    error RevealWindowClosed(uint256 jobId, uint48 commitEnd, uint48 revealEnd, uint48 activeTime);
    error EmptyCommitment();
    error AlreadyCommitted(uint256 jobId, address account);
    error NotCommitted(uint256 jobId, address account);
    error AlreadyRevealed(uint256 jobId, address account);
    error InvalidChoice(uint8 choice);
    error CommitmentMismatch(bytes32 committed, bytes32 revealed);
    error JuryStillVoting(uint256 jobId, uint48 revealEnd, uint48 activeTime);
    error JuryHasDecided(uint256 jobId);
    error AwaitingOwner(uint256 jobId, uint48 rulingEnd, uint48 activeTime);
    error RulingWindowClosed(uint256 jobId, uint48 rulingEnd, uint48 activeTime);
    error AlreadyRuled(uint256 jobId);
    error InvalidRuling(Outcome ruling);

    // Anyone

    /// @notice Draws the jury once the seed block has passed.
    function drawJury(uint256 jobId) external;

    // Jurors

    /// @notice Commits to a vote. Final.
    function commitJuryVote(uint256 jobId, bytes32 commitment) external;

    /// @notice Reveals the committed vote.
    function revealJuryVote(uint256 jobId, uint8 choice, bytes32 salt) external;

    // Owner

    /// @notice Rules where the jury could not. Approved or Rejected.
    function ruleByOwner(uint256 jobId, Outcome ruling) external;

    // JobRegistry

    function openDispute(Opening calldata opening, DisputeTerms calldata terms) external;

    /// @notice Ends the dispute if it can be ended now, else reverts with the reason.
    /// @return ruling Approved, Rejected, or Inconclusive if nobody ever judged.
    /// @return decidedBy Who decided.
    /// @return jurors Jurors who voted with the ruling; empty unless the jury decided.
    function concludeDispute(uint256 jobId)
        external
        returns (Outcome ruling, DecidedBy decidedBy, address[] memory jurors);

    // Views

    /// @notice keccak256(abi.encode(JURY_COMMIT_DOMAIN, chainid, this, jobId, juror, choice, salt)).
    function juryCommitmentOf(uint256 jobId, address juror, uint8 choice, bytes32 salt)
        external
        view
        returns (bytes32);

    function disputeOf(uint256 jobId) external view returns (Dispute memory);
    function jurorsOf(uint256 jobId) external view returns (address[] memory);
    function juryBallotOf(uint256 jobId, address account) external view returns (JuryBallot memory);
    function JURY_COMMIT_DOMAIN() external view returns (bytes32);
    function JURY_DRAW_DOMAIN() external view returns (bytes32);
    function stakeManager() external view returns (IStakeManager);
    function identities() external view returns (IIdentityRegistry);
    function validation() external view returns (IValidationModule);
}
