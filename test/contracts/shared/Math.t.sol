// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {IJurySettlement} from "../../../contracts/interfaces/IJurySettlement.sol";
import {IStakeManager} from "../../../contracts/interfaces/IStakeManager.sol";
import {IThermostat} from "../../../contracts/interfaces/IThermostat.sol";
import {AddressList} from "../../../contracts/shared/AddressList.sol";
import {Outcome} from "../../../contracts/shared/Outcome.sol";
import {PidMath} from "../../../contracts/shared/PidMath.sol";
import {Settlement} from "../../../contracts/shared/Settlement.sol";
import {ShareMath} from "../../../contracts/shared/ShareMath.sol";
import {StakeScaling} from "../../../contracts/shared/StakeScaling.sol";
import {SumTree} from "../../../contracts/shared/SumTree.sol";
import {Votes} from "../../../contracts/shared/Votes.sol";
import {Test} from "../support/Test.sol";

contract StakeScalingTest is Test {
    function testFuzz_StakeStaysBetweenHalfAndTwice(uint128 base, uint256 reference_, uint256 temperature) public pure {
        reference_ = bound(reference_, 1, 1e24);
        temperature = bound(temperature, 1, 1e24);
        uint256 scaled = StakeScaling.scale(base, reference_, temperature);
        assertTrue(2 * scaled >= base && scaled <= 2 * uint256(base), "clamped");
        assertTrue(base == 0 || scaled > 0, "never free");
        if (temperature == reference_) assertEq(scaled, base, "exact at reference");
        if (temperature < 1e24) {
            assertTrue(StakeScaling.scale(base, reference_, temperature + 1) <= scaled, "hotter is not dearer");
        }
    }

    function test_Rounding() public pure {
        assertEq(StakeScaling.scale(3, 1e18, 4e18), 2, "half, up");
        assertEq(StakeScaling.scale(10, 2, 3), 7, "ratio, up");
        assertEq(StakeScaling.scale(10, 9, 3), 20, "twice");
    }
}

contract ShareMathTest is Test {
    function testFuzz_AShiftKeepsTheSumAndTheBounds(uint16[8] memory raw, bool toValidators, uint256 step) public pure {
        uint256[4] memory lower;
        uint256[4] memory upper;
        uint256[4] memory shares;
        uint256 sum;
        for (uint256 i; i < 4; ++i) {
            lower[i] = raw[i] % 1000;
            shares[i] = lower[i] + raw[i + 4] % 2000;
            upper[i] = shares[i] + raw[(i + 3) % 8] % 1500;
            sum += shares[i];
        }
        uint256 to = toValidators ? ShareMath.VALIDATORS : ShareMath.AGENTS;
        step = bound(step, 0, 3000);
        uint256 before = shares[to];
        uint256 moved = ShareMath.shift(shares, lower, upper, to, step);
        uint256 after_;
        for (uint256 i; i < 4; ++i) {
            after_ += shares[i];
            assertTrue(shares[i] >= lower[i] && shares[i] <= upper[i], "bounds");
        }
        assertEq(after_, sum, "sum");
        assertEq(shares[to], before + moved, "moved");
        assertTrue(moved <= step, "step");
    }

    function test_GiversGiveInOrder() public pure {
        uint256[4] memory shares = [uint256(6500), 1500, 1500, 500];
        uint256[4] memory lower = [uint256(5000), 1000, 1300, 400];
        uint256[4] memory upper = [uint256(8000), 3000, 2500, 1500];
        assertEq(ShareMath.shift(shares, lower, upper, ShareMath.AGENTS, 700), 700, "moved");
        assertEq(shares[2], 1300, "operators down to their minimum");
        assertEq(shares[3], 400, "then employers");
        assertEq(shares[1], 1100, "then validators");
        assertEq(ShareMath.shift(shares, lower, upper, ShareMath.VALIDATORS, 200), 200, "moved");
        assertEq(shares[0], 7000, "agents give to validators last");
    }

    function testFuzz_PartsRoundDownAndUp(uint128 amount, uint16 bps) public pure {
        bps = bps % 10_001;
        uint256 down = ShareMath.part(amount, bps);
        uint256 up = ShareMath.partUp(amount, bps);
        assertTrue(down * 10_000 <= uint256(amount) * bps && (down + 1) * 10_000 > uint256(amount) * bps, "down");
        assertTrue(up == down || (up == down + 1 && down * 10_000 != uint256(amount) * bps), "up");
    }
}

