// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {Outcome} from "../shared/Outcome.sol";
import {IJobTerms} from "./IJobTerms.sol";
import {ISortitionPool} from "./ISortitionPool.sol";
import {IStakeManager} from "./IStakeManager.sol";

/// @title IValidationModule
/// @notice A committee judges a submitted result by commit and reveal. One redraw if nothing is decided; if
/// nothing is again, the round is inconclusive and the job goes to a jury.
///
/// **The draw** is `ISortitionPool.draw`: seats by stake, with replacement, so that a validator sits as often as its
/// stake is worth and each seat is one vote. Weights are the validators' stakes in the second before the submission
/// (`ISortitionPool.frozenSecond`): nobody can move stake afterwards to any effect. Who has lost the role by the second of
/// the seed block is not seated. Employer, agent, the job's operator and whoever drives the employer (`driversOf`) are
/// excluded, and from the second round whoever held a seat in the first and did not reveal. The seed is
/// keccak256(abi.encode(DRAW_DOMAIN, chainid, this, jobId, round, prevrandao)) with the prevrandao of one block that was in
/// the future when the round opened (`seedBlock`). Who draws, and when, changes nothing: before `seedBlock` the draw
/// reverts, later it is fixed (by the block's hash, from the chain or from the EIP-2935 history for 8191 blocks). If
/// nobody draws for that long the round is lost and there is no second draw: a new seed would favour whoever waited.
///
/// **Seats.** Each locks `seatLockWei`. Who was drawn and has less left than its seats lock, what is unbonding included,
/// sits and votes all the same with what there is: its seats beyond that are *unfunded*. A committee is refused if fewer
/// seats than the quorum are funded, or if less than half of the weight at the frozen second was eligible, of validators
/// who have lost the role since not counted. Then
/// nobody is locked or charged, nothing is drawn again, and the job goes to a jury: taking up the stakes of others does
/// not choose who judges. Seats of who is suspended when they are drawn, or has lost the role since the seed block, stay
/// *empty*: they lock nothing, and nobody votes with them. Who is suspended or loses the role later can neither commit nor
/// reveal. Empty seats and those of such a member count as not revealed. Empty ones cost the employer nothing. Who did not
/// commit is not slashed if it was suspended while commits were taken, and who committed and did not reveal if it was
/// suspended while reveals were; nor is who lacked the role when that began, or when it ended.
///
/// **Windows** are half-open intervals of active time: commits in [draw, commitEnd), reveals in [commitEnd, revealEnd).
///
/// **The count** is over all seats of the committee, silent and empty ones too. It approves if enough of them do, rejects
/// if so many reject that the others could not approve any more, and decides nothing else: whoever keeps members from
/// voting, or keeps silent, turns no outcome, and undoes none but what its seats could have turned by voting.
///
/// Warning: the proposer of `seedBlock` can withhold its block, at the price of its reward, and so choose between two
/// seeds. It cannot try orderings of a block: prevrandao is its signature's.
interface IValidationModule {
    enum Refusal {
        None,
        UnfundedSeats,
        TooLittleWeight
    }

    /// @param commitSeconds Active seconds to commit.
    /// @param revealSeconds Active seconds to reveal.
    /// @param committeeSize Seats to fill, 3 to 15.
    /// @param quorum Seats that must be funded, more than half of `committeeSize`.
    /// @param approvalBps Part of all seats that must approve, more than half; ties at the threshold approve.
    /// @param nonRevealSlashBps Part of its seats' locks that a member loses for not revealing, at most 5000 and at least
    /// `wrongVoteSlashBps`: silence must not be the cheaper way out.
    /// @param wrongVoteSlashBps Part that a revealer loses for a vote against the final outcome, at most 5000.
    /// @param seedBlocks How many blocks ahead the seed block lies, 1 to 128.
    /// @param seatFeeBps Part of a seat's lock that each seat costs the employer, 100 to 2000. Rounded up.
    /// @param seatLockWei Stake that a seat locks; of a job that is worth less, its worth.
    struct ValidationTerms {
        uint32 commitSeconds;
        uint32 revealSeconds;
        uint8 committeeSize;
        uint8 quorum;
        uint16 approvalBps;
        uint16 nonRevealSlashBps;
        uint16 wrongVoteSlashBps;
        uint8 seedBlocks;
        uint16 seatFeeBps;
        uint96 seatLockWei;
    }

    /// @param operator Zero if the job has none.
    /// @param termsVersion Terms of the job.
    /// @param worthWei What there is to be earned: the job's reward and its bonus as it stands at the submission. A seat
    /// locks no more.
    struct Opening {
        uint256 jobId;
        address employer;
        address agent;
        address operator;
        uint32 termsVersion;
        uint256 worthWei;
    }

