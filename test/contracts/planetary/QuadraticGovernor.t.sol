// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import {IAccessManager} from "@openzeppelin/contracts/access/manager/IAccessManager.sol";
import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {TimelockController} from "@openzeppelin/contracts/governance/TimelockController.sol";
import {GovernorPreventLateQuorum} from "@openzeppelin/contracts/governance/extensions/GovernorPreventLateQuorum.sol";
import {GovernorProposalGuardian} from "@openzeppelin/contracts/governance/extensions/GovernorProposalGuardian.sol";
import {GovernorSettings} from "@openzeppelin/contracts/governance/extensions/GovernorSettings.sol";
import {IAccessControl} from "@openzeppelin/contracts/access/IAccessControl.sol";
import {Strings} from "@openzeppelin/contracts/utils/Strings.sol";

import {IGovernorCountingQuadratic} from "../../../contracts/interfaces/IGovernorCountingQuadratic.sol";
import {IGovernorExpiry} from "../../../contracts/interfaces/IGovernorExpiry.sol";
import {IIdentityRegistry} from "../../../contracts/interfaces/IIdentityRegistry.sol";
import {IQuadraticGovernor} from "../../../contracts/interfaces/IQuadraticGovernor.sol";
import {IThermostat} from "../../../contracts/interfaces/IThermostat.sol";
import {QuadraticGovernor} from "../../../contracts/planetary/QuadraticGovernor.sol";
import {Roles} from "../../../contracts/shared/Roles.sol";
import {PlanetaryFixture} from "./PlanetaryFixture.sol";

abstract contract GovernorFixture is PlanetaryFixture {
    uint8 internal constant AGAINST = 0;
    uint8 internal constant FOR = 1;
    uint8 internal constant ABSTAIN = 2;

    function _heat(string memory description) internal view returns (Call memory) {
        return _call(address(thermostat), abi.encodeCall(thermostat.setBaseTemperature, (2e18)), description);
    }

    function _state(uint256 proposalId, IGovernor.ProposalState expected) internal view {
        assertEq(uint8(governor.state(proposalId)), uint8(expected), "state");
    }

    function _expectUnexpectedState(uint256 proposalId, IGovernor.ProposalState current, bytes32 allowed) internal {
        vm.expectRevert(
            abi.encodeWithSelector(IGovernor.GovernorUnexpectedProposalState.selector, proposalId, current, allowed)
        );
    }

    function _bit(IGovernor.ProposalState allowed) internal pure returns (bytes32) {
        return bytes32(uint256(1) << uint8(allowed));
    }
}

