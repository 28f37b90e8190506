import { SCRIPTS } from "../../model/scripts.ts";
import type { CHAIN } from "../chain-errors.ts";
import { EXAMPLE } from "./examples.ts";
import type { Explanations } from "./explanation.ts";

const { url, nodeLog, transaction, address } = EXAMPLE;

export const EXPLAINED_CHAIN: Explanations<typeof CHAIN> = {
  NODE_NOT_STARTED: {
    cause:
      "A run starts a private node, and its process ended before it answered. Mostly packages are installed in part, or the machine lacks memory.",
    example: { logFile: nodeLog, reason: "it ended with exit code 1", logEnd: "Error HHE27" },
  },
  PORT_TAKEN: {
    cause: "Another program, often a node of an earlier session, listens on the port that was named.",
    example: { port: 8545 },
  },
  NODE_NOT_READY: {
    cause:
      "The node's process lives but has not answered in time, as on a machine that is busy with other work.",
    example: { seconds: 60, logFile: nodeLog },
  },
  NODE_GONE: {
    cause: "The node's process ended in the middle, mostly killed by the system for want of memory.",
    example: { end: "SIGKILL", logFile: nodeLog },
  },
  BAD_URL: {
    cause:
      "RPC_URL or --rpc-url has no http:// or https:// before the host, or is a websocket's. It may hold a secret, so it is not shown.",
    example: { url: "localhost:8545" },
  },
  UNREACHABLE: {
    cause:
      "RPC_URL or --rpc-url names a node that does not answer: not started, ended, on another port, or only inside of another container.",
    example: { url, reason: "ECONNREFUSED" },
  },
  TOO_SLOW: {
    cause:
      "The node takes requests and does not answer in time: overloaded, or a public endpoint that throttles.",
    example: { url, seconds: 30 },
  },
  TOO_LARGE: {
    cause:
      "The answer is longer than any that a node gives to these questions; what answers there is no node, or means harm.",
    example: { url, limitBytes: 33554432 },
  },
  NOT_JSON_RPC: {
    cause:
      "Something else listens at that address, such as a web page, a proxy's log-in or a gateway's error.",
    example: { url, excerpt: "<!doctype html>" },
  },
  REQUEST_REFUSED: {
    cause:
      "A rehearsal sets the time of blocks and mines by its own order, which only Hardhat's node can do as it is asked here.",
    example: { method: "setting the next block's time", reason: "method not found" },
  },
  NOT_ETHEREUM: {
    cause: "The endpoint answers JSON-RPC with what no Ethereum node says, such as a hash that is too short.",
    example: { url, problem: "its block 0 has no hash." },
  },
  OTHER_CHAIN: {
    cause:
      "The node that RPC_URL names is of another network than the rehearsal, whose journal cannot go on there.",
    example: { url, expected: 31_337, found: 1 },
  },
  OTHER_GENESIS: {
    cause:
      "The node has the right chain id and began otherwise: other accounts, another hardfork or time. It was started outside of this project.",
    example: { url, expected: EXAMPLE.digest, found: EXAMPLE.otherDigest },
  },
  CHAIN_AHEAD: {
    cause:
      "Blocks were mined on that node that this output folder knows nothing of: by another program, or by a run into another folder.",
    example: { url, chain: 412, journal: 300 },
  },
  CHAIN_DIVERGED: {
    cause: "The node holds other blocks than the journal from there on, because two runs used the same node.",
    example: { url, block: 301 },
  },
  LOG_MALFORMED: {
    cause:
      "The write-ahead log was edited, or the disk lost a part in its middle. A log that merely ends too early is repaired by itself.",
    example: { path: "reports/.omnisovereign/wal.jsonl", line: 88, problem: "it is no JSON" },
  },
  LOG_LOCKED: {
    cause:
      "Another script writes the same chain. It ends by itself, unless it is of another machine that shares the folder, or its process number now belongs to a stranger.",
    example: { lock: "reports/.omnisovereign/wal.jsonl.lock", owner: "4711" },
  },
  JOURNAL_TOO_SHORT: {
    cause:
      "Manifests tell of more blocks than the journal has: the working folder .omnisovereign was deleted or copied from elsewhere.",
    example: { blocks: 120, wanted: 300 },
  },
  JOURNAL_LOST: {
    cause:
      "What a script left speaks of blocks that the journal does not have, or has otherwise: .omnisovereign was deleted, restored from a copy, or is another run's.",
    example: { script: SCRIPTS.takeoff.name, last: 300, blocks: 0 },
  },
  UNEXPECTED_STATUS: {
    cause:
      "A contract refused what a stage asked of it, or took what it should have refused. The error's name says which rule; its values are those of that transaction.",
    example: {
      hash: transaction,
      block: 42,
      from: address,
      status: "failure",
      reason: ": InsufficientStake(1, 2)",
    },
  },
  TRANSACTION_REFUSED: {
    cause:
      "The node did not accept the transaction into a block at all: no funds for gas, a nonce that was used, or more gas than a block has.",
    example: { block: 42, from: address, reason: "insufficient funds" },
  },
  BLOCK_DIFFERS: {
    cause:
      "Somebody else sent transactions to the same node while the stage worked, so that the block holds other ones or another time.",
    example: { block: 42, what: "it has 3 transactions, and 2 were sent" },
  },
  TIME_NOT_ADVANCING: {
    cause:
      "Chain time only goes forward. The node was set to a later time by another program, or chain.startTime lies before what a script did already.",
    example: { latest: 1767225600n, asked: 1767225000n },
  },
  NO_KEY: {
    cause:
      "The plan names a principal by a real address. A rehearsal has keys for labels only, which it derives and which are worth nothing.",
    example: { label: address },
  },
  BAD_CHECKSUM: {
    cause:
      "An address in mixed case carries a checksum, and this one's does not fit: one of its digits is likely mistyped.",
    example: { address: EXAMPLE.checksummed.replace("C44C", "C44c") },
  },
  TRANSACTION_TOO_LARGE: {
    cause:
      "One call would name more people or regions than nodes take in a transaction. The sizes of council, committee and jury multiply in it.",
    example: { from: address, bytes: 140000, mostBytes: 131072 },
  },
  HEADER_DIFFERS: {
    cause:
      "The hash of a block follows from its header, and the node tells a header that gives another: a proxy drops fields, or the node is of a fork that this program does not know.",
    example: { block: "latest", hash: transaction },
  },
  REPLAY_DIFFERS: {
    cause:
      "Executing the journal again on a fresh EVM gave something else than is recorded. Execution has no chance in it, so the record was changed, or was made with other contracts or another EVM.",
    example: { block: 42, what: "state root", expected: EXAMPLE.digest, found: EXAMPLE.otherDigest },
  },
  ENGINES_DISAGREE: {
    cause:
      "The journal was executed by two EVMs that share no code, and they came to different ends at that place. One of them has a fault, or is set up for another fork; which one, the header of the block tells only if one of both agrees with it.",
    example: {
      block: 42,
      what: "the gas of an opcode",
      edr: "2100",
      ethereumjs: "2600",
      place: `in transaction ${transaction}, at step 17, SLOAD`,
    },
  },
  JOURNAL_DEPARTS: {
    cause:
      "The journal executes, but the program, given the same plans, would have sent something else at that block. Somebody inserted, left out or altered transactions, or used other code.",
    example: {
      block: 42,
      script: SCRIPTS.takeoff.name,
      what: "the sender",
      expected: address,
      found: "0x90f79bf6eb2c4f870365e785982e1f101e93b906",
    },
  },
};
