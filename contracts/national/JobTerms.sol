// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {IJobTerms} from "../interfaces/IJobTerms.sol";
import {ISystemPause} from "../interfaces/ISystemPause.sol";
import {Module} from "../shared/Module.sol";
import {TermsCheck} from "../shared/TermsCheck.sol";

/// @title JobTerms
contract JobTerms is Module, IJobTerms {
    /// @inheritdoc IJobTerms
    uint32 public currentVersion;
    mapping(uint32 version => Terms) private _terms;

    constructor(address authority_, ISystemPause systemPause_, Terms memory terms)
        Module(authority_, systemPause_)
    {
        _add(terms);
    }

    /// @inheritdoc IJobTerms
    function setTerms(Terms calldata terms) external whenActive restricted returns (uint32 version) {
        return _add(terms);
    }

    /// @inheritdoc IJobTerms
    function termsAt(uint32 version) external view returns (Terms memory) {
        if (version == 0 || version > currentVersion) revert UnknownVersion(version);
        return _terms[version];
    }

    function _add(Terms memory terms) private returns (uint32 version) {
        TermsCheck.check(terms);
        version = ++currentVersion;
        _terms[version] = terms;
        emit TermsSet(version, terms);
    }
}
