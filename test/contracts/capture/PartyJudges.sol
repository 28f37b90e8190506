// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {Roles} from "../../../contracts/shared/Roles.sol";
import {CaptureStage} from "./CaptureStage.sol";

/// @notice The coalition's validator sits in the council too, and one party of the job judges under the same account as both.
abstract contract PartyJudges is CaptureStage {
    uint8 private constant JURY = 16;

    /// @return account The party.
    /// @return roles What it is besides.
    function _party() internal view virtual returns (address account, uint8 roles);

    function setUp() public override {
        super.setUp();
        (address account, uint8 roles) = _party();
        isAllied[account] = true;
        setRoles(account, roles | Roles.VALIDATOR | Roles.COUNCIL);
        setRoles(allies[0], Roles.VALIDATOR | Roles.OPERATOR | Roles.COUNCIL);
        awaitRoles();
        stake(account, Roles.VALIDATOR, ALLIED_WEI);
        stake(account, Roles.COUNCIL, 2 * LOCK_WEI);
        stake(allies[0], Roles.COUNCIL, 2 * LOCK_WEI);
        pass(1);
    }

    /// @dev Nor does anybody judge twice.
    function _seatsNoPartyAndNobodyTwice() internal {
        (address party,) = _party();
        uint256 seeds = _seeds();
        for (uint256 i; i < seeds; ++i) {
            Lot[] memory lots = _play(i, Mode.Strategy).lots;
            for (uint256 j; j < lots.length; ++j) {
                assertFalse(_sits(party, lots[j]), "a party has no seat");
                if (lots[j].place < JURY) continue;
                for (uint256 k; k < lots[0].members.length; ++k) {
                    assertFalse(_sits(lots[0].members[k], lots[j]), "of the committee on the jury");
                }
            }
        }
    }

    function _sits(address account, Lot memory lot) private pure returns (bool) {
        for (uint256 i; i < lot.members.length; ++i) {
            if (lot.members[i] == account) return true;
        }
        return false;
    }
}
