import { Chalk } from "chalk";

export interface Palette {
  readonly good: (text: string) => string;
  readonly bad: (text: string) => string;
  readonly faint: (text: string) => string;
}

/** Colours for a terminal, none for anything else or where NO_COLOR is set (https://no-color.org). */
export function paletteFor(stream: { readonly isTTY?: boolean }, env: NodeJS.ProcessEnv): Palette {
  const chalk = new Chalk(stream.isTTY === true && !env.NO_COLOR ? {} : { level: 0 });
  return { good: chalk.green, bad: chalk.red, faint: chalk.dim };
}
