// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {Outcome} from "../shared/Outcome.sol";
import {IIdentityRegistry} from "./IIdentityRegistry.sol";
import {IJobTerms} from "./IJobTerms.sol";
import {IJuryDraw} from "./IJuryDraw.sol";
import {IValidationModule} from "./IValidationModule.sol";

/// @title IDisputeModule
/// @notice Juries judge a disputed job by commit and reveal, one seat, one vote, in up to three **hearings**: the first when
/// the dispute is opened, and one after each of two appeals. JobRegistry opens a dispute, at most one a job, and takes
/// appeals; anybody concludes it; JuryDraw seats its juries, JurySettlement judges its jurors.
///
/// **Juries** grow: n seats (`jurySize`), then 2n + 1, then 2(2n + 1) + 1. Each is drawn (`ISortitionPool.draw`) with
/// replacement from the council as it stood in the frozen second of the job's first round, before the submission,
/// each identity with weight one that staked `ISortitionPool.councilStakeWei` then. If fewer than three could be drawn,
/// it is drawn from validators by stake instead, as in `IValidationModule`: at least half of their weight must be eligible.
/// Where most of the council is taken up (`IJuryDraw.isCouncilTakenUp`), validators come first, and the council judges if
/// they cannot. That is looked at when the hearing is opened, and is the same in every block until a stake moves, so that
/// whoever opens it cannot try until it suits. Once there is a seed nothing is chosen any more: whoever draws, at whatever
/// moment, draws the same accounts, and they sit.
/// Employer, agent, operator, whoever drives the employer, every committee member of the job and whoever is claimant of one
/// of its hearings are excluded.
/// Who has lost the role by the second of the seed block is not seated. Stake that is asked back in or after the frozen
/// second can be locked until the job is over, and what was asked back before counts for nobody.
/// Each hearing has its own seed: keccak256(abi.encode(JURY_DRAW_DOMAIN, chainid, this, jobId, hearing, prevrandao))
/// with the prevrandao of a block that was in the future when the hearing was opened, as in `IValidationModule`.
/// Nobody is excluded for having sat in an earlier hearing: a small council can fill a large jury. A juror who appeals is,
/// and of a council of three it thereby leaves too few: validators hear its appeal.
///
/// **Stake.** A seat locks min(jurorLockWei, worth) of what its juror has staked for the role it was drawn
/// for, until the job is settled. Seats that a juror cannot cover are *unfunded*: they vote, and what they risk is what
/// there is, however few seats of a jury are funded: otherwise whoever takes stakes up, or funds its own, would choose among
/// juries that it knows. Suspended jurors are seated and lock as others do, and vote once they are free. Who loses the role
/// after the seed block keeps its seats, and votes no more: they count as not revealed. Neither is slashed for what it was
/// kept from.
///
/// **Verdict.** A hearing decides if more than half of all its seats, silent ones too, say the same: no
/// juror who is silent, or is kept from voting, could turn it by a vote. How many speak does not matter; the quorum,
/// ceil(juryQuorum × seats / jurySize), says how many seats have to be filled. Without a verdict,
/// or without a jury (the seed was lost, or too few could be drawn), the owner rules within the ruling
/// window, through the access manager with its delay, for good; and until `appealEnd` whoever the outcome is against
/// that the hearing was about can appeal, as against a verdict. Neither a ruling nor an appeal: the outcome that
/// the hearing was about stands, for good. It is the last verdict, or the committee's outcome; the job ends inconclusive if
/// there is none.
///
/// **Resumption.** Who may suspend can keep jurors from voting, so that a jury says nothing; it cannot have the case end
/// like that. If the seats of jurors who were kept from voting by a suspension, and still have the role, could have made a
/// verdict, and the owner has not ruled in its window, anybody resumes the hearing, once: its jurors who have not voted can
/// commit and reveal at any time from then on, until the last of those suspensions has ended and both windows have passed
/// after that. By then each of them was free for long enough: nobody is suspended again before it could judge for as long
/// as it was suspended. Votes are open there: who votes later sees what others said. After that the hearing goes on as any
/// other.
///
/// **Appeals.** Until `appealEnd` the party that a verdict went against, or a juror of that hearing who voted against
/// it, can appeal; after the third hearing nobody. Without a verdict it is the party that the outcome is against which
/// the hearing was about, or a juror who voted against that: the employer of Approved, else the agent. Each claimant
/// posts a bond: ceil(worth × bondBps / 10,000), twice as much for each further hearing, and beside that the fee of each
/// seat of the jury, ceil(lock × seatFeeBps / 10,000) by the terms of `IValidationModule`: whoever takes up jurors' stakes
/// pays a part of them that comes back to nobody.
///
/// What jurors win and lose by the final outcome is in `IJurySettlement`.
interface IDisputeModule {
    enum DecidedBy {
        Nobody,
        Jury,
        Owner,
        Default
    }

