// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {IEnergyOracle} from "../../../contracts/interfaces/IEnergyOracle.sol";
import {IRewardEngineMB} from "../../../contracts/interfaces/IRewardEngineMB.sol";
import {Roles} from "../../../contracts/shared/Roles.sol";
import {Campaign} from "./Campaign.sol";

/// @notice The oracle, which attests, and strangers, who settle epochs.
abstract contract RewardActors is Campaign {
    uint256 private _attested;
    /// @dev The epochs for which something was attested, in order.
    uint64[] private _presented;

    /// @dev Four participants, of any role, with any numbers.
    function present(uint256 seed) external moving {
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
        if (success && (_presented.length == 0 || _presented[_presented.length - 1] != epoch - 1)) {
            _presented.push(epoch - 1);
        }
        if (seed % 3 > 0) pass(1 days);
    }

    /// @dev Strangers settle what was attested, in parts and in any order.
    function settle(uint256 seed) external moving {
        if (_presented.length == 0) return;
        uint256 which = (seed >> 8) % _presented.length;
        _settlePart(_presented[which], 1 + seed % 9);
        bool early = which > 0 && engine.settlementOf(_presented[which - 1]).phase != IRewardEngineMB.Phase.Settled;
        if (early && engine.settlementOf(_presented[which]).phase == IRewardEngineMB.Phase.Settled) {
            _did(Deed.SettledOutOfOrder);
        }
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
        uint256 returnedWei = token.balanceOf(treasury) - treasuryWei;
        assertEq(paidWei + returnedWei, givenWei, "payouts and remainder are what is given");
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

    /// @return sumWei What epochs under way still have to pay.
    function _owedWei() internal view returns (uint256 sumWei) {
        for (uint256 i; i < _presented.length; ++i) {
            IRewardEngineMB.Settlement memory s = engine.settlementOf(_presented[i]);
            if (s.phase != IRewardEngineMB.Phase.Settled) sumWei += s.budgetWei - s.paidWei;
        }
    }
}
