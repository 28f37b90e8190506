// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {Outcome} from "../shared/Outcome.sol";
import {IDisputeModule} from "./IDisputeModule.sol";
import {IIdentityRegistry} from "./IIdentityRegistry.sol";
import {IIncentivePolicy} from "./IIncentivePolicy.sol";
import {IJobSettlement} from "./IJobSettlement.sol";
import {IJobTerms} from "./IJobTerms.sol";
import {IStakeManager} from "./IStakeManager.sol";
import {IThermostat} from "./IThermostat.sol";
import {IValidationModule} from "./IValidationModule.sol";

/// @title IJobRegistry
/// @notice The life of a job:
///
///     Open ──apply──▶ Assigned ──submit──▶ Submitted ──closeValidation──▶ Accepted | Rejected ──finalize──▶ Finalized
///      │                 │                    │  (undecided twice)            │ raiseDispute                 ▲
///      ▼ cancel, expire  ▼ expire             └───────────▶ Disputed ◀────────┘ ────────────────finalize─────┘
///     Cancelled|Expired  Expired                             └─┘ appeal, twice at most
///
/// **Terms** are fixed at creation: a job keeps the version of `IJobTerms`, the fee, the role shares and its own
/// amounts, whatever the council changes later.
///
/// **Money.** Creation escrows reward + fee + bonus cap + seat fees. The escrow of a job is empty once the job is terminal:
/// - Approved: the reward goes by role shares to agent, validators, operator and employer (the others round down, the
///   agent gets the remainder); the bonus to the validators, the unused rest of its cap to the employer.
/// - Rejected: the validators get their share and the bonus as before, the employer the rest.
/// - Inconclusive, Cancelled, Expired: the employer gets everything back, the fee included, but not the seat fees in use.
/// - The fee goes to the treasury. Of a disputed job it goes to the coherent jurors, those of any hearing who voted with
///   the final outcome, together with half of each losing bond and their part of what jurors lost, divided by seats,
///   rounding down; the treasury gets the remainder, or all of it if there are none.
/// - A job is worth its reward and its bonus as it stands when work is handed in. A seat locks min(seatLockWei, worth): what
///   is at stake scales with what is to be earned. Its fee is ceil(lock × seatFeeBps / 10,000), escrowed for two committees
///   of full size, as if the bonus were its cap. The fees of the seats that were seated go to the treasury, whatever the
///   outcome; the employer has the rest back. Where no committee decided, it pays so the first jury's seats as well, as
///   far as it reaches: nobody else has asked for them. No validator has earned the pool then, which is the treasury's.
/// - Slashed stake goes by the slash split to employer, validators of the winning vote, treasury, and nobody (burnt), each
///   part of the whole rounding down; the treasury gets the remainder. The validators' part is one of what validators
///   lost only; of the agent's, it is the treasury's: a conviction pays validators no more than an approval. Of what
///   jurors lost, the employer's and the validators' parts together go to the coherent jurors, or to the treasury if
///   there are none: no party gains by what jurors lose, and nobody gains by losing on one seat and winning on another.
/// - The validators' pool is divided by seats among the last round's revealers who voted with the final outcome,
///   rounding down; the remainder, or all of it if there are none, goes to the treasury.
/// - A claimant pays for its jury's seats, at the same rate of what they lock, as part of its bond: the fees of those that
///   are drawn go to the treasury, whoever was right. The rest of the bond comes back if the outcome that it disputed or
///   appealed against is not the final one. Otherwise, also if nobody rules, half of it goes to the coherent jurors,
///   rounding down, and the rest, or all if there are none, to the party that the final outcome favours: the agent if the
///   work is accepted, else the employer.
///
/// All windows are half-open intervals of active time: [start, end).
///
/// **Attempts.** A job that expired, or that ended otherwise than approved, can be reopened by its employer, eight attempts
/// in all. Each attempt is a *case* of its own, with its own escrow, terms, agent, committees, dispute and settlement: the
/// first has the job's id, each later one `jobId + (attempts before it << 64)`. Every function, event and view of this
/// and all other modules that takes or names a `jobId` means a case; what depends on a job follows its latest case.
///
/// Anybody may call `closeValidation`, `finalize` and `expire`, so no job waits for one actor.
interface IJobRegistry {
    enum Status {
        None,
        Open,
        Assigned,
        Submitted,
        Accepted,
        Rejected,
        Disputed,
        Finalized,
        Cancelled,
        Expired
    }

