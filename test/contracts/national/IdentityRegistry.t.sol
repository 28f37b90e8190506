// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {IIdentityRegistry} from "../../../contracts/interfaces/IIdentityRegistry.sol";
import {Roles} from "../../../contracts/shared/Roles.sol";
import {National} from "../support/National.sol";

contract IdentityRegistryTest is National {
    address private immutable alice = makeActor("alice");

    function test_RegisterBindsHandleAccountAndRoles() public {
        bytes32 id = keccak256("alice");
        vm.expectEmit(address(identities));
        emit IIdentityRegistry.IdentityRegistered(id, alice, "alice", 5);
        vm.expectEmit(address(identities));
        emit IIdentityRegistry.RolesChanged(id, alice, 0, 5);
        assertEq(register("alice", alice, 5), id, "id");
        assertEq(identities.accountOf(id), alice, "account");
        assertEq(identities.idOf(alice), id, "id of account");
        assertEq(identities.rolesOf(alice), 5, "roles");
        assertTrue(identities.hasRole(alice, Roles.AGENT), "agent");
        assertTrue(identities.hasRole(alice, 5), "both");
        assertFalse(identities.hasRole(alice, 7), "not all three");
        assertFalse(identities.hasRole(alice, 0), "no role is not a role");
    }

    function test_AHandleIsUsedOnce() public {
        register("alice", alice, 1);
        vm.prank(registrar);
        identities.setRoles(alice, 0);
        vm.expectRevert(abi.encodeWithSelector(IIdentityRegistry.HandleTaken.selector, keccak256("alice"), alice));
        register("alice", stranger, 1);
    }

    function test_AnAccountIsUsedOnce() public {
        register("alice", alice, 1);
        vm.expectRevert(abi.encodeWithSelector(IIdentityRegistry.AccountTaken.selector, alice, keccak256("alice")));
        register("bob", alice, 1);
    }

    function test_HandlesHaveOneTo64Bytes() public {
        string memory longest = "0123456789012345678901234567890123456789012345678901234567890123";
        register(longest, alice, 1);
        string memory tooLong = string.concat(longest, "4");
        vm.expectRevert(abi.encodeWithSelector(IIdentityRegistry.InvalidHandle.selector, tooLong));
        register(tooLong, stranger, 1);
        vm.expectRevert(abi.encodeWithSelector(IIdentityRegistry.InvalidHandle.selector, ""));
        register("", stranger, 1);
    }

    function test_TheZeroAccountIsRefused() public {
        vm.expectRevert(abi.encodeWithSelector(IIdentityRegistry.InvalidAccount.selector, address(0)));
        register("alice", address(0), 1);
    }

    function test_UnknownRoleBitsAreRefused() public {
        vm.expectRevert(abi.encodeWithSelector(IIdentityRegistry.InvalidRoles.selector, 32));
        register("alice", alice, 32);
        register("alice", alice, 31);
    }

    function test_SetRolesNeedsARegisteredAccount() public {
        vm.expectRevert(abi.encodeWithSelector(IIdentityRegistry.UnknownAccount.selector, alice));
        vm.prank(registrar);
        identities.setRoles(alice, 1);
    }

    function test_RolesAndCountsArePast() public {
        uint48 start = uint48(vm.getBlockTimestamp());
        pass(10);
        register("alice", alice, Roles.COUNCIL);
        pass(10);
        vm.expectEmit(address(identities));
        emit IIdentityRegistry.RolesChanged(keccak256("alice"), alice, Roles.COUNCIL, Roles.AGENT);
        vm.prank(registrar);
        identities.setRoles(alice, Roles.AGENT);
        assertEq(identities.count(Roles.COUNCIL), 3, "count now");
        pass(10);
        assertFalse(identities.hasRoleAt(alice, Roles.COUNCIL, start + 9), "before");
        assertTrue(identities.hasRoleAt(alice, Roles.COUNCIL, start + 10), "while");
        assertTrue(identities.hasRoleAt(alice, Roles.COUNCIL, start + 19), "still");
        assertFalse(identities.hasRoleAt(alice, Roles.COUNCIL, start + 20), "after");
        assertFalse(identities.hasRoleAt(alice, 0, start + 20), "no role is not a role");
        assertEq(identities.countAt(Roles.COUNCIL, start), 3, "count before");
        assertEq(identities.countAt(Roles.COUNCIL, start + 19), 4, "count while");
        assertEq(identities.countAt(Roles.COUNCIL, start + 20), 3, "count after");
        assertEq(identities.membersAt(Roles.COUNCIL, start + 9).length, 3, "members before");
        address[] memory members = identities.membersAt(Roles.COUNCIL, start + 19);
        assertEq(members.length, 4, "members while");
        assertEq(members[0], councillors[0], "first admitted");
        assertEq(members[3], alice, "last admitted");
    }

    function test_EachRoleIsCountedAndListed() public {
        uint256[5] memory counts;
        for (uint256 i; i < 5; ++i) {
            counts[i] = identities.count(uint8(1 << i));
        }
        register("alice", alice, Roles.ALL);
        for (uint256 i; i < 5; ++i) {
            uint8 role = uint8(1 << i);
            assertEq(identities.count(role), counts[i] + 1, "count");
            assertEq(identities.memberAt(role, identities.memberCount(role) - 1), alice, "last in the list");
        }
        vm.startPrank(registrar);
        identities.setRoles(alice, Roles.ALL);
        assertEq(identities.count(Roles.AGENT), counts[0] + 1, "a role kept is not counted again");
        identities.setRoles(alice, 0);
        vm.stopPrank();
        for (uint256 i; i < 5; ++i) {
            assertEq(identities.count(uint8(1 << i)), counts[i], "count afterwards");
        }
        vm.prank(registrar);
        identities.setRoles(alice, Roles.ALL);
        assertEq(identities.memberCount(Roles.AGENT), counts[0] + 1, "still listed once");
    }

    function test_MembersOfThePastSkipWhoHasLeft() public {
        vm.prank(registrar);
        identities.setRoles(councillors[0], 0);
        pass(1);
        address[] memory members = identities.membersAt(Roles.COUNCIL, uint48(vm.getBlockTimestamp()) - 1);
        assertEq(members.length, 2, "two left");
        assertEq(members[0], councillors[1], "order kept");
        assertEq(identities.memberCount(Roles.COUNCIL), 3, "the list keeps all");
        assertEq(identities.memberAt(Roles.COUNCIL, 0), councillors[0], "also the first");
    }

    function test_ReadmissionListsAnAccountOnce() public {
        vm.startPrank(registrar);
        identities.setRoles(councillors[0], 0);
        identities.setRoles(councillors[0], Roles.COUNCIL);
        vm.stopPrank();
        assertEq(identities.memberCount(Roles.COUNCIL), 3, "listed once");
        assertEq(identities.count(Roles.COUNCIL), 3, "counted");
    }

    function test_ThePresentIsNotPast() public {
        uint48 nowRaw = uint48(vm.getBlockTimestamp());
        bytes memory expected = abi.encodeWithSelector(IIdentityRegistry.FutureLookup.selector, nowRaw, nowRaw);
        vm.expectRevert(expected);
        identities.hasRoleAt(alice, 1, nowRaw);
        vm.expectRevert(expected);
        identities.countAt(1, nowRaw);
        vm.expectRevert(expected);
        identities.membersAt(1, nowRaw);
        vm.expectRevert(abi.encodeWithSelector(IIdentityRegistry.FutureLookup.selector, nowRaw + 1, nowRaw));
        identities.countAt(1, nowRaw + 1);
    }

    function test_CountsAreOfSingleRoles() public {
        bytes memory expected = abi.encodeWithSelector(IIdentityRegistry.InvalidRoles.selector, 3);
        vm.expectRevert(expected);
        identities.count(3);
        vm.expectRevert(expected);
        identities.countAt(3, 1);
        vm.expectRevert(expected);
        identities.memberCount(3);
        vm.expectRevert(expected);
        identities.memberAt(3, 0);
        vm.expectRevert(expected);
        identities.membersAt(3, 1);
        vm.expectRevert(abi.encodeWithSelector(IIdentityRegistry.InvalidRoles.selector, 0));
        identities.count(0);
        vm.expectRevert(abi.encodeWithSelector(IIdentityRegistry.InvalidRoles.selector, 32));
        identities.count(32);
    }

    function test_OnlyTheCouncilsListIsBounded() public {
        for (uint160 i = 3; i < 64; ++i) {
            register(vm.toString(i), address(0x1000 + i), Roles.COUNCIL | Roles.VALIDATOR);
        }
        assertEq(identities.memberCount(Roles.VALIDATOR), 69, "validators");
        vm.expectRevert(abi.encodeWithSelector(IIdentityRegistry.RoleFull.selector, Roles.COUNCIL, 64));
        register("one more", alice, Roles.COUNCIL);
        register("one more", alice, Roles.VALIDATOR);
    }

    function register(string memory handle, address account, uint8 roles) private returns (bytes32) {
        vm.prank(registrar);
        return identities.register(handle, account, roles);
    }
}
