// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {IBudgetDivision} from "../../contracts/interfaces/IBudgetDivision.sol";
import {IEnergyOracle} from "../../contracts/interfaces/IEnergyOracle.sol";
import {IJobTerms} from "../../contracts/interfaces/IJobTerms.sol";
import {IRewardEngineMB} from "../../contracts/interfaces/IRewardEngineMB.sol";
import {IStakeManager} from "../../contracts/interfaces/IStakeManager.sol";
import {RegionalExecutor} from "../../contracts/planetary/RegionalExecutor.sol";
import {Outcome} from "../../contracts/shared/Outcome.sol";
import {Roles} from "../../contracts/shared/Roles.sol";
import {PlanetaryFixture} from "./planetary/PlanetaryFixture.sol";
import {National} from "./support/National.sol";

/// @notice What each step costs, against the committed figures in `snapshots/`.
contract NationalGasTest is National {
    function test_GasOfAJobThatAJurySettles() public {
        vm.prank(employer);
        uint256 jobId = jobs.createJob(defaultRequest(), ANY);
        record("createJob");
        assign(jobId);
        record("applyForJob");
        submit(jobId);
        record("submitResult");
        draw(jobId);
        record("drawCommittee of 3");
        commitAll(jobId, choices3(APPROVE, APPROVE, REJECT));
        record("commitVote");
        pass(1 hours);
        revealAll(jobId, choices3(APPROVE, APPROVE, REJECT));
        record("revealVote");
        jobs.closeValidation(jobId);
        record("closeValidation");
        vm.prank(employer);
        jobs.raiseDispute(jobId, "evidence");
        record("raiseDispute");
        drawJury(jobId);
        record("drawJury of 3");
        juryVote(jobId, choices3(REJECT, REJECT, REJECT));
        record("revealJuryVote");
        pass(10 hours);
        jobs.finalize(jobId);
        record("finalize, rejected by a jury");
        vm.prank(employer);
        stakes.claim();
        record("claim");
    }

    /// @dev Fifteen jurors with a seat each, and ten of the hearings before: what the dearest settlement costs.
    function test_GasOfThreeHearings() public {
        enlargeCouncil(60);
        fund(agent);
        uint256 jobId = disputeJob(APPROVE);
        hear(jobId, REJECT);
        appealJob(jobId, agent);
        hear(jobId, APPROVE);
        vm.prank(employer);
        jobs.appeal(jobId, "evidence");
        record("appeal");
        drawJury(jobId);
        record("drawJury of 15");
        assertEq(jury(jobId).length, 15, "a seat each");
        juryVote(jobId, sameChoices(15, REJECT));
        jobs.finalize(jobId);
        record("finalize, rejected after two appeals");
    }

    /// @dev The largest juries that terms allow, of 9, 19 and 39 seats, of a large council: what `src/protocol/jury-gas.ts` bounds.
    function test_GasOfTheLargestJuries() public {
        IJobTerms.Terms memory terms = defaultTerms();
        (terms.dispute.jurySize, terms.dispute.juryQuorum) = (9, 5);
        vm.prank(council);
        jobTerms.setTerms(terms);
        enlargeCouncil(240);
        fund(agent);
        uint256 jobId = disputeJob(APPROVE);
        hearAsItComes(jobId, REJECT, "drawJury of 9, of a large council");
        appealJob(jobId, agent);
        hearAsItComes(jobId, APPROVE, "drawJury of 19, of a large council");
        appealJob(jobId, employer);
        hearAsItComes(jobId, REJECT, "drawJury of 39, of a large council");
        jobs.finalize(jobId);
        record("finalize, rejected by 67 seats");
    }

    function hearAsItComes(uint256 jobId, uint8 choice, string memory name) private {
        drawJuryAsItComes(jobId);
        record(name);
        juryVote(jobId, sameChoices(jury(jobId).length, choice));
    }

    function enlargeCouncil(uint256 more) private {
        for (uint256 i; i < more; ++i) {
            string memory name = string.concat("more ", vm.toString(i));
            vm.prank(registrar);
            identities.register(name, makeActor(name), Roles.COUNCIL);
        }
        pass(uint256(JUDGING_DELAY_SECONDS));
        pool.sync(1);
        record("sync of 1");
        awaitRoles();
        for (uint256 i; i < more; ++i) {
            stake(makeActor(string.concat("more ", vm.toString(i))), Roles.COUNCIL, STAKE_WEI);
        }
        pass(1);
    }

    function hear(uint256 jobId, uint8 choice) private {
        drawJury(jobId);
        juryVote(jobId, sameChoices(jury(jobId).length, choice));
    }

    function sameChoices(uint256 count, uint8 choice) private pure returns (uint8[] memory choices) {
        choices = new uint8[](count);
        for (uint256 i; i < count; ++i) {
            choices[i] = choice;
        }
    }

    function test_GasOfTheShortWays() public {
        uint256 approved = judgeJob(APPROVE);
        pass(1 days);
        jobs.finalize(approved);
        record("finalize, approved");
        uint256 late = assignJob();
        pass(DEADLINE_SECONDS);
        vm.prank(operations);
        jobs.triggerDelayPolicy(late);
        record("triggerDelayPolicy");
        pass(2 days);
        jobs.expire(late);
        record("expire, assigned");
        uint256 cancelled = createJob();
        vm.prank(employer);
        jobs.cancelJob(cancelled);
        record("cancelJob");
    }

    function test_GasOfStaking() public {
        vm.startPrank(validators[0]);
        stakes.depositStake(Roles.VALIDATOR, 1 ether);
        record("depositStake, validator");
        stakes.requestUnbonding(Roles.VALIDATOR, 1 ether);
        record("requestUnbonding, validator");
        pass(7 days);
        stakes.withdraw(Roles.VALIDATOR);
        record("withdraw");
        vm.stopPrank();
        tick(defaultThermostat().targets);
        record("tick");
    }

    function record(string memory name) private {
        vm.snapshotGasLastCall("national", name);
    }
}

