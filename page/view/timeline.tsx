import type { ToldTemperature } from "../told/temperature.ts";
import { moment } from "../told/time.ts";
import type { TimelineLane, ToldTimeline } from "../told/timeline.ts";
import { hrefOf, Scroll } from "./parts.tsx";
import { courseOf } from "./temperature.tsx";

const ROW = 16;
const LANE_PADDING = 14;
const AXIS = 22;
const TEMPERATURE = 64;
const MARK = 4;
const LEAST_BAR = 3;

const SHAPES: Readonly<Record<string, string>> = {
  dispute: "M0,-5L5,0L0,5L-5,0Z",
  pause: "M-4,-5H-1V5H-4ZM1,-5H4V5H1Z",
  default: "M0,-4A4,4 0 1 0 0,4A4,4 0 1 0 0,-4Z",
};

export interface TimelineProps {
  readonly timeline: ToldTimeline;
  readonly temperature: ToldTemperature | null;
  /** Pixels of the whole time. */
  readonly width: number;
}

/** Lanes in chain time; names stand still while time is scrolled. */
export function Timeline({ timeline, temperature, width }: TimelineProps) {
  const { from, to, lanes } = timeline;
  const x = (time: number): number => round(6 + ((time - from) / Math.max(1, to - from)) * (width - 12));
  const tops = topsOf(lanes);
  const bottom = tops.at(-1) ?? AXIS;
  const height = bottom + (temperature === null ? 0 : TEMPERATURE);
  return (
    <figure class="timeline">
      <svg class="names" width="92" height={height} viewBox={`0 0 92 ${height}`} aria-hidden="true">
        {lanes.map(({ name }, index) => (
          <text key={name} x="0" y={(tops[index] ?? 0) + 18}>
            {name.slice(0, 13)}
          </text>
        ))}
        {temperature !== null && (
          <text x="0" y={bottom + 18}>
            Temperature
          </text>
        )}
      </svg>
      <Scroll label="Timeline, scrolls through time">
        <svg
          class="lanes"
          width={width}
          height={height}
          viewBox={`0 0 ${width} ${height}`}
          role="group"
          aria-label="Lanes in chain time"
        >
          {yearTicks(from, to, width).map(({ at, label }) => (
            <g key={at} class="tick">
              <line x1={x(at)} x2={x(at)} y1={AXIS - 6} y2={height} />
              {x(at) + LEAST_TICK <= width && (
                <text x={x(at) + 3} y="12">
                  {label}
                </text>
              )}
            </g>
          ))}
          {lanes.map((lane, index) => (
            <Lane key={lane.name} lane={lane} top={tops[index] ?? 0} x={x} width={width} />
          ))}
          {temperature !== null && (
            <path class="course" d={courseOf(temperature, x, bottom + 8, TEMPERATURE - 16)} />
          )}
        </svg>
      </Scroll>
      <figcaption class="soft">
        Bars are jobs from assignment to settlement, with a tick at the deadline; drills and votes from their
        first transaction to their last. Dots are payments, budgets and epochs, diamonds disputes, twin bars
        pauses. Chain time is virtual: it jumps, and nobody waited.
      </figcaption>
    </figure>
  );
}

function Lane(props: { lane: TimelineLane; top: number; x: (time: number) => number; width: number }) {
  const { lane, top, x, width } = props;
  return (
    <g>
      <line class="lane" x1="0" x2={width} y1={top} y2={top} />
      {lane.bars.map((bar) => {
        const [left, right] = [x(bar.from), x(bar.end)];
        const y = top + 5 + bar.row * ROW;
        return (
          <a
            key={`${bar.to} ${bar.from}`}
            href={linkOf(bar.to)}
            aria-label={labelOf(bar.label, bar.from, bar.end)}
          >
            <title>{labelOf(bar.label, bar.from, bar.end)}</title>
            <rect
              class={`${bar.kind} ${bar.tone}`}
              x={left}
              y={y}
              width={Math.max(LEAST_BAR, round(right - left))}
              height={ROW - 5}
              rx="2"
            />
            {bar.dueAt !== null && (
              <line class="due" x1={x(bar.dueAt)} x2={x(bar.dueAt)} y1={y - 2} y2={y + ROW - 3} />
            )}
          </a>
        );
      })}
      {lane.marks.map((mark) => (
        <a
          key={`${mark.to} ${mark.label}`}
          href={linkOf(mark.to)}
          aria-label={`${mark.label}, ${moment(mark.at)}`}
        >
          <title>{`${mark.label}, ${moment(mark.at)}`}</title>
          <path
            class={`mark ${mark.kind.replace(" ", "-")}`}
            d={SHAPES[mark.kind] ?? SHAPES.default}
            transform={`translate(${x(mark.at)} ${top + heightOf(lane) - MARK - 2})`}
          />
        </a>
      ))}
      <text class="printed" x="2" y={top + 12}>
        {lane.name}
      </text>
    </g>
  );
}

function labelOf(label: string, from: number, end: number): string {
  return `${label}, ${moment(from).slice(0, 10)} to ${moment(end).slice(0, 10)}`;
}

/** `job=A B` → `#job=A%20B` */
function linkOf(to: string): string {
  const [kind = "", ...id] = to.split("=");
  return hrefOf(kind, id.join("="));
}

function heightOf({ rows, marks }: TimelineLane): number {
  return LANE_PADDING + rows * ROW + (marks.length > 0 ? 8 : 0);
}

/** Where each lane begins, and where the last one ends. */
function topsOf(lanes: readonly TimelineLane[]): readonly number[] {
  const tops = [AXIS];
  for (const lane of lanes) tops.push((tops.at(-1) ?? 0) + heightOf(lane));
  return tops;
}

/** Pixels that the name of a month needs. */
const LEAST_TICK = 56;

/** The first of each month, quarter or year, as far apart as their names need. */
function yearTicks(from: number, to: number, width: number): readonly { at: number; label: string }[] {
  const months = Math.max(1, (to - from) / (30.4 * 86_400));
  const step = [1, 3, 6, 12, 24, 60, 120].find((each) => (width / months) * each >= LEAST_TICK) ?? 240;
  const start = new Date(from * 1_000);
  const first = Math.ceil((start.getUTCFullYear() * 12 + start.getUTCMonth() + 1) / step) * step;
  const ticks: { at: number; label: string }[] = [];
  for (let month = first; ticks.length < 400; month += step) {
    const at = Date.UTC(Math.floor(month / 12), month % 12, 1) / 1_000;
    if (!(at <= to)) break;
    ticks.push({ at, label: moment(at).slice(0, 7) });
  }
  return ticks;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
