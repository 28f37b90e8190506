import { FOLDERS, inReports, PATHS } from "../../model/layout.ts";
import { NATIONAL_CHECKS } from "../../reports/kit/national-checks.ts";
import { runScript } from "../script.ts";
import { kitDescription } from "./flags.ts";
import { makeKit } from "./make-kit.ts";
import { NATIONAL_KIT_SCRIPT } from "./national-kit.ts";

const DEFAULTS = {
  reportRoot: inReports(FOLDERS.national),
  summary: inReports(PATHS.nationalReport),
  bundle: inReports(PATHS.nationalReceipts),
};

await runScript(
  kitDescription(
    NATIONAL_KIT_SCRIPT,
    "Makes the national governance kit of what the takeoff left.",
    DEFAULTS,
  ),
  (context) =>
    makeKit(context, {
      layer: "national",
      source: "takeoff",
      defaults: DEFAULTS,
      checks: NATIONAL_CHECKS,
      includesNationalKit: false,
    }),
);
