import type { Cast } from "../../src/model/cast.ts";
import { gather } from "../../src/observe/gather.ts";
import { readHistory } from "../../src/observe/history.ts";
import type { Standpoint } from "../../src/observe/owner/access.ts";
import { Names } from "../../src/observe/owner/names.ts";
import type { FakeChain } from "./fake-chain.ts";

/** The owner's place at the chain's latest block. */
export async function standpointOn(
  chain: FakeChain,
  cast: Cast,
  receipts: ReadonlyMap<string, string> = new Map(),
): Promise<Standpoint> {
  const views = chain.observer();
  const { book } = chain;
  const history = await readHistory(views, receipts);
  return { chain: views.chain, book, cast, names: new Names(book, cast), history, reads: gather(views) };
}
