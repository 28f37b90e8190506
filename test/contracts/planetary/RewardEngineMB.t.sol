// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";

import {IEnergyOracle} from "../../../contracts/interfaces/IEnergyOracle.sol";
import {IIncentivePolicy} from "../../../contracts/interfaces/IIncentivePolicy.sol";
import {IModule} from "../../../contracts/interfaces/IModule.sol";
import {IRewardEngineMB} from "../../../contracts/interfaces/IRewardEngineMB.sol";
import {IStakeManager} from "../../../contracts/interfaces/IStakeManager.sol";
import {IThermostat} from "../../../contracts/interfaces/IThermostat.sol";
import {FreeEnergy} from "../../../contracts/planetary/FreeEnergy.sol";
import {RewardEngineMB} from "../../../contracts/planetary/RewardEngineMB.sol";
import {Roles} from "../../../contracts/shared/Roles.sol";
import {RewardFixture} from "./RewardFixture.sol";

contract RewardEngineTest is RewardFixture {
    function _wireMore() internal override {
        super._wireMore();
        _hireWirer();
    }

    /// @dev dH = -250, dS = 50, T = 1: free = 300, and with κ = 1/2 the budget is 150. Nobody attested for employers. The
    /// first agent takes 1 an unit of value, the second 3, both together 1.5: E is 2/3 and 2.
    function _valuable() private returns (IEnergyOracle.Attestation[] memory attestations) {
        attestations = new IEnergyOracle.Attestation[](4);
        attestations[0] = _even(Roles.AGENT, agent, 300e18, 300 ether);
        attestations[0].costWei = 150 ether;
        attestations[1] = _even(Roles.AGENT, _member(0), 300e18, 100 ether);
        attestations[1].costWei = 0;
        attestations[1].uPreWad = 60e18;
        attestations[1].uPostWad = 10e18;
        attestations[2] = _even(Roles.VALIDATOR, _member(1), 5e18, 10 ether);
        attestations[3] = _even(Roles.OPERATOR, operations, 5e18, 10 ether);
    }

    uint256 private constant FIRST = 89_625_032_631_594_366_985;
    uint256 private constant SECOND = 7_874_967_368_405_633_014;
    uint256 private constant FIRST_WEIGHT = 919_231_103_913_788_379;

    function test_AnEpochIsSettled() public {
        uint256 treasuryBefore = token.balanceOf(treasury);
        _presentAll(_valuable());
        _endCollection();
        vm.expectEmit(address(engine));
        emit IRewardEngineMB.BudgetFixed(
            EPOCH, _rewardParameters(), 1e18, -250 ether, 50e18, 300 ether, RESERVE_WEI, 150 ether
        );
        vm.expectEmit(address(engine));
        emit IRewardEngineMB.RewardAllocated(EPOCH, agent, Roles.AGENT, FIRST_WEIGHT, FIRST);
        vm.expectEmit(address(stakes));
        emit IStakeManager.RewardCredited(bytes32(uint256(EPOCH)), address(engine), agent, FIRST);
        vm.expectEmit(address(engine));
        emit IRewardEngineMB.RoleShareDivided(
            EPOCH, Roles.AGENT, 1e18, 666_666_666_666_666_666, 97.5 ether, FIRST + SECOND
        );
        vm.expectEmit(address(engine));
        emit IRewardEngineMB.RoleShareDivided(EPOCH, Roles.EMPLOYER, 1e18, 0, 7.5 ether, 0);
        vm.expectEmit(address(engine));
        emit IRewardEngineMB.EpochSettled(
            EPOCH, 1e18, -250 ether, 50e18, 300 ether, 150 ether, FIRST + SECOND + 45 ether, 7.5 ether + 1
        );
        engine.settle(EPOCH, MAX_PART);

        assertEq(stakes.claimOf(agent), FIRST, "claim of the first agent");
        assertEq(stakes.claimOf(_member(0)), SECOND, "claim of the second agent");
        assertEq(stakes.claimOf(_member(1)), 22.5 ether, "claim of the validator");
        assertEq(stakes.claimOf(operations), 22.5 ether, "claim of the operator");
        assertEq(token.balanceOf(treasury) - treasuryBefore, 7.5 ether + 1, "treasury");
        assertEq(token.balanceOf(address(engine)), RESERVE_WEI - 150 ether, "reserve");
        assertEq(engine.reserveWei(), RESERVE_WEI - 150 ether, "reserve as recorded");
        assertEq(token.allowance(address(engine), address(stakes)), 0, "no allowance is left");
    }

    function test_WhatIsKeptCanBeRead() public {
        IEnergyOracle.Attestation[] memory attestations = _valuable();
        vm.expectEmit(address(engine));
        emit IRewardEngineMB.AttestationKept(EPOCH, agent, Roles.AGENT, 300e18, 300 ether);
        vm.expectEmit(address(engine));
        emit IRewardEngineMB.PartDone(EPOCH, IRewardEngineMB.Phase.Collecting, 4, 4);
        assertEq(engine.present(EPOCH, _part(attestations, 0, 4)), 4, "kept");
        (address account, uint8 role, uint256 energyWad, uint256 valueWei) = engine.entryOf(EPOCH, 1);
        assertEq(account, _member(0), "account");
        assertEq(role, Roles.AGENT, "role");
        assertEq(energyWad, 300e18, "energy");
        assertEq(valueWei, 100 ether, "value");
        IRewardEngineMB.Settlement memory s = engine.settlementOf(EPOCH);
        assertEq(uint256(s.phase), uint256(IRewardEngineMB.Phase.Collecting), "phase");
        assertEq(s.entries, 4, "entries");
        assertEq(s.roles[0].energyWad, 600e18, "energy of the agents");
        assertEq(s.roles[0].valueWei, 400 ether, "value of the agents");
        assertEq(s.roles[0].groundValueWei, 300 ether, "the thriftiest");
    }

    function test_RewardsCanBeClaimed() public {
        _settle(_valuable());
        vm.prank(operations);
        stakes.claim();
        assertEq(token.balanceOf(operations), 22.5 ether, "claimed");
    }

    // Units

    /// @dev 50 nats at 3 tokens each beside 250 tokens of value.
    function test_ANatIsWorthItsPriceAtTheReferenceTemperature() public {
        _price(3 ether);
        IRewardEngineMB.Settlement memory s = _settle(_valuable());
        assertEq(s.freeWei, 400 ether, "50 x 3 + 250");
        assertEq(s.budgetWei, 200 ether, "half of it");
    }

    /// @dev At 2.5 times the reference, 50 nats at 3 tokens each are 375.
    function test_TheTemperatureCountsAsAMultipleOfItsReference() public {
        _price(3 ether);
        _heat(2.5e18);
        IRewardEngineMB.Settlement memory s = _settle(_valuable());
        assertEq(s.freeWei, 625 ether, "375 + 250");
    }

    /// @dev A thermostat that began at 4, and is there, pays as one that began at 1, and is there.
    function test_ADivisionKnowsOnlyHowFarTheTemperatureIsFromItsReference() public {
        IThermostat.Config memory config = defaultThermostat();
        (config.baseWad, config.bounds.maxWad) = (4e18, 8e18);
        address hot = create("Thermostat", abi.encode(address(manager), systemPause, oracle, config));
        RewardEngineMB own = _engineOn(IThermostat(hot), EPOCH_LENGTH, COLLECTION_SECONDS);
        _employ(own, RESERVE_WEI);
        vm.warp(EPOCH_END + EPOCH_LENGTH);
        IEnergyOracle.Attestation[] memory attestations = _valuable();
        for (uint256 i = 0; i < attestations.length; ++i) {
            attestations[i].epoch = 0;
        }
        own.present(0, _part(attestations, 0, attestations.length));
        vm.warp(EPOCH_END + EPOCH_LENGTH + COLLECTION_SECONDS);
        own.settle(0, MAX_PART);
        IRewardEngineMB.Settlement memory s = own.settlementOf(0);
        assertEq(s.temperatureWad, 4e18, "its temperature");
        assertEq(s.budgetWei, 150 ether, "budget");
        assertEq(stakes.claimOf(agent), FIRST, "and so is the division");
    }

    function test_UncertaintyThatGrewCostsItsPrice() public {
        _price(3 ether);
        IEnergyOracle.Attestation[] memory attestations = _valuable();
        (attestations[1].uPreWad, attestations[1].uPostWad) = (10e18, 60e18);
        assertEq(_settle(attestations).freeWei, 100 ether, "250 - 150");
    }

    function test_WithoutAPriceTheTemperatureMovesNoBudget() public {
        _price(0);
        _heat(4e18);
        assertEq(_settle(_valuable()).freeWei, 250 ether, "value alone");
    }

    /// @dev A wei of price and one unit of uncertainty that grew, 10^-36 of a wei, take a whole wei from the budget.
    function test_WhatGrownUncertaintyCostsIsRoundedUp() public {
        _price(1);
        IEnergyOracle.Attestation[] memory attestations = _valuable();
        (attestations[1].uPreWad, attestations[1].uPostWad) = (0, 1);
        assertEq(_settle(attestations).freeWei, 250 ether - 1, "250 - 1 wei");
    }

    function test_AHugeFreeEnergyComesToTheCap() public pure {
        assertEq(FreeEnergy.budgetWei(2 ** 202, FreeEnergy.MAX_KAPPA, 10, 20), 10, "cap");
    }

    /// @dev The largest parameters and as much uncertainty as counts: nothing overflows, and the cap holds.
    function test_NoPriceAndNoKappaMakeAnEpochRevert() public {
        vm.warp(EPOCH_END - 1);
        uint256 most = type(uint96).max;
        vm.startPrank(address(timelock));
        engine.setParameters(IRewardEngineMB.Parameters(most, type(uint80).max, 10_000 ether, most, most));
        thermostat.setBaseTemperature(4e18);
        vm.stopPrank();
        vm.warp(EPOCH_END);
        IEnergyOracle.Attestation[] memory attestations = _valuable();
        for (uint256 i = 0; i < attestations.length; ++i) {
            (attestations[i].uPreWad, attestations[i].uPostWad) = (most, 0);
        }
        assertEq(_settle(attestations).budgetWei, 10_000 ether, "cap");
    }

    /// @dev In the epoch's last second, as everything below.
    function _price(uint256 natPriceWei) private {
        vm.warp(EPOCH_END - 1);
        IRewardEngineMB.Parameters memory p = _rewardParameters();
        p.natPriceWei = natPriceWei;
        vm.prank(address(timelock));
        engine.setParameters(p);
        vm.warp(EPOCH_END);
    }

    function _heat(uint256 baseWad) private {
        vm.warp(EPOCH_END - 1);
        vm.prank(address(timelock));
        thermostat.setBaseTemperature(baseWad);
        vm.warp(EPOCH_END);
    }

    // Free riders

    function test_AnEntryWithoutValueWeighsNothing() public {
        IEnergyOracle.Attestation[] memory attestations = new IEnergyOracle.Attestation[](3);
        attestations[0] = _even(Roles.AGENT, agent, 1e18, 100 ether);
        attestations[0].costWei = 0;
        attestations[1] = _even(Roles.AGENT, _member(0), 0, 0);
        attestations[2] = _even(Roles.VALIDATOR, _member(1), 0, 0);
        IRewardEngineMB.Settlement memory s = _settle(attestations);
        assertEq(stakes.claimOf(agent), 32.5 ether, "the whole share");
        assertEq(stakes.claimOf(_member(0)) + stakes.claimOf(_member(1)), 0, "riders");
        assertEq(s.entries, 1, "they are no entries");
        assertEq(s.roles[0].energyWad, 1e18, "nor do they move the mean");
        assertEq(s.budgetWei - s.paidWei, 17.5 ether, "the validators' share goes to the treasury");
    }

    function test_EqualThriftIsPaidByValue() public {
        IEnergyOracle.Attestation[] memory attestations = new IEnergyOracle.Attestation[](3);
        for (uint256 i = 0; i < 3; ++i) {
            attestations[i] = _even(Roles.AGENT, _member(i), (i + 1) * 7e18, (i + 1) * 10 ether);
            attestations[i].costWei = 0;
        }
        _settle(attestations);
        for (uint256 i = 0; i < 3; ++i) {
            assertEq(stakes.claimOf(_member(i)), (19.5 ether * (i + 1)) / 6, "65 % of half of 60");
        }
    }

    // By what an epoch is settled

    function test_WhoSettlesSetsNoTemperature() public {
        _presentAll(_valuable());
        tick(IThermostat.Kpis(1000e18, 1000e18, 1000e18));
        vm.prank(address(timelock));
        thermostat.setRoleOffset(Roles.AGENT, 3e18);
        assertTrue(thermostat.temperatureWad() > 1e18, "hot now");
        IRewardEngineMB.Settlement memory s = _settleAll();
        assertEq(s.temperatureWad, 1e18, "the epoch's");
        assertEq(s.roles[0].temperatureWad, 1e18, "the agents' of the epoch");
        assertEq(s.budgetWei, 150 ether, "budget");
    }

    function test_TheTemperatureIsThatOfTheEpochsLastSecond() public {
        vm.warp(EPOCH_END - 1);
        vm.prank(address(timelock));
        thermostat.setBaseTemperature(2e18);
        vm.warp(EPOCH_END);
        vm.prank(address(timelock));
        thermostat.setBaseTemperature(3e18);
        IRewardEngineMB.Settlement memory s = _settle(_valuable());
        assertEq(s.temperatureWad, 2e18, "temperature");
        assertEq(s.budgetWei, 175 ether, "half of 2 x 50 + 250");
    }

    /// @dev What policies moved has faded when the epoch is settled, and counts as it stood.
    function test_WhatPoliciesMovedCountsAsItStoodInTheEpochsLastSecond() public {
        vm.warp(EPOCH_END - incentives.epochSeconds());
        vm.prank(address(jobs));
        incentives.applyDelayPolicy(
            IIncentivePolicy.LateJob(1, IIncentivePolicy.DelayPolicy.IncreaseAgentShare, 0, type(uint48).max, 1, 1, 0, 0)
        );
        vm.warp(EPOCH_END - 1);
        vm.prank(address(incentives));
        thermostat.raiseTowardsEmergency(10_000);
        vm.warp(EPOCH_END);
        _presentAll(_valuable());
        vm.warp(EPOCH_END + 3 * incentives.epochSeconds());
        assertTrue(thermostat.temperatureWad() <= 1.125e18, "the raise has faded");
        assertTrue(incentives.roleShares().agentsBps <= 6525, "and so have the shares");
        IRewardEngineMB.Settlement memory s = _settleAll();
        assertEq(s.temperatureWad, 2e18, "temperature");
        assertEq(s.budgetWei, 175 ether, "half of 2 x 50 + 250");
        assertEq(s.roles[0].shareWei, 117.25 ether, "agents, 67 %");
        assertEq(s.roles[2].shareWei, 22.75 ether, "operators, 13 %");
    }

    function test_ARolesTemperatureShapesItsOwnShareOnly() public {
        vm.warp(EPOCH_END - 1);
        vm.prank(address(timelock));
        thermostat.setRoleOffset(Roles.AGENT, 3e18);
        vm.warp(EPOCH_END);
        IRewardEngineMB.Settlement memory s = _settle(_valuable());
        assertEq(s.temperatureWad, 1e18, "temperature of the balance");
        assertEq(s.roles[0].temperatureWad, 4e18, "agents' temperature");
        assertEq(s.roles[1].temperatureWad, 1e18, "validators' temperature");
        assertEq(stakes.claimOf(agent), 78_702_417_807_652_318_328, "hotter is more equal");
    }

    function test_SharesAreThoseOfTheEpochsLastSecond() public {
        vm.warp(EPOCH_END - incentives.epochSeconds());
        vm.prank(address(timelock));
        incentives.setRoleShares(IIncentivePolicy.RoleShares(5500, 2000, 1400, 1100));
        vm.warp(EPOCH_END);
        vm.prank(address(timelock));
        incentives.setRoleShares(defaultShares());
        _presentAll(_valuable());
        vm.warp(EPOCH_END + 3 * incentives.epochSeconds());
        assertEq(incentives.roleShares().agentsBps, 6500, "now");
        IRewardEngineMB.Settlement memory s = _settleAll();
        assertEq(s.roles[0].shareWei, 82.5 ether, "agents");
        assertEq(s.roles[1].shareWei, 30 ether, "validators");
        assertEq(s.roles[2].shareWei, 21 ether, "operators");
        assertEq(s.roles[3].shareWei, 16.5 ether, "employers");
    }

    function test_ParametersAreThoseOfTheEpochsLastSecond() public {
        IEnergyOracle.Attestation[] memory attestations = _valuable();
        engine.present(EPOCH, _part(attestations, 0, 1));
        IRewardEngineMB.Parameters memory p = _rewardParameters();
        (p.natPriceWei, p.kappaWad, p.amountCapWei) = (2 ether, 1e18, 1);
        vm.prank(address(timelock));
        engine.setParameters(p);
        engine.present(EPOCH, _part(attestations, 1, 3));
        IRewardEngineMB.Settlement memory s = _settleAll();
        assertEq(s.deltaHWei, -250 ether, "caps");
        assertEq(s.budgetWei, 150 ether, "kappa");
    }

    function test_TheReserveIsThatOfTheEpochsLastSecond() public {
        RewardEngineMB own = _engineWith(17);
        vm.warp(EPOCH_END + EPOCH_LENGTH - 1);
        _endow(own, 30);
        vm.warp(EPOCH_END + EPOCH_LENGTH);
        _endow(own, 1000 ether);
        uint64 epoch = own.currentEpoch() - 1;
        assertEq(_settleRich(own, epoch).budgetWei, 47, "what was recorded by then");
        assertEq(own.reserveWei(), 1000 ether, "the rest is for later epochs");
    }

    function test_TokensCountOnceTheyAreRecorded() public {
        _nothingToRecord();
        vm.prank(treasury);
        token.transfer(address(engine), 5);
        assertEq(engine.reserveWei(), RESERVE_WEI, "not yet");
        vm.expectEmit(address(engine));
        emit IRewardEngineMB.ReserveRecorded(5, RESERVE_WEI + 5);
        vm.prank(stranger);
        assertEq(engine.recordReserve(), 5, "recorded");
        assertEq(engine.reserveWei(), RESERVE_WEI + 5, "now");
    }

    /// @dev Tokens that are owed to entries must not be recorded a second time.
    function test_WhatABudgetHasTakenIsNotRecordedAgain() public {
        IEnergyOracle.Attestation[] memory attestations = _valuable();
        _presentAll(attestations);
        _endCollection();
        engine.settle(EPOCH, 5);
        assertTrue(stakes.claimOf(agent) > 0 && stakes.claimOf(operations) == 0, "half paid");
        _nothingToRecord();
        _settleAll();
        _nothingToRecord();
    }

    /// @dev An epoch that collects fixes the budget of the one before it: epochs share the reserve in their order.
    function test_EpochsTakeTheirBudgetsInOrder() public {
        RewardEngineMB own = _engineWith(100);
        vm.warp(START + 6 * EPOCH_LENGTH + EPOCH_LENGTH);
        uint64 epoch = own.currentEpoch() - 1;
        own.present(epoch, _rich(epoch));
        vm.warp(vm.getBlockTimestamp() + EPOCH_LENGTH);
        _endow(own, 20);
        own.present(epoch + 1, _rich(epoch + 1));
        assertEq(own.settlementOf(epoch).budgetWei, 100, "fixed by its successor");
        vm.warp(vm.getBlockTimestamp() + EPOCH_LENGTH);
        own.settle(epoch + 1, MAX_PART);
        assertEq(own.settlementOf(epoch + 1).budgetWei, 0, "nothing was recorded in time for it");
        own.settle(epoch, MAX_PART);
        assertEq(own.reserveWei(), 20, "left");
        assertEq(token.balanceOf(address(own)), 20, "held");
    }

    // Who and when

    function test_AnybodyPresentsAndSettles() public {
        IRewardEngineMB.SignedAttestation[] memory signed = _part(_valuable(), 0, 4);
        vm.prank(stranger);
        engine.present(EPOCH, signed);
        _endCollection();
        vm.prank(stranger);
        engine.settle(EPOCH, 8);
        assertEq(stakes.claimOf(agent), FIRST, "settled");
    }

    function test_WhatOneLeavesOutAnotherPresents() public {
        IEnergyOracle.Attestation[] memory attestations = _valuable();
        engine.present(EPOCH, _part(attestations, 1, 3));
        vm.warp(EPOCH_END + COLLECTION_SECONDS - 1);
        IRewardEngineMB.SignedAttestation[] memory own = _part(attestations, 0, 1);
        vm.prank(agent);
        engine.present(EPOCH, own);
        _settleAll();
        assertEq(stakes.claimOf(agent), FIRST, "paid as if presented first");
    }

    function test_NobodyStopsAPartByBeingQuicker() public {
        IEnergyOracle.Attestation[] memory attestations = _valuable();
        engine.present(EPOCH, _part(attestations, 2, 1));
        assertEq(engine.present(EPOCH, _part(attestations, 0, 4)), 3, "the others are kept");
        assertEq(engine.present(EPOCH, _part(attestations, 0, 4)), 0, "and none of them twice");
        _settleAll();
        assertEq(stakes.claimOf(_member(1)), 22.5 ether, "once");
    }

    function test_NothingIsAddedOnceThePhaseIsOver() public {
        IEnergyOracle.Attestation[] memory attestations = _valuable();
        engine.present(EPOCH, _part(attestations, 0, 3));
        IRewardEngineMB.SignedAttestation[] memory late = _part(attestations, 3, 1);
        _endCollection();
        bytes memory error = abi.encodeWithSelector(
            IRewardEngineMB.EpochNotCollecting.selector,
            EPOCH,
            EPOCH_END,
            EPOCH_END + COLLECTION_SECONDS,
            EPOCH_END + COLLECTION_SECONDS
        );
        vm.expectRevert(error);
        engine.present(EPOCH, late);
        engine.settle(EPOCH, 1);
        vm.expectRevert(error);
        engine.present(EPOCH, late);
    }

    function test_NothingIsSettledBeforeThePhaseIsOver() public {
        _presentAll(_valuable());
        vm.warp(EPOCH_END + COLLECTION_SECONDS - 1);
        vm.expectRevert(
            abi.encodeWithSelector(
                IRewardEngineMB.EpochNotCollecting.selector,
                EPOCH,
                EPOCH_END,
                EPOCH_END + COLLECTION_SECONDS,
                EPOCH_END + COLLECTION_SECONDS - 1
            )
        );
        engine.settle(EPOCH, 1);
    }

    function test_AnEpochCollectsWhenItIsOver() public {
        IEnergyOracle.Attestation memory a = _even(Roles.AGENT, agent, 0, 1);
        a.epoch = EPOCH + 1;
        IRewardEngineMB.SignedAttestation[] memory signed = _part(_one(a), 0, 1);
        uint256 from = EPOCH_END + EPOCH_LENGTH;
        vm.warp(from - 1);
        vm.expectRevert(
            abi.encodeWithSelector(
                IRewardEngineMB.EpochNotCollecting.selector, EPOCH + 1, from, from + COLLECTION_SECONDS, from - 1
            )
        );
        engine.present(EPOCH + 1, signed);
        vm.warp(from);
        assertEq(engine.currentEpoch(), EPOCH + 2, "epoch");
        engine.present(EPOCH + 1, signed);
    }

    function test_EpochsRunOnActiveTime() public {
        _pause();
        vm.warp(START + 10 * EPOCH_LENGTH);
        assertEq(engine.currentEpoch(), EPOCH + 1, "stands still");
        vm.prank(owner);
        systemPause.resume();
        engine.present(EPOCH, _part(_valuable(), 0, 4));
    }

    function test_NothingMovesWhilePaused() public {
        IRewardEngineMB.SignedAttestation[] memory signed = _part(_valuable(), 0, 4);
        engine.present(EPOCH, signed);
        _endCollection();
        _pause();
        vm.expectRevert(IModule.SystemPaused.selector);
        engine.present(EPOCH, signed);
        vm.expectRevert(IModule.SystemPaused.selector);
        engine.settle(EPOCH, 1);
        vm.expectRevert(IModule.SystemPaused.selector);
        engine.recordReserve();
    }

    function test_AnEpochIsSettledOnce() public {
        _settle(_valuable());
        bytes memory error = abi.encodeWithSelector(
            IRewardEngineMB.NothingToSettle.selector, EPOCH, IRewardEngineMB.Phase.Settled
        );
        vm.expectRevert(error);
        engine.settle(EPOCH, 1);
    }

    function test_AnEpochWithoutAttestationsIsNotSettled() public {
        _endCollection();
        vm.expectRevert(
            abi.encodeWithSelector(
                IRewardEngineMB.NothingToSettle.selector, EPOCH, IRewardEngineMB.Phase.None
            )
        );
        engine.settle(EPOCH, 1);
    }

    function test_AnAttestationCountsInItsOwnEpochOnly() public {
        IEnergyOracle.Attestation[] memory attestations = _valuable();
        attestations[2].epoch = 7;
        IRewardEngineMB.SignedAttestation[] memory signed = _part(attestations, 0, 4);
        vm.expectRevert(abi.encodeWithSelector(IRewardEngineMB.AttestationForOtherEpoch.selector, 7, EPOCH));
        engine.present(EPOCH, signed);
    }

    function test_AnAttestationThatDoesNotStandIsRefused() public {
        IRewardEngineMB.SignedAttestation[] memory signed = _part(_valuable(), 0, 4);
        signed[1].attestation.valueWei += 1;
        vm.expectRevert(
            abi.encodeWithSelector(
                IEnergyOracle.SignatureInvalid.selector,
                signed[1].signatures[0].signer,
                oracle.digestOf(signed[1].attestation)
            )
        );
        engine.present(EPOCH, signed);
    }

    function test_RolesWithoutAShareAreRefused() public {
        uint8[4] memory roles = [0, 3, Roles.COUNCIL, 32];
        for (uint256 i = 0; i < roles.length; ++i) {
            IRewardEngineMB.SignedAttestation[] memory signed = _part(_one(_even(roles[i], agent, 0, 1)), 0, 1);
            vm.expectRevert(abi.encodeWithSelector(IRewardEngineMB.RoleWithoutShare.selector, roles[i]));
            engine.present(EPOCH, signed);
        }
    }

    function test_PartsAreBounded() public {
        uint256[2] memory refused = [uint256(0), MAX_PART + 1];
        for (uint256 i = 0; i < 2; ++i) {
            bytes memory error =
                abi.encodeWithSelector(IRewardEngineMB.PartOutOfBounds.selector, refused[i], MAX_PART);
            vm.expectRevert(error);
            engine.present(EPOCH, new IRewardEngineMB.SignedAttestation[](refused[i]));
            vm.expectRevert(error);
            engine.settle(EPOCH, refused[i]);
        }
    }

    // Parts

    /// @dev Each phase in steps of one, and what is told of them.
    function test_ASettlementGoesThroughItsPhasesInParts() public {
        IEnergyOracle.Attestation[] memory attestations = _valuable();
        engine.present(EPOCH, _part(attestations, 3, 1));
        engine.present(EPOCH, _part(attestations, 0, 3));
        _endCollection();
        for (uint256 i = 1; i <= 4; ++i) {
            vm.expectEmit(address(engine));
            emit IRewardEngineMB.PartDone(EPOCH, IRewardEngineMB.Phase.Weighing, i, 4);
            IRewardEngineMB.Phase phase = engine.settle(EPOCH, 1);
            assertEq(uint256(phase), uint256(i < 4 ? IRewardEngineMB.Phase.Weighing : IRewardEngineMB.Phase.Paying), "phase");
            assertEq(stakes.totals().claimableWei, 0, "nothing is paid while weighing");
        }
        for (uint256 i = 1; i <= 4; ++i) {
            vm.expectEmit(address(engine));
            emit IRewardEngineMB.PartDone(EPOCH, IRewardEngineMB.Phase.Paying, i, 4);
            engine.settle(EPOCH, 1);
            assertSolvent();
        }
        assertEq(stakes.claimOf(agent), FIRST, "first agent");
        assertEq(stakes.claimOf(_member(0)), SECOND, "second agent");
    }

    /// @dev 256 attestations, each part in a transaction of its own under EIP-7825 with its calldata.
    function test_AFullEpochFitsTransactionsInParts() public {
        IEnergyOracle.Attestation[] memory attestations = new IEnergyOracle.Attestation[](256);
        for (uint256 i = 0; i < attestations.length; ++i) {
            address account = makeActor(vm.toString(i));
            attestations[i] = _even(_rolesWithShares()[i % 4], account, i * 1e16, 100 ether);
            attestations[i].costWei = 0;
        }
        for (uint256 from = 0; from < attestations.length; from += MAX_PART) {
            _transact(abi.encodeCall(engine.present, (EPOCH, _part(attestations, from, MAX_PART))));
        }
        _endCollection();
        for (uint256 i = 0; i < 8; ++i) {
            _transact(abi.encodeCall(engine.settle, (EPOCH, MAX_PART)));
        }
        IRewardEngineMB.Settlement memory s = engine.settlementOf(EPOCH);
        assertEq(uint256(s.phase), uint256(IRewardEngineMB.Phase.Settled), "settled");
        assertEq(s.budgetWei, 10_000 ether, "cap");
        assertTrue(s.budgetWei - s.paidWei < 256, "rounding only goes to the treasury");
        assertSolvent();
    }

    /// @dev With the whole cap less what EIP-2028 and EIP-2 take of it before execution. Half has to do.
    function _transact(bytes memory data) private {
        uint256 intrinsic = 21_000;
        for (uint256 i = 0; i < data.length; ++i) {
            intrinsic += data[i] == 0 ? 4 : 16;
        }
        uint256 gasBefore = gasleft();
        (bool success,) = address(engine).call{gas: TRANSACTION_GAS_CAP - intrinsic}(data);
        assertTrue(success, "fits");
        assertTrue(gasBefore - gasleft() + intrinsic < (TRANSACTION_GAS_CAP * 3) / 4, "well below the cap");
    }

    // Edges of the arithmetic

    function test_WorkThatCostMoreThanItBroughtGetsNoBudget() public {
        IEnergyOracle.Attestation[] memory attestations = _one(_even(Roles.AGENT, agent, 1e18, 9 ether));
        attestations[0].costWei = 10 ether;
        IRewardEngineMB.Settlement memory s = _settle(attestations);
        assertEq(s.deltaHWei, 1 ether, "dH");
        assertEq(s.budgetWei, 0, "budget");
        assertEq(uint256(s.phase), uint256(IRewardEngineMB.Phase.Settled), "settled all the same");
    }

    function test_UncertaintyAloneIsPaidToNobody() public {
        IEnergyOracle.Attestation[] memory attestations = _one(_even(Roles.AGENT, agent, 0, 0));
        attestations[0].uPreWad = 100e18;
        uint256 treasuryBefore = token.balanceOf(treasury);
        IRewardEngineMB.Settlement memory s = _settle(attestations);
        assertEq(s.entries, 0, "no entry");
        assertEq(s.budgetWei, 50 ether, "budget");
        assertEq(token.balanceOf(treasury) - treasuryBefore, 50 ether, "treasury");
    }

    function test_NoEnergyAtAllIsPaidByValue() public {
        IEnergyOracle.Attestation[] memory attestations = new IEnergyOracle.Attestation[](2);
        attestations[0] = _even(Roles.AGENT, _member(0), 0, 30 ether);
        attestations[1] = _even(Roles.AGENT, _member(1), 0, 10 ether);
        attestations[0].uPreWad = 100e18;
        _settle(attestations);
        assertEq(stakes.claimOf(_member(0)), 24.375 ether, "three quarters of 32.5");
        assertEq(stakes.claimOf(_member(1)), 8.125 ether, "a quarter");
    }

    function test_ExtremeClaimsNeitherOverflowNorExceedTheCaps() public {
        IEnergyOracle.Attestation[] memory attestations = new IEnergyOracle.Attestation[](3);
        attestations[0] = _even(Roles.AGENT, agent, type(uint256).max, type(uint256).max);
        attestations[0].costWei = 0;
        attestations[0].uPreWad = type(uint256).max;
        attestations[1] = _even(Roles.AGENT, _member(0), type(uint256).max, 1);
        attestations[2] = _even(Roles.AGENT, _member(1), 0, 1);
        IRewardEngineMB.Settlement memory s = _settle(attestations);
        assertEq(s.deltaHWei, -5000 ether, "amount cap");
        assertEq(s.deltaSWad, 1000e18, "uncertainty cap");
        assertEq(s.budgetWei, 3000 ether, "budget");
        assertEq(stakes.claimOf(_member(0)), 0, "all energy for next to nothing");
        assertTrue(stakes.claimOf(agent) > 1949 ether, "the value of 5000");
    }

    function test_OneAbsurdCostTakesNoMoreThanItsCap() public {
        IEnergyOracle.Attestation[] memory attestations = new IEnergyOracle.Attestation[](3);
        for (uint256 i = 0; i < 3; ++i) {
            attestations[i] = _even(Roles.AGENT, _member(i), 0, 5000 ether);
            attestations[i].costWei = 0;
        }
        attestations[0].costWei = type(uint256).max;
        attestations[0].uPostWad = type(uint256).max;
        assertEq(_settle(attestations).freeWei, 9000 ether, "15000 - 5000 - 1000");
    }

    /// @dev Also one of which the 96 bits that an entry keeps would be next to nothing, or more than the cap.
    function test_OneAbsurdValueCountsAsItsCap() public {
        uint256[3] memory valuesWei = [uint256(5000 ether), (1 << 96) + 1, type(uint256).max];
        IEnergyOracle.Attestation[] memory attestations = new IEnergyOracle.Attestation[](3);
        for (uint256 i = 0; i < 3; ++i) {
            attestations[i] = _even(Roles.AGENT, _member(i), 0, valuesWei[i]);
            attestations[i].uPreWad = 100e18;
            vm.expectEmit(address(engine));
            emit IRewardEngineMB.AttestationKept(EPOCH, _member(i), Roles.AGENT, 0, 5000 ether);
            engine.present(EPOCH, _part(_one(attestations[i]), 0, 1));
        }
        assertEq(_settleAll().budgetWei, 150 ether, "half of 300 nats");
        for (uint256 i = 0; i < 3; ++i) {
            assertEq(stakes.claimOf(_member(i)), 32.5 ether, "a third of 97.5");
        }
    }

    function test_TheBudgetStopsAtTheCap() public {
        IEnergyOracle.Attestation[] memory attestations = new IEnergyOracle.Attestation[](5);
        for (uint256 i = 0; i < 5; ++i) {
            attestations[i] = _even(Roles.AGENT, _member(i), 0, 5000 ether);
            attestations[i].costWei = 0;
        }
        assertEq(_settle(attestations).budgetWei, 10_000 ether, "cap");
    }

    // Parameters

    function test_GovernanceSetsTheParameters() public {
        IRewardEngineMB.Parameters memory changed =
            IRewardEngineMB.Parameters(type(uint96).max, type(uint80).max, type(uint96).max, 1, 2);
        vm.expectEmit(address(engine));
        emit IRewardEngineMB.ParametersChanged(_rewardParameters(), changed);
        vm.prank(address(timelock));
        engine.setParameters(changed);
        assertEq(keccak256(abi.encode(engine.parameters())), keccak256(abi.encode(changed)), "parameters");
    }

    function test_NobodyElseSetsTheParameters() public {
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, operations));
        vm.prank(operations);
        engine.setParameters(_rewardParameters());
    }

    function test_NoParameterChangesWhilePaused() public {
        _pause();
        vm.expectRevert(IModule.SystemPaused.selector);
        vm.prank(address(timelock));
        engine.setParameters(_rewardParameters());
    }

    function test_ParametersStayInsideTheBoundsOfTheArithmetic() public {
        uint256 quantity = type(uint96).max;
        uint256[2][5] memory limits = [
            [uint256(type(uint80).max) + 1, type(uint80).max],
            [quantity + 1, quantity],
            [quantity + 1, quantity],
            [quantity + 1, quantity],
            [quantity + 1, quantity]
        ];
        for (uint256 i = 0; i < limits.length; ++i) {
            IRewardEngineMB.Parameters memory p = _rewardParameters();
            if (i == 0) p.kappaWad = limits[i][0];
            if (i == 1) p.epochCapWei = limits[i][0];
            if (i == 2) p.amountCapWei = limits[i][0];
            if (i == 3) p.uncertaintyCapWad = limits[i][0];
            if (i == 4) p.natPriceWei = limits[i][0];
            vm.expectRevert(
                abi.encodeWithSelector(
                    IRewardEngineMB.ParameterOutOfBounds.selector, limits[i][0], limits[i][1]
                )
            );
            vm.prank(address(timelock));
            engine.setParameters(p);
        }
    }

    function test_EpochsCollectOneAtATime() public {
        uint48[2][3] memory refused =
            [[EPOCH_LENGTH, uint48(0)], [EPOCH_LENGTH, EPOCH_LENGTH + 1], [uint48(0), uint48(0)]];
        for (uint256 i = 0; i < refused.length; ++i) {
            (uint48 length, uint48 collection) = (refused[i][0], refused[i][1]);
            vm.expectRevert(
                abi.encodeWithSelector(IRewardEngineMB.ScheduleInvalid.selector, length, collection)
            );
            _engine(length, collection);
        }
        _engine(EPOCH_LENGTH, EPOCH_LENGTH);
    }

    function test_SaysWhatItWorksWith() public view {
        assertEq(engine.epochLength(), EPOCH_LENGTH, "length");
        assertEq(engine.collectionSeconds(), COLLECTION_SECONDS, "collection");
        assertEq(engine.endOf(EPOCH), EPOCH_END, "end");
        assertEq(engine.treasury(), treasury, "treasury");
        assertEq(address(engine.token()), address(token), "token");
        assertEq(address(engine.stakeManager()), address(stakes), "stake manager");
        assertEq(address(engine.incentivePolicy()), address(incentives), "incentive policy");
        assertEq(address(engine.thermostat()), address(thermostat), "thermostat");
        assertEq(address(engine.oracle()), address(oracle), "oracle");
    }

    function _nothingToRecord() private {
        uint256 balanceWei = token.balanceOf(address(engine));
        vm.expectRevert(abi.encodeWithSelector(IRewardEngineMB.NothingToRecord.selector, balanceWei));
        engine.recordReserve();
    }

    // Further engines

    function _engine(uint48 length, uint48 collection) private returns (RewardEngineMB) {
        return _engineOn(thermostat, length, collection);
    }

    function _engineOn(IThermostat by, uint48 length, uint48 collection) private returns (RewardEngineMB) {
        RewardEngineMB.Wiring memory wiring = RewardEngineMB.Wiring(oracle, stakes, incentives, by, treasury);
        return RewardEngineMB(
            create(
                "RewardEngineMB",
                abi.encode(address(manager), systemPause, wiring, length, collection, _rewardParameters())
            )
        );
    }

    /// @dev Begins now, with a reserve of its own.
    function _engineWith(uint256 reserveWei) private returns (RewardEngineMB own) {
        own = _engine(EPOCH_LENGTH, COLLECTION_SECONDS);
        _employ(own, reserveWei);
    }

    function _employ(RewardEngineMB own, uint256 reserveWei) private {
        vm.startPrank(wirer);
        manager.grantRole(REWARD_ENGINE, address(own), 0);
        manager.grantRole(ORACLE_SETTLER, address(own), 0);
        vm.stopPrank();
        _endow(own, reserveWei);
    }

    function _endow(RewardEngineMB own, uint256 amountWei) private {
        vm.prank(treasury);
        token.transfer(address(own), amountWei);
        own.recordReserve();
    }

    /// @dev One attestation that asks for far more than these engines have.
    function _rich(uint64 epoch)
        private
        returns (IRewardEngineMB.SignedAttestation[] memory signed)
    {
        IEnergyOracle.Attestation memory a = _even(Roles.AGENT, agent, 0, 5000 ether);
        (a.costWei, a.epoch) = (0, epoch);
        return _part(_one(a), 0, 1);
    }

    function _settleRich(RewardEngineMB own, uint64 epoch) private returns (IRewardEngineMB.Settlement memory) {
        own.present(epoch, _rich(epoch));
        vm.warp(vm.getBlockTimestamp() + COLLECTION_SECONDS);
        own.settle(epoch, MAX_PART);
        return own.settlementOf(epoch);
    }
}
