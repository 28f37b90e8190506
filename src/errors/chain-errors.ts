import { describe, EXIT } from "./error.ts";
import { quote } from "./quote.ts";

/** Enough of a log for an error and the advice that follows it. */
const LONGEST_LOG = 400;

/** 3xxx: the node, its chain, the journal of what was done on it. */
export const CHAIN = {
  NODE_NOT_STARTED: describe<{ logFile: string; reason: string; logEnd: string }>({
    number: 3010,
    exit: EXIT.environment,
    message: ({ reason, logEnd }) =>
      `The Hardhat node did not start: ${reason}${logEnd === "" ? "" : `, and its log ends ${quote(logEnd, LONGEST_LOG)}`}.`,
    mend: ({ logFile }) => `Read ${logFile}; "omnisovereign doctor" checks the installation.`,
  }),
  PORT_TAKEN: describe<{ port: number }>({
    number: 3011,
    exit: EXIT.environment,
    message: ({ port }) => `Port ${port} of 127.0.0.1 is taken by another process.`,
    mend: () => "Stop that process, or name no port to have a free one chosen.",
  }),
  NODE_NOT_READY: describe<{ seconds: number; logFile: string }>({
    number: 3012,
    exit: EXIT.environment,
    message: ({ seconds }) => `The Hardhat node was not ready within ${seconds} seconds.`,
    mend: ({ logFile }) => `Read ${logFile}, and try again when the machine is less busy.`,
  }),
  NODE_GONE: describe<{ end: string; logFile: string }>({
    number: 3013,
    exit: EXIT.environment,
    message: ({ end }) => `The Hardhat node ended while it was in use (${end}).`,
    mend: ({ logFile }) => `Read ${logFile}, then run the same command again: finished blocks are restored.`,
  }),
  BAD_URL: describe<{ url: string }>({
    number: 3020,
    exit: EXIT.usage,
    message: () => "The node's URL is not an http or https URL.",
    mend: () => "Set RPC_URL or --rpc-url to one such as http://127.0.0.1:8545.",
  }),
  UNREACHABLE: describe<{ url: string; reason: string }>({
    number: 3021,
    exit: EXIT.environment,
    message: ({ url, reason }) => `No answer from ${url}: ${reason}.`,
    mend: () =>
      'Start the node with "npx hardhat node", or name none (RPC_URL, --rpc-url) to have a private one started.',
  }),
  TOO_SLOW: describe<{ url: string; seconds: number }>({
    number: 3022,
    exit: EXIT.environment,
    message: ({ url, seconds }) => `${url} did not finish its answer within ${seconds} seconds.`,
    mend: () => "Point RPC_URL at a node that answers, or unset it to have a private one started.",
  }),
  TOO_LARGE: describe<{ url: string; limitBytes: number }>({
    number: 3023,
    exit: EXIT.environment,
    message: ({ url, limitBytes }) => `${url} answered with more than ${limitBytes} bytes.`,
    mend: () => "Point RPC_URL at an Ethereum node, or unset it to have a private one started.",
  }),
  NOT_JSON_RPC: describe<{ url: string; excerpt: string }>({
    number: 3024,
    exit: EXIT.environment,
    message: ({ url, excerpt }) => `${url} does not speak JSON-RPC; its answer begins "${excerpt}".`,
    mend: () => "Point RPC_URL at an Ethereum node, or unset it to have a private one started.",
  }),
  REQUEST_REFUSED: describe<{ method: string; reason: string }>({
    number: 3025,
    exit: EXIT.failed,
    message: ({ method, reason }) => `The node refused ${method}: ${reason}.`,
    mend: () => 'Use the node of this project: "npx hardhat node", or unset RPC_URL.',
  }),
  NOT_ETHEREUM: describe<{ url: string; problem: string }>({
    number: 3026,
    exit: EXIT.environment,
    message: ({ url, problem }) => `${url} speaks JSON-RPC, but not as an Ethereum node does: ${problem}`,
    mend: () => "Point RPC_URL at an Ethereum node, or unset it to have a private one started.",
  }),
  OTHER_CHAIN: describe<{ url: string; expected: number; found: number }>({
    number: 3030,
    exit: EXIT.environment,
    message: ({ url, expected, found }) =>
      `${url} runs chain ${found}, but the journal is of chain ${expected}.`,
    mend: () => 'Point RPC_URL at a node started with "npx hardhat node" in this project, or unset it.',
  }),
  OTHER_GENESIS: describe<{ url: string; expected: string; found: string }>({
    number: 3031,
    exit: EXIT.environment,
    message: ({ url, expected, found }) =>
      `${url} began with genesis ${found}, but the journal with ${expected}.`,
    mend: () => 'Stop that node, start "npx hardhat node" in this project, and try again; or unset RPC_URL.',
  }),
  CHAIN_AHEAD: describe<{ url: string; chain: number; journal: number }>({
    number: 3032,
    exit: EXIT.environment,
    message: ({ url, chain, journal }) =>
      `${url} is at block ${chain}, ahead of the journal, which ends with block ${journal}.`,
    mend: () => 'Restart that node with "npx hardhat node": the journal is replayed on it; or unset RPC_URL.',
  }),
  CHAIN_DIVERGED: describe<{ url: string; block: number }>({
    number: 3033,
    exit: EXIT.environment,
    message: ({ url, block }) => `${url} differs from the journal from block ${block} on.`,
    mend: () => 'Restart that node with "npx hardhat node": the journal is replayed on it; or unset RPC_URL.',
  }),
  LOG_MALFORMED: describe<{ path: string; line: number; problem: string }>({
    number: 3041,
    exit: EXIT.failed,
    message: ({ path, line, problem }) =>
      `${path}:${line} is not an entry of the write-ahead log: ${problem}.`,
    mend: () => 'Start anew with "omnisovereign run": the damaged log is archived.',
  }),
  LOG_LOCKED: describe<{ lock: string; owner: string }>({
    number: 3042,
    exit: EXIT.environment,
    message: ({ owner }) => `Process ${owner} is at work on the chain of the same output folder.`,
    mend: ({ lock }) => `Wait until it ends, or choose another folder; if it is not ours, remove ${lock}.`,
  }),
  JOURNAL_TOO_SHORT: describe<{ blocks: number; wanted: number }>({
    number: 3043,
    exit: EXIT.failed,
    message: ({ blocks, wanted }) => `The journal holds ${blocks} blocks, but ${wanted} are to be restored.`,
    mend: () => 'Run the earlier stages first: "omnisovereign run".',
  }),
  JOURNAL_LOST: describe<{ script: string; last: number; blocks: number }>({
    number: 3044,
    exit: EXIT.failed,
    message: ({ script, last, blocks }) =>
      `"${script}" ended at block ${last}, but the journal ${blocks < last ? `has only ${blocks} blocks: its log was lost or cut` : "has another block there: its log is of other runs"}.`,
    mend: () => 'Run "omnisovereign run --resume", which begins where the journal still holds.',
  }),
  UNEXPECTED_STATUS: describe<{ hash: string; block: number; from: string; status: string; reason: string }>({
    number: 3050,
    exit: EXIT.failed,
    message: ({ hash, block, from, status, reason }) =>
      `Transaction ${hash} of ${from} in block ${block} ended in ${status}${reason}.`,
    mend: () =>
      "Look up the error in the contract's interface: the plan or the stage asked for what it forbids.",
  }),
  TRANSACTION_REFUSED: describe<{ block: number; from: string; reason: string }>({
    number: 3051,
    exit: EXIT.failed,
    message: ({ block, from, reason }) =>
      `The node refused a transaction of ${from} for block ${block}, so that none of the block was mined: ${reason}.`,
    mend: () => "Fund the account or raise the gas limit as the node says, and run the stage again.",
  }),
  BLOCK_DIFFERS: describe<{ block: number; what: string }>({
    number: 3052,
    exit: EXIT.failed,
    message: ({ block, what }) => `The node mined block ${block} otherwise than asked: ${what}.`,
    mend: () => "Let no other program use this node; restart it, and run the stage again.",
  }),
  TIME_NOT_ADVANCING: describe<{ latest: bigint; asked: bigint }>({
    number: 3053,
    exit: EXIT.failed,
    message: ({ latest, asked }) => `A block at ${asked} cannot follow the latest, which is at ${latest}.`,
    mend: () => "Ask for a later time, in seconds since 1970.",
  }),
  NO_KEY: describe<{ label: string }>({
    number: 3054,
    exit: EXIT.failed,
    message: ({ label }) => `${label} is a real address, so nobody here can sign for it.`,
    mend: () => "Name the principal by a label in the plan to rehearse with a local account.",
  }),
  BAD_CHECKSUM: describe<{ address: string }>({
    number: 3055,
    exit: EXIT.planInvalid,
    message: ({ address }) => `${address} is no address: its capitals do not match the checksum of EIP-55.`,
    mend: () => "Copy the address again, or write it in lower case.",
  }),
  TRANSACTION_TOO_LARGE: describe<{ from: string; bytes: number; mostBytes: number }>({
    number: 3056,
    exit: EXIT.failed,
    message: ({ from, bytes, mostBytes }) =>
      `A transaction of ${from} would have ${bytes} bytes, more than the ${mostBytes} that nodes take. It was not sent.`,
    mend: () => "Give the plan a smaller council, committee or jury, or fewer regions.",
  }),
  HEADER_DIFFERS: describe<{ block: string; hash: string }>({
    number: 3057,
    exit: EXIT.failed,
    message: ({ block, hash }) =>
      `The node says that block ${quote(block)} has the hash ${quote(hash)}, which is not that of the header that it tells.`,
    mend: () => "Point RPC_URL at a node that tells all fields of a block's header, or unset it.",
  }),
  REPLAY_DIFFERS: describe<{ block: number; what: string; expected: string; found: string }>({
    number: 3060,
    exit: EXIT.verificationFailed,
    message: ({ block, what, expected, found }) =>
      `Replaying block ${block} gave another ${what}: expected ${expected}, found ${found}.`,
    mend: () => 'The journal was changed or made by other software; make it anew with "omnisovereign run".',
  }),
  ENGINES_DISAGREE: describe<{
    block: number;
    what: string;
    edr: string;
    ethereumjs: string;
    place: string;
  }>({
    number: 3069,
    exit: EXIT.verificationFailed,
    message: ({ block, what, edr, ethereumjs, place }) =>
      `Two EVMs disagree on block ${block} ${place}: ${what} is ${quote(edr)} on EDR, ${quote(ethereumjs)} on ethereumjs.`,
    mend: () => "One of them does not execute as the fork says: report it, and do not lean on either alone.",
  }),
  JOURNAL_DEPARTS: describe<{ block: number; script: string; what: string; expected: string; found: string }>(
    {
      number: 3064,
      exit: EXIT.verificationFailed,
      message: ({ block, script, what, expected, found }) =>
        `Block ${block} of the journal is not what plan and code make of it in "${script}": ${what} ${expected} was expected, ${quote(found)} is there.`,
      mend: () => "The journal was made from another plan or by other code, or was changed; do not trust it.",
    },
  ),
} as const;
