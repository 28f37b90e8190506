/**
 * acts: what each script does on a chain and leaves of it, given what earlier scripts left. Knows nothing of processes,
 * folders and flags, so that whoever verifies a dossier has the same code act on the chain that it replayed.
 */

import type { OmniError } from "../errors/error.ts";
import type { Project } from "../model/loaded-project.ts";
import type { Views } from "../observe/views.ts";
import type { Driver } from "../protocol/driver.ts";
import type { Left } from "./left.ts";

/** What a script leaves: artefacts by their path relative to OUT, and one line for the person who ran it. */
export interface Leavings {
  readonly artefacts: ReadonlyMap<string, string>;
  readonly summary: string;
  /** Why the stage failed after all; what it left stays readable. */
  readonly failure?: OmniError | null;
}

/** What a script has before it when it begins. */
export interface Scene {
  readonly project: Project;
  /** What earlier scripts left. */
  readonly left: Left;
}

/** What a script does that sends transactions. */
export type Sending = (driver: Driver, scene: Scene) => Promise<Leavings>;

/** What a script does that only reads the chain, at its latest block. */
export type Reading = (views: Views, scene: Scene) => Promise<Leavings>;