    /// @param planJobId keccak256 of the plan's job id.
    /// @param specHash Digest of the job's specification.
    /// @param jurisdiction Label of a city, region or layer, left-aligned text or a hash.
    /// @param operator Gets the operators' share; holds the operator role, or is zero: then the treasury gets it. Judges
    /// nothing of the job.
    /// @param rewardWei Above zero, at most 2^120.
    /// @param validatorBonusWei On top of the validators' share.
    /// @param validatorBonusCapWei Escrowed; what the bonus can be doubled up to. At least `validatorBonusWei`.
    /// @param deadlineSeconds Soft deadline, active seconds from assignment, 1 to 10 years.
    /// @param delayPolicy What lateness may set in motion.
    /// @param dependencies Existing jobs, at most 16, that must be finalized as approved before this one can be taken.
    struct JobRequest {
        bytes32 planJobId;
        bytes32 specHash;
        bytes32 jurisdiction;
        address operator;
        uint128 rewardWei;
        uint128 validatorBonusWei;
        uint128 validatorBonusCapWei;
        uint32 deadlineSeconds;
        IIncentivePolicy.DelayPolicy delayPolicy;
        uint256[] dependencies;
    }

    /// @notice What contracts need of a job. The rest of its request is in `JobCreated`, its result in `ResultSubmitted`.
    /// @param outcome Standing outcome from Accepted/Rejected on, final one once Finalized.
    /// @param openEnd Active time until which the job can be taken.
    /// @param deadline Soft deadline, active time; 0 until assigned.
    /// @param challengeEnd Active time until which the outcome can be disputed; 0 until closed.
    /// @param agentStakeWei What the agent locked.
    struct Job {
        address employer;
        Status status;
        Outcome outcome;
        IIncentivePolicy.DelayPolicy delayPolicy;
        uint32 termsVersion;
        address agent;
        uint48 openEnd;
        uint48 deadline;
        address operator;
        uint48 challengeEnd;
        uint32 deadlineSeconds;
        uint128 rewardWei;
        uint128 feeWei;
        uint128 validatorBonusWei;
        uint128 validatorBonusCapWei;
        uint128 agentStakeWei;
        IIncentivePolicy.RoleShares shares;
    }

    /// @notice What the registry drives. Fixed at deployment.
    struct Wiring {
        IJobTerms terms;
        IIdentityRegistry identities;
        IStakeManager stakeManager;
        IValidationModule validation;
        IDisputeModule disputes;
        IIncentivePolicy incentives;
        IThermostat thermostat;
        IJobSettlement settlement;
    }

