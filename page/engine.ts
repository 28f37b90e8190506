/** What runs in a worker of the page: executes a dossier's journal, and holds its receipts against what comes of it. */
import { ecrecover } from "@ethereumjs/util";
import { sha256 } from "@noble/hashes/sha2.js";
import { keccak_256 } from "@noble/hashes/sha3.js";
import { Interface } from "ethers/abi";
import { ethereumJsEngine } from "../src/chain/engine/ethereumjs/engine.ts";
import { outcomesOf } from "../src/chain/engine/ethereumjs/outcomes.ts";
import { GENESIS_DOCUMENT, genesisText } from "../src/chain/engine/genesis.ts";
import { type Journal, parseJournal } from "../src/chain/journal/journal.ts";
import type { ContractName, ContractType } from "../src/model/contracts.ts";
import type { TransactionRecord } from "../src/model/record.ts";
import { AddressBook } from "../src/records/address-book.ts";
import { recordOf } from "../src/records/record-of.ts";
import { firstDifference } from "../src/support/json-difference.ts";
import type { ExecutionEnd, ExecutionMessage, ExecutionRequest } from "./checks/execution.ts";

/** Beyond this a browser works for longer than anybody waits. */
const MOST_TRANSACTIONS = 20_000;
const MOST_FINDINGS = 50;
const EVERY = 10;

const CRYPTO = { keccak256: keccak_256, sha256, ecrecover };

self.onmessage = async ({ data }: MessageEvent<ExecutionRequest>) => {
  const say = (message: ExecutionMessage): void => self.postMessage(message);
  say(await execute(data, say).catch((error) => ended({ stopped: `It stopped: ${String(error)}` })));
};

async function execute(
  request: ExecutionRequest,
  say: (message: ExecutionMessage) => void,
): Promise<ExecutionEnd> {
  const parsed = parseJournal(request.journal);
  if (parsed.kind !== "journal")
    return ended({ stopped: `Line ${parsed.line} of the journal cannot be read: ${parsed.problem}.` });
  if (request.genesis !== genesisText())
    return ended({ stopped: "The genesis that the dossier states is not the one that this page knows." });
  const { header, blocks } = parsed.journal;
  const within = bounded(blocks);
  const comparison = compareWith(request);
  let reached = 0;
  let transactions = 0;
  const execution = await ethereumJsEngine(GENESIS_DOCUMENT, CRYPTO, {
    mined: (mined) => {
      reached += 1;
      if (reached % EVERY === 0) say({ kind: "progress", block: reached, blocks: blocks.length });
      for (const transaction of outcomesOf(mined)) {
        transactions += 1;
        comparison.take(transaction.hash, () => recordOf(comparison.book, transaction));
      }
    },
  })({ header, blocks: within });
  const differs =
    execution.kind === "executed"
      ? []
      : [
          `Block ${execution.block}: its ${execution.what} is ${execution.found}, and the journal says ${execution.expected}.`,
        ];
  return ended({
    complete: differs.length === 0 && within.length === blocks.length,
    stopped: within.length === blocks.length ? "" : `It stopped after ${MOST_TRANSACTIONS} transactions.`,
    block: reached,
    blocks: blocks.length,
    transactions,
    stateRoot: blocks[reached - 1]?.stateRoot ?? header.genesis.stateRoot,
    ...comparison.end(),
    findings: [...differs, ...comparison.end().findings].slice(0, MOST_FINDINGS),
  });
}

function ended(told: Partial<ExecutionEnd>): ExecutionEnd {
  const nothing = { complete: false, stopped: "", block: 0, blocks: 0, transactions: 0, stateRoot: "" };
  return { kind: "end", ...nothing, compared: 0, unreached: 0, findings: [], ...told };
}

function bounded(blocks: Journal["blocks"]): Journal["blocks"] {
  let transactions = 0;
  return blocks.filter((block) => {
    transactions += block.transactions.length;
    return transactions <= MOST_TRANSACTIONS;
  });
}

/** Holds what is executed against what the receipts show of it. */
function compareWith({ records, entries, contracts }: ExecutionRequest) {
  const shown = Map.groupBy(records, ({ hash }) => hash);
  const book = AddressBook.from(entries, typesOf(contracts));
  const findings: string[] = [];
  let compared = 0;
  return {
    book,
    take(hash: string, made: () => TransactionRecord): void {
      const same = shown.get(hash) ?? [];
      const real = same.length === 0 ? null : made();
      compared += same.length;
      for (const record of same) {
        const difference = firstDifference(record, real);
        if (difference !== undefined)
          findings.push(`Transaction ${hash} differs from its receipt at "${difference.pointer}".`);
      }
    },
    end: () => ({ compared, unreached: records.length - compared, findings }),
  };
}

function typesOf(contracts: string): (name: ContractName) => ContractType {
  const artefacts: Record<string, { abi: []; bytecode: string }> = JSON.parse(contracts);
  const types = new Map<ContractName, ContractType>();
  return (name) => {
    const { abi = [], bytecode = "0x" } = artefacts[name] ?? {};
    const type = types.get(name) ?? { name, abi: new Interface(abi), bytecode, layout: null };
    types.set(name, type);
    return type;
  };
}
