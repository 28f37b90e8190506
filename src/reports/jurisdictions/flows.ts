import type { Flow, Reserve, TransnationalRecord } from "../../model/dossier.ts";
import type { EventRecord } from "../../model/record.ts";
import { type Located, locateRecords } from "../../records/located-records.ts";
import { type Holdings, isObject, listIn, receiptsLike, textIn } from "./holdings.ts";
import { DEPLOYMENTS, MONEY } from "./sources.ts";

/** Contracts whose transfers pass between jurisdictions. */
const BETWEEN = /^(Treasury|RewardEngineMB|RegionalExecutor .*)$/;
/** Those of them whose every transfer is in the receipts that are read here. */
const RESERVES: readonly string[] = ["Treasury", "RewardEngineMB"];
const AMOUNT = /^\d{1,78}$/;

/** Names by address. */
interface Names {
  readonly contracts: ReadonlyMap<string, string>;
  readonly principals: ReadonlyMap<string, string>;
}

/** One transfer with its ends as addresses. */
interface Transfer {
  readonly from: string;
  readonly to: string;
  readonly amountWei: bigint;
  readonly place: Pick<Located["record"], "hash" | "block" | "index">;
  readonly receipt: Flow["receipt"];
}

/** What passed between the treasury, the regions' executors and the reward engine, and what that left. */
export function transnationalOf(holdings: Holdings): TransnationalRecord {
  const names = namesOf(holdings);
  const between = (address: string) => BETWEEN.test(names.contracts.get(address) ?? "");
  const transfers = receiptsLike(MONEY, holdings)
    .flatMap(({ file: { path, sha256 }, document }) =>
      locateRecords(document).flatMap((located) => transfersIn(located, { path, sha256 })),
    )
    .filter(({ from, to }) => between(from) || between(to))
    .toSorted((a, b) => a.place.block - b.place.block || a.place.index - b.place.index);
  return {
    reserves: [...names.contracts]
      .filter(([, name]) => RESERVES.includes(name))
      .map(([address, name]) => reserveOf(address, name, transfers)),
    flows: transfers.map((transfer) => flowOf(transfer, names)),
  };
}

function transfersIn({ record }: Located, receipt: Flow["receipt"]): Transfer[] {
  if (record.status !== "success") return [];
  return record.events.filter(isTransfer).map(({ args }) => ({
    from: String(args.from),
    to: String(args.to),
    amountWei: BigInt(String(args.value)),
    place: record,
    receipt,
  }));
}

function isTransfer({ contract, name, args }: EventRecord): boolean {
  return contract === "AGIALPHA" && name === "Transfer" && AMOUNT.test(String(args.value));
}

function reserveOf(address: string, holder: string, transfers: readonly Transfer[]): Reserve {
  const sum = (some: readonly Transfer[]) => some.reduce((total, { amountWei }) => total + amountWei, 0n);
  const received = sum(transfers.filter(({ to }) => to === address));
  const paid = sum(transfers.filter(({ from }) => from === address));
  return {
    holder,
    received: received.toString(),
    paid: paid.toString(),
    held: (received - paid).toString(),
  };
}

function flowOf({ from, to, amountWei, place, receipt }: Transfer, names: Names): Flow {
  const nameOf = (address: string) =>
    names.contracts.get(address) ?? names.principals.get(address) ?? address;
  return {
    from: nameOf(from),
    to: nameOf(to),
    amount: amountWei.toString(),
    transaction: place.hash,
    receipt,
  };
}

function namesOf(holdings: Holdings): Names {
  const deployments = receiptsLike(DEPLOYMENTS, holdings).map(({ document }) => document);
  const contracts = deployments.flatMap((document) => listIn(document, "contracts"));
  const principals = deployments.flatMap((document) =>
    isObject(document) && isObject(document.principals) ? Object.values(document.principals) : [],
  );
  const byAddress = (entries: readonly unknown[], key: string) =>
    new Map(entries.map((entry) => [textIn(entry, "address"), textIn(entry, key)]));
  return { contracts: byAddress(contracts, "name"), principals: byAddress(principals, "label") };
}
