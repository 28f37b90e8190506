// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

/// @notice The roles an identity can take part in, one bit each. They say who takes part, never who has authority:
/// authority is the AccessManager's.
library Roles {
    uint8 internal constant AGENT = 1;
    uint8 internal constant VALIDATOR = 2;
    uint8 internal constant COUNCIL = 4;
    uint8 internal constant OPERATOR = 8;
    uint8 internal constant EMPLOYER = 16;
    uint8 internal constant ALL = 31;
    /// @dev Validators judge work, the council sits on juries and votes. Their changes wait (`IIdentityRegistry`).
    uint8 internal constant JUDGING = VALIDATOR | COUNCIL;

    /// @return Whether `role` is exactly one of the five bits.
    function isSingle(uint8 role) internal pure returns (bool) {
        return role != 0 && role <= EMPLOYER && role & (role - 1) == 0;
    }
}