/// @notice Where no council sits, validators are the juries, and each slash changes the pool's tree: by terms as large as
/// they can be, and by those that plans have by default. What `src/protocol/jury-gas.ts` bounds.
abstract contract ValidatorsGasCases is National {
    uint256 private immutable _more;

    constructor(uint256 more) {
        _more = more;
    }

    function _seatCouncil() internal override {}

    function setUp() public override {
        super.setUp();
        for (uint256 i; i < _more; ++i) {
            string memory name = string.concat("more ", vm.toString(i));
            vm.prank(registrar);
            identities.register(name, makeActor(name), Roles.VALIDATOR);
        }
        awaitRoles();
        for (uint256 i; i < _more; ++i) {
            address account = makeActor(string.concat("more ", vm.toString(i)));
            require(token.transfer(account, STAKE_WEI));
            vm.prank(account);
            token.approve(address(stakes), STAKE_WEI);
            stake(account, Roles.VALIDATOR, STAKE_WEI);
        }
        pass(1);
    }

    function test_GasByDefaultTerms() public {
        uint256 jobId = ruled(defaultTerms(), "of 3");
        jobs.finalize(jobId);
        record("finalize, 25 seats and a committee of 3");
    }

    function test_GasByTheLargestTerms() public {
        uint256 jobId = ruled(largestTerms(), "of 15");
        juries.settleJurors(jobId, 28);
        record("settleJurors of the first 28");
        juries.settleJurors(jobId, 28);
        record("settleJurors of the next 28");
        jobs.finalize(jobId);
        record("finalize, a committee of 15 and the jurors that are left of 67 seats");
    }

    function test_GasByDefaultTermsWhereAllAskTheirStakeBack() public {
        heard(defaultTerms(), "of 3, all leaving", true);
    }

    function test_GasByTheLargestTermsWhereAllAskTheirStakeBack() public {
        heard(largestTerms(), "of 15, all leaving", true);
    }

    function largestTerms() private view returns (IJobTerms.Terms memory terms) {
        terms = defaultTerms();
        (terms.dispute.jurySize, terms.dispute.juryQuorum) = (9, 5);
        (terms.validation.committeeSize, terms.validation.quorum) = (15, 8);
    }

    /// @dev The owner rejects what all approved. All are slashed.
    function ruled(IJobTerms.Terms memory terms, string memory size) private returns (uint256 jobId) {
        jobId = heard(terms, size, false);
        pass(7 hours);
        bytes memory data = abi.encodeCall(disputes.ruleByOwner, (jobId, Outcome.Rejected));
        vm.prank(arbiter);
        manager.schedule(address(disputes), data, 0);
        pass(1 days);
        vm.prank(arbiter);
        disputes.ruleByOwner(jobId, Outcome.Rejected);
    }

    /// @dev Nobody of the first committee speaks; the second and two juries approve.
    /// @param leaving Each seat's lock takes back what is on its way out.
    function heard(IJobTerms.Terms memory terms, string memory size, bool leaving) private returns (uint256 jobId) {
        vm.prank(council);
        jobTerms.setTerms(terms);
        jobId = submitJob();
        if (leaving) everybodyLeaves();
        drawAsItComes(jobId);
        record(string.concat("drawCommittee ", size));
        pass(3 hours);
        jobs.closeValidation(jobId);
        record(string.concat("closeValidation, all silent ", size));
        drawAsItComes(jobId);
        vote(jobId, same(committee(jobId).length, APPROVE));
        pass(2 hours);
        jobs.closeValidation(jobId);
        vm.prank(employer);
        jobs.raiseDispute(jobId, "evidence");
        for (uint8 number = 1; number < 3; ++number) {
            drawJuryAsItComes(jobId);
            juryVote(jobId, same(jury(jobId).length, APPROVE));
            appealJob(jobId, employer);
        }
        if (leaving) everybodyLeaves();
        drawJuryAsItComes(jobId);
        record(string.concat("drawJury of the last jury, committees ", size));
    }

    /// @dev With all that no job holds.
    function everybodyLeaves() private {
        for (uint256 i; i < _more + validators.length; ++i) {
            address account = i < _more ? makeActor(string.concat("more ", vm.toString(i))) : validators[i - _more];
            IStakeManager.Position memory position = stakes.positionOf(account, Roles.VALIDATOR);
            if (position.staked == position.locked) continue;
            vm.prank(account);
            stakes.requestUnbonding(Roles.VALIDATOR, position.staked - position.locked);
        }
    }

    function same(uint256 count, uint8 choice) private pure returns (uint8[] memory choices) {
        choices = new uint8[](count);
        for (uint256 i; i < count; ++i) {
            choices[i] = choice;
        }
    }

    function record(string memory name) private {
        vm.snapshotGasLastCall(string.concat("validators-", vm.toString(_more + validators.length)), name);
    }
}

