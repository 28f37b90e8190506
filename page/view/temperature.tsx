import { decimal } from "../../src/support/figures.ts";
import type { TemperatureStep, ToldTemperature } from "../told/temperature.ts";
import { day } from "../told/time.ts";
import { Facts, Table, To } from "./parts.tsx";

const WIDTH = 720;
const HEIGHT = 220;
const LEFT = 44;

export function Temperature({ told }: { told: ToldTemperature }) {
  const { steps, changed } = told;
  return (
    <>
      <Facts
        facts={[
          ["Planned", decimal(told.initialWad)],
          ["Bounds", `${decimal(told.minWad)} to ${decimal(told.maxWad)}`],
          ["Emergency", decimal(told.emergencyWad)],
          ["In the end", decimal(told.endWad)],
        ]}
      />
      <Course told={told} />
      <p class="soft">
        Steps are the thermostat's own; a dot is a change for another cause. Dashed is what the plan begins
        with.
      </p>
      <ul>
        {changed.map((what) => (
          <li key={what}>{what}</li>
        ))}
      </ul>
      <details>
        <summary>Every change with its cause</summary>
        <Table<TemperatureStep>
          caption="Changes of the temperature"
          columns={[
            { title: "Block", number: true, cell: ({ block }) => block },
            { title: "Day", cell: ({ at }) => day(at) },
            { title: "Cause", cell: ({ cause }) => cause },
            { title: "Before", number: true, cell: ({ beforeWad }) => decimal(beforeWad) },
            { title: "After", number: true, cell: ({ afterWad }) => decimal(afterWad) },
            {
              title: "Transaction",
              cell: ({ transaction }) => (
                <To kind="tx" id={transaction}>
                  {transaction.slice(0, 10)}
                </To>
              ),
            },
          ]}
          rows={steps}
        />
      </details>
    </>
  );
}

function Course({ told }: { told: ToldTemperature }) {
  const placed = told.steps.filter(({ at }) => at !== null);
  const [first, last] = [placed[0]?.at ?? 0, placed.at(-1)?.at ?? 1];
  const x = (time: number): number =>
    LEFT + ((time - first) / Math.max(1, last - first)) * (WIDTH - LEFT - 8);
  const { low, high } = rangeOf(told);
  const y = (wad: bigint): number => 12 + (1 - share(wad, low, high)) * (HEIGHT - 36);
  const levels = [low, (low + high) / 2n, high];
  return (
    <svg
      class="chart"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={`Temperature over chain time, ${placed.length} changes`}
    >
      {levels.map((wad) => (
        <g key={String(wad)} class="tick">
          <line x1={LEFT} x2={WIDTH} y1={y(wad)} y2={y(wad)} />
          <text x="0" y={y(wad) + 4}>
            {decimal(wad)}
          </text>
        </g>
      ))}
      <line class="planned" x1={LEFT} x2={WIDTH} y1={y(told.initialWad)} y2={y(told.initialWad)} />
      <path class="course" d={courseOf(told, x, 12, HEIGHT - 36)} />
      {placed
        .filter(({ cause }) => cause !== "tick")
        .map((step) => (
          <circle key={step.transaction} class="cause" cx={x(step.at ?? 0)} cy={y(step.afterWad)} r="4">
            <title>{`${step.cause}: ${decimal(step.beforeWad)} to ${decimal(step.afterWad)}`}</title>
          </circle>
        ))}
      <text x={LEFT} y={HEIGHT - 4}>
        {day(first)}
      </text>
      <text x={WIDTH - 76} y={HEIGHT - 4}>
        {day(last)}
      </text>
    </svg>
  );
}

/** A line of steps: a temperature holds until the next change. */
export function courseOf(
  told: ToldTemperature,
  x: (time: number) => number,
  top: number,
  height: number,
): string {
  const { low, high } = rangeOf(told);
  const y = (wad: bigint): string => (top + (1 - share(wad, low, high)) * height).toFixed(1);
  return told.steps
    .filter(({ at }) => at !== null)
    .map(({ at, beforeWad, afterWad }, index) => {
      const start = index === 0 ? `M${x(at ?? 0).toFixed(1)},${y(beforeWad)}` : `H${x(at ?? 0).toFixed(1)}`;
      return `${start}V${y(afterWad)}`;
    })
    .join("");
}

function rangeOf({ steps, initialWad }: ToldTemperature): { low: bigint; high: bigint } {
  const all = [initialWad, ...steps.flatMap(({ beforeWad, afterWad }) => [beforeWad, afterWad])];
  const low = all.reduce((a, b) => (a < b ? a : b));
  const high = all.reduce((a, b) => (a > b ? a : b));
  return low === high ? { low: low - 1n, high: high + 1n } : { low, high };
}

function share(wad: bigint, low: bigint, high: bigint): number {
  return Number(((wad - low) * 10_000n) / (high - low)) / 10_000;
}
