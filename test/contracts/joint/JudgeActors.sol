// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {IDisputeModule} from "../../../contracts/interfaces/IDisputeModule.sol";
import {IStakeManager} from "../../../contracts/interfaces/IStakeManager.sol";
import {IValidationModule} from "../../../contracts/interfaces/IValidationModule.sol";
import {Roles} from "../../../contracts/shared/Roles.sol";
import {Votes} from "../../../contracts/shared/Votes.sol";
import {GuardActors} from "./GuardActors.sol";
import {RegionActors} from "./RegionActors.sol";
import {StakeActors} from "./StakeActors.sol";

/// @notice Validators and jurors: drawn, seated or kept out, silent or wrong, with stake that they can lose.
abstract contract JudgeActors is RegionActors, GuardActors, StakeActors {
    /// @dev A seat is empty exactly if its account could not judge when it was drawn; of a jury, if it had lost the role.
    function _convene(uint256 jobId, uint256 seed) internal {
        if (validation.roundOf(jobId).drawn) return;
        if ((seed >> 4) % 3 == 0) _unbondEverything(seed >> 6);
        uint256 unbondingWei = stakes.totals().unbondingWei;
        this.drawCommittee(seed);
        if (stakes.totals().unbondingWei < unbondingWei) _did(Deed.UnbondingRecalled);
        uint8 number = validation.roundOf(jobId).number;
        address[] memory members = committee(jobId);
        for (uint256 i; i < members.length; ++i) {
            bool empty = validation.ballotOf(jobId, number, members[i]).empty;
            assertTrue(empty == !identities.mayJudge(members[i], Roles.VALIDATOR), "who may not judge is not seated");
        }
    }

    function _summon(uint256 jobId, uint256 seed) internal {
        if (currentHearing(jobId).drawn) return;
        if ((seed >> 4) % 3 == 0) _unbondEverything(seed >> 6);
        uint256 unbondingWei = stakes.totals().unbondingWei;
        this.drawJuries(seed);
        if (stakes.totals().unbondingWei < unbondingWei) _did(Deed.UnbondingRecalled);
        uint8 role = currentHearing(jobId).role;
        uint48 heldAt = secondOf(currentHearing(jobId).seedBlock);
        address[] memory jurors = jury(jobId);
        for (uint256 i; i < jurors.length; ++i) {
            assertTrue(identities.hasRoleAt(jurors[i], role, heldAt), "who had lost the role by the seed is not seated");
        }
    }

    function _suspendOne(address[] memory judges, uint256 seed) internal {
        if (judges.length > 0) _suspend(judges[(seed >> 16) % judges.length]);
    }

    function _noteKeptOut(uint256 jobId, address[] memory members) internal {
        uint8 number = validation.roundOf(jobId).number;
        for (uint256 i; i < members.length; ++i) {
            IValidationModule.Ballot memory ballot = validation.ballotOf(jobId, number, members[i]);
            bool silenced = ballot.commitment != 0 && ballot.choice == 0 && identities.isSuspended(members[i]);
            if (silenced) _did(Deed.KeptOut);
        }
    }

    // Losses

    /// @return lockedWei What the job locks of each account, of all roles together.
    function _locksOf(uint256 jobId) internal view returns (uint256[] memory lockedWei) {
        lockedWei = new uint256[](accounts.length);
        for (uint256 i; i < accounts.length; ++i) {
            for (uint8 role = Roles.AGENT; role <= Roles.EMPLOYER; role <<= 1) {
                if (roles[i] & role != 0) lockedWei[i] += stakes.lockOf(jobId, accounts[i], role);
            }
        }
    }

    /// @return heldWei What each account has at stake and unbonding, of all roles together.
    function _stakes() internal view returns (uint256[] memory heldWei) {
        heldWei = new uint256[](accounts.length);
        for (uint256 i; i < accounts.length; ++i) {
            for (uint8 role = Roles.AGENT; role <= Roles.EMPLOYER; role <<= 1) {
                if (roles[i] & role == 0) continue;
                IStakeManager.Position memory position = stakes.positionOf(accounts[i], role);
                heldWei[i] += position.staked + position.unbonding;
            }
        }
    }

    function _assertLossesWithin(uint256[] memory heldWei, uint256[] memory lockedWei)
        internal
        view
        returns (uint256[] memory lostWei)
    {
        uint256[] memory leftWei = _stakes();
        lostWei = new uint256[](heldWei.length);
        for (uint256 i; i < heldWei.length; ++i) {
            lostWei[i] = heldWei[i] - leftWei[i];
            assertTrue(lostWei[i] <= lockedWei[i], "slashed is what was locked at most");
        }
    }

    function _noteLosers(uint256 jobId, uint256[] memory lostWei) internal {
        IDisputeModule.Dispute memory held = disputes.disputeOf(jobId);
        for (uint8 number = 1; number <= held.hearings; ++number) {
            for (uint256 i; i < accounts.length; ++i) {
                IDisputeModule.JuryBallot memory ballot = disputes.juryBallotOf(jobId, number, accounts[i]);
                if (ballot.seats == 0 || lostWei[i] == 0) continue;
                if (ballot.choice == 0) _did(Deed.JurorSilent);
                if (ballot.choice == Votes.against(held.ruling)) _did(Deed.JurorWrong);
            }
        }
    }
}