contract VotesTest is Test {
    function test_OnlyApprovalAndRejectionAreChoices() public pure {
        assertFalse(Votes.isChoice(0), "not revealed");
        assertTrue(Votes.isChoice(1) && Votes.isChoice(2), "approve, reject");
        assertFalse(Votes.isChoice(3), "unknown");
    }

    function test_OnlyAVerdictHasVotesForAndAgainst() public pure {
        assertEq(Votes.inFavourOf(Outcome.Approved), 1, "for an approval");
        assertEq(Votes.inFavourOf(Outcome.Rejected), 2, "for a rejection");
        assertEq(Votes.against(Outcome.Approved), 2, "against an approval");
        assertEq(Votes.against(Outcome.Rejected), 1, "against a rejection");
        assertEq(Votes.inFavourOf(Outcome.Pending) + Votes.inFavourOf(Outcome.Inconclusive), 0, "for no verdict");
        assertEq(Votes.against(Outcome.Pending) + Votes.against(Outcome.Inconclusive), 0, "against no verdict");
    }
}

contract AddressListTest is Test {
    using AddressList for AddressList.List;

    function test_AListContainsWhatWasAddedAndNothingElse() public pure {
        AddressList.List memory list = AddressList.create(2);
        list.add(address(1));
        assertFalse(list.contains(address(0)), "not the room that is left");
        list.add(address(2));
        assertTrue(list.contains(address(1)) && list.contains(address(2)), "both");
        assertFalse(list.contains(address(3)), "nor another, in a full list");
    }
}

