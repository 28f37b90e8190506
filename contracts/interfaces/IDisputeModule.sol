// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {Outcome} from "../shared/Outcome.sol";
import {IIdentityRegistry} from "./IIdentityRegistry.sol";
import {IJobTerms} from "./IJobTerms.sol";
import {ISortitionPool} from "./ISortitionPool.sol";
import {IValidationModule} from "./IValidationModule.sol";

/// @title IDisputeModule
/// @notice A jury judges a disputed job by commit and reveal; one juror, one vote. JobRegistry opens a dispute, at most
/// one a job, and concludes it.
///
/// **The jury** is drawn from the council as it stood in the second before the dispute, uniformly and without
/// replacement, and filled up with validators weighted by stake. It excludes the committee of every round, the employer,
/// the agent and the job's operator. The seed comes from the prevrandao of one future block, as in `IValidationModule`:
/// keccak256(abi.encode(JURY_DRAW_DOMAIN, chainid, this, jobId, prevrandao)).
///
/// Filling up draws one seat at a time: n = 0, 1, … is a `ISortitionPool.draw` of one seat with the seed
/// keccak256(abi.encode(seed, "validators", n)), from which everybody seated so far is excluded as well. It ends when the
/// seats are filled, or nobody is drawn.
///
/// **Never stuck.** No jury, no quorum, a tie or a lost seed: the owner rules within the ruling window, through the
/// access manager with its delay. No ruling either: the committee's outcome stands, or the job ends inconclusive if it
/// had none.
///
/// Jurors lock no stake: an absent juror loses its fee, not more. Jurors of the majority share the job's fee, whichever
/// way they decided.
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
    /// @param operator Zero if the job has none.
    /// @param standing The committee's outcome.
    /// @param termsVersion Terms of the job.
    struct Opening {
        uint256 jobId;
        address claimant;
        address employer;
        address agent;
        address operator;
        Outcome standing;
        uint32 termsVersion;
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

    /// @notice A dispute waits for its seed block; the jury comes from the council as it stood at `frozenAt`.
    event DisputeOpened(
        uint256 indexed jobId,
        address indexed claimant,
        Outcome standing,
        bytes32 evidenceHash,
        uint64 seedBlock,
        uint48 frozenAt
    );
    /// @notice The jury, in order of the draw, and its windows (active time).
    event JuryDrawn(
        uint256 indexed jobId, bytes32 seed, address[] jurors, uint48 commitEnd, uint48 revealEnd, uint48 rulingEnd
    );
    /// @notice No jury could be had (too few candidates, or the seed was lost): the owner rules until `rulingEnd`.
    event JuryUnavailable(uint256 indexed jobId, bool seedLost, uint256 candidates, uint48 rulingEnd);
    /// @notice A juror committed to a vote.
    event JuryVoteCommitted(uint256 indexed jobId, address indexed juror, bytes32 commitment);
    /// @notice A juror revealed. With these values and `JURY_COMMIT_DOMAIN` anybody can recompute the commitment.
    event JuryVoteRevealed(uint256 indexed jobId, address indexed juror, uint8 choice, bytes32 salt);
    /// @notice The dispute is decided. For Default nobody ruled in time.
    event DisputeRuled(uint256 indexed jobId, Outcome ruling, DecidedBy decidedBy, uint8 approvals, uint8 rejections);

    /// @notice A job is disputed once.
    error DisputeExists(uint256 jobId);
    /// @notice The job is not disputed.
    error NoDispute(uint256 jobId);
    /// @notice The seed block was used, or found lost.
    error JuryAlreadyDrawn(uint256 jobId);
    /// @notice There is no jury to vote or to wait for yet: `drawJury` comes first.
    error JuryNotDrawn(uint256 jobId);
    /// @notice The seed block has not passed.
    error SeedNotReady(uint256 jobId, uint64 seedBlock, uint256 blockNumber);
    /// @notice The account does not sit on the jury.
    error NotJuror(uint256 jobId, address account);
    /// @notice Commits end at `commitEnd` (active time).
    error CommitWindowClosed(uint256 jobId, uint48 commitEnd, uint48 activeTime);
    /// @notice Reveals are taken in [`commitEnd`, `revealEnd`) of active time.
    error RevealWindowClosed(uint256 jobId, uint48 commitEnd, uint48 revealEnd, uint48 activeTime);
    /// @notice A commitment of zero stands for none.
    error EmptyCommitment(uint256 jobId, address account);
    /// @notice A commitment is final.
    error AlreadyCommitted(uint256 jobId, address account);
    /// @notice There is nothing to reveal.
    error NotCommitted(uint256 jobId, address account);
    /// @notice A vote counts once.
    error AlreadyRevealed(uint256 jobId, address account);
    /// @notice A choice is 1 (approve) or 2 (reject).
    error InvalidChoice(uint8 choice);
    /// @notice Choice and salt are not what the juror committed to.
    error CommitmentMismatch(bytes32 committed, bytes32 revealed);
    /// @notice Not every juror has revealed, and there is time left to.
    error JuryStillVoting(uint256 jobId, uint48 revealEnd, uint48 activeTime);
    /// @notice The owner rules only where the jury could not.
    error JuryHasDecided(uint256 jobId);
    /// @notice The owner may still rule until `rulingEnd` (active time).
    error AwaitingOwner(uint256 jobId, uint48 rulingEnd, uint48 activeTime);
    /// @notice The owner could rule until `rulingEnd` (active time).
    error RulingWindowClosed(uint256 jobId, uint48 rulingEnd, uint48 activeTime);
    /// @notice The dispute is decided.
    error AlreadyRuled(uint256 jobId);
    /// @notice A ruling is Approved or Rejected.
    error InvalidRuling(Outcome ruling);

    // Anyone

    /// @notice Draws the jury once the seed block has passed.
    /// @param header Header of the seed block, as in `IValidationModule.drawCommittee`.
    function drawJury(uint256 jobId, bytes calldata header) external;

    // Jurors

    /// @notice Commits to a vote. Final.
    function commitJuryVote(uint256 jobId, bytes32 commitment) external;

    /// @notice Reveals the committed vote.
    function revealJuryVote(uint256 jobId, uint8 choice, bytes32 salt) external;

    // Owner

    /// @notice Rules where the jury could not. Approved or Rejected.
    function ruleByOwner(uint256 jobId, Outcome ruling) external;

    // JobRegistry

    /// @notice Opens the dispute of a job, at most one.
    function openDispute(Opening calldata opening) external;

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

    /// @notice The dispute of a job. All zero if there is none.
    function disputeOf(uint256 jobId) external view returns (Dispute memory);
    /// @notice The jury, in order of the draw. Empty if none was drawn.
    function jurorsOf(uint256 jobId) external view returns (address[] memory);
    /// @notice An account's ballot. All zero for one that is no juror.
    function juryBallotOf(uint256 jobId, address account) external view returns (JuryBallot memory);
    /// @notice keccak256("omnisovereign/jury-commit/1").
    function JURY_COMMIT_DOMAIN() external view returns (bytes32);
    /// @notice keccak256("omnisovereign/jury-draw/1").
    function JURY_DRAW_DOMAIN() external view returns (bytes32);
    /// @notice Where validators that fill the jury up are drawn. Immutable.
    function pool() external view returns (ISortitionPool);
    /// @notice The terms that disputes are opened under. Immutable.
    function terms() external view returns (IJobTerms);
    /// @notice Whose council members are the jury. Immutable.
    function identities() external view returns (IIdentityRegistry);
    /// @notice Whose committees are excluded. Immutable.
    function validation() external view returns (IValidationModule);
}
