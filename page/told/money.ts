import type { Dossier } from "../../src/model/dossier.ts";
import type { JobPayment } from "../../src/model/payments.ts";
import type { Payload } from "../payload.ts";
import type { ToldJob } from "./jobs.ts";
import { wanted } from "./told.ts";

export interface Sum {
  readonly name: string;
  readonly wei: bigint;
}

export interface LayerBooks {
  readonly layer: string;
  /** What went into escrows, by reason. */
  readonly into: readonly Sum[];
  /** What came out of them, by reason. */
  readonly out: readonly Sum[];
  readonly inWei: bigint;
  readonly outWei: bigint;
  readonly burnedWei: bigint;
}

export interface ToldMoney {
  readonly flows: readonly {
    readonly from: string;
    readonly to: string;
    readonly wei: bigint;
    readonly transaction: string;
  }[];
  readonly reserves: readonly {
    readonly holder: string;
    readonly received: bigint;
    readonly paid: bigint;
    readonly held: bigint;
  }[];
  readonly books: readonly LayerBooks[];
}

const LAYERS = { nation: "Nation", regions: "Regions", coordination: "Coordination" } as const;

export function moneyIn(payload: Payload, jobs: readonly ToldJob[]): ToldMoney {
  const { transnational } = wanted(payload.json("dossier.json"), "dossier.json") as Dossier;
  return {
    flows: transnational.flows.map(({ from, to, amount, transaction }) => ({
      from,
      to,
      wei: BigInt(amount),
      transaction,
    })),
    reserves: transnational.reserves.map(({ holder, received, paid, held }) => ({
      holder,
      received: BigInt(received),
      paid: BigInt(paid),
      held: BigInt(held),
    })),
    books: Object.entries(LAYERS).flatMap(([id, layer]) => {
      const payments = jobs.filter((job) => job.layer === id).flatMap((job) => job.payments);
      return payments.length === 0 ? [] : [booksOf(layer, payments)];
    }),
  };
}

function booksOf(layer: string, payments: readonly JobPayment[]): LayerBooks {
  const into = payments.filter(({ to }) => to === "escrow");
  const out = payments.filter(({ to }) => to !== "escrow");
  return {
    layer,
    into: byReason(into),
    out: byReason(out),
    inWei: sum(into),
    outWei: sum(out),
    burnedWei: sum(out.filter(({ to }) => to === "burned")),
  };
}

/** Largest first. */
export function byReason(payments: readonly JobPayment[]): readonly Sum[] {
  return [...Map.groupBy(payments, ({ reason }) => reason)]
    .map(([name, same]) => ({ name: inWords(name), wei: sum(same) }))
    .sort((a, b) => (a.wei === b.wei ? 0 : a.wei < b.wei ? 1 : -1));
}

function sum(payments: readonly JobPayment[]): bigint {
  return payments.reduce((total, { amountWei }) => total + BigInt(amountWei), 0n);
}

/** `AgentReward` → `agent reward` */
export function inWords(name: string): string {
  return name.replace(/(?<=[a-z])(?=[A-Z])/g, " ").toLowerCase();
}