contract QuadraticCountingTest is GovernorFixture {
    uint256 internal proposalId;

    function setUp() public override {
        super.setUp();
        proposalId = _proposeActive(_heat("heat"));
    }

    function test_VotesCostTheirSquareAndShowInEvents() public {
        vm.expectEmit(address(governor));
        emit IGovernorCountingQuadratic.QuadraticVotesCharged(proposalId, _identityOf(0), 3, 9, 91);
        vm.expectEmit(address(governor));
        emit IGovernor.VoteCastWithParams(_member(0), proposalId, FOR, 3, "", abi.encode(uint256(3)));
        assertEq(_vote(0, proposalId, FOR, 3), 3, "weight");

        (uint8 side, uint256 votes) = governor.ballotOf(proposalId, _identityOf(0));
        assertEq(side, FOR, "side");
        assertEq(votes, 3, "votes");
        assertTrue(governor.hasVoted(proposalId, _member(0)), "has voted");
        assertFalse(governor.hasVoted(proposalId, _member(1)), "has not voted");
        (uint256 against, uint256 forVotes, uint256 abstain) = governor.proposalVotes(proposalId);
        assertEq(against, 0, "against");
        assertEq(forVotes, 3, "for");
        assertEq(abstain, 0, "abstain");
    }

    function test_NobodyHasVotedOnWhatIsPendingOrDoesNotExist() public {
        uint256 pending = _propose(0, _heat("pending"));
        assertFalse(governor.hasVoted(pending, _member(0)), "pending");
        vm.warp(governor.proposalSnapshot(pending));
        assertFalse(governor.hasVoted(pending, _member(0)), "at the snapshot");
        assertFalse(governor.hasVoted(pending + 1, _member(0)), "unknown");
    }

    function test_ARaiseCostsTheDifferenceOfTheSquares() public {
        _vote(0, proposalId, FOR, 3);
        vm.expectEmit(address(governor));
        emit IGovernorCountingQuadratic.QuadraticVotesCharged(proposalId, _identityOf(0), 5, 16, 75);
        assertEq(_vote(0, proposalId, FOR, 5), 2, "weight");
    }

    function test_TheSideOfTheFirstVoteStays() public {
        _vote(0, proposalId, FOR, 3);
        vm.expectRevert(
            abi.encodeWithSelector(
                IGovernorCountingQuadratic.QuadraticSideFixed.selector, _identityOf(0), FOR, AGAINST
            )
        );
        _vote(0, proposalId, AGAINST, 4);
        _vote(1, proposalId, AGAINST, 3);
        vm.expectRevert(
            abi.encodeWithSelector(
                IGovernorCountingQuadratic.QuadraticSideFixed.selector, _identityOf(1), AGAINST, FOR
            )
        );
        _vote(1, proposalId, FOR, 4);
    }

    function test_VotesCannotBeLoweredRepeatedOrZero() public {
        bytes4 selector = IGovernorCountingQuadratic.QuadraticVotesNotRaised.selector;
        vm.expectRevert(abi.encodeWithSelector(selector, _identityOf(0), 0, 0));
        _vote(0, proposalId, FOR, 0);
        _vote(0, proposalId, FOR, 3);
        vm.expectRevert(abi.encodeWithSelector(selector, _identityOf(0), 3, 3));
        _vote(0, proposalId, FOR, 3);
        vm.expectRevert(abi.encodeWithSelector(selector, _identityOf(0), 3, 2));
        _vote(0, proposalId, FOR, 2);
    }

    function test_EachBallotGivesAFreshAllowance() public {
        for (uint256 i = 0; i < 12; ++i) {
            uint256 another = _proposeActive(_heat(vm.toString(i)));
            vm.expectEmit(address(governor));
            emit IGovernorCountingQuadratic.QuadraticVotesCharged(another, _identityOf(0), MAX_VOTES, CREDITS, 0);
            _vote(0, another, AGAINST, MAX_VOTES);
        }
        assertEq(_vote(0, proposalId, FOR, MAX_VOTES), MAX_VOTES, "all of it on the first as well");
    }

    /// @dev Three of five spend all they have on one decision, which used to leave the next one to the other two.
    function test_AMinorityPassesNothingWhileTheMajorityIsBusyElsewhere() public {
        _carry(proposalId);
        uint256 coup = _coup();
        _vote(3, coup, FOR, MAX_VOTES);
        _vote(4, coup, FOR, MAX_VOTES);
        for (uint256 i = 0; i < 3; ++i) {
            _vote(i, coup, AGAINST, MAX_VOTES);
        }
        vm.warp(governor.proposalDeadline(coup) + 1);
        _state(coup, IGovernor.ProposalState.Defeated);
    }

    function _coup() private returns (uint256 coup) {
        address[] memory themselves = new address[](1);
        themselves[0] = _member(4);
        bytes memory data = abi.encodeCall(oracle.setSigners, (themselves, 1));
        coup = _propose(4, _callBy(4, address(oracle), data, "take over"));
        vm.warp(governor.proposalSnapshot(coup) + 1);
    }

    function test_ThreeOfFiveGoOnDecidingHoweverMuchTheyHaveDecided() public {
        for (uint256 i = 0; i < 20; ++i) {
            _decide(_call(address(thermostat), abi.encodeCall(thermostat.setBaseTemperature, (1e18 + i)), vm.toString(i)));
        }
        assertEq(thermostat.temperatureWad(), 1e18 + 19, "the last of twenty");
    }

    function test_MoreVotesThanAllCreditsBuyAreRefused() public {
        bytes4 selector = IGovernorCountingQuadratic.QuadraticVotesBeyondCredits.selector;
        vm.expectRevert(abi.encodeWithSelector(selector, MAX_VOTES + 1, MAX_VOTES));
        _vote(0, proposalId, FOR, MAX_VOTES + 1);
        vm.expectRevert(abi.encodeWithSelector(selector, type(uint256).max, MAX_VOTES));
        _vote(0, proposalId, FOR, type(uint256).max);
        vm.expectRevert(abi.encodeWithSelector(selector, uint256(1) << 128, MAX_VOTES));
        _vote(0, proposalId, FOR, uint256(1) << 128);
    }

    function test_VotesWithoutParamsAreRefused() public {
        vm.expectRevert(IGovernor.GovernorInvalidVoteParams.selector);
        vm.prank(_member(0));
        governor.castVote(proposalId, FOR);

        vm.expectRevert(IGovernor.GovernorInvalidVoteParams.selector);
        vm.prank(_member(0));
        governor.castVoteWithReason(proposalId, FOR, "because");

        bytes32 structHash =
            keccak256(abi.encode(governor.BALLOT_TYPEHASH(), proposalId, FOR, _member(0), governor.nonces(_member(0))));
        bytes memory signature = _signTyped(100, structHash);
        vm.expectRevert(IGovernor.GovernorInvalidVoteParams.selector);
        governor.castVoteBySig(proposalId, FOR, _member(0), signature);
    }

    function test_ParamsOfAnyOtherLengthAreRefused() public {
        for (uint256 length = 0; length < 70; ++length) {
            if (length == 32) continue;
            vm.expectRevert(IGovernor.GovernorInvalidVoteParams.selector);
            vm.prank(_member(0));
            governor.castVoteWithReasonAndParams(proposalId, FOR, "", new bytes(length));
        }
    }

    function test_AnUnknownSideIsRefused() public {
        vm.expectRevert(IGovernor.GovernorInvalidVoteType.selector);
        _vote(0, proposalId, 3, 1);
    }

    function test_SignedVotesCountOnceForTheirVoter() public {
        bytes memory params = abi.encode(uint256(4));
        bytes memory signature = _signExtended(100, proposalId, FOR, _member(0), params);
        vm.prank(stranger);
        governor.castVoteWithReasonAndParamsBySig(proposalId, FOR, _member(0), "", params, signature);
        (, uint256 votes) = governor.ballotOf(proposalId, _identityOf(0));
        assertEq(votes, 4, "votes");

        vm.expectRevert(abi.encodeWithSelector(IGovernor.GovernorInvalidSignature.selector, _member(0)));
        governor.castVoteWithReasonAndParamsBySig(proposalId, FOR, _member(0), "", params, signature);
    }

    function test_ASignedVoteBindsItsNumberOfVotes() public {
        bytes memory signature = _signExtended(100, proposalId, FOR, _member(0), abi.encode(uint256(4)));
        vm.expectRevert(abi.encodeWithSelector(IGovernor.GovernorInvalidSignature.selector, _member(0)));
        governor.castVoteWithReasonAndParamsBySig(
            proposalId, FOR, _member(0), "", abi.encode(uint256(9)), signature
        );
    }

    function _signExtended(uint256 key, uint256 id, uint8 support, address voter, bytes memory params)
        private
        view
        returns (bytes memory)
    {
        return _signTyped(
            key,
            keccak256(
                abi.encode(
                    governor.EXTENDED_BALLOT_TYPEHASH(),
                    id,
                    support,
                    voter,
                    governor.nonces(voter),
                    keccak256(""),
                    keccak256(params)
                )
            )
        );
    }

    function _signTyped(uint256 key, bytes32 structHash) private view returns (bytes memory) {
        bytes32 domain = keccak256(
            abi.encode(
                keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
                keccak256(bytes(governor.name())),
                keccak256(bytes(governor.version())),
                block.chainid,
                address(governor)
            )
        );
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(key, keccak256(abi.encodePacked(hex"1901", domain, structHash)));
        return abi.encodePacked(r, s, v);
    }

    // Identities

    function test_StrangersCannotVote() public {
        vm.expectRevert(
            abi.encodeWithSelector(
                IGovernorCountingQuadratic.QuadraticVoterUnknown.selector,
                stranger,
                governor.proposalSnapshot(proposalId)
            )
        );
        vm.prank(stranger);
        governor.castVoteWithReasonAndParams(proposalId, FOR, "", abi.encode(uint256(1)));
    }

    function test_IdentitiesOutsideTheCouncilCannotVote() public {
        assertEq(governor.getVotes(agent, START), 0, "votes");
        vm.expectRevert(
            abi.encodeWithSelector(
                IGovernorCountingQuadratic.QuadraticVoterUnknown.selector,
                agent,
                governor.proposalSnapshot(proposalId)
            )
        );
        vm.prank(agent);
        governor.castVoteWithReasonAndParams(proposalId, FOR, "", abi.encode(uint256(1)));
    }

    /// @dev A vote during which whatever the registrar has just scheduled takes effect.
    function _proposeAcrossTheChange() private returns (uint256) {
        pass(JUDGING_DELAY_SECONDS - 1 days);
        return _proposeActive(_heat("across"));
    }

    function test_AnIdentityAdmittedAfterTheSnapshotCannotVote() public {
        vm.prank(registrar);
        identities.register("latecomer", stranger, Roles.COUNCIL);
        proposalId = _proposeAcrossTheChange();
        pass(1 days);
        assertTrue(identities.hasRole(stranger, Roles.COUNCIL), "admitted meanwhile");
        vm.expectRevert(
            abi.encodeWithSelector(
                IGovernorCountingQuadratic.QuadraticVoterUnknown.selector,
                stranger,
                governor.proposalSnapshot(proposalId)
            )
        );
        vm.prank(stranger);
        governor.castVoteWithReasonAndParams(proposalId, FOR, "", abi.encode(uint256(1)));
    }

    function test_ARevokedIdentityCannotVoteAnewAndItsVotesStay() public {
        setRoles(_member(0), 0);
        proposalId = _proposeAcrossTheChange();
        _vote(0, proposalId, FOR, 3);
        pass(1 days);

        vm.expectRevert(
            abi.encodeWithSelector(
                IGovernorCountingQuadratic.QuadraticVoterRevoked.selector, _member(0), _identityOf(0)
            )
        );
        _vote(0, proposalId, FOR, 4);
        (, uint256 forVotes,) = governor.proposalVotes(proposalId);
        assertEq(forVotes, 3, "votes cast stay");
        assertTrue(governor.hasVoted(proposalId, _member(0)), "has voted");
    }

    function test_TheRegistrarCannotSilenceVotersInAVoteUnderWay() public {
        _vote(0, proposalId, FOR, MAX_VOTES);
        _vote(1, proposalId, FOR, MAX_VOTES);
        vm.startPrank(registrar);
        for (uint256 i = 2; i < COUNCIL_SIZE; ++i) {
            identities.setRoles(_member(i), 0);
        }
        vm.stopPrank();
        vm.warp(governor.proposalDeadline(proposalId));
        for (uint256 i = 2; i < COUNCIL_SIZE; ++i) {
            _vote(i, proposalId, AGAINST, MAX_VOTES);
        }
        vm.warp(governor.proposalDeadline(proposalId) + 1);
        _state(proposalId, IGovernor.ProposalState.Defeated);
    }

    function test_CreditsCannotBeSplitOverAccounts() public {
        vm.prank(registrar);
        vm.expectRevert(
            abi.encodeWithSelector(IIdentityRegistry.HandleTaken.selector, _identityOf(0), _member(0))
        );
        identities.register("council-0", stranger, Roles.COUNCIL);
    }

    function test_EachFurtherIdentityOfAnAttackerAddsAsManyVotesAsAnyOther() public {
        for (uint256 i = 0; i < 3; ++i) {
            _vote(i, proposalId, FOR, MAX_VOTES);
        }
        (, uint256 forVotes,) = governor.proposalVotes(proposalId);
        assertEq(forVotes, 3 * MAX_VOTES, "k identities, k times the votes");
        assertEq(forVotes * forVotes, 3 * (3 * CREDITS), "the root of k more than the same credits pooled");
    }

    // Quorum and outcome

    function test_TheQuorumIsAPartOfAllPossibleVotesRoundedUp() public {
        assertEq(governor.quorum(START), 15, "30 % of 5 x 10");
        _decide(_call(address(governor), abi.encodeCall(governor.setQuorumBps, (3001)), "quorum"));
        vm.warp(vm.getBlockTimestamp() + 1);
        assertEq(governor.quorum(vm.getBlockTimestamp() - 1), 16, "30.01 % of 5 x 10");
        assertEq(governor.quorum(START), 15, "the past keeps its quorum");
    }

    function test_TheQuorumFollowsTheNumberOfIdentitiesAtTheSnapshot() public {
        vm.prank(registrar);
        identities.register("sixth", stranger, Roles.COUNCIL);
        awaitRoles();
        assertEq(governor.quorum(vm.getBlockTimestamp() - 1), 18, "30 % of 6 x 10");
        assertEq(governor.quorum(governor.proposalSnapshot(proposalId)), 15, "the proposal keeps its own");
    }

    function test_OneVoteShortOfTheQuorumFails() public {
        _vote(0, proposalId, FOR, 7);
        _vote(1, proposalId, FOR, 7);
        vm.warp(governor.proposalDeadline(proposalId) + 1);
        _state(proposalId, IGovernor.ProposalState.Defeated);
    }

    function test_AbstentionsCountTowardsTheQuorumAndVotesAgainstDoNot() public {
        uint256 second = _proposeActive(_heat("second"));
        _vote(0, proposalId, FOR, 7);
        _vote(1, proposalId, ABSTAIN, 8);
        _vote(2, second, FOR, 7);
        _vote(3, second, AGAINST, 6);
        vm.warp(governor.proposalDeadline(second) + 1);
        _state(proposalId, IGovernor.ProposalState.Succeeded);
        _state(second, IGovernor.ProposalState.Defeated);
    }

    function test_EachSideAddsUpItsVotes() public {
        for (uint256 i = 0; i < 3; ++i) {
            uint256 id = i == 0 ? proposalId : _proposeActive(_heat(vm.toString(i)));
            _vote(0, id, uint8(i), 1);
            _vote(1, id, uint8(i), 2);
            (uint256 against, uint256 inFavour, uint256 abstaining) = governor.proposalVotes(id);
            assertEq(against, i == AGAINST ? 3 : 0, "against");
            assertEq(inFavour, i == FOR ? 3 : 0, "for");
            assertEq(abstaining, i == ABSTAIN ? 3 : 0, "abstaining");
        }
    }

    function test_ATieFails() public {
        _vote(0, proposalId, FOR, MAX_VOTES);
        _vote(1, proposalId, FOR, 6);
        _vote(2, proposalId, AGAINST, MAX_VOTES);
        _vote(3, proposalId, AGAINST, 6);
        vm.warp(governor.proposalDeadline(proposalId) + 1);
        _state(proposalId, IGovernor.ProposalState.Defeated);
    }

    function test_ALateQuorumExtendsTheVote() public {
        _vote(0, proposalId, FOR, MAX_VOTES);
        uint256 deadline = governor.proposalDeadline(proposalId);
        vm.warp(deadline);
        _expectExtension(deadline + 1 days);
        _vote(1, proposalId, FOR, MAX_VOTES);
        assertEq(governor.proposalDeadline(proposalId), deadline + 1 days, "extended");

        vm.warp(deadline + 1 days);
        for (uint256 i = 2; i < COUNCIL_SIZE; ++i) {
            _vote(i, proposalId, AGAINST, MAX_VOTES);
        }
        vm.warp(governor.proposalDeadline(proposalId) + 1);
        _state(proposalId, IGovernor.ProposalState.Defeated);
    }

    /// @dev The quorum is reached at once; what decides comes in the last second, once to pass and once to fail.
    function test_ALateSwingExtendsTheVoteLongAfterTheQuorum() public {
        _vote(0, proposalId, FOR, MAX_VOTES);
        _vote(1, proposalId, AGAINST, MAX_VOTES);
        _vote(2, proposalId, ABSTAIN, MAX_VOTES);
        uint256 deadline = governor.proposalDeadline(proposalId);
        assertEq(deadline, governor.proposalSnapshot(proposalId) + 3 days, "early votes extend nothing");

        vm.warp(deadline);
        _expectExtension(deadline + 1 days);
        _vote(3, proposalId, FOR, 1);
        assertEq(governor.proposalDeadline(proposalId), deadline + 1 days, "to pass");
        vm.warp(deadline + 1);
        _state(proposalId, IGovernor.ProposalState.Active);

        vm.warp(deadline + 1 days);
        _expectExtension(deadline + 2 days);
        _vote(4, proposalId, AGAINST, 1);
        assertEq(governor.proposalDeadline(proposalId), deadline + 2 days, "to fail");
        vm.warp(deadline + 2 days + 1);
        _state(proposalId, IGovernor.ProposalState.Defeated);
    }

    function test_ALateVoteThatTurnsNothingExtendsNothing() public {
        _vote(0, proposalId, FOR, MAX_VOTES);
        _vote(1, proposalId, FOR, MAX_VOTES);
        uint256 deadline = governor.proposalDeadline(proposalId);
        vm.warp(deadline);
        _vote(2, proposalId, AGAINST, MAX_VOTES);
        _vote(3, proposalId, FOR, MAX_VOTES);
        assertEq(governor.proposalDeadline(proposalId), deadline, "deadline");
        vm.warp(deadline + 1);
        _state(proposalId, IGovernor.ProposalState.Succeeded);
    }

    /// @dev The quorum counts those who abstain; that it is there changes what the next vote can do.
    function test_ALateQuorumExtendsTheVoteWhicheverSideLeads() public {
        _vote(0, proposalId, AGAINST, MAX_VOTES);
        _vote(1, proposalId, ABSTAIN, MAX_VOTES);
        uint256 deadline = governor.proposalDeadline(proposalId);
        vm.warp(deadline);
        _expectExtension(deadline + 1 days);
        _vote(2, proposalId, ABSTAIN, MAX_VOTES);
        assertEq(governor.proposalDeadline(proposalId), deadline + 1 days, "extended");
    }

    function test_WithoutAQuorumNoVoteTurnsAnything() public {
        _vote(0, proposalId, FOR, 1);
        uint256 deadline = governor.proposalDeadline(proposalId);
        vm.warp(deadline);
        _vote(1, proposalId, AGAINST, 2);
        assertEq(governor.proposalDeadline(proposalId), deadline, "deadline");
    }

    /// @dev A turn with all the time left, and one with exactly the day left that a turn leaves.
    function test_AVoteThatLeavesTimeEnoughExtendsNothing() public {
        _vote(0, proposalId, AGAINST, 1);
        _vote(2, proposalId, ABSTAIN, MAX_VOTES);
        vm.recordLogs();
        _vote(3, proposalId, FOR, MAX_VOTES);
        assertEq(vm.getRecordedLogs().length, 2, "charge and vote");
        vm.warp(governor.proposalDeadline(proposalId) - 1 days);
        _vote(0, proposalId, AGAINST, MAX_VOTES);
        vm.recordLogs();
        _vote(1, proposalId, FOR, MAX_VOTES);
        assertEq(vm.getRecordedLogs().length, 2, "charge and vote");
        assertEq(governor.proposalDeadline(proposalId), vm.getBlockTimestamp() + 1 days, "deadline");
    }

    /// @dev Two members who do nothing else, one on each side: each turn costs one of them a vote.
    function test_TurningTheOutcomeAgainAndAgainEndsWithTheVotes() public {
        _vote(0, proposalId, ABSTAIN, MAX_VOTES);
        _vote(1, proposalId, ABSTAIN, MAX_VOTES);
        uint256 deadline = governor.proposalDeadline(proposalId);
        for (uint256 votes = 1; votes <= MAX_VOTES; ++votes) {
            vm.warp(governor.proposalDeadline(proposalId));
            _vote(2, proposalId, FOR, votes);
            vm.warp(governor.proposalDeadline(proposalId));
            _vote(3, proposalId, AGAINST, votes);
        }
        assertEq(governor.proposalDeadline(proposalId), deadline + 2 * MAX_VOTES * 1 days, "one day a vote");
        vm.warp(governor.proposalDeadline(proposalId) + 1);
        _state(proposalId, IGovernor.ProposalState.Defeated);
    }

    function _expectExtension(uint256 extendedDeadline) private {
        vm.expectEmit(address(governor));
        emit GovernorPreventLateQuorum.ProposalExtended(proposalId, uint64(extendedDeadline));
    }

    function test_NobodyVotesAfterTheDeadline() public {
        vm.warp(governor.proposalDeadline(proposalId) + 1);
        _expectUnexpectedState(
            proposalId, IGovernor.ProposalState.Defeated, _bit(IGovernor.ProposalState.Active)
        );
        _vote(0, proposalId, FOR, 1);
    }

    // Configuration

    function test_SaysHowItCounts() public view {
        assertEq(
            keccak256(bytes(governor.COUNTING_MODE())),
            keccak256("support=bravo&quorum=for,abstain&params=quadratic"),
            "counting mode"
        );
        assertEq(governor.ballotCredits(), CREDITS, "credits");
        assertEq(governor.maxVotes(), MAX_VOTES, "most votes");
        assertEq(governor.getVotes(_member(0), START), MAX_VOTES, "votes of a member");
        assertEq(governor.quorumBps(START), 3000, "quorum");
    }

    function test_TheQuorumIsSetByProposalsOnlyAndStaysInBounds() public {
        vm.expectRevert(abi.encodeWithSelector(IGovernor.GovernorOnlyExecutor.selector, owner));
        vm.prank(owner);
        governor.setQuorumBps(1);

        for (uint256 i = 0; i < 2; ++i) {
            uint256 invalid = i == 0 ? 0 : 10_001;
            Call memory c = _call(
                address(governor), abi.encodeCall(governor.setQuorumBps, (invalid)), vm.toString(invalid)
            );
            uint256 id = _proposeActive(c);
            _carry(id);
            _queue(c);
            vm.warp(governor.proposalEta(id));
            vm.expectRevert(
                abi.encodeWithSelector(IGovernorCountingQuadratic.QuorumBpsInvalid.selector, invalid)
            );
            _execute(c);
        }
    }

    function test_TheQuorumCanBeEverybodyOrTheLeastPart() public {
        uint256 before = governor.quorumBps(vm.getBlockTimestamp());
        for (uint256 i = 0; i < 2; ++i) {
            uint256 extreme = i == 0 ? 1 : 10_000;
            Call memory c = _call(
                address(governor), abi.encodeCall(governor.setQuorumBps, (extreme)), vm.toString(extreme)
            );
            uint256 id = _proposeActive(c);
            _carry(id);
            _queue(c);
            vm.warp(governor.proposalEta(id));
            vm.expectEmit(address(governor));
            emit IGovernorCountingQuadratic.QuorumBpsSet(before, extreme);
            _execute(c);
            assertEq(governor.quorumBps(vm.getBlockTimestamp()), extreme, "set");
            before = extreme;
        }
    }

    function test_TheAllowanceMustNotBeZero() public {
        IQuadraticGovernor.Configuration memory configuration = _governorConfiguration();
        configuration.ballotCredits = 0;
        vm.expectRevert(abi.encodeWithSelector(IGovernorCountingQuadratic.QuadraticCreditsInvalid.selector, 0));
        create("QuadraticGovernor", abi.encode(timelock, identities, configuration));
    }

    // Fuzz

    function testFuzz_AnyWayToRaiseVotesCostsTheSquareOfTheirSum(uint8[6] calldata steps) public {
        uint256 held;
        uint256 paid;
        for (uint256 i = 0; i < steps.length; ++i) {
            uint256 target = held + (steps[i] % 4);
            if (target == held || target > MAX_VOTES) continue;
            paid += target * target - held * held;
            vm.expectEmit(address(governor));
            emit IGovernorCountingQuadratic.QuadraticVotesCharged(
                proposalId, _identityOf(0), target, target * target - held * held, CREDITS - paid
            );
            _vote(0, proposalId, FOR, target);
            held = target;
        }
        assertEq(paid, held * held, "paid");
        (, uint256 forVotes,) = governor.proposalVotes(proposalId);
        assertEq(forVotes, held, "tally");
    }

    function testFuzz_NoStatedVotesExceedTheAllowanceWhateverElseWasCast(uint256 elsewhere, uint256 stated) public {
        uint256 other = _proposeActive(_heat("other"));
        _vote(0, other, FOR, bound(elsewhere, 1, MAX_VOTES));
        stated = bound(stated, 1, 2 * MAX_VOTES);
        if (stated * stated > CREDITS) {
            vm.expectRevert(
                abi.encodeWithSelector(
                    IGovernorCountingQuadratic.QuadraticVotesBeyondCredits.selector, stated, MAX_VOTES
                )
            );
        }
        _vote(0, proposalId, FOR, stated);
    }
}

