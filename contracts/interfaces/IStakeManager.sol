// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {IAGIALPHA} from "./IAGIALPHA.sol";
import {IIdentityRegistry} from "./IIdentityRegistry.sol";
import {ISortitionPool} from "./ISortitionPool.sol";

/// @title IStakeManager
/// @notice The only contract of the national layer that holds tokens. Four kinds of internal account: stakes, unbonding
/// stakes, escrows (one a job) and claims; at all times
/// `token.balanceOf(this) >= staked + unbonding + escrowed + claimable` (equal but for tokens sent here by mistake).
///
/// Every movement emits one event with payer, payee, amount and reason:
/// wallet → stake `StakeDeposited`; stake → unbonding `UnbondingStarted` and `UnbondingResumed`; unbonding → stake
/// `UnbondingRecalled`; unbonding → wallet `StakeWithdrawn`; stake → escrow `StakeSlashed`; wallet → escrow `EscrowFunded`;
/// escrow → claim `EscrowPaid`; escrow → nothing `EscrowBurned`; wallet → claim `RewardCredited`; claim → wallet
/// `Claimed`.
///
/// A slash goes into the escrow of the job that caused it and leaves from there by that job's settlement, so slashed
/// = distributed + burnt holds by construction.
///
/// While the system is paused `withdraw` and `claim` work; everything else that changes state reverts.
interface IStakeManager {
    enum SlashReason {
        NonReveal,
        WrongVote,
        RejectedWork,
        ExpiredJob,
        JurorSilence,
        JurorWrongVote
    }

    enum FundReason {
        Job,
        DisputeBond
    }

    enum PaymentReason {
        AgentReward,
        ValidatorReward,
        OperatorReward,
        EmployerRebate,
        EmployerRefund,
        Fee,
        JurorFee,
        BondReturned,
        BondAwarded,
        SlashToEmployer,
        SlashToTreasury,
        UnearnedToTreasury,
        SeatFee
    }

    /// @param amountWei What is asked for; of nothing nothing is locked.
    struct LockRequest {
        address account;
        uint256 amountWei;
    }

    /// @param lockedWei Part of the job's lock on the account that ends; nothing happens to an account with zero.
    /// @param slashWei Part of that which is slashed, for `reason`.
    struct Ending {
        address account;
        uint256 lockedWei;
        uint256 slashWei;
        SlashReason reason;
    }

    /// @param payee Gets a claim of `amountWei`; zero amounts are skipped without an event.
    struct Payment {
        address payee;
        uint256 amountWei;
        PaymentReason reason;
    }

    /// @param staked Active stake, locked and recalled parts included.
    /// @param locked Part of `staked` that jobs hold. Always <= `staked`.
    /// @param unbonding Stake on its way out. No weight in draws, but a lock can still recall it.
    /// @param maturesAt Active time from which `unbonding` can be withdrawn.
    /// @param recalled Part of `locked` that jobs took back from what was unbonding, where it goes when they let go of it.
    /// No weight in draws. Always <= `locked`.
    struct Position {
        uint256 staked;
        uint256 locked;
        uint256 unbonding;
        uint48 maturesAt;
        uint256 recalled;
    }

    struct Totals {
        uint256 stakedWei;
        uint256 unbondingWei;
        uint256 escrowedWei;
        uint256 claimableWei;
    }

