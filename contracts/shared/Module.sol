// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {IModule} from "../interfaces/IModule.sol";
import {ISystemPause} from "../interfaces/ISystemPause.sol";

/// @title Module
/// @notice Base of every contract that the AccessManager governs and SystemPause stops.
abstract contract Module is AccessManaged, IModule {
    /// @inheritdoc IModule
    ISystemPause public immutable systemPause;

    constructor(address authority_, ISystemPause systemPause_) AccessManaged(authority_) {
        systemPause = systemPause_;
    }

    modifier whenActive() {
        _requireActive();
        _;
    }

    function _activeTime() internal view returns (uint48) {
        return systemPause.activeTime();
    }

    function _requireActive() private view {
        if (systemPause.paused()) revert SystemPaused();
    }
}
