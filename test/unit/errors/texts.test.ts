import { test } from "node:test";
import { ANCHORED } from "../../../src/errors/anchor-errors.ts";
import { ATTEST, ATTESTED } from "../../../src/errors/attest-errors.ts";
import { CHAIN } from "../../../src/errors/chain-errors.ts";
import { ENVIRONMENT } from "../../../src/errors/environment-errors.ts";
import { EXPORT } from "../../../src/errors/export-errors.ts";
import { FLAG } from "../../../src/errors/flag-errors.ts";
import { LOCK } from "../../../src/errors/lock-errors.ts";
import { OWNER } from "../../../src/errors/owner-errors.ts";
import { READINGS } from "../../../src/errors/readings-errors.ts";
import { RECEIPT } from "../../../src/errors/receipt-errors.ts";
import { SIMULATE } from "../../../src/errors/simulate-errors.ts";
import { STAGE } from "../../../src/errors/stage-errors.ts";
import { THERMODYNAMICS } from "../../../src/errors/thermodynamics-errors.ts";
import { compareTexts } from "./texts.ts";

const CATEGORIES = {
  anchor: ANCHORED,
  attest: { ...ATTEST, ...ATTESTED },
  chain: CHAIN,
  environment: ENVIRONMENT,
  export: EXPORT,
  flag: FLAG,
  lock: LOCK,
  owner: OWNER,
  readings: READINGS,
  receipt: RECEIPT,
  simulate: SIMULATE,
  stage: STAGE,
  thermodynamics: THERMODYNAMICS,
};

for (const [category, errors] of Object.entries(CATEGORIES)) {
  test(`every error of the category "${category}" keeps its number and its text`, (t) => {
    compareTexts(t, category, errors);
  });
}
