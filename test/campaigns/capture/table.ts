import type { CaptureCounts } from "../capture.ts";
import type { BreakEven } from "./expected.ts";
import type { Posture } from "./strategies.ts";

const WAD = 10n ** 18n;
const E12 = 1e12;

/** What stands in `contracts/README.md`. */
export function tables(counts: CaptureCounts): string {
  return [oddsTable(counts), costTable(counts), floodLine(counts)].join("\n\n");
}

function oddsTable({ odds, seeds }: CaptureCounts): string {
  const heads = [
    "part",
    "seats",
    "approve",
    "reject",
    "approve, then in all three hearings",
    "approve in the last hearing",
  ];
  const keys = [...new Set(odds.map(({ part, committee }) => `${part} ${committee}`))];
  const rows = keys.map((key) => {
    const [part, committee] = key.split(" ");
    const cells = odds
      .filter((one) => one.part === part && String(one.committee) === committee)
      .map(({ hits, boundE12 }) => `${percent(hits / seeds)} of ${percent(Number(boundE12) / E12)}`);
    return [part ?? "", committee ?? "", ...cells];
  });
  return markdown(heads, rows);
}

function costTable({ costs, plays }: CaptureCounts): string {
  const heads = ["strategy", "part", "others", "captures", "profit at 10,000", "pays"];
  const rows = costs.map(({ strategy, part, posture, captured, boundE12, profitWei, breakEven }) => [
    `\`${strategy}\``,
    part,
    WORDS[posture],
    `${captured === null ? "" : `${percent(captured / plays)} of `}${percent(Number(boundE12) / E12)}`,
    tokens(BigInt(profitWei)),
    wordsOf(breakEven),
  ]);
  return markdown(heads, rows);
}

const WORDS: Readonly<Record<Posture, string>> = {
  undisputed: "do nothing",
  disputed: "dispute",
  contested: "dispute, and it does too",
};

function wordsOf({ begins, turns }: BreakEven): string {
  const [first, second] = turns.map((turn) => grouped(BigInt(turn)));
  if (first === undefined) return begins === "pays" ? "at every value" : "never";
  if (second !== undefined)
    return begins === "pays" ? `to ${first}, and from ${second}` : `from ${first} to ${second}`;
  return begins === "pays" ? `below ${first}` : `from ${first}`;
}

function floodLine({ flood }: CaptureCounts): string {
  return [
    `Taking up the honest stake takes ${flood.jobs} jobs of 600 tokens on average, of which ${flood.refused} find no committee any`,
    `more. They lock ${tokens(BigInt(flood.lockedWei))} tokens of honest stake and cost ${tokens(BigInt(flood.lossWei))}, ${tokens(BigInt(flood.seatFeesWei))} of it seat fees.`,
  ].join("\n");
}

function markdown(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(heads), `|${heads.map(() => "---").join("|")}|`, ...rows.map(line)].join("\n");
}

function percent(part: number): string {
  const value = part * 100;
  if (value === 0 || value >= 99.95) return `${value.toFixed(0)} %`;
  if (value < 0.001) return "< 0.001 %";
  return `${value >= 10 ? value.toFixed(1) : value >= 0.1 ? value.toFixed(2) : value.toFixed(3)} %`;
}

/** @returns whole tokens, rounded to the nearest */
function tokens(wei: bigint): string {
  const whole = (wei < 0n ? -wei + WAD / 2n : wei + WAD / 2n) / WAD;
  return `${wei < 0n && whole > 0n ? "−" : ""}${grouped(whole)}`;
}

function grouped(whole: bigint): string {
  return whole.toString().replace(/\B(?=(\d{3})+$)/g, ",");
}
