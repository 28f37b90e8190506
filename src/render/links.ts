import { type Markdown, text } from "./markdown.ts";

/** Links of one page to files below OUT, whose targets stand together at its end, so that lines and tables stay narrow. */
export interface Links {
  /** @param label what is shown; the path itself without one. */
  readonly to: (path: string, label?: string) => Markdown;
  /** A picture; the page says in words what it shows. */
  readonly picture: (path: string, alternative: string) => string;
  /** The targets of all links so far; nothing without one. */
  readonly targets: () => readonly string[];
}

/** @param at the page's own path, relative to OUT. */
export function linksFrom(at: string): Links {
  const folder = at.split("/").slice(0, -1);
  const labels = new Map<string, string>();
  return {
    to: (path, label = path) => {
      const known = labels.get(path) ?? `r${labels.size + 1}`;
      labels.set(path, known);
      return `[${text(label)}][${known}]` as Markdown;
    },
    picture: (path, alternative) => `![${text(alternative)}](${relative(folder, path)})\n`,
    targets: () =>
      labels.size === 0
        ? []
        : [`${[...labels].map(([path, label]) => `[${label}]: ${relative(folder, path)}`).join("\n")}\n`],
  };
}

/** The last part of a path. */
export function fileName(path: string): string {
  return path.split("/").at(-1) ?? path;
}

function relative(folder: readonly string[], path: string): string {
  const parts = path.split("/");
  let shared = 0;
  while (shared < folder.length && shared < parts.length - 1 && folder[shared] === parts[shared]) shared += 1;
  return [...folder.slice(shared).map(() => ".."), ...parts.slice(shared)].map(encoded).join("/");
}

/** Names of artefacts are plain; whatever else a name could hold means nothing in a link's target. */
function encoded(name: string): string {
  return encodeURIComponent(name.toWellFormed()).replace(
    /[!'()*~]/g,
    (each) => `%${each.charCodeAt(0).toString(16)}`,
  );
}
