// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {ISystemPause} from "../../../contracts/interfaces/ISystemPause.sol";
import {ReceiptAnchor} from "../../../contracts/national/ReceiptAnchor.sol";
import {SystemPause} from "../../../contracts/national/SystemPause.sol";
import {National} from "../support/National.sol";

contract SystemPauseTest is National {
    uint48 private start;

    function setUp() public override {
        super.setUp();
        start = uint48(vm.getBlockTimestamp());
    }

    function _wireMore() internal override {
        manager.grantRole(WIRING, address(this), 0);
    }

    function test_TheOwnersPauseStandsUntilResumed() public {
        vm.expectEmit(address(systemPause));
        emit ISystemPause.Paused(owner, start, 0);
        assertTrue(ownerPause(), "changed");
        pass(365 days);
        assertTrue(systemPause.paused(), "still paused");
        assertInfo(start, 0, false);
        vm.expectEmit(address(systemPause));
        emit ISystemPause.Resumed(owner, start, 365 days);
        vm.prank(owner);
        assertTrue(systemPause.resume(), "changed");
        assertFalse(systemPause.paused(), "runs");
        assertInfo(0, 0, false);
        assertEq(systemPause.activeTime(), start, "no active time passed");
    }

    function test_TheOwnersPauseCostsTheGuardianNoCooldown() public {
        assertEq(systemPause.guardianReadyAt(), 0, "before");
        ownerPause();
        pass(1 hours);
        vm.prank(owner);
        systemPause.resume();
        assertEq(systemPause.guardianReadyAt(), 0, "after");
    }

    function test_ResumingATakenOverPauseLeavesTheCooldown() public {
        guardianPause();
        pass(1 hours);
        ownerPause();
        pass(1 days);
        vm.prank(owner);
        systemPause.resume();
        uint48 readyAt = start + 25 hours + 12 hours;
        assertEq(systemPause.guardianReadyAt(), readyAt, "from the resume: only running counts");
        vm.expectRevert(abi.encodeWithSelector(ISystemPause.GuardianCoolingDown.selector, readyAt, start + 25 hours));
        guardianPause();
    }

    function test_TheOwnersPauseStopsTheGuardiansCooldown() public {
        guardianPause();
        pass(7 hours);
        ownerPause();
        pass(1 days);
        vm.prank(owner);
        systemPause.resume();
        assertEq(systemPause.guardianReadyAt(), start + 31 hours + 11 hours, "one of twelve hours had passed");
        pass(11 hours);
        assertEq(systemPause.guardianReadyAt(), 0, "ready");
        assertTrue(guardianPause(), "paused");
    }

    function test_AGuardiansPauseExpires() public {
        vm.expectEmit(address(systemPause));
        emit ISystemPause.Paused(guardian, start, start + 6 hours);
        assertTrue(guardianPause(), "changed");
        assertInfo(start, start + 6 hours, true);
        pass(6 hours - 1);
        assertTrue(systemPause.paused(), "until the last second");
        assertEq(systemPause.activeTime(), start, "time stands still");
        pass(1);
        assertFalse(systemPause.paused(), "expired");
        assertInfo(0, 0, false);
        assertEq(systemPause.activeTime(), start, "time starts again");
        pass(100);
        assertEq(systemPause.activeTime(), start + 100, "time runs");
    }

    function test_PausingTwiceChangesNothing() public {
        ownerPause();
        pass(10);
        vm.recordLogs();
        assertFalse(ownerPause(), "owner again");
        assertFalse(guardianPause(), "guardian on top");
        assertEq(vm.getRecordedLogs().length, 0, "no events");
        assertInfo(start, 0, false);
    }

    function test_PausingARunningSystemClosesNoOtherPause() public {
        vm.recordLogs();
        ownerPause();
        assertEq(vm.getRecordedLogs().length, 1, "only that it is paused");
    }

    function test_ResumingTwiceChangesNothing() public {
        vm.recordLogs();
        vm.prank(owner);
        assertFalse(systemPause.resume(), "owner");
        vm.prank(guardian);
        assertFalse(systemPause.guardianResume(), "guardian");
        assertEq(vm.getRecordedLogs().length, 0, "no events");
    }

    function test_AGuardianCannotExtendItsPause() public {
        guardianPause();
        pass(5 hours);
        assertFalse(guardianPause(), "unchanged");
        assertInfo(start, start + 6 hours, true);
    }

    function test_TheOwnerTakesOverAGuardiansPause() public {
        guardianPause();
        pass(1 hours);
        vm.expectEmit(address(systemPause));
        emit ISystemPause.Paused(owner, start, 0);
        assertTrue(ownerPause(), "changed");
        pass(100 days);
        assertTrue(systemPause.paused(), "does not expire");
        assertEq(systemPause.activeTime(), start, "since the guardian's start");
        assertEq(systemPause.guardianReadyAt(), vm.getBlockTimestamp() + 12 hours, "cooldown from a resume");
    }

    function test_AGuardianLiftsOnlyAGuardiansPause() public {
        guardianPause();
        pass(1 hours);
        vm.expectEmit(address(systemPause));
        emit ISystemPause.Resumed(guardian, start, 1 hours);
        vm.prank(guardian);
        assertTrue(systemPause.guardianResume(), "changed");
        ownerPause();
        vm.expectRevert(abi.encodeWithSelector(ISystemPause.OwnerPauseStands.selector, start + 1 hours));
        vm.prank(guardian);
        systemPause.guardianResume();
    }

    function test_AGuardianMustLetTheSystemRun() public {
        guardianPause();
        pass(2 hours);
        vm.prank(guardian);
        systemPause.guardianResume();
        uint48 readyAt = start + 2 hours + 12 hours;
        assertEq(systemPause.guardianReadyAt(), readyAt, "ready");
        pass(12 hours - 1);
        vm.expectRevert(abi.encodeWithSelector(ISystemPause.GuardianCoolingDown.selector, readyAt, readyAt - 1));
        guardianPause();
        pass(1);
        assertTrue(guardianPause(), "after the cooldown");
    }

    function test_TheCooldownCountsFromTheExpiry() public {
        guardianPause();
        assertEq(systemPause.guardianReadyAt(), start + 6 hours + 12 hours, "ready");
        pass(18 hours - 1);
        uint48 readyAt = start + 18 hours;
        vm.expectRevert(abi.encodeWithSelector(ISystemPause.GuardianCoolingDown.selector, readyAt, readyAt - 1));
        guardianPause();
        pass(1);
        guardianPause();
    }

    /// @dev A pause of a day with a cooldown of an hour would otherwise stop the system for 24 of every 25 hours.
    function test_AfterALongPauseTheSystemRunsAsLongAsItStood() public {
        setLimits(1 days, 1 hours);
        guardianPause();
        uint48 readyAt = start + 2 days;
        assertEq(systemPause.guardianReadyAt(), readyAt, "ready");
        pass(2 days - 1);
        vm.expectRevert(abi.encodeWithSelector(ISystemPause.GuardianCoolingDown.selector, readyAt, readyAt - 1));
        guardianPause();
        pass(1);
        assertTrue(guardianPause(), "after a day of running");
        pass(30 minutes);
        vm.prank(guardian);
        systemPause.guardianResume();
        assertEq(systemPause.guardianReadyAt(), readyAt + 90 minutes, "a short pause costs the cooldown only");
    }

    /// @dev Whatever the limits are and however long each pause lasts.
    function testFuzz_AGuardianStopsTheSystemHalfOfTheTimeAtMost(
        uint48 pauseSeconds,
        uint48 cooldownSeconds,
        uint32[8] memory waits
    ) public {
        pauseSeconds = uint48(bound(pauseSeconds, 1 hours, 30 days));
        cooldownSeconds = uint48(bound(cooldownSeconds, 1 hours, 30 days));
        setLimits(pauseSeconds, cooldownSeconds);
        for (uint256 i; i < waits.length; ++i) {
            assertTrue(guardianPause(), "paused");
            pass(bound(waits[i], 0, pauseSeconds));
            vm.prank(guardian);
            systemPause.guardianResume();
            pass(systemPause.guardianReadyAt() - vm.getBlockTimestamp());
            assertTrue(2 * (systemPause.activeTime() - start) >= vm.getBlockTimestamp() - start, "half of the time");
        }
    }

    function test_TheOwnersResumeStartsTheGuardiansCooldown() public {
        guardianPause();
        pass(1 hours);
        vm.prank(owner);
        systemPause.resume();
        assertEq(systemPause.guardianReadyAt(), start + 13 hours, "ready");
    }

    function test_AnExpiredPauseIsAccountedByTheNextChange() public {
        guardianPause();
        pass(10 hours);
        vm.expectEmit(address(systemPause));
        emit ISystemPause.PauseExpired(start, start + 6 hours);
        vm.expectEmit(address(systemPause));
        emit ISystemPause.Paused(owner, start + 10 hours, 0);
        ownerPause();
        assertEq(systemPause.activeTime(), start + 4 hours, "six hours were paused");
        pass(1 hours);
        vm.prank(owner);
        systemPause.resume();
        assertEq(systemPause.activeTime(), start + 4 hours, "and one more");
        pass(1 hours);
        assertEq(systemPause.activeTime(), start + 5 hours, "then it runs");
    }

    function test_AGuardianPausesAgainAfterAnExpiredPause() public {
        guardianPause();
        pass(18 hours);
        vm.expectEmit(address(systemPause));
        emit ISystemPause.PauseExpired(start, start + 6 hours);
        assertTrue(guardianPause(), "changed");
        pass(6 hours);
        assertEq(systemPause.activeTime(), start + 12 hours, "two pauses of six hours");
    }

    function test_ModulesAreListedOnce() public {
        vm.expectEmit(address(systemPause));
        emit ISystemPause.ModuleRegistered(address(jobs));
        registerModule(address(jobs));
        assertEq(systemPause.modules().length, 1, "one module");
        assertEq(systemPause.modules()[0], address(jobs), "the module");
        vm.expectRevert(abi.encodeWithSelector(ISystemPause.ModuleAlreadyRegistered.selector, address(jobs)));
        registerModule(address(jobs));
    }

    function test_AModuleOfAnotherSwitchIsRefused() public {
        SystemPause other = SystemPause(create("SystemPause", abi.encode(address(manager), 1 hours, 1 hours)));
        address foreign = address(create("ReceiptAnchor", abi.encode(address(manager), other)));
        vm.expectRevert(abi.encodeWithSelector(ISystemPause.ForeignModule.selector, foreign));
        registerModule(foreign);
    }

    function test_TheListOfModulesIsBounded() public {
        for (uint256 i; i < 64; ++i) {
            registerModule(address(create("ReceiptAnchor", abi.encode(address(manager), systemPause))));
        }
        vm.expectRevert(abi.encodeWithSelector(ISystemPause.TooManyModules.selector, 64));
        registerModule(address(jobs));
    }

    function test_GuardianLimitsChangeWithinBounds() public {
        vm.expectEmit(address(systemPause));
        emit ISystemPause.GuardianLimitsChanged(6 hours, 1 hours, 12 hours, 30 days);
        setLimits(1 hours, 30 days);
        assertEq(systemPause.guardianPauseSeconds(), 1 hours, "pause");
        assertEq(systemPause.guardianCooldownSeconds(), 30 days, "cooldown");
        setLimits(30 days, 1 hours);
        expectLimitRefused(1 hours - 1, 1 hours, 1 hours - 1);
        expectLimitRefused(30 days + 1, 1 hours, 30 days + 1);
        expectLimitRefused(1 hours, 1 hours - 1, 1 hours - 1);
        expectLimitRefused(1 hours, 30 days + 1, 30 days + 1);
    }

    function test_ConstructorChecksTheLimits() public {
        vm.expectRevert(
            abi.encodeWithSelector(ISystemPause.GuardianLimitOutOfBounds.selector, 0, 1 hours, 30 days)
        );
        create("SystemPause", abi.encode(address(manager), 0, 1 hours));
    }

    function test_ARunningPauseKeepsItsEnd() public {
        guardianPause();
        setLimits(1 hours, 1 hours);
        assertInfo(start, start + 6 hours, true);
    }

    /// @dev Any sequence of pauses and resumes: active time never runs back, and stands still while paused.
    function testFuzz_ActiveTimeIsMonotonic(uint8[16] memory steps, uint32[16] memory waits) public {
        uint48 lastActive = systemPause.activeTime();
        for (uint256 i; i < steps.length; ++i) {
            bool wasPaused = systemPause.paused();
            (,, bool byGuardian) = systemPause.pauseInfo();
            uint256 wait = bound(waits[i], 0, 2 days);
            pass(wait);
            uint48 active = systemPause.activeTime();
            assertTrue(active >= lastActive, "never back");
            if (wasPaused && !byGuardian) assertEq(active, lastActive, "stands still");
            if (!wasPaused) assertEq(active, lastActive + wait, "runs");
            act(steps[i] % 4);
            assertEq(systemPause.activeTime(), active, "a change moves no time");
            lastActive = active;
        }
    }

    function act(uint8 step) private {
        if (step == 0) ownerPause();
        if (step == 1 && vm.getBlockTimestamp() >= systemPause.guardianReadyAt()) guardianPause();
        if (step == 2) {
            vm.prank(owner);
            systemPause.resume();
        }
    }

    function ownerPause() private returns (bool) {
        vm.prank(owner);
        return systemPause.pause();
    }

    function guardianPause() private returns (bool) {
        vm.prank(guardian);
        return systemPause.guardianPause();
    }

    function registerModule(address module) private {
        systemPause.registerModule(module);
    }

    function setLimits(uint48 pauseSeconds, uint48 cooldownSeconds) private {
        systemPause.setGuardianLimits(pauseSeconds, cooldownSeconds);
    }

    function expectLimitRefused(uint48 pauseSeconds, uint48 cooldownSeconds, uint48 refused) private {
        vm.expectRevert(
            abi.encodeWithSelector(ISystemPause.GuardianLimitOutOfBounds.selector, refused, 1 hours, 30 days)
        );
        setLimits(pauseSeconds, cooldownSeconds);
    }

    function assertInfo(uint48 since, uint48 expiresAt, bool byGuardian) private view {
        (uint48 actualSince, uint48 actualExpiry, bool actualGuardian) = systemPause.pauseInfo();
        assertEq(actualSince, since, "since");
        assertEq(actualExpiry, expiresAt, "expiry");
        assertTrue(actualGuardian == byGuardian, "by guardian");
    }
}
