// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {IAGIALPHA} from "../interfaces/IAGIALPHA.sol";
import {IIdentityRegistry} from "../interfaces/IIdentityRegistry.sol";
import {ISortitionPool} from "../interfaces/ISortitionPool.sol";
import {IStakeManager} from "../interfaces/IStakeManager.sol";
import {ISystemPause} from "../interfaces/ISystemPause.sol";
import {Module} from "../shared/Module.sol";
import {Roles} from "../shared/Roles.sol";

/// @title StakeManager
contract StakeManager is Module, IStakeManager {
    using Roles for uint8;
    using SafeCast for uint256;
    using SafeERC20 for IAGIALPHA;

    uint48 private constant MAX_UNBONDING_SECONDS = 90 days;
    uint256 private constant MAX_REWARD_BATCH = 256;

    /// @dev Of a position, with all that is unbonding. Bounds each of its amounts.
    uint256 private constant MAX_STAKE_WEI = type(uint112).max;
    /// @dev Of a lock, above these bits, what was recalled for it; below, all that it holds.
    uint256 private constant RECALLED_SHIFT = 128;

    /// @dev Draws, and locks and slashes of what was never asked back, use the first slot only.
    /// @param kept Stake that its owner has not asked back: what it weighs.
    /// @param keptLocked Part of `kept` that jobs hold.
    /// @param recalled Asked back, and held by jobs.
    /// @param maturesAt Active time, in seconds: until the year 2106.
    struct StoredPosition {
        uint128 kept;
        uint128 keptLocked;
        uint112 unbonding;
        uint112 recalled;
        uint32 maturesAt;
    }

    struct StoredTotals {
        uint128 staked;
        uint128 unbonding;
        uint128 escrowed;
        uint128 claimable;
    }

    /// @inheritdoc IStakeManager
    IAGIALPHA public immutable token;
    /// @inheritdoc IStakeManager
    IIdentityRegistry public immutable identities;
    /// @inheritdoc IStakeManager
    ISortitionPool public immutable pool;
    uint256 private immutable _councilStakeWei;
    /// @inheritdoc IStakeManager
    uint48 public immutable minUnbondingSeconds;
    /// @inheritdoc IStakeManager
    uint48 public unbondingSeconds;
    /// @inheritdoc IStakeManager
    uint128 public takenUpCouncillors;

    /// @dev When what was asked back under earlier unbonding times has matured. Active time.
    uint48 private _promisedUntil;
    StoredTotals private _totals;
    mapping(address account => mapping(uint8 role => StoredPosition)) private _positions;
    mapping(uint256 jobId => mapping(address account => mapping(uint8 role => uint256))) private _locks;
    mapping(uint256 jobId => uint256) private _escrows;
    mapping(address account => uint256) private _claims;

    constructor(
        address authority_,
        ISystemPause systemPause_,
        IAGIALPHA token_,
        IIdentityRegistry identities_,
        ISortitionPool pool_,
        uint48 minUnbondingSeconds_,
        uint48 unbondingSeconds_
    ) Module(authority_, systemPause_) {
        token = token_;
        identities = identities_;
        pool = pool_;
        _councilStakeWei = pool_.councilStakeWei();
        minUnbondingSeconds = minUnbondingSeconds_;
        _setUnbondingSeconds(unbondingSeconds_);
    }

    // Stakers

    /// @inheritdoc IStakeManager
    function depositStake(uint8 role, uint256 amountWei) external whenActive {
        if (amountWei == 0) revert ZeroAmount(msg.sender, role);
        if (!role.isSingle() || !identities.hasRole(msg.sender, role)) revert RoleRequired(msg.sender, role);
        StoredPosition storage position = _positions[msg.sender][role];
        uint256 roomWei = MAX_STAKE_WEI - position.kept - position.unbonding - position.recalled;
        if (amountWei > roomWei) revert StakesAboveLimit(msg.sender, role, amountWei, roomWei);
        // Fits; that all stakes do is checked as they are added.
        uint128 amount = uint128(amountWei);
        (uint128 kept, uint128 keptLocked) = (position.kept, position.keptLocked);
        position.kept = kept + amount;
        if (role == Roles.COUNCIL) _recount(kept, keptLocked, kept + amount, keptLocked);
        _totals.staked += amount;
        _weigh(msg.sender, role);
        emit StakeDeposited(msg.sender, role, amountWei);
        token.safeTransferFrom(msg.sender, address(this), amountWei);
    }

    /// @inheritdoc IStakeManager
    function requestUnbonding(uint8 role, uint256 amountWei) external whenActive {
        if (amountWei == 0) revert ZeroAmount(msg.sender, role);
        StoredPosition storage position = _positions[msg.sender][role];
        uint256 free = position.kept - position.keptLocked;
        if (amountWei > free) revert InsufficientFreeStake(msg.sender, role, free, amountWei);
        // Fits: it is staked.
        uint112 amount = uint112(amountWei);
        (uint128 kept, uint128 keptLocked) = (position.kept, position.keptLocked);
        position.kept = kept - amount;
        if (role == Roles.COUNCIL) _recount(kept, keptLocked, kept - amount, keptLocked);
        position.unbonding += amount;
        // No request brings an earlier one forward, also not one after the unbonding time was shortened.
        position.maturesAt = Math.max(position.maturesAt, _activeTime() + unbondingSeconds).toUint32();
        _totals.staked -= amount;
        _totals.unbonding += amount;
        _weigh(msg.sender, role);
        emit UnbondingStarted(msg.sender, role, amountWei, position.maturesAt);
    }

    /// @inheritdoc IStakeManager
    function withdraw(uint8 role) external returns (uint256 amountWei) {
        StoredPosition storage position = _positions[msg.sender][role];
        amountWei = position.unbonding;
        if (amountWei == 0) revert NothingUnbonding(msg.sender, role);
        uint48 nowActive = _activeTime();
        if (nowActive < position.maturesAt) revert StillUnbonding(msg.sender, role, position.maturesAt, nowActive);
        _totals.unbonding -= position.unbonding;
        position.unbonding = 0;
        emit StakeWithdrawn(msg.sender, role, amountWei);
        token.safeTransfer(msg.sender, amountWei);
    }

    /// @inheritdoc IStakeManager
    function claim() external returns (uint256 amountWei) {
        amountWei = _claims[msg.sender];
        if (amountWei == 0) revert NothingToClaim(msg.sender);
        _claims[msg.sender] = 0;
        _totals.claimable -= amountWei.toUint128();
        emit Claimed(msg.sender, amountWei);
        token.safeTransfer(msg.sender, amountWei);
    }

    // Settlement

    /// @inheritdoc IStakeManager
    function lock(uint256 jobId, address account, uint8 role, uint256 amountWei) external whenActive restricted {
        if (amountWei == 0) revert ZeroAmount(account, role);
        if (_locks[jobId][account][role] != 0) revert AlreadyLocked(jobId, account, role);
        uint256 lockableWei = _lockableUpTo(account, role, amountWei);
        if (lockableWei < amountWei) revert InsufficientFreeStake(account, role, lockableWei, amountWei);
        _lock(jobId, account, role, amountWei);
    }

    /// @inheritdoc IStakeManager
    function lockUpTo(uint256 jobId, uint8 role, LockRequest[] calldata requests)
        external
        whenActive
        restricted
        returns (uint256[] memory lockedWei)
    {
        lockedWei = new uint256[](requests.length);
        for (uint256 i; i < requests.length; ++i) {
            address account = requests[i].account;
            uint256 amountWei = _lockableUpTo(account, role, requests[i].amountWei);
            if (amountWei == 0) continue;
            lockedWei[i] = amountWei;
            _lock(jobId, account, role, amountWei);
        }
    }

    /// @inheritdoc IStakeManager
    function endLocks(uint256 jobId, uint8 role, Ending[] calldata endings) external whenActive restricted {
        uint256 slashedWei;
        for (uint256 i; i < endings.length; ++i) {
            slashedWei += _endLock(jobId, role, endings[i]);
        }
        if (slashedWei == 0) return;
        _weighAll(role, endings);
        uint128 slashed = slashedWei.toUint128();
        _escrows[jobId] += slashedWei;
        _totals.staked -= slashed;
        _totals.escrowed += slashed;
    }

    // Escrow

    /// @inheritdoc IStakeManager
    function fundEscrow(uint256 jobId, address payer, uint256 amountWei, FundReason reason)
        external
        whenActive
        restricted
    {
        _escrows[jobId] += amountWei;
        _totals.escrowed += amountWei.toUint128();
        emit EscrowFunded(jobId, payer, amountWei, reason);
        token.safeTransferFrom(payer, address(this), amountWei);
    }

    /// @inheritdoc IStakeManager
    function settleEscrow(uint256 jobId, Payment[] calldata payments, uint256 burnWei)
        external
        whenActive
        restricted
    {
        uint256 paidWei;
        for (uint256 i; i < payments.length; ++i) {
            uint256 amountWei = payments[i].amountWei;
            if (amountWei == 0) continue;
            address payee = payments[i].payee;
            if (payee == address(0)) revert InvalidPayee(i);
            paidWei += amountWei;
            _claims[payee] += amountWei;
            emit EscrowPaid(jobId, payee, amountWei, payments[i].reason);
        }
        _drainEscrow(jobId, paidWei + burnWei);
        _totals.claimable += paidWei.toUint128();
        if (burnWei == 0) return;
        emit EscrowBurned(jobId, burnWei);
        token.burn(burnWei);
    }

    // Rewards

    /// @inheritdoc IStakeManager
    function creditRewards(bytes32 epochId, address[] calldata accounts, uint256[] calldata amountsWei)
        external
        whenActive
        restricted
    {
        if (accounts.length != amountsWei.length) revert LengthMismatch(accounts.length, amountsWei.length);
        if (accounts.length > MAX_REWARD_BATCH) revert BatchTooLong(accounts.length, MAX_REWARD_BATCH);
        uint256 sumWei;
        for (uint256 i; i < accounts.length; ++i) {
            if (amountsWei[i] == 0) continue;
            if (accounts[i] == address(0)) revert InvalidPayee(i);
            sumWei += amountsWei[i];
            _claims[accounts[i]] += amountsWei[i];
            emit RewardCredited(epochId, msg.sender, accounts[i], amountsWei[i]);
        }
        _totals.claimable += sumWei.toUint128();
        token.safeTransferFrom(msg.sender, address(this), sumWei);
    }

    // Council

    /// @inheritdoc IStakeManager
    function setUnbondingSeconds(uint48 valueSeconds) external whenActive restricted {
        _setUnbondingSeconds(valueSeconds);
    }

    // Views

    /// @inheritdoc IStakeManager
    function positionOf(address account, uint8 role) external view returns (Position memory) {
        StoredPosition storage position = _positions[account][role];
        return Position({
            staked: uint256(position.kept) + position.recalled,
            locked: uint256(position.keptLocked) + position.recalled,
            unbonding: position.unbonding,
            maturesAt: position.maturesAt,
            recalled: position.recalled
        });
    }

    /// @inheritdoc IStakeManager
    function lockableOf(address[] calldata accounts, uint8 role) external view returns (uint256[] memory lockableWei) {
        lockableWei = new uint256[](accounts.length);
        for (uint256 i; i < accounts.length; ++i) {
            lockableWei[i] = _lockableUpTo(accounts[i], role, type(uint256).max);
        }
    }

    /// @inheritdoc IStakeManager
    function lockOf(uint256 jobId, address account, uint8 role) external view returns (uint256) {
        return uint128(_locks[jobId][account][role]);
    }

    /// @inheritdoc IStakeManager
    function escrowOf(uint256 jobId) external view returns (uint256) {
        return _escrows[jobId];
    }

    /// @inheritdoc IStakeManager
    function claimOf(address account) external view returns (uint256) {
        return _claims[account];
    }

    /// @inheritdoc IStakeManager
    function unbondedBy() public view returns (uint48) {
        return uint48(Math.max(_promisedUntil, _activeTime() + unbondingSeconds));
    }

    /// @inheritdoc IStakeManager
    function totals() external view returns (Totals memory) {
        return Totals({
            stakedWei: _totals.staked,
            unbondingWei: _totals.unbonding,
            escrowedWei: _totals.escrowed,
            claimableWei: _totals.claimable
        });
    }

    // Internals

    /// @dev What a job can lock, up to `mostWei`: what no other holds, stake that is unbonding included.
    function _lockableUpTo(address account, uint8 role, uint256 mostWei) private view returns (uint256) {
        StoredPosition storage position = _positions[account][role];
        uint256 free = position.kept - position.keptLocked;
        // Spares a look at what is unbonding.
        return free >= mostWei ? mostWei : Math.min(mostWei, free + position.unbonding);
    }

    /// @param amountWei Above zero, at most what is lockable.
    function _lock(uint256 jobId, address account, uint8 role, uint256 amountWei) private {
        StoredPosition storage position = _positions[account][role];
        uint256 keptWei = amountWei;
        uint256 free = position.kept - position.keptLocked;
        if (free < amountWei) {
            keptWei = free;
            _recall(jobId, account, role, amountWei - free);
        }
        (uint128 kept, uint128 keptLocked) = (position.kept, position.keptLocked);
        // Fits: it is staked.
        uint128 keptLockedAfter = keptLocked + uint128(keptWei);
        position.keptLocked = keptLockedAfter;
        if (role == Roles.COUNCIL) _recount(kept, keptLocked, kept, keptLockedAfter);
        _locks[jobId][account][role] += amountWei;
        emit StakeLocked(jobId, account, role, amountWei);
    }

    /// @dev Says of the lock what is recalled for it, and not that it holds so much.
    function _recall(uint256 jobId, address account, uint8 role, uint256 amountWei) private {
        StoredPosition storage position = _positions[account][role];
        // Fits: it is unbonding.
        uint112 amount = uint112(amountWei);
        position.unbonding -= amount;
        position.recalled += amount;
        _locks[jobId][account][role] += amountWei << RECALLED_SHIFT;
        _totals.unbonding -= amount;
        _totals.staked += amount;
        emit UnbondingRecalled(jobId, account, role, amountWei);
    }

    /// @dev Books the slash in neither escrow nor totals, and tells the pool nothing: `endLocks` does, once for all.
    function _endLock(uint256 jobId, uint8 role, Ending calldata ending) private returns (uint256 slashWei) {
        (address account, uint256 lockedWei) = (ending.account, ending.lockedWei);
        slashWei = ending.slashWei;
        if (slashWei > lockedWei) revert SlashExceedsLock(jobId, account, lockedWei, slashWei);
        if (lockedWei == 0) return 0;
        uint256 held = _locks[jobId][account][role];
        if (lockedWei > uint128(held)) revert EndingExceedsLock(jobId, account, uint128(held), lockedWei);
        uint256 recalledWei = held >> RECALLED_SHIFT;
        if (recalledWei > lockedWei) recalledWei = lockedWei;
        // Both are part of the lock.
        unchecked {
            _locks[jobId][account][role] = held - lockedWei - (recalledWei << RECALLED_SHIFT);
            _takeOut(
                _positions[account][role],
                role,
                lockedWei - recalledWei,
                slashWei < recalledWei ? 0 : slashWei - recalledWei
            );
        }
        if (slashWei > 0) emit StakeSlashed(jobId, account, role, slashWei, ending.reason);
        if (slashWei < lockedWei) emit StakeReleased(jobId, account, role, lockedWei - slashWei);
        if (recalledWei > 0) _giveBack(jobId, account, role, recalledWei, Math.saturatingSub(recalledWei, slashWei));
    }

    /// @dev Each fits: it is part of a lock. The two assignments are one write.
    function _takeOut(StoredPosition storage position, uint8 role, uint256 lockedWei, uint256 slashWei) private {
        (uint128 kept, uint128 keptLocked) = (position.kept, position.keptLocked);
        uint128 keptAfter = kept - uint128(slashWei);
        uint128 keptLockedAfter = keptLocked - uint128(lockedWei);
        position.kept = keptAfter;
        position.keptLocked = keptLockedAfter;
        if (role == Roles.COUNCIL) _recount(kept, keptLocked, keptAfter, keptLockedAfter);
    }

    /// @dev Of a member of the council, who can be drawn if it stakes enough.
    function _isTakenUp(uint256 kept, uint256 keptLocked) private view returns (bool) {
        return kept >= _councilStakeWei && 2 * (kept - keptLocked) < _councilStakeWei;
    }

    function _recount(uint256 kept, uint256 keptLocked, uint256 keptAfter, uint256 keptLockedAfter) private {
        bool isTakenUp = _isTakenUp(keptAfter, keptLockedAfter);
        if (isTakenUp == _isTakenUp(kept, keptLocked)) return;
        // Fits: each has a position. None is taken out that was not counted.
        takenUpCouncillors = isTakenUp ? takenUpCouncillors + 1 : takenUpCouncillors - 1;
    }

    /// @param recalledWei Of a lock that ends.
    /// @param leftWei What a slash left of it: on its way out again, since its owner has asked for it.
    function _giveBack(uint256 jobId, address account, uint8 role, uint256 recalledWei, uint256 leftWei) private {
        StoredPosition storage position = _positions[account][role];
        // Both fit: they are part of `recalled`.
        position.recalled -= uint112(recalledWei);
        if (leftWei == 0) return;
        uint112 left = uint112(leftWei);
        position.unbonding += left;
        _totals.staked -= left;
        _totals.unbonding += left;
        emit UnbondingResumed(jobId, account, role, leftWei, position.maturesAt);
    }

    function _drainEscrow(uint256 jobId, uint256 amountWei) private {
        uint256 escrowWei = _escrows[jobId];
        if (amountWei > escrowWei) revert EscrowShort(jobId, escrowWei, amountWei);
        _escrows[jobId] = escrowWei - amountWei;
        _totals.escrowed -= amountWei.toUint128();
    }

    /// @dev Tells the pool what the stake of somebody who judges weighs now.
    function _weigh(address account, uint8 role) private {
        if (role & Roles.JUDGING != 0) pool.setStake(role, account, _positions[account][role].kept);
    }

    /// @dev Tells the pool what the slashed have left who weigh less by it.
    function _weighAll(uint8 role, Ending[] calldata endings) private {
        if (role & Roles.JUDGING == 0) return;
        ISortitionPool.Stake[] memory left = new ISortitionPool.Stake[](endings.length);
        bool weighsLess;
        for (uint256 i; i < endings.length; ++i) {
            if (endings[i].slashWei == 0) continue;
            address account = endings[i].account;
            uint256 stakeWei = _positions[account][role].kept;
            // A head of the council weighs the same as long as it stakes enough.
            if (role == Roles.COUNCIL && stakeWei >= _councilStakeWei) continue;
            left[i] = ISortitionPool.Stake(account, stakeWei);
            weighsLess = true;
        }
        if (weighsLess) pool.setStakes(role, left);
    }

    function _setUnbondingSeconds(uint48 valueSeconds) private {
        if (valueSeconds < minUnbondingSeconds || valueSeconds > MAX_UNBONDING_SECONDS) {
            revert UnbondingOutOfBounds(valueSeconds, minUnbondingSeconds, MAX_UNBONDING_SECONDS);
        }
        emit UnbondingSecondsChanged(unbondingSeconds, valueSeconds);
        // At deployment nothing has been asked back.
        if (unbondingSeconds != 0) _promisedUntil = unbondedBy();
        unbondingSeconds = valueSeconds;
    }
}
