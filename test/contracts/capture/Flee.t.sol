// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {Roles} from "../../../contracts/shared/Roles.sol";
import {CaptureStage} from "./CaptureStage.sol";

/// @notice Hand garbage in, and ask back all that a verdict could slash, agent's, validator's and jurors', at every step.
/// Assumes: what voting does. Costs: what voting costs, and the unbonding time. Gains: nothing: what is asked back can be
/// locked until it has left, and leaves no sooner than every verdict on work that was handed in before.
contract FleeCapture is CaptureStage {
    function _strategy() internal pure override returns (string memory) {
        return "Flee";
    }

    function _call(uint256 jobId) internal override {
        _leave();
        drawAsItComes(jobId);
    }

    function _foreseeVotes(uint256) internal override {
        _leave();
    }

    function _seeVotes(uint256) internal override {
        _leave();
    }

    function _leave() private {
        _leaveAs(thief, Roles.AGENT);
        for (uint256 i; i < allies.length; ++i) {
            _leaveAs(allies[i], Roles.VALIDATOR);
        }
        for (uint256 i; i < alliedCouncillors.length; ++i) {
            _leaveAs(alliedCouncillors[i], Roles.COUNCIL);
        }
    }

    /// @dev With all there is, else with what no job holds; and away with it.
    function _leaveAs(address account, uint8 role) private {
        uint256 stakedWei = stakes.positionOf(account, role).staked;
        uint256 lockedWei = stakes.positionOf(account, role).locked;
        if (!_asksBack(account, role, stakedWei) && lockedWei < stakedWei) {
            _asksBack(account, role, stakedWei - lockedWei);
        }
        vm.prank(account);
        try stakes.withdraw(role) {} catch {}
    }

    function _asksBack(address account, uint8 role, uint256 amountWei) private returns (bool) {
        vm.prank(account);
        try stakes.requestUnbonding(role, amountWei) {
            return true;
        } catch {
            return false;
        }
    }

    function test_AskingStakeBackBeforeTheVerdictSavesNothingOfIt() public {
        uint256 seeds = _seeds();
        for (uint256 i; i < seeds; ++i) {
            Result memory result = _play(i, Mode.Strategy);
            Result memory plain = _play(i, Mode.Plain);
            assertEq(keccak256(abi.encode(result.lots)), keccak256(abi.encode(plain.lots)), "the same bodies");
            assertEq(result.gainWei, plain.gainWei, "to the wei");
        }
    }
}
