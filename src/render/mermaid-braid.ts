import type { Braid, BraidEntry, BraidKind } from "../model/braid.ts";
import { DAY_SECONDS } from "../model/units.ts";
import { readable } from "../support/figures.ts";
import { mermaidText } from "./mermaid.ts";

/** Entries of one kind between the same two within one span. */
interface Message {
  readonly from: string;
  readonly to: string;
  readonly kind: BraidKind;
  /** Of the first of them. */
  readonly date: string;
  readonly subjects: string[];
}

type Ends = readonly [from: string, to: string];

const SPANS_IN_DAYS = [1, 7, 30, 90, 365];
const MOST_MESSAGES = 100;
const MOST_REGIONS = 8;
const MOST_SUBJECTS = 3;
const COUNCIL = "Council";
const JOBS = "JobRegistry";
const NATION = "Nation";
const TREASURY = "Treasury";
const REWARDS = "Rewards";

/**
 * Draws a timeline as a Mermaid sequence diagram of bounded length: happenings of one kind between the same two are one
 * message a day, a week, a month, a quarter or a year, whichever is the finest that fits.
 */
export function mermaidBraid({ entries }: Braid): string {
  const regions = new Set(entries.map(({ jurisdiction }) => jurisdiction).filter(isRegion));
  const nameOf = (place: string) => participantOf(place, regions.size <= MOST_REGIONS);
  const groupings = SPANS_IN_DAYS.map((days) => group(entries, days * DAY_SECONDS, nameOf));
  const messages = groupings.find(({ length }) => length <= MOST_MESSAGES) ?? groupings.at(-1) ?? [];
  const drawn = messages.slice(0, MOST_MESSAGES);
  const names = [...new Set(drawn.flatMap(({ from, to }) => [from, to]))];
  const aliases = new Map(names.map((name, index) => [name, `p${index}`]));
  const left = messages.length - drawn.length;
  const hasVotes = entries.some(({ kind }) => kind === "proposal");
  return [
    "sequenceDiagram",
    ...names.map((name) => `  participant ${aliases.get(name)} as ${mermaidText(shownAs(name, hasVotes))}`),
    ...drawn.map((message) => drawMessage(message, aliases)),
    ...(left > 0 ? [`  Note over p0: ${left} more groups are in the table`] : []),
    "",
  ].join("\n");
}

/** Where nothing was proposed there is nobody to be called a council. */
function shownAs(name: string, hasVotes: boolean): string {
  return name === COUNCIL && !hasVotes ? "Planet" : name;
}

function group(
  entries: readonly BraidEntry[],
  spanSeconds: number,
  nameOf: (place: string) => string,
): Message[] {
  const messages = new Map<string, Message>();
  for (const { timestamp, time, kind, jurisdiction, subject } of entries) {
    const [from, to] = endsOf(kind, nameOf(jurisdiction));
    const key = [Math.floor(timestamp / spanSeconds), kind, from, to].join("\n");
    const message = messages.get(key) ?? { from, to, kind, date: time.slice(0, 10), subjects: [] };
    message.subjects.push(subject);
    messages.set(key, message);
  }
  return [...messages.values()];
}

function endsOf(kind: BraidKind, place: string): Ends {
  const ends: Readonly<Record<BraidKind, Ends>> = {
    proposal: [COUNCIL, place],
    division: [COUNCIL, place],
    temperature: [NATION, NATION],
    pause: [NATION, NATION],
    payment: [COUNCIL, TREASURY],
    budget: [TREASURY, place],
    "job posted": [place, JOBS],
    "job settled": [JOBS, place],
    dispute: [place, JOBS],
    "reward epoch": [REWARDS, NATION],
  };
  return ends[kind];
}

/** Cities belong to the nation, everything between regions to the council. */
function participantOf(place: string, hasRoom: boolean): string {
  if (isRegion(place)) return hasRoom ? place : "regions";
  return place === "nation" || place.startsWith("city ") ? NATION : COUNCIL;
}

function isRegion(place: string): boolean {
  return place.startsWith("region ");
}

function drawMessage(
  { from, to, kind, date, subjects }: Message,
  aliases: ReadonlyMap<string, string>,
): string {
  const shown = subjects.slice(0, MOST_SUBJECTS).join(", ");
  const more = subjects.length > MOST_SUBJECTS ? ` and ${subjects.length - MOST_SUBJECTS} more` : "";
  const caption = readable(`${date} ${kind}: ${shown}${more}`);
  return `  ${aliases.get(from)}->>${aliases.get(to)}: ${mermaidText(caption)}`;
}
