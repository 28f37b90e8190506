import { ANCHORED } from "../anchor-errors.ts";
import { ATTEST, ATTESTED } from "../attest-errors.ts";
import { CHAIN } from "../chain-errors.ts";
import { BUILD, CLAIM, NO_DOSSIER, REBUILD, REPLAY, VERIFY } from "../dossier-errors.ts";
import { ENVIRONMENT } from "../environment-errors.ts";
import { EXPORT } from "../export-errors.ts";
import { FLAG } from "../flag-errors.ts";
import { KIT } from "../kit-errors.ts";
import { LOCK } from "../lock-errors.ts";
import { OWNER } from "../owner-errors.ts";
import { PLAN } from "../plan-errors.ts";
import { PLAN_FILE } from "../plan-file-errors.ts";
import { READINGS } from "../readings-errors.ts";
import { RECEIPT } from "../receipt-errors.ts";
import { SIMULATE } from "../simulate-errors.ts";
import { STAGE } from "../stage-errors.ts";
import { THERMODYNAMICS } from "../thermodynamics-errors.ts";
import { EXPLAINED_ATTEST, EXPLAINED_ATTESTED } from "./attest.ts";
import { EXPLAINED_CHAIN } from "./chain.ts";
import { EXPLAINED_BUILDS, EXPLAINED_CLAIMS } from "./dossier.ts";
import { EXPLAINED_EARLY, EXPLAINED_ENVIRONMENT } from "./environment.ts";
import { type ExplainedError, explained } from "./explanation.ts";
import { EXPLAINED_FLAGS } from "./flag.ts";
import { EXPLAINED_KITS } from "./kit.ts";
import { EXPLAINED_PLANS } from "./plan.ts";
import { EXPLAINED_SIMULATIONS } from "./simulate.ts";
import {
  EXPLAINED_LOCKS,
  EXPLAINED_OWNER,
  EXPLAINED_PLAN_FILES,
  EXPLAINED_READINGS,
  EXPLAINED_RECEIPTS,
  EXPLAINED_THERMODYNAMICS,
} from "./small-tables.ts";
import { EXPLAINED_STAGES } from "./stage.ts";
import {
  EXPLAINED_ANCHORS,
  EXPLAINED_EXPORTS,
  EXPLAINED_REBUILDS,
  EXPLAINED_REPLAYS,
  EXPLAINED_STRANGERS,
  EXPLAINED_VERIFICATION,
} from "./verify.ts";

/** Every numbered error, by its number. */
export const EXPLAINED_ERRORS: readonly ExplainedError[] = [
  ...explained(PLAN, EXPLAINED_PLANS),
  ...explained(PLAN_FILE, EXPLAINED_PLAN_FILES),
  ...explained(READINGS, EXPLAINED_READINGS),
  ...explained(STAGE, EXPLAINED_STAGES),
  ...explained(FLAG, EXPLAINED_FLAGS),
  ...explained(SIMULATE, EXPLAINED_SIMULATIONS),
  ...explained(KIT, EXPLAINED_KITS),
  ...explained(RECEIPT, EXPLAINED_RECEIPTS),
  ...explained(OWNER, EXPLAINED_OWNER),
  ...explained(THERMODYNAMICS, EXPLAINED_THERMODYNAMICS),
  ...explained(CHAIN, EXPLAINED_CHAIN),
  ...explained(CLAIM, EXPLAINED_CLAIMS),
  ...explained(BUILD, EXPLAINED_BUILDS),
  ...explained(NO_DOSSIER, EXPLAINED_STRANGERS),
  ...explained(VERIFY, EXPLAINED_VERIFICATION),
  ...explained(REPLAY, EXPLAINED_REPLAYS),
  ...explained(REBUILD, EXPLAINED_REBUILDS),
  ...explained(ANCHORED, EXPLAINED_ANCHORS),
  ...explained(EXPORT, EXPLAINED_EXPORTS),
  ...explained(LOCK, EXPLAINED_LOCKS),
  ...explained(ATTEST, EXPLAINED_ATTEST),
  ...explained(ATTESTED, EXPLAINED_ATTESTED),
  ...EXPLAINED_EARLY,
  ...explained(ENVIRONMENT, EXPLAINED_ENVIRONMENT),
].toSorted((one, other) => (one.code < other.code ? -1 : 1));
