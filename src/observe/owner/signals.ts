import type { Signal } from "../../model/owner.ts";
import type { ArgumentRecord } from "../../model/record.ts";
import { textArg } from "../../records/events.ts";
import { view } from "../views.ts";
import type { Standpoint } from "./access.ts";

const SIGNALS = ["emission", "backlog", "sla"] as const;

/** Reads what each signal of the thermostat was in its ticks, and what weight it has now. */
export async function readSignals({ history, reads }: Standpoint): Promise<Signal[]> {
  const ticks = history.of("Thermostat", "Ticked").map(({ args }) => args.kpis as ArgumentRecord);
  const [answer] = await reads.read([view("Thermostat", "kpiWeights")]);
  const weights = answer?.[0] as Readonly<Record<string, bigint>>;
  return SIGNALS.map((name) => {
    const field = `${name}Wad`;
    const values = ticks.map((kpis) => BigInt(textArg(kpis, field))).toSorted((a, b) => (a < b ? -1 : 1));
    return {
      name,
      ticks: ticks.length,
      least: String(values[0] ?? 0n),
      greatest: String(values.at(-1) ?? 0n),
      weight: String(weights[field]),
    };
  });
}
