// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {IBudgetDivision} from "../../../contracts/interfaces/IBudgetDivision.sol";
import {IEnergyOracle} from "../../../contracts/interfaces/IEnergyOracle.sol";
import {IJobRegistry} from "../../../contracts/interfaces/IJobRegistry.sol";
import {IRewardEngineMB} from "../../../contracts/interfaces/IRewardEngineMB.sol";
import {RegionalExecutor} from "../../../contracts/planetary/RegionalExecutor.sol";
import {Roles} from "../../../contracts/shared/Roles.sol";
import {PlanetaryFixture} from "./PlanetaryFixture.sol";

/// @notice Whoever drives the system for the invariants: a council, a treasury, an operator, in any order.
/// @dev Calls that the system refuses are part of the game; what they would have broken is what the invariants look at.
contract PlanetaryHandler is PlanetaryFixture {
    uint256[] private _proposals;
    uint256[] private _jobs;
    uint256 private _nonce;
    uint64[] private _attested;
    RegionalExecutor private _asia;

    // What must hold at the moment of each action, recorded as it happens.
    uint256 public overspentWei;
    uint256 public unconservedWei;
    uint256 public settledWei;
    uint256 public fundedTotalWei;
    uint256 public returnedUnspentWei;
    uint256 public votesCast;
    uint256 public jobsCreated;
    uint256 public epochsSettled;
    uint256 public potsDivided;
    uint256 public dividedBeyondPotWei;

    constructor() {
        setUp();
        _asia = RegionalExecutor(
            create("RegionalExecutor", abi.encode(address(manager), systemPause, jobs, treasury, "asia"))
        );
        vm.startPrank(wirer);
        _wireExecutor(_asia);
        vm.stopPrank();
        propose();
    }

    function _wireMore() internal override {
        super._wireMore();
        _hireWirer();
    }

    // Governance

    function propose() public {
        if (_proposals.length == 30) return;
        string memory description = vm.toString(_proposals.length);
        bytes memory data = abi.encodeCall(thermostat.setBaseTemperature, (1e18));
        _proposals.push(_proposeActive(_call(address(thermostat), data, description)));
    }

    function castVote(uint256 member, uint256 proposal, uint8 side, uint8 votes) external {
        vm.prank(_member(member % COUNCIL_SIZE));
        try governor.castVoteWithReasonAndParams(
            _proposals[proposal % _proposals.length], side % 3, "", abi.encode(uint256(votes % 12))
        ) {
            ++votesCast;
        } catch {}
    }

    /// @dev The proposer, member 0, stays.
    function revoke(uint256 member) external {
        vm.prank(registrar);
        identities.setRoles(_member(1 + member % (COUNCIL_SIZE - 1)), 0);
    }

    function readmit(uint256 member) external {
        vm.prank(registrar);
        identities.setRoles(_member(member % COUNCIL_SIZE), Roles.COUNCIL);
    }

    function wait(uint256 secondsPassed) external {
        pass(bound(secondsPassed, 1, 10 days));
    }

    // Division

    function openDivision(uint256 potWei) external {
        IBudgetDivision.Option[] memory options = new IBudgetDivision.Option[](2);
        options[0] = IBudgetDivision.Option(executor, executor.approvals(), _anyJob());
        options[1] = IBudgetDivision.Option(_asia, _asia.approvals(), _anyJob());
        vm.prank(address(timelock));
        try division.open(bound(potWei, 0, 1000 ether), options) {
            vm.warp(vm.getBlockTimestamp() + 1);
        } catch {}
    }

    function castDivision(uint256 member, uint8 europe, uint8 asia) external {
        uint256[] memory votes = new uint256[](2);
        (votes[0], votes[1]) = (europe % 12, asia % 12);
        uint256 id = division.divisionCount();
        vm.prank(_member(member % COUNCIL_SIZE));
        try division.vote(id, votes) {
            ++votesCast;
        } catch {}
    }

    function conclude() external {
        uint256 id = division.divisionCount();
        if (id == 0) return;
        (uint256 potWei,, uint48 deadline,,) = division.divisionOf(id);
        if (systemPause.activeTime() <= deadline) pass(deadline + 1 - systemPause.activeTime());
        uint256 beforeWei = _approvedWei(executor) + _approvedWei(_asia);
        try division.conclude(id) returns (IBudgetDivision.Outcome outcome) {
            uint256 givenWei = _approvedWei(executor) + _approvedWei(_asia) - beforeWei;
            bool isDivided = outcome == IBudgetDivision.Outcome.Divided;
            if (isDivided) ++potsDivided;
            if (givenWei > (isDivided ? potWei : 0)) dividedBeyondPotWei += givenWei;
        } catch {}
    }

    function _approvedWei(RegionalExecutor ofRegion) private view returns (uint256 approvedWei) {
        (approvedWei,,) = ofRegion.budget();
    }

    // Executor

    function approveBudget(uint256 amountWei) external {
        _approve(executor, bound(amountWei, 0, 20_000 ether));
    }

    function fundExecutor(uint256 amountWei) external {
        amountWei = bound(amountWei, 1, 3000 ether);
        vm.startPrank(treasury);
        token.approve(address(executor), amountWei);
        try executor.fund(amountWei) {
            fundedTotalWei += amountWei;
        } catch {}
        vm.stopPrank();
    }

    function donate(uint256 amountWei) external {
        vm.prank(treasury);
        token.transfer(address(executor), bound(amountWei, 1, 100 ether));
    }

    function createRegionalJob(uint256 rewardWei) external {
        IJobRegistry.JobRequest memory request = defaultRequest();
        request.rewardWei = uint128(bound(rewardWei, 1, 1000 ether));
        (uint256 approvedBefore, uint256 fundedBefore, uint256 spentBefore) = executor.budget();
        uint256 balanceBefore = token.balanceOf(address(executor));
        vm.prank(regional);
        try executor.createJob(request) returns (uint256 jobId) {
            ++jobsCreated;
            _jobs.push(jobId);
            uint256 limitWei = approvedBefore < fundedBefore ? approvedBefore : fundedBefore;
            uint256 spentWei = spentBefore + balanceBefore - token.balanceOf(address(executor));
            if (spentWei > limitWei) overspentWei += spentWei - limitWei;
        } catch {}
    }

    function cancelRegionalJob(uint256 index) external {
        if (_jobs.length == 0) return;
        vm.prank(regional);
        try executor.cancelJob(_jobs[index % _jobs.length]) {} catch {}
    }

    function returnRemainder() external {
        vm.prank(regional);
        try executor.returnRemainder() returns (uint256 unspentWei, uint256) {
            returnedUnspentWei += unspentWei;
        } catch {}
    }

    // Rewards

    function presentEpoch(uint256[3] calldata energies, uint256[3] calldata values, uint256 cost) external {
        uint256 into = (systemPause.activeTime() - START) % EPOCH_LENGTH;
        if (into >= COLLECTION_SECONDS) pass(EPOCH_LENGTH - into);
        if (engine.currentEpoch() == 0) return;
        uint64 epoch = engine.currentEpoch() - 1;
        IRewardEngineMB.SignedAttestation[] memory signed = new IRewardEngineMB.SignedAttestation[](3);
        for (uint256 i = 0; i < 3; ++i) {
            IEnergyOracle.Attestation memory a;
            a.epoch = epoch;
            a.role = i == 2 ? Roles.VALIDATOR : Roles.AGENT;
            a.account = _member(i);
            a.energyWad = energies[i];
            a.valueWei = values[i];
            a.costWei = cost;
            a.nonce = ++_nonce;
            a.deadline = type(uint48).max;
            signed[i] = IRewardEngineMB.SignedAttestation(a, _sign(a, 2));
        }
        try engine.present(epoch, signed) {
            _attested.push(epoch);
        } catch {}
    }

    /// @dev A part of some epoch's settlement.
    function settlePart(uint256 which, uint256 entries) external {
        if (_attested.length == 0) return;
        uint64 epoch = _attested[which % _attested.length];
        uint256 reserveBefore = token.balanceOf(address(engine));
        uint256 treasuryBefore = token.balanceOf(treasury);
        uint256 claimsBefore = stakes.totals().claimableWei;
        try engine.settle(epoch, 1 + entries % 8) returns (IRewardEngineMB.Phase phase) {
            IRewardEngineMB.Settlement memory s = engine.settlementOf(epoch);
            uint256 paid = stakes.totals().claimableWei - claimsBefore;
            uint256 returned = token.balanceOf(treasury) - treasuryBefore;
            if (reserveBefore - token.balanceOf(address(engine)) != paid + returned) ++unconservedWei;
            if (phase != IRewardEngineMB.Phase.Settled) return;
            if (returned != s.budgetWei - s.paidWei) ++unconservedWei;
            ++epochsSettled;
            settledWei += s.budgetWei;
        } catch {}
    }

    /// @dev What the engine holds covers what it has promised to epochs under way.
    function owedWei() external view returns (uint256 sum) {
        for (uint256 i = 0; i < _attested.length; ++i) {
            if (i > 0 && _attested[i] == _attested[i - 1]) continue;
            IRewardEngineMB.Settlement memory s = engine.settlementOf(_attested[i]);
            if (s.phase != IRewardEngineMB.Phase.Settled) sum += s.budgetWei - s.paidWei;
        }
    }

    function unbudgetedWei() external view returns (uint256) {
        return engine.reserveWei();
    }

    // What the invariants read

    /// @dev The square of each ballot against the allowance.
    function ballotsWithinAllowance() external view returns (bool) {
        for (uint256 i = 0; i < _proposals.length; ++i) {
            for (uint256 j = 0; j < COUNCIL_SIZE; ++j) {
                (, uint256 votes) = governor.ballotOf(_proposals[i], _identityOf(j));
                if (votes * votes > CREDITS) return false;
            }
        }
        for (uint256 id = 1; id <= division.divisionCount(); ++id) {
            if (!_isWithinAllowance(id)) return false;
        }
        return true;
    }

    /// @dev And the tally of a division is the sum of its ballots.
    function _isWithinAllowance(uint256 id) private view returns (bool) {
        uint256[2] memory sums;
        for (uint256 j = 0; j < COUNCIL_SIZE; ++j) {
            uint256[] memory votes = division.votesOf(id, _identityOf(j));
            if (votes[0] * votes[0] + votes[1] * votes[1] > CREDITS) return false;
            (sums[0], sums[1]) = (sums[0] + votes[0], sums[1] + votes[1]);
        }
        (, uint256[] memory tally) = division.tallyOf(id);
        return tally[0] == sums[0] && tally[1] == sums[1];
    }

    /// @dev Each proposal's tally against the sum of its ballots.
    function talliesAddUp() external view returns (bool) {
        for (uint256 i = 0; i < _proposals.length; ++i) {
            uint256[3] memory sums;
            for (uint256 j = 0; j < COUNCIL_SIZE; ++j) {
                (uint8 side, uint256 votes) = governor.ballotOf(_proposals[i], _identityOf(j));
                sums[side] += votes;
            }
            (uint256 against, uint256 forVotes, uint256 abstain) = governor.proposalVotes(_proposals[i]);
            if (sums[0] != against || sums[1] != forVotes || sums[2] != abstain) return false;
        }
        return true;
    }

    function budgetOfExecutor() external view returns (uint256 approved, uint256 funded, uint256 spent) {
        return executor.budget();
    }

    /// @dev Whatever became of income and approval.
    function bondsAreCovered() external view returns (bool) {
        (uint256 approved, uint256 funded, uint256 spent) = executor.budget();
        uint256 leftWei = (approved < funded ? approved : funded) - spent;
        uint256 sumWei;
        for (uint256 i = 0; i < _jobs.length; ++i) {
            sumWei += executor.bondsOf(_jobs[i]);
        }
        return sumWei == executor.setAsideWei() && executor.incomeWei() + leftWei >= sumWei;
    }

    function balanceOfExecutor() external view returns (uint256) {
        return token.balanceOf(address(executor));
    }

    function reserve() external view returns (uint256) {
        return token.balanceOf(address(engine));
    }

    function isSolvent() external view returns (bool) {
        uint256 held = stakes.totals().stakedWei + stakes.totals().unbondingWei + stakes.totals().escrowedWei
            + stakes.totals().claimableWei;
        return token.balanceOf(address(stakes)) == held;
    }

    function initialReserve() external pure returns (uint256) {
        return RESERVE_WEI;
    }
}