    /// @notice A job is open until `openEnd` (active time); its money is in escrow. `seatFeesWei` are those of both rounds.
    event JobCreated(
        uint256 indexed jobId,
        address indexed employer,
        bytes32 indexed planJobId,
        JobRequest request,
        uint256 feeWei,
        uint256 seatFeesWei,
        uint32 termsVersion,
        IIncentivePolicy.RoleShares shares,
        uint48 openEnd
    );
    /// @notice The employer reopened its job: `attempt` (from 2) is the case `caseId`, whose `JobCreated` follows.
    event JobReopened(uint256 indexed jobId, uint256 indexed caseId, uint256 attempt);
    /// @notice The employer took an open job back.
    event JobCancelled(uint256 indexed jobId, address indexed employer);
    /// @notice An agent took the job and locked `stakeWei`, as asked at `temperatureWad`. Deadlines are active time.
    event JobAssigned(
        uint256 indexed jobId,
        address indexed agent,
        uint256 stakeWei,
        uint256 temperatureWad,
        uint48 deadline,
        uint48 hardDeadline
    );
    /// @notice The agent handed in its result at `submittedAt` (active time).
    event ResultSubmitted(uint256 indexed jobId, address indexed agent, bytes32 resultHash, uint48 submittedAt);
    /// @notice `challengeEnd` is 0 if the outcome is inconclusive.
    event ValidationClosed(uint256 indexed jobId, Outcome outcome, uint48 challengeEnd);
    /// @notice `claimant` is zero if an inconclusive validation led here.
    event JobDisputed(uint256 indexed jobId, address indexed claimant, bytes32 evidenceHash, uint256 bondWei);
    /// @notice The employer means to dispute the acceptance, and can until `challengeEnd` (active time).
    event OutcomeHeld(uint256 indexed jobId, address indexed employer, bytes32 evidenceHash, uint48 challengeEnd);
    /// @notice `decidedBy` is Nobody if the job was not disputed.
    event JobFinalized(
        uint256 indexed jobId,
        Outcome outcome,
        IDisputeModule.DecidedBy decidedBy,
        uint256 slashedWei,
        uint256 burntWei
    );
    /// @notice `agent` is zero if nobody took the job in time.
    event JobExpired(uint256 indexed jobId, address indexed agent, uint256 slashedWei, uint256 burntWei);
    /// @notice Values as in `IIncentivePolicy.DelayPolicyApplied`.
    event DelayPolicyTriggered(
        uint256 indexed jobId,
        address indexed by,
        IIncentivePolicy.DelayPolicy policy,
        uint256 beforeValue,
        uint256 afterValue
    );

    /// @notice The account does not hold the role that the call needs.
    error RoleRequired(address account, uint8 role);
    /// @notice The call belongs to another part of the life of a job.
    error UnexpectedStatus(uint256 jobId, Status actual, Status expected);
    /// @notice Only the job's employer may do this.
    error NotEmployer(uint256 jobId, address account);
    /// @notice Only the job's agent may do this.
    error NotAgent(uint256 jobId, address account);
    /// @notice Nobody works for itself.
    error EmployerCannotApply(uint256 jobId, address account);
    /// @notice Nobody works for an employer that it drives.
    error DriverCannotApply(uint256 jobId, address account);
    /// @notice The job's agent or operator, or a member of a committee or jury of it, does not drive its employer.
    error DriverTakesPart(uint256 jobId, address account);
    /// @notice A reward is 1 to `maxWei`, a bonus cap 0 to `maxWei`.
    error RewardOutOfBounds(uint256 rewardWei, uint256 maxWei);
    /// @notice The bonus must be covered by what its cap escrows.
    error BonusAboveCap(uint256 bonusWei, uint256 capWei);
    /// @notice The job costs more than the caller agreed to.
    error CostAboveMaximum(uint256 costWei, uint256 maxCostWei);
    /// @notice The job asks for more stake than the caller agreed to.
    error StakeAboveMaximum(uint256 jobId, uint256 stakeWei, uint256 maxStakeWei);
    /// @notice A deadline is 1 to `maxSeconds`.
    error DeadlineOutOfBounds(uint256 deadlineSeconds, uint256 maxSeconds);
    /// @notice A job depends on `limit` others at most.
    error TooManyDependencies(uint256 length, uint256 limit);
    /// @notice A dependency must have been created before.
    error UnknownDependency(uint256 dependency);
    /// @notice There is no job with this id; a later case of one is none.
    error UnknownJob(uint256 jobId);
    /// @notice Only a job whose latest case expired, or ended otherwise than approved, can be reopened.
    error NotReopenable(uint256 jobId, Status status, Outcome outcome);
    /// @notice A job has `limit` attempts at most.
    error TooManyAttempts(uint256 jobId, uint256 limit);
    /// @notice A reopened job depends on what it always did: its request names nothing.
    error DependenciesKept(uint256 jobId);
    /// @notice A reopened job is the work that it always was: plan's job, specification and jurisdiction stay. Digests of
    /// the three.
    error AnotherWork(uint256 jobId, bytes32 work, bytes32 requested);
    /// @notice A job is done again for no less than its last attempt was to earn.
    error RewardLowered(uint256 jobId, uint256 rewardWei, uint256 requestedWei);
    /// @notice Nor for a lower bonus than its last attempt was posted with, or a lower cap of it: both say what seats lock.
    error BonusLowered(
        uint256 jobId, uint256 bonusWei, uint256 capWei, uint256 requestedBonusWei, uint256 requestedCapWei
    );
    /// @notice The dependency's latest case is not finalized as approved.
    error DependencyUnmet(uint256 jobId, uint256 dependency);
    /// @notice A job can be taken until `openEnd` (active time).
    error OpenWindowClosed(uint256 jobId, uint48 openEnd, uint48 activeTime);
    /// @notice A result of zero stands for none.
    error EmptyResult(uint256 jobId);
    /// @notice The hard deadline is over: the job can only expire.
    error DeadlinePassed(uint256 jobId, uint48 hardDeadline, uint48 activeTime);
    /// @notice The job can expire from `expiresAt` (active time).
    error NotExpired(uint256 jobId, uint48 expiresAt, uint48 activeTime);
    /// @notice The outcome can still be disputed.
    error ChallengeWindowOpen(uint256 jobId, uint48 challengeEnd, uint48 activeTime);
    /// @notice The outcome can no longer be disputed.
    error ChallengeWindowClosed(uint256 jobId, uint48 challengeEnd, uint48 activeTime);
    /// @notice Only a job with an outcome or a dispute can be finalized.
    error NotFinalizable(uint256 jobId, Status status);
    /// @notice Only an open or assigned job can expire.
    error NotExpirable(uint256 jobId, Status status);
    /// @notice Only a committee's outcome can be disputed, and once.
    error NotDisputable(uint256 jobId, Status status);
    /// @notice Only who lost by the outcome can dispute it: the employer an acceptance, the agent a rejection, a
    /// committee member one that it voted against. Otherwise the winner could spend the job's only dispute.
    error NotAggrieved(uint256 jobId, address account);
    /// @notice An outcome is held once.
    error OutcomeAlreadyHeld(uint256 jobId);
    /// @notice The job's policy is another role's to trigger.
    error WrongDelayPolicy(uint256 jobId, IIncentivePolicy.DelayPolicy policy);

