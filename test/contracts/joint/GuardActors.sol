// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {Campaign} from "./Campaign.sol";

/// @notice The guardian, who suspends, cancels and leaves; and the owner, whose grants wait and are cancelled.
abstract contract GuardActors is Campaign {
    /// @dev Zero while nobody has the seat.
    address private _seated = guardian;
    uint256 private _successors;
    bool private _granting;

    function suspend(uint256 seed) external moving {
        (address judge,) = _judgeBy(seed);
        _suspend(judge);
    }

    function _suspend(address judge) internal {
        bytes memory data = abi.encodeCall(identities.suspend, (judge));
        bool success = _guarded(_seated == address(0) ? guardian : _seated, address(identities), data);
        assertTrue(_seated != address(0) || !success, "who left the seat suspends nobody");
        if (success) _did(Deed.Suspended);
    }

    /// @dev Lifted by the registrar, or waited out.
    function endSuspension(uint256 seed) external moving {
        for (uint256 i; i < accounts.length; ++i) {
            address judge = accounts[(i + (seed >> 8)) % accounts.length];
            if (!identities.isSuspended(judge)) continue;
            if (seed % 8 == 0) {
                toRevealWindow(identities.suspensionOf(judge).until);
                if (!identities.isSuspended(judge)) _did(Deed.SuspensionEnded);
            } else if (_guarded(registrar, address(identities), abi.encodeCall(identities.liftSuspension, (judge)))) {
                assertFalse(identities.isSuspended(judge), "lifted");
                _did(Deed.SuspensionLifted);
            }
            return;
        }
    }

    /// @dev The guardian leaves, or stays until a successor is installed; anybody installs it when it is due.
    function changeGuardian(uint256 seed) external moving {
        address next = seat.change().next;
        if (next == address(0)) {
            if (seed % 4 == 0) _announce();
            return;
        }
        if (seed % 4 == 0 && _seated != address(0)) return _leave();
        if (seed % 8 == 1) toRevealWindow(seat.change().dueAt);
        bool due = systemPause.activeTime() >= seat.change().dueAt;
        bool success = _guarded(stranger, address(seat), abi.encodeCall(seat.conclude, ()));
        assertTrue(due || !success, "nobody takes the seat before it is due");
        if (!success) return;
        _seated = next;
        _did(Deed.GuardianReplaced);
    }

    function _announce() private {
        address next = makeActor(string.concat("guardian ", vm.toString(++_successors)));
        bytes memory data = abi.encodeCall(seat.announce, (_seated, next));
        vm.prank(owner);
        manager.schedule(address(seat), data, 0);
        pass(ADMIN_DELAY_SECONDS);
        _guarded(owner, address(manager), abi.encodeCall(manager.execute, (address(seat), data)));
    }

    function _leave() private {
        address leaving = _seated;
        vm.prank(leaving);
        manager.renounceRole(GUARDIAN, leaving);
        _seated = address(0);
        _did(Deed.GuardianLeft);
    }

    /// @dev A power that the owner gives itself waits, and the guardian cancels it, also while paused.
    function grant(uint256 seed) external moving {
        if (seed % 3 > 0) return;
        bytes memory data = abi.encodeCall(manager.grantRole, (BUDGET, owner, 0));
        if (!_granting) {
            vm.prank(owner);
            manager.schedule(address(manager), data, 0);
            _granting = true;
            return;
        }
        vm.prank(_seated == address(0) ? guardian : _seated);
        (bool success,) =
            address(manager).call(abi.encodeCall(manager.cancel, (owner, address(manager), data)));
        assertTrue(success == (_seated != address(0)), "who has the seat cancels");
        if (!success) return;
        _granting = false;
        pass(ADMIN_DELAY_SECONDS);
        vm.prank(owner);
        (success,) = address(manager).call(abi.encodeCall(manager.execute, (address(manager), data)));
        assertFalse(success, "what was cancelled is not executed");
        _did(Deed.GrantCancelled);
    }
}
