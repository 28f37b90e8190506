// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {IAGIALPHA} from "./IAGIALPHA.sol";
import {IDrivenEmployer} from "./IDrivenEmployer.sol";
import {IJobRegistry} from "./IJobRegistry.sol";
import {IJobTerms} from "./IJobTerms.sol";

/// @title The employer of a region's jobs
/// @notice Holds a region's budget under two keys: it spends at most what governance approved and at most what the
/// treasury paid in. Both are totals over the executor's life.
///
/// Everything that comes back (refunds, rebates, slashed stake, bonds) is *income*, as is what anybody sends here.
/// Income pays no job. It pays bonds, and goes to the treasury with the remainder, and needs both keys again to be
/// spent.
///
/// **Bonds are set aside with the job**, as much as its terms ask of a claimant who disputes and appeals as often as it
/// can (`IJobTerms.bondsWei`): a region that has spent its budget can still dispute each of its jobs. What is set
/// aside is covered by income first, and by the budget as far as that does not reach, which then is not available. It
/// is free again when the job is over.
///
/// **The region's terms** are set with its budget, by whoever approves it: what a job *commits* at most, its cost and
/// the bonds set aside for it, and what all jobs of a day commit together. Days are of active time and of the chain's
/// length (`IJobTerms.daySeconds`), counted from zero, not from the first job.
///
/// **Money that came back whole**, of a job that was cancelled or expired, counts as unspent once its bonds are freed,
/// which a cancellation does at once; on the day that the job was created it counts as not committed either, because
/// nothing of it is at risk any more. What bonds or the treasury have taken of income since the job could expire stays
/// spent, as if it had been of that refund, whatever other income has come in.
///
/// Warning: whoever leaves a job that could expire as it is, and posts bonds, can lose budget by that: the bonds' amount
/// of each such job, once. Anybody may expire it and free its bonds, in the second in which its time is over.
///
/// **Who drives the region**, holds its operator's role or sends its calls, is a party of its jobs: as operator and as
/// agent it is refused, and committees and juries are drawn without whoever has sent a call about the job
/// (`IJobRegistry.nameDriver`).
///
/// Warning: whoever steals the operator's key can commit, to jobs that it makes up, as much as the days left to it
/// allow, of each at most `dayWei`: within the span of one day that may be the rest of one day and the whole next.
/// What its accomplices can take out of that, as agent and as the job's operator, is what the jobs pay them; and it
/// can lose the bonds set aside of all jobs under way to whom these dispute against. Nothing else leaves but to the
/// treasury.
///
/// **Disputes on approval.** A region whose own rules take longer than the challenge window states `approvalSeconds`:
/// its operator raises a dispute at once, which holds the outcome (`IJobRegistry.holdOutcome`), and no bond is
/// posted. It is brought before a jury when governance approves it, by the evidence that governance states, so that
/// whoever has the operator's key cannot use the job's only dispute up by raising it without a case. It has lapsed if it
/// is not approved in time: then the job goes on as if nothing had been raised, and what that cost the region is
/// nothing. Appeals need no approval.
///
/// While a call pays a job, the StakeManager's allowance is what is available; while it posts a bond, what is set
/// aside for its job. A job that costs more ends with `IJobRegistry.CostAboveMaximum(cost, available)`.
///
/// While the system is paused nothing goes through, approvals neither.
interface IRegionalExecutor is IDrivenEmployer {
    /// @param jobWei What a job may commit: its cost and the bonds set aside for it.
    /// @param dayWei What the jobs of one day may commit.
    /// @param approvalSeconds Active seconds that governance has to approve a dispute which the operator has raised;
    /// no longer than the job's own terms allow. With 0 the operator disputes without asking.
    struct RegionTerms {
        uint128 jobWei;
        uint128 dayWei;
        uint32 approvalSeconds;
    }

    /// @notice A dispute that waits for governance.
    /// @param evidenceHash The operator's.
    /// @param approvalEnd Active time. Zero if none was raised.
    struct RaisedDispute {
        bytes32 evidenceHash;
        uint48 approvalEnd;
    }

    /// @notice The total that may be spent was set, and the region's terms with it.
    /// @param approval The approval's number, from 1.
    event BudgetApproved(uint64 indexed approval, uint256 oldApprovedWei, uint256 newApprovedWei);

    /// @notice The region's terms were set, with its budget.
    event RegionTermsSet(RegionTerms oldTerms, RegionTerms newTerms);

    /// @notice The treasury paid in.
    event BudgetFunded(uint256 amountWei, uint256 fundedWei);

    /// @notice A job was paid for.
    event BudgetSpent(uint256 indexed jobId, uint256 amountWei, uint256 spentWei);

    /// @notice A job was committed to: `committedWei` by it, `dayCommittedWei` by all jobs of its day so far.
    event Committed(uint256 indexed jobId, uint48 indexed day, uint256 committedWei, uint256 dayCommittedWei);