    /// @param number 1, or 2 after a redraw.
    /// @param drawn Whether the seed block was used (or found lost).
    /// @param outcome Pending until closed.
    /// @param seats Seats of the committee; 0 until drawn, and if there is none.
    /// @param revealedSeats Seats whose members revealed.
    /// @param approvedSeats Those of them that approve.
    /// @param frozenAt Second whose stakes are the weights.
    /// @param seedBlock Block whose prevrandao is the seed.
    /// @param commitEnd End of commits, reveals start. Active time.
    /// @param revealEnd End of reveals. Active time.
    /// @param seed Zero until drawn, and for a lost round.
    struct Round {
        uint8 number;
        bool drawn;
        Outcome outcome;
        uint8 seats;
        uint8 revealedSeats;
        uint8 approvedSeats;
        uint48 frozenAt;
        uint64 seedBlock;
        uint48 commitEnd;
        uint48 revealEnd;
        bytes32 seed;
    }

    /// @param seats Seats and votes; zero for an account that is no member.
    /// @param unfundedSeats Those of them that its stake no longer covered.
    /// @param choice 0 until revealed, then 1 (approve) or 2 (reject).
    /// @param empty Whether the account could not sit when it was drawn: nobody votes with its seats.
    /// @param lockedWei What was locked for the seats when they were drawn.
    /// @param commitment Zero until committed.
    struct Ballot {
        uint8 seats;
        uint8 unfundedSeats;
        uint8 choice;
        bool empty;
        uint128 lockedWei;
        bytes32 commitment;
    }

    /// @notice An account has sent a call of the job's employer about the job: it takes part in no draw from now on.
    event DriverNamed(uint256 indexed jobId, address indexed driver);
    /// @notice A round waits for its seed block; weights are the stakes at `frozenAt`.
    event RoundOpened(uint256 indexed jobId, uint8 indexed round, uint64 seedBlock, uint48 frozenAt);
    /// @notice The committee, in order of the draw, each member with its seats and how many of them are unfunded.
    event CommitteeDrawn(
        uint256 indexed jobId,
        uint8 indexed round,
        bytes32 seed,
        address[] members,
        uint8[] seats,
        uint8[] unfundedSeats,
        uint48 commitEnd,
        uint48 revealEnd
    );
    /// @notice Seats were drawn for an account that may not sit.
    event SeatsLeftEmpty(uint256 indexed jobId, uint8 indexed round, address indexed account, uint8 seats);
    /// @notice There is no committee, and none will be drawn: the job goes to a jury. Of the seats drawn `fundedSeats` could
    /// be covered; of `totalWei` in the pool, as `ISortitionPool.draw` counts it, `eligibleWei` could be drawn.
    event CommitteeRefused(
        uint256 indexed jobId,
        uint8 indexed round,
        bytes32 seed,
        Refusal refusal,
        uint256 fundedSeats,
        uint256 eligibleWei,
        uint256 totalWei
    );
    /// @notice Nobody drew while the seed block's hash could be had.
    event SeedLost(uint256 indexed jobId, uint8 indexed round, uint64 seedBlock);
    /// @notice A member committed to a vote.
    event VoteCommitted(uint256 indexed jobId, uint8 indexed round, address indexed validator, bytes32 commitment);
    /// @notice A member revealed. With these values and `COMMIT_DOMAIN` anybody can recompute the commitment.
    event VoteRevealed(
        uint256 indexed jobId,
        uint8 indexed round,
        address indexed validator,
        uint8 choice,
        bytes32 salt,
        uint8 seats
    );
    /// @notice A round was counted: Inconclusive if the seats that did not reveal could have turned it.
    event RoundClosed(
        uint256 indexed jobId,
        uint8 indexed round,
        Outcome outcome,
        uint8 seats,
        uint8 revealedSeats,
        uint8 approvedSeats
    );
    /// @notice The last round's seats were judged by the job's final outcome.
    event RoundSettled(uint256 indexed jobId, uint8 indexed round, Outcome finalOutcome, address[] winners);

    /// @notice A job has `limit` drivers at most.
    error TooManyDrivers(uint256 jobId, uint256 limit);
    /// @notice The job has been submitted for validation before.
    error RoundExists(uint256 jobId);
    /// @notice The job was never submitted for validation.
    error NoRound(uint256 jobId);
    /// @notice The seed block was used, or found lost.
    error AlreadyDrawn(uint256 jobId, uint8 round);
    /// @notice The round has no committee yet: `drawCommittee` comes first.
    error NotDrawn(uint256 jobId, uint8 round);
    /// @notice The seed block has not passed.
    error SeedNotReady(uint256 jobId, uint64 seedBlock, uint256 blockNumber);
    /// @notice The account has no seat in the current round.
    error NotMember(uint256 jobId, uint8 round, address account);
    /// @notice The member is suspended, has lost the role, or could not sit when its seats were drawn.
    error MemberBarred(uint256 jobId, uint8 round, address account);
    /// @notice Commits end at `commitEnd` (active time).
    error CommitWindowClosed(uint256 jobId, uint48 commitEnd, uint48 activeTime);
    /// @notice Reveals are taken in [`commitEnd`, `revealEnd`) of active time.
    error RevealWindowClosed(uint256 jobId, uint48 commitEnd, uint48 revealEnd, uint48 activeTime);
    /// @notice Not every member has revealed, and there is time left to.
    error RevealWindowOpen(uint256 jobId, uint48 revealEnd, uint48 activeTime);
    /// @notice A commitment of zero stands for none.
    error EmptyCommitment(uint256 jobId, uint8 round, address account);
    /// @notice A commitment is final.
    error AlreadyCommitted(uint256 jobId, uint8 round, address account);
    /// @notice There is nothing to reveal.
    error NotCommitted(uint256 jobId, uint8 round, address account);
    /// @notice A vote counts once.
    error AlreadyRevealed(uint256 jobId, uint8 round, address account);
    /// @notice A choice is 1 (approve) or 2 (reject).
    error InvalidChoice(uint8 choice);
    /// @notice Choice and salt are not what the member committed to.
    error CommitmentMismatch(bytes32 committed, bytes32 revealed);
    /// @notice The round has been counted.
    error RoundIsClosed(uint256 jobId, uint8 round);
    /// @notice The round has not been counted.
    error RoundIsOpen(uint256 jobId, uint8 round);
    /// @notice The job's seats have been judged.
    error AlreadySettled(uint256 jobId);