contract PidMathTest is Test {
    IThermostat.Gains private _gains = IThermostat.Gains(0.5e18, 0.001e18, 10e18, 0.4e18, 0.8e18);

    function test_EachTermByHand() public view {
        PidMath.Result memory r = PidMath.step(_gains, input(0.2e18, 0.5e18, 0.4e18, 0.01e18, 100));
        assertEq(r.integral, 0.01e18 + 0.02e18, "integral: 0.001 x 0.2 x 100");
        assertEq(r.derivative, 0.01e18, "derivative: 10 x 0.1 / 100");
        assertEq(r.output, 0.1e18 + 0.03e18 + 0.01e18, "output");
    }

    function test_TheFirstTickHasNeitherIntegralNorDerivative() public view {
        PidMath.Result memory r = PidMath.step(_gains, input(0.2e18, 0.5e18, 0, 0, 0));
        assertEq(r.integral, 0, "integral");
        assertEq(r.derivative, 0, "derivative");
        assertEq(r.output, 0.1e18, "output");
    }

    function test_ASecondIsLongEnoughForADerivative() public view {
        PidMath.Result memory r = PidMath.step(_gains, input(0, 0.501e18, 0.5e18, 0, 1));
        assertEq(r.derivative, 0.01e18, "10 x 0.001 / 1");
    }

    function test_DivisionRoundsTowardZero() public view {
        assertEq(PidMath.step(_gains, input(-1, 0, 0, 0, 0)).output, 0, "-0.5 is 0");
        assertEq(PidMath.step(_gains, input(-3, 0, 0, 0, 0)).output, -1, "-1.5 is -1");
        assertEq(PidMath.step(_gains, input(3, 0, 0, 0, 0)).output, 1, "1.5 is 1");
    }

    function test_TheIntegralStopsWhileTheOutputIsSaturated() public view {
        PidMath.Result memory hot = PidMath.step(_gains, input(5e18, 0, 0, 0.1e18, 100));
        assertEq(hot.integral, 0.1e18, "does not wind up");
        assertEq(hot.output, 0.8e18, "clamped");
        PidMath.Result memory cold = PidMath.step(_gains, input(-5e18, 0, 0, -0.1e18, 100));
        assertEq(cold.integral, -0.1e18, "does not wind down");
        assertEq(cold.output, -0.8e18, "clamped");
    }

    function test_TheIntegralStopsWhileTheTemperatureIsAtItsBound() public view {
        PidMath.Input memory i = input(0.2e18, 0, 0, 0.1e18, 100);
        i.upper = 0.05e18;
        assertEq(PidMath.step(_gains, i).integral, 0.1e18, "upper bound");
        i = input(-0.2e18, 0, 0, -0.1e18, 100);
        i.lower = -0.05e18;
        assertEq(PidMath.step(_gains, i).integral, -0.1e18, "lower bound");
    }

    /// @dev 0.1 proportional, 0.12 integral and 0.1 derivative pass a bound of 0.25 together only.
    function test_AllThreeTermsCountForSaturation() public view {
        PidMath.Input memory i = input(0.2e18, 1e18, 0, 0.1e18, 100);
        i.upper = 0.25e18;
        assertEq(PidMath.step(_gains, i).integral, 0.1e18, "does not wind up");
    }

    function test_ExactlyAtTheBoundTheIntegralStillGrows() public view {
        PidMath.Input memory i = input(0.2e18, 0, 0, 0.1e18, 100);
        i.upper = 0.1e18 + 0.12e18;
        assertEq(PidMath.step(_gains, i).integral, 0.12e18, "upper bound");
        i = input(-0.2e18, 0, 0, -0.1e18, 100);
        i.lower = -0.1e18 - 0.12e18;
        assertEq(PidMath.step(_gains, i).integral, -0.12e18, "lower bound");
    }

    /// @dev 0.5 proportional and 0.2 integral pass every gain, but not the output's limit of 0.8.
    function test_OnlyTheOutputsLimitSaturates() public view {
        assertEq(PidMath.step(_gains, input(1e18, 0, 0, 0.1e18, 100)).integral, 0.2e18, "above");
        assertEq(PidMath.step(_gains, input(-1e18, 0, 0, -0.1e18, 100)).integral, -0.2e18, "below");
    }

    function test_TheLeastErrorStopsTheIntegralOfASaturatedController() public view {
        PidMath.Input memory i = input(1, 0, 0, 0.1e18, 1000);
        i.upper = 0.05e18;
        assertEq(PidMath.step(_gains, i).integral, 0.1e18, "upper bound");
        i = input(-1, 0, 0, -0.1e18, 1000);
        i.lower = -0.05e18;
        assertEq(PidMath.step(_gains, i).integral, -0.1e18, "lower bound");
    }

    function test_WithoutAnErrorAnIntegralComesBackInsideItsLimit() public view {
        PidMath.Input memory i = input(0, 0, 0, 0.5e18, 100);
        i.upper = 0.1e18;
        assertEq(PidMath.step(_gains, i).integral, 0.4e18, "from above");
        i = input(0, 0, 0, -0.5e18, 100);
        i.lower = -0.1e18;
        assertEq(PidMath.step(_gains, i).integral, -0.4e18, "from below");
    }

    function test_ASaturatedControllerStillUnwinds() public view {
        PidMath.Input memory i = input(-0.01e18, 0, 0, 0.3e18, 100);
        i.upper = 0.05e18;
        assertEq(PidMath.step(_gains, i).integral, 0.299e18, "the error points the other way");
        i = input(0.01e18, 0, 0, -0.3e18, 100);
        i.lower = -0.05e18;
        assertEq(PidMath.step(_gains, i).integral, -0.299e18, "the error points the other way");
    }

    function testFuzz_OutputAndIntegralStayClamped(int256 error, int256 measurement, int256 last, int256 integral, uint32 dt)
        public
        view
    {
        error = boundSigned(error, -1e26, 1e26);
        measurement = boundSigned(measurement, -1e26, 1e26);
        last = boundSigned(last, -1e26, 1e26);
        integral = boundSigned(integral, -0.4e18, 0.4e18);
        PidMath.Result memory r = PidMath.step(_gains, input(error, measurement, last, integral, int256(uint256(dt))));
        assertTrue(r.output >= -0.8e18 && r.output <= 0.8e18, "output");
        assertTrue(r.integral >= -0.4e18 && r.integral <= 0.4e18, "integral");
    }

    function test_TermsAreWeighedOneByOne() public pure {
        IThermostat.Kpis memory values = IThermostat.Kpis(1, 1, -1);
        IThermostat.Kpis memory weights = IThermostat.Kpis(0.6e18, 0.6e18, 0.6e18);
        assertEq(PidMath.weigh(values, weights), 0, "each 0.6 becomes 0");
        assertEq(PidMath.weigh(IThermostat.Kpis(2e18, 3e18, 4e18), IThermostat.Kpis(1e18, 2e18, -1e18)), 4e18, "sum");
        IThermostat.Kpis memory e = PidMath.errors(IThermostat.Kpis(5, 6, 7), IThermostat.Kpis(1, 9, 9));
        assertTrue(e.emissionWad == 4 && e.backlogWad == -3 && e.slaWad == -2, "errors");
    }

    function input(int256 error, int256 measurement, int256 last, int256 integral, int256 dt)
        private
        pure
        returns (PidMath.Input memory)
    {
        return PidMath.Input(error, measurement, last, integral, dt, -10e18, 10e18);
    }
}

