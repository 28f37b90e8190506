// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {Roles} from "../../../contracts/shared/Roles.sol";
import {PartyJudges} from "./PartyJudges.sol";

/// @notice Have good work done, and reject it oneself.
/// Assumes: what voting does, and that the registrar admits one account as both. Costs: what voting costs. Gains: nothing:
/// no party of a job has a seat of any body that judges it, and nobody has one of two.
contract OwnJobCapture is PartyJudges {
    function _strategy() internal pure override returns (string memory) {
        return "OwnJob";
    }

    function _party() internal view override returns (address account, uint8 roles) {
        return (thiefEmployer, Roles.EMPLOYER);
    }

    function _handsInGarbage() internal pure override returns (bool) {
        return false;
    }

    function _employs() internal pure override returns (bool) {
        return true;
    }

    function _alliedVote() internal pure override returns (uint8) {
        return REJECT;
    }

    function _alliedJurorsVote() internal pure override returns (uint8) {
        return REJECT;
    }

    function test_NobodyJudgesWorkForIt() public {
        _seatsNoPartyAndNobodyTwice();
    }
}