contract PlanetaryInvariantsTest is PlanetaryFixture {
    PlanetaryHandler private _handler;

    function setUp() public override {
        _handler = new PlanetaryHandler();
        bytes4[] memory selectors = new bytes4[](16);
        selectors[0] = PlanetaryHandler.propose.selector;
        selectors[1] = PlanetaryHandler.castVote.selector;
        selectors[2] = PlanetaryHandler.revoke.selector;
        selectors[3] = PlanetaryHandler.readmit.selector;
        selectors[4] = PlanetaryHandler.wait.selector;
        selectors[5] = PlanetaryHandler.approveBudget.selector;
        selectors[6] = PlanetaryHandler.fundExecutor.selector;
        selectors[7] = PlanetaryHandler.donate.selector;
        selectors[8] = PlanetaryHandler.createRegionalJob.selector;
        selectors[9] = PlanetaryHandler.cancelRegionalJob.selector;
        selectors[10] = PlanetaryHandler.returnRemainder.selector;
        selectors[11] = PlanetaryHandler.presentEpoch.selector;
        selectors[12] = PlanetaryHandler.settlePart.selector;
        selectors[13] = PlanetaryHandler.openDivision.selector;
        selectors[14] = PlanetaryHandler.castDivision.selector;
        selectors[15] = PlanetaryHandler.conclude.selector;
        _target(address(_handler), selectors);
    }

    function test_TheHandlerVotesEmploysAndSettles() public {
        _handler.castVote(1, 0, 1, 5);
        _handler.approveBudget(10_000 ether);
        _handler.fundExecutor(2000 ether);
        _handler.createRegionalJob(100 ether);
        _handler.openDivision(10 ether);
        _handler.castDivision(1, 3, 2);
        _handler.castDivision(2, 0, 2);
        _handler.conclude();
        _handler.wait(8 days);
        _handler.presentEpoch([uint256(0), 0, 0], [uint256(1 ether), 0, 0], 0);
        _handler.wait(2 days);
        _handler.settlePart(0, 1);
        assertEq(_handler.votesCast(), 3, "votes");
        assertEq(_handler.potsDivided(), 1, "pots");
        assertEq(_handler.jobsCreated(), 1, "jobs");
        assertEq(_handler.epochsSettled(), 1, "epochs");
    }

    /// @dev One campaign checks everything, because most of the time goes into reaching deep states.
    function invariant_TheLayerHolds() public view {
        assertTrue(_handler.ballotsWithinAllowance(), "no identity exceeds a ballot's allowance");
        assertTrue(_handler.talliesAddUp(), "tallies are the sums of their ballots");
        assertEq(_handler.dividedBeyondPotWei(), 0, "a division gives out its pot at the most");
        _assertWithinBothKeys();
        assertTrue(_handler.bondsAreCovered(), "every bond set aside can be posted");
        assertEq(_handler.unconservedWei(), 0, "rewards conserve their budgets");
        assertEq(_handler.reserve(), _handler.unbudgetedWei() + _handler.owedWei(), "reserve");
        assertTrue(_handler.initialReserve() - _handler.reserve() >= _handler.settledWei(), "budgets");
        assertTrue(_handler.isSolvent(), "the StakeManager is solvent");
    }

    function _assertWithinBothKeys() private view {
        (uint256 approved, uint256 funded, uint256 spent) = _handler.budgetOfExecutor();
        assertEq(_handler.overspentWei(), 0, "overspent");
        assertTrue(spent <= approved && spent <= funded, "spent");
        assertTrue(_handler.balanceOfExecutor() >= funded - spent, "what is funded and not spent is there");
        assertEq(funded + _handler.returnedUnspentWei(), _handler.fundedTotalWei(), "funded");
    }
}
