import { GENESIS } from "../chain/constants.ts";
import { type Journal, journalHeader } from "../chain/journal/journal.ts";
import { readJournal } from "../chain/journal/wal.ts";
import { lookAt, privateNodeLine } from "../chain/rehearsal/connect.ts";
import type { Step } from "../run/catalogue.ts";

export interface NodeChoice {
  /** As a flag says it: then no other node will do. */
  readonly flag: string | undefined;
  /** As the environment says it. */
  readonly variable: string | undefined;
  /** Hears that a node of ours takes the place of the one that the environment names. */
  readonly note: (line: string) => void;
}

/**
 * The node for a run, looked at before anything starts.
 *
 * @param out absolute
 * @returns `undefined` for a node of ours
 * @throws OMNI3020–3033 if the node that was named is not one to use
 */
export async function chooseNode(
  { flag, variable, note }: NodeChoice,
  steps: readonly Step[],
  out: string,
): Promise<string | undefined> {
  const rpcUrl = flag ?? (variable || undefined);
  if (rpcUrl === undefined || !steps.some(({ scripts }) => scripts.some(({ needsNode }) => needsNode)))
    return undefined;
  const explicit = flag !== undefined;
  const decision = await lookAt({ rpcUrl, explicit }, await journalBefore(steps, out));
  if (decision.kind !== "private") return rpcUrl;
  note(privateNodeLine(new URL(rpcUrl).origin));
  return undefined;
}

/** The chain as the first script will want it: without the blocks that it mined when it ran before. */
async function journalBefore(steps: readonly Step[], out: string): Promise<Journal> {
  const header = journalHeader(GENESIS);
  if (steps[0]?.id === "takeoff") return { header, blocks: [] };
  const { blocks } = await readJournal(out);
  const first = steps.flatMap(({ scripts }) => scripts).find(({ needsNode }) => needsNode)?.name;
  const own = blocks.findIndex(({ script }) => script === first);
  return { header, blocks: own < 0 ? blocks : blocks.slice(0, own) };
}
