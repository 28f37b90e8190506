import { dirname, extname, resolve } from "node:path";
import { setTimeout } from "node:timers/promises";
import { CHAIN } from "../../errors/chain-errors.ts";
import { ENVIRONMENT } from "../../errors/environment-errors.ts";
import { codeOf, OmniError } from "../../errors/error.ts";
import { lackIn } from "../../system/error-text.ts";
import { type ProcessEnd, type RunningProcess, startProcess } from "../../system/processes.ts";
import { PACKAGE, REINSTALL } from "../../system/root.ts";
import { LOOPBACK } from "../constants.ts";
import { HARDHAT, hasNativeEvm, OLDEST_NODE } from "../engine/native-evm.ts";
import { openRpc, type Rpc } from "../rpc.ts";

export interface NodeOptions {
  /** By default a free one. */
  readonly port?: number;
  readonly logFile: string;
}

export interface LocalNode {
  readonly url: string;
  readonly port: number;
  /** Its calls say that the node ended, and where its log is, when that is why there is no answer. */
  readonly rpc: Rpc;
  stop(): Promise<void>;
  /** Ends it at once, as a crash would. */
  kill(): void;
}

const READY_SECONDS = 60;
/** How long a node that no longer answers gets to end. */
const DYING_SECONDS = 2;
/** How much of its log tells why a node did not start. */
const LOG_LINES = 6;
/** The file beside this one, in the language of this one. */
const CONFIG = resolve(import.meta.dirname, `../node-config${extname(import.meta.filename)}`);

/**
 * Preloaded into the node: its stdin is a pipe from us, which closes even when we are killed. Listening to it must not
 * keep a node alive that has failed to start.
 */
const STOP_WITH_PARENT = `data:text/javascript,${encodeURIComponent(`
process.stdin.resume().on("close", () => process.exit()).unref?.();
`)}`;

/**
 * Starts a Hardhat node of this project's configuration on 127.0.0.1 and waits until it listens.
 *
 * @throws OMNI3010 if it does not start, OMNI3011 if the port is taken, OMNI3012 if it is not ready in a minute.
 */
export async function startNode(options: NodeOptions): Promise<LocalNode> {
  const listening = Promise.withResolvers<number>();
  const running = await startProcess({
    file: process.execPath,
    args: ["--import", STOP_WITH_PARENT, HARDHAT, ...hardhatArguments(options.port ?? 0)],
    cwd: PACKAGE,
    env: {
      HARDHAT_DISABLE_TELEMETRY_PROMPT: "true",
      NO_COLOR: "1",
      OMNISOVEREIGN_NODE_BUILDS: resolve(options.logFile, "../node-builds"),
    },
    logFile: options.logFile,
    onLine: (line) => {
      const port = /JSON-RPC server at http:\/\/127\.0\.0\.1:(\d+)/.exec(line)?.[1];
      if (port !== undefined) listening.resolve(Number(port));
    },
  });
  try {
    const port = await readyOrFailed(listening.promise, running, options);
    return await useNode(port, running, options.logFile);
  } catch (error) {
    await running.stop();
    throw error;
  }
}

function hardhatArguments(port: number): readonly string[] {
  return ["--config", CONFIG, "--network", "node", "node", "--hostname", LOOPBACK, "--port", String(port)];
}

async function readyOrFailed(
  listening: Promise<number>,
  running: RunningProcess,
  { port, logFile }: NodeOptions,
): Promise<number> {
  const inTime = new AbortController();
  const limit = setTimeout(READY_SECONDS * 1000, null, { signal: inTime.signal });
  const late = limit.then(() => {
    throw new OmniError(CHAIN.NODE_NOT_READY, { seconds: READY_SECONDS, logFile });
  });
  const failed = running.ended.then((end) => {
    if (port !== undefined && running.tail().includes("EADDRINUSE")) {
      throw new OmniError(CHAIN.PORT_TAKEN, { port });
    }
    if (!hasNativeEvm()) throw new OmniError(ENVIRONMENT.NO_EVM, { node: OLDEST_NODE, install: REINSTALL });
    const reason = describeEnd(end);
    const lack = lackIn(`${running.tail()}\n${reason}`, dirname(logFile));
    const logEnd = lastWords(running.tail());
    throw lack ?? new OmniError(CHAIN.NODE_NOT_STARTED, { logFile, reason, logEnd });
  });
  for (const loser of [failed, late]) loser.catch(() => {});
  try {
    return await Promise.race([listening, failed, late]);
  } finally {
    inTime.abort();
  }
}

/** The last lines of a log on one, without those of a stack. */
function lastWords(log: string): string {
  const lines = log.split("\n").map((line) => line.trim());
  return lines
    .filter((line) => line !== "" && !line.startsWith("at "))
    .slice(-LOG_LINES)
    .join(" ");
}

async function useNode(port: number, running: RunningProcess, logFile: string): Promise<LocalNode> {
  const url = `http://${LOOPBACK}:${port}`;
  const rpc = explainingEnd(openRpc(url), running, logFile);
  await rpc.request("hardhat_setLoggingEnabled", false);
  return {
    url,
    port,
    rpc,
    async stop() {
      rpc.close();
      await running.stop();
    },
    kill: running.kill,
  };
}

function explainingEnd(rpc: Rpc, running: RunningProcess, logFile: string): Rpc {
  const explain = async (error: unknown): Promise<never> => {
    if (!(error instanceof OmniError) || error.code !== codeOf(CHAIN.UNREACHABLE)) throw error;
    const end = await Promise.race([running.ended, setTimeout(DYING_SECONDS * 1000, null, { ref: false })]);
    if (end === null) throw error;
    throw new OmniError(CHAIN.NODE_GONE, { end: describeEnd(end), logFile }, { cause: error });
  };
  return {
    ...rpc,
    request: (...call) => rpc.request(...call).catch(explain),
    batch: (calls) => rpc.batch(calls).catch(explain),
  };
}

function describeEnd(end: ProcessEnd): string {
  switch (end.kind) {
    case "exited":
      return `exit code ${end.code}`;
    case "signalled":
      return end.signal;
    case "not-started":
      return end.reason;
    default:
      return end.kind;
  }
}
