// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {IEnergyOracle} from "../../../contracts/interfaces/IEnergyOracle.sol";
import {IJobRegistry} from "../../../contracts/interfaces/IJobRegistry.sol";
import {IRewardEngineMB} from "../../../contracts/interfaces/IRewardEngineMB.sol";
import {Roles} from "../../../contracts/shared/Roles.sol";
import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {PlanetaryFixture} from "../planetary/PlanetaryFixture.sol";
import {Handler} from "../support/Handler.sol";
import {National} from "../support/National.sol";
import {JointFixture} from "./JointFixture.sol";

/// @notice Drives both layers as one system: governor, timelock, Safe, executor, registry, stakes and rewards, in any order.
/// @dev Each action brings something a step further that is under way, so that short campaigns reach deep states. Calls may
/// be refused; what must never happen is asserted here, as it happens, or by the invariants.
abstract contract JointHandler is JointFixture, Handler {
    enum Deed {
        Voted,
        Executed,
        BudgetExecuted,
        Paid,
        Forged,
        Employed,
        Withdrawn,
        Donated,
        RegionalFinalized,
        NationalFinalized,
        Disputed,
        Returned,
        Settled,
        NotSettledAgain,
        Rewarded,
        Reported,
        Claimed,
        Collected,
        Revoked,
        RefusedWhilePaused
    }

    uint256 private constant MAX_JOBS_HERE = 8;
    uint256 private constant MAX_MOTIONS = 10;

    mapping(Deed deed => uint256) internal deeds;
    uint256 internal moves;
    Call[] private _motions;
    uint256[] private _proposals;
    uint256 private _attested;
    /// @dev What the council approved last, and what flowed through the executor.
    uint256 private _votedWei;
    uint256 private _paidWei;
    uint256 private _returnedWei;
    /// @dev The last epoch for which something was attested.
    uint64 private _presented;
    address[] private _holders;

    function _wireMore() internal override(PlanetaryFixture, National) {
        super._wireMore();
    }

    function setUp() public virtual override(JointFixture, Handler) {
        super.setUp();
        _join(address(executor));
        for (uint256 i; i < COUNCIL_SIZE; ++i) {
            _join(_member(i));
        }
        _holders = accounts;
        _holders.push(address(this));
        _holders.push(address(stakes));
        _holders.push(address(engine));
        _holders.push(rewardEngine);
    }

    function _seatCouncil() internal override(National, PlanetaryFixture) {
        PlanetaryFixture._seatCouncil();
    }

    function _join(address account) private {
        accounts.push(account);
        roles.push(identities.rolesOf(account));
    }

    modifier moving() {
        ++moves;
        _;
    }

    // Jobs of both layers

    function post(uint256 seed) external moving {
        this.create(seed);
    }

    function employ(uint256 seed) external moving {
        if (jobs.jobCount() >= MAX_JOBS_HERE) return;
        IJobRegistry.JobRequest memory request = defaultRequest();
        request.rewardWei = uint128(bound(seed, 1, 1500 ether));
        bytes memory data = abi.encodeCall(executor.createJob, (request));
        if (_guarded(regional, address(executor), data)) _did(Deed.Employed);
        _assertWithinBothKeys();
    }

    /// @dev The next step of some job's life, whichever that is.
    function advance(uint256 seed) external moving {
        uint256 count = jobs.jobCount();
        if (count == 0) return;
        uint256 jobId = 1 + (seed >> 8) % count;
        IJobRegistry.Status status = jobs.jobOf(jobId).status;
        if (status == IJobRegistry.Status.Open) this.take(seed);
        else if (status == IJobRegistry.Status.Assigned) handInSynced(seed);
        else if (status == IJobRegistry.Status.Submitted) _judge(jobId, seed);
        else if (status == IJobRegistry.Status.Disputed) _rule(jobId, seed);
        else _finalize(jobId, seed);
        _assertWithinBothKeys();
    }

    function giveUp(uint256 seed) external moving {
        if (seed % 2 == 0) _callOff(seed);
        else if (seed % 8 == 1) this.beLate(seed);
        else this.expire(seed);
        _assertWithinBothKeys();
    }

    /// @dev A region's job is called off by its executor.
    function _callOff(uint256 seed) private {
        this.cancel(seed);
        for (uint256 jobId = jobs.jobCount(); jobId > 0; --jobId) {
            IJobRegistry.Job memory job = jobs.jobOf(jobId);
            if (job.employer != address(executor) || job.status != IJobRegistry.Status.Open) continue;
            if (!_guarded(regional, address(executor), abi.encodeCall(executor.cancelJob, (jobId)))) return;
            ++endings[jobId];
            return _did(Deed.Withdrawn);
        }
    }

    /// @dev A challenge window is short beside a vote, so who contests does it at once.
    function _judge(uint256 jobId, uint256 seed) private {
        this.drawCommittee(seed);
        this.commitVotes(seed);
        this.revealVotes(seed);
        this.close(seed - seed % 2);
        if (seed % 2 == 0) _contest(jobId, seed);
    }

    function _contest(uint256 jobId, uint256 seed) private {
        bool accepted = jobs.jobOf(jobId).status == IJobRegistry.Status.Accepted;
        this.dispute(_disputeBy(seed, accepted));
        if (accepted && jobs.jobOf(jobId).employer == address(executor)) {
            _guarded(regional, address(executor), abi.encodeCall(executor.raiseDispute, (jobId, "evidence")));
        }
        if (jobs.jobOf(jobId).status == IJobRegistry.Status.Disputed) _did(Deed.Disputed);
    }

    /// @dev A seed for the same job with which `dispute` has the loser of the outcome claim: the employer or the agent.
    function _disputeBy(uint256 seed, bool accepted) private pure returns (uint256 chosen) {
        chosen = seed - seed % 256;
        while (chosen % 3 != (accepted ? 0 : 1)) ++chosen;
    }

    function _rule(uint256 jobId, uint256 seed) private {
        this.drawJuries(seed);
        this.commitJury(seed);
        this.revealJury(seed);
        _finalize(jobId, seed);
    }

    function _finalize(uint256 jobId, uint256 seed) private {
        uint256 before = endings[jobId];
        this.finalize(seed - seed % 4);
        if (endings[jobId] == before) return;
        _did(jobs.jobOf(jobId).employer == address(executor) ? Deed.RegionalFinalized : Deed.NationalFinalized);
    }

    // Council

    function propose(uint256 seed) external moving {
        if (_motions.length == MAX_MOTIONS) return;
        Call memory c = _motion(seed);
        vm.prank(_member(seed % COUNCIL_SIZE));
        (bool success, bytes memory result) = address(governor).call(
            abi.encodeCall(governor.propose, (c.targets, c.values, c.calldatas, c.description))
        );
        if (!success) return;
        _motions.push(c);
        _proposals.push(abi.decode(result, (uint256)));
    }

    function _motion(uint256 seed) private view returns (Call memory) {
        string memory description = vm.toString(_motions.length);
        uint256 member = seed % COUNCIL_SIZE;
        if (seed % 3 == 0) {
            uint256 baseWad = bound(seed, 0.5e18, 2e18);
            bytes memory heat = abi.encodeCall(thermostat.setBaseTemperature, (baseWad));
            return _callBy(member, address(thermostat), heat, description);
        }
        uint256 amountWei = bound(seed >> 8, 0, 20_000 ether);
        (uint256 expectedWei,,) = executor.budget();
        bytes memory approval = abi.encodeCall(executor.approveBudget, (expectedWei, amountWei, _anyJob()));
        return _callBy(member, address(executor), approval, description);
    }

    /// @dev Every member states some votes for some side; most are for it.
    function castVotes(uint256 seed) external moving {
        if (_proposals.length == 0) return;
        uint256 proposalId = _proposals[(seed >> 8) % _proposals.length];
        _waitUntil(governor.proposalSnapshot(proposalId) + 1);
        for (uint256 i; i < COUNCIL_SIZE; ++i) {
            uint256 roll = uint256(keccak256(abi.encode(seed, i)));
            uint8 side = roll % 4 == 0 ? uint8(roll >> 8) % 3 : 1;
            bytes memory votes = abi.encode(1 + (roll >> 16) % (MAX_VOTES + 1));
            vm.prank(_member(i));
            (bool success,) = address(governor).call(
                abi.encodeCall(governor.castVoteWithReasonAndParams, (proposalId, side, "", votes))
            );
            if (success) _did(Deed.Voted);
        }
    }

    /// @dev The next step of some proposal: its end, the queue, the execution.
    function conclude(uint256 seed) external moving {
        if (_proposals.length == 0) return;
        uint256 index = (seed >> 8) % _proposals.length;
        IGovernor.ProposalState state = governor.state(_proposals[index]);
        if (state == IGovernor.ProposalState.Active) _waitUntil(governor.proposalDeadline(_proposals[index]) + 1);
        else if (state == IGovernor.ProposalState.Succeeded) _queue(_motions[index]);
        else if (state == IGovernor.ProposalState.Queued) _carryOut(index);
        _assertWithinBothKeys();
    }

    function _carryOut(uint256 index) private {
        Call memory c = _motions[index];
        _waitUntil(governor.proposalEta(_proposals[index]));
        bool wasPaused = systemPause.paused();
        bool isBudget = c.targets[0] == address(executor);
        (bool success,) = address(governor).call(
            abi.encodeCall(
                governor.execute, (c.targets, c.values, c.calldatas, keccak256(bytes(c.description)))
            )
        );
        assertFalse(wasPaused && success, "a module changed while paused");
        if (!success) return;
        _did(Deed.Executed);
        if (!isBudget) return;
        _did(Deed.BudgetExecuted);
        (_votedWei,,) = executor.budget();
    }

    function changeCouncil(uint256 seed) external moving {
        address member = _member(1 + seed % (COUNCIL_SIZE - 1));
        (uint8 scheduled,) = identities.scheduledRolesOf(member);
        bool seated = scheduled & Roles.COUNCIL != 0;
        bytes memory data = abi.encodeCall(identities.setRoles, (member, seated ? 0 : Roles.COUNCIL));
        if (_guarded(registrar, address(identities), data) && seated) _did(Deed.Revoked);
    }

    // Treasury

    function fundExecutor(uint256 seed) external moving {
        uint256 amountWei = bound(seed >> 8, 1, 4000 ether);
        uint256[] memory keys = memberKeys(THRESHOLD);
        uint256 nonce = safe.nonce();
        if (seed % 4 == 0) {
            keys[seed % THRESHOLD] = STRANGER_KEY;
            assertFalse(pay(fundingOf(amountWei), keys, nonce), "a forged payment");
            return _did(Deed.Forged);
        }
        bool wasPaused = systemPause.paused();
        if (!pay(fundingOf(amountWei), keys, nonce)) {
            if (wasPaused) _did(Deed.RefusedWhilePaused);
            return;
        }
        assertFalse(wasPaused, "funded while paused");
        _paidWei += amountWei;
        _did(Deed.Paid);
    }

    /// @dev Tokens that come past both keys must not be spent.
    function donate(uint256 seed) external moving {
        uint256 amountWei = bound(seed >> 8, 1, 1000 ether);
        bytes memory data = packed(address(token), abi.encodeCall(token.transfer, (address(executor), amountWei)));
        if (pay(data, memberKeys(THRESHOLD), safe.nonce())) _did(Deed.Donated);
    }

    /// @dev What the Safe is owed, also while paused.
    function collect(uint256) external moving {
        uint256 dueWei = stakes.claimOf(treasury);
        uint256 heldWei = token.balanceOf(treasury);
        bool success =
            pay(packed(address(stakes), abi.encodeCall(stakes.claim, ())), memberKeys(THRESHOLD), safe.nonce());
        assertEq(success ? 1 : 0, dueWei > 0 ? 1 : 0, "the Safe collects what it is owed");
        assertEq(token.balanceOf(treasury), heldWei + dueWei, "to the wei");
        if (success) _did(Deed.Collected);
    }

    function returnRemainder(uint256) external moving {
        (, uint256 fundedBefore,) = executor.budget();
        if (!_guarded(regional, address(executor), abi.encodeCall(executor.returnRemainder, ()))) return;
        (, uint256 fundedWei,) = executor.budget();
        _returnedWei += fundedBefore - fundedWei;
        assertEq(token.balanceOf(address(executor)), executor.setAsideWei(), "all but what is set aside goes back");
        _did(Deed.Returned);
    }

    function report(uint256 seed) external moving {
        bytes memory data = abi.encodeCall(
            executor.reportTelemetry, (executor.telemetrySequence() + 1, keccak256(abi.encode(seed)), 1)
        );
        if (_guarded(regional, address(executor), data)) _did(Deed.Reported);
    }

    // Rewards

    /// @dev Four participants, of any role, with any numbers; then as many parts of some settlement as may be.
    function settleEpoch(uint256 seed) external moving {
        uint256 into = (systemPause.activeTime() - START) % EPOCH_LENGTH;
        if (into >= COLLECTION_SECONDS && seed % 4 == 0) pass(EPOCH_LENGTH - into);
        uint64 epoch = engine.currentEpoch();
        if (epoch == 0) return pass(1 days);
        IRewardEngineMB.SignedAttestation[] memory signed = new IRewardEngineMB.SignedAttestation[](4);
        for (uint256 i; i < signed.length; ++i) {
            IEnergyOracle.Attestation memory a = _attestation(seed, i, epoch - 1);
            signed[i] = IRewardEngineMB.SignedAttestation(a, _sign(a, ORACLE_THRESHOLD));
        }
        bool success = _guarded(stranger, address(engine), abi.encodeCall(engine.present, (epoch - 1, signed)));
        if (success) _presented = epoch - 1;
        if (seed % 3 > 0) pass(1 days);
        _settlePart(_presented, 1 + seed % 9);
    }

    function _settlePart(uint64 epoch, uint256 entries) private {
        IRewardEngineMB.Phase before = engine.settlementOf(epoch).phase;
        uint256 heldWei = token.balanceOf(address(engine));
        uint256 treasuryWei = token.balanceOf(treasury);
        uint256 claimsWei = stakes.totals().claimableWei;
        bool success = _guarded(stranger, address(engine), abi.encodeCall(engine.settle, (epoch, entries)));
        IRewardEngineMB.Settlement memory s = engine.settlementOf(epoch);
        uint256 paidWei = stakes.totals().claimableWei - claimsWei;
        uint256 givenWei = heldWei - token.balanceOf(address(engine));
        assertEq(paidWei + token.balanceOf(treasury) - treasuryWei, givenWei, "payouts and remainder are what is given");
        assertTrue(s.budgetWei <= _rewardParameters().epochCapWei, "budget within its cap");
        if (paidWei > 0) _did(Deed.Rewarded);
        if (before == IRewardEngineMB.Phase.Settled) {
            assertFalse(success, "an epoch is settled once");
            return _did(Deed.NotSettledAgain);
        }
        if (!success && s.phase > IRewardEngineMB.Phase.Collecting) {
            assertTrue(systemPause.paused(), "no number holds an epoch up");
        }
        if (success && s.phase == IRewardEngineMB.Phase.Settled) _did(Deed.Settled);
    }

    function _attestation(uint256 seed, uint256 index, uint64 epoch)
        private
        returns (IEnergyOracle.Attestation memory a)
    {
        uint256 roll = uint256(keccak256(abi.encode(seed, index)));
        a.epoch = epoch;
        a.role = [Roles.AGENT, Roles.VALIDATOR, Roles.OPERATOR, Roles.EMPLOYER][roll % 4];
        a.account = accounts[(roll >> 8) % accounts.length];
        a.energyWad = roll % 5 == 0 ? roll : (roll >> 16) % 3e18;
        a.costWei = roll % 7 == 0 ? roll : (roll >> 40) % 100 ether;
        a.valueWei = (roll >> 48) % (roll % 3 == 0 ? 30_000 ether : 1000 ether);
        a.uPreWad = (roll >> 56) % 2e18;
        a.nonce = ++_attested;
        a.deadline = type(uint48).max;
    }

    // Stakes, pauses, time

    function moveStake(uint256 seed) external moving {
        if (seed % 3 == 0) this.deposit(seed >> 2);
        else if (seed % 3 == 1) this.unbond(seed >> 2);
        else this.withdraw(seed >> 2);
    }

    /// @dev The executor claims when it returns its remainder, the Safe by a transaction of its own.
    function claimOwn(uint256 seed) external moving {
        address account = accounts[seed % accounts.length];
        if (account == treasury || account == address(executor)) return;
        if (stakes.claimOf(account) > 0) _did(Deed.Claimed);
        this.claim(seed);
    }

    function pauseOrLift(uint256 seed) external moving {
        if (systemPause.paused()) this.pauseOrResume(2);
        else if (seed % 3 == 0) this.pauseOrResume(seed / 3 % 2);
    }

    function waitAndTick(uint256 seed) external moving {
        pass(bound(seed, 1, 1 days));
        this.tick(int256(seed % 3e18), int256(seed % 1e18), 0);
    }

    // Plumbing

    function _did(Deed deed) private {
        ++deeds[deed];
    }

    /// @dev While the system is paused the call must fail.
    function _guarded(address caller, address target, bytes memory data) private returns (bool success) {
        bool wasPaused = systemPause.paused();
        vm.prank(caller);
        (success,) = target.call(data);
        assertFalse(wasPaused && success, "moved while paused");
        if (wasPaused) _did(Deed.RefusedWhilePaused);
    }

    function _waitUntil(uint256 time) private {
        if (time > vm.getBlockTimestamp()) pass(time - vm.getBlockTimestamp());
    }

    // Checks

    function _assertWithinBothKeys() internal view {
        (uint256 approvedWei, uint256 fundedWei, uint256 spentWei) = executor.budget();
        assertTrue(spentWei <= approvedWei && spentWei <= fundedWei, "spends what both keys allow");
        assertEq(approvedWei, _votedWei, "only a vote approves");
        assertEq(fundedWei + _returnedWei, _paidWei, "only the Safe funds");
        assertTrue(token.balanceOf(address(executor)) >= fundedWei - spentWei, "what is not spent is there");
        uint256 leftWei = (approvedWei < fundedWei ? approvedWei : fundedWei) - spentWei;
        assertTrue(executor.incomeWei() + leftWei >= executor.setAsideWei(), "every bond set aside can be posted");
    }

    /// @dev Nothing is minted, and every token is with somebody known; what is missing was burnt.
    function _checkSupply() internal view {
        uint256 heldWei;
        for (uint256 i; i < _holders.length; ++i) {
            heldWei += token.balanceOf(_holders[i]);
        }
        assertEq(heldWei, token.totalSupply(), "every token is somewhere");
        assertTrue(heldWei <= SUPPLY_WEI, "nothing is minted");
        IRewardEngineMB.Settlement memory s = engine.settlementOf(_presented);
        uint256 owedWei = s.phase == IRewardEngineMB.Phase.Settled ? 0 : s.budgetWei - s.paidWei;
        assertTrue(token.balanceOf(address(engine)) >= engine.reserveWei() + owedWei, "the reserve gives budgets only");
    }

    function _checkAllowances() internal view {
        for (uint256 i; i < _proposals.length; ++i) {
            for (uint256 j; j < COUNCIL_SIZE; ++j) {
                (, uint256 votes) = governor.ballotOf(_proposals[i], _identityOf(j));
                assertTrue(votes * votes <= CREDITS, "the allowance of a ballot");
            }
        }
    }
}
