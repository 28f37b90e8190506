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
        if (role == 0) return jury;
        jury.role = role;
        jury.allSeats = bench.allSeats;
        jury.jurors = bench.members;
        jury.seats = bench.seats;
        jury.unfundedSeats = bench.unfundedSeats;
        jury.lockedWei = Bench.lock(stakeManager, asked.jobId, role, asked.jurorLockWei, bench);
    }

    // Views

    /// @inheritdoc IJuryDraw
    function isCouncilTakenUp() external view returns (bool) {
        // Fits until the year 8921556.
        uint256 heads = pool.totalWeightAt(Roles.COUNCIL, uint48(block.timestamp - 1));
        return 2 * stakeManager.takenUpCouncillors() > heads;
    }

    // Internals

    /// @dev By the seed and what was known before it, and by nothing that can be moved once it is known: neither stakes
    /// that are free, nor roles that are held, when somebody comes to draw.
    /// @return role What the jury is drawn for; 0 if nobody may judge.
    /// @return bench What becomes of its seats.
    function _draw(Call calldata asked) private view returns (uint8 role, Bench.Seated memory bench) {
        (uint8 first, uint8 second) =
            asked.validatorsFirst ? (Roles.VALIDATOR, Roles.COUNCIL) : (Roles.COUNCIL, Roles.VALIDATOR);
        bool judges;
        (judges, bench) = _bench(asked, first);
        if (judges) return (first, bench);
        (judges, bench) = _bench(asked, second);
        return (judges ? second : 0, bench);
    }

    /// @return judges Whether so many of a role can be drawn that it may judge, and enough of the seats were filled.
    function _bench(Call calldata asked, uint8 role) private view returns (bool judges, Bench.Seated memory bench) {
        (address[] memory members, uint8[] memory seats, uint256 eligible, uint256 total) = pool.draw(
            ISortitionPool.DrawRequest({
                role: role,
                seed: asked.seed,
                timepoint: asked.frozenAt,
                heldAt: asked.heldAt,
                seats: asked.seats,
                excluded: _excluded(asked)
            })
        );
        bool isEnough = role == Roles.COUNCIL ? eligible >= MIN_COUNCIL : 2 * eligible >= total;
        if (!isEnough) return (false, bench);
        bench = Bench.fund(stakeManager, identities, role, true, asked.jurorLockWei, members, seats);
        judges = bench.allSeats >= asked.quorum;
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