    enum Absence {
        None,
        SeedLost,
        TooFewEligible
    }

    /// @param bondBps Part of the job's worth that the first claimant posts, at most 5000. Rounded up.
    /// @param jurySize Seats of the first hearing. Odd, 3 to 9.
    /// @param juryQuorum Seats that must be filled there, more than half of `jurySize`.
    /// @param commitSeconds Active seconds to commit.
    /// @param revealSeconds Active seconds to reveal.
    /// @param appealSeconds Active seconds to appeal after the reveal window.
    /// @param rulingSeconds Active seconds for the owner after a jury failed. Longer than the owner's execution delay.
    /// @param nonRevealSlashBps Part of its seats' locks that a juror loses for not revealing, at most 5000 and at least
    /// `wrongVoteSlashBps`.
    /// @param wrongVoteSlashBps Part that a juror loses for a vote against the final outcome, at most 5000.
    /// @param jurorLockWei Stake that a seat locks; of a job that is worth less, its worth. At most what
    /// `IJobTerms.setTerms` says.
    struct DisputeTerms {
        uint16 bondBps;
        uint8 jurySize;
        uint8 juryQuorum;
        uint32 commitSeconds;
        uint32 revealSeconds;
        uint32 appealSeconds;
        uint32 rulingSeconds;
        uint16 nonRevealSlashBps;
        uint16 wrongVoteSlashBps;
        uint96 jurorLockWei;
    }

    /// @param claimant Zero if an inconclusive validation opened the dispute: then there is no bond.
    /// @param operator Zero if the job has none.
    /// @param standing The committee's outcome.
    /// @param termsVersion Terms of the job.
    /// @param worthWei What there is to be earned: the job's reward and its bonus as it stood at the submission.
    struct Opening {
        uint256 jobId;
        address claimant;
        address employer;
        address agent;
        address operator;
        Outcome standing;
        uint32 termsVersion;
        uint256 worthWei;
        bytes32 evidenceHash;
    }

    /// @param hearings How many were opened; 0 for a job that is not disputed.
    /// @param ruling Pending until concluded or ruled by the owner.
    /// @param settled Whether its jurors and bonds are settled.
    /// @param settledJurors How many jurors were settled before the rest, counted through all hearings.
    /// @param frozenAt Second whose council, or validators, the juries are drawn from.
    /// @param jurorLockWei What a seat locks.
    /// @param firstBondWei Bond of the first hearing without the fees of its seats; that of hearing h is 2^(h - 1) times as
    /// much.
    /// @param seatFeeWei What each seat of a jury costs.
    /// @param jurySize Seats of the first jury.
    struct Dispute {
        address employer;
        uint32 termsVersion;
        uint8 hearings;
        Outcome ruling;
        DecidedBy decidedBy;
        bool settled;
        uint8 settledJurors;
        address agent;
        uint96 jurorLockWei;
        address operator;
        uint48 frozenAt;
        uint128 firstBondWei;
        uint96 seatFeeWei;
        uint8 jurySize;
    }

