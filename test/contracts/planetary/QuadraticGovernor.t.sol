// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";

import {PlanetaryFixture} from "./PlanetaryFixture.sol";

contract QuadraticGovernorTest is PlanetaryFixture {
    function test_AParameterChangesByQuadraticProposal() public {
        _decide(_call(address(thermostat), abi.encodeCall(thermostat.setBaseTemperature, (2e18)), "heat"));
        assertEq(thermostat.temperatureWad(), 2e18, "temperature");
    }
}
