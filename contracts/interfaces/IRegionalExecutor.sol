// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {IAGIALPHA} from "./IAGIALPHA.sol";
import {IJobRegistry} from "./IJobRegistry.sol";

/// @title The employer of a region's jobs
/// @notice Holds a region's budget under two keys: it spends at most what governance approved and at most what the treasury
/// paid in. Both are totals over the executor's life.
///
/// Everything that comes back (refunds, rebates, slashed stake, bonds) is no budget: it goes to the treasury with the
/// remainder, and needs both keys again to be spent.
///
/// While a call spends, the StakeManager's allowance is what both keys leave. A job that costs more ends with
/// `IJobRegistry.CostAboveMaximum(cost, available)`, a bond with the token's
/// `ERC20InsufficientAllowance(stakeManager, available, needed)`.
///
/// While the system is paused nothing goes through, approvals neither.
interface IRegionalExecutor {
    /// @notice The total that may be spent has changed.
    event BudgetApproved(uint256 oldApprovedWei, uint256 newApprovedWei);

    /// @notice The treasury paid in.
    event BudgetFunded(uint256 amountWei, uint256 fundedWei);

    /// @notice A job or a dispute was paid for.
    event BudgetSpent(uint256 indexed jobId, uint256 amountWei, uint256 spentWei);

    /// @notice What was left went to the treasury: `unspentWei` of the budget, and `incomeWei` that had come back.
    event RemainderReturned(address indexed treasury, uint256 unspentWei, uint256 incomeWei);

    /// @notice The region reported its receipts.
    event TelemetryReported(uint64 indexed sequence, bytes32 indexed root, uint32 receiptCount, uint48 reportedAt);

    /// @notice Only the treasury pays budgets in.
    error NotTreasury(address caller);

    /// @notice The approval is not what whoever decided to change it had seen.
    error ApprovalChanged(uint256 expectedWei, uint256 approvedWei);

    /// @notice There is nothing to do with an amount of zero.
    error ZeroAmount();

    /// @notice Telemetry is reported in sequence, each number once.
    error TelemetryOutOfSequence(uint64 given, uint64 expected);

    /// @notice A report without receipts has no root.
    error TelemetryEmpty(uint64 sequence);

    /// @notice No telemetry has been reported under that number.
    error TelemetryUnknown(uint64 sequence);

    // Governance

    /// @notice Sets the total that may be spent over the executor's life. Restricted to governance.
    /// @dev Compares before it sets, so that of two decisions which saw the same approval only the first executed has an
    /// effect, and the other one reverts instead of overwriting it.
    /// @param expectedWei The approval as it stood when the change was decided; reverts with `ApprovalChanged` if it is no
    /// more that, also while what the call asks for is what stands.
    /// @param approvedWei A total below what is spent already stops all spending and counts as what is spent.
    function approveBudget(uint256 expectedWei, uint256 approvedWei) external;

    // Treasury

    /// @notice Pulls `amountWei` from the treasury, which has approved this contract. Only the treasury can call it.
    /// Warning: tokens sent here in any other way are income, not budget.
    function fund(uint256 amountWei) external;

    // Operator

    /// @notice Creates a job with this executor as its employer and pays its cost out of the budget. Restricted.
    function createJob(IJobRegistry.JobRequest calldata request) external returns (uint256 jobId);

    /// @notice Takes back a job that nobody has taken. The refund becomes income. Restricted.
    function cancelJob(uint256 jobId) external;

    /// @notice Disputes an accepted result and pays the bond out of the budget. Restricted.
    function raiseDispute(uint256 jobId, bytes32 evidenceHash) external;

    /// @notice Appeals against a jury's verdict for the work and pays the bond out of the budget. Restricted.
    function appeal(uint256 jobId, bytes32 evidenceHash) external;

    /// @notice Records the Merkle root of the region's receipts, with the next sequence number (from 1). Restricted.
    /// @param root Of leaves as in `IReceiptAnchor`.
    function reportTelemetry(uint64 sequence, bytes32 root, uint32 receiptCount) external;

    /// @notice Collects what has come back and sends everything held to the treasury. What was funded but not spent no
    /// longer counts as funded; the approval stays. Restricted.
    /// @return unspentWei What was left of the budget.
    /// @return incomeWei What had come back.
    function returnRemainder() external returns (uint256 unspentWei, uint256 incomeWei);

    // Views

    /// @notice What can be spent now, in wei: `min(approved, funded) - spent`.
    function availableWei() external view returns (uint256);

    /// @notice The totals of the budget, in wei. At all times `spent <= min(approved, funded)`.
    function budget() external view returns (uint256 approvedWei, uint256 fundedWei, uint256 spentWei);

    /// @notice The last sequence number of telemetry; zero if there was none.
    function telemetrySequence() external view returns (uint64);

    /// @notice The root reported under `sequence`. Reverts if there is none.
    function telemetryRoot(uint64 sequence) external view returns (bytes32);

    /// @notice Whether the receipts reported under `sequence` contain the file with this path and SHA-256 digest.
    function verifyReceipt(uint64 sequence, string calldata path, bytes32 digest, bytes32[] calldata proof)
        external
        view
        returns (bool);

    /// @notice The region's label, left-aligned text or a hash. What jobs are employed for it is the operator's to see to:
    /// nobody compares it with their jurisdictions, which have labels of their own.
    function region() external view returns (bytes32);

    /// @notice Where the budget comes from and what is left goes to.
    function treasury() external view returns (address);

    /// @notice The token of the budget.
    function token() external view returns (IAGIALPHA);

    /// @notice Where the region's jobs live.
    function jobRegistry() external view returns (IJobRegistry);
}