contract GovernorLifecycleTest is GovernorFixture {
    function test_AParameterChangesByQuadraticProposal() public {
        Call memory c = _heat("heat");
        uint256 proposalId = _decide(c);
        _state(proposalId, IGovernor.ProposalState.Executed);
        assertEq(thermostat.temperatureWad(), 2e18, "temperature");
    }

    function test_OnlyCouncilMembersPropose() public {
        Call memory c = _heat("heat");
        vm.expectRevert(
            abi.encodeWithSelector(IGovernor.GovernorInsufficientProposerVotes.selector, stranger, 0, 1)
        );
        vm.prank(stranger);
        governor.propose(c.targets, c.values, c.calldatas, string.concat("heat#proposer=", Strings.toHexString(stranger)));
    }

    // Who proposes

    function test_AProposalNamesWhoMakesIt() public {
        bytes memory data = abi.encodeCall(thermostat.setBaseTemperature, (2e18));
        string memory own = Strings.toHexString(_member(0));
        string memory other = Strings.toHexString(_member(1));
        string[9] memory refused = [
            "",
            "heat",
            string.concat("heat#proposer=", other),
            string.concat("heat#proposer=", own, " "),
            string.concat("heat#proposer=", own, "0"),
            string.concat("heat #proposal=", own),
            string.concat("heat#proposer=00", vm.toString(uint256(1))),
            string.concat("#proposer=", own, "#proposer=", other),
            "heat#proposer=0xgggggggggggggggggggggggggggggggggggggggg"
        ];
        for (uint256 i = 0; i < refused.length; ++i) {
            Call memory c = _call(address(thermostat), data, "");
            c.description = refused[i];
            vm.expectRevert(abi.encodeWithSelector(IGovernor.GovernorRestrictedProposer.selector, _member(0)));
            _propose(0, c);
        }
    }

    function test_TheAddressIsReadInEitherCase() public {
        Call memory c = _heat("");
        c.description = string.concat("heat#proposer=", Strings.toChecksumHexString(_member(0)));
        _state(_propose(0, c), IGovernor.ProposalState.Pending);
        c.description = string.concat("#proposer=", Strings.toChecksumHexString(_member(0)));
        _state(_propose(0, c), IGovernor.ProposalState.Pending);
    }

    /// @dev Whoever sees a proposal coming can neither make it first nor cancel it.
    function test_NobodyMakesAnothersProposalFirstToCancelIt() public {
        Call memory c = _heat("heat");
        vm.expectRevert(abi.encodeWithSelector(IGovernor.GovernorRestrictedProposer.selector, _member(4)));
        _propose(4, c);
        uint256 proposalId = _propose(0, c);
        vm.expectRevert(abi.encodeWithSelector(IGovernor.GovernorUnableToCancel.selector, proposalId, _member(4)));
        _cancelAs(_member(4), c);
        _state(proposalId, IGovernor.ProposalState.Pending);
    }

    function test_TheDelayIsTheTimelocksAloneAndDoesNotStack() public {
        Call memory c = _heat("heat");
        uint256 proposalId = _proposeActive(c);
        _carry(proposalId);
        _queue(c);
        uint256 eta = governor.proposalEta(proposalId);
        assertEq(eta, vm.getBlockTimestamp() + TIMELOCK_DELAY, "eta");

        vm.warp(eta - 1);
        vm.expectRevert(
            abi.encodeWithSelector(
                TimelockController.TimelockUnexpectedOperationState.selector,
                timelock.hashOperationBatch(
                    c.targets,
                    c.values,
                    c.calldatas,
                    0,
                    bytes20(address(governor)) ^ keccak256(bytes(c.description))
                ),
                bytes32(uint256(1) << uint8(TimelockController.OperationState.Ready))
            )
        );
        _execute(c);
        vm.warp(eta);
        _execute(c);
        assertEq(thermostat.temperatureWad(), 2e18, "temperature");
    }

    function test_ADelayOnTheTimelocksRoleWouldStopEveryDecision() public {
        bytes memory delayed = abi.encodeCall(manager.grantRole, (COUNCIL, address(timelock), 1 days));
        callAfterDelay(address(manager), delayed);
        Call memory c = _heat("heat");
        uint256 proposalId = _proposeActive(c);
        _carry(proposalId);
        _queue(c);
        vm.warp(governor.proposalEta(proposalId));
        vm.expectRevert(
            abi.encodeWithSelector(
                IAccessManager.AccessManagerNotScheduled.selector,
                manager.hashOperation(address(timelock), c.targets[0], c.calldatas[0])
            )
        );
        _execute(c);
        _state(proposalId, IGovernor.ProposalState.Queued);
    }

    function test_AnExecutionThatRevertsCanBeTriedAgain() public {
        Call memory c =
            _call(address(thermostat), abi.encodeCall(thermostat.setBaseTemperature, (5e18)), "too hot");
        uint256 proposalId = _proposeActive(c);
        _carry(proposalId);
        _queue(c);
        vm.warp(governor.proposalEta(proposalId));
        vm.expectRevert(abi.encodeWithSelector(IThermostat.BaseOutOfBounds.selector, 5e18, 0.5e18, 4e18));
        _execute(c);
        _state(proposalId, IGovernor.ProposalState.Queued);

        vm.prank(address(timelock));
        thermostat.setBounds(IThermostat.Bounds({minWad: 0.5e18, maxWad: 6e18, emergencyWad: 2e18}));
        _execute(c);
        _state(proposalId, IGovernor.ProposalState.Executed);
    }

    // Expiry

    function test_ADecisionNotQueuedInTimeExpires() public {
        Call memory c = _heat("heat");
        uint256 proposalId = _proposeActive(c);
        _carry(proposalId);
        uint256 expiry = governor.proposalExpiry(proposalId);
        assertEq(expiry, governor.proposalDeadline(proposalId) + 7 days, "expiry");

        vm.warp(expiry);
        _state(proposalId, IGovernor.ProposalState.Succeeded);
        vm.warp(expiry + 1);
        _state(proposalId, IGovernor.ProposalState.Expired);
        _expectUnexpectedState(
            proposalId, IGovernor.ProposalState.Expired, _bit(IGovernor.ProposalState.Succeeded)
        );
        _queue(c);
    }

    function test_AQueuedDecisionNotExecutedInTimeExpires() public {
        Call memory c = _heat("heat");
        uint256 proposalId = _proposeActive(c);
        _carry(proposalId);
        _queue(c);
        uint256 expiry = governor.proposalExpiry(proposalId);
        assertEq(expiry, governor.proposalEta(proposalId) + 7 days, "expiry");

        vm.warp(expiry + 1);
        _state(proposalId, IGovernor.ProposalState.Expired);
        _expectUnexpectedState(
            proposalId, IGovernor.ProposalState.Expired, _bit(IGovernor.ProposalState.Queued)
        );
        _execute(c);
        vm.warp(expiry);
        _execute(c);
    }

    function test_AnExpiredOperationCannotBeExecutedPastTheGovernor() public {
        Call memory c = _heat("heat");
        uint256 proposalId = _proposeActive(c);
        _carry(proposalId);
        _queue(c);
        vm.warp(governor.proposalExpiry(proposalId) + 1);
        bytes32 salt = bytes20(address(governor)) ^ keccak256(bytes(c.description));
        bytes32 role = timelock.EXECUTOR_ROLE();
        for (uint256 i = 0; i < 2; ++i) {
            address caller = i == 0 ? owner : _member(0);
            vm.expectRevert(
                abi.encodeWithSelector(IAccessControl.AccessControlUnauthorizedAccount.selector, caller, role)
            );
            vm.prank(caller);
            timelock.executeBatch(c.targets, c.values, c.calldatas, 0, salt);
        }
    }

    function test_ADefeatedProposalDoesNotExpire() public {
        uint256 proposalId = _proposeActive(_heat("heat"));
        vm.warp(governor.proposalExpiry(proposalId) + 1);
        _state(proposalId, IGovernor.ProposalState.Defeated);
    }

    function test_TheGracePeriodMustNotBeZero() public {
        IQuadraticGovernor.Configuration memory configuration = _governorConfiguration();
        configuration.executionGraceSeconds = 0;
        vm.expectRevert(abi.encodeWithSelector(IGovernorExpiry.ExecutionGraceInvalid.selector, 0));
        create("QuadraticGovernor", abi.encode(timelock, identities, configuration));
        assertEq(governor.executionGrace(), 7 days, "grace");
    }

    // Cancelling

    function test_TheGuardianCancelsAtAnyStage() public {
        Call memory pending = _heat("pending");
        uint256 first = _propose(0, pending);
        _cancelAs(guardian, pending);
        _state(first, IGovernor.ProposalState.Canceled);

        Call memory active = _heat("active");
        uint256 second = _proposeActive(active);
        _cancelAs(guardian, active);
        _state(second, IGovernor.ProposalState.Canceled);

        Call memory queued = _heat("queued");
        uint256 third = _proposeActive(queued);
        _carry(third);
        _queue(queued);
        _cancelAs(guardian, queued);
        _state(third, IGovernor.ProposalState.Canceled);
        vm.warp(vm.getBlockTimestamp() + TIMELOCK_DELAY);
        _expectUnexpectedState(third, IGovernor.ProposalState.Canceled, _bit(IGovernor.ProposalState.Queued));
        _execute(queued);
    }

    function test_TheProposerCancelsWhilePendingAndNobodyElse() public {
        Call memory c = _heat("heat");
        uint256 proposalId = _propose(0, c);
        vm.expectRevert(abi.encodeWithSelector(IGovernor.GovernorUnableToCancel.selector, proposalId, owner));
        _cancelAs(owner, c);
        _cancelAs(_member(0), c);
        _state(proposalId, IGovernor.ProposalState.Canceled);

        Call memory another = _heat("another");
        uint256 active = _proposeActive(another);
        vm.expectRevert(abi.encodeWithSelector(IGovernor.GovernorUnableToCancel.selector, active, _member(0)));
        _cancelAs(_member(0), another);
    }

    function _cancelAs(address account, Call memory c) private {
        vm.prank(account);
        governor.cancel(c.targets, c.values, c.calldatas, keccak256(bytes(c.description)));
    }

    // Settings

    function test_SettingsChangeByDecisionOnly() public {
        Call memory c = _settings();
        for (uint256 i = 0; i < c.calldatas.length; ++i) {
            vm.prank(owner);
            (bool success, bytes memory reason) = address(governor).call(c.calldatas[i]);
            assertFalse(success, "the owner's");
            bytes memory expected = abi.encodeWithSelector(IGovernor.GovernorOnlyExecutor.selector, owner);
            assertEq(keccak256(reason), keccak256(expected), "refusal");
        }
        uint256 proposalId = _proposeActive(c);
        _carry(proposalId);
        _queue(c);
        vm.warp(governor.proposalEta(proposalId));
        vm.expectEmit(address(governor));
        emit GovernorSettings.VotingDelaySet(1 hours, 2 hours);
        vm.expectEmit(address(governor));
        emit GovernorSettings.VotingPeriodSet(3 days, 4 days);
        vm.expectEmit(address(governor));
        emit GovernorSettings.ProposalThresholdSet(1, 2);
        vm.expectEmit(address(governor));
        emit GovernorPreventLateQuorum.LateQuorumVoteExtensionSet(1 days, 12 hours);
        vm.expectEmit(address(governor));
        emit GovernorProposalGuardian.ProposalGuardianSet(guardian, stranger);
        _execute(c);
        assertEq(governor.votingDelay(), 2 hours, "delay");
        assertEq(governor.votingPeriod(), 4 days, "period");
        assertEq(governor.proposalThreshold(), 2, "threshold");
        assertEq(governor.lateQuorumVoteExtension(), 12 hours, "extension");
        assertEq(governor.proposalGuardian(), stranger, "guardian");
    }

    function _settings() private view returns (Call memory c) {
        c.description = _signed(0, "settings");
        (c.targets, c.values, c.calldatas) = (new address[](5), new uint256[](5), new bytes[](5));
        for (uint256 i = 0; i < 5; ++i) {
            c.targets[i] = address(governor);
        }
        c.calldatas[0] = abi.encodeCall(governor.setVotingDelay, (2 hours));
        c.calldatas[1] = abi.encodeCall(governor.setVotingPeriod, (4 days));
        c.calldatas[2] = abi.encodeCall(governor.setProposalThreshold, (2));
        c.calldatas[3] = abi.encodeCall(governor.setLateQuorumVoteExtension, (12 hours));
        c.calldatas[4] = abi.encodeCall(governor.setProposalGuardian, (stranger));
    }

    function test_TheTimelocksDelayChangesByDecisionOnly() public {
        vm.expectRevert(abi.encodeWithSelector(TimelockController.TimelockUnauthorizedCaller.selector, owner));
        vm.prank(owner);
        timelock.updateDelay(0);
        _decide(_call(address(timelock), abi.encodeCall(timelock.updateDelay, (3 days)), "delay"));
        assertEq(timelock.getMinDelay(), 3 days, "delay");
    }

    function test_TheTimelockIsReplacedByDecisionOnly() public {
        bytes memory data = abi.encodeCall(governor.updateTimelock, (TimelockController(payable(stranger))));
        vm.expectRevert(abi.encodeWithSelector(IGovernor.GovernorOnlyExecutor.selector, owner));
        vm.prank(owner);
        governor.updateTimelock(TimelockController(payable(stranger)));
        _decide(_call(address(governor), data, "timelock"));
        assertEq(governor.timelock(), stranger, "timelock");
    }

    function test_WhatTheGovernorHoldsIsRelayedByDecisionOnly() public {
        require(token.transfer(address(governor), 5 ether));
        bytes memory gift = abi.encodeCall(token.transfer, (treasury, 5 ether));
        vm.expectRevert(abi.encodeWithSelector(IGovernor.GovernorOnlyExecutor.selector, owner));
        vm.prank(owner);
        governor.relay(address(token), 0, gift);
        uint256 heldWei = token.balanceOf(treasury);
        _decide(_call(address(governor), abi.encodeCall(governor.relay, (address(token), 0, gift)), "relay"));
        assertEq(token.balanceOf(treasury), heldWei + 5 ether, "relayed");
    }

    function test_EventsTellADecisionsWay() public {
        Call memory c = _heat("heat");
        uint256 proposalId = governor.getProposalId(c.targets, c.values, c.calldatas, keccak256(bytes(c.description)));
        uint256 opensAt = vm.getBlockTimestamp() + 1 hours;
        vm.expectEmit(address(governor));
        emit IGovernor.ProposalCreated(
            proposalId,
            _member(0),
            c.targets,
            c.values,
            new string[](1),
            c.calldatas,
            opensAt,
            opensAt + 3 days,
            c.description
        );
        _proposeActive(c);
        _carry(proposalId);
        vm.expectEmit(address(governor));
        emit IGovernor.ProposalQueued(proposalId, vm.getBlockTimestamp() + TIMELOCK_DELAY);
        _queue(c);
        vm.warp(governor.proposalEta(proposalId));
        vm.expectEmit(address(governor));
        emit IGovernor.ProposalExecuted(proposalId);
        _execute(c);

        Call memory stopped = _heat("stopped");
        uint256 stoppedId = _propose(0, stopped);
        vm.expectEmit(address(governor));
        emit IGovernor.ProposalCanceled(stoppedId);
        _cancelAs(guardian, stopped);
    }

    // Who holds what

    function test_NobodyButTheGovernorHoldsARoleInTheTimelock() public view {
        bytes32[4] memory roles = [
            timelock.DEFAULT_ADMIN_ROLE(),
            timelock.PROPOSER_ROLE(),
            timelock.CANCELLER_ROLE(),
            timelock.EXECUTOR_ROLE()
        ];
        address[5] memory accounts = [address(this), owner, operations, guardian, address(0)];
        for (uint256 i = 0; i < roles.length; ++i) {
            for (uint256 j = 0; j < accounts.length; ++j) {
                assertFalse(timelock.hasRole(roles[i], accounts[j]), "role held");
            }
            assertEq(timelock.hasRole(roles[i], address(governor)) ? 1 : 0, i == 0 ? 0 : 1, "governor's roles");
        }
        assertTrue(timelock.hasRole(roles[0], address(timelock)), "administers itself");
    }

    function test_TheDeployerKeepsNoRoleInTheAccessManager() public view {
        for (uint64 role = 0; role < 20; ++role) {
            (bool member,) = manager.hasRole(role, address(this));
            assertFalse(member, "deployer's role");
        }
        (bool ownerIsAdmin,) = manager.hasRole(0, owner);
        assertTrue(ownerIsAdmin, "owner");
    }

    function test_NobodyReachesCouncilFunctionsPastTheTimelock() public {
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, _member(0)));
        vm.prank(_member(0));
        thermostat.setBaseTemperature(2e18);
    }

    function test_AGovernorRefusesATimelockThatDoesNotGiveItEveryRole() public {
        bytes32[3] memory roles = [timelock.PROPOSER_ROLE(), timelock.CANCELLER_ROLE(), timelock.EXECUTOR_ROLE()];
        for (uint256 missing = 0; missing < roles.length; ++missing) {
            address future = _nextButOneAddress();
            TimelockController other =
                new TimelockController(TIMELOCK_DELAY, new address[](0), new address[](0), address(this));
            for (uint256 i = 0; i < roles.length; ++i) {
                if (i != missing) other.grantRole(roles[i], future);
            }
            IQuadraticGovernor.Configuration memory configuration = _governorConfiguration();
            vm.expectRevert(
                abi.encodeWithSelector(
                    IQuadraticGovernor.GovernorHasNoTimelockRole.selector, address(other), roles[missing]
                )
            );
            create("QuadraticGovernor", abi.encode(other, identities, configuration));
        }
    }

    function test_SaysWhatItIsAndWhereItLooks() public view {
        assertEq(keccak256(bytes(governor.name())), keccak256("OmniSovereign Council"), "name");
        assertEq(keccak256(bytes(governor.CLOCK_MODE())), keccak256("mode=timestamp"), "clock mode");
        assertEq(governor.clock(), vm.getBlockTimestamp(), "clock");
        assertEq(address(governor.identities()), address(identities), "identities");
        assertEq(governor.timelock(), address(timelock), "timelock");
        assertEq(governor.proposalThreshold(), 1, "threshold");
        assertEq(governor.votingDelay(), 1 hours, "delay");
        assertEq(governor.votingPeriod(), 3 days, "period");
        assertEq(governor.lateQuorumVoteExtension(), 1 days, "extension");
        assertTrue(governor.proposalNeedsQueuing(0), "needs queueing");
    }
}
