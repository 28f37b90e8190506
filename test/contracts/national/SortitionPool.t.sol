// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {ISortitionPool} from "../../../contracts/interfaces/ISortitionPool.sol";
import {IdentityRegistry} from "../../../contracts/national/IdentityRegistry.sol";
import {SortitionPool} from "../../../contracts/national/SortitionPool.sol";
import {Roles} from "../../../contracts/shared/Roles.sol";
import {National} from "../support/National.sol";

contract SortitionPoolTest is National {
    uint48 private constant GRACE_SECONDS = 5 minutes;

    function _wireMore() internal override {
        super._wireMore();
        _hireWirer();
    }

    // Weights

    function test_AWeightIsToldAndCheckpointed() public {
        address alice = validators[0];
        uint48 before = past();
        vm.expectEmit(address(pool));
        emit ISortitionPool.WeightChanged(alice, Roles.VALIDATOR, STAKE_WEI, STAKE_WEI + 5 ether);
        stake(alice, Roles.VALIDATOR, 5 ether);
        uint48 then = uint48(vm.getBlockTimestamp());
        pass(1);
        assertEq(pool.weightAt(Roles.VALIDATOR, alice, before), STAKE_WEI, "before");
        assertEq(pool.weightAt(Roles.VALIDATOR, alice, then), STAKE_WEI + 5 ether, "then");
        assertEq(pool.totalWeightAt(Roles.VALIDATOR, then), 10_805 ether, "total");
    }

    function test_AnAccountJoinsTheListWithItsFirstWeight() public {
        assertEq(pool.accountCount(Roles.VALIDATOR), 8, "validators");
        address newcomer = admitted("newcomer");
        awaitRoles();
        vm.startPrank(address(stakes));
        pool.setStake(Roles.VALIDATOR, newcomer, 7);
        pool.setStake(Roles.VALIDATOR, newcomer, 0);
        pool.setStake(Roles.VALIDATOR, newcomer, 9);
        vm.stopPrank();
        assertEq(pool.accountCount(Roles.VALIDATOR), 9, "once");
        assertEq(pool.accountAt(Roles.VALIDATOR, 8), newcomer, "order of first weight");
        assertEq(pool.accountAt(Roles.VALIDATOR, 3), validators[3], "and of the others");
    }

    function test_ManyStakesAreToldAsOne() public {
        address newcomer = admitted("newcomer");
        uint48 before = past();
        ISortitionPool.Stake[] memory held = new ISortitionPool.Stake[](4);
        held[0] = ISortitionPool.Stake(validators[2], 5);
        held[2] = ISortitionPool.Stake(newcomer, 7);
        held[3] = ISortitionPool.Stake(validators[0], 0);
        vm.expectEmit(address(pool));
        emit ISortitionPool.WeightChanged(validators[2], Roles.VALIDATOR, STAKE_WEI + 200 ether, 5);
        vm.expectEmit(address(pool));
        emit ISortitionPool.WeightChanged(validators[0], Roles.VALIDATOR, STAKE_WEI, 0);
        vm.prank(address(stakes));
        pool.setStakes(Roles.VALIDATOR, held);
        uint48 then = uint48(vm.getBlockTimestamp());
        pass(1);
        assertEq(pool.weightAt(Roles.VALIDATOR, validators[2], then), 5, "set");
        assertEq(pool.weightAt(Roles.VALIDATOR, validators[0], then), 0, "set to nothing");
        assertEq(pool.weightAt(Roles.VALIDATOR, validators[1], then), STAKE_WEI + 100 ether, "not named");
        assertEq(pool.totalWeightAt(Roles.VALIDATOR, then), 10_800 ether - 2200 ether + 5, "total");
        assertEq(pool.totalWeightAt(Roles.VALIDATOR, before), 10_800 ether, "not in the past");
        assertEq(pool.accountCount(Roles.VALIDATOR), 8, "who does not hold the role yet waits, and nobody is no account");
        awaitRoles();
        assertEq(pool.weightAt(Roles.VALIDATOR, newcomer, past()), 7, "and has its weight with the role");
    }

    function test_EachValidatorHasAWeightOfItsOwnAndEachCouncillorOne() public view {
        for (uint256 i; i < validators.length; ++i) {
            assertEq(pool.weightAt(Roles.VALIDATOR, validators[i], past()), STAKE_WEI + i * 100 ether, "stake");
        }
        for (uint256 i; i < councillors.length; ++i) {
            assertEq(pool.weightAt(Roles.COUNCIL, councillors[i], past()), 1, "one identity, one");
            assertEq(pool.accountAt(Roles.COUNCIL, i), councillors[i], "order of admission");
        }
        assertEq(pool.totalWeightAt(Roles.COUNCIL, past()), 3, "council");
        assertEq(pool.weightAt(Roles.COUNCIL, validators[0], past()), 0, "no councillor");
    }

    function test_ThePresentIsNotPast() public {
        uint48 nowRaw = uint48(vm.getBlockTimestamp());
        bytes memory expected = abi.encodeWithSelector(ISortitionPool.FutureLookup.selector, nowRaw, nowRaw);
        vm.expectRevert(expected);
        pool.weightAt(Roles.VALIDATOR, validators[0], nowRaw);
        vm.expectRevert(expected);
        pool.totalWeightAt(Roles.VALIDATOR, nowRaw);
        vm.expectRevert(expected);
        pool.draw(request("seed", nowRaw, 3));
        vm.expectRevert(abi.encodeWithSelector(ISortitionPool.FutureLookup.selector, nowRaw + 1, nowRaw));
        pool.totalWeightAt(Roles.VALIDATOR, nowRaw + 1);
    }

    // Changes of roles

    function test_ARevokedValidatorWeighsNothingUntilItIsGivenTheRoleAgain() public {
        address alice = validators[0];
        revoke(alice);
        setRoles(alice, Roles.VALIDATOR);
        setRoles(alice, 0);
        pass(uint256(JUDGING_DELAY_SECONDS) + 1);
        vm.expectEmit(address(pool));
        emit ISortitionPool.WeightChanged(alice, Roles.VALIDATOR, STAKE_WEI, 0);
        vm.expectEmit(address(pool));
        emit ISortitionPool.Synced(12);
        assertEq(pool.sync(1), 1, "one at a time");
        pass(1);
        assertEq(pool.weightAt(Roles.VALIDATOR, alice, past()), 0, "revoked");
        vm.prank(address(stakes));
        pool.setStake(Roles.VALIDATOR, alice, 7 ether);
        pass(1);
        assertEq(pool.weightAt(Roles.VALIDATOR, alice, past()), 0, "its stake changes");
        assertEq(pool.sync(1), 1, "given again");
        pass(1);
        assertEq(pool.weightAt(Roles.VALIDATOR, alice, past()), 7 ether, "and counts again");
        assertEq(pool.sync(ANY), 1, "the last one");
        pass(1);
        assertEq(pool.weightAt(Roles.VALIDATOR, alice, past()), 0, "taken again");
        assertEq(pool.totalWeightAt(Roles.VALIDATOR, past()), 10_800 ether - STAKE_WEI, "total");
        assertEq(pool.syncedChanges(), identities.changeCount(), "all");
        assertEq(pool.sync(ANY), 0, "nothing is left");
    }

    function test_ACouncillorWeighsOneWhileItHoldsTheRole() public {
        revoke(councillors[1]);
        pass(1);
        address newcomer = makeActor("newcomer");
        vm.prank(registrar);
        identities.register("newcomer", newcomer, Roles.COUNCIL);
        awaitRoles();
        assertEq(pool.weightAt(Roles.COUNCIL, councillors[1], past()), 0, "revoked");
        assertEq(pool.weightAt(Roles.COUNCIL, newcomer, past()), 0, "admitted, with nothing at stake");
        stake(newcomer, Roles.COUNCIL, STAKE_WEI);
        pass(1);
        assertEq(pool.weightAt(Roles.COUNCIL, newcomer, past()), 1, "staked");
        assertEq(pool.totalWeightAt(Roles.COUNCIL, past()), 3, "council");
    }

    function test_ACouncillorWeighsOneWhileItStakesEnough() public {
        address alice = councillors[0];
        uint256 leastWei = pool.councilStakeWei();
        unbond(alice, STAKE_WEI - leastWei);
        pass(1);
        assertEq(pool.weightAt(Roles.COUNCIL, alice, past()), 1, "as much as it takes");
        uint48 then = past();
        vm.expectEmit(address(pool));
        emit ISortitionPool.WeightChanged(alice, Roles.COUNCIL, 1, 0);
        unbond(alice, 1);
        pass(1);
        assertEq(pool.weightAt(Roles.COUNCIL, alice, past()), 0, "what is unbonding does not count");
        assertEq(pool.weightAt(Roles.COUNCIL, alice, then), 1, "the past stays");
        assertEq(pool.totalWeightAt(Roles.COUNCIL, past()), 2, "council");
        stake(alice, Roles.COUNCIL, 1);
        pass(1);
        assertEq(pool.weightAt(Roles.COUNCIL, alice, past()), 1, "again");
    }

    function test_WhatACouncillorWithoutTheRoleStakesCountsOnceItIsGivenBack() public {
        address alice = councillors[0];
        revoke(alice);
        awaitRoles();
        assertEq(pool.weightAt(Roles.COUNCIL, alice, past()), 0, "revoked");
        setRoles(alice, Roles.COUNCIL);
        unbond(alice, STAKE_WEI);
        awaitRoles();
        assertEq(pool.weightAt(Roles.COUNCIL, alice, past()), 0, "given back, and gone meanwhile");
        stake(alice, Roles.COUNCIL, STAKE_WEI);
        revoke(alice);
        setRoles(alice, Roles.COUNCIL);
        awaitRoles();
        assertEq(pool.weightAt(Roles.COUNCIL, alice, past()), 1, "staked, taken and given back");
    }

    function test_AChangeIsWorkedOffOnceItIsEffective() public {
        revoke(councillors[0]);
        uint48 effectiveAt = uint48(vm.getBlockTimestamp()) + JUDGING_DELAY_SECONDS;
        pass(uint256(JUDGING_DELAY_SECONDS) - 1);
        assertEq(pool.sync(ANY), 0, "not yet");
        pass(1);
        assertEq(pool.sync(ANY), 1, "now");
        assertEq(pool.frozenSecond(), effectiveAt - 1, "the second before, which the draw's own check makes up for");
    }

    function test_NothingIsFrozenOnceAChangeHasWaitedForLongerThanTheGrace() public {
        revoke(councillors[0]);
        uint48 effectiveAt = uint48(vm.getBlockTimestamp()) + JUDGING_DELAY_SECONDS;
        pass(uint256(JUDGING_DELAY_SECONDS) + GRACE_SECONDS - 1);
        assertEq(pool.frozenSecond(), past(), "within the grace");
        pass(1);
        vm.expectRevert(abi.encodeWithSelector(ISortitionPool.ChangesWait.selector, 11, effectiveAt));
        pool.frozenSecond();
        pool.sync(ANY);
        vm.expectRevert(
            abi.encodeWithSelector(ISortitionPool.ChangedThisSecond.selector, effectiveAt + GRACE_SECONDS)
        );
        pool.frozenSecond();
        pass(1);
        assertEq(pool.frozenSecond(), past(), "worked off");
    }

    function test_NothingIsWorkedOffInTheFounding() public {
        bytes memory ofRegistry = abi.encode(address(manager), systemPause, JUDGING_DELAY_SECONDS);
        IdentityRegistry young = IdentityRegistry(create("IdentityRegistry", ofRegistry));
        SortitionPool other = SortitionPool(create("SortitionPool", abi.encode(address(manager), systemPause, young, _councilStakeWei())));
        vm.prank(wirer);
        young.register("somebody", stranger, Roles.COUNCIL);
        assertEq(other.sync(ANY), 0, "roles do not count yet");
        vm.prank(wirer);
        young.closeFounding();
        assertEq(other.sync(ANY), 1, "now they do");
    }

    // Draws

    function test_ADrawBeforeAnybodyStakedFindsNobody() public view {
        ISortitionPool.DrawRequest memory r = request("seed", 1, 3);
        (address[] memory members, uint8[] memory seats, uint256 eligible, uint256 total) = pool.draw(r);
        assertEq(members.length + seats.length + eligible + total, 0, "nobody");
    }

    function test_OneValidatorTakesEverySeat() public view {
        ISortitionPool.DrawRequest memory r = request("seed", past(), 15);
        r.excluded = allBut(3);
        (address[] memory members, uint8[] memory seats, uint256 eligible, uint256 total) = pool.draw(r);
        assertEq(members.length, 1, "one");
        assertEq(members[0], validators[3], "the one who is left");
        assertEq(seats[0], 15, "all seats");
        assertEq(eligible, 1300 ether, "its weight");
        assertEq(total, 10_800 ether, "all weight");
    }

    function test_EverybodyExcludedLeavesNobody() public view {
        ISortitionPool.DrawRequest memory r = request("seed", past(), 3);
        r.excluded = validators;
        (address[] memory members,, uint256 eligible,) = pool.draw(r);
        assertEq(members.length, 0, "nobody");
        assertEq(eligible, 0, "no weight");
    }

    function test_AnExclusionCountsOnceAndAStrangersNothing() public view {
        ISortitionPool.DrawRequest memory r = request("seed", past(), 3);
        r.excluded = new address[](4);
        (r.excluded[0], r.excluded[1], r.excluded[2]) = (validators[2], validators[2], stranger);
        (,, uint256 eligible, uint256 total) = pool.draw(r);
        assertEq(eligible, 10_800 ether - 1200 ether, "all but one");
        assertEq(total, 10_800 ether, "the excluded count");
    }

    /// @dev Each of the council weighs one, whatever it has staked beyond the least.
    function test_TheCouncilIsDrawnByHeads() public {
        stake(councillors[0], Roles.COUNCIL, 500_000 ether);
        pass(1);
        uint256 seatsOfTheFirst;
        for (uint256 n; n < 20; ++n) {
            ISortitionPool.DrawRequest memory r = request(bytes32(n), past(), 15);
            r.role = Roles.COUNCIL;
            (address[] memory members, uint8[] memory seats, uint256 eligible,) = pool.draw(r);
            assertEq(eligible, 3, "three heads");
            for (uint256 i; i < members.length; ++i) {
                if (members[i] == councillors[0]) seatsOfTheFirst += seats[i];
            }
        }
        assertTrue(seatsOfTheFirst > 70 && seatsOfTheFirst < 130, "a third of three hundred seats");
    }

    /// @dev Whoever has lost the role since is taken out when it is drawn, and the seat is drawn again.
    function test_WhoHasLostTheRoleSinceIsPassedOver() public {
        for (uint256 i; i < 6; ++i) {
            revoke(validators[i]);
        }
        uint48 then = past();
        pass(uint256(JUDGING_DELAY_SECONDS) + 1);
        for (uint256 n; n < 20; ++n) {
            ISortitionPool.DrawRequest memory r = request(bytes32(n), then, 5);
            r.heldAt = past();
            (address[] memory members, uint8[] memory seats,,) = pool.draw(r);
            uint256 filled;
            for (uint256 i; i < members.length; ++i) {
                assertTrue(members[i] == validators[6] || members[i] == validators[7], "who holds the role");
                filled += seats[i];
            }
            assertEq(filled, 5, "every seat");
        }
    }

    /// @dev The role counts in the second that is asked for, not now.
    function test_ARevocationAfterwardsChangesNothing() public {
        uint48 then = past();
        (address[] memory before,,,) = pool.draw(request("seed", then, 5));
        for (uint256 i; i < 8; ++i) {
            revoke(validators[i]);
        }
        awaitRoles();
        (address[] memory later,,,) = pool.draw(request("seed", then, 5));
        assertEq(later.length, before.length, "members");
        for (uint256 i; i < later.length; ++i) {
            assertEq(later[i], before[i], "member");
        }
    }

    /// @dev Whoever is excluded, and has lost the role besides, counts nowhere.
    function test_AnExcludedValidatorWithoutTheRoleIsNoPartOfTheTotal() public {
        uint48 then = past();
        revoke(validators[2]);
        awaitRoles();
        ISortitionPool.DrawRequest memory r = request("seed", then, 1);
        r.heldAt = past();
        r.excluded = new address[](2);
        (r.excluded[0], r.excluded[1]) = (validators[2], validators[3]);
        (,, uint256 eligible, uint256 total) = pool.draw(r);
        assertEq(eligible, 10_800 ether - 1200 ether - 1300 ether, "neither");
        assertEq(total, 10_800 ether - 1200 ether, "all but who lost the role");
    }

    /// @dev For one seat a draw makes 65 attempts: with as many who have lost their role since, it can end without anybody.
    function test_ADrawMakesALimitedNumberOfAttempts() public {
        for (uint256 i; i < 70; ++i) {
            admitted(string.concat("more ", vm.toString(i)));
        }
        awaitRoles();
        for (uint256 i; i < 70; ++i) {
            address more = makeActor(string.concat("more ", vm.toString(i)));
            stake(more, Roles.VALIDATOR, 1_000_000 ether);
            revoke(more);
        }
        pass(1);
        uint48 then = past();
        awaitRoles();
        ISortitionPool.DrawRequest memory r = request("seed", then, 1);
        r.heldAt = past();
        (address[] memory members,, uint256 eligible, uint256 total) = pool.draw(r);
        assertEq(members.length, 0, "nobody");
        assertEq(eligible, 70_000_000 ether + 10_800 ether - 65_000_000 ether, "65 were taken out");
        assertEq(total, eligible, "nobody is excluded");
    }

    /// @dev Against a list: with replacement, over what is not excluded and holds the role, attempt by attempt.
    function testFuzz_ADrawIsWhatAListDraws(bytes32 seed, uint8 seats, uint8 excludedBits, uint8 revokedBits) public {
        seats = uint8(bound(seats, 1, 15));
        ISortitionPool.DrawRequest memory r = request(seed, past(), seats);
        r.excluded = new address[](8);
        uint256[] memory weights = new uint256[](8);
        uint256 total;
        for (uint256 i; i < 8; ++i) {
            bool revoked = revokedBits >> i & 1 == 1;
            if (excludedBits >> i & 1 == 1) r.excluded[i] = validators[i];
            else weights[i] = STAKE_WEI + i * 100 ether;
            if (weights[i] == 0 && !revoked) total += STAKE_WEI + i * 100 ether;
            if (revoked) revoke(validators[i]);
        }
        pass(uint256(JUDGING_DELAY_SECONDS) + 1);
        r.heldAt = past();
        uint256[] memory expected = naive(weights, revokedBits, seed, seats);
        checkDraw(r, expected, sum(weights), total + sum(weights));
    }

    function checkDraw(
        ISortitionPool.DrawRequest memory r,
        uint256[] memory expected,
        uint256 expectedEligible,
        uint256 expectedTotal
    ) private view {
        (address[] memory members, uint8[] memory drawn, uint256 eligible, uint256 total) = pool.draw(r);
        assertEq(eligible, expectedEligible, "eligible");
        assertEq(total, expectedTotal, "total");
        uint256 all;
        for (uint256 i; i < members.length; ++i) {
            assertEq(drawn[i], expected[indexOf(members[i])], "seats");
            all += drawn[i];
        }
        assertEq(all, sum(expected), "seats in all");
    }

    /// @dev Takes the weight of whoever is found without the role.
    function naive(uint256[] memory weights, uint8 revokedBits, bytes32 seed, uint256 seats)
        private
        pure
        returns (uint256[] memory counts)
    {
        counts = new uint256[](8);
        uint256 filled;
        for (uint256 n; n < seats + 64 && filled < seats && sum(weights) > 0; ++n) {
            uint256 point = uint256(keccak256(abi.encode(seed, n))) % sum(weights);
            uint256 i;
            while (point >= weights[i]) {
                point -= weights[i];
                ++i;
            }
            if (revokedBits >> i & 1 == 1) {
                weights[i] = 0;
                continue;
            }
            ++counts[i];
            ++filled;
        }
    }

    // Helpers

    function request(bytes32 seed, uint48 timepoint, uint8 seats)
        private
        pure
        returns (ISortitionPool.DrawRequest memory)
    {
        return ISortitionPool.DrawRequest(Roles.VALIDATOR, seed, timepoint, timepoint, seats, new address[](0));
    }

    function past() private view returns (uint48) {
        return uint48(vm.getBlockTimestamp()) - 1;
    }

    function admitted(string memory name) private returns (address account) {
        account = makeActor(name);
        vm.prank(registrar);
        identities.register(name, account, Roles.VALIDATOR);
    }

    function unbond(address account, uint256 amountWei) private {
        vm.prank(account);
        stakes.requestUnbonding(Roles.COUNCIL, amountWei);
    }

    function revoke(address account) private {
        setRoles(account, 0);
    }

    function allBut(uint256 index) private view returns (address[] memory list) {
        list = validators;
        list[index] = stranger;
    }

    function indexOf(address account) private view returns (uint256 i) {
        while (validators[i] != account) ++i;
    }

    function sum(uint256[] memory list) private pure returns (uint256 total) {
        for (uint256 i; i < list.length; ++i) {
            total += list[i];
        }
    }
}