    /// @param resumed Whether it was resumed, because suspensions had kept it from a verdict.
    /// @param role What its jurors were drawn for; 0 until drawn, and without a jury.
    /// @param seats Seats of the jury; 0 until drawn, and without a jury.
    /// @param validatorsFirst Whether most of the council was taken up when it was opened.
    /// @param standing The outcome that it is about.
    /// @param revealEnd Active time; appeals are taken until `appealEnd`, the owner's window is [revealEnd, rulingEnd).
    /// @param claimant Who claims that `standing` is wrong.
    struct Hearing {
        bool drawn;
        bool resumed;
        uint8 role;
        uint8 seats;
        bool validatorsFirst;
        uint8 approvedSeats;
        uint8 rejectedSeats;
        Outcome standing;
        uint48 commitEnd;
        uint48 revealEnd;
        uint48 appealEnd;
        uint48 rulingEnd;
        address claimant;
        uint64 seedBlock;
        bytes32 seed;
        bytes32 evidenceHash;
    }

    /// @param seats Seats and votes; zero for an account that is no juror of the hearing.
    /// @param unfundedSeats Those of them that its stake did not cover.
    /// @param choice 0 until revealed, then 1 (approve) or 2 (reject).
    /// @param lockedWei What was locked for the seats when they were drawn.
    struct JuryBallot {
        uint8 seats;
        uint8 unfundedSeats;
        uint8 choice;
        uint128 lockedWei;
        bytes32 commitment;
    }

    /// @notice What of a ballot counts in the end.
    struct HeardJuror {
        address account;
        uint8 seats;
        uint8 choice;
        uint128 lockedWei;
        bool committed;
    }

    /// @notice What of a hearing counts in the end, as `Hearing` has it.
    /// @param decided Whether its jury came to a verdict.
    /// @param seats Seats of its jury; 0 without one.
    /// @param jurors In order of the draw. Empty without a jury.
    struct Heard {
        address claimant;
        Outcome standing;
        bool decided;
        bool resumed;
        uint8 role;
        uint8 seats;
        uint48 commitEnd;
        uint48 revealEnd;
        HeardJuror[] jurors;
    }

    /// @notice What of a dispute counts in the end, as `Dispute` has it.
    /// @param firstJuror The first juror to be settled now. Jurors are counted from 0 through all hearings, in order of the
    /// draws.
    /// @param endJuror The one after the last.
    struct Ruled {
        Outcome ruling;
        DecidedBy decidedBy;
        uint32 termsVersion;
        uint96 jurorLockWei;
        uint128 firstBondWei;
        uint96 seatFeeWei;
        uint8 jurySize;
        uint8 firstJuror;
        uint8 endJuror;
    }

    /// @notice The windows of a hearing. Active time.
    struct Windows {
        uint48 commitEnd;
        uint48 revealEnd;
        uint48 appealEnd;
        uint48 rulingEnd;
    }

