import type { Catcher } from "./judge.ts";

/** A lie that was told, and who found it. */
export interface ToldLie {
  readonly kind: string;
  readonly place: string;
  readonly caught: Catcher;
}

const CATCHERS = ["verify", "--replay", "--rebuild"] as const satisfies readonly Catcher[];

/** How many lies were told, and how many of them each check finds, which finds what the ones before it find, too. */
export function countLies(told: readonly ToldLie[]) {
  const by = (catcher: (typeof CATCHERS)[number]) => {
    const reached: readonly Catcher[] = CATCHERS.slice(0, CATCHERS.indexOf(catcher) + 1);
    return told.filter(({ caught }) => reached.includes(caught)).length;
  };
  return { tried: told.length, plain: by("verify"), replay: by("--replay"), found: by("--rebuild") };
}

/** The page that says which check finds which lie. */
export function liesTable(told: readonly ToldLie[]): string {
  const kinds = Map.groupBy(told, ({ kind }) => kind);
  const rows = [...kinds].map(([kind, lies]) => rowOf(kind, lies));
  return [
    "# Which check finds which lie",
    "",
    "Told of a small mission, with every digest made anew that a forger can make anew; written by `npm run campaign forgeries`. A check finds",
    "what the ones to its left find, too.",
    "",
    "| lie | told of so many files or fields | `verify` | `--replay` | `--rebuild` |",
    "|---|---|---|---|---|",
    ...rows,
    rowOf("**all**", told),
    "",
  ].join("\n");
}

function rowOf(kind: string, lies: readonly ToldLie[]): string {
  const { tried, plain, replay, found } = countLies(lies);
  return `| ${kind} | ${tried} | ${plain} | ${replay} | ${found} |`;
}
