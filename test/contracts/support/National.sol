// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import {IDisputeModule} from "../../../contracts/interfaces/IDisputeModule.sol";
import {IEnergyOracle} from "../../../contracts/interfaces/IEnergyOracle.sol";
import {IIncentivePolicy} from "../../../contracts/interfaces/IIncentivePolicy.sol";
import {IJobRegistry} from "../../../contracts/interfaces/IJobRegistry.sol";
import {IJobTerms} from "../../../contracts/interfaces/IJobTerms.sol";
import {ISortitionPool} from "../../../contracts/interfaces/ISortitionPool.sol";
import {IThermostat} from "../../../contracts/interfaces/IThermostat.sol";
import {IValidationModule} from "../../../contracts/interfaces/IValidationModule.sol";
import {AGIALPHA} from "../../../contracts/national/AGIALPHA.sol";
import {DisputeModule} from "../../../contracts/national/DisputeModule.sol";
import {EnergyOracle} from "../../../contracts/national/EnergyOracle.sol";
import {GuardianSeat} from "../../../contracts/national/GuardianSeat.sol";
import {IdentityRegistry} from "../../../contracts/national/IdentityRegistry.sol";
import {IncentivePolicy} from "../../../contracts/national/IncentivePolicy.sol";
import {JobRegistry} from "../../../contracts/national/JobRegistry.sol";
import {JobSettlement} from "../../../contracts/national/JobSettlement.sol";
import {JobTerms} from "../../../contracts/national/JobTerms.sol";
import {JuryDraw} from "../../../contracts/national/JuryDraw.sol";
import {JurySettlement} from "../../../contracts/national/JurySettlement.sol";
import {ReceiptAnchor} from "../../../contracts/national/ReceiptAnchor.sol";
import {SortitionPool} from "../../../contracts/national/SortitionPool.sol";
import {StakeManager} from "../../../contracts/national/StakeManager.sol";
import {SystemPause} from "../../../contracts/national/SystemPause.sol";
import {Thermostat} from "../../../contracts/national/Thermostat.sol";
import {ValidationModule} from "../../../contracts/national/ValidationModule.sol";
import {Outcome} from "../../../contracts/shared/Outcome.sol";
import {Roles} from "../../../contracts/shared/Roles.sol";
import {Headers} from "./Headers.sol";
import {OracleSigning} from "./OracleSigning.sol";