    /// @notice A hearing waits for its seed block; its jury comes from those who stood at `frozenAt`. `bondWei` is all that
    /// the claimant posts, the fees of the jury's seats included; 0 without a claimant. With `validatorsFirst` validators
    /// judge if they can, because most of the council is taken up.
    event HearingOpened(
        uint256 indexed jobId,
        uint8 indexed hearing,
        address indexed claimant,
        Outcome standing,
        bytes32 evidenceHash,
        uint256 bondWei,
        uint64 seedBlock,
        uint48 frozenAt,
        bool validatorsFirst
    );
    /// @notice The jury, in order of the draw, each juror with its seats and how many of them are unfunded.
    event JuryDrawn(
        uint256 indexed jobId,
        uint8 indexed hearing,
        uint8 role,
        bytes32 seed,
        address[] jurors,
        uint8[] seats,
        uint8[] unfundedSeats,
        Windows windows
    );
    /// @notice No jury could be had: the owner rules until `rulingEnd`.
    event JuryUnavailable(
        uint256 indexed jobId, uint8 indexed hearing, bytes32 seed, Absence absence, uint48 rulingEnd
    );
    /// @notice A hearing goes on: jurors who have not voted can commit and reveal until `windows.revealEnd`.
    event HearingResumed(uint256 indexed jobId, uint8 indexed hearing, Windows windows);
    /// @notice A juror committed to a vote.
    event JuryVoteCommitted(uint256 indexed jobId, uint8 indexed hearing, address indexed juror, bytes32 commitment);
    /// @notice A juror revealed. With these values and `JURY_COMMIT_DOMAIN` anybody can recompute the commitment.
    event JuryVoteRevealed(
        uint256 indexed jobId, uint8 indexed hearing, address indexed juror, uint8 choice, bytes32 salt, uint8 seats
    );
    /// @notice The dispute is decided, in its last hearing. For Default nobody ruled in time.
    event DisputeRuled(
        uint256 indexed jobId,
        uint8 indexed hearing,
        Outcome ruling,
        DecidedBy decidedBy,
        uint8 approvedSeats,
        uint8 rejectedSeats
    );
    /// @notice A job is disputed once.
    error DisputeExists(uint256 jobId);
    /// @notice The job is not disputed.
    error NoDispute(uint256 jobId);
    /// @notice The seed block was used, or found lost.
    error JuryAlreadyDrawn(uint256 jobId, uint8 hearing);
    /// @notice There is no jury to vote or to wait for yet: `drawJury` comes first.
    error JuryNotDrawn(uint256 jobId, uint8 hearing);
    /// @notice The seed block has not passed.
    error SeedNotReady(uint256 jobId, uint64 seedBlock, uint256 blockNumber);
    /// @notice The account does not sit in the current hearing.
    error NotJuror(uint256 jobId, uint8 hearing, address account);
    /// @notice The juror is suspended, or has lost the role.
    error JurorBarred(uint256 jobId, uint8 hearing, address account);
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
    /// @notice Not every seat has revealed, and there is time left to.
    error JuryStillVoting(uint256 jobId, uint48 revealEnd, uint48 activeTime);
    /// @notice The owner rules only where the jury could not.
    error JuryHasDecided(uint256 jobId);
    /// @notice The owner may still rule until `rulingEnd` (active time).
    error AwaitingOwner(uint256 jobId, uint48 rulingEnd, uint48 activeTime);
    /// @notice The owner could rule until `rulingEnd` (active time).
    error RulingWindowClosed(uint256 jobId, uint48 rulingEnd, uint48 activeTime);
    /// @notice Suspensions have kept the hearing from a verdict: `resumeHearing` comes first.
    error HearingHeldUp(uint256 jobId, uint8 hearing);
    /// @notice The hearing has a verdict, was resumed before, or would have none without the suspensions either.
    error NotHeldUp(uint256 jobId, uint8 hearing);
    /// @notice The dispute is decided.
    error AlreadyRuled(uint256 jobId);
    /// @notice A ruling is Approved or Rejected.
    error InvalidRuling(Outcome ruling);
    /// @notice There is no appeal after the last hearing.
    error LastHearing(uint256 jobId, uint8 hearing);
    /// @notice What came of the hearing can still be appealed against until `appealEnd` (active time).
    error AppealWindowOpen(uint256 jobId, uint48 appealEnd, uint48 activeTime);
    /// @notice What came of the hearing could be appealed against until `appealEnd` (active time).
    error AppealWindowClosed(uint256 jobId, uint48 appealEnd, uint48 activeTime);
    /// @notice Only the party can appeal that the verdict, or without one what the hearing was about, is against, or a juror
    /// of that hearing who voted against it.
    error NotAggrieved(uint256 jobId, uint8 hearing, address account);
    /// @notice The job is not disputed, or its dispute has no ruling yet.
    error NotRuled(uint256 jobId);
    /// @notice Jurors and bonds of the dispute were settled.
    error AlreadySettled(uint256 jobId);

    // Anyone

    /// @notice Draws the jury of the current hearing once its seed block has passed, and locks what there is for its seats.
    /// @param header Header of the seed block, as in `IValidationModule.drawCommittee`.
    function drawJury(uint256 jobId, bytes calldata header) external;

