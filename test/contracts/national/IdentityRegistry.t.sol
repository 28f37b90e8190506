// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {IIdentityRegistry} from "../../../contracts/interfaces/IIdentityRegistry.sol";
import {IdentityRegistry} from "../../../contracts/national/IdentityRegistry.sol";
import {Roles} from "../../../contracts/shared/Roles.sol";
import {National} from "../support/National.sol";

contract IdentityRegistryTest is National {
    address private immutable alice = makeActor("alice");

    function _wireMore() internal override {
        super._wireMore();
        _hireWirer();
    }

    function test_RegisterBindsHandleAccountAndRoles() public {
        bytes32 id = keccak256("alice");
        vm.expectEmit(address(identities));
        emit IIdentityRegistry.IdentityRegistered(id, alice, "alice", 25);
        vm.expectEmit(address(identities));
        emit IIdentityRegistry.RolesChanged(id, alice, 0, 25);
        assertEq(register("alice", alice, 25), id, "id");
        assertEq(identities.accountOf(id), alice, "account");
        assertEq(identities.idOf(alice), id, "id of account");
        assertEq(identities.rolesOf(alice), 25, "roles");
        assertTrue(identities.hasRole(alice, Roles.AGENT), "agent");
        assertTrue(identities.hasRole(alice, 25), "all three");
        assertFalse(identities.hasRole(alice, 27), "not a fourth");
        assertFalse(identities.hasRole(alice, 0), "no role is not a role");
    }

    function test_AHandleIsUsedOnce() public {
        register("alice", alice, 1);
        setRoles(alice, 0);
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
        setRoles(alice, 1);
    }

    // Roles that judge nothing

    function test_RolesThatJudgeNothingChangeAtOnce() public {
        uint48 start = timestamp();
        pass(10);
        register("alice", alice, Roles.EMPLOYER);
        assertTrue(identities.hasRole(alice, Roles.EMPLOYER), "now");
        assertEq(identities.count(Roles.EMPLOYER), 3, "counted");
        pass(10);
        vm.expectEmit(address(identities));
        emit IIdentityRegistry.RolesChanged(keccak256("alice"), alice, Roles.EMPLOYER, Roles.AGENT);
        setRoles(alice, Roles.AGENT);
        assertEq(identities.count(Roles.EMPLOYER), 2, "count now");
        pass(10);
        assertFalse(identities.hasRoleAt(alice, Roles.EMPLOYER, start + 9), "before");
        assertTrue(identities.hasRoleAt(alice, Roles.EMPLOYER, start + 10), "while");
        assertTrue(identities.hasRoleAt(alice, Roles.EMPLOYER, start + 19), "still");
        assertFalse(identities.hasRoleAt(alice, Roles.EMPLOYER, start + 20), "after");
        assertFalse(identities.hasRoleAt(alice, 0, start + 20), "no role is not a role");
        assertEq(identities.countAt(Roles.EMPLOYER, start + 9), 2, "count before");
        assertEq(identities.countAt(Roles.EMPLOYER, start + 19), 3, "count while");
        assertEq(identities.countAt(Roles.EMPLOYER, start + 20), 2, "count after");
        assertEq(identities.changeCount(), 11, "no change of those who judge");
    }

    // Judging roles

    function test_AJudgingRoleIsGivenAfterTheDelay() public {
        uint48 effectiveAt = timestamp() + JUDGING_DELAY_SECONDS;
        vm.expectEmit(address(identities));
        emit IIdentityRegistry.JudgingRolesScheduled(keccak256("alice"), alice, 0, 6, effectiveAt);
        register("alice", alice, 7);
        assertEq(identities.rolesOf(alice), Roles.AGENT, "only what judges nothing");
        assertScheduled(alice, 7, effectiveAt);
        vm.warp(effectiveAt - 1);
        assertFalse(identities.hasRole(alice, Roles.COUNCIL), "not a second earlier");
        assertEq(identities.count(Roles.COUNCIL), 3, "not counted");
        vm.warp(effectiveAt);
        assertTrue(identities.hasRole(alice, 7), "all three");
        assertEq(identities.rolesOf(alice), 7, "roles");
        assertScheduled(alice, 7, 0);
        assertEq(identities.count(Roles.COUNCIL), 4, "counted");
        vm.warp(effectiveAt + 1);
        assertFalse(identities.hasRoleAt(alice, Roles.VALIDATOR, effectiveAt - 1), "not before");
        assertTrue(identities.hasRoleAt(alice, Roles.VALIDATOR, effectiveAt), "from then on");
        assertEq(identities.countAt(Roles.VALIDATOR, effectiveAt - 1), 8, "count before");
        assertEq(identities.countAt(Roles.VALIDATOR, effectiveAt), 9, "count from then on");
    }

    function test_AJudgingRoleIsTakenAfterTheDelay() public {
        uint48 effectiveAt = timestamp() + JUDGING_DELAY_SECONDS;
        setRoles(councillors[0], 0);
        assertScheduled(councillors[0], 0, effectiveAt);
        vm.warp(effectiveAt - 1);
        assertTrue(identities.hasRole(councillors[0], Roles.COUNCIL), "sits until then");
        vm.warp(effectiveAt);
        assertFalse(identities.hasRole(councillors[0], Roles.COUNCIL), "and no longer");
        assertEq(identities.count(Roles.COUNCIL), 2, "counted no more");
    }

    function test_ARevocationTakenBackLeavesTheGapBetweenTheTwoEffects() public {
        uint48 revokedAt = timestamp() + JUDGING_DELAY_SECONDS;
        setRoles(councillors[0], 0);
        pass(1 hours);
        setRoles(councillors[0], Roles.COUNCIL);
        assertScheduled(councillors[0], Roles.COUNCIL, revokedAt + 1 hours);
        vm.warp(revokedAt - 1);
        assertTrue(identities.hasRole(councillors[0], Roles.COUNCIL), "sits");
        vm.warp(revokedAt);
        assertFalse(identities.hasRole(councillors[0], Roles.COUNCIL), "the revocation holds");
        vm.warp(revokedAt + 1 hours - 1);
        assertFalse(identities.hasRole(councillors[0], Roles.COUNCIL), "for as long as it stood");
        vm.warp(revokedAt + 1 hours);
        assertTrue(identities.hasRole(councillors[0], Roles.COUNCIL), "sits again");
        assertEq(identities.count(Roles.COUNCIL), 3, "counted once");
    }

    function testFuzz_NoChangeTakesEffectBeforeItsOwnDelay(uint8[8] memory roles, uint32[8] memory waits) public {
        register("alice", alice, 0);
        uint48[8] memory effects;
        for (uint256 i; i < 8; ++i) {
            pass(bound(waits[i], 1, 30 days));
            setRoles(alice, roles[i] & Roles.ALL);
            effects[i] = timestamp() + JUDGING_DELAY_SECONDS;
        }
        for (uint256 i; i < 8; ++i) {
            uint8 before = i == 0 ? 0 : roles[i - 1] & Roles.JUDGING;
            vm.warp(effects[i] + 1);
            assertEq(rolesAt(alice, effects[i] - 1) & Roles.JUDGING, before, "before");
            assertEq(rolesAt(alice, effects[i]) & Roles.JUDGING, roles[i] & Roles.JUDGING, "then");
        }
    }

    function test_TheDelayHasBounds() public {
        expectDelayOutOfBounds(1 days - 1);
        this.deploy(1 days - 1);
        expectDelayOutOfBounds(3650 days + 1);
        this.deploy(3650 days + 1);
        this.deploy(1 days);
        this.deploy(3650 days);
        assertEq(identities.judgingDelaySeconds(), JUDGING_DELAY_SECONDS, "delay");
    }

    // Founding

    function test_NobodyHoldsARoleBeforeTheFoundingIsClosed() public {
        IdentityRegistry young = youngRegistry();
        vm.prank(registrar);
        young.register("alice", alice, Roles.ALL);
        uint48 start = timestamp();
        pass(JUDGING_DELAY_SECONDS + 1);
        assertEq(young.foundedAt(), 0, "not closed");
        assertNobody(young, timestamp() - 1);
        assertFalse(young.hasRole(alice, Roles.COUNCIL), "nor now");
        assertEq(young.rolesOf(alice), 0, "no roles");
        assertEq(young.count(Roles.COUNCIL), 0, "no count");
        (uint8 roles, uint48 effectiveAt) = young.scheduledRolesOf(alice);
        assertEq(roles, Roles.ALL, "with the close");
        assertEq(effectiveAt, 0, "without a delay");
        vm.expectEmit(address(young));
        emit IIdentityRegistry.FoundingClosed(timestamp());
        vm.prank(registrar);
        young.closeFounding();
        assertEq(young.foundedAt(), timestamp(), "closed");
        assertTrue(young.hasRole(alice, Roles.ALL), "at once");
        assertEq(young.count(Roles.COUNCIL), 1, "counted");
        pass(1);
        assertNobody(young, timestamp() - 2);
        assertNobody(young, start);
        assertTrue(young.hasRoleAt(alice, Roles.ALL, timestamp() - 1), "from the close on");
    }

    function test_TheFoundingIsClosedOnce() public {
        uint48 at = timestamp() - 1;
        assertEq(identities.foundedAt(), at, "founded");
        vm.expectRevert(abi.encodeWithSelector(IIdentityRegistry.FoundingAlreadyClosed.selector, at));
        vm.prank(registrar);
        identities.closeFounding();
    }

    function test_AfterTheFoundingAdmissionsWait() public {
        IdentityRegistry young = youngRegistry();
        vm.startPrank(registrar);
        young.closeFounding();
        young.register("alice", alice, Roles.COUNCIL);
        vm.stopPrank();
        assertFalse(young.hasRole(alice, Roles.COUNCIL), "in the same second");
    }

    // Lists

    function test_EachRoleIsCountedAndListed() public {
        uint256[5] memory counts;
        for (uint256 i; i < 5; ++i) {
            counts[i] = identities.count(uint8(1 << i));
        }
        register("alice", alice, Roles.ALL);
        awaitRoles();
        for (uint256 i; i < 5; ++i) {
            uint8 role = uint8(1 << i);
            assertEq(identities.count(role), counts[i] + 1, "count");
            address[] memory members = identities.membersAt(role, timestamp() - 1);
            assertEq(members.length, counts[i] + 1, "listed");
            assertEq(members[counts[i]], alice, "last in the list");
        }
        setRoles(alice, Roles.ALL);
        assertEq(identities.count(Roles.AGENT), counts[0] + 1, "a role kept is not counted again");
        setRoles(alice, 0);
        awaitRoles();
        for (uint256 i; i < 5; ++i) {
            assertEq(identities.count(uint8(1 << i)), counts[i], "count afterwards");
            assertEq(identities.membersAt(uint8(1 << i), timestamp() - 1).length, counts[i], "list afterwards");
        }
    }

    function test_MembersOfThePastSkipWhoHasLeft() public {
        uint48 revokedAt = timestamp() + JUDGING_DELAY_SECONDS;
        setRoles(councillors[0], 0);
        awaitRoles();
        address[] memory before = identities.membersAt(Roles.COUNCIL, revokedAt - 1);
        assertEq(before.length, 3, "three before");
        assertEq(before[0], councillors[0], "also who leaves");
        address[] memory members = identities.membersAt(Roles.COUNCIL, revokedAt);
        assertEq(members.length, 2, "two left");
        assertEq(members[0], councillors[2], "the last one takes its place");
        assertEq(members[1], councillors[1], "the other one stays");
    }

    function test_ACouncilNeverRunsOutOfPlaces() public {
        vm.startPrank(registrar);
        for (uint256 i; i < 200; ++i) {
            string memory name = string.concat("rotating ", vm.toString(i));
            identities.register(name, makeActor(name), Roles.COUNCIL);
            identities.setRoles(makeActor(name), 0);
        }
        identities.setRoles(councillors[0], 0); // a lost key
        identities.register("successor", makeActor("successor"), Roles.COUNCIL);
        vm.stopPrank();
        awaitRoles();
        assertEq(identities.count(Roles.COUNCIL), 3, "three sit");
        uint256 gasBefore = gasleft();
        address[] memory members = identities.membersAt(Roles.COUNCIL, timestamp() - 1);
        assertTrue(gasBefore - gasleft() < 60_000, "those gone for good cost nothing");
        assertEq(members.length, 3, "three are listed");
        assertEq(members[2], makeActor("successor"), "the successor too");
    }

    function testFuzz_ListsCountsAndRolesAgree(uint8[16] memory who, uint8[16] memory roles, uint24[16] memory waits)
        public
    {
        uint48[16] memory times;
        for (uint256 i; i < 16; ++i) {
            setRoles(someone(who[i]), roles[i] & Roles.ALL);
            // Several changes fall into one second.
            if (waits[i] % 3 != 0) pass(waits[i]);
            times[i] = timestamp() + JUDGING_DELAY_SECONDS;
        }
        awaitRoles();
        for (uint256 i; i < 16; ++i) {
            for (uint8 role = Roles.AGENT; role <= Roles.EMPLOYER; role <<= 1) {
                assertListed(role, times[i] - 1);
                assertListed(role, times[i]);
            }
        }
    }

    function test_TheQueueOfChangesSaysWhoJudgesFromWhenOn() public {
        assertEq(identities.changeCount(), 11, "the founders");
        assertChange(10, councillors[2], Roles.COUNCIL, true, identities.foundedAt());
        uint48 effectiveAt = timestamp() + JUDGING_DELAY_SECONDS;
        register("alice", alice, Roles.ALL);
        assertEq(identities.changeCount(), 13, "one entry for each role that judges");
        assertChange(11, alice, Roles.VALIDATOR, true, effectiveAt);
        assertChange(12, alice, Roles.COUNCIL, true, effectiveAt);
        pass(1);
        setRoles(alice, Roles.COUNCIL);
        assertEq(identities.changeCount(), 14, "only what changes");
        assertChange(13, alice, Roles.VALIDATOR, false, effectiveAt + 1);
    }

    // Suspension

    function test_AGuardianSuspendsAtOnceAndForALimitedTime() public {
        address member = councillors[0];
        uint48 until = systemPause.activeTime() + JUDGING_DELAY_SECONDS;
        vm.expectEmit(address(identities));
        emit IIdentityRegistry.AccountSuspended(identities.idOf(member), member, until);
        suspend(member);
        assertTrue(identities.isSuspended(member), "at once");
        assertTrue(identities.hasRole(member, Roles.COUNCIL), "keeps its role");
        assertEq(identities.count(Roles.COUNCIL), 3, "counts");
        IIdentityRegistry.Suspension memory suspension = identities.suspensionOf(member);
        assertEq(suspension.since, until - JUDGING_DELAY_SECONDS, "since");
        assertEq(suspension.until, until, "until");
        pass(JUDGING_DELAY_SECONDS - 1);
        assertTrue(identities.isSuspended(member), "until then");
        pass(1);
        assertFalse(identities.isSuspended(member), "runs out by itself");
    }

    function test_OnlyKnownAccountsAreSuspended() public {
        vm.expectRevert(abi.encodeWithSelector(IIdentityRegistry.UnknownAccount.selector, alice));
        suspend(alice);
    }

    function test_ASuspensionIsNotRenewedBeforeItsAccountWasFreeForAsLong() public {
        suspend(councillors[0]);
        uint48 againFrom = systemPause.activeTime() + 2 * JUDGING_DELAY_SECONDS;
        expectSuspendedRecently(againFrom);
        suspend(councillors[0]);
        pass(2 * uint256(JUDGING_DELAY_SECONDS) - 1);
        expectSuspendedRecently(againFrom);
        suspend(councillors[0]);
        pass(1);
        suspend(councillors[0]);
        assertTrue(identities.isSuspended(councillors[0]), "again");
    }

    function test_TheRegistrarLiftsASuspension() public {
        address member = councillors[0];
        suspend(member);
        pass(3 days);
        uint48 at = systemPause.activeTime();
        vm.expectEmit(address(identities));
        emit IIdentityRegistry.SuspensionLifted(identities.idOf(member), member, at);
        lift(member);
        assertFalse(identities.isSuspended(member), "lifted");
        expectSuspendedRecently(at + 3 days);
        suspend(member);
        pass(3 days);
        suspend(member);
        assertTrue(identities.isSuspended(member), "free for as long as it was suspended");
    }

    function test_OnlyASuspensionIsLifted() public {
        vm.expectRevert(abi.encodeWithSelector(IIdentityRegistry.NotSuspended.selector, councillors[0]));
        lift(councillors[0]);
    }

    function test_ASuspensionLastsUntilTheRevocationThatFollowsIt() public {
        suspend(councillors[0]);
        pass(JUDGING_DELAY_SECONDS - 1);
        uint48 until = systemPause.activeTime() + JUDGING_DELAY_SECONDS;
        vm.expectEmit(address(identities));
        emit IIdentityRegistry.AccountSuspended(identities.idOf(councillors[0]), councillors[0], until);
        setRoles(councillors[0], 0);
        pass(JUDGING_DELAY_SECONDS - 1);
        assertTrue(identities.hasRole(councillors[0], Roles.COUNCIL), "still sits");
        assertTrue(identities.isSuspended(councillors[0]), "still suspended");
        pass(1);
        assertFalse(identities.hasRole(councillors[0], Roles.COUNCIL), "revoked");
    }

    function test_ARevocationTakenBackEndsWhatItAddedToASuspension() public {
        address member = councillors[0];
        suspend(member);
        uint48 termEnd = identities.suspensionOf(member).until;
        pass(3 days);
        setRoles(member, 0);
        assertEq(identities.suspensionOf(member).until, termEnd + 3 days, "prolonged");
        vm.expectEmit(address(identities));
        emit IIdentityRegistry.AccountSuspended(identities.idOf(member), member, termEnd);
        setRoles(member, Roles.COUNCIL);
        assertEq(identities.suspensionOf(member).until, termEnd, "the guardian's own term is left");
    }

    function test_ARevocationTakenBackAfterTheTermEndsTheSuspensionNow() public {
        address member = councillors[0];
        suspend(member);
        pass(JUDGING_DELAY_SECONDS - 1);
        setRoles(member, 0);
        pass(5 days);
        assertTrue(identities.isSuspended(member), "prolonged");
        setRoles(member, Roles.COUNCIL);
        assertFalse(identities.isSuspended(member), "over");
        assertEq(identities.suspensionOf(member).until, systemPause.activeTime(), "now, and not earlier");
    }

    function test_WhatOneOfTwoLossesAddedStaysUntilBothAreTakenBack() public {
        setRoles(councillors[0], Roles.JUDGING);
        awaitRoles();
        suspend(councillors[0]);
        uint48 termEnd = identities.suspensionOf(councillors[0]).until;
        pass(1 days);
        setRoles(councillors[0], 0);
        setRoles(councillors[0], Roles.VALIDATOR);
        assertEq(identities.suspensionOf(councillors[0]).until, termEnd + 1 days, "council is still to be lost");
        setRoles(councillors[0], Roles.JUDGING);
        assertEq(identities.suspensionOf(councillors[0]).until, termEnd, "nothing is");
    }

    /// @dev One loss stays scheduled, so that nothing is taken back; the other is scheduled again and again.
    function test_ALossAfterTheTermProlongsNothing() public {
        address member = councillors[0];
        setRoles(member, Roles.JUDGING);
        awaitRoles();
        suspend(member);
        pass(JUDGING_DELAY_SECONDS - 1);
        setRoles(member, Roles.COUNCIL);
        uint48 until = identities.suspensionOf(member).until;
        assertEq(until, systemPause.activeTime() + JUDGING_DELAY_SECONDS, "prolonged within the term");
        for (uint256 i; i < 3; ++i) {
            pass(1 days);
            setRoles(member, 0);
            assertEq(identities.suspensionOf(member).until, until, "not after it");
            setRoles(member, Roles.COUNCIL);
        }
    }

    /// @dev Without a bound the registrar would keep an account from judging for ever, and nobody could answer it.
    function test_RevokingAndGivingBackAgainAndAgainProlongsASuspensionByOneTermAtTheMost() public {
        address member = councillors[0];
        suspend(member);
        uint48 last = systemPause.activeTime() + 2 * JUDGING_DELAY_SECONDS;
        for (uint256 i; i < 45; ++i) {
            setRoles(member, 0);
            setRoles(member, Roles.COUNCIL);
            setRoles(member, 0);
            assertTrue(identities.suspensionOf(member).until <= last, "two terms");
            pass(1 days);
        }
        assertFalse(identities.isSuspended(member), "over");
        setRoles(member, Roles.COUNCIL);
        assertFalse(identities.isSuspended(member), "and stays over");
    }

    struct Suspended {
        uint256 inAll;
        uint256 free;
        uint256 run;
    }

    /// @dev Any course of revocations, gifts, suspensions and lifts: one suspension lasts two terms at the most, and then
    /// the account is free for as long.
    function testFuzz_NobodyIsSuspendedForLongerThanTheBound(uint8[96] memory deeds, uint32[96] memory waits) public {
        address member = councillors[0];
        setRoles(member, Roles.JUDGING);
        awaitRoles();
        Suspended memory counted;
        for (uint256 i; i < 96; ++i) {
            act(member, deeds[i]);
            // Half of the calls fall into one second.
            uint256 wait = waits[i] % 2 == 0 ? 0 : bound(waits[i], 1, 2 * uint256(JUDGING_DELAY_SECONDS));
            count(counted, suspendedWithin(member, wait), wait);
            if (wait > 0) pass(wait);
            assertTrue(counted.run <= 2 * uint256(JUDGING_DELAY_SECONDS), "one suspension");
            assertTrue(counted.inAll <= counted.free + 2 * uint256(JUDGING_DELAY_SECONDS), "all of them");
        }
    }

    function act(address member, uint8 deed) private {
        address caller = deed % 5 == 0 ? guardian : registrar;
        bytes memory data = abi.encodeCall(identities.setRoles, (member, deed >> 4 & Roles.JUDGING));
        if (deed % 5 == 0) data = abi.encodeCall(identities.suspend, (member));
        if (deed % 5 == 1 && deed > 200) data = abi.encodeCall(identities.liftSuspension, (member));
        vm.prank(caller);
        // Whether it is refused is not the question here.
        (bool done,) = address(identities).call(data);
        done;
    }

    function suspendedWithin(address member, uint256 wait) private view returns (uint256) {
        uint256 left = identities.suspensionOf(member).until;
        uint256 nowActive = systemPause.activeTime();
        left = left > nowActive ? left - nowActive : 0;
        return left < wait ? left : wait;
    }

    function count(Suspended memory counted, uint256 suspendedSeconds, uint256 wait) private pure {
        counted.inAll += suspendedSeconds;
        counted.free += wait - suspendedSeconds;
        counted.run += suspendedSeconds;
        if (suspendedSeconds < wait) counted.run = 0;
    }

    function test_NothingButALossProlongsASuspension() public {
        suspend(councillors[0]);
        uint48 until = identities.suspensionOf(councillors[0]).until;
        pass(1 days);
        setRoles(councillors[0], Roles.COUNCIL | Roles.VALIDATOR | Roles.AGENT);
        assertEq(identities.suspensionOf(councillors[0]).until, until, "roles gained");
        setRoles(councillors[1], 0);
        assertEq(identities.suspensionOf(councillors[1]).until, 0, "nobody suspended");
    }

    function test_APauseStopsTheClockOfASuspension() public {
        suspend(councillors[0]);
        vm.prank(owner);
        systemPause.pause();
        pass(JUDGING_DELAY_SECONDS);
        assertTrue(identities.isSuspended(councillors[0]), "the system stood");
        vm.prank(owner);
        systemPause.resume();
        pass(JUDGING_DELAY_SECONDS);
        assertFalse(identities.isSuspended(councillors[0]), "over");
    }

    // The past

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
        identities.membersAt(3, 1);
        vm.expectRevert(abi.encodeWithSelector(IIdentityRegistry.InvalidRoles.selector, 0));
        identities.count(0);
        vm.expectRevert(abi.encodeWithSelector(IIdentityRegistry.InvalidRoles.selector, 32));
        identities.count(32);
    }

    function deploy(uint48 delaySeconds) external returns (IdentityRegistry) {
        return
            IdentityRegistry(create("IdentityRegistry", abi.encode(address(manager), systemPause, delaySeconds)));
    }

    /// @dev Another registry, whose founding has not been closed.
    function youngRegistry() private returns (IdentityRegistry young) {
        young = this.deploy(JUDGING_DELAY_SECONDS);
        bytes4[] memory selectors = new bytes4[](2);
        selectors[0] = young.register.selector;
        selectors[1] = young.closeFounding.selector;
        vm.prank(wirer);
        manager.setTargetFunctionRole(address(young), selectors, REGISTRAR);
    }

    function register(string memory handle, address account, uint8 roles) private returns (bytes32) {
        vm.prank(registrar);
        return identities.register(handle, account, roles);
    }

    function suspend(address account) private {
        vm.prank(guardian);
        identities.suspend(account);
    }

    function lift(address account) private {
        vm.prank(registrar);
        identities.liftSuspension(account);
    }

    function expectDelayOutOfBounds(uint48 delaySeconds) private {
        vm.expectRevert(
            abi.encodeWithSelector(
                IIdentityRegistry.JudgingDelayOutOfBounds.selector, delaySeconds, 1 days, 3650 days
            )
        );
    }

    function expectSuspendedRecently(uint48 againFrom) private {
        vm.expectRevert(
            abi.encodeWithSelector(
                IIdentityRegistry.SuspendedRecently.selector, councillors[0], againFrom, systemPause.activeTime()
            )
        );
    }

    function timestamp() private view returns (uint48) {
        return uint48(vm.getBlockTimestamp());
    }

    function rolesAt(address account, uint48 timepoint) private view returns (uint8 roles) {
        for (uint8 role = Roles.AGENT; role <= Roles.EMPLOYER; role <<= 1) {
            if (identities.hasRoleAt(account, role, timepoint)) roles |= role;
        }
    }

    function someone(uint256 seed) private view returns (address) {
        return seed % 8 < 5 ? validators[seed % 8] : councillors[seed % 8 - 5];
    }

    function assertScheduled(address account, uint8 expectedRoles, uint48 expectedAt) private view {
        (uint8 roles, uint48 effectiveAt) = identities.scheduledRolesOf(account);
        assertEq(roles, expectedRoles, "scheduled roles");
        assertEq(effectiveAt, expectedAt, "effective at");
    }

    function assertNobody(IdentityRegistry registry, uint48 timepoint) private view {
        assertFalse(registry.hasRoleAt(alice, Roles.COUNCIL, timepoint), "no role that judges");
        assertFalse(registry.hasRoleAt(alice, Roles.AGENT, timepoint), "no role at all");
        assertEq(registry.countAt(Roles.COUNCIL, timepoint), 0, "nobody counted");
        assertEq(registry.membersAt(Roles.COUNCIL, timepoint).length, 0, "nobody listed");
    }

    /// @dev The list holds each of the eight who has the role, the others of the fixture who keep it, and nobody else.
    function assertListed(uint8 role, uint48 timepoint) private view {
        address[] memory members = identities.membersAt(role, timepoint);
        assertEq(members.length, identities.countAt(role, timepoint), "count");
        for (uint256 i; i < members.length; ++i) {
            assertTrue(identities.hasRoleAt(members[i], role, timepoint), "role");
            for (uint256 j; j < i; ++j) {
                assertTrue(members[i] != members[j], "once");
            }
        }
        uint256 others = role == Roles.AGENT || role == Roles.EMPLOYER ? 2 : role == Roles.OPERATOR ? 1 : 0;
        if (role == Roles.VALIDATOR) others = validators.length - 5;
        uint256 held = others;
        for (uint256 i; i < 8; ++i) {
            if (identities.hasRoleAt(someone(i), role, timepoint)) ++held;
        }
        assertEq(members.length, held, "nobody is missing");
    }

    function assertChange(uint256 index, address account, uint8 role, bool held, uint48 effectiveAt) private view {
        IIdentityRegistry.JudgingChange memory change = identities.changeAt(index);
        assertEq(change.account, account, "account");
        assertEq(change.role, role, "role");
        assertTrue(change.held == held, "held");
        assertEq(change.effectiveAt, effectiveAt, "effective at");
    }
}
