// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {IJobTerms} from "../../../contracts/interfaces/IJobTerms.sol";
import {IStakeManager} from "../../../contracts/interfaces/IStakeManager.sol";
import {Roles} from "../../../contracts/shared/Roles.sol";
import {National} from "../support/National.sol";

/// @notice A coalition with a third of the validators' weight and of the council's heads against four honest validators and
/// six honest councillors, under the terms that plans have by default.
abstract contract Coalition is National {
    uint96 internal constant LOCK_WEI = 600 ether;
    uint128 internal constant VALUE_WEI = 10_000 ether;
    uint256 internal constant ALLIED_WEI = 4500 ether;
    uint256 internal constant HONEST_WEI = 9000 ether;
    uint256 internal constant HONEST_VALIDATORS = 4;
    uint256 internal constant HONEST_COUNCILLORS = 6;
    uint256 internal constant ALLIED_COUNCILLORS = 3;
    uint256 private constant COUNCIL_STAKE_WEI = 20_000 ether;

    address internal immutable thief = makeActor("thief");
    address internal immutable thiefEmployer = makeActor("thief employer");
    address[] internal allies;
    address[] internal alliedCouncillors;

    mapping(address account => bool) internal isAllied;

    /// @dev Among how many validators the coalition's stake is divided.
    function _identities() internal pure virtual returns (uint256) {
        return 1;
    }

    // Set-up

    /// @dev As plans have it: a quorum of a first jury's seats.
    function _councilStakeWei() internal pure override returns (uint256) {
        return 2 * LOCK_WEI;
    }

    function setUp() public virtual override {
        super.setUp();
        for (uint256 i; i < validators.length; ++i) {
            vm.prank(validators[i]);
            if (i < HONEST_VALIDATORS) stakes.depositStake(Roles.VALIDATOR, (500 + i * 400) * 1 ether);
            else stakes.requestUnbonding(Roles.VALIDATOR, STAKE_WEI + i * 100 ether);
        }
        for (uint256 i; i < allies.length; ++i) {
            stake(allies[i], Roles.VALIDATOR, ALLIED_WEI / allies.length);
        }
        for (uint256 i; i < councillors.length; ++i) {
            stake(councillors[i], Roles.COUNCIL, COUNCIL_STAKE_WEI - STAKE_WEI);
        }
        stake(thief, Roles.AGENT, 20_000 ether);
        stake(otherAgent, Roles.AGENT, 20_000 ether);
        fund(thiefEmployer);
        vm.prank(council);
        jobTerms.setTerms(_terms());
        pass(1);
    }

    function _seatCouncil() internal override {
        for (uint256 i; i < HONEST_COUNCILLORS; ++i) {
            _seatCouncillor(string.concat("councillor ", vm.toString(i)));
        }
        for (uint256 i; i < ALLIED_COUNCILLORS; ++i) {
            alliedCouncillors.push(_ally(_seatCouncillor(string.concat("allied councillor ", vm.toString(i)))));
        }
        for (uint256 i; i < _identities(); ++i) {
            string memory name = i == 0 ? "ally" : string.concat("ally ", vm.toString(i));
            allies.push(_ally(makeActor(name)));
            identities.register(name, allies[i], Roles.VALIDATOR | Roles.OPERATOR);
        }
        identities.register("thief", _ally(thief), Roles.AGENT);
        identities.register("thief employer", _ally(thiefEmployer), Roles.EMPLOYER);
    }

    function _seatCouncillor(string memory name) private returns (address account) {
        account = makeActor(name);
        councillors.push(account);
        identities.register(name, account, Roles.COUNCIL);
    }

    function _ally(address account) private returns (address) {
        isAllied[account] = true;
        return account;
    }

    /// @dev The default ones of a plan whose dearest job pays 30,000 tokens; windows are the fixture's.
    function _terms() private view returns (IJobTerms.Terms memory terms) {
        terms = defaultTerms();
        terms.feeBps = 100;
        terms.agentStakeBps = 2500;
        terms.rejectedSlashBps = 9000;
        terms.expiredSlashBps = 1000;
        terms.slashSplit = IJobTerms.SlashSplit(5000, 2000, 2000, 1000);
        terms.validation.approvalBps = 5001;
        terms.validation.nonRevealSlashBps = 5000;
        terms.validation.wrongVoteSlashBps = 1000;
        terms.validation.seatLockWei = LOCK_WEI;
        terms.dispute.bondBps = 500;
        terms.dispute.nonRevealSlashBps = 5000;
        terms.dispute.jurorLockWei = LOCK_WEI;
    }

    // Figures

    /// @return sum All that the coalition has, wherever it is.
    function _wealth() internal view returns (int256 sum) {
        sum = _wealthOf(thief) + _wealthOf(thiefEmployer);
        for (uint256 i; i < allies.length; ++i) {
            sum += _wealthOf(allies[i]);
        }
        for (uint256 i; i < alliedCouncillors.length; ++i) {
            sum += _wealthOf(alliedCouncillors[i]);
        }
    }

    function _wealthOf(address account) private view returns (int256) {
        uint256 sum = token.balanceOf(account) + stakes.claimOf(account);
        uint8[3] memory roles = [Roles.AGENT, Roles.VALIDATOR, Roles.COUNCIL];
        for (uint256 i; i < roles.length; ++i) {
            IStakeManager.Position memory position = stakes.positionOf(account, roles[i]);
            sum += position.staked + position.unbonding;
        }
        return int256(sum);
    }

    function _count(address[] memory members, uint8[] memory seats) internal view returns (uint256 all, uint256 allied) {
        for (uint256 i; i < members.length; ++i) {
            all += seats[i];
            if (isAllied[members[i]]) allied += seats[i];
        }
    }
}
