import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { OmniError } from "../../errors/error.ts";
import { OWNER } from "../../errors/owner-errors.ts";
import type { AddressEntry, TransactionRecord } from "../../model/record.ts";
import type { Views } from "../../observe/views.ts";

import { isAddressEntry } from "../../records/receipt-files.ts";
import { recordsIn } from "../../records/records-in.ts";
import type { ScriptContext } from "../script.ts";

/** A deploy receipt as an operator names it; its content is attacker-controlled. */
interface DeployReceipt {
  readonly path: string;
  readonly contracts: readonly AddressEntry[];
  readonly transactions: readonly TransactionRecord[];
}

const REPORTS = "reports/";

/**
 * Checks that a deploy receipt, where the environment names one, is of the chain that is read.
 *
 * @throws OMNI2311 if AURORA_DEPLOY_OUTPUT is no deploy receipt, OMNI2312 if it is one of another chain.
 */
export async function requireStatedChain(
  views: Views,
  { out }: ScriptContext,
  { AURORA_DEPLOY_OUTPUT }: NodeJS.ProcessEnv,
): Promise<void> {
  if (AURORA_DEPLOY_OUTPUT)
    await requireDeployedHere(views, await readDeployReceipt(out, AURORA_DEPLOY_OUTPUT));
}

async function readDeployReceipt(out: string, path: string): Promise<DeployReceipt> {
  const unreadable = (reason: string, cause: unknown) =>
    new OmniError(OWNER.DEPLOY_UNREADABLE, { path, reason }, { cause });
  const text = await readFile(located(out, path), "utf8").catch((cause) => {
    throw unreadable("cannot be read", cause);
  });
  const { contracts, transactions } = parse(text);
  if (!Array.isArray(contracts) || contracts.length === 0 || !contracts.every(isAddressEntry)) {
    throw unreadable("lists no contracts", undefined);
  }
  return { path, contracts, transactions: recordsIn(transactions) };
}

/** `reports/…` stands for OUT, as in plans and flags. */
function located(out: string, path: string): string {
  return path.startsWith(REPORTS) ? join(out, path.slice(REPORTS.length)) : resolve(path);
}

function parse(text: string): { contracts?: unknown; transactions?: unknown } {
  try {
    return (JSON.parse(text) ?? {}) as object;
  } catch {
    return {};
  }
}

/** A transaction's hash commits to what was deployed and with which arguments. */
async function requireDeployedHere({ book, chain }: Views, receipt: DeployReceipt): Promise<void> {
  const { path, contracts, transactions } = receipt;
  const foreign = (problem: string) => new OmniError(OWNER.DEPLOY_FOREIGN, { path, problem });
  const addresses = new Map(book.entries().map(({ name, address }) => [name, address]));
  const moved = contracts.find(({ name, address }) => addresses.get(name) !== address);
  if (moved) throw foreign(`${moved.name} is not at ${moved.address}`);
  if (transactions.length === 0) throw foreign("it shows no transaction");
  const found = await chain.blocksOf(transactions.map(({ hash }) => hash));
  const missing = transactions.find(({ block }, index) => found[index] !== block);
  if (missing) throw foreign(`transaction ${missing.hash} is not in its block ${missing.block}`);
}
