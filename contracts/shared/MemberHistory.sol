// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {Checkpoints} from "@openzeppelin/contracts/utils/structs/Checkpoints.sol";

/// @title MemberHistory
/// @notice A set of accounts that can be enumerated as it stood, stands or will stand at any timepoint. At each of them
/// the members fill the first indices without a gap: whoever leaves is replaced by the last one. Enumerating costs as
/// much as there were members then, however many have come and gone.
/// Warning: changes are written in order of their timepoints; an earlier one after a later one reverts.
library MemberHistory {
    using Checkpoints for Checkpoints.Trace208;

    struct Members {
        Checkpoints.Trace208 length;
        mapping(uint256 index => Checkpoints.Trace208) accounts;
        /// @dev Where an account stands after the last change, plus one. Zero for who is no member then.
        mapping(address account => uint256) indexPlusOne;
    }

    /// @dev For who is no member after the last change.
    function add(Members storage members, address account, uint48 timepoint) internal {
        uint208 index = members.length.latest();
        _place(members, index, account, timepoint);
        members.length.push(timepoint, index + 1);
    }

    /// @dev For a member after the last change.
    function remove(Members storage members, address account, uint48 timepoint) internal {
        uint208 last = members.length.latest() - 1;
        uint256 index = members.indexPlusOne[account] - 1;
        if (index != last) _place(members, index, address(uint160(members.accounts[last].latest())), timepoint);
        delete members.indexPlusOne[account];
        members.length.push(timepoint, last);
    }

    function countAt(Members storage members, uint48 timepoint) internal view returns (uint256) {
        return members.length.upperLookupRecent(timepoint);
    }

    /// @dev Meaningful below `countAt(timepoint)` only: what left the end of the list is not cleared.
    function memberAt(Members storage members, uint256 index, uint48 timepoint) internal view returns (address) {
        // Only addresses are ever pushed.
        return address(uint160(members.accounts[index].upperLookupRecent(timepoint)));
    }

    function membersAt(Members storage members, uint48 timepoint) internal view returns (address[] memory accounts) {
        accounts = new address[](countAt(members, timepoint));
        for (uint256 i; i < accounts.length; ++i) {
            accounts[i] = memberAt(members, i, timepoint);
        }
    }

    function _place(Members storage members, uint256 index, address account, uint48 timepoint) private {
        members.accounts[index].push(timepoint, uint160(account));
        members.indexPlusOne[account] = index + 1;
    }
}
