import { AbiCoder } from "ethers/abi";
import { keccak256 } from "ethers/crypto";
import { toUtf8Bytes } from "ethers/utils";

/** What a commitment binds; see `IValidationModule.commitmentOf` and `IDisputeModule.juryCommitmentOf`. */
export interface VoteBinding {
  readonly chainId: number;
  /** Address of the module that counts. */
  readonly module: string;
  readonly jobId: bigint;
  readonly body: "committee" | "jury";
  /** Of a committee its round, of a jury its hearing. */
  readonly round: bigint;
  readonly voter: string;
  readonly choice: number;
  /** 32 bytes. */
  readonly salt: string;
}

const COMMITTEE_DOMAIN = keccak256(toUtf8Bytes("omnisovereign/validation-commit/1"));
const JURY_DOMAIN = keccak256(toUtf8Bytes("omnisovereign/jury-commit/1"));

/** Computes offline what the contract compares a reveal with. */
export function commitmentOf(vote: VoteBinding): string {
  return keccak256(
    AbiCoder.defaultAbiCoder().encode(
      ["bytes32", "uint256", "address", "uint256", "uint8", "address", "uint8", "bytes32"],
      [
        vote.body === "committee" ? COMMITTEE_DOMAIN : JURY_DOMAIN,
        vote.chainId,
        vote.module,
        vote.jobId,
        vote.round,
        vote.voter,
        vote.choice,
        vote.salt,
      ],
    ),
  );
}

/**
 * The salt of a rehearsal's vote: public by construction, since a rehearsal must give the same bytes every time. Only a
 * chain whose keys are as public may use it.
 */
export function rehearsalSalt(vote: Pick<VoteBinding, "module" | "jobId" | "round" | "voter">): string {
  return keccak256(
    toUtf8Bytes(
      ["omnisovereign/rehearsal-salt/1", vote.module, vote.jobId, vote.round, vote.voter].join(":"),
    ),
  );
}
