import { useState } from "preact/hooks";
import type { ToldTemperature } from "../told/temperature.ts";
import type { ToldTimeline } from "../told/timeline.ts";
import { Timeline } from "../view/timeline.tsx";

const WIDTH = 1_100;
const FARTHEST = 0.25;
const CLOSEST = 32;
/** On a telephone the whole time is seen first. */
const NARROW = "(max-width: 40rem)";

export function LiveTimeline(props: { timeline: ToldTimeline; temperature: ToldTemperature | null }) {
  const [zoom, setZoom] = useState(() => (matchMedia(NARROW).matches ? FARTHEST : 1));
  return (
    <>
      <div class="bar-of-tools">
        <button type="button" disabled={zoom <= FARTHEST} onClick={() => setZoom(zoom / 2)}>
          Zoom out
        </button>
        <button type="button" disabled={zoom >= CLOSEST} onClick={() => setZoom(zoom * 2)}>
          Zoom in
        </button>
        <span class="soft" role="status">
          {zoom} ×
        </span>
      </div>
      <Timeline {...props} width={WIDTH * zoom} />
    </>
  );
}
