// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {Checkpoints} from "@openzeppelin/contracts/utils/structs/Checkpoints.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {IAGIALPHA} from "../interfaces/IAGIALPHA.sol";
import {IIdentityRegistry} from "../interfaces/IIdentityRegistry.sol";
import {IStakeManager} from "../interfaces/IStakeManager.sol";
import {ISystemPause} from "../interfaces/ISystemPause.sol";
import {AddressList} from "../shared/AddressList.sol";
import {Module} from "../shared/Module.sol";
import {Roles} from "../shared/Roles.sol";
import {SumTree} from "../shared/SumTree.sol";

/// @title StakeManager
contract StakeManager is Module, IStakeManager {
    using AddressList for AddressList.List;
    using Checkpoints for Checkpoints.Trace208;
    using Roles for uint8;
    using SafeCast for uint256;
    using SafeERC20 for IAGIALPHA;
    using SumTree for SumTree.Tree;

    uint48 private constant MIN_UNBONDING_SECONDS = 1 days;
    uint48 private constant MAX_UNBONDING_SECONDS = 90 days;
    uint256 private constant MAX_REWARD_BATCH = 256;
    /// @dev A draw takes at most seats × 2 + this many leaves.
    uint256 private constant SPARE_ATTEMPTS = 16;

    struct StoredPosition {
        uint128 staked;
        uint128 locked;
        uint128 unbonding;
        uint48 maturesAt;
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
    uint48 public unbondingSeconds;

    StoredTotals private _totals;
    mapping(address account => mapping(uint8 role => StoredPosition)) private _positions;
    mapping(uint256 jobId => mapping(address account => mapping(uint8 role => uint256))) private _locks;
    mapping(uint256 jobId => uint256) private _escrows;
    mapping(address account => uint256) private _claims;

    SumTree.Tree private _tree;
    address[] private _validators;
    /// @dev Leaf number plus one; zero for accounts that never staked as validator.
    mapping(address account => uint256) private _leafPlusOne;
    mapping(address account => Checkpoints.Trace208) private _freeStake;

    constructor(
        address authority_,
        ISystemPause systemPause_,
        IAGIALPHA token_,
        IIdentityRegistry identities_,
        uint48 unbondingSeconds_
    ) Module(authority_, systemPause_) {
        token = token_;
        identities = identities_;
        _setUnbondingSeconds(unbondingSeconds_);
    }

    // Stakers

    /// @inheritdoc IStakeManager
    function depositStake(uint8 role, uint256 amountWei) external whenActive {
        if (amountWei == 0) revert ZeroAmount(msg.sender, role);
        if (!role.isSingle() || !identities.hasRole(msg.sender, role)) revert RoleRequired(msg.sender, role);
        uint128 amount = amountWei.toUint128();
        _positions[msg.sender][role].staked += amount;
        _totals.staked += amount;
        _checkpoint(msg.sender, role);
        emit StakeDeposited(msg.sender, role, amountWei);
        token.safeTransferFrom(msg.sender, address(this), amountWei);
    }

    /// @inheritdoc IStakeManager
    function requestUnbonding(uint8 role, uint256 amountWei) external whenActive {
        if (amountWei == 0) revert ZeroAmount(msg.sender, role);
        StoredPosition storage position = _positions[msg.sender][role];
        uint256 free = position.staked - position.locked;
        if (amountWei > free) revert InsufficientFreeStake(msg.sender, role, free, amountWei);
        uint128 amount = amountWei.toUint128();
        position.staked -= amount;
        position.unbonding += amount;
        position.maturesAt = _activeTime() + unbondingSeconds;
        _totals.staked -= amount;
        _totals.unbonding += amount;
        _checkpoint(msg.sender, role);
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
        StoredPosition storage position = _positions[account][role];
        uint256 free = position.staked - position.locked;
        if (free < amountWei) _recall(jobId, account, role, amountWei - free);
        position.locked += amountWei.toUint128();
        _locks[jobId][account][role] = amountWei;
        _checkpoint(account, role);
        emit StakeLocked(jobId, account, role, amountWei);
    }

    /// @inheritdoc IStakeManager
    function release(uint256 jobId, address account, uint8 role) external whenActive restricted {
        uint256 amountWei = _locks[jobId][account][role];
        if (amountWei == 0) revert NotLocked(jobId, account, role);
        _locks[jobId][account][role] = 0;
        _positions[account][role].locked -= amountWei.toUint128();
        _checkpoint(account, role);
        emit StakeReleased(jobId, account, role, amountWei);
    }

    /// @inheritdoc IStakeManager
    function slash(uint256 jobId, address account, uint8 role, uint256 amountWei, SlashReason reason)
        external
        whenActive
        restricted
    {
        uint256 lockedWei = _locks[jobId][account][role];
        if (amountWei > lockedWei) revert SlashExceedsLock(jobId, account, lockedWei, amountWei);
        uint128 amount = amountWei.toUint128();
        StoredPosition storage position = _positions[account][role];
        _locks[jobId][account][role] = lockedWei - amountWei;
        position.locked -= amount;
        position.staked -= amount;
        _escrows[jobId] += amountWei;
        _totals.staked -= amount;
        _totals.escrowed += amount;
        _checkpoint(account, role);
        emit StakeSlashed(jobId, account, role, amountWei, reason);
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
            if (payments[i].amountWei == 0) continue;
            if (payments[i].payee == address(0)) revert InvalidPayee(i);
            paidWei += payments[i].amountWei;
            _claims[payments[i].payee] += payments[i].amountWei;
            emit EscrowPaid(jobId, payments[i].payee, payments[i].amountWei, payments[i].reason);
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
    function drawValidators(DrawRequest calldata request)
        external
        view
        returns (address[] memory members, uint256[] memory weightsWei)
    {
        _requirePast(request.timepoint);
        AddressList.List memory found = AddressList.create(request.seats);
        uint256[] memory weights = new uint256[](request.seats);
        uint256 attempts = request.seats * 2 + SPARE_ATTEMPTS;
        SumTree.Draw memory draw = _tree.begin(request.timepoint, attempts);
        for (uint256 n; n < attempts && found.length < request.seats && draw.remaining > 0; ++n) {
            uint256 point = uint256(keccak256(abi.encode(request.seed, n))) % draw.remaining;
            (uint256 leaf, uint256 weight) = _tree.take(draw, point);
            if (!_canSit(_validators[leaf], request)) continue;
            weights[found.length] = weight;
            found.add(_validators[leaf]);
        }
        return (found.toArray(), _shorten(weights, found.length));
    }

    /// @inheritdoc IStakeManager
    function positionOf(address account, uint8 role) external view returns (Position memory) {
        StoredPosition storage position = _positions[account][role];
        return Position({
            staked: position.staked,
            locked: position.locked,
            unbonding: position.unbonding,
            maturesAt: position.maturesAt
        });
    }

    /// @inheritdoc IStakeManager
    function lockOf(uint256 jobId, address account, uint8 role) external view returns (uint256) {
        return _locks[jobId][account][role];
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
    function totals() external view returns (Totals memory) {
        return Totals({
            stakedWei: _totals.staked,
            unbondingWei: _totals.unbonding,
            escrowedWei: _totals.escrowed,
            claimableWei: _totals.claimable
        });
    }

    /// @inheritdoc IStakeManager
    function validatorStakeAt(address account, uint48 timepoint) external view returns (uint256) {
        _requirePast(timepoint);
        uint256 leafPlusOne = _leafPlusOne[account];
        return leafPlusOne == 0 ? 0 : _tree.weightAt(leafPlusOne - 1, timepoint);
    }

    /// @inheritdoc IStakeManager
    function validatorFreeAt(address account, uint48 timepoint) external view returns (uint256) {
        _requirePast(timepoint);
        return _freeStake[account].upperLookupRecent(timepoint);
    }

    /// @inheritdoc IStakeManager
    function totalValidatorStakeAt(uint48 timepoint) external view returns (uint256) {
        _requirePast(timepoint);
        return _tree.totalAt(timepoint);
    }

    /// @inheritdoc IStakeManager
    function validatorCount() external view returns (uint256) {
        return _validators.length;
    }

    /// @inheritdoc IStakeManager
    function validatorAt(uint256 index) external view returns (address) {
        return _validators[index];
    }

    // Internals

    /// @dev Stake that is unbonding comes back into the position, so that it can be locked.
    function _recall(uint256 jobId, address account, uint8 role, uint256 amountWei) private {
        StoredPosition storage position = _positions[account][role];
        if (amountWei > position.unbonding) {
            uint256 free = position.staked - position.locked;
            revert InsufficientFreeStake(account, role, free + position.unbonding, free + amountWei);
        }
        uint128 amount = amountWei.toUint128();
        position.unbonding -= amount;
        position.staked += amount;
        _totals.unbonding -= amount;
        _totals.staked += amount;
        emit UnbondingRecalled(jobId, account, role, amountWei);
    }

    function _drainEscrow(uint256 jobId, uint256 amountWei) private {
        uint256 escrowWei = _escrows[jobId];
        if (amountWei > escrowWei) revert EscrowShort(jobId, escrowWei, amountWei);
        _escrows[jobId] = escrowWei - amountWei;
        _totals.escrowed -= amountWei.toUint128();
    }

    /// @dev Records what draws need of a validator's position: its stake in the tree, its unlocked stake beside it.
    function _checkpoint(address account, uint8 role) private {
        if (role != Roles.VALIDATOR) return;
        StoredPosition storage position = _positions[account][role];
        uint48 timepoint = _clock();
        _freeStake[account].push(timepoint, position.staked - position.locked);
        uint256 leafPlusOne = _leafPlusOne[account];
        if (leafPlusOne == 0) {
            _validators.push(account);
            _leafPlusOne[account] = _tree.append(position.staked, timepoint) + 1;
        } else if (_tree.latestWeight(leafPlusOne - 1) != position.staked) {
            _tree.set(leafPlusOne - 1, position.staked, timepoint);
        }
    }

    function _canSit(address account, DrawRequest calldata request) private view returns (bool) {
        for (uint256 i; i < request.excluded.length; ++i) {
            if (request.excluded[i] == account) return false;
        }
        StoredPosition storage position = _positions[account][Roles.VALIDATOR];
        uint256 lockable = uint256(position.staked) - position.locked + position.unbonding;
        return lockable >= request.minFreeWei
            && _freeStake[account].upperLookupRecent(request.timepoint) >= request.minFreeWei
            && identities.hasRoleAt(account, Roles.VALIDATOR, request.timepoint);
    }

    function _setUnbondingSeconds(uint48 valueSeconds) private {
        if (valueSeconds < MIN_UNBONDING_SECONDS || valueSeconds > MAX_UNBONDING_SECONDS) {
            revert UnbondingOutOfBounds(valueSeconds, MIN_UNBONDING_SECONDS, MAX_UNBONDING_SECONDS);
        }
        emit UnbondingSecondsChanged(unbondingSeconds, valueSeconds);
        unbondingSeconds = valueSeconds;
    }

    function _requirePast(uint48 timepoint) private view {
        if (timepoint >= _clock()) revert FutureLookup(timepoint, _clock());
    }

    function _clock() private view returns (uint48) {
        // Fits until the year 8921556.
        return uint48(block.timestamp);
    }

    function _shorten(uint256[] memory list, uint256 length) private pure returns (uint256[] memory short) {
        short = new uint256[](length);
        for (uint256 i; i < length; ++i) {
            short[i] = list[i];
        }
    }
}
