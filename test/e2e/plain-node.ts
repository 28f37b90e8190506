import { join } from "node:path";
import { startProcess } from "../../src/system/processes.ts";
import { PROJECT } from "./bin.ts";

export interface PlainNode {
  readonly url: string;
  stop(): Promise<unknown>;
}

/** What `npx hardhat node` starts in the checkout, on a free port. */
export async function openPlainNode(folder: string): Promise<PlainNode> {
  let heard: (url: string) => void;
  const url = new Promise<string>((resolve) => {
    heard = resolve;
  });
  const running = await startProcess({
    file: process.execPath,
    args: [
      join(PROJECT, "node_modules/hardhat/dist/src/cli.js"),
      "node",
      "--hostname",
      "127.0.0.1",
      "--port",
      "0",
    ],
    cwd: PROJECT,
    logFile: join(folder, "plain-node.log"),
    onLine: (line) => {
      const found = /http:\/\/127\.0\.0\.1:\d+/.exec(line)?.[0];
      if (found) heard(found);
    },
  });
  return { url: await url, stop: running.stop };
}
