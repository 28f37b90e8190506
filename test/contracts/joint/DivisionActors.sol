// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {IBudgetDivision} from "../../../contracts/interfaces/IBudgetDivision.sol";
import {CouncilActors} from "./CouncilActors.sol";

/// @notice The council divides a pot between the regions.
abstract contract DivisionActors is CouncilActors {
    /// @dev Opens, as a vote would; then the council votes; then anybody concludes.
    function divide(uint256 seed) external moving {
        uint256 id = division.openDivisionOf(address(executor));
        if (id == 0) return _openPot(seed);
        (,, uint48 deadline, uint256 voters,) = division.divisionOf(id);
        if (voters == 0 && systemPause.activeTime() <= deadline) return _voteOnPot(id, seed);
        toRevealWindow(deadline + 1);
        _concludePot(id);
    }

    function _openPot(uint256 seed) private {
        IBudgetDivision.Option[] memory options = new IBudgetDivision.Option[](regions.length);
        for (uint256 i; i < regions.length; ++i) {
            options[i] = IBudgetDivision.Option(
                regions[i].executor, regions[i].executor.approvals(), _termsBy(seed >> i)
            );
        }
        bytes memory data = abi.encodeCall(division.open, (bound(seed, 1 ether, 5000 ether), options));
        if (_guarded(address(timelock), address(division), data)) _did(Deed.PotOpened);
    }

    function _voteOnPot(uint256 id, uint256 seed) private {
        pass(1);
        for (uint256 i; i < COUNCIL_SIZE; ++i) {
            uint256 roll = uint256(keccak256(abi.encode(seed, i)));
            uint256[] memory votes = new uint256[](2);
            (votes[0], votes[1]) = (roll % 9, (roll >> 8) % 9);
            bool success = _guarded(_member(i), address(division), abi.encodeCall(division.vote, (id, votes)));
            bool within = votes[0] * votes[0] + votes[1] * votes[1] <= CREDITS;
            assertTrue(within || !success, "the allowance of a ballot");
        }
    }

    function _concludePot(uint256 id) private {
        (uint256 potWei,,,,) = division.divisionOf(id);
        uint256 beforeWei = _approvedWei(0) + _approvedWei(1);
        if (!_guarded(stranger, address(division), abi.encodeCall(division.conclude, (id)))) return;
        (,,,, IBudgetDivision.Outcome outcome) = division.divisionOf(id);
        bool divided = outcome == IBudgetDivision.Outcome.Divided;
        uint256 givenWei = _approvedWei(0) + _approvedWei(1) - beforeWei;
        assertTrue(givenWei <= (divided ? potWei : 0), "a pot is divided, not exceeded");
        if (divided) _did(Deed.PotDivided);
        for (uint256 i; i < regions.length; ++i) {
            regions[i].votedWei = _approvedWei(i);
        }
    }

    function _approvedWei(uint256 which) private view returns (uint256 approvedWei) {
        (approvedWei,,) = regions[which].executor.budget();
    }
}
