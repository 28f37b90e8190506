import type { JournalReading } from "../model/dossier.ts";
import { latestOf, parseJournal } from "./journal.ts";

/**
 * Reads a journal as far as a dossier leans on it. Loads nothing that signs or sends.
 *
 * @param text attacker-controlled
 */
export function summariseJournal(text: string): JournalReading {
  const result = parseJournal(text);
  if (result.kind === "malformed") return { ok: false, line: result.line, problem: result.problem };
  const { header, blocks } = result.journal;
  return {
    ok: true,
    journal: {
      chainId: header.chainId,
      hardfork: header.hardfork,
      genesisHash: header.genesis.hash,
      blocks: blocks.length,
      transactions: blocks.reduce((sum, { transactions }) => sum + transactions.length, 0),
      stateRoot: latestOf(result.journal).stateRoot,
      stateRoots: [header.genesis.stateRoot, ...blocks.map(({ stateRoot }) => stateRoot)],
    },
  };
}
