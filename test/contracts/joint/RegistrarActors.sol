// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {IIdentityRegistry} from "../../../contracts/interfaces/IIdentityRegistry.sol";
import {IStakeManager} from "../../../contracts/interfaces/IStakeManager.sol";
import {Roles} from "../../../contracts/shared/Roles.sol";
import {Campaign} from "./Campaign.sol";

/// @notice The registrar, who revokes and re-admits judges, and anybody who works the changes off.
abstract contract RegistrarActors is Campaign {
    mapping(address account => mapping(uint8 role => uint48)) private _maturesAt;
    /// @dev Who holds a judging role by the changes worked off, counted by hand.
    mapping(address account => mapping(uint8 role => bool)) private _holds;
    uint256 private _changesSeen;

    function changeRoles(uint256 seed) external moving {
        (address judge, uint8 role) = _judgeBy(seed);
        (uint8 scheduled,) = identities.scheduledRolesOf(judge);
        bool held = scheduled & role != 0;
        bytes memory data = abi.encodeCall(identities.setRoles, (judge, scheduled ^ role));
        if (_guarded(registrar, address(identities), data) && held) _did(Deed.Revoked);
    }

    /// @dev In parts, by anybody; sometimes when the next change takes effect.
    function work(uint256 seed) external moving {
        uint256 next = pool.syncedChanges();
        if (seed % 16 == 0 && next < identities.changeCount()) _waitUntil(identities.changeAt(next).effectiveAt);
        if (!_guarded(stranger, address(pool), abi.encodeCall(pool.sync, (1 + (seed >> 8) % 2)))) return;
        uint256 end = pool.syncedChanges();
        for (uint256 i = next; i < end; ++i) {
            _did(identities.changeAt(i).held ? Deed.RoleRegained : Deed.RoleLost);
        }
        bool moreDue = end < identities.changeCount() && identities.changeAt(end).effectiveAt <= vm.getBlockTimestamp();
        if (end > next && moreDue) _did(Deed.SyncedInPart);
    }

    function _compareWithBefore() internal override {
        pass(1);
        _checkUnbondingNeverShortens();
        _checkPoolIsTheStakeOfWhoHoldsTheRole();
    }

    function _checkUnbondingNeverShortens() private {
        for (uint256 i; i < accounts.length; ++i) {
            for (uint8 role = Roles.AGENT; role <= Roles.EMPLOYER; role <<= 1) {
                if (roles[i] & role == 0) continue;
                uint48 maturesAt = stakes.positionOf(accounts[i], role).maturesAt;
                assertTrue(maturesAt >= _maturesAt[accounts[i]][role], "unbonding never shortens");
                _maturesAt[accounts[i]][role] = maturesAt;
            }
        }
    }

    /// @dev What was recalled weighs nothing.
    function _weighing(address account, uint8 role) private view returns (uint256) {
        IStakeManager.Position memory position = stakes.positionOf(account, role);
        return position.staked - position.recalled;
    }

    /// @dev As of the second before: nothing has happened since.
    function _checkPoolIsTheStakeOfWhoHoldsTheRole() private {
        for (uint256 end = pool.syncedChanges(); _changesSeen < end; ++_changesSeen) {
            IIdentityRegistry.JudgingChange memory change = identities.changeAt(_changesSeen);
            _holds[change.account][change.role] = change.held;
        }
        uint48 before = uint48(vm.getBlockTimestamp() - 1);
        uint256 stakedWei;
        uint256 heads;
        for (uint256 i; i < accounts.length; ++i) {
            bool staked = _weighing(accounts[i], Roles.COUNCIL) >= pool.councilStakeWei();
            if (_holds[accounts[i]][Roles.COUNCIL] && staked) ++heads;
            if (!_holds[accounts[i]][Roles.VALIDATOR]) continue;
            stakedWei += _weighing(accounts[i], Roles.VALIDATOR);
        }
        assertEq(pool.totalWeightAt(Roles.VALIDATOR, before), stakedWei, "weights of validators are their stakes");
        assertEq(pool.totalWeightAt(Roles.COUNCIL, before), heads, "each councillor with enough at stake weighs one");
    }
}