    // Anyone

    /// @notice Draws the committee of the current round once its seed block has passed, and locks the seats.
    /// @param header RLP of the seed block's header, as it is hashed. Empty if the block's hash can no longer be had: then
    /// the round is lost.
    function drawCommittee(uint256 jobId, bytes calldata header) external;

    // Members

    /// @notice Commits to a vote. Final: a commitment cannot be replaced.
    /// @param commitment See `commitmentOf`.
    function commitVote(uint256 jobId, bytes32 commitment) external;

    /// @notice Reveals the committed vote.
    function revealVote(uint256 jobId, uint8 choice, bytes32 salt) external;

    // JobRegistry

    /// @notice Opens round 1 for a submission. Weights are those of `ISortitionPool.frozenSecond`.
    function openRound(Opening calldata opening) external;

    /// @notice Adds a driver to the job, which has not got it yet. Restricted.
    function nameDriver(uint256 jobId, address driver) external;

    /// @notice Counts the current round after its reveal window, or once every member revealed. Slashes members that did
    /// not reveal, by their seats, but never by more than they locked, and none that was kept from it by a suspension.
    /// If nothing is decided, it releases the revealers unharmed and opens round 2 (or ends inconclusive; so does a round
    /// without a committee).
    /// @return outcome Pending if round 2 was opened.
    function closeRound(uint256 jobId) external returns (Outcome outcome);

    // JobSettlement

    /// @notice Releases the last round's seats against the job's final outcome. Revealers of a decided round that voted
    /// against it are slashed.
    /// @return winners Revealers of the last round that voted with `finalOutcome`; empty if that is inconclusive.
    /// @return winnersSeats Their seats.
    /// @return seatedSeats Seats of all committees of the job, without those that stayed empty.
    function settle(uint256 jobId, Outcome finalOutcome)
        external
        returns (address[] memory winners, uint256[] memory winnersSeats, uint256 seatedSeats);

    // Views

    /// @notice keccak256(abi.encode(COMMIT_DOMAIN, chainid, this, jobId, round, validator, choice, salt)).
    function commitmentOf(uint256 jobId, uint8 round, address validator, uint8 choice, bytes32 salt)
        external
        view
        returns (bytes32);

    /// @notice The current round. `number` 0 if the job has none.
    function roundOf(uint256 jobId) external view returns (Round memory);
    /// @notice Round `number` of the job, from 1. All zero if it was not opened.
    function roundAt(uint256 jobId, uint8 number) external view returns (Round memory);
    /// @notice The committee of round `number`, in order of the draw.
    function membersOf(uint256 jobId, uint8 number) external view returns (address[] memory);
    /// @notice The ballot of an account in round `number`. All zero for one that is no member.
    function ballotOf(uint256 jobId, uint8 number, address account) external view returns (Ballot memory);

    /// @notice What an account revealed in the current round: 1 (approve), 2 (reject), or 0.
    function choiceOf(uint256 jobId, address account) external view returns (uint8);

    /// @notice Members of all rounds of the job; an account drawn twice is listed twice.
    function allMembersOf(uint256 jobId) external view returns (address[] memory);

    /// @notice Who has sent calls of the job's employer about the job, each once (`IJobRegistry.nameDriver`).
    function driversOf(uint256 jobId) external view returns (address[] memory);

    /// @notice Who sits on no jury of the job, besides its employer, agent and operator: drivers, and members of all rounds.
    function barredFromJuries(uint256 jobId) external view returns (address[] memory);

    /// @notice keccak256("omnisovereign/validation-commit/1").
    function COMMIT_DOMAIN() external view returns (bytes32);
    /// @notice keccak256("omnisovereign/committee-draw/1").
    function DRAW_DOMAIN() external view returns (bytes32);
    /// @notice Where seats are drawn. Immutable.
    function pool() external view returns (ISortitionPool);
    /// @notice Where seats are locked. Immutable.
    function stakeManager() external view returns (IStakeManager);
    /// @notice The terms that rounds are opened under. Immutable.
    function terms() external view returns (IJobTerms);
}
