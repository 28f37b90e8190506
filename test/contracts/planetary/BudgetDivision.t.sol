// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";

import {IBudgetDivision} from "../../../contracts/interfaces/IBudgetDivision.sol";
import {IIdentityRegistry} from "../../../contracts/interfaces/IIdentityRegistry.sol";
import {IModule} from "../../../contracts/interfaces/IModule.sol";
import {IRegionalExecutor} from "../../../contracts/interfaces/IRegionalExecutor.sol";
import {BudgetDivision} from "../../../contracts/planetary/BudgetDivision.sol";
import {RegionalExecutor} from "../../../contracts/planetary/RegionalExecutor.sol";
import {Roles} from "../../../contracts/shared/Roles.sol";
import {PlanetaryFixture} from "./PlanetaryFixture.sol";

abstract contract DivisionFixture is PlanetaryFixture {
    uint256 internal constant POT_WEI = 1000 ether;
    uint256 internal constant WINDOW = 3 days;

    RegionalExecutor[] internal executors;

    function setUp() public virtual override {
        super.setUp();
        executors.push(executor);
        _addExecutor("asia");
        _addExecutor("africa");
    }

    function _wireMore() internal override {
        super._wireMore();
        _hireWirer();
    }

    function _addExecutor(bytes32 region) internal {
        RegionalExecutor added = RegionalExecutor(
            create("RegionalExecutor", abi.encode(address(manager), systemPause, jobs, treasury, region))
        );
        vm.startPrank(wirer);
        _wireExecutor(added);
        vm.stopPrank();
        executors.push(added);
    }

    /// @dev Every executor with its approval as it stands.
    function _options() internal view returns (IBudgetDivision.Option[] memory options) {
        options = new IBudgetDivision.Option[](executors.length);
        for (uint256 i = 0; i < options.length; ++i) {
            options[i] = IBudgetDivision.Option(executors[i], executors[i].approvals(), _anyJob());
        }
    }

    function _approved(uint256 index) internal view returns (uint256 approvedWei) {
        (approvedWei,,) = executors[index].budget();
    }

    function _open(uint256 potWei) internal returns (uint256 id) {
        IBudgetDivision.Option[] memory options = _options();
        vm.prank(address(timelock));
        id = division.open(potWei, options);
        vm.warp(vm.getBlockTimestamp() + 1);
    }

    function _state(uint256 europe, uint256 asia, uint256 africa) internal pure returns (uint256[] memory votes) {
        votes = new uint256[](3);
        (votes[0], votes[1], votes[2]) = (europe, asia, africa);
    }

    function _cast(uint256 member, uint256 id, uint256[] memory votes) internal {
        vm.prank(_member(member));
        division.vote(id, votes);
    }

    function _close(uint256 id) internal {
        (,, uint48 deadline,,) = division.divisionOf(id);
        if (systemPause.activeTime() <= deadline) pass(deadline + 1 - systemPause.activeTime());
    }

    function _conclude(uint256 id) internal returns (IBudgetDivision.Outcome) {
        _close(id);
        vm.prank(stranger);
        return division.conclude(id);
    }

    function _outcome(uint256 id, IBudgetDivision.Outcome expected) internal view {
        (,,,, IBudgetDivision.Outcome outcome) = division.divisionOf(id);
        assertEq(uint8(outcome), uint8(expected), "outcome");
    }

    function _assertApproved(uint256 europe, uint256 asia, uint256 africa) internal view {
        assertEq(_approved(0), europe, "europe");
        assertEq(_approved(1), asia, "asia");
        assertEq(_approved(2), africa, "africa");
    }

    function _expect(bytes memory reason) internal {
        vm.expectRevert(reason);
    }
}

