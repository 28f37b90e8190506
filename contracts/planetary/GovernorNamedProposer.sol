// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {Governor} from "@openzeppelin/contracts/governance/Governor.sol";
import {Bytes} from "@openzeppelin/contracts/utils/Bytes.sol";
import {Strings} from "@openzeppelin/contracts/utils/Strings.sol";

/// @title Module that lets a proposal be made by nobody but whom its description names
/// @notice A description ends with `#proposer=0x…`, the proposer's address in forty hex digits of either case. One that
/// names nobody, or somebody else, is refused with `GovernorRestrictedProposer(caller)`.
/// @dev The governor names a proposal by its calls and its description. Without this, whoever sees a proposal coming
/// makes it first, cancels it as its proposer, and so shuts it out for ever. OpenZeppelin checks the suffix where there
/// is one; here there must be one.
abstract contract GovernorNamedProposer is Governor {
    bytes10 private constant MARKER = "#proposer=";
    uint256 private constant MARKER_BYTES = 10;
    uint256 private constant ADDRESS_BYTES = 42;

    /// @inheritdoc Governor
    function _isValidDescriptionForProposer(address proposer, string memory description)
        internal
        view
        virtual
        override
        returns (bool)
    {
        uint256 length = bytes(description).length;
        if (length < MARKER_BYTES + ADDRESS_BYTES) return false;
        uint256 start = length - ADDRESS_BYTES;
        if (bytes10(Bytes.slice(bytes(description), start - MARKER_BYTES, start)) != MARKER) return false;
        (bool isAddress, address named) = Strings.tryParseAddress(description, start, length);
        return isAddress && named == proposer;
    }
}
