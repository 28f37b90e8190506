import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Journal } from "../../src/chain/journal/journal.ts";
import { startNode } from "../../src/chain/rehearsal/node.ts";
import { measure } from "./command.ts";
import { replayRaw } from "./raw.ts";

/** What a run cannot do without, in seconds. */
export interface Limit {
  readonly nodeStart: number;
  readonly rawReplay: number;
  readonly npmCalls: number;
  readonly total: number;
}

/**
 * Starts a node, replays the run's journal raw, and calls npm as often as the run did, for a script that does nothing.
 *
 * @param scratch a folder for the node's log and for a package of that script
 */
export async function measureLimit(journal: Journal, calls: number, scratch: string): Promise<Limit> {
  const started = performance.now();
  const node = await startNode({ logFile: join(scratch, "limit-node.log") });
  const nodeStart = (performance.now() - started) / 1000;
  const rawReplay = await replayRaw(node.rpc, journal.blocks).finally(node.stop);
  const npmCalls = await callNpm(calls, join(scratch, "nothing"));
  return { nodeStart, rawReplay, npmCalls, total: nodeStart + rawReplay + npmCalls };
}

async function callNpm(times: number, folder: string): Promise<number> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "package.json"), JSON.stringify({ scripts: { nothing: "exit 0" } }));
  let seconds = 0;
  for (let call = 0; call < times; call += 1) {
    seconds += (await measure("npm", ["run", "--silent", "nothing"], { cwd: folder })).seconds;
  }
  return seconds;
}