contract DivisionOpeningTest is DivisionFixture {
    function test_ADecisionOpensADivisionAndItsVotesDivideThePot() public {
        bytes memory data = abi.encodeCall(division.open, (POT_WEI, _options()));
        _decide(_call(address(division), data, "budgets"));
        vm.warp(vm.getBlockTimestamp() + 1);
        _cast(0, 1, _state(10, 0, 0));
        _cast(1, 1, _state(0, 6, 8));
        _conclude(1);
        _outcome(1, IBudgetDivision.Outcome.Divided);
        uint256 wei_ = POT_WEI;
        _assertApproved(wei_ * 10 / 24, wei_ * 6 / 24, wei_ * 8 / 24);
    }

    function test_OnlyTheTimelockOpens() public {
        IBudgetDivision.Option[] memory options = _options();
        address[5] memory callers = [owner, operations, treasury, _member(0), address(governor)];
        for (uint256 i = 0; i < callers.length; ++i) {
            _expect(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, callers[i]));
            vm.prank(callers[i]);
            division.open(POT_WEI, options);
        }
    }

    function test_SaysWhatItOpens() public {
        IBudgetDivision.Option[] memory options = _options();
        uint48 now_ = uint48(vm.getBlockTimestamp());
        vm.expectEmit(address(division));
        emit IBudgetDivision.DivisionOpened(1, POT_WEI, options, now_, now_ + uint48(WINDOW));
        vm.prank(address(timelock));
        assertEq(division.open(POT_WEI, options), 1, "id");
        (uint256 potWei, uint48 snapshot, uint48 deadline, uint256 voters, IBudgetDivision.Outcome outcome) =
            division.divisionOf(1);
        assertEq(potWei, POT_WEI, "pot");
        assertEq(snapshot, now_, "snapshot");
        assertEq(deadline, now_ + WINDOW, "deadline");
        assertEq(voters, 0, "voters");
        assertEq(uint8(outcome), uint8(IBudgetDivision.Outcome.Open), "outcome");
        assertEq(division.divisionCount(), 1, "count");
        assertEq(division.openDivisionOf(address(executor)), 1, "of europe");
        assertEq(address(division.governor()), address(governor), "governor");
        (IBudgetDivision.Option[] memory kept, uint256[] memory votes) = division.tallyOf(1);
        assertEq(keccak256(abi.encode(kept)), keccak256(abi.encode(options)), "options");
        assertEq(votes.length, 3, "votes");
    }

    function test_APotMustHoldSomething() public {
        IBudgetDivision.Option[] memory options = _options();
        _expect(abi.encodeWithSelector(IBudgetDivision.PotEmpty.selector));
        vm.prank(address(timelock));
        division.open(0, options);
    }

    function test_OneToThirtyTwoShareAPot() public {
        _expect(abi.encodeWithSelector(IBudgetDivision.OptionsInvalid.selector, 0, 32));
        vm.prank(address(timelock));
        division.open(POT_WEI, new IBudgetDivision.Option[](0));
        _expect(abi.encodeWithSelector(IBudgetDivision.OptionsInvalid.selector, 33, 32));
        vm.prank(address(timelock));
        division.open(POT_WEI, new IBudgetDivision.Option[](33));
        for (uint256 i = executors.length; i < 32; ++i) {
            _addExecutor(bytes32(i));
        }
        _open(POT_WEI);
        uint256[] memory votes = new uint256[](32);
        for (uint256 i = 0; i < 32; ++i) {
            votes[i] = 1 + i % 2;
        }
        _cast(0, 1, votes);
        _cast(1, 1, votes);
        _conclude(1);
        uint256 sumWei;
        for (uint256 i = 0; i < 32; ++i) {
            sumWei += _approved(i);
        }
        assertTrue(sumWei <= POT_WEI && sumWei > POT_WEI - 32, "the pot but for the remainder");
    }

    function test_AnExecutorIsInOneOpenDivisionAtMost() public {
        IBudgetDivision.Option[] memory twice = new IBudgetDivision.Option[](2);
        (twice[0].executor, twice[1].executor) = (executor, executor);
        _expect(abi.encodeWithSelector(IBudgetDivision.ExecutorInDivision.selector, address(executor), 1));
        vm.prank(address(timelock));
        division.open(POT_WEI, twice);

        _open(POT_WEI);
        IBudgetDivision.Option[] memory options = _options();
        _expect(abi.encodeWithSelector(IBudgetDivision.ExecutorInDivision.selector, address(executor), 1));
        vm.prank(address(timelock));
        division.open(POT_WEI, options);

        _conclude(1);
        assertEq(division.openDivisionOf(address(executor)), 0, "free again");
        _open(POT_WEI);
    }

    function test_ADivisionThatSawOtherApprovalsIsNotOpened() public {
        IBudgetDivision.Option[] memory options = _options();
        _approve(executors[1], 5 ether);
        _expect(
            abi.encodeWithSelector(
                IBudgetDivision.ApprovalOvertaken.selector, address(executors[1]), 0, 1
            )
        );
        vm.prank(address(timelock));
        division.open(POT_WEI, options);
    }

    function test_NothingGoesThroughWhilePausedAndAPauseCostsNobodyAVote() public {
        _open(POT_WEI);
        _cast(0, 1, _state(1, 1, 1));
        vm.warp(vm.getBlockTimestamp() + WINDOW - 10);
        _pause();
        IBudgetDivision.Option[] memory options = _options();
        _expect(abi.encodeWithSelector(IModule.SystemPaused.selector));
        vm.prank(address(timelock));
        division.open(POT_WEI, options);
        _expect(abi.encodeWithSelector(IModule.SystemPaused.selector));
        _cast(1, 1, _state(1, 1, 1));
        vm.warp(vm.getBlockTimestamp() + 30 days);
        _expect(abi.encodeWithSelector(IModule.SystemPaused.selector));
        division.conclude(1);
        vm.prank(owner);
        systemPause.resume();
        _cast(1, 1, _state(1, 1, 1));
        _conclude(1);
        _outcome(1, IBudgetDivision.Outcome.Divided);
    }

    function test_UnknownDivisionsAreRefused() public {
        bytes memory unknown = abi.encodeWithSelector(IBudgetDivision.DivisionUnknown.selector, 1);
        _expect(unknown);
        division.divisionOf(1);
        _expect(unknown);
        division.tallyOf(1);
        _expect(unknown);
        division.votesOf(1, _identityOf(0));
        _expect(unknown);
        division.quorumOf(1);
        _expect(unknown);
        division.conclude(1);
        _expect(unknown);
        _cast(0, 1, _state(1, 0, 0));
    }
}

