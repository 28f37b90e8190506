import type { JournalReading } from "../../model/dossier.ts";
import { parseJournal } from "./journal.ts";

/**
 * Reads of a journal what a dossier says of it.
 *
 * @param text attacker-controlled
 */
export function readJournalText(text: string): JournalReading {
  const parsed = parseJournal(text);
  if (parsed.kind === "malformed") return { ok: false, line: parsed.line, problem: parsed.problem };
  const { header, blocks } = parsed.journal;
  const stateRoots = [header.genesis.stateRoot, ...blocks.map(({ stateRoot }) => stateRoot)];
  return {
    ok: true,
    journal: {
      chainId: header.chainId,
      hardfork: header.hardfork,
      genesisHash: header.genesis.hash,
      blocks: blocks.length,
      transactions: blocks.reduce((sum, { transactions }) => sum + transactions.length, 0),
      stateRoot: stateRoots.at(-1) ?? header.genesis.stateRoot,
      stateRoots,
    },
  };
}
