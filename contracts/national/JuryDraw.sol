// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {IIdentityRegistry} from "../interfaces/IIdentityRegistry.sol";
import {IJuryDraw} from "../interfaces/IJuryDraw.sol";
import {ISortitionPool} from "../interfaces/ISortitionPool.sol";
import {IStakeManager} from "../interfaces/IStakeManager.sol";
import {ISystemPause} from "../interfaces/ISystemPause.sol";
import {IValidationModule} from "../interfaces/IValidationModule.sol";
import {AddressList} from "../shared/AddressList.sol";
import {Bench} from "../shared/Bench.sol";
import {Module} from "../shared/Module.sol";
import {Roles} from "../shared/Roles.sol";

/// @title JuryDraw
contract JuryDraw is Module, IJuryDraw {
    using AddressList for AddressList.List;

    /// @dev Fewer of the council than these do not judge.
    uint256 private constant MIN_COUNCIL = 3;
    /// @dev Employer, agent, operator.
    uint256 private constant PARTIES = 3;

    /// @inheritdoc IJuryDraw
    ISortitionPool public immutable pool;
    /// @inheritdoc IJuryDraw
    IStakeManager public immutable stakeManager;
    /// @inheritdoc IJuryDraw
    IIdentityRegistry public immutable identities;
    /// @inheritdoc IJuryDraw
    IValidationModule public immutable validation;

    constructor(address authority_, ISystemPause systemPause_, IValidationModule validation_)
        Module(authority_, systemPause_)
    {
        validation = validation_;
        pool = validation_.pool();
        stakeManager = validation_.stakeManager();
        identities = pool.identities();
    }

    // DisputeModule

    /// @inheritdoc IJuryDraw
    function seat(Call calldata asked) external whenActive restricted returns (Jury memory jury) {
        (uint8 role, Bench.Seated memory bench) = _draw(asked);
        jury.role = role;
        if (role == 0) return jury;
        jury.allSeats = bench.allSeats;
        jury.fundedSeats = bench.fundedSeats;
        if (bench.fundedSeats < asked.quorum) return jury;
        jury.jurors = bench.members;
        jury.seats = bench.seats;
        jury.unfundedSeats = bench.unfundedSeats;
        jury.empty = bench.empty;
        jury.lockedWei = Bench.lock(stakeManager, asked.jobId, role, asked.jurorLockWei, bench);
    }

    // Internals

    /// @dev The council, else validators: also where the council's stakes are taken up, so that nobody has work go unjudged
    /// by that.
    /// @return role What the jury is drawn for; 0 if nobody may judge.
    /// @return bench What becomes of its seats.
    function _draw(Call calldata asked) private view returns (uint8 role, Bench.Seated memory bench) {
        ISortitionPool.DrawRequest memory request = ISortitionPool.DrawRequest({
            role: Roles.COUNCIL,
            seed: asked.seed,
            timepoint: asked.frozenAt,
            heldAt: asked.heldAt,
            seats: asked.seats,
            excluded: _excluded(asked)
        });
        uint256 eligible;
        uint256 total;
        (bench, eligible,) = _bench(asked, request);
        bool mayJudge = eligible >= MIN_COUNCIL;
        if (mayJudge && bench.fundedSeats >= asked.quorum) return (Roles.COUNCIL, bench);
        request.role = Roles.VALIDATOR;
        Bench.Seated memory others;
        (others, eligible, total) = _bench(asked, request);
        if (2 * eligible >= total) return (Roles.VALIDATOR, others);
        return (mayJudge ? Roles.COUNCIL : 0, bench);
    }

    function _bench(Call calldata asked, ISortitionPool.DrawRequest memory request)
        private
        view
        returns (Bench.Seated memory bench, uint256 eligible, uint256 total)
    {
        address[] memory members;
        uint8[] memory seats;
        (members, seats, eligible, total) = pool.draw(request);
        bench = Bench.fund(stakeManager, identities, request.role, true, asked.jurorLockWei, members, seats);
    }

    /// @dev The parties, whoever drives one, every committee member, and whoever claimed in a hearing that an outcome is
    /// wrong.
    function _excluded(Call calldata asked) private view returns (address[] memory) {
        address[] memory committee = validation.barredFromJuries(asked.jobId);
        AddressList.List memory excluded =
            AddressList.create(committee.length + PARTIES + asked.claimants.length);
        excluded.add(asked.employer);
        excluded.add(asked.agent);
        excluded.add(asked.operator);
        excluded.addAll(committee);
        excluded.addAll(asked.claimants);
        return excluded.toArray();
    }
}
