// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {RewardFixture} from "../planetary/RewardFixture.sol";
import {StateVm} from "./CaptureStage.sol";

/// @notice A coalition of two members of a council of five, on the planetary layer. Each play starts from the same state.
/// Profit is what the coalition has more than by honest play.
abstract contract PlanetaryStage is RewardFixture {
    uint8 internal constant AGAINST = 0;
    uint8 internal constant FOR = 1;
    uint256 internal constant FIRST_ALLY = 3;
    uint256 internal constant SECOND_ALLY = 4;
    uint256 internal constant BUDGET_WEI = 10_000 ether;

    // What the runner prints of a test.
    // solhint-disable-next-line event-name-capwords
    event log_named_bytes(string key, bytes val);

    StateVm private constant stateVm = StateVm(address(vm));
    uint256 private _state;

    /// @dev As many seeds as the campaign asks for, else a sample of five.
    function _seeds() internal view returns (uint256) {
        return stateVm.envOr("CAPTURE_SEEDS", uint256(5));
    }

    /// @dev What a strategy has more than by honest play on the same seed, told to the campaign.
    function _tell(string memory strategy, uint256 seed, int256 profitWei) internal {
        assertEq(profitWei, 0, "profit");
        if (stateVm.envOr("CAPTURE_SEEDS", uint256(0)) > 0) emit log_named_bytes(strategy, abi.encode(seed, profitWei));
    }

    /// @return From `least` to `most`, by the stream of seeds.
    function _between(uint256 seed, uint256 n, uint256 least, uint256 most) internal pure returns (uint256) {
        bytes32 hash = keccak256(abi.encodePacked("omnisovereign/capture/planetary/1", seed, n));
        return least + uint256(hash) % (most - least + 1);
    }

    function _begin() internal {
        _state = stateVm.snapshotState();
    }

    /// @dev What a play is compared with starts from here.
    function _rewind() internal {
        uint256 state = _state;
        assertTrue(stateVm.revertToStateAndDelete(state), "the stage is as before");
    }

    /// @return All that the allied members can claim or have approved for the region that they run.
    function _spoils() internal view returns (int256) {
        (, uint256 approvedWei,) = executor.budget();
        return int256(stakes.claimOf(_member(FIRST_ALLY)) + stakes.claimOf(_member(SECOND_ALLY)) + approvedWei);
    }

    function _budgetFor(uint256 member) internal view returns (Call memory) {
        bytes memory data = abi.encodeCall(executor.approveBudget, (executor.approvals(), BUDGET_WEI, _anyJob()));
        return _callBy(member, address(executor), data, "a budget for our own");
    }
}