contract SumTreeTest is Test {
    using SumTree for SumTree.Tree;

    SumTree.Tree private _tree;
    uint256[] private _naive;

    /// @dev Against a list: the same leaves in the same order, whatever the tree's shape.
    function testFuzz_TheTreeDrawsWhatAListDraws(uint64[] memory weights, uint256 seed) public {
        uint256 leaves = weights.length % 40;
        for (uint48 i; i < leaves; ++i) {
            _tree.append(weights[i], i);
            _naive.push(weights[i]);
        }
        uint48 frozen = 100;
        if (leaves > 0) {
            _tree.set(seed % leaves, 5, frozen);
            _naive[seed % leaves] = 5;
        }
        for (uint256 i; i < leaves; ++i) {
            _tree.set(i, uint208(i), frozen + 1);
        }
        _tree.append(77, frozen + 1);
        assertEq(_tree.totalAt(frozen), sum(), "total");
        SumTree.Draw memory draw = _tree.begin(frozen, leaves);
        for (uint256 n; draw.remaining > 0; ++n) {
            uint256 point = uint256(keccak256(abi.encode(seed, n))) % sum();
            uint256 leaf = _tree.find(draw, point);
            assertEq(leaf, find(point), "leaf");
            assertEq(_tree.find(draw, point), leaf, "what was found stays in");
            if (n % 2 == 0) continue;
            _tree.takeOut(draw, leaf);
            _tree.takeOut(draw, leaf);
            _naive[leaf] = 0;
            assertEq(draw.remaining, sum(), "taken out once");
        }
    }

    function test_TakingOutALeafWithoutWeightNeedsNoRoom() public {
        _tree.append(0, 1);
        _tree.append(5, 1);
        SumTree.Draw memory draw = _tree.begin(2, 1);
        _tree.takeOut(draw, 0);
        _tree.takeOut(draw, 1);
        assertEq(draw.remaining, 0, "nothing is left");
    }

    function test_TheLatestWeightIsTheLeafsOwn() public {
        _tree.append(3, 1);
        _tree.append(5, 1);
        _tree.set(1, 7, 2);
        assertEq(_tree.latestWeight(0), 3, "first");
        assertEq(_tree.latestWeight(1), 7, "second");
    }

    function test_AnEmptyTreeHasNoWeight() public view {
        assertEq(_tree.totalAt(5), 0, "total");
    }

    function sum() private view returns (uint256 total) {
        for (uint256 i; i < _naive.length; ++i) {
            total += _naive[i];
        }
    }

    function find(uint256 point) private view returns (uint256 leaf) {
        uint256 running = _naive[0];
        while (running <= point) {
            running += _naive[++leaf];
        }
    }
}

