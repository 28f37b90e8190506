// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

/// @dev What validation, a jury or the owner says of a result. `Inconclusive` as final outcome undoes the job: the
/// employer gets everything back and nobody is judged.
enum Outcome {
    Pending,
    Approved,
    Rejected,
    Inconclusive
}
