// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {Roles} from "../../../contracts/shared/Roles.sol";
import {PartyJudges} from "./PartyJudges.sol";

/// @notice Hand garbage in, and judge it oneself.
/// Assumes: what voting does, and that the registrar admits one account as both. Costs: what voting costs. Gains: nothing:
/// no party of a job has a seat of any body that judges it, and nobody has one of two.
contract OwnWorkCapture is PartyJudges {
    function _strategy() internal pure override returns (string memory) {
        return "OwnWork";
    }

    function _party() internal view override returns (address account, uint8 roles) {
        return (thief, Roles.AGENT);
    }

    function test_NobodyJudgesItsOwnWork() public {
        _seatsNoPartyAndNobodyTwice();
    }
}