    /// @notice Ends the dispute if it can be ended now, else reverts with the reason. Changes nothing once it is ruled.
    /// @return ruling Approved, Rejected, or Inconclusive if nobody ever judged.
    /// @return decidedBy Who decided.
    function concludeDispute(uint256 jobId) external returns (Outcome ruling, DecidedBy decidedBy);

    /// @notice Lets the current hearing go on that suspensions have kept from a verdict, once the owner's window is over.
    function resumeHearing(uint256 jobId) external;

    // Jurors

    /// @notice Commits to a vote in the current hearing, with all seats of the caller. Final.
    function commitJuryVote(uint256 jobId, bytes32 commitment) external;

    /// @notice Reveals the committed vote; in a hearing that was resumed as soon as it is committed.
    function revealJuryVote(uint256 jobId, uint8 choice, bytes32 salt) external;

    // Owner

    /// @notice Rules where the jury of the current hearing could not, for good. Approved or Rejected.
    function ruleByOwner(uint256 jobId, Outcome ruling) external;

    // JobRegistry

    /// @notice Opens the dispute of a job, at most one, and its first hearing.
    /// @return bondWei What its claimant owes; 0 without one.
    function openDispute(Opening calldata opening) external returns (uint256 bondWei);

    /// @notice Opens the next hearing, against the verdict of the current one, or else what that was about.
    /// @return bondWei What the claimant owes.
    function openAppeal(uint256 jobId, address claimant, bytes32 evidenceHash) external returns (uint256 bondWei);

    // JurySettlement

    /// @notice Hands over up to `limit` more jurors of a dispute that is ruled, so that they are settled before the rest.
    /// @return ruled What it came to, and which jurors these are.
    /// @return all Its hearings, in order.
    function closeJurors(uint256 jobId, uint256 limit) external returns (Ruled memory ruled, Heard[] memory all);

    /// @notice Hands over a dispute that is ruled, so that its bonds and all jurors that are left are settled. Once.
    /// @return ruled What it came to, and which jurors are left.
    /// @return all Its hearings, in order.
    function closeDispute(uint256 jobId) external returns (Ruled memory ruled, Heard[] memory all);

    // Views

    /// @notice keccak256(abi.encode(JURY_COMMIT_DOMAIN, chainid, this, jobId, hearing, juror, choice, salt)).
    function juryCommitmentOf(uint256 jobId, uint8 hearing, address juror, uint8 choice, bytes32 salt)
        external
        view
        returns (bytes32);

    /// @notice The dispute of a job. All zero if there is none.
    function disputeOf(uint256 jobId) external view returns (Dispute memory);
    /// @notice The current hearing of a dispute. All zero if there is none.
    function hearingOf(uint256 jobId) external view returns (Hearing memory);
    /// @notice Hearing `number` of a dispute, from 1. All zero if it was not opened.
    function hearingAt(uint256 jobId, uint8 number) external view returns (Hearing memory);
    /// @notice What a hearing's jury says so far: Pending without more than half of all seats.
    function verdictOf(uint256 jobId, uint8 number) external view returns (Outcome);
    /// @notice The jury of a hearing, in order of the draw. Empty if there is none.
    function jurorsOf(uint256 jobId, uint8 number) external view returns (address[] memory);
    /// @notice An account's ballot in a hearing. All zero for one that is no juror.
    function juryBallotOf(uint256 jobId, uint8 number, address account) external view returns (JuryBallot memory);
    /// @notice keccak256("omnisovereign/jury-commit/1").
    function JURY_COMMIT_DOMAIN() external view returns (bytes32);
    /// @notice keccak256("omnisovereign/jury-draw/1").
    function JURY_DRAW_DOMAIN() external view returns (bytes32);
    /// @notice Where juries are drawn, and their seats locked. Immutable.
    function draws() external view returns (IJuryDraw);
    /// @notice The terms that disputes are opened under. Immutable.
    function terms() external view returns (IJobTerms);
    /// @notice Who may judge. Immutable.
    function identities() external view returns (IIdentityRegistry);
    /// @notice Whose committees are excluded. Immutable.
    function validation() external view returns (IValidationModule);
}