contract DivisionVotingTest is DivisionFixture {
    uint256 internal id;

    function setUp() public override {
        super.setUp();
        id = _open(POT_WEI);
    }

    function test_VotesCostTheSumOfTheirSquaresOutOfAFreshAllowance() public {
        _carry(_proposeActive(_call(address(thermostat), "", "everything spent elsewhere")));
        id = _openAnew();
        vm.expectEmit(address(division));
        emit IBudgetDivision.DivisionVotesCast(id, _identityOf(0), _member(0), _state(8, 6, 0), 100);
        _cast(0, id, _state(8, 6, 0));
        assertEq(keccak256(abi.encode(division.votesOf(id, _identityOf(0)))), keccak256(abi.encode(_state(8, 6, 0))), "own");
        assertEq(division.votesOf(id, _identityOf(1))[0], 0, "nobody else's");
    }

    function _openAnew() private returns (uint256) {
        _conclude(id);
        return _open(POT_WEI);
    }

    function test_SpreadingVotesDoesNotExceedTheAllowance() public {
        bytes4 selector = IBudgetDivision.DivisionCreditsExceeded.selector;
        _expect(abi.encodeWithSelector(selector, _identityOf(0), 101, CREDITS));
        _cast(0, id, _state(8, 6, 1));
        _expect(abi.encodeWithSelector(selector, _identityOf(0), 121, CREDITS));
        _cast(0, id, _state(11, 0, 0));
        _expect(abi.encodeWithSelector(selector, _identityOf(0), type(uint256).max, CREDITS));
        _cast(0, id, _state(0, type(uint256).max, 0));
        _expect(abi.encodeWithSelector(selector, _identityOf(0), uint256(1) << 128, CREDITS));
        _cast(0, id, _state(uint256(1) << 128, 0, 0));
        _cast(0, id, _state(8, 6, 0));
        _expect(abi.encodeWithSelector(selector, _identityOf(0), 101, CREDITS));
        _cast(0, id, _state(8, 6, 1));
    }

    function test_VotesOnlyRise() public {
        _cast(0, id, _state(3, 2, 1));
        _expect(abi.encodeWithSelector(IBudgetDivision.DivisionVotesLowered.selector, 1, 2, 1));
        _cast(0, id, _state(9, 1, 1));
        _expect(abi.encodeWithSelector(IBudgetDivision.DivisionVotesNotRaised.selector, _identityOf(0)));
        _cast(0, id, _state(3, 2, 1));
        _cast(0, id, _state(3, 2, 2));
        (, uint256[] memory votes) = division.tallyOf(id);
        assertEq(keccak256(abi.encode(votes)), keccak256(abi.encode(_state(3, 2, 2))), "one ballot");
        (,,, uint256 voters,) = division.divisionOf(id);
        assertEq(voters, 1, "one voter");
    }

    function test_ABallotStatesEachOptionAndRaisesOne() public {
        _expect(abi.encodeWithSelector(IBudgetDivision.DivisionBallotInvalid.selector, 2, 3));
        _cast(0, id, new uint256[](2));
        _expect(abi.encodeWithSelector(IBudgetDivision.DivisionBallotInvalid.selector, 4, 3));
        _cast(0, id, new uint256[](4));
        _expect(abi.encodeWithSelector(IBudgetDivision.DivisionVotesNotRaised.selector, _identityOf(0)));
        _cast(0, id, _state(0, 0, 0));
    }

    function test_OnlyIdentitiesOfTheSnapshotVote() public {
        (, uint48 snapshot,,,) = division.divisionOf(id);
        vm.prank(registrar);
        identities.register("latecomer", stranger, Roles.COUNCIL);
        address[2] memory others = [stranger, agent];
        for (uint256 i = 0; i < others.length; ++i) {
            _expect(abi.encodeWithSelector(IBudgetDivision.DivisionVoterUnknown.selector, others[i], snapshot));
            vm.prank(others[i]);
            division.vote(id, _state(1, 0, 0));
        }
    }

    function test_ARevokedIdentityCannotVoteAnewAndItsVotesStay() public {
        _conclude(id);
        setRoles(_member(0), 0);
        pass(uint256(JUDGING_DELAY_SECONDS) - 1 hours);
        id = _open(POT_WEI);
        _cast(0, id, _state(3, 0, 0));
        pass(1 hours);
        _expect(
            abi.encodeWithSelector(IBudgetDivision.DivisionVoterRevoked.selector, _member(0), _identityOf(0))
        );
        _cast(0, id, _state(4, 0, 0));
        (, uint256[] memory votes) = division.tallyOf(id);
        assertEq(votes[0], 3, "votes cast stay");
    }

    function test_TheBallotOpensTheSecondAfterItsSnapshot() public {
        _conclude(id);
        IBudgetDivision.Option[] memory options = _options();
        vm.prank(address(timelock));
        id = division.open(POT_WEI, options);
        uint48 now_ = uint48(vm.getBlockTimestamp());
        _expect(abi.encodeWithSelector(IIdentityRegistry.FutureLookup.selector, now_, now_));
        _cast(0, id, _state(1, 0, 0));
        vm.warp(now_ + 1);
        _cast(0, id, _state(1, 0, 0));
    }

    function test_NobodyVotesAfterTheWindow() public {
        (,, uint48 deadline,,) = division.divisionOf(id);
        vm.warp(deadline);
        _cast(0, id, _state(1, 0, 0));
        vm.warp(deadline + 1);
        _expect(
            abi.encodeWithSelector(IBudgetDivision.DivisionWindowOver.selector, id, deadline, deadline + 1)
        );
        _cast(1, id, _state(1, 0, 0));
    }

    /// @dev Two of five make the quorum; who comes third still has a day.
    function test_ALateQuorumLeavesTheOthersTime() public {
        assertEq(division.quorumOf(id), 2, "30 % of 5, rounded up");
        (,, uint48 deadline,,) = division.divisionOf(id);
        _cast(0, id, _state(10, 0, 0));
        vm.warp(deadline);
        vm.expectEmit(address(division));
        emit IBudgetDivision.DivisionExtended(id, deadline + 1 days);
        _cast(1, id, _state(10, 0, 0));
        vm.warp(deadline + 1 days);
        _cast(2, id, _state(0, 10, 0));
        (,, uint48 extended,,) = division.divisionOf(id);
        assertEq(extended, deadline + 1 days, "once");
        _conclude(id);
        _assertApproved(POT_WEI * 2 / 3, POT_WEI / 3, 0);
    }

    function test_AnEarlyQuorumExtendsNothing() public {
        (,, uint48 deadline,,) = division.divisionOf(id);
        _cast(0, id, _state(1, 0, 0));
        vm.warp(deadline - 1 days);
        vm.recordLogs();
        _cast(1, id, _state(1, 0, 0));
        assertEq(vm.getRecordedLogs().length, 1, "the ballot");
    }

    /// @dev However a member splits its allowance, it never gets more votes on an option than the root of it.
    function testFuzz_NoSplitOverOptionsGainsBeyondTheAllowance(uint256 europe, uint256 asia, uint256 africa) public {
        (europe, asia, africa) = (bound(europe, 0, 12), bound(asia, 0, 12), bound(africa, 0, 12));
        uint256 cost = europe * europe + asia * asia + africa * africa;
        vm.prank(_member(0));
        (bool success,) = address(division).call(abi.encodeCall(division.vote, (id, _state(europe, asia, africa))));
        assertEq(success ? 1 : 0, cost > 0 && cost <= CREDITS ? 1 : 0, "within the allowance");
    }
}

