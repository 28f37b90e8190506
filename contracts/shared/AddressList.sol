// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

/// @title AddressList
/// @notice A list in memory that grows up to a fixed room.
library AddressList {
    struct List {
        uint256 length;
        address[] items;
    }

    function create(uint256 room) internal pure returns (List memory list) {
        list.items = new address[](room);
    }

    function add(List memory list, address item) internal pure {
        list.items[list.length] = item;
        ++list.length;
    }

    function addAll(List memory list, address[] memory items) internal pure {
        for (uint256 i; i < items.length; ++i) {
            add(list, items[i]);
        }
    }

    function contains(List memory list, address item) internal pure returns (bool) {
        for (uint256 i; i < list.length; ++i) {
            if (list.items[i] == item) return true;
        }
        return false;
    }

    function swap(List memory list, uint256 i, uint256 j) internal pure {
        (list.items[i], list.items[j]) = (list.items[j], list.items[i]);
    }

    function toArray(List memory list) internal pure returns (address[] memory items) {
        items = new address[](list.length);
        for (uint256 i; i < list.length; ++i) {
            items[i] = list.items[i];
        }
    }
}
