import type { InterpreterStep } from "@ethereumjs/evm";
import type { Crypto } from "../crypto.ts";
import { type EthereumJsChain, type MinedBlock, openChain, outcomeOf } from "../ethereumjs/chain.ts";
import { outcomesOf } from "../ethereumjs/outcomes.ts";
import type { GenesisDocument } from "../genesis.ts";
import { MOST_STACKED_GAS, MOST_TRACED_GAS, type OpenSide, upTo } from "./side.ts";
import type { Step } from "./steps.ts";

/** The EVM of another family, on the chain that the document states. */
export function ethereumJsSide(document: GenesisDocument, crypto: Crypto): OpenSide {
  return async (journal, number) => {
    const chain = await openChain(document, crypto);
    const mine = async (block: Parameters<EthereumJsChain["mine"]>[0]) => void (await chain.mine(block));
    const { block } = await upTo(journal, number, mine, journal.header.genesis.hash);
    const steps = recordSteps(chain);
    const mined = await chain.mine(block).catch((error: Error) => error.message);
    const receipts =
      typeof mined === "string"
        ? block.transactions.map(() => null)
        : outcomesOf(mined).map(({ receipt }) => receipt);
    return {
      outcome: typeof mined === "string" ? null : outcomeOf(mined.block),
      problem: typeof mined === "string" ? mined : null,
      receipts,
      stepsOf: async (index) => (typeof mined === "string" ? null : tracedSteps(mined, steps, index)),
      close: () => {},
    };
  };
}

type Recorded = readonly (readonly Step[])[];

/** @returns what will hold the steps of each transaction from now on. */
function recordSteps({ vm }: EthereumJsChain): Recorded {
  const recorded: Step[][] = [];
  vm.events.on("beforeTx", () => void recorded.push([]));
  vm.evm.events?.on("step", (step) => {
    const steps = recorded.at(-1);
    if (steps !== undefined && steps.length < Number(MOST_TRACED_GAS)) steps.push(stepOf(step));
  });
  return recorded;
}

function stepOf({ pc, opcode, depth, gasLeft, stack }: InterpreterStep): Step {
  return { pc, opcode: opcode.name, depth: depth + 1, gasLeft, top: stack.at(-1) ?? null };
}

function tracedSteps({ results }: MinedBlock, steps: Recorded, index: number): readonly Step[] | null {
  const gas = results[index]?.totalGasSpent ?? 0n;
  if (gas > MOST_TRACED_GAS) return null;
  const own = steps[index] ?? [];
  return gas > MOST_STACKED_GAS ? own.map((step) => ({ ...step, top: null })) : own;
}
