import type {
  DecisionDifferences,
  SlotDifference,
  StageDifferences,
  StateDifferences,
} from "../model/state-differences.ts";
import { grouped, ROUNDING, readable, shortHex } from "../support/figures.ts";
import { counted } from "../support/text.ts";
import { code, heading, type Markdown, table, text } from "./markdown.ts";
import { page } from "./page.ts";
import { bothValues, isRing, variableText } from "./value-text.ts";

/** @returns `state-differences.md` */
export function renderState({ stages, decisions }: StateDifferences): string {
  return page([
    heading(1, "What changed in the state"),
    "Every value that a contract holds otherwise after a stage than before it, and after a decision of the council than before it, by the name that it has in the source. Keys of mappings stand in brackets. The execution by which the dossier was verified tells them; no write was left out.\n",
    `${ROUNDING} Amounts are in tokens. Times are as contracts hold them: those that end windows of jobs, votes and hearings stand still while the system is paused. All stand exactly in \`state-differences.json\`.\n`,
    heading(2, "Decisions of the council"),
    ...(decisions.length === 0 ? ["None was executed.\n"] : decisions.flatMap(decisionSection)),
    ...stages.flatMap(stageSection),
  ]);
}

function decisionSection({
  title,
  proposalId,
  transaction,
  block,
  stage,
  changes,
}: DecisionDifferences): string[] {
  return [
    heading(3, title === null ? `Proposal ${shortHex(proposalId)}` : readable(title)),
    `Executed in stage ${code(stage)}, block ${grouped(block)}, by ${code(shortHex(transaction))}.\n`,
    changeTable(changes),
  ];
}

function stageSection({ stage, firstBlock, lastBlock, transactions, changes }: StageDifferences): string[] {
  const ring = changes.filter(({ contract }) => isRing(contract));
  const own = changes.filter(({ contract }) => !isRing(contract));
  const slots = counted(ring.length, "slot", "slots");
  return [
    heading(2, `Stage ${stage}`),
    `Blocks ${grouped(firstBlock)} to ${grouped(lastBlock)}, ${counted(transactions, "transaction", "transactions")}, ${counted(own.length, "slot", "slots")}; besides, ${slots} of the protocol's own contracts with hashes and beacon roots of blocks.\n`,
    changeTable(own),
  ];
}

function changeTable(changes: readonly SlotDifference[]): string {
  return table(
    ["Contract", "Variable", "Before", "After"].map((title) => ({ title })),
    changes.flatMap(({ contract, values }) =>
      values.map((value): Markdown[] => [
        text(contract),
        code(variableText(value.variable)),
        ...bothValues(value),
      ]),
    ),
  );
}
