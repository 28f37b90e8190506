// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {IIdentityRegistry} from "../interfaces/IIdentityRegistry.sol";
import {ISortitionPool} from "../interfaces/ISortitionPool.sol";
import {ISystemPause} from "../interfaces/ISystemPause.sol";
import {Module} from "../shared/Module.sol";
import {Roles} from "../shared/Roles.sol";
import {SumTree} from "../shared/SumTree.sol";

/// @title SortitionPool
contract SortitionPool is Module, ISortitionPool {
    using SafeCast for uint256;
    using SumTree for SumTree.Tree;

    /// @dev Attempts beyond the seats, for those who lost the role after the second that is drawn from.
    uint256 private constant SPARE_ATTEMPTS = 64;
    uint256 private constant COUNCILLORS_WEIGHT = 1;

    /// @dev Who can be drawn for a role.
    struct Urn {
        SumTree.Tree tree;
        address[] accounts;
        mapping(address account => Entry) entries;
    }

    /// @param leafPlusOne Zero for accounts that never had a weight.
    /// @param held Whether the account holds the role, by the changes that were worked off.
    struct Entry {
        uint248 leafPlusOne;
        bool held;
    }

    /// @dev Who was drawn so far, in memory.
    struct Seating {
        uint256 length;
        address[] members;
        uint8[] seats;
    }

    /// @inheritdoc ISortitionPool
    uint48 public constant SYNC_GRACE_SECONDS = 5 minutes;
    /// @inheritdoc ISortitionPool
    IIdentityRegistry public immutable identities;
    /// @inheritdoc ISortitionPool
    uint256 public immutable councilStakeWei;

    mapping(uint8 role => Urn) private _urns;
    /// @dev What the stakes of who does not hold the role would weigh, by the changes that were worked off.
    mapping(uint8 role => mapping(address account => uint256)) private _withheld;
    uint208 private _syncedChanges;
    /// @dev When a change was last worked off that had waited for longer than the grace.
    uint48 private _lateSyncAt;

    constructor(
        address authority_,
        ISystemPause systemPause_,
        IIdentityRegistry identities_,
        uint256 councilStakeWei_
    ) Module(authority_, systemPause_) {
        identities = identities_;
        councilStakeWei = councilStakeWei_;
    }

    // StakeManager

    /// @inheritdoc ISortitionPool
    function setStake(uint8 role, address account, uint256 stakeWei) external whenActive restricted {
        _setStake(role, account, stakeWei);
    }

    /// @inheritdoc ISortitionPool
    function setStakes(uint8 role, Stake[] calldata stakes) external whenActive restricted {
        for (uint256 i; i < stakes.length; ++i) {
            if (stakes[i].account != address(0)) _setStake(role, stakes[i].account, stakes[i].stakeWei);
        }
    }

    // Anyone

    /// @inheritdoc ISortitionPool
    function sync(uint256 limit) external whenActive returns (uint256 changes) {
        if (identities.foundedAt() == 0) return 0;
        uint256 first = _syncedChanges;
        uint256 end = identities.changeCount();
        while (changes < limit && first + changes < end) {
            IIdentityRegistry.JudgingChange memory change = identities.changeAt(first + changes);
            if (change.effectiveAt > _clock()) break;
            _apply(change);
            if (_isOverdue(change.effectiveAt)) _lateSyncAt = _clock();
            ++changes;
        }
        if (changes == 0) return 0;
        // Fits: a change costs a transaction's gas.
        _syncedChanges = uint208(first + changes);
        emit Synced(first + changes);
    }

    // Views

    /// @inheritdoc ISortitionPool
    function frozenSecond() external view returns (uint48) {
        uint256 next = _syncedChanges;
        if (next < identities.changeCount()) {
            uint48 effectiveAt = identities.changeAt(next).effectiveAt;
            if (_isOverdue(effectiveAt)) revert ChangesWait(next, effectiveAt);
        }
        if (_lateSyncAt == _clock()) revert ChangedThisSecond(_lateSyncAt);
        return _clock() - 1;
    }

    /// @inheritdoc ISortitionPool
    function draw(DrawRequest calldata request)
        external
        view
        returns (address[] memory members, uint8[] memory seats, uint256 eligible, uint256 total)
    {
        Urn storage urn = _urns[request.role];
        uint256 attempts = request.seats + SPARE_ATTEMPTS;
        SumTree.Draw memory left;
        (left, total) = _withoutExcluded(urn, request, attempts);
        Seating memory seating = Seating(0, new address[](request.seats), new uint8[](request.seats));
        uint256 filled;
        for (uint256 n; n < attempts && filled < request.seats && left.remaining > 0; ++n) {
            uint256 before = left.remaining;
            uint256 leaf = urn.tree.find(left, uint256(keccak256(abi.encode(request.seed, n))) % before);
            if (_seat(seating, urn.accounts[leaf], request)) ++filled;
            else urn.tree.takeOut(left, leaf);
            total -= before - left.remaining;
        }
        (members, seats) = _shorten(seating);
        eligible = left.remaining;
    }

    /// @inheritdoc ISortitionPool
    function weightAt(uint8 role, address account, uint48 timepoint) external view returns (uint256) {
        _requirePast(timepoint);
        Urn storage urn = _urns[role];
        uint256 leafPlusOne = urn.entries[account].leafPlusOne;
        return leafPlusOne == 0 ? 0 : urn.tree.weightAt(leafPlusOne - 1, timepoint);
    }

    /// @inheritdoc ISortitionPool
    function totalWeightAt(uint8 role, uint48 timepoint) external view returns (uint256) {
        _requirePast(timepoint);
        return _urns[role].tree.totalAt(timepoint);
    }

    /// @inheritdoc ISortitionPool
    function accountCount(uint8 role) external view returns (uint256) {
        return _urns[role].accounts.length;
    }

    /// @inheritdoc ISortitionPool
    function accountAt(uint8 role, uint256 index) external view returns (address) {
        return _urns[role].accounts[index];
    }

    /// @inheritdoc ISortitionPool
    function syncedChanges() external view returns (uint256) {
        return _syncedChanges;
    }

    // Internals

    function _setStake(uint8 role, address account, uint256 stakeWei) private {
        uint256 weight = _weightBy(role, stakeWei);
        if (_urns[role].entries[account].held) _weigh(role, account, weight);
        else _withheld[role][account] = weight;
    }

    /// @dev The council judges by heads, but only those who have something to lose.
    function _weightBy(uint8 role, uint256 stakeWei) private view returns (uint256) {
        if (role != Roles.COUNCIL) return stakeWei;
        return stakeWei < councilStakeWei ? 0 : COUNCILLORS_WEIGHT;
    }

    function _apply(IIdentityRegistry.JudgingChange memory change) private {
        (address account, uint8 role) = (change.account, change.role);
        _urns[role].entries[account].held = change.held;
        if (change.held) {
            _weigh(role, account, _withheld[role][account]);
            delete _withheld[role][account];
        } else {
            _withheld[role][account] = _weightOf(role, account);
            _weigh(role, account, 0);
        }
    }

    /// @dev Not at once: a registrar with a change for every second would leave none in which work can be handed in.
    function _isOverdue(uint48 effectiveAt) private view returns (bool) {
        return effectiveAt + SYNC_GRACE_SECONDS <= _clock();
    }

    function _weigh(uint8 role, address account, uint256 weight) private {
        uint256 before = _weightOf(role, account);
        if (weight == before) return;
        Urn storage urn = _urns[role];
        Entry storage entry = urn.entries[account];
        if (entry.leafPlusOne == 0) {
            urn.accounts.push(account);
            // Fits: a leaf costs a transaction's gas.
            entry.leafPlusOne = uint248(urn.tree.append(weight.toUint208(), _clock()) + 1);
        } else {
            urn.tree.set(entry.leafPlusOne - 1, weight.toUint208(), _clock());
        }
        emit WeightChanged(account, role, before, weight);
    }

    function _weightOf(uint8 role, address account) private view returns (uint256) {
        uint256 leafPlusOne = _urns[role].entries[account].leafPlusOne;
        return leafPlusOne == 0 ? 0 : _urns[role].tree.latestWeight(leafPlusOne - 1);
    }

    /// @param attempts How many more may have to be taken out.
    /// @return left The weights without those of the excluded.
    /// @return total With them, but for who has lost the role.
    function _withoutExcluded(Urn storage urn, DrawRequest calldata request, uint256 attempts)
        private
        view
        returns (SumTree.Draw memory left, uint256 total)
    {
        _requirePast(request.timepoint);
        left = urn.tree.begin(request.timepoint, request.excluded.length + attempts);
        total = left.remaining;
        for (uint256 i; i < request.excluded.length; ++i) {
            uint256 leafPlusOne = urn.entries[request.excluded[i]].leafPlusOne;
            if (leafPlusOne == 0) continue;
            uint256 before = left.remaining;
            urn.tree.takeOut(left, leafPlusOne - 1);
            if (!identities.hasRoleAt(request.excluded[i], request.role, request.heldAt)) total -= before - left.remaining;
        }
    }

    /// @return seated False for an account that no longer held the role.
    function _seat(Seating memory seating, address account, DrawRequest calldata request)
        private
        view
        returns (bool seated)
    {
        for (uint256 i; i < seating.length; ++i) {
            if (seating.members[i] != account) continue;
            ++seating.seats[i];
            return true;
        }
        if (!identities.hasRoleAt(account, request.role, request.heldAt)) return false;
        seating.members[seating.length] = account;
        seating.seats[seating.length] = 1;
        ++seating.length;
        return true;
    }

    function _shorten(Seating memory seating) private pure returns (address[] memory members, uint8[] memory seats) {
        members = new address[](seating.length);
        seats = new uint8[](seating.length);
        for (uint256 i; i < seating.length; ++i) {
            members[i] = seating.members[i];
            seats[i] = seating.seats[i];
        }
    }

    function _requirePast(uint48 timepoint) private view {
        if (timepoint >= _clock()) revert FutureLookup(timepoint, _clock());
    }

    function _clock() private view returns (uint48) {
        // Fits until the year 8921556.
        return uint48(block.timestamp);
    }
}
