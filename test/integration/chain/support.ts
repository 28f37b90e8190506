import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestContext } from "node:test";
import { accountOf, DEPLOYER } from "../../../src/chain/accounts.ts";
import type { TransactionRequest } from "../../../src/chain/port.ts";
import { type LocalNode, startNode } from "../../../src/chain/rehearsal/node.ts";
import { openSession, type Session, type SessionOptions } from "../../../src/chain/rehearsal/session.ts";
import type { Account } from "../../../src/model/cast.ts";
import type { Hex } from "../../../src/model/hex.ts";

export const ETHER = 10n ** 18n;

/** Creation code that reverts with the four bytes deadbeef. */
export const REVERTS: Hex = "0x63deadbeef6000526004601cfd";

const stacks = new WeakMap<TestContext, AsyncDisposableStack>();

/** Runs at the end of the test, last first: what was opened in a folder closes before the folder goes. */
export function cleanUp(t: TestContext, action: () => Promise<void>): void {
  const stack = stacks.get(t) ?? new AsyncDisposableStack();
  if (!stacks.has(t)) t.after(() => stack.disposeAsync());
  stacks.set(t, stack);
  stack.defer(action);
}

export async function freshFolder(t: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "omnisovereign-chain-"));
  cleanUp(t, () => rm(folder, { recursive: true, force: true }));
  return folder;
}

export async function freshNode(t: TestContext): Promise<LocalNode> {
  const node = await startNode({ logFile: join(await freshFolder(t), "node.log") });
  cleanUp(t, node.stop);
  return node;
}

/** A session of the takeoff script; closed at the end of the test, unless the test closed it. */
export async function freshSession(
  t: TestContext,
  options: Partial<SessionOptions> & { readonly out: string },
): Promise<Session> {
  const session = await openSession({
    stage: "takeoff",
    script: "demo:asi-takeoff:local",
    rpcUrl: null,
    ...options,
  });
  cleanUp(t, session.close);
  return session;
}

/** One wei to a new account. */
export function transfer(to: string, from: Account = DEPLOYER, valueWei = 1n): TransactionRequest {
  return { from, to: accountOf(to).address, data: "0x", valueWei, gasLimit: 21_000n, expect: "success" };
}

export function transfers(count: number, prefix = "to"): TransactionRequest[] {
  return Array.from({ length: count }, (_, index) => transfer(`${prefix}-${index}`));
}

export async function serve(t: TestContext, listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  cleanUp(t, async () => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