    /// @notice A job's money has come back whole: `amountWei` of its cost is unspent, the rest was taken.
    event CostReturned(uint256 indexed jobId, uint256 amountWei, uint256 spentWei);

    /// @notice What a job of the day had committed is at risk no more; `dayCommittedWei` by all jobs of its day.
    event Uncommitted(uint256 indexed jobId, uint48 indexed day, uint256 committedWei, uint256 dayCommittedWei);

    /// @notice Bonds were set aside for a job; `setAsideWei` for all jobs.
    event BondsSetAside(uint256 indexed jobId, uint256 amountWei, uint256 setAsideWei);

    /// @notice A bond was posted out of what is set aside: `incomeWei` of it was income, the rest was spent of the
    /// budget.
    event BondPosted(uint256 indexed jobId, uint256 amountWei, uint256 incomeWei, uint256 spentWei);

    /// @notice The job is over: what was left of its bonds is free.
    event BondsFreed(uint256 indexed jobId, uint256 amountWei, uint256 setAsideWei);

    /// @notice The operator raised a dispute that lapses unless governance approves it before `approvalEnd` (active
    /// time).
    event DisputeAwaitsApproval(uint256 indexed jobId, bytes32 evidenceHash, uint48 approvalEnd);

    /// @notice Governance approved the dispute, which was brought before a jury by the evidence that governance states.
    event DisputeApproved(uint256 indexed jobId, bytes32 evidenceHash);

    /// @notice What was left went to the treasury: `unspentWei` of the budget, and `incomeWei` that had come back.
    /// `keptWei` is set aside for bonds.
    event RemainderReturned(address indexed treasury, uint256 unspentWei, uint256 incomeWei, uint256 keptWei);

    /// @notice The region reported its receipts.
    event TelemetryReported(uint64 indexed sequence, bytes32 indexed root, uint32 receiptCount, uint48 reportedAt);

    /// @notice Only the treasury pays budgets in.
    error NotTreasury(address caller);

    /// @notice There has been another approval since whoever decided on this one saw `expectedApprovals` of them.
    error ApprovalChanged(uint64 expectedApprovals, uint64 approvals);

    /// @notice There is nothing to do with an amount of zero.
    error ZeroAmount();

    /// @notice Who may create the region's jobs is paid as operator by none of them.
    error OperatorPaysItself(address operator);

    /// @notice Whoever drives the region sends its calls itself: the AccessManager hides who that is.
    error DriverHidden(address sender);

    /// @notice The job commits more than one job may.
    error JobAboveLimit(uint256 committedWei, uint256 jobWei);

    /// @notice With this job, its day commits more than a day may.
    error DayAboveLimit(uint48 day, uint256 committedWei, uint256 dayWei);

    /// @notice Neither income nor what is available covers the job's bonds.
    error BondsNotCovered(uint256 bondsWei, uint256 coveredWei);

    /// @notice The job has no bonds set aside and no cost to give back.
    error NothingSetAside(uint256 jobId);

    /// @notice The job's bonds are free when it is over.
    error JobUnderWay(uint256 jobId, IJobRegistry.Status status);

    /// @notice No dispute of the job waits for an approval.
    error NoDisputeToApprove(uint256 jobId);

    /// @notice Telemetry is reported in sequence, each number once.
    error TelemetryOutOfSequence(uint64 given, uint64 expected);

    /// @notice A report without receipts has no root.
    error TelemetryEmpty(uint64 sequence);

    /// @notice No telemetry has been reported under that number.
    error TelemetryUnknown(uint64 sequence);

    // Governance

    /// @notice Sets the total that may be spent over the executor's life, and the region's terms. Restricted to
    /// governance.
    /// @dev Compares before it sets, so that of two decisions which saw the same approval only the first executed has
    /// an effect, and the other one reverts instead of overwriting it. It compares numbers and not amounts: an approval
    /// that left the amount as it was has set terms.
    /// @param expectedApprovals How many approvals there had been when the change was decided (`approvals`); reverts with
    /// `ApprovalChanged` if there are more, also while what the call asks for is what stands.
    /// @param approvedWei A total below what is spent already, and set aside of the budget, stops all jobs and counts
    /// as that.
    /// @param terms Hold for jobs created and disputes raised from now on; what was committed today counts.
    function approveBudget(uint64 expectedApprovals, uint256 approvedWei, RegionTerms calldata terms) external;

    /// @notice Approves the dispute that the operator has raised, and posts its bond. Reverts with the registry's
    /// `ChallengeWindowClosed` if it has lapsed. Restricted to governance.
    /// @param evidenceHash What the jury is told, be it the operator's evidence or other.
    function approveDispute(uint256 jobId, bytes32 evidenceHash) external;

    // Treasury

    /// @notice Pulls `amountWei` from the treasury, which has approved this contract. Only the treasury can call it.
    /// Warning: tokens sent here in any other way are income, not budget.
    function fund(uint256 amountWei) external;

