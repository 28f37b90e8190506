// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {TimelockController} from "@openzeppelin/contracts/governance/TimelockController.sol";

/// @title The timelock through which the council acts
/// @notice Its governor is the only proposer, canceller and executor, and it administers itself: whoever deploys it never
/// holds a role in it.
/// @dev The governor is deployed next, at the address named here, and refuses to be deployed anywhere else.
contract CouncilTimelock is TimelockController {
    /// @param minDelaySeconds From queueing to the first moment of execution.
    /// @param governor The governor's address, computed in advance.
    constructor(uint256 minDelaySeconds, address governor)
        TimelockController(minDelaySeconds, _only(governor), _only(governor), address(0))
    {}

    function _only(address account) private pure returns (address[] memory accounts) {
        accounts = new address[](1);
        accounts[0] = account;
    }
}