contract SomeValidatorsGasTest is ValidatorsGasCases(200) {}

contract ManyValidatorsGasTest is ValidatorsGasCases(1300) {}

contract PlanetaryGasTest is PlanetaryFixture {
    function _wireMore() internal override {
        super._wireMore();
        _hireWirer();
    }

    function test_GasOfADecision() public {
        Call memory c = _call(address(executor), abi.encodeCall(executor.approveBudget, (0, 1 ether, _anyJob())), "budget");
        uint256 proposalId = _proposeActive(c);
        _vote(0, proposalId, 1, MAX_VOTES);
        _vote(1, proposalId, 1, MAX_VOTES);
        record("castVote, quadratic");
        vm.warp(governor.proposalDeadline(proposalId) + 1);
        _queue(c);
        record("queue");
        vm.warp(vm.getBlockTimestamp() + TIMELOCK_DELAY);
        _execute(c);
        record("execute approveBudget");
    }

    function test_GasOfADivision() public {
        IBudgetDivision.Option[] memory options = new IBudgetDivision.Option[](32);
        options[0].executor = executor;
        for (uint256 i = 1; i < options.length; ++i) {
            options[i].executor = _anotherExecutor(bytes32(i));
        }
        vm.prank(address(timelock));
        division.open(1 ether, options);
        record("open a division of 32");
        vm.warp(vm.getBlockTimestamp() + 1);
        for (uint256 i = 0; i < 2; ++i) {
            uint256[] memory votes = new uint256[](32);
            for (uint256 j = 0; j < votes.length; ++j) {
                votes[j] = 1;
            }
            vm.prank(_member(i));
            division.vote(1, votes);
            record("vote on a division of 32");
        }
        pass(4 days);
        division.conclude(1);
        record("conclude a division of 32");
    }

    function _anotherExecutor(bytes32 region) private returns (RegionalExecutor added) {
        added = RegionalExecutor(
            create("RegionalExecutor", abi.encode(address(manager), systemPause, jobs, treasury, region))
        );
        vm.startPrank(wirer);
        _wireExecutor(added);
        vm.stopPrank();
    }

    function test_GasOfARegionalJob() public {
        _approve(executor, COST_WEI + BONDS_WEI);
        vm.startPrank(treasury);
        token.approve(address(executor), COST_WEI + BONDS_WEI);
        executor.fund(COST_WEI + BONDS_WEI);
        record("fund");
        vm.stopPrank();
        vm.startPrank(regional);
        executor.createJob(defaultRequest());
        record("createJob of a region");
        executor.reportTelemetry(1, "root", 1);
        record("reportTelemetry");
        vm.stopPrank();
    }

    function test_GasOfAnEpoch() public {
        vm.warp(START + EPOCH_LENGTH);
        IRewardEngineMB.SignedAttestation[] memory signed = new IRewardEngineMB.SignedAttestation[](64);
        for (uint256 i = 0; i < signed.length; ++i) {
            IEnergyOracle.Attestation memory a;
            a.role = i % 2 == 0 ? Roles.AGENT : Roles.VALIDATOR;
            a.account = makeActor(vm.toString(i));
            a.nonce = i;
            a.energyWad = i * 1e18;
            a.valueWei = 100 ether;
            a.deadline = type(uint48).max;
            signed[i] = IRewardEngineMB.SignedAttestation(a, _sign(a, 2));
        }
        engine.present(0, signed);
        record("present 64 attestations");
        vm.warp(START + EPOCH_LENGTH + COLLECTION_SECONDS);
        engine.settle(0, 64);
        record("settle, 64 entries weighed");
        engine.settle(0, 64);
        record("settle, 64 entries paid");
    }

    function record(string memory name) private {
        vm.snapshotGasLastCall("planetary", name);
    }
}