/// @notice The whole layer, wired as `src/records/roles.ts` says, with eight staked validators, two agents,
/// three staked council members.
abstract contract National is OracleSigning {
    uint64 internal constant GUARDIAN = 1;
    uint64 internal constant OPERATOR = 2;
    uint64 internal constant REGISTRAR = 3;
    uint64 internal constant COUNCIL = 4;
    uint64 internal constant ARBITER = 5;
    uint64 internal constant PAUSER = 6;
    uint64 internal constant WIRING = 7;
    uint64 internal constant SEAT = 8;
    uint64 internal constant JOB_REGISTRY = 10;
    uint64 internal constant SETTLEMENT = 11;
    uint64 internal constant POLICY = 12;
    uint64 internal constant REWARD_ENGINE = 13;
    uint64 internal constant ORACLE_SETTLER = 14;
    uint64 internal constant SORTITION = 16;
    uint64 internal constant PAYOUT = 17;
    uint64 internal constant REGION_EXECUTOR = 18;

    uint256 internal constant SUPPLY_WEI = 1_000_000_000 ether;
    uint256 internal constant WALLET_WEI = 1_000_000 ether;
    uint256 internal constant STAKE_WEI = 1000 ether;
    uint96 internal constant SEAT_LOCK_WEI = 100 ether;
    uint96 internal constant JUROR_LOCK_WEI = 50 ether;
    uint256 internal constant SEAT_FEE_WEI = 5 ether;
    uint256 internal constant SEAT_FEES_WEI = 30 ether;
    uint128 internal constant REWARD_WEI = 1000 ether;
    uint128 internal constant BONUS_WEI = 10 ether;
    uint128 internal constant BONUS_CAP_WEI = 30 ether;
    uint256 internal constant FEE_WEI = 20 ether;
    uint256 internal constant COST_WEI = 1080 ether;
    uint48 internal constant MIN_UNBONDING_SECONDS = 6 days;
    uint256 internal constant ANY = type(uint256).max;
    uint32 internal constant DEADLINE_SECONDS = 5 days;
    uint48 internal constant JUDGING_DELAY_SECONDS = 20 days;
    uint32 internal constant ADMIN_DELAY_SECONDS = 2 days;
    uint8 internal constant APPROVE = 1;
    uint8 internal constant REJECT = 2;

    address internal immutable owner = makeActor("owner");
    address internal immutable guardian = makeActor("guardian");
    address internal immutable wirer = makeActor("wirer");
    address internal immutable operations = makeActor("operations");
    address internal immutable registrar = makeActor("registrar");
    address internal immutable council = makeActor("council");
    address internal immutable arbiter = makeActor("arbiter");
    address internal immutable rewardEngine = makeActor("reward engine");
    address internal immutable treasury = makeActor("treasury");
    address internal immutable stranger = makeActor("stranger");
    address internal immutable employer = makeActor("employer");
    address internal immutable otherEmployer = makeActor("other employer");
    address internal immutable agent = makeActor("agent");
    address internal immutable otherAgent = makeActor("other agent");
    address internal immutable operator = makeActor("operator");
    address[] internal validators;
    address[] internal councillors;

    /// @dev Those that a test chose.
    mapping(uint256 number => bytes32) private _prevrandaos;
    mapping(uint256 number => uint256) private _seconds;

    AccessManager internal manager;
    AGIALPHA internal token;
    SystemPause internal systemPause;
    IdentityRegistry internal identities;
    SortitionPool internal pool;
    StakeManager internal stakes;
    ValidationModule internal validation;
    DisputeModule internal disputes;
    JuryDraw internal juryDraw;
    JurySettlement internal juries;
    Thermostat internal thermostat;
    IncentivePolicy internal incentives;
    JobTerms internal jobTerms;
    JobSettlement internal settlement;
    JobRegistry internal jobs;
    ReceiptAnchor internal anchors;
    GuardianSeat internal seat;

    function setUp() public virtual {
        vm.warp(1_735_689_600);
        vm.roll(1000);
        _deploy();
        _wire();
        _admit();
        _fundAndStake();
        pass(1);
        _wireMore();
        manager.renounceRole(manager.ADMIN_ROLE(), address(this));
    }

    /// @dev What further layers deploy and wire while this contract is ADMIN.
    function _wireMore() internal virtual {}

    /// @dev For tests of something else: ADMIN without a delay, for what they wire later. To be called in {_wireMore}.
    function _hireWirer() internal {
        manager.grantRole(manager.ADMIN_ROLE(), wirer, 0);
    }

    /// @dev As the owner, who waits ADMIN's delay out.
    function callAfterDelay(address target, bytes memory data) internal {
        vm.prank(owner);
        manager.schedule(target, data, 0);
        pass(ADMIN_DELAY_SECONDS);
        vm.prank(owner);
        manager.execute(target, data);
    }

    /// @dev Brings a reading measured now.
    function tick(IThermostat.Kpis memory kpis) internal returns (uint256) {
        IEnergyOracle.Reading memory reading = _reading(thermostat, kpis, systemPause.activeTime());
        return thermostat.tick(reading, _signReading(reading, ORACLE_THRESHOLD));
    }

    // Actors and time

    function makeActor(string memory name) internal pure returns (address) {
        return address(uint160(uint256(keccak256(bytes(name)))));
    }

    function pass(uint256 secondsPassed) internal {
        _seconds[vm.getBlockNumber()] = vm.getBlockTimestamp();
        vm.warp(vm.getBlockTimestamp() + secondsPassed);
        mine(1);
    }

    /// @dev Rolls on and gives the first and last passed blocks a hash, as a chain does.
    function mine(uint256 blocks) internal {
        uint256 first = vm.getBlockNumber();
        vm.roll(first + blocks);
        for (uint256 i; i < blocks && i < 8; ++i) {
            rehash(first + i);
        }
        if (blocks > 8) rehash(first + blocks - 1);
    }

    /// @dev To the first block in which the seed block has passed.
    function minePast(uint256 number) internal {
        if (vm.getBlockNumber() <= number) mine(number + 1 - vm.getBlockNumber());
    }

    function headerOf(uint256 number) internal view returns (bytes memory) {
        return Headers.encode(number, _seconds[number], prevrandaoOf(number));
    }

    function prevrandaoOf(uint256 number) internal view returns (bytes32) {
        return _prevrandaos[number] == 0 ? keccak256(abi.encode("prevrandao", number)) : _prevrandaos[number];
    }

    /// @dev Gives a passed block the hash of its header, and this second if it has none yet.
    function rehash(uint256 number) internal {
        if (_seconds[number] == 0) _seconds[number] = vm.getBlockTimestamp();
        vm.setBlockhash(number, keccak256(headerOf(number)));
    }

    // Defaults

    function defaultTerms() internal view returns (IJobTerms.Terms memory) {
        return IJobTerms.Terms({
            treasury: treasury,
            feeBps: 200,
            agentStakeBps: 2000,
            rejectedSlashBps: 5000,
            expiredSlashBps: 2500,
            openSeconds: 7 days,
            graceSeconds: 2 days,
            challengeSeconds: 1 days,
            approvalSeconds: 0,
            slashSplit: IJobTerms.SlashSplit({
                employerBps: 4000,
                validatorsBps: 3000,
                treasuryBps: 2000,
                burnBps: 1000
            }),
            validation: IValidationModule.ValidationTerms({
                commitSeconds: 1 hours,
                revealSeconds: 2 hours,
                committeeSize: 3,
                quorum: 2,
                approvalBps: 6000,
                nonRevealSlashBps: 1000,
                wrongVoteSlashBps: 500,
                seedBlocks: 1,
                seatFeeBps: 500,
                seatLockWei: SEAT_LOCK_WEI
            }),
            dispute: IDisputeModule.DisputeTerms({
                bondBps: 1000,
                jurySize: 3,
                juryQuorum: 2,
                commitSeconds: 3 hours,
                revealSeconds: 4 hours,
                appealSeconds: 6 hours,
                rulingSeconds: 3 days,
                nonRevealSlashBps: 2000,
                wrongVoteSlashBps: 1000,
                jurorLockWei: JUROR_LOCK_WEI
            })
        });
    }

    function defaultShares() internal pure returns (IIncentivePolicy.RoleShares memory) {
        return IIncentivePolicy.RoleShares(6500, 1500, 1500, 500);
    }

    function defaultPolicy() internal pure returns (IIncentivePolicy.Config memory) {
        return IIncentivePolicy.Config({
            epochSeconds: 7 days,
            shares: defaultShares(),
            minShares: IIncentivePolicy.RoleShares(5000, 1000, 500, 100),
            maxShares: IIncentivePolicy.RoleShares(8000, 3000, 2500, 1500),
            limits: IIncentivePolicy.DelayLimits({
                maxPerEpoch: 4,
                maxPauseChecksPerEpoch: 1,
                temperatureStepBps: 5000,
                shareStepBps: 200
            })
        });
    }

    function defaultThermostat() internal pure returns (IThermostat.Config memory) {
        return IThermostat.Config({
            baseWad: 1e18,
            bounds: IThermostat.Bounds({minWad: 0.5e18, maxWad: 4e18, emergencyWad: 2e18}),
            gains: IThermostat.Gains({
                kp: 0.5e18,
                ki: 0.00001e18,
                kd: 100e18,
                integralLimit: 0.4e18,
                outputLimit: 0.8e18
            }),
            targets: IThermostat.Kpis(1e18, 0.2e18, 0.1e18),
            weights: IThermostat.Kpis(0.5e18, 0.3e18, 0.2e18),
            minTickSeconds: 1 hours,
            fadeSeconds: 7 days
        });
    }

    function defaultRequest() internal view returns (IJobRegistry.JobRequest memory) {
        return IJobRegistry.JobRequest({
            planJobId: keccak256("job"),
            specHash: keccak256("spec"),
            jurisdiction: "city",
            operator: operator,
            rewardWei: REWARD_WEI,
            validatorBonusWei: BONUS_WEI,
            validatorBonusCapWei: BONUS_CAP_WEI,
            deadlineSeconds: DEADLINE_SECONDS,
            delayPolicy: IIncentivePolicy.DelayPolicy.RaiseTemperature,
            dependencies: new uint256[](0)
        });
    }

    // The life of a job, up to and including the named step

    function createJob() internal returns (uint256) {
        return createJob(defaultRequest());
    }

    function createJob(IJobRegistry.JobRequest memory request) internal returns (uint256 jobId) {
        vm.prank(employer);
        jobId = jobs.createJob(request, ANY);
    }

    function assignJob() internal returns (uint256 jobId) {
        jobId = createJob();
        assign(jobId);
    }

    function assign(uint256 jobId) internal {
        vm.prank(agent);
        jobs.applyForJob(jobId, ANY);
    }

    function submitJob() internal returns (uint256 jobId) {
        jobId = assignJob();
        submit(jobId);
    }

    function submit(uint256 jobId) internal {
        vm.prank(agent);
        jobs.submitResult(jobId, keccak256("result"));
    }

    function drawJob() internal returns (uint256 jobId) {
        jobId = submitJob();
        draw(jobId);
    }

    /// @dev By a prevrandao that gives each seat to another member, so that a test can tell them apart.
    function draw(uint256 jobId) internal {
        chooseDistinct(jobId);
        drawAsItComes(jobId);
    }

    function chooseDistinct(uint256 jobId) internal {
        IValidationModule.Round memory round = validation.roundOf(jobId);
        minePast(round.seedBlock);
        for (uint256 salt; salt < 64; ++salt) {
            bytes32 prevrandao = keccak256(abi.encode("distinct", round.seedBlock, salt));
            if (!_isDistinct(jobId, seedOf(jobId, round.number, prevrandao))) continue;
            choose(round.seedBlock, prevrandao);
            return;
        }
    }

    function drawWith(uint256 jobId, bytes32 prevrandao) internal {
        choose(validation.roundOf(jobId).seedBlock, prevrandao);
        drawAsItComes(jobId);
    }

    function choose(uint256 number, bytes32 prevrandao) internal {
        _prevrandaos[number] = prevrandao;
        rehash(number);
    }

    /// @dev By the prevrandao that the seed block has.
    function drawAsItComes(uint256 jobId) internal {
        uint64 seedBlock = validation.roundOf(jobId).seedBlock;
        minePast(seedBlock);
        validation.drawCommittee(jobId, headerOf(seedBlock));
    }

    function seedOf(uint256 jobId, uint8 round, bytes32 prevrandao) internal view returns (bytes32) {
        bytes32 domain = validation.DRAW_DOMAIN();
        return keccak256(abi.encode(domain, block.chainid, address(validation), jobId, round, prevrandao));
    }

    function _isDistinct(uint256 jobId, bytes32 seed) private view returns (bool) {
        uint8 size = jobTerms.validationAt(jobs.jobOf(jobId).termsVersion).committeeSize;
        (address[] memory members,,,) = pool.draw(drawRequest(jobId, seed, size));
        return members.length == size;
    }

    /// @dev What the current round draws by.
    function drawRequest(uint256 jobId, bytes32 seed, uint8 seats)
        internal
        view
        returns (ISortitionPool.DrawRequest memory request)
    {
        IJobRegistry.Job memory job = jobs.jobOf(jobId);
        IValidationModule.Round memory round = validation.roundOf(jobId);
        address[] memory before = round.number == 1 ? new address[](0) : validation.membersOf(jobId, 1);
        address[] memory drivers = validation.driversOf(jobId);
        address[] memory excluded = new address[](3 + before.length + drivers.length);
        (excluded[0], excluded[1], excluded[2]) = (job.employer, job.agent, job.operator);
        for (uint256 i; i < before.length; ++i) {
            if (validation.ballotOf(jobId, 1, before[i]).choice == 0) excluded[3 + i] = before[i];
        }
        for (uint256 i; i < drivers.length; ++i) {
            excluded[3 + before.length + i] = drivers[i];
        }
        uint48 heldAt = secondOf(round.seedBlock);
        request = ISortitionPool.DrawRequest(Roles.VALIDATOR, seed, round.frozenAt, heldAt, seats, excluded);
    }

    /// @dev The second of a passed block as a draw takes it.
    function secondOf(uint256 number) internal view returns (uint48) {
        uint256 over = vm.getBlockTimestamp() - 1;
        return uint48(_seconds[number] < over ? _seconds[number] : over);
    }

    /// @dev The members of the current round vote in order; choice 0 commits nothing.
    function vote(uint256 jobId, uint8[] memory choices) internal {
        commitAll(jobId, choices);
        pass(1 hours);
        revealAll(jobId, choices);
    }

    function commitAll(uint256 jobId, uint8[] memory choices) internal {
        address[] memory members = committee(jobId);
        for (uint256 i; i < choices.length; ++i) {
            if (choices[i] != 0) commit(jobId, members[i], choices[i]);
        }
    }

    function revealAll(uint256 jobId, uint8[] memory choices) internal {
        address[] memory members = committee(jobId);
        for (uint256 i; i < choices.length; ++i) {
            if (choices[i] != 0) reveal(jobId, members[i], choices[i]);
        }
    }

    function commit(uint256 jobId, address member, uint8 choice) internal {
        uint8 round = validation.roundOf(jobId).number;
        bytes32 commitment = validation.commitmentOf(jobId, round, member, choice, saltOf(member));
        vm.prank(member);
        validation.commitVote(jobId, commitment);
    }

    function reveal(uint256 jobId, address member, uint8 choice) internal {
        vm.prank(member);
        validation.revealVote(jobId, choice, saltOf(member));
    }

    function judgeJob(uint8 choice) internal returns (uint256 jobId) {
        return judgeJob(choices3(choice, choice, choice));
    }

    function judgeJob(uint8[] memory choices) internal returns (uint256 jobId) {
        jobId = drawJob();
        vote(jobId, choices);
        pass(2 hours);
        jobs.closeValidation(jobId);
    }

    function finalizeJob(uint8 choice) internal returns (uint256 jobId) {
        jobId = judgeJob(choice);
        pass(1 days);
        jobs.finalize(jobId);
    }

    /// @dev A job whose committee missed its quorum twice.
    function inconclusiveJob() internal returns (uint256 jobId) {
        jobId = judgeJob(choices3(0, 0, 0));
        draw(jobId);
        pass(3 hours);
        jobs.closeValidation(jobId);
    }

    function disputeJob(uint8 choice) internal returns (uint256 jobId) {
        jobId = judgeJob(choice);
        vm.prank(choice == APPROVE ? employer : agent);
        jobs.raiseDispute(jobId, keccak256("evidence"));
    }

    function appealJob(uint256 jobId, address claimant) internal {
        vm.prank(claimant);
        jobs.appeal(jobId, keccak256("new evidence"));
    }

    /// @dev By a prevrandao that gives each seat to another juror, if there are as many.
    function drawJury(uint256 jobId) internal {
        IDisputeModule.Hearing memory hearing = currentHearing(jobId);
        minePast(hearing.seedBlock);
        for (uint256 salt; salt < 64; ++salt) {
            bytes32 prevrandao = keccak256(abi.encode("distinct jury", hearing.seedBlock, salt));
            (address[] memory jurors,) = expectedJury(jobId, jurySeedOf(jobId, prevrandao));
            if (jurors.length != jurySizeOf(jobId)) continue;
            choose(hearing.seedBlock, prevrandao);
            break;
        }
        drawJuryAsItComes(jobId);
    }

    function drawJuryAsItComes(uint256 jobId) internal {
        uint64 seedBlock = currentHearing(jobId).seedBlock;
        minePast(seedBlock);
        disputes.drawJury(jobId, headerOf(seedBlock));
    }

    function currentHearing(uint256 jobId) internal view returns (IDisputeModule.Hearing memory) {
        return disputes.hearingOf(jobId);
    }

    function jurySeedOf(uint256 jobId, bytes32 prevrandao) internal view returns (bytes32) {
        uint8 hearing = disputes.disputeOf(jobId).hearings;
        bytes32 domain = disputes.JURY_DRAW_DOMAIN();
        return keccak256(abi.encode(domain, block.chainid, address(disputes), jobId, hearing, prevrandao));
    }

    function jurySizeOf(uint256 jobId) internal view returns (uint256) {
        IDisputeModule.Dispute memory dispute = disputes.disputeOf(jobId);
        uint256 size = jobTerms.disputeAt(dispute.termsVersion).jurySize;
        return (size + 1) * 2 ** (dispute.hearings - 1) - 1;
    }

    /// @dev What the current hearing draws by a seed.
    function expectedJury(uint256 jobId, bytes32 seed)
        internal
        view
        returns (address[] memory jurors, uint8[] memory seats)
    {
        ISortitionPool.DrawRequest memory request = juryRequest(jobId, seed);
        uint256 eligible;
        (jurors, seats, eligible,) = pool.draw(request);
        if (eligible >= 3) return (jurors, seats);
        request.role = Roles.VALIDATOR;
        (jurors, seats,,) = pool.draw(request);
    }

    function juryRequest(uint256 jobId, bytes32 seed) internal view returns (ISortitionPool.DrawRequest memory) {
        IDisputeModule.Dispute memory dispute = disputes.disputeOf(jobId);
        address[] memory barred = validation.barredFromJuries(jobId);
        address[] memory excluded = new address[](3 + barred.length + dispute.hearings);
        (excluded[0], excluded[1], excluded[2]) = (dispute.employer, dispute.agent, dispute.operator);
        for (uint256 i; i < barred.length; ++i) {
            excluded[3 + i] = barred[i];
        }
        for (uint8 i; i < dispute.hearings; ++i) {
            excluded[3 + barred.length + i] = disputes.hearingAt(jobId, i + 1).claimant;
        }
        return ISortitionPool.DrawRequest({
            role: Roles.COUNCIL,
            seed: seed,
            timepoint: dispute.frozenAt,
            heldAt: secondOf(currentHearing(jobId).seedBlock),
            seats: uint8(jurySizeOf(jobId)),
            excluded: excluded
        });
    }

    function jury(uint256 jobId) internal view returns (address[] memory) {
        return disputes.jurorsOf(jobId, disputes.disputeOf(jobId).hearings);
    }

    /// @dev The jurors of the current hearing vote in order; choice 0 commits nothing.
    function juryVote(uint256 jobId, uint8[] memory choices) internal {
        address[] memory jurors = jury(jobId);
        for (uint256 i; i < choices.length; ++i) {
            if (choices[i] != 0) juryCommit(jobId, jurors[i], choices[i]);
        }
        pass(3 hours);
        for (uint256 i; i < choices.length; ++i) {
            if (choices[i] != 0) juryReveal(jobId, jurors[i], choices[i]);
        }
    }

    function juryCommit(uint256 jobId, address juror, uint8 choice) internal {
        uint8 hearing = disputes.disputeOf(jobId).hearings;
        bytes32 commitment = disputes.juryCommitmentOf(jobId, hearing, juror, choice, saltOf(juror));
        vm.prank(juror);
        disputes.commitJuryVote(jobId, commitment);
    }

    function juryReveal(uint256 jobId, address juror, uint8 choice) internal {
        vm.prank(juror);
        disputes.revealJuryVote(jobId, choice, saltOf(juror));
    }

    /// @dev The jury of the current hearing votes, and its appeal window passes.
    function juryRules(uint256 jobId, uint8[] memory choices) internal {
        juryVote(jobId, choices);
        pass(10 hours);
    }

    /// @dev Through the arbiter's delay, of a day.
    function ownerRules(uint256 jobId, Outcome ruling) internal {
        bytes memory data = abi.encodeCall(disputes.ruleByOwner, (jobId, ruling));
        vm.prank(arbiter);
        manager.schedule(address(disputes), data, 0);
        pass(1 days);
        vm.prank(arbiter);
        disputes.ruleByOwner(jobId, ruling);
    }

    // The registrar

    function setRoles(address account, uint8 roles) internal {
        vm.prank(registrar);
        identities.setRoles(account, roles);
    }

    /// @dev Until every change of judging roles so far has taken effect, is worked off, and lies in the past.
    function awaitRoles() internal {
        pass(uint256(JUDGING_DELAY_SECONDS) + 1);
        pool.sync(ANY);
        pass(1);
    }

    // Reading

    function committee(uint256 jobId) internal view returns (address[] memory) {
        return validation.membersOf(jobId, validation.roundOf(jobId).number);
    }

    function saltOf(address account) internal pure returns (bytes32) {
        return keccak256(abi.encode("salt", account));
    }

    function choices3(uint8 a, uint8 b, uint8 c) internal pure returns (uint8[] memory choices) {
        choices = new uint8[](3);
        (choices[0], choices[1], choices[2]) = (a, b, c);
    }

    function statusOf(uint256 jobId) internal view returns (uint256) {
        return uint256(jobs.jobOf(jobId).status);
    }

    function assertStatus(uint256 jobId, IJobRegistry.Status expected) internal view {
        assertEq(statusOf(jobId), uint256(expected), "status");
    }

    function assertSolvent() internal view {
        StakeManager.Totals memory t = stakes.totals();
        uint256 sum = t.stakedWei + t.unbondingWei + t.escrowedWei + t.claimableWei;
        assertEq(token.balanceOf(address(stakes)), sum, "balance is the sum of the internal accounts");
    }

    // Set-up

    /// @dev What a member of the council stakes at least to be drawn.
    function _councilStakeWei() internal pure virtual returns (uint256) {
        return STAKE_WEI / 2;
    }

    function _deploy() private {
        manager = AccessManager(create("AccessManager", abi.encode(address(this))));
        token = AGIALPHA(create("AGIALPHA", abi.encode(address(this), SUPPLY_WEI)));
        address authority = address(manager);
        systemPause = SystemPause(create("SystemPause", abi.encode(authority, 6 hours, 12 hours)));
        identities =
            IdentityRegistry(create("IdentityRegistry", abi.encode(authority, systemPause, JUDGING_DELAY_SECONDS)));
        bytes memory ofPool = abi.encode(authority, systemPause, identities, _councilStakeWei());
        pool = SortitionPool(create("SortitionPool", ofPool));
        bytes memory ofStakes =
            abi.encode(authority, systemPause, token, identities, pool, MIN_UNBONDING_SECONDS, 7 days);
        stakes = StakeManager(create("StakeManager", ofStakes));
        bytes memory ofTerms = abi.encode(authority, systemPause, stakes, 1 days, defaultTerms());
        jobTerms = JobTerms(create("JobTerms", ofTerms));
        bytes memory ofValidation = abi.encode(authority, systemPause, pool, stakes, jobTerms);
        validation = ValidationModule(create("ValidationModule", ofValidation));
        juryDraw = JuryDraw(create("JuryDraw", abi.encode(authority, systemPause, validation)));
        disputes = DisputeModule(create("DisputeModule", abi.encode(authority, systemPause, juryDraw)));
        juries = JurySettlement(create("JurySettlement", abi.encode(authority, systemPause, disputes)));
        bytes memory ofOracle = abi.encode(authority, systemPause, _oracleSigners(), ORACLE_THRESHOLD);
        oracle = EnergyOracle(create("EnergyOracle", ofOracle));
        bytes memory ofThermostat = abi.encode(authority, systemPause, oracle, defaultThermostat());
        thermostat = Thermostat(create("Thermostat", ofThermostat));
        bytes memory ofIncentives = abi.encode(authority, systemPause, thermostat, defaultPolicy());
        incentives = IncentivePolicy(create("IncentivePolicy", ofIncentives));
        bytes memory ofSettlement = abi.encode(authority, systemPause, stakes, jobTerms, validation, juries);
        settlement = JobSettlement(create("JobSettlement", ofSettlement));
        jobs = JobRegistry(create("JobRegistry", abi.encode(authority, systemPause, _wiring())));
        anchors = ReceiptAnchor(create("ReceiptAnchor", abi.encode(authority, systemPause)));
        seat = GuardianSeat(create("GuardianSeat", abi.encode(authority, systemPause, stakes, GUARDIAN)));
    }

    function _wiring() private view returns (IJobRegistry.Wiring memory) {
        return IJobRegistry.Wiring({
            terms: jobTerms,
            identities: identities,
            stakeManager: stakes,
            validation: validation,
            disputes: disputes,
            incentives: incentives,
            thermostat: thermostat,
            settlement: settlement
        });
    }

    function _wire() private {
        _restrict(address(systemPause), PAUSER, SystemPause.pause.selector);
        _restrict(address(systemPause), PAUSER, SystemPause.resume.selector);
        _restrict(address(systemPause), WIRING, SystemPause.registerModule.selector);
        _restrict(address(systemPause), WIRING, SystemPause.setGuardianLimits.selector);
        _restrict(address(systemPause), GUARDIAN, SystemPause.guardianPause.selector);
        _restrict(address(systemPause), GUARDIAN, SystemPause.guardianResume.selector);
        _restrict(address(identities), REGISTRAR, IdentityRegistry.register.selector);
        _restrict(address(identities), REGISTRAR, IdentityRegistry.setRoles.selector);
        _restrict(address(pool), SORTITION, SortitionPool.setStake.selector);
        _restrict(address(pool), SORTITION, SortitionPool.setStakes.selector);
        _restrict(address(identities), REGISTRAR, IdentityRegistry.closeFounding.selector);
        _restrict(address(identities), REGISTRAR, IdentityRegistry.liftSuspension.selector);
        _restrict(address(identities), GUARDIAN, IdentityRegistry.suspend.selector);
        _restrict(address(stakes), SETTLEMENT, StakeManager.lock.selector);
        _restrict(address(stakes), SETTLEMENT, StakeManager.lockUpTo.selector);
        _restrict(address(stakes), SETTLEMENT, StakeManager.endLocks.selector);
        _restrict(address(juryDraw), SETTLEMENT, JuryDraw.seat.selector);
        _restrict(address(disputes), SETTLEMENT, DisputeModule.closeJurors.selector);
        _restrict(address(disputes), SETTLEMENT, DisputeModule.closeDispute.selector);
        _restrict(address(stakes), JOB_REGISTRY, StakeManager.fundEscrow.selector);
        _restrict(address(stakes), PAYOUT, StakeManager.settleEscrow.selector);
        _restrict(address(stakes), REWARD_ENGINE, StakeManager.creditRewards.selector);
        _restrict(address(stakes), COUNCIL, StakeManager.setUnbondingSeconds.selector);
        _restrict(address(validation), JOB_REGISTRY, ValidationModule.openRound.selector);
        _restrict(address(validation), JOB_REGISTRY, ValidationModule.closeRound.selector);
        _restrict(address(validation), JOB_REGISTRY, ValidationModule.nameDriver.selector);
        _restrict(address(validation), PAYOUT, ValidationModule.settle.selector);
        _restrict(address(disputes), JOB_REGISTRY, DisputeModule.openDispute.selector);
        _restrict(address(disputes), JOB_REGISTRY, DisputeModule.openAppeal.selector);
        _restrict(address(juries), PAYOUT, JurySettlement.settle.selector);
        _restrict(address(disputes), ARBITER, DisputeModule.ruleByOwner.selector);
        _restrict(address(oracle), ORACLE_SETTLER, EnergyOracle.consume.selector);
        _restrict(address(oracle), COUNCIL, EnergyOracle.setSigners.selector);
        _restrict(address(thermostat), POLICY, Thermostat.raiseTowardsEmergency.selector);
        _restrict(address(thermostat), COUNCIL, Thermostat.setBaseTemperature.selector);
        _restrict(address(thermostat), COUNCIL, Thermostat.setBounds.selector);
        _restrict(address(thermostat), COUNCIL, Thermostat.setGains.selector);
        _restrict(address(thermostat), COUNCIL, Thermostat.setKpis.selector);
        _restrict(address(thermostat), COUNCIL, Thermostat.setRoleOffset.selector);
        _restrict(address(incentives), JOB_REGISTRY, IncentivePolicy.applyDelayPolicy.selector);
        _restrict(address(incentives), COUNCIL, IncentivePolicy.setRoleShares.selector);
        _restrict(address(incentives), COUNCIL, IncentivePolicy.setShareBounds.selector);
        _restrict(address(incentives), COUNCIL, IncentivePolicy.setDelayLimits.selector);
        _restrict(address(jobTerms), COUNCIL, JobTerms.setTerms.selector);
        _restrict(address(settlement), JOB_REGISTRY, JobSettlement.settleJudged.selector);
        _restrict(address(settlement), JOB_REGISTRY, JobSettlement.settleUnjudged.selector);
        _restrict(address(jobs), OPERATOR, JobRegistry.triggerDelayPolicy.selector);
        _restrict(address(jobs), REGION_EXECUTOR, JobRegistry.holdOutcome.selector);
        _restrict(address(jobs), REGION_EXECUTOR, JobRegistry.nameDriver.selector);
        _restrict(address(jobs), GUARDIAN, JobRegistry.triggerPauseCheck.selector);
        _restrict(address(anchors), OPERATOR, ReceiptAnchor.anchor.selector);

        _wireManager();

        manager.grantRole(GUARDIAN, guardian, 0);
        manager.grantRole(GUARDIAN, address(incentives), 0);
        manager.grantRole(OPERATOR, operations, 0);
        manager.grantRole(REGISTRAR, registrar, 0);
        manager.grantRole(COUNCIL, council, 0);
        manager.grantRole(ARBITER, arbiter, 1 days);
        manager.grantRole(JOB_REGISTRY, address(jobs), 0);
        manager.grantRole(SETTLEMENT, address(jobs), 0);
        manager.grantRole(SETTLEMENT, address(validation), 0);
        manager.grantRole(SETTLEMENT, address(juryDraw), 0);
        manager.grantRole(SETTLEMENT, address(disputes), 0);
        manager.grantRole(SETTLEMENT, address(juries), 0);
        manager.grantRole(SETTLEMENT, address(settlement), 0);
        manager.grantRole(SORTITION, address(stakes), 0);
        manager.grantRole(PAYOUT, address(settlement), 0);
        manager.grantRole(POLICY, address(incentives), 0);
        manager.grantRole(REWARD_ENGINE, rewardEngine, 0);
        manager.grantRole(PAUSER, owner, 0);
        manager.grantRole(WIRING, owner, ADMIN_DELAY_SECONDS);
        manager.grantRole(SEAT, address(seat), 0);
        manager.setRoleAdmin(GUARDIAN, SEAT);
        manager.setRoleGuardian(WIRING, GUARDIAN);
        manager.setRoleGuardian(COUNCIL, GUARDIAN);
        manager.grantRole(manager.ADMIN_ROLE(), owner, ADMIN_DELAY_SECONDS);
    }

    /// @dev The role of the manager's own functions says who can cancel them, not who may call them.
    function _wireManager() private {
        _restrict(address(manager), WIRING, AccessManager.labelRole.selector);
        _restrict(address(manager), WIRING, AccessManager.grantRole.selector);
        _restrict(address(manager), WIRING, AccessManager.revokeRole.selector);
        _restrict(address(manager), WIRING, AccessManager.setRoleAdmin.selector);
        _restrict(address(manager), WIRING, AccessManager.setRoleGuardian.selector);
        _restrict(address(manager), WIRING, AccessManager.setGrantDelay.selector);
        _restrict(address(manager), WIRING, AccessManager.setTargetFunctionRole.selector);
        _restrict(address(manager), WIRING, AccessManager.setTargetAdminDelay.selector);
        _restrict(address(manager), WIRING, AccessManager.setTargetClosed.selector);
        _restrict(address(manager), WIRING, AccessManager.updateAuthority.selector);
    }

    function _restrict(address target, uint64 role, bytes4 selector) private {
        bytes4[] memory selectors = new bytes4[](1);
        selectors[0] = selector;
        manager.setTargetFunctionRole(target, selectors, role);
    }

    function _admit() private {
        vm.startPrank(registrar);
        identities.register("employer", employer, Roles.EMPLOYER);
        identities.register("other employer", otherEmployer, Roles.EMPLOYER);
        identities.register("agent", agent, Roles.AGENT);
        identities.register("other agent", otherAgent, Roles.AGENT);
        identities.register("operator", operator, Roles.OPERATOR);
        for (uint256 i; i < 8; ++i) {
            string memory name = string.concat("validator ", vm.toString(i));
            validators.push(makeActor(name));
            identities.register(name, validators[i], Roles.VALIDATOR);
        }
        _seatCouncil();
        identities.closeFounding();
        vm.stopPrank();
        pool.sync(ANY);
    }

    /// @dev In the founding, as the registrar.
    function _seatCouncil() internal virtual {
        for (uint256 i; i < 3; ++i) {
            string memory name = string.concat("councillor ", vm.toString(i));
            councillors.push(makeActor(name));
            identities.register(name, councillors[i], Roles.COUNCIL);
        }
    }

    function _fundAndStake() private {
        fund(employer);
        fund(otherEmployer);
        fund(rewardEngine);
        stake(agent, Roles.AGENT, STAKE_WEI);
        stake(otherAgent, Roles.AGENT, STAKE_WEI);
        for (uint256 i; i < validators.length; ++i) {
            stake(validators[i], Roles.VALIDATOR, STAKE_WEI + i * 100 ether);
        }
        for (uint256 i; i < councillors.length; ++i) {
            stake(councillors[i], Roles.COUNCIL, STAKE_WEI);
        }
    }

    function fund(address account) internal {
        require(token.transfer(account, WALLET_WEI));
        vm.prank(account);
        token.approve(address(stakes), type(uint256).max);
    }

    function stake(address account, uint8 role, uint256 amountWei) internal {
        if (token.balanceOf(account) == 0) fund(account);
        vm.prank(account);
        stakes.depositStake(role, amountWei);
    }
}
