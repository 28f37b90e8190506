// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {IJobRegistry} from "../../../contracts/interfaces/IJobRegistry.sol";
import {IJobTerms} from "../../../contracts/interfaces/IJobTerms.sol";
import {IValidationModule} from "../../../contracts/interfaces/IValidationModule.sol";
import {SeedBlock} from "../../../contracts/shared/SeedBlock.sol";
import {Headers} from "../support/Headers.sol";
import {National} from "../support/National.sol";

/// @notice Where the seed comes from: one block ahead, its hash, its header, its prevrandao.
contract SeedBlockTest is National {
    bytes32 private constant OLD = keccak256("old prevrandao");

    function test_TheSeedIsThePrevrandaoOfTheSeedBlock() public {
        uint256 jobId = submitJob();
        uint64 seedBlock = validation.roundOf(jobId).seedBlock;
        drawAsItComes(jobId);
        bytes32 expected = keccak256(
            abi.encode(
                keccak256("omnisovereign/committee-draw/1"),
                block.chainid,
                address(validation),
                jobId,
                uint8(1),
                prevrandaoOf(seedBlock)
            )
        );
        assertEq(validation.roundOf(jobId).seed, expected, "seed");
    }

    function test_TheSeedBlockLiesAsFarAheadAsTheTermsSay() public {
        IJobTerms.Terms memory terms = defaultTerms();
        terms.validation.seedBlocks = 128;
        terms.dispute.rulingSeconds -= 3 hours;
        vm.prank(council);
        jobTerms.setTerms(terms);
        uint256 jobId = submitJob();
        uint64 seedBlock = uint64(vm.getBlockNumber()) + 128;
        assertEq(validation.roundOf(jobId).seedBlock, seedBlock, "seed block");
        mine(128);
        vm.expectRevert(
            abi.encodeWithSelector(IValidationModule.SeedNotReady.selector, jobId, seedBlock, seedBlock)
        );
        validation.drawCommittee(jobId, "");
        draw(jobId);
        assertEq(committee(jobId).length, 3, "a committee");
    }

    /// @dev What the block holds besides has no part in it: its proposer can try orderings as it likes.
    function test_AnotherOrderingOfTheSeedBlockChangesNothing() public {
        uint256 jobId = submitJob();
        uint64 seedBlock = validation.roundOf(jobId).seedBlock;
        minePast(seedBlock);
        bytes memory header = headerOf(seedBlock);
        header[100] = 0x99; // In the state root.
        vm.setBlockhash(seedBlock, keccak256(header));
        validation.drawCommittee(jobId, header);
        assertEq(validation.roundOf(jobId).seed, seedOf(jobId, 1, prevrandaoOf(seedBlock)), "seed");
    }

    function test_OnlyTheHeaderOfTheSeedBlockFits() public {
        uint256 jobId = submitJob();
        uint64 seedBlock = validation.roundOf(jobId).seedBlock;
        mine(4);
        bytes32 hash = keccak256(headerOf(seedBlock));
        expectUnfit(jobId, seedBlock, hash, headerOf(seedBlock + 1));
        expectUnfit(jobId, seedBlock, hash, Headers.encode(seedBlock, "chosen"));
        expectUnfit(jobId, seedBlock, hash, "");
        validation.drawCommittee(jobId, headerOf(seedBlock));
    }

    function test_AHeaderMustBeOneOfProofOfStake() public {
        uint256 jobId = submitJob();
        uint64 seedBlock = validation.roundOf(jobId).seedBlock;
        minePast(seedBlock);
        bytes32 none = Headers.NO_OMMERS;
        expectNoStake(jobId, Headers.encode(seedBlock, OLD, none, 1), seedBlock, 1, none);
        expectNoStake(jobId, Headers.encode(seedBlock, OLD, "uncles", 0), seedBlock, 0, "uncles");
        expectNoStake(jobId, Headers.encode(seedBlock + 1, OLD, none, 0), seedBlock + 1, 0, none);
    }

    function test_TheSeedCanBeHadFromTheHistoryContract() public {
        uint256 jobId = submitJob();
        uint64 seedBlock = validation.roundOf(jobId).seedBlock;
        installHistory(seedBlock);
        vm.roll(seedBlock + 8191);
        validation.drawCommittee(jobId, Headers.encode(seedBlock, OLD));
        assertEq(validation.roundOf(jobId).seed, seedOf(jobId, 1, OLD), "seed");
    }

    /// @dev The node of these tests has a history contract that reverts with a text.
    function test_AnErrorOfTheHistoryContractIsNotASeed() public {
        uint256 jobId = submitJob();
        vm.roll(vm.getBlockNumber() + 300);
        validation.drawCommittee(jobId, "");
        assertEq(validation.roundOf(jobId).seed, 0, "lost");
    }

    function test_TheSeedOf256BlocksAgoNeedsNoHistoryContract() public {
        uint256 jobId = submitJob();
        uint256 other = submitJob();
        uint64 seedBlock = validation.roundOf(jobId).seedBlock;
        minePast(seedBlock);
        vm.roll(seedBlock + 256);
        validation.drawCommittee(jobId, headerOf(seedBlock));
        assertEq(validation.roundOf(jobId).seed, seedOf(jobId, 1, prevrandaoOf(seedBlock)), "seed");
        vm.roll(seedBlock + 257);
        validation.drawCommittee(other, "");
        assertEq(validation.roundOf(other).seed, 0, "lost");
    }

    function test_TheSeedOf257BlocksAgoComesFromTheHistoryContract() public {
        uint256 jobId = submitJob();
        uint64 seedBlock = validation.roundOf(jobId).seedBlock;
        installHistory(seedBlock);
        vm.roll(seedBlock + 257);
        validation.drawCommittee(jobId, Headers.encode(seedBlock, OLD));
        assertTrue(validation.roundOf(jobId).seed != 0, "seed");
    }

    function test_OnlyAWordThatTheHistoryContractReturnsIsAHash() public {
        uint256 reverting = submitJob();
        uint256 short = submitJob();
        vm.roll(vm.getBlockNumber() + 300);
        vm.etch(SeedBlock.HISTORY, hex"60015f5260205ffd"); // Reverts with one word.
        validation.drawCommittee(reverting, "");
        assertEq(validation.roundOf(reverting).seed, 0, "reverted");
        vm.etch(SeedBlock.HISTORY, hex"60ff5f53601f5ff3"); // Returns 31 bytes.
        validation.drawCommittee(short, "");
        assertEq(validation.roundOf(short).seed, 0, "not a word");
    }

    function test_ALostSeedIsNotDrawnAgainAndLeadsToTheJury() public {
        uint256 jobId = submitJob();
        uint64 seedBlock = validation.roundOf(jobId).seedBlock;
        installHistory(seedBlock);
        vm.roll(seedBlock + 8192);
        expectUnfit(jobId, seedBlock, 0, Headers.encode(seedBlock, OLD));
        vm.expectEmit(address(validation));
        emit IValidationModule.SeedLost(jobId, 1, seedBlock);
        validation.drawCommittee(jobId, "");
        jobs.closeValidation(jobId);
        assertStatus(jobId, IJobRegistry.Status.Disputed);
        assertEq(validation.roundOf(jobId).number, 1, "no redraw");
    }

    // Helpers

    /// @dev The code of EIP-2935, as deployed, and what it knows of the seed block.
    function installHistory(uint64 seedBlock) private {
        bytes memory code =
            hex"3373fffffffffffffffffffffffffffffffffffffffe14604657602036036042575f35600143038111604257611fff814303"
            hex"11604257611fff9006545f5260205ff35b5f5ffd5b5f35611fff60014303065500";
        vm.etch(SeedBlock.HISTORY, code);
        bytes32 hash = keccak256(Headers.encode(seedBlock, OLD));
        vm.store(SeedBlock.HISTORY, bytes32(uint256(seedBlock) % 8191), hash);
    }

    function expectUnfit(uint256 jobId, uint64 seedBlock, bytes32 hash, bytes memory header) private {
        vm.expectRevert(
            abi.encodeWithSelector(SeedBlock.UnfitHeader.selector, seedBlock, hash, keccak256(header))
        );
        validation.drawCommittee(jobId, header);
    }

    function expectNoStake(uint256 jobId, bytes memory header, uint256 number, uint256 difficulty, bytes32 ommers)
        private
    {
        uint64 seedBlock = validation.roundOf(jobId).seedBlock;
        vm.setBlockhash(seedBlock, keccak256(header));
        vm.expectRevert(
            abi.encodeWithSelector(SeedBlock.NotProofOfStake.selector, seedBlock, number, difficulty, ommers)
        );
        validation.drawCommittee(jobId, header);
    }
}
