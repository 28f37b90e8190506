// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {IAccessManager} from "@openzeppelin/contracts/access/manager/IAccessManager.sol";
import {IGuardianSeat} from "../interfaces/IGuardianSeat.sol";
import {IStakeManager} from "../interfaces/IStakeManager.sol";
import {ISystemPause} from "../interfaces/ISystemPause.sol";
import {Module} from "../shared/Module.sol";

/// @title GuardianSeat
contract GuardianSeat is Module, IGuardianSeat {
    /// @inheritdoc IGuardianSeat
    uint48 public constant MARGIN_SECONDS = 7 days;

    /// @inheritdoc IGuardianSeat
    IStakeManager public immutable stakeManager;
    uint64 private immutable _guardianRole;

    Change private _change;

    /// @param guardianRole the id of GUARDIAN in the AccessManager, whose administration this contract has to be given.
    constructor(address authority_, ISystemPause systemPause_, IStakeManager stakeManager_, uint64 guardianRole)
        Module(authority_, systemPause_)
    {
        stakeManager = stakeManager_;
        _guardianRole = guardianRole;
    }

    /// @inheritdoc IGuardianSeat
    function announce(address leaving, address next) external whenActive restricted {
        if (next == address(0)) revert EmptySeat();
        if (leaving != address(0) && !_isGuardian(leaving)) revert NoGuardian(leaving);
        _requireNoGuardian(next);
        // No job takes longer than the least unbonding time: by then it has given back what it recalls or holds.
        uint48 dueAt = stakeManager.unbondedBy() + stakeManager.minUnbondingSeconds() + MARGIN_SECONDS;
        _change = Change({leaving: leaving, next: next, dueAt: dueAt});
        emit ChangeAnnounced(leaving, next, dueAt);
    }

    /// @inheritdoc IGuardianSeat
    function withdraw() external whenActive restricted {
        Change memory announced = _takeChange();
        emit ChangeWithdrawn(announced.leaving, announced.next);
    }

    /// @inheritdoc IGuardianSeat
    function conclude() external whenActive {
        Change memory announced = _takeChange();
        uint48 nowActive = _activeTime();
        if (nowActive < announced.dueAt) revert NotDue(announced.dueAt, nowActive);
        _requireNoGuardian(announced.next);
        emit GuardianChanged(announced.leaving, announced.next);
        IAccessManager manager = IAccessManager(authority());
        // Without effect if it has given the role up itself: that keeps nobody from following.
        manager.revokeRole(_guardianRole, announced.leaving);
        manager.grantRole(_guardianRole, announced.next, 0);
    }

    /// @inheritdoc IGuardianSeat
    function change() external view returns (Change memory) {
        return _change;
    }

    function _takeChange() private returns (Change memory announced) {
        announced = _change;
        if (announced.next == address(0)) revert NothingAnnounced();
        delete _change;
    }

    function _requireNoGuardian(address account) private view {
        if (_isGuardian(account)) revert GuardianAlready(account);
    }

    function _isGuardian(address account) private view returns (bool isMember) {
        (isMember,) = IAccessManager(authority()).hasRole(_guardianRole, account);
    }
}
