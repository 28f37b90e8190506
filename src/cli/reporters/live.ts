import { createLogUpdate } from "log-update";
import type { RunEvent } from "../../model/run-events.ts";
import type { Durations } from "../../run/run-files.ts";
import type { Palette } from "../palette.ts";
import type { Reporter } from "./listener.ts";
import { BEFORE_LIVE, type LiveState, reduceLive } from "./live-state.ts";
import { liveLines } from "./live-view.ts";

const REFRESH_MILLISECONDS = 100;

export type Terminal = NodeJS.WritableStream & { readonly columns?: number; readonly rows?: number };

export interface LiveOptions {
  readonly palette: Palette;
  /** How long each step took the last time. */
  readonly expected: Durations;
  /** Words an event that is to stay above what changes; `null` for none. */
  readonly lasting: (event: RunEvent) => string | null;
}

/** Shows a run while it lasts, and leaves nothing of it: what it came to is told afterwards. */
export function liveReporter(stream: Terminal, { palette, expected, lasting }: LiveOptions): Reporter {
  const update = createLogUpdate(stream as NodeJS.WriteStream);
  let state: LiveState = BEFORE_LIVE;
  let timer: NodeJS.Timeout | undefined;
  const draw = (): void => {
    const screen = { columns: stream.columns ?? 80, rows: stream.rows ?? 24, palette };
    update(liveLines(state, expected, performance.now(), screen).join("\n"));
  };
  const end = (): void => {
    if (timer === undefined) return;
    clearInterval(timer);
    timer = undefined;
    update.clear();
    update.done();
  };
  return {
    report(event) {
      state = reduceLive(state, event, performance.now());
      const line = lasting(event);
      if (line !== null) {
        update.clear();
        stream.write(`${line}\n`);
      }
      if (event.type === "run-started") timer = setInterval(draw, REFRESH_MILLISECONDS);
      if (event.type === "run-finished") end();
      else draw();
    },
    end,
  };
}
