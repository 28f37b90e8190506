import type { CaptureCounts } from "../capture.ts";
import type { Cost } from "./costs.ts";
import type { BreakEven } from "./expected.ts";

const WAD = 10n ** 18n;
const E12 = 1e12;

/** What stands in `contracts/README.md`. */
export function tables(counts: CaptureCounts): string {
  return [oddsTable, costTable, disputeLine, floodLine, decoyLine].map((shown) => shown(counts)).join("\n\n");
}

function oddsTable({ odds, seeds }: CaptureCounts): string {
  const heads = ["part", "seats", "approve", "reject", "approve in every body", "approve in the last jury"];
  const keys = [...new Set(odds.map(({ part, committee }) => `${part} ${committee}`))];
  const rows = keys.map((key) => {
    const [part, committee] = key.split(" ") as [string, string];
    const cells = odds
      .filter((one) => one.part === part && String(one.committee) === committee)
      .map(({ hits, boundE12 }) => `${percent(hits / seeds)} / ${percent(Number(boundE12) / E12)}`);
    return [part, committee, ...cells];
  });
  return markdown(heads, rows);
}

function costTable({ costs, plays }: CaptureCounts): string {
  const postures = ["nobody disputes", "the wronged dispute", "and so does it"];
  const heads = [
    "strategy",
    "part",
    ...postures.flatMap((posture) => [`${posture}: captures`, "profit", "pays"]),
  ];
  const keys = [...new Set(costs.map(({ strategy, part }) => `${strategy} ${part}`))];
  const rows = keys.map((key) => {
    const [strategy, part] = key.split(" ") as [string, string];
    const cells = costs
      .filter((one) => one.strategy === strategy && one.part === part)
      .flatMap((cost) => [captures(cost, plays), tokens(BigInt(cost.profitWei)), wordsOf(cost.breakEven)]);
    return [`\`${strategy}\``, part, ...cells];
  });
  return markdown(heads, rows);
}

function captures({ captured, boundE12 }: Cost, plays: number): string {
  return `${captured === null ? "–" : percent(captured / plays)} / ${percent(Number(boundE12) / E12)}`;
}

function wordsOf({ begins, turns }: BreakEven): string {
  const [first, second] = turns.map((turn) => grouped(BigInt(turn)));
  if (first === undefined) return begins === "pays" ? "always" : "never";
  if (second !== undefined)
    return begins === "pays" ? `to ${first}, from ${second}` : `${first} to ${second}`;
  return begins === "pays" ? `below ${first}` : `from ${first}`;
}

/** Between none and all of the jobs a profit is in proportion. */
function disputeLine({ costs }: CaptureCounts): string {
  const lines = ["Vote", "Veto"].flatMap((name) => {
    const calm = costs.filter(({ strategy, posture }) => strategy === name && posture === "undisputed");
    const parts = calm.flatMap(({ part, profitWei }) => {
      const disputed = costs.find((one) => {
        return one.strategy === name && one.part === part && one.posture === "disputed";
      }) as Cost;
      const [most, least] = [profitWei, disputed.profitWei].map((wei) => Number(BigInt(wei) / WAD)) as [
        number,
        number,
      ];
      return most > 0 && least < 0 ? [`${percent(most / (most - least))} with ${part}`] : [];
    });
    return parts.length === 0 ? [] : [`\`${name}\`: ${parts.join(", ")} of the weight.`];
  });
  return [
    "At 10,000 tokens these pay while the wronged dispute a smaller part of their jobs than",
    ...lines,
  ].join("\n");
}

function floodLine({ flood }: CaptureCounts): string {
  const { jobs, refused, streams } = flood;
  const [locked, loss, fees] = [flood.lockedWei, flood.lossWei, flood.seatFeesWei].map((wei) =>
    tokens(BigInt(wei)),
  );
  return [
    `Taking up the honest stake takes ${jobs} jobs of 600 tokens on average, of which ${refused} find no committee any more.`,
    `They lock ${locked} of 9,000 tokens and cost ${loss}, ${fees} of it seat fees. Then ${percent(flood.refuses / streams)} of other jobs find no`,
    "committee, and go to a jury: they pay no seat, and wait for the jury's windows.",
  ].join("\n");
}

function decoyLine({ decoys }: CaptureCounts): string {
  const lines = decoys.map((one) => {
    const [staked, locked, loss, fees] = [one.stakedWei, one.lockedWei, one.lossWei, one.seatFeesWei].map(
      (wei) => tokens(BigInt(wei)),
    );
    const part = percent(Number((BigInt(one.lossWei) * 10_000n) / BigInt(one.lockedWei)) / 10_000);
    return [
      `Of a council whose honest members stake ${staked} tokens it takes ${one.jobs} jobs on average, cheapest ${one.form}.`,
      `They lock ${locked} and cost ${loss}, ${fees} of it seat fees: ${part} of what they lock.`,
    ].join("\n");
  });
  return ["Juries' stakes are taken up by jobs of one's own that one disputes, with appeals.", ...lines].join(
    "\n",
  );
}

function markdown(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(heads), `|${heads.map(() => "---").join("|")}|`, ...rows.map(line)].join("\n");
}

function percent(part: number): string {
  const value = part * 100;
  if (value === 0 || value >= 99.95) return `${value.toFixed(0)} %`;
  if (value < 0.001) return "< 0.001 %";
  return `${value.toFixed(value >= 10 ? 1 : value >= 0.1 ? 2 : 3)} %`;
}

/** @returns whole tokens, rounded to the nearest */
function tokens(wei: bigint): string {
  const whole = (wei < 0n ? WAD / 2n - wei : WAD / 2n + wei) / WAD;
  return `${wei < 0n && whole > 0n ? "−" : ""}${grouped(whole)}`;
}

function grouped(whole: bigint): string {
  return whole.toString().replace(/\B(?=(\d{3})+$)/g, ",");
}
