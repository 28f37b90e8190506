// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {IJobTerms} from "../../../contracts/interfaces/IJobTerms.sol";
import {IRegionalExecutor} from "../../../contracts/interfaces/IRegionalExecutor.sol";
import {RegionalExecutor} from "../../../contracts/planetary/RegionalExecutor.sol";
import {Roles} from "../../../contracts/shared/Roles.sol";
import {PlanetaryFixture} from "../planetary/PlanetaryFixture.sol";
import {Handler} from "../support/Handler.sol";
import {National} from "../support/National.sol";
import {JointFixture} from "./JointFixture.sol";

/// @notice What all actors of the joint campaign share: two regions, a council with stake, and a count of every deed.
abstract contract Campaign is JointFixture, Handler {
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
        SettledOutOfOrder,
        Rewarded,
        Reported,
        Claimed,
        Collected,
        RefusedWhilePaused,
        JurorSilent,
        JurorWrong,
        Appealed,
        AppealedAgain,
        AppealedByRegion,
        Suspended,
        KeptOut,
        SuspensionEnded,
        SuspensionLifted,
        Revoked,
        RoleLost,
        RoleRegained,
        SyncedInPart,
        Unbonding,
        UnbondingRecalled,
        Late,
        LateFinalized,
        LimitHeld,
        Stolen,
        KeyReplaced,
        OutcomeHeld,
        DisputeApproved,
        HoldLapsed,
        BondsFreed,
        GuardianLeft,
        GuardianReplaced,
        GrantCancelled,
        PotOpened,
        PotDivided,
        Reopened,
        ReopenedFinalized
    }

    struct Region {
        RegionalExecutor executor;
        address operator;
        uint256 votedWei;
        uint256 paidWei;
        uint256 returnedWei;
    }

    bytes32 private constant OTHER_REGION = "asia";
    uint256 private constant FIRST_BUDGET_WEI = 60_000 ether;
    uint32 internal constant APPROVAL_SECONDS = 3 hours;
    /// @dev A full check takes as long as several moves.
    uint256 internal constant MOVES_PER_CHECK = 8;

    mapping(Deed deed => uint256) internal deeds;
    uint256 internal moves;
    Region[] internal regions;
    /// @dev Everybody who may hold a token.
    address[] internal holders;

    function _wireMore() internal override(PlanetaryFixture, National) {
        super._wireMore();
        regions.push(Region(executor, regional, 0, 0, 0));
        bytes memory arguments = abi.encode(address(manager), systemPause, jobs, treasury, OTHER_REGION);
        RegionalExecutor other = RegionalExecutor(create("RegionalExecutor", arguments));
        _wireExecutor(other);
        regions.push(Region(other, makeActor("operator of asia"), 0, 0, 0));
        manager.grantRole(_operatorRole(OTHER_REGION), regions[1].operator, 0);
    }

    function setUp() public virtual override(JointFixture, Handler) {
        super.setUp();
        vm.prank(registrar);
        identities.register("executor-asia", address(regions[1].executor), Roles.EMPLOYER);
        _join(address(executor));
        _join(address(regions[1].executor));
        for (uint256 i; i < COUNCIL_SIZE; ++i) {
            stake(_member(i), Roles.COUNCIL, STAKE_WEI);
            _join(_member(i));
        }
        _allowHolds();
        _openRegions();
        holders = accounts;
        holders.push(address(this));
        holders.push(address(stakes));
        holders.push(address(engine));
        holders.push(rewardEngine);
    }

    function _seatCouncil() internal override(National, PlanetaryFixture) {
        PlanetaryFixture._seatCouncil();
    }

    function _join(address account) private {
        accounts.push(account);
        roles.push(identities.rolesOf(account));
    }

    /// @dev Regions can hold an outcome until governance approves their dispute.
    function _allowHolds() private {
        IJobTerms.Terms memory terms = defaultTerms();
        terms.approvalSeconds = APPROVAL_SECONDS;
        terms.dispute.rulingSeconds -= APPROVAL_SECONDS;
        vm.prank(address(timelock));
        jobTerms.setTerms(terms);
    }

    /// @dev So that regions employ from the first move on; the first has limits, the second disputes on approval.
    function _openRegions() private {
        for (uint256 i; i < regions.length; ++i) {
            Region storage region = regions[i];
            IRegionalExecutor.RegionTerms memory terms = _anyJob();
            if (i == 0) (terms.jobWei, terms.dayWei) = (2000 ether, 3000 ether);
            else terms.approvalSeconds = APPROVAL_SECONDS;
            vm.prank(address(timelock));
            region.executor.approveBudget(0, FIRST_BUDGET_WEI, terms);
            require(pay(fundingOf(region.executor, FIRST_BUDGET_WEI), memberKeys(THRESHOLD), safe.nonce()));
            (region.votedWei, region.paidWei) = (FIRST_BUDGET_WEI, FIRST_BUDGET_WEI);
        }
    }

    modifier moving() {
        ++moves;
        _;
        if (moves % MOVES_PER_CHECK == 0) _compareWithBefore();
    }

    /// @dev What only a look at earlier states can tell.
    function _compareWithBefore() internal virtual;

    function _did(Deed deed) internal {
        ++deeds[deed];
    }

    /// @dev While the system is paused the call must fail.
    function _guarded(address caller, address target, bytes memory data) internal returns (bool success) {
        bool wasPaused = systemPause.paused();
        vm.prank(caller);
        (success,) = target.call(data);
        assertFalse(wasPaused && success, "moved while paused");
        if (wasPaused) _did(Deed.RefusedWhilePaused);
    }

    function _waitUntil(uint256 time) internal {
        if (time > vm.getBlockTimestamp()) pass(time - vm.getBlockTimestamp());
    }

    /// @return found False for a job of the national layer.
    /// @return which Index of the region that employs for the job.
    function _regionOf(uint256 jobId) internal view returns (bool found, uint256 which) {
        address employer_ = jobs.jobOf(jobId).employer;
        for (which = 0; which < regions.length; ++which) {
            if (employer_ == address(regions[which].executor)) return (true, which);
        }
        return (false, 0);
    }

    /// @dev Validators beyond the first four, and councillors beyond the first: those who are suspended and revoked.
    function _judgeBy(uint256 seed) internal view returns (address account, uint8 role) {
        if (seed % 2 == 0) return (_member(1 + (seed >> 1) % (COUNCIL_SIZE - 1)), Roles.COUNCIL);
        return (validators[4 + (seed >> 1) % 4], Roles.VALIDATOR);
    }
}