    // Operator

    /// @notice Creates a job with this executor as its employer, pays its cost out of the budget and sets its bonds
    /// aside. The job's operator must not be anybody who may call this. Restricted to the region's operator.
    function createJob(IJobRegistry.JobRequest calldata request) external returns (uint256 jobId);

    /// @notice Has a job of the region done again (`IJobRegistry.reopenJob`): pays its cost out of the budget and sets bonds
    /// aside as for a new job, within the same limits. First it frees what its last case had set aside, as `freeBonds`
    /// does; what a rejected case gave back stays spent, is income and pays no job. The job's operator must not be
    /// anybody who may create the region's jobs. Restricted.
    /// @param jobId The job's own id, whichever attempt it is.
    /// @return caseId By which everything else calls the attempt.
    function reopenJob(uint256 jobId, IJobRegistry.JobRequest calldata request) external returns (uint256 caseId);

    /// @notice Takes back a job that nobody has taken. What it cost is unspent, its bonds are free. Restricted.
    function cancelJob(uint256 jobId) external;

    /// @notice Disputes an accepted result: at once if the region's terms ask for no approval, else as soon as
    /// governance approves. Restricted.
    function raiseDispute(uint256 jobId, bytes32 evidenceHash) external;

    /// @notice Appeals against a jury's verdict for the work. Restricted.
    function appeal(uint256 jobId, bytes32 evidenceHash) external;

    /// @notice Records the Merkle root of the region's receipts, with the next sequence number (from 1). Restricted.
    /// @param root Of leaves as in `IReceiptAnchor`.
    function reportTelemetry(uint64 sequence, bytes32 root, uint32 receiptCount) external;

    /// @notice Collects what has come back, frees the bonds of jobs that are over, and sends everything else that is
    /// held to the treasury. What was funded but neither spent nor kept no longer counts as funded; the approval
    /// stays. Restricted.
    /// @dev Looks at the 32 youngest jobs with bonds; older ones are freed by `freeBonds`, or by calling again.
    /// @return unspentWei What was left of the budget.
    /// @return incomeWei What had come back.
    function returnRemainder() external returns (uint256 unspentWei, uint256 incomeWei);

    // Anyone

    /// @notice Frees what is left of the bonds of a job that is over. What one that expired cost is unspent, less what bonds
    /// and the treasury have taken of income since it could expire.
    function freeBonds(uint256 jobId) external;

    // Views

    /// @notice What a job can cost now, in wei: `min(approved, funded) - spent`, less what is set aside and not
    /// covered by the income held.
    function availableWei() external view returns (uint256);

    /// @notice What is held and not budget, in wei. What can still be claimed comes in with the next job, bond or
    /// return.
    function incomeWei() external view returns (uint256);

    /// @notice What is set aside for bonds of all jobs, in wei.
    function setAsideWei() external view returns (uint256);

    /// @notice What is set aside for bonds of one job, in wei.
    function bondsOf(uint256 jobId) external view returns (uint256);

    /// @notice The totals of the budget, in wei. At all times `spent <= min(approved, funded)`.
    function budget() external view returns (uint256 approvedWei, uint256 fundedWei, uint256 spentWei);

    /// @notice How many approvals there have been: the number of the one that holds.
    function approvals() external view returns (uint64);

    /// @notice What the budget was approved under.
    function regionTerms() external view returns (RegionTerms memory);

    /// @notice Today, and what its jobs have committed so far, in wei.
    function committedToday() external view returns (uint48 day, uint256 committedWei);

    /// @notice The dispute that waits, or waited, for an approval. All zero if there is none.
    function raisedDisputeOf(uint256 jobId) external view returns (RaisedDispute memory);

    /// @notice The last sequence number of telemetry; zero if there was none.
    function telemetrySequence() external view returns (uint64);

    /// @notice The root reported under `sequence`. Reverts if there is none.
    function telemetryRoot(uint64 sequence) external view returns (bytes32);

    /// @notice Whether the receipts reported under `sequence` contain the file with this path and SHA-256 digest.
    function verifyReceipt(uint64 sequence, string calldata path, bytes32 digest, bytes32[] calldata proof)
        external
        view
        returns (bool);

    /// @notice The region's label, left-aligned text or a hash. What jobs are employed for it is the operator's to
    /// see to: nobody compares it with their jurisdictions, which have labels of their own.
    function region() external view returns (bytes32);

    /// @notice Where the budget comes from and what is left goes to.
    function treasury() external view returns (address);

    /// @notice The token of the budget.
    function token() external view returns (IAGIALPHA);

    /// @notice Where the region's jobs live.
    function jobRegistry() external view returns (IJobRegistry);

    /// @notice Says what bonds can cost, and how long a day is.
    function jobTerms() external view returns (IJobTerms);
}
