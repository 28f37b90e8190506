import { changedPrefix } from "../view/state.tsx";

/** A part of the page as its maker wrote it, which holds more than scripts are given to tell it again. */
export interface Kept {
  readonly nodes: readonly Node[];
  /** The decisions that it tells of, by id. */
  readonly changed: ReadonlySet<string>;
}

/** Takes the part out of the page that the file has. */
export function keep(heading: string): Kept {
  const section = document.getElementById(heading)?.closest("section");
  const told = [...(section?.querySelectorAll(`[id^="${changedPrefix}"]`) ?? [])];
  return { nodes: [...(section?.childNodes ?? [])], changed: new Set(told.map(({ id }) => id)) };
}

export function KeptSection({ heading, kept }: { heading: string; kept: Kept }) {
  return <section aria-labelledby={heading} ref={(home) => home?.replaceChildren(...kept.nodes)} />;
}