    /// @notice Wallet → stake.
    event StakeDeposited(address indexed account, uint8 indexed role, uint256 amountWei);
    /// @notice Stake → unbonding. `maturesAt` (active time) holds for everything that is unbonding.
    event UnbondingStarted(address indexed account, uint8 indexed role, uint256 amountWei, uint48 maturesAt);
    /// @notice Unbonding → stake, because a job locks it. Changes no weight.
    event UnbondingRecalled(uint256 indexed jobId, address indexed account, uint8 indexed role, uint256 amountWei);
    /// @notice Stake → unbonding, because the job that had recalled it lets go of it. Changes neither weight nor maturity.
    event UnbondingResumed(
        uint256 indexed jobId, address indexed account, uint8 indexed role, uint256 amountWei, uint48 maturesAt
    );
    /// @notice Unbonding → wallet.
    event StakeWithdrawn(address indexed account, uint8 indexed role, uint256 amountWei);
    /// @notice Stake is held for a job. No money moves.
    event StakeLocked(uint256 indexed jobId, address indexed account, uint8 indexed role, uint256 amountWei);
    /// @notice What a slash left of a lock, or of a part of one, is held no more. No money moves, but for what
    /// `UnbondingResumed` says of it.
    event StakeReleased(uint256 indexed jobId, address indexed account, uint8 indexed role, uint256 amountWei);
    /// @notice Locked stake → the job's escrow.
    event StakeSlashed(
        uint256 indexed jobId, address indexed account, uint8 indexed role, uint256 amountWei, SlashReason reason
    );
    /// @notice Wallet → the job's escrow.
    event EscrowFunded(uint256 indexed jobId, address indexed payer, uint256 amountWei, FundReason reason);
    /// @notice The job's escrow → claim.
    event EscrowPaid(uint256 indexed jobId, address indexed payee, uint256 amountWei, PaymentReason reason);
    /// @notice The job's escrow → nothing.
    event EscrowBurned(uint256 indexed jobId, uint256 amountWei);
    /// @notice Wallet of the reward engine → claim.
    event RewardCredited(bytes32 indexed epochId, address indexed payer, address indexed account, uint256 amountWei);
    /// @notice Claim → wallet.
    event Claimed(address indexed account, uint256 amountWei);
    /// @notice The unbonding time changed; from 0 at deployment.
    event UnbondingSecondsChanged(uint48 beforeSeconds, uint48 afterSeconds);

    /// @notice An amount of nothing was to be staked, unbonded or locked.
    error ZeroAmount(address account, uint8 role);
    /// @notice With what the account has staked and unbonding for the role there is room for `roomWei` more: all of it
    /// together is at most 2^112 - 1 wei, five thousand million million tokens.
    error StakesAboveLimit(address account, uint8 role, uint256 amountWei, uint256 roomWei);
    /// @notice The account does not hold the role that it wants to stake for.
    error RoleRequired(address account, uint8 role);
    /// @notice Less is free than is needed; for a lock, stake that is unbonding counts as free.
    error InsufficientFreeStake(address account, uint8 role, uint256 freeWei, uint256 neededWei);
    /// @notice There is nothing to withdraw.
    error NothingUnbonding(address account, uint8 role);
    /// @notice Unbonding stake can be withdrawn from `maturesAt` (active time).
    error StillUnbonding(address account, uint8 role, uint48 maturesAt, uint48 activeTime);
    /// @notice A job locks an account once for a role, but for the seats that one jury after the other gives it.
    error AlreadyLocked(uint256 jobId, address account, uint8 role);
    /// @notice The job holds less of the account than is to end.
    error EndingExceedsLock(uint256 jobId, address account, uint256 heldWei, uint256 lockedWei);
    /// @notice A slash takes from the part of the lock that ends, never from what is free.
    error SlashExceedsLock(uint256 jobId, address account, uint256 lockedWei, uint256 slashWei);
    /// @notice A job pays from its own escrow, never from another's.
    error EscrowShort(uint256 jobId, uint256 escrowWei, uint256 neededWei);
    /// @notice The account has earned nothing, or has claimed it.
    error NothingToClaim(address account);
    /// @notice Each account needs its amount.
    error LengthMismatch(uint256 accounts, uint256 amounts);
    /// @notice Too many accounts for one call.
    error BatchTooLong(uint256 length, uint256 limit);
    /// @notice Payment `index` goes to the zero address.
    error InvalidPayee(uint256 index);
    /// @notice Unbonding must outlast the course of a job: it lies in [`minUnbondingSeconds`, 90 days].
    error UnbondingOutOfBounds(uint48 valueSeconds, uint48 minSeconds, uint48 maxSeconds);

    // Stakers

    /// @notice Stakes `amountWei` of the caller's tokens for `role`, which it must hold. Needs an allowance.
    /// The deposit of somebody who judges counts in draws for work submitted in a later second. Changes nothing of what is
    /// unbonding or was recalled: that counts again once it is withdrawn and staked anew.
    function depositStake(uint8 role, uint256 amountWei) external;

    /// @notice Starts the way out for `amountWei` of unlocked stake. A second request before the first is withdrawn
    /// adds to it; both mature at the later of the two times, so that no request brings an earlier one forward.
    function requestUnbonding(uint8 role, uint256 amountWei) external;

