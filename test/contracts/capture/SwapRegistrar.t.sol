// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {Roles} from "../../../contracts/shared/Roles.sol";
import {CaptureStage} from "./CaptureStage.sol";

/// @notice Have the registrar's key change hands once garbage is handed in: revoke every honest judge, and admit one's own.
/// Assumes: what voting does, and the registrar's key. Costs: what voting costs. Gains: nothing on a job that is over before
/// the delay of judging roles is: nobody is in or out of its draws by it.
contract SwapRegistrarCapture is CaptureStage {
    function _strategy() internal pure override returns (string memory) {
        return "SwapRegistrar";
    }

    function _call(uint256 jobId) internal override {
        for (uint256 i; i < HONEST_VALIDATORS; ++i) {
            setRoles(validators[i], 0);
        }
        for (uint256 i; i < HONEST_COUNCILLORS; ++i) {
            setRoles(councillors[i], 0);
        }
        for (uint256 i; i < 3; ++i) {
            string memory name = string.concat("puppet ", vm.toString(i));
            vm.prank(registrar);
            identities.register(name, makeActor(name), Roles.VALIDATOR | Roles.COUNCIL);
        }
        drawAsItComes(jobId);
    }

    function test_AnotherRegistrarSeatsNobodyOnAJobUnderWay() public {
        uint256 seeds = _seeds();
        for (uint256 i; i < seeds; ++i) {
            (Result memory result,) = _playTold(i);
            Result memory plain = _play(i, Mode.Plain);
            assertEq(keccak256(abi.encode(result.lots)), keccak256(abi.encode(plain.lots)), "the same bodies");
            assertEq(result.gainWei, plain.gainWei, "to the wei");
        }
    }
}
