// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {ISortitionPool} from "../../../contracts/interfaces/ISortitionPool.sol";
import {Roles} from "../../../contracts/shared/Roles.sol";
import {National} from "../support/National.sol";

/// @notice What the weight of revoked validators, and a registrar who means harm, can do to draws.
contract RevokedWeightTest is National {
    uint256 private constant GRACE_SECONDS = 5 minutes;
    /// @dev Those who are passed over by a draw at the most.
    uint256 private constant SPARE_ATTEMPTS = 64;
    /// @dev EIP-7825.
    uint256 private constant TRANSACTION_GAS = 16_777_216;

    /// @dev 70 of 78 validators, 99 % of the weight, and more of them than a draw passes over.
    function test_ARevokedMajorityOfWeightRefusesNoCommittee() public {
        admit(70);
        revokeAll(70);
        pass(JUDGING_DELAY_SECONDS + GRACE_SECONDS);
        uint256 jobId = assignJob();
        vm.expectRevert(
            abi.encodeWithSelector(ISortitionPool.ChangesWait.selector, 81, vm.getBlockTimestamp() - GRACE_SECONDS)
        );
        submit(jobId);
        workOff(10);
        pass(1);
        submit(jobId);
        draw(jobId);
        assertEq(seatsOf(jobId), 3, "every seat");
        assertEq(pool.totalWeightAt(Roles.VALIDATOR, past()), 10_800 ether, "weight of those who hold the role");
    }

    /// @dev Half of the validators are revoked; work is handed in, worked off or not, and drawn at any moment around it.
    function testFuzz_NobodyIsSeatedWhoseRevocationWasEffective(
        uint256 submitAt,
        uint256 drawAfter,
        bool worksOff,
        bytes32 prevrandao
    ) public {
        uint256 effectiveAt = vm.getBlockTimestamp() + JUDGING_DELAY_SECONDS;
        for (uint256 i; i < 8; i += 2) {
            setRoles(validators[i], 0);
        }
        pass(JUDGING_DELAY_SECONDS - 2 hours);
        uint256 jobId = assignJob();
        pass(bound(submitAt, 2 hours - 30, 2 hours + 2 * GRACE_SECONDS));
        if (worksOff) pool.sync(ANY);
        vm.prank(agent);
        (bool done,) = address(jobs).call(abi.encodeCall(jobs.submitResult, (jobId, keccak256("result"))));
        assertTrue(done || vm.getBlockTimestamp() >= effectiveAt + GRACE_SECONDS, "refused for a late change only");
        if (!done) {
            pool.sync(ANY);
            pass(1);
            submit(jobId);
        }
        minePast(validation.roundOf(jobId).seedBlock);
        pass(bound(drawAfter, 0, 1 hours));
        drawWith(jobId, prevrandao);
        uint48 second = secondOf(validation.roundOf(jobId).seedBlock);
        address[] memory members = committee(jobId);
        for (uint256 i; i < members.length; ++i) {
            assertTrue(identities.hasRoleAt(members[i], Roles.VALIDATOR, second), "held the role");
        }
        if (second >= effectiveAt) assertEq(seatsOf(jobId), 3, "and nobody is missing");
    }

    function test_AnybodyWorksChangesOffInPartsOfAnySize() public {
        admit(5);
        revokeAll(5);
        pass(JUDGING_DELAY_SECONDS);
        vm.startPrank(stranger);
        assertEq(pool.sync(2), 2, "two");
        assertEq(pool.sync(0), 0, "none");
        assertEq(pool.sync(ANY), 3, "the rest");
        vm.stopPrank();
    }

    /// @dev The registrar toggles both judging roles of everybody as often as it can, for one and the same second.
    function test_AFloodOfChangesCostsTheRegistrarMoreThanWhoWorksThemOff() public {
        admit(20);
        uint256 spent = gasleft();
        for (uint256 round; round < 5; ++round) {
            for (uint256 i; i < 20; ++i) {
                setRoles(bad(i), round % 2 == 0 ? Roles.COUNCIL : Roles.VALIDATOR);
            }
        }
        spent -= gasleft();
        pass(JUDGING_DELAY_SECONDS);
        uint256 changes = identities.changeCount() - pool.syncedChanges();
        assertEq(changes, 200, "two each");
        uint256 worked;
        uint256 gasUsed;
        while (worked < changes) {
            uint256 before = gasleft();
            worked += pool.sync(20);
            uint256 part = before - gasleft();
            gasUsed += part;
            assertTrue(part < TRANSACTION_GAS / 4, "a part fits a transaction");
        }
        assertTrue(gasUsed < spent, "less than it cost to schedule");
        assertTrue(gasUsed / changes < 100_000, "a bounded price each");
    }

    /// @dev Otherwise a change for every second would leave none in which anything is handed in.
    function test_AChangeForEverySecondDoesNotStopWork() public {
        uint256 start = vm.getBlockTimestamp();
        for (uint256 i; i < 40; ++i) {
            vm.prank(registrar);
            identities.register(badName(i), bad(i), Roles.VALIDATOR);
            pass(1);
        }
        pass(start + JUDGING_DELAY_SECONDS - 10 - vm.getBlockTimestamp());
        uint256 jobId = assignJob();
        pass(10);
        for (uint256 i; i < 20; ++i) {
            assertEq(pool.sync(ANY), 1, "one takes effect in every second");
            pass(1);
        }
        submit(jobId);
    }

    /// @dev As many as a draw passes over at the most, all found: the draw still fits a transaction with room to spare.
    function test_StaleMembersCostADrawABoundedPrice() public {
        admit(SPARE_ATTEMPTS);
        uint48 then = past();
        revokeAll(SPARE_ATTEMPTS);
        pass(JUDGING_DELAY_SECONDS + 1);
        ISortitionPool.DrawRequest memory r =
            ISortitionPool.DrawRequest(Roles.VALIDATOR, "seed", then, past(), 15, new address[](18));
        uint256 spent = gasleft();
        (, uint8[] memory seats, uint256 eligible,) = pool.draw(r);
        spent -= gasleft();
        assertEq(eligible, 10_800 ether, "all of them were taken out");
        assertEq(total(seats), 15, "every seat");
        assertTrue(spent < TRANSACTION_GAS / 2, string.concat("gas ", vm.toString(spent)));
    }

    // Helpers

    function badName(uint256 i) private pure returns (string memory) {
        return string.concat("bad ", vm.toString(i));
    }

    function bad(uint256 i) private pure returns (address) {
        return makeActor(badName(i));
    }

    function admit(uint256 count) private {
        for (uint256 i; i < count; ++i) {
            vm.prank(registrar);
            identities.register(badName(i), bad(i), Roles.VALIDATOR);
        }
        awaitRoles();
        for (uint256 i; i < count; ++i) {
            stake(bad(i), Roles.VALIDATOR, 100_000 ether);
        }
        pass(1);
    }

    function revokeAll(uint256 count) private {
        for (uint256 i; i < count; ++i) {
            setRoles(bad(i), 0);
        }
    }

    function workOff(uint256 limit) private {
        while (pool.sync(limit) > 0) {}
    }

    function seatsOf(uint256 jobId) private view returns (uint256 seats) {
        address[] memory members = committee(jobId);
        for (uint256 i; i < members.length; ++i) {
            seats += validation.ballotOf(jobId, 1, members[i]).seats;
        }
    }

    function total(uint8[] memory list) private pure returns (uint256 sum) {
        for (uint256 i; i < list.length; ++i) {
            sum += list[i];
        }
    }

    function past() private view returns (uint48) {
        return uint48(vm.getBlockTimestamp()) - 1;
    }
}
