// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {IIdentityRegistry} from "../interfaces/IIdentityRegistry.sol";
import {Roles} from "../shared/Roles.sol";

/// @notice Who votes: the council's identities as the registry has them, the same for every ballot.
library Electorate {
    /// @return The council identity that `account` belonged to at the end of second `timepoint`, zero if to none.
    function identityAt(IIdentityRegistry registry, address account, uint48 timepoint)
        internal
        view
        returns (bytes32)
    {
        return registry.hasRoleAt(account, Roles.COUNCIL, timepoint) ? registry.idOf(account) : bytes32(0);
    }

    /// @return The council identity that `account` belongs to now, zero if to none.
    function identityNow(IIdentityRegistry registry, address account) internal view returns (bytes32) {
        return registry.hasRole(account, Roles.COUNCIL) ? registry.idOf(account) : bytes32(0);
    }

    /// @return Whether a guardian keeps `account` from voting now. It counts for quorums all the same.
    function isKeptFromVoting(IIdentityRegistry registry, address account) internal view returns (bool) {
        return registry.isSuspended(account);
    }

    /// @return How many council identities there were at the end of second `timepoint`.
    function councilCountAt(IIdentityRegistry registry, uint48 timepoint) internal view returns (uint256) {
        return registry.countAt(Roles.COUNCIL, timepoint);
    }
}