    // Employer

    /// @notice Creates a job and escrows its money from the caller, who holds the employer role and has approved
    /// StakeManager for what it costs (`costOf`). The employer can be a contract.
    /// @param maxCostWei What the caller agrees to pay at most, whatever terms hold when the call goes through.
    function createJob(JobRequest calldata request, uint256 maxCostWei) external returns (uint256 jobId);

    /// @notice Has a job done again under the terms of now: escrows its money anew, as `createJob` does, for whichever
    /// agent takes it. Only the job's employer, once its latest case has expired or has ended otherwise than approved; eight
    /// attempts at most.
    /// @dev A job that was approved stays so, so that what depends on it can rely on that. Whoever had it depend on this job
    /// saw its work, its reward and its bonus: no other work meets the dependency, and none that is judged by less stake
    /// than these ask.
    /// @param jobId The job's own id, whichever attempt it is.
    /// @param request The same work (`planJobId`, `specHash`, `jurisdiction`) for no lower reward, bonus and cap than the
    /// last attempt was posted with. Names no dependencies: the job keeps those it has. Its operator has driven the employer
    /// in no attempt.
    /// @param maxCostWei As for `createJob`.
    /// @return caseId By which everything else calls the attempt.
    function reopenJob(uint256 jobId, JobRequest calldata request, uint256 maxCostWei)
        external
        returns (uint256 caseId);

    /// @notice Takes back a job that nobody has taken. Everything is refunded. It cannot be reopened.
    function cancelJob(uint256 jobId) external;

    // Agent

    /// @notice Takes a job and locks the stake that it asks (`requiredStakeWei`). Neither its employer nor whoever drives
    /// it, has driven it for this job or may drive it now, takes it.
    /// @param maxStakeWei What the caller agrees to lock at most, whatever the temperature is when the call goes through.
    function applyForJob(uint256 jobId, uint256 maxStakeWei) external;