contract SettlementTest is Test {
    IStakeManager.Payment[] private _expected;

    function test_AnApprovalByHand() public {
        (IStakeManager.Payment[] memory payments, uint256 burnWei) = Settlement.plan(smallCase(Outcome.Approved));
        expectSlashParts();
        expectPayment(2, 27, IStakeManager.PaymentReason.AgentReward);
        expectPayment(3, 4, IStakeManager.PaymentReason.OperatorReward);
        expectPayment(1, 1, IStakeManager.PaymentReason.EmployerRebate);
        expectPayment(1, 8, IStakeManager.PaymentReason.EmployerRefund);
        expectPoolBondsAndJurors(2);
        check(payments);
        assertEq(burnWei, 3, "3.7, down");
    }

    function test_ARejectionByHand() public {
        (IStakeManager.Payment[] memory payments, uint256 burnWei) = Settlement.plan(smallCase(Outcome.Rejected));
        expectSlashParts();
        expectPayment(1, 40, IStakeManager.PaymentReason.EmployerRefund);
        expectPoolBondsAndJurors(1);
        check(payments);
        assertEq(burnWei, 3, "3.7, down");
    }

    function test_AnUndoneJobByHand() public {
        Settlement.Case memory c = smallCase(Outcome.Inconclusive);
        (c.winners, c.winnersSeats) = (new address[](0), new uint256[](0));
        (c.verdict.bonds, c.verdict.jurors) = (new IJurySettlement.Bond[](0), new address[](0));
        c.verdict.jurorsSeats = new uint256[](0);
        (IStakeManager.Payment[] memory payments, uint256 burnWei) = Settlement.plan(c);
        expectPayment(1, 7, IStakeManager.PaymentReason.SlashToEmployer);
        expectPayment(4, 24, IStakeManager.PaymentReason.SlashToTreasury);
        expectPayment(1, 61, IStakeManager.PaymentReason.EmployerRefund);
        expectPayment(4, 3, IStakeManager.PaymentReason.UnearnedToTreasury);
        expectPayment(4, 4, IStakeManager.PaymentReason.SeatFee);
        check(payments);
        assertEq(burnWei, 3, "3.7, down");
    }

    /// @dev Whatever the case: payments and burn are exactly what was paid in.
    function testFuzz_MoneyOutIsMoneyIn(uint96[12] memory amounts, uint16[8] memory ratios, uint96[4] memory weights, uint8 kind)
        public
        pure
    {
        Settlement.Case memory c;
        c.outcome = Outcome(1 + kind % 3);
        (c.employer, c.agent, c.operator, c.treasury) = (address(1), address(2), address(3), address(4));
        (c.rewardWei, c.feeWei, c.bonusCapWei) = (amounts[0], amounts[1], amounts[2]);
        c.bonusWei = amounts[2] == 0 ? 0 : amounts[3] % (uint256(amounts[2]) + 1);
        (c.agentSlashedWei, c.validatorsSlashedWei, c.verdict.slashedWei) = (amounts[5], amounts[6], amounts[9]);
        c.seatFeesWei = amounts[7];
        c.usedSeatFeesWei = amounts[8] % (uint256(amounts[7]) + 1);
        c.shares.validatorsBps = ratios[0] % 3000;
        c.shares.operatorsBps = ratios[1] % 3000;
        c.shares.employersBps = ratios[2] % 3000;
        c.split.employerBps = ratios[3] % 3000;
        c.split.validatorsBps = ratios[4] % 3000;
        c.split.burnBps = ratios[5] % 3000;
        c.verdict.seatFeesWei = uint256(amounts[4]) / 7;
        bool judged = c.outcome != Outcome.Inconclusive;
        c.winners = new address[](judged ? kind % 5 : 0);
        c.winnersSeats = new uint256[](c.winners.length);
        for (uint256 i; i < c.winners.length; ++i) {
            (c.winners[i], c.winnersSeats[i]) = (address(uint160(100 + i)), uint256(weights[i]) + 1);
        }
        c.verdict.jurors = new address[](judged && kind > 100 ? 3 : 0);
        c.verdict.jurorsSeats = new uint256[](c.verdict.jurors.length);
        for (uint256 i; i < c.verdict.jurors.length; ++i) {
            (c.verdict.jurors[i], c.verdict.jurorsSeats[i]) = (address(uint160(200 + i)), uint256(weights[i]) + 1);
        }
        c.verdict.bonds = new IJurySettlement.Bond[](judged ? kind % 4 : 0);
        uint256 bondsWei;
        for (uint256 i; i < c.verdict.bonds.length; ++i) {
            uint256 bondWei = amounts[i == 0 ? 4 : 9 + i];
            c.verdict.bonds[i] = IJurySettlement.Bond(address(5), bondWei, kind >> (4 + i) & 1 == 1);
            bondsWei += bondWei;
        }
        (IStakeManager.Payment[] memory payments, uint256 burnWei) = Settlement.plan(c);
        uint256 room = c.winners.length + c.verdict.jurors.length + c.verdict.bonds.length
            + (c.outcome == Outcome.Approved ? 9 : 6);
        assertEq(payments.length, room, "room for the longest case");
        uint256 out = burnWei;
        bool ended;
        for (uint256 i; i < payments.length; ++i) {
            out += payments[i].amountWei;
            assertFalse(ended && payments[i].amountWei > 0, "zeros only at the end");
            ended = payments[i].amountWei == 0;
        }
        uint256 slashedWei = c.agentSlashedWei + c.validatorsSlashedWei + c.verdict.slashedWei;
        bondsWei += c.verdict.seatFeesWei;
        assertEq(out, c.rewardWei + c.feeWei + c.bonusCapWei + bondsWei + c.seatFeesWei + slashedWei, "conserved");
    }

    /// @dev Of a reward of 39 the shares are 7.02, 4.68 and 1.95; of the 19 that agent and validators lost the employer's part
    /// is 7.6, and of the 10 of them that validators lost theirs is 3. Of the 18 that jurors lost 12.6 are the jurors'. Of
    /// all 37 nobody gets 3.7. Two bonds were lost, of 9 and 3, one of 6 comes back.
    function smallCase(Outcome outcome) private pure returns (Settlement.Case memory c) {
        c.outcome = outcome;
        (c.employer, c.agent, c.operator, c.treasury) = (address(1), address(2), address(3), address(4));
        (c.rewardWei, c.feeWei, c.bonusWei, c.bonusCapWei, c.verdict.slashedWei) = (39, 10, 4, 10, 18);
        (c.seatFeesWei, c.usedSeatFeesWei, c.agentSlashedWei, c.validatorsSlashedWei) = (6, 4, 9, 10);
        (c.shares.agentsBps, c.shares.validatorsBps) = (6500, 1800);
        (c.shares.operatorsBps, c.shares.employersBps) = (1200, 500);
        (c.split.employerBps, c.split.validatorsBps, c.split.treasuryBps, c.split.burnBps) = (4000, 3000, 2000, 1000);
        (c.winners, c.winnersSeats) = (new address[](2), new uint256[](2));
        (c.winners[0], c.winners[1], c.winnersSeats[0], c.winnersSeats[1]) = (address(6), address(7), 1, 2);
        (c.verdict.jurors, c.verdict.jurorsSeats) = (new address[](2), new uint256[](2));
        (c.verdict.jurors[0], c.verdict.jurors[1]) = (address(8), address(9));
        (c.verdict.jurorsSeats[0], c.verdict.jurorsSeats[1]) = (1, 3);
        c.verdict.bonds = new IJurySettlement.Bond[](3);
        c.verdict.bonds[0] = IJurySettlement.Bond(address(5), 9, false);
        c.verdict.bonds[1] = IJurySettlement.Bond(address(10), 6, true);
        c.verdict.bonds[2] = IJurySettlement.Bond(address(5), 3, false);
    }

    function expectSlashParts() private {
        expectPayment(1, 7, IStakeManager.PaymentReason.SlashToEmployer);
        expectPayment(4, 12, IStakeManager.PaymentReason.SlashToTreasury);
    }

    /// @dev The pool is 3 of the slash, 7 of the reward and the bonus of 4; a third of it is 4.67. The jurors' pot is the fee
    /// of 10, 12 of the slash, 4 and 1 of the bonds; a quarter of it is 6.75.
    function expectPoolBondsAndJurors(uint160 favoured) private {
        expectPayment(6, 4, IStakeManager.PaymentReason.ValidatorReward);
        expectPayment(7, 9, IStakeManager.PaymentReason.ValidatorReward);
        expectPayment(4, 1, IStakeManager.PaymentReason.UnearnedToTreasury);
        expectPayment(4, 4, IStakeManager.PaymentReason.SeatFee);
        expectPayment(favoured, 5, IStakeManager.PaymentReason.BondAwarded);
        expectPayment(10, 6, IStakeManager.PaymentReason.BondReturned);
        expectPayment(favoured, 2, IStakeManager.PaymentReason.BondAwarded);
        expectPayment(8, 6, IStakeManager.PaymentReason.JurorFee);
        expectPayment(9, 20, IStakeManager.PaymentReason.JurorFee);
        expectPayment(4, 1, IStakeManager.PaymentReason.Fee);
    }

    function expectPayment(uint160 payee, uint256 amountWei, IStakeManager.PaymentReason reason) private {
        _expected.push(IStakeManager.Payment(address(payee), amountWei, reason));
    }

    function check(IStakeManager.Payment[] memory payments) private view {
        for (uint256 i; i < payments.length; ++i) {
            if (i >= _expected.length) {
                assertEq(payments[i].amountWei, 0, "padding");
                continue;
            }
            assertEq(payments[i].payee, _expected[i].payee, "payee");
            assertEq(payments[i].amountWei, _expected[i].amountWei, "amount");
            assertEq(uint256(payments[i].reason), uint256(_expected[i].reason), "reason");
        }
    }
}
