// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {ISortitionPool} from "../../../contracts/interfaces/ISortitionPool.sol";
import {Roles} from "../../../contracts/shared/Roles.sol";
import {National} from "../support/National.sol";

contract SortitionPoolTest is National {
    // Weights

    function test_AWeightIsToldAndCheckpointed() public {
        address alice = validators[0];
        uint48 before = uint48(vm.getBlockTimestamp()) - 1;
        vm.expectEmit(address(pool));
        emit ISortitionPool.WeightChanged(alice, STAKE_WEI, STAKE_WEI + 5 ether);
        stake(alice, Roles.VALIDATOR, 5 ether);
        uint48 then = uint48(vm.getBlockTimestamp());
        pass(1);
        assertEq(pool.validatorStakeAt(alice, before), STAKE_WEI, "before");
        assertEq(pool.validatorStakeAt(alice, then), STAKE_WEI + 5 ether, "then");
        assertEq(pool.totalValidatorStakeAt(then), 10_805 ether, "total");
    }

    function test_AnAccountJoinsTheListWithItsFirstWeight() public {
        assertEq(pool.validatorCount(), 8, "validators");
        address newcomer = admitted("newcomer");
        vm.startPrank(address(stakes));
        pool.setWeight(newcomer, 7);
        pool.setWeight(newcomer, 0);
        pool.setWeight(newcomer, 9);
        vm.stopPrank();
        assertEq(pool.validatorCount(), 9, "once");
        assertEq(pool.validatorAt(8), newcomer, "order of first weight");
        assertEq(pool.validatorAt(3), validators[3], "and of the others");
    }

    function test_EachValidatorHasAWeightOfItsOwn() public view {
        for (uint256 i; i < validators.length; ++i) {
            assertEq(pool.validatorStakeAt(validators[i], past()), STAKE_WEI + i * 100 ether, "stake");
        }
    }

    function test_ThePresentIsNotPast() public {
        uint48 nowRaw = uint48(vm.getBlockTimestamp());
        bytes memory expected = abi.encodeWithSelector(ISortitionPool.FutureLookup.selector, nowRaw, nowRaw);
        vm.expectRevert(expected);
        pool.validatorStakeAt(validators[0], nowRaw);
        vm.expectRevert(expected);
        pool.totalValidatorStakeAt(nowRaw);
        vm.expectRevert(expected);
        pool.draw(request("seed", nowRaw, 3));
        vm.expectRevert(abi.encodeWithSelector(ISortitionPool.FutureLookup.selector, nowRaw + 1, nowRaw));
        pool.totalValidatorStakeAt(nowRaw + 1);
    }

    // Draws

    function test_ADrawBeforeAnybodyStakedFindsNobody() public view {
        (address[] memory members, uint8[] memory seats, uint256 eligibleWei) = pool.draw(request("seed", 1, 3));
        assertEq(members.length + seats.length + eligibleWei, 0, "nobody");
    }

    function test_OneValidatorTakesEverySeat() public view {
        ISortitionPool.DrawRequest memory r = request("seed", past(), 15);
        r.excluded = allBut(3);
        (address[] memory members, uint8[] memory seats, uint256 eligibleWei) = pool.draw(r);
        assertEq(members.length, 1, "one");
        assertEq(members[0], validators[3], "the one who is left");
        assertEq(seats[0], 15, "all seats");
        assertEq(eligibleWei, 1300 ether, "its weight");
    }

    function test_EverybodyExcludedLeavesNobody() public view {
        ISortitionPool.DrawRequest memory r = request("seed", past(), 3);
        r.excluded = validators;
        (address[] memory members,, uint256 eligibleWei) = pool.draw(r);
        assertEq(members.length, 0, "nobody");
        assertEq(eligibleWei, 0, "no weight");
    }

    function test_AnExclusionCountsOnceAndAStrangersNothing() public view {
        ISortitionPool.DrawRequest memory r = request("seed", past(), 3);
        r.excluded = new address[](4);
        (r.excluded[0], r.excluded[1], r.excluded[2]) = (validators[2], validators[2], stranger);
        (,, uint256 eligibleWei) = pool.draw(r);
        assertEq(eligibleWei, 10_800 ether - 1200 ether, "all but one");
    }

    /// @dev Whoever did not hold the role is taken out when it is drawn, and the seat is drawn again.
    function test_WhoHeldNoRoleIsPassedOver() public {
        for (uint256 i; i < 6; ++i) {
            revoke(validators[i]);
        }
        awaitRoles();
        for (uint256 n; n < 20; ++n) {
            (address[] memory members, uint8[] memory seats,) = pool.draw(request(bytes32(n), past(), 5));
            uint256 filled;
            for (uint256 i; i < members.length; ++i) {
                assertTrue(members[i] == validators[6] || members[i] == validators[7], "who holds the role");
                filled += seats[i];
            }
            assertEq(filled, 5, "every seat");
        }
    }

    /// @dev The role counts as it was then, not as it is now.
    function test_ARevocationAfterwardsChangesNothing() public {
        uint48 then = past();
        (address[] memory before,,) = pool.draw(request("seed", then, 5));
        for (uint256 i; i < 8; ++i) {
            revoke(validators[i]);
        }
        awaitRoles();
        (address[] memory later,,) = pool.draw(request("seed", then, 5));
        assertEq(later.length, before.length, "members");
        for (uint256 i; i < later.length; ++i) {
            assertEq(later[i], before[i], "member");
        }
    }

    /// @dev For one seat a draw makes 17 attempts: with 17 who lost their role, it can end without anybody.
    function test_ADrawMakesALimitedNumberOfAttempts() public {
        for (uint256 i; i < 40; ++i) {
            admitted(string.concat("more ", vm.toString(i)));
        }
        awaitRoles();
        for (uint256 i; i < 40; ++i) {
            address more = makeActor(string.concat("more ", vm.toString(i)));
            stake(more, Roles.VALIDATOR, 1_000_000 ether);
            revoke(more);
        }
        awaitRoles();
        (address[] memory members,, uint256 eligibleWei) = pool.draw(request("seed", past(), 1));
        assertEq(members.length, 0, "nobody");
        assertEq(eligibleWei, 40_000_000 ether + 10_800 ether - 17_000_000 ether, "17 were taken out");
    }

    /// @dev Against a list: with replacement, over what is not excluded and holds the role, attempt by attempt.
    function testFuzz_ADrawIsWhatAListDraws(bytes32 seed, uint8 seats, uint8 excludedBits, uint8 revokedBits) public {
        seats = uint8(bound(seats, 1, 15));
        ISortitionPool.DrawRequest memory r = request(seed, 0, seats);
        r.excluded = new address[](8);
        uint256[] memory weights = new uint256[](8);
        for (uint256 i; i < 8; ++i) {
            if (excludedBits >> i & 1 == 1) r.excluded[i] = validators[i];
            else weights[i] = STAKE_WEI + i * 100 ether;
            if (revokedBits >> i & 1 == 1) revoke(validators[i]);
        }
        awaitRoles();
        r.timepoint = past();
        uint256[] memory expected = naive(weights, revokedBits, seed, seats);
        (address[] memory members, uint8[] memory drawn, uint256 eligibleWei) = pool.draw(r);
        assertEq(eligibleWei, sum(weights), "eligible");
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
        for (uint256 n; n < seats + 16 && filled < seats && sum(weights) > 0; ++n) {
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
        return ISortitionPool.DrawRequest(seed, timepoint, seats, new address[](0));
    }

    function past() private view returns (uint48) {
        return uint48(vm.getBlockTimestamp()) - 1;
    }

    function admitted(string memory name) private returns (address account) {
        account = makeActor(name);
        vm.prank(registrar);
        identities.register(name, account, Roles.VALIDATOR);
    }

    function revoke(address account) private {
        vm.prank(registrar);
        identities.setRoles(account, 0);
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
