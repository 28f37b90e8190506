// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {IDisputeModule} from "../../../contracts/interfaces/IDisputeModule.sol";
import {IEnergyOracle} from "../../../contracts/interfaces/IEnergyOracle.sol";
import {IJobRegistry} from "../../../contracts/interfaces/IJobRegistry.sol";
import {IIncentivePolicy} from "../../../contracts/interfaces/IIncentivePolicy.sol";
import {IStakeManager} from "../../../contracts/interfaces/IStakeManager.sol";
import {IThermostat} from "../../../contracts/interfaces/IThermostat.sol";
import {IValidationModule} from "../../../contracts/interfaces/IValidationModule.sol";
import {Outcome} from "../../../contracts/shared/Outcome.sol";
import {Roles} from "../../../contracts/shared/Roles.sol";
import {National} from "./National.sol";

/// @notice Drives the layer at random: every actor, every call, at any time, also out of turn and while paused. A call may be
/// refused; what must never happen is asserted here or by the invariants.
abstract contract Handler is National {
    uint256 private constant MAX_JOBS = 5;
    uint256 private constant MAX_CASES = 8;

    /// @notice How often a job was brought to an end.
    mapping(uint256 jobId => uint256) public endings;
    /// @dev Every attempt at every job.
    uint256[] internal cases;
    uint256 public steps;
    uint256 public revealsCounted;
    address[] public accounts;
    /// @dev The roles that the account of the same index holds or held (0 for the treasury).
    uint8[] public roles;

    function setUp() public virtual override {
        super.setUp();
        _addRole(validators[0], Roles.AGENT);
        _addRole(validators[1], Roles.EMPLOYER);
        _addRole(validators[2], Roles.COUNCIL);
        _addRole(validators[3], Roles.OPERATOR);
        awaitRoles();
        stake(validators[0], Roles.AGENT, STAKE_WEI);
        accounts.push(employer);
        accounts.push(otherEmployer);
        accounts.push(agent);
        accounts.push(otherAgent);
        accounts.push(operator);
        accounts.push(treasury);
        for (uint256 i; i < validators.length; ++i) {
            accounts.push(validators[i]);
        }
        for (uint256 i; i < councillors.length; ++i) {
            accounts.push(councillors[i]);
        }
        for (uint256 i; i < accounts.length; ++i) {
            roles.push(identities.rolesOf(accounts[i]));
        }
    }

    /// @dev Somebody whom a draw has to pass over: a party to the job, or a juror who sat on the committee.
    function _addRole(address validator, uint8 role) private {
        vm.prank(registrar);
        identities.setRoles(validator, Roles.VALIDATOR | role);
    }

    modifier counted() {
        ++steps;
        _;
    }

    // Jobs

    function create(uint256 seed) external counted {
        if (jobs.jobCount() >= MAX_JOBS) return;
        IJobRegistry.JobRequest memory request = defaultRequest();
        request.rewardWei = uint128(bound(seed, 1, 1500 ether));
        request.delayPolicy = IIncentivePolicy.DelayPolicy(seed % 6);
        address[3] memory operators = [address(0), operator, validators[3]];
        request.operator = operators[seed % 3];
        address[3] memory employers = [employer, otherEmployer, validators[1]];
        bytes memory data = abi.encodeCall(jobs.createJob, (request, ANY));
        if (attempt(employers[(seed >> 8) % 3], address(jobs), data)) cases.push(jobs.jobCount());
    }

    /// @dev What was approved stays so.
    function reopen(uint256 seed) external counted {
        uint256 jobId = uint64(pick(seed));
        if (cases.length >= MAX_CASES) return;
        IJobRegistry.Job memory last = jobs.jobOf(jobs.currentCaseOf(jobId));
        bool approved = last.status == IJobRegistry.Status.Finalized && last.outcome == Outcome.Approved;
        IJobRegistry.JobRequest memory request = defaultRequest();
        request.rewardWei = last.rewardWei;
        bytes memory data = abi.encodeCall(jobs.reopenJob, (jobId, request, ANY));
        if (!attempt(last.employer, address(jobs), data)) return;
        assertFalse(approved, "what was approved is not reopened");
        cases.push(jobs.currentCaseOf(jobId));
    }

    function cancel(uint256 seed) external counted {
        uint256 jobId = pick(seed);
        if (seed % 8 != 0) return;
        end(jobId, jobs.jobOf(jobId).employer, abi.encodeCall(jobs.cancelJob, (jobId)));
    }

    function take(uint256 seed) external counted {
        address[3] memory agents = [agent, otherAgent, validators[0]];
        attempt(agents[seed % 3], address(jobs), abi.encodeCall(jobs.applyForJob, (pick(seed), ANY)));
    }

    function hand(uint256 seed) external counted {
        uint256 jobId = pick(seed);
        attempt(jobs.jobOf(jobId).agent, address(jobs), abi.encodeCall(jobs.submitResult, (jobId, "result")));
    }

    function drawCommittee(uint256 seed) external counted {
        mine(2);
        uint256 jobId = pick(seed);
        attempt(stranger, address(validation), drawingOf(jobId));
    }

    /// @dev A committee commits together, each member with its own choice, some not at all.
    function commitVotes(uint256 seed) external counted {
        uint256 jobId = pick(seed);
        address[] memory members = committee(jobId);
        for (uint256 i; i < members.length; ++i) {
            uint8 choice = choiceOf(seed, i);
            uint8 round = validation.roundOf(jobId).number;
            bytes32 commitment = validation.commitmentOf(jobId, round, members[i], choice, saltOf(members[i]));
            if (choice == 0) continue;
            attempt(members[i], address(validation), abi.encodeCall(validation.commitVote, (jobId, commitment)));
        }
    }

    /// @dev Everybody tries both choices; only the committed one can count, once.
    function revealVotes(uint256 seed) external counted {
        uint256 jobId = pick(seed);
        toRevealWindow(validation.roundOf(jobId).commitEnd);
        address[] memory members = committee(jobId);
        for (uint256 i; i < members.length; ++i) {
            if (seed >> i & 1 == 1 && seed % 3 == 0) continue;
            for (uint8 choice = APPROVE; choice <= REJECT; ++choice) {
                bytes memory data = abi.encodeCall(validation.revealVote, (jobId, choice, saltOf(members[i])));
                if (attemptReveal(members[i], address(validation), data)) ++revealsCounted;
            }
        }
    }

    function close(uint256 seed) external counted {
        uint256 jobId = pick(seed);
        if (seed % 2 == 0) toRevealWindow(validation.roundOf(jobId).revealEnd);
        attempt(stranger, address(jobs), abi.encodeCall(jobs.closeValidation, (jobId)));
    }

    function dispute(uint256 seed) external counted {
        uint256 jobId = pick(seed);
        address claimant = accounts[seed % accounts.length];
        if (seed % 3 == 0) claimant = jobs.jobOf(jobId).employer;
        if (seed % 3 == 1) claimant = jobs.jobOf(jobId).agent;
        attempt(claimant, address(jobs), abi.encodeCall(jobs.raiseDispute, (jobId, "evidence")));
    }

    function appeal(uint256 seed) external counted {
        uint256 jobId = pick(seed);
        if (seed % 2 == 0) toRevealWindow(currentHearing(jobId).revealEnd);
        IJobRegistry.Job memory job = jobs.jobOf(jobId);
        uint256 bondsBefore = stakes.escrowOf(jobId);
        address[3] memory claimants = [job.employer, job.agent, accounts[(seed >> 16) % accounts.length]];
        if (!attempt(claimants[seed % 3], address(jobs), abi.encodeCall(jobs.appeal, (jobId, "appeal")))) return;
        uint256 postedWei = postedIn(disputes.disputeOf(jobId), disputes.disputeOf(jobId).hearings);
        assertEq(stakes.escrowOf(jobId) - bondsBefore, postedWei, "a bond twice as high as the one before, and seats");
    }

    function drawJuries(uint256 seed) external counted {
        mine(2);
        attempt(stranger, address(disputes), juryDrawingOf(pick(seed)));
    }

    function commitJury(uint256 seed) external counted {
        uint256 jobId = pick(seed);
        address[] memory jurors = jury(jobId);
        uint8 hearing = disputes.disputeOf(jobId).hearings;
        for (uint256 i; i < jurors.length; ++i) {
            uint8 choice = choiceOf(seed, i);
            if (choice == 0) continue;
            bytes32 commitment = disputes.juryCommitmentOf(jobId, hearing, jurors[i], choice, saltOf(jurors[i]));
            attempt(jurors[i], address(disputes), abi.encodeCall(disputes.commitJuryVote, (jobId, commitment)));
        }
    }

    function revealJury(uint256 seed) external counted {
        uint256 jobId = pick(seed);
        // Both windows of a hearing that was resumed are one.
        IDisputeModule.Hearing memory hearing = currentHearing(jobId);
        toRevealWindow(hearing.resumed ? hearing.revealEnd - 1 : hearing.commitEnd);
        address[] memory jurors = jury(jobId);
        for (uint256 i; i < jurors.length; ++i) {
            for (uint8 choice = APPROVE; choice <= REJECT; ++choice) {
                bytes memory data = abi.encodeCall(disputes.revealJuryVote, (jobId, choice, saltOf(jurors[i])));
                attemptReveal(jurors[i], address(disputes), data);
            }
        }
    }

    function finalize(uint256 seed) external counted {
        uint256 jobId = pick(seed);
        if (seed % 2 == 0) toRevealWindow(jobs.jobOf(jobId).challengeEnd);
        if (seed % 4 == 0) toRevealWindow(currentHearing(jobId).rulingEnd);
        attemptToResume(jobId);
        end(jobId, stranger, abi.encodeCall(jobs.finalize, (jobId)));
    }

    function expire(uint256 seed) external counted {
        uint256 jobId = pick(seed);
        if (seed % 4 == 0) pass(7 days);
        end(jobId, stranger, abi.encodeCall(jobs.expire, (jobId)));
    }

    /// @dev The next step of some job's life, by all who have a part in it: so short campaigns reach deep states.
    function live(uint256 seed) external counted {
        uint256 stepsBefore = steps;
        IJobRegistry.Job memory job = jobs.jobOf(pick(seed));
        if (job.status == IJobRegistry.Status.Open) this.take(seed);
        else if (job.status == IJobRegistry.Status.Assigned) handInSynced(seed);
        else if (job.status == IJobRegistry.Status.Submitted) judge(seed);
        else if (job.status == IJobRegistry.Status.Disputed) rule(seed);
        else if (seed % 2 == 0) this.finalize(seed - seed % 4);
        else contest(pick(seed), job.status == IJobRegistry.Status.Accepted ? job.employer : job.agent);
        steps = stepsBefore;
    }

    /// @dev Work is refused while changes of roles wait to be worked off.
    function handInSynced(uint256 seed) internal {
        attempt(stranger, address(pool), abi.encodeCall(pool.sync, (ANY)));
        pass(1);
        this.hand(seed);
    }

    function judge(uint256 seed) private {
        this.drawCommittee(seed);
        this.commitVotes(seed);
        this.revealVotes(seed);
        this.close(seed - seed % 2);
    }

    function contest(uint256 jobId, address loser) private {
        attempt(loser, address(jobs), abi.encodeCall(jobs.raiseDispute, (jobId, "evidence")));
    }

    function rule(uint256 seed) private {
        this.drawJuries(seed);
        this.commitJury(seed);
        this.revealJury(seed);
        if (seed % 4 == 0) this.finalize(seed);
        else this.appeal(seed);
    }

    /// @dev No state without a way out: once its window is over, whoever comes by moves the job on.
    function moveOn(uint256 seed) external counted {
        uint256 jobId = pick(seed);
        if (seed % 2 == 0 || statusOf(jobId) == 0 || hasEnded(jobId)) return;
        attemptAnyway(owner, abi.encodeCall(systemPause.resume, ()));
        mine(2);
        (uint48 windowEnd, address target, bytes memory data) = wayOut(jobId);
        toRevealWindow(windowEnd);
        if (attemptToResume(jobId)) return;
        assertTrue(attempt(stranger, target, data), "somebody can move every job on");
        if (hasEnded(jobId)) ++endings[jobId];
    }

    function beLate(uint256 seed) external counted {
        uint256 jobId = pick(seed);
        toRevealWindow(jobs.jobOf(jobId).deadline);
        attempt(operations, address(jobs), abi.encodeCall(jobs.triggerDelayPolicy, (jobId)));
        attempt(guardian, address(jobs), abi.encodeCall(jobs.triggerPauseCheck, (jobId)));
    }

    // Stakes

    function deposit(uint256 seed) external counted {
        address account = accounts[seed % accounts.length];
        uint8 role = oneRoleOf(account, seed >> 8);
        bytes memory data = abi.encodeCall(stakes.depositStake, (role, bound(seed, 1, 300 ether)));
        attempt(account, address(stakes), data);
    }

    function unbond(uint256 seed) external counted {
        address account = accounts[seed % accounts.length];
        uint8 role = oneRoleOf(account, seed >> 8);
        bytes memory data = abi.encodeCall(stakes.requestUnbonding, (role, bound(seed, 1, 300 ether)));
        attempt(account, address(stakes), data);
    }

    function withdraw(uint256 seed) external counted {
        address account = accounts[seed % accounts.length];
        uint8 role = oneRoleOf(account, seed >> 8);
        vm.prank(account);
        try stakes.withdraw(role) {} catch {}
    }

    function claim(uint256 seed) external counted {
        address account = accounts[seed % accounts.length];
        uint256 due = stakes.claimOf(account);
        vm.prank(account);
        try stakes.claim() returns (uint256 amountWei) {
            assertEq(amountWei, due, "claim pays what is due");
        } catch {
            assertEq(due, 0, "a claim always goes through");
        }
    }

    // Owner, council, time

    function pauseOrResume(uint256 seed) external counted {
        if (seed % 4 == 0) attemptAnyway(owner, abi.encodeCall(systemPause.pause, ()));
        if (seed % 4 == 1) attemptAnyway(guardian, abi.encodeCall(systemPause.guardianPause, ()));
        if (seed % 4 > 1) attemptAnyway(owner, abi.encodeCall(systemPause.resume, ()));
    }

    /// @dev Validators come onto the council and leave it: juries and committees draw from the same people.
    function moveCouncil(uint256 seed) external counted {
        uint256 index = seed % accounts.length;
        (uint8 held,) = identities.scheduledRolesOf(accounts[index]);
        if (held & Roles.VALIDATOR == 0) return;
        roles[index] |= Roles.COUNCIL;
        uint8 changed = seed >> 8 & 3 == 0 ? held & ~Roles.COUNCIL : held | Roles.COUNCIL;
        attempt(registrar, address(identities), abi.encodeCall(identities.setRoles, (accounts[index], changed)));
    }

    /// @dev Whoever judges, or will, is kept from it for a while.
    function suspendOrLift(uint256 seed) external counted {
        address account = accounts[seed % accounts.length];
        bool lifts = identities.isSuspended(account);
        bytes memory data = lifts
            ? abi.encodeCall(identities.liftSuspension, (account))
            : abi.encodeCall(identities.suspend, (account));
        attempt(lifts ? registrar : guardian, address(identities), data);
    }

    /// @dev Anybody works off what changes of roles have taken effect.
    function sync(uint256 seed) external counted {
        attempt(stranger, address(pool), abi.encodeCall(pool.sync, (1 + seed % 4)));
    }

    function tick(int256 emission, int256 backlog, int256 sla) external counted {
        IThermostat.Kpis memory kpis = IThermostat.Kpis(
            boundSigned(emission, -1e24, 1e24), boundSigned(backlog, -10e18, 10e18), boundSigned(sla, -2e18, 2e18)
        );
        IEnergyOracle.Reading memory reading = _reading(thermostat, kpis, systemPause.activeTime());
        bytes memory data = abi.encodeCall(thermostat.tick, (reading, _signReading(reading, ORACLE_THRESHOLD)));
        attempt(operations, address(thermostat), data);
    }

    function moveBounds(uint256 seed) external counted {
        uint256 low = bound(seed, 1, 2e18);
        IThermostat.Bounds memory b = IThermostat.Bounds(low, low + bound(seed >> 64, 0, 3e18), 0);
        b.emergencyWad = (b.minWad + b.maxWad) / 2;
        attempt(council, address(thermostat), abi.encodeCall(thermostat.setBounds, (b)));
    }

    function moveOffset(uint256 seed) external counted {
        int256 offset = boundSigned(int256(seed), -1e24, 1e24);
        uint8 role = uint8(1 << (seed % 5));
        attempt(council, address(thermostat), abi.encodeCall(thermostat.setRoleOffset, (role, offset)));
    }

    function wait(uint256 seed) external counted {
        pass(bound(seed, 1, 12 hours));
    }

    // Plumbing

    /// @dev While the system is paused the call must fail.
    function attempt(address caller, address target, bytes memory data) private returns (bool success) {
        bool wasPaused = systemPause.paused();
        vm.prank(caller);
        (success,) = target.call(data);
        assertFalse(wasPaused && success, "moved while paused");
    }

    function attemptReveal(address voter, address target, bytes memory data) private returns (bool success) {
        bool suspended = identities.isSuspended(voter);
        success = attempt(voter, target, data);
        assertFalse(suspended && success, "nobody suspended reveals");
    }

    function attemptAnyway(address caller, bytes memory data) private {
        vm.prank(caller);
        (bool success,) = address(systemPause).call(data);
        success;
    }

    function end(uint256 jobId, address caller, bytes memory data) private {
        if (!attempt(caller, address(jobs), data)) return;
        ++endings[jobId];
    }

    function hasEnded(uint256 jobId) internal view returns (bool) {
        return statusOf(jobId) >= uint256(IJobRegistry.Status.Finalized);
    }

    /// @dev A hearing whom suspensions have kept from a verdict.
    function attemptToResume(uint256 jobId) private returns (bool) {
        return attempt(stranger, address(disputes), abi.encodeCall(disputes.resumeHearing, (jobId)));
    }

    /// @return windowEnd Active time from which anybody may make the call.
    function wayOut(uint256 jobId) private returns (uint48 windowEnd, address target, bytes memory data) {
        IJobRegistry.Job memory job = jobs.jobOf(jobId);
        (target, data) = (address(jobs), abi.encodeCall(jobs.finalize, (jobId)));
        if (job.status == IJobRegistry.Status.Open) return (job.openEnd, target, abi.encodeCall(jobs.expire, (jobId)));
        if (job.status == IJobRegistry.Status.Assigned) {
            uint48 hardDeadline = job.deadline + jobTerms.termsAt(job.termsVersion).graceSeconds;
            return (hardDeadline, target, abi.encodeCall(jobs.expire, (jobId)));
        }
        if (job.status == IJobRegistry.Status.Submitted) {
            IValidationModule.Round memory round = validation.roundOf(jobId);
            if (!round.drawn) return (0, address(validation), drawingOf(jobId));
            data = abi.encodeCall(jobs.closeValidation, (jobId));
            return (round.revealEnd, target, data);
        }
        if (job.status != IJobRegistry.Status.Disputed) return (job.challengeEnd, target, data);
        if (currentHearing(jobId).drawn) return (currentHearing(jobId).rulingEnd, target, data);
        return (0, address(disputes), juryDrawingOf(jobId));
    }

    function drawingOf(uint256 jobId) private returns (bytes memory) {
        return abi.encodeCall(validation.drawCommittee, (jobId, headerUnlessLost(validation.roundOf(jobId).seedBlock)));
    }

    function juryDrawingOf(uint256 jobId) private returns (bytes memory) {
        return abi.encodeCall(disputes.drawJury, (jobId, headerUnlessLost(currentHearing(jobId).seedBlock)));
    }

    /// @dev The runner forgets the hashes that earlier calls of a campaign have set. There is no history contract here.
    function headerUnlessLost(uint64 seedBlock) private returns (bytes memory header) {
        if (vm.getBlockNumber() > seedBlock + 256) return header;
        if (vm.getBlockNumber() > seedBlock) rehash(seedBlock);
        return headerOf(seedBlock);
    }

    function toRevealWindow(uint48 activeTime) internal {
        uint48 nowActive = systemPause.activeTime();
        if (activeTime > nowActive && !systemPause.paused()) pass(activeTime - nowActive);
    }

    function oneRoleOf(address account, uint256 seed) private view returns (uint8 role) {
        uint8 held = identities.rolesOf(account);
        role = uint8(1 << (seed % 5));
        while (held & role == 0 && held != 0) {
            role = role == Roles.EMPLOYER ? Roles.AGENT : role << 1;
        }
    }

    function pick(uint256 seed) private view returns (uint256) {
        return cases.length == 0 ? 1 : cases[(seed >> 8) % cases.length];
    }

    function choiceOf(uint256 seed, uint256 member) private pure returns (uint8) {
        uint256 roll = uint256(keccak256(abi.encode(seed, member))) % 10;
        if (roll < 6) return APPROVE;
        return roll < 9 ? REJECT : 0;
    }

    // Checks

    function checkMoney() internal view {
        assertSolvent();
        uint256 staked;
        uint256 unbonding;
        uint256 claimable;
        for (uint256 i; i < accounts.length; ++i) {
            claimable += stakes.claimOf(accounts[i]);
            for (uint8 role = Roles.AGENT; role <= Roles.EMPLOYER; role <<= 1) {
                if (roles[i] & role == 0) continue;
                (uint256 s, uint256 u) = checkPosition(accounts[i], role);
                staked += s;
                unbonding += u;
            }
        }
        assertEq(stakes.totals().stakedWei, staked, "staked");
        assertEq(stakes.totals().unbondingWei, unbonding, "unbonding");
        assertEq(stakes.totals().claimableWei, claimable, "claimable");
        assertEq(stakes.totals().escrowedWei, checkEscrows(), "escrowed");
    }

    function checkPosition(address account, uint8 role) private view returns (uint256, uint256) {
        IStakeManager.Position memory position = stakes.positionOf(account, role);
        uint256 locked;
        for (uint256 c; c < cases.length; ++c) {
            uint256 jobId = cases[c];
            locked += stakes.lockOf(jobId, account, role);
        }
        assertEq(position.locked, locked, "locked is the sum of the locks");
        assertTrue(locked <= position.staked, "locked stake is there");
        assertTrue(position.recalled <= position.locked, "recalled stake is locked");
        return (position.staked, position.unbonding);
    }

    function checkEscrows() private view returns (uint256 escrowed) {
        uint256 assignedWei;
        for (uint256 c; c < cases.length; ++c) {
            uint256 jobId = cases[c];
            IJobRegistry.Job memory job = jobs.jobOf(jobId);
            uint256 escrow = stakes.escrowOf(jobId);
            escrowed += escrow;
            if (job.status == IJobRegistry.Status.Assigned) assignedWei += job.rewardWei;
            bool ended = job.status >= IJobRegistry.Status.Finalized;
            assertEq(endings[jobId], ended ? 1 : 0, "ended once");
            uint256 worthWei = uint256(job.rewardWei) + job.validatorBonusCapWei;
            uint256 paidIn = worthWei + job.feeWei + bondsOf(jobId) + seatFeesOf(worthWei);
            if (ended) assertEq(escrow, 0, "money in is money out");
            else assertTrue(escrow >= paidIn, "escrow is whole");
        }
        assertEq(jobs.assignedWei(), assignedWei, "rewards of assigned jobs");
    }

    function bondsOf(uint256 jobId) private view returns (uint256 sumWei) {
        IDisputeModule.Dispute memory held = disputes.disputeOf(jobId);
        for (uint8 number = 1; number <= held.hearings; ++number) {
            if (disputes.hearingAt(jobId, number).claimant == address(0)) continue;
            sumWei += postedIn(held, number);
        }
    }

    /// @dev Bond and seats of a hearing, which its claimant posts.
    function postedIn(IDisputeModule.Dispute memory held, uint8 number) internal pure returns (uint256) {
        uint256 seats = (uint256(held.jurySize) + 1) * 2 ** (number - 1) - 1;
        return (uint256(held.firstBondWei) << (number - 1)) + seats * held.seatFeeWei;
    }

    /// @dev Six seats at a twentieth of their locks, rounding up.
    function seatFeesOf(uint256 worthWei) private pure returns (uint256) {
        uint256 lockWei = worthWei < SEAT_LOCK_WEI ? worthWei : SEAT_LOCK_WEI;
        return 6 * ((lockWei + 19) / 20);
    }

    function checkCommittees() internal view {
        uint256 reveals;
        for (uint256 c; c < cases.length; ++c) {
            uint256 jobId = cases[c];
            address[] memory members = validation.allMembersOf(jobId);
            for (uint256 i; i < members.length; ++i) {
                assertNoParty(jobId, members[i]);
            }
            for (uint8 hearing = 1; hearing <= disputes.disputeOf(jobId).hearings; ++hearing) {
                checkJury(jobId, members, disputes.jurorsOf(jobId, hearing));
            }
            reveals += checkRound(jobId, 1) + checkRound(jobId, 2);
        }
        assertEq(reveals, revealsCounted, "every counted reveal was one that went through");
    }

    function checkJury(uint256 jobId, address[] memory members, address[] memory jurors) private view {
        for (uint256 j; j < jurors.length; ++j) {
            assertNoParty(jobId, jurors[j]);
            for (uint256 i; i < members.length; ++i) {
                assertTrue(members[i] != jurors[j], "committee and jury are apart");
            }
        }
    }

    function checkRound(uint256 jobId, uint8 number) private view returns (uint256 revealed) {
        IValidationModule.Round memory round = validation.roundAt(jobId, number);
        address[] memory members = validation.membersOf(jobId, number);
        uint256 seats;
        uint256 revealedSeats;
        for (uint256 i; i < members.length; ++i) {
            IValidationModule.Ballot memory ballot = validation.ballotOf(jobId, number, members[i]);
            seats += ballot.seats;
            if (ballot.choice == 0) continue;
            ++revealed;
            revealedSeats += ballot.seats;
            bytes32 expected = validation.commitmentOf(jobId, number, members[i], ballot.choice, saltOf(members[i]));
            assertEq(ballot.commitment, expected, "a counted vote is the committed one");
        }
        assertEq(round.seats, seats, "seats");
        assertEq(round.revealedSeats, revealedSeats, "revealed seats");
        if (revealed == 0) assertTrue(round.outcome != Outcome.Approved, "no approval out of nothing");
    }

    function assertNoParty(uint256 jobId, address account) private view {
        IJobRegistry.Job memory job = jobs.jobOf(jobId);
        bool isParty = account == job.employer || account == job.agent || account == job.operator;
        assertFalse(isParty, "parties judge nothing");
    }

    function checkBounds() internal view {
        IThermostat.Bounds memory b = thermostat.bounds();
        for (uint8 role = 1; role <= Roles.EMPLOYER; role <<= 1) {
            uint256 temperature = thermostat.temperatureOf(role);
            assertTrue(temperature >= b.minWad && temperature <= b.maxWad, "role temperature");
        }
        assertTrue(thermostat.temperatureWad() >= b.minWad && thermostat.temperatureWad() <= b.maxWad, "temperature");
        assertShares(incentives.roleShares());
        assertShares(incentives.nextRoleShares());
    }

    function assertShares(IIncentivePolicy.RoleShares memory s) private pure {
        uint256 sum = uint256(s.agentsBps) + s.validatorsBps + s.operatorsBps + s.employersBps;
        assertEq(sum, 10_000, "shares");
    }
}
