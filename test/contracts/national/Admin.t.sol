// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import {IAccessManager} from "@openzeppelin/contracts/access/manager/IAccessManager.sol";
import {IGuardianSeat} from "../../../contracts/interfaces/IGuardianSeat.sol";
import {IModule} from "../../../contracts/interfaces/IModule.sol";
import {Roles} from "../../../contracts/shared/Roles.sol";
import {National} from "../support/National.sol";

/// @notice What ADMIN may, how long it has to wait, and who can stop it meanwhile.
contract AdminTest is National {
    struct Call {
        address target;
        bytes data;
    }

    address private immutable thief = makeActor("thief");
    address private immutable successor = makeActor("successor");

    Call[] private _calls;

    function setUp() public override {
        super.setUp();
        address self = address(manager);
        bytes4[] memory selectors = new bytes4[](1);
        selectors[0] = AccessManager.grantRole.selector;
        _calls.push(Call(self, abi.encodeCall(manager.labelRole, (PAUSER, "X"))));
        _calls.push(Call(self, abi.encodeCall(manager.grantRole, (SETTLEMENT, thief, 0))));
        _calls.push(Call(self, abi.encodeCall(manager.grantRole, (0, thief, 0))));
        _calls.push(Call(self, abi.encodeCall(manager.grantRole, (0, owner, 0))));
        _calls.push(Call(self, abi.encodeCall(manager.revokeRole, (JOB_REGISTRY, address(jobs)))));
        _calls.push(Call(self, abi.encodeCall(manager.setRoleAdmin, (GUARDIAN, 0))));
        _calls.push(Call(self, abi.encodeCall(manager.setRoleGuardian, (WIRING, ARBITER))));
        _calls.push(Call(self, abi.encodeCall(manager.setGrantDelay, (SETTLEMENT, 1))));
        _calls.push(Call(self, abi.encodeCall(manager.setTargetFunctionRole, (self, selectors, 0))));
        _calls.push(Call(self, abi.encodeCall(manager.setTargetFunctionRole, (address(stakes), selectors, 0))));
        _calls.push(Call(self, abi.encodeCall(manager.setTargetAdminDelay, (address(stakes), 1))));
        _calls.push(Call(self, abi.encodeCall(manager.setTargetClosed, (address(stakes), true))));
        _calls.push(Call(self, abi.encodeCall(manager.updateAuthority, (address(stakes), thief))));
        _calls.push(Call(address(systemPause), abi.encodeCall(systemPause.registerModule, (address(stakes)))));
        _calls.push(Call(address(systemPause), abi.encodeCall(systemPause.setGuardianLimits, (1 hours, 30 days))));
    }

    // What waits, and what does not

    function test_WhatAdminMayDoWaits() public {
        for (uint256 i; i < _calls.length; ++i) {
            Call memory call = _calls[i];
            expectNotScheduled(call);
            schedule(call);
            pass(ADMIN_DELAY_SECONDS - 2);
            expectNotReady(call);
            pass(1);
        }
    }

    function test_WhatNobodyCancelsHappens() public {
        Call memory call = _calls[1];
        schedule(call);
        pass(ADMIN_DELAY_SECONDS);
        execute(call);
        (bool isMember,) = manager.hasRole(SETTLEMENT, thief);
        assertTrue(isMember, "granted");
    }

    function test_TheGuardianCancelsWhateverAdminSchedules() public {
        for (uint256 i; i < _calls.length; ++i) {
            Call memory call = _calls[i];
            schedule(call);
            vm.prank(guardian);
            manager.cancel(owner, call.target, call.data);
        }
        pass(ADMIN_DELAY_SECONDS);
        for (uint256 i; i < _calls.length; ++i) {
            expectNotScheduled(_calls[i]);
        }
    }

    function test_ADelayOfAdminIsNotLiftedAtOnceEither() public {
        Call memory call = _calls[3];
        schedule(call);
        pass(ADMIN_DELAY_SECONDS);
        execute(call);
        (, uint32 delay) = manager.hasRole(0, owner);
        assertEq(delay, ADMIN_DELAY_SECONDS, "still as long");
        pass(ADMIN_DELAY_SECONDS);
        (, delay) = manager.hasRole(0, owner);
        assertEq(delay, 0, "lifted after as long again");
    }

    /// @dev Neither a batch nor a call of `execute` by `execute` carries a grant past the functions that the guardian watches.
    function test_NoDetourLeadsPastTheGuardian() public {
        bytes[] memory batch = new bytes[](1);
        batch[0] = _calls[1].data;
        bytes memory asBatch = abi.encodeCall(manager.multicall, (batch));
        bytes memory nested = abi.encodeCall(manager.execute, (address(manager), _calls[1].data));
        schedule(Call(address(manager), asBatch));
        schedule(Call(address(manager), nested));
        pass(ADMIN_DELAY_SECONDS);
        expectRefused(
            Call(address(manager), asBatch),
            abi.encodeWithSelector(IAccessManager.AccessManagerUnauthorizedAccount.selector, address(manager), 0)
        );
        expectRefused(
            Call(address(manager), nested),
            abi.encodeWithSelector(
                IAccessManager.AccessManagerUnauthorizedCall.selector,
                address(manager),
                address(manager),
                AccessManager.grantRole.selector
            )
        );
    }

    function test_ThePausersPauseDoesNotWait() public {
        vm.prank(owner);
        assertTrue(systemPause.pause(), "paused at once");
        vm.prank(owner);
        assertTrue(systemPause.resume(), "resumed at once");
    }

    function test_TheGuardianCancelsWhatTheOwnerSchedulesAsCouncil() public {
        grantCouncilToOwner();
        Call memory call = Call(address(stakes), abi.encodeCall(stakes.setUnbondingSeconds, (1 days)));
        schedule(call);
        vm.prank(guardian);
        manager.cancel(owner, call.target, call.data);
        pass(1 days);
        expectNotScheduled(call);
    }

    function test_TheGuardianMayCancelAndNoMore() public {
        for (uint256 i; i < _calls.length; ++i) {
            vm.prank(guardian);
            (bool success,) =
                address(manager).call(abi.encodeCall(manager.execute, (_calls[i].target, _calls[i].data)));
            assertFalse(success, "executed");
        }
    }

    // The seat of the guardian

    function test_AdminReplacesARogueGuardianWhoCannotCancelIt() public {
        Call memory announcement = announcementOf(successor);
        schedule(announcement);
        expectNoCancel(announcement);
        pass(ADMIN_DELAY_SECONDS);
        execute(announcement);
        pass(20 days);
        vm.expectEmit(address(seat));
        emit IGuardianSeat.GuardianChanged(guardian, successor);
        seat.conclude();
        assertHeld(GUARDIAN, guardian, false);
        assertHeld(GUARDIAN, successor, true);
    }

    function test_ARogueGuardianWhoStopsTheSystemOnlyPutsItsEndOff() public {
        announce(successor);
        uint48 dueAt = seat.change().dueAt;
        pass(1 days);
        vm.prank(guardian);
        systemPause.guardianPause();
        vm.expectRevert(IModule.SystemPaused.selector);
        seat.conclude();
        pass(6 hours);
        assertEq(systemPause.activeTime(), dueAt - 19 days, "the wait stood still");
        pass(19 days);
        seat.conclude();
        assertHeld(GUARDIAN, successor, true);
    }

    /// @dev A thief of ADMIN's keys: everything else is cancelled, and this takes longer than leaving takes.
    function test_AThiefOfTheOwnersKeysReplacesTheGuardianNoSoonerThanStakesHaveLeft() public {
        schedule(announcementOf(thief));
        schedule(_calls[1]);
        vm.prank(guardian);
        manager.cancel(owner, _calls[1].target, _calls[1].data);
        vm.prank(agent);
        stakes.requestUnbonding(1, 100 ether);
        pass(ADMIN_DELAY_SECONDS);
        execute(announcementOf(thief));
        pass(7 days);
        vm.prank(agent);
        assertEq(stakes.withdraw(1), 100 ether, "left");
        uint48 dueAt = seat.change().dueAt;
        vm.expectRevert(abi.encodeWithSelector(IGuardianSeat.NotDue.selector, dueAt, dueAt - 13 days));
        seat.conclude();
    }

    /// @dev Its stake waits for as long as it was told, under an unbonding time that has been shortened since.
    function test_WhoAskedBackUnderALongerUnbondingTimeHasLeftBeforeAnotherGuardianComes() public {
        setUnbonding(30 days);
        vm.prank(agent);
        stakes.requestUnbonding(Roles.AGENT, 100 ether);
        setUnbonding(6 days);
        announce(thief);
        pass(seat.change().dueAt - systemPause.activeTime() - 1);
        vm.prank(agent);
        assertEq(stakes.withdraw(Roles.AGENT), 100 ether, "left");
        expectNotDue();
    }

    function test_AJurorWhoAsksBackAtTheAnnouncementHasLeftBeforeAnotherGuardianComes() public {
        uint256 jobId = undecidedDispute(STAKE_WEI);
        assertEq(stakes.positionOf(councillors[0], Roles.COUNCIL).recalled, JUROR_LOCK_WEI, "recalled");
        pass(7 hours + 3 days);
        jobs.finalize(jobId);
        uint48 maturesAt = stakes.positionOf(councillors[0], Roles.COUNCIL).maturesAt;
        pass(maturesAt - systemPause.activeTime());
        vm.prank(councillors[0]);
        assertTrue(stakes.withdraw(Roles.COUNCIL) >= STAKE_WEI - JUROR_LOCK_WEI, "all that no slash took");
        assertEq(stakes.positionOf(councillors[0], Roles.COUNCIL).staked, 0, "left");
        expectNotDue();
    }

    /// @dev What the job holds by then is asked back when it is over.
    function test_AJurorWhoseStakeAJobHoldsHasLeftBeforeAnotherGuardianComes() public {
        uint256 jobId = undecidedDispute(STAKE_WEI - JUROR_LOCK_WEI);
        assertEq(stakes.positionOf(councillors[0], Roles.COUNCIL).recalled, 0, "not recalled");
        pass(7 hours + 3 days);
        jobs.finalize(jobId);
        uint256 leftWei = stakes.positionOf(councillors[0], Roles.COUNCIL).staked;
        vm.prank(councillors[0]);
        stakes.requestUnbonding(Roles.COUNCIL, leftWei);
        pass(7 days);
        vm.prank(councillors[0]);
        stakes.withdraw(Roles.COUNCIL);
        expectNotDue();
    }

    /// @dev A job that was handed in before the announcement holds the stake of who asks some back then, for as long as a
    /// dispute takes that nobody decides.
    function undecidedDispute(uint256 askedBackWei) private returns (uint256 jobId) {
        schedule(announcementOf(thief));
        pass(ADMIN_DELAY_SECONDS);
        jobId = submitJob();
        execute(announcementOf(thief));
        vm.prank(councillors[0]);
        stakes.requestUnbonding(Roles.COUNCIL, askedBackWei);
        draw(jobId);
        vote(jobId, choices3(APPROVE, APPROVE, APPROVE));
        jobs.closeValidation(jobId);
        pass(1 days - 1);
        vm.prank(employer);
        jobs.raiseDispute(jobId, keccak256("evidence"));
        drawJury(jobId);
        assertEq(stakes.lockOf(jobId, councillors[0], Roles.COUNCIL), JUROR_LOCK_WEI, "held");
    }

    /// @dev A thief who pauses so that nobody leaves does not get on meanwhile.
    function test_TheOwnersPauseStopsTheWaitForAnotherGuardian() public {
        announce(thief);
        vm.prank(owner);
        systemPause.pause();
        pass(365 days);
        vm.expectRevert(IModule.SystemPaused.selector);
        seat.conclude();
        vm.prank(owner);
        systemPause.resume();
        pass(19 days);
        uint48 dueAt = seat.change().dueAt;
        vm.expectRevert(abi.encodeWithSelector(IGuardianSeat.NotDue.selector, dueAt, systemPause.activeTime()));
        seat.conclude();
    }

    /// @dev The guardian's answer to a theft holds until the seat is the thief's, and a grant waits once more from there.
    function test_NoKeyBothReplacesTheGuardianAndGrantsBeforeAnybodyCanAnswer() public {
        announce(thief);
        pass(20 days - ADMIN_DELAY_SECONDS);
        schedule(_calls[1]);
        pass(ADMIN_DELAY_SECONDS - 1);
        vm.prank(guardian);
        manager.cancel(owner, _calls[1].target, _calls[1].data);
        pass(1);
        seat.conclude();
        expectNotScheduled(_calls[1]);
        schedule(_calls[1]);
        pass(ADMIN_DELAY_SECONDS - 1);
        expectNotReady(_calls[1]);
    }

    function test_AdminCannotRevokeOrGrantTheGuardiansRoleItself() public {
        bytes memory expected =
            abi.encodeWithSelector(IAccessManager.AccessManagerUnauthorizedAccount.selector, owner, SEAT);
        vm.expectRevert(expected);
        vm.prank(owner);
        manager.revokeRole(GUARDIAN, guardian);
        vm.expectRevert(expected);
        vm.prank(owner);
        manager.grantRole(GUARDIAN, thief, 0);
    }

    function test_AnAnnouncementIsTakenBack() public {
        announce(successor);
        callAfterDelay(address(seat), abi.encodeCall(seat.withdraw, ()));
        assertEq(seat.change().dueAt, 0, "nothing announced");
        vm.expectRevert(IGuardianSeat.NothingAnnounced.selector);
        seat.conclude();
    }

    function test_AWithdrawalSaysWhatWasTakenBack() public {
        announce(successor);
        bytes memory data = abi.encodeCall(seat.withdraw, ());
        schedule(Call(address(seat), data));
        pass(ADMIN_DELAY_SECONDS);
        vm.expectEmit(address(seat));
        emit IGuardianSeat.ChangeWithdrawn(guardian, successor);
        vm.prank(owner);
        seat.withdraw();
    }

    function test_ALaterAnnouncementStartsTheWaitAnew() public {
        announce(thief);
        uint48 first = seat.change().dueAt;
        pass(10 days);
        announce(successor);
        assertEq(seat.change().dueAt, first + 10 days + ADMIN_DELAY_SECONDS, "due");
        assertTrue(seat.change().next == successor, "next");
    }

    function test_AnAnnouncementSaysWhenItIsDue() public {
        Call memory announcement = announcementOf(successor);
        schedule(announcement);
        pass(ADMIN_DELAY_SECONDS);
        vm.expectEmit(address(seat));
        emit IGuardianSeat.ChangeAnnounced(guardian, successor, systemPause.activeTime() + 20 days);
        execute(announcement);
    }

    function test_TheSeatIsNeverLeftEmpty() public {
        Call memory announcement = announcementOf(address(0));
        schedule(announcement);
        pass(ADMIN_DELAY_SECONDS);
        expectRefused(announcement, abi.encodeWithSelector(IGuardianSeat.EmptySeat.selector));
    }

    function test_WhoLeavesIsAGuardian() public {
        Call memory announcement = Call(address(seat), abi.encodeCall(seat.announce, (stranger, successor)));
        schedule(announcement);
        pass(ADMIN_DELAY_SECONDS);
        expectRefused(announcement, abi.encodeWithSelector(IGuardianSeat.NoGuardian.selector, stranger));
    }

    function test_WhoFollowsIsNoGuardianYet() public {
        bytes memory expected = abi.encodeWithSelector(IGuardianSeat.GuardianAlready.selector, address(incentives));
        Call memory another = announcementOf(address(incentives));
        Call memory itself = announcementOf(guardian);
        schedule(another);
        schedule(itself);
        pass(ADMIN_DELAY_SECONDS);
        expectRefused(another, expected);
        expectRefused(itself, abi.encodeWithSelector(IGuardianSeat.GuardianAlready.selector, guardian));
    }

    function test_WhoHasBecomeAGuardianMeanwhileDoesNotFollow() public {
        announce(successor);
        vm.prank(address(seat));
        manager.grantRole(GUARDIAN, successor, 0);
        pass(20 days);
        vm.expectRevert(abi.encodeWithSelector(IGuardianSeat.GuardianAlready.selector, successor));
        seat.conclude();
        assertHeld(GUARDIAN, guardian, true);
    }

    /// @dev Otherwise a guardian could make its own removal impossible by going.
    function test_WhoGivesItsRoleUpDoesNotStopItsSuccessor() public {
        announce(successor);
        vm.prank(guardian);
        manager.renounceRole(GUARDIAN, guardian);
        pass(20 days);
        seat.conclude();
        assertHeld(GUARDIAN, successor, true);
    }

    function test_ASeatThatWasGivenUpIsFilled() public {
        vm.prank(guardian);
        manager.renounceRole(GUARDIAN, guardian);
        callAfterDelay(address(seat), abi.encodeCall(seat.announce, (address(0), successor)));
        pass(20 days);
        seat.conclude();
        assertHeld(GUARDIAN, successor, true);
    }

    function test_NothingIsTakenBackTwice() public {
        Call memory withdrawal = Call(address(seat), abi.encodeCall(seat.withdraw, ()));
        schedule(withdrawal);
        pass(ADMIN_DELAY_SECONDS);
        expectRefused(withdrawal, abi.encodeWithSelector(IGuardianSeat.NothingAnnounced.selector));
    }

    // Helpers

    function schedule(Call memory call) private {
        vm.prank(owner);
        manager.schedule(call.target, call.data, 0);
    }

    function execute(Call memory call) private {
        vm.prank(owner);
        manager.execute(call.target, call.data);
    }

    function expectRefused(Call memory call, bytes memory expected) private {
        vm.prank(owner);
        (bool success, bytes memory data) =
            address(manager).call(abi.encodeCall(manager.execute, (call.target, call.data)));
        assertFalse(success, "went through");
        assertEq(keccak256(data), keccak256(expected), vm.toString(uint32(bytes4(call.data))));
    }

    function expectNotScheduled(Call memory call) private {
        expectRefused(call, abi.encodeWithSelector(IAccessManager.AccessManagerNotScheduled.selector, idOf(call)));
    }

    function expectNotReady(Call memory call) private {
        expectRefused(call, abi.encodeWithSelector(IAccessManager.AccessManagerNotReady.selector, idOf(call)));
    }

    function expectNoCancel(Call memory call) private {
        vm.expectRevert(
            abi.encodeWithSelector(
                IAccessManager.AccessManagerUnauthorizedCancel.selector, guardian, owner, call.target, bytes4(call.data)
            )
        );
        vm.prank(guardian);
        manager.cancel(owner, call.target, call.data);
    }

    function idOf(Call memory call) private view returns (bytes32) {
        return manager.hashOperation(owner, call.target, call.data);
    }

    function announcementOf(address next) private view returns (Call memory) {
        return Call(address(seat), abi.encodeCall(seat.announce, (guardian, next)));
    }

    function announce(address next) private {
        callAfterDelay(address(seat), announcementOf(next).data);
    }

    function setUnbonding(uint48 valueSeconds) private {
        vm.prank(council);
        stakes.setUnbondingSeconds(valueSeconds);
    }

    function expectNotDue() private {
        uint48 dueAt = seat.change().dueAt;
        vm.expectRevert(abi.encodeWithSelector(IGuardianSeat.NotDue.selector, dueAt, systemPause.activeTime()));
        seat.conclude();
    }

    function grantCouncilToOwner() private {
        callAfterDelay(address(manager), abi.encodeCall(manager.grantRole, (COUNCIL, owner, 1 days)));
    }

    function assertHeld(uint64 role, address account, bool expected) private view {
        (bool isMember,) = manager.hasRole(role, account);
        assertTrue(isMember == expected, "role");
    }
}