    /// @notice Hands in the result before the hard deadline; opens validation.
    function submitResult(uint256 jobId, bytes32 resultHash) external;

    // Region

    /// @notice Makes whoever sends a call of the job's employer about the job a party of it: it is no agent of the job, and
    /// sits on no committee or jury that is drawn from now on. For the employer, a contract (`IDrivenEmployer`); a driver
    /// that is named already changes nothing. Whoever is named in one attempt is named in those that follow. Restricted.
    /// @param driver Neither agent nor operator of the job, and on no committee or jury of it.
    function nameDriver(uint256 jobId, address driver) external;

    /// @notice Keeps an acceptance open for its employer, which has to ask others before it disputes: the challenge window
    /// ends `holdSeconds` from now, or `approvalSeconds` of the job's terms if that is less, and no earlier than it would
    /// have. Within the window, and once a job. Costs nothing; if nobody disputes by then, the job goes on as if nobody had
    /// asked. Restricted.
    /// Warning: the window stays open for all who could dispute, not for the employer alone.
    /// @param evidenceHash What the employer means to bring forward. Recorded in the event only.
    /// @param holdSeconds Seconds of active time.
    /// @return challengeEnd Active time.
    function holdOutcome(uint256 jobId, bytes32 evidenceHash, uint32 holdSeconds)
        external
        returns (uint48 challengeEnd);

    // Aggrieved parties

    /// @notice Disputes an outcome within the challenge window; at most once a job. The caller posts the bond and must
    /// have approved StakeManager for it.
    function raiseDispute(uint256 jobId, bytes32 evidenceHash) external;

    /// @notice Appeals against the verdict of a disputed job's current hearing, at most twice a job
    /// (`IDisputeModule.openAppeal`). The caller posts a bond twice as high as the one before, and must have approved
    /// StakeManager for it.
    function appeal(uint256 jobId, bytes32 evidenceHash) external;

    // Anyone

    /// @notice Counts the current validation round (`IValidationModule.closeRound`) and moves the job on.
    function closeValidation(uint256 jobId) external;

    /// @notice Pays out an outcome whose challenge window is over, or concludes a dispute and pays out its ruling.
    function finalize(uint256 jobId) external;

    /// @notice Ends a job that nobody took in its open window, or whose agent missed the hard deadline.
    function expire(uint256 jobId) external;

    // Operator, guardian

    /// @notice Sets a late job's delay policy in motion, any but trigger-pause-check, as `IIncentivePolicy.applyDelayPolicy`
    /// allows: once a job, between its soft and its hard deadline, by no more than the job's part of all work under way.
    function triggerDelayPolicy(uint256 jobId) external;

    /// @notice Sets a late job's trigger-pause-check in motion.
    function triggerPauseCheck(uint256 jobId) external;

    // Views

    /// @notice What `createJob` would pull from the employer now: reward + fee + bonus cap + seat fees of both rounds.
    function costOf(JobRequest calldata request) external view returns (uint256);

    /// @notice Stake that the job asks now: reward × agentStakeBps × Tref/T, the last factor clamped to [0.5, 2]. T is
    /// the agents' temperature. Rounds up.
    function requiredStakeWei(uint256 jobId) external view returns (uint256);

    /// @notice The job. All zero if there is none with this id.
    function jobOf(uint256 jobId) external view returns (Job memory);
    /// @notice The jobs whose latest cases must be finalized as approved before this one can be taken.
    function dependenciesOf(uint256 jobId) external view returns (uint256[] memory);

    /// @notice The case of a job's latest attempt; its own id until it is reopened. Says nothing of whether there is such
    /// a job.
    function currentCaseOf(uint256 jobId) external view returns (uint256);

    /// @notice Jobs have ids 1 to `jobCount`; later cases are above 2^64.
    function jobCount() external view returns (uint256);
    /// @notice The rewards of all jobs in the hands of their agents: taken, and neither handed in nor expired.
    function assignedWei() external view returns (uint256);
    /// @notice The contracts that the registry drives.
    function wiring() external view returns (Wiring memory);
}
