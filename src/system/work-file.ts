import { readFileSync, rmSync, writeFileSync } from "node:fs";
import type { Work } from "../model/run-events.ts";

/** Names the file in which a script says what it is at; whoever watches it sets this. */
export const WORK_VARIABLE = "OMNISOVEREIGN_WORK_FILE";

const POLL_MILLISECONDS = 100;

/** Replaces what was said before. A script goes on if nobody hears it. */
export function sayWork(path: string, work: Work): void {
  try {
    writeFileSync(path, JSON.stringify(work));
  } catch {}
}

/**
 * Hears what a script is at, whenever that has changed: npm passes no other channel on to it than those that are the person's.
 *
 * @returns ends it, and removes the file
 */
export function watchWork(path: string, onWork: (work: Work) => void): () => void {
  let before = "";
  const look = (): void => {
    const read = readIfWhole(path);
    if (read === null || read.text === before) return;
    before = read.text;
    onWork(read.work);
  };
  rmSync(path, { force: true });
  const timer = setInterval(look, POLL_MILLISECONDS);
  return () => {
    clearInterval(timer);
    look();
    rmSync(path, { force: true });
  };
}

/** What is being written at the moment is read the next time. */
function readIfWhole(path: string): { readonly text: string; readonly work: Work } | null {
  try {
    const text = readFileSync(path, "utf8");
    return { text, work: JSON.parse(text) as Work };
  } catch {
    return null;
  }
}