    /// @notice Pays matured unbonding stake to the caller. Works while the system is paused.
    /// Warning: until this call a lock can still recall unbonding stake, also after it has matured. What is recalled is
    /// unbonding again once the job lets go of it, and matures when it would have.
    function withdraw(uint8 role) external returns (uint256 amountWei);

    /// @notice Pays the caller everything it has earned. Works while the system is paused.
    function claim() external returns (uint256 amountWei);

    // Locks (JobRegistry, ValidationModule, DisputeModule, JobSettlement)

    /// @notice Locks stake for a job, unlocked stake first, then stake that is unbonding. Once per job, account, role.
    function lock(uint256 jobId, address account, uint8 role, uint256 amountWei) external;

    /// @notice Locks as much of each request as its account has, unlocked stake first, then stake that is unbonding. Adds
    /// to what the job has locked of it for the role.
    /// @return lockedWei Of each request, at most its amount; with zero there is no lock, and no event.
    function lockUpTo(uint256 jobId, uint8 role, LockRequest[] calldata requests)
        external
        returns (uint256[] memory lockedWei);

    /// @notice Ends locks of the job, or parts of them, in the order given: moves what is slashed of each into the job's
    /// escrow and lets go of the rest of that part. What was recalled ends first, by the slash as by the release; what is
    /// left of it is unbonding again. What else the job has locked of the account stays locked.
    function endLocks(uint256 jobId, uint8 role, Ending[] calldata endings) external;

    // Escrow (JobRegistry funds, JobSettlement settles)

    /// @notice Pulls `amountWei` from `payer` into the job's escrow. The payer needs an allowance for this contract.
    function fundEscrow(uint256 jobId, address payer, uint256 amountWei, FundReason reason) external;

    /// @notice Turns escrow of the job into claims, and burns `burnWei` of it.
    function settleEscrow(uint256 jobId, Payment[] calldata payments, uint256 burnWei) external;

    // Rewards (RewardEngineMB)

    /// @notice Pulls the sum from the caller and credits each account. Zero amounts are skipped. At most 256 a call.
    function creditRewards(bytes32 epochId, address[] calldata accounts, uint256[] calldata amountsWei) external;

    // Council

    /// @notice Changes the unbonding time (active seconds) for later requests.
    function setUnbondingSeconds(uint48 valueSeconds) external;

    // Views

    /// @notice An account's stake for one role.
    function positionOf(address account, uint8 role) external view returns (Position memory);
    /// @notice What a job could lock of each account: what no other holds, stake that is unbonding included.
    function lockableOf(address[] calldata accounts, uint8 role) external view returns (uint256[] memory);
    /// @notice How many of the council are *taken up*: they stake enough to be drawn (`ISortitionPool.councilStakeWei`), and
    /// jobs hold so much of it that less than half of what they have to stake is free. A seat locks no more than that half.
    /// Warning: who has lost the role counts as long as jobs hold its stake.
    function takenUpCouncillors() external view returns (uint128);
    /// @notice What is left of the lock that a job has on an account.
    function lockOf(uint256 jobId, address account, uint8 role) external view returns (uint256);
    /// @notice What a job holds in escrow.
    function escrowOf(uint256 jobId) external view returns (uint256);
    /// @notice What `claim` would pay the account.
    function claimOf(address account) external view returns (uint256);
    /// @notice Sums over all accounts and jobs.
    function totals() external view returns (Totals memory);

    /// @notice Active seconds from `requestUnbonding` to `withdraw`.
    function unbondingSeconds() external view returns (uint48);
    /// @notice When all stake that has been asked back by now has matured, under whatever unbonding time it was asked,
    /// unless a job recalls it. Active time.
    function unbondedBy() external view returns (uint48);
    /// @notice What `unbondingSeconds` never goes below, so that stake cannot leave before the job that it may have to
    /// judge is over (`IJobTerms`). Immutable.
    function minUnbondingSeconds() external view returns (uint48);
    /// @notice The currency. Immutable.
    function token() external view returns (IAGIALPHA);
    /// @notice Says who may stake for which role. Immutable.
    function identities() external view returns (IIdentityRegistry);
    /// @notice Learns every change of the stake of somebody who judges. Immutable.
    function pool() external view returns (ISortitionPool);
}
