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

    /// @dev Attempts beyond the seats, for those found without the role.
    uint256 private constant SPARE_ATTEMPTS = 16;

    /// @dev Who was drawn so far, in memory.
    struct Seating {
        uint256 length;
        address[] members;
        uint8[] seats;
    }

    /// @inheritdoc ISortitionPool
    IIdentityRegistry public immutable identities;

    SumTree.Tree private _tree;
    address[] private _validators;
    /// @dev Leaf number plus one; zero for accounts that never had a weight.
    mapping(address account => uint256) private _leafPlusOne;

    constructor(address authority_, ISystemPause systemPause_, IIdentityRegistry identities_)
        Module(authority_, systemPause_)
    {
        identities = identities_;
    }

    // StakeManager

    /// @inheritdoc ISortitionPool
    function setWeight(address account, uint256 weightWei) external whenActive restricted {
        uint208 weight = weightWei.toUint208();
        uint256 leafPlusOne = _leafPlusOne[account];
        uint256 beforeWei;
        if (leafPlusOne == 0) {
            _validators.push(account);
            _leafPlusOne[account] = _tree.append(weight, _clock()) + 1;
        } else {
            beforeWei = _tree.latestWeight(leafPlusOne - 1);
            _tree.set(leafPlusOne - 1, weight, _clock());
        }
        emit WeightChanged(account, beforeWei, weightWei);
    }

    // Views

    /// @inheritdoc ISortitionPool
    function draw(DrawRequest calldata request)
        external
        view
        returns (address[] memory members, uint8[] memory seats, uint256 eligibleWei)
    {
        uint256 attempts = request.seats + SPARE_ATTEMPTS;
        SumTree.Draw memory left = _withoutExcluded(request, attempts);
        Seating memory seating = Seating(0, new address[](request.seats), new uint8[](request.seats));
        uint256 filled;
        for (uint256 n; n < attempts && filled < request.seats && left.remaining > 0; ++n) {
            uint256 point = uint256(keccak256(abi.encode(request.seed, n))) % left.remaining;
            uint256 leaf = _tree.find(left, point);
            if (_seat(seating, _validators[leaf], request.timepoint)) ++filled;
            else _tree.takeOut(left, leaf);
        }
        (members, seats) = _shorten(seating);
        eligibleWei = left.remaining;
    }

    /// @inheritdoc ISortitionPool
    function validatorStakeAt(address account, uint48 timepoint) external view returns (uint256) {
        _requirePast(timepoint);
        uint256 leafPlusOne = _leafPlusOne[account];
        return leafPlusOne == 0 ? 0 : _tree.weightAt(leafPlusOne - 1, timepoint);
    }

    /// @inheritdoc ISortitionPool
    function totalValidatorStakeAt(uint48 timepoint) external view returns (uint256) {
        _requirePast(timepoint);
        return _tree.totalAt(timepoint);
    }

    /// @inheritdoc ISortitionPool
    function validatorCount() external view returns (uint256) {
        return _validators.length;
    }

    /// @inheritdoc ISortitionPool
    function validatorAt(uint256 index) external view returns (address) {
        return _validators[index];
    }

    // Internals

    /// @param attempts How many more may have to be taken out.
    function _withoutExcluded(DrawRequest calldata request, uint256 attempts)
        private
        view
        returns (SumTree.Draw memory left)
    {
        _requirePast(request.timepoint);
        left = _tree.begin(request.timepoint, request.excluded.length + attempts);
        for (uint256 i; i < request.excluded.length; ++i) {
            uint256 leafPlusOne = _leafPlusOne[request.excluded[i]];
            if (leafPlusOne != 0) _tree.takeOut(left, leafPlusOne - 1);
        }
    }

    /// @return seated False for an account that did not hold the role.
    function _seat(Seating memory seating, address account, uint48 timepoint) private view returns (bool seated) {
        for (uint256 i; i < seating.length; ++i) {
            if (seating.members[i] != account) continue;
            ++seating.seats[i];
            return true;
        }
        if (!identities.hasRoleAt(account, Roles.VALIDATOR, timepoint)) return false;
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