contract DivisionConclusionTest is DivisionFixture {
    function test_PartsAreInProportionRoundedDownAndTheRemainderIsNobodys() public {
        uint256 id = _open(100);
        _cast(0, id, _state(1, 1, 1));
        _cast(1, id, _state(3, 1, 0));
        _close(id);
        vm.expectEmit(address(division));
        emit IBudgetDivision.PartApproved(id, address(executors[0]), 4, 57, 57);
        vm.expectEmit(address(executors[0]));
        emit IRegionalExecutor.BudgetApproved(1, 0, 57);
        vm.expectEmit(address(division));
        emit IBudgetDivision.PartApproved(id, address(executors[1]), 2, 28, 28);
        vm.expectEmit(address(division));
        emit IBudgetDivision.PartApproved(id, address(executors[2]), 1, 14, 14);
        vm.expectEmit(address(division));
        emit IBudgetDivision.DivisionConcluded(id, IBudgetDivision.Outcome.Divided, 2, 2, 1);
        vm.prank(stranger);
        division.conclude(id);
        _assertApproved(57, 28, 14);
    }

    function test_APartIsAddedToWhatIsApproved() public {
        _approve(executors[1], 7);
        uint256 id = _open(100);
        _cast(0, id, _state(1, 1, 0));
        _cast(1, id, _state(1, 1, 0));
        _conclude(id);
        _assertApproved(50, 57, 0);
    }

    function test_ConcludingTwiceChangesNothing() public {
        uint256 id = _open(100);
        _cast(0, id, _state(1, 1, 0));
        _cast(1, id, _state(1, 1, 0));
        _conclude(id);
        bytes memory closed =
            abi.encodeWithSelector(IBudgetDivision.DivisionClosed.selector, id, IBudgetDivision.Outcome.Divided);
        _expect(closed);
        division.conclude(id);
        _expect(closed);
        _cast(2, id, _state(1, 1, 0));
        _assertApproved(50, 50, 0);
    }

    function test_NobodyConcludesBeforeTheWindowIsOver() public {
        uint256 id = _open(100);
        (,, uint48 deadline,,) = division.divisionOf(id);
        vm.warp(deadline);
        _expect(abi.encodeWithSelector(IBudgetDivision.DivisionWindowOpen.selector, id, deadline, deadline));
        division.conclude(id);
    }

    function test_DivisionsOfOtherExecutorsAreConcludedInAnyOrder() public {
        for (uint256 round = 0; round < 2; ++round) {
            uint256 europe = _openFor(0);
            uint256 asia = _openFor(1);
            vm.warp(vm.getBlockTimestamp() + 1);
            for (uint256 i = 0; i < 2; ++i) {
                _cast(i, europe, _one());
                _cast(i, asia, _one());
            }
            _conclude(round == 0 ? europe : asia);
            _conclude(round == 0 ? asia : europe);
            _assertApproved(100 * (round + 1), 100 * (round + 1), 0);
        }
    }

    function _openFor(uint256 index) private returns (uint256) {
        IBudgetDivision.Option[] memory options = new IBudgetDivision.Option[](1);
        options[0] = IBudgetDivision.Option(executors[index], executors[index].approvals(), _anyJob());
        vm.prank(address(timelock));
        return division.open(100, options);
    }

    function _one() private pure returns (uint256[] memory votes) {
        votes = new uint256[](1);
        votes[0] = 1;
    }

    function test_WithoutAQuorumThePotLapsesAndCanBeAskedForAnew() public {
        uint256 id = _open(100);
        _cast(0, id, _state(10, 0, 0));
        _close(id);
        vm.expectEmit(address(division));
        emit IBudgetDivision.DivisionConcluded(id, IBudgetDivision.Outcome.NoQuorum, 1, 2, 100);
        division.conclude(id);
        _assertApproved(0, 0, 0);
        id = _open(100);
        _cast(0, id, _state(1, 0, 0));
        _cast(1, id, _state(1, 0, 0));
        _conclude(id);
        _assertApproved(100, 0, 0);
    }

    function test_WithoutAnyIdentityNobodyIsAQuorum() public {
        vm.startPrank(registrar);
        for (uint256 i = 0; i < COUNCIL_SIZE; ++i) {
            identities.setRoles(_member(i), 0);
        }
        vm.stopPrank();
        awaitRoles();
        uint256 id = _open(100);
        assertEq(division.quorumOf(id), 1, "one at the least");
        _conclude(id);
        _outcome(id, IBudgetDivision.Outcome.NoQuorum);
    }

    function test_ADivisionWhoseApprovalsWereChangedMeanwhileLapses() public {
        uint256 id = _open(100);
        _cast(0, id, _state(1, 1, 0));
        _cast(1, id, _state(1, 1, 0));
        _approve(executors[2], 1);
        _close(id);
        vm.expectEmit(address(division));
        emit IBudgetDivision.DivisionConcluded(id, IBudgetDivision.Outcome.Overtaken, 2, 2, 100);
        division.conclude(id);
        _assertApproved(0, 0, 1);
        assertEq(division.openDivisionOf(address(executor)), 0, "free again");
    }

    /// @dev Limits that the council lowers while a pot is divided stay lowered, though the amount stays the same.
    function test_ADivisionBringsNoTermsBackThatWereChangedMeanwhile() public {
        _approve(executor, 7);
        uint256 id = _open(100);
        _cast(0, id, _state(1, 1, 0));
        _cast(1, id, _state(1, 1, 0));
        vm.prank(address(timelock));
        executor.approveBudget(1, 7, IRegionalExecutor.RegionTerms(1, 2, 3));
        _conclude(id);
        _outcome(id, IBudgetDivision.Outcome.Overtaken);
        assertEq(executor.regionTerms().dayWei, 2, "the lower limit");
        _assertApproved(7, 0, 0);
    }

    function test_ADivisionLeftLyingLapses() public {
        uint256 id = _open(100);
        _cast(0, id, _state(1, 1, 0));
        _cast(1, id, _state(1, 1, 0));
        (,, uint48 deadline,,) = division.divisionOf(id);
        vm.warp(deadline + governor.executionGrace() + 1);
        _conclude(id);
        _outcome(id, IBudgetDivision.Outcome.Expired);
        _assertApproved(0, 0, 0);
    }

    function test_ADivisionIsDividedUntilTheLastSecondOfItsGrace() public {
        uint256 id = _open(100);
        _cast(0, id, _state(1, 1, 0));
        _cast(1, id, _state(1, 1, 0));
        (,, uint48 deadline,,) = division.divisionOf(id);
        vm.warp(deadline + governor.executionGrace());
        _conclude(id);
        _outcome(id, IBudgetDivision.Outcome.Divided);
    }

    /// @dev An executor that refuses its part holds nobody up for longer than the grace.
    function test_ADivisionThatCannotBeDividedFreesItsExecutors() public {
        uint256 id = _open(100);
        _cast(0, id, _state(1, 1, 0));
        _cast(1, id, _state(1, 1, 0));
        vm.prank(wirer);
        manager.revokeRole(BUDGET, address(division));
        _close(id);
        _expect(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, address(division)));
        division.conclude(id);
        pass(governor.executionGrace());
        _conclude(id);
        _outcome(id, IBudgetDivision.Outcome.Expired);
        assertEq(division.openDivisionOf(address(executor)), 0, "free again");
    }

    /// @dev Two of five steer a pot only as far as the other three let them: what each votes for counts alike.
    function test_AMinorityDividesNoMoreThanItsVotes() public {
        uint256 id = _open(POT_WEI);
        for (uint256 i = 0; i < COUNCIL_SIZE; ++i) {
            _cast(i, id, i < 2 ? _state(10, 0, 0) : _state(0, 8, 6));
        }
        _conclude(id);
        _assertApproved(POT_WEI * 20 / 62, POT_WEI * 24 / 62, POT_WEI * 18 / 62);
    }

    function testFuzz_PartsSumUpToThePotAtMostAndRiseWithTheirVotes(
        uint256 potWei,
        uint8[15] calldata seeds,
        uint256 raised
    ) public {
        potWei = bound(potWei, 1, 1e30);
        uint256 id = _voted(potWei, seeds);
        (, uint256[] memory votes) = division.tallyOf(id);
        uint256 total = votes[0] + votes[1] + votes[2];
        _conclude(id);
        uint256 sumWei;
        for (uint256 i = 0; i < 3; ++i) {
            assertEq(_approved(i), potWei * votes[i] / total, "part");
            sumWei += _approved(i);
        }
        assertTrue(sumWei <= potWei && sumWei + 3 > potWei, "sum");
        raised = raised % 3;
        assertTrue(potWei * (votes[raised] + 1) / (total + 1) >= _approved(raised), "one more vote, no less");
    }

    function _voted(uint256 potWei, uint8[15] calldata seeds) private returns (uint256 id) {
        id = _open(potWei);
        for (uint256 i = 0; i < COUNCIL_SIZE; ++i) {
            _cast(i, id, _state(1 + seeds[3 * i] % 5, seeds[3 * i + 1] % 6, seeds[3 * i + 2] % 6));
        }
    }
}
