// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {Headers} from "../support/Headers.sol";
import {CaptureStage} from "./CaptureStage.sol";

/// @notice Hand garbage in, and draw its committee by headers that seat allied ones, before anybody hands in the seed block's.
/// Assumes: what voting does, that nobody draws first, and for one of the tests that it builds the seed block. Costs: what
/// voting costs, and gas. Gains: nothing: a header has to hash to the seed block's hash, be one of proof of stake, and gives
/// its prevrandao and nothing else of it.
contract ForgedHeaderCapture is CaptureStage {
    /// @dev Of the header, in its state root: what its builder can choose.
    uint256 private constant CHOSEN_BYTE = 100;
    uint256 private constant MOST_TRIES = 256;
    bool private _buildsTheBlock;

    function _strategy() internal pure override returns (string memory) {
        return "ForgedHeader";
    }

    function _call(uint256 jobId) internal override {
        uint64 seedBlock = validation.roundOf(jobId).seedBlock;
        if (_buildsTheBlock) return _drawByAnotherOrdering(jobId, seedBlock);
        _try(jobId, Headers.encode(seedBlock, secondOf(seedBlock), _suitable(jobId, seedBlock)));
        _try(jobId, headerOf(seedBlock - 1));
        _try(jobId, "");
        if (!validation.roundOf(jobId).drawn) drawAsItComes(jobId);
    }

    /// @dev Each gives the block another hash.
    function _drawByAnotherOrdering(uint256 jobId, uint64 seedBlock) private {
        bytes memory header = headerOf(seedBlock);
        for (uint256 i; i < MOST_TRIES; ++i) {
            header[CHOSEN_BYTE] = bytes1(uint8(i));
            if (_suits(jobId, keccak256(header))) break;
        }
        vm.setBlockhash(seedBlock, keccak256(header));
        validation.drawCommittee(jobId, header);
    }

    /// @return prevrandao That seats an allied majority.
    function _suitable(uint256 jobId, uint64 seedBlock) private view returns (bytes32 prevrandao) {
        for (uint256 i; i < MOST_TRIES; ++i) {
            prevrandao = keccak256(abi.encode("suits", seedBlock, i));
            if (_suits(jobId, prevrandao)) return prevrandao;
        }
    }

    function _suits(uint256 jobId, bytes32 prevrandao) private view returns (bool) {
        bytes32 seed = seedOf(jobId, validation.roundOf(jobId).number, prevrandao);
        (address[] memory members, uint8[] memory seats,,) = pool.draw(drawRequest(jobId, seed, 3));
        (, uint256 allied) = _count(members, seats);
        return allied >= 2;
    }

    /// @return worked Whether the header was taken for the seed block's.
    function _try(uint256 jobId, bytes memory header) private returns (bool worked) {
        try validation.drawCommittee(jobId, header) {
            return true;
        } catch {
            return false;
        }
    }

    function test_AForgedHeaderSeatsNobody() public {
        _seatsWhomThePlainDrawSeats();
    }

    function test_TheOrderOfABlockSeatsNobody() public {
        _buildsTheBlock = true;
        _seatsWhomThePlainDrawSeats();
    }

    function _seatsWhomThePlainDrawSeats() private {
        uint256 seeds = _seeds();
        for (uint256 i; i < seeds; ++i) {
            Result memory result = _play(i, Mode.Strategy);
            Result memory plain = _play(i, Mode.Plain);
            assertEq(keccak256(abi.encode(result.lots)), keccak256(abi.encode(plain.lots)), "the same bodies");
            assertEq(result.gainWei, plain.gainWei, "to the wei");
        }
    }

    /// @dev A miner chooses what stands where proof of stake has the prevrandao.
    function test_ABlockOfWorkSeatsNobody() public {
        uint256 jobId = submitJob();
        uint64 seedBlock = validation.roundOf(jobId).seedBlock;
        minePast(seedBlock);
        bytes32 chosen = _suitable(jobId, seedBlock);
        bytes memory worked = Headers.encode(seedBlock, chosen, Headers.NO_OMMERS, 1);
        vm.setBlockhash(seedBlock, keccak256(worked));
        assertFalse(_try(jobId, worked), "of work");
        bytes memory another = Headers.encode(seedBlock + 1, chosen);
        vm.setBlockhash(seedBlock, keccak256(another));
        assertFalse(_try(jobId, another), "of another number");
    }

    /// @dev An empty header says that the hash is lost, which leads to the jury at once.
    function test_NoSeedIsLostBeforeItsBlockHasPassed() public {
        uint256 jobId = submitJob();
        assertFalse(_try(jobId, ""), "ahead of the block");
        drawAsItComes(jobId);
        assertFalse(_try(jobId, headerOf(validation.roundOf(jobId).seedBlock)), "once more");
    }

    /// @dev The node of these tests has a history contract that reverts with a text: nobody's header fits that, and whoever
    /// it does not suit could keep the job from ever being judged.
    function test_WhereTheHashIsLostNoHeaderFitsAndAJuryJudges() public {
        uint256 jobId = submitJob();
        uint64 seedBlock = validation.roundOf(jobId).seedBlock;
        minePast(seedBlock);
        bytes memory forged = Headers.encode(seedBlock, _suitable(jobId, seedBlock));
        vm.roll(seedBlock + 257);
        assertFalse(_try(jobId, forged), "forged");
        assertTrue(_try(jobId, ""), "lost");
        jobs.closeValidation(jobId);
        assertEq(disputes.disputeOf(jobId).hearings, 1, "a jury judges");
    }
}
